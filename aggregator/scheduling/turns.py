"""Whose turn it is: what waits for hosts, handed out as each host's pause and connections allow."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class _Host(Generic[T]):
    """What waits for one host, and how it may be spoken to."""

    queue: list[tuple[int, int, T]] = field(default_factory=list)
    """Heap of (priority, negated; order of arrival; what waits)."""

    under_way: int = 0
    admitted: bool = False
    shut: bool = False
    ready_at: float = 0.0
    pause: float = 0.0
    connections: int = 1

    def may_be_asked(self) -> bool:
        """Return whether something waits and nothing but time stands against it."""
        if not self.queue:
            return False
        return self.shut or (self.admitted and self.under_way < self.connections)


class Turns(Generic[T]):
    """Items waiting by host. All moments are seconds of one monotonic clock, passed in.

    A host gives nothing out before it is admitted, then one item a `pause` on at most `connections`
    connections; of several hosts that are ready, the one that has been ready longest comes first. What
    waits for a host that is shut comes at once: whoever takes it will not send it.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._hosts: dict[str, _Host[T]] = {}
        self._ready: list[tuple[float, int, str]] = []
        """Heap of (moment, order, host); an entry whose moment is no longer the host's own is passed over."""
        self._order = 0
        self._waiting = 0

    def __len__(self) -> int:
        """Return how many items wait."""
        return self._waiting

    def waiting(self, host: str) -> int:
        """Return how many items wait for `host`."""
        known = self._hosts.get(host)
        return len(known.queue) if known else 0

    def under_way(self, host: str) -> int:
        """Return how many items of `host` were handed out and have not ended."""
        known = self._hosts.get(host)
        return known.under_way if known else 0

    def is_idle(self, host: str) -> bool:
        """Return whether nothing waits for `host` and nothing is under way there."""
        known = self._hosts.get(host)
        return known is None or not (known.queue or known.under_way)

    def add(self, host: str, item: T, *, priority: int = 0) -> None:
        """Let `item` wait for `host`; the highest priority comes first, equal ones in the order of arrival."""
        known = self._hosts.setdefault(host, _Host())
        self._order += 1
        heapq.heappush(known.queue, (-priority, self._order, item))
        self._waiting += 1
        if len(known.queue) == 1:
            self._line_up(host, known)

    def admit(self, host: str, *, at: float, pause: float, connections: int) -> None:
        """Let `host` be asked from the moment `at` on."""
        known = self._hosts.setdefault(host, _Host())
        known.admitted, known.pause, known.connections = True, pause, connections
        known.ready_at = max(known.ready_at, at)
        self._line_up(host, known)

    def bar(self, host: str) -> None:
        """Hand out nothing for `host` until it is admitted again."""
        if known := self._hosts.get(host):
            known.admitted = False

    def shut(self, host: str) -> None:
        """Ask `host` nothing more: what waits and what will wait comes at once."""
        known = self._hosts.setdefault(host, _Host())
        known.shut = True
        known.ready_at = 0.0
        self._line_up(host, known)

    def hold(self, host: str, until: float) -> None:
        """Hand out nothing for `host` before `until`; an earlier moment than the known one is ignored."""
        known = self._hosts.setdefault(host, _Host())
        if until > known.ready_at and not known.shut:
            known.ready_at = until
            self._line_up(host, known)

    def slow(self, host: str, pause: float) -> None:
        """Make `pause` the time between two items of `host` from the next one on."""
        if known := self._hosts.get(host):
            known.pause = pause

    def next(self, now: float) -> tuple[str, T] | None:
        """Return the host and the item whose turn it is at `now`; None where nobody's is."""
        while self._ready and self._ready[0][0] <= now:
            moment, _, host = heapq.heappop(self._ready)
            known = self._hosts.get(host)
            if known is None or moment != known.ready_at or not known.may_be_asked():
                continue
            *_, item = heapq.heappop(known.queue)
            self._waiting -= 1
            known.under_way += 1
            if not known.shut:
                known.ready_at = now + known.pause
            self._line_up(host, known)
            return host, item
        return None

    def left(self, host: str) -> None:
        """Note that an item of `host` that was handed out has ended."""
        if known := self._hosts.get(host):
            known.under_way = max(0, known.under_way - 1)
            self._line_up(host, known)

    def next_moment(self) -> float | None:
        """Return when `next` will have something to give; None: not by the mere passing of time."""
        while self._ready:
            moment, _, host = self._ready[0]
            known = self._hosts.get(host)
            if known is not None and moment == known.ready_at and known.may_be_asked():
                return moment
            heapq.heappop(self._ready)
        return None

    def _line_up(self, host: str, known: _Host[T]) -> None:
        if known.may_be_asked():
            self._order += 1
            heapq.heappush(self._ready, (known.ready_at, self._order, host))
