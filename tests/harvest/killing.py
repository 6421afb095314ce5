"""Harvests that are killed, and what holds whatever the moment."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from aggregator.errors import NotADatabase
from aggregator.store.changes import Change, follow
from benchmarks.processes import tree
from tests.harvest.serving import Hit, Newsdesk, Press, Reply, Site

ENDS_WITHIN = 20.0
"""Seconds in which reading processes end whose harvest was killed; they see it at once, on a busy machine later."""


@dataclass(frozen=True, kw_only=True)
class Round:
    """One harvest that was killed."""

    begun: int
    ended: int
    """Requests that the server had seen when it began, and when it was killed."""

    stored: frozenset[str]
    """Addresses of article pages whose fate was on the disk at the kill."""


class Presses:
    """Sites of several hosts, and a desk that has a source on each."""

    def __init__(self, folder: Path, *, articles: int, hosts: int = 2, seconds: float = 0.0) -> None:
        """Divide `articles` among `hosts`; each page of an article takes `seconds`."""
        self.desk = Newsdesk(folder=folder)
        self.site = Site(lambda hit: self._answer(hit, seconds))
        self.presses = {
            host: Press(host=host, port=self.site.port, articles=articles // hosts)
            for host in (f"127.0.0.{number}" for number in range(1, hosts + 1))
        }
        for host, press in self.presses.items():
            self.desk.add(f"press-{host.rpartition('.')[2]}", press.home, **press.documents)
        self._begun: list[subprocess.Popen[str]] = []

    def _answer(self, hit: Hit, seconds: float) -> Reply | None:
        if hit.path.startswith("/news/"):
            time.sleep(seconds)
        press = self.presses.get(hit.host)
        return press.answer(hit) if press is not None else None

    def __enter__(self) -> Self:
        """Begin to answer."""
        self.site.__enter__()
        return self

    def __exit__(self, *error: type[BaseException] | BaseException | TracebackType | None) -> None:
        """Stop, and end what a test that failed left running."""
        for process in self._begun:
            if process.stdout is not None and not process.stdout.closed:
                kill(process)
        self.site.__exit__(*error)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Begin a harvest."""
        process = self.desk.start(*arguments)
        self._begun.append(process)
        return process

    def settle(self) -> None:
        """Wait until the server has seen what a killed harvest had sent."""
        seen = -1
        while seen != (seen := len(self.site.hits)):
            time.sleep(0.1)

    @property
    def addresses(self) -> set[str]:
        """The addresses of all articles."""
        return {f"{press.home}{path[1:]}" for press in self.presses.values() for path in press.paths}

    def asked(self, begun: int = 0, ended: int | None = None) -> list[str]:
        """Return the article pages asked for, in order, from one number of requests to another."""
        pages = [hit for hit in self.site.hits[begun:ended] if hit.path.startswith("/news/")]
        return [f"http://{hit.host}:{self.site.port}{hit.path}" for hit in pages]


def settled(db: Path) -> frozenset[str]:
    """Return the addresses whose work is done, as whoever opens the file sees it."""
    try:
        with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as connection:
            rows = connection.execute("SELECT key, url FROM frontier WHERE state = 'done'").fetchall()
    except sqlite3.OperationalError:  # not there yet, or without tables
        return frozenset()
    return frozenset(url or f"http:{key}" for key, url in rows)


def kill(process: subprocess.Popen[str]) -> list[int]:
    """Kill a harvest, and nothing else; return those of its reading processes that live on."""
    readers = family(process.pid)[1:]
    process.send_signal(signal.SIGKILL)
    process.communicate()
    end = time.monotonic() + ENDS_WITHIN
    while (left := [pid for pid in readers if is_alive(pid)]) and time.monotonic() < end:
        time.sleep(0.02)
    return left


def family(pid: int) -> list[int]:
    """Return a process and all that descend from it; empty where it has ended."""
    for _ in range(10):
        try:
            return tree(pid)
        except OSError:  # one of them ended while we looked
            continue
    return []


def is_alive(pid: int) -> bool:
    """Return whether a process has not ended; one that only waits to be buried has."""
    try:
        state = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0]
    except OSError:
        return False
    return state not in (b"Z", b"X")


def wait_until(condition: Callable[[], object], process: subprocess.Popen[str], *, seconds: float = 60.0) -> bool:
    """Wait until something holds, the process has ended or the time is up; return whether it holds."""
    end = time.monotonic() + seconds
    while not condition():
        if process.poll() is not None or time.monotonic() > end:
            return bool(condition())
        time.sleep(0.005)
    return True


def readers_of(process: subprocess.Popen[str]) -> list[int]:
    """Return the reading processes of a harvest."""
    return [pid for pid in family(process.pid)[1:] if b"aggregator.workers" in command_of(pid)]


def command_of(pid: int) -> bytes:
    """Return a process's command line; empty where it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


@dataclass
class Follower:
    """Reads the change feed all the while, as an independent program does."""

    db: Path
    changes: list[Change] = field(default_factory=list)
    errors: list[BaseException] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Prepare the thread."""
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._poll)

    def __enter__(self) -> Self:
        """Begin to follow."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Read what is left, and stop."""
        self._over.set()
        self._thread.join()

    def _poll(self) -> None:
        while True:
            ending = self._over.is_set()
            try:
                self.changes.extend(follow(self.db, self.changes[-1].seq if self.changes else 0))
            except NotADatabase:
                pass  # nobody has made it yet
            except Exception as error:  # noqa: BLE001  whatever it is, a reader was disturbed by a writer
                self.errors.append(error)
                return
            if ending:
                return
            time.sleep(0.01)


def flaws(presses: Presses, follower: Follower) -> list[str]:
    """Return what is wrong with a file that is to hold all articles, each told of once."""
    desk, expected = presses.desk, presses.addresses
    found: list[str] = []
    if (checked := desk.rows("PRAGMA integrity_check")) != [("ok",)]:
        found.append(f"the file is damaged: {checked[:3]}")
    if orphans := desk.rows("PRAGMA foreign_key_check"):
        found.append(f"rows without those that they belong to: {orphans[:3]}")
    stored = Counter(url for (url,) in desk.rows("SELECT url FROM articles"))
    if lost := expected - set(stored):
        found.append(f"{len(lost)} articles were lost: {sorted(lost)[:3]}")
    if strange := set(stored) - expected:
        found.append(f"{len(strange)} articles that nobody published: {sorted(strange)[:3]}")
    told = Counter(desk.rows("SELECT article_id FROM changes WHERE kind = 'new'"))
    if sorted(told) != desk.rows("SELECT id FROM articles ORDER BY id") or max(told.values(), default=1) > 1:
        found.append("not every article is told of as new exactly once")
    if follower.errors:
        found.append(f"the reader was disturbed: {follower.errors[0]!r}")
    if [one.seq for one in follower.changes] != [seq for (seq,) in desk.rows("SELECT seq FROM changes ORDER BY seq")]:
        found.append("the reader missed a change, or saw one twice")
    if running := desk.rows("SELECT source_id FROM runs WHERE outcome = 'running'"):
        found.append(f"runs that never ended: {running[:3]}")
    if waiting := desk.rows("SELECT url, key FROM frontier WHERE state = 'waiting'"):
        found.append(f"addresses that still wait: {waiting[:3]}")
    return found


def harvest_killed_when(
    moment: Callable[[], bool],
    presses: Presses,
    *arguments: str,
    linger: float = 0.0,
    watch: Callable[[int], object] | None = None,
) -> Round | None:
    """Harvest, and kill it `linger` seconds after `moment` has come; None where it was over before.

    `watch` is told of its process.
    """
    begun = len(presses.site.hits)
    process = presses.start("-s", "POLITENESS=off", *arguments)
    if watch is not None:
        watch(process.pid)
    wait_until(moment, process)
    time.sleep(linger)
    was_over = process.poll() is not None
    left = kill(process)
    assert not left, f"reading processes that outlive their harvest: {[command_of(pid) for pid in left]}"
    presses.settle()
    return None if was_over else Round(begun=begun, ended=len(presses.site.hits), stored=settled(presses.desk.db))


def shortest_six(hits: Sequence[Hit], host: str) -> float:
    """Return the least time in which a host saw six requests in a row.

    On a busy machine a server may see two of them much nearer than they were sent, but not six; where two
    harvests speak to a host at once, they take half the time.
    """
    moments = [hit.at for hit in hits if hit.host == host]
    return min(later - earlier for earlier, later in zip(moments, moments[5:], strict=False))


def lost_in_flight(presses: Presses, rounds: list[Round]) -> list[int]:
    """Return how many pages each kill made to be fetched again.

    Fails where a page was asked for that was stored already, or twice in one harvest.
    """
    lost: list[int] = []
    for number, one in enumerate(rounds):
        asked = presses.asked(one.begun, one.ended)
        assert len(asked) == len(set(asked)), f"asked for twice in harvest {number}"
        assert not (again := one.stored & set(presses.asked(one.ended))), f"stored, and fetched again: {again}"
        lost.append(len(set(asked) - one.stored))
    return lost
