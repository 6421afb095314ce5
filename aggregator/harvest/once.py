"""One harvest of the sources that are due, or of those asked for."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import os
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import BaseSettings, Settings
from scrapy.utils.project import ENVVAR

from aggregator.errors import AggregatorError, UsageError, shows_tracebacks
from aggregator.extensions import logs, newsroom
from aggregator.extensions.newsroom import Newsroom
from aggregator.run import Counts
from aggregator.spiders.news import NewsSpider
from aggregator.workers import COLLECTED_EVERY

_TRACED = ("scrapy.core.scraper", "scrapy.core.engine", "scrapy.utils.signal")
"""Scrapy's loggers that show tracebacks. Users of this program are no readers of those; Scrapy's own are."""

Setting = str | int | float | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HarvestRequest:
    """What one harvest is asked for."""

    db: Path
    sources_folder: Path
    sources: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    """Single articles; sources are then not harvested as a whole."""

    all: bool = False
    """Sources that are not due as well; where single articles are asked for, those that we have."""

    since: str | None = None
    """`7d`, a date or `all`: how far back archives are followed."""

    limit: int | None = None
    max_seconds: float | None = None
    contact: str | None = None
    verbose: bool = False
    """Whether the log says what happens as well, not only what goes wrong."""

    settings: Mapping[str, Setting] = field(default_factory=lambda: MappingProxyType({}))
    """`-s NAME=VALUE`, over everything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HarvestReport:
    """What came of one harvest."""

    counts: Mapping[str, Counts]
    """Source id → its counts, for each source that was harvested."""

    failures: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Source id → the feeds, sitemaps and listings that could not be had, each with why."""

    held_back: Mapping[str, str] = field(default_factory=dict)
    """Source id → why a host of it was left alone before all was fetched."""

    busy: tuple[str, ...] = ()
    """Sources that another harvest was at work on."""

    mistakes: tuple[str, ...] = ()
    """Sentences about source files that could not be used; the others were."""

    unusable: tuple[str, ...] = ()
    """What stood among the addresses asked for and is none."""

    findings: tuple[str, ...] = ()
    """Sentences about what was found to be wrong with sources: pages that only waste requests, walls."""

    interrupted: bool = False
    """Whether it was stopped before its end; what was fetched is kept."""

    @property
    def total(self) -> Counts:
        """The sums over all sources."""
        return sum(self.counts.values(), Counts())


def harvest(request: HarvestRequest) -> HarvestReport:
    """Harvest once, in this process; raises AggregatorError with a sentence for the user.

    A reactor cannot be started twice: one call a process. Several visits in one process are
    `harvests`' business.
    """
    reports: list[HarvestReport] = []

    async def once(visit: Visit) -> None:
        reports.append(await visit(request))

    if request.urls and not any(url.strip() for url in request.urls):
        raise UsageError("An address was asked for, but it is empty.")  # not: harvest everything that is due
    harvests(once, settings=scrapy_settings(request))
    return reports[0]


Visit = Callable[[HarvestRequest], Awaitable[HarvestReport]]


def harvests(plan: Callable[[Visit], Awaitable[None]], *, settings: Settings) -> None:
    """Run `plan`, which may harvest several times, one after the other, in one reactor."""
    try:
        process = AsyncCrawlerProcess(settings)
    except (TypeError, ValueError, ImportError) as error:
        raise UsageError(f"A setting has a value that it cannot have: {error}.") from error
    if not shows_tracebacks(os.environ):
        for name in _TRACED:
            logging.getLogger(name).addFilter(without_traceback)
    logging.getLogger(newsroom.__name__).addFilter(is_no_error)
    if not settings.getbool("LOG_JSON"):
        newsroom.found_logger.addFilter(is_no_warning)
    failure: list[BaseException] = []

    async def visit(request: HarvestRequest) -> HarvestReport:
        # A runner lays its own settings over those of the crawlers it runs, so each visit's become the runner's.
        process.settings = scrapy_settings(request)
        crawler = process.create_crawler(NewsSpider)
        try:
            await process.crawl(crawler, **spider_arguments(request))
        except (TypeError, ValueError) as error:  # out of Scrapy's own reading of settings, before anything began
            raise UsageError(f"A setting has a value that it cannot have: {error}.") from error
        return report(crawler)

    async def main() -> None:
        from twisted.internet import reactor  # Scrapy installs it when the process is made

        try:
            await plan(visit)
        except BaseException as error:  # noqa: BLE001  handed to the caller, below
            failure.append(error)
        finally:
            reactor.stop()  # type: ignore[misc]  # zope's interface as a class confuses mypy

    # What is loaded stays: the collector need not look at it again and again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED_EVERY)
    task = asyncio.get_event_loop().create_task(main())
    process.start(stop_after_crawl=False)
    if failure:
        raise failure[0]
    if not task.done():  # a second Ctrl-C stops the reactor where it stands
        task.get_loop().set_exception_handler(lambda loop, context: None)  # which loses what was under way
        raise KeyboardInterrupt


def is_no_error(record: logging.LogRecord) -> bool:
    """Whether a record is below an error: what ends the crawl is raised here, and said once."""
    return record.levelno < logging.ERROR


def is_no_warning(record: logging.LogRecord) -> bool:
    """Whether a record is below a warning: what was found is in the report, and said once."""
    return record.levelno < logging.WARNING


def without_traceback(record: logging.LogRecord) -> bool:
    """Take the traceback from a log record and leave the error's last line; lets every record pass."""
    if record.exc_info and record.exc_info[1] is not None:
        error = record.exc_info[1]
        record.msg = f"{record.getMessage().partition(chr(10))[0]} ({type(error).__name__}: {error})"
        record.args, record.exc_info, record.exc_text = (), None, None
    return True


def report(crawler: Crawler) -> HarvestReport:
    """Return what came of a crawl that has ended; raise what ended it early."""
    room = crawler.get_extension(Newsroom)
    if room is None:
        raise AggregatorError("The harvest could not begin: see the log above.")
    if room.error is not None:
        raise room.error
    reason = crawler.stats.get_value("finish_reason") if crawler.stats else None
    return HarvestReport(
        counts={one: run.counts for one, run in room.runs.items()},
        failures={one: run.failures for one, run in room.runs.items() if run.failures},
        held_back={one: run.held_back for one, run in room.runs.items() if run.held_back},
        busy=tuple(room.busy),
        mistakes=tuple(map(str, room.mistakes)),
        findings=tuple(f"{one.source_id}: {one.kind}: {one.evidence}" for one in room.findings),
        unusable=tuple(crawler.spider.assignment.unusable) if isinstance(crawler.spider, NewsSpider) else (),
        interrupted=reason != "finished",
    )


def spider_arguments(request: HarvestRequest) -> dict[str, str]:
    """Return the spider's arguments, as `scrapy crawl news -a` takes them."""
    said: dict[str, Any] = {
        "source": ",".join(request.sources),
        "group": ",".join(request.groups),
        "url": "\n".join(request.urls),
        "since": request.since,
        "limit": str(request.limit) if request.limit else None,
        "all": "1" if request.all else None,
    }
    return {name: value for name, value in said.items() if value}


def scrapy_settings(request: HarvestRequest) -> Settings:
    """Return the project's settings, with what the request sets over them."""
    settings = Settings()
    module = os.environ.get(ENVVAR, "aggregator.settings")
    try:
        settings.setmodule(module, priority="project")
    except ImportError as error:
        sentence = f"{ENVVAR} names {module}, which cannot be had ({error}): mend the name or unset it."
        raise UsageError(sentence) from None
    for name, value in request.settings.items():
        if wanted := misses(value, settings.get(name)):
            raise UsageError(f'A setting has a value that it cannot have: {name} is {wanted}, not "{value}".')
        settings.set(name, value, priority="cmdline")
    # Programs want to read of every run; people have the display for that, and it would tear other lines apart.
    lines = request.verbose or logs.wants_json(settings)
    settings.set("LOG_LEVEL", "INFO" if lines else "WARNING", priority="project")
    ours: dict[str, Any] = {
        "AGGREGATOR_DB": str(request.db),
        "AGGREGATOR_SOURCES": str(request.sources_folder),
        "AGGREGATOR_CONTACT": request.contact,
        "CLOSESPIDER_TIMEOUT": request.max_seconds or 0,
        "PROGRESS": "off" if lines else "auto",
    }
    settings.setdict(ours, priority="spider")
    return settings


def wants_json(request: HarvestRequest) -> bool:
    """Return whether the log is to be JSON, whoever asks for it: the request, or a settings module."""
    return logs.wants_json(scrapy_settings(request))


def misses(value: Setting, default: object) -> str | None:
    """Return what kind of value takes the place of `default`, where `value` is none; None where it fits.

    Scrapy reads settings where it needs them, and some of its parts answer a wrong one with a traceback.

    >>> misses("many", 64)
    'a number'
    >>> misses("8", 64) is None
    True
    >>> misses("maybe", False)
    'True or False'
    """
    try:
        if isinstance(default, bool):
            BaseSettings({"it": value}).getbool("it")
        elif isinstance(default, int | float):
            float(value)
        elif isinstance(default, dict | BaseSettings):
            json.loads(str(value))
    except ValueError:
        if isinstance(default, bool):
            return "True or False"
        return "a number" if isinstance(default, int | float) else "a JSON object"
    return None
