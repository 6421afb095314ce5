"""What one feed, sitemap or listing page leads to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from aggregator.article import When
from aggregator.candidate import Candidate

DocumentKind = Literal["feed", "news_sitemap", "sitemap", "listing"]
"""What a document is asked for. A sitemap index is a `sitemap` or `news_sitemap` whose `Found` has `further` ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A feed, sitemap or listing page to be asked for."""

    url: str
    kind: DocumentKind
    modified_at: When | None = None
    """`lastmod` of the index that names it."""

    page: int = 1
    """Of a listing or a paged feed: which page of it, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one document says. The order is the document's own; no address stands twice."""

    kind: DocumentKind
    """What the document turned out to be, whatever it was taken for."""

    candidates: tuple[Candidate, ...] = ()
    further: tuple[Document, ...] = ()
    """Sitemaps that an index names, the newest first where it says so."""

    next_pages: tuple[str, ...] = ()
    """The following page of a listing or a paged feed (RFC 5005): worth asking for while pages bring news."""

    reason: str | None = None
    """Why nothing, or not all, could be read; None for a sound document, though it be empty."""

    passed_over: int = 0
    """Addresses that were named and not taken: too old, another site's, no article's, or beyond a limit."""

    title: str | None = None
    language: str | None = None
    """BCP 47, of the feed as a whole."""

    update_period: dt.timedelta | None = None
    """How long the feed says that it need not be asked again: RSS `ttl`, `sy:updatePeriod` and `updateFrequency`."""
