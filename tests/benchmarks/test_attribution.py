"""The table of attributions: what is read, what is printed, and when a command fails."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.attribution import (
    TARGETS,
    Judged,
    document,
    main,
    missed_targets,
    recall_rows,
    report,
)
from benchmarks.extraction import MARKS
from benchmarks.judging import Belief, Entry, Verdict
from tests.benchmarks.gold import folder_of

PAGE = """<html lang=en><head><title>Bridge opens</title><meta property="og:site_name" content="Harbour Post"></head>
<body><article><h1>Bridge opens</h1>
<p>LAGOS, March 3 (AFP) – The bridge over the lagoon opens again on Monday, the harbour office says.</p>
<p>The ferry goes on sailing until the spring, and then it rests in the yard behind the old customs house.</p>
<p>A spokeswoman told the BBC that nobody in the harbour had asked for a second bridge before the year was out.</p>
</article></body></html>"""

TOLD: list[dict[str, Any]] = [
    {"role": "wire", "name": "Agence France-Presse", "aliases": ["AFP"], "found_in": "dateline"},
    {"role": "cited", "name": "BBC", "found_in": "body"},
]


def made(tmp_path: Path, *, told: list[dict[str, Any]] = TOLD, count: int = 1, ids: str = "") -> list[str]:
    """Return the arguments for a folder of pages with labels."""
    folder = folder_of(tmp_path / "pages", *["one"] * count, page=PAGE)
    publisher = {"name": "Harbour Post", "aliases": ["news.example"]}
    labels = [{"id": f"p{number}", "publisher": publisher, "attributions": told} for number in range(count)]
    (tmp_path / "labels.jsonl").write_text("".join(json.dumps(one) + "\n" for one in labels), encoding="utf-8")
    arguments = [str(folder), "--labels", str(tmp_path / "labels.jsonl"), "--repeats", "0"]
    if ids:
        (tmp_path / "aside").write_text(ids, encoding="utf-8")
        arguments += ["--aside", str(tmp_path / "aside")]
    return arguments


def test_right_names_meet_strict_targets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*made(tmp_path), "--strict"]) == 0
    printed = capsys.readouterr().out
    for role in TARGETS:
        assert f"\n{role} " in printed
    assert "Recall by language" in printed


def test_missed_name_fails_only_where_that_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    absent = {"role": "wire", "name": "Reuters", "found_in": "footer", "evidence": "© Reuters"}
    arguments = made(tmp_path, told=[*TOLD, absent])
    assert main(arguments) == 0
    assert main([*arguments, "--strict", "--wrong", "2"]) == 1
    printed = capsys.readouterr()
    assert "missed wire  p0  'Reuters'  footer" in printed.out
    assert "recall of wire is 0.500, not 0.92" in printed.err


def test_pages_kept_aside_are_judged_by_themselves(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(made(tmp_path, count=3, ids="p1\n")) == 0
    printed = capsys.readouterr().out
    assert printed.index("pages kept aside: 1 pages") < printed.index("the other pages: 2 pages")


def test_cost_is_told_in_parses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = made(tmp_path)
    arguments[arguments.index("--repeats") + 1] = "1"
    assert main(arguments) == 0
    assert "CPU, as a multiple of one lxml parse of the same bytes: attribution " in capsys.readouterr().out


def test_document_holds_the_tables_between_its_marks(tmp_path: Path) -> None:
    page = tmp_path / "attribution.md"
    page.write_text(f"# Before\n{MARKS[0]}\nold\n{MARKS[1]}\nAfter\n", encoding="utf-8")
    assert main([*made(tmp_path), "--markdown", str(page)]) == 0
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Before\n") and text.endswith("\nAfter\n")
    assert "| wire | 1.000" in text and "old" not in text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda one: [*one[:1], "--labels", "/nowhere/labels.jsonl"], "/nowhere/labels.jsonl: No such file"),
        (lambda one: ["/nowhere/pages", *one[1:]], "gold.jsonl: No such file"),
        (lambda one: [*one, "--aside", one[2]], "that {labels} names is among those with labels"),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: Any, sentence: str
) -> None:
    arguments = made(tmp_path)
    with pytest.raises(SystemExit) as stopped:
        main(change(arguments))
    assert stopped.value.code == 2
    assert sentence.format(labels=arguments[2]) in capsys.readouterr().err


def test_labels_of_no_page_at_hand_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = made(tmp_path)
    labels = tmp_path / "labels.jsonl"
    labels.write_text(labels.read_text(encoding="utf-8").replace('"p0"', '"q0"'), encoding="utf-8")
    with pytest.raises(SystemExit):
        main(arguments)
    assert "has labels in" in capsys.readouterr().err


def entry(**more: str) -> Entry:
    return Entry(
        **{"page": "p", "role": "wire", "name": "A", "evidence": "", "place": "footer", "language": "en", **more}
    )


def test_rare_languages_are_summed_up() -> None:
    many = [entry() for _ in range(5)]
    verdict = Verdict(found=[*many, entry(language="fi")], missed=[entry(language="et")])
    rows = recall_rows(Judged(name="all", verdict=verdict), "language", fewest=5)
    assert [(row[1], row[2][:5], row[3]) for row in rows[1:]] == [("en", "1.000", "5"), ("others", "0.500", "2")]


def test_wrong_confidence_is_a_missed_target() -> None:
    beliefs = [Belief(role="wire", confidence=0.9, right=number % 2 == 0) for number in range(20)]
    judged = Judged(name="all", verdict=Verdict(beliefs=beliefs))
    assert missed_targets(judged) == ["all: the calibration error is 0.400, more than 0.05"]


def test_tables_of_nothing_can_be_printed() -> None:
    nothing = Judged(name="all", verdict=Verdict())
    assert "all: 0 pages" in report(nothing)
    assert "| wire | – |" in document([nothing], "")
