"""How hosts are to be spoken to, and by whom, over processes and restarts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from aggregator.store.hosts import Spoken
from aggregator.store.leases import this_process
from aggregator.store.writer import Store
from tests.store.making import NOON, Clock

HOST = "news.example"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def both(tmp_path: Path, clock: Clock) -> Iterator[tuple[Store, Store]]:
    with Store(tmp_path / "news.db", clock=clock) as first, Store(tmp_path / "news.db", clock=clock) as second:
        yield first, second


def spoken(requests: int, *, next_at: dt.datetime = NOON, delay: float | None = None, troubles: int = 0) -> Spoken:
    return Spoken(host=HOST, requests=requests, next_at=next_at, delay=delay, troubles=troubles)


def test_one_harvest_at_a_time_speaks_to_a_host(both: tuple[Store, Store]) -> None:
    first, second = both
    assert first.speak_to(HOST, lease=True).granted
    assert not second.speak_to(HOST, lease=True).granted
    assert second.speak_to("other.example", lease=True).granted
    first.leave_host(HOST)
    assert second.speak_to(HOST, lease=True).granted


def test_whoever_holds_the_right_hears_that_somebody_waits_for_it(both: tuple[Store, Store]) -> None:
    first, second = both
    first.speak_to(HOST, lease=True)
    assert first.spoke_to([spoken(1)]) == []
    second.speak_to(HOST, lease=True)
    assert first.spoke_to([spoken(1)]) == [HOST]
    first.leave_host(HOST)
    assert second.speak_to(HOST, lease=True).granted
    assert second.spoke_to([spoken(1)]) == []


def test_the_next_harvest_keeps_the_pause_that_the_last_request_began(both: tuple[Store, Store]) -> None:
    first, second = both
    first.speak_to(HOST, lease=True)
    first.spoke_to([spoken(3, next_at=NOON + dt.timedelta(seconds=2))])
    first.leave_host(HOST)
    standing = second.speak_to(HOST, lease=True)
    assert standing.next_at is not None and standing.next_at >= NOON + dt.timedelta(seconds=2)


def test_a_right_taken_over_from_the_dead_begins_with_a_pause(both: tuple[Store, Store]) -> None:
    first, _ = both
    dead = replace(this_process("dead"), start="1")
    assert first.leases.take("host", HOST, dead, dt.datetime.now(dt.UTC))
    standing = first.speak_to(HOST, lease=True)
    assert standing.granted and standing.next_at is not None and standing.next_at > NOON


def test_a_hold_outlives_the_harvest_and_only_a_longer_one_replaces_it(both: tuple[Store, Store], clock: Clock) -> None:
    first, second = both
    first.hold_host(HOST, NOON + dt.timedelta(minutes=30), "it answers 429")
    first.hold_host(HOST, NOON + dt.timedelta(minutes=2), "it answers 503")
    standing = second.speak_to(HOST, lease=False)
    assert standing.reason == "it answers 429"
    assert standing.next_at is not None and standing.next_at >= NOON + dt.timedelta(minutes=30)
    clock.forward(hours=1)
    assert second.speak_to(HOST, lease=False).next_at is None


def test_requests_are_counted_by_the_day(both: tuple[Store, Store], clock: Clock) -> None:
    first, second = both
    first.spoke_to([spoken(3)])
    first.spoke_to([spoken(4)])
    assert second.speak_to(HOST, lease=False).requests == 7
    clock.forward(hours=24)
    assert second.speak_to(HOST, lease=False).requests == 0
    second.spoke_to([spoken(2)])
    assert second.speak_to(HOST, lease=False).requests == 2


def test_what_a_host_needed_is_known_to_the_next_harvest(both: tuple[Store, Store]) -> None:
    first, second = both
    first.spoke_to([spoken(1, delay=8.0, troubles=2)])
    standing = second.speak_to(HOST, lease=False)
    assert (standing.delay, standing.troubles) == (8.0, 2)


def test_revisits_have_a_budget_of_their_own_a_day(both: tuple[Store, Store], clock: Clock) -> None:
    first, second = both
    first.hosts.revisited(HOST, 3, NOON)
    second.hosts.revisited(HOST, 1, NOON)
    assert first.hosts.revisits_left(HOST, 10, NOON) == 6
    assert first.hosts.revisits_left(HOST, 10, NOON + dt.timedelta(days=1)) == 10
