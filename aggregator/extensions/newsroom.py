"""What all parts of one crawl share: the desk that writes, the processes that read, the sources, the clock."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
import math
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from aggregator.clock import Clock, clock_at
from aggregator.errors import AggregatorError, StoreError, UsageError, WorkerError
from aggregator.extensions.arrivals import Arrivals
from aggregator.habits import Habits
from aggregator.headers import Headers, cache_life, retry_after, value
from aggregator.organisations import register
from aggregator.organisations.own import OWN_FILES, named
from aggregator.project import A_CONTACT, Project, is_contact
from aggregator.run import Counts, RunOutcome
from aggregator.sources.files import read_folder
from aggregator.sources.lone import is_lone
from aggregator.sources.registry import Registry
from aggregator.sources.source import Source
from aggregator.store.desk import Desk
from aggregator.store.fates import FateCounts
from aggregator.store.findings import Finding
from aggregator.store.writer import Store
from aggregator.text import clean
from aggregator.workers import Workers

T = TypeVar("T")

LARGEST_NUMBER = 1e12
"""Beyond any sense of a setting, and still a number that timers and databases take."""

logger = logging.getLogger(__name__)
found_logger = logging.getLogger("aggregator.findings")
"""One line for each finding."""

runs_logger = logging.getLogger("aggregator.runs")
"""One line for each run that ends."""


@dataclass(slots=True, kw_only=True)
class SourceRun:
    """One source's part of this crawl."""

    source: Source
    run_id: int
    lone: bool = False
    """Whether the source only stands for the site of an address, and so knows nothing of it."""

    open_pages: int = 0
    """Article pages that were handed out and whose fate is not known."""

    may_have_more: bool = True
    """Whether the frontier may hold further addresses to fetch now."""

    held_back: str | None = None
    """Why nothing more is asked for: its host is left alone for now."""

    counts: Counts = field(default_factory=Counts)
    failures: dict[str, str] = field(default_factory=dict)
    """Address of each document that could not be had → why."""

    fates: FateCounts = field(default_factory=FateCounts)
    """What became of its requests, since that was last written."""

    update_period: dt.timedelta | None = None
    """The shortest time that one of its feeds says it need not be asked again."""

    cache_life: dt.timedelta | None = None
    """The shortest time for which one of its documents says that it is fresh (RFC 9111)."""

    retry_after: dt.timedelta | None = None
    """The longest pause that one of its documents' answers asks for."""

    def heed(self, headers: Headers, *, now: dt.datetime) -> None:
        """Take note of what an answer says about when to come back."""
        life, pause = cache_life(headers, now=now), retry_after(value(headers, "retry-after") or "", now=now)
        if life is not None:
            self.cache_life = min(self.cache_life or life, life)
        if pause is not None:
            self.retry_after = max(self.retry_after or pause, pause)


class Newsroom:
    """Opened before the spider, closed after the last item; other parts reach it by `get_extension`."""

    def __init__(self, crawler: Crawler, *, desk: Desk, workers: Workers, registry: Registry, clock: Clock) -> None:
        """Share these parts; they are closed here."""
        self._crawler = crawler
        self.desk = desk
        self.workers = workers
        self.registry = registry
        self.clock = clock
        self.runs: dict[str, SourceRun] = {}
        """Source id → its run, for the sources that this crawl works on."""
        self.habits: dict[str, Habits] = {}
        """Source id → what was learnt of it, as pages are to be read from now on."""
        self.findings: list[Finding] = []
        """What this crawl found wrong with its sources, in order."""
        self.busy: list[str] = []
        """Ids of sources that were passed over, another harvest being at work on them."""
        self.error: AggregatorError | None = None
        """What ended the crawl early; its sentence is for the user."""
        self.mistakes: tuple[AggregatorError, ...] = ()
        """What is wrong with source files that could not be used; the others were."""
        self.arrivals = Arrivals()
        self.moved = asyncio.Event()
        """Set where a page or document is settled: there may be something to do for whoever waits."""
        self._stopping: asyncio.Future[None] | None = None
        for settling in (signals.item_scraped, signals.item_dropped, signals.item_error, signals.spider_error):
            crawler.signals.connect(self._page_settled, settling)
        crawler.signals.connect(self._spider_closed, signals.spider_closed)
        crawler.signals.connect(self._engine_stopped, signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Newsroom:
        """Open what the settings name."""
        settings = crawler.settings
        if not settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES"):
            raise UsageError(
                "DOWNLOAD_VERIFY_CERTIFICATES=False would let anyone on the way change the news: remove that setting."
            )
        project = Project.find()
        contact = settings.get("AGGREGATOR_CONTACT") or project.config.contact
        if contact and not is_contact(contact):
            raise UsageError(f"AGGREGATOR_CONTACT must be {A_CONTACT}, not {contact!r}.")
        _name_contact(crawler, contact)
        if project.organisations:
            os.environ[OWN_FILES] = named(project.organisations)
            register()  # what is wrong with a file of organisations is said before anything is fetched
        folder = read_folder(Path(settings.get("AGGREGATOR_SOURCES") or project.sources))
        if folder.mistakes and not folder.sources:
            raise folder.mistakes[0]
        registry = Registry(folder.sources)
        try:
            clock = clock_at(settings.get("HARVEST_NOW"))
        except ValueError as error:
            raise UsageError(f"HARVEST_NOW: {error}") from None
        for name, least in _FIRST_USED_LATE.items():
            number(settings, name, least=least)
        readers, seconds = number(settings, "READERS", least=1), number(settings, "READ_TIMEOUT", least=1)
        memory_mb = number(settings, "READ_MEMORY_MB", least=150)
        desk = Desk(Path(settings.get("AGGREGATOR_DB") or project.db), clock=clock)
        workers = Workers(int(readers), seconds=seconds, memory_mb=int(memory_mb))
        room = cls(crawler, desk=desk, workers=workers, registry=registry, clock=clock)
        room.mistakes = folder.mistakes
        for mistake in folder.mistakes:
            logger.error("%s", mistake)
        return room

    async def write(self, job: Callable[[Store], T], *, patient: bool = False) -> T:
        """Run `job` in the writing thread; return what it returned, once it is committed.

        A `patient` one waits a moment for others to share its transaction with.
        """
        try:
            return await self.arrivals.of(self.desk.submit(job, patient=patient))
        except StoreError as error:
            self.stop(error)
            raise

    async def read(self, function: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """Run `function` in a reading process, before the pages that wait there: what is new should be known early."""
        try:
            return await self.arrivals.of(self.workers.submit_first(function, *arguments, **named))
        except WorkerError as error:
            self.stop(error)
            raise

    def stop(self, error: AggregatorError) -> None:
        """End the crawl because of `error`, once: what is under way is finished as far as it can be."""
        if self.error is None:
            self.error = error
            logger.error("%s", error)
            if self._crawler.engine is not None and self._crawler.engine.spider is not None:
                self._stopping = asyncio.ensure_future(self._stop_engine())

    async def _stop_engine(self) -> None:
        with contextlib.suppress(Exception):  # it may be closing already
            assert self._crawler.engine is not None
            await self._crawler.engine.close_spider_async(reason="stopped")

    async def begin(self, sources: Iterable[Source]) -> list[Source]:
        """Begin a run of each source; return those that no other harvest is at work on."""
        asked = list(sources)
        begun = await self.write(lambda store: [_begin(store, source, source.id in self.registry) for source in asked])
        for source, (run_id, habits) in zip(asked, begun, strict=True):
            if run_id is None:
                self.busy.append(source.id)
                logger.info("%s: another harvest is at work on it", source.id)
            else:
                self.runs[source.id] = SourceRun(source=source, run_id=run_id, lone=is_lone(source))
                self.habits[source.id] = habits
        return [source for source in asked if source.id in self.runs]

    def source(self, source_id: str) -> Source | None:
        """Return a source that this crawl works on, or that is registered; None for the lone site of an address.

        What stands for a lone site knows nothing of it: pages are then read by what they say themselves.
        """
        run = self.runs.get(source_id)
        if run is None:
            return self.registry.get(source_id)
        return None if run.lone else run.source

    def settled(self, source_id: str) -> None:
        """Note that the fate of an article page that was handed out is known."""
        run = self.runs.get(source_id)
        if run is not None:
            run.open_pages -= 1
            if not run.open_pages:  # some may have waited for what came of these, or been named by them
                run.may_have_more = True
            self.moved.set()

    def _page_settled(self, response: Response | Failure | None) -> None:
        """Note what became of a page, however its way through the pipelines ended."""
        request = getattr(response, "request", None)
        if request is not None and request.meta.get("purpose") == "article":
            self.settled(request.meta["source_id"])

    def count(self, source_id: str, name: str, by: int = 1) -> None:
        """Add to one of a source's counts."""
        run = self.runs.get(source_id)
        if run is not None:
            setattr(run.counts, name, getattr(run.counts, name) + by)

    def keep_fates(self) -> None:
        """Have what was counted so far written; nobody waits for it."""
        taken = [(run.run_id, run.fates.take()) for run in self.runs.values() if run.fates]
        if not taken:
            return

        def job(store: Store) -> None:
            for run_id, fates in taken:
                store.add_fates(run_id, fates)

        self.desk.submit(job, patient=True)

    def found(self, finding: Finding) -> None:
        """Take note of something that is wrong with a source, and log it in one line."""
        self.findings.append(finding)
        said = {"source": finding.source_id, "kind": finding.kind, "evidence": finding.evidence}
        found_logger.warning("%s: %s: %s", finding.source_id, finding.kind, clean(finding.evidence), extra=said)

    async def _spider_closed(self, reason: str) -> None:
        with contextlib.suppress(AggregatorError):  # already told, by whoever met it first
            await self.write(lambda store: _end(store, self.runs.values(), reason))
            for run in self.runs.values():
                _log_end(run, reason)
        await self._close()

    async def _engine_stopped(self) -> None:
        await self._close()

    async def _close(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, self.workers.close)
        await loop.run_in_executor(None, self.desk.close)


_FIRST_USED_LATE = {
    "DOWNLOAD_TIMEOUT": 0.1,
    "DOWNLOAD_HEADERS_MAXSIZE": 1,
    "DOWNLOAD_LARGE_BYTES": 1,
    "DOWNLOAD_LARGE_AT_ONCE": 1,
    "HARVEST_AHEAD": 2,
    "HOST_DAILY_REVISITS": 0,
}
"""Settings that are first used with a page, where a wrong one would be blamed on the site → the least that each is."""


def number(settings: BaseSettings, name: str, *, least: float) -> float:
    """Return a setting that is a number from `least` up; raises UsageError with a sentence."""
    said = settings.get(name)
    try:
        value = float(said)
    except (TypeError, ValueError):
        value = -math.inf
    if not least <= value <= LARGEST_NUMBER:
        raise UsageError(f'{name}: a number from {least:g} up is expected, not "{said}".')
    return value


def _begin(store: Store, source: Source, registered: bool) -> tuple[int | None, Habits]:
    if registered:
        store.register([source])
    return store.begin_run(source.id, url=source.homepage), store.habits_of(source.id)


def _end(store: Store, runs: Iterable[SourceRun], reason: str) -> None:
    for run in runs:
        store.add_fates(run.run_id, run.fates.take())
        store.end_run(
            run.run_id,
            outcome=run_outcome(run.counts, reason),
            counts=run.counts,
            retry_after=run.retry_after,
            cache_life=run.cache_life,
            update_period=run.update_period,
        )


def _log_end(run: SourceRun, reason: str) -> None:
    """Say in one line how a run ended and what it brought."""
    outcome = run_outcome(run.counts, reason)
    counts = {name: number for name, number in asdict(run.counts).items() if number}
    said = {"source": run.source.id, "run_id": run.run_id, "outcome": outcome, "counts": counts}
    words = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in counts.items())
    runs_logger.info("%s: %s: %s", run.source.id, outcome, words or "nothing was asked for", extra=said)


def run_outcome(counts: Counts, reason: str) -> RunOutcome:
    """Return how a run ended: `reason` is Scrapy's, `finished` where nothing cut it short."""
    if reason != "finished":
        return "interrupted"
    if counts.documents and counts.documents_failed == counts.documents:
        return "failed"
    return "finished"


def _name_contact(crawler: Crawler, contact: str | None) -> None:
    """Put the user's contact into the User-Agent, so that a site's owner can reach a person."""
    agent = crawler.settings.get("USER_AGENT")
    if contact and contact not in agent:
        crawler.settings.set(
            "USER_AGENT", f"{agent[:-1]}; {contact})" if agent.endswith(")") else f"{agent} ({contact})", "cmdline"
        )


def run_counts(runs: Mapping[str, SourceRun]) -> Counts:
    """Return the sums over all sources."""
    return sum((run.counts for run in runs.values()), Counts())
