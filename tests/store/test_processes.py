"""Several processes at one file, and what a kill leaves behind."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from aggregator.store.changes import Change, follow
from aggregator.store.connection import open_writer
from aggregator.store.reader import Reader
from aggregator.store.upkeep import doctor
from aggregator.store.writer import Store
from tests.store.making import Clock

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent.parent

WRITE = """
import sys
from aggregator.store.desk import Desk
from tests.store.making import Clock, capture, prose

path, name, number = sys.argv[1], sys.argv[2], int(sys.argv[3])

def page(at):
    shared = prose(f"wire {at // 3}", paragraphs=6)  # three in a row are one story
    return capture(f"https://{name}-{at % 3}.example/{at}", source_id=f"{name}-{at % 3}", title=f"{name} {at}",
                   paragraphs=(f"{name} in short {at}.", *shared))

with Desk(path, clock=Clock()) as desk:
    for start in range(0, number, 10):
        futures = [(at, desk.submit(lambda store, one=page(at): store.keep(one))) for at in range(start, start + 10)]
        for at, future in futures:
            print(at, future.result().counted, flush=True)
"""


@contextmanager
def writing(path: Path, name: str, number: int) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITE, str(path), name, str(number)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def acknowledged(process: subprocess.Popen[str], number: int) -> list[tuple[int, str]]:
    """Return the next `number` lines that the process printed after their commit."""
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        at, counted = line.split()
        lines.append((int(at), counted))
        if len(lines) == number:
            break
    return lines


@pytest.mark.parametrize("after", [3, 57])
def test_killed_writer_loses_nothing_that_was_committed_and_repeats_nothing(path: Path, after: int) -> None:
    open_writer(path).close()
    with writing(path, "a", 200) as process:
        told = acknowledged(process, after)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert len(told) == after and {counted for _, counted in told} == {"new"}
    assert doctor(path) == []
    with Reader(path) as reader:
        titles = {one.title for one in reader.latest(limit=1_000)}
        assert titles >= {f"a {at}" for at, _ in told}
        stored = len(titles)
    with writing(path, "a", 90) as process:
        again = acknowledged(process, 90)
        assert process.wait() == 0
    assert [counted for _, counted in again].count("same") == min(stored, 90)
    assert doctor(path) == []
    with Reader(path) as reader:
        assert reader.totals().articles == max(stored, 90)


def test_two_writers_and_a_follower_at_once(path: Path) -> None:
    """No "database is locked", no change missed, all in order, copies of both writers in one story."""
    open_writer(path).close()
    number = 60
    seen: list[Change] = []
    with writing(path, "a", number) as one, writing(path, "b", number) as two:
        while one.poll() is None or two.poll() is None:
            seen.extend(follow(path, seen[-1].seq if seen else 0))
            time.sleep(0.005)
        errors = [process.stderr.read() for process in (one, two) if process.stderr is not None]
        assert (one.returncode, two.returncode, errors) == (0, 0, ["", ""])
    seen.extend(follow(path, seen[-1].seq if seen else 0))
    assert [change.seq for change in seen] == list(range(1, len(seen) + 1))
    assert len([change for change in seen if change.kind == "new"]) == 2 * number
    assert doctor(path) == []
    with Reader(path) as reader:
        assert reader.totals().articles == 2 * number
        assert reader.totals().stories == number / 3, "the six copies of each text are one story"


def test_lease_of_a_killed_harvest_is_taken_over_at_once(path: Path, clock: Clock) -> None:
    hold = """
import sys
from aggregator.store.writer import Store
store = Store(sys.argv[1])
print(store.begin_run("a"), flush=True)
input()
"""
    open_writer(path).close()
    process = subprocess.Popen(
        [sys.executable, "-c", hold, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None and process.stdout.readline().strip() == "1"
        with Store(path, clock=clock) as store:
            assert store.begin_run("a") is None
            process.kill()
            process.wait()
            assert store.begin_run("a") == 2
            assert store.connection.execute("SELECT outcome FROM runs WHERE id = 1").fetchone() == ("interrupted",)
    finally:
        process.kill()
        process.communicate()


CORRECT = """
import sys
from aggregator.corrections import Saying
from aggregator.store.writer import Store

for number in range(1, int(sys.argv[2]) + 1):
    with Store(sys.argv[1]) as store:
        said = [Saying(field="title", value=f"Said {number}"), Saying(field="wire", value=("AFP",))]
        store.correct(str(number), said, reason="print")
    print(number, "corrected", flush=True)
"""


def test_corrections_are_safe_beside_a_harvest_and_a_killed_one_is_whole_or_nothing(path: Path) -> None:
    number = 30
    with writing(path, "a", number) as first:
        acknowledged(first, number)
        first.wait()
    with writing(path, "b", 300) as harvest:
        acknowledged(harvest, 1)
        correcting = subprocess.Popen(
            [sys.executable, "-c", CORRECT, str(path), str(number)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        try:
            told = acknowledged(correcting, 5)
        finally:
            correcting.kill()
            correcting.communicate()
        acknowledged(harvest, 20)
    assert [at for at, _ in told] == [1, 2, 3, 4, 5]
    assert doctor(path) == []
    with writing(path, "a", number) as again:
        counted = {counted for _, counted in acknowledged(again, number)}
    assert counted == {"same"}, "a person's word is no change of the page"
    with Store(path) as store:
        rows = store.connection.execute(
            """
            SELECT a.id, a.title LIKE 'Said %',
                EXISTS (SELECT 1 FROM attributions AS t WHERE t.article_id = a.id AND t.role = 'wire'),
                (SELECT count(*) FROM corrections AS c WHERE c.article_id = a.id),
                EXISTS (SELECT 1 FROM changes AS c WHERE c.article_id = a.id AND c.kind = 'corrected')
            FROM articles AS a WHERE a.id <= 30 ORDER BY a.id
            """
        ).fetchall()
    assert all(row[1:] in ((1, 1, 2, 1), (0, 0, 0, 0)) for row in rows)
    assert all(row[1] for row in rows[:5])


def test_two_programs_that_make_the_file_at_once_make_one(tmp_path: Path) -> None:
    make = "import sys; from aggregator.store.writer import Store; Store(sys.argv[1]).close()"
    path = tmp_path / "db" / "news.db"
    processes = [subprocess.Popen([sys.executable, "-c", make, str(path)], cwd=ROOT) for _ in range(3)]
    assert [process.wait() for process in processes] == [0, 0, 0]
    assert doctor(path) == []


def test_disk_that_is_full_costs_nothing_that_was_stored(path: Path) -> None:
    limit = (
        "import resource, signal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))\n"
    )
    open_writer(path).close()
    done = subprocess.run(
        [sys.executable, "-c", limit + WRITE, str(path), "a", "2000"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode != 0 and "DiskRefused: " in done.stderr
    told = [line.split() for line in done.stdout.splitlines()]
    assert told
    assert doctor(path) == []
    with Reader(path) as reader:
        assert {one.title for one in reader.latest(limit=10_000)} >= {f"a {at}" for at, _ in told}
