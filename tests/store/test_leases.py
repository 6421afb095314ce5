"""Who may work on what, and until when."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from dataclasses import replace

import pytest

from aggregator.store.leases import LIFE, Owner, this_process
from aggregator.store.writer import Store
from tests.store.making import NOON


@pytest.fixture
def other() -> Owner:
    """Another part of this process, which lives."""
    return this_process("another")


def test_owner_who_lives_keeps_it_however_long(store: Store, other: Owner) -> None:
    assert store.leases.take("source", "a", other, NOON)
    assert not store.leases.take("source", "a", this_process("me"), NOON + dt.timedelta(days=3))
    assert store.leases.take("source", "a", other, NOON)
    assert store.leases.take("host", "a", this_process("me"), NOON)


def test_owner_who_has_ended_loses_it_at_once(store: Store) -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        start = replace(this_process(), pid=child.pid, start="1")
        gone = replace(start, start=_start_of(child.pid))
        assert gone.is_gone() is False
        assert start.is_gone() is True, "another process has the number by now"
        assert store.leases.take("source", "a", gone, NOON)
        assert not store.leases.take("source", "a", this_process("me"), NOON)
    finally:
        child.communicate(b"")
    assert gone.is_gone() is True
    assert store.leases.take("source", "a", this_process("me"), NOON)


def _start_of(pid: int) -> str:
    from aggregator.store import leases

    return leases._start(pid)


def test_owner_of_before_a_restart_is_gone(store: Store) -> None:
    before = replace(this_process(), boot="00000000-0000-0000-0000-000000000000")
    assert before.is_gone() is True
    assert store.leases.take("source", "a", before, NOON)
    assert store.leases.take("source", "a", this_process("me"), NOON)


def test_owner_on_another_machine_keeps_it_until_it_runs_out(store: Store) -> None:
    far = replace(this_process(), host="far-away")
    assert far.is_gone() is None
    assert store.leases.take("source", "a", far, NOON)
    assert not store.leases.take("source", "a", this_process("me"), NOON + LIFE)
    store.leases.renew(far, NOON + LIFE)
    assert not store.leases.take("source", "a", this_process("me"), NOON + LIFE * 1.5)
    assert store.leases.take("source", "a", this_process("me"), NOON + LIFE * 2 + dt.timedelta(seconds=1))


def test_lease_can_be_given_back_by_its_owner_only(store: Store, other: Owner) -> None:
    assert store.leases.take("source", "a", other, NOON)
    store.leases.release("source", "a", this_process("me"))
    assert store.leases.holder("source", "a", NOON) == other
    store.leases.release("source", "a", other)
    assert store.leases.holder("source", "a", NOON) is None


def test_everything_that_an_owner_has_can_be_given_back_at_once(store: Store, other: Owner) -> None:
    for kind, name in (("source", "a"), ("host", "news.example")):
        assert store.leases.take(kind, name, other, NOON)  # type: ignore[arg-type]  # both are kinds
    store.leases.release_all(other)
    assert store.leases.holder("source", "a", NOON) is store.leases.holder("host", "news.example", NOON) is None


def test_owner_reads_back_as_written() -> None:
    owner = this_process("x")
    assert Owner.read(owner.json()) == owner
