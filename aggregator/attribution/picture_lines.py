"""The caption of one picture in the markup, and the parts of it that are called its credit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aggregator.attribution.line import FLOWING, content_of, line_of
from aggregator.attribution.marks import marks_credit

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PICTURES = frozenset({"figure", "figcaption", "picture", "video"})
"""Elements that hold a picture or its caption."""


MOST_PARTS = 300
"""Elements of a picture's block that are read."""

LONGEST_PART = 200
"""Characters of a part that is called a credit; longer ones are captions that are called so."""


def caption_of(block: HtmlElement) -> tuple[str, list[str]]:
    """Return the text of a picture's block, a line for each of its parts, and the parts that are called credits."""
    parts: list[str] = []
    credits: list[str] = []
    framed = block.tag in PICTURES or next(block.iter("figcaption"), None) is not None
    for number, element in enumerate(block.iter()):
        if number > MOST_PARTS:
            break
        tag = element.tag
        inner = element is not block
        if not isinstance(tag, str) or tag in _WORDLESS:
            parts.append((element.tail or "") if inner else "")
            continue
        text = element.text or ""
        if inner and not text and tag != "span" and not len(element):
            parts.append("\n" if tag not in FLOWING else "")
            if element.tail:
                parts.append(element.tail if tag in FLOWING else "\n" + element.tail)
            continue
        names = _names_of(element) if inner else ""
        if inner and _is_credit(tag, names, framed=framed):
            whole = line_of(content_of(element)[: 2 * LONGEST_PART])
            if 2 <= len(whole) <= LONGEST_PART:
                credits.append(whole)
        gap = "" if tag in FLOWING else " " if tag == "span" and len(names) < 2 else "\n"
        parts.append(gap + text)
        if inner and element.tail:
            parts.append(gap + element.tail)
    caption = "\n".join(line for part in "".join(parts).split("\n") if (line := line_of(part)))
    if ":\n" in caption:  # a label, its names and the strokes between them in elements of their own
        caption = caption.replace("\n/\n", " / ").replace("\n|\n", " | ")
    return caption, credits


_WORDLESS = frozenset({"script", "style", "noscript", "svg", "template"})


def _names_of(element: HtmlElement) -> str:
    """Return what a part of a picture's block is called."""
    given = element.keys()
    if "class" not in given and "itemprop" not in given:
        return ""
    return f"{element.get('class') or ''} {element.get('itemprop') or ''}"


def _is_credit(tag: str, names: str, *, framed: bool) -> bool:
    """Return whether an element in a picture's block is called its credit."""
    return tag == "cite" or (
        len(names) > 3 and tag not in ("figure", "figcaption") and marks_credit(names, framed=framed)
    )
