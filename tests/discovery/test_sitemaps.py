from __future__ import annotations

import datetime as dt

import pytest

from aggregator.discovery import read_document
from aggregator.discovery.sitemaps import is_older
from aggregator.sources.source import Source

URL = "https://paper.example/sitemap.xml"
SINCE = dt.datetime(2026, 11, 13, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("when", "older"),
    [
        (None, False),
        (dt.datetime(2026, 11, 13, 11, 59, tzinfo=dt.UTC), True),
        (dt.datetime(2026, 11, 13, 20, 30, tzinfo=dt.timezone(dt.timedelta(hours=9))), True),
        (dt.datetime(2026, 11, 13, 12, tzinfo=dt.UTC), False),
        (dt.date(2026, 11, 13), False),
        (dt.date(2026, 11, 12), False),  # may still have been the 13th elsewhere
        (dt.date(2026, 11, 11), True),
        (dt.datetime(2026, 11, 12, 13), False),  # noqa: DTZ001 (a time whose zone was not stated)
        (dt.datetime(2026, 11, 12, 11), True),  # noqa: DTZ001 (as above)
        (dt.date.max, False),
        (dt.date.min, True),
    ],
)
def test_only_what_is_surely_older_counts_as_older(when: dt.date | None, older: bool) -> None:
    assert is_older(when, SINCE) is older
    assert is_older(when, None) is False


def test_day_as_beginning_counts_from_its_midnight() -> None:
    assert is_older(dt.datetime(2026, 11, 12, 23, tzinfo=dt.UTC), dt.date(2026, 11, 13))
    assert not is_older(dt.datetime(2026, 11, 13, 0, tzinfo=dt.UTC), dt.date(2026, 11, 13))


def test_publication_date_decides_before_lastmod() -> None:
    entry = (
        "<url><loc>https://paper.example/{0}-long-title-of-a-piece</loc><lastmod>{1}</lastmod>"
        "<n:news><n:publication_date>{2}</n:publication_date></n:news></url>"
    )
    body = (
        '<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">'
        + entry.format("old", "2026-11-20", "2026-10-01")
        + entry.format("new", "2026-10-01", "2026-11-20")
        + "</urlset>"
    )
    found = read_document(body.encode(), url=URL, kind="news_sitemap", since=SINCE)
    assert [one.url for one in found.candidates] == ["https://paper.example/new-long-title-of-a-piece"]
    assert found.candidates[0].via == "news_sitemap"


def test_patterns_of_the_source_decide_before_the_form() -> None:
    source = Source(
        id="p", name="P", homepage="https://paper.example/", article_urls=(r"^/\d+$",), not_article_urls=("^/7",)
    )
    body = "".join(
        f"<url><loc>https://paper.example/{path}</loc></url>" for path in ("1", "72", "a-long-title-of-words")
    )
    found = read_document(f"<urlset>{body}</urlset>".encode(), url=URL, kind="sitemap", source=source)
    assert [one.url for one in found.candidates] == ["https://paper.example/1"]


def test_single_words_stay_where_no_address_has_the_form_of_an_article() -> None:
    body = "".join(f"<url><loc>https://paper.example/{word}</loc></url>" for word in ("flood", "storm", "harbour"))
    assert len(read_document(f"<urlset>{body}</urlset>".encode(), url=URL, kind="sitemap").candidates) == 3


def test_further_hosts_of_the_source_belong_to_it() -> None:
    source = Source(id="p", name="P", homepage="https://paper.example/", hosts=("paper-news.example",))
    body = b"<urlset><url><loc>https://www.paper-news.example/a-long-title-of-words</loc></url></urlset>"
    assert len(read_document(body, url=URL, kind="sitemap", source=source).candidates) == 1
    assert len(read_document(body, url=URL, kind="sitemap").candidates) == 0


def test_sitemap_that_lies_on_another_host_names_the_sources_pages() -> None:
    source = Source(id="p", name="P", homepage="https://paper.example/")
    body = b"<urlset><url><loc>https://paper.example/a-long-title-of-words</loc></url></urlset>"
    found = read_document(body, url="https://cdn.elsewhere.example/paper.xml", kind="sitemap", source=source)
    assert len(found.candidates) == 1


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "the document is empty"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "an HTML page stands where a sitemap was expected"),
        (b"<opml><body/></opml>", "a sitemap was expected, and the document is <opml>"),
        (b"nothing of use", "neither XML nor a list of addresses"),
        (b"\x1f\x8b\x08" + bytes(7) + b"\xff" * 9, "the gzip data are broken"),
    ],
)
def test_document_that_is_no_sitemap_says_why(body: bytes, reason: str) -> None:
    found = read_document(body, url=URL, kind="sitemap")
    assert (found.candidates, found.reason) == ((), reason)


def test_feed_where_a_sitemap_was_expected_is_read_as_a_feed() -> None:
    body = b"<rss><channel><item><link>https://paper.example/a</link></item></channel></rss>"
    found = read_document(body, url=URL, kind="sitemap")
    assert (found.kind, len(found.candidates)) == ("feed", 1)
