from __future__ import annotations

import pytest
from lxml import html

from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.title import choose_title, heading_text, title_claims
from aggregator.sources.source import Rule, Source
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


def test_quotation_marks_at_the_end_of_the_headline_stay() -> None:
    text = "Council: « The ferry stops »!"
    assert (
        title_of(made_page(head=f'<title>{text} - Harbour Courier</title><meta property="og:title" content="{text}">'))
        == text
    )


@pytest.mark.parametrize("tail", [": HARBOUR COURIER", " (Harbour Courier)"])
def test_signature_of_the_site_goes(tail: str) -> None:
    head = (
        f'<meta property="og:title" content="{HEADLINE}{tail}"><meta property="og:site_name" content="Harbour Courier">'
    )
    assert title_of(made_page(head=head)) == HEADLINE


def test_colon_of_the_headline_itself_stays() -> None:
    text = "Ferry stops: nobody knows for how long"
    assert title_of(made_page(head=f'<meta property="og:title" content="{text}">')) == text


TEASER = "Eleven weeks without a ferry: what now?"


def page_of_two_headlines(body: str, *, window: str, twitter: str | None = None) -> ParsedPage:
    """Return a page that states `HEADLINE` in JSON-LD, and `TEASER` for sharing."""
    head = f'<title>{window}</title><meta property="og:title" content="{TEASER}">'
    if twitter is not None:
        head += f'<meta name="twitter:title" content="{twitter}">'
    return made_page(head=head, body=body, jsonld=article(headline=HEADLINE))


def test_of_two_headlines_the_visible_one_wins() -> None:
    shown = page_of_two_headlines(f"<h1>{HEADLINE}</h1>", window=TEASER, twitter=TEASER)
    assert title_of(shown) == HEADLINE
    kicker = page_of_two_headlines(f"<h2><span>Coast</span><b>{TEASER}</b></h2><h3>{HEADLINE}</h3>", window=HEADLINE)
    assert title_of(kicker) == TEASER


def test_heading_that_the_window_repeats_is_for_search_where_two_places_share_another() -> None:
    page = page_of_two_headlines(f"<h1>{HEADLINE}</h1>", window=HEADLINE, twitter=TEASER)
    assert title_of(page) == TEASER


@pytest.mark.parametrize(
    "trail",
    [
        f'<nav><a href="/">Home</a> <a href="/coast">Coast</a> <h1>{HEADLINE}</h1></nav>',
        f'<div class="header__crumb"><a href="/coast">Coast</a><h1>{HEADLINE}</h1></div>',
        f'<div class="grid"><a href="/">Home</a><a href="/coast">Coast</a><h1>{HEADLINE}</h1></div>',
    ],
)
def test_heading_at_the_end_of_a_trail_shows_no_headline(trail: str) -> None:
    assert title_of(page_of_two_headlines(trail, window=HEADLINE)) == TEASER


def test_rule_of_the_source_comes_before_what_the_page_shows() -> None:
    rule = Rule(field="title", css="h4")
    source = Source(id="post", name="Post", homepage="https://post.example/", rules=(rule,))
    head = f'<meta property="og:title" content="{TEASER}">'
    body = f"<h1>{HEADLINE}</h1><h4>Pier in the dark</h4>"
    assert (
        title_of(made_page(head=head, body=body, jsonld=article(headline=HEADLINE), source=source))
        == "Pier in the dark"
    )


@pytest.mark.parametrize("sharing", ["???", "…", "«»"])
def test_title_without_letters_breaks_nothing(sharing: str) -> None:
    head = f'<meta property="og:title" content="{sharing}">'
    assert title_of(made_page(head=head, body="<p>— — —</p>", jsonld=article(headline=HEADLINE))) is not None


def test_teaser_that_links_elsewhere_shows_no_headline() -> None:
    body = f'<h1>{HEADLINE}</h1><aside><h3><a href="/n/7">{TEASER}</a></h3></aside>'
    assert title_of(page_of_two_headlines(body, window=TEASER)) == HEADLINE


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


LOGO = '<h1><a href="/">Harbour Courier</a></h1>'


@pytest.mark.parametrize("title", [f"Harbour Courier: {HEADLINE}", f"Harbour Courier | {HEADLINE}", "Harbour Courier"])
def test_headline_under_a_logo_is_the_title(title: str) -> None:
    page = made_page(head=f"<title>{title}</title>", body=f"{LOGO}<article><h2>{HEADLINE}</h2></article>")
    assert title_of(page) == HEADLINE


@pytest.mark.parametrize("logo", ['<h1 class="site-title">Harbour Courier</h1>', f"<header>{LOGO}</header>"])
def test_name_of_the_site_is_no_title_for_sharing(logo: str) -> None:
    head = f'<title>{HEADLINE} - Harbour Courier</title><meta property="og:title" content="Harbour Courier">'
    assert title_of(made_page(head=head, body=f'{logo}<h2 class="entry-title">{HEADLINE}</h2>')) == HEADLINE


@pytest.mark.parametrize("link", ["/coast/ferry", "https://other.example/", "#", "", "//[x"])
def test_headline_that_is_a_link_is_no_logo(link: str) -> None:
    assert title_of(made_page(body=f'<h1><a href="{link}">{HEADLINE}</a></h1>')) == HEADLINE


def test_site_name_before_a_place_and_a_colon_takes_no_place_with_it() -> None:
    text = "Tern: ferry stops for eleven weeks"
    head = f"<title>courier.example - {text}</title>"
    assert title_of(made_page(head=head, body=f"<p>{text}</p>")) == text
