"""How each host is spoken to: who may, how fast, and when it is left alone."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)
from scrapy.http import Response

from aggregator.downloader.refusals import HeldBack, Stopped
from aggregator.errors import AggregatorError, UsageError
from aggregator.extensions.newsroom import Newsroom, number
from aggregator.headers import retry_after
from aggregator.scheduling.pace import BUSY, Pace
from aggregator.scheduling.turns import Turns
from aggregator.store.hosts import Spoken

logger = logging.getLogger(__name__)

UNHURRIED = 16
"""Connections that `POLITENESS=off` allows a host: for servers of one's own, where nobody else is kept waiting."""

LEEWAY = 0.02
"""Seconds more than the pause that is asked for: of two requests the first may be longer on the way to the host."""

WRITTEN_EVERY = 5.0
"""Seconds between two notes of what was said to whom, and so the longest that another harvest waits for a host."""

ASKED_EVERY = 1.0
"""Seconds between two requests for the right to speak to a host that another harvest speaks to."""

BUSY_TRIES = 2
"""Further tries of a page within one harvest whose host was too busy; a later harvest tries again."""

SILENCE = (CannotResolveHostError, DownloadConnectionRefusedError, DownloadTimeoutError, DownloadFailedError)
"""What says that nobody answers. An answer that breaks off, or is too large, is one."""


@dataclass(slots=True)
class _Talk:
    """Our conversation with one host."""

    pace: Pace
    ours: bool = False
    """Whether we may speak to it: nobody else does then."""

    unwritten: int = 0
    """Requests since the last note in the file."""

    today: int = 0
    """Requests that the file knows of, on this day."""

    over: str | None = None
    """Why it is asked nothing more in this crawl, in a clause."""

    yields: bool = False
    """Whether somebody else waits for it."""

    applied: tuple[float, int] | None = None
    """Pause and connections that hold in the turns and at the wire."""

    joining: asyncio.Task[None] | None = None
    sources: set[str] = field(default_factory=set)


class PolitenessMiddleware:
    """Stands next to the wire: sees each request that is sent and each answer, redirects and robots.txt included.

    The right to speak to a host is a lease in the file, so that two harvests never double the pace.
    """

    def __init__(
        self, crawler: Crawler, *, on: bool, delay: float, connections: int, patience: float, budget: float
    ) -> None:
        """Use `delay` seconds and `connections` where a source asks for nothing else.

        A host that is to be left alone for more than `patience` seconds, or was sent `budget` requests
        today, is left to a later harvest.
        """
        self._crawler = crawler
        self._on = on
        self._delay = delay
        self._connections = connections
        self._patience = patience
        self._budget = budget
        self._talks: dict[str, _Talk] = {}
        self._stopping = False
        self._tasks: set[asyncio.Task[Any]] = set()
        self.turns: Turns[Request] = Turns()
        self.prepare: Callable[[Request], Awaitable[None]] | None = None
        """Awaited before the first request to a host has its turn: robots.txt is asked for then."""
        crawler.signals.connect(self.spider_opened, signals.spider_opened)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PolitenessMiddleware:
        """Take what the settings say of pauses, connections, patience and budget."""
        settings = crawler.settings
        said = str(settings.get("POLITENESS")).lower()
        if said not in ("on", "off"):
            raise UsageError(f'POLITENESS is "on" or "off", not "{said}".')
        return cls(
            crawler,
            on=said == "on",
            delay=number(settings, "DOWNLOAD_DELAY", least=0),
            connections=int(number(settings, "CONCURRENT_REQUESTS_PER_DOMAIN", least=1)),
            patience=number(settings, "HARVEST_PATIENCE", least=0),
            budget=number(settings, "HOST_DAILY_REQUESTS", least=1),
        )

    # --- what waits ----------------------------------------------------------------------------------

    def wait_for_turn(self, request: Request) -> None:
        """Let `request` wait until its host may be asked."""
        host = host_of(request)
        talk = self._talk(host, request)
        self.turns.add(host, request, priority=request.priority)
        if not (talk.ours or talk.joining or talk.over):
            talk.joining = self._begin(self._join(host, talk, request))

    def why_not(self, request: Request) -> Exception | None:
        """Return why `request` is not to be sent any more; None where nothing stands against it."""
        if self._stopping:
            return Stopped()
        talk = self._talks.get(host_of(request))
        return HeldBack(talk.over) if talk is not None and talk.over else None

    async def _join(self, host: str, talk: _Talk, request: Request | None = None) -> None:
        """Take the right to speak to a host, as soon as nobody else has it; `request` is what is to be said first."""
        room = self._crawler.get_extension(Newsroom)
        try:
            while not self._stopping:
                if room is None:
                    await self._admit(host, talk, 0.0, request)
                    return
                standing = await room.write(lambda store: store.speak_to(host, lease=self._on))
                if standing.granted:
                    talk.today = standing.requests
                    troubled = max(0.0, (standing.delay or 0.0) - talk.pace.asked)
                    talk.pace = replace(talk.pace, backed_off=troubled, troubles=standing.troubles)
                    wait = (standing.next_at - room.clock()).total_seconds() if standing.next_at else 0.0
                    if wait > self._patience:
                        self._end(host, talk, standing.reason or "the host is to be left alone for now")
                    else:
                        await self._admit(host, talk, wait, request)
                    return
                await asyncio.sleep(ASKED_EVERY)
        except AggregatorError as error:  # the file: whoever asked for it has told the user
            self._end(host, talk, str(error))
        finally:
            talk.joining = None

    async def _admit(self, host: str, talk: _Talk, wait: float, request: Request | None) -> None:
        talk.ours, talk.yields = True, False
        at = time.monotonic() + wait
        if wait:
            await asyncio.sleep(wait)
        if request is not None and self.prepare is not None:
            await self.prepare(request)
        if talk.over or self._stopping:
            return
        connections = talk.pace.connections if self._on else UNHURRIED
        self.turns.admit(host, at=max(at, self._free_at(host, talk)), pause=self._pause(talk), connections=connections)
        self.wake()

    def _free_at(self, host: str, talk: _Talk) -> float:
        """Return from when on the pause after the last request to a host is over."""
        assert self._crawler.engine is not None
        slot = self._crawler.engine.downloader.slots.get(host)
        return slot.lastseen + self._pause(talk) if slot is not None and slot.lastseen else 0.0

    def _end(self, host: str, talk: _Talk, reason: str) -> None:
        """Ask a host nothing more in this crawl."""
        talk.over = reason
        logger.info("%s: %s", host, reason)
        self.turns.shut(host)
        self.wake()

    def wake(self) -> None:
        """Tell the engine to look for requests whose turn it is."""
        engine = self._crawler.engine
        slot = engine._slot if engine is not None else None  # Scrapy has no other way to say it
        if slot is not None:
            slot.nextcall.schedule()

    # --- at the wire ---------------------------------------------------------------------------------

    def process_request(self, request: Request) -> None:
        """See to the pause before `request`, and count it; raise Stopped or HeldBack where it is not to be sent."""
        if why := self.why_not(request):
            raise why
        host = host_of(request)
        talk = self._talk(host, request)
        if self._on and talk.today + talk.unwritten >= self._budget:
            self._end(host, talk, f"the host was sent {self._budget:g} requests today, which is all that it gets")
            raise HeldBack(talk.over)
        self.slow(host, self._asked(request))
        talk.unwritten += 1

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Learn from an answer; a page whose host is too busy waits for another turn."""
        host = host_of(request)
        talk = self._talk(host, request)
        self._count_from(host, talk, request.meta.get("sent_at"))
        if response.status not in BUSY:
            talk.pace = talk.pace.after_answer(latency=float(request.meta.get("download_latency") or 0.0))
            self._apply(host, talk)
            return response
        said = response.headers.get("Retry-After")
        asked = retry_after(said.decode("latin-1"), now=dt.datetime.now(dt.UTC)) if said else None
        talk.pace, hold = talk.pace.after_busy(asked)
        self._apply(host, talk)
        self._hold(host, talk, hold, f"the host answers {response.status}")
        tries = request.meta.get("busy_tries", 0)
        if talk.over or tries >= BUSY_TRIES or "turn" not in request.meta:
            return response
        again = request.copy()
        again.meta["busy_tries"] = tries + 1
        return again.replace(dont_filter=True)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Learn from silence."""
        if not isinstance(exception, SILENCE):
            return
        host = host_of(request)
        talk = self._talk(host, request)
        talk.pace, hold = talk.pace.after_silence()
        if hold is not None:
            self._hold(host, talk, hold, "the host does not answer")

    def slow(self, host: str, delay: float) -> None:
        """Ask for at least `delay` seconds between two requests to `host`; the longest asked for holds."""
        talk = self._talk(host)
        if delay > talk.pace.asked:
            talk.pace = replace(talk.pace, asked=delay)
        self._apply(host, talk)

    def _apply(self, host: str, talk: _Talk) -> None:
        """Make the pace hold where it is kept: in the turns, and in the slot at the wire."""
        pause = self._pause(talk)
        connections = talk.pace.connections if self._on else UNHURRIED
        if talk.applied == (pause, connections):
            return
        talk.applied = pause, connections
        self.turns.slow(host, pause)
        assert self._crawler.engine is not None  # there is one as long as there are requests
        downloader = self._crawler.engine.downloader
        downloader.per_slot_settings[host] = {"delay": pause, "concurrency": connections}
        if slot := downloader.slots.get(host):
            slot.delay, slot.concurrency = pause, connections

    def _pause(self, talk: _Talk) -> float:
        return talk.pace.pause + LEEWAY if self._on and talk.pace.pause else 0.0

    def _count_from(self, host: str, talk: _Talk, sent_at: float | None) -> None:
        """Let the pause begin when the request was sent: connecting takes its time, and only before the first one."""
        assert self._crawler.engine is not None
        slot = self._crawler.engine.downloader.slots.get(host)
        if sent_at is None or slot is None or not self._on:
            return
        slot.lastseen = max(slot.lastseen, sent_at)
        self.turns.hold(host, sent_at + self._pause(talk))

    def _hold(self, host: str, talk: _Talk, hold: dt.timedelta, why: str) -> None:
        """Leave a host alone for a while; in this crawl, and in others beside and after it."""
        room = self._crawler.get_extension(Newsroom)
        now = room.clock() if room is not None else dt.datetime.now(dt.UTC)
        reason = f"{why} and is left alone until {now + hold:%Y-%m-%d %H:%M:%S} UTC"
        if room is not None:
            self._begin(quietly(room.write(lambda store: store.hold_host(host, now + hold, reason))))
        if hold.total_seconds() > self._patience:
            runs = room.runs if room is not None else {}
            for source_id in talk.sources:
                if (run := runs.get(source_id)) is not None:
                    run.retry_after = max(run.retry_after or hold, hold)
            self._end(host, talk, reason)
        else:
            self.turns.hold(host, time.monotonic() + hold.total_seconds())

    def _asked(self, request: Request) -> float:
        """Return the pause that the request's source asks for."""
        room = self._crawler.get_extension(Newsroom)
        source_id = request.meta.get("source_id")
        source = room.source(source_id) if room is not None and source_id else None
        return self._delay if source is None or source.crawl_delay is None else source.crawl_delay

    def _talk(self, host: str, request: Request | None = None) -> _Talk:
        talk = self._talks.get(host)
        if talk is None:
            talk = self._talks[host] = _Talk(pace=Pace(connections=self._connections))
        source_id = request.meta.get("source_id") if request is not None else None
        if source_id and source_id not in talk.sources:
            talk.sources.add(source_id)
            room = self._crawler.get_extension(Newsroom)
            source = room.source(source_id) if room is not None else None
            if source is not None and source.connections > talk.pace.connections:
                talk.pace = replace(talk.pace, connections=source.connections)
        return talk

    # --- beginning, notes and end --------------------------------------------------------------------

    def spider_opened(self) -> None:
        """Begin to keep notes; see to it that whoever closes the spider need not wait for what waits for its pause.

        Scrapy empties its queues first: Ctrl-C took a minute, and ten where a host asks for long pauses.
        """
        engine = self._crawler.engine
        assert engine is not None  # it opened the spider
        close = engine.close_spider_async

        async def stop_and_close(*, reason: str = "cancelled") -> None:
            self.stop()
            await close(reason=reason)

        engine.close_spider_async = stop_and_close  # type: ignore[method-assign]  # Scrapy has no signal for it
        if self._on and self._crawler.get_extension(Newsroom) is not None:
            self._begin(quietly(self._keep_notes()))

    def stop(self) -> None:
        """Give up all requests that have not been sent."""
        self._stopping = True
        assert self._crawler.engine is not None
        for slot in self._crawler.engine.downloader.slots.values():
            while slot.queue:
                _, waiting = slot.queue.popleft()
                waiting.errback(Stopped())
        for host in self._talks:
            self.turns.shut(host)
        self.wake()

    async def finish(self) -> None:
        """Write down what was said to whom, and let others speak to all hosts."""
        for task in list(self._tasks):
            task.cancel()
        room = self._crawler.get_extension(Newsroom)
        if room is None or not self._on:
            return
        with contextlib.suppress(AggregatorError):
            await self._write_down(room, [host for host, talk in self._talks.items() if talk.ours])

    async def _keep_notes(self) -> None:
        room = self._crawler.get_extension(Newsroom)
        assert room is not None
        while True:
            await asyncio.sleep(WRITTEN_EVERY)
            leaving = [host for host, talk in self._talks.items() if talk.ours and self.turns.is_idle(host)]
            for host in leaving:
                self._talks[host].ours = False
                self.turns.bar(host)
            room.keep_fates()
            for host in await self._write_down(room, leaving):
                self._begin(quietly(self._give_way(room, host)))

    async def _write_down(self, room: Newsroom, leaving: list[str]) -> list[str]:
        """Note what was said since the last time, and leave hosts; return the hosts that somebody else waits for."""
        now = room.clock()
        spoken = []
        for host, talk in self._talks.items():
            if talk.unwritten and (talk.ours or host in leaving):
                pace = talk.pace
                spoken.append(
                    Spoken(
                        host=host,
                        requests=talk.unwritten,
                        next_at=now + dt.timedelta(seconds=pace.pause),
                        delay=pace.pause if pace.backed_off else None,
                        troubles=pace.troubles,
                    )
                )
                talk.today += talk.unwritten
                talk.unwritten = 0

        def job(store: Any) -> list[str]:
            wanted: list[str] = store.spoke_to(spoken)
            for host in leaving:
                store.leave_host(host)
            return [host for host in wanted if host not in leaving]

        return await room.write(job)

    async def _give_way(self, room: Newsroom, host: str) -> None:
        """Let another harvest speak to a host for a while, then ask for it again."""
        talk = self._talks[host]
        if talk.yields:
            return
        talk.yields = True
        self.turns.bar(host)
        while self.turns.under_way(host):
            await asyncio.sleep(0.05)
        talk.ours = False
        await self._write_down(room, [host])
        await asyncio.sleep(2 * ASKED_EVERY)
        talk.yields = False
        if self.turns.waiting(host) and not talk.joining:
            talk.joining = self._begin(self._join(host, talk))

    def _begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


async def quietly(work: Coroutine[Any, Any, Any]) -> None:
    """Await `work`; an error of the file is told by whoever met it first."""
    with contextlib.suppress(AggregatorError):
        await work


def host_of(request: Request) -> str:
    """Return the host that a request goes to, by the name under which Scrapy keeps its slot."""
    return (urlsplit(request.url).hostname or "").rstrip(".")
