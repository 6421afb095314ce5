"""Which element of a page holds the article's text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, islice
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
from aggregator.habits import SENTENCE_ENDS
from aggregator.markup import HEADINGS

NEVER: Final = FURNITURE | COMMENTS
BESIDE: Final = WEAK | JUNK | TEASER | BIO | CAPTION | HIDDEN
SOFT: Final = BESIDE | ASIDE | DATELINE | HEADLINE | EMBED
_JUDGED: Final = NEVER | SOFT
"""Flags that an element loses if it holds too much prose for them."""

DOMINANT: Final = 0.5
"""Share of all prose that an element must hold for its unfavourable name to be overlooked."""

DOMINANT_FURNITURE: Final = 0.7
"""The same for elements called footer, menu, dialog."""

SIZEABLE: Final = 0.2
"""Share of all prose from which on a box that holds an element called the text, or stands right under the headline, is
not taken for one beside it."""

SMALL: Final = 300.0
"""Letters of prose up to which weakly unfavourable names (`WEAK`) are believed: a share bar has none, a credit few."""

LONGEST: Final = 4000.0
"""Letters of one line that count: whole articles stand in one, but so do lists of all kinds."""

DECAY: Final = 0.7
"""What each level between an element and a paragraph takes off the paragraph's weight for that element."""

# CJK signs say about two and a half times as much as letters of an alphabet (on translated news: 2.2 to 3).
_CJK: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]+")
_CJK_WEIGHT: Final = 2.5
_OTHER_ROWS: Final = bytes(set(range(256)) - {0x30, *range(0x34, 0xA0), *range(0xAC, 0xD8), 0xF9, 0xFA})
"""High bytes of code points that begin no sign of `_CJK`."""

_SENTENCE_ENDS: Final = SENTENCE_ENDS | frozenset(";:：")
_CLOSING: Final = "\"'”’»«“›‹)]」』】）"


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
    # The high bytes of UTF-16 tell in a tenth of the time that a text has none.
    if not text.encode("utf-16-le", "surrogatepass")[1::2].translate(None, _OTHER_ROWS):
        return 0
    return sum(map(len, _CJK.findall(text)))


def prose(line: Line, tag: str) -> float:
    """Return how much running text a line in an element `tag` is, in letters."""
    text = line.text
    letters = len(text)
    if letters * _CJK_WEIGHT < 20 or line.linked * 2 > letters or tag in HEADINGS:
        return 0.0
    length = size(text)
    if length < 20:
        return 0.0
    free = length * (1 - min(1.0, line.linked / letters))
    if length < 80 and not ends_sentence(text):
        return 0.0 if length < 40 or is_disclaimer(text) else free * 0.2
    if is_disclaimer(text):
        return 0.0
    return min(free, LONGEST) * (0.5 if tag == "li" else 1.0)


def weigh(seen: Walk, headline: int | None = None) -> list[float]:
    """Return for each line how much article prose it may be, and settle the flags of `seen` on the way.

    All zero where the page has no running text. `headline` is the number of the line that is the headline;
    without it, the first `h1` is taken for it.
    """
    nodes = seen.nodes
    raw = [prose(line, nodes[line.node].tag) for line in seen.lines]
    held = _held(seen, raw)
    if held[0] > 0:
        headline = headline_at(seen) if headline is None else headline
        _settle_flags(seen, held, headline)
        for number, line in enumerate(seen.lines):
            line.flags = flags = nodes[line.node].flags
            if raw[number]:
                raw[number] *= _factor(flags)
    return raw


def _held(seen: Walk, amounts: Sequence[float]) -> list[float]:
    """Return for each node the sum of `amounts` (one a line) in it."""
    sums = list(accumulate(amounts, initial=0.0))
    return [sums[node.end] - sums[node.first] for node in seen.nodes]


def _settle_flags(seen: Walk, held: list[float], headline: int | None) -> None:
    """Drop unfavourable flags of elements that hold too much prose for them, and hand down what remains."""
    nodes, total = seen.nodes, held[0]
    alike: dict[str, float] = {}  # class → prose of all elements of that class with a weak flag: styled paragraphs
    flagged = [(number, node) for number, node in enumerate(nodes) if node.own & _JUDGED]
    names = {number: _without_hash(node.element.get("class") or "") for number, node in flagged if node.own & WEAK}
    for number, name in names.items():
        alike[name] = alike.get(name, 0.0) + held[number]
    holds = _with_body(seen) if any(node.own & ASIDE for _, node in flagged) else []
    changed: list[int] = []
    for number, node in flagged:
        own, prose_held = node.own, held[number]
        if not prose_held and not own & (WEAK | CAPTION):
            continue
        if own & WEAK and alike[names[number]] > SMALL:
            own &= ~WEAK
        if own & CAPTION and node.tag == "figure" and next(node.element.iter(*_NOT_PICTURES), None) is not None:
            own &= ~CAPTION
        if prose_held:
            own = _settled(seen, node, own, prose_held, total, headline, holds[number] if holds else False)
        if own != node.own:
            node.own = own
            changed.append(number)
    changed.extend(_flag_cards(seen, held))
    start = min(changed, default=len(nodes))
    if start == 0:
        nodes[0].flags = nodes[0].own
    for node in nodes[max(1, start) :]:
        node.flags = node.own | nodes[node.parent].flags


_HASHED: Final = re.compile(r"([A-Za-z]+(?:-[A-Za-z]+)*)_{1,3}(?=[a-z]*\d)[a-z0-9]{5,8}\b")


def _without_hash(name: str) -> str:
    """Return what a class was called before a build tool made it unique (`tagStyle_z4kqwb`); others as they are."""
    found = _HASHED.match(name)
    return found[1] if found is not None else name


def _settled(
    seen: Walk, node: Node, own: int, prose_held: float, total: float, headline: int | None, with_body: bool
) -> int:
    """Return what remains of the flags `own` of a node that holds some prose, of `total` on the page."""
    if own & SOFT and prose_held > DOMINANT * total:
        own &= ~SOFT
    if own & FURNITURE and prose_held > DOMINANT_FURNITURE * total:
        own &= ~FURNITURE
    if own & NEVER and prose_held > DOMINANT * total and headline is not None and node.first <= headline < node.end:
        own &= ~NEVER
    if own & ASIDE and prose_held > SIZEABLE * total and (with_body or is_under(node, headline)):
        own &= ~ASIDE
    if own & (DATELINE | HEADLINE) and prose_held > SMALL:
        own &= ~(DATELINE | HEADLINE)
    if own & TEASER and prose_held > 40 and not _has_links(seen, node):
        # A teaser that leads nowhere is this article's own; a long one is its text.
        own = own & ~TEASER | (STANDFIRST if node.end - node.first <= 3 else 0)
    return own


# What editors set in a `figure` besides pictures.
_NOT_PICTURES: Final = ("table", "blockquote", "pre")


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


OWN: Final = 3
"""List items without a link beyond which a card is the article's own: a recipe, a product under test."""


def _in_item(seen: Walk, node: int) -> bool:
    return seen.nodes[node].tag == "li" or seen.nodes[seen.nodes[node].parent].tag == "li"


def _has_links(seen: Walk, node: Node) -> bool:
    """Tell whether a line in `node` is linked, or is a heading: the head of something else."""
    lines = seen.lines[node.first : node.end]
    if len(lines) > LONG_TEASER:
        return True
    if sum(not line.linked and _in_item(seen, line.node) for line in lines) > OWN:
        return False
    return any(line.linked or seen.nodes[line.node].tag in HEADINGS for line in lines)


def _flag_cards(seen: Walk, held: Sequence[float]) -> list[int]:
    """Flag as teasers what stands in rows of three and more: a linked headline with a few words. Return the numbers."""
    lines = seen.lines
    is_head = [line.linked > 15 and line.linked >= 0.8 * len(line.text) for line in lines]
    if sum(is_head) < 3:
        return []
    heads = list(accumulate(is_head, initial=0))
    rows: dict[tuple[int, str, str], list[int]] = {}
    few = [
        number
        for number, node in enumerate(seen.nodes)
        if 1 < node.end - node.first <= 8 and heads[node.end] > heads[node.first]
    ]
    for number in few:
        node = seen.nodes[number]
        if held[number] < 500 and node.tag not in ("p", "tr"):
            rows.setdefault((node.parent, node.tag, node.element.get("class") or ""), []).append(number)
    found = [number for row in rows.values() if len(row) >= 3 for number in row]
    for number in found:
        seen.nodes[number].own |= TEASER
    return found


def _factor(flags: int) -> float:
    """Return how much a line's prose counts under these flags."""
    if flags & NEVER:
        return 0.0
    if flags & BESIDE:
        return 0.1
    if flags & ASIDE:
        return 0.3
    return 1.0


def headline_at(seen: Walk, title: str | None = None) -> int | None:
    """Return the number of the line that is the headline: the one that says `title`, or the first `h1`."""
    if title:
        for number, line in enumerate(seen.lines):
            if line.text == title and not line.linked:
                return number
    return next((number for number, line in enumerate(seen.lines) if seen.nodes[line.node].tag == "h1"), None)


def is_under(node: Node, headline: int | None) -> bool:
    """Tell whether a node holds the line `headline`, or begins right under it."""
    return headline is not None and node.first <= headline + BELOW and headline < node.end


UNDER_HEADLINE: Final = 1.6
"""What standing right under the headline adds to an element's weight."""

BELOW: Final = 20
"""Lines between the headline and the text: byline, date, share buttons, the lead picture's caption."""


def find_container(seen: Walk, weights: Sequence[float], headline: int | None = None) -> int | None:
    """Return the number of the node that holds the article's text most closely; None without running text.

    `headline` is the number of the line that is the headline.
    """
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
        if is_under(node, headline):
            score *= UNDER_HEADLINE
        if score >= most:
            best, most = number, score
    if best is None:
        return None
    own = own_article(seen, headline)
    if own is not None and _is_best(seen, own, best, weights):
        return own
    return _widened(seen, best, weights)


def own_article(seen: Walk, headline: int | None) -> int | None:
    """Return the `article` element that holds the line `headline`, if another one beside it is headed as it is.

    Sites that load the next article below the first set each in an `article` of its own. So do live blogs with their
    entries, but the headline stands in none of those.
    """
    if headline is None:
        return None
    nodes = seen.nodes
    own = next((one for one in seen.holders(seen.lines[headline].node) if nodes[one].tag == "article"), None)
    if own is None or next(nodes[own].element.itersiblings("article"), None) is None:
        return None
    beside = (
        node
        for node in nodes[own + 1 :]
        if node.tag == "article" and node.parent == nodes[own].parent and node.end - node.first > 2
    )
    return own if any(_is_headed(seen, node) for node in islice(beside, MOST_BESIDE)) else None


MOST_BESIDE: Final = 20
"""Articles beside the first that are looked at; one headed like it is enough."""


def _is_headed(seen: Walk, node: Node) -> bool:
    """Tell whether one of the first lines in `node` is a heading of the first rank, or one that is a link."""
    for line in seen.lines[node.first : min(node.end, node.first + 4)]:
        tag = seen.nodes[line.node].tag
        if tag == "h1" or (tag in HEADINGS and 2 * line.linked > len(line.text)):
            return True
    return False


def _is_best(seen: Walk, own: int, best: int, weights: Sequence[float]) -> bool:
    """Tell whether `own`, which `best` holds, is a text rather than the head of one: no other in it is far longer."""
    nodes = seen.nodes
    if nodes[best].first > nodes[own].first or nodes[best].end < nodes[own].end:
        return False
    held = sum(weights[nodes[own].first : nodes[own].end])
    around = sum(weights[nodes[best].first : nodes[best].end])
    return held > SMALL and 3 * held > around


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
    tag, first, end = nodes[best].tag, nodes[best].first, nodes[best].end
    tries, passed = 0, 0
    for number in range(top + 1, len(nodes)):
        node = nodes[number]
        if node.first >= nodes[top].end or tries >= MOST_TRIES:
            break
        if node.tag != tag or node.first < passed or number == best or node.element.get("class") != name:
            continue
        tries += 1
        if not (node.first <= first and node.end >= end) and _goes_on(seen, node, weights):
            found.append(number)
            passed = node.end
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


MOSTLY: Final = 0.8
"""Share of prose in what stands around the text from which on it is more of the text; columns of teasers have less.

Measured from 0.6 to 0.87: below 0.8 columns beside the text come in, above it texts in unlike pieces are cut short."""

NOTHING: Final = 0.05
"""Share of the text's prose that an element must add to be looked at."""


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
        if more < NOTHING * have:
            continue
        visible = [index for index in outside if not lines[index].flags & (NEVER | BESIDE | ASIDE)]
        if any(nodes[lines[index].node].tag == "h1" for index in visible if index >= inner.end):
            break  # the next article begins
        if more > MOSTLY * sum(size(lines[index].text) for index in visible):
            chosen, have = number, have + more
    return chosen
