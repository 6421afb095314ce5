from __future__ import annotations

import pytest
from lxml import html

from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.title import choose_title, heading_text, title_claims
from tests.extraction.making import article, made_page

HEADLINE = "Ferry stops for eleven weeks"


def title_of(page: ParsedPage) -> str | None:
    chosen = choose_title(page, tuple(title_claims(page)))
    return chosen.value if chosen is not None else None


@pytest.mark.parametrize(
    "tail",
    [
        " - Harbour Courier",
        " | Harbour Courier",
        " – Coast | Harbour Courier",
        " | courier.example",
        " :: Harbour Courier",
        "｜Harbour Courier",
        " – HC – 20.11.2026",
    ],
)
def test_site_name_behind_the_headline_goes(tail: str) -> None:
    head = f'<title>{HEADLINE}{tail}</title><meta property="og:site_name" content="Harbour Courier">'
    assert title_of(made_page(head=head, body=f"<h1>{HEADLINE}</h1>")) == HEADLINE


def test_site_name_before_the_headline_goes() -> None:
    head = (
        f'<title>Harbour Courier: news</title><meta property="og:title" content="Harbour Courier | '
        f'{HEADLINE}"><meta property="og:site_name" content="Harbour Courier">'
    )
    assert title_of(made_page(head=head)) == HEADLINE


def test_dashes_of_the_headline_itself_stay() -> None:
    text = "Ferry stops – and nobody knows for how long"
    assert (
        title_of(made_page(head=f'<title>{text} - Harbour Courier</title><meta property="og:title" content="{text}">'))
        == text
    )


@pytest.mark.parametrize(
    "heading",
    [
        '<h1><span class="cat">World</span>Ferry stops for eleven weeks</h1>',
        '<h1><a href="/world/">World</a>Ferry stops for eleven weeks</h1>',
        '<h1>\n <span class="kicker">Exclusive report:</span> Ferry stops for eleven weeks</h1>',
        '<h1><small class="article__section">World</small> Ferry stops for eleven weeks</h1>',
    ],
)
def test_label_glued_before_the_headline_goes(heading: str) -> None:
    assert heading_text(html.fragment_fromstring(heading)) == HEADLINE


@pytest.mark.parametrize(
    "heading",
    [
        "<h1>Ferry stops for eleven weeks</h1>",
        "<h1><span>Ferry stops for eleven weeks</span></h1>",
        "<h1><em>Ferry</em> stops for eleven weeks</h1>",
        "<h1>Ferry <span class='label'>stops</span> for eleven weeks</h1>",
    ],
)
def test_emphasis_in_the_headline_stays(heading: str) -> None:
    assert heading_text(html.fragment_fromstring(heading)) == HEADLINE


def test_entities_of_entities_are_undone() -> None:
    assert title_of(made_page(jsonld=article(headline="Ferry &amp;amp; pier &#8211; closed"))) in {
        "Ferry & pier – closed",
        "Ferry &amp; pier – closed",
    }


def test_visible_headline_comes_before_the_one_for_search_machines() -> None:
    head = '<title>Ferry dates and prices | HC</title><meta property="og:title" content="Ferry dates and prices">'
    assert title_of(made_page(head=head, body=f"<h1>{HEADLINE}</h1>", jsonld=article(headline=HEADLINE))) == HEADLINE


def test_page_that_names_only_its_site_has_no_title() -> None:
    head = '<title>Harbour Courier</title><meta property="og:site_name" content="Harbour Courier">'
    assert title_of(made_page(head=head)) is None
