"""Texts that stand in the place of articles at a source: told apart from articles, remembered, and taken out again."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable

from aggregator.capture import Capture
from aggregator.dedup.decide import Known
from aggregator.dedup.walls import ENOUGH, Shown, is_wall, signature
from aggregator.store.articles import day_number, unpack
from aggregator.store.frontier import FIRST_PAUSE, address_key
from aggregator.store.moments import read_utc, utc_text
from aggregator.store.stories import Stories

REMEMBERED = dt.timedelta(days=30)
"""How long a text is taken for a wall once it was found to be one. Then it has to be found again: a mistake passes."""

MOST_ADDRESSES = 40
"""Addresses of one article that are looked at."""

_HANGING_ON_IT = ("article_tags", "article_authors", "attributions", "images", "article_urls")

_PREFIX = "wall: "
"""Of the rows of `moulds` in which the signatures of walls are kept."""


class Walls:
    """What is known of the walls of sources, inside whatever transaction is open."""

    def __init__(self, connection: sqlite3.Connection, stories: Stories) -> None:
        """Work on `connection`; transactions are the caller's."""
        self._db = connection
        self._stories = stories
        self._has_any: dict[str, bool] = {}
        """Source id → whether walls of it are remembered: most have none, and their texts need no signature."""

    def is_known(self, capture: Capture, *, now: dt.datetime) -> bool:
        """Return whether the text of a capture is one that was found to be a wall of its source."""
        if not self._remembers(capture.source_id) or (key := _key(capture)) is None:
            return False
        row = self._db.execute(
            "SELECT closed_at FROM moulds WHERE source_id = :source_id AND mould = :key",
            {"source_id": capture.source_id, "key": key},
        ).fetchone()
        if row is None or row[0] is None or read_utc(row[0]) + REMEMBERED < now:
            return False
        self._db.execute(
            "UPDATE moulds SET asked = asked + 1 WHERE source_id = :source_id AND mould = :key",
            {"source_id": capture.source_id, "key": key},
        )
        return True

    def find(self, capture: Capture, candidates: Iterable[Known]) -> list[Shown] | None:
        """Return the stored articles whose text is the wall that a capture has run into; None where it is none."""
        shown = [
            Shown(
                article_id=one.article_id,
                article=one.article,
                addresses=self._fetched(one.article_id),
                told=self._is_told(one.article_id),
            )
            for one in candidates
            if one.source_id == capture.source_id
        ]
        addresses = {capture.url, *(address for one in shown for address in one.addresses)}
        if len(addresses) < ENOUGH or _key(capture) is None or not is_wall(capture, shown):
            return None
        ours = _key(capture)
        return [one for one in shown if f"{_PREFIX}{signature(one.article.body)}" == ours]

    def remember(self, capture: Capture, reason: str, *, now: dt.datetime) -> None:
        """Take this text for a wall from now on."""
        if (key := _key(capture)) is not None:
            self._has_any[capture.source_id] = True
            self._db.execute(
                """
                INSERT INTO moulds (source_id, mould, asked, closed_at, reason)
                VALUES (:source_id, :key, 1, :now, :reason)
                ON CONFLICT (source_id, mould) DO UPDATE SET asked = asked + 1, closed_at = :now, reason = :reason
                """,
                {"source_id": capture.source_id, "key": key, "now": utc_text(now), "reason": reason},
            )

    def _remembers(self, source_id: str) -> bool:
        if source_id not in self._has_any:
            row = self._db.execute(
                "SELECT 1 FROM moulds WHERE source_id = :id AND mould >= :prefix AND mould < 'wall;' LIMIT 1",
                {"id": source_id, "prefix": _PREFIX},
            ).fetchone()
            self._has_any[source_id] = row is not None
        return self._has_any[source_id]

    def take_out(self, article_id: int, reason: str, *, now: dt.datetime) -> bool:
        """Take an article out that never was one, and let its addresses be tried again; return whether it was.

        An article that had another text before keeps what it has: it is one, and its next visit mends it.
        """
        self._try_again(article_id, reason, now=now)
        (revision,) = self._db.execute("SELECT revision FROM articles WHERE id = :id", {"id": article_id}).fetchone()
        if revision > 1:
            return False
        self._erase(article_id, now)
        self._leave_story(article_id)
        return True

    def _try_again(self, article_id: int, reason: str, *, now: dt.datetime) -> None:
        self._db.execute(
            """
            UPDATE frontier SET state = iif(visits > 0, 'waiting', state), attempts = 1, outcome = 'no_article',
                next_at = iif(visits > 0, :next_at, next_at), reason = :reason, etag = NULL, last_modified = NULL
            WHERE article_id = :id
            """,
            {"id": article_id, "next_at": utc_text(now + FIRST_PAUSE), "reason": reason},
        )

    def _erase(self, article_id: int, now: dt.datetime) -> None:
        """Remove a text and all that hangs on it; the article's number and its history in the change feed stay.

        Its addresses are free again: what is found there next is another article.
        """
        one = {"id": article_id, "now": utc_text(now)}
        sort_at, shingles = self._db.execute("SELECT sort_at, shingles FROM articles WHERE id = :id", one).fetchone()
        self._db.executemany(
            "DELETE FROM fingerprints WHERE day = ? AND key = ? AND article_id = ?",
            [(day_number(sort_at), key, article_id) for key in unpack(shingles)],
        )
        self._db.execute(
            """
            INSERT INTO articles_fts (articles_fts, rowid, title, summary, body, search_text)
            SELECT 'delete', id, title, summary, body, search_text FROM articles WHERE id = :id
            """,
            one,
        )
        self._db.execute(
            """
            UPDATE articles SET status = 'erased', status_at = :now, url = url || '#' || uid, title = NULL,
                summary = NULL, body = '', section = NULL, dateline = NULL, image_url = NULL, publisher = NULL,
                points_to = NULL, word_count = 0, char_count = 0, shingles = x'', search_text = NULL
            WHERE id = :id
            """,
            one,
        )
        self._db.execute(
            """
            INSERT INTO articles_fts (rowid, title, summary, body, search_text)
            SELECT id, title, summary, body, search_text FROM articles WHERE id = :id
            """,
            one,
        )
        self._db.execute(
            """
            UPDATE revisions SET title = NULL, summary = NULL, body = NULL, blocks = '[]', provenance = '{}',
                earlier_summaries = NULL
            WHERE article_id = :id
            """,
            one,
        )
        for table in _HANGING_ON_IT:
            self._db.execute(f"DELETE FROM {table} WHERE article_id = :id", one)
        self._db.execute("UPDATE frontier SET article_id = NULL WHERE article_id = :id", one)

    def _leave_story(self, article_id: int) -> None:
        """Take an erased article out of its story; a story that has no other one keeps it, and nobody sees it."""
        story_id, others = self._db.execute(
            """
            SELECT a.story_id, (SELECT count(*) FROM story_articles AS m
                WHERE m.story_id = a.story_id AND m.article_id <> a.id)
            FROM articles AS a WHERE a.id = :id
            """,
            {"id": article_id},
        ).fetchone()
        if others:
            self._db.execute("DELETE FROM story_articles WHERE article_id = :id", {"id": article_id})
            self._stories.place(story_id)

    def _fetched(self, article_id: int) -> tuple[str, ...]:
        """Return the addresses of an article that were asked for themselves; what pages only claim is no evidence."""
        urls = [
            url
            for (url,) in self._db.execute(
                f"SELECT url FROM article_urls WHERE article_id = :id LIMIT {MOST_ADDRESSES}", {"id": article_id}
            )
        ]
        return tuple(url for url in urls if self._was_fetched(url))

    def _is_told(self, article_id: int) -> bool:
        row = self._db.execute(
            "SELECT 1 FROM article_urls WHERE article_id = :id AND via IN ('feed', 'news_sitemap') LIMIT 1",
            {"id": article_id},
        ).fetchone()
        return row is not None

    def _was_fetched(self, url: str) -> bool:
        row = self._db.execute("SELECT visits FROM frontier WHERE key = :key", {"key": address_key(url)}).fetchone()
        return row is not None and row[0] > 0


def _key(capture: Capture) -> str | None:
    found = signature(capture.article.body) if capture.article is not None else None
    return f"{_PREFIX}{found}" if found is not None else None
