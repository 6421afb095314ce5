"""Feeds, sitemaps and listing pages as they were last seen, so that only what has changed is asked for."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from aggregator.discovery.found import DocumentKind
from aggregator.store.frontier import address_key
from aggregator.store.history import Coverage
from aggregator.store.moments import read_utc, utc_text

MOST_ENTRIES = 500
"""Entries of a document that are remembered for the next visit. Feeds carry 10 to 100."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What is known of a feed, sitemap or listing page."""

    url: str
    source_id: str
    kind: DocumentKind
    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None
    """Of the last whole answer."""

    status: int | None = None
    visited_at: dt.datetime | None = None
    changed_at: dt.datetime | None = None
    visits: int = 0
    unchanged: int = 0
    """The last visits in a row that found nothing new."""

    failures: int = 0
    """The last visits in a row that failed."""

    next_at: dt.datetime | None = None


class Documents:
    """The table `documents`, inside whatever transaction is open."""

    def __init__(self, connection: sqlite3.Connection, coverage: Coverage) -> None:
        """Work on `connection`; transactions are the caller's."""
        self._db = connection
        self._coverage = coverage

    def get(self, url: str) -> Document | None:
        """Return what is known of the document at `url`, None where it was never asked for."""
        return next(iter(self._select("url = :value", url)), None)

    def of_source(self, source_id: str) -> list[Document]:
        """Return all documents of a source, by address."""
        return self._select("source_id = :value", source_id)

    def saw(
        self,
        url: str,
        source_id: str,
        kind: DocumentKind,
        *,
        status: int | None,
        now: dt.datetime,
        etag: str | None = None,
        last_modified: str | None = None,
        body_sha256: str | None = None,
        entries: Iterable[str] | None = None,
        reason: str | None = None,
        next_at: dt.datetime | None = None,
        in_full: bool = False,
    ) -> Document:
        """Note one visit, and return the document as it stands then.

        A visit failed where no good status came (200 to 299, 304), or where there is a `reason` and nothing
        was named: it leaves validators and entries as they were, so that the document is asked for in full
        again. `entries` are the addresses that it named; None where it was not read (304, or the same bytes
        again). With `in_full` it is asked for without conditions the next time. Two visits of a feed that share
        no entry are a possible gap in the source's coverage.
        """
        before = self.get(url)
        entries = None if entries is None else list(entries)
        failed = status is None or not (200 <= status < 300 or status == 304) or (reason is not None and not entries)
        changed = not failed and body_sha256 is not None and (before is None or before.body_sha256 != body_sha256)
        hashes = None if entries is None or failed else _hashes(entries)
        if not failed:
            gap = kind == "feed" and hashes is not None and before is not None and self._shares_none(url, hashes)
            self._coverage.add(source_id, now, visits=1, possible_gap=gap)
        self._db.execute(
            """
            INSERT INTO documents (url, source_id, kind, etag, last_modified, body_sha256, entries, status, reason,
                visited_at, changed_at, visits, unchanged, failures, next_at)
            VALUES (:url, :source_id, :kind, :etag, :last_modified, :body_sha256, :entries, :status, :reason,
                :now, iif(:changed, :now, NULL), 1, 0, :failed, :next_at)
            ON CONFLICT (url) DO UPDATE SET
                source_id = excluded.source_id, kind = excluded.kind, status = excluded.status,
                reason = excluded.reason, visited_at = excluded.visited_at, next_at = excluded.next_at, awaited = 0,
                visits = visits + 1,
                failures = iif(:failed, failures + 1, 0),
                unchanged = iif(:failed, unchanged, iif(:changed, 0, unchanged + 1)),
                changed_at = iif(:changed, :now, changed_at),
                etag = iif(:failed, etag, iif(:in_full, NULL, coalesce(:etag, iif(:changed, NULL, etag)))),
                last_modified = iif(:failed, last_modified,
                    iif(:in_full, NULL, coalesce(:last_modified, iif(:changed, NULL, last_modified)))),
                body_sha256 = iif(:failed, body_sha256, iif(:in_full, NULL, coalesce(:body_sha256, body_sha256))),
                entries = coalesce(:entries, entries)
            """,
            {
                "url": url,
                "source_id": source_id,
                "kind": kind,
                "etag": None if failed or in_full else etag,
                "last_modified": None if failed or in_full else last_modified,
                "body_sha256": None if failed or in_full else body_sha256,
                "in_full": in_full,
                "entries": json.dumps(hashes, separators=(",", ":")) if hashes is not None else None,
                "status": status,
                "reason": reason,
                "now": utc_text(now),
                "changed": changed,
                "failed": failed,
                "next_at": utc_text(next_at) if next_at is not None else None,
            },
        )
        seen = self.get(url)
        assert seen is not None
        return seen

    def wait_for(self, source_id: str, documents: Iterable[tuple[str, DocumentKind, int]]) -> None:
        """Note documents (address, kind, page) that another one named, until they are visited."""
        self._db.executemany(
            """
            INSERT INTO documents (url, source_id, kind, page, awaited) VALUES (?, ?, ?, ?, 1)
            ON CONFLICT (url) DO UPDATE SET awaited = 1, page = excluded.page
            """,
            [(url, source_id, kind, page) for url, kind, page in documents],
        )

    def awaited(self, source_id: str) -> list[tuple[str, DocumentKind, int]]:
        """Return the documents (address, kind, page) that are still to be asked, in the order of their pages."""
        return self._db.execute(
            """
            SELECT url, kind, page FROM documents WHERE source_id = :source_id AND awaited ORDER BY page, url
            """,
            {"source_id": source_id},
        ).fetchall()

    def _shares_none(self, url: str, hashes: list[int]) -> bool:
        text = self._db.execute("SELECT entries FROM documents WHERE url = :url", {"url": url}).fetchone()[0]
        before = json.loads(text) if text else []
        return bool(before) and bool(hashes) and not set(before) & set(hashes)

    def _select(self, condition: str, value: str) -> list[Document]:
        rows = self._db.execute(
            f"""
            SELECT url, source_id, kind, etag, last_modified, body_sha256, status, visited_at, changed_at, visits,
                unchanged, failures, next_at
            FROM documents WHERE {condition} ORDER BY url
            """,
            {"value": value},
        )
        return [
            Document(
                url=row[0],
                source_id=row[1],
                kind=row[2],
                etag=row[3],
                last_modified=row[4],
                body_sha256=row[5],
                status=row[6],
                visited_at=_moment(row[7]),
                changed_at=_moment(row[8]),
                visits=row[9],
                unchanged=row[10],
                failures=row[11],
                next_at=_moment(row[12]),
            )
            for row in rows
        ]


def _hashes(entries: Iterable[str]) -> list[int]:
    """Return short hashes of addresses: 48 bits, so that JSON readers keep them exact."""
    keys = {address_key(url).encode("utf-8", "surrogatepass") for url in entries}
    return sorted(int.from_bytes(hashlib.sha256(key).digest()[:6], "big") for key in keys)[:MOST_ENTRIES]


def _moment(text: str | None) -> dt.datetime | None:
    return None if text is None else read_utc(text)
