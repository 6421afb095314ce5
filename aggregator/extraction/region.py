"""The element of a page that holds headline and article: what stands outside belongs to the site."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from aggregator.extraction.container import own_article
from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.vocabulary import MAIN
from aggregator.extraction.walk import Node

LINES_OF_ARTICLE = 12
"""Lines behind the headline that an element must hold to be the article with its head, not the head alone."""


def article_nodes(page: ParsedPage) -> Sequence[Node]:
    """Return the block elements that may tell of the article: its own alone where the next one stands below it."""
    seen = page.seen
    if seen is None:
        return ()
    own = own_article(seen, page.headline_line)
    if own is None:
        return seen.nodes
    first, end = seen.nodes[own].first, seen.nodes[own].end
    return [node for node in seen.nodes[own:] if node.first >= first and node.end <= end]


def article_region(page: ParsedPage) -> HtmlElement | None:
    """Return the element that holds headline and article by its name; the whole page where none does."""
    seen, at = page.seen, page.headline_line
    if seen is None or at is None:
        return page.root
    own = own_article(seen, at)
    if own is not None:
        return seen.nodes[own].element
    for number in seen.holders(seen.lines[at].node):
        node = seen.nodes[number]
        if node.own & MAIN and node.end > at + LINES_OF_ARTICLE and node.tag != "body":
            return node.element
    return page.root
