"""One walk through the markup around an article, which reads its short lines and passes over what is of others."""

from __future__ import annotations

import html
import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from aggregator.attribution.line import INLINE, Line, Sort, Where, content_of, is_unbroken, line_of, runs_of, start_of
from aggregator.attribution.marks import marks_credit, marks_of
from aggregator.attribution.picture_lines import PICTURES, caption_of
from aggregator.attribution.source_line import LONGEST_LINE
from aggregator.attribution.words import word_set

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SKIPPED = word_set(
    """
    script style noscript svg nav form iframe template select audio object map time input textarea
    """
)
_WORDLESS = frozenset({"img", "picture", "video"})
"""What may say something without any text in it."""

MOST_ELEMENTS = 2500
MOST_BELOW = 14
"""Lines below the text that are looked at: source lines follow it closely, the rest is furniture."""

MOST_DEPTH = 40
MOST_INLINE = 60
"""Elements in a line; what has more is a list of links."""

LONGEST_RAW = 200
"""Characters, white space included, from which on a text is taken to be longer than any line that repeats one."""

LONGEST_CAPTION = 2000
LONGEST_BESIDE = 200
LONGEST_LABELLED = 80
MOST_BEFORE_LOGO = 3
"""Lines behind the text after which a logo is the site's."""

SHORTEST_PARAGRAPH = 12
LONGEST_CREDIT = 120
"""Characters of a block that is called a credit and says nothing else."""

LONGEST_ASIDE = 400
"""Characters of an `aside` that may hold a byline; longer ones are boxes about something else."""

MOST_ASKED = 8
"""Paragraphs by which an element is asked whether it holds the article's text (`layout-with-sidebar`)."""

_MARKING = frozenset({"itemprop", "rel", "data-testid"})
"""Attributes that say, as class and id do, that a byline or a source stands in an element."""


def _other_names(element: HtmlElement) -> str:
    return " ".join(element.get(name) or "" for name in _MARKING)


class Walk:
    """One walk through the scope, pruning what belongs to others."""

    def __init__(self, container: HtmlElement, paragraphs: Sequence[str]) -> None:
        self.container = container
        self.around = set(container.iterancestors())
        starts = [start_of(one) for one in paragraphs]
        self.first = starts[0] if starts else None
        self.second = starts[1] if len(starts) > 2 else self.first
        self.last = starts[-1] if len(starts) > 1 else None
        self.texts = set(starts)
        self.found: list[Line] = []
        self.where: Where = "above"
        # Whether the walk is in `container`, also behind the last paragraph.
        self.within = False
        self.count = 0
        self.below = 0
        self.picture: str | None = None
        self.pending = 0

    def enter(self, children: Sequence[HtmlElement], depth: int) -> None:
        """Read the elements that stand in another one."""
        outside = not self.within
        for child in children:
            if self.count > MOST_ELEMENTS or self.below > MOST_BELOW:
                return
            self.count += 1
            tag = child.tag
            if tag in SKIPPED or not isinstance(tag, str):
                continue
            if outside:
                if child in self.around:
                    self.enter(child[: MOST_ELEMENTS + 1], depth + 1)
                    continue
                if child is self.container:
                    if self.where == "above" and self.first is None:
                        self.where = "inside"
                    self.within = True
                    self._block(child, tag, marks_of(_other_names(child)).source, depth)
                    self.within = False
                    self.where = "below"
                    continue
            if tag not in _WORDLESS and not len(child) and ((text := child.text) is None or text.isspace()):
                continue
            names = ""
            captioned = marked = False
            if given := child.keys():  # names alone: values are dear, and pages give their elements many
                if "class" in given or "id" in given:
                    names = f"{child.get('class') or ''} {child.get('id') or ''}"
                    foreign, teaser, captioned, marked = marks_of(names)
                    others = (tag not in ("figure", "figcaption")) if foreign else (teaser and not captioned)
                    if others and not (self.within and self._holds_text(child)):
                        if "logo" in names:
                            self._logo(child, most=MOST_BEFORE_LOGO)
                        continue
                if "hidden" in given:
                    continue
                if not marked and not _MARKING.isdisjoint(given):
                    marked = marks_of(f"{names} {_other_names(child)}").source
                if names and ("title" in given or "data-original-title" in given) and self.where != "below":
                    self._tooltip(child, names)
            if marked:
                self._logo(child, most=MOST_BELOW)
            if tag == "aside" and len(content_of(child)) > LONGEST_ASIDE:
                continue
            if tag == "img":
                self._alone(child)
            elif tag in PICTURES or (captioned and _is_picture(child)):
                length = len(text := content_of(child))
                if self.where != "below" and length <= 4 * LONGEST_CAPTION:
                    self.picture_block(child)
                elif self.within and length <= LONGEST_BESIDE and (caption := line_of(text)):
                    # Behind the last paragraph stand pictures of this article and of others: only a label counts.
                    image = next(child.iter("img"), None)
                    address = image.get("src") if image is not None else None
                    self.found.append(Line(caption, "inside", "line", address))
            else:
                self._block(child, tag, marked, depth)

    def _holds_text(self, element: HtmlElement) -> bool:
        """Return whether paragraphs of the article stand in an element that is called after what stands beside them."""
        paragraphs = itertools.islice(element.iter("p"), MOST_ASKED)
        return sum(start_of((one.text or "").lstrip()) in self.texts for one in paragraphs if one.text) > 1

    def _add(self, text: str, sort: Sort, picture: str | None = None) -> None:
        self.found.append(Line(text, self.where, sort, picture))

    def _alone(self, picture: HtmlElement) -> None:
        if self.where == "below":
            return
        self.picture = picture.get("src")
        self.pending = 2
        for name in ("title", "alt"):
            text = line_of(html.unescape(picture.get(name) or ""))
            if 4 <= len(text) <= LONGEST_CAPTION:
                self._add(text, "alt", self.picture)

    def _tooltip(self, element: HtmlElement, names: str) -> None:
        """Read the credit that a sign (`©`, a camera) shows to those who point at it."""
        if len(content_of(element).strip()) > 2 or not marks_credit(names, framed=False):
            return
        text = line_of(html.unescape(element.get("data-original-title") or element.get("title") or "")[:400])
        if text:
            self._add(text, "credit", self.picture)

    def _logo(self, block: HtmlElement, *, most: int) -> None:
        """Read the logo that is all that stands in a block, at `most` so many lines behind the text."""
        if self.where == "above" or self.below > most or len(block) > MOST_INLINE:
            return
        picture = next(block.iter("img"), None)
        if picture is None or not (address := picture.get("src")) or content_of(block).strip():
            return
        text = line_of(html.unescape(picture.get("alt") or picture.get("title") or ""))
        self._add(text or address.rpartition("/")[2][:LONGEST_LABELLED], "logo", address)

    def picture_block(self, block: HtmlElement) -> None:
        """Read the caption and the credits of one picture."""
        picture = next(block.iter("img"), None)
        address = picture.get("src") if picture is not None else self.picture
        caption, credits = caption_of(block)
        for credit in credits:
            self._add(credit, "credit", address)
        if 2 <= len(caption) <= LONGEST_CAPTION * 3:
            named = picture is None and "\n" not in caption and len(caption) <= LONGEST_CREDIT
            itself = named and marks_credit((block.get("class") or ""), framed=False)
            self._add(caption, "credit" if itself else "caption", address)
        if picture is not None:
            self._alone(picture)
            if len(caption) > 40:
                self.pending = 0
        elif block.tag in ("picture", "video"):
            self.pending = 2

    def _block(self, child: HtmlElement, tag: str, marked: bool, depth: int) -> None:
        """Read the lines of one element: its runs of inline text, then those of its blocks."""
        size = len(child)
        parts = child[: MOST_ELEMENTS + 1] if size else ()  # once, as a list: lxml takes longer to find them one by one
        if not size or is_unbroken(parts):
            raw = (content_of(child) if size <= MOST_INLINE else "") if size else child.text or ""
            if len(raw) > LONGEST_RAW and tag == "p":
                start = start_of(raw.lstrip())
                if start in self.texts:  # a paragraph of the article, as most are: what is in it is read elsewhere
                    self._go_on(start)
                    self.pending = 0
                    if size and len(raw) <= LONGEST_LINE and self.where != "below":
                        self._marked_in(child)
                    return
            text = line_of(raw[: 4 * LONGEST_LINE])
            if 2 <= len(text) <= LONGEST_LINE and (marked or tag not in ("h1", "h2", "h3")):
                self._text_line(text, marked, tag in INLINE)
                if tag == "p" and size and self.where != "below":
                    self._marked_in(child)
                    return
            else:
                self._pass(text)
                if len(text) > LONGEST_LINE or tag == "p":
                    return
        elif tag not in INLINE:
            for run in runs_of(child.text, parts):
                if 2 <= len(run) <= LONGEST_LINE:
                    self._text_line(run, marked, False)
                else:
                    self._pass(run)
        if size and depth < MOST_DEPTH:
            self.enter(parts, depth + 1)

    def _marked_in(self, paragraph: HtmlElement) -> None:
        """Read the parts of a paragraph that are marked as a byline or source."""
        for one in paragraph.iterdescendants("span", "em", "i", "a", "small", "cite", "strong"):
            given = one.keys()
            if "class" in given or "rel" in given:
                own = f"{one.get('class') or ''} {one.get('rel') or ''}"
                if marks_of(own).source:
                    self._add(line_of(content_of(one)[:400]), "marked")

    def _pass(self, text: str) -> str | None:
        """Note where in the article a text stands; return its start where that was looked at."""
        if self.where == "below" or len(text) < SHORTEST_PARAGRAPH:
            return None
        start = start_of(text)
        self._go_on(start)
        if len(text) > 40:
            self.pending = 0
        return start

    def _go_on(self, start: str) -> None:
        """Note that a text which begins with `start` is passed."""
        if self.where == "above" and self.second is not None and start == self.second:
            self.where = "inside"
        if self.where == "inside" and self.last is not None and start == self.last:
            self.where = "below"

    def _text_line(self, text: str, marked: bool, inline: bool) -> None:
        start = self._pass(text)
        if len(text) > 60 and (start or start_of(text)) in self.texts:
            return
        if self.where == "below":
            self.below += 1
        if self.pending and len(text) <= LONGEST_BESIDE:
            self.pending -= 1
            self._add(text, "beside", self.picture)
        if inline and not marked and self.where != "above" and not (self.where == "below" and _is_labelled(text)):
            return
        self._add(text, "marked" if marked else "line")


def _is_labelled(text: str) -> bool:
    """Return whether a short line in running markup may be a source line: `Источник: …`."""
    return len(text) <= LONGEST_LABELLED and (":" in text or "：" in text)


def _is_picture(element: HtmlElement) -> bool:
    """Return whether an element that is called a caption or picture holds no text of an article, nor its headline."""
    return (
        (element.tag != "a" or len(element) > 0)
        and next(element.iter("h1"), None) is None
        and len(content_of(element)) <= LONGEST_CAPTION
        and (next(itertools.islice(element.iter("p"), 2, None), None) is None or element.find(".//p[3]") is None)
    )
