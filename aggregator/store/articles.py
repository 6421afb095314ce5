"""Articles, their revisions and all that hangs on them, written."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import struct
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from types import MappingProxyType
from typing import Any, Literal

from aggregator.article import Article, Attribution
from aggregator.candidate import Candidate
from aggregator.capture import Capture, Keys
from aggregator.corrections import PERSON, corrected, is_same, said_of
from aggregator.dedup.decide import Cause, Known
from aggregator.dedup.edits import Edit, edit_between
from aggregator.dedup.fingerprint import keys as keys_of
from aggregator.organisations import register
from aggregator.row import stated
from aggregator.store.corrections import Corrections
from aggregator.store.moments import read_utc, utc_text
from aggregator.store.search import search_text, word_count
from aggregator.store.stored import blocks_json, stored_article
from aggregator.store.uids import new_uid
from aggregator.timestamps import to_utc_text
from aggregator.urls import normalise

ChangeKind = Literal[
    "new", "revised", "updated", "reread", "corrected", "merged", "moved", "gone", "back", "story", "pruned", "erased"
]

EPOCH_DAY = dt.date(1970, 1, 1).toordinal()

_INSERT = """
    INSERT INTO articles (uid, source_id, url, kind, genre, title, summary, body, section, language, dateline,
        published_at, published_local, modified_at, modified_local, zone_assumed, first_seen_at, last_seen_at, sort_at,
        image_url, paywalled, complete, licence, tdm, word_count, char_count, content_hash, revision, story_id,
        status_at, points_to, publisher, shingles, search_text)
    VALUES (:uid, :source_id, :url, :kind, :genre, :title, :summary, :body, :section, :language, :dateline,
        :published_at, :published_local, :modified_at, :modified_local, :zone_assumed, :now, :now, :sort_at,
        :image_url, :paywalled, :complete, :licence, :tdm, :word_count, :char_count, :content_hash, 1, :story_id,
        :now, :points_to, :publisher, :shingles, :search_text)
"""

_UPDATE = """
    UPDATE articles SET kind = :kind, genre = :genre, title = :title, summary = :summary, body = :body,
        section = :section, language = :language, dateline = :dateline, published_at = :published_at,
        published_local = :published_local, modified_at = :modified_at, modified_local = :modified_local,
        zone_assumed = :zone_assumed, sort_at = :sort_at, image_url = :image_url, paywalled = :paywalled,
        complete = :complete, licence = :licence, tdm = :tdm, word_count = :word_count, char_count = :char_count,
        content_hash = :content_hash, points_to = :points_to, publisher = :publisher, shingles = :shingles,
        search_text = :search_text
    WHERE id = :id
"""

_INDEX = """
    INSERT INTO articles_fts (rowid, title, summary, body, search_text)
    SELECT id, title, summary, body, search_text FROM articles WHERE id = :id
"""

_UNINDEX = """
    INSERT INTO articles_fts (articles_fts, rowid, title, summary, body, search_text)
    SELECT 'delete', id, title, summary, body, search_text FROM articles WHERE id = :id
"""


class Articles:
    """The tables around `articles`, inside whatever transaction is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Work on `connection`; transactions are the caller's."""
        self._db = connection
        self._corrections = Corrections(connection)

    # --- writing whole articles ----------------------------------------------------------------------

    def insert(self, capture: Capture, *, url: str, source_id: str, story_id: int, now: dt.datetime) -> int:
        """Store the article of `capture` as a new one under the canonical address `url`; return its id."""
        article, keys = _read(capture)
        seen = utc_text(capture.fetched_at)
        values = self._values(article, keys, source_id, seen, capture.foreign) | {
            "uid": new_uid(now),
            "source_id": source_id,
            "url": url,
            "now": seen,
            "story_id": story_id,
        }
        article_id = self._db.execute(_INSERT, values).lastrowid
        assert article_id is not None
        self._db.execute(_INDEX, {"id": article_id})
        add_fingerprints(self._db, article_id, values["sort_at"], keys.shingles)
        self._write_relations(article_id, source_id, article, 1)
        return article_id

    def insert_first_revision(self, article_id: int, capture: Capture, capture_id: int) -> None:
        """Note revision 1, whose text is in `articles`."""
        self._insert_revision(article_id, 1, capture, capture_id, cause=None, edit=None)

    def revise(
        self,
        article_id: int,
        capture: Capture,
        capture_id: int | None,
        *,
        cause: Cause | Literal["person"] | None,
        edit: Edit | None,
    ) -> int:
        """Make the article of `capture` (see `merged_reading`) the newest revision; return its number.

        The text that it replaces moves into its own revision. A capture that is older than the newest
        revision (it came late) becomes a revision of the past, and the article stays as it is.
        """
        _, keys = _read(capture)
        current, first_seen_at, source_id = self._db.execute(
            "SELECT revision, first_seen_at, source_id FROM articles WHERE id = :id", {"id": article_id}
        ).fetchone()
        number, newest_at = self._db.execute(
            """
            SELECT max(revision) + 1, max(CASE WHEN revision = :current THEN captured_at END)
            FROM revisions WHERE article_id = :id
            """,
            {"id": article_id, "current": current},
        ).fetchone()
        if newest_at > utc_text(capture.fetched_at):
            return self._insert_late(article_id, number, capture, capture_id, cause=cause, edit=edit)
        self._archive(article_id, current)
        self._db.execute(
            """
            UPDATE revisions SET title = NULL, body = NULL, same_as = :number
            WHERE article_id = :id AND content_hash = :content_hash
            """,
            {"id": article_id, "number": number, "content_hash": keys.content_hash},
        )
        self._insert_revision(article_id, number, capture, capture_id, cause=cause, edit=edit)
        self._rewrite(article_id, source_id, capture, first_seen_at, number, text=True)
        self._db.execute("UPDATE articles SET revision = :number WHERE id = :id", {"id": article_id, "number": number})
        return int(number)

    def update(self, article_id: int, capture: Capture) -> None:
        """Take over what `capture` (see `merged_reading`) says beside an unchanged text."""
        article, _ = _read(capture)
        revision, first_seen_at, source_id, summary = self._db.execute(
            "SELECT revision, first_seen_at, source_id, summary FROM articles WHERE id = :id", {"id": article_id}
        ).fetchone()
        if article.summary != summary and summary is not None:
            self._keep_summary(article_id, revision, summary)
        self._rewrite(article_id, source_id, capture, first_seen_at, revision, text=article.summary != summary)
        self._db.execute(
            """
            UPDATE revisions SET provenance = :provenance, published_local = :published, modified_local = :modified
            WHERE article_id = :id AND revision = :revision
            """,
            {
                "id": article_id,
                "revision": revision,
                "provenance": _json(dict(article.provenance)),
                "published": stated(article.published_at),
                "modified": stated(article.modified_at),
            },
        )

    def mend(self, article_id: int, article: Article, *, now: dt.datetime) -> None:
        """Store `article`, which a person has corrected: with another headline it is a revision, of theirs.

        `article` is what `stored` gives, with other fields; the text is the same.
        """
        revision, first_seen_at, source_id, title, summary, points_to, capture_id, newest_at = self._db.execute(
            """
            SELECT a.revision, a.first_seen_at, a.source_id, a.title, a.summary, a.points_to, r.capture_id,
                r.captured_at
            FROM articles AS a JOIN revisions AS r ON r.article_id = a.id AND r.revision = a.revision
            WHERE a.id = :id
            """,
            {"id": article_id},
        ).fetchone()
        reading = Capture(
            url=article.url,
            final_url=article.url,
            source_id=source_id,
            run_id=None,
            candidate=Candidate(url=article.url, via="url"),
            fetched_at=max(now, read_utc(newest_at)),
            status=None,
            outcome="article",
            article=article,
            keys=keys_of(article),
            foreign=points_to,
        )
        if article.summary != summary and summary is not None:
            self._keep_summary(article_id, revision, summary)
        if article.title != title:
            edit = edit_between(title, article.paragraphs, article.title, article.paragraphs)
            self.revise(article_id, reading, capture_id, cause=PERSON, edit=edit)
            return
        self._rewrite(article_id, source_id, reading, first_seen_at, revision, text=article.summary != summary)
        self._db.execute(
            "UPDATE revisions SET provenance = :provenance WHERE article_id = :id AND revision = :revision",
            {"id": article_id, "revision": revision, "provenance": _json(dict(article.provenance))},
        )

    def stored(self, article_id: int) -> Article:
        """Return an article as it stands, with the confidences that its page alone gives."""
        article = stored_article(self._db, article_id)
        assert article is not None
        return article

    def heed(self, article_id: int, *, now: dt.datetime) -> None:
        """Store an article anew with everything that persons said of it."""
        self.mend(article_id, corrected(self.stored(article_id), self._corrections.in_force(article_id)), now=now)

    def note(
        self, kind: ChangeKind, article_id: int, *, now: dt.datetime, run_id: int | None, other_id: int | None = None
    ) -> None:
        """Append to the change feed."""
        self._db.execute(
            """
            INSERT INTO changes (article_id, kind, revision, other_id, run_id, at)
            VALUES (:id, :kind, (SELECT revision FROM articles WHERE id = :id), :other_id, :run_id, :now)
            """,
            {"id": article_id, "kind": kind, "other_id": other_id, "run_id": run_id, "now": utc_text(now)},
        )

    def set_status(self, article_id: int, status: str, now: dt.datetime) -> bool:
        """Set live or gone; return whether that is a change."""
        cursor = self._db.execute(
            "UPDATE articles SET status = :status, status_at = :now WHERE id = :id AND status <> :status",
            {"id": article_id, "status": status, "now": utc_text(now)},
        )
        return cursor.rowcount > 0

    # --- parts ---------------------------------------------------------------------------------------

    def _values(
        self,
        article: Article,
        keys: Keys,
        source_id: str,
        first_seen_at: str,
        foreign: str | None,
        *,
        said: tuple[Attribution, ...] = (),
    ) -> dict[str, Any]:
        published = to_utc_text(article.published_at) if article.published_at is not None else None
        return {
            "kind": article.kind,
            "genre": article.genre,
            "title": article.title,
            "summary": article.summary,
            "body": article.body,
            "section": article.section,
            "language": article.language,
            "dateline": article.dateline,
            "published_at": published,
            "published_local": stated(article.published_at),
            "modified_at": to_utc_text(article.modified_at) if article.modified_at is not None else None,
            "modified_local": stated(article.modified_at),
            "zone_assumed": article.zone_assumed,
            "sort_at": min(published or first_seen_at, first_seen_at),
            "image_url": next((image.url for image in article.images if image.url), None),
            "paywalled": article.paywalled,
            "complete": article.complete,
            "licence": article.licence,
            "tdm": article.tdm,
            "word_count": word_count(article.body),
            "char_count": len(article.body),
            "content_hash": keys.content_hash,
            "points_to": normalise(foreign) if foreign else None,
            "publisher": "null" if _is_said("publisher", said) else self._publisher(source_id, article),
            "shingles": pack(keys.shingles),
            "search_text": search_text(article.title, article.summary, article.body),
        }

    def _rewrite(
        self, article_id: int, source_id: str, capture: Capture, first_seen_at: str, revision: int, *, text: bool
    ) -> None:
        """Write an article anew with all that hangs on it; `text`: what can be searched for is another."""
        article, keys = _read(capture)
        said = said_of(self._corrections.in_force(article_id))
        values = self._values(article, keys, source_id, first_seen_at, capture.foreign, said=said)
        if text:
            self._db.execute(_UNINDEX, {"id": article_id})
        remove_fingerprints(self._db, article_id)
        self._db.execute(_UPDATE, values | {"id": article_id})
        add_fingerprints(self._db, article_id, values["sort_at"], keys.shingles)
        if text:
            self._db.execute(_INDEX, {"id": article_id})
        for table in ("article_tags", "article_authors", "images", "attributions"):
            self._db.execute(f"DELETE FROM {table} WHERE article_id = :id", {"id": article_id})
        self._write_relations(article_id, source_id, article, revision, said)

    def _archive(self, article_id: int, revision: int) -> None:
        """Move what stands in the article into the revision that it is, before another takes its place."""
        self._db.execute(
            """
            UPDATE revisions SET (title, summary, body) = (SELECT title, summary, body FROM articles WHERE id = :id)
            WHERE article_id = :id AND revision = :revision
            """,
            {"id": article_id, "revision": revision},
        )

    def _keep_summary(self, article_id: int, revision: int, summary: str) -> None:
        (earlier,) = self._db.execute(
            "SELECT earlier_summaries FROM revisions WHERE article_id = :id AND revision = :revision",
            {"id": article_id, "revision": revision},
        ).fetchone()
        summaries = json.loads(earlier) if earlier else []
        if summary not in summaries:
            self._db.execute(
                """
                UPDATE revisions SET earlier_summaries = :summaries WHERE article_id = :id AND revision = :revision
                """,
                {"id": article_id, "revision": revision, "summaries": _json([*summaries, summary])},
            )

    def _insert_revision(
        self,
        article_id: int,
        revision: int,
        capture: Capture,
        capture_id: int | None,
        *,
        cause: Cause | Literal["person"] | None,
        edit: Edit | None,
        text: Mapping[str, str | None] | None = None,
        same_as: int | None = None,
    ) -> None:
        article, keys = _read(capture)
        text = text or {"title": None, "summary": None, "body": None}
        self._db.execute(
            """
            INSERT INTO revisions (article_id, revision, capture_id, captured_at, cause, title, summary, body, blocks,
                provenance, reader, content_hash, published_local, modified_local, edit, words_added, words_removed,
                same_as)
            VALUES (:id, :revision, :capture_id, :captured_at, :cause, :title, :summary, :body, :blocks,
                :provenance, :reader, :content_hash, :published, :modified, :edit, :added, :removed, :same_as)
            """,
            {
                "id": article_id,
                "revision": revision,
                "capture_id": capture_id,
                "captured_at": utc_text(capture.fetched_at),
                "cause": cause,
                **text,
                "blocks": blocks_json(article.blocks),
                "provenance": _json(dict(article.provenance)),
                "reader": article.reader,
                "content_hash": keys.content_hash,
                "published": stated(article.published_at),
                "modified": stated(article.modified_at),
                "edit": _json(edit.classes) if edit else None,
                "added": edit.words_added if edit else None,
                "removed": edit.words_removed if edit else None,
                "same_as": same_as,
            },
        )

    def _insert_late(
        self,
        article_id: int,
        number: int,
        capture: Capture,
        capture_id: int | None,
        *,
        cause: Cause | Literal["person"] | None,
        edit: Edit | None,
    ) -> int:
        """Note a revision of the past, unless that text is one of the past ones already; return its number."""
        article, keys = _read(capture)
        known = self._db.execute(
            """
            SELECT revision, coalesce(same_as, revision) FROM revisions
            WHERE article_id = :id AND content_hash = :content_hash
            ORDER BY captured_at DESC
            """,
            {"id": article_id, "content_hash": keys.content_hash},
        ).fetchone()
        text: dict[str, str | None] = {"title": article.title, "summary": article.summary, "body": article.body}
        same_as = None
        if known is not None:
            same_as, text = known[1], text | {"title": None, "body": None}
        self._insert_revision(
            article_id, number, capture, capture_id, cause=cause, edit=edit, text=text, same_as=same_as
        )
        return number

    def _publisher(self, source_id: str, article: Article) -> str | None:
        """Return `articles.publisher`: NULL where the source's own publisher holds word for word.

        The first article of a source says who that is. `null` (JSON): none, or one among `attributions`.
        """
        index = next((at for at, one in enumerate(article.attributions) if one.role == "publisher"), None)
        if index is None:
            return "null"
        publisher = article.attributions[index]
        organisation_id, usual = self._db.execute(
            "SELECT organisation_id, publisher FROM sources WHERE id = :id", {"id": source_id}
        ).fetchone()
        if not _is_own(publisher, organisation_id, usual):
            return "null"
        as_json = _json(
            {name: value for name, value in asdict(publisher).items() if value is not None}
            | ({"index": index} if index else {})
        )
        if usual is None:
            if publisher.organisation_id is not None:
                self._ensure_organisation(publisher.organisation_id, publisher.name)
            self._db.execute(
                """
                UPDATE sources SET publisher = :publisher, organisation_id = coalesce(organisation_id, :organisation_id)
                WHERE id = :id
                """,
                {"id": source_id, "publisher": as_json, "organisation_id": publisher.organisation_id},
            )
            return None
        return None if as_json == usual else as_json

    def _write_relations(
        self, article_id: int, source_id: str, article: Article, revision: int, said: tuple[Attribution, ...] = ()
    ) -> None:
        """Write tags, authors, pictures and attributions, of which there are none; `said` are a person's word."""
        tags = list(dict.fromkeys(article.tags))
        self._db.executemany("INSERT INTO tags (name) VALUES (?) ON CONFLICT DO NOTHING", [(tag,) for tag in tags])
        self._db.executemany(
            "INSERT INTO article_tags (article_id, tag_id, position) SELECT ?, id, ? FROM tags WHERE name = ?",
            [(article_id, at, tag) for at, tag in enumerate(tags)],
        )
        authors = list(dict.fromkeys(article.authors))
        self._db.executemany(
            "INSERT INTO authors (source_id, name) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [(source_id, name) for name in authors],
        )
        self._db.executemany(
            """
            INSERT INTO article_authors (article_id, author_id, position)
            SELECT ?, id, ? FROM authors WHERE source_id = ? AND name = ?
            """,
            [(article_id, at, source_id, name) for at, name in enumerate(authors)],
        )
        self._db.executemany(
            "INSERT INTO images (article_id, position, url, caption, credit) VALUES (?, ?, ?, ?, ?)",
            [(article_id, at, one.url, one.caption, one.credit) for at, one in enumerate(article.images)],
        )
        self._write_attributions(article_id, source_id, article, revision, said)

    def _write_attributions(
        self, article_id: int, source_id: str, article: Article, revision: int, said: tuple[Attribution, ...]
    ) -> None:
        organisation_id, usual = self._db.execute(
            "SELECT organisation_id, publisher FROM sources WHERE id = :id", {"id": source_id}
        ).fetchone()
        own = () if _is_said("publisher", said) else ("publisher",)
        kept = [one for one in article.attributions if one.role not in own or not _is_own(one, organisation_id, usual)]
        for one in kept:
            if one.organisation_id is not None:
                self._ensure_organisation(one.organisation_id, one.name)
        self._db.executemany(
            """
            INSERT INTO attributions (article_id, revision, role, entity, organisation_id, name, as_written, evidence,
                found_in, position, extent, confidence, reader)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                (
                    article_id,
                    revision,
                    one.role,
                    one.entity,
                    one.organisation_id,
                    one.name,
                    one.as_written,
                    one.evidence,
                    one.found_in,
                    one.position,
                    one.extent,
                    one.confidence,
                    PERSON if any(is_same(one, word) for word in said) else article.reader,
                )
                for one in kept
            ],
        )

    def _ensure_organisation(self, organisation_id: str, name: str) -> None:
        if self._db.execute("SELECT 1 FROM organisations WHERE id = :id", {"id": organisation_id}).fetchone():
            return
        known = register().get(organisation_id)
        self._db.execute(
            """
            INSERT INTO organisations (id, name, kind, country, wikidata)
            VALUES (:id, :name, :kind, :country, :wikidata)
            """,
            {
                "id": organisation_id,
                "name": known.name if known else name,
                "kind": getattr(known, "kind", None),
                "country": getattr(known, "country", None),
                "wikidata": getattr(known, "wikidata", None),
            },
        )


def merged_reading(capture: Capture, known: Known, fields: Iterable[str], *, text: bool) -> Capture:
    """Return `capture` with what is to be stored: what was once stated stays, save the `fields` that changed.

    `text`: whether title and body are new as well; otherwise those that are stored stay to the letter.
    """
    read, _ = _read(capture)
    new: dict[str, Any] = {name: getattr(read, name) for name in fields}
    if text:
        new |= {"title": read.title, "blocks": read.blocks, "reader": read.reader}
    new |= {
        "url": read.url,
        "attributions": read.attributions,
        "provenance": MappingProxyType({**known.article.provenance, **read.provenance}),
    }
    article = replace(known.article, **new)
    return replace(capture, article=article, keys=capture.keys if text else known.keys)


def add_fingerprints(connection: sqlite3.Connection, article_id: int, sort_at: str, shingles: Iterable[int]) -> None:
    """Enter the hashes of a text, by which copies of it are found."""
    day = day_number(sort_at)
    connection.executemany(
        "INSERT INTO fingerprints (day, key, article_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(day, key, article_id) for key in shingles],
    )


def remove_fingerprints(connection: sqlite3.Connection, article_id: int) -> None:
    """Take the hashes of a text out again."""
    sort_at, shingles = connection.execute(
        "SELECT sort_at, shingles FROM articles WHERE id = :id", {"id": article_id}
    ).fetchone()
    day = day_number(sort_at)
    connection.executemany(
        "DELETE FROM fingerprints WHERE day = ? AND key = ? AND article_id = ?",
        [(day, key, article_id) for key in unpack(shingles)],
    )


def pack(shingles: tuple[int, ...]) -> bytes:
    """Return hashes as `articles.shingles` holds them."""
    return struct.pack(f">{len(shingles)}q", *shingles)


def unpack(blob: bytes) -> tuple[int, ...]:
    """Return the hashes that `pack` packed."""
    return struct.unpack(f">{len(blob) // 8}q", blob)


def day_number(moment: str) -> int:
    """Return the day of a stored moment, counted from 1970-01-01."""
    return dt.date(int(moment[:4]), int(moment[5:7]), int(moment[8:10])).toordinal() - EPOCH_DAY


def _is_said(role: str, said: Iterable[Attribution]) -> bool:
    return any(one.role == role for one in said)


def _is_own(publisher: Attribution, organisation_id: str | None, usual: str | None) -> bool:
    """Return whether a page's publisher is the one that its source has anyway."""
    if organisation_id is not None:
        return publisher.organisation_id == organisation_id
    if usual is None:
        return True
    known = json.loads(usual)
    return publisher.organisation_id is None and publisher.name == known["name"]


def _read(capture: Capture) -> tuple[Article, Keys]:
    assert capture.article is not None and capture.keys is not None, "an article's capture carries article and keys"
    return capture.article, capture.keys


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
