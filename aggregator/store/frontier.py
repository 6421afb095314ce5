"""Which addresses are waiting, due again, done or given up."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus

from aggregator.candidate import Candidate
from aggregator.capture import Capture
from aggregator.scheduling.pace import BUSY
from aggregator.scheduling.revisit import next_look_after_gone, next_revisit
from aggregator.store.candidates import candidate_json, read_candidate
from aggregator.store.moments import read_utc, utc_text
from aggregator.urls import host, identity_key, normalise

MOST_ATTEMPTS = 5
"""Failed fetches in a row after which an address is given up. With the pauses below that is a day and
a half: longer than most outages, and five requests are no burden to anybody."""

FIRST_PAUSE = dt.timedelta(minutes=15)
"""Pause after the first failure; each further one is four times as long: 15 min, 1 h, 4 h, 16 h."""

NEWS = frozenset({"feed", "news_sitemap"})
"""Documents that name what is new, and little of it: never a flood."""

MOST_RANKS = 3_600
"""Addresses of one document whose order is kept; it is kept as seconds of waiting."""

MOST_PASSED = 2_000
"""Addresses that are passed over for the moment, at most, to find others that may be fetched at once."""

BUSY_AT_MOST = dt.timedelta(days=14)
"""How long an address is kept waiting whose host says that it is too busy: that says nothing of the address."""

SEEN_AGAIN = dt.timedelta(hours=1)
"""How exact it is when an address was last named: a sitemap names a hundred thousand known ones every time."""

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
    """Failed fetches in a row, or answers in a row that it is gone."""

    visits: int
    unchanged: int
    first_seen_at: dt.datetime
    outcome: str | None
    article_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What a document named, as the frontier sees it."""

    unknown: int = 0
    """Addresses that were not known before."""

    wanted: int = 0
    """Addresses that are to be fetched now and were never had."""

    left_alone: int = 0
    """Unknown addresses that were not taken, being too many."""

    def __add__(self, other: Noted) -> Noted:
        """Return the sums."""
        return Noted(
            unknown=self.unknown + other.unknown,
            wanted=self.wanted + other.wanted,
            left_alone=self.left_alone + other.left_alone,
        )


@dataclass(frozen=True, slots=True)
class _Known:
    """What `note` and `ask` need to know of an address."""

    url: str | None
    state: str
    next_at: str | None
    etag: str | None
    last_modified: str | None
    article_id: int | None
    outcome: str | None
    visited_at: str | None
    run_id: int | None
    seen_at: str

    def is_refused_no_more(self, now: dt.datetime) -> bool:
        """Return whether its refusal is so long ago that it is asked for again."""
        return (
            self.outcome == "refused"
            and self.visited_at is not None
            and self.visited_at <= utc_text(now - REFUSED_AGAIN)
        )


@dataclass(frozen=True, slots=True)
class _Due:
    """An address whose time has come."""

    key: str
    url: str | None
    state: str
    candidate: str | None
    etag: str | None
    last_modified: str | None
    article_id: int | None
    host: str

    @property
    def is_visit(self) -> bool:
        """Whether it leads to an article that we have."""
        return self.state == "done" and self.article_id is not None

    def waiting(self) -> Waiting:
        """Return it as it is handed out."""
        return Waiting(
            candidate=read_candidate(self.candidate)
            if self.candidate is not None
            else Candidate(url=self.url or f"https:{self.key}", via="revisit"),
            etag=self.etag if self.is_visit else None,
            last_modified=self.last_modified if self.is_visit else None,
        )


Closed = Callable[[Candidate], bool]
"""Returns whether an address is of a form that is left alone for now (see `Moulds.is_closed`)."""

Take = Callable[[Candidate], dt.datetime | None]
"""Takes an address for fetching and returns None, or returns until when it is to be left alone (see `Moulds.take`)."""

Revisits = Callable[[str, int], int]
"""Takes a host and how many of its articles are due for a visit; returns how many may be visited."""


def nothing_closed(candidate: Candidate) -> bool:
    """Know nothing against any address."""
    return False


def take_all(candidate: Candidate) -> dt.datetime | None:
    """Leave no address alone."""
    return None


def unlimited(host: str, number: int) -> int:
    """Allow all."""
    return number


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

    def note(
        self,
        source_id: str,
        candidates: Iterable[Candidate],
        *,
        now: dt.datetime,
        closed: Closed = nothing_closed,
        most: int | None = None,
    ) -> Noted:
        """Take note of what a document names, the newest first; nothing is handed out.

        Addresses that are `closed` wait like others, but are no reason to ask for a further page. Of unknown ones
        `most` are taken, and all that feeds and news sitemaps name; None: all.
        """
        offered = {address_key(one.url): one for one in reversed(list(candidates))}
        unknown = wanted = left_alone = 0
        for keys in _chunks(list(reversed(offered))):
            known = self._known(keys)
            for key in keys:
                candidate = offered[key]
                found = known.get(key)
                if found is not None:
                    wanted += self._seen(candidate, key, found, now)
                elif most is not None and unknown >= most and candidate.via not in NEWS:
                    left_alone += 1
                elif not self._is_article(source_id, candidate, key, now):
                    # What a document names first is to be fetched first: the order in which what waits is handed out.
                    since = now - dt.timedelta(seconds=min(unknown, MOST_RANKS))
                    self._add(source_id, candidate, key, now, since=since)
                    unknown += 1
                    wanted += not closed(candidate)
        return Noted(unknown=unknown, wanted=wanted, left_alone=left_alone)

    def ask(
        self, source_id: str, run_id: int | None, candidates: Iterable[Candidate], *, now: dt.datetime, again: bool
    ) -> tuple[list[Waiting], int]:
        """Take note of addresses that a person named; return those to fetch now, in their order, and how many were new.

        To fetch: the unknown, what was never had, and articles whose time has come; with `again` also what is done.
        Each page is given to a run once, in whatever spellings it is named.
        """
        to_fetch: list[Waiting] = []
        unknown = 0
        given: set[str] = set()
        for candidate in candidates:
            key = address_key(candidate.url)
            if key in given:
                continue
            known = self._known([key]).get(key)
            if known is None:
                if self._is_article(source_id, candidate, key, now) and not again:
                    continue
                self._add(source_id, candidate, key, now, since=now)
                unknown += 1
                given.add(key)
                to_fetch.append(Waiting(candidate=candidate))
                continue
            self._seen(candidate, key, known, now)
            due = known.state in ("waiting", "given_up") or (
                known.next_at is not None and known.next_at <= utc_text(now)
            )
            if (due or known.is_refused_no_more(now) or again) and (run_id is None or known.run_id != run_id):
                given.add(key)
                # What we hold would answer a conditional request with "as you know", so a page that is
                # to be read again on purpose is asked for in full.
                conditional = known.state == "done" and known.article_id is not None and not again
                to_fetch.append(
                    Waiting(
                        candidate=candidate,
                        etag=known.etag if conditional else None,
                        last_modified=known.last_modified if conditional else None,
                    )
                )
        self._mark(given, run_id)
        return to_fetch, unknown

    def hand_out(
        self,
        source_id: str,
        run_id: int | None,
        *,
        now: dt.datetime,
        limit: int,
        revisits: Revisits = unlimited,
        take: Take = take_all,
    ) -> list[Waiting]:
        """Return up to `limit` addresses of a source whose time has come, each to one run once.

        First what was never had, the newest first, as far as `take` lets it through; then articles that we have
        and that are due for another visit, as many as `revisits` allows of the given number at a host.
        """
        due: list[Waiting] = []
        passed = 0
        while len(due) < limit and passed < MOST_PASSED:
            rows = self._due(source_id, run_id, now=now, limit=limit - len(due), passed=passed)
            if not rows:
                break
            until = {row.key: None if row.is_visit else take(row.waiting().candidate) for row in rows}
            given = [row for row in rows if until[row.key] is None]
            later = {key: moment for key, moment in until.items() if moment is not None and moment > now}
            self._postpone(later)
            self._mark([row.key for row in given], run_id)
            visits = Counter(row.host for row in given if row.is_visit)
            left = {name: revisits(name, number) for name, number in visits.items()}
            for row in given:
                if row.is_visit:
                    left[row.host] -= 1
                if not row.is_visit or left[row.host] >= 0:
                    due.append(row.waiting())
            passed += len(rows) - len(later) - (len(given) if run_id is not None else 0)
        return due

    def _due(self, source_id: str, run_id: int | None, *, now: dt.datetime, limit: int, passed: int) -> list[_Due]:
        rows = self._db.execute(
            """
            SELECT key, url, state, candidate, etag, last_modified, article_id, host
            FROM frontier
            WHERE source_id = :source_id AND next_at <= :now AND (:run_id IS NULL OR run_id IS NOT :run_id)
            ORDER BY state = 'done', next_at DESC
            LIMIT :limit OFFSET :passed
            """,
            {"source_id": source_id, "run_id": run_id, "now": utc_text(now), "limit": limit, "passed": passed},
        )
        return [_Due(*row) for row in rows]

    def _postpone(self, until: Mapping[str, dt.datetime]) -> None:
        """Let addresses that are left alone for a while wait as long."""
        self._db.executemany(
            "UPDATE frontier SET next_at = ? WHERE key = ?", [(utc_text(moment), key) for key, moment in until.items()]
        )

    def take_back(self, source_id: str, run_id: int | None, url: str) -> None:
        """Make an address that a run was given and did not ask for what it was before."""
        self._db.execute(
            "UPDATE frontier SET run_id = NULL WHERE key = ? AND source_id = ? AND run_id IS ?",
            (address_key(url), source_id, run_id),
        )

    def get(self, url: str) -> Address | None:
        """Return what is known of an address, None where nothing is."""
        key = address_key(url)
        row = self._db.execute(
            """
            SELECT state, attempts, visits, unchanged, first_seen_at, outcome, article_id FROM frontier WHERE key = :key
            """,
            {"key": key},
        ).fetchone()
        if row is None:
            return None
        state, attempts, visits, unchanged, first_seen_at, outcome, article_id = row
        return Address(
            key=key,
            state=state,
            attempts=attempts,
            visits=visits,
            unchanged=unchanged,
            first_seen_at=read_utc(first_seen_at),
            outcome=outcome,
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
        habit: float = 0.0,
    ) -> None:
        """Note that an address was fetched, what came of it, and when it is to be fetched again.

        `canonical` is the address that stands for the article, `edits` how often the article was revised, `habit`
        how often its source revises articles.
        Of several addresses of one article only the canonical one is visited again, if it ever was fetched.
        """
        known = self.get(capture.url)
        now = capture.fetched_at
        first_seen_at = known.first_seen_at if known else now
        attempts, visits, unchanged = (known.attempts, known.visits, known.unchanged) if known else (0, 0, 0)
        article_id = article_id if article_id is not None or known is None else known.article_id
        unasked = capture.outcome == "unchanged" and not visits  # a 304, though no condition can have been set
        if unasked or (capture.outcome in ("failed", "no_article") and not capture.final):
            attempts += 1
            patient = capture.status in BUSY and now - first_seen_at < BUSY_AT_MOST
            state, next_at = _after_failure(attempts, now, has_article=article_id is not None, patient=patient)
        elif capture.outcome in ("failed", "refused"):
            attempts += 1
            state, next_at = ("done" if article_id is not None else "given_up"), None
        elif capture.outcome == "gone":
            attempts = attempts + 1 if known is not None and known.outcome == "gone" else 1
            visits += 1
            next_at = next_look_after_gone(
                attempts, now, had=article_id is not None, for_good=capture.status == HTTPStatus.GONE
            )
            state = "done" if article_id is not None or next_at is None else "waiting"
        else:
            attempts = 0
            visits += 1
            unchanged = 0 if changed else unchanged + 1
            state = "done"
            next_at = None
            leads_elsewhere = capture.outcome == "known"  # its article is visited where that is
            if (
                article_id is not None
                and not leads_elsewhere
                and not self._is_visited_elsewhere(canonical, address_key(capture.url))
            ):
                next_at = next_revisit(first_seen_at, visits, unchanged, now, edits=edits, habit=habit)
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

    def hand_over(self, old: str, new: str) -> None:
        """Visit the new address of an article that has moved, and not the old one any more."""
        self._db.execute(
            """
            INSERT INTO frontier (key, url, source_id, host, state, via, next_at, first_seen_at, seen_at, visited_at,
                visits, unchanged, outcome, last_status, article_id, run_id)
            SELECT :new, :url, source_id, :host, 'done', 'revisit', next_at, first_seen_at, seen_at, visited_at,
                visits, unchanged, outcome, last_status, article_id, run_id
            FROM frontier WHERE key = :old
            ON CONFLICT (key) DO UPDATE SET
                state = 'done', candidate = NULL, next_at = excluded.next_at, visited_at = excluded.visited_at,
                visits = max(visits, excluded.visits), article_id = excluded.article_id, run_id = excluded.run_id
            """,
            {
                "old": address_key(old),
                "new": address_key(new),
                "url": _to_fetch(new, address_key(new)),
                "host": host(new) or "",
            },
        )
        self._db.execute("UPDATE frontier SET next_at = NULL WHERE key = :old", {"old": address_key(old)})

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

    def _known(self, keys: list[str]) -> dict[str, _Known]:
        rows = self._db.execute(
            """
            SELECT key, url, state, next_at, etag, last_modified, article_id, outcome, visited_at, run_id, seen_at
            FROM frontier WHERE key IN (SELECT value FROM json_each(:keys))
            """,
            {"keys": json.dumps(keys)},
        )
        return {key: _Known(*row) for key, *row in rows}

    def _mark(self, keys: Iterable[str], run_id: int | None) -> None:
        if run_id is not None:
            self._db.executemany("UPDATE frontier SET run_id = ? WHERE key = ?", [(run_id, key) for key in keys])

    def _add(self, source_id: str, candidate: Candidate, key: str, now: dt.datetime, *, since: dt.datetime) -> None:
        self._db.execute(
            """
            INSERT INTO frontier (key, url, source_id, host, state, via, candidate, next_at, first_seen_at, seen_at)
            VALUES (:key, :url, :source_id, :host, 'waiting', :via, :candidate, :since, :now, :now)
            """,
            {
                "key": key,
                "url": _to_fetch(candidate.url, key),
                "source_id": source_id,
                "host": host(candidate.url) or "",
                "via": candidate.via,
                "candidate": candidate_json(candidate),
                "since": utc_text(since),
                "now": utc_text(now),
            },
        )

    def _seen(self, candidate: Candidate, key: str, known: _Known, now: dt.datetime) -> bool:
        """Note that a known address was named again, and a spelling of it that is new; return whether it waits.

        One that was refused long ago waits again.
        """
        parameters = {"key": key, "now": utc_text(now), "article_id": known.article_id, "via": candidate.via}
        if known.seen_at < utc_text(now - SEEN_AGAIN):
            self._db.execute("UPDATE frontier SET seen_at = :now WHERE key = :key", parameters)
        if known.article_id is not None and candidate.url != (known.url or f"https:{key}"):
            self._db.execute(
                """
                INSERT INTO article_urls (url, article_id, kind, via, found_at, seen_at)
                VALUES (:url, :article_id, 'variant', :via, :now, :now)
                ON CONFLICT (url) DO NOTHING
                """,
                parameters | {"url": plain_address(candidate.url)},
            )
        if known.state == "given_up" and known.is_refused_no_more(now):
            self._db.execute(
                "UPDATE frontier SET state = 'waiting', next_at = :now, candidate = :candidate WHERE key = :key",
                parameters | {"candidate": candidate_json(candidate)},
            )
            return True
        return known.state == "waiting" and known.next_at is not None and known.next_at <= utc_text(now)

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


def _after_failure(
    attempts: int, now: dt.datetime, *, has_article: bool, patient: bool
) -> tuple[str, dt.datetime | None]:
    if attempts >= MOST_ATTEMPTS and not patient:
        return ("done" if has_article else "given_up"), None
    return ("done" if has_article else "waiting"), now + FIRST_PAUSE * 4 ** min(attempts - 1, MOST_ATTEMPTS - 2)


def _chunks(keys: list[str], size: int = 500) -> Iterator[list[str]]:
    for start in range(0, len(keys), size):
        yield keys[start : start + size]


def _to_fetch(url: str, key: str) -> str | None:
    return None if url == f"https:{key}" else url
