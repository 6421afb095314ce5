"""Measures when sources are visited: requests and delay of discovery beside those of an hourly visit.

    python -m benchmarks.rhythm [--feeds 200] [--days 14] [--seed 1 …] [--mix NAME …] [--jobs 2] [--quick]

Feeds are invented: what they publish and when, how many entries they hold, what they say of their own pace. All feeds
of a mix are visited together, as `Store.end_run` has them visited: each by `next_check` over its visits of the last
`MEMORY`, at the price that `price_of` makes of everybody's. The same feeds are also visited every hour. A visit is a
request, whatever comes of it. After the last day nothing more is published or counted, but visits go on until all is
found or pushed out, so that no article is left out for having come late.

Delays are in minutes; an article that was pushed out of its feed before a visit was never discovered and counts as
infinitely late. "feeds" is the median over feeds of each feed's own median.
"""

from __future__ import annotations

import argparse
import datetime as dt
import heapq
import math
import random
import statistics
import sys
import time
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from aggregator.scheduling.budget import AGAIN, price_of
from aggregator.scheduling.interval import MEMORY, PRICE, Visit, next_check

START = dt.datetime(2026, 11, 18, tzinfo=dt.UTC)
"""A Wednesday: the fortnight holds two weekends, the first before much is known."""

FEWER = 0.60
"""Share of the hourly visits' requests that must be saved."""

MISSED = 0.002
"""Share of all articles by which more may be missed than by hourly visits. Those miss next to nothing where all feeds
are slow; a visitor of slow feeds cannot, now and then, foresee one that publishes in a day more than it holds."""

TURN = dt.timedelta(seconds=20)
"""What a visit is late by: the harvest looks for due sources several times a minute."""

HOUR = dt.timedelta(hours=1)

Hours = float
"""Hours since `START`."""


@dataclass(frozen=True, kw_only=True)
class Feed:
    """One invented feed."""

    articles: Sequence[Hours]
    """When its articles appear, ascending; those before 0 are there at the first visit."""

    entries: int
    """How many it holds."""

    pinned: int = 0
    """How many of these are old ones that stay at the top."""

    redated: Sequence[Hours] = ()
    """When an old entry is put at the top again under a new date: the feed changes, and nothing is new."""

    validators: bool = True
    """Whether it answers 304 where nothing has changed."""

    alive: Callable[[Hours], bool] = lambda _: True
    """Whether it can be had."""

    cache_life: dt.timedelta | None = None
    update_period: dt.timedelta | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What visits to one feed brought."""

    requests: int
    delays: Sequence[float] = field(repr=False)
    """Minutes, of each article; infinite where it was pushed out of the feed."""

    @property
    def missed(self) -> int:
        """Articles that were never seen."""
        return sum(math.isinf(one) for one in self.delays)


# --- feeds --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Habits:
    """How strongly the feeds of a mix keep hours, weekends and silence."""

    rates: Callable[[random.Random], float]
    """Articles a day."""

    nights: tuple[float, float] = (0.02, 0.3)
    """Share of the day's pace that is kept at night, between these."""

    weekends: tuple[float, float] = (0.2, 0.9)
    bursts: float = 0.3
    """Share of feeds with breaking news: some hours at five times the pace, every few days."""

    batches: float = 0.08
    """Share that publishes once a day, all at once."""

    silent: float = 0.06
    """Share that is silent for a week and wakes up."""

    dead: float = 0.03
    odd: float = 0.15
    """Share with pinned or re-dated entries."""

    says: float = 0.4
    """Share that says something of its pace, right or wrong."""

    sizes: Sequence[int] = (10, 20, 20, 50, 100)


def log_uniform(low: float, high: float) -> Callable[[random.Random], float]:
    """Return a chooser of rates whose logarithm is even between `low` and `high` a day."""
    return lambda chance: math.exp(chance.uniform(math.log(low), math.log(high)))


def log_normal(median: float, spread: float) -> Callable[[random.Random], float]:
    """Return a chooser of rates around `median` a day, none beyond 0.1 and 500."""
    return lambda chance: min(max(median * math.exp(chance.gauss(0, spread)), 0.1), 500)


def newsroom(chance: random.Random) -> float:
    """Return a rate by the kind of house: a few agencies, dailies, local papers, weeklies and blogs."""
    low, high = chance.choices([(150, 500), (30, 150), (6, 30), (0.7, 6), (0.1, 0.7)], [5, 15, 27, 33, 20])[0]
    return log_uniform(low, high)(chance)


MIXES = {
    "even": Habits(rates=log_uniform(0.1, 500)),
    "newsroom": Habits(rates=newsroom),
    "quiet": Habits(rates=log_uniform(0.1, 50)),
    "local": Habits(rates=log_normal(6, 1.6)),
    "sleepless": Habits(rates=log_normal(5, 2.0), nights=(0.5, 1.0), weekends=(0.8, 1.0), bursts=0.1),
    "office": Habits(rates=newsroom, nights=(0.0, 0.05), weekends=(0.0, 0.3), bursts=0.1, batches=0.15),
    "breaking": Habits(rates=log_uniform(0.1, 300), bursts=1.0, sizes=(10, 10, 20, 50)),
    "odd": Habits(rates=log_uniform(0.1, 300), batches=0.2, silent=0.2, dead=0.08, odd=0.6, says=0.9),
    "catalogue": Habits(rates=log_normal(20, 1.3)),
    "dying": Habits(rates=newsroom, dead=0.3),
}
"""Named mixes of feeds. The last two were set aside while constants were chosen."""

QUICK = 50
"""Feeds of a mix that show in seconds whether something is badly wrong; the limits are for 200."""


def make_feed(chance: random.Random, habits: Habits, days: int) -> Feed:
    """Invent a feed of a mix, from a month before the first visit on: its entries have to come from somewhere."""
    rate = habits.rates(chance)
    entries = chance.choice(habits.sizes)
    batch = chance.random() < habits.batches and rate < 50
    if (rate > 150 or batch) and chance.random() < 0.8:
        entries = max(entries, 50)  # who publishes that much at once or in a day rarely offers ten
    articles = _batches(chance, rate, days) if batch else _stream(chance, habits, rate, days)
    if chance.random() < habits.silent:
        asleep = chance.uniform(0, max(days - 8, 1)) * 24
        articles = [one for one in articles if not asleep <= one < asleep + 168]
    dead_from = chance.choice([0.0, chance.uniform(0, days * 24)]) if chance.random() < habits.dead else math.inf
    odd = chance.random() < habits.odd
    said = chance.choice([5, 30, 60, 60, 180, 1440]) if chance.random() < habits.says else 0
    in_header = chance.random() < 0.5
    life = dt.timedelta(minutes=said) if said else None
    return Feed(
        articles=[one for one in articles if one < dead_from],
        entries=entries,
        pinned=chance.choice([1, 2, 3]) if odd else 0,
        redated=sorted(chance.uniform(0, days * 24) for _ in range(2 * days)) if odd and chance.random() < 0.5 else (),
        validators=chance.random() < 0.6,
        alive=lambda hour: hour < dead_from,
        cache_life=life if in_header else dt.timedelta(0) if chance.random() < 0.3 else None,
        update_period=life if not in_header else None,
    )


def _stream(chance: random.Random, habits: Habits, rate: float, days: int) -> list[Hours]:
    """Return the moments of a feed that publishes one by one, most of it by day and in the week."""
    zone = chance.uniform(0, 24)
    night = chance.uniform(*habits.nights)
    weekend = chance.uniform(*habits.weekends)
    dusk = chance.uniform(14, 18)  # hours that its day lasts
    bursts: list[tuple[float, float]] = []
    if chance.random() < habits.bursts:
        at = 0.0
        while (at := at + chance.expovariate(1 / 72)) < days * 24:
            bursts.append((at, at + chance.uniform(2, 8)))

    def pace(hour: Hours) -> float:
        local = (hour + zone) % 24
        by_day = max(math.sin(math.pi * local / dusk), 0.35) if local < dusk else night
        weekday = (int((hour + zone) // 24) + START.weekday()) % 7
        burst = 5.0 if any(start <= hour < end for start, end in bursts) else 1.0
        return by_day * (weekend if weekday >= 5 else 1.0) * burst

    typical = statistics.fmean(pace(-168 + n / 2) for n in range(336))
    most, articles, at = 5.0 if bursts else 1.0, list[float](), -max(240.0, 24 * 60 / rate)
    while (at := at + chance.expovariate(rate / 24 / typical * most)) < days * 24:
        if chance.random() * most < pace(at):
            articles.append(at)
    return articles


def _batches(chance: random.Random, rate: float, days: int) -> list[Hours]:
    """Return the moments of a feed that publishes once a day, within some minutes, at about the same time."""
    hour, size = chance.uniform(0, 24), max(rate, 1.0)
    articles = [
        day * 24 + hour + chance.gauss(0, 0.15) + chance.uniform(0, 0.1)
        for day in range(-30, days)
        for _ in range(round(chance.gauss(size, size / 4)))
    ]
    return sorted(one for one in articles if one < days * 24)


# --- visits -------------------------------------------------------------------------------------------------------


class Visitor:
    """Visits one feed, and keeps what the store would know of it beside what came of it."""

    def __init__(self, feed: Feed, days: int) -> None:
        """Visit `feed` for so many days."""
        self.feed = feed
        self.history: list[Visit] = []
        """The visits of the last `MEMORY`, oldest first."""
        self.requests = 0
        self.delays: list[float] = []
        self._horizon = days * 24.0
        self._room = max(feed.entries - feed.pinned, 1)
        self._known = 0
        """Articles that were seen or pushed out."""
        self._state = (-1, -1)

    def goes_on(self, at: Hours) -> bool:
        """Return whether a visit at that hour is still of interest."""
        return at < self._horizon or (self._known < len(self.feed.articles) and at < self._horizon + 240)

    def visit(self, at: Hours) -> None:
        """Visit the feed."""
        feed = self.feed
        self.requests += at < self._horizon
        published = bisect_right(feed.articles, at)
        state = (published, bisect_right(feed.redated, at))
        if not feed.alive(at):
            visit = Visit(at=_moment(at), entries=0, new=0, failed=True)
        elif feed.validators and state == self._state:
            visit = Visit(at=_moment(at), entries=0, new=0)
        else:
            visit = self._read(at, published)
            self._known, self._state = published, state
        while self.history and self.history[0].at < visit.at - MEMORY:
            del self.history[0]
        self.history.append(visit)

    def _read(self, at: Hours, published: int) -> Visit:
        """Read the document; what the first one holds was there before."""
        shown = min(self._room, published)
        oldest = published - shown
        new = shown
        if self.history:
            fresh = self.feed.articles[max(self._known, oldest) : published]
            self.delays += [math.inf] * max(oldest - self._known, 0)
            self.delays += [60 * (at - one) for one in fresh]
            new = len(fresh)
        return Visit(at=_moment(at), entries=shown + min(self.feed.pinned, self.feed.entries - 1), new=new)

    def outcome(self) -> Outcome:
        """Return what all visits brought."""
        return Outcome(requests=self.requests, delays=self.delays)


Due = Callable[[Visitor, float], Hours]
"""Returns the hour of the next visit, at a price."""


def visited(feeds: Sequence[tuple[Feed, Hours]], days: int, due: Due) -> list[Outcome]:
    """Return what visits to all feeds bring, the first to each at its hour, each further one when `due` says.

    The price is made anew when `Store.end_run` would, from what the visits found.
    """
    visitors = [Visitor(feed, days) for feed, _ in feeds]
    waiting = [(first, number) for number, (_, first) in enumerate(feeds)]
    heapq.heapify(waiting)
    price, stale = PRICE, 0.0
    while waiting:
        at, number = heapq.heappop(waiting)
        visitor = visitors[number]
        visitor.visit(at)
        if at >= stale:
            now = _moment(at)
            price, stale = price_of((one.history for one in visitors), now=now) or PRICE, at + AGAIN / HOUR
        again = due(visitor, price)
        if visitor.goes_on(again):
            heapq.heappush(waiting, (again, number))
    return [one.outcome() for one in visitors]


def by_rhythm(visitor: Visitor, price: float) -> Hours:
    """Return when the store would have the feed visited next."""
    feed, now = visitor.feed, visitor.history[-1].at
    due = next_check(
        visitor.history, now=now, price=price, cache_life=feed.cache_life, update_period=feed.update_period
    )
    return (due + TURN - START) / HOUR


def hourly(visitor: Visitor, _: float) -> Hours:
    """Return the next hour."""
    return (visitor.history[-1].at - START) / HOUR + 1


def _moment(hour: Hours) -> dt.datetime:
    return START + dt.timedelta(hours=hour)


# --- figures ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What one way of visiting brought in a mix."""

    requests: int
    median: float
    ninth: float
    """The delay that nine of ten articles did not exceed."""

    feeds: float
    """Median over feeds of each feed's median."""

    missed: int
    articles: int


def figures(outcomes: Iterable[Outcome]) -> Figures:
    """Return the figures of all feeds together."""
    listed = list(outcomes)
    delays = sorted(delay for one in listed for delay in one.delays)
    return Figures(
        requests=sum(one.requests for one in listed),
        median=statistics.median_low(delays),
        ninth=delays[int(len(delays) * 0.9)],
        feeds=statistics.median(statistics.median_low(one.delays) for one in listed if one.delays),
        missed=sum(one.missed for one in listed),
        articles=len(delays),
    )


def compare(mix: str, *, feeds: int, days: int, seed: int) -> tuple[Figures, Figures]:
    """Return the figures of the rhythm and of hourly visits to the same feeds."""
    chance = random.Random(f"{mix} {seed}")
    made = [(make_feed(chance, MIXES[mix], days), chance.random()) for _ in range(feeds)]
    return figures(visited(made, days, by_rhythm)), figures(visited(made, days, hourly))


def failures(ours: Figures, theirs: Figures) -> list[str]:
    """Return which limits are not kept."""
    kept = {
        "requests": ours.requests <= (1 - FEWER) * theirs.requests,
        "median": ours.median <= theirs.median,
        "missed": ours.missed <= theirs.missed + MISSED * ours.articles,
    }
    return [name for name, is_kept in kept.items() if not is_kept]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; return 1 where a limit is not kept."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--days", type=int, default=14)
    parser.add_argument("--seed", type=int, nargs="+", default=[1])
    parser.add_argument("--mix", nargs="+", choices=MIXES, default=list(MIXES))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--quick", action="store_const", dest="feeds", const=QUICK, help=f"--feeds {QUICK}")
    options = parser.parse_args(arguments)
    print(f"{options.feeds} feeds, {options.days} days; in brackets: visited every hour")
    print(f"{'mix':<10} seed {'fewer':>8} {'median':>14} {'90 %':>16} {'feeds':>14} {'missed':>15} {'articles':>9}")
    print(f"{'limit':<10} {'≥ 60 %':>13} {'≤ hourly':>14}")
    started, failed = time.monotonic(), False
    with ProcessPoolExecutor(options.jobs) as pool:
        jobs = {
            (mix, seed): pool.submit(compare, mix, feeds=options.feeds, days=options.days, seed=seed)
            for mix in options.mix
            for seed in options.seed
        }
        for (mix, seed), job in jobs.items():
            ours, theirs = job.result()
            wrong = failures(ours, theirs)
            failed |= bool(wrong)
            print(
                f"{mix:<10} {seed:>4} {1 - ours.requests / theirs.requests:>8.1%}"
                f" {ours.median:>7.1f} ({theirs.median:.1f}) {ours.ninth:>8.0f} ({theirs.ninth:.0f})"
                f" {ours.feeds:>9.1f} ({theirs.feeds:.1f}) {ours.missed:>8} ({theirs.missed}) {ours.articles:>9}"
                + (f"  NOT KEPT: {', '.join(wrong)}" if wrong else ""),
                flush=True,
            )
    print(f"{time.monotonic() - started:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
