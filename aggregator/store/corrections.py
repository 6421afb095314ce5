"""The table `corrections`: what persons said of articles, in order."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from aggregator.corrections import MERGED, STORY, UNDO, Correction, in_force, undone
from aggregator.store.moments import read_utc, utc_text

LARGEST = 2**63 - 1
"""The largest number that a row can have."""

_COLUMNS = "id, article_id, field, was, now, reason, by, at"

_IN_FORCE = f"""
    NOT EXISTS (SELECT 1 FROM corrections AS u
        WHERE u.article_id = c.article_id AND u.field = '{UNDO}' AND CAST(u.was AS INTEGER) = c.id)
"""


class Corrections:
    """What persons said, inside whatever transaction is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Work on `connection`; transactions are the caller's."""
        self._db = connection

    def of(self, article_id: int) -> list[Correction]:
        """Return everything that was ever said of an article."""
        return read_corrections(self._db, article_id)

    def in_force(self, article_id: int) -> tuple[Correction, ...]:
        """Return what holds over every reading of an article."""
        return in_force(self.of(article_id))

    def get(self, number: int) -> Correction | None:
        """Return one correction; None where there is none of this number."""
        if number > LARGEST:
            return None
        row = self._db.execute(f"SELECT {_COLUMNS} FROM corrections WHERE id = :id", {"id": number}).fetchone()
        return None if row is None else _correction(row)

    def enter(
        self, article_id: int, field: str, was: Any, now: Any, *, reason: str, by: str | None, at: dt.datetime
    ) -> Correction:
        """Write down what a person said; nothing that was said is ever removed."""
        number = self._db.execute(
            """
            INSERT INTO corrections (article_id, field, was, now, reason, by, at)
            VALUES (:article_id, :field, :was, :now, :reason, :by, :at)
            """,
            {
                "article_id": article_id,
                "field": field,
                "was": _json(was),
                "now": _json(now),
                "reason": reason,
                "by": by,
                "at": utc_text(at),
            },
        ).lastrowid
        assert number is not None
        entered = self.get(number)
        assert entered is not None
        return entered

    def go_over(self, article_id: int, to: int, numbers: Iterable[int] | None = None) -> list[int]:
        """Make what was said of one article (all of it, or these corrections) said of another; return the numbers."""
        moved = [one.id for one in self.of(article_id)] if numbers is None else list(numbers)
        self._db.executemany(
            "UPDATE corrections SET article_id = :to WHERE id = :id", [{"to": to, "id": number} for number in moved]
        )
        return moved

    def placed(self, story_ids: Iterable[int]) -> set[int]:
        """Return those of the stories to which a person put an article, or for which one was taken out of another.

        Nothing but a person's word may make one story of such a one and another.
        """
        return {
            story_id
            for (story_id,) in self._db.execute(
                f"""
                SELECT DISTINCT a.story_id FROM corrections AS c JOIN articles AS a ON a.id = c.article_id
                WHERE a.story_id IN (SELECT value FROM json_each(:ids)) AND c.field = '{STORY}' AND {_IN_FORCE}
                """,
                {"ids": json.dumps(sorted(story_ids))},
            )
        }

    def apart(self, article_id: int, others: Iterable[int]) -> set[int]:
        """Return those of `others` of which a person said that they are not this article."""
        wanted = set(others)
        found = {other for other in _parted(self.of(article_id)) if other in wanted}
        return found | {other for other in wanted - found if article_id in _parted(self.of(other))}


def _parted(corrections: list[Correction]) -> set[int]:
    """Return the articles that were one with this, and were parted from it again."""
    gone = undone(corrections)
    holding = {one.now["article"] for one in corrections if one.field == MERGED and one.id not in gone}
    return {one.now["article"] for one in corrections if one.field == MERGED and one.id in gone} - holding


def read_corrections(connection: sqlite3.Connection, article_id: int | None = None) -> list[Correction]:
    """Return what was said of one article, or of all, in order."""
    rows = connection.execute(
        f"""
        SELECT {_COLUMNS} FROM corrections
        {"" if article_id is None else "WHERE article_id = :id"} ORDER BY id
        """,
        {"id": article_id},
    )
    return [_correction(row) for row in rows]


def _correction(row: tuple[Any, ...]) -> Correction:
    return Correction(
        id=row[0],
        article_id=row[1],
        field=row[2],
        was=json.loads(row[3]) if row[3] is not None else None,
        now=json.loads(row[4]) if row[4] is not None else None,
        reason=row[5],
        by=row[6],
        at=read_utc(row[7]),
    )


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
