"""The one price of a visit at which all sources together keep within a budget."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from aggregator.scheduling.interval import LONGEST, MOST, POWER, SHORTEST, Visit, rates_by_hour, room

SHARE = 0.36
"""Visits that all sources together are to have, as a share of hourly ones: three in five are saved, with a reserve for
bursts and for short documents."""

FEW = 10
"""Sources below which there is no budget to share out: one alone would have the same visits whatever it publishes.
Reasoned, not measured."""

WATCHED = dt.timedelta(days=1)
"""How long a source must have been watched to count: until every hour of the day was seen once."""

CHEAPEST, DEAREST = 1 / 3, 8.0
"""Bounds of the price. Where all sources are slow, a visit that can expect next to nothing is not made because the
budget would allow for it; where all are busy, news is not left lying for hours to keep within it. Reasoned: those
of the benchmark's mixes lie between 0.8 and 6."""

AGAIN = dt.timedelta(hours=6)
"""How long a price holds. It rests on a week of visits and hardly moves in a day."""

_STEPS = 12
"""Halvings of the range in which the price is looked for: it is found to within a thousandth."""

_OFTEN = dt.timedelta(hours=1) / SHORTEST
_SELDOM = dt.timedelta(days=1) / LONGEST
"""Most visits in an hour and fewest in a day."""

_Hour = tuple[float, float]
"""One hour of a source's usual day: the visits that it is worth at a price of 1, and those that a short document needs
at any price."""


def price_of(histories: Iterable[Sequence[Visit]], *, now: dt.datetime) -> float | None:
    """Return the price (see `interval.next_check`) at which the sources take up `SHARE` of hourly visits.

    `histories` are the visits of each source in the last `MEMORY`, oldest first. None: too little is known yet.
    """
    known = [one for one in (_usual_day(history, now) for history in histories) if one is not None]
    if len(known) < FEW:
        return None
    budget = 24 * SHARE * len(known)
    low, high = CHEAPEST, DEAREST
    for _ in range(_STEPS):
        middle = (low * high) ** 0.5
        if sum(_visits_a_day(one, middle) for one in known) > budget:
            low = middle
        else:
            high = middle
    return high


def _usual_day(history: Sequence[Visit], now: dt.datetime) -> list[_Hour] | None:
    """Return what is known of a source; None where it was not watched for long enough."""
    if not history or now - history[0].at < WATCHED:
        return None
    if all(one.failed for one in history if history[-1].at - one.at <= WATCHED):
        return []  # it is asked once a day: see `interval`
    rates = rates_by_hour(history, now)
    full = room(max(one.entries for one in history))
    return [(rate**POWER, min(rate / full, _OFTEN)) for rate in rates] if rates else None


def _visits_a_day(hours: Sequence[_Hour], price: float) -> float:
    """Return how many visits a source has in a day at a price."""
    return max(sum(max(min(worth / price, MOST), least) for worth, least in hours), _SELDOM)
