"""Tests of `aggregator.cli.doctor`, on the demo's database."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

import pytest

from aggregator.cli import run
from aggregator.store.reader import Reader
from tests.cli.conftest import Run

PAGE = 4096
"""Bytes of a page of the file."""


@pytest.fixture
def db(demo_project: Path) -> str:
    return str(demo_project / "db" / "demo.db")


@pytest.fixture
def copied(db: str, project: Path) -> Path:
    """A copy of the demo's database, to be damaged."""
    with Reader(db):  # nothing of it is left in a log
        return Path(shutil.copy(db, project / "copy.db"))


def damage(path: Path, *pages: int) -> None:
    with path.open("r+b") as file:
        for number in pages:
            file.seek(number * PAGE)
            file.write(b"\xa5" * PAGE)


def test_doctor_finds_the_demo_sound(aggregator: Run, db: str) -> None:
    ran = aggregator("doctor", "--db", db)
    assert ran.code == 0, ran.out
    assert "articles of 8 sources" in ran.out


def test_doctor_names_what_is_wrong(aggregator: Run, registered: Path) -> None:
    (registered / "sources" / "broken.toml").write_text("name = 12\n")
    (registered / "text.db").write_text("no database " * 100)
    ran = aggregator("doctor", "--db", "text.db")
    assert ran.code == 2
    assert "broken.toml, line 1" in ran.out and "not an SQLite file" in ran.out


def test_doctor_shows_a_missing_contact_as_advice_and_no_failure(aggregator: Run, db: str, project: Path) -> None:
    ran = aggregator("doctor", "--db", db)
    assert ran.code == 0
    line = next(line for line in ran.out.splitlines() if "contact" in line)
    assert line.startswith("! contact   none: put the line  contact = ")
    assert f"at the top of {project}/aggregator.toml" in line
    (project / "aggregator.toml").write_text('contact = ""\n')
    assert "✓ contact   none, as chosen" in aggregator("doctor", "--db", db).out
    (project / "aggregator.toml").write_text('[settings]\nAGGREGATOR_CONTACT = "https://paper.example/bot"\n')
    assert "✓ contact   https://paper.example/bot" in aggregator("doctor", "--db", db).out
    (project / "aggregator.toml").write_text('contact = "desk@example.org"\n')
    assert "✓ contact   desk@example.org" in aggregator("doctor", "--db", db).out


@pytest.mark.parametrize("pages", [(1,), (5, 6, 7)])
def test_doctor_says_what_sqlite_finds_in_a_damaged_file(aggregator: Run, copied: Path, pages: tuple[int, ...]) -> None:
    damage(copied, *pages)
    ran = aggregator("doctor", "--db", "copy.db")
    lines = [line for line in ran.out.splitlines() if "✗ database" in line]
    assert ran.code == 2
    assert 2 <= len(lines) <= 6
    assert "integrity_check: " in lines[0] and "age " in lines[0], "which page"
    assert "sqlite3 copy.db .recover" in lines[-1]
    assert "aggregator doctor" not in ran.out


def test_doctor_of_a_file_that_cannot_even_be_checked_says_so(aggregator: Run, copied: Path) -> None:
    with copied.open("r+b") as file:
        file.truncate(copied.stat().st_size // 2)
    ran = aggregator("doctor", "--db", "copy.db")
    assert ran.code == 2
    assert "cannot be checked further" in ran.out and "aggregator doctor" not in ran.out


@pytest.mark.parametrize("folder", ["/", "."])
def test_doctor_of_a_folder_says_that_it_is_one(aggregator: Run, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    monkeypatch.setenv("AGGREGATOR_DB", folder)
    ran = aggregator("doctor")
    assert ran.code == 2
    assert f"✗ database  {folder} is a folder" in ran.out


def test_a_terminal_that_lacks_the_marks_gets_plain_ones(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "sources").mkdir()
    (project / "sources" / "broken.toml").write_text("name = 12\n")
    printed = io.BytesIO()
    stream = io.TextIOWrapper(printed, encoding="latin-1")  # and strict: a letter it lacks would raise
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", stream)
        assert run(["doctor"]) == 2
    stream.flush()
    assert {line[:2] for line in printed.getvalue().decode("latin-1").splitlines()} == {"+ ", "! ", "x "}
