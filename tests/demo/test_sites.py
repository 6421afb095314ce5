"""Tests of the sample sites, and of the file that says what a harvest of them should yield."""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from aggregator.demo import faults
from aggregator.demo.server import DemoWeb
from aggregator.demo.sites import Listed, site, site_ids
from aggregator.demo.texts import SITES
from aggregator.sources.files import load_folder

EXPECTED: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent.parent / "fixtures" / "demo" / "expected.toml").read_text("utf-8")
)
SCRIPT = re.compile(r'<script[^>]*type="application/(?:ld\+)?json"[^>]*>(.*?)</script>', re.DOTALL)


def live(visit: int) -> list[Listed]:
    return [each for each in DemoWeb.articles(visit) if each.status == "live"]


def by_address(visit: int) -> dict[str, Listed]:
    return {address: each for each in DemoWeb.articles(visit) for address in each.addresses}


def shown(url: str, visit: int = 0) -> str:
    return DemoWeb(visit).answer(url).body.decode()


def words(each: Listed) -> set[tuple[str, ...]]:
    """Every four words that follow one another in an article."""
    text = " ".join(each.paragraphs).split()
    return {tuple(text[place : place + 4]) for place in range(len(text) - 3)}


# ── the sites ──


def test_there_are_about_eight_sites_and_eighty_articles() -> None:
    assert len(site_ids()) == 8
    assert site_ids()[0] == "news1-global"
    assert len(live(0)) == 80


@pytest.mark.parametrize("visit", [0, 1])
def test_every_article_is_served_at_each_of_its_addresses(visit: int) -> None:
    web = DemoWeb(visit)
    wrong = [
        (address, web.answer(address).status)
        for each in live(visit)
        for address in each.addresses
        if web.answer(address).status not in (200, 301)
    ]
    assert wrong == ([] if visit else [("http://shiftingtimes.example/news/too-many-readers", 503)])


@pytest.mark.parametrize("site_id", site_ids())
def test_a_site_says_why_it_is_there_and_has_robots_front_page_and_source(site_id: str) -> None:
    assert (SITES / site_id / "README.md").read_text("utf-8").startswith("Here because ")
    there = site(site_id, 0)
    assert there.answer("/robots.txt").status == there.answer("/").status == 200
    source = next(each for each in load_folder(DemoWeb().sources_folder) if each.id == site_id)
    assert source.homepage == there.homepage
    documents = source.feeds + source.news_sitemaps + source.sitemaps + source.listings
    assert documents
    assert {DemoWeb().answer(url).status for url in documents} == {200}


@pytest.mark.parametrize("site_id", site_ids())
def test_json_inside_pages_is_json(site_id: str) -> None:
    for answer in site(site_id, 1).answers.values():
        for script in SCRIPT.findall(answer.body.decode("utf-8", "replace")):
            json.loads(script)


@pytest.mark.parametrize("site_id", site_ids())
def test_feeds_and_sitemaps_are_well_formed(site_id: str) -> None:
    for path, answer in site(site_id, 1).answers.items():
        kind = answer.header("content-type") or ""
        if "json" in kind:
            assert json.loads(answer.body)["items"]
        elif "xml" in kind and "html" not in kind:
            etree.fromstring(answer.body.replace(b'encoding="euc-kr"', b'encoding="cp949"'))
        elif "gzip" in kind:
            etree.fromstring(gzip.decompress(answer.body))
        else:
            assert not path.endswith(".xml")


def test_the_same_visit_gives_the_same_bytes() -> None:
    before = {key: answer.body for key, answer in site("saltmarsh-post", 0).answers.items()}
    site.cache_clear()
    assert {key: answer.body for key, answer in site("saltmarsh-post", 0).answers.items()} == before


def test_the_sites_are_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in SITES.rglob("*") if path.is_file()) < 1_500_000


# ── what each is there for ──


def test_the_reference_pages_section_is_glued_before_its_headline() -> None:
    for address in EXPECTED["reference"]["addresses"]:
        page = shown(address)
        text = re.sub(r"<[^>]+>", "", page)
        assert "WorldNorth Korea" in text
        assert 'rel="canonical"' not in page
        for furniture in ("Check Out Our Other Content", "Check Out Other Tags:", "Most Popular Articles"):
            assert furniture in text
        assert "Friday, November 20, 2026" in text
        assert page.count('<div class="td-excerpt">') == 3


def test_the_reference_article_is_found_on_later_listing_pages_only() -> None:
    first, last = shown("http://news1-global.example/world"), shown("http://news1-global.example/world/page/3")
    link = '<h3 class="entry-title td-module-title"><a href="http://news1-global.example/world/view/1206"'
    listing = re.compile(r'id="tdi_72".*?<div class="page-nav', re.DOTALL)
    assert link not in "".join(listing.findall(first))
    assert link in "".join(listing.findall(last))
    assert "/world/page/2" in first


def test_the_agencys_feed_has_the_text_and_the_local_papers_has_not() -> None:
    agency = shown("http://meridian-press.example/rss.xml")
    local = shown("http://www.harrowvale-courier.example/atom.xml")
    for each in live(0):
        if each.site == "meridian-press":
            assert all(paragraph in agency for paragraph in each.paragraphs)
        if each.site == "harrow-vale-courier":
            assert each.title in local
            assert not any(paragraph in local for paragraph in each.paragraphs)


def test_the_korean_pages_are_euc_kr_with_letters_of_cp949() -> None:
    answer = DemoWeb().answer("http://www.naraeilbo.example/news/articleView.html?idxno=20408")
    assert answer.header("content-type") == "text/html"
    assert b"charset=euc-kr" in answer.body
    assert "똠방" in answer.body.decode("cp949")
    with pytest.raises(UnicodeDecodeError):
        answer.body.decode("euc-kr")


def test_the_body_of_the_next_js_site_stands_in_json_alone() -> None:
    for each in live(0):
        if each.site == "the-parallel":
            page = shown(each.addresses[0])
            outside = SCRIPT.sub("", page)
            assert not any(paragraph in outside for paragraph in each.paragraphs)
            article = json.loads(SCRIPT.findall(page)[0])["props"]["pageProps"]["article"]
            assert len(article["body"]) == len(each.paragraphs) + 1  # and an advertisement


def test_wordpress_answers_under_every_address_it_gives_out() -> None:
    web = DemoWeb()
    for address in next(same["addresses"] for same in EXPECTED["same"] if "WordPress" in same["why"]):
        answer = web.answer(address)
        while answer.status == 301:
            answer = web.answer(answer.header("location") or "")
        assert "Eel ladder opens at the mill dam" in answer.body.decode()


# ── the file of what to expect ──


def test_the_expected_numbers_are_those_of_the_sites() -> None:
    for visit in (0, 1):
        key = f"after_visit_{visit}"
        assert EXPECTED["totals"][key] == sum(each[key] for each in EXPECTED["sources"].values())
    unsure = {
        f"http://shiftingtimes.example{fault.path}"
        for fault in faults.told("shifting-times")
        if fault.outcome == "any" or fault.name == "unavailable"
    }
    for site_id, numbers in EXPECTED["sources"].items():
        old = set(numbers.get("older_than_since", ()))
        first = {each.slug for each in live(0) if each.site == site_id and not {*each.addresses} & (old | unsure)}
        assert len(first) == numbers["after_visit_0"], site_id
        new = {
            change["url"]
            for change in EXPECTED["changes"]
            if change["kind"] in ("new", "recovered") and by_address(1)[change["url"]].site == site_id
        }
        assert len(first) + len(new) == numbers["after_visit_1"], site_id


def test_the_reference_article_is_the_one_that_is_served() -> None:
    reference = EXPECTED["reference"]
    served = by_address(0)[reference["addresses"][0]]
    assert served.addresses == tuple(reference["addresses"])
    assert (served.title, served.section, list(served.paragraphs)) == (
        reference["title"],
        reference["section"],
        reference["paragraphs"],
    )
    assert len(reference["paragraphs"]) == 9
    assert served.fields["published"].isoformat() == reference["published_at"]
    page = shown(reference["addresses"][0])
    assert reference["caption"] in page


def test_copies_share_at_least_as_many_words_as_expected() -> None:
    for story in EXPECTED["stories"]:
        listed = by_address(story["visit"])
        origin, copy = listed[story["origin"]], listed[story["copy"]]
        assert origin.title != copy.title
        assert len(words(origin) & words(copy)) >= story["shared"]
        assert len(" ".join(copy.paragraphs)) < len(" ".join(origin.paragraphs))
    copies = {story["copy"] for story in EXPECTED["stories"]}
    assert copies == {
        each.addresses[0] for each in live(1) if "copy_of" in each.fields and each.site != "shifting-times"
    }


def test_each_expected_change_happens_between_the_visits() -> None:
    first, second = by_address(0), by_address(1)
    for change in EXPECTED["changes"]:
        url, kind = change["url"], change["kind"]
        before, after = DemoWeb(0).answer(url), DemoWeb(1).answer(url)
        if kind == "edited":
            assert first[url].paragraphs != second[url].paragraphs
            assert (first[url].fields.get("modified") != second[url].fields.get("modified")) is change["announced"]
        elif kind == "furniture":
            assert before.body != after.body
            assert (first[url].title, first[url].paragraphs) == (second[url].title, second[url].paragraphs)
        elif kind == "moved":
            assert (before.status, after.status, after.header("location")) == (200, 301, change["to"])
            assert first[url].paragraphs == second[change["to"]].paragraphs
        elif kind == "gone":
            assert (before.status, after.status) == (200, change["status"])
        elif kind == "new":
            assert (before.status, after.status) == (404, 200)
        else:
            assert (kind, before.status, after.status) == ("recovered", 503, 200)


def test_paywalled_old_and_apart_pages_are_served() -> None:
    listed = by_address(0)
    for numbers in EXPECTED["sources"].values():
        for url in numbers.get("paywalled", ()):
            assert '"isAccessibleForFree":false' in shown(url)
        for url in numbers.get("older_than_since", ()):
            assert listed[url].fields["published"].year == 2025
    for group in EXPECTED["apart"]:
        texts = [listed[url].paragraphs for url in group["addresses"]]
        assert len(set(texts)) == len(texts)


def test_expected_attributions_are_about_articles_that_are_served() -> None:
    for each in EXPECTED["attributions"]:
        assert DemoWeb().answer(each["url"]).status == 200
