"""Feeds, sitemaps and listings of one crawl: asked only for what has changed, followed only as far as is new."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from scrapy.http import Response

from aggregator.discovery import DocumentKind, Found, documents, read_document
from aggregator.extensions.newsroom import Newsroom
from aggregator.headers import Validators, validators
from aggregator.sources.source import Source
from aggregator.spiders import answers
from aggregator.spiders.assignment import Assignment
from aggregator.store.frontier import Waiting
from aggregator.store.writer import Store
from aggregator.workers import PageLost


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A feed, sitemap or listing page to be asked for."""

    url: str
    source_id: str
    kind: DocumentKind
    page: int = 1
    """Of a listing or a paged feed: which page of it, from 1."""

    depth: int = 0
    """0 for what the source file names; each step from one document to the next adds 1."""

    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None
    """Of its last whole answer: validators lie both ways, so what came is compared as well."""

    def conditions(self) -> dict[str, str]:
        """Return the headers that ask only for what has changed."""
        return Validators(etag=self.etag, last_modified=self.last_modified).request_headers()


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a document brought: articles to fetch, documents to ask next."""

    fresh: tuple[Waiting, ...] = ()
    further: tuple[Document, ...] = ()


class Documents:
    """Reads documents for the spider and keeps what they said in the store."""

    def __init__(self, room: Newsroom, assignment: Assignment) -> None:
        """Work in `room` on `assignment`."""
        self._room = room
        self._assignment = assignment
        self._asked: set[str] = set()
        self._sitemaps_left: dict[str, int] = {}

    async def first(self, source: Source) -> list[Document]:
        """Return what the source file names, and what a stopped harvest had found and not yet asked."""
        named = documents(source, now=self._room.clock(), since=self._assignment.since)
        roots = [Document(url=one.url, source_id=source.id, kind=one.kind) for one in named]
        left = await self._room.write(lambda store: store.awaited_documents(source.id))
        resumed = [Document(url=url, source_id=source.id, kind=kind, page=page, depth=1) for url, kind, page in left]
        return await self._with_validators(self._unasked(roots + resumed))

    async def read(self, document: Document, response: Response) -> News:
        """Return what is new in the answer to `document`, and remember it in one transaction."""
        self._room.count(document.source_id, "documents")
        self._room.runs[document.source_id].heed(answers.headers(response), now=self._room.clock())
        if response.status == 304:
            await self._room.write(lambda store: _unchanged(store, document, response))
            return News()
        if response.status != 200:
            await self.failed(document, f"the site answers {response.status}", status=response.status, count=False)
            return News()
        sha256 = hashlib.sha256(response.body).hexdigest()
        if sha256 == document.body_sha256:
            await self._room.write(lambda store: _unchanged(store, document, response))
            return News()
        source = self._room.runs[document.source_id].source
        try:
            found = await self._room.read(
                read_document,
                response.body,
                url=response.url,
                content_type=(response.headers.get("Content-Type") or b"").decode("latin-1"),
                kind=document.kind,
                now=self._room.clock(),
                since=self._assignment.since,
                source=source,
                page=document.page,
            )
        except PageLost as lost:
            await self.failed(document, str(lost), count=False)
            return News()
        return await self._remember(document, response, sha256, found)

    async def failed(self, document: Document, reason: str, *, status: int | None = None, count: bool = True) -> None:
        """Remember that a document could not be had."""
        if count:
            self._room.count(document.source_id, "documents")
        self._room.count(document.source_id, "documents_failed")
        self._room.runs[document.source_id].failures[document.url] = reason
        await self._room.write(
            lambda store: store.saw_document(
                document.url, source_id=document.source_id, kind=document.kind, status=status, reason=reason
            )
        )

    async def _remember(self, document: Document, response: Response, sha256: str, found: Found) -> News:
        """Write down in one transaction what was named, so that a kill forgets neither article nor document."""
        run = self._room.runs[document.source_id]
        known = validators(answers.headers(response))
        further = self._unasked(self._sitemaps(document, found))
        next_pages = self._unasked(self._next_pages(document, found))

        def job(store: Store) -> tuple[list[Waiting], list[Document]]:
            fresh = store.offer(document.source_id, run.run_id, list(found.candidates))
            # Behind a page that shows nothing new there is nothing new: pages move down together.
            follow = further + next_pages if fresh else further
            store.await_documents(document.source_id, [(one.url, one.kind, one.page) for one in follow])
            store.saw_document(
                document.url,
                source_id=document.source_id,
                kind=document.kind,
                etag=known.etag,
                last_modified=known.last_modified,
                body_sha256=sha256,
                entries=[one.url for one in found.candidates],
                status=response.status,
                reason=found.reason,
            )
            return fresh, follow

        fresh, follow = await self._room.write(job)
        run.counts.candidates += len(found.candidates)
        if found.reason and not found.candidates and not follow:
            run.counts.documents_failed += 1
            run.failures[document.url] = found.reason
        if found.update_period is not None:
            run.update_period = min(run.update_period or found.update_period, found.update_period)
        return News(fresh=tuple(fresh), further=tuple(await self._with_validators(follow)))

    def _sitemaps(self, document: Document, found: Found) -> list[Document]:
        """Return the sitemaps that an index names, as many as one harvest reads, the newest first."""
        source_id = document.source_id
        left = self._sitemaps_left.setdefault(source_id, self._assignment.sitemaps)
        taken = found.further[:left]
        self._sitemaps_left[source_id] = left - len(taken)
        step = document.depth + 1
        return [Document(url=one.url, source_id=source_id, kind=one.kind, page=one.page, depth=step) for one in taken]

    def _next_pages(self, document: Document, found: Found) -> list[Document]:
        """Return the page after this one, of a listing or a paged feed, as far as one harvest goes."""
        if document.page >= self._assignment.listing_pages:
            return []
        page, step = document.page + 1, document.depth + 1
        return [
            Document(url=url, source_id=document.source_id, kind=document.kind, page=page, depth=step)
            for url in found.next_pages
        ]

    def _unasked(self, documents: list[Document]) -> list[Document]:
        """Return those not yet asked for in this crawl: sitemaps may name each other in a circle."""
        fresh = []
        for one in documents:
            if one.url not in self._asked:
                self._asked.add(one.url)
                fresh.append(one)
        return fresh

    async def _with_validators(self, documents: list[Document]) -> list[Document]:
        """Make the requests conditional ones, unless what is wanted of the documents is not what was last time."""
        if self._assignment.looks_further_back:
            return documents
        known = await self._room.write(lambda store: [store.document(one.url) for one in documents])
        return [
            replace(one, etag=state.etag, last_modified=state.last_modified, body_sha256=state.body_sha256)
            if state
            else one
            for one, state in zip(documents, known, strict=True)
        ]


def _unchanged(store: Store, document: Document, response: Response) -> None:
    store.saw_document(
        document.url,
        source_id=document.source_id,
        kind=document.kind,
        etag=document.etag,
        last_modified=document.last_modified,
        body_sha256=document.body_sha256,
        status=response.status,
        unchanged=True,
    )
