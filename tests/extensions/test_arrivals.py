"""Results of other threads, handed to the event loop together."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from aggregator.extensions.arrivals import Arrivals


def test_results_and_errors_reach_whoever_waits_for_them() -> None:
    async def main() -> list[object]:
        arrivals = Arrivals()
        with ThreadPoolExecutor(4) as threads:
            waiting = [arrivals.of(threads.submit(divmod, 100, number)) for number in range(-50, 50)]
            return await asyncio.gather(*waiting, return_exceptions=True)

    results = asyncio.run(main())
    assert [one for one in results if isinstance(one, BaseException)] == [results[50]]
    assert isinstance(results[50], ZeroDivisionError)
    assert results[51:] == [divmod(100, number) for number in range(1, 50)]


def test_what_is_done_at_once_wakes_the_loop_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async def main() -> int:
        loop, arrivals = asyncio.get_running_loop(), Arrivals()
        wake, woken = loop.call_soon_threadsafe, []

        def noted(*call: Any) -> asyncio.Handle:
            woken.append(call)
            return wake(*call)

        monkeypatch.setattr(loop, "call_soon_threadsafe", noted)
        futures: list[Future[int]] = [Future() for _ in range(100)]
        waiting = asyncio.gather(*(arrivals.of(one) for one in futures))
        await asyncio.sleep(0)
        for number, one in enumerate(futures):
            one.set_result(number)
        assert await waiting == list(range(100))
        return len(woken)

    assert asyncio.run(main()) == 1


def test_whoever_waited_and_was_cancelled_is_passed_over() -> None:
    async def main() -> int:
        arrivals = Arrivals()
        first, second = Future[int](), Future[int]()
        cancelled = asyncio.ensure_future(arrivals.of(first))
        kept = asyncio.ensure_future(arrivals.of(second))
        await asyncio.sleep(0)
        cancelled.cancel()
        await asyncio.sleep(0)
        first.set_result(1)
        second.set_result(2)
        return await kept

    assert asyncio.run(main()) == 2
