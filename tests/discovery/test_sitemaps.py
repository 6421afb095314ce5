from __future__ import annotations

import datetime as dt
import gzip

import pytest
from lxml import etree

from aggregator.discovery import defused, read_document, sitemaps
from aggregator.discovery.sitemaps import MAX_ENTRIES, is_older
from aggregator.sources.source import Source
from tests.bounds import no_explosion

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


def _entry(name: str, more: str = "") -> str:
    return f"<url><loc>https://paper.example/2026/11/20/{name}</loc>{more}</url>"


@pytest.mark.parametrize(
    "wrapped",
    [
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{}</urlset>",
        "<s:urlset xmlns:s='http://www.google.com/schemas/sitemap/0.84'>{}</s:urlset>",
        "<s:urlset>{}</s:urlset>",
        "<URLSET>{}</URLSET>",
        "<document><urlset>{}</urlset></document>",
        "<urlset>{}",
    ],
)
def test_entries_are_found_whatever_their_namespace(wrapped: str) -> None:
    entry = (
        _entry("a-good-one").replace("<", "<s:").replace("<s:/", "</s:") if "<s:" in wrapped else _entry("a-good-one")
    )
    entry = entry.upper().replace("HTTPS://PAPER.EXAMPLE", "https://paper.example") if "URLSET" in wrapped else entry
    found = read_document(wrapped.format(entry).encode(), url=URL, kind="sitemap")
    assert [one.url.lower() for one in found.candidates] == ["https://paper.example/2026/11/20/a-good-one"]


def test_compressed_sitemap_is_read_whatever_its_headers_say() -> None:
    body = gzip.compress(f"<urlset>{_entry('a-good-one')}</urlset>".encode("utf-16"))
    found = read_document(body, url=URL + ".gz", kind="sitemap", content_type="text/html; charset=iso-8859-1")
    assert len(found.candidates) == 1
    cut = gzip.compress(f"<urlset>{_entry('a-good-one')}{_entry('another-one')}".encode())[:-9]
    found = read_document(cut, url=URL, kind="sitemap")
    assert found.candidates[0].url == "https://paper.example/2026/11/20/a-good-one"
    assert found.reason == "the gzip data end early"


@pytest.mark.slow
def test_addresses_beyond_the_protocols_limit_are_counted_and_said() -> None:
    body = "".join(
        f"<url><loc>https://paper.example/an-article-of-words-{number}</loc></url>" for number in range(MAX_ENTRIES + 7)
    )
    found = read_document(f"<urlset>{body}</urlset>".encode(), url=URL, kind="sitemap")
    assert (len(found.candidates), found.passed_over) == (MAX_ENTRIES, 7)
    assert found.reason == "only the first 50,000 addresses were read"
    lines = "".join(f"https://paper.example/an-article-of-words-{number}\r\n\r\n" for number in range(MAX_ENTRIES + 7))
    found = read_document(lines.encode(), url=URL, kind="sitemap")
    assert (len(found.candidates), found.passed_over) == (MAX_ENTRIES, 7)
    assert found.reason == "only the first 50,000 lines were read"


def test_address_of_an_entry_that_is_too_old_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[str] = []
    monkeypatch.setattr(sitemaps, "address", lambda base, ref: looked_at.append(ref))
    body = _entry("an-old-one", "<lastmod>2026-01-01T00:00:00Z</lastmod>") + _entry("a-new-one")
    found = read_document(f"<urlset>{body}</urlset>".encode(), url=URL, kind="sitemap", since=SINCE)
    assert looked_at == ["https://paper.example/2026/11/20/a-new-one"]
    assert found.passed_over == 2


def test_pictures_and_translations_of_an_entry_are_not_its_address() -> None:
    pictures = "<image:image><image:loc>https://paper.example/i/a-picture-of-it.jpg</image:loc></image:image>" * 1200
    other = "<xhtml:link rel='alternate' hreflang='fr' href='https://paper.example/fr/2026/11/20/one'/>"
    found = read_document(
        f"<urlset>{_entry('first-of-them', other + pictures)}{_entry('second-of-them')}</urlset>".encode(),
        url=URL,
        kind="sitemap",
    )
    assert [one.url.rpartition("/")[2] for one in found.candidates] == ["first-of-them", "second-of-them"]


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["<url/>", "<a/>", "<url>", "<url><a/></url>", "<url><loc>", "<!---->", "&"])
def test_good_entries_before_a_flood_are_kept_and_little_of_it_is_read(
    unit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    said = sitemaps._said

    def counted(element: etree._Element) -> dict[str, str]:
        read.append(str(element.tag))
        return said(element)

    monkeypatch.setattr(sitemaps, "_said", counted)
    body = f"<urlset>{_entry('a-good-one')}{unit * (10_000_000 // len(unit))}".encode()
    with no_explosion():
        found = read_document(body, url=URL, kind="sitemap")
    assert "https://paper.example/2026/11/20/a-good-one" in [one.url for one in found.candidates]
    assert found.reason is not None
    assert len(read) <= MAX_ENTRIES + 1
    assert defused.defuse(body).utf8.count(b"<") <= defused.SITEMAP.tags
