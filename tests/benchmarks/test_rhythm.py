"""The simulator of visits: what it counts, and that the rhythm keeps its limits on small mixes."""

from __future__ import annotations

import math

import pytest

from benchmarks import rhythm


def visited(feed: rhythm.Feed, days: int, due: rhythm.Due) -> rhythm.Outcome:
    """Return what visits to a lone feed bring."""
    return rhythm.visited([(feed, 0.0)], days, due)[0]


def test_hourly_visits_find_articles_by_the_hour_and_miss_what_was_pushed_out() -> None:
    outcome = visited(rhythm.Feed(articles=[-5.0, 0.25, 1.5, 1.6, 1.7], entries=2), 1, rhythm.hourly)
    assert outcome.requests == 24
    assert outcome.delays == pytest.approx([45, math.inf, 24, 18])
    assert outcome.missed == 1


def test_unchanged_feed_is_a_request_that_names_no_entry() -> None:
    seen: list[tuple[int, int]] = []

    def due(visitor: rhythm.Visitor, price: float) -> float:
        seen.append((visitor.history[-1].entries, visitor.history[-1].new))
        return rhythm.hourly(visitor, price)

    feed = rhythm.Feed(articles=[-2.0, -1.0, 1.5], entries=10, pinned=1, redated=[2.5])
    assert visited(feed, 1, due).requests == 24
    assert seen[:5] == [(3, 2), (0, 0), (4, 1), (4, 0), (0, 0)]


def test_dead_feed_answers_no_visit() -> None:
    feed = rhythm.Feed(articles=[], entries=10, alive=lambda _: False)
    assert visited(feed, 14, rhythm.by_rhythm).requests < 25


@pytest.mark.slow
def test_visits_that_slow_feeds_leave_over_go_to_the_others() -> None:
    daily = rhythm.Feed(articles=[8.0 + n for n in range(14 * 24) if n % 24 < 12], entries=30)
    silent = rhythm.Feed(articles=[], entries=30)
    among_silent, *_ = rhythm.visited([(daily, 0.5), *[(silent, n / 15) for n in range(15)]], 7, rhythm.by_rhythm)
    among_its_like, *_ = rhythm.visited([(daily, n / 15) for n in range(15)], 7, rhythm.by_rhythm)
    assert among_silent.requests > 1.2 * among_its_like.requests


@pytest.mark.slow
def test_no_feed_waits_for_more_than_a_day_for_the_sake_of_busier_ones() -> None:
    pauses: list[float] = []

    def due(visitor: rhythm.Visitor, price: float) -> float:
        again = rhythm.by_rhythm(visitor, price)
        if visitor.feed is slow:
            pauses.append(again - rhythm.hourly(visitor, price) + 1)
        return again

    slow = rhythm.Feed(articles=[50.0, 150.0], entries=10)
    busy = rhythm.Feed(articles=[n / 10 for n in range(-100, 7 * 240)], entries=100)
    rhythm.visited([(slow, 0.0), *[(busy, n / 20) for n in range(20)]], 7, due)
    assert 12 < max(pauses) < 24.1


def test_the_same_seed_gives_the_same_figures() -> None:
    first, second = (rhythm.compare("quiet", feeds=4, days=2, seed=3) for _ in range(2))
    assert first == second


@pytest.mark.slow
@pytest.mark.parametrize("mix", ["newsroom", "quiet"])
def test_rhythm_saves_three_visits_in_five_and_finds_news_no_later(mix: str) -> None:
    ours, theirs = rhythm.compare(mix, feeds=60, days=14, seed=2)
    assert rhythm.failures(ours, theirs) == []
    assert ours.requests < 0.38 * theirs.requests
    assert ours.median < 0.9 * theirs.median
