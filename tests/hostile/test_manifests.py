"""Manifests that someone's script wrote wrongly: each line has its row, and the batch goes on."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from aggregator.batch import run_batch
from aggregator.workers import Workers

URL = "http://paper.example/news/1"


def broken_gzip() -> bytes:
    packed = bytearray(gzip.compress(b"<p>The ferry will not run on Sunday.</p>" * 200))
    packed[20:30] = b"\xff" * 10
    return bytes(packed)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "page.html"
    path.write_text("<h1>Ferry stops</h1><p>The ferry will not run on Sunday.</p>", encoding="utf-8")
    path.with_name("broken.html.gz").write_bytes(broken_gzip())
    return path


@pytest.fixture(scope="module")
def rows(page: Path) -> list[dict[str, object]]:
    good = json.dumps({"id": "good", "path": str(page), "url": URL})
    lines = [
        good,
        "[" * 100_000,
        '{"a":' * 100_000,
        json.dumps({"id": "null", "path": "a\0b.html", "url": URL}),
        json.dumps({"id": "half", "path": "\ud800.html", "url": URL}),
        json.dumps({"id": "\udfff", "path": str(page), "url": "http://paper.example/\ud800"}),
        json.dumps({"id": "broken", "path": str(page.with_name("broken.html.gz")), "url": URL}),
        json.dumps({"id": "folder", "path": str(page.parent), "url": URL}),
        good,
    ]
    with Workers(1) as workers:
        out = list(run_batch(lines, workers=workers))
    return [json.loads(line.encode()) for line in out]  # as it would be written: nothing in it defies UTF-8


def test_every_line_has_its_row_in_order(rows: list[dict[str, object]]) -> None:
    assert [row["id"] for row in rows] == ["good", None, None, "null", "half", "\udfff", "broken", "folder", "good"]


def test_only_what_can_be_read_has_no_error(rows: list[dict[str, object]]) -> None:
    assert [row["id"] for row in rows if row["error"] is None] == ["good", "\udfff", "good"]
