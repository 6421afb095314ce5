"""Which addresses are waiting, due again, done or given up."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from aggregator.candidate import Candidate
from aggregator.capture import Capture
from aggregator.scheduling.revisit import next_revisit
from aggregator.store.candidates import candidate_json, read_candidate
from aggregator.store.moments import read_utc, utc_text
from aggregator.urls import host, identity_key, normalise

MOST_ATTEMPTS = 5
"""Failed fetches in a row after which an address is given up. With the pauses below that is a day and
a half: longer than most outages, and five requests are no burden to anybody."""

FIRST_PAUSE = dt.timedelta(minutes=15)
"""Pause after the first failure; each further one is four times as long: 15 min, 1 h, 4 h, 16 h."""

REFUSED_AGAIN = dt.timedelta(days=7)
"""A refused address that is named again is asked for again after this long: robots.txt and paywalls do
change, but not by the hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An address to fetch now, with the validators that make the request a conditional one."""

    candidate: Candidate
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """What the frontier holds of one address."""

    key: str
    state: str
    attempts: int
    visits: int
    unchanged: int
    first_seen_at: dt.datetime
    article_id: int | None


@lru_cache(maxsize=8_192)
def address_key(url: str) -> str:
    """Return the key under which all spellings of an address are one; an address we cannot read is its own."""
    return identity_key(url) or url


@lru_cache(maxsize=8_192)
def plain_address(url: str) -> str:
    """Return an address normalised; one that we cannot read is left as it is."""
    return normalise(url) or url


class Frontier:
    """The table `frontier`, inside whatever transaction is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Work on `connection`; transactions are the caller's."""
        self._db = connection

    def offer(
        self,
        source_id: str,
        run_id: int | None,
        candidates: Iterable[Candidate],
        *,
        now: dt.datetime,
        again: bool = False,
    ) -> tuple[list[Waiting], int]:
        """Take note of `candidates`; return those to fetch now, in their order, and how many were unknown.

        To fetch: the unknown, and the known whose time has come; with `again` also those that are done.
        Each page is given to a run once, however many documents name it in whatever spelling.
        """
        to_fetch: list[Waiting] = []
        unknown = 0
        given: set[str] = set()
        for candidate in candidates:
            key = address_key(candidate.url)
            if key in given:
                continue
            known = self._db.execute(
                """
                SELECT state, next_at, etag, last_modified, article_id, outcome, visited_at, run_id
                FROM frontier WHERE key = :key
                """,
                {"key": key},
            ).fetchone()
            if known is None:
                if self._is_article(source_id, candidate, key, now) and not again:
                    continue
                unknown += self._add(source_id, candidate, key, now)
                given.add(key)
                to_fetch.append(Waiting(candidate=candidate))
                continue
            state, next_at, etag, last_modified, article_id, outcome, visited_at, given_to = known
            self._seen(candidate, key, article_id, now)
            due = next_at is not None and next_at <= utc_text(now)
            if outcome == "refused" and visited_at is not None and read_utc(visited_at) + REFUSED_AGAIN <= now:
                due = True
            if (due or again) and (run_id is None or given_to != run_id):
                given.add(key)
                # What we hold would answer a conditional request with "as you know", so a page that is
                # to be read again on purpose is asked for in full.
                conditional = state == "done" and article_id is not None and not again
                to_fetch.append(
                    Waiting(
                        candidate=candidate,
                        etag=etag if conditional else None,
                        last_modified=last_modified if conditional else None,
                    )
                )
        self._hand_out(given, run_id)
        return to_fetch, unknown

    def waiting(self, source_id: str, run_id: int | None, *, now: dt.datetime, limit: int = 100_000) -> list[Waiting]:
        """Return the addresses of a source whose time has come: left over, to be retried, or due again."""
        rows = self._db.execute(
            """
            SELECT key, url, state, candidate, etag, last_modified, article_id
            FROM frontier
            WHERE source_id = :source_id AND next_at <= :now AND (:run_id IS NULL OR run_id IS NOT :run_id)
            ORDER BY state = 'done', next_at DESC
            LIMIT :limit
            """,
            {"source_id": source_id, "run_id": run_id, "now": utc_text(now), "limit": limit},
        ).fetchall()
        self._hand_out([row[0] for row in rows], run_id)
        due: list[Waiting] = []
        for key, url, state, candidate, etag, last_modified, article_id in rows:
            conditional = state == "done" and article_id is not None
            due.append(
                Waiting(
                    candidate=read_candidate(candidate)
                    if candidate is not None
                    else Candidate(url=url or f"https:{key}", via="revisit"),
                    etag=etag if conditional else None,
                    last_modified=last_modified if conditional else None,
                )
            )
        return due

    def get(self, url: str) -> Address | None:
        """Return what is known of an address, None where nothing is."""
        key = address_key(url)
        row = self._db.execute(
            """
            SELECT state, attempts, visits, unchanged, first_seen_at, article_id FROM frontier WHERE key = :key
            """,
            {"key": key},
        ).fetchone()
        if row is None:
            return None
        state, attempts, visits, unchanged, first_seen_at, article_id = row
        return Address(
            key=key,
            state=state,
            attempts=attempts,
            visits=visits,
            unchanged=unchanged,
            first_seen_at=read_utc(first_seen_at),
            article_id=article_id,
        )

    def settle(
        self,
        capture: Capture,
        source_id: str,
        *,
        article_id: int | None,
        changed: bool,
        canonical: str | None = None,
        edits: int = 0,
    ) -> None:
        """Note that an address was fetched, what came of it, and when it is to be fetched again.

        `canonical` is the address that stands for the article, `edits` how often the article was revised.
        Of several addresses of one article only the canonical one is visited again, if it ever was fetched.
        """
        known = self.get(capture.url)
        now = capture.fetched_at
        first_seen_at = known.first_seen_at if known else now
        attempts, visits, unchanged = (known.attempts, known.visits, known.unchanged) if known else (0, 0, 0)
        article_id = article_id if article_id is not None or known is None else known.article_id
        unasked = capture.outcome == "unchanged" and not visits  # a 304, though no condition can have been set
        if unasked or (capture.outcome == "failed" and not capture.final):
            attempts += 1
            state, next_at = _after_failure(attempts, now, has_article=article_id is not None)
        elif capture.outcome in ("failed", "refused"):
            attempts += 1
            state, next_at = ("done" if article_id is not None else "given_up"), None
        else:
            attempts = 0
            visits += 1
            unchanged = 0 if changed else unchanged + 1
            state = "done"
            next_at = None
            if article_id is not None and not self._is_visited_elsewhere(canonical, address_key(capture.url)):
                next_at = next_revisit(first_seen_at, visits, unchanged, now, edits=edits)
        key = known.key if known else address_key(capture.url)
        self._db.execute(
            """
            INSERT INTO frontier (key, url, source_id, host, state, via, candidate, attempts, next_at, first_seen_at,
                seen_at, visited_at, visits, unchanged, outcome, last_status, reason, etag, last_modified, article_id)
            VALUES (:key, :url, :source_id, :host, :state, :via, :candidate, :attempts, :next_at, :first_seen_at,
                :now, :now, :visits, :unchanged, :outcome, :status, :reason, :etag, :last_modified, :article_id)
            ON CONFLICT (key) DO UPDATE SET
                state = excluded.state,
                candidate = CASE WHEN excluded.state = 'waiting' THEN coalesce(candidate, excluded.candidate) END,
                attempts = excluded.attempts, next_at = excluded.next_at, visited_at = excluded.visited_at,
                visits = excluded.visits, unchanged = excluded.unchanged, outcome = excluded.outcome,
                last_status = excluded.last_status, reason = excluded.reason,
                etag = CASE WHEN excluded.outcome IN ('failed', 'unchanged')
                    THEN coalesce(excluded.etag, etag) ELSE excluded.etag END,
                last_modified = CASE WHEN excluded.outcome IN ('failed', 'unchanged')
                    THEN coalesce(excluded.last_modified, last_modified) ELSE excluded.last_modified END,
                article_id = excluded.article_id
            """,
            {
                "key": key,
                "url": _to_fetch(capture.url, key),
                "source_id": source_id,
                "host": host(capture.url) or "",
                "state": state,
                "via": capture.candidate.via,
                "candidate": candidate_json(capture.candidate) if state == "waiting" else None,
                "attempts": attempts,
                "next_at": utc_text(next_at) if next_at is not None else None,
                "first_seen_at": utc_text(first_seen_at),
                "now": utc_text(now),
                "visits": visits,
                "unchanged": unchanged,
                "outcome": capture.outcome,
                "status": capture.status,
                "reason": capture.reason,
                "etag": capture.etag,
                "last_modified": capture.last_modified,
                "article_id": article_id,
            },
        )

    def settle_others(self, urls: Iterable[str], asked: str, article_id: int) -> None:
        """End the waiting of further addresses that turned out to lead to the same article."""
        own = address_key(asked)
        for key in {address_key(url) for url in urls} - {own}:
            self._db.execute(
                """
                UPDATE frontier SET state = 'done', candidate = NULL, article_id = :article_id,
                    next_at = CASE WHEN state = 'waiting' THEN NULL ELSE next_at END
                WHERE key = :key AND (state = 'waiting' OR article_id IS NOT :article_id)
                """,
                {"key": key, "article_id": article_id},
            )

    def rest_others(self, article_id: int, canonical: str) -> None:
        """Visit no other address of an article again, where its canonical one is visited.

        Which of two addresses of a new article is fetched first is chance; which of them is visited again is not.
        """
        its = address_key(canonical)
        row = self._db.execute("SELECT visits FROM frontier WHERE key = :key", {"key": its}).fetchone()
        if row is None or row[0] == 0:
            return
        urls = self._db.execute("SELECT url FROM article_urls WHERE article_id = :id", {"id": article_id}).fetchall()
        for key in {address_key(url) for (url,) in urls} - {its}:
            self._db.execute(
                "UPDATE frontier SET next_at = NULL WHERE key = :key AND state = 'done' AND next_at IS NOT NULL",
                {"key": key},
            )

    def _is_visited_elsewhere(self, canonical: str | None, key: str) -> bool:
        """Return whether the article's canonical address is another one than `key`, and was fetched itself."""
        if canonical is None or (its := address_key(canonical)) == key:
            return False
        row = self._db.execute("SELECT visits FROM frontier WHERE key = :key", {"key": its}).fetchone()
        return row is not None and row[0] > 0

    def _hand_out(self, keys: Iterable[str], run_id: int | None) -> None:
        if run_id is not None:
            self._db.executemany("UPDATE frontier SET run_id = ? WHERE key = ?", [(run_id, key) for key in keys])

    def _add(self, source_id: str, candidate: Candidate, key: str, now: dt.datetime) -> int:
        self._db.execute(
            """
            INSERT INTO frontier (key, url, source_id, host, state, via, candidate, next_at, first_seen_at, seen_at)
            VALUES (:key, :url, :source_id, :host, 'waiting', :via, :candidate, :now, :now, :now)
            """,
            {
                "key": key,
                "url": _to_fetch(candidate.url, key),
                "source_id": source_id,
                "host": host(candidate.url) or "",
                "via": candidate.via,
                "candidate": candidate_json(candidate),
                "now": utc_text(now),
            },
        )
        return 1

    def _seen(self, candidate: Candidate, key: str, article_id: int | None, now: dt.datetime) -> None:
        """Note that a known address was named again, and keep a spelling of it that is new."""
        parameters = {"key": key, "now": utc_text(now), "article_id": article_id, "via": candidate.via}
        self._db.execute("UPDATE frontier SET seen_at = :now WHERE key = :key AND seen_at < :now", parameters)
        if article_id is not None:
            self._db.execute(
                """
                INSERT INTO article_urls (url, article_id, kind, via, found_at, seen_at)
                VALUES (:url, :article_id, 'variant', :via, :now, :now)
                ON CONFLICT (url) DO NOTHING
                """,
                parameters | {"url": plain_address(candidate.url)},
            )

    def _is_article(self, source_id: str, candidate: Candidate, key: str, now: dt.datetime) -> bool:
        """Return whether an address that was never fetched is one of an article we have; note it if so."""
        row = self._db.execute(
            "SELECT article_id FROM article_urls WHERE url = :url", {"url": plain_address(candidate.url)}
        ).fetchone()
        if row is None:
            return False
        self._db.execute(
            """
            INSERT INTO frontier (key, url, source_id, host, state, via, first_seen_at, seen_at, article_id)
            VALUES (:key, :url, :source_id, :host, 'done', :via, :now, :now, :article_id)
            ON CONFLICT (key) DO NOTHING
            """,
            {
                "key": key,
                "url": _to_fetch(candidate.url, key),
                "source_id": source_id,
                "host": host(candidate.url) or "",
                "via": candidate.via,
                "now": utc_text(now),
                "article_id": row[0],
            },
        )
        return True


def _after_failure(attempts: int, now: dt.datetime, *, has_article: bool) -> tuple[str, dt.datetime | None]:
    if attempts >= MOST_ATTEMPTS:
        return ("done" if has_article else "given_up"), None
    return ("done" if has_article else "waiting"), now + FIRST_PAUSE * 4 ** (attempts - 1)


def _to_fetch(url: str, key: str) -> str | None:
    return None if url == f"https:{key}" else url
