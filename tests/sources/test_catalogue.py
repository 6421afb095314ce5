"""The sources that ship with the package are sound, and what they should be."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from aggregator.sources.files import dump, loads
from aggregator.sources.registry import CATALOGUE, catalogue
from aggregator.sources.source import dated

PUBLISHERS = 173
"""Publishers that the catalogue began with; News1 Global, News1 and Yonhap (twice) stand beside them."""


def test_catalogue_holds_the_publishers_and_the_korean_agencies() -> None:
    sources = catalogue()
    assert len(sources) >= PUBLISHERS + 4
    assert {"news1-global", "news1", "yonhap", "yonhap-english"} <= {one.id for one in sources}


def test_every_source_says_where_its_news_is_and_whose_it_is() -> None:
    for source in catalogue():
        assert source.feeds or source.news_sitemaps or source.sitemaps or source.listings, source.id
        assert source.country and source.languages and source.shipped, source.id


def test_no_address_is_in_two_sources() -> None:
    seen: dict[str, str] = {}
    for source in catalogue():
        for address in (*source.feeds, *source.news_sitemaps, *source.sitemaps, *source.listings):
            assert seen.setdefault(address, source.id) == source.id, address


def test_files_are_as_they_would_be_written() -> None:
    for source in catalogue():
        text = (CATALOGUE / f"{source.id}.toml").read_text("utf-8")
        without_comments = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))
        assert without_comments == dump(source)
        assert loads(text, path=Path(f"{source.id}.toml"), shipped=True) == source


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("en.news1.kr", "news1-global"),
        ("www.news1.kr", "news1"),
        ("news1.kr", "news1"),
        ("en.yna.co.kr", "yonhap-english"),
        ("www.yna.co.kr", "yonhap"),
        ("www.bbc.com", "bbc"),
        ("de.euronews.com", "euronews-de"),
        ("www.euronews.com", "euronews"),
        ("rss.orf.at", "orf"),
        ("www.businessinsider.de", "business-insider-de"),
        ("www.voanews.com", "voice-of-america"),
    ],
)
def test_hosts_lead_to_their_source(host: str, expected: str) -> None:
    found = catalogue().by_host(host)
    assert found is not None
    assert found.id == expected


def test_monthly_archives_are_one_line_and_stand_for_each_month() -> None:
    source = catalogue().named("el-pais")
    found = dated(source.sitemaps[0], since=source.archive_since, until=dt.date(2026, 11, 24))
    assert len(found) == 607
    assert found[-1] == "https://elpais.com/sitemaps/1976/05/sitemap_0.xml"


def test_licence_lies_beside_the_files() -> None:
    assert "CC0" in (CATALOGUE / "LICENSE").read_text("utf-8")
