"""With which documents a visit to a source begins, and what a document is told to be."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest

from aggregator.discovery import DocumentKind, documents, read_document
from aggregator.sources.source import Source

NOW = dt.datetime(2026, 11, 24, 7, tzinfo=dt.UTC)
SOURCE = Source(
    id="a",
    name="A",
    homepage="https://a.example/",
    feeds=("https://a.example/rss", "https://a.example/rss"),
    news_sitemaps=("https://a.example/news?d={year}-{month}-{day}",),
    sitemaps=("https://a.example/{year}/{month}.xml", "https://a.example/rss"),
    archive_since=dt.date(2026, 8, 1),
    listings=("https://a.example/world",),
)


def test_visit_begins_with_feeds_then_news_sitemaps_then_listings_then_archives() -> None:
    found = documents(SOURCE, now=NOW, since=NOW - dt.timedelta(days=7))
    assert [(one.kind, one.url) for one in found] == [
        ("feed", "https://a.example/rss"),
        ("news_sitemap", "https://a.example/news?d=2026-11-24"),
        ("news_sitemap", "https://a.example/news?d=2026-11-23"),
        ("listing", "https://a.example/world"),
        ("sitemap", "https://a.example/2026/11.xml"),
    ]


@pytest.mark.parametrize(
    ("since", "oldest"),
    [(dt.date(2026, 9, 30), "2026/09"), (None, "2026/08"), (dt.datetime(2001, 1, 1, tzinfo=dt.UTC), "2026/08")],
)
def test_archives_are_asked_for_back_to_since_and_no_further_than_they_go(since: dt.date | None, oldest: str) -> None:
    assert documents(SOURCE, now=NOW, since=since)[-1].url == f"https://a.example/{oldest}.xml"


RSS = b"\n <?xml version='1.0'?><rss><channel><item><link>https://a.example/1</link></item></channel></rss>"


@pytest.mark.parametrize(
    ("body", "asked", "told"),
    [
        (RSS, "listing", "feed"),
        (b"\xef\xbb\xbf" + RSS, "sitemap", "feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": []}', "listing", "feed"),
        (b"<sitemapindex/>", "feed", "sitemap"),
        (b"<urlset/>", "news_sitemap", "news_sitemap"),
        (b"<html><body><a href='/1'>x</a></body></html>", "listing", "listing"),
        (b"<html><body><a href='/1'>x</a></body></html>", None, "listing"),
        (b"<html><body><a href='/1'>x</a></body></html>", "feed", "feed"),
    ],
)
def test_bytes_say_what_a_document_is(body: bytes, asked: DocumentKind | None, told: DocumentKind) -> None:
    assert read_document(body, url="https://a.example/x", kind=asked).kind == told


def test_what_was_found_crosses_from_a_worker_process() -> None:
    found = read_document(RSS, url="https://a.example/x", kind="feed")
    assert pickle.loads(pickle.dumps(found)) == found
