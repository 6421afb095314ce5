"""Every version of each site's robots.txt, and when it was seen."""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3

from aggregator.store.moments import utc_text


class Robots:
    """The table `robots`, inside whatever transaction is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Work on `connection`; transactions are the caller's."""
        self._db = connection

    def saw(self, origin: str, body: bytes, *, status: int, now: dt.datetime) -> None:
        """Note what `origin` (`https://www.example.com`) answered; the same as last time is only dated anew."""
        values = {
            "origin": origin,
            "now": utc_text(now),
            "status": status,
            "sha256": hashlib.sha256(body).hexdigest(),
            "body": body,
        }
        last = self._db.execute(
            "SELECT sha256, fetched_at FROM robots WHERE host = :origin ORDER BY fetched_at DESC LIMIT 1", values
        ).fetchone()
        if last is not None and last[0] == values["sha256"]:
            self._db.execute(
                """
                UPDATE robots SET checked_at = max(checked_at, :now), status = :status
                WHERE host = :origin AND fetched_at = :fetched_at
                """,
                values | {"fetched_at": last[1]},
            )
            return
        self._db.execute(
            """
            INSERT INTO robots (host, fetched_at, checked_at, status, sha256, body)
            VALUES (:origin, :now, :now, :status, :sha256, :body)
            ON CONFLICT (host, fetched_at) DO UPDATE SET
                checked_at = excluded.checked_at, status = excluded.status,
                sha256 = excluded.sha256, body = excluded.body
            """,
            values,
        )
