"""Fetches the feeds, sitemaps, listings and articles of the sources asked for."""

from __future__ import annotations

import contextlib
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
from aggregator.downloader.coding import AS_RECEIVED
from aggregator.downloader.refusals import HeldBack, Stopped
from aggregator.errors import AggregatorError, UsageError
from aggregator.extensions.newsroom import Newsroom
from aggregator.headers import Validators
from aggregator.page import Page
from aggregator.sources.source import Source
from aggregator.spiders import answers
from aggregator.spiders.assignment import Assignment
from aggregator.spiders.documents import Document, Documents
from aggregator.store.frontier import Waiting
from aggregator.store.writer import Store

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
    newline-separated), `since` (7d, a date, all), `limit` (article pages), `all` (sources that are not
    due as well; with `url`, articles that we have). Without `source`, `group` and `url`: the sources that are due.
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
    open_documents: int = 0
    """Documents that were asked for and have not been read."""

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
                if self.assignment.urls:
                    for waiting in await self.named(source):
                        yield self.article_request(waiting, source.id)
                else:
                    for document in await self.documents.first(source):
                        yield self.document_request(document)
            if not self.assignment.urls:
                async for request in self.supply():
                    yield request

    async def named(self, source: Source) -> list[Waiting]:
        """Return the single articles of a source that were asked for."""
        asked = [Candidate(url=url, via="url") for url in self.assignment.urls.get(source.id, ())]
        run = self.room.runs[source.id]
        given = await self.room.write(lambda store: store.ask(source.id, run.run_id, asked, again=self.assignment.all))
        wanted = given[: self.assignment.left]
        self.assignment.took(len(wanted))
        return wanted

    async def supply(self) -> AsyncIterator[Request]:
        """Yield article requests, a few at a time for each source, as long as there are any or more may come.

        All others wait in the file, where a kill loses none of them and a flood costs no memory.
        """
        ahead = self.crawler.settings.getint("HARVEST_AHEAD")
        while True:
            self.room.moved.clear()
            wanted = {
                run.source.id: ahead - run.open_pages
                for run in self.room.runs.values()
                if run.may_have_more and run.held_back is None and run.open_pages <= ahead // 2
            }
            if wanted and self.assignment.left != 0:
                for source_id, given in (await self.hand_out(wanted)).items():
                    for waiting in given:
                        yield self.article_request(waiting, source_id)
            elif self.open_documents or any(run.open_pages for run in self.room.runs.values()):
                await self.room.moved.wait()
            else:
                return

    async def hand_out(self, wanted: Mapping[str, int]) -> dict[str, list[Waiting]]:
        """Take up to so many addresses of each source from the frontier, in one transaction."""
        revisits = self.crawler.settings.getint("HOST_DAILY_REVISITS")
        left = self.assignment.left

        def job(store: Store) -> dict[str, list[Waiting]]:
            taken: dict[str, list[Waiting]] = {}
            for source_id, number in wanted.items():
                most = number if left is None else min(number, left - sum(map(len, taken.values())))
                taken[source_id] = store.hand_out(source_id, limit=most, revisits=revisits) if most > 0 else []
            return taken

        taken = await self.room.write(job, patient=True)
        for source_id, given in taken.items():
            self.room.runs[source_id].may_have_more = len(given) >= wanted[source_id]
        self.assignment.took(sum(map(len, taken.values())))
        return taken

    # --- feeds, sitemaps, listings ------------------------------------------------------------------

    def document_request(self, document: Document) -> Request:
        """Return the conditional request for a feed, sitemap or listing page (RFC 9110, 13)."""
        self.open_documents += 1
        return Request(
            document.url,
            callback=self.document_arrived,
            errback=self.document_failed,
            headers=document.conditions(),
            priority=DOCUMENTS_FIRST - document.depth,
            dont_filter=True,
            cb_kwargs={"document": document},
            meta={"source_id": document.source_id, "purpose": "document"},
        )

    async def document_arrived(self, response: Response, document: Document) -> AsyncIterator[Request]:
        """Yield requests for the further documents that one names; its articles wait in the frontier."""
        try:
            with closing_the_crawl(self.room):
                further = await self.documents.read(document, response)
            for one in further:
                yield self.document_request(one)
        finally:
            self.document_settled(document)

    async def document_failed(self, failure: Failure) -> None:
        """Count a document that could not be had."""
        document: Document = answers.asked(failure).cb_kwargs["document"]
        try:
            if not isinstance(failure.value, Stopped):
                with closing_the_crawl(self.room):
                    await self.documents.failed(document, answers.reason(failure))
        finally:
            self.document_settled(document)

    def document_settled(self, document: Document) -> None:
        """Look again for articles to fetch."""
        self.open_documents -= 1
        self.room.runs[document.source_id].may_have_more = True
        self.room.moved.set()

    # --- articles -----------------------------------------------------------------------------------

    def article_request(self, waiting: Waiting, source_id: str) -> Request:
        """Return the request for an article page."""
        self.room.runs[source_id].open_pages += 1
        return Request(
            waiting.candidate.url,
            callback=self.article_arrived,
            errback=self.article_failed,
            headers=Validators(etag=waiting.etag, last_modified=waiting.last_modified).request_headers(),
            dont_filter=True,
            cb_kwargs={"candidate": waiting.candidate, "source_id": source_id},
            meta={"source_id": source_id, "purpose": "article", AS_RECEIVED: True},
        )

    def article_arrived(self, response: Response, candidate: Candidate, source_id: str) -> Iterator[Page]:
        """Yield the page as it came."""
        self.room.count(source_id, "fetched")
        yield answers.page(response, candidate, **self._facts(source_id))

    async def article_failed(self, failure: Failure) -> AsyncIterator[Page]:
        """Yield a page that says why no answer came; none where it was never asked for."""
        asked = answers.asked(failure).cb_kwargs
        source_id, candidate = asked["source_id"], asked["candidate"]
        if isinstance(failure.value, Stopped | HeldBack):
            run = self.room.runs[source_id]
            if isinstance(failure.value, HeldBack):
                run.held_back = str(failure.value)
            self.room.settled(source_id)
            with contextlib.suppress(AggregatorError):
                await self.room.write(lambda store: store.take_back(source_id, candidate), patient=True)
            return
        self.room.count(source_id, "fetched")
        yield answers.no_page(failure, candidate, **self._facts(source_id))

    def _facts(self, source_id: str) -> dict[str, Any]:
        return {
            "source_id": source_id,
            "run_id": self.room.runs[source_id].run_id,
            "fetched_at": self.room.clock(),
        }
