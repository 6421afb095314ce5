"""The file checked, copied, and brought up to a newer schema."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from aggregator.errors import DiskRefused, NewerSchema, NotADatabase, OlderSchema
from aggregator.store import connection as connections
from aggregator.store.migrations import migrations
from aggregator.store.reader import Reader
from aggregator.store.upkeep import copy, doctor, migrate, migration_plan
from aggregator.store.writer import Store
from tests.store.making import Clock, capture, prose

DATABASES = Path(__file__).resolve().parent.parent / "fixtures" / "databases"


@pytest.fixture
def filled(path: Path) -> Path:
    with Store(path, clock=Clock()) as store:
        for number in range(3):
            store.keep(capture(f"https://news.example/{number}", title=f"Story {number}"))
        store.keep(capture("https://news.example/0", title="Story 0", paragraphs=prose("edited")))
    return path


def spoilt(path: Path, sql: str) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(sql)
        connection.commit()
    return doctor(path)


def test_whole_file_has_no_findings(filled: Path) -> None:
    assert doctor(filled) == []


@pytest.mark.parametrize(
    ("sql", "finding"),
    [
        ("DELETE FROM story_articles WHERE article_id = 2", "not in their main story exactly once: 2"),
        ("UPDATE story_articles SET relation = 'copy' WHERE article_id = 2", "exactly one origin: 2"),
        ("DELETE FROM revisions WHERE article_id = 2", "row of their newest revision: 2"),
        ("UPDATE revisions SET body = NULL WHERE revision = 1", "earlier text is missing: 1"),
        ("DELETE FROM article_urls WHERE article_id = 3", "without their canonical address: 3"),
        ("DELETE FROM fingerprints WHERE article_id = 1", "fingerprints are not in step"),
        ("INSERT INTO article_tags VALUES (77, 1, 0)", "row of articles that does not exist"),
        ("UPDATE frontier SET article_id = NULL, next_at = '2030-01-01T00:00:00Z'", "still wait for a visit"),
        (
            "INSERT INTO articles_fts (articles_fts, rowid, title, summary, body, search_text)"
            " SELECT 'delete', id, title, summary, body, search_text FROM articles WHERE id = 2",
            "search cannot find: 2",
        ),
    ],
)
def test_each_thing_that_may_be_wrong_is_found(filled: Path, sql: str, finding: str) -> None:
    assert any(finding in one for one in spoilt(filled, sql)), doctor(filled)


def test_writer_sees_a_search_index_that_has_other_words(filled: Path) -> None:
    from aggregator.store.upkeep import findings

    spoilt(filled, "UPDATE articles SET title = 'Nothing of the kind' WHERE id = 2")
    with Store(filled) as store:
        assert "the search index is not in step with the articles" in list(findings(store.connection))


def test_copy_can_be_read_by_anyone(filled: Path, tmp_path: Path) -> None:
    with Store(filled) as store:
        copy(store.connection, tmp_path / "copy.db")
    with Reader(tmp_path / "copy.db") as reader:
        assert reader.totals().articles == 3
    assert doctor(tmp_path / "copy.db") == []


NOW = connections.NEWEST
ONE_MORE, TWO_MORE = f"{NOW + 1:04}", f"{NOW + 2:04}"


class TestMigrate:
    """With migrations that this program does not have yet, as the next versions will."""

    @pytest.fixture
    def steps(self) -> Migrations:
        steps = Migrations("aggregator")
        for one in migrations._migrations:
            steps(name=one.name)(one.fn)

        @steps(name=ONE_MORE)
        def second(db: Database) -> None:
            db.execute("ALTER TABLE sources ADD COLUMN motto TEXT")

        @steps(name=TWO_MORE)
        def third(db: Database) -> None:
            db.execute("UPDATE sources SET motto = 'all the news'")

        return steps

    def test_file_that_is_up_to_date_is_left_alone(self, filled: Path) -> None:
        before = filled.read_bytes()
        plan = migrate(filled)
        assert plan.steps == () and plan.disk == 0
        assert filled.read_bytes() == before and not plan.backup.exists()

    def test_plan_says_what_it_costs_and_changes_nothing(self, filled: Path, steps: Migrations) -> None:
        before = filled.read_bytes()
        plan = migration_plan(filled, steps=steps)
        assert (plan.version, plan.newest, plan.steps) == (NOW, NOW + 2, (ONE_MORE, TWO_MORE))
        assert plan.disk == 3 * filled.stat().st_size and plan.seconds > 0
        assert filled.read_bytes() == before

    def test_file_is_copied_then_migrated(self, filled: Path, steps: Migrations) -> None:
        said: list[str] = []
        plan = migrate(filled, say=said.append, steps=steps)
        assert said == [f"copying it to news.db.v{NOW}-backup", f"migration {ONE_MORE}", f"migration {TWO_MORE}"]
        with closing(sqlite3.connect(filled)) as connection:
            assert connection.execute("SELECT motto FROM sources").fetchall() == [("all the news",)]
            assert connection.execute("PRAGMA user_version").fetchone() == (NOW + 2,)
        with Reader(plan.backup) as reader:
            assert reader.totals().articles == 3

    def test_migration_that_was_killed_goes_on_where_it_stopped(
        self, filled: Path, steps: Migrations, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        third = steps._migrations[-1]

        def killed(db: Database) -> None:
            db.execute("UPDATE sources SET motto = 'half'")
            raise KeyboardInterrupt

        monkeypatch.setattr(third, "fn", killed)
        with pytest.raises(KeyboardInterrupt):
            migrate(filled, steps=steps)
        monkeypatch.undo()
        with closing(sqlite3.connect(filled)) as connection:
            assert connection.execute("SELECT motto FROM sources").fetchall() == [(None,)]
            assert connection.execute("PRAGMA user_version").fetchone() == (NOW + 1,)
        assert migration_plan(filled, steps=steps).steps == (TWO_MORE,)
        migrate(filled, steps=steps)
        with closing(sqlite3.connect(filled)) as connection:
            assert connection.execute("SELECT motto FROM sources").fetchall() == [("all the news",)]

    def test_too_little_disk_is_told_before_anything_is_done(
        self, filled: Path, steps: Migrations, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        usage = shutil.disk_usage(filled.parent)
        monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1_000))
        with pytest.raises(DiskRefused, match="MB free for its migration"):
            migrate(filled, steps=steps)
        assert migration_plan(filled, steps=steps).version == NOW

    def test_other_commands_on_an_older_file_say_what_to_do(
        self, filled: Path, steps: Migrations, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(connections, "NEWEST", NOW + 2)
        for opened in (Store, Reader):
            with pytest.raises(OlderSchema, match="run `aggregator migrate` first"):
                opened(filled)

    def test_newer_file_is_not_touched(self, filled: Path, steps: Migrations) -> None:
        migrate(filled, steps=steps)
        with pytest.raises(NewerSchema):
            migration_plan(filled)

    def test_what_is_not_ours_is_not_migrated(self, tmp_path: Path) -> None:
        with pytest.raises(NotADatabase):
            migrate(tmp_path / "none.db")


@pytest.mark.parametrize("dump", sorted(DATABASES.glob("v*.sql")), ids=lambda dump: dump.stem)
def test_file_of_every_earlier_version_can_be_migrated_and_read(dump: Path, tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(dump.read_text(encoding="utf-8"))
    migrate(path)
    assert doctor(path) == []
    with Store(path, clock=Clock()) as store:
        assert store.keep(capture("https://news.example/fresh", title="Fresh")).counted == "new"
    with Reader(path) as reader:
        assert {one.title for one in reader.latest()} >= {"Ferry line reopens", "日本の新しい図書館", "Fresh"}
        assert [one.title for one in reader.search("図書館")] == ["日本の新しい図書館"]
        assert [one.kind for one in reader.history(1)][:3] == ["new", "revised", "gone"]


def test_there_is_a_dump_of_every_version() -> None:
    assert len(list(DATABASES.glob("v*.sql"))) == connections.NEWEST
