"""The file looked after: checked, copied, and brought up to a newer schema."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database, Migrations

from aggregator.errors import DiskRefused, NewerSchema, NotADatabase
from aggregator.store.connection import (
    APPLICATION_ID,
    WriteLock,
    connect,
    mapped_errors,
    open_reader,
    prepare_writer,
    schema_version,
)
from aggregator.store.migrations import migrations

BYTES_A_SECOND = 20_000_000
"""How fast a file is copied and rewritten, for the estimate: half of what a plain laptop disk does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrationPlan:
    """What `migrate` would do with a file, and what that costs."""

    path: Path
    version: int
    """Schema version of the file."""

    newest: int
    """Schema version that it would have."""

    steps: tuple[str, ...]
    """Names of the migrations that are missing; () where the file is up to date."""

    backup: Path
    """Where the copy of the file as it is would stand."""

    disk: int
    """Bytes of free space that are needed, at most."""

    seconds: float
    """How long it will take, roughly."""


def migration_plan(path: Path | str, *, steps: Migrations = migrations) -> MigrationPlan:
    """Return what is to be done to bring a file up to date; raises NotADatabase, NewerSchema and their kin."""
    path = Path(path)
    with _opened(path, "ro") as connection:
        names = [one.name for one in steps.pending(Database(connection))]
        version = schema_version(connection)
    total = len(steps.pending(Database(memory=True)))
    if version > total:
        raise NewerSchema(
            f"{path} has schema version {version}, this program knows up to {total}: install the newer aggregator."
        )
    size = path.stat().st_size
    backup = path.with_name(f"{path.name}.v{version}-backup")
    return MigrationPlan(
        path=path,
        version=version,
        newest=total,
        steps=tuple(names),
        backup=backup,
        disk=(0 if backup.exists() else size) + 2 * size if names else 0,
        seconds=3 * size / BYTES_A_SECOND if names else 0.0,
    )


def migrate(
    path: Path | str, *, say: Callable[[str], None] = lambda _: None, steps: Migrations = migrations
) -> MigrationPlan:
    """Bring a file up to the newest schema: a copy first, then one migration after the other.

    Each migration is one transaction, its number in it: killed at any moment, the next call goes on where
    this one stopped, and keeps the copy that was made before the first. `say` is told each step.
    """
    plan = migration_plan(path, steps=steps)
    if not plan.steps:
        return plan
    free = shutil.disk_usage(plan.path.parent).free
    if free < plan.disk:
        raise DiskRefused(
            f"{plan.path} needs {plan.disk // 1_000_000 + 1} MB free for its migration, the disk has"
            f" {free // 1_000_000} MB: make room and start again."
        )
    lock = WriteLock(plan.path)
    try:
        with lock, _opened(plan.path, "rw") as connection:
            if not plan.backup.exists():
                say(f"copying it to {plan.backup.name}")
                copy(connection, plan.backup)
            prepare_writer(connection)
            for at, name in enumerate(plan.steps):
                say(f"migration {name}")
                _step(connection, steps, plan.steps[at + 1 :], number=plan.newest - len(plan.steps) + at + 1)
    finally:
        lock.close()
    return plan


def copy(connection: sqlite3.Connection, target: Path) -> None:
    """Write a compact copy of an open file to `target`, whole or not at all; any reader can open it."""
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    connection.execute("VACUUM INTO :part", {"part": str(part)})
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(target)


def doctor(path: Path | str) -> list[str]:
    """Return what is wrong with a file, a sentence each; [] where all is well. Only reads."""
    connection = open_reader(path)
    try:
        with mapped_errors(Path(path)):
            return list(findings(connection))
    finally:
        connection.close()


def findings(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield what is wrong with an open file, a sentence each; the search index in depth where it may be written."""
    for (said,) in connection.execute("PRAGMA integrity_check(20)"):
        if said != "ok":
            yield f"the file is damaged: {said}"
    for table, rowid, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchmany(20):
        yield f"row {rowid} of {table} names a row of {parent} that does not exist"
    for sentence, sql in _CHECKS:
        found = [str(row[0]) for row in connection.execute(sql).fetchmany(20)]
        if found:
            yield f"{sentence}: {', '.join(found)}{' …' if len(found) == 20 else ''}"
    with contextlib.suppress(sqlite3.OperationalError):  # a read-only file: the cheap check above must do
        try:
            connection.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_CORRUPT:
                raise
            yield "the search index is not in step with the articles"


_CHECKS = (
    (
        "articles that are not in their main story exactly once",
        """
        SELECT a.id FROM articles AS a WHERE a.status NOT IN ('merged', 'erased')
            AND (SELECT count(*) FROM story_articles AS m WHERE m.article_id = a.id AND m.story_id = a.story_id) <> 1
        """,
    ),
    (
        "articles that are merged and still stand in a story",
        """
        SELECT a.id FROM articles AS a JOIN story_articles AS m ON m.article_id = a.id WHERE a.status = 'merged'
        """,
    ),
    (
        "stories that have not exactly one origin",
        """
        SELECT m.story_id FROM story_articles AS m GROUP BY m.story_id HAVING sum(m.relation = 'origin') <> 1
        """,
    ),
    (
        "stories that are merged and still have articles",
        """
        SELECT DISTINCT s.id FROM stories AS s JOIN story_articles AS m ON m.story_id = s.id
        WHERE s.merged_into IS NOT NULL
        """,
    ),
    (
        "stories without articles",
        """
        SELECT s.id FROM stories AS s WHERE s.merged_into IS NULL
            AND NOT EXISTS (SELECT 1 FROM story_articles AS m WHERE m.story_id = s.id)
        """,
    ),
    (
        "articles without the row of their newest revision",
        """
        SELECT a.id FROM articles AS a
        WHERE NOT EXISTS (SELECT 1 FROM revisions AS r WHERE r.article_id = a.id AND r.revision = a.revision)
        """,
    ),
    (
        "articles of which an earlier text is missing",
        """
        SELECT DISTINCT r.article_id FROM revisions AS r
        JOIN articles AS a ON a.id = r.article_id
        LEFT JOIN revisions AS t ON t.article_id = r.article_id AND t.revision = r.same_as
        WHERE a.status NOT IN ('pruned', 'erased') AND r.body IS NULL AND t.body IS NULL
            AND a.revision NOT IN (r.revision, coalesce(r.same_as, 0))
        """,
    ),
    (
        "articles without their canonical address",
        """
        SELECT a.id FROM articles AS a WHERE a.status NOT IN ('merged', 'erased')
            AND (SELECT count(*) FROM article_urls AS u WHERE u.article_id = a.id AND u.kind = 'canonical'
                AND u.url = a.url) <> 1
        """,
    ),
    (
        "articles with more than one canonical address",
        """
        SELECT u.article_id FROM article_urls AS u WHERE u.kind = 'canonical'
        GROUP BY u.article_id HAVING count(*) > 1
        """,
    ),
    (
        "articles that search cannot find",
        """
        SELECT id FROM articles EXCEPT SELECT id FROM articles_fts_docsize
        """,
    ),
    (
        "articles that search finds and that are no longer there",
        """
        SELECT id FROM articles_fts_docsize EXCEPT SELECT id FROM articles
        """,
    ),
    (
        "articles whose fingerprints are not in step with their text (counts)",
        """
        SELECT kept || ' instead of ' || wanted FROM
            (SELECT (SELECT count(*) FROM fingerprints) AS kept,
                (SELECT coalesce(sum(length(shingles) / 8), 0) FROM articles
                    WHERE status NOT IN ('merged', 'pruned', 'erased')) AS wanted)
        WHERE kept <> wanted
        """,
    ),
    (
        "addresses that are done without an article and still wait for a visit",
        """
        SELECT key FROM frontier WHERE state <> 'waiting' AND next_at IS NOT NULL AND article_id IS NULL
        """,
    ),
)


def _step(connection: sqlite3.Connection, steps: Migrations, later: tuple[str, ...], *, number: int) -> None:
    """Carry out one migration and count it, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        steps.apply(Database(connection), stop_before=later)
        connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextlib.contextmanager
def _opened(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    """Open a file of whatever schema version, if it is ours."""
    if not path.exists():
        raise NotADatabase(f"There is no file {path}: name another one with --db.")
    with mapped_errors(path):
        connection = connect(path, mode)
        try:
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise NotADatabase(f"{path} is an SQLite file of another program: name another one with --db.")
            yield connection
        finally:
            connection.close()
