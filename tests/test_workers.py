"""Reading processes: answers come back, and a lost worker costs one page."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from aggregator.errors import WorkerError
from aggregator.workers import LARGE, LARGEST_AT_REST, PageLost, Workers

pytestmark = pytest.mark.slow


def test_answers_come_back_from_another_process() -> None:
    with Workers(2) as workers:
        pids = {workers.submit(os.getpid).result(60) for _ in range(4)}
    assert os.getpid() not in pids


def test_an_exception_of_the_function_reaches_the_waiter_and_the_worker_lives_on() -> None:
    with Workers(1) as workers:
        before = workers.submit(os.getpid).result(60)
        with pytest.raises(ValueError, match="invalid literal"):
            workers.submit(int, "x").result(60)
        assert workers.submit(os.getpid).result(60) == before


def test_a_worker_that_dies_costs_one_page_and_is_replaced() -> None:
    with Workers(1) as workers:
        before = workers.submit(os.getpid).result(60)
        with pytest.raises(PageLost, match="died"):
            workers.submit(os.kill, before, signal.SIGKILL).result(60)
        assert workers.submit(os.getpid).result(60) != before


def test_a_worker_that_hangs_is_ended() -> None:
    with Workers(1, seconds=0.5) as workers:
        workers.submit(os.getpid).result(60)
        with pytest.raises(PageLost, match=r"more than 0\.5 s"):
            workers.submit(time.sleep, 60).result(60)
        assert workers.submit(abs, -1).result(60) == 1


def grow(megabytes: int) -> int:
    held = [bytes(1_000_000) for _ in range(megabytes)]
    held = [bytes(bytearray(one)) for one in held]
    time.sleep(30)
    return len(held)


held: list[bytes] = []


def hold(megabytes: int) -> int:
    held.extend(os.urandom(1_000_000) for _ in range(megabytes))
    return len(held)


def alone(path: str, _: bytes = b"") -> bool:
    """Return whether no other call was inside here at the same time."""
    try:
        os.mkdir(path)
    except FileExistsError:
        return False
    time.sleep(0.1)
    os.rmdir(path)
    return True


def test_a_worker_that_grows_is_ended() -> None:
    with Workers(1, seconds=20, memory_mb=300) as workers:
        with pytest.raises(PageLost, match="MB of memory, more than 300"):
            workers.submit(grow, 500).result(60)
        assert workers.submit(abs, -2).result(60) == 2


def test_an_idle_worker_that_was_killed_is_replaced_without_loss() -> None:
    with Workers(1) as workers:
        pid = workers.submit(os.getpid).result(60)
        os.kill(pid, signal.SIGKILL)
        time.sleep(0.2)
        assert workers.submit(abs, -3).result(60) == 3


def test_a_worker_that_one_call_made_large_is_replaced_by_a_fresh_one() -> None:
    with Workers(1, seconds=20, memory_mb=1000) as workers:
        pid = workers.submit(os.getpid).result(60)
        assert workers.submit(hold, LARGEST_AT_REST).result(60) == LARGEST_AT_REST
        assert workers.submit(os.getpid).result(60) != pid


def test_large_calls_take_turns_and_the_rest_goes_on_meanwhile(tmp_path: Path) -> None:
    with Workers(2) as workers:
        large = [workers.submit_large(alone, str(tmp_path / "busy")) for _ in range(4)]
        small = [workers.submit(abs, -one) for one in range(20)]
        assert [one.result(60) for one in small] == list(range(20))
        assert not all(one.done() for one in large)
        assert [one.result(60) for one in large] == [True] * 4


def test_a_call_with_a_large_argument_is_a_large_one(tmp_path: Path) -> None:
    with Workers(2) as workers:
        filler = bytes(LARGE + 1)
        large = [workers.submit(alone, str(tmp_path / "busy"), filler) for _ in range(3)]
        assert [one.result(60) for one in large] == [True] * 3


def test_closing_finishes_large_calls_that_still_wait(tmp_path: Path) -> None:
    workers = Workers(2)
    large = [workers.submit_large(alone, str(tmp_path / "busy")) for _ in range(4)]
    workers.close()
    assert [one.result(0) for one in large] == [True] * 4


def test_a_lost_large_call_ends_its_turn() -> None:
    with Workers(1) as workers:
        pid = workers.submit(os.getpid).result(60)
        lost = workers.submit_large(os.kill, pid, signal.SIGKILL)
        next_one = workers.submit_large(abs, -4)
        with pytest.raises(PageLost):
            lost.result(60)
        assert next_one.result(60) == 4


def test_no_worker_can_start_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nonexistent/python")
    with Workers(1) as workers, pytest.raises(WorkerError, match="No worker process could be started"):
        workers.submit(abs, -1).result(60)
