"""Read-only questions that the command line and other readers ask."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, NamedTuple, Self

from aggregator.corrections import Correction
from aggregator.habits import Habits
from aggregator.row import Row
from aggregator.run import RunOutcome
from aggregator.store.changes import Change, Feed, read_changes, read_feed
from aggregator.store.connection import mapped_errors, open_reader
from aggregator.store.corrections import read_corrections
from aggregator.store.frontier import address_key
from aggregator.store.habits import read_habits
from aggregator.store.history import Run, read_runs
from aggregator.store.labels import Label, read_labels
from aggregator.store.moments import read_utc, utc_text
from aggregator.store.references import article_at
from aggregator.store.search import find
from aggregator.store.stored import stored_row

_HEADLINE = """
    a.id, a.uid, a.source_id, a.title, a.url, a.section, a.language, a.sort_at, a.status, a.word_count, a.story_id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """An article in one line."""

    article_id: int
    uid: str
    source_id: str
    title: str | None
    url: str
    section: str | None
    language: str | None
    at: dt.datetime
    """When it was published; when it was first seen where that is not known or later."""

    status: str
    word_count: int
    story_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One address of an article."""

    url: str
    kind: str
    """canonical, equal, asked, answered, alias, variant, moved."""

    via: str | None
    found_at: dt.datetime
    seen_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One text that an article had."""

    revision: int
    captured_at: dt.datetime
    cause: str | None
    """publisher, reader, person, unclear; None for the first."""

    title: str | None
    summary: str | None
    body: str
    edit: tuple[str, ...]
    """headline, body, addition, correction, retraction: what was different from the one before."""

    words_added: int | None
    words_removed: int | None
    reader: str
    is_newest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryMember:
    """One article of a story."""

    headline: Headline
    relation: str
    """origin, copy, update."""

    share: float
    """How much of the origin's text it carries, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One text and its copies, in order of time."""

    id: int
    made_at: dt.datetime
    members: tuple[StoryMember, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """A source and how it is doing."""

    id: str
    name: str
    homepage: str
    country: str | None
    languages: tuple[str, ...]
    kind: str | None
    groups: tuple[str, ...]
    labels: Mapping[str, str]
    registered: bool
    removed_at: dt.datetime | None
    paused_until: dt.datetime | None
    next_at: dt.datetime | None
    """When its next harvest is due; None: at once."""

    articles: int
    waiting: int
    """Addresses that wait to be fetched."""

    last_run_at: dt.datetime | None
    last_outcome: RunOutcome | None
    newest_at: dt.datetime | None
    """`sort_at` of its newest article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How much the file holds."""

    articles: int
    sources: int
    stories: int
    revisions: int
    addresses: int


class Supported(NamedTuple):
    """A credit of which something is known beside its page."""

    role: str
    name: str
    page_confidence: float
    """What the page alone gives."""

    confidence: float
    because: tuple[str, ...]
    """In words, why it is another."""


class Reader:
    """An open file, read-only; it never waits for writers and never sees half an article."""

    def __init__(self, path: Path | str) -> None:
        """Open `path`; raises what `open_reader` raises, and never makes a file."""
        self.path = Path(path)
        self._db = open_reader(self.path)

    def __enter__(self) -> Self:
        """Return the reader itself; it is closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    # --- articles ------------------------------------------------------------------------------------

    def find(self, reference: int | str) -> int | None:
        """Return the id of the article that an id, a uid or any of its addresses names.

        A merged article leads to the one that it is part of. None where there is none.
        """
        article_id = self._find(str(reference))
        for _ in range(100):  # merged into one that was merged in turn
            if article_id is None:
                return None
            merged = self._one("SELECT merged_into FROM articles WHERE id = :id", {"id": article_id})
            if merged is None or merged[0] is None:
                break
            article_id = merged[0]
        return article_id

    def row(self, reference: int | str) -> Row | None:
        """Return the flat row of an article, as `Store.keep` gave it; None where there is none."""
        article_id = self.find(reference)
        with mapped_errors(self.path):
            return None if article_id is None else stored_row(self._db, article_id)

    def reason_of(self, url: str) -> str | None:
        """Return why an address led to no article, as its last fetch said; None where it did, or was never tried."""
        row = self._one(
            "SELECT coalesce(reason, outcome) FROM frontier WHERE key = :key AND article_id IS NULL",
            {"key": address_key(url)},
        )
        return None if row is None else row[0]

    def headline(self, reference: int | str) -> Headline | None:
        """Return an article in one line; None where there is none."""
        return next(iter(self._headlines("a.id = :id", {"id": self.find(reference)}, limit=1)), None)

    def latest(
        self,
        *,
        limit: int = 20,
        source_id: str | None = None,
        group: str | None = None,
        since: dt.datetime | None = None,
        run_id: int | None = None,
    ) -> list[Headline]:
        """Return the newest articles, live and gone, of all sources or the chosen ones.

        `run_id`: only those that this run brought or changed.
        """
        conditions = ["a.status IN ('live', 'gone')"]
        if source_id is not None:
            conditions.append("a.source_id = :source_id")
        if group is not None:
            conditions.append("a.source_id IN (SELECT source_id FROM source_groups WHERE name = :group)")
        if since is not None:
            conditions.append("a.sort_at >= :since")
        if run_id is not None:
            conditions.append("a.id IN (SELECT article_id FROM changes WHERE run_id = :run_id)")
        values = {
            "source_id": source_id,
            "group": group,
            "since": utc_text(since) if since is not None else None,
            "run_id": run_id,
        }
        return self._headlines(" AND ".join(conditions), values, limit=limit)

    def search(self, words: str, *, limit: int = 20) -> list[Headline]:
        """Return the articles that `words` find, the best first (see `search.match_expression`)."""
        with mapped_errors(self.path):
            matches = find(self._db, words, limit=limit)
        if not matches:
            return []
        found = self._headlines(
            "a.id IN (SELECT value FROM json_each(:ids)) AND a.status IN ('live', 'gone')",
            {"ids": json.dumps([match.article_id for match in matches])},
            limit=limit,
        )
        by_id = {one.article_id: one for one in found}
        return [by_id[match.article_id] for match in matches if match.article_id in by_id]

    def addresses(self, article_id: int) -> list[Address]:
        """Return every address of an article, its canonical one first."""
        return [
            Address(url=row[0], kind=row[1], via=row[2], found_at=read_utc(row[3]), seen_at=read_utc(row[4]))
            for row in self._all(
                """
                SELECT url, kind, via, found_at, seen_at FROM article_urls
                WHERE article_id = :id ORDER BY kind <> 'canonical', url
                """,
                {"id": article_id},
            )
        ]

    def revisions(self, article_id: int) -> list[Revision]:
        """Return every text that an article had, in order of time."""
        rows = self._all(
            """
            SELECT v.revision, v.captured_at, v.cause, v.title, v.summary, v.body, v.edit, v.words_added,
                v.words_removed, v.reader, v.revision = a.revision
            FROM revisions_v1 AS v JOIN articles AS a ON a.id = v.article_id
            WHERE v.article_id = :id ORDER BY v.captured_at, v.revision
            """,
            {"id": article_id},
        )
        return [
            Revision(
                revision=row[0],
                captured_at=read_utc(row[1]),
                cause=row[2],
                title=row[3],
                summary=row[4],
                body=row[5] or "",
                edit=tuple(json.loads(row[6])) if row[6] else (),
                words_added=row[7],
                words_removed=row[8],
                reader=row[9],
                is_newest=bool(row[10]),
            )
            for row in rows
        ]

    def history(self, article_id: int) -> list[Change]:
        """Return everything that happened to an article, in order."""
        return read_changes(self._db, self.path, article_id=article_id, limit=10_000)

    def corrections(self, article_id: int | None = None) -> list[Correction]:
        """Return what persons said of an article, or of all, in order, what was taken back included."""
        with mapped_errors(self.path):
            return read_corrections(self._db, article_id)

    def support(self, article_id: int) -> list[Supported]:
        """Return what is known from beyond the page of an article's credits, in their order."""
        rows = self._all(
            """
            SELECT t.role, t.name, s.page_confidence, t.confidence, s.because
            FROM attribution_support AS s JOIN attributions AS t ON t.id = s.attribution_id
            WHERE t.article_id = :id ORDER BY t.id
            """,
            {"id": article_id},
        )
        return [
            Supported(role, name, before, after, tuple(words for _, _, words in json.loads(because)))
            for role, name, before, after, because in rows
        ]

    def labels(self) -> Iterator[Label]:
        """Yield the articles whose attributions a person looked at, as labelled data."""
        with mapped_errors(self.path):
            yield from read_labels(self._db)

    def story(self, story_id: int) -> Story | None:
        """Return a story with its articles in order of time; a merged one leads to what it is part of."""
        row = self._one("SELECT id, made_at, merged_into FROM stories WHERE id = :id", {"id": story_id})
        if row is not None and row[2] is not None:
            row = self._one("SELECT id, made_at, merged_into FROM stories WHERE id = :id", {"id": row[2]})
        if row is None:
            return None
        members = self._all(
            f"""
            SELECT m.relation, m.share, {_HEADLINE}
            FROM story_articles AS m JOIN articles AS a ON a.id = m.article_id
            WHERE m.story_id = :id AND a.status IN ('live', 'gone')
            ORDER BY m.relation <> 'origin', a.sort_at, a.id
            """,
            {"id": row[0]},
        )
        return Story(
            id=row[0],
            made_at=read_utc(row[1]),
            members=tuple(StoryMember(relation=one[0], share=one[1], headline=_headline(one[2:])) for one in members),
        )

    # --- sources and runs ----------------------------------------------------------------------------

    def sources(self) -> list[SourceState]:
        """Return all sources, registered or not, by id."""
        rows = self._all(
            """
            SELECT s.id, s.name, s.homepage, s.country, s.languages, s.kind, s.labels, s.registered, s.removed_at,
                s.paused_until, s.next_at,
                (SELECT json_group_array(name) FROM source_groups WHERE source_id = s.id),
                (SELECT count(*) FROM articles WHERE source_id = s.id AND status IN ('live', 'gone')),
                (SELECT count(*) FROM frontier WHERE source_id = s.id AND next_at IS NOT NULL AND state = 'waiting'),
                (SELECT max(sort_at) FROM articles WHERE source_id = s.id),
                r.started_at, r.outcome
            FROM sources AS s
            LEFT JOIN runs AS r ON r.id = (SELECT max(id) FROM runs WHERE source_id = s.id)
            ORDER BY s.id
            """
        )
        return [
            SourceState(
                id=row[0],
                name=row[1],
                homepage=row[2],
                country=row[3],
                languages=tuple(json.loads(row[4])),
                kind=row[5],
                labels=MappingProxyType(json.loads(row[6])),
                registered=bool(row[7]),
                removed_at=_moment(row[8]),
                paused_until=_moment(row[9]),
                next_at=_moment(row[10]),
                groups=tuple(json.loads(row[11])),
                articles=row[12],
                waiting=row[13],
                newest_at=_moment(row[14]),
                last_run_at=_moment(row[15]),
                last_outcome=row[16],
            )
            for row in rows
        ]

    def source(self, source_id: str) -> SourceState | None:
        """Return one source; None where the file has none of this id."""
        return next((one for one in self.sources() if one.id == source_id), None)

    def habits(self, source_id: str) -> Habits | None:
        """Return what was learnt of the pages of a source; None where nothing was."""
        with mapped_errors(self.path):
            return read_habits(self._db, source_id)

    def runs(self, *, source_id: str | None = None, limit: int = 50) -> list[Run]:
        """Return runs with their counts, the newest first."""
        with mapped_errors(self.path):
            return read_runs(self._db, source_id=source_id, limit=limit)

    def totals(self) -> Totals:
        """Return how much the file holds."""
        row = self._one(
            """
            SELECT (SELECT count(*) FROM articles WHERE status IN ('live', 'gone')),
                (SELECT count(DISTINCT source_id) FROM articles WHERE status IN ('live', 'gone')),
                (SELECT count(DISTINCT story_id) FROM articles WHERE status IN ('live', 'gone')),
                (SELECT count(*) FROM revisions), (SELECT count(*) FROM article_urls)
            """
        )
        assert row is not None
        return Totals(articles=row[0], sources=row[1], stories=row[2], revisions=row[3], addresses=row[4])

    # --- changes -------------------------------------------------------------------------------------

    def feed(self) -> Feed:
        """Return which change feed the file holds, and how far it reaches."""
        with mapped_errors(self.path):
            return read_feed(self._db)

    def changes(self, *, after: int = 0, limit: int = 1_000) -> list[Change]:
        """Return up to `limit` changes after a sequence number, in order."""
        return read_changes(self._db, self.path, after=after, limit=limit)

    # --- parts ---------------------------------------------------------------------------------------

    def _find(self, reference: str) -> int | None:
        with mapped_errors(self.path):
            return article_at(self._db, reference)

    def _headlines(self, condition: str, values: Mapping[str, Any], *, limit: int) -> list[Headline]:
        rows = self._all(
            f"""
            SELECT {_HEADLINE} FROM articles AS a WHERE {condition} ORDER BY a.sort_at DESC, a.id DESC LIMIT :limit
            """,
            {**values, "limit": limit},
        )
        return [_headline(row) for row in rows]

    def _one(self, sql: str, values: Mapping[str, Any] | None = None) -> tuple[Any, ...] | None:
        with mapped_errors(self.path):
            row: tuple[Any, ...] | None = self._db.execute(sql, values or {}).fetchone()
            return row

    def _all(self, sql: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        with mapped_errors(self.path):
            return self._db.execute(sql, values or {}).fetchall()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """See one state of the file throughout the block; keep it short, the log cannot shrink meanwhile."""
        with mapped_errors(self.path):
            self._db.execute("BEGIN")
            try:
                yield
            finally:
                self._db.execute("ROLLBACK")


def _headline(row: tuple[Any, ...]) -> Headline:
    return Headline(
        article_id=row[0],
        uid=row[1],
        source_id=row[2],
        title=row[3],
        url=row[4],
        section=row[5],
        language=row[6],
        at=read_utc(row[7]),
        status=row[8],
        word_count=row[9],
        story_id=row[10],
    )


def _moment(text: str | None) -> dt.datetime | None:
    return None if text is None else read_utc(text)
