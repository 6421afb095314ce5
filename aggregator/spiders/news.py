"""Fetches the feeds, sitemaps, listings and articles of the sources asked for."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Self

import scrapy
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from aggregator.candidate import Candidate
from aggregator.downloader.refusals import Stopped
from aggregator.errors import AggregatorError, UsageError
from aggregator.extensions.newsroom import Newsroom
from aggregator.headers import Validators
from aggregator.page import Page
from aggregator.sources.source import Source
from aggregator.spiders import answers
from aggregator.spiders.assignment import Assignment
from aggregator.spiders.documents import Document, Documents
from aggregator.store.frontier import Waiting

DOCUMENTS_FIRST = 10
"""Priority of feeds, sitemaps and listings over article pages: what is new should be known early."""


@contextmanager
def closing_the_crawl(room: Newsroom) -> Iterator[None]:
    """End the crawl where the file or the request itself is at fault; its sentence is kept for the user."""
    try:
        yield
    except AggregatorError as error:
        room.stop(error)
        raise CloseSpider("stopped") from None


class NewsSpider(scrapy.Spider):
    """Harvests sources: discovery documents first, then the articles that they name.

    Arguments (`-a name=value`): `source` (ids, comma-separated), `group`, `url` (articles, comma- or
    newline-separated), `since` (7d, a date, all), `limit` (article pages), `all` (sources and articles
    that are not due as well). Without `source`, `group` and `url`: the sources that are due.
    """

    name = "news"
    source_id: str | None = None
    """Set in the subclasses that stand for one source."""

    asked: Mapping[str, str | None]
    unknown: tuple[str, ...] = ()
    """Names of `-a` arguments that mean nothing here: a slip must not harvest something else."""

    room: Newsroom
    assignment: Assignment
    documents: Documents

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Keep what is asked for; Scrapy makes spiders before the extensions that they work with."""
        asked = {key: kwargs.pop(key, None) for key in Assignment.ARGUMENTS}
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.asked = asked | ({"source": cls.source_id} if cls.source_id else {})
        spider.unknown = tuple(kwargs)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Yield what is to be fetched first."""
        room = self.crawler.get_extension(Newsroom)
        assert room is not None, "the Newsroom extension is off, but spiders need it"
        self.room = room
        with closing_the_crawl(room):
            self.assignment = Assignment(
                self.asked, settings=self.crawler.settings, registry=room.registry, now=room.clock()
            )
            self.documents = Documents(room, self.assignment)
            if self.unknown:
                known = ", ".join(Assignment.ARGUMENTS)
                raise UsageError(f'"{self.unknown[0]}" is no argument of this spider; there are: {known}.')
            assigned = self.assignment.read()
            sources = await room.begin(await self.assignment.due(assigned, room.write))
            for source in sources:
                if not self.assignment.urls:
                    for document in await self.documents.first(source):
                        yield self.document_request(document)
            for source in sources:
                for waiting in await self.waiting(source):
                    if request := self.article_request(waiting, source):
                        yield request

    async def waiting(self, source: Source) -> list[Waiting]:
        """Return the addresses of a source that are to be fetched without being named again."""
        asked = [Candidate(url=url, via="url") for url in self.assignment.urls.get(source.id, ())]
        run = self.room.runs[source.id]
        if asked:
            return await self.room.write(
                lambda store: store.offer(source.id, run.run_id, asked, again=self.assignment.all)
            )
        return await self.room.write(lambda store: store.waiting(source.id))

    # --- feeds, sitemaps, listings ------------------------------------------------------------------

    def document_request(self, document: Document) -> Request:
        """Return the conditional request for a feed, sitemap or listing page (RFC 9110, 13)."""
        return Request(
            document.url,
            callback=self.document_arrived,
            errback=self.document_failed,
            headers=document.conditions(),
            priority=DOCUMENTS_FIRST - document.depth,
            dont_filter=True,
            cb_kwargs={"document": document},
            meta={"source_id": document.source_id},
        )

    async def document_arrived(self, response: Response, document: Document) -> AsyncIterator[Request]:
        """Yield requests for what a document names: further documents, and articles that we do not have."""
        source = self.room.runs[document.source_id].source
        with closing_the_crawl(self.room):
            found = await self.documents.read(document, response)
        for further in found.further:
            yield self.document_request(further)
        for waiting in found.fresh:
            if request := self.article_request(waiting, source):
                yield request

    async def document_failed(self, failure: Failure) -> None:
        """Count a document that could not be had."""
        if isinstance(failure.value, Stopped):
            return
        document: Document = answers.asked(failure).cb_kwargs["document"]
        with closing_the_crawl(self.room):
            await self.documents.failed(document, answers.reason(failure))

    # --- articles -----------------------------------------------------------------------------------

    def article_request(self, waiting: Waiting, source: Source) -> Request | None:
        """Return the request for an article page; None where the harvest's limit is reached."""
        if not self.assignment.allows_another():
            return None
        self.room.count(source.id, "fetched")
        return Request(
            waiting.candidate.url,
            callback=self.article_arrived,
            errback=self.article_failed,
            headers=Validators(etag=waiting.etag, last_modified=waiting.last_modified).request_headers(),
            dont_filter=True,
            cb_kwargs={"candidate": waiting.candidate, "source_id": source.id},
            meta={"source_id": source.id},
        )

    def article_arrived(self, response: Response, candidate: Candidate, source_id: str) -> Iterator[Page]:
        """Yield the page as it came."""
        yield answers.page(response, candidate, **self._facts(source_id))

    def article_failed(self, failure: Failure) -> Iterator[Page]:
        """Yield a page that says why no answer came; none where it was never asked for."""
        asked = answers.asked(failure).cb_kwargs
        if isinstance(failure.value, Stopped):
            self.room.count(asked["source_id"], "fetched", -1)
            return
        yield answers.no_page(failure, asked["candidate"], **self._facts(asked["source_id"]))

    def _facts(self, source_id: str) -> dict[str, Any]:
        return {
            "source_id": source_id,
            "run_id": self.room.runs[source_id].run_id,
            "fetched_at": self.room.clock(),
        }
