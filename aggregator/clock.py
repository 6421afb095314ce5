"""The moment that counts as now, passed in so that tests and the demo can choose it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

Clock = Callable[[], dt.datetime]
"""Returns an aware moment in UTC."""


def system_clock() -> dt.datetime:
    """Return the machine's own time, in UTC."""
    return dt.datetime.now(dt.UTC)


def clock_at(moment: str | None) -> Clock:
    """Return a clock that stands at `moment` (ISO 8601 with offset); None: the machine's own.

    Raises ValueError where the moment is not one or has no offset.
    """
    if moment is None:
        return system_clock
    fixed = dt.datetime.fromisoformat(moment)
    if fixed.tzinfo is None:
        raise ValueError(f"{moment} has no offset: write it as 2026-11-20T08:00:00+00:00")
    return lambda: fixed.astimezone(dt.UTC)
