from __future__ import annotations

import pytest

from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.tags import choose_tags, is_settled, shown_claims, split_tags, tag_claims, tidy_tags
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


def test_label_of_the_section_is_no_tag() -> None:
    body = '<a class="article-label" href="/coast/">Coast</a><h1>Ferry stops</h1><p>Text.</p>'
    assert tags_of(made_page(body=body)) == ()


def test_list_that_names_the_kind_of_site_is_believed_less() -> None:
    head = '<meta name="news_keywords" content="news,newspaper,politics,economy,sport">'
    body = '<div class="article-tags"><a href="/tag/1">ferry</a><a href="/tag/2">islands</a></div>'
    assert tags_of(made_page(head=head, body=body)) == ("ferry", "islands")


def test_stated_lists_that_agree_need_no_look_at_the_page() -> None:
    head = '<meta name="news_keywords" content="ferry,islands"><meta name="keywords" content="Ferry, islands">'
    page = made_page(head=head)
    assert is_settled(page, tuple(tag_claims(page)))


def test_stated_lists_that_differ_are_held_against_the_page() -> None:
    head = '<meta name="news_keywords" content="ferry,islands"><meta name="keywords" content="weather, sport">'
    page = made_page(head=head)
    assert not is_settled(page, tuple(tag_claims(page)))


def test_label_with_a_word_for_the_page_before_it() -> None:
    body = '<h1>Ferry stops</h1><p>Text.</p><div>Related topics:</div><ul><li><a href="/s?q=1">Harbours</a></li>'
    assert tags_of(made_page(body=body + '<li><a href="/s?q=2">Ferries</a></li></ul>')) == ("Harbours", "Ferries")


ARTICLE = "<article><h1>Ferry stops</h1>" + "<p>The ferry stops for eleven weeks.</p>" * 14 + "</article>"


def test_topics_of_the_site_outside_the_article_are_none_of_it() -> None:
    menu = '<div class="topics"><a href="/topic/1">Weather</a><a href="/topic/2">Lotto</a></div>'
    assert tags_of(made_page(body=ARTICLE + menu)) == ()


def test_links_that_say_they_are_tags_are_heard_outside_the_article_too() -> None:
    below = '<div><a rel="tag" href="/x/1">ferry</a>, <a rel="tag" href="/x/2">islands</a></div>'
    assert tags_of(made_page(body=ARTICLE + below)) == ("ferry", "islands")
