"""Bytes of HTML into a tree, within limits of size, depth and time: what cannot be parsed is cut where it begins."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import Final

import lxml.html
from lxml import etree

from aggregator.encodings import as_utf8
from aggregator.scripts import MOST_PARTS, Script, part_scripts

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
"""The elements that are headings."""

MAX_BYTES: Final = 10_000_000
"""Bytes of a page that are looked at; the largest of 1,400 real article pages has 3 million."""

MAX_TAGS: Final = 100_000
"""`<` signs in a page: ten times the largest of 450 real article pages. lxml needs 280 bytes a node."""

MAX_ATTRIBUTE_WORK: Final = 50_000_000
"""Sum of the squares of the numbers of attributes a tag: libxml2 compares each with all before it (2 ns)."""

MAX_ATTRIBUTES: Final = 500_000
"""Attributes of a page: libxml2 needs 130 bytes for each."""

MAX_DEPTH: Final = 2_040
"""Nested elements; libxml2 drops whatever stands deeper than 2,048, without a word."""

LONG_TAG: Final = 400
"""Bytes from which on the attributes of a tag are enough to be compared for long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """A page as a tree."""

    root: lxml.html.HtmlElement | None
    """The `html` element; None where there is nothing to parse (`reason` says why)."""

    encoding: str
    """The encoding the bytes were read in (WHATWG name, lower case)."""

    reason: str | None = None
    """Why the page was cut or refused, in a sentence; None where all of it was read."""

    cut: bool = False
    """True where `root` holds the beginning of the page only."""

    scripts: tuple[Script, ...] = ()
    """The page's scripts in order; like style sheets, drawings and comments they are not in the tree."""


def parse_html(data: bytes | str, *, content_type: str | None = None) -> Markup:
    """Return the tree of an HTML or XHTML page; never raises.

    `content_type` is the value of the HTTP header. Text (`str`) is taken as decoded already.
    """
    if isinstance(data, str):
        data, encoding = data[:MAX_BYTES].encode("utf-8", "replace"), "utf-8"
        size = len(data)
    else:
        size = len(data)
        data, encoding = as_utf8(data[:MAX_BYTES], content_type)
    reason = f"Only the first {MAX_BYTES} bytes of the page were read." if size > MAX_BYTES else None
    data, scripts, whole = part_scripts(data)
    if not whole:
        reason = f"The page was cut after {MOST_PARTS} scripts and comments."
    data = data.translate(None, _CONTROLS)
    if not scripts and (not data or data.isspace()):
        return Markup(root=None, encoding=encoding, reason="The page is empty.")
    end, why = _safe_length(data)
    if why:
        data, reason = data[:end], why
    root = _parse(data)
    if root is None:
        return Markup(root=None, encoding=encoding, reason=reason or "The page holds no markup.", cut=bool(reason))
    if _spine(root) >= MAX_DEPTH:
        reason = f"The page was cut where elements nest deeper than {MAX_DEPTH}."
    return Markup(root=root, encoding=encoding, reason=reason, cut=reason is not None, scripts=scripts)


# ---------------------------------------------------------------- the tree

# C0 controls without tab, line feed, form feed, carriage return: libxml2 takes NUL for U+FFFD.
_CONTROLS: Final = bytes(code for code in [*range(32), 127] if code not in (9, 10, 12, 13))


# Every element is an `HtmlElement`: lxml.html asks Python code for the class of each, at a third of the cost of a walk.
_ONE_CLASS: Final = etree.ElementDefaultClassLookup(element=lxml.html.HtmlElement)


def _parse(data: bytes) -> lxml.html.HtmlElement | None:
    """Return the `html` element of UTF-8 `data`; None where lxml finds none."""
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return root if isinstance(root, lxml.html.HtmlElement) else None


def _spine(root: lxml.html.HtmlElement) -> int:
    """Return the depth of the last element: where parsing stopped, if it stopped for depth."""
    depth, node = 1, root
    while len(node):
        node = node[-1]
        depth += 1
    return depth


# ---------------------------------------------------------------- what is safe to parse

# A start tag as HTML's tokeniser reads it (13.2.5): a quote opens a value only right behind "=", and ">" may stand in
# quoted ones alone. Most are read by the first line. Each byte is passed once (possessive).
_START_TAG: Final = re.compile(
    rb"""<[a-zA-Z][^\s/>]*+(?:[ \n][^\s/>="']++="[^"]*+")*+(?:(?=>)|"""
    rb"""(?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?+|'[^']*+'?+|[^\s>"'][^\s>]*+)?+)?+)*+)"""
)
_ATTRIBUTE: Final = re.compile(rb"""[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>"']++))?""")


def _safe_length(data: bytes) -> tuple[int, str | None]:
    """Return how many bytes can be parsed within the limits, and why not all of them."""
    end, reason = len(data), None
    if len(data) > 3 * MAX_TAGS and data.count(b"<") > MAX_TAGS:  # no tag is shorter than three bytes
        end = _nth(data, b"<", MAX_TAGS)
        reason = f"The page was cut after {MAX_TAGS} tags."
    tags = _START_TAG.findall(data, 0, end)
    # No attribute is shorter than two bytes: by the longest tag and the page's size, most pages need no counting.
    longest = max(map(len, tags), default=0)
    if (longest * end // 4 > MAX_ATTRIBUTE_WORK and _work_at_most(tags) > MAX_ATTRIBUTE_WORK) or (
        end // 2 > MAX_ATTRIBUTES and sum(map(len, tags)) // 2 > MAX_ATTRIBUTES
    ):
        work = many = 0
        for number, tag in enumerate(tags):
            found = sum(1 for _ in _ATTRIBUTE.finditer(tag, 1))  # a list of them would take 110 MB
            work, many = work + found**2, many + found
            if work > MAX_ATTRIBUTE_WORK or many > MAX_ATTRIBUTES:
                start = next(itertools.islice(_START_TAG.finditer(data, 0, end), number, None)).start()
                return start, "The page was cut at a tag with too many attributes."
    return end, reason


def _work_at_most(tags: list[bytes]) -> int:
    """Return an upper bound of the sum of the squares of the tags' numbers of attributes."""
    return sum(len(tag) ** 2 for tag in tags if len(tag) > LONG_TAG) // 4


def _nth(data: bytes, sign: bytes, count: int) -> int:
    """Return where the `count`-th `sign` stands; there are at least so many."""
    return len(sign.join(data.split(sign, count)[:count]))
