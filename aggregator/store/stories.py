"""Which articles tell which story, written."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable

from aggregator.dedup.stories import Member, origin, places
from aggregator.store.moments import read_utc, utc_text

MOST_PLACED = 200
"""Members of a story whose places are reckoned anew when one comes or changes; in larger stories (a
nation's agency on its whole local press) the newest so many and the origin are."""

MOST_ADDRESSES = 20
"""Addresses of one member that are looked at."""


class Stories:
    """The tables `stories` and `story_articles`, inside whatever transaction is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Work on `connection`; transactions are the caller's."""
        self._db = connection

    def make(self, now: dt.datetime) -> int:
        """Make a story without articles; return its id."""
        story_id = self._db.execute("INSERT INTO stories (made_at) VALUES (:now)", {"now": utc_text(now)}).lastrowid
        assert story_id is not None
        return story_id

    def enter(self, story_id: int, article_id: int) -> None:
        """Enter an article as the only one of its story."""
        self._db.execute(
            """
            INSERT INTO story_articles (story_id, article_id, relation, share)
            VALUES (:story_id, :article_id, 'origin', 1.0)
            """,
            {"story_id": story_id, "article_id": article_id},
        )

    def join(self, article_id: int, story_id: int, merged: Iterable[int]) -> set[int]:
        """Bring an article and whole stories into `story_id`; return the articles whose story has changed."""
        moved: set[int] = set()
        for loser in {*merged, self.of(article_id)} - {story_id}:
            members = [
                one
                for (one,) in self._db.execute(
                    "SELECT article_id FROM story_articles WHERE story_id = :loser", {"loser": loser}
                )
            ]
            both = {"loser": loser, "winner": story_id}
            self._db.execute("UPDATE articles SET story_id = :winner WHERE story_id = :loser", both)
            self._db.execute(
                "UPDATE story_articles SET story_id = :winner, relation = 'copy' WHERE story_id = :loser", both
            )
            self._db.execute("UPDATE stories SET merged_into = :winner WHERE merged_into = :loser OR id = :loser", both)
            moved.update(members)
        self._db.execute(
            """
            INSERT INTO story_articles (story_id, article_id, relation, share)
            VALUES (:story_id, :article_id, 'copy', 0.0) ON CONFLICT DO NOTHING
            """,
            {"story_id": story_id, "article_id": article_id},
        )
        return moved

    def of(self, article_id: int) -> int:
        """Return the main story of an article."""
        (story_id,) = self._db.execute("SELECT story_id FROM articles WHERE id = :id", {"id": article_id}).fetchone()
        return int(story_id)

    def size(self, story_id: int) -> int:
        """Return how many articles a story has: 0, 1, or 2 for more."""
        (size,) = self._db.execute(
            "SELECT count(*) FROM (SELECT 1 FROM story_articles WHERE story_id = :id LIMIT 2)", {"id": story_id}
        ).fetchone()
        return int(size)

    def move(self, article_id: int, story_id: int) -> set[int]:
        """Take one article out of its story and into another; return the articles whose place is another now."""
        own = self.of(article_id)
        both = {"id": article_id, "story_id": story_id}
        self._db.execute("DELETE FROM story_articles WHERE article_id = :id", both)
        self._db.execute("UPDATE articles SET story_id = :story_id WHERE id = :id", both)
        self._db.execute(
            """
            INSERT INTO story_articles (story_id, article_id, relation, share) VALUES (:story_id, :id, 'copy', 0.0)
            """,
            both,
        )
        if own != story_id:
            self.close_empty(own, story_id)
        return self.place(own) | self.place(story_id, [article_id]) | {article_id}

    def place(self, story_id: int, changed: Iterable[int] = ()) -> set[int]:
        """Reckon anew which article is the origin and what the others are; return those whose relation changed.

        `changed` are the articles that came, or whose text changed; while the origin stays the same, only
        their places are reckoned. The result depends on what is stored, not on the order in which it came.
        """
        members = self._members(story_id)
        if not members:
            return set()
        before = dict(
            self._db.execute(
                "SELECT article_id, relation FROM story_articles WHERE story_id = :id", {"id": story_id}
            ).fetchall()
        )
        first = origin(members)
        moved = set(changed)
        if before.get(first) == "origin" and first not in moved and list(before.values()).count("origin") == 1:
            members = [one for one in members if one.article_id in moved or one.article_id == first]
        told: set[int] = set()
        for place in places(members):
            self._db.execute(
                """
                UPDATE story_articles SET relation = :relation, share = :share
                WHERE story_id = :story_id AND article_id = :article_id AND (relation <> :relation OR share <> :share)
                """,
                {
                    "story_id": story_id,
                    "article_id": place.article_id,
                    "relation": place.relation,
                    "share": place.share,
                },
            )
            if before[place.article_id] != place.relation:
                told.add(place.article_id)
        return told

    def close_empty(self, story_id: int, into: int) -> None:
        """Note that a story without articles is a part of another one."""
        self._db.execute(
            """
            UPDATE stories SET merged_into = :into
            WHERE (id = :id OR merged_into = :id) AND id <> :into
                AND NOT EXISTS (SELECT 1 FROM story_articles WHERE story_id = :id)
            """,
            {"id": story_id, "into": into},
        )

    def _members(self, story_id: int) -> list[Member]:
        rows = self._db.execute(
            f"""
            SELECT a.id, a.source_id, coalesce(s.organisation_id, json_extract(s.publisher, '$.name'), s.name),
                a.points_to, a.published_at, a.first_seen_at, a.title, a.body,
                (SELECT json_group_array(coalesce(t.organisation_id, t.name)) FROM attributions AS t
                    WHERE t.article_id = a.id AND t.role = 'wire'),
                (SELECT json_group_array(u.url)
                    FROM (SELECT url FROM article_urls WHERE article_id = a.id LIMIT {MOST_ADDRESSES}) AS u)
            FROM story_articles AS m
            JOIN articles AS a ON a.id = m.article_id
            JOIN sources AS s ON s.id = a.source_id
            WHERE m.story_id = :id
            ORDER BY m.relation <> 'origin', a.id DESC LIMIT {MOST_PLACED}
            """,
            {"id": story_id},
        )
        return [
            Member(
                article_id=row[0],
                source_id=row[1],
                publisher=row[2],
                points_to=row[3],
                published_at=read_utc(row[4]) if row[4] is not None else None,
                first_seen_at=read_utc(row[5]),
                title=row[6] or "",
                text=row[7],
                wires=tuple(json.loads(row[8])),
                addresses=tuple(json.loads(row[9])),
            )
            for row in rows
        ]
