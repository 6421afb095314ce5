"""Every page has exactly one publisher, from the surest place that names it."""

from __future__ import annotations

import pytest

from aggregator.attribution.publisher import bare_host, host_of, read_publisher
from aggregator.organisations import register
from aggregator.sources.source import Source
from tests.attribution.making import page


def test_source_is_asked_first() -> None:
    source = Source(id="harbour-post", name="The Harbour Post", homepage="https://www.harbour-post.example/")
    named, place, _ = read_publisher(page(metas={"og:site_name": ["Something else"]}), source, register=register())
    assert named.name == "The Harbour Post"
    assert place == "address"


def test_source_with_a_registered_organisation_takes_its_name() -> None:
    source = Source(id="yna", name="YNA", homepage="https://en.yna.co.kr/", organisation="yonhap-news-agency")
    named, _, _ = read_publisher(page(url="https://en.yna.co.kr/view/1"), source, register=register())
    assert named.name == "Yonhap News Agency"


def test_host_in_the_register_comes_before_what_the_page_says() -> None:
    made = page(url="https://edition.cnn.com/2025/x", metas={"og:site_name": ["CNN"]})
    named, place, evidence = read_publisher(made, None, register=register())
    assert (named.name, named.as_written, place, evidence) == ("CNN", "CNN", "address", "edition.cnn.com")


def test_agency_as_publisher_in_jsonld_is_not_believed() -> None:
    made = page(jsonld=[{"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": "Associated Press"}}])
    named, _, _ = read_publisher(made, None, register=register())
    assert named.name == "harbour-post.example"


def test_site_name_then_jsonld_then_title() -> None:
    with_meta = page(metas={"og:site_name": ["Harbour Post"]})
    assert read_publisher(with_meta, None, register=register())[0].name == "Harbour Post"
    with_jsonld = page(jsonld=[{"@type": "NewsArticle", "publisher": {"name": "Harbour Post"}}])
    assert read_publisher(with_jsonld, None, register=register())[0].name == "Harbour Post"
    with_title = page("<html><head><title>The bridge opens | Harbour-Post</title></head></html>")
    assert read_publisher(with_title, None, register=register())[0].name == "Harbour-Post"


def test_agency_that_hosts_a_papers_pages_is_not_their_publisher() -> None:
    made = page(url="https://hosted.ap.org/harbourpost/article/1", metas={"og:site_name": ["The Harbour Post"]})
    assert read_publisher(made, None, register=register())[0].name == "The Harbour Post"


@pytest.mark.parametrize("url", ["", "not an address", "https://", "https://[::1", "mailto:a@b.example"])
def test_there_always_is_one(url: str) -> None:
    named, _, _ = read_publisher(page(url=url), None, register=register())
    assert named.name


@pytest.mark.parametrize(
    "archive",
    [
        "https://web.archive.org/web/20140226054445/",
        "https://archive.example/wayback/20140226054445id_/",
        "http://kept.example/20140226054445/",
    ],
)
def test_page_in_an_archive_is_its_publishers(archive: str) -> None:
    named, *_ = read_publisher(page(url=f"{archive}http://www.cnn.com/2014/x"), None, register=register())
    assert named.name == "CNN"
    named, *_ = read_publisher(page(url=f"{archive}http://post.example/x"), None, register=register())
    assert named.name == "post.example"


def test_nameless_part_of_a_site_is_also_written_as_the_site() -> None:
    named, *_ = read_publisher(page(url="http://women.harbour-portal.com.cn/x"), None, register=register())
    assert (named.name, named.as_written) == ("women.harbour-portal.com.cn", "harbour-portal.com.cn")
    named, *_ = read_publisher(page(url="http://harbour.blogspot.com/x"), None, register=register())
    assert (named.name, named.as_written) == ("harbour.blogspot.com", "harbour.blogspot.com")


def test_hosts() -> None:
    assert host_of("https://WWW.Example.com/x") == "www.example.com"
    assert bare_host("www.example.com") == "example.com"
    assert bare_host("m.example.com") == "example.com"
    assert bare_host("news.example") == "news.example"


def test_agencys_white_label_page_belongs_to_the_paper_in_its_path() -> None:
    made = page(url="https://hosted.ap.org/berkshireeagle/article/1", metas={"og:site_name": ["Hosted"]})
    assert read_publisher(made, None, register=register())[0].name == "The Berkshire Eagle"


def test_site_below_a_registered_host_is_written_as_the_host() -> None:
    named, _, _ = read_publisher(page(url="https://travel.spiegel.de/x"), None, register=register())
    assert (named.name, named.as_written) == ("Der Spiegel", "spiegel.de")
