"""What is worth fetching: candidates from feeds, sitemaps and listing pages, and where to look for those."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from aggregator.article import When
from aggregator.discovery.defused import decode, defuse, gunzip
from aggregator.discovery.feeds import read_feed, read_json_feed
from aggregator.discovery.found import Document, DocumentKind, Found
from aggregator.discovery.listings import read_listing
from aggregator.discovery.sitemaps import read_sitemap, read_text_sitemap
from aggregator.sources.source import Source, dated

__all__ = ["Document", "DocumentKind", "Found", "documents", "read_document"]

RECENT_DAYS = 2
"""How far back dated news sitemaps, feeds and listings are asked for: the news extension's own two days."""


def documents(source: Source, *, now: dt.datetime, since: When | None = None) -> tuple[Document, ...]:
    """Return what a visit to a source begins with: feeds, news sitemaps, listings, then archives.

    Dated addresses (`{year}-{month}`) stand for the documents of their days: archives back to `since`,
    or with None to the source's `archive_since`; the others for the last two days.
    """
    today = now.date()
    recent = today - dt.timedelta(days=RECENT_DAYS - 1)
    back = _day(since) or source.archive_since
    if back and source.archive_since:
        back = max(back, source.archive_since)
    named: list[tuple[DocumentKind, tuple[str, ...], dt.date | None]] = [
        ("feed", source.feeds, recent),
        ("news_sitemap", source.news_sitemaps, recent),
        ("listing", source.listings, recent),
        ("sitemap", source.sitemaps, back),
    ]
    found: dict[str, Document] = {}
    for kind, addresses, first in named:
        for address in addresses:
            for one in dated(address, since=first, until=today):
                found.setdefault(one, Document(url=one, kind=kind))
    return tuple(found.values())


def _day(when: When | None) -> dt.date | None:
    return when.date() if isinstance(when, dt.datetime) else when


def read_document(
    body: bytes,
    *,
    url: str,
    content_type: str | None = None,
    kind: DocumentKind | None = None,
    now: dt.datetime | None = None,
    since: When | None = None,
    source: Source | None = None,
    page: int = 1,
) -> Found:
    """Read a feed, sitemap, sitemap index or listing page; any bytes give an answer, never an exception.

    `url` is the address that answered. What the bytes are is told from the bytes; `kind`, what the
    document was asked for as, only decides where they do not say. `since` holds for sitemaps: see
    `sitemaps.read_sitemap`. `page` is which page of a listing this is, from 1.
    """
    body, reason = gunzip(body)
    if not body.strip():
        return Found(kind=kind or "feed", reason=reason or "the document is empty")
    found = _read(body, url, content_type, kind, now, since, source, page)
    return replace(found, reason=reason) if reason else found


def _read(
    body: bytes,
    url: str,
    content_type: str | None,
    kind: DocumentKind | None,
    now: dt.datetime | None,
    since: When | None,
    source: Source | None,
    page: int,
) -> Found:
    head = body[:100].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"{", b"[")):
        return read_json_feed(decode(body, content_type=content_type), url=url, source=source, now=now)
    text = defuse(body, content_type=content_type)
    if text.root in ("rss", "feed", "rdf", "channel"):
        return read_feed(text, url=url, source=source, now=now)
    if text.root in ("urlset", "sitemapindex"):
        place: DocumentKind = "news_sitemap" if kind == "news_sitemap" else "sitemap"
        return read_sitemap(text, url=url, kind=place, since=since, source=source)
    if kind in ("sitemap", "news_sitemap"):
        if text.root is None:
            return read_text_sitemap(body, url=url, content_type=content_type, source=source)
        if text.root == "html":
            return Found(kind=kind, reason="an HTML page stands where a sitemap was expected")
        return read_sitemap(text, url=url, kind=kind, since=since, source=source)
    if kind == "feed":
        if text.root == "html":
            return Found(kind=kind, reason="an HTML page stands where a feed was expected")
        return read_feed(text, url=url, source=source, now=now)
    return read_listing(body, url=url, content_type=content_type, source=source, page=page)
