"""Many pages, in order; a page that fails is a row that says why."""

from __future__ import annotations

import gzip
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from aggregator import batch
from aggregator.batch import ManifestRow, read_manifest, read_row, run_batch
from aggregator.workers import Workers

PAGE = """<html lang="en"><head><title>Number {n}</title></head><body><article><h1>Number {n}</h1>
<p>The council met for the {n}. time this year to speak about the harbour wall, which has been cracked since spring.</p>
<p>It decided to ask a second engineer, because the first one had found that no repair would last longer than a winter.</p>
<p>Members of both parties said that the money would be better spent on a new wall, but none could say where from.</p>
</article></body></html>"""


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(2) as pool:
        yield pool


def manifest(folder: Path, count: int) -> list[str]:
    lines = []
    for n in range(count):
        path = folder / f"{n}.html.gz"
        path.write_bytes(gzip.compress(PAGE.format(n=n).encode()))
        lines.append(json.dumps({"id": n, "path": str(path), "url": f"https://post.example/news/{n}"}))
    return lines


def rows(lines: list[str], workers: Workers) -> list[dict[str, object]]:
    return [json.loads(line) for line in run_batch(lines, workers=workers, count=2)]


def test_rows_come_in_the_order_of_the_manifest(tmp_path: Path, workers: Workers) -> None:
    got = rows(manifest(tmp_path, 40), workers)
    assert [row["id"] for row in got] == [str(n) for n in range(40)]
    assert [row["title"] for row in got] == [f"Number {n}" for n in range(40)]
    assert all(row["error"] is None for row in got)


def test_bad_lines_and_missing_files_are_rows_and_the_batch_goes_on(tmp_path: Path, workers: Workers) -> None:
    good = manifest(tmp_path, 1)[0]
    packed = gzip.compress(PAGE.encode())
    (tmp_path / "broken.html.gz").write_bytes(packed[:40] + bytes(40) + packed[80:])
    (tmp_path / "cut.html.gz").write_bytes(gzip.compress(b"<p>x</p>" * 100)[:20])
    lines = [
        "{not json",
        "[]",
        '{"id": "a", "url": "https://post.example/"}',
        '{"path": "x.html", "url": "https://post.example/"}',
        json.dumps({"id": "none", "path": str(tmp_path / "none.html"), "url": "https://post.example/1"}),
        json.dumps({"id": "cut", "path": str(tmp_path / "cut.html.gz"), "url": "https://post.example/2"}),
        json.dumps({"id": "broken", "path": str(tmp_path / "broken.html.gz"), "url": "https://post.example/4"}),
        json.dumps({"id": "folder", "path": str(tmp_path), "url": "https://post.example/3"}),
        "",
        good,
    ]
    got = rows(lines, workers)
    assert [row["id"] for row in got] == [None, None, "a", None, "none", "cut", "broken", "folder", "0"]
    assert [bool(row["error"]) for row in got] == [True] * 8 + [False]
    assert "line 1 of the manifest is not JSON" in str(got[0]["error"])
    assert 'has no "path"' in str(got[2]["error"])
    assert "No such file" in str(got[4]["error"])


def test_the_manifest_is_read_as_it_comes() -> None:
    def endless() -> Iterator[str]:
        yield '{"id": "a", "path": "p", "url": "u"}'
        raise AssertionError("read further than asked")

    assert next(read_manifest(endless())) == ManifestRow(id="a", path="p", url="u")


def die(row: ManifestRow, source: object) -> str:
    if row.id == "1":
        os.kill(os.getpid(), signal.SIGKILL)
    return read_row(row, None)


def test_a_page_that_kills_its_worker_is_a_row_with_an_error(
    tmp_path: Path, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "read_row", die)
    got = rows(manifest(tmp_path, 3), workers)
    assert [row["id"] for row in got] == ["0", "1", "2"]
    assert got[1]["error"] == "the process that read it died"
    assert got[1]["row_version"] == 1 and got[1]["paragraphs"] == []
    assert got[0]["error"] is None and got[2]["error"] is None
