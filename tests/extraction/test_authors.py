from __future__ import annotations

import pytest

from aggregator.candidate import Candidate
from aggregator.extraction.authors import author_claims, choose_authors, names_person, shown_claims
from aggregator.extraction.parsed import ParsedPage
from tests.extraction.making import ADDRESS, article, made_page

SITE = '<meta property="og:site_name" content="Harbour Courier">'


def authors_of(page: ParsedPage) -> tuple[str, ...]:
    claims = tuple(author_claims(page))
    if not names_person(claims):
        claims += tuple(shown_claims(page))
    chosen = choose_authors(page, claims)
    return chosen.value if chosen is not None else ()


def test_no_organisation_beside_a_person() -> None:
    signed = [{"@type": "Person", "name": "Ann Example"}, {"@type": "Organization", "name": "Northern Wire"}, "Reuters"]
    assert authors_of(made_page(jsonld=article(author=signed))) == ("Ann Example",)


def test_site_given_as_person_is_none() -> None:
    page = made_page(
        head=SITE + '<meta name="byl" content="By Bo Sample">',
        jsonld=article(author={"@type": "Person", "name": "Harbour Courier"}),
    )
    assert authors_of(page) == ("Bo Sample",)


def test_organisation_signs_where_no_person_does() -> None:
    assert authors_of(
        made_page(head=SITE, jsonld=article(author={"@type": "Organization", "name": "Northern Wire"}))
    ) == ("Northern Wire",)


def test_other_organisation_comes_before_the_site_itself() -> None:
    head = SITE + '<meta name="articleauthor" content="Anadolu Ajansı">'
    assert authors_of(
        made_page(head=head, jsonld=article(author={"@type": "Organization", "name": "Harbour Courier"}))
    ) == ("Anadolu Ajansı",)


def test_given_and_family_name_apart() -> None:
    assert authors_of(
        made_page(jsonld=article(author={"@type": "Person", "givenName": "Ann", "familyName": "Example"}))
    ) == ("Ann Example",)


def test_address_of_a_profile_is_no_name() -> None:
    assert authors_of(made_page(head='<meta property="article:author" content="https://www.facebook.com/ann">')) == ()


def test_link_to_the_writer() -> None:
    assert authors_of(
        made_page(body='<h1>Ferry stops</h1><div>von <a href="/autoren/anna-beispiel">Anna Beispiel</a></div>')
    ) == ("Anna Beispiel",)


def test_all_writers_linked_in_one_line() -> None:
    body = '<h1>Ferry</h1><p>By <a href="/author/ann">Ann Example</a> and <a href="/author/bo">Bo Sample</a></p>'
    assert authors_of(made_page(body=body)) == ("Ann Example", "Bo Sample")


def test_writers_of_teasers_are_not_this_article_s() -> None:
    body = '<h1>Ferry stops</h1><aside class="related"><a href="/author/cy">Cy Other</a></aside>'
    assert authors_of(made_page(body=body)) == ()


def test_each_author_once_whatever_the_case() -> None:
    assert authors_of(made_page(jsonld=article(author=["Ann Example", "ANN EXAMPLE"]))) == ("Ann Example",)


def test_feed_entry_is_heard_where_the_page_is_silent() -> None:
    assert authors_of(made_page(candidate=Candidate(url=ADDRESS, via="feed", authors=("Ann Example",)))) == (
        "Ann Example",
    )


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ([["Ann Example"], ["Bo Sample"]], ("Ann Example", "Bo Sample")),
        ("Ann Example, Bo Sample and Cy Model", ("Ann Example", "Bo Sample", "Cy Model")),
        ({"@type": "Person", "name": ["Ann Example", "Bo Sample"]}, ("Ann Example", "Bo Sample")),
        ({"@type": "Organization", "name": "Ann Example"}, ("Ann Example",)),
        ({"@type": "Person", "name": "https://courier.example/author/ann"}, ()),
        ({"@type": "Person", "name": "Ann Example, university of Northhaven", "jobTitle": "Reader"}, ("Ann Example",)),
        ([{"@type": "Person", "name": "Example, Ann"}, None, 7], ("Ann Example",)),
        ("null", ()),
    ],
)
def test_authors_as_structured_data_write_them(author: object, names: tuple[str, ...]) -> None:
    assert authors_of(made_page(jsonld=article(author=author))) == names


def test_line_by_the_headline_that_begins_with_its_date() -> None:
    body = "<h1>Ferry stops</h1><p>27.01.2026, 10:22 von Anna Beispiel</p><p>The ferry stops.</p>"
    assert authors_of(made_page(body=body)) == ("Anna Beispiel",)


def test_line_that_begins_with_an_article_is_no_byline() -> None:
    assert authors_of(made_page(body="<h1>Fähre</h1><p>Ein Hauch von New York</p>")) == ()


def test_name_beside_its_picture_s_label_is_one() -> None:
    body = '<h1>Ferry</h1><div class="byline"><a href="/x"><i>Ann Example</i></a><a href="/x">Ann Example</a></div>'
    assert authors_of(made_page(body=body)) == ("Ann Example",)


def test_parts_beside_a_full_name_are_read_apart() -> None:
    body = '<h1>Ferry</h1><div class="author"><b>Ann Example</b><span>Follow</span><span>RSS all texts</span></div>'
    assert authors_of(made_page(body=body)) == ("Ann Example",)


def test_who_commented_did_not_write() -> None:
    body = '<h1>Ferry</h1><div class="comments"><span class="author">Cy Other on 12 May 2026 said:</span></div>'
    assert authors_of(made_page(body=body)) == ()


def test_links_to_writers_elsewhere_on_the_page_are_of_other_articles() -> None:
    body = (
        '<h1>Ferry</h1><p>By <a rel="author" href="/author/ann">Ann Example</a></p><div><div>'
        '<a rel="author" href="/author/cy">Cy Other</a></div></div>'
    )
    assert authors_of(made_page(body=body)) == ("Ann Example",)


def test_japanese_signature_behind_the_text() -> None:
    body = "<h1>渡船が止まる</h1><p>渡船は十一週間止まる、と市が発表した。</p><p>（敬称略）</p><p>（小野寺みさき）</p>"
    assert authors_of(made_page(body=body, lang="ja")) == ("小野寺みさき",)
