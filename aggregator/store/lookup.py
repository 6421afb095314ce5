"""What is stored that a capture may be: the candidates that `dedup.decide` chooses from."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Mapping

from aggregator.article import Article
from aggregator.capture import Keys
from aggregator.dedup import decide
from aggregator.dedup.decide import AddressMatch, Known
from aggregator.store.articles import day_number, unpack
from aggregator.store.candidates import read_when
from aggregator.store.frontier import address_key, plain_address
from aggregator.store.moments import read_utc
from aggregator.store.stored import read_blocks, stored_article

WINDOW = decide.WINDOW.days + 1
"""Days before and after an article within which copies of its text are looked for: as far as the decision
lets a story reach, and one, for days begin at other moments elsewhere."""

FEWEST_SHARED = 2
"""Sampled hashes that two texts share, at least, to be compared at all: one may be a phrase of every day."""

MOST_BY_TEXT = 20
"""Articles that are compared because of their text. More do not tell more: they are one story then."""

MOST_HITS = 5_000
"""Rows of the index that are looked at for one article: bounds the work that a flood of alike texts makes."""

WATCHED = 500
"""Newest articles of a source by which its habit of editing is judged: days of a big source, years of a small one."""

MOST_ADDRESSES = 20
"""Addresses of one article that are handed to the decision."""

_IN_USE = "status IN ('live', 'gone', 'moved', 'pruned')"


class Lookup:
    """Questions about what is stored, inside whatever transaction is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Ask `connection`."""
        self._db = connection

    def by_address(
        self, urls: Mapping[str, AddressMatch], keyed: Mapping[str, AddressMatch]
    ) -> dict[int, AddressMatch]:
        """Return the articles that normalised addresses (`urls`) or address keys (`keyed`) lead to.

        Where several lead to one, the strongest match: asked, then answered, then claimed.
        """
        found: list[tuple[int, AddressMatch]] = []
        for url, article_id in self._db.execute(
            f"SELECT url, article_id FROM article_urls WHERE url IN ({_marks(urls)})",
            list(urls),
        ):
            found.append((article_id, urls[url]))
        for key, article_id in self._db.execute(
            f"SELECT key, article_id FROM frontier WHERE key IN ({_marks(keyed)}) AND article_id IS NOT NULL",
            list(keyed),
        ):
            found.append((article_id, keyed[key]))
        strength: dict[AddressMatch, int] = {"asked": 0, "answered": 1, "claimed": 2}
        best: dict[int, AddressMatch] = {}
        for article_id, match in sorted(found, key=lambda one: strength[one[1]]):
            best.setdefault(article_id, match)
        return best

    def article_at(self, url: str) -> int | None:
        """Return the article that an address leads to, in whatever spelling; None where there is none."""
        found = self.by_address({plain_address(url): "asked"}, {address_key(url): "asked"})
        return next(iter(found), None)

    def edited(self, source_id: str) -> tuple[int, int]:
        """Return how many of a source's newest articles its publisher has revised, and how many were seen again."""
        row = self._db.execute(
            """
            SELECT count(*) FILTER (WHERE EXISTS (
                       SELECT 1 FROM revisions AS r WHERE r.article_id = a.id AND r.cause = 'publisher')),
                   count(*) FILTER (WHERE a.last_seen_at > a.first_seen_at)
            FROM (SELECT id, first_seen_at, last_seen_at FROM articles
                WHERE source_id = :source_id ORDER BY sort_at DESC LIMIT :most) AS a
            """,
            {"source_id": source_id, "most": WATCHED},
        ).fetchone()
        return int(row[0]), int(row[1])

    def by_text(self, keys: Keys, sort_at: str) -> list[int]:
        """Return articles with the same text, then those that share most of the sampled hashes."""
        same = [
            article_id
            for (article_id,) in self._db.execute(
                f"SELECT id FROM articles WHERE content_hash = :hash AND {_IN_USE} ORDER BY id LIMIT {MOST_BY_TEXT}",
                {"hash": keys.content_hash},
            )
        ]
        shingles = keys.shingles
        if not shingles:
            return same
        day = day_number(sort_at)
        days = range(day - WINDOW, day + WINDOW + 1)
        alike = self._db.execute(
            f"""
            SELECT article_id, count(*) AS shared FROM (
                SELECT article_id FROM fingerprints
                WHERE day IN ({_marks(days)}) AND key IN ({_marks(shingles)})
                LIMIT {MOST_HITS})
            GROUP BY article_id HAVING shared >= {min(FEWEST_SHARED, len(shingles))}
            ORDER BY shared DESC, article_id LIMIT {MOST_BY_TEXT}
            """,
            [*days, *shingles],
        )
        return list(dict.fromkeys([*same, *(article_id for article_id, _ in alike)]))

    def known(self, article_id: int, address: AddressMatch | None) -> Known | None:
        """Return an article as the decision wants to see it; None where it is no longer in use."""
        row = self._db.execute(
            f"""
            SELECT a.source_id, a.story_id, a.content_hash, a.shingles, a.first_seen_at, a.title, a.body, a.language,
                a.kind, a.url, a.published_local, r.blocks, r.reader, c.reader, c.rules_hash, c.raw_sha256
            FROM articles AS a
            JOIN revisions AS r ON r.article_id = a.id AND r.revision = a.revision
            LEFT JOIN captures AS c ON c.id = r.capture_id
            WHERE a.id = :id AND a.{_IN_USE}
            """,
            {"id": article_id},
        ).fetchone()
        if row is None:
            return None
        if address is not None:
            article = stored_article(self._db, article_id)
            assert article is not None
        else:
            article = Article(
                url=row[9],
                canonical_url=row[9],
                kind=row[8],
                title=row[5],
                blocks=read_blocks(row[6], row[11]),
                language=row[7],
                published_at=read_when(row[10]),
                reader=row[12],
            )
        addresses = self._db.execute(
            f"SELECT url FROM article_urls WHERE article_id = :id LIMIT {MOST_ADDRESSES}", {"id": article_id}
        )
        return Known(
            article_id=article_id,
            source_id=row[0],
            story_id=row[1],
            article=article,
            keys=Keys(content_hash=row[2], shingles=unpack(row[3])),
            first_seen_at=read_utc(row[4]),
            address=address,
            reader=row[13] or row[12],
            rules_hash=row[14],
            raw_sha256=row[15],
            addresses=tuple(dict.fromkeys([row[9], *(url for (url,) in addresses)])),
        )


def sort_moment(published_at: str | None, first_seen_at: dt.datetime | str) -> str:
    """Return `articles.sort_at`: the publication, or the first sight where that is missing or later."""
    seen = first_seen_at if isinstance(first_seen_at, str) else first_seen_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    return min(published_at or seen, seen)


def _marks(values: object) -> str:
    return ",".join("?" * len(values))  # type: ignore[arg-type]  # anything with a length
