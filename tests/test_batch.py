"""Many pages, in order; a page that fails is a row that says why."""

from __future__ import annotations

import gzip
import json
import os
import queue
import signal
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any, ClassVar

import pytest

from aggregator import batch
from aggregator.batch import ManifestRow, Reading, read_manifest, read_row, run_batch
from aggregator.markup import parse_html
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
    return [json.loads(line) for line in run_batch(lines, workers=workers)]


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


def die(row: ManifestRow, source: object, habits: object, *, observed: bool) -> Reading:
    if row.id == "1":
        os.kill(os.getpid(), signal.SIGKILL)
    return read_row(row, None)


@pytest.mark.slow
def test_a_page_that_kills_its_worker_is_a_row_with_an_error(
    tmp_path: Path, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "read_row", die)
    got = rows(manifest(tmp_path, 3), workers)
    assert [row["id"] for row in got] == ["0", "1", "2"]
    assert got[1]["error"] == "the process that read it died"
    assert got[1]["row_version"] == 1 and got[1]["paragraphs"] == []
    assert got[0]["error"] is None and got[2]["error"] is None


REPORTS = (
    "The ferry to the islands will run until midnight from June, because the last train arrives after eleven.",
    "A baker on the quay has sold his ovens and will open a school for those who want to learn to bake bread.",
    "Nine of the eleven bridges were closed for an hour on Monday, when a crane lost its load in the fog.",
    "The library gives out garden tools on Saturdays, and most of them are back before the end of the month.",
    "Two teachers have drawn a map of every tree in the town, and the mayor will have it printed for visitors.",
)
PROMOTION = "The Quay Letter comes every morning at six, and www.quay.example/letter is where to ask for it."


def site(folder: Path, *, host: str = "quay.example") -> list[str]:
    """Return the manifest of five reports of one site, which all end with the same promotion."""
    lines = []
    for n, text in enumerate(REPORTS):
        path = folder / f"{host}-{n}.html"
        more = f"<p>It was report number {n} of the week, and {text.lower()}</p>" * 2
        path.write_text(
            f"<html><title>Report {n}</title><body><article><h1>Report {n}</h1><p>{text}</p>{more}<p>{PROMOTION}</p>"
            "</article></body></html>"
        )
        lines.append(json.dumps({"id": f"{host} {n}", "path": str(path), "url": f"https://{host}/news/{n}"}))
    return lines


def test_pages_of_one_site_are_read_with_what_they_have_in_common(tmp_path: Path, workers: Workers) -> None:
    lines = site(tmp_path)
    together = rows(lines, workers)
    alone = [json.loads(line) for line in run_batch(lines, workers=workers, alone=True)]
    assert [row["id"] for row in together] == [row["id"] for row in alone] == [f"quay.example {n}" for n in range(5)]
    for row, by_itself in zip(together, alone, strict=True):
        assert by_itself["paragraphs"] == [*row["paragraphs"], PROMOTION]  # type: ignore[misc]


def test_a_page_that_is_the_only_one_of_its_site_is_read_by_itself(tmp_path: Path, workers: Workers) -> None:
    lines = [site(tmp_path, host=f"quay{n}.example")[n] for n in range(5)]
    assert all(row["paragraphs"][-1] == PROMOTION for row in rows(lines, workers))  # type: ignore[index]


def test_what_was_learnt_is_kept_for_the_lines_to_come(
    tmp_path: Path, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "WINDOW", 4)
    got = rows(site(tmp_path), workers)
    assert [PROMOTION in row["paragraphs"] for row in got] == [False] * 5  # type: ignore[operator]


def test_pages_of_several_sites_in_any_order_come_in_the_order_of_the_manifest(
    tmp_path: Path, workers: Workers
) -> None:
    lines = [line for pair in zip(site(tmp_path), site(tmp_path, host="pier.example"), strict=True) for line in pair]
    got = rows([*lines, "{not json"], workers)
    assert [row["id"] for row in got] == [json.loads(line)["id"] for line in lines] + [None]


def die_again(row: ManifestRow, source: object, habits: object, *, observed: bool = False) -> Reading:
    if not observed:
        os.kill(os.getpid(), signal.SIGKILL)
    return read_row(row, None, observed=observed)


@pytest.mark.slow
def test_a_page_whose_second_reading_is_lost_stands_as_it_was_read_first(
    tmp_path: Path, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = site(tmp_path)
    monkeypatch.setattr(batch, "read_row", die_again)
    assert [row["error"] for row in rows(lines, workers)] == [None] * 5


def test_alone_each_row_comes_before_the_next_line_does(tmp_path: Path, workers: Workers) -> None:
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    got = run_batch(iter(lines.get, None), workers=workers, alone=True)
    for line in [*manifest(tmp_path, 3), "no JSON"]:
        lines.put(line)
        assert json.loads(next(got))["title"] == (f"Number {json.loads(line)['id']}" if line != "no JSON" else None)
    lines.put(None)
    assert list(got) == []


def test_lines_that_cannot_be_read_on_end_the_batch_with_their_error(workers: Workers) -> None:
    def broken() -> Iterator[str]:
        yield "no JSON"
        raise OSError("the disk is gone")

    got = run_batch(broken(), workers=workers, alone=True)
    assert json.loads(next(got))["error"]
    with pytest.raises(OSError, match="the disk is gone"):
        next(got)


@pytest.mark.slow
@pytest.mark.parametrize("alone", [True, False])
def test_what_is_not_begun_when_nobody_asks_on_is_not_read(tmp_path: Path, alone: bool) -> None:
    class Recorded(Workers):
        """Knows what was asked of it."""

        asked: ClassVar[list[Future[Any]]] = []

        def submit(self, *arguments: Any, **named: Any) -> Future[Any]:
            self.asked.append(super().submit(*arguments, **named))
            return self.asked[-1]

    lines = site(tmp_path) * 12
    Recorded.asked.clear()
    with Recorded(1) as pool:
        got = run_batch(lines, workers=pool, alone=alone)
        next(got)
        got.close()
        left = sum(one.cancelled() for one in Recorded.asked)
    assert left > 10


def test_a_window_ends_where_its_pages_are_large(
    tmp_path: Path, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    read_window = batch._read_window

    def watched(pages: list[object], *others: object) -> Iterator[str]:
        asked.append(len(pages))
        return read_window(pages, *others)  # type: ignore[arg-type]

    lines = manifest(tmp_path, 4)
    size = sum(Path(json.loads(line)["path"]).stat().st_size for line in lines[:2])
    monkeypatch.setattr(batch, "WINDOW_BYTES", size * batch.UNPACKED)
    monkeypatch.setattr(batch, "_read_window", watched)
    missing = json.dumps({"id": "none", "path": str(tmp_path / "none.html"), "url": "https://post.example/1"})
    assert [row["id"] for row in rows([*lines, "no JSON", missing], workers)] == ["0", "1", "2", "3", None, "none"]
    assert asked == [2, 2, 2]


def test_a_long_row_comes_out_as_it_was(tmp_path: Path, workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = manifest(tmp_path, 2)
    wanted = rows(lines, workers)
    (line, _) = read_row(ManifestRow(**json.loads(lines[0]) | {"id": "0"}), None)
    monkeypatch.setattr(batch, "LONG_LINE", 100)
    (packed, _) = read_row(ManifestRow(**json.loads(lines[0]) | {"id": "0"}), None)
    assert len(packed) < len(line) and json.loads(batch._text((packed, None))) == json.loads(line) == wanted[0]


def test_an_empty_path_is_said_to_be_one(workers: Workers) -> None:
    (row,) = rows(['{"id": "a", "path": "", "url": "https://post.example/"}'], workers)
    assert row["error"] == "the path is empty"


@pytest.mark.parametrize("name", ["long.html", "long.html.gz"])
def test_a_page_that_is_too_long_says_that_it_was_cut(tmp_path: Path, name: str) -> None:
    page = b"<title>Number 1</title>" + b" " * batch.LARGEST_PAGE
    (tmp_path / name).write_bytes(gzip.compress(page) if name.endswith(".gz") else page)
    markup = parse_html(batch.read_saved(tmp_path / name))
    assert markup.cut and markup.reason == "Only the first 10000000 bytes of the page were read."
