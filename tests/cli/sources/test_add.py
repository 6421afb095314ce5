"""Tests of `aggregator.cli.sources.add`; the command as a whole runs in tests/test_documents.py."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from aggregator.candidate import Candidate
from aggregator.cli.sources.add import Site
from aggregator.cli.sources.wanted import Wanted
from aggregator.page import Page
from tests.cli.conftest import Run

HOME = "https://www.morning-post.example/"


def page(url: str, body: str, *, status: int = 200, kind: str = "text/html") -> Page:
    return Page(
        url=url,
        final_url=url,
        source_id="",
        candidate=Candidate(url=url, via="url"),
        fetched_at=dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC),
        status=status,
        headers=(("content-type", kind),),
        body=body.encode(),
    )


FRONT = """<html lang="en"><head><meta property="og:site_name" content="The Morning Post">
<link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body><p>News</p></body></html>"""

FEED = """<rss version="2.0"><channel><title>Morning Post</title>
<item><title>Bridge reopens</title><link>https://www.morning-post.example/2026/11/20/bridge-reopens</link>
<pubDate>Fri, 20 Nov 2026 07:00:00 GMT</pubDate></item></channel></rss>"""


def looked_at(site: Site, *pages: Page) -> Site:
    for one in pages:
        site.next_urls(one)
    return site


def test_robots_leads_to_the_front_page_and_that_to_what_the_site_offers() -> None:
    site = Site(wanted=Wanted(url=HOME))
    robots = page(f"{HOME}robots.txt", f"Sitemap: {HOME}news-sitemap.xml\n", kind="text/plain")
    assert list(site.next_urls(robots)) == [HOME]
    further = list(site.next_urls(page(HOME, FRONT)))
    assert f"{HOME}feed.xml" in further and f"{HOME}news-sitemap.xml" in further


def test_a_feed_that_names_articles_makes_a_source_with_the_list_s_labels() -> None:
    site = looked_at(
        Site(wanted=Wanted(url=HOME, labels={"study": "local"})),
        page(f"{HOME}robots.txt", "", status=404),
        page(HOME, FRONT),
        page(f"{HOME}feed.xml", FEED, kind="application/rss+xml"),
    )
    source = site.source(taken=set())
    assert source is not None
    assert (source.name, source.feeds, dict(source.labels)) == (
        "The Morning Post",
        (f"{HOME}feed.xml",),
        {"study": "local"},
    )
    assert [row[:3] for row in site.rows()] == [("feed", 1, "2026-11-20")]


def test_a_feed_that_was_known_is_tried_first() -> None:
    site = Site(wanted=Wanted(url=HOME, feed=f"{HOME}hidden.rss"))
    looked_at(site, page(f"{HOME}robots.txt", "", status=404), page(HOME, "<html><p>Nothing here</p></html>"))
    assert site.documents()[0].url == f"{HOME}hidden.rss"


def test_a_site_that_offers_nothing_says_so() -> None:
    site = looked_at(
        Site(wanted=Wanted(url=HOME)),
        page(f"{HOME}robots.txt", "", status=404),
        page(HOME, "<html><p>Nothing here</p></html>"),
    )
    assert site.source(taken=set()) is None
    assert "no feed" in site.reason()


def test_a_front_page_that_fails_says_why() -> None:
    site = looked_at(
        Site(wanted=Wanted(url=HOME)), page(f"{HOME}robots.txt", "", status=404), page(HOME, "", status=403)
    )
    assert site.source(taken=set()) is None
    assert "403" in site.reason()


def test_without_yes_nobody_is_asked_where_nobody_is(aggregator: Run, project: Path) -> None:
    ran = aggregator("sources", "add", HOME)
    assert ran.code == 2
    assert "--yes" in ran.err
    assert not (project / "sources").exists()


def test_an_address_that_is_none_is_a_sentence(aggregator: Run, project: Path) -> None:
    ran = aggregator("sources", "add", "ftp://example.org/", "--yes")
    assert ran.code == 1
    assert "ftp://example.org/" in ran.err


def test_no_address_at_all_is_wrong_usage(aggregator: Run, project: Path) -> None:
    assert aggregator("sources", "add", "--yes").code == 2
