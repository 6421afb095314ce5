"""The lines around an article where its sources may stand: bylines, captions and credits, source lines, notices."""

from __future__ import annotations

import html
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from lxml.etree import Comment, Entity, ProcessingInstruction, tostring

from aggregator.attribution.marks import marks_credit, marks_of
from aggregator.attribution.source_line import LONGEST_LINE
from aggregator.attribution.words import word_set

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Where = Literal["above", "inside", "below"]
Sort = Literal["line", "marked", "caption", "credit", "beside", "alt", "logo"]
"""What the markup says of a line: nothing; that a byline or source stands there; that it is a picture's caption,
or its credit; that it follows a picture; that it is only the text that stands for a picture where it is not shown."""


class Line(NamedTuple):
    """One short line of the page beside its paragraphs."""

    text: str
    where: Where
    """Above the second paragraph (the first is often a standfirst), among the others, or below the last."""

    sort: Sort = "line"
    picture: str | None = None
    """Of a caption or credit: the picture's address as written, where there is one."""


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
_WORDLESS = frozenset({"img", "picture", "video"})
"""What may say something without any text in it."""

_INLINE = word_set(
    """
    span a em i b strong small cite font u abbr label sup sub bdi mark q s wbr ins time
    """
)
_UNBROKEN = _INLINE | {Comment, ProcessingInstruction, Entity}
"""What lxml says of the children that break no line; of comments and the like it says the function that makes them."""

_FLOWING = frozenset({"a", "em", "i", "b", "strong", "u", "font", "abbr", "mark", "q", "s", "wbr", "sup", "sub"})
MOST_ELEMENTS = 2500
MOST_BELOW = 14
"""Lines below the text that are looked at: source lines follow it closely, the rest is furniture."""

MOST_HEADINGS = 20
"""`h1` elements of a page that may be its headline; sites that set every teaser in one have more."""

MOST_DEPTH = 40
MOST_INLINE = 60
"""Elements in a line; what has more is a list of links."""

MOST_RUNS = 201
LONGEST_RAW = 200
"""Characters, white space included, from which on a text is taken to be longer than any line that repeats one."""

LONGEST_CAPTION = 2000
LONGEST_BESIDE = 200
LONGEST_LABELLED = 80
LONGEST_HEADLINE = 600
MOST_BETWEEN = 4
"""Elements between a headline's block and the text's."""

MOST_BEFORE_LOGO = 3
"""Lines behind the text after which a logo is the site's."""

SHORTEST_PARAGRAPH = 12
LONGEST_CREDIT = 120
"""Characters of a block that is called a credit and says nothing else."""

LONGEST_ASIDE = 400
"""Characters of an `aside` that may hold a byline; longer ones are boxes about something else."""


def lines_around(
    container: HtmlElement, paragraphs: Sequence[str] = (), *, headings: Sequence[HtmlElement] | None = None
) -> Iterator[Line]:
    """Yield the short lines above, among and below the `paragraphs` read from `container`, each text once.

    `headings` are the page's `h1` elements, where the caller has found them already.
    """
    if headings is None:
        headings = tuple(container.getroottree().iter("h1"))
    scope = _scope(container, headings)
    walk = _Walk(container, paragraphs)
    walk.within = scope is container
    if (headline := _headline_before(scope)) is not None:
        walk.enter([headline], 0)
    walk.enter(scope[: MOST_ELEMENTS + 1], 0)
    yield from _each_once([*_lead_before(scope), *walk.found, *_sources_behind(scope)])


def lines_of_figures(root: HtmlElement) -> Iterator[Line]:
    """Yield the captions and credits of the figures of a page whose text was not read from its markup."""
    scope = next(root.iter("article"), None)
    if scope is None:
        scope = next(root.iter("main"), root)
    walk = _Walk(scope, ())
    walk.where = "inside"
    for figure in itertools.islice(scope.iter("figure"), MOST_FIGURES):
        if next(figure.iterancestors(*_ASIDE), None) is None and len(_content(figure)) <= 4 * LONGEST_CAPTION:
            walk._picture(figure)
    yield from _each_once(walk.found)


def _each_once(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines, each text of a sort once."""
    seen: set[tuple[str, Sort]] = set()
    for line in lines:
        if (line.text, line.sort) not in seen:
            seen.add((line.text, line.sort))
            yield line


_ASIDE = ("aside", "nav", "footer")
MOST_FIGURES = 60
"""Figures of a page without a text in its markup that are read."""

_SAYING = frozenset({"caption", "credit"})


def _lead_before(scope: HtmlElement) -> list[Line]:
    """Return the captions and credits of a lead picture that stands in blocks of its own before `scope`."""
    around = scope
    for _ in range(MOST_LEVELS):
        walk = _Walk(around, ())
        for before in itertools.islice(around.itersiblings(preceding=True), MOST_BETWEEN):
            if before.tag not in _LEAD_BLOCKS or next(before.iter("img"), None) is None:
                continue
            if len(list(itertools.islice(before.iter("img"), 3))) < 3 and len(_content(before)) <= LONGEST_LEAD:
                walk.enter([before], 0)
        lead = [line for line in walk.found if line.sort in _SAYING and len(line.text) <= LONGEST_ASIDE]
        parent = around.getparent()
        if lead or parent is None or parent.tag in ("body", "html"):
            return lead
        around = parent
    return []


_LEAD_BLOCKS = frozenset({"div", "figure", "section", "header", "picture", "p", "a"})
MOST_LEVELS = 6
"""Levels above the scope at which a lead picture is looked for."""

LONGEST_LEAD = 1500
"""Characters, white space included, of a block with the lead picture; longer ones are lists of other articles."""


def _headline_before(scope: HtmlElement) -> HtmlElement | None:
    """Return the short block with a headline that stands right before `scope`: of a page whose text stands apart."""
    for before in itertools.islice(scope.itersiblings(preceding=True), MOST_BETWEEN):
        if not isinstance(before.tag, str) or before.tag in _SKIPPED:
            continue
        if next(before.iter("h1"), None) is not None:
            return before if len(_content(before)) <= LONGEST_HEADLINE else None
    return None


def _sources_behind(scope: HtmlElement) -> Iterator[Line]:
    """Yield the source lines that stand behind `scope` in elements that are called so: of a page in several columns."""
    around = scope
    for _ in range(MOST_COLUMNS):
        for after in itertools.islice(around.itersiblings(), MOST_BETWEEN):
            for element in itertools.islice(after.iter("div", "p", "span"), MOST_INLINE):
                names = f"{element.get('class') or ''} {element.get('id') or ''}"[:LONGEST_CAPTION].lower()
                if len(names) > 1 and any(map(names.__contains__, _SOURCE_NAMES)):
                    text = _line(_content(element)[: 4 * LONGEST_LABELLED])
                    if len(text) <= LONGEST_LABELLED and text.replace("：", ":").partition(":")[2].strip():
                        yield Line(text, "below", "marked")
        parent = around.getparent()
        if parent is None or parent.tag in ("body", "html"):
            return
        around = parent


MOST_COLUMNS = 2
_SOURCE_NAMES = ("source", "quelle", "zrodlo", "fuente", "fonte", "zdroj", "istochnik")


def _scope(container: HtmlElement, headings: Sequence[HtmlElement]) -> HtmlElement:
    """Return the element around `container` that holds its headline and lead picture, or what is next best."""
    scope = container
    titled = False
    titling = {around for heading in headings[:MOST_HEADINGS] for around in heading.iterancestors()}
    for number, around in enumerate(container.iterancestors()):
        if around.tag in ("body", "html") or number >= 9:
            break
        titled = titled or around in titling
        if number < 2 or titled or around.tag in ("article", "main"):
            scope = around
        if titled and next(around.iter("img"), None) is not None:
            return around
    return scope


MOST_ASKED = 8
"""Paragraphs by which an element is asked whether it holds the article's text (`layout-with-sidebar`)."""

_MARKING = frozenset({"itemprop", "rel", "data-testid"})
"""Attributes that say, as class and id do, that a byline or a source stands in an element."""


def _other_names(element: HtmlElement) -> str:
    return " ".join(element.get(name) or "" for name in _MARKING)


class _Walk:
    """One walk through the scope, pruning what belongs to others."""

    def __init__(self, container: HtmlElement, paragraphs: Sequence[str]) -> None:
        self.container = container
        self.around = set(container.iterancestors())
        starts = [_start(one) for one in paragraphs]
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
            if tag in _SKIPPED or not isinstance(tag, str):
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
            if tag == "aside" and len(_content(child)) > LONGEST_ASIDE:
                continue
            if tag == "img":
                self._alone(child)
            elif tag in _PICTURES or (captioned and _is_picture(child)):
                length = len(text := _content(child))
                if self.where != "below" and length <= 4 * LONGEST_CAPTION:
                    self._picture(child)
                elif self.within and length <= LONGEST_BESIDE and (caption := _line(text)):
                    # Behind the last paragraph stand pictures of this article and of others: only a label counts.
                    image = next(child.iter("img"), None)
                    address = image.get("src") if image is not None else None
                    self.found.append(Line(caption, "inside", "line", address))
            else:
                self._block(child, tag, marked, depth)

    def _holds_text(self, element: HtmlElement) -> bool:
        """Return whether paragraphs of the article stand in an element that is called after what stands beside them."""
        paragraphs = itertools.islice(element.iter("p"), MOST_ASKED)
        return sum(_start((one.text or "").lstrip()) in self.texts for one in paragraphs if one.text) > 1

    def _add(self, text: str, sort: Sort, picture: str | None = None) -> None:
        self.found.append(Line(text, self.where, sort, picture))

    def _alone(self, picture: HtmlElement) -> None:
        if self.where == "below":
            return
        self.picture = picture.get("src")
        self.pending = 2
        for name in ("title", "alt"):
            text = _line(html.unescape(picture.get(name) or ""))
            if 4 <= len(text) <= LONGEST_CAPTION:
                self._add(text, "alt", self.picture)

    def _tooltip(self, element: HtmlElement, names: str) -> None:
        """Read the credit that a sign (`©`, a camera) shows to those who point at it."""
        if len(_content(element).strip()) > 2 or not marks_credit(names, framed=False):
            return
        text = _line(html.unescape(element.get("data-original-title") or element.get("title") or "")[:400])
        if text:
            self._add(text, "credit", self.picture)

    def _logo(self, block: HtmlElement, *, most: int) -> None:
        """Read the logo that is all that stands in a block, at `most` so many lines behind the text."""
        if self.where == "above" or self.below > most or len(block) > MOST_INLINE:
            return
        picture = next(block.iter("img"), None)
        if picture is None or not (address := picture.get("src")) or _content(block).strip():
            return
        text = _line(html.unescape(picture.get("alt") or picture.get("title") or ""))
        self._add(text or address.rpartition("/")[2][:LONGEST_LABELLED], "logo", address)

    def _picture(self, block: HtmlElement) -> None:
        """Read the caption and the credits of one picture."""
        picture = next(block.iter("img"), None)
        address = picture.get("src") if picture is not None else self.picture
        parts: list[str] = []
        framed = block.tag in _PICTURES or next(block.iter("figcaption"), None) is not None
        for number, element in enumerate(block.iter()):
            if number > 300:
                break
            tag = element.tag
            inner = element is not block
            if not isinstance(tag, str) or tag in ("script", "style", "noscript", "svg", "template"):
                parts.append((element.tail or "") if inner else "")
                continue
            text = element.text or ""
            if inner and not text and tag != "span" and not len(element):
                parts.append("\n" if tag not in _FLOWING else "")
                if element.tail:
                    parts.append(element.tail if tag in _FLOWING else "\n" + element.tail)
                continue
            names = ""
            if inner and ("class" in (given := element.keys()) or "itemprop" in given):
                names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
            if inner and (
                tag == "cite"
                or (len(names) > 3 and tag not in ("figure", "figcaption") and marks_credit(names, framed))
            ):
                whole = _line(_content(element)[:400])
                if 2 <= len(whole) <= 200:
                    self._add(whole, "credit", address)
            gap = "" if tag in _FLOWING else " " if tag == "span" and len(names) < 2 else "\n"
            parts.append(gap + text)
            if inner and element.tail:
                parts.append(gap + element.tail)
        caption = "\n".join(line for part in "".join(parts).split("\n") if (line := _line(part)))
        if ":\n" in caption:  # a label, its names and the strokes between them in elements of their own
            caption = caption.replace("\n/\n", " / ").replace("\n|\n", " | ")
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
        if not size or _is_unbroken(parts):
            raw = (_content(child) if size <= MOST_INLINE else "") if size else child.text or ""
            if len(raw) > LONGEST_RAW and tag == "p":
                start = _start(raw.lstrip())
                if start in self.texts:  # a paragraph of the article, as most are: what is in it is read elsewhere
                    self._go_on(start)
                    self.pending = 0
                    if size and len(raw) <= LONGEST_LINE and self.where != "below":
                        self._marked_in(child)
                    return
            text = _line(raw[: 4 * LONGEST_LINE])
            if 2 <= len(text) <= LONGEST_LINE and (marked or tag not in ("h1", "h2", "h3")):
                self._text_line(text, marked, tag in _INLINE)
                if tag == "p" and size and self.where != "below":
                    self._marked_in(child)
                    return
            else:
                self._pass(text)
                if len(text) > LONGEST_LINE or tag == "p":
                    return
        elif tag not in _INLINE:
            for run in _runs(child.text, parts):
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
                    self._add(_line(_content(one)[:400]), "marked")

    def _pass(self, text: str) -> str | None:
        """Note where in the article a text stands; return its start where that was looked at."""
        if self.where == "below" or len(text) < SHORTEST_PARAGRAPH:
            return None
        start = _start(text)
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
        if len(text) > 60 and (start or _start(text)) in self.texts:
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


def _content(element: HtmlElement) -> str:
    """Return all text in `element`, in a quarter of the time that `text_content` takes."""
    return tostring(element, method="text", encoding="unicode", with_tail=False)


def _is_unbroken(children: Sequence[HtmlElement]) -> bool:
    """Return whether all `children` of an element go on in its line."""
    for child in children:  # noqa: SIM110 - asked of every element: a generator takes twice as long
        if child.tag not in _UNBROKEN:
            return False
    return True


def _is_picture(element: HtmlElement) -> bool:
    """Return whether an element that is called a caption or picture holds no text of an article, nor its headline."""
    return (
        (element.tag != "a" or len(element) > 0)
        and next(element.iter("h1"), None) is None
        and len(_content(element)) <= LONGEST_CAPTION
        and (next(itertools.islice(element.iter("p"), 2, None), None) is None or element.find(".//p[3]") is None)
    )


def _line(text: str) -> str:
    return " ".join((text.replace("\xad", "") if "\xad" in text else text).split())


def _start(text: str) -> str:
    """Return the first letters of a text, by which one paragraph is told from another however it is spaced."""
    return "".join(text[:56].split())[:32]


def _runs(text: str | None, children: Sequence[HtmlElement]) -> list[str]:
    """Return the stretches of text that stand directly in an element between its blocks and line breaks.

    `text` is what stands before the first of its `children`.
    """
    runs: list[str] = []
    run = [text] if text and not text.isspace() else []
    for child in children[:MOST_RUNS]:
        tag = child.tag
        if tag in _INLINE:
            run.append(_content(child)[:400])
        elif tag == "img" and "".join(run).rstrip().endswith((":", "：")):
            run.append(f" {(child.get('alt') or '')[:40]} ")  # the source as a logo
        elif run and isinstance(tag, str):
            if line := _line("".join(run)):
                runs.append(line)
            run = []
        if (tail := child.tail) and (run or not tail.isspace()):
            run.append(tail)
    if run and (line := _line("".join(run))):
        runs.append(line)
    return runs
