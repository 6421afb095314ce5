"""When a source is due again, from the rhythm of its own news."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

SHORTEST = dt.timedelta(minutes=5)
LONGEST = dt.timedelta(hours=24)
"""Bounds of the pause between two visits. Below five minutes a visitor is a nuisance; a site that was silent
for a day may still wake up."""

FIRST = dt.timedelta(minutes=30)
"""Pause after the first visit, which says how much a feed holds but nothing of its rhythm."""

PRICE = 2.5
"""Hours between two visits to a source while it publishes an article an hour, where nothing is known of the others.
Between what `scheduling.budget` finds for collections of mostly slow sources (0.8) and mostly busy ones (3.7)."""

POWER = 0.8
"""How visits grow with what a source publishes: twice the articles, 1.74 times the visits.

The sum of all delays is least at 1/2. The more of a collection's articles come from a few busy sources, the sooner half
of them are found with 1, and the longer the rest waits: docs/decisions/0006-rhythm.md has both."""

UNHURRIED = dt.timedelta(minutes=25)
"""Shortest pause for the sake of speed alone: bursts are followed up to here. At 30 minutes the median is one or two
later, at as many requests. Only where entries would be pushed out unseen is a source asked sooner, up to `SHORTEST`."""

MOST = dt.timedelta(hours=1) / UNHURRIED
"""The same as visits an hour."""

MEMORY = dt.timedelta(days=7)
"""How far back visits count. A week holds every hour of the day seven times, and one weekend."""

_HALF_LIFE = 168.0
"""Hours after which a visit counts half for the shape of the day, which hardly ever changes."""

_LATELY = 4.0
"""Hours after which a visit counts half for how much more or less than usual there is. Reasoned: breaking news,
holidays and weekends show within a few hours. Between 2.5 and 7 requests and delays hardly differ."""

_USUAL = 2.0
"""Articles by which the usual is believed against what was found lately. Between 1 and 4 little changes."""

_FULL = 0.6
"""Share of a document's entries that may be new at the next visit: more could come than is expected, and entries be
pushed out unseen. At 0.5 a third fewer of them are than at 0.8, for up to a hundredth more requests."""

_AWAKE = 0.6
"""The same, should the source publish as much as usual after all: one that fell silent may wake up."""

_PRIOR_HOURS = 6.0
_PRIOR_RATE = 0.25
"""What is believed before there is evidence: six hours' worth of one article in four hours. Reasoned, not measured."""

_EVEN = 0.4
"""Articles' worth of hours for which each hour of the day is taken to be like the mean one. Between 0.15 and 1 nothing
changes that can be told from chance."""

_NEIGHBOUR = 0.6
"""Weight of the hours before and after: nobody keeps the hour exactly. 0.3 and 1 are no different."""

_STRETCH = 1.2
"""By how much at most what a site says of its pace lengthens the rhythm's own pause. Reasoned: many say "hourly" or
"daily" because their software does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit to a source: all its documents together."""

    at: dt.datetime
    """Aware."""

    entries: int
    """Addresses that the documents named; 0 where they were unchanged (304) or could not be had."""

    new: int
    """Addresses among them that were unknown."""

    failed: bool = False
    """No document could be had."""


def next_check(
    history: Sequence[Visit],
    *,
    now: dt.datetime,
    price: float = PRICE,
    interval: dt.timedelta | None = None,
    retry_after: dt.timedelta | None = None,
    cache_life: dt.timedelta | None = None,
    update_period: dt.timedelta | None = None,
    shortest: dt.timedelta = SHORTEST,
    longest: dt.timedelta = LONGEST,
) -> dt.datetime:
    """Return when a source is due again, counted from `now`, the moment its last visit ended.

    `history` are its visits, oldest first, the last one among them; without any it is due at once.
    `price` is what `scheduling.budget` makes of all sources together: the hours between two visits to
    a source while it publishes an article an hour. `interval` is the operator's own pause and replaces
    the rhythm. What the site says moves the moment back, never forward: `retry_after` (RFC 9110)
    without limit but `longest`; `cache_life` (Cache-Control, Expires) and `update_period` (`ttl`,
    `sy:updatePeriod`) by a fifth of the rhythm's own pause, and not at all once the source has been
    seen to change more often than it says.
    """
    if not history:
        return now
    if interval is not None:
        pause = interval
    else:
        pause = _failing(history) or _rhythm(history, now, price)
        said = max(cache_life or dt.timedelta(0), update_period or dt.timedelta(0))
        if said > pause and not _is_refuted(said, history):
            pause = min(said, pause * _STRETCH)
        pause = min(max(pause, shortest), longest)
    if retry_after is not None:
        pause = max(pause, min(retry_after, longest))
    return now + pause


def _failing(history: Sequence[Visit]) -> dt.timedelta | None:
    """Return the pause after visits that failed, doubled with each; None where the last one went well."""
    failures = 0
    for visit in reversed(history):
        if not visit.failed:
            break
        failures += 1
    return FIRST * 2 ** min(failures - 1, 8) if failures else None


def _is_refuted(said: dt.timedelta, history: Sequence[Visit]) -> bool:
    """Return whether news was found more often than a document can bring any that changes every `said` only."""
    finds = sum(1 for visit in history[1:] if visit.new)
    return finds > (history[-1].at - history[0].at) / said + 2


def _rhythm(history: Sequence[Visit], now: dt.datetime, price: float) -> dt.timedelta:
    """Return the pause after which a visit is worth its price."""
    visits = _counted(history, now)
    if len(visits) < 2:
        return FIRST
    clock = now.timestamp() / 3600
    gaps = _gaps(visits)
    usual = _usual(gaps, clock)
    level = _level(gaps, usual, clock)
    expected = [rate * level for rate in usual]
    pause = _until(1.0, [min(rate**POWER / price, MOST) for rate in expected], clock)
    entries = max(one.entries for one in visits)
    if entries:
        pause = min(
            pause,
            _until(room(entries), expected, clock),
            _until(max(entries * _AWAKE, 1), usual, clock),
        )
    # Nothing is left alone for longer than it has been watched: a night was no rhythm yet.
    pause = min(pause, max(clock - visits[0].at.timestamp() / 3600, FIRST / dt.timedelta(hours=1)))
    newest = visits[-1]
    if newest.entries and newest.new >= newest.entries and len(visits) > 2:
        # No entry was known: something in between may have been missed.
        pause = min(pause, max((newest.at - visits[-2].at).total_seconds() / 3600, 0) / 2)
    return dt.timedelta(hours=pause)


def room(entries: int) -> float:
    """Return how many new articles a document of so many entries may be left to gather."""
    return max(entries * _FULL, 1)


def rates_by_hour(history: Sequence[Visit], now: dt.datetime) -> list[float] | None:
    """Return how many articles a source usually has in each hour of the day (UTC); None before two visits."""
    visits = _counted(history, now)
    return _usual(_gaps(visits), now.timestamp() / 3600) if len(visits) > 1 else None


def _counted(history: Sequence[Visit], now: dt.datetime) -> list[Visit]:
    """Return the visits that say something of a source's rhythm."""
    return [one for one in history if not one.failed and dt.timedelta(0) <= now - one.at <= MEMORY]


class _Gap(NamedTuple):
    """The time between two visits. Times are hours since 1970, so that hours of the day (UTC) are whole numbers."""

    end: float
    hours: Sequence[tuple[int, float]]
    """Hours of the day in it, each with how much of it (0 to 1) lies there."""

    new: int
    """What the visit at its end found."""


def _gaps(visits: Sequence[Visit]) -> list[_Gap]:
    """Return the times between visits, oldest first."""
    clocks = [one.at.timestamp() / 3600 for one in visits]
    return [
        _Gap(end, _hours(start, end), visit.new)
        for (start, end), visit in zip(pairwise(clocks), visits[1:], strict=True)
        if end > start
    ]


def _hours(start: float, end: float) -> list[tuple[int, float]]:
    """Return the hours of the day between two moments, each with how much of it (0 to 1) lies between them."""
    first, last = int(start), int(end)
    if first == last:
        return [(first % 24, end - start)]
    if first + 1 == last:
        return [(first % 24, last - start), (last % 24, end - last)]
    whole = [(hour % 24, 1.0) for hour in range(first + 1, last)]
    return [(first % 24, first + 1 - start), *whole, (last % 24, end - last)]


def _usual(gaps: Sequence[_Gap], clock: float) -> list[float]:
    """Return the articles an hour to be expected in each of the 24 hours of a day.

    What a visit found new is shared out over the hours before it, at first evenly, then as the other
    days have it: what lay between 16 and 20 o'clock on one day and between 19 and 23 on another is
    taken to come between 19 and 20. The day's shape is only as strong as the evidence: with few
    articles the hours are nearly equal.
    """
    watched = [0.0] * 24
    finds: list[tuple[Sequence[tuple[int, float]], float]] = []
    for gap in gaps:
        weight = 0.5 ** ((clock - gap.end) / _HALF_LIFE)
        for hour, share in gap.hours:
            watched[hour] += weight * share
        if gap.new:
            finds.append((gap.hours, weight * gap.new))
    mean = (sum(new for _, new in finds) + _PRIOR_RATE * _PRIOR_HOURS) / (sum(watched) + _PRIOR_HOURS)
    even = _EVEN / max(mean, 0.05)
    rates = [mean] * 24
    for _ in range(2):
        found = _shared(finds, rates)
        rates = [(found[hour] + mean * even) / (watched[hour] + even) for hour in range(24)]
    found, watched = _blurred(found), _blurred(watched)
    return [(found[hour] + mean * even) / (watched[hour] + even) for hour in range(24)]


def _shared(finds: Iterable[tuple[Sequence[tuple[int, float]], float]], rates: Sequence[float]) -> list[float]:
    """Return the finds by hour of the day, each shared out over its hours in proportion to `rates`."""
    found = [0.0] * 24
    for hours, new in finds:
        expected = 0.0
        for hour, share in hours:
            expected += rates[hour] * share
        scale = new / expected
        for hour, share in hours:
            found[hour] += rates[hour] * share * scale
    return found


def _blurred(by_hour: Sequence[float]) -> list[float]:
    """Return each hour together with a share of its neighbours."""
    return [by_hour[hour] + _NEIGHBOUR * (by_hour[hour - 1] + by_hour[(hour + 1) % 24]) for hour in range(24)]


def _level(gaps: Sequence[_Gap], usual: Sequence[float], clock: float) -> float:
    """Return how many times the usual the source publishes of late: breaking news, a weekend, silence."""
    found = expected = _USUAL
    for gap in reversed(gaps):
        weight = 0.5 ** ((clock - gap.end) / _LATELY)
        if weight < 0.03:
            break
        found += weight * gap.new
        expected += weight * sum(usual[hour] * share for hour, share in gap.hours)
    return found / expected


def _until(wanted: float, by_hour: Sequence[float], clock: float) -> float:
    """Return the hours in which `wanted` articles are to be expected, at most `LONGEST`."""
    hour, passed, most = int(clock), 0.0, LONGEST.total_seconds() / 3600
    share = hour + 1 - clock
    while passed < most:
        rate = by_hour[hour % 24]
        if rate * share >= wanted:
            return min(passed + wanted / rate, most)
        wanted -= rate * share
        passed += share
        hour, share = hour + 1, 1.0
    return most
