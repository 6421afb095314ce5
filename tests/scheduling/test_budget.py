from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.scheduling.budget import CHEAPEST, DEAREST, FEW, SHARE, price_of
from aggregator.scheduling.interval import MEMORY, Visit, next_check

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def _watched(rate: float, *, days: int = 4, entries: int = 50, failed: bool = False) -> list[Visit]:
    """Hourly visits to a source that publishes so many articles an hour, the last one at `NOON`."""
    visits = []
    for hour in range(24 * days, -1, -1):
        new = int(rate * (hour + 1)) - int(rate * hour)
        visits.append(Visit(at=NOON - hour * HOUR, entries=0 if failed else entries, new=new, failed=failed))
    return visits


def _visits_a_day(rate: float, price: float, days: int = 7) -> float:
    """Return how often a source that publishes evenly is visited at a price, once a week of it is known."""
    history = _watched(rate, days=7)
    found = 0.0
    while history[-1].at < NOON + days * 24 * HOUR:
        now = next_check(history, now=history[-1].at, price=price)
        found += rate * ((now - history[-1].at) / HOUR)
        history.append(Visit(at=now, entries=50, new=int(found)))
        found %= 1
        history = [one for one in history if one.at >= now - MEMORY]
    return sum(one.at > NOON for one in history) / days


def test_sources_together_take_up_the_budget() -> None:
    rates = [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.0, 1.5, 2.0, 3.0, 6.0]
    price = price_of([_watched(rate, days=7) for rate in rates], now=NOON)
    assert price is not None
    assert CHEAPEST < price < DEAREST
    assert sum(_visits_a_day(rate, price) for rate in rates) / (24 * len(rates)) == pytest.approx(SHARE, rel=0.1)


def test_busy_collection_pays_more_for_a_visit_than_a_quiet_one() -> None:
    rates = [0.1, 0.2, 0.4, 0.8, 1.6] * 3
    prices = [price_of([_watched(rate * by) for rate in rates], now=NOON) or 0 for by in (0.5, 1, 2, 4)]
    assert all(1.2 * low < high for low, high in pairwise(prices))


def test_price_stays_within_its_bounds() -> None:
    assert price_of([_watched(0)] * 20, now=NOON) == pytest.approx(CHEAPEST, rel=0.01)
    assert price_of([_watched(40, entries=500)] * 20, now=NOON) == pytest.approx(DEAREST, rel=0.01)


def test_short_documents_are_paid_for_by_the_others() -> None:
    busy = [_watched(8, entries=100)] * 4
    others = [_watched(0.5)] * 10
    short = [_watched(8, entries=4)] * 4
    assert (price_of([*short, *others], now=NOON) or 0) > 1.05 * (price_of([*busy, *others], now=NOON) or 0)


def test_visits_that_sources_out_of_reach_do_not_take_go_to_the_others() -> None:
    alive = [_watched(1)] * 20
    dead = [_watched(0, failed=True)] * 10
    assert (price_of([*alive, *dead], now=NOON) or 9) < (price_of(alive, now=NOON) or 0)


def test_no_price_is_made_from_few_sources_or_a_short_while() -> None:
    assert price_of([_watched(1)] * (FEW - 1), now=NOON) is None
    assert price_of([_watched(1)] * FEW, now=NOON) is not None
    assert price_of([_watched(1)[-20:]] * 200, now=NOON) is None
    assert price_of([], now=NOON) is None


def test_source_that_was_just_added_changes_nothing() -> None:
    known = [_watched(1)] * 20
    new = [[Visit(at=NOON - HOUR, entries=50, new=50), Visit(at=NOON, entries=50, new=3)]] * 20
    assert price_of([*known, *new, []], now=NOON) == price_of(known, now=NOON)


def test_machine_that_was_off_for_days_does_not_take_its_sources_for_dead() -> None:
    rested = [_watched(3)] * 20
    assert (price_of(rested, now=NOON + 48 * HOUR) or 0) > 2 * CHEAPEST


HISTORY = st.lists(
    st.builds(
        Visit,
        at=st.timedeltas(dt.timedelta(days=-1), dt.timedelta(days=9)).map(lambda age: NOON - age),
        entries=st.integers(0, 10**6),
        new=st.integers(0, 10**6),
        failed=st.booleans(),
    ),
    max_size=8,
)


@pytest.mark.slow
@given(st.lists(HISTORY, min_size=FEW, max_size=2 * FEW))
def test_any_histories_give_a_price_within_the_bounds_or_none(histories: list[list[Visit]]) -> None:
    price = price_of(histories, now=NOON)
    assert price is None or CHEAPEST <= price <= DEAREST * 1.0001
