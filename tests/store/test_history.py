"""The price of a visit: made from the runs of all sources that follow the rhythm of their news, and kept for a while."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from aggregator.run import Counts
from aggregator.scheduling import interval
from aggregator.scheduling.budget import AGAIN, price_of
from aggregator.sources.source import Source
from aggregator.store.history import Runs
from aggregator.store.moments import utc_text
from aggregator.store.writer import Store
from tests.store.making import NOON, Clock

HOUR = dt.timedelta(hours=1)


def watch(store: Store, source_id: str, *, new: int, every: dt.timedelta | None = None) -> None:
    """Register a source and note three days of visits, one in two hours, the last one at `NOON`."""
    homepage = f"https://{source_id}.example/"
    store.register([Source(id=source_id, name=source_id, homepage=homepage, interval=every)])
    store.connection.executemany(
        """
        INSERT INTO runs (source_id, started_at, finished_at, outcome, owner, documents, candidates, unknown)
        VALUES (?, ?, ?, 'finished', '{}', 1, 30, ?)
        """,
        [(source_id, moment, moment, new) for moment in (utc_text(NOON - 2 * HOUR * n) for n in range(36, -1, -1))],
    )


def price(store: Store, now: dt.datetime = NOON) -> float:
    """Return the price that a store goes by."""
    with store.transaction():
        return Runs(store.connection).price(now)


def collect(store: Store, *, new: int, count: int = 12) -> None:
    """Watch as many sources as make a budget."""
    for number in range(count):
        watch(store, f"source-{number}", new=new)


def test_price_is_what_the_visits_of_all_sources_give(store: Store) -> None:
    collect(store, new=4)
    with store.transaction():
        histories = [Runs(store.connection).visits(f"source-{n}", NOON) for n in range(12)]
    assert len(histories[0]) == 37
    assert price(store) == price_of(histories, now=NOON) != interval.PRICE


def test_file_of_few_sources_goes_by_the_fixed_price(store: Store) -> None:
    collect(store, new=4, count=5)
    assert price(store) == interval.PRICE


def test_price_is_kept_for_a_while_and_shared_with_other_processes(store: Store, path: Path, clock: Clock) -> None:
    collect(store, new=4)
    first = price(store)
    for number in range(12, 24):
        watch(store, f"source-{number}", new=0)
    with Store(path, clock=clock) as other:
        assert price(other, NOON + AGAIN / 2) == first
        cheaper = price(other, NOON + AGAIN)
    assert cheaper < first
    assert price(store, NOON + AGAIN * 1.5) == cheaper


def test_price_from_the_future_is_made_anew(store: Store) -> None:
    assert price(store, NOON + 400 * 24 * HOUR) == interval.PRICE
    collect(store, new=4)
    assert price(store) != interval.PRICE


@pytest.mark.parametrize("left_out", ["interval", "paused", "removed"])
def test_sources_that_do_not_follow_the_rhythm_take_no_part_in_the_price(store: Store, left_out: str) -> None:
    collect(store, new=4)
    without = price(store)
    for number in range(12, 36):
        watch(store, f"source-{number}", new=0, every=HOUR if left_out == "interval" else None)
        if left_out == "paused":
            store.pause(f"source-{number}", NOON + 300 * HOUR)
        elif left_out == "removed":
            store.unregister(f"source-{number}")
    assert price(store, NOON + AGAIN) == pytest.approx(without, rel=0.02)


def test_source_is_due_by_the_price_of_its_file(store: Store, clock: Clock) -> None:
    # All sources are slow, so the visits that are to be had go to them.
    collect(store, new=0)
    watch(store, "hourly-post", new=2)
    run_id = store.begin_run("hourly-post")
    assert run_id is not None
    store.connection.execute("UPDATE runs SET unknown = 2 WHERE id = ?", (run_id,))
    store.end_run(run_id, outcome="finished", counts=Counts(documents=1, candidates=30))
    clock.forward(hours=1.5)
    assert price(store) < 1
    assert store.due(["hourly-post"]) == ["hourly-post"]
