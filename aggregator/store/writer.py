"""`Store`: the one way into the file; one capture, one transaction."""

from __future__ import annotations

import contextlib
import datetime as dt
import secrets
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from aggregator.article import Reservation
from aggregator.candidate import Candidate
from aggregator.capture import Capture
from aggregator.clock import Clock, system_clock
from aggregator.clock import system_clock as wall_clock
from aggregator.corrections import Correction, Saying
from aggregator.discovery.found import DocumentKind
from aggregator.errors import Locked, StoreError
from aggregator.habits import Habits
from aggregator.run import Counts, RunOutcome
from aggregator.scheduling.interval import next_check
from aggregator.sources.source import Source
from aggregator.store.connection import WriteLock, mapped_errors, open_writer
from aggregator.store.correcting import Corrector
from aggregator.store.documents import Document, Documents
from aggregator.store.fates import Fates, FateTable
from aggregator.store.findings import Finding, Findings
from aggregator.store.frontier import Frontier, Noted, Waiting
from aggregator.store.habits import HabitTable
from aggregator.store.history import Coverage, Runs
from aggregator.store.hosts import Hosts, Spoken, Standing
from aggregator.store.keeping import Keeper, Kept
from aggregator.store.leases import LIFE, Leases, this_process
from aggregator.store.moulds import Moulds
from aggregator.store.registry import Registered
from aggregator.store.robots import Robots, RobotsAnswer
from aggregator.store.scrubbing import scrubbed

RENEWAL = LIFE.total_seconds() / 5
"""Seconds after which a store prolongs its leases: four times it may miss that."""


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
        self._coverage = Coverage(self.connection)
        self._documents = Documents(self.connection, self._coverage)
        self._registered = Registered(self.connection)
        self._runs_table = Runs(self.connection)
        self._robots = Robots(self.connection)
        self._fates = FateTable(self.connection)
        self.findings = Findings(self.connection)
        self.moulds = Moulds(self.connection)
        self._habits = HabitTable(self.connection)
        self.frontier = Frontier(self.connection)
        self.leases = Leases(self.connection)
        self.hosts = Hosts(self.connection, self.leases)
        self._corrector = Corrector(self.connection, self.frontier, self._habits)
        self._keeper = Keeper(
            self.connection,
            clock,
            registered=self._registered,
            coverage=self._coverage,
            frontier=self.frontier,
            moulds=self.moulds,
            findings=self.findings,
            habits=self._habits,
        )

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
            with self.transaction():
                self._habits.write_all(now=self.clock())
                self.leases.release_all(self._owner)
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
                self._habits.forget_all()
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise
            finally:
                self._depth = 0

    def _renew_leases(self) -> None:
        """Prolong our leases once in a while: other machines cannot see whether we live."""
        if self._runs and time.monotonic() - self._renewed > RENEWAL:
            self.leases.renew(self._owner, wall_clock())
            self._renewed = time.monotonic()

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        name = f"part_{self._depth}"
        self.connection.execute(f"SAVEPOINT {name}")
        self._depth += 1
        try:
            yield
        except BaseException:
            self._habits.forget_all()
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
            if not self.leases.take("source", source_id, self._owner, wall_clock()):
                return None
            self._keeper.begin(source_id)
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
                    price=self._runs_table.price(now),
                    interval=interval,
                    retry_after=retry_after,
                    cache_life=cache_life,
                    update_period=update_period,
                )
                self._registered.due_at(source_id, next_at)
            for source_id in [one for one, run in self._runs.items() if run == run_id]:
                self._habits.write(source_id, now=now)
                self.leases.release("source", source_id, self._owner)
                del self._runs[source_id]

    def add_fates(self, run_id: int, fates: Fates) -> None:
        """Add to what became of a run's requests."""
        with self.transaction():
            self._fates.add(run_id, fates)

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

    def habits_of(self, source_id: str) -> Habits:
        """Return what was learnt of the pages of a source."""
        with self.transaction():
            return self._habits.of(source_id)

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
        in_full: bool = False,
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
                in_full=in_full,
            )

    def await_documents(self, source_id: str, documents: Iterable[tuple[str, DocumentKind, int]]) -> None:
        """Note documents (address, kind, page) that another one named and that are still to be asked."""
        with self.transaction():
            self._documents.wait_for(source_id, documents)

    def awaited_documents(self, source_id: str) -> list[tuple[str, DocumentKind, int]]:
        """Return the documents (address, kind, page) that were named and never asked: a harvest was stopped."""
        with self.transaction():
            return self._documents.awaited(source_id)

    def note(
        self, source_id: str, run_id: int | None, candidates: Iterable[Candidate], *, flood: int | None = None
    ) -> Noted:
        """Take note of what a document names; `hand_out` gives out what of it is to be fetched.

        `flood` is how many unknown addresses a source may bring in a day (UTC); None: any number.
        """
        with self.transaction():
            now = self.clock()
            most = max(0, flood - self._coverage.candidates(source_id, now)) if flood is not None else None
            named = list(candidates)
            if named:
                self._registered.ensure(source_id, named[0].url, now)
            noted = self.frontier.note(
                source_id,
                named,
                now=now,
                closed=lambda candidate: self.moulds.is_closed(source_id, candidate, now=now),
                most=most,
            )
            if noted.unknown:
                self._coverage.add(source_id, now, candidates=noted.unknown)
                self._runs_table.found_unknown(run_id, noted.unknown)
            return noted

    def found(self, source_id: str, kind: str, evidence: str, *, about: str) -> Finding | None:
        """Open a finding about a source; None where it is open already."""
        with self.transaction():
            return self.findings.open(source_id, kind, evidence, self.clock(), about=about)

    def ended(self, source_id: str, kind: str, *, about: str) -> None:
        """End what was found to be wrong, if it was."""
        with self.transaction():
            self.findings.end(source_id, kind, self.clock(), about=about)

    def ask(
        self, source_id: str, run_id: int | None, candidates: Iterable[Candidate], *, again: bool = False
    ) -> list[Waiting]:
        """Take note of addresses that a person named; return those to fetch now, in their order.

        Those are the unknown ones, and the known whose time has come; with `again` those that are done as
        well. No address is handed to one run twice.
        """
        with self.transaction():
            now = self.clock()
            named = list(candidates)
            if named:
                self._registered.ensure(source_id, named[0].url, now)
            to_fetch, unknown = self.frontier.ask(source_id, run_id, named, now=now, again=again)
            if unknown:
                self._coverage.add(source_id, now, candidates=unknown)
                self._runs_table.found_unknown(run_id, unknown)
            return to_fetch

    def hand_out(self, source_id: str, *, limit: int, revisits: int | None = None) -> list[Waiting]:
        """Return addresses to fetch now: what documents named, what was left over, what is due for a visit.

        No address is handed to one run twice; `revisits` are the visits to articles that we have which a host
        gets in a day at most, None: as many as are due.
        """
        with self.transaction():
            now = self.clock()

            def allowed(host: str, number: int) -> int:
                granted = number if revisits is None else min(number, self.hosts.revisits_left(host, revisits, now))
                if granted > 0:
                    self.hosts.revisited(host, granted, now)
                return granted

            run_id = self._runs.get(source_id)
            return self.frontier.hand_out(
                source_id,
                run_id,
                now=now,
                limit=limit,
                revisits=allowed,
                take=lambda candidate: self.moulds.take(source_id, candidate, now=now),
            )

    def take_back(self, source_id: str, candidate: Candidate) -> None:
        """Take back an address that was handed out and not asked for."""
        with self.transaction():
            self.frontier.take_back(source_id, self._runs.get(source_id), candidate.url)
            self.moulds.put_back(source_id, candidate)

    def is_other_address(self, asked: str, target: str) -> bool:
        """Return whether `target` is an address of an article that we have, and `asked` none of any."""
        with self.transaction():
            return self._keeper.is_other_address(asked, target)

    # --- hosts ---------------------------------------------------------------------------------------

    def speak_to(self, host: str, *, lease: bool) -> Standing:
        """Take the right to speak to `host`, and return how it is to be spoken to (see `Hosts.speak`)."""
        with self.transaction():
            return self.hosts.speak(host, self._owner, now=self.clock(), wall=wall_clock(), lease=lease)

    def spoke_to(self, spoken: Iterable[Spoken]) -> list[str]:
        """Write down what has passed between us and hosts; return the hosts that somebody else waits for."""
        with self.transaction():
            return self.hosts.spoke(spoken, self._owner, now=self.clock(), wall=wall_clock())

    def leave_host(self, host: str) -> None:
        """Let others speak to `host`."""
        with self.transaction():
            self.hosts.leave(host, self._owner)

    def hold_host(self, host: str, until: dt.datetime, reason: str) -> None:
        """Note that nobody asks `host` before `until`, and why."""
        with self.transaction():
            self.hosts.hold(host, until, reason)

    # --- robots.txt ----------------------------------------------------------------------------------

    def saw_robots(self, origin: str, body: bytes, *, status: int | None, life: dt.timedelta) -> None:
        """Note what a site answered when its robots.txt was asked for; each version is kept once."""
        with self.transaction():
            self._robots.saw(origin, body, status=status, now=self.clock(), life=life)

    def known_robots(self, origin: str) -> RobotsAnswer | None:
        """Return what a site answered last, where that may be used without asking again."""
        with self.transaction():
            return self._robots.usable(origin, now=self.clock())

    def states_tdm(self, source_id: str, tdm: Reservation | None, evidence: str | None) -> None:
        """Note what a site as a whole states about text and data mining, and where; None: nothing, any more."""
        with self.transaction():
            self._registered.states_tdm(source_id, tdm, evidence)

    # --- what persons say ----------------------------------------------------------------------------

    def correct(
        self, reference: str, sayings: Sequence[Saying], *, reason: str, by: str | None = None
    ) -> list[Correction]:
        """Make what a person says of an article stand over every reading of it (see `Corrector.correct`)."""
        with self.transaction():
            return self._corrector.correct(reference, sayings, reason=reason, by=by, now=self.clock())

    def undo(self, number: int, *, reason: str, by: str | None = None) -> Correction:
        """Take a correction back (see `Corrector.undo`)."""
        with self.transaction():
            return self._corrector.undo(number, reason=reason, by=by, now=self.clock())

    # --- captures ------------------------------------------------------------------------------------

    def keep(self, capture: Capture, *, row: bool = True) -> Kept:
        """Store what a fetch brought, decide what it is, and end its address's work: all or nothing.

        `row`: whether the article's flat row is wanted.
        """
        try:
            with self.transaction():
                return self._keeper.keep(capture, row=row)
        except UnicodeEncodeError:  # half a surrogate pair from a broken page: no database can hold it
            with self.transaction():
                return self._keeper.keep(scrubbed(capture), row=row)
