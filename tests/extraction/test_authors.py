from __future__ import annotations

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
