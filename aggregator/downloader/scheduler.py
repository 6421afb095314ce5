"""Scrapy's scheduler, by host: a request is handed out when its host may be asked, and not before."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.defer import deferred_from_coro

from aggregator.downloader.politeness import PolitenessMiddleware

if TYPE_CHECKING:
    from twisted.internet.defer import Deferred


class HostScheduler(BaseScheduler):
    """Keeps what waits in memory only: what must survive is in the frontier.

    Scrapy's own hands out requests until CONCURRENT_REQUESTS of them wait for the pauses of a few hosts,
    and all others stand behind them.
    """

    def __init__(self, crawler: Crawler, politeness: PolitenessMiddleware) -> None:
        """Hand out what `politeness` lets through."""
        self._crawler = crawler
        self._politeness = politeness
        self._turns = politeness.turns
        self._out: dict[Request, str] = {}
        """Requests that were handed out and are under way → their hosts."""
        self._alarm: asyncio.TimerHandle | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> HostScheduler:
        """Work with the crawl's politeness."""
        politeness = crawler.get_downloader_middleware(PolitenessMiddleware)
        if politeness is None:
            raise NotConfigured("the middleware that keeps hosts' pauses is off, but the scheduler needs it")
        return cls(crawler, politeness)

    def open(self, spider: Spider) -> None:
        """Nothing to open."""

    def close(self, reason: str) -> Deferred[None]:
        """Leave all hosts to others."""
        if self._alarm is not None:
            self._alarm.cancel()
        return deferred_from_coro(self._politeness.finish())

    def has_pending_requests(self) -> bool:
        """Return whether anything waits."""
        return len(self._turns) > 0

    def enqueue_request(self, request: Request) -> bool:
        """Let `request` wait for its host's turn."""
        self._politeness.wait_for_turn(request)
        return True

    def next_request(self) -> Request | None:
        """Return a request whose host may be asked now; where there is none yet, see to being asked again in time."""
        self._settle()
        turn = self._turns.next(time.monotonic())
        if turn is None:
            self._ask_again_in_time()
            return None
        host, request = turn
        request.meta["turn"] = host
        self._out[request] = host
        return request

    def _settle(self) -> None:
        """Give back the turns of requests that have ended; Scrapy has no signal for all the ways in which they do."""
        assert self._crawler.engine is not None
        active = self._crawler.engine.downloader.active
        for request in [one for one in self._out if one not in active]:
            self._turns.left(self._out.pop(request))

    def _ask_again_in_time(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        moment = self._turns.next_moment()
        if moment is not None:
            loop = asyncio.get_running_loop()
            self._alarm = loop.call_later(max(0.0, moment - time.monotonic()), self._politeness.wake)


class Gate:
    """Refuses what is not to be asked any more, before anything else (robots.txt above all) is asked for it."""

    def __init__(self, crawler: Crawler) -> None:
        """Work with the crawl's politeness."""
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Gate:
        """Make one for `crawler`."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise Stopped or HeldBack where the crawl is ending, or the host is left alone."""
        politeness: Any = self._crawler.get_downloader_middleware(PolitenessMiddleware)
        if politeness is not None and (why := politeness.why_not(request)):
            raise why
