"""One walk over the tree: its text as lines, each with the block elements that hold it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final
from unicodedata import is_normalized

from lxml import etree
from lxml.html import HtmlElement

from aggregator.extraction.vocabulary import (
    CAPTION,
    COMMENTS,
    FURNITURE,
    HIDDEN,
    PATH,
    ROLE_FLAGS,
    TAG_FLAGS,
    class_flags,
)
from aggregator.markup import HEADINGS
from aggregator.text import clean

_SKIP, _BREAK_LINE, _INLINE, _LINK, _BOLD, _BLOCK = range(6)
# What the walk does at an element; a block begins and ends lines.
_ACTIONS: Final = {
    **dict.fromkeys(
        [
            *("head", "script", "style", "svg", "noscript", "template", "iframe", "object", "embed", "canvas", "audio"),
            *("select", "option", "button", "input", "textarea", "datalist", "progress", "meter", "map", "math", "nav"),
            *("dialog", "applet", "menu", "amp-ad", "amp-analytics", "amp-sidebar", "title", "img"),
        ],
        _SKIP,
    ),
    "br": _BREAK_LINE,
    **dict.fromkeys(
        [
            *("abbr", "acronym", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins"),
            *("kbd", "label", "mark", "nobr", "o:p", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike"),
            *("sub", "sup", "time", "tt", "u", "var", "wbr", "st1:city", "st1:country-region", "st1:place"),
            *("tbody", "thead", "tfoot", "picture", "source", "video", "track"),
        ],
        _INLINE,
    ),
    "a": _LINK,
    "b": _BOLD,
    "strong": _BOLD,
    **dict.fromkeys(
        [
            *("address", "article", "aside", "blockquote", "body", "caption", "center", "col", "colgroup", "dd", "dir"),
            *("details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "header"),
            *("h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "hr", "html", "legend", "li", "listing", "main", "ol", "p"),
            *("plaintext", "pre", "search", "section", "slot", "summary", "table", "td", "th", "tr", "ul", "xmp"),
        ],
        _BLOCK,
    ),
}

BREAK: Final = "\x06"
_GAP: Final = re.compile("\x06\\s*+\x06[\\s\x06]*+")

# The break before a list item that is set as a line of its own, with the sign or number it begins with.
_ITEM: Final = re.compile("\x06\\s*+(?=(?:[•●▪■◦‣▸►✓✔]|[-–—*]\\s|\\d{1,3}[.)]\\s)\\s*+[^\\s\x06])")

LONGEST_MARK: Final = 40
"""Characters, white space included, in which the sign or number of the first item stands."""

MANY_ITEMS: Final = 3
"""Lines beginning with a sign or number from which on they are a list; one or two may be a sum, or speech."""

# An element that HTML does not know is set within a line (HTML, 15.3) in a paragraph; elsewhere boxes are built of it.
_PARAGRAPHS: Final = HEADINGS | {"p"}


def _action(tag: object, holder: str) -> int:
    """Return what to do at an element of block `holder` that is none of `_ACTIONS`; an entity is passed over."""
    if not isinstance(tag, str):
        return _SKIP
    return _INLINE if holder in _PARAGRAPHS else _BLOCK


# What libxml2 leaves in a head that nobody closed: it does not know that these open the body.
_STRAYED: Final = ("article", "aside", "footer", "header", "main", "nav", "section")
_WITH_HEAD: Final = _ACTIONS | {"head": _BLOCK}


LONGEST_LINK: Final = 500
"""Characters from which on a link is text that a forgotten `</a>` swallowed; a teaser set in one link has 300."""

LONGEST_LINE: Final = 100_000
"""Characters of one line that are read; the longest paragraph of 1,400 real pages has 30,000."""

MOST_HOLDERS: Final = 200
"""Nodes around a line that are asked; real pages nest 40 deep."""

MOST_NAMES: Final = 5_000
"""Different classes and ids of one page that are read; real pages have 2,000."""

MOST_LINES: Final = 20_000
"""Lines of one page; the longest live blog seen has 3,000."""


@dataclass(slots=True, eq=False)
class Node:
    """One block element."""

    element: HtmlElement
    tag: str
    parent: int
    """Number of the node that holds it; -1 for the first."""

    own: int
    """Flags of its own tag, class, id and attributes (see `vocabulary`)."""

    flags: int
    """Its own and those of all nodes that hold it."""

    first: int
    """Number of the first line in it."""

    end: int = 0
    """Number after that of the last line in it."""


@dataclass(slots=True, eq=False)
class Line:
    """A stretch of text between two block boundaries or blank lines."""

    text: str
    node: int
    flags: int
    linked: int = 0
    """Characters of the text that stand in links."""

    links: int = 0
    """Number of links in it."""

    bold: int = 0
    """Characters that are set in bold."""


@dataclass(slots=True, eq=False)
class Walk:
    """The page as lines and nodes, in document order."""

    nodes: list[Node]
    lines: list[Line]

    def holders(self, node: int) -> Iterator[int]:
        """Yield `node` and the nodes that hold it, outwards, `MOST_HOLDERS` at most."""
        for _ in range(MOST_HOLDERS):
            if node < 0:
                return
            yield node
            node = self.nodes[node].parent


Span = tuple[bool, int, int]
"""A link (True) or a bold run: from where to where in the text of a line."""


def walk(root: HtmlElement, *, without: frozenset[HtmlElement] = frozenset()) -> Walk:
    """Return the lines and block elements under `root` (the `html` element or any other), passing over `without`."""
    lines: list[Line] = []
    start, action_of = root, _ACTIONS.get
    if root.tag == "html":
        head, body = root.find("head"), root.find("body")
        if head is not None and next(head.iterchildren(*_STRAYED), None) is not None:
            action_of = _WITH_HEAD.get
        elif body is not None:
            start = body
    holder, current = Node(start, start.tag, -1, 0, 0, 0), 0
    nodes = [holder]
    parts: list[str] = []  # the text since the last end of a line
    length = 0  # of the parts
    opened: list[tuple[bool, int]] = []  # links and bold runs, and where they began; the end of a line ends none
    closed: list[Span] = []  # those that have ended
    if start.text:
        parts.append(start.text)
        length = len(start.text)
    # Per open element: its children still to come, itself, and what to do at its end:
    # >= 0 the node to return to, or one of the two below.
    waiting: list[Iterator[HtmlElement]] = [iter(start)]
    elements: list[HtmlElement] = [start]
    endings: list[int] = [_NOTHING]
    asked = 0
    known: dict[str | tuple[str, str], int] = {}  # class, or class and id → flags
    new_node, tag_flags = object.__new__, TAG_FLAGS.get
    # A page has a thousand elements: what is done for each is written out here, and not called.
    while waiting:
        for child in waiting[-1]:
            tag = child.tag
            action = action_of(tag)
            if action is None:
                action = _action(tag, holder.tag)
            if without and child in without:
                action = _SKIP
            ending = _NOTHING
            if action == _BLOCK:
                if parts:
                    _end_line(parts, opened, closed, current, holder, lines)
                    length = 0
                own, names, ident = tag_flags(tag, 0), "", ""
                for key, value in child.items():
                    if key == "class":
                        names = value
                    elif key == "id":
                        ident = value
                    elif key in _FLAGGING:
                        own |= _attribute_flags(key, value)
                if (names or ident) and tag != "body":
                    found = known.get((names, ident) if ident else names)
                    own |= _name_flags(names, ident, known) if found is None else found
                if own & FURNITURE:
                    # One inside another is read twice: where many are, each counts for more.
                    asked += NESTED if holder.flags & FURNITURE else 1
                    if not own & PATH and asked < MOST_MENUS and _is_menu(child):
                        action = _SKIP
                if action == _BLOCK:
                    ending = current
                    flags = holder.flags | own
                    holder = new_node(Node)  # calling `Node` takes twice as long as all of this
                    holder.element = child
                    holder.tag = tag
                    holder.parent = current
                    holder.own = own
                    holder.flags = flags
                    holder.first = len(lines)
                    current = len(nodes)
                    nodes.append(holder)
            elif action > _BREAK_LINE:
                names = child.get("class")
                if names:
                    found = known.get(names)
                    if (_name_flags(names, "", known) if found is None else found) & _PASSED[action == _LINK]:
                        action = _SKIP
                # `<a name=…>` without an address marks a place.
                if (
                    action > _INLINE
                    and len(opened) < MOST_OPEN
                    and (action == _BOLD or child.get("href") is not None or child.get("name") is None)
                ):
                    ending = _SPAN
                    opened.append((action == _LINK, length))
            elif action == _BREAK_LINE:
                parts.append(BREAK)
                length += 1
            if action > _BREAK_LINE:
                text = child.text
                if text is not None and (parts or not text.isspace()):
                    parts.append(text)
                    length += len(text)
                if len(child):
                    waiting.append(iter(child.getchildren()))  # lxml takes longer to find them one by one
                    elements.append(child)
                    endings.append(ending)
                    break
                # Without children: it ends at once.
                if ending >= 0:
                    if parts:
                        _end_line(parts, opened, closed, current, holder, lines)
                        length = 0
                    holder.end = len(lines)
                    current = ending
                    holder = nodes[current]
                elif ending == _SPAN:
                    linked, begun = opened.pop()
                    closed.append((linked, begun, length))
            text = child.tail
            if text is not None and (parts or not text.isspace()):
                parts.append(text)
                length += len(text)
        else:
            waiting.pop()
            element = elements.pop()
            ending = endings.pop()
            if ending >= 0:
                if parts:
                    _end_line(parts, opened, closed, current, holder, lines)
                    length = 0
                holder.end = len(lines)
                current = ending
                holder = nodes[current]
            elif ending == _SPAN:
                linked, begun = opened.pop()
                closed.append((linked, begun, length))
            if waiting:
                text = element.tail
                if text is not None and (parts or not text.isspace()):
                    parts.append(text)
                    length += len(text)
    _end_line(parts, opened, closed, current, holder, lines)
    nodes[0].end = len(lines)
    return Walk(nodes, lines)


_PASSED: Final = (HIDDEN | CAPTION, HIDDEN | CAPTION | COMMENTS)
"""Flags of elements within a line that are passed over; of links those, too, that lead to the comments."""

MOST_OPEN: Final = 16
"""Links and bold runs within one another; each is looked at again at the end of every line that it holds."""

_NOTHING: Final = -1
_SPAN: Final = -2
"""What to do at the end of an element that is no block: nothing, or to close a link or bold run."""


def _end_line(
    parts: list[str], opened: list[tuple[bool, int]], closed: list[Span], node: int, holder: Node, lines: list[Line]
) -> None:
    """Turn the text of `parts` into lines of node `holder`, number `node`; only what is open stays in the lists."""
    raw = "".join(parts)
    parts.clear()
    spans = closed.copy()
    closed.clear()
    if opened:
        spans += [(linked, begun, len(raw)) for linked, begun in opened]
        opened[:] = [(linked, 0) for linked, _ in opened]
    if raw.isspace() or len(lines) >= MOST_LINES:
        return
    raw = raw[:LONGEST_LINE]
    if BREAK not in raw:
        _add_line(raw, spans, node, holder.flags, lines)
        return
    gaps = [gap.span() for gap in _GAP.finditer(raw)]
    if holder.tag != "li" and (spans or raw.count(BREAK) >= MANY_ITEMS - 1):
        gaps = _with_single_breaks(raw, gaps, spans)
    starts = [0, *(end for _, end in gaps)]
    ends = [*(start for start, _ in gaps), len(raw)]
    inside: list[list[Span]] = [[] for _ in starts]
    for linked, first, last in spans:  # each is in few lines: compared with all, a thousand of both would be a million
        for number in range(bisect_right(starts, first) - 1, bisect_left(starts, last)):
            start, end = starts[number], ends[number]
            if first < end:
                inside[number].append((linked, max(first - start, 0), min(last, end) - start))
    for start, end, within in zip(starts, ends, inside, strict=True):
        _add_line(raw[start:end].replace(BREAK, " "), within, node, holder.flags, lines)


def _with_single_breaks(raw: str, gaps: list[tuple[int, int]], spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Return `gaps` and the single breaks of `raw` that part a bold heading from its text, or the items of a list."""
    single = [item.span() for item in _ITEM.finditer(raw)]
    if len(single) + (_ITEM.match(BREAK + raw[:LONGEST_MARK].lstrip()) is not None) < MANY_ITEMS:
        single = []
    links = sorted((first, last) for linked, first, last in spans if linked)
    reach = list(accumulate((last for _, last in links), max))
    for linked, first, last in spans:
        if linked or last > len(raw) or not SHORTEST_RUN < last - first < LONGEST_RUN:
            continue
        before = bisect_left(links, (last, 0))
        if not before or reach[before - 1] <= first:
            single.extend(_around_heading(raw, first, last))
    if not single:
        return gaps
    found: list[tuple[int, int]] = []
    for start, end in sorted([*gaps, *single]):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


SHORTEST_RUN: Final = 3
LONGEST_RUN: Final = 120
"""Characters of a bold run that may be the heading of what stands below it."""

BELOW_HEADING: Final = 60
"""Characters of the line below a bold one from which on it is text: a name or a place is below a label."""


def _around_heading(raw: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the breaks around a bold run that fills a line and has text below it; none where it does not."""
    bold = raw[first:last]
    start, end = first, first + len(bold.rstrip(BLANK))
    while start and raw[start - 1].isspace():
        start -= 1
    if BREAK in bold.strip(BLANK) or (start and raw[start - 1] != BREAK):
        return
    blank = _BLANKS.match(raw, end)
    below = blank.end() if blank is not None else end
    if BREAK not in raw[end:below] or len(raw[below : below + BELOW_HEADING].partition(BREAK)[0]) < BELOW_HEADING:
        return
    if start:
        yield start - 1, first
    yield end, below


BLANK: Final = " \t\r\n\xa0" + BREAK
_BLANKS: Final = re.compile("[\\s\x06]*+")

_FLAGGING: Final = frozenset({"itemprop", "role", "hidden", "style"})


def _attribute_flags(key: str, value: str) -> int:
    """Return the flags that one of the attributes `_FLAGGING` gives its element."""
    if key == "itemprop":
        return ROLE_FLAGS.get(value.lower(), 0)
    if key == "role":
        return ROLE_FLAGS.get("role " + value.lower(), 0)
    return HIDDEN if key == "hidden" or _is_hidden(value) else 0


# No paragraph in it, and few letters (white space included), in all or for each link in it.
_is_menu: Final = etree.XPath(
    "not(descendant::p) and (string-length() < 400 or count(descendant::a) * 120 > string-length())"
)

MOST_MENUS: Final = 200
"""Elements called furniture that are looked into; the most seen on a page are 120."""

NESTED: Final = 10
"""As how many an element counts that stands in another one called furniture."""


def _name_flags(names: str, ident: str, known: dict[str | tuple[str, str], int]) -> int:
    """Return the flags of a class and an id that are not `known` yet; none for those beyond `MOST_NAMES`."""
    found = class_flags(names, ident) if len(known) < MOST_NAMES else 0
    known[(names, ident) if ident else names] = found
    return found


def _is_hidden(style: str) -> bool:
    """Tell whether a style attribute hides its element."""
    return "none" in style and "display:none" in style.replace(" ", "").lower()


def _add_line(raw: str, spans: Sequence[Span], node: int, flags: int, lines: list[Line]) -> None:
    """Append the line of `raw`, if it says anything."""
    text = raw.strip()
    is_plain = "  " not in text and text.isprintable()  # of all white space, only the space is printable
    if not is_plain:
        text = " ".join(raw.split())
        if not text.isprintable():
            text = clean(text)
    if not (text.isascii() or is_normalized("NFC", text)):
        text = clean(text)
    length = len(text)
    # Also empty: dots, stars and arrows say nothing; a row of underscores is how agencies set a break.
    if length < 8 and "_" not in text and not any(map(str.isalnum, text)):
        return
    line = Line(text, node, flags)
    lines.append(line)
    if not spans:
        return
    for linked, first, last in spans:
        if last - first == len(raw):
            letters = length
        else:
            part = raw[first:last]
            letters = len(part.strip() if is_plain else " ".join(part.split()))
        if not linked:
            line.bold += letters
        elif last - first < LONGEST_LINK:
            line.links += 1
            line.linked += letters
    if line.linked > length:
        line.linked = length
    if line.bold > length:
        line.bold = length
