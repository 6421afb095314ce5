"""Tests of `aggregator.cli.migrate`; migrations themselves are tested in tests/store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from aggregator.store import upkeep
from aggregator.store.upkeep import MigrationPlan
from tests.cli.conftest import Run

OLD = MigrationPlan(
    path=Path("db/news.db"),
    version=1,
    newest=3,
    steps=("second", "third"),
    backup=Path("db/news.db.v1-backup"),
    disk=30_000_000,
    seconds=12.0,
)


@pytest.fixture
def carried_out(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were migrated, each of them two versions behind."""
    done: list[Path] = []

    def migrate(path: Path, *, say: Callable[[str], None]) -> MigrationPlan:
        say("migration second")
        done.append(path)
        return OLD

    monkeypatch.setattr(upkeep, "migration_plan", lambda path: OLD)
    monkeypatch.setattr(upkeep, "migrate", migrate)
    return done


def test_time_and_disk_are_told_before_anything_is_done(aggregator: Run, carried_out: list[Path]) -> None:
    ran = aggregator("migrate", "--dry-run")
    assert ran.code == 0 and carried_out == []
    for part in ("from schema version 1 to 3", "about 12 s", "30 MB", "news.db.v1-backup"):
        assert part in ran.err


def test_each_step_is_told_and_the_end(aggregator: Run, carried_out: list[Path]) -> None:
    ran = aggregator("migrate", "--db", "db/news.db")
    assert ran.code == 0 and carried_out == [Path("db/news.db")]
    assert "migration second" in ran.err and "up to date (schema version 3)" in ran.out


def test_an_empty_file_is_told_in_the_words_of_the_other_commands(aggregator: Run, project: Path) -> None:
    (project / "empty.db").touch()
    said = aggregator("migrate", "--db", "empty.db")
    assert (said.code, said.out) == (2, "")
    assert "holds nothing yet" in said.err
    assert said.err == aggregator("search", "--db", "empty.db").err
