"""Writes `tests/fixtures/databases/vNNN.sql`: a file of the newest schema version, to be migrated by all later ones.

Run once when a version is released, never again for that version: `python -m tests.store.dumping`.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from aggregator.corrections import Saying
from aggregator.habits import Observation
from aggregator.run import Counts
from aggregator.sources.source import Source
from aggregator.store.connection import APPLICATION_ID, NEWEST
from aggregator.store.writer import Store
from tests.store.making import NOON, Clock, attribution, capture, fetched, prose

TARGET = Path(__file__).resolve().parent.parent / "fixtures" / "databases" / f"v{NEWEST:03}.sql"


def fill(path: Path) -> None:
    """Store a little of everything."""
    clock = Clock()
    with Store(path, clock=clock) as store:
        store.register([Source(id="news-example", name="News Example", homepage="https://news.example/")])
        run_id = store.begin_run("news-example")
        assert run_id is not None
        store.saw_document("https://news.example/rss", "news-example", "feed", status=200, body_sha256="a", entries=())
        store.keep(replace(capture(run_id=run_id), observation=Observation(article=1, container="div.text")))
        store.keep(capture("https://news.example/2", title="日本の新しい図書館", paragraphs=("短い本文。",)))
        clock.forward(hours=1)
        store.keep(capture(paragraphs=prose("edited"), at=clock(), fields={"tags": ("ferries", "winter")}))
        store.keep(fetched("gone", status=410, at=clock()))
        wire = {"attributions": (attribution("wire", "Agency", extent="whole"),), "published_at": NOON}
        store.keep(capture("https://post.example/1", source_id="post", paragraphs=prose("edited"), fields=wire))
        store.keep(fetched("failed", "https://news.example/3", status=503, final=False))
        store.correct("2", [Saying(field="section", value="Culture")], reason="it has none", by="a reader")
        store.hold_host("news.example", NOON + dt.timedelta(minutes=5), "it answers 503")
        store.end_run(run_id, outcome="finished", counts=Counts(documents=1, new=2, revised=1, gone=1))


def dump(path: Path) -> str:
    """Return the SQL that makes the file at `path` anew; the search index is built from the articles."""
    with closing(sqlite3.connect(path)) as connection:
        index = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'articles_fts'").fetchone()[0]
        lines = [
            line
            for line in connection.iterdump()
            if "articles_fts_" not in line and "sqlite_master" not in line and 'INTO "articles_fts"' not in line
        ]
    head = ["PRAGMA auto_vacuum = INCREMENTAL;", f"PRAGMA application_id = {APPLICATION_ID};"]
    tail = [
        f"{index};",
        "INSERT INTO articles_fts (articles_fts) VALUES ('rebuild');",
        f"PRAGMA user_version = {NEWEST};",
    ]
    lines = [line for line in lines if "writable_schema" not in line]
    return "\n".join([*head, *lines, *tail]) + "\n"


def main() -> None:
    """Write the dump of this version."""
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder) / "news.db")
        TARGET.write_text(dump(Path(folder) / "news.db"), encoding="utf-8")


if __name__ == "__main__":
    main()
