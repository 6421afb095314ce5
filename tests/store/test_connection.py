"""Files of every kind, opened for writing and for reading."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from aggregator.errors import DiskRefused, Locked, NewerSchema, NotADatabase, OlderSchema, StoreError
from aggregator.store import connection as connections
from aggregator.store.connection import NEWEST, WriteLock, open_reader, open_writer
from aggregator.store.writer import Store

needs_permissions = pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")


def altered(path: Path, sql: str) -> Path:
    """Return the path of a file of ours in which `sql` was executed."""
    open_writer(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(sql)
        connection.commit()
    return path


def test_new_file_is_as_promised(path: Path) -> None:
    with closing(open_writer(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA auto_vacuum").fetchone() == (2,)
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert connection.execute("PRAGMA user_version").fetchone() == (NEWEST,)
        loose = connection.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict"
            " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_sqlite%' ESCAPE '\\'"
        ).fetchall()
        assert loose == []
        assert len(connection.execute("SELECT value FROM meta WHERE key = 'feed_id'").fetchone()[0]) == 16


def test_two_files_have_two_feeds(tmp_path: Path) -> None:
    feeds = []
    for name in ("a.db", "b.db"):
        with closing(open_writer(tmp_path / name)) as connection:
            feeds.append(connection.execute("SELECT value FROM meta WHERE key = 'feed_id'").fetchone()[0])
    assert feeds[0] != feeds[1]


def test_reader_makes_no_file_and_says_that_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(NotADatabase, match=r"no file .*news\.db yet"):
        open_reader(tmp_path / "news.db")
    assert list(tmp_path.iterdir()) == []


def test_reader_cannot_write(path: Path) -> None:
    open_writer(path).close()
    with closing(open_reader(path)) as connection, pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("INSERT INTO meta VALUES ('a', 'b')")


@pytest.mark.parametrize("opened", [open_reader, open_writer])
def test_text_file_is_no_database(tmp_path: Path, opened: Callable[[Path], sqlite3.Connection]) -> None:
    path = tmp_path / "news.db"
    path.write_text("Dear diary, today I learnt what a database file looks like inside. " * 4)
    with pytest.raises(NotADatabase, match="is not an SQLite file"):
        opened(path)
    assert path.read_text().startswith("Dear diary")


@pytest.mark.parametrize("opened", [open_reader, open_writer])
def test_database_of_another_program_is_left_alone(
    tmp_path: Path, opened: Callable[[Path], sqlite3.Connection]
) -> None:
    path = tmp_path / "browser.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    with pytest.raises(NotADatabase, match="another program"):
        opened(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]


@pytest.mark.parametrize("opened", [open_reader, open_writer])
def test_newer_file_asks_for_a_newer_program(path: Path, opened: Callable[[Path], sqlite3.Connection]) -> None:
    altered(path, f"PRAGMA user_version = {NEWEST + 1}")
    with pytest.raises(NewerSchema, match="install the newer aggregator"):
        opened(path)


@pytest.mark.parametrize("opened", [open_reader, open_writer])
def test_older_file_asks_for_a_migration(path: Path, opened: Callable[[Path], sqlite3.Connection]) -> None:
    altered(path, f"PRAGMA user_version = {NEWEST - 1}")
    with pytest.raises(OlderSchema, match="aggregator migrate"):
        opened(path)


def test_file_held_by_another_writer_is_told_after_a_while(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.2)
    with Store(path) as store:
        lock = WriteLock(path)
        with lock, pytest.raises(Locked, match="held by another"), store.transaction():
            raise AssertionError("never reached")
        lock.close()
        with store.transaction():
            pass


def test_file_held_by_a_shell_is_told_after_a_while(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.2)
    with Store(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as shell:
        shell.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Locked, match="held by another program"), store.transaction():
            raise AssertionError("never reached")
        shell.execute("ROLLBACK")


def test_folder_that_is_a_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "db").write_text("")
    with pytest.raises(DiskRefused, match="cannot be written"):
        open_writer(tmp_path / "db" / "news.db")


@needs_permissions
def test_folder_that_may_not_be_written_is_one_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(DiskRefused):
            open_writer(tmp_path / "news.db")
    finally:
        tmp_path.chmod(0o700)


def test_damaged_file_is_told_from_a_wrong_one(path: Path) -> None:
    with Store(path) as store, store.transaction():
        store.connection.executemany("INSERT INTO tags (name) VALUES (?)", [(f"tag {n}",) for n in range(5_000)])
    raw = bytearray(path.read_bytes())
    raw[4096 * 3 : -4096] = b"\x7f" * (len(raw) - 4096 * 4)
    path.write_bytes(raw)
    for aside in (path.with_name("news.db-wal"), path.with_name("news.db-shm")):
        aside.unlink(missing_ok=True)
    with pytest.raises(StoreError, match="damaged"), Store(path) as store, connections.mapped_errors(path):
        store.connection.execute("SELECT count(*), max(name) FROM tags").fetchone()


def test_last_connection_that_closes_leaves_no_log(path: Path) -> None:
    with Store(path) as store:
        store.begin_run("a")
    assert not path.with_name("news.db-wal").exists()


def test_empty_file_is_told_from_a_foreign_one_and_is_filled_by_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    path.touch()
    with pytest.raises(NotADatabase, match="holds nothing yet"):
        open_reader(path)
    open_writer(path).close()
    open_reader(path).close()


def test_busy_writer_lets_others_have_their_turn(path: Path) -> None:
    """One that wants the lock again at once must not starve one that waits."""
    path.parent.mkdir()
    greedy, patient = WriteLock(path), WriteLock(path)
    stop = threading.Event()

    def hog() -> None:
        while not stop.is_set():
            with greedy:
                time.sleep(0.005)

    thread = threading.Thread(target=hog)
    thread.start()
    try:
        began = time.monotonic()
        for _ in range(20):
            with patient:
                pass
        assert time.monotonic() - began < 5
    finally:
        stop.set()
        thread.join()
        greedy.close()
        patient.close()
