"""Tests of the canonical address: what a page's own word is worth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.claim import Claim
from aggregator.dedup.canonical import Canonical, canonical_address
from aggregator.sources.source import Source

OWN = "https://news.example/world/view/1206"


def claim(value: str, place: str = "link canonical", belief: float = 0.95) -> Claim[str]:
    return Claim(value=value, place=place, belief=belief)


def canonical(url: str, *values: str, source: Source | None = None) -> Canonical:
    return canonical_address(url, [claim(one) for one in values], source=source)


def test_without_claims_the_normal_form_of_the_address_is_canonical() -> None:
    assert canonical(OWN + "/?utm_source=rss#top") == Canonical(url=OWN + "/")


@pytest.mark.parametrize(
    ("own", "claimed"),
    [
        (OWN, "https://news.example/north-korea/view/1206"),
        (OWN + "?page=2", OWN),
        (OWN + "/amp", OWN),
        ("https://m.news.example/world/view/1206", OWN),
        ("https://www.news.example/world/view/1206", OWN),
        ("https://news.example/?p=1206", "https://news.example/2026/11/storm-nears-coast/"),
        ("https://news.example/2026/11/storm-nears-coast/amp/", "https://news.example/2026/11/storm-nears-coast/"),
        ("https://news.example/a/storm-nears-coast-1206", "https://news.example/b/storm-nears-the-coast-1206"),
        ("https://news.example/node/1206", "https://news.example/politics/storm-nears-coast"),
        ("https://news.example/world/storm-nears-coast", "https://news.example/europe/storm-nears-coast"),
        ("https://news.example/a/311039909/1276/storm-nears", "https://news.example/a/311039909/storm-nears"),
    ],
)
def test_sane_claim_is_believed_and_the_own_address_kept_as_alias(own: str, claimed: str) -> None:
    assert canonical(own, claimed) == Canonical(url=claimed, aliases=(own,))


@pytest.mark.parametrize(
    ("own", "claimed"),
    [
        (OWN, "https://news.example/"),
        (OWN, "https://news.example"),
        (OWN, "/"),
        (OWN, "https://news.example/index.html"),
        (OWN, "https://news.example/en/"),
        (OWN, "https://news.example/world/"),
        (OWN, "https://news.example/world/view"),
        (OWN, "https://news.example/world/view/1207"),
        ("https://news.example/world/storm-nears-coast", "https://news.example/world"),
        ("https://news.example/world/storm-nears-coast", "https://news.example/world/bridge-closed-after-flood"),
        ("https://news.example/article.php?id=1206", "https://news.example/article.php"),
        ("https://news.example/article.php?id=1206", "https://news.example/article.php?id=1207"),
        (OWN, ""),
        (OWN, "javascript:void(0)"),
        (OWN, "http://["),
        (OWN, "https://localhost/world/view/1206"),
        (OWN, "http://10.0.0.7/world/view/1206"),
    ],
)
def test_claim_of_homepage_section_other_article_or_nonsense_is_not_believed(own: str, claimed: str) -> None:
    found = canonical(own, claimed)
    assert (found.url, found.aliases, found.foreign) == (own, (), None)


def test_next_claim_is_heard_where_the_first_is_not_sane() -> None:
    found = canonical_address(
        OWN,
        [
            claim("https://news.example/asia/view/1206", "meta og:url", 0.85),
            claim("https://news.example/", "link canonical", 0.95),
        ],
    )
    assert found == Canonical(url="https://news.example/asia/view/1206", aliases=(OWN,))


def test_relative_claim_is_resolved() -> None:
    assert canonical(OWN, "../../asia/view/1206").url == "https://news.example/asia/view/1206"


def test_amp_and_short_links_are_aliases_and_never_canonical() -> None:
    found = canonical_address(
        OWN,
        [
            claim("https://news.example/amp/world/view/1206", "link amphtml", 0.99),
            claim("https://news.example/?p=1206", "link shortlink", 0.98),
            claim("https://news.example/amp/world/view/9999", "link amphtml", 0.97),
        ],
    )
    assert found.url == OWN
    assert found.aliases == ("https://news.example/amp/world/view/1206", "https://news.example/?p=1206")


def test_canonical_of_another_publisher_is_evidence_of_a_copy_and_not_identity() -> None:
    found = canonical(OWN, "https://agency.example/a/bridge-closed-after-flood")
    assert found == Canonical(url=OWN, foreign="https://agency.example/a/bridge-closed-after-flood")


def test_front_page_of_another_site_is_no_evidence() -> None:
    assert canonical(OWN, "https://agency.example/").foreign is None


def test_host_of_the_same_source_is_not_another_publisher() -> None:
    source = Source(id="n", name="N", homepage="https://news.example/", hosts=("news-world.example",))
    claimed = "https://news-world.example/view/1206"
    assert canonical(OWN, claimed, source=source) == Canonical(url=claimed, aliases=(OWN,))
    assert canonical(OWN, claimed).foreign == claimed


def test_address_that_the_source_calls_no_article_is_not_believed() -> None:
    source = Source(id="n", name="N", homepage="https://news.example/", not_article_urls=("^/tag/", "("))
    assert canonical(OWN, "https://news.example/tag/1206", source=source).url == OWN


def test_old_http_canonical_of_a_page_served_by_https_keeps_https() -> None:
    assert canonical(OWN, "http://news.example/world/view/1206").url == OWN


def test_file_without_address_takes_the_claimed_one() -> None:
    assert canonical("", "https://news.example/a/1") == Canonical(url="https://news.example/a/1")
    assert canonical("page.html") == Canonical(url="page.html")


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=5))
def test_any_claims_are_taken_without_an_error(url: str, values: list[str]) -> None:
    for own in (url, OWN):
        found = canonical(own, *values, *("https://news.example/" + one for one in values))
        assert found.url not in found.aliases
        assert len(set(found.aliases)) == len(found.aliases)
