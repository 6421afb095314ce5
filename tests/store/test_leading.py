"""A page that only leads on: its target is fetched in its place, and both are one article's addresses."""

from __future__ import annotations

from typing import Any

from aggregator.candidate import Candidate
from aggregator.store.candidates import candidate_json, read_candidate
from aggregator.store.writer import Store
from tests.store.making import capture, fetched

OLD = "https://news.example/old/1"
NEW = "https://news.example/new/1"
SOURCE = "news-example"


def leading(store: Store, run_id: int, url: str, to: str, candidate: Candidate | None = None) -> None:
    store.keep(
        fetched(
            "no_article",
            url,
            status=200,
            run_id=run_id,
            candidate=candidate or Candidate(url=url, via="feed", title="Ferry line reopens"),
            reason=f"leads on to {to}",
            leads_to=to,
        )
    )


def begun(store: Store) -> int:
    run_id = store.begin_run(SOURCE, url=OLD)
    assert run_id is not None
    return run_id


def rows(store: Store, sql: str) -> list[tuple[Any, ...]]:
    return store.connection.execute(sql).fetchall()


def test_the_target_waits_for_the_same_harvest_with_all_that_was_told() -> None:
    told = Candidate(url=NEW, via="link", title="Ferry line reopens", led_from=(OLD, f"{OLD}b"))
    assert read_candidate(candidate_json(told)) == told


def test_the_target_is_handed_to_the_same_run(store: Store) -> None:
    leading(store, begun(store), OLD, NEW)
    (waiting,) = store.hand_out(SOURCE, limit=10)
    assert waiting.candidate == Candidate(url=NEW, via="link", title="Ferry line reopens", led_from=(OLD,))
    assert store.hand_out(SOURCE, limit=10) == []


def test_a_target_that_was_fetched_before_is_not_fetched_again(store: Store) -> None:
    run_id = begun(store)
    store.keep(capture(NEW, run_id=run_id))
    leading(store, run_id, OLD, NEW)
    assert store.hand_out(SOURCE, limit=10) == []


def test_the_address_that_led_on_is_one_of_the_article(store: Store) -> None:
    run_id = begun(store)
    leading(store, run_id, OLD, NEW)
    (waiting,) = store.hand_out(SOURCE, limit=10)
    kept = store.keep(capture(NEW, run_id=run_id, candidate=waiting.candidate))
    assert kept.counted == "new"
    assert rows(store, "SELECT url, kind FROM article_urls ORDER BY kind, url") == [(OLD, "alias"), (NEW, "canonical")]
    assert rows(store, "SELECT count(DISTINCT article_id), count(article_id) FROM frontier") == [(1, 2)]


def test_a_capture_names_where_its_page_is_kept(store: Store) -> None:
    store.keep(capture(NEW, raw_ref="ab/abc.html.gz"))
    assert rows(store, "SELECT raw_ref FROM captures") == [("ab/abc.html.gz",)]
    store.keep(capture(NEW, raw_ref="cd/cde.html.gz", raw_sha256="cd"))
    assert rows(store, "SELECT raw_ref FROM captures WHERE changed = 0") == [("cd/cde.html.gz",)]
