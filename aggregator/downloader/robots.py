"""Obeys robots.txt by RFC 9309, and the pause that it asks for."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from aggregator.downloader.politeness import PolitenessMiddleware
from aggregator.downloader.refusals import RobotsRefused, RobotsUnavailable
from aggregator.errors import UsageError
from aggregator.extensions.newsroom import Newsroom
from aggregator.spiders.answers import clause

LARGEST = 500 * 1024
"""Bytes of a robots.txt that are read: the least that RFC 9309, 2.5 asks crawlers to read."""

LONGEST_PAUSE = 60.0
"""Seconds of Crawl-delay that are obeyed at most. Longer ones (an hour was seen) were mistakes of milliseconds
or a wish to be left alone, which Disallow is for."""

PRIORITY = 1000
"""Before everything else that waits for the host."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site's robots.txt allows."""

    parser: Protego | None
    """None: no rules could be had."""

    everything: bool
    """What holds where there are no rules: everything is allowed, or nothing."""

    reason: str

    passing: bool = False
    """Whether asking again later may well bring rules."""

    def allow(self, url: str, agent: str) -> bool:
        """Return whether `url` may be fetched by `agent`."""
        return self.parser.can_fetch(url, agent) if self.parser else self.everything

    def delay(self, agent: str) -> float:
        """Return the seconds of Crawl-delay; 0 where none is asked for."""
        asked = self.parser.crawl_delay(agent) if self.parser else None
        return min(float(asked), LONGEST_PAUSE) if asked and asked > 0 else 0.0


def rules_of(status: int | None, body: bytes) -> Rules:
    """Return what an answer to `/robots.txt` means (RFC 9309, 2.3.1).

    `status` None: no answer came. 2xx: its rules; 4xx: everything is allowed; anything else: nothing is,
    because the site may well have rules that it cannot show us now.
    """
    if status is not None and 200 <= status < 300:
        text = body[:LARGEST].decode("utf-8-sig", errors="replace").replace("\x00", "")
        return Rules(Protego.parse(text), True, "forbidden by robots.txt")
    if status is not None and 400 <= status < 500:
        return Rules(None, True, "")
    return unavailable(f"the site answers {status}" if status is not None else "no answer came")


def unavailable(why: str) -> Rules:
    """Return the rules of a site whose robots.txt could not be had: nothing is allowed for now."""
    return Rules(None, False, f"robots.txt could not be had ({why}), so nothing is allowed for now", passing=True)


class RobotsMiddleware:
    """Asks each site's robots.txt once a crawl, before its first page."""

    def __init__(self, crawler: Crawler, agent: str) -> None:
        """Obey the rules for `agent`."""
        self._crawler = crawler
        self._agent = agent
        self._rules: dict[str, asyncio.Future[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsMiddleware:
        """Take the product token from USER_AGENT (RFC 9309, 2.2.1)."""
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        agent = str(crawler.settings["USER_AGENT"] or "").partition("/")[0].split()
        if not agent:
            raise UsageError("USER_AGENT names nobody: sites want to know who asks them; leave that setting out.")
        return cls(crawler, agent[0])

    async def process_request(self, request: Request) -> None:
        """Raise RobotsRefused where the site does not want the address fetched."""
        if request.meta.get("robots_txt"):
            return
        rules = await self._rules_for(request)
        if rules.allow(request.url, self._agent):
            return
        raise RobotsRefused(rules.reason) if rules.parser or not rules.passing else RobotsUnavailable(rules.reason)

    async def _rules_for(self, request: Request) -> Rules:
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        waiting = self._rules.get(origin)
        if waiting is None:
            waiting = self._rules[origin] = asyncio.get_running_loop().create_future()
            rules = unavailable("reading it broke down")
            try:
                rules = await self._ask(origin, request)
                self._slow(parts.hostname or "", rules.delay(self._agent))
            finally:
                waiting.set_result(rules)  # others wait for it, whatever happened here
        return await asyncio.shield(waiting)

    async def _ask(self, origin: str, request: Request) -> Rules:
        asked = Request(
            f"{origin}/robots.txt",
            callback=NO_CALLBACK,
            priority=PRIORITY,
            dont_filter=True,
            meta={"robots_txt": True, "source_id": request.meta.get("source_id")},
        )
        try:
            assert self._crawler.engine is not None
            answer: Response = await self._crawler.engine.download_async(asked)
        except IgnoreRequest as refused:
            return Rules(None, False, str(refused) or "robots.txt is not to be fetched")
        except Exception as error:  # noqa: BLE001  whatever went wrong on the way: the site stays unasked
            return unavailable(clause(error))
        await self._keep(origin, answer)
        return rules_of(answer.status, answer.body)

    async def _keep(self, origin: str, answer: Response) -> None:
        room = self._crawler.get_extension(Newsroom)
        if room is not None and answer.status == 200:
            await room.write(lambda store: store.saw_robots(origin, answer.body[:LARGEST], status=answer.status))

    def _slow(self, host: str, delay: float) -> None:
        assert self._crawler.engine is not None
        for middleware in self._crawler.engine.downloader.middleware.middlewares:
            if isinstance(middleware, PolitenessMiddleware):
                middleware.slow(host, delay)
