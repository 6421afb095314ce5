"""Which forms of addresses are left alone, from when, until when, and what they never take with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from aggregator.candidate import Candidate, Via
from aggregator.store.findings import Finding
from aggregator.store.moulds import (
    AGAIN,
    AGAIN_SOON,
    ENOUGH_TWINS,
    ENOUGH_WASTE,
    LAST_WASTED,
    MOST_ROWS,
    TRYING,
    Moulds,
    Worth,
)
from aggregator.store.writer import Store
from tests.store.making import NOON, capture, fetched, prose

SOURCE = "news-example"
LIST = "https://news.example/world"


@pytest.fixture
def moulds(store: Store) -> Iterator[Moulds]:
    store.keep(capture())
    yield store.moulds


def named(path: str, via: Via = "listing", found_on: str | None = LIST) -> Candidate:
    return Candidate(url=f"https://news.example{path}", via=via, found_on=found_on)


def teach(moulds: Moulds, candidates: Any, worth: Worth = "nothing", now: dt.datetime = NOON) -> list[str]:
    """Read the pages in order; return what was left alone by it."""
    return [
        lesson.about
        for one in candidates
        for lesson in moulds.learn(SOURCE, one, worth, now=now, why="it is none.")
        if lesson.closed
    ]


def test_a_form_that_never_gave_an_article_is_left_alone(moulds: Moulds) -> None:
    pages = [named(f"/on/a-day-in-town-{at}") for at in range(ENOUGH_WASTE + 1)]
    assert teach(moulds, pages[: ENOUGH_WASTE - 1]) == []
    assert moulds.take(SOURCE, named("/on/another-day-in-town"), now=NOON) is None
    assert teach(moulds, pages[ENOUGH_WASTE - 1 : ENOUGH_WASTE]) == ["news.example/on/*"]
    assert moulds.take(SOURCE, named("/on/one-more-day-in-town"), now=NOON) == NOON + AGAIN
    assert moulds.is_closed(SOURCE, named("/on/one-more-day-in-town"), now=NOON)
    assert moulds.take(SOURCE, named("/world/view/1206"), now=NOON) is None
    assert moulds.take("another-source", named("/on/one-more-day-in-town"), now=NOON) is None


def test_what_a_feed_names_is_tried_again_sooner_and_what_a_person_asks_for_at_once(moulds: Moulds) -> None:
    teach(moulds, [named(f"/on/a-day-in-town-{at}") for at in range(ENOUGH_WASTE)])
    asked = "/on/one-more-day-in-town"
    assert moulds.take(SOURCE, named(asked, "feed"), now=NOON) == NOON + AGAIN_SOON
    assert moulds.take(SOURCE, named(asked, "url"), now=NOON) is None
    assert moulds.take(SOURCE, named(asked, "revisit"), now=NOON) is None


def test_after_a_while_one_page_is_tried_and_opens_the_form_again(moulds: Moulds) -> None:
    teach(moulds, [named(f"/on/a-day-in-town-{at}") for at in range(ENOUGH_WASTE)])
    later = NOON + AGAIN
    first, second = named("/on/first-day-in-town"), named("/on/second-day-in-town")
    assert moulds.take(SOURCE, first, now=later) is None
    assert moulds.take(SOURCE, second, now=later) == later + TRYING
    assert teach(moulds, [first], now=later) == []
    assert moulds.take(SOURCE, second, now=later) == later + AGAIN
    again = later + AGAIN
    assert moulds.take(SOURCE, second, now=again) is None
    lessons = moulds.learn(SOURCE, second, "article", now=again)
    assert ("news.example/on/*", False) in [(one.about, one.closed) for one in lessons]
    assert moulds.take(SOURCE, named("/on/third-day-in-town"), now=again) is None


def test_what_was_learnt_outlives_the_process(store: Store, moulds: Moulds) -> None:
    teach(moulds, [named(f"/on/a-day-in-town-{at}") for at in range(ENOUGH_WASTE)])
    assert Moulds(store.connection).take(SOURCE, named("/on/one-more-day-in-town"), now=NOON) == NOON + AGAIN


def test_a_form_that_gives_articles_survives_many_pages_that_are_none(moulds: Moulds) -> None:
    teach(moulds, [named(f"/x/a-piece-of-news-{at}", "feed") for at in range(30)], "article")
    assert teach(moulds, [named(f"/x/a-piece-of-nothing-{at}", "feed") for at in range(200)]) == []


def test_words_at_random_make_new_forms_and_the_list_that_names_them_is_left_alone(moulds: Moulds) -> None:
    maze = [named(f"/{word}{'/x' * (at % 5)}/{word}") for at, word in enumerate(letters(LAST_WASTED))]
    closed = teach(moulds, maze)
    assert "named by: news.example/world" in closed
    assert moulds.take(SOURCE, named("/never/seen/before"), now=NOON) == NOON + AGAIN_SOON
    assert moulds.take(SOURCE, named("/never/seen/before", "feed", f"{LIST}.rss"), now=NOON) is None


def test_a_list_is_not_left_alone_for_a_trap_of_one_form_among_its_articles(moulds: Moulds) -> None:
    for at in range(2):
        teach(moulds, [named(f"/on{'x' * at}/a-day-in-town-{n}") for n in range(ENOUGH_WASTE)])
    assert moulds.take(SOURCE, named("/world/view/1206"), now=NOON) is None


def test_articles_under_a_second_address_do_not_close_the_section_that_shows_them(moulds: Moulds) -> None:
    pages = [named(f"/asia/view/{at}", "feed") for at in range(100)]
    assert teach(moulds, pages, "twin") == []
    assert moulds.take(SOURCE, named("/asia/view/1206", "feed"), now=NOON) is None


def test_no_more_pages_are_under_way_than_close_a_form(moulds: Moulds) -> None:
    pages = [named(f"/on/a-day-in-town-{at}") for at in range(100)]
    taken = [one for one in pages if moulds.take(SOURCE, one, now=NOON) is None]
    assert len(taken) == ENOUGH_WASTE
    assert moulds.take(SOURCE, pages[-1], now=NOON) == NOON
    moulds.learn(SOURCE, taken[0], "article", now=NOON)
    assert moulds.take(SOURCE, pages[-1], now=NOON) is None


def test_a_page_that_got_no_answer_makes_room_for_another(moulds: Moulds) -> None:
    pages = [named(f"/on/a-day-in-town-{at}") for at in range(ENOUGH_WASTE + 1)]
    for one in pages[:-1]:
        moulds.take(SOURCE, one, now=NOON)
    assert moulds.take(SOURCE, pages[-1], now=NOON) == NOON
    moulds.put_back(SOURCE, pages[0])
    assert moulds.take(SOURCE, pages[-1], now=NOON) is None


class TestTwins:
    def test_a_query_that_means_nothing_is_learnt_and_loses_no_article(self, store: Store) -> None:
        for at in range(ENOUGH_TWINS):
            url, text = f"https://news.example/a/{100 + at}", prose(at)
            store.keep(capture(f"{url}?crumb=a{at}", paragraphs=text, candidate=named(f"/a/{100 + at}?crumb=a{at}")))
            store.keep(capture(f"{url}?crumb=b{at}", paragraphs=text, candidate=named(f"/a/{100 + at}?crumb=b{at}")))
        assert store.connection.execute("SELECT count(*) FROM articles").fetchone() == (ENOUGH_TWINS,)
        assert store.moulds.take(SOURCE, named("/a/100?crumb=c"), now=NOON) is not None
        assert store.moulds.take(SOURCE, named("/a/999?crumb=c"), now=NOON) is None

    def test_a_query_that_tells_pages_apart_is_never_taken_for_one_that_does_not(self, store: Store) -> None:
        for at in range(3):
            url = f"https://news.example/view?no={at}"
            store.keep(
                capture(url, title=f"Ferry {at}", paragraphs=prose(at), candidate=named(f"/view?no={at}", "feed"))
            )
        for at in range(2 * ENOUGH_TWINS):
            again = f"/view?no={1000 + at}"
            store.keep(
                capture(f"https://news.example{again}", title="Ferry 1", paragraphs=prose(1), candidate=named(again))
            )
        assert not [
            key
            for (key,) in store.connection.execute("SELECT mould FROM moulds WHERE closed_at IS NOT NULL")
            if key.startswith("twins")
        ]


def test_pages_are_counted_as_they_are_kept_and_the_trap_is_found_once(store: Store) -> None:
    found: list[Finding] = []
    for at in range(ENOUGH_WASTE + 3):
        candidate = named(f"/on/a-day-in-town-{at}")
        kept = store.keep(fetched("no_article", candidate.url, status=200, candidate=candidate, reason="It is empty."))
        found += kept.findings
    assert [(one.kind, one.source_id) for one in found] == [("trap", SOURCE)]
    assert found[0].evidence.startswith("news.example/on/*: the last 20 pages gave no article")
    assert "It is empty)" in found[0].evidence


def test_what_was_never_answered_teaches_nothing(store: Store) -> None:
    for at in range(2 * ENOUGH_WASTE):
        candidate = named(f"/on/a-day-in-town-{at}")
        store.keep(fetched("failed", candidate.url, status=None, candidate=candidate, reason="no answer", final=False))
        store.keep(fetched("refused", candidate.url, status=None, candidate=candidate, reason="robots.txt says so"))
    assert store.connection.execute("SELECT count(*) FROM moulds").fetchone() == (0,)


def test_forms_that_were_met_once_are_forgotten_in_time(store: Store, moulds: Moulds) -> None:
    with store.transaction():
        for word in letters(MOST_ROWS + 200):
            moulds.learn(SOURCE, named(f"/{word}", "feed"), "nothing", now=NOON)
    (rows,) = store.connection.execute("SELECT count(*) FROM moulds").fetchone()
    assert rows <= MOST_ROWS


def letters(number: int) -> list[str]:
    """Return words without digits, no two alike."""
    return ["w" + "".join(chr(97 + int(digit)) for digit in str(at)) for at in range(number)]
