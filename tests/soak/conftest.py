"""What the long tests share: how far they are, said while they run, and the memory of harvests."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Self

import pytest

from benchmarks.processes import pss_mb
from tests.harvest.killing import family

GLANCE = 0.25
"""Seconds between two looks at the memory."""

WITHIN = 9 * 60.0
"""Seconds that all of it may take."""

Tell = Callable[[str], None]


class Memory:
    """Looks at the memory of the harvests that are named to it, each with all processes that it starts."""

    def __init__(self) -> None:
        """Begin to look."""
        self.peak_mb = 0.0
        """The most that one harvest had at a moment, in MiB of proportional set size."""
        self._pids: set[int] = set()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def watch(self, pid: int) -> None:
        """Look at a harvest, until it has ended."""
        self._pids.add(pid)

    def __enter__(self) -> Self:
        """Begin."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(GLANCE):
            for pid in list(self._pids):
                size = sum(map(pss_mb, family(pid)))
                self.peak_mb = max(self.peak_mb, size)
                if not size:
                    self._pids.discard(pid)


@pytest.fixture
def memory() -> Iterator[Memory]:
    """Watch the memory of harvests during a test."""
    with Memory() as memory:
        yield memory


@pytest.fixture(scope="session")
def deadline() -> float:
    """The moment of the monotonic clock at which all is to be over."""
    return time.monotonic() + WITHIN


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Tell:
    """Say at once how far a test is, whatever else is captured."""
    plugins = request.config.pluginmanager
    reporter, capture = plugins.getplugin("terminalreporter"), plugins.getplugin("capturemanager")
    begun = time.monotonic()

    def say(words: str) -> None:
        with capture.global_and_fixture_disabled():
            reporter.ensure_newline()
            reporter.write_line(f"  {time.monotonic() - begun:5.0f} s  {words}")

    return say
