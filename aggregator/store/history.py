"""Runs with their counts, and what was looked at day by day."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import dataclass, fields

from aggregator.run import Counts, RunOutcome
from aggregator.scheduling.interval import MEMORY, Visit
from aggregator.store.leases import Owner
from aggregator.store.moments import read_utc, utc_text

COUNTS = tuple(field.name for field in fields(Counts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One harvest of one source."""

    id: int
    source_id: str
    started_at: dt.datetime
    finished_at: dt.datetime | None
    outcome: RunOutcome
    reason: str | None
    counts: Counts


class Coverage:
    """The table `coverage`, inside whatever transaction is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Work on `connection`; transactions are the caller's."""
        self._db = connection

    def add(
        self,
        source_id: str,
        now: dt.datetime,
        *,
        visits: int = 0,
        candidates: int = 0,
        stored: int = 0,
        refused: int = 0,
        failed: int = 0,
        possible_gap: bool = False,
    ) -> None:
        """Add to the counts of a source on the day of `now`."""
        self._db.execute(
            """
            INSERT INTO coverage (source_id, day, visits, candidates, stored, refused, failed, possible_gap)
            VALUES (:source_id, :day, :visits, :candidates, :stored, :refused, :failed, :possible_gap)
            ON CONFLICT (source_id, day) DO UPDATE SET
                visits = visits + excluded.visits, candidates = candidates + excluded.candidates,
                stored = stored + excluded.stored, refused = refused + excluded.refused,
                failed = failed + excluded.failed, possible_gap = max(possible_gap, excluded.possible_gap)
            """,
            {
                "source_id": source_id,
                "day": utc_text(now)[:10],
                "visits": visits,
                "candidates": candidates,
                "stored": stored,
                "refused": refused,
                "failed": failed,
                "possible_gap": possible_gap,
            },
        )


class Runs:
    """The table `runs`, inside whatever transaction is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Work on `connection`; transactions are the caller's."""
        self._db = connection

    def begin(self, source_id: str, owner: Owner, now: dt.datetime) -> int:
        """Note that a run of a source begins; return its id. Runs that died on the way are ended."""
        self._db.execute(
            """
            UPDATE runs SET outcome = 'interrupted', finished_at = :now, reason = 'its process ended'
            WHERE source_id = :source_id AND outcome = 'running'
            """,
            {"source_id": source_id, "now": utc_text(now)},
        )
        cursor = self._db.execute(
            """
            INSERT INTO runs (source_id, started_at, outcome, owner) VALUES (:source_id, :now, 'running', :owner)
            """,
            {"source_id": source_id, "now": utc_text(now), "owner": owner.json()},
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def end(
        self, run_id: int, outcome: RunOutcome, counts: Counts, now: dt.datetime, reason: str | None = None
    ) -> None:
        """Note how a run ended."""
        self._db.execute(
            f"""
            UPDATE runs SET finished_at = :now, outcome = :outcome, reason = :reason,
                {", ".join(f"{name} = :{name}" for name in COUNTS)}
            WHERE id = :run_id
            """,
            {"run_id": run_id, "outcome": outcome, "reason": reason, "now": utc_text(now)}
            | {name: getattr(counts, name) for name in COUNTS},
        )

    def found_unknown(self, run_id: int | None, number: int) -> None:
        """Count addresses that a run saw first."""
        self._db.execute("UPDATE runs SET unknown = unknown + :number WHERE id = :id", {"id": run_id, "number": number})

    def source_of(self, run_id: int) -> tuple[str, dt.timedelta | None]:
        """Return the source of a run, and the pause between two harvests that its file asks for."""
        source_id, seconds = self._db.execute(
            """
            SELECT r.source_id, s.interval_seconds FROM runs AS r JOIN sources AS s ON s.id = r.source_id
            WHERE r.id = :id
            """,
            {"id": run_id},
        ).fetchone()
        return source_id, dt.timedelta(seconds=seconds) if seconds is not None else None

    def visits(self, source_id: str, now: dt.datetime) -> list[Visit]:
        """Return the ended runs of a source that still say something of its rhythm, oldest first."""
        rows = self._db.execute(
            """
            SELECT finished_at, candidates, unknown, outcome = 'failed' FROM runs
            WHERE source_id = :source_id AND started_at >= :since AND outcome IN ('finished', 'failed')
            ORDER BY id
            """,
            {"source_id": source_id, "since": utc_text(now - MEMORY)},
        )
        return [
            Visit(at=read_utc(at), entries=entries, new=unknown, failed=bool(failed))
            for at, entries, unknown, failed in rows
        ]


def read_runs(connection: sqlite3.Connection, *, source_id: str | None = None, limit: int = 50) -> list[Run]:
    """Return runs, the newest first."""
    rows = connection.execute(
        f"""
        SELECT id, source_id, started_at, finished_at, outcome, reason, {", ".join(COUNTS)}
        FROM runs WHERE :source_id IS NULL OR source_id = :source_id
        ORDER BY id DESC LIMIT :limit
        """,
        {"source_id": source_id, "limit": limit},
    )
    return [
        Run(
            id=row[0],
            source_id=row[1],
            started_at=read_utc(row[2]),
            finished_at=read_utc(row[3]) if row[3] is not None else None,
            outcome=row[4],
            reason=row[5],
            counts=Counts(**dict(zip(COUNTS, row[6:], strict=True))),
        )
        for row in rows
    ]
