"""Tests of `aggregator.cli.extract`; what is extracted is tested in tests/extraction."""

from __future__ import annotations

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from aggregator import extract
from aggregator.row import article_row
from tests.cli.conftest import Run

URL = "https://morning-post.example/2026/11/20/bridge"

PAGE = b"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Old bridge reopens after two years | The Morning Post</title>
<link rel="canonical" href="https://morning-post.example/2026/11/20/bridge">
<meta property="og:site_name" content="The Morning Post">
<meta property="article:published_time" content="2026-11-20T08:30:00+00:00"></head>
<body><article><h1>Old bridge reopens after two years</h1>
<p>The old bridge over the Arrow opened to walkers on Friday, two years after a barge had struck its third pier.</p>
<p>Engineers replaced forty tonnes of stone and every lamp, the council said; the bill came to 3.2 million pounds.</p>
<p>Buses will follow in spring, once the approach road has been raised by the width of a hand to meet the new deck.</p>
</article></body></html>
"""


@pytest.fixture
def page(project: Path) -> Path:
    path = project / "bridge.html"
    path.write_bytes(PAGE)
    return path


def test_a_saved_page_becomes_the_row_of_the_python_function(aggregator: Run, page: Path) -> None:
    ran = aggregator("extract", str(page), "--url", URL, "--no-source")
    assert ran.code == 0, ran.err
    assert json.loads(ran.out) == article_row(extract(PAGE, URL))
    assert json.loads(ran.out)["title"] == "Old bridge reopens after two years"


def test_a_page_without_url_is_taken_at_the_address_it_states(aggregator: Run, page: Path) -> None:
    assert json.loads(aggregator("extract", str(page)).out)["url"] == URL


def test_a_packed_page_reads_like_the_page(aggregator: Run, page: Path) -> None:
    packed = page.with_name("bridge.html.gz")
    packed.write_bytes(gzip.compress(PAGE))
    assert aggregator("extract", str(packed)).out == aggregator("extract", str(page)).out


def test_a_page_may_come_from_standard_input(aggregator: Run, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = aggregator("extract", str(page)).out
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE)))
    assert aggregator("extract", "-").out == wanted


def test_explain_names_the_place_of_every_field(aggregator: Run, page: Path) -> None:
    explained = json.loads(aggregator("extract", str(page), "--explain").out)["explain"]
    assert explained["title"]["chosen"]
    claims = explained["published_at"]["claims"]
    assert any("2026-11-20" in str(claim["value"]) and "article:published_time" in claim["place"] for claim in claims)


def test_the_source_of_its_host_is_used_and_can_be_left_out(aggregator: Run, registered: Path, page: Path) -> None:
    source = registered / "sources" / "morning-post.toml"
    source.write_text(source.read_text() + '\n[[rules]]\nfield = "section"\ncss = "p:first-of-type"\n')
    with_source = json.loads(aggregator("extract", str(page)).out)
    without = json.loads(aggregator("extract", str(page), "--no-source").out)
    assert with_source["section"] and not without["section"]


@pytest.mark.parametrize("content", [b"", b"\x00" * 1000, b"no markup at all", b"\xff\xfe<html>", b"%PDF-1.7 \x89\xff"])
def test_any_bytes_give_an_article_with_a_reason(aggregator: Run, project: Path, content: bytes) -> None:
    (project / "page.html").write_bytes(content)
    ran = aggregator("extract", "page.html")
    row = json.loads(ran.out)
    assert ran.code == 0
    assert row["body"] == "" and row["kind"] is None and row["reason"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("absent.html", None), ("cut.html.gz", gzip.compress(PAGE, mtime=0)[:100]), ("no.html.gz", b"not packed")],
)
def test_a_file_that_cannot_be_read_is_a_sentence(
    aggregator: Run, project: Path, name: str, content: bytes | None
) -> None:
    if content is not None:
        (project / name).write_bytes(content)
    ran = aggregator("extract", name)
    assert (ran.code, ran.out) == (2, "")
    assert name in ran.err and "This program made a mistake" not in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["page.html", "--batch", "manifest.jsonl"],
        ["--batch", "absent.jsonl"],
        ["--batch", "manifest.jsonl", "--explain"],
        ["page.html", "--alone"],
        ["page.html", "--jobs", "2"],
        ["ftp://post.example/news/1"],
    ],
)
def test_what_cannot_be_combined_is_wrong_usage(aggregator: Run, project: Path, arguments: list[str]) -> None:
    (project / "manifest.jsonl").touch()
    assert aggregator("extract", *arguments).code == 2


def test_a_batch_keeps_the_order_and_goes_on_after_a_failure(aggregator: Run, page: Path) -> None:
    lines = [
        json.dumps({"id": "1", "path": str(page), "url": URL}),
        json.dumps({"id": "2", "path": "absent.html", "url": "https://morning-post.example/2"}),
        "no JSON",
        json.dumps({"id": "3", "path": str(page), "url": URL}),
    ]
    Path("manifest.jsonl").write_text("\n".join(lines) + "\n")
    ran = aggregator("extract", "--batch", "manifest.jsonl", "--jobs", "1", "--no-source")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 0
    assert [row["id"] for row in rows] == ["1", "2", None, "3"]
    assert [bool(row["error"]) for row in rows] == [False, True, True, False]
    assert rows[0] == article_row(extract(PAGE, URL), row_id="1")
    assert '2 of 4 pages could not be read: the "error"' in ran.err


def test_a_batch_of_which_nothing_can_be_read_fails(aggregator: Run, project: Path) -> None:
    Path("manifest.jsonl").write_text("no JSON\n" + json.dumps({"id": "1", "path": "absent.html", "url": URL}) + "\n")
    ran = aggregator("extract", "--batch", "manifest.jsonl", "--jobs", "1", "--no-source")
    assert ran.code == 1 and ran.out.count("\n") == 2
    assert "2 of 2 pages" in ran.err


def test_a_batch_without_errors_says_nothing(aggregator: Run, page: Path) -> None:
    empty = page.with_name("empty.html")
    empty.touch()  # a page without an article was read, and its reason says what it is
    lines = [json.dumps({"id": one.name, "path": str(one), "url": URL}) for one in (empty, page)]
    Path("manifest.jsonl").write_text("\n".join(lines) + "\n")
    ran = aggregator("extract", "--batch", "manifest.jsonl", "--jobs", "1", "--no-source")
    assert (ran.code, ran.err) == (0, "")


def test_an_address_that_is_none_is_a_sentence(aggregator: Run, project: Path) -> None:
    assert aggregator("extract", "http://", "--no-source").code == 2


@pytest.mark.parametrize("arguments", [["folder"], ["--batch", "folder"], [""]])
def test_what_is_no_file_is_a_sentence(aggregator: Run, project: Path, arguments: list[str]) -> None:
    (project / "folder").mkdir()
    ran = aggregator("extract", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ("Is a directory" in ran.err) if arguments[-1] else ran.err.startswith("An empty path was given")


@pytest.mark.parametrize(("name", "sent"), [("pipe", PAGE), ("pipe.gz", gzip.compress(PAGE, mtime=0))])
def test_a_pipe_is_waited_for(aggregator: Run, page: Path, name: str, sent: bytes) -> None:
    wanted = aggregator("extract", str(page)).out
    os.mkfifo(name)
    writer = threading.Thread(target=Path(name).write_bytes, args=(sent,), daemon=True)
    writer.start()
    ran = aggregator("extract", name)
    writer.join(10)
    assert (ran.code, ran.out) == (0, wanted)


@pytest.mark.slow
def test_what_programs_read_is_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html lang=en><article><h1>A smile 😀 on the ferry</h1><p>The crew of the ferry was given flowers by the"
        " children of the island on its last crossing of the year, and gave them the wheel for a while.</p>"
        "<p>In spring it will sail again, with a new engine and, the owner hopes, the old crew.</p></article></html>",
        encoding="utf-8",
    )
    ran = subprocess.run(
        [sys.executable, "-m", "aggregator", "extract", str(page), "--url", "https://post.example/news/1"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONIOENCODING": "latin-1", "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        capture_output=True,
        check=True,
    )
    assert json.loads(ran.stdout.decode("utf-8"))["title"] == "A smile 😀 on the ferry"


def piped(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Start `aggregator extract` with pipes to and from it."""
    return subprocess.Popen(
        [sys.executable, "-m", "aggregator", "extract", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.slow
def test_a_program_may_wait_for_each_row_and_a_stopped_batch_says_what_is_true(page: Path) -> None:
    line = json.dumps({"id": "1", "path": page.name, "url": URL}).encode() + b"\n"
    with piped(page.parent, "--batch", "-", "--alone", "--jobs", "1", "--no-source") as ran:
        assert ran.stdin is not None and ran.stdout is not None and ran.stderr is not None
        for _ in range(2):
            ran.stdin.write(line)
            ran.stdin.flush()
            assert json.loads(ran.stdout.readline())["id"] == "1"
        ran.send_signal(signal.SIGINT)
        assert ran.wait(30) == 130
        assert ran.stderr.read() == b"Stopped. Lines already printed are whole; the same command begins anew.\n"


@pytest.mark.slow
def test_standard_input_is_unpacked_as_a_file_is(page: Path) -> None:
    with piped(page.parent, "-", "--url", URL) as ran:
        out, _ = ran.communicate(gzip.compress(PAGE, mtime=0), timeout=30)
    assert json.loads(out) == article_row(extract(PAGE, URL))
    with piped(page.parent, "-", "--url", URL) as ran:
        out, said = ran.communicate(gzip.compress(PAGE, mtime=0)[:100], timeout=30)
    assert (ran.returncode, out) == (2, b"") and said.startswith(b"Standard input: ")


@pytest.mark.slow
def test_a_manifest_may_be_packed(aggregator: Run, page: Path) -> None:
    packed = gzip.compress((json.dumps({"id": "1", "path": str(page), "url": URL}) + "\n").encode(), mtime=0)
    Path("manifest.jsonl.gz").write_bytes(packed)
    ran = aggregator("extract", "--batch", "manifest.jsonl.gz", "--jobs", "1", "--no-source")
    assert json.loads(ran.out)["id"] == "1"
    Path("cut.jsonl.gz").write_bytes(packed[:20])
    ran = aggregator("extract", "--batch", "cut.jsonl.gz", "--jobs", "1", "--no-source")
    assert (ran.code, ran.out) == (2, "")
    assert "cut.jsonl.gz: the manifest cannot be unpacked" in ran.err


def test_an_explanation_of_nothing_is_its_reason(
    aggregator: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("page.html").write_bytes(b"")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    address = "https://morning-post.example/"  # one without a date, which would be a claim
    wanted = extract(b"", address).reason
    ran = aggregator("extract", "page.html", "--url", address, "--explain")
    assert (ran.code, ran.out, ran.err) == (0, "", f"{wanted}\n")


def test_an_article_from_the_beginning_of_a_page_is_said_to_be_one(aggregator: Run, page: Path) -> None:
    whole = aggregator("extract", page.name)
    page.write_bytes(PAGE + b" " * 10_000_000)
    ran = aggregator("extract", page.name)
    assert ran.code == 0 and json.loads(ran.out)["body"] == json.loads(whole.out)["body"]
    assert ran.err == "Only the first 10000000 bytes of the page were read.\n"
