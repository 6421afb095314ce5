from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator.extraction import extract_article
from aggregator.extraction.explain import explain
from aggregator.row import article_row
from tests.bounds import no_explosion

ADDRESS = "https://courier.example/coast/1"
PAGES = sorted((Path(__file__).parent.parent / "fixtures" / "pages").glob("*/page.html"))


@given(st.binary(max_size=3000))
@settings(max_examples=60, deadline=None)
def test_no_bytes_break_it(data: bytes) -> None:
    json.dumps(article_row(extract_article(data, ADDRESS).article))


_MARKUP = [
    "<html>",
    "<head>",
    "<body>",
    "<h1>",
    "</h1>",
    "<article>",
    "<p>",
    "</p>",
    "<a rel=tag href='/tag/x'>",
    "</a>",
    "<time datetime='2026-11-20'>",
    "<script type='application/ld+json'>",
    "</script>",
    '{"@type":"NewsArticle","headline":',
    '"x"',
    "}",
    "[",
    "<meta name=author content='By'>",
    "<meta property='og:title' content='A | B'>",
    "<div class='byline author'>",
    "Ann Example",
    "20 November 2026",
    "\x00",
    "<!--",
    "-->",
    "&quot;",
    "<svg>",
    "<template>",
]


@pytest.mark.slow
@given(st.lists(st.sampled_from(_MARKUP), max_size=60))
@settings(max_examples=80, deadline=None)
def test_no_heap_of_markup_breaks_it(pieces: list[str]) -> None:
    extraction = extract_article("".join(pieces), ADDRESS)
    json.dumps(explain(extraction))


@pytest.mark.parametrize("url", ["", "no address", "http://[", "https://courier.example", "https://" + "x" * 5000])
def test_no_address_breaks_it(url: str) -> None:
    assert extract_article(b"<title>x</title>", url).article.url == url


def test_mutated_pages_do_not_break_it() -> None:
    chance = random.Random(20261120)
    for path in PAGES[::3]:
        data = bytearray(path.read_bytes())
        for _ in range(40):
            at = chance.randrange(len(data))
            if chance.random() < 0.5:
                data[at] = chance.randrange(256)
            else:
                del data[at : at + chance.randrange(1, 30)]
        article_row(extract_article(bytes(data), ADDRESS).article)


def test_explanation_names_the_place_that_won() -> None:
    page = (
        '<html lang="en"><head><title>Ferry stops | Courier</title><meta property="og:title" '
        'content="Ferry stops for eleven weeks"></head><body><h1>Ferry stops now</h1></body></html>'
    )
    told = explain(extract_article(page, ADDRESS))["title"]
    assert told["chosen"] == "meta og:title"
    assert [claim["place"] for claim in told["claims"]][:2] == ["meta og:title", "dom h1"]
    assert told["value"] == "Ferry stops for eleven weeks"
    assert told["why"] == "the most believed of 3 claims"


def test_explanation_says_which_places_agree_and_what_no_place_states() -> None:
    page = '<meta property="og:title" content="Ferry stops"><meta name="twitter:title" content="Ferry stops"><p>x</p>'
    told = explain(extract_article(page, ADDRESS))
    assert told["title"]["why"].endswith("; meta twitter:title agree")
    assert told["authors"]["why"] == "no place of the page states it"


def test_provenance_is_kept_for_every_field() -> None:
    page = (
        '<html lang="en"><head><meta property="og:title" content="Ferry stops for eleven weeks"><meta '
        'name="date" content="2026-11-20"></head><body></body></html>'
    )
    provenance = extract_article(page, ADDRESS).article.provenance
    assert provenance["title"] == "meta og:title"
    assert provenance["published_at"] == "meta date"
    assert provenance["language"] == "html lang"


HOSTILE = {
    "keywords": "<meta name=keywords content='" + "a," * 200_000 + "'>",
    "dates": "<h1>x</h1>" + "<p>20.11.2026 " * 20_000,
    "tags": "<a rel=tag href=/tag/x>t</a>" * 40_000,
    "times": "<time datetime=2026-11-20>x</time>" * 40_000,
    "authors": "<meta name=author content='" + "Ann Example, " * 20_000 + "'>",
    "nested bylines": "<div class=author itemprop=author>" * 2_000,
    "JSON-LD quotes": "<script type='application/ld+json'>" + '{"a":"' * 90_000 + "</script>",
    "JSON-LD escapes": "<script type='application/ld+json'>{" + '\\"' * 250_000 + "</script>",
    "JSON-LD comments": "<script type='application/ld+json'>{" + "/*" * 250_000 + "</script>",
    "JSON-LD spaces": "<script type='application/ld+json'>{" + " " * 500_000 + "x</script>",
    "many scripts": "<script type='application/ld+json'>{,}</script>" * 20_000,
    "assigned states": "<script>" + "__INITIAL_STATE__ = " * 100_000 + "</script>",
    "flight rows": "<script>self.__next_f.push([1," + json.dumps("\n1:T1,a" * 100_000) + "])</script>",
    "window title": "<title>" + " - a" * 200_000 + "</title>",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_page_is_read_without_exploding(name: str) -> None:
    with no_explosion():
        extract_article(HOSTILE[name], ADDRESS)


def test_an_article_from_a_page_that_was_cut_says_so_and_is_not_complete() -> None:
    page = "<h1>Ferry stops</h1>" + "<p>The board has decided that the ferry will stop for eleven weeks.</p>" * 40
    article = extract_article(page + "<i>x</i>" * 60_000, ADDRESS).article
    assert (article.kind, article.complete) == ("article", False)
    assert article.provenance["complete"].startswith("The page was cut")


_FERRY = "".join(
    f"<p>Ferry {number} will stop for eleven weeks while divers replace the chains of the northern pontoon.</p>"
    for number in range(1, 5)
)
_STORM = "".join(
    f"<p>On day {number} the storm took the roof off a market hall, and nobody was hurt, the fire brigade says.</p>"
    for number in range(1, 5)
)


@pytest.mark.parametrize(
    "heading", ["<h1>Storm takes a roof</h1>", '<h2><a href="/coast/2">Storm takes a roof</a></h2>']
)
def test_next_article_below_is_another(heading: str) -> None:
    html = (
        "<title>Ferry stops for weeks</title><main><article><h1>Ferry stops for weeks</h1>"
        f"<p class=byline>By Mara Quill</p>{_FERRY}</article>"
        f"<article>{heading}<p class=byline>By Ned Orlo</p>{_STORM}</article></main>"
    )
    article = extract_article(html, ADDRESS).article
    assert article.authors == ("Mara Quill",)
    assert "pontoon" in article.body
    assert "roof" not in article.body


def test_articles_under_headings_of_one_article_are_its_parts() -> None:
    html = (
        "<h1>Five storms</h1><main>"
        f"<article><h2>The first</h2>{_STORM}</article><article><h2>The second</h2>{_FERRY}</article></main>"
    )
    body = extract_article(html, ADDRESS).article.body
    assert "roof" in body
    assert "pontoon" in body


@pytest.mark.parametrize("url", ["http://[x/a", "http://[::1/", "://", ""])
def test_address_that_is_none_is_no_reason_to_fail(url: str) -> None:
    assert extract_article(f"<h1>Ferry stops</h1><p>20/11/2026</p>{_FERRY}", url).article.kind == "article"
