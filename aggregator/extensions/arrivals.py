"""Results of other threads, handed to the event loop together."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class Arrivals:
    """Awaits futures of other threads; those that are done at nearly the same time wake the loop once.

    `asyncio.wrap_future` wakes it for each: a commit of a hundred pages was a hundred wake-ups.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._arrived: deque[tuple[asyncio.Future[Any], Future[Any]]] = deque()
        self._woken = False

    async def of(self, future: Future[T]) -> T:
        """Return the result of `future`, or raise what it raises."""
        loop = asyncio.get_running_loop()
        waiting: asyncio.Future[T] = loop.create_future()

        def arrived(done: Future[T]) -> None:
            self._arrived.append((waiting, done))
            if not self._woken:  # set too late by a thread in between, it costs a second wake-up and nothing else
                self._woken = True
                with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
                    loop.call_soon_threadsafe(self._hand_over)

        future.add_done_callback(arrived)
        return await waiting

    def _hand_over(self) -> None:
        self._woken = False  # first: what arrives from now on wakes the loop again
        while self._arrived:
            waiting, done = self._arrived.popleft()
            if waiting.done():  # whoever waited was cancelled
                continue
            if (error := done.exception()) is not None:
                waiting.set_exception(error)
            else:
                waiting.set_result(done.result())
