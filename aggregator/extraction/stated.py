"""The article's text as the page's own JSON or its feed states it, taken apart into blocks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from aggregator.article import Block, BlockKind
from aggregator.extraction.jsonld import Node, objects, strings, types
from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.state import article_bodies
from aggregator.extraction.walk import walk
from aggregator.markup import HEADINGS, parse_html
from aggregator.text import clean

LONGEST: Final = 400_000
"""Characters of a stated text that are read: three times the longest live blog seen."""

SHORTEST: Final = 250
"""Characters from which on a stated text is taken for more than a description."""

_TAG: Final = re.compile(
    r"</?(?:p|br|div|h[1-6]|li|ul|ol|a|b|strong|em|i|span|blockquote|figure|img)\b[^<>]{0,2000}>", re.IGNORECASE
)
_ESCAPED_TAG: Final = re.compile(r"&lt;/?(?:p|br|div|h[1-6]|li|ul|a|strong|em|span)\b", re.IGNORECASE)
# Markdown, as publishing systems that write in it state it: links, and headings or bold runs at the start of a line.
_MARKDOWN_LINK: Final = re.compile(
    r"!?\[([^\[\]\n]{0,500})\]\((?:https?:|/|#|mailto:)[^()\s]{0,2000}\)(?:\{:?[^{}\n]{0,200}\})?"
)
_MARKDOWN_LINE: Final = re.compile(r"(?m)^[ \t]{0,3}(?:(#{1,6}) |([-*+]) |(>) ?)")
_MARKDOWN_BOLD: Final = re.compile(r"(\*\*|__)(?=\S)([^\n]{1,1000}?)(?<=\S)\1")
_BREAK: Final = re.compile(r"\s*(?:\r\n|\r|\n|\u2028|\u2029)\s*")
_NOT_WORDS: Final = re.compile(r"[\W_]+")

_KINDS: Final[dict[str, BlockKind]] = {
    **dict.fromkeys(HEADINGS, "heading"),
    "li": "list_item",
    "blockquote": "quotation",
    "td": "table_row",
    "th": "table_row",
}


@dataclass(frozen=True, kw_only=True)
class StatedText:
    """One text that the page's JSON gives for the article."""

    place: str
    text: str
    """As it stands there: plain, or HTML."""


def bare_letters(text: str) -> str:
    """Return letters and digits of `text` alone, in lower case: what two settings of one text share."""
    return _NOT_WORDS.sub("", text).lower()


def stated_by_jsonld(page: ParsedPage) -> StatedText | None:
    """Return the longest `articleBody` of the page's own JSON-LD article; None where it is missing or short."""
    texts = [text[:LONGEST] for node in page.articles for text in strings(node.get("articleBody"))]
    best = max(texts, key=len, default="")
    return StatedText(place="jsonld articleBody", text=best) if len(best) >= SHORTEST else None


def stated_by_feed(page: ParsedPage) -> StatedText | None:
    """Return the text that the feed gave with its entry for this page; None where it gave none, or a short one."""
    candidate = page.context.candidate if page.context is not None else None
    text = ((candidate.content_html or "") if candidate is not None else "")[:LONGEST]
    return StatedText(place="feed content", text=text) if len(text) >= SHORTEST else None


def stated_by_states(page: ParsedPage) -> Iterator[StatedText]:
    """Yield the texts of the page's states (`__NEXT_DATA__` …), the most believed first. Dear: reads them all."""
    for claim in article_bodies(page):
        if not claim.place.startswith("jsonld"):
            yield StatedText(place=claim.place, text=claim.value[:LONGEST])


def plain(text: str) -> str:
    """Return a stated text without markup, on one line."""
    if _ESCAPED_TAG.search(text):
        text = html.unescape(text)
    if _TAG.search(text):
        text = _TAG.sub(" ", text)
    return clean(html.unescape(text) if "&" in text else text)


def stated_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a stated text, which may be HTML, escaped HTML, or plain with line breaks."""
    if _ESCAPED_TAG.search(text):
        text = html.unescape(text)
    if not _TAG.search(text):
        text = html.unescape(text) if "&" in text else text
        if _is_markdown(text):
            return tuple(_markdown_blocks(text))
        return tuple(Block(text=one) for one in map(clean, _BREAK.split(text)) if one)
    if "<p" not in text and "<br" not in text and "<div" not in text:
        text = _BREAK.sub("<br><br>", text)
    root = parse_html(f"<html><body>{text}</body></html>").root
    if root is None:
        return ()
    seen = walk(root)
    return tuple(Block(kind=_kind(seen.nodes[line.node].tag), text=line.text) for line in seen.lines)


def _is_markdown(text: str) -> bool:
    """Tell whether a text without tags is Markdown: by a link, or by a heading and a bold run."""
    if "](" in text and _MARKDOWN_LINK.search(text) is not None:
        return True
    return "**" in text and "\n#" in text and _MARKDOWN_BOLD.search(text) is not None


# What publishing systems set among Markdown for themselves: an embed, with its caption behind it, or a layout's edge.
_MARKDOWN_EMBED: Final = re.compile(
    r"\[#\w{1,30}:[^\[\]\n]{0,500}\](?:\|\|\|[^\n]{0,2000}?\|\|\|)?|(?m:^\+\+\+[\w-]{0,60}\s*$)"
)


def _markdown_blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a text in Markdown, without its signs."""
    for line in _BREAK.split(_MARKDOWN_EMBED.sub(" ", text)):
        mark = _MARKDOWN_LINE.match(line)
        kind: BlockKind = "paragraph"
        if mark is not None:
            kind = "heading" if mark[1] else "list_item" if mark[2] else "quotation"
            line = line[mark.end() :]
        line = clean(_MARKDOWN_BOLD.sub(r"\2", _MARKDOWN_LINK.sub(r"\1", line)))
        if line:
            yield Block(kind=kind, text=line)


def live_updates(page: ParsedPage) -> tuple[Block, ...]:
    """Return the entries of a JSON-LD LiveBlogPosting, as they stand there: each entry begins with a `live_entry`."""
    blocks: list[Block] = []
    for node in page.articles:
        if "liveblogposting" in types(node):
            for update in objects(node.get("liveBlogUpdate"))[:1000]:
                blocks.extend(_update_blocks(update))
            if blocks:
                break
    return tuple(blocks)


def _update_blocks(update: Node) -> Iterator[Block]:
    """Yield one entry's headline (unless the text begins with it) and text."""
    body = next(iter(strings(update.get("articleBody"))), "")[:LONGEST]
    blocks = stated_blocks(body) if body else ()
    headline = clean(next(iter(strings(update.get("headline"))), "")[:1000])
    if headline and not (blocks and bare_letters(blocks[0].text).startswith(bare_letters(headline)[:60])):
        blocks = (Block(text=headline), *blocks)
    for number, block in enumerate(blocks):
        yield block if number else Block(kind="live_entry", text=block.text)


def _kind(tag: str) -> BlockKind:
    return _KINDS.get(tag, "paragraph")
