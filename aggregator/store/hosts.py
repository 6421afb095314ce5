"""How hosts are to be spoken to, what they were asked for, and who speaks to them now."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from aggregator.store.leases import Leases, Owner
from aggregator.store.moments import read_utc, utc_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of a host when somebody wants to speak to it."""

    granted: bool
    """False where another harvest speaks to it now: ask again in a moment."""

    next_at: dt.datetime | None = None
    """Not to be asked before; None: at once."""

    reason: str | None = None
    """Why, where it is for more than a pause."""

    delay: float | None = None
    """Pause in seconds that it turned out to need; None: nothing is known."""

    troubles: int = 0
    """Times in a row that it was left alone because it was busy or silent."""

    requests: int = 0
    """Requests that it was sent today (UTC)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What has passed between us and a host since it was last written down."""

    host: str
    requests: int
    next_at: dt.datetime
    """When its next request may be sent at the earliest."""

    delay: float | None
    troubles: int


class Hosts:
    """The table `hosts` and the leases of hosts, inside whatever transaction is open.

    Moments are the harvest's own, which may stand still; leases are taken by the machine's time.
    """

    def __init__(self, connection: sqlite3.Connection, leases: Leases) -> None:
        """Work on `connection`; transactions are the caller's."""
        self._db = connection
        self._leases = leases

    def speak(self, host: str, owner: Owner, *, now: dt.datetime, wall: dt.datetime, lease: bool) -> Standing:
        """Take the right to speak to `host`, and return how it is to be spoken to.

        Without `lease` nobody else is kept from speaking to it. Where another holds the right, the wish is
        noted, and whoever holds it gives way soon.
        """
        if lease:
            inherited = self._leases.inherits("host", host, owner)
            if not self._leases.take("host", host, owner, wall):
                self._leases.take("wish", host, owner, wall)
                return Standing(granted=False)
            self._leases.release("wish", host, owner)
        row = self._db.execute(
            """
            SELECT next_at, reason, delay, failures, iif(day = :day, requests, 0) FROM hosts WHERE host = :host
            """,
            {"host": host, "day": _day(now)},
        ).fetchone()
        next_at, reason, delay, troubles, requests = row or (None, None, None, 0, 0)
        moment = read_utc(next_at) if next_at is not None else None
        if lease and inherited:  # who had it before died over it, perhaps with a request just sent
            moment = max(moment or now, now + dt.timedelta(seconds=delay or 1.0))
        return Standing(
            granted=True,
            next_at=moment if moment is not None and moment > now else None,
            reason=reason,
            delay=delay,
            troubles=troubles,
            requests=requests,
        )

    def spoke(self, spoken: Iterable[Spoken], owner: Owner, *, now: dt.datetime, wall: dt.datetime) -> list[str]:
        """Write down what has passed; return the hosts that somebody else waits for."""
        wanted: list[str] = []
        for one in spoken:
            self._db.execute(
                """
                INSERT INTO hosts (host, next_at, delay, failures, day, requests)
                VALUES (:host, :next_at, :delay, :troubles, :day, :requests)
                ON CONFLICT (host) DO UPDATE SET
                    next_at = max(coalesce(next_at, ''), excluded.next_at), delay = excluded.delay,
                    failures = excluded.failures,
                    requests = iif(day = excluded.day, requests, 0) + excluded.requests,
                    revisits = iif(day = excluded.day, revisits, 0),
                    day = excluded.day
                """,
                {
                    "host": one.host,
                    "next_at": utc_text(one.next_at + dt.timedelta(milliseconds=999)),  # never earlier than said
                    "delay": one.delay,
                    "troubles": one.troubles,
                    "day": _day(now),
                    "requests": one.requests,
                },
            )
            if self._leases.holder("wish", one.host, wall) not in (None, owner):
                wanted.append(one.host)
        return wanted

    def leave(self, host: str, owner: Owner) -> None:
        """Let others speak to `host`."""
        self._leases.release("host", host, owner)
        self._leases.release("wish", host, owner)

    def hold(self, host: str, until: dt.datetime, reason: str) -> None:
        """Note that nobody asks `host` before `until`, and why; an earlier moment than the known one is ignored."""
        self._db.execute(
            """
            INSERT INTO hosts (host, next_at, reason) VALUES (:host, :until, :reason)
            ON CONFLICT (host) DO UPDATE SET next_at = excluded.next_at, reason = excluded.reason
            WHERE next_at IS NULL OR next_at < excluded.next_at
            """,
            {"host": host, "until": utc_text(until + dt.timedelta(milliseconds=999)), "reason": reason},
        )

    def revisits_left(self, host: str, most: int, now: dt.datetime) -> int:
        """Return how many articles of `host` may still be visited again today."""
        row = self._db.execute(
            "SELECT revisits FROM hosts WHERE host = :host AND day = :day", {"host": host, "day": _day(now)}
        ).fetchone()
        return most - (row[0] if row else 0)

    def revisited(self, host: str, number: int, now: dt.datetime) -> None:
        """Count articles of `host` that were given out to be visited again."""
        self._db.execute(
            """
            INSERT INTO hosts (host, day, revisits) VALUES (:host, :day, :number)
            ON CONFLICT (host) DO UPDATE SET
                requests = iif(day = excluded.day, requests, 0),
                revisits = iif(day = excluded.day, revisits, 0) + excluded.revisits,
                day = excluded.day
            """,
            {"host": host, "day": _day(now), "number": number},
        )


def _day(now: dt.datetime) -> str:
    return utc_text(now)[:10]
