"""A SQLite file opened for one writer or many readers."""

from __future__ import annotations

import errno
import fcntl
import os
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from aggregator import __version__
from aggregator.errors import DiskRefused, Locked, NewerSchema, NotADatabase, OlderSchema, StoreError
from aggregator.store.migrations import migrations
from aggregator.store.moments import utc_now

PATIENCE = 60.0
"""Seconds to wait for another program's transaction. Ours last a fraction of a second; a minute means
that somebody holds the file open in a shell."""

APPLICATION_ID = 0x6E657773
"""`PRAGMA application_id`: "news" in ASCII, by which `file` and we tell our files from others'."""

WRITER_CACHE_KIB = 64 * 1024
"""Page cache of the writer. The search index and the fingerprints are written all over the file: at a
million articles a cache of the default 2 MB reads most pages again for every article."""

_SENTENCES: dict[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_NOTADB: (NotADatabase, "{path} is not an SQLite file: name another one with --db."),
    sqlite3.SQLITE_CORRUPT: (
        StoreError,
        "{path} is damaged ({error}): `aggregator doctor` says how far; restore it from a backup.",
    ),
    sqlite3.SQLITE_BUSY: (Locked, "{path} is held by another program: close it there, or try again later."),
    sqlite3.SQLITE_LOCKED: (Locked, "{path} is held by another program: close it there, or try again later."),
    sqlite3.SQLITE_FULL: (
        DiskRefused,
        "The disk that holds {path} is full: make room and start again; nothing is lost.",
    ),
    sqlite3.SQLITE_READONLY: (DiskRefused, "{path} cannot be written: its file, folder or disk is read-only."),
    sqlite3.SQLITE_PERM: (DiskRefused, "{path} cannot be opened: its permissions do not let us."),
    sqlite3.SQLITE_AUTH: (DiskRefused, "{path} cannot be opened: its permissions do not let us."),
    sqlite3.SQLITE_CANTOPEN: (DiskRefused, "{path} cannot be opened: look at the permissions of its folder and file."),
    sqlite3.SQLITE_IOERR: (
        DiskRefused,
        "The disk failed while {path} was in use ({error}): look at its free space and health.",
    ),
}


@contextmanager
def mapped_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite raises about the file as such into our errors; programming errors pass."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        mapped = mapped_error(error, path)
        if mapped is None:
            raise
        raise mapped from error


def mapped_error(error: sqlite3.DatabaseError, path: Path) -> StoreError | None:
    """Return our error for one of SQLite's about the file, None for one about a statement or a value."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None or (code & 0xFF) not in _SENTENCES:
        return None
    kind, sentence = _SENTENCES[code & 0xFF]
    return kind(sentence.format(path=path, error=error))


class WriteLock:
    """One file lock that write transactions and checkpoints of all processes take in turn.

    SQLite 3.7.0 to 3.51.2 can damage a file when one connection resets the write-ahead log while
    another checkpoints it (sqlite.org/wal.html#walresetbug). The locks are the kernel's (`flock`): they
    go with their process, however that ends. Their files, `NAME-lock` and `NAME-turn`, stay empty.

    Who wants the lock first takes the turn, and gives it back once it has the lock: so a busy writer that
    wants the lock again the moment it has released it stands behind whoever waits.
    """

    def __init__(self, path: Path) -> None:
        """Open (and where they are missing, make) the lock files beside `path`."""
        self.path = path
        self._turn = _lock_file(f"{path}-turn")
        try:
            self._lock = _lock_file(f"{path}-lock")
        except OSError:
            os.close(self._turn)
            raise
        self._depth = 0

    def __enter__(self) -> None:
        """Take the lock, waiting up to `PATIENCE` seconds for it; raises Locked after that."""
        if self._depth == 0:
            end = time.monotonic() + PATIENCE
            self._acquire(self._turn, end)
            try:
                self._acquire(self._lock, end)
            finally:
                fcntl.flock(self._turn, fcntl.LOCK_UN)
        self._depth += 1

    def __exit__(self, *_: object) -> None:
        """Give it back."""
        self._depth -= 1
        if self._depth == 0:
            fcntl.flock(self._lock, fcntl.LOCK_UN)

    def close(self) -> None:
        """Close the lock files."""
        os.close(self._turn)
        os.close(self._lock)

    def _acquire(self, file: int, end: float) -> None:
        pause = 0.0005
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > end:
                    raise Locked(f"{self.path} is held by another harvest: try again when it has ended.") from None
                time.sleep(pause)
                pause = min(pause * 1.5, 0.01)
            else:
                return


def _lock_file(name: str) -> int:
    return os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)


def open_writer(path: Path | str) -> sqlite3.Connection:
    """Open `path` for writing, in autocommit mode, and make the file where there is none yet.

    Raises NotADatabase, OlderSchema, NewerSchema, Locked or DiskRefused, each with what to do.
    """
    path = Path(path)
    with _file_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = WriteLock(path)
    try:
        with lock, mapped_errors(path):
            connection = connect(path, "rwc")
            try:
                if _is_empty(connection):
                    _lay_down(connection)
                check_schema(connection, path)
                prepare_writer(connection)
            except BaseException:
                connection.close()
                raise
            return connection
    finally:
        lock.close()


def open_reader(path: Path | str) -> sqlite3.Connection:
    """Open `path` read-only; it is never created, and what it holds is never changed.

    Raises NotADatabase, OlderSchema, NewerSchema, Locked or DiskRefused, each with what to do.
    """
    path = Path(path)
    if not path.exists():
        raise NotADatabase(f"There is no file {path} yet: `aggregator harvest` makes it, or name another with --db.")
    with mapped_errors(path):
        connection = connect(path, "ro")
        try:
            try:
                check_schema(connection, path)
            except sqlite3.OperationalError as error:
                if not _is_sealed(error, path):
                    raise
                # A folder that we may not write in, and no log beside the file: nobody is writing, so the
                # file may be read as it stands. (Otherwise SQLite wants to make its shared memory there.)
                connection.close()
                connection = connect(path, "ro&immutable=1")
                check_schema(connection, path)
            connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
    return connection


def check_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Raise where the file is not ours, or of another version than this program writes."""
    version = schema_version(connection)
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        if _is_empty(connection):
            raise NotADatabase(f"{path} holds nothing yet: `aggregator harvest` fills it, or name another with --db.")
        raise NotADatabase(f"{path} is an SQLite file of another program: name another one with --db.")
    if version < NEWEST:
        raise OlderSchema(
            f"{path} has schema version {version}, this program writes {NEWEST}: run `aggregator migrate` first."
        )
    if version > NEWEST:
        raise NewerSchema(
            f"{path} has schema version {version}, this program knows up to {NEWEST}: install the newer aggregator."
        )


def schema_version(connection: sqlite3.Connection) -> int:
    """Return how many migrations the file has seen (`PRAGMA user_version`)."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


NEWEST = len(migrations.pending(Database(memory=True)))
"""The schema version that this program reads and writes."""


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Return a connection in autocommit mode, whatever the file holds; `mode` is that of SQLite's file addresses."""
    connection = sqlite3.connect(
        f"file:{quote(os.fsencode(path))}?mode={mode}",
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,
        cached_statements=256,
        check_same_thread=False,
    )
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _is_empty(connection: sqlite3.Connection) -> bool:
    return not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]


def _lay_down(connection: sqlite3.Connection) -> None:
    """Make the schema in an empty file, whole or not at all."""
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")  # has no effect once there is a table
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Database(connection))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {NEWEST}")
        connection.executemany(
            "INSERT INTO meta (key, value) VALUES (?, ?)",
            [("feed_id", secrets.token_hex(8)), ("created_at", utc_now()), ("created_by", f"aggregator {__version__}")],
        )
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def prepare_writer(connection: sqlite3.Connection) -> None:
    """Set what holds for a connection that writes."""
    connection.execute("PRAGMA journal_mode = WAL")
    # A commit is on the disk when it is reported, even if the power fails; groups make that cheap.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = -{WRITER_CACHE_KIB}")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA journal_size_limit = 67108864")


def _is_sealed(error: sqlite3.OperationalError, path: Path) -> bool:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY) and not Path(f"{path}-wal").exists()


@contextmanager
def _file_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskRefused(f"The disk that holds {path} is full: make room and start again.") from error
        raise DiskRefused(f"{path} cannot be written ({error.strerror}): name another file with --db.") from error
