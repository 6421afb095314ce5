"""What becomes of walls that passed for articles: out of the articles, and their addresses tried again."""

from __future__ import annotations

from typing import Any

import pytest

from aggregator.candidate import Candidate
from aggregator.capture import Capture
from aggregator.store.upkeep import findings
from aggregator.store.writer import Store
from tests.store.making import Clock, article, capture, prose

SITE = "https://news.example"
NOTICE = (
    "The lamp that you were looking for is burning elsewhere tonight, and the keeper has gone home with the key.",
)
PATHS = ("/council-raises-its-fees-101", "/ferry-line-to-reopen-102", "/storm-nears-the-coast-103")


@pytest.fixture(autouse=True)
def whole(store: Store) -> Any:
    """After each test the file is as `doctor` wants it."""
    yield
    assert list(findings(store.connection)) == []


def read(path: str, *, title: str = "Gone home", text: tuple[str, ...] = NOTICE) -> Capture:
    """Return the capture of an undated page that a sitemap names."""
    url = f"{SITE}{path}"
    of = article(url, title, text, published_at=None, canonical_url=None, summary=None)
    return capture(url, of=of, candidate=Candidate(url=url, via="sitemap"))


def wall(store: Store) -> None:
    for path in PATHS:
        last = store.keep(read(path))
    assert last.counted == "no_article"
    assert [(one.kind, one.source_id) for one in last.findings] == [("wall", "news-example")]


def test_a_wall_is_taken_out_and_its_addresses_are_tried_again(store: Store) -> None:
    wall(store)
    assert store.connection.execute("SELECT status, title, body FROM articles").fetchall() == [("erased", None, "")]
    assert store.connection.execute("SELECT kind FROM changes ORDER BY seq").fetchall()[-1] == ("erased",)
    states = store.connection.execute("SELECT state, next_at IS NOT NULL, article_id FROM frontier").fetchall()
    assert states == [("waiting", 1, None)] * 3
    assert store.connection.execute("SELECT * FROM articles_fts WHERE articles_fts MATCH 'keeper'").fetchall() == []


def test_a_wall_once_known_is_known_at_the_next_address(store: Store) -> None:
    wall(store)
    kept = store.keep(read("/harbour-gets-a-crane-104"))
    assert (kept.counted, kept.article_id, kept.findings) == ("no_article", None, ())


def test_what_is_found_behind_a_wall_later_is_a_new_article(store: Store, clock: Clock) -> None:
    wall(store)
    clock.forward(hours=1)
    path = PATHS[0]
    kept = store.keep(read(path, title="Council raises its fees", text=prose("fees")))
    assert kept.counted == "new"
    assert store.connection.execute("SELECT url FROM articles_v1").fetchall() == [(f"{SITE}{path}",)]


def test_an_article_keeps_its_text_when_a_wall_stands_before_it(store: Store) -> None:
    store.keep(read("/a/real-piece-of-the-paper-7", title="A real piece", text=prose("real")))
    wall(store)
    kept = store.keep(read("/a/real-piece-of-the-paper-7"))
    assert kept.counted == "no_article"
    bodies = store.connection.execute("SELECT body FROM articles_v1").fetchall()
    assert bodies == [("\n\n".join(prose("real")),)]


def test_a_mistake_passes(store: Store, clock: Clock) -> None:
    wall(store)
    clock.forward(days=31)
    assert store.keep(read("/harbour-gets-a-crane-104")).counted == "new"
