"""Who wrote it, as the page shows it to its readers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from lxml.html import HtmlElement

from aggregator.claim import Claim
from aggregator.extraction.byline_words import AUTHOR_SEGMENTS, LABELLING, SIGNING
from aggregator.extraction.names import Signatory, is_full_name, looks_like_person, read_byline
from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.region import article_nodes, article_region
from aggregator.extraction.signatures import MOST_AUTHORS, claim_of, names_person
from aggregator.extraction.vocabulary import BIO
from aggregator.text import clean


def shown_claims(page: ParsedPage) -> Iterator[Claim[tuple[Signatory, ...]]]:
    """Yield what the page shows rather than states: microdata, elements called byline, links to authors, lines.

    Costs more than `author_claims`: ask where those name no person. Each place is asked only if those before it
    name none.
    """
    region = article_region(page)
    for found in (
        _mark_claims(page, region),
        _link_claims(page, region),
        _line_claims(page),
        _japanese_signature(page),
    ):
        claims = tuple(found)
        yield from claims
        if names_person(claims):
            return


MOST_ADDRESSED = 5


def _link_claims(page: ParsedPage, region: HtmlElement | None) -> Iterator[Claim[tuple[Signatory, ...]]]:
    """Yield who is linked to as the author: by the link's relation, or by its address."""
    linked: list[HtmlElement] = []
    addressed: list[HtmlElement] = []
    for element in itertools.islice(region.iter("a"), MOST_LINKS) if region is not None else ():
        rel = element.get("rel")
        if rel is not None and "author" in rel.lower().split():
            linked.append(element)
        elif len(addressed) < MOST_ADDRESSED:
            parts = (element.get("href") or "").lower().split("/")
            if not AUTHOR_SEGMENTS.isdisjoint(parts) and _names_writer(parts) and not _in_furniture(element):
                if _is_of_another(element):
                    continue
                addressed.append(element)
    yield from _element_claims(page, "dom rel=author", 0.66, _beside(linked[:MOST_AUTHORS]))
    yield from _element_claims(page, "dom author link", 0.58, _beside(addressed))


def _names_writer(parts: Sequence[str]) -> bool:
    """Return whether the parts of an address, one of them a writers' folder, go on with the name of one."""
    return (parts[-1] or parts[-2]) not in AUTHOR_SEGMENTS and "creativecommons.org" not in parts


def _beside(elements: Sequence[HtmlElement]) -> list[HtmlElement]:
    """Return those of `elements` that stand in one line or list with the first: others are of other articles."""
    parents = [one.getparent() for one in elements]
    first = parents[0] if parents else None
    around = first.getparent() if first is not None and first.tag in _LIST_PARTS else None
    return [
        one
        for one, parent in zip(elements, parents, strict=True)
        if parent is first or (around is not None and parent is not None and parent.getparent() is around)
    ]


_LIST_PARTS = frozenset({"li", "span"})


_AUTHOR_CLASS = re.compile(
    r"(?:^|[\s_-])(?:authors?|byline|autor|auteur|autore|writer|yazar|avtor|signatura)(?:$|[\s_-](?:name|link|nom|nombre)?)",
    re.IGNORECASE,
)
_NO_BYLINE = re.compile(
    r"bio|box|about|card|image|avatar|photo|social|follow|more|related|list-|comment|desc", re.IGNORECASE
)


def _mark_claims(page: ParsedPage, region: HtmlElement | None) -> Iterator[Claim[tuple[Signatory, ...]]]:
    """Yield who is marked as the author by microdata, or by the name of an element's class."""
    if region is None or page.seen is None:
        return
    micro: list[HtmlElement] = []
    classed: list[HtmlElement] = []
    blocks = [node.element for node in article_nodes(page) if node.own & BIO]
    for element in itertools.chain(itertools.islice(region.iter("span", "a", "cite", "meta"), MOST_IN_LINE), blocks):
        get = element.get
        signs = get("class") or get("data-testid")
        if signs is not None and _is_byline(signs):
            classed.append(element)
        itemprop = get("itemprop")
        if itemprop is not None and ("author" in itemprop or "creator" in itemprop) and len(micro) < MOST_AUTHORS:
            micro.append(next((one for one in element.iter() if one.get("itemprop") == "name"), element))
    yield from _element_claims(page, "microdata author", 0.68, micro)
    classed.sort(key=lambda one: one.tag not in {"a", "span", "cite"})  # the name itself before the line that holds it
    outside = (one for one in classed[:MOST_CLASSED] if not _in_furniture(one) and not _is_of_another(one))
    yield from _element_claims(page, "dom byline", 0.6, tuple(itertools.islice(outside, 3)))


MOST_CLASSED = 20

MOST_LINKS = 5_000

MOST_IN_LINE = 20_000


@lru_cache(maxsize=20_000)
def _is_byline(signs: str) -> bool:
    return _AUTHOR_CLASS.search(signs) is not None and _NO_BYLINE.search(signs) is None


_FURNITURE = re.compile(r"nav|menu|footer|sidebar|related|teaser|comment|most|popular|widget|recirc", re.IGNORECASE)


def _in_furniture(element: HtmlElement) -> bool:
    """Return whether an element that holds `element` is navigation or a list of other articles, by tag or class."""
    return any(
        holder.tag not in {"body", "html"}
        and (
            holder.tag in {"nav", "footer", "aside"}
            or _is_furniture(f"{holder.get('class') or ''} {holder.get('id') or ''}")
        )
        for holder in itertools.islice(element.iterancestors(), 8)
    )


@lru_cache(maxsize=20_000)
def _is_furniture(signs: str) -> bool:
    return _FURNITURE.search(signs) is not None


def _is_of_another(element: HtmlElement) -> bool:
    """Return whether a byline stands beside a linked headline, in a card or list item: it is that article's."""
    for holder in itertools.islice(element.iterancestors(), 2):
        if holder.tag in {"body", "main", "header"} or len(holder.text_content()) > LARGEST_CARD:
            return False
        for link in itertools.islice(holder.iter("a"), 5):
            if len(link.text_content().strip()) > LONGEST_NAME and AUTHOR_SEGMENTS.isdisjoint(
                (link.get("href") or "").lower().split("/")
            ):
                return True
    return False


LARGEST_CARD = 500
"""Characters in a card with headline, byline and teaser, white space included."""

LONGEST_NAME = 35
"""Characters of a link's text that may be a name with a function; a headline is longer."""


def _element_claims(
    page: ParsedPage, place: str, belief: float, elements: Sequence[HtmlElement]
) -> Iterator[Claim[tuple[Signatory, ...]]]:
    """Yield the names in `elements`, one list."""
    found: list[Signatory] = []
    for element in elements:
        text = element.get("content") or _shown_text(element)
        if text and len(text) < LONGEST_SHOWN:
            found.extend(
                one
                for one in read_byline(_once(text), page.languages)
                if looks_like_person(one.name) or (not one.person and not one.name.islower())
            )
    yield from claim_of(page, found, place, belief)


def _shown_text(element: HtmlElement) -> str:
    """Return the text of `element`; parts that are full names are set apart from what stands beside them."""
    parts = [part for text in itertools.islice(element.itertext(), MOST_PARTS) if (part := clean(text[:LONGEST_SHOWN]))]
    apart = len(parts) > 1 and any(is_full_name(part) for part in parts)
    return (" | " if apart else " ").join(parts)


MOST_PARTS = 20
"""Texts in an element that is marked as byline; more are a biography or a list."""

LONGEST_SHOWN = 200


def _once(text: str) -> str:
    """Return `text` once where it is the same words twice, as a picture's label beside the name makes it.

    >>> _once("Ann Example Ann Example")
    'Ann Example'
    """
    words = text.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half > 1 and words[:half] == words[half:] else text


_DATE_AHEAD = re.compile(r"[\d.,:/| –-]{6,40}(?:uhr\b)?[\s,|·–-]*", re.IGNORECASE)
LONGEST_SIGNED = 120
LONGEST_LABELLED = 90
MOST_LINES = 3000


def _line_claims(page: ParsedPage) -> Iterator[Claim[tuple[Signatory, ...]]]:
    """Yield who signs in a line by the headline that begins as bylines do, or in any line that begins with a label."""
    for number, text in enumerate(page.head_lines):
        if len(text) < LONGEST_SIGNED:
            text = _DATE_AHEAD.sub("", text, count=1) if text[0].isdigit() else text
            if text and _first_word(text) in SIGNING:
                found = read_byline(text, page.languages)
                if (
                    found
                    and _first_word(found[0].name) not in SIGNING
                    and all(looks_like_person(one.name) for one in found)
                ):
                    yield from claim_of(page, found, "dom headline lines", 0.55 - 0.01 * number)
    for line in page.seen.lines[:MOST_LINES] if page.seen is not None else ():
        text = line.text
        if len(text) < LONGEST_LABELLED and _first_word(text) in LABELLING:
            found = [one for one in read_byline(text, page.languages) if looks_like_person(one.name)]
            if found and text != found[0].name:
                yield from claim_of(page, found, "dom labelled line", 0.5)


# Japanese papers sign behind the text, in brackets; of what else stands so alone most has fewer signs.
_JAPANESE_SIGNATURE = re.compile(
    r"[（(](?=.{4,8}[）)]$)([\u3400-\u9fff々]{1,4} ?[\u3040-\u30ff\u3400-\u9fff々]{1,5})[）)】]"
)
_JAPANESE_NOTES = frozenset(
    {"関連記事", "敬称略", "以下略", "続きを読む", "無断転載禁止", "写真提供", "有料記事", "会員限定"}
)


def _japanese_signature(page: ParsedPage) -> Iterator[Claim[tuple[Signatory, ...]]]:
    """Yield who signs behind the text of a Japanese page."""
    if page.seen is None or not any(one.startswith("ja") for one in page.languages[:1]):
        return
    for line in page.seen.lines[(page.headline_line or 0) + 1 : MOST_LINES]:
        text = line.text
        if len(text) <= LONGEST_SIGNATURE and text[0] in "（(" and text[1:-1] not in _JAPANESE_NOTES:
            match = _JAPANESE_SIGNATURE.fullmatch(text)
            if match is not None:
                yield from claim_of(page, read_byline(match[1], page.languages), "dom signature", 0.48)
                return


LONGEST_SIGNATURE = 12


def _first_word(line: str) -> str:
    """Return what `line` begins with, up to a space or colon, in lower case."""
    word = line.partition(" ")[0]
    return (word.partition(":")[0].partition("：")[0] if ":" in word or "：" in word else word).lower()
