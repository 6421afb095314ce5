"""One walk over the tree: its text as lines, each with the block elements that hold it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final
from unicodedata import is_normalized

from lxml import etree
from lxml.html import HtmlElement

from aggregator.extraction.vocabulary import (
    CAPTION,
    FURNITURE,
    HIDDEN,
    PATH,
    ROLE_FLAGS,
    TAG_FLAGS,
    class_flags,
)
from aggregator.text import clean

_SKIP, _BREAK_LINE, _INLINE, _LINK, _BOLD, _BLOCK = range(6)
# What the walk does at an element; every other one of HTML's is a block, which begins and ends lines.
_ACTIONS: Final = {
    **dict.fromkeys(
        [
            *("head", "script", "style", "svg", "noscript", "template", "iframe", "object", "embed", "canvas", "audio"),
            *("select", "option", "button", "input", "textarea", "datalist", "progress", "meter", "map", "math", "nav"),
            *("dialog", "applet", "menu", "amp-ad", "amp-analytics", "amp-sidebar", "title"),
        ],
        _SKIP,
    ),
    "br": _BREAK_LINE,
    **dict.fromkeys(
        [
            *("abbr", "acronym", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins"),
            *("kbd", "label", "mark", "nobr", "o:p", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike"),
            *("sub", "sup", "time", "tt", "u", "var", "wbr", "st1:city", "st1:country-region", "st1:place"),
            *("tbody", "thead", "tfoot", "picture", "source", "img", "video", "track"),
        ],
        _INLINE,
    ),
    "a": _LINK,
    "b": _BOLD,
    "strong": _BOLD,
}

BREAK: Final = "\x06"
_GAP: Final = re.compile("\x06\\s*+\x06[\\s\x06]*+")

# An element that HTML does not know is set within a line (HTML, 15.3) in a paragraph; elsewhere boxes are built of it.
_BLOCKS: Final = frozenset(
    [
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "col", "colgroup", "dd", "details"),
        *("dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3"),
        *(
            "h4",
            "h5",
            "h6",
            "header",
            "hgroup",
            "hr",
            "html",
            "legend",
            "li",
            "listing",
            "main",
            "ol",
            "p",
            "plaintext",
        ),
        *("pre", "search", "section", "slot", "summary", "table", "td", "th", "tr", "ul", "xmp"),
    ]
)
_PARAGRAPHS: Final = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})


def _action(tag: object, holder: str) -> int:
    """Return what to do at an element of block `holder` that is none of `_ACTIONS`; an entity is passed over."""
    if not isinstance(tag, str):
        return _SKIP
    return _INLINE if holder in _PARAGRAPHS and tag not in _BLOCKS else _BLOCK


def _leads_on(anchor: HtmlElement) -> bool:
    """Tell whether an `a` is a link; `<a name=…>` marks a place."""
    return anchor.get("href") is not None or anchor.get("name") is None


# What libxml2 leaves in a head that nobody closed: it does not know that these open the body.
_STRAYED: Final = ("article", "aside", "footer", "header", "main", "nav", "section")
_WITH_HEAD: Final = {name: action for name, action in _ACTIONS.items() if name != "head"}


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


@dataclass(slots=True, eq=False)
class _Stretch:
    """The text since the last end of a line, and which parts of it are linked or bold."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    opened: list[tuple[bool, int]] = field(default_factory=list)
    """Links (True) and bold runs (False) that are open, and where they began; they go on behind the end of a line."""

    closed: list[tuple[bool, int, int]] = field(default_factory=list)
    """Those that have ended: from where to where."""


def walk(root: HtmlElement, *, without: frozenset[HtmlElement] = frozenset()) -> Walk:
    """Return the lines and block elements under `root` (the `html` element or any other), passing over `without`."""
    nodes: list[Node] = []
    lines: list[Line] = []
    start, action_of = root, _ACTIONS.get
    if root.tag == "html":
        head, body = root.find("head"), root.find("body")
        if head is not None and next(head.iterchildren(*_STRAYED), None) is not None:
            action_of = _WITH_HEAD.get
        elif body is not None:
            start = body
    nodes.append(Node(element=start, tag=start.tag, parent=-1, own=0, flags=0, first=0))
    holder, current = nodes[0], 0
    stretch = _Stretch()
    parts, opened = stretch.parts, stretch.opened
    if start.text:
        parts.append(start.text)
        stretch.length = len(start.text)
    # Per open element: its children still to come, itself, and what to do at its end:
    # >= 0 the node to return to, or one of the two below.
    waiting: list[Iterator[HtmlElement]] = [iter(start)]
    elements: list[HtmlElement] = [start]
    endings: list[int] = [_NOTHING]
    asked = 0
    known: dict[tuple[str, str | None], int] = {}  # class and id → flags
    while waiting:
        for child in waiting[-1]:
            tag = child.tag
            action = action_of(tag)
            if action is None:
                action = _action(tag, holder.tag)
            entered = action > _BREAK_LINE
            ending = _NOTHING
            if without and child in without:
                action, entered = _SKIP, False
            if action == _BLOCK:
                if parts:
                    _end_line(stretch, current, holder.flags, lines)
                own = _own_flags(child, tag, known)
                if own & FURNITURE:
                    # One inside another is read twice: where many are, each counts for more.
                    asked += NESTED if holder.flags & FURNITURE else 1
                    entered = bool(own & PATH) or asked >= MOST_MENUS or not _is_menu(child)
                if entered:
                    ending = current
                    holder = Node(child, tag, current, own, holder.flags | own, len(lines))
                    current = len(nodes)
                    nodes.append(holder)
            elif entered:
                name = child.get("class")
                if name and _name_flags(name, None, known) & (HIDDEN | CAPTION):
                    entered = False
                elif action != _INLINE and len(opened) < MOST_OPEN and (action == _BOLD or _leads_on(child)):
                    ending = _SPAN
                    opened.append((action == _LINK, stretch.length))
            elif action == _BREAK_LINE:
                parts.append(BREAK)
                stretch.length += 1
            if entered:
                text = child.text
                if text and (parts or not text.isspace()):
                    parts.append(text)
                    stretch.length += len(text)
                if len(child):
                    waiting.append(iter(child[:]))  # as a list: lxml takes longer to find them one by one
                    elements.append(child)
                    endings.append(ending)
                    break
                # Without children, as most are: it ends at once.
                if ending >= 0:
                    if parts:
                        _end_line(stretch, current, holder.flags, lines)
                    holder.end = len(lines)
                    current = ending
                    holder = nodes[current]
                elif ending == _SPAN:
                    linked, begun = opened.pop()
                    stretch.closed.append((linked, begun, stretch.length))
            text = child.tail
            if text and (parts or not text.isspace()):
                parts.append(text)
                stretch.length += len(text)
        else:
            waiting.pop()
            element = elements.pop()
            ending = endings.pop()
            if ending >= 0:
                if parts:
                    _end_line(stretch, current, holder.flags, lines)
                holder.end = len(lines)
                current = ending
                holder = nodes[current]
            elif ending == _SPAN:
                linked, begun = opened.pop()
                stretch.closed.append((linked, begun, stretch.length))
            if waiting:
                text = element.tail
                if text and (parts or not text.isspace()):
                    parts.append(text)
                    stretch.length += len(text)
    _end_line(stretch, current, holder.flags, lines)
    nodes[0].end = len(lines)
    return Walk(nodes, lines)


MOST_OPEN: Final = 16
"""Links and bold runs within one another; each is looked at again at the end of every line that it holds."""

_NOTHING: Final = -1
_SPAN: Final = -2
"""What to do at the end of an element that is no block: nothing, or to close a link or bold run."""


def _end_line(stretch: _Stretch, node: int, flags: int, lines: list[Line]) -> None:
    """Turn what `stretch` holds into lines of `node`, and empty it but for what is open."""
    raw = "".join(stretch.parts)
    spans = stretch.closed
    if stretch.opened:
        spans = [*spans, *((linked, begun, len(raw)) for linked, begun in stretch.opened)]
        stretch.opened[:] = [(linked, 0) for linked, _ in stretch.opened]
    stretch.parts.clear()
    stretch.length = 0
    if spans:
        stretch.closed = []
    if raw.isspace() or len(lines) >= MOST_LINES:
        return
    raw = raw[:LONGEST_LINE]
    if BREAK not in raw:
        _add_line(raw, spans, node, flags, lines)
        return
    gaps = [gap.span() for gap in _GAP.finditer(raw)]
    starts = [0, *(end for _, end in gaps)]
    ends = [*(start for start, _ in gaps), len(raw)]
    inside: list[list[tuple[bool, int, int]]] = [[] for _ in starts]
    for linked, first, last in spans:  # each is in few lines: compared with all, a thousand of both would be a million
        for number in range(bisect_right(starts, first) - 1, bisect_left(starts, last)):
            start, end = starts[number], ends[number]
            if first < end:
                inside[number].append((linked, max(first - start, 0), min(last, end) - start))
    for start, end, within in zip(starts, ends, inside, strict=True):
        _add_line(raw[start:end].replace(BREAK, " "), within, node, flags, lines)


_FLAGGING: Final = frozenset({"class", "id", "itemprop", "role", "hidden", "style"})


def _own_flags(element: HtmlElement, tag: str, known: dict[tuple[str, str | None], int]) -> int:
    """Return the flags that an element's tag and attributes give it; `known` are those of names met before."""
    flags = TAG_FLAGS.get(tag, 0)
    names, ident = "", None
    for key, value in element.items():
        if key not in _FLAGGING:
            continue
        if key == "class":
            names = value
        elif key == "id":
            ident = value
        elif key == "itemprop":
            flags |= ROLE_FLAGS.get(value.lower(), 0)
        elif key == "role":
            flags |= ROLE_FLAGS.get("role " + value.lower(), 0)
        elif key == "hidden" or (key == "style" and _is_hidden(value)):
            flags |= HIDDEN
    if (names or ident) and tag != "body":
        flags |= _name_flags(names, ident, known)
    return flags


# No paragraph in it, and few letters (white space included), in all or for each link in it.
_is_menu: Final = etree.XPath(
    "not(descendant::p) and (string-length() < 400 or count(descendant::a) * 120 > string-length())"
)

MOST_MENUS: Final = 200
"""Elements called furniture that are looked into; the most seen on a page are 120."""

NESTED: Final = 10
"""As how many an element counts that stands in another one called furniture."""


def _name_flags(names: str, ident: str | None, known: dict[tuple[str, str | None], int]) -> int:
    """Return the flags of a class and an id; none for those beyond `MOST_NAMES`."""
    found = known.get((names, ident))
    if found is None:
        found = known[names, ident] = class_flags(names, ident) if len(known) < MOST_NAMES else 0
    return found


def _is_hidden(style: str) -> bool:
    """Tell whether a style attribute hides its element."""
    return "none" in style and "display:none" in style.replace(" ", "").lower()


def _add_line(raw: str, spans: Sequence[tuple[bool, int, int]], node: int, flags: int, lines: list[Line]) -> None:
    """Append the line of `raw`, if it says anything; `spans`: its links (True) and bold runs, from where to where."""
    text = " ".join(raw.split())
    if not text.isprintable() or not (text.isascii() or is_normalized("NFC", text)):
        text = clean(text)
    # Also empty: dots, stars and arrows say nothing; a row of underscores is how agencies set a break.
    if len(text) < 8 and "_" not in text and not any(map(str.isalnum, text)):
        return
    line = Line(text, node, flags)
    lines.append(line)
    for linked, first, last in spans:
        letters = len(text) if last - first == len(raw) else len(" ".join(raw[first:last].split()))
        if not linked:
            line.bold += letters
        elif last - first < LONGEST_LINK:
            line.links += 1
            line.linked += letters
    if spans:
        line.linked, line.bold = min(len(text), line.linked), min(len(text), line.bold)
