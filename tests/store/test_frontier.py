"""Which addresses are waiting, due again, done or given up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from aggregator.candidate import Candidate
from aggregator.run import Counts
from aggregator.store.frontier import Noted
from aggregator.store.writer import Store
from tests.store.making import NOON, Clock, article, capture, fetched, prose

URL = "https://news.example/a/1"
SOURCE = "news-example"


def offered(store: Store, urls: Iterable[str], *, again: bool = False) -> list[str]:
    named = [Candidate(url=url, via="feed") for url in urls]
    return [one.candidate.url for one in store.ask(SOURCE, None, named, again=again)]


def noted(store: Store, urls: Iterable[str]) -> Noted:
    return store.note(SOURCE, None, [Candidate(url=url, via="feed") for url in urls])


def waiting(store: Store) -> list[str]:
    return [one.candidate.url for one in store.hand_out(SOURCE, limit=1_000)]


def test_spellings_of_one_page_are_one_address(store: Store) -> None:
    spellings = [f"{URL}?utm_source=rss", URL, "http://www.news.example/a/1/", f"{URL}#top"]
    assert offered(store, spellings) == spellings[:1]


def test_other_spelling_of_a_stored_article_becomes_one_of_its_addresses(store: Store) -> None:
    store.keep(capture())
    assert offered(store, ["https://www.news.example/a/1/"]) == []
    assert store.connection.execute("SELECT url, kind FROM article_urls ORDER BY url").fetchall() == [
        (URL, "canonical"),
        ("https://www.news.example/a/1/", "variant"),
    ]


def test_address_that_a_page_named_as_its_own_is_not_fetched(store: Store) -> None:
    store.keep(capture(aliases=("https://news.example/?p=17",)))
    assert offered(store, ["https://news.example/?p=17"]) == []
    assert waiting(store) == []


def test_address_in_flight_is_handed_out_again_only_after_its_run(store: Store) -> None:
    assert offered(store, [URL]) == [URL]
    assert waiting(store) == [URL]
    run_id = store.begin_run(SOURCE)
    assert waiting(store) == [URL]
    assert waiting(store) == []
    assert store.ask(SOURCE, run_id, [Candidate(url=URL, via="listing")]) == []


def test_article_is_visited_again_by_age_with_its_validators(store: Store, clock: Clock) -> None:
    store.keep(capture(etag='"v1"', last_modified="Fri, 20 Nov 2026 11:00:00 GMT"))
    assert waiting(store) == []
    clock.forward(hours=1)
    due = store.hand_out(SOURCE, limit=1_000)
    assert [(one.candidate.url, one.candidate.via, one.etag) for one in due] == [(URL, "revisit", '"v1"')]
    assert due[0].last_modified == "Fri, 20 Nov 2026 11:00:00 GMT"


def test_article_that_never_changes_is_left_alone_in_the_end(store: Store, clock: Clock) -> None:
    store.keep(capture())
    visits = 0
    for _ in range(40):
        clock.forward(hours=12)
        for _ in store.hand_out(SOURCE, limit=1_000):
            visits += 1
            store.keep(capture(at=clock()))
    assert 1 <= visits <= 4
    assert store.connection.execute("SELECT next_at FROM frontier").fetchone() == (None,)


def test_only_the_canonical_address_of_an_article_is_visited_again(store: Store, clock: Clock) -> None:
    text = prose("north")
    for url in ("https://news.example/world/view/1206", "https://news.example/north-korea/view/1206"):
        store.keep(capture(url, paragraphs=text))
    clock.forward(hours=2)
    assert waiting(store) == ["https://news.example/world/view/1206"]


def test_revisit_that_fails_for_now_is_tried_again_and_the_article_stays(store: Store, clock: Clock) -> None:
    store.keep(capture())
    clock.forward(hours=2)
    store.keep(fetched("failed", status=503, at=clock(), final=False))
    assert waiting(store) == []
    clock.forward(minutes=15)
    assert waiting(store) == [URL]
    assert store.connection.execute("SELECT status FROM articles").fetchone() == ("live",)


def test_address_asked_for_on_purpose_is_fetched_though_it_is_done(store: Store) -> None:
    store.keep(capture(etag='"v1"'))
    again = store.ask(SOURCE, None, [Candidate(url=URL, via="url")], again=True)
    assert [(one.candidate.url, one.etag) for one in again] == [(URL, None)]


def test_refused_address_that_is_still_named_is_asked_for_again_after_a_week(store: Store, clock: Clock) -> None:
    store.keep(fetched("refused", status=403))
    assert noted(store, [URL]).wanted == 0 and waiting(store) == []
    clock.forward(days=8)
    assert noted(store, [URL]).wanted == 1 and waiting(store) == [URL]


def test_refused_address_that_a_person_names_is_asked_for_again_at_once(store: Store) -> None:
    store.keep(fetched("refused", status=403))
    assert offered(store, [URL]) == [URL]


def test_what_a_document_names_is_handed_out_in_its_order_a_few_at_a_time(store: Store) -> None:
    run_id = store.begin_run(SOURCE)
    urls = [f"https://news.example/b/{number}" for number in range(18)]
    assert noted(store, urls) == Noted(unknown=18, wanted=18)
    assert noted(store, urls) == Noted(unknown=0, wanted=18)
    taken = [[one.candidate.url for one in store.hand_out(SOURCE, limit=6)] for _ in range(4)]
    assert taken == [urls[:6], urls[6:12], urls[12:], []]
    store.end_run(run_id or 0, outcome="interrupted", counts=Counts())
    store.begin_run(SOURCE)
    assert [one.candidate.url for one in store.hand_out(SOURCE, limit=30)] == urls


def test_of_a_flood_as_many_are_taken_as_a_source_may_bring_in_a_day(store: Store, clock: Clock) -> None:
    named = [Candidate(url=f"https://news.example/c/{number}", via="sitemap") for number in range(10)]
    assert store.note(SOURCE, None, named[:4], flood=6) == Noted(unknown=4, wanted=4)
    assert store.note(SOURCE, None, named, flood=6) == Noted(unknown=2, wanted=6, left_alone=4)
    clock.forward(days=1)
    assert store.note(SOURCE, None, named, flood=6) == Noted(unknown=4, wanted=10)


def test_an_address_that_was_taken_back_is_handed_out_again(store: Store) -> None:
    store.begin_run(SOURCE)
    noted(store, [URL])
    (given,) = store.hand_out(SOURCE, limit=1)
    assert store.hand_out(SOURCE, limit=1) == []
    store.take_back(SOURCE, given.candidate)
    assert store.hand_out(SOURCE, limit=1) == [given]


def test_visits_are_handed_out_as_far_as_the_host_s_day_allows(store: Store, clock: Clock) -> None:
    for number in range(5):
        url = f"https://news.example/d/{number}"
        store.keep(capture(url, title=f"Story {number}", paragraphs=prose(f"story {number}")))
    clock.forward(hours=2)
    assert len(store.hand_out(SOURCE, limit=10, revisits=3)) == 3
    assert store.hand_out(SOURCE, limit=10, revisits=3) == []
    clock.forward(days=1)
    assert len(store.hand_out(SOURCE, limit=10, revisits=3)) == 3


def test_what_was_told_of_an_address_is_kept_while_it_waits(store: Store) -> None:
    told = Candidate(
        url=URL,
        via="feed",
        found_on="https://news.example/rss",
        guid="17",
        title="Ferry",
        published_at=dt.datetime(2026, 11, 20, 9, tzinfo=dt.timezone(dt.timedelta(hours=9))),
        modified_at=dt.date(2026, 11, 20),
        authors=("Ana",),
        tags=("a", "b"),
        summary="S",
        language="en",
        content_html="<p>Text</p>",
    )
    store.ask(SOURCE, None, [told])
    assert [one.candidate for one in store.hand_out(SOURCE, limit=1_000)] == [told]
    store.keep(fetched("failed", status=None, final=False, candidate=told))
    store.clock.now += dt.timedelta(hours=1)  # type: ignore[attr-defined]  # the test's clock
    assert [one.candidate for one in store.hand_out(SOURCE, limit=1_000)] == [told]


def test_redirect_ends_the_waiting_of_both_addresses(store: Store) -> None:
    to = "https://news.example/story/ferry-line"
    assert len(offered(store, [URL, to])) == 2
    store.keep(capture(URL, final_url=to, of=article(URL, canonical_url=to)))
    assert waiting(store) == []


def test_page_that_is_no_article_is_not_fetched_again(store: Store, clock: Clock) -> None:
    store.keep(fetched("no_article", status=200, reason="a list of links"))
    clock.forward(days=30)
    assert waiting(store) == [] and offered(store, [URL]) == []


def test_clock_that_jumps_back_breaks_nothing(store: Store, clock: Clock) -> None:
    store.keep(capture(at=NOON))
    clock.now = NOON - dt.timedelta(days=400)
    kept = store.keep(capture(at=clock()))
    assert kept.changes == ()
    assert store.connection.execute("SELECT last_seen_at FROM articles").fetchone() == ("2026-11-20T12:00:00Z",)
