"""Which element of a page holds the article's text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from aggregator.extraction.boilerplate import is_disclaimer
from aggregator.extraction.vocabulary import (
    ASIDE,
    BIO,
    BODY,
    CAPTION,
    COMMENTS,
    DATELINE,
    EMBED,
    FURNITURE,
    HEADLINE,
    HIDDEN,
    JUNK,
    MAIN,
    STANDFIRST,
    TEASER,
    WEAK,
)
from aggregator.extraction.walk import Line, Node, Walk

NEVER: Final = FURNITURE | COMMENTS
BESIDE: Final = WEAK | JUNK | TEASER | BIO | CAPTION | HIDDEN
SOFT: Final = BESIDE | ASIDE | DATELINE | HEADLINE | EMBED

DOMINANT: Final = 0.5
"""Share of all prose that an element must hold for its unfavourable name to be overlooked."""

DOMINANT_FURNITURE: Final = 0.7
"""The same for elements called footer, menu, dialog."""

SIZEABLE: Final = 0.2
"""Share of all prose from which on a box that holds an element called the text is not taken for one beside it."""

SMALL: Final = 300.0
"""Letters of prose up to which weakly unfavourable names (`WEAK`) are believed: a share bar has none, a credit few."""

DECAY: Final = 0.8
"""What each level between an element and a paragraph takes off the paragraph's weight for that element."""

# CJK signs say about two and a half times as much as letters of an alphabet (on translated news: 2.2 to 3).
_CJK: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]+")
_CJK_WEIGHT: Final = 2.5
_SENTENCE_ENDS: Final = frozenset(".!?…。！？؟।։;:：")
_CLOSING: Final = "\"'”’»«“›‹)]」』】）"
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def ends_sentence(text: str) -> bool:
    """Tell whether `text` ends as a sentence, or as what leads to the next line.

    >>> ends_sentence("“We cannot wait.”"), ends_sentence("More on this")
    (True, False)
    """
    return bool(text) and text.rstrip(_CLOSING)[-1:] in _SENTENCE_ENDS


def size(text: str) -> float:
    """Return the length of `text` in letters of an alphabet.

    >>> size("news"), size("新聞")
    (4.0, 5.0)
    """
    if text.isascii():
        return float(len(text))
    return len(text) + (_CJK_WEIGHT - 1) * _cjk_signs(text)


# A paragraph is asked for four times: as a line, as a block, and in two sums. Small, since it keeps the texts.
@lru_cache(maxsize=256)
def _cjk_signs(text: str) -> int:
    return sum(map(len, _CJK.findall(text)))


def prose(line: Line, tag: str) -> float:
    """Return how much running text a line in an element `tag` is, in letters."""
    text = line.text
    share = 1 - min(1.0, line.linked / len(text))
    if tag in HEADINGS or share < 0.5 or len(text) * _CJK_WEIGHT < 20:
        return 0.0
    length = size(text)
    free = length * share
    if length < 20 or is_disclaimer(text):
        return 0.0
    if length < 80 and not ends_sentence(text):
        return 0.0 if length < 40 else free * 0.2
    return min(free, 1500.0) * (0.5 if tag == "li" else 1.0)


def weigh(seen: Walk) -> list[float]:
    """Return for each line how much article prose it may be, and settle the flags of `seen` on the way.

    All zero where the page has no running text.
    """
    nodes = seen.nodes
    raw = [prose(line, nodes[line.node].tag) for line in seen.lines]
    held = _held(seen, raw)
    if held[0] > 0:
        _settle_flags(seen, held)
        for number, line in enumerate(seen.lines):
            line.flags = nodes[line.node].flags
            raw[number] *= _factor(line.flags)
    return raw


def _held(seen: Walk, amounts: Sequence[float]) -> list[float]:
    """Return for each node the sum of `amounts` (one a line) in it."""
    held = [0.0] * len(seen.nodes)
    for line, amount in zip(seen.lines, amounts, strict=True):
        held[line.node] += amount
    for number in range(len(held) - 1, 0, -1):
        held[seen.nodes[number].parent] += held[number]
    return held


def _settle_flags(seen: Walk, held: list[float]) -> None:
    """Drop unfavourable flags of elements that hold too much prose for them, and hand down what remains."""
    nodes, total = seen.nodes, held[0]
    alike: dict[str, float] = {}  # class → prose of all elements of that class with a weak flag: styled paragraphs
    flagged = [(number, node) for number, node in enumerate(nodes) if node.own]
    for number, node in flagged:
        if node.own & WEAK:
            name = node.element.get("class") or ""
            alike[name] = alike.get(name, 0.0) + held[number]
    holds = _with_body(seen) if any(node.own & ASIDE for _, node in flagged) else []
    headline = next((at for at, line in enumerate(seen.lines) if nodes[line.node].tag == "h1"), -1)
    for number, node in flagged:
        own = node.own
        if own & SOFT and held[number] > DOMINANT * total:
            node.own &= ~SOFT
        if own & WEAK and alike[node.element.get("class") or ""] > SMALL:
            node.own &= ~WEAK
        if own & FURNITURE and held[number] > DOMINANT_FURNITURE * total:
            node.own &= ~FURNITURE
        if own & NEVER and node.first <= headline < node.end and held[number] > DOMINANT * total:
            node.own &= ~NEVER
        if own & ASIDE and held[number] > SIZEABLE * total and holds[number]:
            node.own &= ~ASIDE
        if own & TEASER and held[number] > 40 and not _has_links(seen, node):
            # A teaser that leads nowhere is this article's own; a long one is its text.
            node.own = node.own & ~TEASER | (STANDFIRST if node.end - node.first <= 3 else 0)
    _flag_cards(seen, held)
    for number, node in enumerate(nodes):
        node.flags = node.own | (nodes[node.parent].flags if number else 0)


def _with_body(seen: Walk) -> list[bool]:
    """Return for each node whether an element in it is called the article's text."""
    holds = [False] * len(seen.nodes)
    for number in range(len(holds) - 1, 0, -1):
        node = seen.nodes[number]
        if holds[number] or node.own & BODY:
            holds[node.parent] = True
    return holds


LONG_TEASER: Final = 60
"""Lines from which on what is called a teaser is a list of them, whatever it holds."""


def _has_links(seen: Walk, node: Node) -> bool:
    """Tell whether a line in `node` is linked, or is a heading: the head of something else."""
    if node.end - node.first > LONG_TEASER:
        return True
    return any(line.linked or seen.nodes[line.node].tag in HEADINGS for line in seen.lines[node.first : node.end])


def _flag_cards(seen: Walk, held: Sequence[float]) -> None:
    """Flag as teasers what stands in rows of three and more: a linked headline with a few words."""
    rows: dict[tuple[int, str, str], list[Node]] = {}
    for number, node in enumerate(seen.nodes):
        if 1 < node.end - node.first <= 8 and held[number] < 500 and node.tag not in ("p", "tr"):
            lines = seen.lines[node.first : node.end]
            if any(line.linked >= 0.8 * len(line.text) and len(line.text) > 15 for line in lines):
                key = (node.parent, node.tag, node.element.get("class") or "")
                rows.setdefault(key, []).append(node)
    for row in rows.values():
        if len(row) >= 3:
            for node in row:
                node.own |= TEASER


def _factor(flags: int) -> float:
    """Return how much a line's prose counts under these flags."""
    if flags & NEVER:
        return 0.0
    if flags & BESIDE:
        return 0.1
    if flags & ASIDE:
        return 0.3
    return 1.0


def find_container(seen: Walk, weights: Sequence[float]) -> int | None:
    """Return the number of the node that holds the article's text most closely; None without running text."""
    nodes = seen.nodes
    near = [0.0] * len(nodes)  # of each node, the prose in it, less what each level between takes
    for line, amount in zip(seen.lines, weights, strict=True):
        near[line.node] += amount
    best, most = None, 0.0
    for number in range(len(nodes) - 1, -1, -1):
        node = nodes[number]
        if not near[number]:
            continue
        leaf = node.first + 1 >= node.end
        if number:
            near[node.parent] += near[number] * (1.0 if leaf else DECAY)
        score = near[number] * (1.4 if node.own & BODY else 1.1 if node.own & MAIN else 1.0) * (0.6 if leaf else 1.0)
        if score >= most:
            best, most = number, score
    return _widened(seen, best, weights) if best is not None else None


def continuations(seen: Walk, best: int, weights: Sequence[float]) -> list[int]:
    """Return `best` and the nodes in which its text goes on, in document order: siblings or cousins of its very kind.

    Sites cut a text into pieces to set advertisements between them; the pieces share tag and class.
    """
    nodes = seen.nodes
    name = nodes[best].element.get("class")
    found = [best]
    if not name or nodes[best].first + 1 >= nodes[best].end:
        return found
    around = next(
        (number for number in list(seen.holders(best))[1:5] if nodes[number].tag in ("article", "main")), None
    )
    top = around if around is not None else list(seen.holders(best))[: 1 + COUSINS][-1]
    number, tries = top + 1, 0
    while number < len(nodes) and nodes[number].first < nodes[top].end:
        node = nodes[number]
        alike = (
            tries < MOST_TRIES and number != best and node.tag == nodes[best].tag and node.element.get("class") == name
        )
        tries += alike
        if (
            alike
            and not (node.first <= nodes[best].first and node.end >= nodes[best].end)
            and _goes_on(seen, node, weights)
        ):
            found.append(number)
            number = next(
                (after for after in range(number + 1, len(nodes)) if nodes[after].first >= node.end), len(nodes)
            )
        else:
            number += 1
    return sorted(found, key=lambda one: nodes[one].first)


MOST_TRIES: Final = 100
"""Elements of one kind that are looked into for more of the text; the most pieces seen are 40."""

COUSINS: Final = 3
"""Levels above an element within which another one may continue its text."""


def _goes_on(seen: Walk, node: Node, weights: Sequence[float]) -> bool:
    """Tell whether a node holds running text and neither a headline nor a linked one."""
    lines = range(node.first, node.end)
    if node.flags & (NEVER | BESIDE | ASIDE) or sum(weights[index] for index in lines) < 60:
        return False
    for index in lines:
        line, tag = seen.lines[index], seen.nodes[seen.lines[index].node].tag
        if tag == "h1" or (tag in HEADINGS and line.linked > 0.5 * len(line.text)):
            return False
    return True


def _widened(seen: Walk, best: int, weights: Sequence[float]) -> int:
    """Return the node around `best` in which the text goes on; `best` itself where it does not."""
    nodes, lines = seen.nodes, seen.lines
    chosen = best
    have = sum(weights[nodes[best].first : nodes[best].end])
    for number in list(seen.holders(best))[1:7]:
        node, inner = nodes[number], nodes[chosen]
        if node.tag in ("body", "html"):
            break
        outside = [*range(node.first, inner.first), *range(inner.end, node.end)]
        more = sum(weights[index] for index in outside)
        if more < 0.05 * have:
            continue
        visible = [index for index in outside if not lines[index].flags & (NEVER | BESIDE | ASIDE)]
        if any(nodes[lines[index].node].tag == "h1" for index in visible if index >= inner.end):
            break  # the next article begins
        if more > 0.7 * sum(size(lines[index].text) for index in visible):
            chosen, have = number, have + more
    return chosen
