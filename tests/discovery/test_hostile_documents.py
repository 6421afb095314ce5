"""No bytes, whatever they are, raise an exception or hold a reader up."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator.discovery import DocumentKind, Found, read_document
from aggregator.discovery.autodiscovery import read_home, read_robots
from aggregator.discovery.defused import MAX_BYTES, gunzip
from tests.bounds import no_explosion
from tests.discovery.cases import FIXTURES, NOW

KINDS: list[DocumentKind] = ["feed", "news_sitemap", "sitemap", "listing"]
BODIES = [
    path.read_bytes()
    for path in sorted(FIXTURES.glob("*/*/*"))
    if path.parent.parent.name in ("feeds", "sitemaps", "listings") and path.suffix not in (".json", ".toml")
] + [path.read_bytes() for path in sorted(FIXTURES.glob("feeds/*/feed.json"))]
URL = "https://news.example/a/b"


def _read(body: bytes, kind: DocumentKind) -> Found:
    return read_document(body, url=URL, kind=kind, now=NOW, since=NOW)


@given(st.binary(max_size=3000), st.sampled_from(KINDS))
def test_any_bytes_give_an_answer(body: bytes, kind: DocumentKind) -> None:
    assert _read(body, kind).candidates is not None


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.sampled_from(BODIES), st.data(), st.sampled_from(KINDS))
def test_documents_with_damaged_bytes_give_an_answer(body: bytes, data: st.DataObject, kind: DocumentKind) -> None:
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, min(len(body), start + 200)))
    damaged = body[:start] + data.draw(st.binary(max_size=40)) + body[end:]
    for one in _read(damaged, kind).candidates:
        assert one.url.startswith(("http://", "https://"))


@pytest.mark.slow
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "items",
                        "url",
                        "id",
                        "title",
                        "authors",
                        "author",
                        "tags",
                        "name",
                        "language",
                        "date_published",
                        "content_html",
                        "content_text",
                        "next_url",
                        "summary",
                    ]
                ),
                inner,
                max_size=6,
            )
        ),
        max_leaves=20,
    )
)
def test_any_json_gives_an_answer(value: object) -> None:
    for body in (value, {"items": value}, {"items": [value]}):
        assert _read(json.dumps(body).encode(), "feed").kind == "feed"


@given(st.binary(max_size=2000))
def test_any_bytes_as_front_page_or_robots_give_an_answer(body: bytes) -> None:
    assert read_home(body, url=URL).url == URL
    assert isinstance(read_robots(body, url=URL), tuple)


def _entities(count: int) -> bytes:
    declared = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, count))
    return f'<!DOCTYPE r [<!ENTITY a0 "{"lol" * 100}">{declared}]>'.encode()


ITEM = b"<item><title>Good</title><link>https://news.example/good-item</link></item>"
HOSTILE: dict[str, Callable[[], bytes]] = {
    "billion laughs": lambda: _entities(30) + b"<rss><channel><title>&a29;</title>" + ITEM + b"</channel></rss>",
    "laughs in an attribute": lambda: _entities(30) + b'<rss><channel x="&a29;">' + ITEM + b"</channel></rss>",
    "quadratic blow-up": lambda: (
        b'<!DOCTYPE r [<!ENTITY a "'
        + b"x" * 100_000
        + b'">]><rss><channel>'
        + ITEM
        + b"<item><title>"
        + b"&a;" * 50_000
        + b"</title></item></channel></rss>"
    ),
    "document type without an end": lambda: b"<!DOCTYPE r [" + b'<!ENTITY a "b">' * 100_000,
    "quotation marks in the document type": lambda: b"<!DOCTYPE r [" + b"\"'" * 500_000 + b"]><rss/>",
    "comments that begin": lambda: b"<rss><channel>" + ITEM + b"<!--" * 500_000,
    "CDATA that begins": lambda: b"<rss><channel>" + ITEM + b"<![CDATA[" * 300_000,
    "references that begin": lambda: b"<rss><channel>" + ITEM + b"<item><title>" + b"&aaaaaaaaaaaa" * 100_000,
    "deep": lambda: b"<rss><channel>" + ITEM + b"<a>" * 500_000,
    "deep sitemap": lambda: b"<urlset>" + b"<url>" * 300_000,
    "attributes": lambda: (
        b"<rss " + b" ".join(b'a%d=">"' % n for n in range(100_000)) + b"><channel>" + ITEM + b"</channel></rss>"
    ),
    "namespaces": lambda: (
        b"<rss "
        + b" ".join(b'xmlns:p%d="urn:%d"' % (n, n) for n in range(20_000))
        + b"><channel>"
        + ITEM
        + b"<p7:a/>" * 2000
        + b"</channel></rss>"
    ),
    "namespaces one in the other": lambda: (
        b"<rss><channel>"
        + ITEM
        + b"".join(b'<p%d:x xmlns:p%d="urn:%d">' % (n, n, n) for n in range(240))
        + b"</channel></rss>"
    ),
    "prefixes": lambda: (
        b"<rss><channel>" + ITEM + b"".join(b"<p%d:a/>" % n for n in range(60_000)) + b"</channel></rss>"
    ),
    "many items": lambda: (
        b"<rss><channel>"
        + ITEM
        + b"".join(
            b"<item><title>%d</title><link>https://news.example/%d</link></item>" % (n, n) for n in range(40_000)
        )
        + b"</channel></rss>"
    ),
    "a long title of tags": lambda: (
        b"<rss><channel>"
        + ITEM
        + b"<item><link>/x</link><title>"
        + b"&lt;" * 200_000
        + b"</title></item></channel></rss>"
    ),
    "angle brackets": lambda: b"<rss><channel>" + ITEM + b"<" * 1_000_000,
    "a date of a megabyte": lambda: (
        b"<rss><channel>"
        + ITEM
        + b"<item><link>/y</link><pubDate>"
        + b"1 Nov " * 100_000
        + b"</pubDate></item></channel></rss>"
    ),
    "JSON in JSON": lambda: b'{"items":' + b"[" * 200_000,
    "a number of a megabyte": lambda: (
        b'{"items":[{"id":' + b"9" * 1_000_000 + b',"url":"https://news.example/good-item"}]}'
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_document_is_read_in_time_and_its_good_items_are_kept(name: str) -> None:
    body = HOSTILE[name]()
    kind: DocumentKind = "sitemap" if "sitemap" in name else "feed"
    with no_explosion():
        found = _read(body, kind)
    if ITEM in body and not name.startswith("document type"):
        assert "https://news.example/good-item" in [one.url for one in found.candidates]
    assert sum(len(one.title or "") for one in found.candidates) < 50_000


LISTINGS: dict[str, Callable[[], bytes]] = {
    "links in links": lambda: b"<a href=/a-long-headline-of-words-1>" * 50_000,
    "one link with a page in it": lambda: b"<a href=/a-long-headline-of-words-1>" + b"<b>word </b>" * 200_000,
    "headings in headings": lambda: b"<h2>" * 50_000 + b"<a href=/x-y-z-and-more>x</a>" * 2000,
    "long class names": lambda: b'<div class="' + b"nav-" * 200_000 + b'"><a href=/x-y-z-and-more>x</a>',
    "long addresses": lambda: b"".join(b"<a href=/%d%s>x</a>" % (n, b"/a-b" * 400) for n in range(2000)),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LISTINGS)
def test_hostile_listing_is_read_in_time(name: str) -> None:
    body = LISTINGS[name]()
    with no_explosion():
        _read(body, "listing")
        read_home(body, url=URL)


@pytest.mark.slow
def test_gzip_bomb_gives_no_more_than_the_limit() -> None:
    bomb = gzip.compress(b"<urlset>" + b"\0" * 60_000_000)
    body, reason = gunzip(bomb)
    assert len(body) == MAX_BYTES
    assert reason == "only the first 20,000,000 bytes were read"
    nested, _ = gunzip(gzip.compress(bomb))
    assert len(nested) == MAX_BYTES


@pytest.mark.slow
def test_full_sitemap_of_50_000_addresses_is_read_in_time() -> None:
    body = (
        b"<urlset>"
        + b"".join(
            b"<url><loc>https://news.example/2026/11/20/piece-number-%d-of-the-day/</loc><lastmod>2026-11-20T0%d:00:00Z</lastmod></url>"
            % (n, n % 10)
            for n in range(50_000)
        )
        + b"</urlset>"
    )
    with no_explosion():
        found = _read(body, "sitemap")
    assert len(found.candidates) == 0  # all of them lie before noon
    assert found.passed_over == 50_000
