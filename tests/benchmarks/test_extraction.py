"""The table of quality and cost, ours beside others'."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.extraction import (
    MARKS,
    ROOT,
    Cost,
    Figures,
    compare,
    cost,
    found_systems,
    markdown_table,
    plain_table,
    put_between_marks,
)
from benchmarks.gold import gold_file, pages
from benchmarks.systems import OURS
from tests.benchmarks.gold import folder_of

SCORER = """
import argparse, json, pathlib
parser = argparse.ArgumentParser()
parser.add_argument("--gold", action="append")
parser.add_argument("--only-predicted", action="store_true")
parser.add_argument("--json")
parser.add_argument("files", nargs="+")
asked = parser.parse_args()
gold = [json.loads(line) for file in asked.gold for line in open(file)]
totals = {}
for file in asked.files:
    rows = {row["id"]: row for row in map(json.loads, open(file))}
    totals[pathlib.Path(file).stem] = {
        name: {"title_eq": sum(rows[one["id"]]["title"] == one["title"] for one in gold if one["dataset"] == name)}
        for name in {one["dataset"] for one in gold if one["id"] in rows}
    }
json.dump(totals, open(asked.json, "w"))
"""


def figures(name: str, ratio: float, **scores: dict[str, float]) -> Figures:
    spent = Cost(ratio=ratio, dearest=0.25, pages_a_second=100, failed=2)
    return Figures(name=name, version="1.0", cost=spent, scores=scores)


@pytest.mark.slow
def test_pages_are_read_scored_and_timed(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "gold", "aeb", "other")
    score = tmp_path / "score.py"
    score.write_text(SCORER, encoding="utf-8")
    made = compare(
        list(pages([folder])),
        {OURS: (Path(sys.executable), "checkout")},
        tmp_path,
        repeats=1,
        score=score,
        golds=[gold_file(folder)],
    )
    assert made[0].scores == {"aeb": {"title_eq": 1}, "other": {"title_eq": 1}}
    assert made[0].cost.ratio > 0 and made[0].cost.failed == 0
    (_, versions, first, second, *rest) = plain_table(made).splitlines()
    assert versions.split() == ["checkout"]
    assert (first.split(), second.split()) == (["aeb", "title=", "1.000"], ["other", "title=", "1.000"])
    assert [line.split()[0] for line in rest] == ["cost"] * 4


def test_a_system_that_is_not_installed_is_left_out_with_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    found = found_systems([Path(sys.executable)], [OURS, "goose3"])
    assert set(found) == {OURS}
    assert "goose3 is left out" in capsys.readouterr().err


def test_cost_is_summed_over_the_pages_of_today_and_the_dearest_is_of_all() -> None:
    rows: list[dict[str, object]] = [
        {"id": "a", "seconds": 0.2, "lxml_seconds": 0.1},
        {"id": "b", "seconds": 0.9, "lxml_seconds": 0.1, "error": "broken"},
        {"id": "c", "error": "not even lxml finds markup"},
    ]
    assert cost(rows, frozenset("a")) == Cost(ratio=2.0, dearest=0.9, pages_a_second=5.0, failed=1)
    assert cost(rows, frozenset()).ratio == pytest.approx(5.5)


def test_measures_of_fields_that_a_system_does_not_read_are_left_out() -> None:
    both = [
        figures(OURS, 3.0, news={"title_eq": 0.5, "date_right": 0.75}),
        figures("htmldate", 5.0, news={"title_eq": 0.0, "date_right": 0.5}),
    ]
    title, date = (line.split() for line in plain_table(both).splitlines()[2:4])
    assert title == ["news", "title=", "0.500", "–"]
    assert date == ["news", "date", "0.750", "0.500"]


def test_the_best_of_a_line_is_bold_and_costs_are_not() -> None:
    both = [figures(OURS, 3.0, news={"F1": 0.9}), figures("trafilatura", 20.0, news={"F1": 0.8})]
    lines = markdown_table(both).splitlines()
    assert lines[0] == "|  |  | **aggregator** | trafilatura 1.0 |"
    assert lines[2] == "| news | F1 | **0.900** | 0.800 |"
    assert lines[3] == "| cost | CPU ÷ lxml parse | 3.0 | 20.0 |"


def test_a_table_takes_the_place_of_the_one_before() -> None:
    start, end = MARKS
    once = put_between_marks(f"Before\n{start}\nold\n{end}\nAfter\n", "new")
    assert once == f"Before\n{start}\n\nnew\n\n{end}\nAfter\n"
    assert put_between_marks(once, "new") == once
    with pytest.raises(SystemExit, match="must hold"):
        put_between_marks("no marks", "new")


def test_the_document_on_quality_has_a_place_for_the_table() -> None:
    text = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")
    assert put_between_marks(text, "| | |")


@pytest.mark.slow
def test_the_command_tells_where_our_time_goes(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.extraction", str(folder_of(tmp_path, "one", "two"))]
    ran = subprocess.run(
        [*command, "--stages", "--dataset", "two", "--repeats", "0"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split()[:5] == ["CPU", "/", "lxml", "two", "all"]


def test_only_the_pages_asked_for_are_taken(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "one", "two", "two")
    assert [one.id for one in pages([folder], datasets=["two"])] == ["p1", "p2"]
    assert [one.id for one in pages([folder], only=frozenset({"p0", "p2"}))] == ["p0", "p2"]
    assert next(iter(pages([folder]))).html().startswith(b"<html")


@pytest.mark.slow
def test_rows_of_predictions_are_what_the_scorer_reads(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "gold", "one")
    (page,) = pages([folder])
    manifest, out = tmp_path / "manifest.jsonl", tmp_path / "out.jsonl"
    manifest.write_text(json.dumps({"id": page.id, "url": page.url, "path": str(page.path)}) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.systems", OURS, str(manifest), str(out), "--repeats", "1"]
    subprocess.run(command, cwd=ROOT, check=True)
    (row,) = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert set(row) == {"id", "title", "body", "authors", "published_at", "tags", "seconds", "lxml_seconds", "error"}
    assert row["title"] == "Harbour" and row["error"] is None and min(row["seconds"], row["lxml_seconds"]) > 0
