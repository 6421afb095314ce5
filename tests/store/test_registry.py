"""Sources as rows: all that their files say reaches the database."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from aggregator.sources.registry import catalogue
from aggregator.sources.source import Owner, Rule, Source
from aggregator.store.connection import open_reader
from aggregator.store.registry import definition
from aggregator.store.writer import Store

SOURCE = Source(
    id="post",
    name="Post",
    homepage="https://post.example/",
    country="IS",
    languages=("is", "en"),
    owner=Owner(name="Harbour Trust", since=dt.date(2019, 5, 1)),
    groups=("coast",),
    labels={"tier": "1"},
    feeds=("https://post.example/feed",),
    article_urls=(r"^/news/\d+$",),
    rules=(Rule(field="title", css="h2.head", since=dt.date(2024, 1, 1)),),
    crawl_delay=2.5,
    interval=dt.timedelta(hours=2),
)


def test_everything_a_source_file_says_reaches_the_database(tmp_path: Path) -> None:
    with Store(tmp_path / "news.db") as store:
        store.register([SOURCE])
    connection = open_reader(tmp_path / "news.db")
    (text,) = connection.execute("SELECT definition FROM sources_v1 WHERE source_id = 'post'").fetchone()
    connection.close()
    assert json.loads(text) == {
        "id": "post",
        "name": "Post",
        "homepage": "https://post.example/",
        "country": "IS",
        "languages": ["is", "en"],
        "owner": {"name": "Harbour Trust", "since": "2019-05-01"},
        "groups": ["coast"],
        "labels": {"tier": "1"},
        "feeds": ["https://post.example/feed"],
        "article_urls": [r"^/news/\d+$"],
        "rules": [{"field": "title", "css": "h2.head", "since": "2024-01-01"}],
        "crawl_delay": 2.5,
        "interval": 7200.0,
    }


def test_every_source_of_the_catalogue_can_be_written_down() -> None:
    for source in catalogue():
        assert json.loads(definition(source))["id"] == source.id
