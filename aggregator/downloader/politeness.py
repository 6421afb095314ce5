"""One connection and one pause a host, as long as its source, robots.txt and the settings ask."""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler

from aggregator.downloader.refusals import Stopped
from aggregator.errors import UsageError
from aggregator.extensions.newsroom import Newsroom, number

UNHURRIED = {"delay": 0.0, "concurrency": 16}
"""What `POLITENESS=off` gives a host: for servers of one's own, where nobody else is kept waiting."""


class PolitenessMiddleware:
    """Gives each host's download slot its pause before the first request goes there."""

    def __init__(self, crawler: Crawler, *, on: bool, delay: float, concurrency: int) -> None:
        """Use `delay` seconds and `concurrency` connections where a source asks for nothing else."""
        self._crawler = crawler
        self._on = on
        self._delay = delay
        self._concurrency = concurrency
        self._asked: dict[str, float] = {}
        self._stopping = False
        crawler.signals.connect(self.spider_opened, signals.spider_opened)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PolitenessMiddleware:
        """Take POLITENESS, DOWNLOAD_DELAY and CONCURRENT_REQUESTS_PER_DOMAIN."""
        settings = crawler.settings
        said = str(settings.get("POLITENESS")).lower()
        if said not in ("on", "off"):
            raise UsageError(f'POLITENESS is "on" or "off", not "{said}".')
        return cls(
            crawler,
            on=said == "on",
            delay=number(settings, "DOWNLOAD_DELAY", least=0),
            concurrency=int(number(settings, "CONCURRENT_REQUESTS_PER_DOMAIN", least=1)),
        )

    def process_request(self, request: Request) -> None:
        """Make the slot of the request's host as slow as its source asks; raise Stopped where the crawl ends."""
        if self._stopping:
            raise Stopped
        host = urlsplit(request.url).hostname or ""
        source_id = request.meta.get("source_id")
        asked = 0.0
        if source_id:
            room = self._crawler.get_extension(Newsroom)
            source = room.source(source_id) if room else None
            asked = self._delay if source is None or source.crawl_delay is None else source.crawl_delay
        self.slow(host, asked)

    def slow(self, host: str, delay: float) -> None:
        """Ask for at least `delay` seconds between two requests to `host`; the longest asked for holds."""
        if delay <= self._asked.get(host, -1.0):
            return
        self._asked[host] = delay
        assert self._crawler.engine is not None  # there is one as long as there are requests
        downloader = self._crawler.engine.downloader
        pace = {"delay": delay, "concurrency": self._concurrency} if self._on else UNHURRIED
        downloader.per_slot_settings[host] = pace
        if slot := downloader.slots.get(host):
            slot.delay, slot.concurrency = float(pace["delay"]), int(pace["concurrency"])

    def spider_opened(self) -> None:
        """See to it that whoever closes the spider need not wait for what waits for its pause.

        Scrapy empties its queues first: Ctrl-C took a minute, and ten where a host asks for long pauses.
        """
        engine = self._crawler.engine
        assert engine is not None  # it opened the spider
        close = engine.close_spider_async

        async def stop_and_close(*, reason: str = "cancelled") -> None:
            self.stop()
            await close(reason=reason)

        engine.close_spider_async = stop_and_close  # type: ignore[method-assign]  # Scrapy has no signal for it

    def stop(self) -> None:
        """Give up all requests that have not been sent."""
        self._stopping = True
        assert self._crawler.engine is not None
        for slot in self._crawler.engine.downloader.slots.values():
            while slot.queue:
                _, waiting = slot.queue.popleft()
                waiting.errback(Stopped())
