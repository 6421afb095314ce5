from __future__ import annotations

import pytest

from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.tags import choose_tags, shown_claims, split_tags, tag_claims, tidy_tags
from tests.extraction.making import article, made_page


def tags_of(page: ParsedPage, *authors: str) -> tuple[str, ...]:
    chosen = choose_tags(page, (*tag_claims(page), *shown_claims(page)), authors=authors)
    return chosen.value if chosen is not None else ()


@pytest.mark.parametrize(
    ("values", "tags"),
    [
        (["ferry, islands,divers"], ("ferry", "islands", "divers")),
        (["ferry; islands"], ("ferry", "islands")),
        (["渡船、島"], ("渡船", "島")),
        (["ferry", "Quill, Mara"], ("ferry", "Quill, Mara")),
        (["ferry|islands"], ("ferry", "islands")),
    ],
)
def test_keywords_are_split(values: list[str], tags: tuple[str, ...]) -> None:
    assert split_tags(values) == tags


def test_tags_are_tidy() -> None:
    page = made_page(head='<meta property="og:site_name" content="Harbour Courier">')
    offered = [
        "Ferry",
        "ferry ",
        "#islands",
        "Harbour Courier",
        "courier.example",
        "news/coast",
        "2026112000",
        "editors_pick",
        "Category: Divers",
        "Ann Example",
        "",
        "<b>",
    ]
    assert tidy_tags(offered, page, authors=["Ann Example"]) == ("Ferry", "islands", "Divers")


def test_entities_are_undone() -> None:
    assert tidy_tags(["Law &amp; order"], made_page()) == ("Law & order",)


def test_words_of_the_address_are_no_tags() -> None:
    page = made_page(
        url="https://courier.example/ferry-stops-for-eleven-weeks",
        head=(
            '<meta name="news_keywords" content="ferry,stops,for,eleven,weeks"><meta property="article:tag" '
            'content="Divers">'
        ),
    )
    assert tags_of(page) == ("Divers",)


def test_words_of_the_headline_are_no_tags() -> None:
    head = (
        "<title>Паром между островами не ходит</title>"
        '<meta name="keywords" content="Паром,между,островами,не,ходит"><meta property="article:tag" content="Море">'
    )
    assert tags_of(made_page(head=head)) == ("Море",)


def test_list_that_is_shown_confirms_what_is_stated() -> None:
    head = '<meta property="article:tag" content="ferry"><meta property="article:tag" content="islands">'
    body = '<ul class="article-tags"><li><a href="/t/1">ferry</a></li><li><a href="/t/2">islands</a></li></ul>'
    page = made_page(head=head, body=body, jsonld=article(keywords="a, b, c, d, e, f"))
    assert tags_of(page) == ("ferry", "islands")


def test_clouds_and_trending_topics_are_not_the_article_s() -> None:
    body = (
        '<div class="tag-cloud"><a rel="tag" href="/tag/x">Budget</a></div><div class="trending-topics">'
        '<a href="/topic/y">Football</a></div>'
    )
    assert tags_of(made_page(body=body)) == ()


def test_links_behind_a_label() -> None:
    body = (
        '<h1>Ferry stops</h1><p>Text.</p><div>Schlagworte:</div><ul><li><a href="/s?q=1">Fähre</a></li>'
        '<li><a href="/s?q=2">Inseln</a></li></ul><p>End.</p>'
    )
    assert tags_of(made_page(body=body)) == ("Fähre", "Inseln")


def test_objects_of_defined_terms() -> None:
    assert tags_of(made_page(jsonld=article(keywords=[{"@type": "DefinedTerm", "name": "ferry"}, "islands"]))) == (
        "ferry",
        "islands",
    )
