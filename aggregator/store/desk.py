"""The one thread that writes: jobs in groups, each group one transaction."""

from __future__ import annotations

import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from aggregator.clock import Clock, system_clock
from aggregator.errors import StoreError
from aggregator.store.connection import mapped_error
from aggregator.store.writer import Store

T = TypeVar("T")

_Entry = tuple[Callable[[Store], Any], Future[Any], bool]
"""A job, its future, and whether it is patient."""

MOST_JOBS = 100
"""Jobs in one transaction. A commit costs a write to the disk that must be waited for; a hundred together
cost .93 ms CPU an article in a file of a million, one by one 1.9."""

MOST_SECONDS = 0.2
"""How long a transaction stays open for more jobs: what has come is on the disk after that, whatever happens."""


class Desk:
    """Runs jobs on a `Store` in a thread of its own; their results are given out after the commit."""

    def __init__(self, path: Path | str, *, clock: Clock = system_clock) -> None:
        """Open the file; raises what `Store` raises."""
        self._jobs: queue.SimpleQueue[_Entry | None] = queue.SimpleQueue()
        self._opened: Future[None] = Future()
        self._closed = threading.Event()
        self._closing = threading.Lock()
        self._thread = threading.Thread(target=self._work, args=(Path(path), clock), name="store-desk", daemon=True)
        self._thread.start()
        self._opened.result()

    def submit(self, job: Callable[[Store], T], *, patient: bool = False) -> Future[T]:
        """Hand in a job; its future has the result once what it wrote is committed.

        A `patient` job may wait up to `MOST_SECONDS` for others to share a transaction with; a group of
        which somebody waits for the answer begins at once. A job that raises takes back only what it wrote
        itself. Where the commit fails, all jobs of its group fail with a StoreError.
        """
        future: Future[T] = Future()
        with self._closing:
            if self._closed.is_set():
                future.set_exception(StoreError("The store is closed already."))
            else:
                self._jobs.put((job, future, patient))
        return future

    def close(self) -> None:
        """Finish all jobs that were handed in, and close the file; a second call does nothing."""
        with self._closing:
            if not self._closed.is_set():
                self._closed.set()
                self._jobs.put(None)
        self._thread.join()

    def __enter__(self) -> Desk:
        """Return the desk itself; it is closed at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the desk."""
        self.close()

    def _work(self, path: Path, clock: Clock) -> None:
        try:
            store = Store(path, clock=clock)
        except BaseException as error:  # noqa: BLE001  it is raised again where the desk was opened
            self._opened.set_exception(error)
            return
        self._opened.set_result(None)
        with store:
            more = True
            while more:
                group, more = self._gather()
                while group:
                    group = self._carry_out(store, group)

    def _gather(self) -> tuple[list[_Entry], bool]:
        """Return the jobs of the next transaction, in order, and whether more may come.

        Waiting is done here, before the transaction is begun, so that other programs can write meanwhile.
        """
        group: list[_Entry] = []
        end = 0.0
        while len(group) < MOST_JOBS:
            try:
                if not group:
                    entry = self._jobs.get()
                    end = time.monotonic() + MOST_SECONDS
                elif all(patient for _, _, patient in group):
                    entry = self._jobs.get(timeout=max(end - time.monotonic(), 0.0))
                else:
                    entry = self._jobs.get_nowait()
            except queue.Empty:
                break
            if entry is None:
                return group, False
            group.append(entry)
        return group, True

    def _carry_out(self, store: Store, group: list[_Entry]) -> list[_Entry]:
        """Run the jobs of a group in one transaction, and give out the results after its commit.

        Returns the jobs that are left: a group that takes long is divided, so that no transaction is open
        for much more than `MOST_SECONDS`.
        """
        done: list[tuple[Future[Any], Any]] = []
        taken: list[Future[Any]] = []
        rest = group
        try:
            with store.transaction():
                end = time.monotonic() + MOST_SECONDS
                for at, (job, future, _) in enumerate(group):
                    rest = group[at + 1 :]
                    if future.set_running_or_notify_cancel():
                        taken.append(future)
                        self._run(store, job, future, done)
                    if time.monotonic() >= end:
                        break
        except BaseException as error:  # noqa: BLE001  it is what every waiting future is told
            told = _as_store_error(error, store.path)
            for future in taken:
                if not future.done():
                    future.set_exception(told)
            if not taken:  # the transaction could not even begin: all of the group fail with its reason
                for _, future, _ in group:
                    if future.set_running_or_notify_cancel():
                        future.set_exception(told)
                return []
        for future, result in done:
            if not future.done():
                future.set_result(result)
        return rest

    def _run(
        self, store: Store, job: Callable[[Store], Any], future: Future[Any], done: list[tuple[Future[Any], Any]]
    ) -> None:
        """Run one job in a savepoint; its failure is its own, unless the whole transaction is lost with it."""
        try:
            with store.transaction():
                result = job(store)
        except Exception as error:
            if not store.connection.in_transaction:
                raise
            mapped = mapped_error(error, store.path) if isinstance(error, sqlite3.DatabaseError) else None
            future.set_exception(mapped or error)
        else:
            done.append((future, result))


def _as_store_error(error: BaseException, path: Path) -> BaseException:
    """Return what a job is told whose group could not be committed."""
    if isinstance(error, StoreError):
        return error
    mapped = mapped_error(error, path) if isinstance(error, sqlite3.DatabaseError) else None
    return mapped or StoreError(f"{path} could not be written ({type(error).__name__}: {error}).")
