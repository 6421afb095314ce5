"""The lines around an article where its sources may stand: bylines, captions and credits, source lines, notices."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from aggregator.attribution.source_line import LONGEST_LINE
from aggregator.attribution.words import word_set

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Where = Literal["above", "inside", "below"]
Sort = Literal["line", "marked", "caption", "credit", "beside", "alt"]
"""What the markup says of a line: nothing; that a byline or source stands there; that it is a picture's caption,
or its credit; that it follows a picture; that it is only the text that stands for a picture where it is not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One short line of the page beside its paragraphs."""

    text: str
    where: Where
    """Above the second paragraph (the first is often a standfirst), among the others, or below the last."""

    sort: Sort = "line"
    picture: str | None = None
    """Of a caption or credit: the picture's address as written, where there is one."""


_MARKED = re.compile(
    r"byline|by-line|author|autor|auteur|(?:^|[\s_\-])source|quelle|fuente|fonte|zrodlo|zdroj|agency|agentur|"
    r"agencia|publication|"
    r"credit|redaktion|signature|signoff|writer|copyright|compyright|kaynak|provider|provenance|origin|creator|"
    r"reporter|distributor|partner-logo|syndigate",
    re.IGNORECASE,
)
# Parts that belong to other articles or to the site.
_PRUNED = re.compile(
    r"related|recommend|comment|newsletter|share(?!d)|sharing|sidebar|widget|outbrain|taboola|carousel|playlist|"
    r"most-?(?:read|popular|viewed)|author-?(?:bio|box|about|desc|image|photo|avatar|card|thumb)|about-?author|"
    r"biograph|avatar|(?:^|[\s_\-])logo|"
    r"(?:^|[\s_\-])(?:nav|navigation|menu|tags?|breadcrumbs?|ads?|advert\w*|tool(?:bar|s)|site-footer|bio|cookie|"
    r"login|search|weather|next|prev|pagination|promo|promos|social)(?:$|[\s_\-])|"
    r"poll|quiz|survey|read-?(?:more|also|next)|latest|headlines|subscribe|dropdown|modal|see-?also|(?:^|"
    r"[\s_\-])more-|trending|upsell|signup|sign-up",
    re.IGNORECASE,
)
_TEASER = re.compile(r"teaser", re.IGNORECASE)
_CAPTION = re.compile(
    r"caption|legend|(?:^|[\s_\-])(?:image|img|photo|foto|picture|figure|pic|pix|media|bild|imagen|zdjecie|thumb|"
    r"thumbnail|hero|visual)s?(?:$|[\s_\-])|bildunterschrift|bildtext|didascalia|"
    r"(?:image|photo|media|picture|img|foto|bild|pic|thumbnail)[-_]?(?:credits?|source|copyright|info|desc|"
    r"description|text|wrap|wrapper|box|container|title|author|meta|block|holder)|photo(?:credit|grapher|by)|"
    r"imagecredit|gallery|slide|"
    r"(?-i:Picture|Image|Photo|Foto|Bild)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"credit|copyright|(?:^|[\s_\-])(?:source|quelle|rights|agency|autor|author|byline|fotograf|attribution|"
    r"distributor|provider)|photographer|fotograf|photoby|"
    r"(?:image|photo|img|bild|foto)[-_]?(?:source|author|autor|by)",
    re.IGNORECASE,
)
_CREDIT_ALONE = re.compile(r"credit|copyright|photographer|fotograf|photoby", re.IGNORECASE)
"""Outside a `figure`: a byline with the author's portrait looks like a picture with its author."""

_PICTURES = frozenset({"figure", "figcaption", "picture", "video"})
_SKIPPED = frozenset(
    {
        "script",
        "style",
        "noscript",
        "svg",
        "nav",
        "form",
        "iframe",
        "template",
        "select",
        "audio",
        "object",
        "map",
        "time",
        "input",
        "textarea",
    }
)
_INLINE = word_set(
    """
    span a em i b strong small cite font u abbr label sup sub bdi mark q s wbr ins time
    """
)
_FLOWING = frozenset({"a", "em", "i", "b", "strong", "u", "font", "abbr", "mark", "q", "s", "wbr", "sup", "sub"})
MOST_ELEMENTS = 2500
MOST_BELOW = 14
"""Lines below the text that are looked at: source lines follow it closely, the rest is furniture."""

MOST_DEPTH = 40
LONGEST_CAPTION = 2000
LONGEST_BESIDE = 200
SHORTEST_PARAGRAPH = 12
LONGEST_NAMES = 300
LONGEST_ASIDE = 400
"""Characters of an `aside` that may hold a byline; longer ones are boxes about something else."""


def lines_around(container: HtmlElement, paragraphs: Sequence[str] = ()) -> Iterator[Line]:
    """Yield the short lines above, among and below the `paragraphs` read from `container`, each text once."""
    walk = _Walk(container, paragraphs)
    seen: set[tuple[str, Sort]] = set()
    for line in walk.lines(_scope(container), 0):
        if (line.text, line.sort) not in seen:
            seen.add((line.text, line.sort))
            yield line


def _scope(container: HtmlElement) -> HtmlElement:
    """Return the element around `container` that holds its headline and lead picture, or what is next best."""
    scope = container
    titled = False
    for number, around in enumerate(container.iterancestors()):
        if around.tag in ("body", "html") or number >= 9:
            break
        titled = titled or around.find(".//h1") is not None
        if number < 2 or titled or around.tag in ("article", "main"):
            scope = around
        if titled and around.find(".//img") is not None:
            return around
    return scope


@functools.lru_cache(maxsize=16384)
def _meaning(names: str) -> tuple[bool, bool, bool, bool]:
    """Return whether class and id names say: of others, a teaser, a caption, a byline or source. Sites repeat them."""
    return (
        _PRUNED.search(names) is not None,
        _TEASER.search(names) is not None,
        _CAPTION.search(names) is not None,
        _MARKED.search(names) is not None,
    )


class _Walk:
    """One walk through the scope, pruning what belongs to others."""

    def __init__(self, container: HtmlElement, paragraphs: Sequence[str]) -> None:
        self.container = container
        self.around = set(container.iterancestors())
        self.first = _start(paragraphs[0]) if paragraphs else None
        self.second = _start(paragraphs[1]) if len(paragraphs) > 2 else self.first
        self.last = _start(paragraphs[-1]) if len(paragraphs) > 1 else None
        self.texts = {_start(one) for one in paragraphs}
        self.where: Where = "above"
        self.count = 0
        self.below = 0
        self.picture: str | None = None
        self.pending = 0

    def lines(self, element: HtmlElement, depth: int) -> Iterator[Line]:
        for child in element:
            if self.count > MOST_ELEMENTS or self.below > MOST_BELOW:
                return
            self.count += 1
            tag = child.tag
            if not isinstance(tag, str) or tag in _SKIPPED:
                continue
            if child is self.container:
                if self.where == "above" and self.first is None:
                    self.where = "inside"
                yield from self._block(child, "", depth)
                self.where = "below"
                continue
            if child in self.around:
                yield from self.lines(child, depth + 1)
                continue
            names = f"{child.get('class') or ''} {child.get('id') or ''}"
            if (len(names) > 1 and self._is_foreign(child, names)) or child.get("hidden") is not None:
                continue
            if tag == "aside" and len(child.text_content()) > LONGEST_ASIDE:
                continue
            if tag == "img":
                yield from self._alone(child)
            elif tag in _PICTURES or (
                len(names) > 1 and _meaning(names[:LONGEST_NAMES])[2] and self._is_picture(child)
            ):
                if self.where != "below" and len(child.text_content()) <= 4 * LONGEST_CAPTION:
                    yield from self._picture(child)
            else:
                yield from self._block(child, names, depth)

    def _is_foreign(self, child: HtmlElement, names: str) -> bool:
        foreign, teaser, caption, _ = _meaning(names[:LONGEST_NAMES])
        if foreign:
            return child.tag not in ("figure", "figcaption")
        return teaser and not caption

    def _is_picture(self, child: HtmlElement) -> bool:
        return (
            (child.tag != "a" or len(child) > 0)
            and child.find(".//p[3]") is None
            and len(child.text_content()) <= LONGEST_CAPTION
        )

    def _alone(self, picture: HtmlElement) -> Iterator[Line]:
        if self.where == "below":
            return
        self.picture = picture.get("src")
        self.pending = 2
        for name in ("title", "alt"):
            text = _line(html.unescape(picture.get(name) or ""))
            if 4 <= len(text) <= LONGEST_CAPTION:
                yield Line(text=text, where=self.where, sort="alt", picture=self.picture)

    def _picture(self, block: HtmlElement) -> Iterator[Line]:
        """Yield the caption and the credits of one picture."""
        picture = next(block.iter("img"), None)
        address = picture.get("src") if picture is not None else self.picture
        parts: list[str] = []
        credit = _CREDIT if block.tag in _PICTURES or block.find(".//figcaption") is not None else _CREDIT_ALONE
        for number, element in enumerate(block.iter()):
            if number > 300:
                break
            tag = element.tag
            inner = element is not block
            if not isinstance(tag, str) or tag in ("script", "style", "noscript", "svg", "template"):
                parts.append((element.tail or "") if inner else "")
                continue
            names = f"{element.get('class') or ''} {element.get('itemprop') or ''}" if inner else ""
            text = element.text or ""
            if inner and (
                tag == "cite" or (len(names) > 3 and tag not in ("figure", "figcaption") and credit.search(names))
            ):
                whole = _line(element.text_content()[:400])
                if 2 <= len(whole) <= 200:
                    yield Line(text=whole, where=self.where, sort="credit", picture=address)
            parts.append(("" if tag in _FLOWING else " " if tag == "span" and not names.strip() else "\n") + text)
            if inner and element.tail:
                parts.append(
                    ("" if tag in _FLOWING else " " if tag == "span" and not names.strip() else "\n") + element.tail
                )
        caption = "\n".join(line for part in "".join(parts).split("\n") if (line := _line(part)))
        if 2 <= len(caption) <= LONGEST_CAPTION * 3:
            yield Line(text=caption, where=self.where, sort="caption", picture=address)
        if picture is not None:
            yield from self._alone(picture)
            if len(caption) > 40:
                self.pending = 0
        elif block.tag in ("picture", "video"):
            self.pending = 2

    def _block(self, child: HtmlElement, names: str, depth: int) -> Iterator[Line]:
        """Yield the lines of one element: its runs of inline text, then those of its blocks."""
        marks = names
        for name in ("itemprop", "rel", "data-testid"):
            if value := child.get(name):
                marks = f"{marks} {value}"
        marked = len(marks) > 3 and _meaning(marks[:LONGEST_NAMES])[3]
        inline = child.tag in _INLINE
        blocks = len(child) > 0 and any(isinstance(one.tag, str) and one.tag not in _INLINE for one in child)
        heading = child.tag in ("h1", "h2", "h3") and not marked
        if not blocks:
            text = _text(child)
            if 2 <= len(text) <= LONGEST_LINE and not heading:
                yield from self._text_line(text, marked, inline)
                if child.tag == "p" and len(child) and self.where != "below":
                    for one in child.iterdescendants("span", "em", "i", "a", "small", "cite", "strong"):
                        own = f"{one.get('class') or ''} {one.get('rel') or ''}"
                        if len(own) > 3 and _MARKED.search(own):
                            yield Line(text=_line(one.text_content()[:400]), where=self.where, sort="marked")
                    return
            else:
                self._pass(text)
                if len(text) > LONGEST_LINE or child.tag == "p":
                    return
        elif not inline:
            for run in _runs(child):
                if 2 <= len(run) <= LONGEST_LINE:
                    yield from self._text_line(run, marked, False)
                else:
                    self._pass(run)
        if len(child) and depth < MOST_DEPTH:
            yield from self.lines(child, depth + 1)

    def _pass(self, text: str) -> None:
        """Note where in the article a text stands."""
        if self.where == "below" or len(text) < SHORTEST_PARAGRAPH:
            return
        start = _start(text)
        if self.where == "above" and self.second is not None and start == self.second:
            self.where = "inside"
        if self.where == "inside" and self.last is not None and start == self.last:
            self.where = "below"
        if len(text) > 40:
            self.pending = 0

    def _text_line(self, text: str, marked: bool, inline: bool) -> Iterator[Line]:
        self._pass(text)
        if len(text) > 60 and _start(text) in self.texts:
            return
        if self.where == "below":
            self.below += 1
        if self.pending and len(text) <= LONGEST_BESIDE:
            self.pending -= 1
            yield Line(text=text, where=self.where, sort="beside", picture=self.picture)
        if inline and not marked and self.where != "above":
            return
        yield Line(text=text, where=self.where, sort="marked" if marked else "line")


def _line(text: str) -> str:
    return " ".join(text.split())


def _start(text: str) -> str:
    """Return the first letters of a text, by which one paragraph is told from another however it is spaced."""
    return "".join(text[:80].split())[:32]


def _runs(element: HtmlElement) -> Iterator[str]:
    """Yield the stretches of text that stand directly in `element` between its blocks and line breaks."""
    run = [element.text or ""]
    for number, child in enumerate(element):
        if number > 200:
            break
        tag = child.tag
        if isinstance(tag, str) and tag in _INLINE:
            run.append(child.text_content()[:400])
        elif tag == "img" and "".join(run).rstrip().endswith((":", "：")):
            run.append(f" {(child.get('alt') or '')[:40]} ")  # the source as a logo
        elif isinstance(tag, str):
            if text := _line("".join(run)):
                yield text
            run = []
        run.append(child.tail or "")
    if text := _line("".join(run)):
        yield text


def _text(element: HtmlElement) -> str:
    """Return the text of `element` on one line; "" where it is too large to be one."""
    if not len(element):
        return _line(element.text or "")
    if len(element) > 60:
        return ""
    return _line(element.text_content()[: 4 * LONGEST_LINE])
