"""Runs with their counts, and what was looked at day by day."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import groupby

from aggregator.run import Counts, RunOutcome
from aggregator.scheduling.budget import AGAIN, price_of
from aggregator.scheduling.interval import MEMORY, PRICE, Visit
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

    def candidates(self, source_id: str, now: dt.datetime) -> int:
        """Return how many unknown addresses a source has brought on the day of `now`."""
        row = self._db.execute(
            "SELECT candidates FROM coverage WHERE source_id = :source_id AND day = :day",
            {"source_id": source_id, "day": utc_text(now)[:10]},
        ).fetchone()
        return row[0] if row is not None else 0


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
                AND documents > 0 -- not where single articles were asked for
            ORDER BY id
            """,
            {"source_id": source_id, "since": utc_text(now - MEMORY)},
        )
        return [_visit(*row) for row in rows]

    def price(self, now: dt.datetime) -> float:
        """Return the price of a visit (see `scheduling.budget`), made anew once it is older than `AGAIN`.

        It stands in `meta` as `visit_price`: all processes go by the same one, and one of them makes it.
        """
        row = self._db.execute("SELECT value FROM meta WHERE key = 'visit_price'").fetchone()
        if row is not None:
            last = json.loads(row[0])
            if dt.timedelta(0) <= now - read_utc(last["at"]) < AGAIN:
                return float(last["price"])
        price = price_of(self._histories(now), now=now) or PRICE
        self._db.execute(
            """
            INSERT INTO meta (key, value) VALUES ('visit_price', :value)
            ON CONFLICT (key) DO UPDATE SET value = excluded.value
            """,
            {"value": json.dumps({"at": utc_text(now), "price": price})},
        )
        return price

    def _histories(self, now: dt.datetime) -> Iterator[list[Visit]]:
        """Yield the visits, as `visits` returns them, of every source that is due by the rhythm of its news."""
        rows = self._db.execute(
            """
            SELECT r.source_id, r.finished_at, r.candidates, r.unknown, r.outcome = 'failed'
            FROM sources AS s CROSS JOIN runs AS r ON r.source_id = s.id  -- CROSS: by the index, week by week
            WHERE s.registered = 1 AND s.removed_at IS NULL AND s.interval_seconds IS NULL
                AND (s.paused_until IS NULL OR s.paused_until <= :now)
                AND r.started_at >= :since AND r.outcome IN ('finished', 'failed') AND r.documents > 0
            ORDER BY s.id, r.started_at, r.id
            """,
            {"now": utc_text(now), "since": utc_text(now - MEMORY)},
        )
        for _, runs in groupby(rows, key=lambda row: row[0]):
            yield [_visit(*row) for _, *row in runs]


def _visit(at: str, entries: int, new: int, failed: int) -> Visit:
    # Not `read_utc`: a week of all sources has too many runs for what strptime takes.
    return Visit(at=dt.datetime.fromisoformat(at), entries=entries, new=new, failed=bool(failed))


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
