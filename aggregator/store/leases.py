"""Who may work on a source or speak to a host, and for how long."""

from __future__ import annotations

import datetime as dt
import json
import os
import socket
import sqlite3
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from aggregator.store.moments import utc_text

LeaseKind = Literal["source", "host", "wish"]
"""`wish`: to speak to a host that another harvest speaks to, which then gives way."""

LIFE = dt.timedelta(minutes=10)
"""After this long without a renewal a lease of another machine is free. On this machine we see whether
its process lives, and need no clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """A process, named so that no other one, before or after it, has the same name."""

    host: str
    boot: str
    """Boot id of the machine: after a restart all its processes are gone, whoever has their numbers."""

    pid: int
    start: str
    """When the process started, in clock ticks since the boot: numbers are given again."""

    holder: str = ""
    """Which part of the process holds it, where one holds several stores open."""

    def json(self) -> str:
        """Return it as the database holds it."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def read(cls, text: str) -> Owner:
        """Return the owner that `json` wrote."""
        return cls(**json.loads(text))

    def is_gone(self) -> bool | None:
        """Return whether it is certain that this process has ended; None: it is on another machine."""
        if self.host != _host():
            return None
        return self.boot != _boot() or self.start != _start(self.pid)


def this_process(holder: str = "") -> Owner:
    """Return the process that we are."""
    pid = os.getpid()
    return Owner(host=_host(), boot=_boot(), pid=pid, start=_start(pid), holder=holder)


class Leases:
    """The table `leases`, inside whatever transaction is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Work on `connection`; transactions are the caller's."""
        self._db = connection

    def take(self, kind: LeaseKind, name: str, owner: Owner, now: dt.datetime) -> bool:
        """Take or renew a lease; False where a living other holds it."""
        holder = self.holder(kind, name, now)
        if holder is not None and holder != owner:
            return False
        self._db.execute(
            """
            INSERT INTO leases (kind, name, owner, taken_at, expires_at)
            VALUES (:kind, :name, :owner, :now, :expires_at)
            ON CONFLICT (kind, name) DO UPDATE SET
                taken_at = iif(owner IS excluded.owner, taken_at, excluded.taken_at),
                owner = excluded.owner, expires_at = excluded.expires_at
            """,
            {
                "kind": kind,
                "name": name,
                "owner": owner.json(),
                "now": utc_text(now),
                "expires_at": utc_text(now + LIFE),
            },
        )
        return True

    def holder(self, kind: LeaseKind, name: str, now: dt.datetime) -> Owner | None:
        """Return who holds a lease; None where nobody does, or nobody who lives."""
        row = self._db.execute(
            "SELECT owner, expires_at FROM leases WHERE kind = :kind AND name = :name AND owner IS NOT NULL",
            {"kind": kind, "name": name},
        ).fetchone()
        if row is None:
            return None
        owner = Owner.read(row[0])
        gone = owner.is_gone()
        if gone or (gone is None and row[1] < utc_text(now)):
            return None
        return owner

    def renew(self, owner: Owner, now: dt.datetime) -> None:
        """Prolong all leases of `owner`."""
        self._db.execute(
            "UPDATE leases SET expires_at = :expires_at WHERE owner = :owner",
            {"owner": owner.json(), "expires_at": utc_text(now + LIFE)},
        )

    def release(self, kind: LeaseKind, name: str, owner: Owner) -> None:
        """Give a lease back, if `owner` has it."""
        self._db.execute(
            """
            DELETE FROM leases WHERE kind = :kind AND name = :name AND owner = :owner
            """,
            {"kind": kind, "name": name, "owner": owner.json()},
        )

    def release_all(self, owner: Owner) -> None:
        """Give back whatever `owner` has."""
        self._db.execute("DELETE FROM leases WHERE owner = :owner", {"owner": owner.json()})

    def inherits(self, kind: LeaseKind, name: str, owner: Owner) -> bool:
        """Return whether a lease is still written to another owner, who would have given it back had he lived."""
        row = self._db.execute(
            "SELECT owner FROM leases WHERE kind = :kind AND name = :name AND owner IS NOT NULL",
            {"kind": kind, "name": name},
        ).fetchone()
        return row is not None and Owner.read(row[0]) != owner


@lru_cache(maxsize=1)
def _host() -> str:
    """Return the machine's name, and the process table that numbers mean something in (two containers have two)."""
    try:
        return f"{socket.gethostname()} {os.readlink('/proc/self/ns/pid')}"
    except OSError:
        return socket.gethostname()


@lru_cache(maxsize=1)
def _boot() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:  # no Linux: then the process number and the lease's end must do
        return ""


def _start(pid: int) -> str:
    """Return when the process `pid` started; "" where there is none (proc_pid_stat(5), fields 3 and 22)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return "?" if _lives(pid) else ""
    return "" if state[0] in (b"Z", b"X") else state[19].decode("ascii")  # a zombie has ended


def _lives(pid: int) -> bool:
    """Return whether a process has this number, on systems without /proc."""
    if Path("/proc/self").exists():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
