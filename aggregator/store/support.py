"""Confidence of stored attributions, raised or lowered by what the file knows beside their page."""

from __future__ import annotations

import functools
import json
import sqlite3
from collections.abc import Callable
from typing import Final

from aggregator.article import Attribution
from aggregator.attribution.support import Copy, Custom, Reason, from_copies, from_custom, weighed
from aggregator.habits import Habits

Ask = dict[str, Callable[[Attribution], Reason | None]]
"""Sort of a reason → what is asked for it."""

MOST_COPIES: Final = 50
"""Articles of a story that are asked: a nation's agency is on its whole local press."""


class Support:
    """The table `attribution_support` and what it does to confidences, inside whatever transaction is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Work on `connection`; transactions are the caller's."""
        self._db = connection

    def weigh(self, article_id: int, habits: Habits, *, story: bool) -> None:
        """Weigh the credits of an article that was just written.

        `habits` is what earlier ones of its source taught; `story`: whether its story has changed, so that the other
        articles in it are weighed as well.
        """
        custom = Custom(credits=habits.credits, weight=habits.weight)
        members = self._members(article_id)
        for number, copy in members.items():
            others = [other for other in members.values() if other.source != copy.source]
            asked: Ask = {"copies": functools.partial(from_copies, copies=others)}
            if number == article_id:
                self._reweigh(number, asked | {"custom": functools.partial(from_custom, custom=custom)})
            elif story and copy.wires:
                self._reweigh(number, asked)

    def _members(self, article_id: int) -> dict[int, Copy]:
        """Return the articles of the story of an article, itself among them."""
        return {
            number: Copy(source=source, organisation_id=organisation_id, url=url, wires=tuple(json.loads(wires)))
            for number, source, organisation_id, url, wires in self._db.execute(
                _MEMBERS, {"id": article_id, "most": MOST_COPIES}
            )
        }

    def _reweigh(self, article_id: int, asked: Ask) -> None:
        """Ask for the reasons of these sorts, and leave those of the others as they are."""
        for number, role, name, entity, organisation_id, confidence, page, because in self._db.execute(
            _CREDITS, {"id": article_id}
        ).fetchall():
            page = confidence if page is None else page
            before = [Reason(*one) for one in json.loads(because or "[]")]
            one = Attribution(
                role=role,
                name=name,
                as_written=name,
                evidence="",
                found_in="body",
                confidence=page,
                entity=entity,
                organisation_id=organisation_id,
            )
            found = [reason for ask in asked.values() if (reason := ask(one)) is not None]
            reasons = [reason for reason in before if reason.of not in asked] + found
            if reasons != before:
                self._write(number, page, reasons)

    def _write(self, number: int, page: float, reasons: list[Reason]) -> None:
        values = {
            "id": number,
            "page": page,
            "confidence": weighed(page, reasons) if reasons else page,
            "because": json.dumps(reasons, ensure_ascii=False),
        }
        self._db.execute("UPDATE attributions SET confidence = :confidence WHERE id = :id", values)
        if not reasons:
            self._db.execute("DELETE FROM attribution_support WHERE attribution_id = :id", values)
            return
        self._db.execute(
            """
            INSERT INTO attribution_support (attribution_id, page_confidence, because) VALUES (:id, :page, :because)
            ON CONFLICT (attribution_id) DO UPDATE SET because = excluded.because
            """,
            values,
        )


_CREDITS: Final = """
    SELECT t.id, t.role, t.name, t.entity, t.organisation_id, t.confidence, s.page_confidence, s.because
    FROM attributions AS t LEFT JOIN attribution_support AS s ON s.attribution_id = t.id
    WHERE t.article_id = :id AND t.role IN ('wire', 'photo') ORDER BY t.id
"""

_MEMBERS: Final = """
    SELECT a.id, a.source_id, s.organisation_id, a.url,
        (SELECT json_group_array(coalesce(t.organisation_id, t.name)) FROM attributions AS t
            WHERE t.article_id = a.id AND t.role = 'wire')
    FROM articles AS me
    JOIN story_articles AS m ON m.story_id = me.story_id
    JOIN articles AS a ON a.id = m.article_id
    JOIN sources AS s ON s.id = a.source_id
    WHERE me.id = :id ORDER BY m.relation <> 'origin', a.id <> :id, a.id DESC LIMIT :most
"""
