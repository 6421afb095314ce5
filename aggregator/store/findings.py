"""What is or was wrong with sources: each opened once while it lasts, and kept for ever."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import dataclass
from typing import Literal

from aggregator.store.moments import read_utc, utc_text

FindingKind = Literal["trap", "wall", "flood"]
"""Which check found it.

    trap   addresses of one form that only waste requests
    wall   one text under many addresses: a consent, login or error page in the place of articles
    flood  more unknown addresses than a source ever has in a day
"""

LONGEST = 500
"""Characters of an evidence: it names an address or two, and addresses may be as long as they like."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is or was wrong with a source."""

    source_id: str
    kind: str
    since: dt.datetime
    evidence: str
    """What shows it, in a sentence; begins with what it is about, where a source may have several of a kind."""

    until: dt.datetime | None = None
    """When it ended; None while it lasts."""


class Findings:
    """The table `findings`, inside whatever transaction is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Work on `connection`; transactions are the caller's."""
        self._db = connection

    def open(self, source_id: str, kind: str, evidence: str, now: dt.datetime, *, about: str = "") -> Finding | None:
        """Note that something is wrong; return it, or None where that is known already.

        `about` is what of the source is meant (an address, a form of addresses): of a kind, each of these
        is open once at a time. It becomes the beginning of the evidence.
        """
        about = about[: LONGEST // 2]
        if self._of(source_id, kind, about):
            return None
        text = (f"{about}: {evidence}" if about else evidence)[:LONGEST]
        self._db.execute(
            "INSERT INTO findings (source_id, kind, since, evidence) VALUES (:source_id, :kind, :now, :evidence)",
            {"source_id": source_id, "kind": kind, "now": utc_text(now), "evidence": text},
        )
        return Finding(source_id=source_id, kind=kind, since=now, evidence=text)

    def end(self, source_id: str, kind: str, now: dt.datetime, *, about: str = "") -> bool:
        """Note that what was wrong about `about`, or all of its kind without one, is over; return whether it was."""
        ended = self._of(source_id, kind, about[: LONGEST // 2])
        self._db.executemany("UPDATE findings SET until = ? WHERE id = ?", [(utc_text(now), one) for one in ended])
        return bool(ended)

    def of(self, source_id: str, *, ended: bool = False) -> list[Finding]:
        """Return what is wrong with a source, and with `ended` also what was, the oldest first."""
        rows = self._db.execute(
            """
            SELECT kind, since, evidence, until FROM findings
            WHERE source_id = :source_id AND (:ended OR until IS NULL) ORDER BY id
            """,
            {"source_id": source_id, "ended": ended},
        )
        return [
            Finding(
                source_id=source_id,
                kind=kind,
                since=read_utc(since),
                evidence=evidence,
                until=read_utc(until) if until is not None else None,
            )
            for kind, since, evidence, until in rows
        ]

    def _of(self, source_id: str, kind: str, about: str) -> list[int]:
        """Return the numbers of the open findings of a kind that are about `about`."""
        rows = self._db.execute(
            """
            SELECT id FROM findings WHERE source_id = :source_id AND kind = :kind AND until IS NULL
                AND (:about = '' OR substr(evidence, 1, length(:about) + 2) = :about || ': ')
            """,
            {"source_id": source_id, "kind": kind, "about": about},
        )
        return [number for (number,) in rows]
