"""Feeds, sitemaps and listing pages as they were last seen."""

from __future__ import annotations

import datetime as dt

import pytest

from aggregator.discovery.found import DocumentKind
from aggregator.store.writer import Store
from tests.store.making import NOON, Clock

FEED = "https://news.example/rss"


def see(
    store: Store, sha: str = "a", entries: tuple[str, ...] | None = ("https://news.example/1",), **rest: object
) -> None:
    told = {"status": 200, "etag": f'"{sha}"', "body_sha256": sha, "entries": entries}
    store.saw_document(FEED, "news-example", "feed", **told | rest)  # type: ignore[arg-type]  # as the test says


def test_validators_and_body_hash_are_kept_for_the_next_visit(store: Store) -> None:
    assert store.document(FEED) is None
    see(store)
    seen = store.document(FEED)
    assert seen is not None
    assert (seen.etag, seen.body_sha256, seen.status, seen.visits) == ('"a"', "a", 200, 1)
    assert seen.visited_at == seen.changed_at == NOON


def test_unchanged_visits_are_counted_and_leave_what_is_known(store: Store, clock: Clock) -> None:
    see(store)
    clock.forward(hours=1)
    store.saw_document(FEED, "news-example", "feed", status=304, etag='"a"', body_sha256="a", unchanged=True)
    seen = store.document(FEED)
    assert seen is not None
    assert (seen.etag, seen.unchanged, seen.changed_at) == ('"a"', 1, NOON)
    see(store, "b")
    again = store.document(FEED)
    assert again is not None and (again.unchanged, again.changed_at) == (0, NOON + dt.timedelta(hours=1))


@pytest.mark.parametrize(("status", "reason"), [(None, "no answer"), (500, "the site answers 500"), (200, "not XML")])
def test_failed_visit_leaves_validators_and_is_counted(store: Store, status: int | None, reason: str) -> None:
    see(store)
    store.saw_document(FEED, "news-example", "feed", status=status, reason=reason, etag='"wrong"', entries=())
    seen = store.document(FEED)
    assert seen is not None
    assert (seen.etag, seen.body_sha256, seen.failures, seen.visits) == ('"a"', "a", 1, 2)
    see(store)
    assert store.document(FEED).failures == 0  # type: ignore[union-attr]  # it was just seen


def test_answer_without_validators_forgets_those_of_another_body(store: Store) -> None:
    see(store)
    see(store, "b", etag=None)
    assert store.document(FEED).etag is None  # type: ignore[union-attr]  # it was just seen


def test_two_visits_that_share_no_entry_are_a_possible_gap(store: Store) -> None:
    see(store, "a", ("https://news.example/1", "https://news.example/2"))
    see(store, "b", ("https://news.example/2?utm_source=rss", "https://news.example/3"))
    assert store.connection.execute("SELECT visits, possible_gap FROM coverage").fetchall() == [(2, 0)]
    see(store, "c", ("https://news.example/8", "https://news.example/9"))
    assert store.connection.execute("SELECT visits, possible_gap FROM coverage").fetchall() == [(3, 1)]


def test_empty_feed_is_no_gap(store: Store) -> None:
    see(store, "a", ())
    see(store, "b", ("https://news.example/8",))
    see(store, "c", ())
    assert store.connection.execute("SELECT possible_gap FROM coverage").fetchall() == [(0,)]


def test_documents_that_another_named_wait_until_they_are_seen(store: Store) -> None:
    store.begin_run("news-example")
    named: list[tuple[str, DocumentKind, int]] = [
        ("https://news.example/sitemap-2.xml", "sitemap", 1),
        ("https://news.example/?page=2", "listing", 2),
    ]
    store.await_documents("news-example", named)
    assert store.awaited_documents("news-example") == named
    store.saw_document(named[0][0], "news-example", "sitemap", status=200, body_sha256="x", entries=())
    assert store.awaited_documents("news-example") == named[1:]
    assert store.awaited_documents("village-post") == []
