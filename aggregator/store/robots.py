"""Every version of each site's robots.txt, and for how long the last answer may be used."""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
from dataclasses import dataclass
from typing import NamedTuple

from aggregator.discovery.robots import is_outage
from aggregator.store.moments import utc_text


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsAnswer:
    """What a site answered when its robots.txt was asked for."""

    status: int | None
    """HTTP status; None where no answer came."""

    body: bytes


class _Version(NamedTuple):
    fetched_at: str
    status: int | None
    sha256: str


class Robots:
    """The table `robots`, inside whatever transaction is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Work on `connection`; transactions are the caller's."""
        self._db = connection

    def usable(self, origin: str, *, now: dt.datetime) -> RobotsAnswer | None:
        """Return the last answer of `origin` (`https://www.example.com`) where it may be used without asking.

        Only the last one: rules of earlier days do not count while the site cannot show any. One that was seen
        later than `now` belongs to another clock, and is asked for anew.
        """
        row = self._db.execute(
            """
            SELECT status, body FROM (
                SELECT status, body, checked_at, expires_at FROM robots
                WHERE host = :origin ORDER BY fetched_at DESC LIMIT 1
            ) WHERE checked_at <= :now AND expires_at > :now
            """,
            {"origin": origin, "now": utc_text(now)},
        ).fetchone()
        return RobotsAnswer(status=row[0], body=row[1]) if row is not None else None

    def saw(self, origin: str, body: bytes, *, status: int | None, now: dt.datetime, life: dt.timedelta) -> None:
        """Note what `origin` answered, to be used for `life`; the same as last time is only dated anew.

        `status` None: no answer came. An outage is no version of the rules: it stands here for as long as it
        lasts, and the next answer takes its place.
        """
        last = self._last(origin)
        if last is not None and is_outage(last.status) and not is_outage(status):
            self._db.execute(
                "DELETE FROM robots WHERE host = :origin AND fetched_at = :fetched_at",
                {"origin": origin, "fetched_at": last.fetched_at},
            )
            last = self._last(origin)
        sha256 = hashlib.sha256(body).hexdigest()
        same = last is not None and (
            is_outage(last.status) if is_outage(status) else (last.status, last.sha256) == (status, sha256)
        )
        self._db.execute(
            """
            INSERT INTO robots (host, fetched_at, checked_at, expires_at, status, sha256, body)
            VALUES (:origin, :fetched_at, :now, :expires_at, :status, :sha256, :body)
            ON CONFLICT (host, fetched_at) DO UPDATE SET
                checked_at = max(checked_at, excluded.checked_at), expires_at = excluded.expires_at,
                status = excluded.status, sha256 = excluded.sha256, body = excluded.body
            """,
            {
                "origin": origin,
                "fetched_at": last.fetched_at if last is not None and same else utc_text(now),
                "now": utc_text(now),
                "expires_at": utc_text(now + life),
                "status": status,
                "sha256": sha256,
                "body": body,
            },
        )

    def _last(self, origin: str) -> _Version | None:
        row = self._db.execute(
            "SELECT fetched_at, status, sha256 FROM robots WHERE host = :origin ORDER BY fetched_at DESC LIMIT 1",
            {"origin": origin},
        ).fetchone()
        return _Version(*row) if row is not None else None
