"""The article's text: from the source's rules, the page's markup or what is stated of it, and whether it is all."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lxml.html import HtmlElement

from aggregator.article import Block, BlockKind
from aggregator.extraction.boilerplate import is_furniture
from aggregator.extraction.container import (
    NEVER,
    continuations,
    find_container,
    headline_at,
    size,
    weigh,
)
from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.paywall import paywall_claims
from aggregator.extraction.picking import blocks_of, choose_lines, named_kind, standfirst
from aggregator.extraction.rules import found_by, rules_for
from aggregator.extraction.stated import (
    SHORTEST,
    StatedText,
    bare_letters,
    live_updates,
    plain,
    stated_blocks,
    stated_by_feed,
    stated_by_jsonld,
    stated_by_states,
)
from aggregator.extraction.vocabulary import PAYWALL
from aggregator.extraction.walk import Walk, walk
from aggregator.text import clean, folded


@dataclass(frozen=True, kw_only=True)
class Body:
    """The text of one page, and where it was found."""

    blocks: tuple[Block, ...] = ()
    complete: bool | None = None
    """Whether the blocks are the whole text; None where that cannot be told."""

    place: str | None = None
    """Where it stands (`rule …`, `dom`, `jsonld articleBody`, `state …`); None without blocks."""

    reason: str | None = None
    """Why there are no blocks; None where there are."""

    container: HtmlElement | None = None
    """The element that holds the text; None where it stands in no element."""


NO_TEXT: Final = "The page holds no article text."

LITTLE: Final = 400.0
"""Letters below which a text found in the markup is doubted, and the page's states are asked for a longer one."""

LONGER: Final = 1.5
"""How many times longer than the markup's a stated text must be to be taken instead."""


def read_body(page: ParsedPage, *, title: str | None = None, day: dt.date | None = None) -> Body:
    """Return the article's text; without blocks and with a reason where the page holds none.

    `title` is the headline, which is not repeated in the text; `day` of publication chooses among the source's rules.
    """
    if page.root is None or page.seen is None:
        return Body(reason=page.reason or NO_TEXT)
    removed = frozenset(
        element
        for rule in rules_for(page, "remove", day=day)
        for element in found_by(page, rule)
        if not isinstance(element, str)
    )
    body = _by_rules(page, removed, title, day)
    if body is None:
        body = _from_markup(page, removed, title)
        body = replace(body, blocks=_without_polls(page.root, page.recall.kept(body.blocks)))
    return replace(body, complete=_is_complete(page, body)) if body.blocks else body


# ---------------------------------------------------------------- the source's rules


def _by_rules(page: ParsedPage, removed: frozenset[HtmlElement], title: str | None, day: dt.date | None) -> Body | None:
    """Return the text where the source's rules say it stands; None where no rule finds any."""
    headline = folded(title) if title else ""
    for rule in rules_for(page, "body", day=day):
        blocks: list[Block] = []
        first: HtmlElement | None = None
        for element in found_by(page, rule):
            if isinstance(element, str):
                blocks.extend(stated_blocks(element))
                continue
            first = element if first is None else first
            seen = walk(element, without=removed)
            for line in seen.lines:
                kind = named_kind(seen, line, seen.nodes[line.node].flags)
                if not seen.nodes[line.node].flags & NEVER and folded(line.text) != headline:
                    blocks.append(Block(kind=kind, text=line.text))
        if blocks:
            return Body(blocks=tuple(blocks), place=f"rule {rule.css or rule.xpath}", container=first)
    return None


# ---------------------------------------------------------------- markup and stated text


def _from_markup(page: ParsedPage, removed: frozenset[HtmlElement], title: str | None) -> Body:
    """Return the text from the page's markup, or from its JSON where the markup holds too little of it."""
    if page.root is None or page.seen is None:
        return Body(reason=NO_TEXT)
    seen = walk(page.root, without=removed) if removed else page.seen
    stated = stated_by_jsonld(page)
    body = _from_walk(seen, title, stated, page.recall.find_container)
    have = sum(size(block.text) for block in body.blocks)
    if have < LITTLE:
        body = _swallowed(page.root, removed, title, stated, have) or body
        have = sum(size(block.text) for block in body.blocks)
    return _longer(page, stated, have) or body


FindContainer = Callable[[Walk, Sequence[float], int | None], int | None]


def _from_walk(seen: Walk, title: str | None, stated: StatedText | None, find: FindContainer) -> Body:
    """Return the text that stands in the lines of `seen`, in the node that `find` finds; without blocks where none."""
    headline = headline_at(seen, title)
    weights = weigh(seen, headline)
    best = find(seen, weights, headline)
    if best is None:
        return Body(reason=NO_TEXT)
    picked = choose_lines(seen, continuations(seen, best, weights), weights, title)
    # Whose last line stands in the statement needs no comparison.
    if stated is not None and picked and seen.lines[picked[-1][0]].text not in stated.text:
        picked = _without_tail(seen, picked, bare_letters(plain(stated.text)))
    blocks = (*standfirst(seen, best, picked, title), *blocks_of(seen, picked))
    return Body(blocks=blocks, place="dom", container=seen.nodes[best].element) if blocks else Body(reason=NO_TEXT)


MOST_SWALLOWED: Final = 40
"""Elements that a walk passes over and that are looked at where little text stands elsewhere."""


def _swallowed(
    root: HtmlElement, removed: frozenset[HtmlElement], title: str | None, stated: StatedText | None, have: float
) -> Body | None:
    """Return the text that stands where none is looked for: for readers without scripts, or in a menu left open.

    None where it is not much longer than the `have` letters that stand elsewhere.
    """
    outer: list[HtmlElement] = []  # none inside another: no part of the page is walked over twice
    for element in itertools.islice(root.iter("noscript", "nav", "template"), MOST_SWALLOWED):
        if element not in removed and not any(holder in outer for holder in element.iterancestors()):
            outer.append(element)
    bodies = [
        _from_walk(walk(element, without=removed), title, stated, find_container)
        for element in outer
        if next(element.iter("p"), None) is not None
    ]
    sizes = [sum(size(block.text) for block in body.blocks) for body in bodies]
    most = max(sizes, default=0.0)
    return bodies[sizes.index(most)] if most > max(SHORTEST, LONGER * have) else None


def _longer(page: ParsedPage, stated: StatedText | None, have: float) -> Body | None:
    """Return the text that the page's JSON or its feed states, where it is much longer than what the markup has."""
    # Markup and entities only shorten a text: one that is too short with them need not be taken apart.
    if stated is not None and size(stated.text) > LONGER * have and size(plain(stated.text)) > LONGER * have:
        return _stated(stated)
    if have < 2 * LITTLE:
        updates = live_updates(page)
        if sum(size(block.text) for block in updates) > LONGER * have:
            return Body(blocks=updates, place="jsonld liveBlogUpdate")
    if have < LITTLE:
        for one in stated_by_states(page):
            if size(plain(one.text)) > LONGER * have:
                return _stated(one)
    feed = stated_by_feed(page)
    return _stated(feed) if feed is not None and size(plain(feed.text)) > LONGER * have else None


def _without_polls(root: HtmlElement, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return `blocks` without the answers that readers are to choose from, and the question before them."""
    options = {
        clean("".join(itertools.islice(label.itertext(), MOST_PARTS))[:LONGEST_OPTION])
        for label in itertools.islice(root.iter("label"), MOST_OPTIONS)
        if _chooses(label)
    }
    if len(options) < 2:
        return blocks
    kept: list[Block] = []
    for is_option, group in itertools.groupby(blocks, key=lambda block: block.text in options):
        found = list(group)
        if is_option and len(found) > 1:
            if kept and kept[-1].text.endswith(("?", "？", "؟", ":")):
                kept.pop()
        else:
            kept.extend(found)
    return tuple(kept)


MOST_OPTIONS: Final = 200
MOST_PARTS: Final = 20
LONGEST_OPTION: Final = 300
"""Labels of a page, texts within one and characters of it that are compared with the text."""


def _chooses(label: HtmlElement) -> bool:
    """Tell whether a label is that of a radio button, which it holds or stands beside."""
    before = label.getprevious()
    inside = next(label.iter("input"), None)
    button = inside if inside is not None else before if before is not None and before.tag == "input" else None
    return button is not None and button.get("type") == "radio"


def _stated(stated: StatedText) -> Body | None:
    """Return the blocks of a stated text, without what is furniture by its words."""
    blocks = tuple(block for block in stated_blocks(stated.text) if not is_furniture(block.text))
    return Body(blocks=blocks, place=stated.place) if blocks else None


MOST_COMPARED: Final = 50_000_000
"""Lines times characters that are searched; the longest live blog seen comes to 20 million."""

# A stated text that holds this share of what was chosen is a witness for where the article ends.
_WITNESS: Final = 0.7


def _without_tail(seen: Walk, picked: list[tuple[int, BlockKind]], stated: str) -> list[tuple[int, BlockKind]]:
    """Drop what stands behind the last line that the page's own statement of its text has."""
    if len(picked) * len(stated) > MOST_COMPARED:
        return picked
    known = [bare_letters(seen.lines[at].text) in stated for at, _ in picked]
    sizes = [len(seen.lines[at].text) for at, _ in picked]
    inside = sum(length for length, is_known in zip(sizes, known, strict=True) if is_known)
    if not picked or inside < _WITNESS * sum(sizes) or inside < 0.9 * len(stated):
        return picked
    last = max(number for number, is_known in enumerate(known) if is_known)
    return picked[: last + 1]


# ---------------------------------------------------------------- whether it is all

STUB: Final = 1500.0
"""Letters below which the text of a page that is not free to read is taken for a stub."""


def _is_complete(page: ParsedPage, body: Body) -> bool | None:
    """Tell whether the blocks are the whole text; None where the page does not let us know."""
    stated = _stated_words(page)
    if stated:
        words = sum(len(block.text.split()) for block in body.blocks)
        if words < 0.5 * stated:
            return False
        if words >= 0.85 * stated:
            return True
    claims = list(paywall_claims(page))
    paywalled = max(claims, key=lambda claim: claim.belief).value if claims else None
    cut = body.blocks[-1].text.rstrip(" )]").endswith(("…", "..."))
    if paywalled:
        return False if cut or sum(size(block.text) for block in body.blocks) < STUB else None
    if paywalled is False and not cut:
        return True
    return False if cut and _has_barrier(page) else None


def _stated_words(page: ParsedPage) -> int | None:
    """Return the number of words that the page says its article has (schema.org `wordCount`)."""
    for node in page.articles:
        value = node.get("wordCount")
        if isinstance(value, str) and value.isascii() and value.isdigit():
            value = int(value[:9])
        if isinstance(value, int) and not isinstance(value, bool) and 20 < value < 100_000:
            return value
    return None


def _has_barrier(page: ParsedPage) -> bool:
    """Tell whether an element of the page is called a paywall."""
    return page.seen is not None and any(node.own & PAYWALL for node in page.seen.nodes)
