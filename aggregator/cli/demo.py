"""`aggregator demo`: a sample of the news web, served and harvested on this machine."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aggregator.cli.ending import DONE, INTERRUPTED
from aggregator.cli.options import with_project
from aggregator.cli.shown import attribution_lines, head_lines, story_lines
from aggregator.cli.summary import print_summary
from aggregator.cli.terminal import Strong, note, say
from aggregator.cli.typed import near, typed
from aggregator.project import Project

if TYPE_CHECKING:
    from aggregator.demo.server import DemoWeb
    from aggregator.harvest.once import HarvestReport, HarvestRequest, Visit

EXAMPLES = (
    "http://news1-global.example/world/view/1206",
    "http://www.harrowvale-courier.example/news/dam-road-shut/article_0b7f1c9e-c4f1-11f0-9a53-2f1f8c0f2a10.html",
    "http://www.naraeilbo.example/news/articleView.html?idxno=20405",
)
"""Articles that are shown at the end: a photo of another outlet's, an agency's text shortened, another script."""

BROKEN = "shifting-times"
"""The site of the sample whose pages are broken on purpose, each in one way that real sites break theirs."""

PORT = 8799
"""Where `--serve` listens unless told otherwise: a port that little else uses."""


@click.command()
@click.option("--serve", is_flag=True, help="Only serve the sites, and say how to reach them.")
@click.option("--port", type=click.IntRange(1, 65535), default=PORT, show_default=True, help="Where --serve listens.")
@click.option("--visit", type=click.IntRange(1, 2), default=1, show_default=True, help="The hour that --serve shows.")
@with_project
def demo(project: Project, serve: bool, port: int, visit: int) -> int:
    """Watch news arrive, without any network.

    Eight small sites are served on this machine and harvested over HTTP by the real spider, through
    the real pipelines, into demo.db beside your database: invented outlets never enter the file that
    real news goes to. There are two visits, two hours apart on a clock of their own, so that edits and
    deletions show. Run it again: nothing is new, and no article is fetched.

    \b
    Examples:
      aggregator demo
      aggregator demo --serve        then, in another terminal, what it prints
    """
    return _serve(port, visit - 1) if serve else _harvest(_demo_file(project))


def _demo_file(project: Project) -> Path:
    """Return the demo's database: what --db names, but beside the project's own file, never that file itself."""
    own = Project.find().db.absolute()
    return own.with_name("demo.db") if project.db.absolute() == own else project.db


def _serve(port: int, visit: int) -> int:
    """Serve until Ctrl-C."""
    import threading

    from aggregator.demo.server import DemoWeb

    try:
        with DemoWeb(visit, port=port) as web:
            say(f"The sample web answers at {web.proxy_url}, as a proxy that leads to these sites:")
            for source_id, homepage in web.sites.items():
                say(f"  {source_id:24} {homepage}")
            say("In another terminal, for as long as this one runs:")
            say(f"  export http_proxy={web.proxy_url} AGGREGATOR_SOURCES={shlex.quote(str(web.sources_folder))}")
            say(f"  export AGGREGATOR_DB={shlex.quote(str(Path('db/demo-scrapy.db')))}")
            say(f"  {typed('scrapy')} crawl news -a source={next(iter(web.sites))} -o out.jsonl")
            say("Ctrl-C ends it.")
            threading.Event().wait()
    except KeyboardInterrupt:
        pass
    return DONE


def _harvest(db: Path) -> int:
    """Make the visits that are still to be made, and show what arrived."""
    from aggregator.demo.server import DemoWeb
    from aggregator.harvest.once import harvests, scrapy_settings

    reports: dict[int, HarvestReport] = {}
    with DemoWeb() as web, _proxy(web):
        visits = _visits(db, web)

        async def plan(visit: Visit) -> None:
            for number in visits:
                web.visit = number
                note(f"Visit {number + 1} of 2: on the sample web it is {web.moment(number):%d %B %Y, %H:%M} UTC.")
                reports[number] = await visit(_request(db, web, number))
                if reports[number].interrupted:
                    return

        harvests(plan, settings=scrapy_settings(_request(db, web, visits[0])))
    for number, report in reports.items():
        print_summary(report.counts, title=f"Visit {number + 1} of 2")
        say()
    counts = [report.counts[BROKEN] for report in reports.values() if BROKEN in report.counts]
    if any(one.refused or one.failed for one in counts):
        say(f"{BROKEN} breaks some of its pages on purpose: what is refused or failed there is meant to be.")
        say()
    if any(report.interrupted for report in reports.values()):
        note(f"Stopped: what was fetched is kept, and the next `{typed()} demo` goes on from there.")
        return INTERRUPTED
    if not any(report.total.fetched for report in reports.values()):
        say("Nothing is new, and no article was fetched.")
        say()
    _print_examples(db)
    return DONE


def _visits(db: Path, web: DemoWeb) -> list[int]:
    """Return the visits to make: both; only the second once the first is complete or the second was begun."""
    from aggregator.store.reader import Reader

    if not db.exists():
        return [0, 1]
    with Reader(db) as reader:
        runs = reader.runs(limit=1_000)
    complete = {run.source_id for run in runs if run.outcome in ("finished", "failed")}
    begun = any(run.started_at >= web.moment(1) for run in runs)
    return [1] if begun or complete >= set(web.sites) else [0, 1]


def _request(db: Path, web: DemoWeb, visit: int) -> HarvestRequest:
    from aggregator.harvest.once import HarvestRequest

    return HarvestRequest(
        db=db,
        sources_folder=web.sources_folder,
        sources=tuple(web.sites),
        settings={
            "HARVEST_NOW": web.moment(visit).isoformat(),
            "POLITENESS": "off",  # these servers are our own, and someone is watching
            "LOG_LEVEL": "ERROR",  # broken pages are a part of the sample, and the table counts them
        },
    )


@contextmanager
def _proxy(web: DemoWeb) -> Iterator[None]:
    """Let this process reach the web through the sample web's proxy only."""
    ours = {"http_proxy": web.proxy_url, "https_proxy": web.proxy_url}
    names = [name for name in os.environ if name.lower() in ("http_proxy", "https_proxy", "no_proxy", "all_proxy")]
    kept = {name: os.environ.pop(name) for name in names}
    os.environ.update(ours)
    try:
        yield
    finally:
        for name in ours:
            os.environ.pop(name, None)
        os.environ.update(kept)


def _print_examples(db: Path) -> None:
    """Print three of the articles as they were stored, and what to try next."""
    from aggregator.store.reader import Reader

    with Reader(db) as reader:
        for url in EXAMPLES:
            if (row := reader.row(url)) is None:
                continue  # a harvest that was stopped early
            headline, facts = head_lines(row)
            say(Strong(headline))
            say(f"  {facts}")
            for line in (*attribution_lines(row), *story_lines(reader, row)):
                say(f"  {line}")
            say()
    program, path = typed(), shlex.quote(str(near(db)))
    say("Try next:")
    say(f"  {program} show --db {path} {EXAMPLES[0]}")
    say(f"  {program} search --db {path} bridge")
    say(f"  {program} sources catalogue korea")
