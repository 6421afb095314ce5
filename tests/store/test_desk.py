"""The one thread that writes: groups, futures, failures."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from aggregator.errors import DiskRefused, NotADatabase, StoreError
from aggregator.store import desk as desks
from aggregator.store.desk import Desk
from aggregator.store.keeping import Kept
from aggregator.store.writer import Store
from tests.store.making import Clock, capture, prose


@pytest.fixture
def desk(path: Path, clock: Clock) -> Iterator[Desk]:
    with Desk(path, clock=clock) as opened:
        yield opened


def keep(number: int, *, paragraphs: int = 4) -> Callable[[Store], Kept]:
    page = capture(
        f"https://news.example/a/{number}",
        title=f"Story {number}",
        paragraphs=prose(number, paragraphs=paragraphs),
    )
    return lambda store: store.keep(page)


def count(path: Path, table: str = "articles") -> int:
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        found: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    connection.close()
    return found


def test_result_is_given_out_once_it_is_committed(desk: Desk, path: Path) -> None:
    kept = desk.submit(keep(1)).result(timeout=10)
    assert kept.counted == "new" and count(path) == 1


def test_jobs_that_wait_share_one_transaction(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    began = threading.Event()
    go_on = threading.Event()
    transactions: list[int] = []

    def hold(store: Store) -> None:
        began.set()
        assert go_on.wait(10)
        store.connection.set_trace_callback(lambda sql: transactions.append(1) if sql == "COMMIT" else None)

    held = desk.submit(hold)
    assert began.wait(10)
    futures = [desk.submit(keep(number)) for number in range(30)]
    go_on.set()
    assert [future.result(timeout=20).counted for future in futures] == ["new"] * 30
    held.result()
    assert len(transactions) <= 1 + 1 + 30 * desks.MOST_SECONDS, "one for the job that held, then groups"


def test_patient_jobs_wait_for_each_other_but_not_for_long(desk: Desk) -> None:
    futures = [desk.submit(keep(number), patient=True) for number in range(3)]
    assert [future.result(timeout=5).counted for future in futures] == ["new"] * 3


def test_failing_job_takes_only_its_own_writing(desk: Desk, path: Path) -> None:
    def broken(store: Store) -> None:
        store.keep(capture("https://news.example/a/2"))
        raise RuntimeError("after the writing")

    before, failing, after = desk.submit(keep(1)), desk.submit(broken), desk.submit(keep(3))
    assert before.result(10).counted == "new"
    with pytest.raises(RuntimeError, match="after the writing"):
        failing.result(10)
    assert after.result(10).counted == "new"
    assert count(path) == 2


def test_failing_commit_fails_all_jobs_of_its_group(desk: Desk, path: Path) -> None:
    def fill_the_disk(store: Store) -> str:
        pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
        store.connection.execute(f"PRAGMA max_page_count = {pages + 1}")
        return "fits"

    began = threading.Event()
    go_on = threading.Event()

    def hold(_: Store) -> None:
        began.set()
        assert go_on.wait(10)

    held = desk.submit(hold)
    assert began.wait(10)
    desk.submit(fill_the_disk)
    futures = [desk.submit(keep(number, paragraphs=200)) for number in range(5)]
    go_on.set()
    held.result(10)
    for future in futures:
        with pytest.raises(DiskRefused, match=r"disk that holds .* is full"):
            future.result(10)
    assert count(path) == 0
    # Room again: the desk goes on.
    desk.submit(lambda store: store.connection.execute("PRAGMA max_page_count = 1073741823").fetchone()).result(10)
    assert desk.submit(keep(9)).result(10).counted == "new"


def test_closed_desk_has_done_all_that_was_handed_in_and_takes_no_more(path: Path, clock: Clock) -> None:
    desk = Desk(path, clock=clock)
    futures = [desk.submit(keep(number), patient=number % 2 == 0) for number in range(20)]
    desk.close()
    desk.close()
    assert [future.result(timeout=0).counted for future in futures] == ["new"] * 20
    with pytest.raises(StoreError, match="closed"):
        desk.submit(keep(21)).result(1)


def test_cancelled_job_is_not_done(desk: Desk, path: Path) -> None:
    began, go_on = threading.Event(), threading.Event()

    def hold(_: Store) -> None:
        began.set()
        assert go_on.wait(10)

    held = desk.submit(hold)
    assert began.wait(10)
    cancelled = desk.submit(keep(1))
    assert cancelled.cancel()
    go_on.set()
    held.result(10)
    desk.submit(keep(2)).result(10)
    assert count(path) == 1


def test_file_that_cannot_be_opened_is_told_where_the_desk_is_opened(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("not a database, and longer than the header of one, which is a hundred bytes " * 3)
    with pytest.raises(NotADatabase):
        Desk(other)
