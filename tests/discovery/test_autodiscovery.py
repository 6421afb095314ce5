from __future__ import annotations

import pytest

from aggregator.candidate import Candidate
from aggregator.discovery import Document, DocumentKind, Found
from aggregator.discovery.autodiscovery import (
    Home,
    offers,
    read_home,
    read_robots,
    source_from,
    suggested_id,
    well_known,
)

URL = "https://www.tidepost.example/"
HOME = b"""<!DOCTYPE html><html lang="de-AT"><head><title>Nachrichten aus Tiefsee | Tide Post</title>
<link rel="alternate" type="application/rss+xml" title="Feed" href="/feed/">
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
<link rel="alternate" type="application/json+oembed" href="/wp-json/oembed">
<link rel="alternate" hreflang="en" href="https://en.tidepost.example/"></head><body>
<div class="site-nav"><a href="/world">World</a><a href="/sport/">Sport</a><a href="/sport/">Sport</a>
<a href="/login">Log in</a><a href="https://elsewhere.example/world">Elsewhere</a><a href="/tag/x">X</a>
<a href="/2026/11/20/a-long-headline-of-words">A long headline of words that is much too long for a menu</a></div>
<a href="/rss/world.xml">RSS</a><a href="https://other.example/rss.xml">Other feed</a>
<footer><a href="/impressum">Impressum</a></footer>
</body></html>"""


def test_front_page_names_site_language_feeds_and_sections() -> None:
    home = read_home(HOME, url=URL, content_type="text/html; charset=utf-8")
    assert home == Home(
        url=URL,
        name="Tide Post",
        language="de",
        feeds=("https://www.tidepost.example/feed/", "https://www.tidepost.example/rss/world.xml"),
        sections=("https://www.tidepost.example/world", "https://www.tidepost.example/sport/"),
    )


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ('<meta property="og:site_name" content=" Tide  Post ">', "Tide Post"),
        ("<title>Tide Post – Home</title>", "Tide Post"),
        ("<title>Home | News of the coast | TidePost.example</title>", "TidePost.example"),
        ("<title>Home</title>", None),
        ("", None),
    ],
)
def test_name_is_the_sites_not_the_pages(head: str, name: str | None) -> None:
    assert read_home(f"<html><head>{head}</head><body>x</body></html>".encode(), url=URL).name == name


def test_empty_front_page_says_why() -> None:
    assert read_home(b"", url=URL).reason == "The page is empty."


def test_robots_names_sitemaps_on_any_host() -> None:
    body = (
        b"\xef\xbb\xbfUser-agent: *\nDisallow: /x\nSitemap: https://www.tidepost.example/sitemap.xml\r\n"
        b"SITEMAP:/news-sitemap.xml\n sitemap : https://cdn.example/tidepost/map.xml.gz # all\nSitemap:\nSitemap: file:///x\n"
    )
    assert [(one.kind, one.url) for one in read_robots(body, url=f"{URL}robots.txt")] == [
        ("sitemap", "https://www.tidepost.example/sitemap.xml"),
        ("news_sitemap", "https://www.tidepost.example/news-sitemap.xml"),
        ("sitemap", "https://cdn.example/tidepost/map.xml.gz"),
    ]


def test_well_known_places_are_asked_only_for_kinds_that_the_site_does_not_name() -> None:
    home = Home(
        url=URL, feeds=("https://www.tidepost.example/feed/",), sections=("https://www.tidepost.example/world",)
    )
    found = offers(home, read_robots(b"Sitemap: /maps/all.xml", url=URL))
    assert [one.kind for one in found].count("feed") == 1
    assert [one.url for one in found if one.kind == "sitemap"] == ["https://www.tidepost.example/maps/all.xml"]
    assert "https://www.tidepost.example/news-sitemap.xml" in [one.url for one in found]
    assert [one.url for one in found if one.kind == "listing"] == [URL, "https://www.tidepost.example/world"]
    assert {one.url for one in well_known(URL)} <= {one.url for one in offers(Home(url=URL))}


def _read(kind: DocumentKind, path: str, *articles: str, further: int = 0) -> tuple[Document, Found]:
    candidates = tuple(Candidate(url=f"{URL}{one}", via="feed") for one in articles)
    children = tuple(Document(url=f"{URL}{n}.xml", kind=kind) for n in range(further))
    return Document(url=URL + path, kind=kind), Found(kind=kind, candidates=candidates, further=children)


def test_source_is_made_of_the_documents_that_lead_somewhere() -> None:
    home = Home(url="https://www.tidepost.co.uk/", name="The Tide Post", language="en")
    read = [
        _read("feed", "feed/", "a", "b"),
        _read("feed", "rss", "a", "b"),  # the same under another address
        _read("feed", "empty"),
        _read("sitemap", "sitemap.xml", further=3),
        _read("listing", "world", "a"),
    ]
    source = source_from(home, read, taken={"the-tide-post"})
    assert (source.id, source.name, source.country, source.languages) == (
        "the-tide-post-2",
        "The Tide Post",
        "GB",
        ("en",),
    )
    assert source.feeds == (f"{URL}feed/",)
    assert source.sitemaps == (f"{URL}sitemap.xml",)
    assert source.listings == ()


def test_site_without_feed_and_news_sitemap_is_read_by_its_listings() -> None:
    read = [_read("sitemap", "sitemap.xml", "a"), _read("listing", "", "a"), _read("listing", "about")]
    source = source_from(Home(url=URL), read)
    assert source.listings == (URL,)
    assert (source.name, source.id) == ("www.tidepost.example", "www-tidepost-example")


@pytest.mark.parametrize(
    ("name", "url", "expected"),
    [
        ("Süddeutsche Zeitung", URL, "suddeutsche-zeitung"),
        ("Łódź & Ærø straße!", URL, "lodz-aero-strasse"),
        ("한국신문", "https://www.hanguk.example/", "hanguk-example"),
        ("News", URL, "news-2"),
        ("···", "https://127.0.0.1/", "127-0-0-1"),
        ("x" * 200, URL, "x" * 60),
    ],
)
def test_id_is_made_of_the_name_or_the_host(name: str, url: str, expected: str) -> None:
    assert suggested_id(name, url) == expected
