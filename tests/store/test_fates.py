"""What became of requests adds up, however often it is written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from aggregator.store.fates import FateCounts
from aggregator.store.writer import Store


def test_counts_are_given_out_once() -> None:
    counts = FateCounts()
    assert not counts
    counts.add("article", "200", 10)
    counts.add("article", "200", 5)
    counts.add("robots", "200", 1)
    assert counts.take() == {("article", "200"): (2, 15), ("robots", "200"): (1, 1)}
    assert not counts and counts.take() == {}


def test_what_is_written_later_is_added(tmp_path: Path) -> None:
    with Store(tmp_path / "news.db") as store:
        runs = [store.begin_run(name, url=f"https://{name}.example/") for name in ("alpha", "beta")]
        assert runs[0] is not None and runs[1] is not None
        store.add_fates(runs[0], {("article", "200"): (2, 15), ("robots", "200"): (1, 1)})
        store.add_fates(runs[0], {("article", "200"): (1, 5), ("article", "the answer broke off"): (1, 0)})
        store.add_fates(runs[1], {("article", "200"): (7, 70)})
        store.add_fates(runs[1], {})
    with closing(sqlite3.connect(tmp_path / "news.db")) as connection:
        rows = connection.execute(
            """SELECT r.source_id, f.purpose, f.fate, f.requests, f.bytes
            FROM fates_v1 AS f JOIN runs_v1 AS r USING (run_id) ORDER BY 1, 2, 3"""
        ).fetchall()
    assert rows == [
        ("alpha", "article", "200", 3, 20),
        ("alpha", "article", "the answer broke off", 1, 0),
        ("alpha", "robots", "200", 1, 1),
        ("beta", "article", "200", 7, 70),
    ]
