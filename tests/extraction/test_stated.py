"""Texts that a page's JSON gives."""

from __future__ import annotations

import json

from aggregator.article import Block
from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.stated import bare_letters, live_updates, plain, stated_blocks, stated_by_jsonld
from tests.extraction.making import page_of


def page_with(**node: object) -> ParsedPage:
    script = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    return page_of(script + "<p>x</p>")


def test_plain_text_is_split_at_its_line_breaks() -> None:
    assert stated_blocks("One.\n\nTwo &amp; three.\r\nFour.") == (
        Block(text="One."),
        Block(text="Two & three."),
        Block(text="Four."),
    )


def test_html_keeps_the_kinds_of_its_elements() -> None:
    html = "<p>One.</p><h2>Head</h2><ul><li>Item</li></ul><blockquote>Said.</blockquote>"
    assert [(block.kind, block.text) for block in stated_blocks(html)] == [
        ("paragraph", "One."),
        ("heading", "Head"),
        ("list_item", "Item"),
        ("quotation", "Said."),
    ]


def test_escaped_html_is_unescaped_first() -> None:
    assert stated_blocks("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;") == (Block(text="One."), Block(text="Two."))
    assert plain("&lt;p&gt;One &amp;amp; two.&lt;/p&gt;") == "One & two."


def test_a_short_article_body_is_a_description() -> None:
    assert stated_by_jsonld(page_with(**{"@type": "NewsArticle", "articleBody": "Too short."})) is None
    found = stated_by_jsonld(page_with(**{"@type": "NewsArticle", "articleBody": "Long enough. " * 30}))
    assert found is not None
    assert found.place == "jsonld articleBody"


def test_live_updates_begin_with_a_live_entry() -> None:
    page = page_with(
        **{
            "@type": "LiveBlogPosting",
            "headline": "Ferry vote",
            "liveBlogUpdate": [
                {"@type": "BlogPosting", "headline": "Doors open", "articleBody": "People queue.\nIt rains."},
                {"@type": "BlogPosting", "articleBody": "The vote is counted."},
            ],
        }
    )
    assert [(block.kind, block.text) for block in live_updates(page)] == [
        ("live_entry", "Doors open"),
        ("paragraph", "People queue."),
        ("paragraph", "It rains."),
        ("live_entry", "The vote is counted."),
    ]


def test_squeezed_texts_agree_across_typography() -> None:
    assert bare_letters("“The  pier”, he said") == bare_letters('"The pier" he said!')
