"""One walk over the tree: its text as lines, each with the block elements that hold it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from unicodedata import is_normalized

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
# What the walk does at an element; every other one, also one unknown to HTML, is a block: it begins and ends lines.
_ACTIONS: Final = {
    **dict.fromkeys(
        [
            *("head", "script", "style", "svg", "noscript", "template", "iframe", "object", "embed", "canvas", "audio"),
            *("select", "option", "button", "input", "textarea", "datalist", "progress", "meter", "map", "math", "nav"),
            *("dialog", "applet", "menu", "amp-ad", "amp-analytics", "amp-sidebar"),
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

LINK: Final = "\x02"
LINK_END: Final = "\x03"
BOLD: Final = "\x04"
BOLD_END: Final = "\x05"
BREAK: Final = "\x06"
_LINKED: Final = re.compile("\x02([^\x03]*)(?:\x03|\\Z)")
_BOLDED: Final = re.compile("\x04([^\x05]*)(?:\x05|\\Z)")
_GAP: Final = re.compile("\x06[\\s\x02-\x05]*+\x06[\\s\x06]*+")

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


def walk(root: HtmlElement, *, without: frozenset[HtmlElement] = frozenset()) -> Walk:
    """Return the lines and block elements under `root` (the `html` element or any other), passing over `without`."""
    nodes: list[Node] = []
    lines: list[Line] = []
    buffer: list[str] = []
    start = root.find("body") if root.tag == "html" else root
    if start is None:
        start = root
    nodes.append(Node(element=start, tag=start.tag, parent=-1, own=0, flags=0, first=0))
    holder, current = nodes[0], 0
    if start.text:
        buffer.append(start.text)
    # Per open element: its children still to come, itself, and what to do at its end:
    # >= 0 the node to return to, -1 nothing, otherwise the mark to write.
    waiting: list[Iterator[HtmlElement]] = [iter(start)]
    opened: list[HtmlElement] = [start]
    endings: list[int | str] = [-1]
    asked = 0
    known: dict[tuple[str, str | None], int] = {}  # class and id → flags
    marks: list[str] = []  # links and bold runs that are open: they go on behind a block boundary
    action_of = _ACTIONS.get
    while waiting:
        for child in waiting[-1]:
            tag = child.tag
            action = action_of(tag, _BLOCK)
            entered = action > _BREAK_LINE
            ending: int | str = -1
            if without and child in without:
                action, entered = _SKIP, False
            if action == _BLOCK:
                if isinstance(tag, str):
                    if buffer:
                        _end_line(buffer, marks, current, holder.flags, lines)
                    own = _own_flags(child, tag, known)
                    if own & FURNITURE:
                        asked += 1
                        entered = bool(own & PATH) or asked >= MOST_MENUS or not _is_menu(child)
                    if entered:
                        ending = current
                        holder = Node(child, tag, current, own, holder.flags | own, len(lines))
                        current = len(nodes)
                        nodes.append(holder)
                else:  # an entity or the like
                    entered = False
            elif entered:
                name = child.get("class")
                if name and _name_flags(name, None, known) & (HIDDEN | CAPTION):
                    entered = False
                elif action != _INLINE:
                    mark, ending = (LINK, LINK_END) if action == _LINK else (BOLD, BOLD_END)
                    buffer.append(mark)
                    marks.append(mark)
            elif action == _BREAK_LINE:
                buffer.append(BREAK)
            if entered:
                text = child.text
                if text and (buffer or not text.isspace()):
                    buffer.append(text)
                if len(child):
                    waiting.append(iter(child[:]))  # as a list: lxml takes longer to find them one by one
                    opened.append(child)
                    endings.append(ending)
                    break
                # Without children, as most are: it ends at once.
                if ending != -1:
                    current = _end(ending, buffer, marks, nodes, current, lines)
                    holder = nodes[current]
            text = child.tail
            if text and (buffer or not text.isspace()):
                buffer.append(text)
        else:
            waiting.pop()
            element = opened.pop()
            ending = endings.pop()
            if ending != -1:
                current = _end(ending, buffer, marks, nodes, current, lines)
                holder = nodes[current]
            if waiting:
                text = element.tail
                if text and (buffer or not text.isspace()):
                    buffer.append(text)
    _end_line(buffer, marks, current, holder.flags, lines)
    nodes[0].end = len(lines)
    return Walk(nodes, lines)


def _end(
    ending: int | str, buffer: list[str], marks: list[str], nodes: list[Node], current: int, lines: list[Line]
) -> int:
    """Do what is to be done at the end of an element, and return the number of the node that holds what follows."""
    if isinstance(ending, str):
        buffer.append(ending)
        marks.pop()
        return current
    holder = nodes[current]
    if buffer:
        _end_line(buffer, marks, current, holder.flags, lines)
    holder.end = len(lines)
    return ending


def _end_line(buffer: list[str], marks: list[str], node: int, flags: int, lines: list[Line]) -> None:
    """Turn what `buffer` holds into lines of `node`, and empty it but for what is open."""
    if buffer == marks:  # nothing since the last line
        return
    raw = "".join(buffer)[:LONGEST_LINE]
    buffer[:] = marks
    if not raw.isspace() and len(lines) < MOST_LINES:
        if BREAK in raw:
            _add_lines(raw, node, flags, lines)
        else:
            _add_line(raw, node, flags, lines)


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


MENU_TEXTS: Final = 500
"""Texts and links of a menu that are counted."""

MENU_LETTERS: Final = 400
MENU_LINK: Final = 120
"""Characters, white space included, up to which furniture is passed over: in all, or for each link in it."""

MOST_MENUS: Final = 200
"""Elements called furniture that are looked into; the most seen on a page are 120."""


def _is_menu(element: HtmlElement) -> bool:
    """Tell whether an element that is called furniture is a list of links or a few words, and need not be entered."""
    if next(element.iter("p"), None) is not None:
        return False
    length = sum(map(len, itertools.islice(element.itertext(), MENU_TEXTS)))
    if length < MENU_LETTERS:
        return True
    return len(list(itertools.islice(element.iter("a"), MENU_TEXTS))) * MENU_LINK > length


def _name_flags(names: str, ident: str | None, known: dict[tuple[str, str | None], int]) -> int:
    """Return the flags of a class and an id; none for those beyond `MOST_NAMES`."""
    found = known.get((names, ident))
    if found is None:
        found = known[names, ident] = class_flags(names, ident) if len(known) < MOST_NAMES else 0
    return found


def _is_hidden(style: str) -> bool:
    """Tell whether a style attribute hides its element."""
    return "none" in style and "display:none" in style.replace(" ", "").lower()


def _add_lines(raw: str, node: int, flags: int, lines: list[Line]) -> None:
    """Append the lines of `raw`, a text with breaks between block boundaries, with marks."""
    if _GAP.search(raw):
        linked = bolded = False
        for part in _GAP.split(raw):
            # A link or bold run that spans a gap goes on behind it.
            part = (LINK if linked else "") + (BOLD if bolded else "") + part
            linked = part.rfind(LINK) > part.rfind(LINK_END)
            bolded = part.rfind(BOLD) > part.rfind(BOLD_END)
            _add_line(part, node, flags, lines)
    else:
        _add_line(raw, node, flags, lines)


def _add_line(raw: str, node: int, flags: int, lines: list[Line]) -> None:
    """Append the line of `raw`, if it says anything."""
    raw = raw.strip()
    # Most lines are one link or hold none: they are read without a search for marks.
    is_link = raw.startswith(LINK) and raw.find(LINK_END) == len(raw) - 1 and len(raw) < LONGEST_LINK
    text = " ".join((raw[1:-1] if is_link else raw).split())
    if text.isprintable() and (text.isascii() or is_normalized("NFC", text)):  # so without marks
        if text:
            lines.append(Line(text, node, flags, len(text), 1) if is_link else Line(text, node, flags))
        return
    text = _plain(raw)
    if not text:
        return
    if not text.isprintable() or not (text.isascii() or is_normalized("NFC", text)):
        text = clean(text)
    if not text:
        return
    line = Line(text, node, flags)
    if LINK in raw:
        found = [one for one in _LINKED.findall(raw) if len(one) < LONGEST_LINK]
        line.links = len(found)
        line.linked = min(len(text), sum(map(len, map(_plain, found))))
    if BOLD in raw:
        line.bold = min(len(text), sum(map(len, map(_plain, _BOLDED.findall(raw)))))
    lines.append(line)


def _plain(text: str) -> str:
    """Return `text` without marks, white space folded."""
    for mark in (LINK, LINK_END, BOLD, BOLD_END):  # `str.translate` takes ten times as long
        text = text.replace(mark, "")
    return " ".join(text.replace(BREAK, " ").split())
