"""Feeds, sitemaps and listings of one crawl: asked only for what has changed, followed only as far as is new."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scrapy.http import Response

from aggregator.candidate import Candidate
from aggregator.discovery import DocumentKind, Found, documents, read_document
from aggregator.discovery.found import Document as Named
from aggregator.extensions.newsroom import Newsroom
from aggregator.headers import Validators, validators
from aggregator.sources.source import Source
from aggregator.spiders import answers
from aggregator.spiders.assignment import Assignment
from aggregator.store.documents import Document as State
from aggregator.store.frontier import Noted
from aggregator.store.writer import Store
from aggregator.workers import PageLost

DEEPEST = 3
"""Steps from what the source file names down to a sitemap: indexes of indexes are rare, circles of them endless."""

LATE = dt.timedelta(hours=6)
"""How far an index's `lastmod` of a sitemap may lie behind the sitemap itself: indexes are often made by the hour."""

AT_ONCE = 2_000
"""Addresses that are written down in one transaction: about a tenth of a second."""


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

    async def read(self, document: Document, response: Response) -> list[Document]:
        """Remember what the answer to `document` names; return the documents to ask next."""
        self._room.count(document.source_id, "documents")
        self._room.runs[document.source_id].heed(answers.headers(response), now=self._room.clock())
        if response.status == 304:
            await self._room.write(lambda store: _unchanged(store, document, response))
            return []
        if response.status != 200:
            await self.failed(document, f"the site answers {response.status}", status=response.status, count=False)
            return []
        sha256 = hashlib.sha256(response.body).hexdigest()
        if sha256 == document.body_sha256:
            await self._room.write(lambda store: _unchanged(store, document, response))
            return []
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
            return []
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

    async def _remember(self, document: Document, response: Response, sha256: str, found: Found) -> list[Document]:
        """Write down what was named, then that the document was seen: a kill forgets neither article nor document."""
        run = self._room.runs[document.source_id]
        known = validators(answers.headers(response))
        further = self._unasked(await self._sitemaps(document, found))
        next_pages = self._unasked(self._next_pages(document, found))

        noted = await self._note(document, found.candidates)
        # Behind a page that shows nothing new there is nothing new: pages move down together.
        follow = further + next_pages if noted.wanted else further
        # An index stays the same while its sitemaps change, and of a flood the rest is still to be taken: both are
        # asked for in full the next time.
        in_full = bool(found.further) or noted.left_alone > 0

        def job(store: Store) -> None:
            if not noted.left_alone:
                store.ended(document.source_id, "flood", about=document.url)
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
                in_full=in_full,
            )

        await self._room.write(job)
        run.counts.candidates += len(found.candidates)
        if found.reason and not found.candidates and not follow:
            run.counts.documents_failed += 1
            run.failures[document.url] = found.reason
        if found.update_period is not None:
            run.update_period = min(run.update_period or found.update_period, found.update_period)
        return await self._with_validators(follow)

    async def _note(self, document: Document, candidates: Sequence[Candidate]) -> Noted:
        """Write down what was named, up to what one source may bring in a day, the newest first.

        A sitemap may name fifty thousand addresses, and others want to write meanwhile: it is done in parts.
        """
        run = self._room.runs[document.source_id]
        total = Noted()
        if len(candidates) > AT_ONCE:
            candidates = sorted(candidates, key=_date, reverse=True)
        for start in range(0, len(candidates), AT_ONCE):
            part = candidates[start : start + AT_ONCE]
            total += await self._room.write(
                functools.partial(
                    Store.note,
                    source_id=run.source.id,
                    run_id=run.run_id,
                    candidates=part,
                    flood=self._assignment.flood,
                )
            )
        if total.left_alone:
            evidence = (
                f"of {len(candidates)} addresses that it names {total.left_alone} were left alone: "
                f"a source may bring {self._assignment.flood} new ones a day"
            )
            finding = await self._room.write(
                lambda store: store.found(run.source.id, "flood", evidence, about=document.url)
            )
            if finding is not None:
                self._room.found(finding)
        return total

    async def _sitemaps(self, document: Document, found: Found) -> list[Document]:
        """Return the sitemaps that an index names, as many as one harvest reads, the newest first."""
        source_id = document.source_id
        if document.depth >= DEEPEST:
            return []
        left = self._sitemaps_left.setdefault(source_id, self._assignment.sitemaps)
        taken = (await self._changed(found.further))[:left]
        self._sitemaps_left[source_id] = left - len(taken)
        step = document.depth + 1
        return [Document(url=one.url, source_id=source_id, kind=one.kind, page=one.page, depth=step) for one in taken]

    async def _changed(self, named: tuple[Named, ...]) -> list[Named]:
        """Return those of an index's sitemaps that may have changed since we read them, by what the index says."""
        if self._assignment.looks_further_back or not named:
            return list(named)
        known = await self._room.write(lambda store: [store.document(one.url) for one in named])
        return [one for one, state in zip(named, known, strict=True) if state is None or not _is_older(one, state)]

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


def _date(candidate: Candidate) -> str:
    """Return when an address was published or changed, as text that sorts; the undated are the oldest."""
    when = candidate.published_at or candidate.modified_at
    return when.isoformat() if when is not None else ""


def _is_older(named: Named, state: State) -> bool:
    """Return whether a sitemap was last changed well before we last read it."""
    modified = named.modified_at
    if not isinstance(modified, dt.datetime) or modified.tzinfo is None or state.visited_at is None or state.failures:
        return False
    if state.body_sha256 is None:  # an index itself, or of a flood the rest is still to be taken
        return False
    return modified + LATE < state.visited_at


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
