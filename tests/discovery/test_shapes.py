from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.discovery.shapes import LOOKS, Judge, address, looks_like_article, shape
from aggregator.sources.source import Source

ARTICLES = [
    "https://a.example/world/view/1206",
    "https://a.example/2026/11/20/storm/",
    "https://a.example/news/articleView.html?idxno=120456",
    "https://a.example/?p=4031",
    "https://a.example/storm-reaches-the-northern-coast/",
    "https://a.example/politik/sturm-erreicht-kueste-a-1bd3cf1e-5f47-4b25-9f3c-2ba22f3a5b1c",
    "https://a.example/news/uk-politics-61234567",
    "https://a.example/articles/AST1F4445T1FUTIL02SM.html",
    "https://a.example/view/AEN20261120000100315",
    "https://a.example/wirtschaft/hafen,Rq3kQ8x_12345678.html",
    "https://a.example/archive/2020/08/a-headline-of-many-words/615610/",
    "https://a.example/NKRT/2026/11/20/article_1234567.html",
    "https://a.example/世界/北の港で大型クレーンが十九日ぶりに再稼働",
    "https://a.example/20261120/sport-and-more",
]
NONE = [
    "https://a.example/",
    "https://a.example/tag/storm",
    "https://a.example/world/category/asia-and-the-pacific-news/",
    "https://a.example/author/ann-weir/",
    "https://a.example/search?q=storm&id=12345",
    "https://a.example/2026/11/",
    "https://a.example/news/2026/11/20/",
    "https://a.example/world/page/3/",
    "https://a.example/img/storm-reaches-the-northern-coast.jpg",
    "https://a.example/about-us",
    "https://jobs.a.example/stellenanzeigen/3512681.html",
    "https://forum.a.example/kommentare/storm-reaches-the-northern-coast/12345,read.html",
    "https://a.example/wp-login.php?redirect_to=/",
    "https://a.example/storm-reaches-the-coast/?replytocom=12",
]
NEITHER = [
    "https://a.example/themen/sechs-seen-am-rande-der-stadt/",
    "https://a.example/service/privacy-policy-6925316.html",
    "https://a.example/world",
    "https://a.example/asia-pacific",
]


@pytest.mark.parametrize("url", ARTICLES)
def test_article_looks_like_one(url: str) -> None:
    assert looks_like_article(url)


@pytest.mark.parametrize("url", NONE)
def test_list_or_service_page_is_certainly_none(url: str) -> None:
    assert shape(url).belief < 0
    assert shape(url).reason


@pytest.mark.parametrize("url", NEITHER)
def test_section_does_not_look_like_an_article_and_may_be_one(url: str) -> None:
    assert 0 <= shape(url).belief < LOOKS


@given(st.text(max_size=60))
def test_any_path_has_a_shape(text: str) -> None:
    found = address("https://a.example/", text)
    assert found is None or shape(found).belief < 12


def test_source_without_patterns_leaves_it_to_the_form() -> None:
    judge = Judge(source=None, home="https://www.a.example/feed")
    assert judge.is_ours("https://sport.a.example/1")
    assert not judge.is_ours("https://b.example/1")
    assert judge.is_named("https://a.example/1") is None
    assert judge.may_be_article("https://a.example/flood")
    assert not judge.may_be_article("https://a.example/tag/flood")


def test_patterns_are_searched_in_path_and_query() -> None:
    source = Source(
        id="a",
        name="A",
        homepage="https://a.example/",
        article_urls=(r"^/view\?id=\d+$", "/tag/"),
        not_article_urls=("id=13",),
    )
    judge = Judge(source=source, home="https://a.example/")
    assert judge.is_named("https://a.example/view?id=12") is True
    assert judge.is_named("https://a.example/view?id=13") is False
    assert judge.is_named("https://a.example/other") is False
    assert judge.may_be_article("https://a.example/tag/flood")


def test_endless_address_is_none_whoever_names_it() -> None:
    source = Source(id="a", name="A", homepage="https://a.example/", article_urls=("/view/",))
    judge = Judge(source=source, home="https://a.example/")
    assert judge.is_named("https://a.example/view/1206") is True
    assert judge.is_named("https://a.example/view/a/b/view/a/b/view/a/b/1206") is False
