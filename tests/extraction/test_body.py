"""The body as an editor would mark it; single pages stand as fixtures, here is what they share."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator.candidate import Candidate
from aggregator.context import Context
from aggregator.extraction.body import Body, read_body
from aggregator.extraction.parsed import ParsedPage
from aggregator.markup import parse_html
from aggregator.sources.source import Rule, Source
from tests.bounds import no_explosion
from tests.extraction.making import SENTENCE, page_of

PARAGRAPHS = [f"{SENTENCE} Part {number}." for number in range(5)]
TEXT = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def body_of(html: str, *, rules: tuple[Rule, ...] = (), title: str | None = None, day: dt.date | None = None) -> Body:
    source = Source(id="post", name="Post", homepage="https://post.example/", rules=rules)
    page = page_of(html, context=Context(source=source) if rules else None)
    return read_body(page, title=title, day=day)


def texts(body: Body) -> list[str]:
    return [block.text for block in body.blocks]


def test_an_empty_page_has_a_reason_and_no_blocks() -> None:
    body = read_body(ParsedPage(url="https://post.example/a", root=None, reason="The page is empty."))
    assert (body.blocks, body.reason) == ((), "The page is empty.")


def test_the_container_is_the_element_with_the_text() -> None:
    body = body_of(f'<div id="page"><div id="x">{TEXT}</div></div>')
    assert body.container is not None
    assert body.container.get("id") == "x"
    assert body.place == "dom"


def test_the_headline_is_not_repeated() -> None:
    assert (
        texts(body_of(f"<div><p>Ferry Terminal To Close</p>{TEXT}</div>", title="Ferry terminal to close"))
        == PARAGRAPHS
    )


def test_a_kicker_before_the_repeated_headline_is_dropped_with_it() -> None:
    html = f"<div><h1>Ferry terminal to close</h1><h3>After the vote Ferry terminal to close</h3>{TEXT}</div>"
    assert texts(body_of(html, title="Ferry terminal to close")) == PARAGRAPHS


def test_text_for_readers_without_scripts_is_read_where_no_other_stands() -> None:
    html = f"<h1>Ferry terminal to close</h1><noscript><div>{TEXT}</div></noscript>"
    assert texts(body_of(html)) == PARAGRAPHS


def test_text_for_readers_without_scripts_is_not_read_beside_another() -> None:
    html = f"<div>{TEXT}</div><noscript><p>{SENTENCE} Switch scripts on to read more of this.</p></noscript>"
    assert texts(body_of(html)) == PARAGRAPHS


def test_a_sources_rule_wins_over_what_looks_best() -> None:
    html = f'<div id="big">{TEXT}</div><div class="brief"><p>Only this is the report, says the rule.</p></div>'
    body = body_of(html, rules=(Rule(field="body", css=".brief"),))
    assert texts(body) == ["Only this is the report, says the rule."]
    assert body.place == "rule .brief"


def test_a_rule_that_finds_nothing_leaves_the_choice_to_the_page() -> None:
    assert texts(body_of(f"<div>{TEXT}</div>", rules=(Rule(field="body", css=".gone"),))) == PARAGRAPHS


def test_a_rule_holds_between_its_days() -> None:
    html = f'<div id="big">{TEXT}</div><div class="brief"><p>Only this is the report, says the rule.</p></div>'
    rules = (Rule(field="body", css=".brief", since=dt.date(2025, 1, 1), until=dt.date(2025, 12, 31)),)
    assert texts(body_of(html, rules=rules, day=dt.date(2024, 6, 1))) == PARAGRAPHS
    assert texts(body_of(html, rules=rules, day=dt.date(2025, 6, 1))) != PARAGRAPHS


def test_removed_elements_are_in_no_body() -> None:
    html = (
        f'<div>{TEXT}<p class="note">This note is set under every report of the paper, and says nothing new.</p></div>'
    )
    assert len(texts(body_of(html))) == 6
    assert texts(body_of(html, rules=(Rule(field="remove", css=".note"),))) == PARAGRAPHS
    inside = (Rule(field="body", css="div"), Rule(field="remove", css=".note"))
    assert texts(body_of(html, rules=inside)) == PARAGRAPHS


def test_structured_text_wins_where_the_markup_has_a_stub() -> None:
    node = {"@type": "NewsArticle", "headline": "Ferry", "articleBody": "\n".join(PARAGRAPHS)}
    html = f'<script type="application/ld+json">{json.dumps(node)}</script><div><p>{PARAGRAPHS[0]}</p></div>'
    body = body_of(html)
    assert texts(body) == PARAGRAPHS
    assert body.place == "jsonld articleBody"


def test_structured_text_tells_where_the_article_ends() -> None:
    node = {"@type": "NewsArticle", "headline": "Ferry", "articleBody": " ".join(PARAGRAPHS)}
    tail = "<p>Our reporters walk the coast on every day of the year, and they love it very much indeed.</p>"
    html = f'<script type="application/ld+json">{json.dumps(node)}</script><div>{TEXT}{tail}</div>'
    assert texts(body_of(html)) == PARAGRAPHS


@pytest.mark.parametrize(
    ("node", "shown", "complete"),
    [
        ({"isAccessibleForFree": False}, PARAGRAPHS[:1], False),
        ({"isAccessibleForFree": "False"}, [*PARAGRAPHS[:1], "And then the mayor said that …"], False),
        ({"isAccessibleForFree": True}, PARAGRAPHS, True),
        ({"wordCount": 900}, PARAGRAPHS, False),
        ({"wordCount": 95}, PARAGRAPHS, True),
        ({}, PARAGRAPHS, None),
    ],
)
def test_complete_is_what_the_page_lets_us_know(
    node: dict[str, object], shown: list[str], complete: bool | None
) -> None:
    stated = json.dumps({"@type": "NewsArticle", "headline": "Ferry"} | node)
    text = "".join(f"<p>{one}</p>" for one in shown)
    body = body_of(f'<script type="application/ld+json">{stated}</script><div>{text}</div>')
    assert body.complete is complete


def test_no_block_holds_a_line_break_or_nothing() -> None:
    html = f"<div>{TEXT}<p>One\n<br>two \u2028 three</p><p> \u00a0 </p>"
    html += "<ul><li>\n</li><li>An item, says\nthe list.</li></ul></div>"
    for text in texts(body_of(html)):
        assert text.strip()
        assert len(text.splitlines()) == 1


PIECES = st.sampled_from(
    [
        f"<p>{SENTENCE}</p>",
        "<div class='related'>",
        "<ul><li><a href='/x'>A headline about the storm</a></li></ul>",
        "</div>",
        "<div>",
        "<table><tr><td>",
        "</td></tr></table>",
        "<h2>Heading</h2>",
        "<h1>Ferry</h1>",
        "<br><br>",
        "<blockquote>",
        "<a href='/y'>",
        "</a>",
        "Comments",
        "<article class='post tag-x'>",
        "<div itemprop='articleBody'>",
        '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "articleBody": [1, null]}</script>',
        "\x02\x03\x04\x05\x06",
        "<figure><img src='x'><figcaption>c</figcaption></figure>",
        "<section hidden style='display: none'>",
    ]
)


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES | st.text(max_size=30), max_size=25))
def test_any_markup_is_read_without_an_exception(pieces: list[str]) -> None:
    body = body_of("".join(pieces), title="Ferry")
    assert body.blocks or body.reason
    assert all(block.text and len(block.text.splitlines()) == 1 for block in body.blocks)


@pytest.mark.slow
@pytest.mark.parametrize(
    "html",
    [
        "<p>a" * 300_000,
        "<div>" * 50_000 + SENTENCE,
        f"<p>{SENTENCE}</p>" * 100_000,
        "<a href=x>b</a> " * 200_000,
        "<br>" * 500_000,
        "<p>" + "word " * 1_500_000,
        "<p>" + "Read more " * 500_000,
        "<table>" + "<tr><td>1<td>2" * 100_000,
        "<p>1.1.11:1" * 90_000,
        "<p>" + "新聞" * 1_500_000,
        "<p>" + "é " * 3_000_000,
        "<div>" * 1_900 + f"<p>{SENTENCE}</p>" * 19_000,
        f"<div><p>{SENTENCE}</p>" + "<div><p>Related</p>" * 30_000,
        f"<div><p>{SENTENCE}</p>" + f"<p>Comments</p><p>{SENTENCE}</p>" * 15_000,
        "<div class=box>" * 1_900 + f"<div class=teaser><p>{SENTENCE}</p>" * 100 + f"<p>{SENTENCE}</p>" * 9_000,
        "<div class=menu>" * 1_900 + "<i>Long words of a menu</i>" * 45_000,
        "".join(f"<p class='share-{number} c{number}'>{SENTENCE}</p>" for number in range(30_000)),
        '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "headline": "x", "articleBody": "'
        + "ab " * 300_000
        + '"}</script>'
        + "<p>aba baa bab aab aba bba, aab.</p>" * 19_000,
        "<ul>" + "<li><a href='/x'>A headline about the storm</a><p>By night.</p></li>" * 30_000,
        "<div class='x'><p>" + "</p></div><div class='x'><p>".join([SENTENCE] * 30_000),
    ],
    ids=range(20),
)
def test_hostile_pages_are_read_without_exploding(html: str) -> None:
    with no_explosion():
        body_of(html)


def test_a_feeds_whole_text_is_taken_where_the_page_shows_a_stub() -> None:
    markup = parse_html(f"<article><h1>Ferry</h1><p>{PARAGRAPHS[0]}</p></article>")
    entry = Candidate(url="https://post.example/a", via="feed", content_html=TEXT)
    page = ParsedPage(url="https://post.example/a", root=markup.root, context=Context(candidate=entry))
    body = read_body(page, title="Ferry")
    assert (texts(body), body.place) == (PARAGRAPHS, "feed content")
    whole = parse_html(f"<article><h1>Ferry</h1>{TEXT}</article>")
    page = ParsedPage(url="https://post.example/a", root=whole.root, context=Context(candidate=entry))
    assert read_body(page, title="Ferry").place == "dom"
