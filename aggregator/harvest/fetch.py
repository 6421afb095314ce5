"""A few pages fetched by hand, under every rule that a harvest keeps, and stored nowhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from typing import Any, cast

import scrapy
from scrapy import Request
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.python.failure import Failure

from aggregator.candidate import Candidate
from aggregator.errors import UsageError
from aggregator.page import Page
from aggregator.spiders import answers
from aggregator.urls import normalise

MOST_PAGES = 200
"""Pages of one call, unless told otherwise: looking at a site needs a dozen; more is a harvest."""

Follow = Callable[[Page], Iterable[str]]
"""Says which addresses to fetch next, seeing a page that came."""


class FetchSpider(scrapy.Spider):
    """Fetches what it is given and what `follow` asks for, each address once."""

    name = "fetch"

    def __init__(self, urls: Iterable[str], follow: Follow, pages: list[Page], most: int, **kwargs: Any) -> None:
        """Put what comes into `pages`, in the order of arrival."""
        super().__init__(**kwargs)
        self._urls = urls
        self._follow = follow
        self._pages = pages
        self._most = most
        self._asked: set[str] = set()

    async def start(self) -> AsyncIterator[Request]:
        """Yield the first requests."""
        for request in self._requests(self._urls):
            yield request

    def arrived(self, response: Response, candidate: Candidate) -> Iterator[Request]:
        """Keep a page, and ask for what it leads to."""
        page = answers.page(response, candidate, source_id="", run_id=None, fetched_at=_now())
        self._pages.append(page)
        yield from self._requests(self._follow(page))

    def failed(self, failure: Failure) -> None:
        """Keep why a page did not come."""
        candidate: Candidate = answers.asked(failure).cb_kwargs["candidate"]
        self._pages.append(answers.no_page(failure, candidate, source_id="", run_id=None, fetched_at=_now()))

    def _requests(self, urls: Iterable[str]) -> Iterator[Request]:
        for said in urls:
            url = normalise(said)
            if url is None or url in self._asked or len(self._asked) >= self._most:
                continue
            self._asked.add(url)
            yield Request(
                url,
                callback=self.arrived,
                errback=self.failed,
                dont_filter=True,
                cb_kwargs={"candidate": Candidate(url=url, via="url")},
            )


def fetch(
    urls: Iterable[str],
    *,
    follow: Follow = lambda page: (),
    settings: Mapping[str, Any] | None = None,
    most: int = MOST_PAGES,
) -> list[Page]:
    """Return the pages at `urls` and those that `follow` asks for, in the order of arrival.

    No more than `most` pages are asked for. A page that did not come says why in `error`. One call a
    process: a reactor cannot be started twice. Raises UsageError where one of `urls` is no http or https address.
    """
    urls = list(urls)
    for url in urls:
        if normalise(url) is None:
            raise UsageError(f'"{url}" is not an http or https address.')
    pages: list[Page] = []
    process = AsyncCrawlerProcess(fetch_settings(settings or {}))
    process.crawl(cast(Crawler, FetchSpider), urls=urls, follow=follow, pages=pages, most=most)
    process.start()
    return pages


def fetch_settings(over: Mapping[str, Any]) -> Settings:
    """Return the project's settings without store and workers, and with `over` over them."""
    settings = Settings()
    settings.setmodule("aggregator.settings", priority="project")
    settings.setdict({"LOG_LEVEL": "ERROR", "ITEM_PIPELINES": {}}, priority="spider")
    extensions = dict.fromkeys(settings.getdict("EXTENSIONS"))
    settings.set("EXTENSIONS", extensions, priority="spider")
    settings.setdict(dict(over), priority="cmdline")
    return settings


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
