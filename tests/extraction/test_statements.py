"""Paywall, licence, text-mining reservation, genre, section, summary and addresses: what publishers state outright."""

from __future__ import annotations

from typing import Any

import pytest

from aggregator.claim import choose
from aggregator.extraction.addresses import address_claims
from aggregator.extraction.genre import genre_claims
from aggregator.extraction.licence import licence_claims, reservation_claims
from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.paywall import paywall_claims
from aggregator.extraction.section import section_claims, shown_claims
from aggregator.extraction.summary import choose_summary, summary_claims
from tests.extraction.making import article, made_page


def paywalled(page: ParsedPage) -> bool | None:
    chosen = choose(paywall_claims(page))
    return chosen.value if chosen is not None else None


@pytest.mark.parametrize(
    ("stated", "expected"),
    [(False, True), (True, False), ("False", True), ("http://schema.org/True", False), ("perhaps", None), (None, None)],
)
def test_paywall_as_stated(stated: Any, expected: bool | None) -> None:
    assert paywalled(made_page(jsonld=article(isAccessibleForFree=stated))) is expected


def test_part_behind_the_wall_makes_a_paywall() -> None:
    part = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paywall"}
    assert paywalled(made_page(jsonld=article(hasPart=part))) is True


@pytest.mark.parametrize(("tier", "expected"), [("free", False), ("locked", True), ("metered", True), ("other", None)])
def test_content_tier(tier: str, expected: bool | None) -> None:
    assert paywalled(made_page(head=f'<meta property="article:content_tier" content="{tier}">')) is expected


def test_licence_of_link_and_jsonld() -> None:
    address = "https://creativecommons.org/licenses/by/4.0/"
    for page in (
        made_page(head=f'<link rel="license" href="{address}">'),
        made_page(jsonld=article(license={"url": address})),
    ):
        chosen = choose(licence_claims(page))
        assert chosen is not None
        assert chosen.value == address


@pytest.mark.parametrize(
    ("head", "headers", "expected"),
    [
        ('<meta name="tdm-reservation" content="1">', {}, "reserved"),
        ('<meta name="tdm-reservation" content="0">', {}, "allowed"),
        ('<meta name="robots" content="index, noai">', {}, "reserved"),
        ("", {"x-robots-tag": "noai, noimageai"}, "reserved"),
        ("", {"tdm-reservation": "1"}, "reserved"),
        ('<meta name="robots" content="index, follow">', {}, None),
    ],
)
def test_reservation_of_mining(head: str, headers: dict[str, str], expected: str | None) -> None:
    chosen = choose(reservation_claims(made_page(head=head, headers=headers)))
    assert (chosen.value if chosen is not None else None) == expected


def test_sponsored_as_stated() -> None:
    for said, expected in (("yes", ["sponsored"]), ("no", [])):
        page = made_page(head=f'<meta name="sponsored" content="{said}">')
        assert [one.value for one in genre_claims(page)] == expected


def test_genre_of_type_and_statement() -> None:
    for page in (
        made_page(jsonld=article() | {"@type": "OpinionNewsArticle"}),
        made_page(jsonld=article(genre="opinion")),
        made_page(head='<meta property="article:opinion" content="true">'),
    ):
        chosen = choose(genre_claims(page))
        assert chosen is not None
        assert chosen.value == "opinion"


def section(page: ParsedPage) -> str | None:
    chosen = choose((*section_claims(page), *shown_claims(page)))
    return chosen.value if chosen is not None else None


def test_section_of_jsonld_breadcrumb_and_address() -> None:
    assert section(made_page(jsonld=article(articleSection=["Coast", "News"]))) == "Coast"
    crumbs = {
        "@type": "BreadcrumbList",
        "itemListElement": [{"name": "Home"}, {"item": {"name": "Coast", "@id": "/coast"}}, {"name": "Ferry stops"}],
    }
    assert section(made_page(jsonld=crumbs, url="https://courier.example/x")) == "Coast"
    assert section(made_page(body='<nav><a href="/coast/">Coast &amp; Sea</a></nav>')) == "Coast & Sea"
    assert (
        section(
            made_page(
                body='<div class="breadcrumb"><a href="/">Home</a> <a href="/c/1">Islands</a></div>',
                url="https://courier.example/x",
            )
        )
        == "Islands"
    )


@pytest.mark.parametrize(
    ("stated", "body", "expected"),
    [
        ("public-life", '<a href="/public-life/">Public Life</a>', "Public Life"),
        ("culture_culture-coast", "", "Culture"),
        ("news/coast", "", "News"),
        ("Art-Deco", "", "Art-Deco"),
        ("Home page", "", None),
        ("‹ Back", "", None),
    ],
)
def test_section_in_words_and_no_button(stated: str, body: str, expected: str | None) -> None:
    page = made_page(jsonld=article(articleSection=stated), body=body, url="https://courier.example/1")
    assert section(page) == expected


def test_section_spelt_in_words_comes_before_the_one_of_the_address() -> None:
    page = made_page(jsonld=article(articleSection="public-life"), head='<meta name="category" content="Public Life">')
    assert section(page) == "Public Life"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ('<span class="cat">Coast</span> Ferry stops for weeks', "Coast"),
        ('<a href="/coast">Coast</a>Ferry stops for weeks', "Coast"),
        ('<span class="kicker">Chains of the pontoon</span> Ferry stops for weeks', None),
        ('<span class="kicker">Breakpoint:</span> Ferry stops for weeks', None),
    ],
)
def test_label_in_the_headline_is_a_section_where_its_class_or_a_link_says_so(heading: str, expected: str) -> None:
    assert section(made_page(body=f"<h1>{heading}</h1>", url="https://courier.example/1")) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('<div><a href="/">Courier</a> / <a href="/coast">Coast</a></div>', "Coast"),
        ('<div><a href="/en/">Courier</a> » <a href="/en/coast">Coast</a></div>', "Coast"),
        ('<div><a href="https://courier.example/">Courier</a> <a href="/coast">Coast</a></div>', "Coast"),
        ('<div><a href="/rain">Rain</a> <a href="/coast">Coast</a></div>', None),  # tags
        ('<div><a href="/">Courier</a> <a href="#menu">Menu</a></div>', None),
    ],
)
def test_links_above_the_headline_that_begin_at_home_are_a_trail(line: str, expected: str | None) -> None:
    page = made_page(
        body=f"{line}<h1>Ferry stops for weeks</h1><p>Divers replace the chains of the pontoon.</p>",
        head="<title>Ferry stops for weeks</title>",
        url="https://courier.example/1",
    )
    assert section(page) == expected


def test_address_names_the_section_behind_language_and_news() -> None:
    menu = '<ul><li><a href="/en/news/coast/">Coast &amp; Sea</a></li></ul>'
    assert section(made_page(body=menu, url="https://courier.example/en/news/coast/411")) == "Coast & Sea"
    assert section(made_page(url="https://courier.example/en/news/coast/411")) is None


def test_summary_that_repeats_the_title_is_none() -> None:
    page = made_page(
        head='<meta name="description" content="Ferry stops"><meta property="og:description" content="Ferry stops">'
    )
    assert choose_summary(tuple(summary_claims(page)), "Ferry stops") is None


def test_summary_that_is_cut_comes_behind_a_whole_one() -> None:
    head = (
        '<meta property="og:description" content="Divers replace the chains …"><meta name="description" '
        'content="Divers replace the chains of the pontoon.">'
    )
    chosen = choose_summary(tuple(summary_claims(made_page(head=head))), None)
    assert chosen is not None
    assert chosen.value == "Divers replace the chains of the pontoon."


def test_addresses_as_written() -> None:
    head = (
        '<link rel="canonical" href="/coast/1"><link rel="amphtml" href="https://amp.example/1"><meta '
        'property="og:url" content="https://courier.example/coast/1">'
    )
    found = {
        claim.place: claim.value
        for claim in address_claims(
            made_page(head=head, jsonld=article(mainEntityOfPage={"@id": "https://courier.example/coast/1#a"}))
        )
    }
    assert found == {
        "link canonical": "/coast/1",
        "link amphtml": "https://amp.example/1",
        "meta og:url": "https://courier.example/coast/1",
        "jsonld mainEntityOfPage": "https://courier.example/coast/1#a",
    }
