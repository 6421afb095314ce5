from __future__ import annotations

import datetime as dt
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.scheduling.interval import FIRST, LONGEST, MEMORY, PRICE, SHORTEST, UNHURRIED, Visit, next_check

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def _history(new: list[int], *, every: dt.timedelta = HOUR, entries: int = 30, end: dt.datetime = NOON) -> list[Visit]:
    """Visits at equal pauses, the last one at `end`."""
    count = len(new)
    return [Visit(at=end - every * (count - 1 - n), entries=entries, new=one) for n, one in enumerate(new)]


def _pause(
    history: list[Visit],
    *,
    price: float = PRICE,
    interval: dt.timedelta | None = None,
    retry_after: dt.timedelta | None = None,
    cache_life: dt.timedelta | None = None,
    update_period: dt.timedelta | None = None,
) -> dt.timedelta:
    due = next_check(
        history,
        now=NOON,
        price=price,
        interval=interval,
        retry_after=retry_after,
        cache_life=cache_life,
        update_period=update_period,
    )
    return due - NOON


def test_source_never_visited_is_due_at_once() -> None:
    assert next_check([], now=NOON) == NOON


def test_after_its_first_visit_a_source_is_due_in_half_an_hour() -> None:
    assert _pause(_history([30])) == FIRST


def test_busy_source_is_due_sooner_than_a_quiet_one() -> None:
    busy, middling, quiet = (_pause(_history(new * 24)) for new in ([12, 12, 12], [1, 0, 0], [0, 0, 0]))
    assert SHORTEST <= busy < middling < quiet
    assert busy < 1.1 * HOUR
    assert quiet > 8 * HOUR


def test_source_that_publishes_a_few_times_a_day_is_visited_about_as_often_as_it_publishes() -> None:
    six_a_day = _history([1] * 42, every=4 * HOUR)
    assert 4 * HOUR < _pause(six_a_day) < 8 * HOUR


def test_silent_source_costs_few_visits() -> None:
    history = [Visit(at=NOON, entries=20, new=20)]
    for _ in range(200):
        due = next_check(history[-300:], now=history[-1].at)
        history.append(Visit(at=due, entries=0, new=0))
    assert sum(visit.at <= NOON + 14 * 24 * HOUR for visit in history) < 30


def test_source_that_publishes_once_a_day_is_visited_within_two_hours_of_it() -> None:
    batches = [NOON + (6 + 24 * day) * HOUR + dt.timedelta(minutes=10 * (day % 3)) for day in range(14)]
    history = [Visit(at=NOON, entries=40, new=40)]
    delays: list[float] = []
    while len(delays) < len(batches):
        at = next_check([one for one in history if one.at > history[-1].at - MEMORY], now=history[-1].at)
        found = [one for one in batches[len(delays) :] if one <= at]
        delays += [(at - one) / HOUR for one in found]
        history.append(Visit(at=at, entries=40 if found else 0, new=20 * len(found)))
    assert statistics.median(delays[7:]) < 2
    assert len(history) < 14 * 12


def test_price_of_a_visit_is_the_pause_at_an_article_an_hour() -> None:
    hourly = _history([1] * 160)
    assert [_pause(hourly, price=price) / HOUR for price in (0.8, 2, 5)] == pytest.approx([0.8, 2, 5], rel=0.05)


def test_twice_the_news_is_worth_less_than_twice_the_visits() -> None:
    once, twice = (_pause(_history([new] * 160), price=4) for new in (1, 2))
    assert 1.6 < once / twice < 1.9


def test_source_is_not_left_alone_for_longer_than_it_has_been_watched() -> None:
    history = [Visit(at=NOON - 8 * HOUR, entries=20, new=20), Visit(at=NOON, entries=20, new=0)]
    assert _pause(history, price=8) == 8 * HOUR
    assert _pause([Visit(at=NOON, entries=20, new=20), history[1]]) == FIRST


def test_breaking_news_brings_the_next_visit_forward() -> None:
    calm = _history([2] * 100)
    assert _pause([*calm[:-1], Visit(at=NOON, entries=30, new=12)]) < 0.75 * _pause(calm)


def test_visit_that_found_nothing_puts_the_next_one_off() -> None:
    calm = _history([2] * 100)
    assert _pause([*calm[:-3], *_history([0] * 3)]) > 1.3 * _pause(calm)


def test_source_that_wakes_up_is_followed_within_a_day() -> None:
    assert _pause(_history([0] * 100 + [6] * 12)) < _pause(_history([0] * 112)) / 3


def test_visit_that_knew_no_entry_halves_the_pause() -> None:
    overlapping = _history([2] * 20, entries=10, every=4 * HOUR)
    newest = overlapping[-1]
    missed = [*overlapping[:-1], Visit(at=newest.at, entries=10, new=10)]
    assert _pause(missed) <= 2 * HOUR
    assert _pause(missed) < _pause(overlapping)


def test_short_feed_is_visited_before_its_entries_are_pushed_out() -> None:
    short, long = (_pause(_history([8] * 72, entries=entries, every=dt.timedelta(minutes=20))) for entries in (10, 100))
    assert short < dt.timedelta(minutes=20) < long == UNHURRIED


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
    rarely = _history([*[0] * 15, 1] * 5)
    plain = _pause(rarely)
    assert _pause(rarely, update_period=plain * 1.1) == plain * 1.1
    assert _pause(rarely, cache_life=plain / 2) == plain
    assert plain < _pause(rarely, update_period=24 * HOUR) <= plain * 1.25
    assert _pause(rarely, cache_life=dt.timedelta(0), update_period=dt.timedelta(0)) == plain


def test_pace_that_a_site_says_and_does_not_keep_counts_for_nothing() -> None:
    busy = _history([9] * 50)
    assert _pause(busy, update_period=24 * HOUR) == _pause(busy, cache_life=24 * HOUR) == _pause(busy)


def test_failing_source_is_asked_less_and_less() -> None:
    failed = [Visit(at=NOON, entries=0, new=0, failed=True)]
    pauses = [_pause(_history([3] * 5) + failed * count) for count in (1, 2, 3, 20)]
    assert pauses == [FIRST, 2 * FIRST, 4 * FIRST, LONGEST]


HISTORIES = st.lists(
    st.builds(
        Visit,
        at=st.one_of(
            st.timedeltas(dt.timedelta(0), dt.timedelta(days=8)),
            st.timedeltas(dt.timedelta(days=-2000), dt.timedelta(days=2000)),
        ).map(lambda age: NOON - age),
        entries=st.integers(0, 10**6),
        new=st.integers(0, 10**6),
        failed=st.booleans(),
    ),
    max_size=12,
)
SAID = st.one_of(st.none(), st.timedeltas(dt.timedelta(0), dt.timedelta(days=9999)))


@given(HISTORIES, SAID, SAID, SAID)
def test_any_history_gives_a_moment_between_the_bounds(
    history: list[Visit],
    retry_after: dt.timedelta | None,
    cache_life: dt.timedelta | None,
    update_period: dt.timedelta | None,
) -> None:
    due = next_check(history, now=NOON, retry_after=retry_after, cache_life=cache_life, update_period=update_period)
    assert due == NOON if not history else NOON + SHORTEST <= due <= NOON + LONGEST


@given(HISTORIES.filter(len), st.timedeltas(dt.timedelta(0), dt.timedelta(days=2)))
def test_retry_after_is_never_undercut_and_never_brings_a_visit_forward(
    history: list[Visit], retry_after: dt.timedelta
) -> None:
    plain, asked = (next_check(history, now=NOON, retry_after=one) for one in (None, retry_after))
    assert asked >= max(plain, NOON + min(retry_after, LONGEST))
    assert next_check(history, now=NOON, retry_after=retry_after + HOUR) >= asked


def test_history_in_another_zone_gives_the_same_moment() -> None:
    history = _history([0, 3, 1] * 40)
    there = dt.timezone(dt.timedelta(hours=5, minutes=45))
    moved = [Visit(at=one.at.astimezone(there), entries=one.entries, new=one.new) for one in history]
    assert next_check(moved, now=NOON.astimezone(there)) == next_check(history, now=NOON)
