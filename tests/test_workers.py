"""Reading processes: answers come back, and a lost worker costs one page."""

from __future__ import annotations

import os
import signal
import time

import pytest

from aggregator.errors import WorkerError
from aggregator.workers import PageLost, Workers


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


def test_no_worker_can_start_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nonexistent/python")
    with Workers(1) as workers, pytest.raises(WorkerError, match="No worker process could be started"):
        workers.submit(abs, -1).result(60)
