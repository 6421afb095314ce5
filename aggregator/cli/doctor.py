"""`aggregator doctor`: whether this machine, the sources and the database are in order."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from aggregator import __version__
from aggregator.cli.contact import WHY, advice, contact_of
from aggregator.cli.ending import DONE, USAGE
from aggregator.cli.options import with_project
from aggregator.cli.registered import read
from aggregator.cli.terminal import can_show, say
from aggregator.errors import AggregatorError
from aggregator.project import Project

PARTS = ("scrapy", "twisted", "lxml", "sqlite-utils", "feedparser")
"""Packages whose version decides how pages are fetched, read and stored."""

SHOWN = 5
"""Lines shown of what is damaged: the first tell where, and a broken file has thousands."""

PLAIN = {"✓": "+", "!": "!", "✗": "x"}
"""Marks for a terminal that lacks the letters."""

LOW_DISK = 1_000_000_000
"""Bytes free below which a harvest may fill the disk: a day of a hundred sources takes some 200 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    what: str
    said: str
    wrong: bool = False
    """Whether it must be mended before harvests can run."""

    missing: bool = False
    """Whether it should be there, though harvests run without it."""

    @property
    def mark(self) -> str:
        """What stands before it: in order, advice, wrong."""
        return "✗" if self.wrong else "!" if self.missing else "✓"


@click.command()
@with_project
def doctor(project: Project) -> int:
    """Look at everything that a harvest needs, and say what is wrong.

    ✓ is in order, ! is advice, ✗ must be mended: exit code 2. Nothing is changed and nothing is fetched.

    \b
    Examples:
      aggregator doctor
      aggregator doctor --db elsewhere/news.db
    """
    findings = [*_machine(), *_project(project), *_database(project.db)]
    width = max(len(one.what) for one in findings)
    pretty = can_show("".join(PLAIN))
    for one in findings:
        say(f"{one.mark if pretty else PLAIN[one.mark]} {one.what:{width}}  {one.said}")
    return USAGE if any(one.wrong for one in findings) else DONE


def _machine() -> Iterator[Finding]:
    from aggregator.workers import Workers

    python = ".".join(map(str, sys.version_info[:3]))
    yield Finding(what="program", said=f"aggregator {__version__} on Python {python}")
    try:
        yield Finding(what="parts", said=", ".join(f"{name} {version(name)}" for name in PARTS))
    except PackageNotFoundError as error:
        yield Finding(what="parts", said=f"{error.name} is not installed: install aggregator again", wrong=True)
    try:
        with Workers(1) as workers:
            workers.submit(len, "").result()
        yield Finding(what="reading", said="a reading process starts")
    except AggregatorError as error:
        yield Finding(what="reading", said=str(error), wrong=True)


def _project(project: Project) -> Iterator[Finding]:
    yield Finding(what="project", said=str(project.root))
    known, mistakes = read(project.sources)
    yield Finding(what="sources", said=f"{len(known)} registered in {project.sources}")
    for mistake in mistakes:
        yield Finding(what="sources", said=str(mistake), wrong=True)
    if project.organisations:
        yield _organisations()
    contact = contact_of(project, project.config.settings)
    advised = f"none: {advice(project.config_file)}. {WHY}"
    yield Finding(
        what="contact", said=contact or ("none, as chosen" if contact == "" else advised), missing=contact is None
    )


def _organisations() -> Finding:
    from aggregator.organisations import register

    try:
        return Finding(what="organisations", said=f"{len(register())} known, the project's own among them")
    except AggregatorError as error:
        return Finding(what="organisations", said=str(error), wrong=True)


def _database(path: Path) -> Iterator[Finding]:
    from aggregator.store.reader import Reader
    from aggregator.store.upkeep import doctor as examined

    here = path.absolute()
    folder = next(one for one in (here, *here.parents) if one.is_dir())
    free = shutil.disk_usage(folder).free
    yield Finding(what="disk", said=f"{free / 1e9:.1f} GB free for {path}", wrong=free < LOW_DISK)
    if path.is_dir():
        yield Finding(what="database", said=f"{path} is a folder: name a file with --db or AGGREGATOR_DB", wrong=True)
        return
    if not path.exists():
        yield Finding(what="database", said="it does not exist yet: the first harvest makes it")
        return
    try:
        if lines := damage(path):
            for line in lines:
                yield Finding(what="database", said=line, wrong=True)
            yield Finding(what="database", said=rescue(path), wrong=True)
            return
        with Reader(path) as reader:
            totals = reader.totals()
        wrong = examined(path)
    except AggregatorError as error:
        yield Finding(what="database", said=str(error), wrong=True)
        return
    holds = f"{totals.articles} articles of {totals.sources} sources in {totals.stories} stories"
    yield Finding(what="database", said=holds)
    for said in wrong:
        yield Finding(what="database", said=said, wrong=True)


def damage(path: Path) -> list[str]:
    """Return the first lines of what SQLite's own check of a file finds; [] where the file is whole.

    Raises AggregatorError where it is no file of ours.
    """
    from aggregator.errors import StoreError
    from aggregator.store.connection import connect, mapped_errors, open_reader

    try:
        open_reader(path).close()
    except StoreError as error:
        if type(error) is not StoreError:  # another program's, an older one, a locked one: that says it all
            raise
    for most in (SHOWN, 1):  # a check may break off at a later page, and then says nothing of the earlier ones
        try:
            with mapped_errors(path), closing(connect(path, "ro")) as connection:
                said = [row[0] for row in connection.execute(f"PRAGMA integrity_check({most})")]
        except StoreError as error:
            if type(error) is not StoreError:
                raise
            said = [f"{error.__cause__ or error}, so it cannot be checked further"]
        else:
            break
    lines = [line for text in said for line in text.splitlines() if line != "ok" and not line.startswith("***")]
    return [f"integrity_check: {line}" for line in lines[:SHOWN]]


def rescue(path: Path) -> str:
    """Return what to do about a damaged file."""
    name = shlex.quote(str(path))
    return (
        f"{path} is damaged: put a copy of it back, or save what can still be read with "
        f"`sqlite3 {name} .recover | sqlite3 saved.db`"
    )
