"""Obeys robots.txt, the pause that it asks for, and takes note of what a site reserves in it."""

from __future__ import annotations

import asyncio
import logging
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, IgnoreRequest, NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from twisted.python.failure import Failure

from aggregator.discovery.reservations import (
    LARGEST_TDMREP,
    TDMREP,
    Statement,
    robots_statement,
    tdmrep_statement,
    together,
)
from aggregator.discovery.robots import LARGEST, Rules, is_outage, life, rules_of, unavailable
from aggregator.downloader.politeness import PolitenessMiddleware, host_of, quietly
from aggregator.downloader.refusals import HeldBack, RobotsRefused, RobotsUnavailable, Stopped
from aggregator.errors import UsageError
from aggregator.extensions.newsroom import Newsroom
from aggregator.sources.source import Source
from aggregator.spiders.answers import clause, headers
from aggregator.urls import join, normalise

logger = logging.getLogger(__name__)

PRIORITY = 1000
"""Before everything else that waits for the host; with a minus, after it."""

MOST_REDIRECTS = 5
"""Redirects that are followed: the least that RFC 9309, 2.3.1.2 asks for."""

Known = Rules | Stopped | HeldBack
"""What is known of a site's rules, or why it was not asked for them."""


class RobotsMiddleware:
    """Sees to it that each site's rules are known before its first page: from the file, or by asking the site."""

    def __init__(self, crawler: Crawler, agent: str) -> None:
        """Obey the rules for `agent`."""
        self._crawler = crawler
        self._agent = agent
        self._known: dict[str, asyncio.Future[Known]] = {}
        self._politeness: PolitenessMiddleware | None = None
        self.noting: set[asyncio.Task[None]] = set()
        """What is about to be written down of reservations."""
        crawler.signals.connect(self.spider_opened, signals.spider_opened)
        crawler.signals.connect(self.spider_idle, signals.spider_idle)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsMiddleware:
        """Take the product token from USER_AGENT (RFC 9309, 2.2.1)."""
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        agent = str(crawler.settings["USER_AGENT"] or "").partition("/")[0].split()
        if not agent:
            raise UsageError("USER_AGENT names nobody: sites want to know who asks them; leave that setting out.")
        return cls(crawler, agent[0])

    def spider_opened(self) -> None:
        """Have each host's rules asked for before the first request to it has its turn."""
        self._politeness = self._crawler.get_downloader_middleware(PolitenessMiddleware)
        if self._politeness is not None:
            self._politeness.prepare = self.prepare

    def spider_idle(self) -> None:
        """Keep the crawl open until what sites reserve is written down."""
        if self.noting:
            raise DontCloseSpider

    async def prepare(self, request: Request) -> None:
        """Know the rules for `request`."""
        await self._rules_for(request)

    async def process_request(self, request: Request) -> None:
        """Raise RobotsRefused where the site does not want the address fetched."""
        if request.meta.get("purpose") == "robots":
            return
        known = await self._rules_for(request)
        if not isinstance(known, Rules):
            raise type(known)(str(known))
        if not known.allow(request.url):
            raise RobotsUnavailable(known.reason) if known.passing else RobotsRefused(known.reason)

    async def _rules_for(self, request: Request) -> Known:
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        waiting = self._known.get(origin)
        if waiting is None:
            waiting = self._known[origin] = asyncio.get_running_loop().create_future()
            known: Known = unavailable("reading it broke down", agent=self._agent)
            new: Response | None = None
            try:
                known, new = await self._learn(origin, request)
                if isinstance(known, Rules) and self._politeness is not None:
                    self._politeness.slow(host_of(request), known.delay())
            finally:
                waiting.set_result(known)  # others wait for it, whatever happened here
            if new is not None:  # pages need not wait for what the site reserves
                task = asyncio.ensure_future(quietly(self._take_note(origin, new)))
                self.noting.add(task)
                task.add_done_callback(self.noting.discard)
        return waiting.result() if waiting.done() else await asyncio.shield(waiting)

    async def _learn(self, origin: str, request: Request) -> tuple[Known, Response | None]:
        """Return the rules of a site, and the answer that they were just read from."""
        room = self._crawler.get_extension(Newsroom)
        if room is not None:
            last = await room.write(lambda store: store.known_robots(origin))
            if last is not None:
                return rules_of(last.status, last.body, agent=self._agent), None
        try:
            answer = await self._ask(
                f"{origin}/robots.txt",
                purpose="robots",
                source_id=request.meta.get("source_id"),
                download_enough=LARGEST,
            )
        except (Stopped, HeldBack) as unasked:
            return unasked, None
        except IgnoreRequest as refused:
            return Rules(self._agent, None, False, str(refused) or "robots.txt is not to be fetched"), None
        except Exception as error:  # noqa: BLE001  whatever went wrong on the way: the site stays unasked
            await self._keep(origin, None)
            return unavailable(clause(error), agent=self._agent), None
        await self._keep(origin, answer)
        return rules_of(answer.status, answer.body, agent=self._agent), None if is_outage(answer.status) else answer

    async def _ask(self, url: str, *, purpose: str, source_id: str | None, **meta: object) -> Response:
        """Return the answer at `url`; a redirect where it leads nowhere, in a circle, or too far.

        Scrapy's own way gives up with an exception. Each step is a request that all guards see.
        """
        assert self._crawler.engine is not None
        asked = {url}
        while True:
            answer: Response = await self._crawler.engine.download_async(
                Request(
                    url,
                    callback=NO_CALLBACK,
                    priority=PRIORITY,
                    dont_filter=True,
                    meta={"purpose": purpose, "source_id": source_id, "dont_redirect": True, **meta},
                )
            )
            target = _target(answer)
            if target is None or target in asked or len(asked) > MOST_REDIRECTS:
                return answer
            url = target
            asked.add(url)

    async def _ask_in_turn(self, url: str, **meta: object) -> Response:
        """Return the answer at `url`, asked for after everything else that waits for its host."""
        waiting: asyncio.Future[Response] = asyncio.get_running_loop().create_future()

        def arrived(answer: Response) -> None:
            if not waiting.done():
                waiting.set_result(answer)

        def failed(failure: Failure) -> None:
            if not waiting.done():
                waiting.set_exception(failure.value or Stopped())

        assert self._crawler.engine is not None
        request = Request(url, callback=arrived, errback=failed, priority=-PRIORITY, dont_filter=True, meta=meta)
        self._crawler.engine.crawl(request)
        return await waiting

    async def _keep(self, origin: str, answer: Response | None) -> None:
        """Write down what a site answered, for as long as it may be used."""
        room = self._crawler.get_extension(Newsroom)
        if room is None:
            return
        status = answer.status if answer is not None else None
        body = answer.body[:LARGEST] if answer is not None and 200 <= answer.status < 300 else b""
        stays = life(status, headers(answer) if answer is not None else (), now=room.clock())
        await room.write(lambda store: store.saw_robots(origin, body, status=status, life=stays))

    # --- what the site reserves ----------------------------------------------------------------------

    async def _take_note(self, origin: str, answer: Response) -> None:
        """Mark the sources at `origin` by what it states on text and data mining, now that its rules are new."""
        room = self._crawler.get_extension(Newsroom)
        if room is None:
            return
        here = [one for one in room.registry if _site(one.homepage) == _site(origin)]
        if not here:
            return
        rules = answer.body if answer.status < 300 else b""
        tdmrep = await self._tdmrep(origin, next((one for one in here if one.id in room.runs), here[0]))
        for source in here:
            said = [robots_statement(rules, origin=origin, homepage=source.homepage)]
            if tdmrep is not None:
                said.append(tdmrep_statement(tdmrep, origin=origin, homepage=source.homepage))
            whole = together(*said)
            if whole.tdm is not None or tdmrep is not None:  # else what was known before may still hold
                await self._mark(room, source, whole)

    async def _mark(self, room: Newsroom, source: Source, said: Statement) -> None:
        await room.write(lambda store: store.states_tdm(source.id, said.tdm, said.evidence))

    async def _tdmrep(self, origin: str, source: Source) -> bytes | None:
        """Return the site's tdmrep.json, b"" where it has none or does not let us see it; None: it could not be had."""
        try:
            answer = await self._ask_in_turn(
                f"{origin}{TDMREP}", purpose="tdm", source_id=source.id, download_maxsize=LARGEST_TDMREP
            )
        except RobotsRefused:
            return b""
        except Exception as error:  # noqa: BLE001  whatever went wrong: pages do not depend on it
            logger.info("%s%s: %s", origin, TDMREP, clause(error))
            return None
        if answer.status == 200:
            return answer.body
        return b"" if answer.status < 500 and answer.status != 429 else None


def _site(url: str) -> str:
    """Return host and port of an address: a homepage may be written with http, and in any alphabet."""
    return urlsplit(normalise(url) or url).netloc


def _target(answer: Response) -> str | None:
    """Return where a redirect leads; None where the answer is none, or leads to no address that is fetched."""
    if answer.status not in (301, 302, 303, 307, 308):
        return None
    location = answer.headers.get("Location")
    return join(answer.url, location.decode("utf-8", errors="replace")) if location else None
