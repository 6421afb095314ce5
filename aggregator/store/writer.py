"""`Store`: the one way into the file; one capture, one transaction."""

from __future__ import annotations

import contextlib
import datetime as dt
import secrets
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from aggregator.candidate import Candidate
from aggregator.capture import Capture, Outcome
from aggregator.clock import Clock, system_clock
from aggregator.dedup.decide import AddressMatch, Decision, Known, changed_fields, decide
from aggregator.discovery.found import DocumentKind
from aggregator.errors import Locked, StoreError
from aggregator.row import Row
from aggregator.run import Counts, RunOutcome
from aggregator.scheduling.interval import next_check
from aggregator.sources.source import Source
from aggregator.store.articles import Articles, ChangeKind, merged_reading
from aggregator.store.connection import WriteLock, mapped_errors, open_writer
from aggregator.store.documents import Document, Documents
from aggregator.store.frontier import Frontier, Waiting, address_key, plain_address
from aggregator.store.history import Coverage, Runs
from aggregator.store.leases import LIFE, Leases, this_process
from aggregator.store.lookup import Lookup, sort_moment
from aggregator.store.moments import utc_text
from aggregator.store.registry import Registered
from aggregator.store.robots import Robots
from aggregator.store.scrubbing import scrubbed
from aggregator.store.stored import stored_article, stored_row
from aggregator.store.stories import Stories
from aggregator.timestamps import to_utc_text

Counted = Literal["new", "revised", "same", "gone", "no_article", "refused", "failed"]

_COUNTED: dict[Outcome, Counted] = {
    "article": "same",  # without a text to keep: nothing has come of it
    "unchanged": "same",
    "gone": "gone",
    "no_article": "no_article",
    "refused": "refused",
    "failed": "failed",
}

RENEWAL = LIFE.total_seconds() / 5
"""Seconds after which a store prolongs its leases: four times it may miss that."""

PERMANENT = frozenset({301, 308})
"""Redirects that say that the address has changed for good (RFC 9110, 15.4.2 and 15.4.9)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What the store made of a capture."""

    outcome: Outcome
    counted: Counted
    """The name in `run.Counts` under which it counts."""

    article_id: int | None = None
    changes: tuple[ChangeKind, ...] = ()
    """What happened to the article, in the words of the change feed; () where nothing did."""

    row: Row | None = None
    """The article's flat row, for a page that was read as one; None otherwise."""

    why: str = ""
    """Why so, in a sentence for people."""


class Store:
    """An open file, for one thread: reads and writes inside `with store.transaction():`.

    Each method is a transaction of its own, or a part of the one that is open around it.
    """

    def __init__(self, path: Path | str, *, clock: Clock = system_clock) -> None:
        """Open `path`, and make it where there is no file; `clock` says what now is."""
        self.path = Path(path)
        self.clock = clock
        self.connection = open_writer(self.path)
        self._lock = WriteLock(self.path)
        self._owner = this_process(secrets.token_hex(4))
        self._runs: dict[str, int] = {}
        """Source id → the run that this store has begun and not ended."""
        self._renewed = time.monotonic()
        self._depth = 0
        self._articles = Articles(self.connection)
        self._stories = Stories(self.connection)
        self._lookup = Lookup(self.connection)
        self._coverage = Coverage(self.connection)
        self._documents = Documents(self.connection, self._coverage)
        self._registered = Registered(self.connection)
        self._runs_table = Runs(self.connection)
        self._robots = Robots(self.connection)
        self.frontier = Frontier(self.connection)
        self.leases = Leases(self.connection)

    def __enter__(self) -> Self:
        """Return the store itself; it is closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """End what this store has begun, write back the log, and close the file."""
        with contextlib.suppress(StoreError, sqlite3.Error):  # what cannot be ended now is ended by the next run
            for run_id in list(self._runs.values()):
                self.end_run(run_id, outcome="interrupted", counts=Counts())
        with contextlib.suppress(Locked), self._lock:  # closing may checkpoint
            self.connection.close()
        self.connection.close()
        self._lock.close()

    # --- transactions --------------------------------------------------------------------------------

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make what is written in the block one transaction; inside another one, a savepoint of it.

        It begins with BEGIN IMMEDIATE: we read before we write, and a transaction that did so after a
        plain BEGIN fails at once where another program has committed in between.
        """
        if self._depth:
            with self._savepoint():
                yield
            return
        with self._lock, mapped_errors(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            self._depth = 1
            try:
                self._renew_leases()
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise
            finally:
                self._depth = 0

    def _renew_leases(self) -> None:
        """Prolong our leases once in a while: other machines cannot see whether we live."""
        if self._runs and time.monotonic() - self._renewed > RENEWAL:
            self.leases.renew(self._owner, dt.datetime.now(dt.UTC))
            self._renewed = time.monotonic()

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        name = f"part_{self._depth}"
        self.connection.execute(f"SAVEPOINT {name}")
        self._depth += 1
        try:
            yield
        except BaseException:
            if self.connection.in_transaction:  # a full disk has rolled back everything already
                self.connection.execute(f"ROLLBACK TO {name}")
                self.connection.execute(f"RELEASE {name}")
            raise
        else:
            self.connection.execute(f"RELEASE {name}")
        finally:
            self._depth -= 1

    # --- sources and runs ----------------------------------------------------------------------------

    def register(self, sources: Iterable[Source]) -> None:
        """Enter sources as their files describe them; those that are known take over what is new."""
        with self.transaction():
            for source in sources:
                self._registered.register(source, self.clock())

    def unregister(self, source_id: str) -> None:
        """Note that a source's file was taken away; its articles stay."""
        with self.transaction():
            self._registered.unregister(source_id, self.clock())

    def begin_run(self, source_id: str, *, url: str | None = None) -> int | None:
        """Begin a run of a source; return its id, or None where a living other one is at work on it.

        `url` is an address of its site, by which one that is not registered gets its row.
        """
        with self.transaction():
            now = self.clock()
            self._registered.ensure(source_id, url, now)
            if not self.leases.take("source", source_id, self._owner, dt.datetime.now(dt.UTC)):
                return None
            self._runs[source_id] = run_id = self._runs_table.begin(source_id, self._owner, now)
            return run_id

    def end_run(
        self,
        run_id: int,
        *,
        outcome: RunOutcome,
        counts: Counts,
        reason: str | None = None,
        retry_after: dt.timedelta | None = None,
        cache_life: dt.timedelta | None = None,
        update_period: dt.timedelta | None = None,
    ) -> None:
        """Note how a run ended and when its source is due again, and let others work on it.

        What the site said of its rhythm is passed on to `scheduling.interval.next_check`. A run that was
        interrupted leaves its source due.
        """
        with self.transaction():
            now = self.clock()
            self._runs_table.end(run_id, outcome, counts, now, reason)
            if outcome in ("finished", "failed"):
                source_id, interval = self._runs_table.source_of(run_id)
                next_at = next_check(
                    self._runs_table.visits(source_id, now),
                    now=now,
                    interval=interval,
                    retry_after=retry_after,
                    cache_life=cache_life,
                    update_period=update_period,
                )
                self._registered.due_at(source_id, next_at)
            for source_id in [one for one, run in self._runs.items() if run == run_id]:
                self.leases.release("source", source_id, self._owner)
                del self._runs[source_id]

    def due(self, source_ids: Iterable[str]) -> list[str]:
        """Return those of the sources whose next harvest is due; what is not known yet is."""
        with self.transaction():
            return self._registered.due(source_ids, self.clock())

    def due_at(self, source_id: str, next_at: dt.datetime | None) -> None:
        """Note when a source is due again; None: at once."""
        with self.transaction():
            self._registered.due_at(source_id, next_at)

    def pause(self, source_id: str, until: dt.datetime, *, reason: str | None = None) -> None:
        """Leave a source out of harvests until then."""
        with self.transaction():
            self._registered.pause(source_id, until, reason)

    def resume(self, source_id: str) -> None:
        """Take a paused source up again; it is due at once."""
        with self.transaction():
            self._registered.pause(source_id, None, None)
            self._registered.due_at(source_id, None)

    # --- documents and addresses ---------------------------------------------------------------------

    def document(self, url: str) -> Document | None:
        """Return what is known of a feed, sitemap or listing page, its validators above all."""
        with self.transaction():
            return self._documents.get(url)

    def documents(self, source_id: str) -> list[Document]:
        """Return all documents that are known of a source."""
        with self.transaction():
            return self._documents.of_source(source_id)

    def saw_document(
        self,
        url: str,
        source_id: str,
        kind: DocumentKind,
        *,
        status: int | None,
        etag: str | None = None,
        last_modified: str | None = None,
        body_sha256: str | None = None,
        entries: Iterable[str] | None = None,
        reason: str | None = None,
        next_at: dt.datetime | None = None,
        unchanged: bool = False,
    ) -> Document:
        """Note one visit of a document (see `Documents.saw`), and return it as it stands then.

        `unchanged`: it was not read, being the same as before; `entries` are then not asked for.
        """
        with self.transaction():
            self._registered.ensure(source_id, url, self.clock())
            return self._documents.saw(
                url,
                source_id,
                kind,
                status=status,
                now=self.clock(),
                etag=etag,
                last_modified=last_modified,
                body_sha256=body_sha256,
                entries=None if unchanged else entries,
                reason=reason,
                next_at=next_at,
            )

    def await_documents(self, source_id: str, documents: Iterable[tuple[str, DocumentKind, int]]) -> None:
        """Note documents (address, kind, page) that another one named and that are still to be asked."""
        with self.transaction():
            self._documents.wait_for(source_id, documents)

    def awaited_documents(self, source_id: str) -> list[tuple[str, DocumentKind, int]]:
        """Return the documents (address, kind, page) that were named and never asked: a harvest was stopped."""
        with self.transaction():
            return self._documents.awaited(source_id)

    def offer(
        self, source_id: str, run_id: int | None, candidates: Iterable[Candidate], *, again: bool = False
    ) -> list[Waiting]:
        """Take note of what a document names; return the addresses to fetch now, in its order.

        Those are the unknown ones, and the known whose time has come; with `again` those that are done as
        well. No address is handed to one run twice.
        """
        with self.transaction():
            now = self.clock()
            offered = list(candidates)
            if offered:
                self._registered.ensure(source_id, offered[0].url, now)
            to_fetch, unknown = self.frontier.offer(source_id, run_id, offered, now=now, again=again)
            if unknown:
                self._coverage.add(source_id, now, candidates=unknown)
                self._runs_table.found_unknown(run_id, unknown)
            return to_fetch

    def waiting(self, source_id: str) -> list[Waiting]:
        """Return the addresses to fetch without being named again: left over, to be retried, due for a visit."""
        with self.transaction():
            return self.frontier.waiting(source_id, self._runs.get(source_id), now=self.clock())

    def saw_robots(self, origin: str, body: bytes, *, status: int) -> None:
        """Note what a site's robots.txt says; each version is kept once."""
        with self.transaction():
            self._robots.saw(origin, body, status=status, now=self.clock())

    # --- captures ------------------------------------------------------------------------------------

    def keep(self, capture: Capture, *, row: bool = True) -> Kept:
        """Store what a fetch brought, decide what it is, and end its address's work: all or nothing.

        `row`: whether the article's flat row is wanted.
        """
        try:
            with self.transaction():
                return self._keep(capture, row=row)
        except UnicodeEncodeError:  # half a surrogate pair from a broken page: no database can hold it
            with self.transaction():
                return self._keep(scrubbed(capture), row=row)

    def _keep(self, capture: Capture, *, row: bool) -> Kept:
        source_id = self._registered.ensure(capture.source_id, capture.url, self.clock())
        capture = replace(capture, source_id=source_id)
        if capture.outcome == "article" and capture.article is not None and capture.keys is not None:
            return self._keep_article(capture, row=row)
        return self._keep_no_article(capture)

    def _keep_article(self, capture: Capture, *, row: bool) -> Kept:
        article, keys = capture.article, capture.keys
        assert article is not None and keys is not None
        addresses = _Addresses.of(capture)
        matches = self._lookup.by_address(addresses.matches, addresses.keyed)
        published = to_utc_text(article.published_at) if article.published_at is not None else None
        by_text = self._lookup.by_text(keys, sort_moment(published, utc_text(capture.fetched_at)))
        candidates = [
            known
            for article_id in dict.fromkeys([*matches, *by_text])
            if (known := self._lookup.known(article_id, matches.get(article_id))) is not None
        ]
        decision = decide(capture, candidates)
        if decision.article_id is None:
            article_id, changes = self._store_new(capture, decision, addresses)
        else:
            known = next(one for one in candidates if one.article_id == decision.article_id)
            article_id, changes = self._store_known(capture, known, decision, addresses)
        self._enter_addresses(article_id, capture, addresses)
        for duplicate in decision.duplicates:
            changes += self._merge(duplicate, article_id, capture)
        changes += self._join_story(article_id, capture, decision)
        canonical, revision = self.connection.execute(
            "SELECT url, revision FROM articles WHERE id = :id", {"id": article_id}
        ).fetchone()
        self.frontier.settle(
            capture,
            capture.source_id,
            article_id=article_id,
            changed=bool(changes),
            canonical=canonical,
            edits=revision - 1,
        )
        self.frontier.settle_others(addresses.matches, capture.url, article_id)
        self.frontier.rest_others(article_id, canonical)
        counted: Counted = "new" if "new" in changes else "revised" if "revised" in changes else "same"
        if counted != "same":
            self._coverage.add(capture.source_id, capture.fetched_at, stored=1)
        return Kept(
            outcome=capture.outcome,
            counted=counted,
            article_id=article_id,
            changes=tuple(changes),
            row=stored_row(self.connection, article_id) if row else None,
            why=decision.reason,
        )

    def _store_new(self, capture: Capture, decision: Decision, addresses: _Addresses) -> tuple[int, list[ChangeKind]]:
        now = self.clock()
        story_id = self._stories.make(now)
        url = self._free_address(addresses)
        article_id = self._articles.insert(capture, url=url, source_id=capture.source_id, story_id=story_id, now=now)
        capture_id = self._enter_capture(capture, article_id, changed=True)
        self._articles.insert_first_revision(article_id, capture, capture_id)
        self._stories.enter(story_id, article_id)
        self._own(url, article_id, capture)
        self._note("new", article_id, capture)
        return article_id, ["new"]

    def _store_known(
        self, capture: Capture, known: Known, decision: Decision, addresses: _Addresses
    ) -> tuple[int, list[ChangeKind]]:
        article_id = known.article_id
        changes: list[ChangeKind] = []
        if self._move(article_id, capture, addresses):
            changes.append("moved")
        if self._articles.set_status(article_id, "live", capture.fetched_at):
            changes.append("back")
        chosen = self._choose_canonical(article_id, capture, addresses)
        fields = decision.fields if chosen == "its own" else ()
        if chosen == "now its own" and capture.article is not None:
            # What this page says beside the text counts from now on, as if it had come first.
            stored = stored_article(self.connection, article_id)
            assert stored is not None
            known = replace(known, article=stored)
            fields = changed_fields(stored, capture.article)
        if decision.change in ("revised", "reread"):
            changes.append("revised" if decision.change == "revised" else "reread")
        elif fields:
            changes.append("updated")
        capture_id = self._enter_capture(capture, article_id, changed=bool(changes))
        if "revised" in changes or "reread" in changes:
            merged = merged_reading(capture, known, fields, text=True)
            self._articles.revise(article_id, merged, capture_id, cause=decision.cause, edit=decision.edit)
        elif "updated" in changes:
            self._articles.update(article_id, merged_reading(capture, known, fields, text=False))
        for kind in changes:
            self._note(kind, article_id, capture)
        return article_id, changes

    def _keep_no_article(self, capture: Capture) -> Kept:
        """Note a fetch that brought no article to read; what it means for one that we have."""
        matches = self._lookup.by_address({plain_address(capture.url): "asked"}, {address_key(capture.url): "asked"})
        article_id = next(iter(matches), None)
        changes: list[ChangeKind] = []
        if article_id is not None:
            if _is_gone(capture) and self._stands_for(article_id, capture.url):
                if self._articles.set_status(article_id, "gone", capture.fetched_at):
                    changes.append("gone")
            elif capture.outcome == "unchanged" and self._articles.set_status(article_id, "live", capture.fetched_at):
                changes.append("back")
            if changes or capture.outcome == "unchanged":
                self._enter_capture(capture, article_id, changed=bool(changes))
            for kind in changes:
                self._note(kind, article_id, capture)
        self.frontier.settle(capture, capture.source_id, article_id=article_id, changed=bool(changes))
        if capture.outcome == "refused":
            self._coverage.add(capture.source_id, capture.fetched_at, refused=1)
        elif capture.outcome == "failed":
            self._coverage.add(capture.source_id, capture.fetched_at, failed=1)
        counted: Counted = _COUNTED[capture.outcome]
        return Kept(
            outcome=capture.outcome,
            counted=counted,
            article_id=article_id,
            changes=tuple(changes),
            why=capture.reason or "",
        )

    # --- parts of keeping ----------------------------------------------------------------------------

    def _note(self, kind: ChangeKind, article_id: int, capture: Capture, *, other_id: int | None = None) -> None:
        self._articles.note(kind, article_id, now=self.clock(), run_id=capture.run_id, other_id=other_id)

    def _enter_capture(self, capture: Capture, article_id: int, *, changed: bool) -> int:
        """Enter a fetch; one that changed nothing takes the place of the last such one."""
        values = {
            "url": capture.url,
            "article_id": article_id,
            "run_id": capture.run_id,
            "fetched_at": utc_text(capture.fetched_at),
            "status": capture.status,
            "outcome": capture.outcome,
            "changed": changed,
            "raw_sha256": capture.raw_sha256,
            "raw_size": capture.raw_size or None,
            "reader": capture.article.reader if capture.article is not None else None,
            "rules_hash": capture.rules_hash,
        }
        last = self.connection.execute(
            """
            SELECT c.id, c.changed, c.fetched_at FROM articles AS a JOIN captures AS c ON c.id = a.capture_id
            WHERE a.id = :id
            """,
            {"id": article_id},
        ).fetchone()
        is_last = last is None or last[2] <= values["fetched_at"]
        if not changed and last is not None and not last[1] and is_last:
            self.connection.execute(
                """
                UPDATE captures SET url = :url, run_id = :run_id, fetched_at = :fetched_at, http_status = :status,
                    outcome = :outcome, raw_sha256 = :raw_sha256, raw_size = :raw_size, reader = :reader,
                    rules_hash = :rules_hash
                WHERE id = :id
                """,
                values | {"id": last[0]},
            )
            capture_id = int(last[0])
        elif not changed and not is_last:
            return int(last[0])
        else:
            inserted = self.connection.execute(
                """
                INSERT INTO captures (url, article_id, run_id, fetched_at, http_status, outcome, changed, raw_sha256,
                    raw_size, reader, rules_hash)
                VALUES (:url, :article_id, :run_id, :fetched_at, :status, :outcome, :changed, :raw_sha256,
                    :raw_size, :reader, :rules_hash)
                """,
                values,
            ).lastrowid
            assert inserted is not None
            capture_id = inserted
            if changed and last is not None and not last[1] and is_last:
                self.connection.execute("DELETE FROM captures WHERE id = :id", {"id": last[0]})
        if is_last:
            self.connection.execute(
                """
                UPDATE articles SET capture_id = :capture_id,
                    last_seen_at = iif(:seen, max(last_seen_at, :fetched_at), last_seen_at)
                WHERE id = :id
                """,
                {
                    "id": article_id,
                    "capture_id": capture_id,
                    "fetched_at": values["fetched_at"],
                    "seen": capture.outcome in ("article", "unchanged"),
                },
            )
        return capture_id

    def _free_address(self, addresses: _Addresses) -> str:
        """Return the address that is to stand for a new article: the best that no other one has."""
        for url in (addresses.canonical, addresses.answered, addresses.asked):
            if not self.connection.execute("SELECT 1 FROM articles WHERE url = :url", {"url": url}).fetchone():
                return url
        return f"{addresses.asked}#{secrets.token_hex(8)}"

    def _own(self, url: str, article_id: int, capture: Capture, kind: str = "canonical") -> None:
        """Give an address to an article, whoever had it."""
        self.connection.execute(
            """
            INSERT INTO article_urls (url, article_id, kind, via, found_at, seen_at)
            VALUES (:url, :article_id, :kind, :via, :now, :now)
            ON CONFLICT (url) DO UPDATE SET article_id = excluded.article_id, kind = excluded.kind,
                seen_at = max(seen_at, excluded.seen_at)
            """,
            {
                "url": url,
                "article_id": article_id,
                "kind": kind,
                "via": capture.candidate.via,
                "now": utc_text(capture.fetched_at),
            },
        )

    def _enter_addresses(self, article_id: int, capture: Capture, addresses: _Addresses) -> None:
        """Enter all addresses of a capture; what was fetched is believed over what a page only claims."""
        for url, kind in addresses.kinds.items():
            self.connection.execute(
                """
                INSERT INTO article_urls (url, article_id, kind, via, found_at, seen_at)
                VALUES (:url, :article_id, :kind, :via, :now, :now)
                ON CONFLICT (url) DO UPDATE SET
                    seen_at = max(seen_at, excluded.seen_at),
                    kind = iif(kind IN ('alias', 'variant') OR article_id <> excluded.article_id, excluded.kind, kind),
                    article_id = excluded.article_id
                WHERE article_id = excluded.article_id
                    OR (:kind IN ('asked', 'answered') AND kind <> 'canonical')
                """,
                {
                    "url": url,
                    "article_id": article_id,
                    "kind": kind,
                    "via": capture.candidate.via,
                    "now": utc_text(capture.fetched_at),
                },
            )

    def _stands_for(self, article_id: int, url: str) -> bool:
        """Return whether an address is the one that stands for the article, in whatever spelling."""
        (canonical,) = self.connection.execute("SELECT url FROM articles WHERE id = :id", {"id": article_id}).fetchone()
        return address_key(canonical) == address_key(url)

    def _move(self, article_id: int, capture: Capture, addresses: _Addresses) -> bool:
        """Take over the new address of an article whose own one redirects for good; return whether it does."""
        if not _is_moved(capture) or not self._stands_for(article_id, capture.url):
            return False
        old = self.connection.execute("SELECT url FROM articles WHERE id = :id", {"id": article_id}).fetchone()[0]
        new = self._free_address(replace(addresses, asked=addresses.answered))
        self._own(old, article_id, capture, "moved")
        self._own(new, article_id, capture, "canonical")
        self.connection.execute("UPDATE articles SET url = :url WHERE id = :id", {"id": article_id, "url": new})
        return True

    def _choose_canonical(
        self, article_id: int, capture: Capture, addresses: _Addresses
    ) -> Literal["its own", "now its own", "another"]:
        """Choose between the canonical address we have and the one that this page names.

        Returns whether that of this page is the one that stands for the article, so that what it says beside
        the text (its section, its tags) counts. A page under two addresses may name each as its canonical
        one: then the better one is chosen, whichever came first.
        """
        (stored,) = self.connection.execute("SELECT url FROM articles WHERE id = :id", {"id": article_id}).fetchone()
        named = addresses.canonical
        if named == stored or address_key(named) == address_key(stored):
            return "its own"
        holder = self.connection.execute(
            "SELECT article_id, kind FROM article_urls WHERE url = :url", {"url": named}
        ).fetchone()
        taken = holder is not None and (holder[0] != article_id or holder[1] == "moved")
        if taken or _rank(named) >= _rank(stored):
            self.connection.execute(
                """
                INSERT INTO article_urls (url, article_id, kind, via, found_at, seen_at)
                VALUES (:url, :article_id, 'equal', :via, :now, :now) ON CONFLICT (url) DO NOTHING
                """,
                {
                    "url": named,
                    "article_id": article_id,
                    "via": capture.candidate.via,
                    "now": utc_text(capture.fetched_at),
                },
            )
            return "another"
        self._own(stored, article_id, capture, "equal")
        self._own(named, article_id, capture, "canonical")
        self.connection.execute("UPDATE articles SET url = :url WHERE id = :id", {"id": article_id, "url": named})
        return "now its own"

    def _merge(self, loser: int, winner: int, capture: Capture) -> list[ChangeKind]:
        """Make an article a part of another one that it turned out to be."""
        (story_id,) = self.connection.execute("SELECT story_id FROM articles WHERE id = :id", {"id": loser}).fetchone()
        self._articles.merge(loser, winner, self.clock())
        (into,) = self.connection.execute("SELECT story_id FROM articles WHERE id = :id", {"id": winner}).fetchone()
        self._stories.close_empty(story_id, into)
        self._stories.place(story_id)
        self._note("merged", loser, capture, other_id=winner)
        return ["merged"]

    def _join_story(self, article_id: int, capture: Capture, decision: Decision) -> list[ChangeKind]:
        """Bring the article and other stories into the one that the decision names; tell whom it concerns."""
        (own,) = self.connection.execute("SELECT story_id FROM articles WHERE id = :id", {"id": article_id}).fetchone()
        story_id = decision.story_id if decision.story_id is not None else own
        merged = set(decision.merged_stories) - {story_id}
        (size,) = self.connection.execute(
            "SELECT count(*) FROM (SELECT 1 FROM story_articles WHERE story_id = :id LIMIT 2)", {"id": own}
        ).fetchone()
        if story_id == own and not merged:
            if size > 1 and decision.change != "same":
                for changed in sorted(self._stories.place(own, [article_id])):
                    self._note("story", changed, capture, other_id=own)
            return []
        moved = self._stories.join(article_id, story_id, merged)
        told = moved | self._stories.place(story_id, moved | {article_id}) | {article_id}
        for one in sorted(told):
            self._note("story", one, capture, other_id=story_id)
        return ["story"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Addresses:
    """The normalised addresses of a capture, each with what it is to the article."""

    asked: str
    answered: str
    canonical: str
    aliases: tuple[str, ...]

    @classmethod
    def of(cls, capture: Capture) -> _Addresses:
        """Return the addresses of a capture that holds an article."""
        assert capture.article is not None
        answered = plain_address(capture.final_url)
        named = capture.article.canonical_url
        return cls(
            asked=plain_address(capture.url),
            answered=answered,
            canonical=plain_address(named) if named else answered,
            aliases=tuple(plain_address(one) for one in capture.aliases),
        )

    @property
    def matches(self) -> dict[str, AddressMatch]:
        """How strongly each address speaks for the article that has it."""
        claimed: dict[str, AddressMatch] = dict.fromkeys((*self.aliases, self.canonical), "claimed")
        return claimed | {self.answered: "answered"} | {self.asked: "asked"}

    @property
    def keyed(self) -> dict[str, AddressMatch]:
        """The same by address keys, for what was fetched: another spelling leads to the same page."""
        return {address_key(self.answered): "answered", address_key(self.asked): "asked"}

    @property
    def kinds(self) -> dict[str, str]:
        """What each address is, as `article_urls.kind` has it; the canonical one is entered with the article."""
        return dict.fromkeys(self.aliases, "alias") | {self.answered: "answered"} | {self.asked: "asked"}


def _is_moved(capture: Capture) -> bool:
    """Return whether the address asked for leads elsewhere for good."""
    return (
        bool(capture.redirects)
        and all(one.status in PERMANENT for one in capture.redirects)
        and address_key(capture.final_url) != address_key(capture.url)
    )


def _is_gone(capture: Capture) -> bool:
    """Return whether a fetch says that the article is no longer there.

    404 and 410; and a redirect for good to a page that is no article, as of sites that send readers of a
    deleted piece to their front page.
    """
    return capture.outcome == "gone" or (capture.outcome == "no_article" and _is_moved(capture))


def _rank(url: str) -> tuple[bool, int, str]:
    """Return how good a canonical address is, the smaller the better: https, short, then by alphabet."""
    return (not url.startswith("https:"), len(url), url)
