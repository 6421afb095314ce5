"""Tests of `aggregator.cli.sources.add`; the command as a whole runs in tests/test_documents.py."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from aggregator.candidate import Candidate
from aggregator.cli.sources.add import NO_ZONE, Site, with_remark, write_source
from aggregator.cli.sources.wanted import Wanted
from aggregator.page import Page
from aggregator.project import Project
from aggregator.sources.files import dump, loads
from aggregator.sources.source import Source
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
    assert list(site.rows(source)) == [("feed", 1, "2026-11-20", f"{HOME}feed.xml", None)]


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


@pytest.mark.parametrize("options", [[], ["--yes"]])
@pytest.mark.parametrize("said", ["notanurl", "ftp://example.org/", "", HOME + " notanurl"])
def test_an_address_that_is_none_is_a_sentence(aggregator: Run, project: Path, said: str, options: list[str]) -> None:
    addresses = said.split() or [said]
    ran = aggregator("sources", "add", *addresses, *options)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f'"{addresses[-1]}" is not an http or https address.\n'


def test_an_address_without_its_scheme_is_shown_with_one(aggregator: Run, project: Path) -> None:
    assert 'did you mean "https://example.org/news"?' in aggregator("sources", "add", "example.org/news").err


def test_a_list_without_any_address_is_a_sentence(aggregator: Run, project: Path) -> None:
    (project / "list.txt").write_text("notanurl\n")
    ran = aggregator("sources", "add", "--from", "list.txt", "--yes")
    assert ran.code == 2 and ran.err.count("\n") == 1


SECTION = """<html><body><h2><a href="/2026/11/20/bridge-reopens-to-walkers">Bridge reopens to walkers on Friday</a></h2>
<h2><a href="/2026/11/19/council-votes-on-clock">Council votes on the clock of the town hall</a></h2></body></html>"""


def test_what_was_found_and_left_out_is_listed_with_why() -> None:
    front = FRONT.replace("</head>", '<link rel="alternate" type="application/rss+xml" href="/other.xml"></head>')
    site = looked_at(
        Site(wanted=Wanted(url=HOME)),
        page(f"{HOME}robots.txt", f"Sitemap: {HOME}gone.xml\n"),
        page(HOME, front.replace("<p>News</p>", SECTION)),
        page(f"{HOME}feed.xml", FEED, kind="application/rss+xml"),
        page(f"{HOME}other.xml", FEED, kind="application/rss+xml"),
        page(f"{HOME}gone.xml", "", status=404),
        page(f"{HOME}rss", "", status=404),  # a usual place, which nobody named: no word about it
    )
    source = site.source(taken=set())
    assert source is not None
    why = {str(row[3]).removeprefix(HOME): row[4] for row in site.rows(source)}
    assert why == {
        "feed.xml": None,
        "other.xml": "others name the same articles, or enough",
        "gone.xml": "the site answers 404",
        "": "feeds or news sitemaps name the articles",
    }


@pytest.mark.parametrize("labels", [{}, {"study": "local"}])
def test_a_remark_stands_where_the_key_in_its_place_belongs(labels: dict[str, str]) -> None:
    source = Source(id="post", name="Post", homepage=HOME, feeds=(f"{HOME}feed.xml",), labels=labels)
    text = with_remark(dump(source), NO_ZONE)
    assert loads(text, path=Path("post.toml")) == source
    set_ = text.replace('# time_zone = "Europe/London"    not known:', 'time_zone = "Europe/London"  #')
    assert loads(set_, path=Path("post.toml")) == replace(source, time_zone="Europe/London")


def test_a_written_file_and_its_maker_say_that_no_zone_is_known(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = looked_at(
        Site(wanted=Wanted(url=HOME)),
        page(f"{HOME}robots.txt", "", status=404),
        page(HOME, FRONT),
        page(f"{HOME}feed.xml", FEED, kind="application/rss+xml"),
    )
    source = site.source(taken=set())
    assert source is not None
    assert write_source(Project.find(), site, source, yes=True)
    said = capsys.readouterr()
    assert "taken as UTC" in said.err
    assert [path.name for path in (project / "sources").iterdir()] == ["the-morning-post.toml"]
    assert (project / "sources" / "the-morning-post.toml").read_text() in said.out


def test_no_address_at_all_is_wrong_usage(aggregator: Run, project: Path) -> None:
    assert aggregator("sources", "add", "--yes").code == 2
