"""How fast a host is asked: slower where it is slow, not at all for a while where it says so."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

BUSY = frozenset({429, 503})
"""Statuses that ask us to come back later (RFC 6585, 4; RFC 9110, 15.6.4)."""

LONGEST_PAUSE = 60.0
"""Seconds between two requests at most, however slow a host is: beyond that it is better left alone."""

FIRST_HOLD = dt.timedelta(minutes=1)
"""How long a host that is too busy is left alone where it does not say; doubled each time in a row."""

LONGEST_HOLD = dt.timedelta(hours=24)
"""What a `Retry-After` may ask for at most: a slip (a year, a date in 2099) must not silence a source for ever."""

SILENT = 10
"""Requests in a row without an answer after which a host is left alone: with three tries each, four addresses."""

SILENT_HOLD = dt.timedelta(minutes=15)
"""How long such a host is left alone at first; four times as long each time in a row, up to `LONGEST_HOLD`."""

BUSY_SHARE = 2.0
"""Pause as a multiple of the time to answer: a slow host is busy with us half of the time at most."""

_SMOOTH = 0.3
"""Weight of the newest answer's time: three slow answers in a row count, one does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How one host is spoken to, as far as its answers have taught us. Times are in seconds."""

    asked: float = 0.0
    """Pause that settings, the source's file and robots.txt ask for."""

    connections: int = 1
    """How many requests may be under way at once."""

    backed_off: float = 0.0
    """Further pause since the host was too busy; shrinks with every good answer."""

    latency: float = 0.0
    """Smoothed time to answer."""

    unanswered: int = 0
    """Requests in a row that brought no answer at all."""

    troubles: int = 0
    """Times in a row, over harvests, that the host was left alone because it was busy or silent."""

    @property
    def pause(self) -> float:
        """Seconds between two requests: what is asked for, or what a slow host needs, if that is more."""
        needed = BUSY_SHARE * self.latency / self.connections
        return min(max(self.asked, needed) + self.backed_off, max(LONGEST_PAUSE, self.asked))

    def after_answer(self, *, latency: float) -> Pace:
        """Return the pace after a good answer that took `latency` seconds."""
        smooth = latency if not self.latency else self.latency + _SMOOTH * (latency - self.latency)
        backed_off = self.backed_off * 0.9 if self.backed_off > 0.1 else 0.0
        return replace(self, latency=smooth, backed_off=backed_off, unanswered=0, troubles=0)

    def after_silence(self) -> tuple[Pace, dt.timedelta | None]:
        """Return the pace after a request without an answer, and for how long to leave the host alone."""
        pace = replace(self, unanswered=self.unanswered + 1)
        if pace.unanswered < SILENT:
            return pace, None
        hold = min(SILENT_HOLD * 4 ** min(self.troubles, 6), LONGEST_HOLD)
        return replace(pace, unanswered=0, troubles=self.troubles + 1), hold

    def after_busy(self, retry_after: dt.timedelta | None) -> tuple[Pace, dt.timedelta]:
        """Return the pace after "too busy", and for how long to leave the host alone; it is asked more slowly then."""
        hold = FIRST_HOLD * 2 ** min(self.troubles, 10) if retry_after is None else retry_after
        backed_off = min(max(2 * self.backed_off, self.asked, 1.0), LONGEST_PAUSE)
        return (
            replace(self, backed_off=backed_off, unanswered=0, troubles=self.troubles + 1),
            min(hold, LONGEST_HOLD),
        )
