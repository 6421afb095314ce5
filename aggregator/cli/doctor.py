"""`aggregator doctor`: whether this machine, the sources and the database are in order."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from aggregator import __version__
from aggregator.cli.ending import DONE, USAGE
from aggregator.cli.options import with_project
from aggregator.cli.registered import read
from aggregator.cli.terminal import say
from aggregator.errors import AggregatorError
from aggregator.project import Project

PARTS = ("scrapy", "twisted", "lxml", "sqlite-utils", "feedparser")
"""Packages whose version decides how pages are fetched, read and stored."""

LOW_DISK = 1_000_000_000
"""Bytes free below which a harvest may fill the disk: a day of a hundred sources takes some 200 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    what: str
    said: str
    wrong: bool = False
    """Whether it must be mended before harvests can run."""


@click.command()
@with_project
def doctor(project: Project) -> int:
    """Look at everything that a harvest needs, and say what is wrong.

    Nothing is changed and nothing is fetched. Exit code 2 where something must be mended.

    \b
    Examples:
      aggregator doctor
      aggregator doctor --db backup/news.db
    """
    findings = [*_machine(), *_project(project), *_database(project.db)]
    width = max(len(one.what) for one in findings)
    for one in findings:
        say(f"{'✗' if one.wrong else '✓'} {one.what:{width}}  {one.said}")
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
    contact = project.config.contact
    advice = 'none: put contact = "you@example.org" into aggregator.toml, so that a site\'s owner can reach you'
    yield Finding(what="contact", said=contact or advice)


def _database(path: Path) -> Iterator[Finding]:
    from aggregator.store.reader import Reader
    from aggregator.store.upkeep import doctor as examined

    folder = next(one for one in path.absolute().parents if one.exists())
    free = shutil.disk_usage(folder).free
    yield Finding(what="disk", said=f"{free / 1e9:.1f} GB free for {path}", wrong=free < LOW_DISK)
    if not path.exists():
        yield Finding(what="database", said="it does not exist yet: the first harvest makes it")
        return
    try:
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
