from __future__ import annotations

import datetime as dt
import math
import random
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.scheduling.interval import FIRST, LONGEST, SHORTEST, Visit, next_check

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def _history(new: list[int], *, every: dt.timedelta = HOUR, entries: int = 30, end: dt.datetime = NOON) -> list[Visit]:
    """Visits at equal pauses, the last one at `end`."""
    count = len(new)
    return [Visit(at=end - every * (count - 1 - n), entries=entries, new=one) for n, one in enumerate(new)]


def _pause(history: list[Visit], **said: dt.timedelta) -> dt.timedelta:
    return next_check(history, now=NOON, **said) - NOON


def test_source_never_visited_is_due_at_once() -> None:
    assert next_check([], now=NOON) == NOON


def test_after_its_first_visit_a_source_is_due_in_half_an_hour() -> None:
    assert _pause(_history([30])) == FIRST


def test_busy_source_is_due_sooner_than_a_quiet_one() -> None:
    busy, middling, quiet = (_pause(_history([new] * 72)) for new in (12, 1, 0))
    assert SHORTEST <= busy < middling < quiet
    assert busy < dt.timedelta(minutes=70)
    assert quiet > 8 * HOUR


def test_pause_falls_with_the_square_root_of_the_rate() -> None:
    slow, fast = _pause(_history([1] * 100)), _pause(_history([4] * 100, entries=100))
    assert fast / slow == pytest.approx(0.5, abs=0.1)


def test_source_that_wakes_up_is_followed_within_a_day() -> None:
    assert _pause(_history([0] * 100 + [6] * 12)) < _pause(_history([0] * 112)) / 3


def test_visit_that_knew_no_entry_halves_the_pause() -> None:
    overlapping = _history([2] * 20, entries=10, every=4 * HOUR)
    newest = overlapping[-1]
    missed = [*overlapping[:-1], Visit(at=newest.at, entries=10, new=10)]
    assert _pause(missed) <= 2 * HOUR
    assert _pause(missed) < _pause(overlapping)


def test_short_feed_is_visited_before_its_entries_are_pushed_out() -> None:
    short, long = _pause(_history([8] * 72, entries=8)), _pause(_history([8] * 72, entries=100))
    assert short < long
    assert short <= dt.timedelta(minutes=30)


def test_night_of_a_source_is_left_alone() -> None:
    # Two a hour from 6 to 18 o'clock, none at night, for a week.
    hours = [NOON - dt.timedelta(hours=n) for n in range(167, -1, -1)]
    history = [Visit(at=at, entries=50, new=2 if 6 < at.hour <= 18 else 0) for at in hours]
    by_day = next_check(history, now=NOON) - NOON
    evening = [
        Visit(at=one.at + 7 * HOUR, entries=50, new=2 if 6 < (one.at + 7 * HOUR).hour <= 18 else 0) for one in history
    ]
    by_night = next_check(evening, now=NOON + 7 * HOUR) - (NOON + 7 * HOUR)
    assert by_night > 2 * by_day
    assert by_night < 14 * HOUR


def test_own_interval_of_the_source_file_replaces_the_rhythm() -> None:
    assert _pause(_history([5] * 50), interval=2 * HOUR) == 2 * HOUR
    assert _pause(_history([5] * 50), interval=2 * HOUR, cache_life=6 * HOUR) == 2 * HOUR


def test_retry_after_is_kept_whatever_the_rhythm_says() -> None:
    assert _pause(_history([9] * 50), retry_after=5 * HOUR) == 5 * HOUR
    assert _pause(_history([9] * 50), interval=HOUR, retry_after=5 * HOUR) == 5 * HOUR
    assert _pause(_history([9] * 50), retry_after=dt.timedelta(days=400)) == LONGEST
    assert _pause(_history([0] * 50), retry_after=dt.timedelta(0)) == _pause(_history([0] * 50))


def test_what_the_site_says_of_its_pace_moves_the_visit_back_but_not_far() -> None:
    plain = _pause(_history([9] * 50))
    assert _pause(_history([9] * 50), update_period=plain * 1.2) == plain * 1.2
    assert _pause(_history([9] * 50), cache_life=plain / 2) == plain
    assert _pause(_history([9] * 50), update_period=dt.timedelta(days=365)) == plain * 1.5


def test_failing_source_is_asked_less_and_less() -> None:
    failed = [Visit(at=NOON, entries=0, new=0, failed=True)]
    pauses = [_pause(_history([3] * 5) + failed * count) for count in (1, 2, 3, 20)]
    assert pauses == [FIRST, 2 * FIRST, 4 * FIRST, LONGEST]


@given(
    st.lists(
        st.builds(
            Visit,
            at=st.timedeltas(dt.timedelta(days=-2000), dt.timedelta(days=2000)).map(lambda age: NOON - age),
            entries=st.integers(0, 10**6),
            new=st.integers(0, 10**6),
            failed=st.booleans(),
        ),
        max_size=12,
    ),
    st.sampled_from([None, dt.timedelta(0), HOUR, dt.timedelta(days=9999)]),
    st.sampled_from([None, dt.timedelta(0), HOUR, dt.timedelta(days=9999)]),
)
def test_any_history_gives_a_moment_between_the_bounds(
    history: list[Visit], retry_after: dt.timedelta | None, cache_life: dt.timedelta | None
) -> None:
    due = next_check(history, now=NOON, retry_after=retry_after, cache_life=cache_life)
    assert due == NOON if not history and not retry_after else NOON <= due <= NOON + LONGEST


@pytest.mark.slow
def test_fewer_visits_than_hourly_ones_find_news_no_later() -> None:
    requests, delays, hourly = _simulated(feeds=80, days=6)
    assert requests <= 0.45 * 80 * 24 * 6
    assert statistics.median(delays) <= statistics.median(hourly)


def _simulated(*, feeds: int, days: int) -> tuple[int, list[float], list[float]]:
    """Return requests, delays in hours of each article found, and the delays that hourly visits would have had."""
    chance = random.Random(7)
    requests = 0
    delays: list[float] = []
    hourly: list[float] = []
    for _ in range(feeds):
        rate = math.exp(chance.uniform(math.log(0.01), math.log(20)))
        articles = _articles(chance, rate, hours=24 * days)
        offset = chance.random()
        hourly += [(offset - one) % 1 for one in articles]
        history: list[Visit] = []
        waiting, time = list(articles), chance.random()
        while time < 24 * days:
            fresh = [one for one in waiting if one <= time]
            waiting = waiting[len(fresh) :]
            delays += [time - one for one in fresh if history]
            history.append(Visit(at=NOON + time * HOUR, entries=100, new=min(len(fresh), 100)))
            requests += 1
            time = (next_check(history[-300:], now=history[-1].at) - NOON) / HOUR
    return requests, delays, hourly


def _articles(chance: random.Random, rate: float, *, hours: int) -> list[float]:
    """Return the hours at which a source publishes: at random, a tenth as much at night."""
    morning, time = chance.uniform(0, 24), 0.0
    found: list[float] = []
    while (time := time + chance.expovariate(1.5 * rate)) < hours:
        if chance.random() < (0.07 if (time - morning) % 24 > 16 else 1):
            found.append(time)
    return found
