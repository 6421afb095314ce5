"""The element of a page that holds headline and article: what stands outside belongs to the site."""

from __future__ import annotations

from lxml.html import HtmlElement

from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.vocabulary import MAIN

LINES_OF_ARTICLE = 12
"""Lines behind the headline that an element must hold to be the article with its head, not the head alone."""


def article_region(page: ParsedPage) -> HtmlElement | None:
    """Return the element that holds headline and article by its name; the whole page where none does."""
    seen, at = page.seen, page.headline_line
    if seen is None or at is None:
        return page.root
    for number in seen.holders(seen.lines[at].node):
        node = seen.nodes[number]
        if node.own & MAIN and node.end > at + LINES_OF_ARTICLE and node.tag != "body":
            return node.element
    return page.root
