"""The lines around an article where its sources may stand: bylines, captions and credits, source lines, notices."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from aggregator.attribution.line import Line, Sort, content_of, line_of
from aggregator.attribution.line_walk import (
    LONGEST_ASIDE,
    LONGEST_CAPTION,
    LONGEST_LABELLED,
    MOST_ELEMENTS,
    MOST_INLINE,
    SKIPPED,
    Walk,
)

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def lines_around(
    container: HtmlElement, paragraphs: Sequence[str] = (), *, headings: Sequence[HtmlElement] | None = None
) -> Iterator[Line]:
    """Yield the short lines above, among and below the `paragraphs` read from `container`, each text once.

    `headings` are the page's `h1` elements, where the caller has found them already.
    """
    if headings is None:
        headings = tuple(container.getroottree().iter("h1"))
    scope = _scope(container, headings)
    walk = Walk(container, paragraphs)
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
    walk = Walk(scope, ())
    walk.where = "inside"
    for figure in itertools.islice(scope.iter("figure"), MOST_FIGURES):
        if next(figure.iterancestors(*_ASIDE), None) is None and len(content_of(figure)) <= 4 * LONGEST_CAPTION:
            walk.picture_block(figure)
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


MOST_HEADINGS = 20
"""`h1` elements of a page that may be its headline; sites that set every teaser in one have more."""


def _headline_before(scope: HtmlElement) -> HtmlElement | None:
    """Return the short block with a headline that stands right before `scope`: of a page whose text stands apart."""
    for before in itertools.islice(scope.itersiblings(preceding=True), MOST_BETWEEN):
        if not isinstance(before.tag, str) or before.tag in SKIPPED:
            continue
        if next(before.iter("h1"), None) is not None:
            return before if len(content_of(before)) <= LONGEST_HEADLINE else None
    return None


LONGEST_HEADLINE = 600
MOST_BETWEEN = 4
"""Elements between a headline's block and the text's."""


def _lead_before(scope: HtmlElement) -> list[Line]:
    """Return the captions and credits of a lead picture that stands in blocks of its own before `scope`."""
    around = scope
    for _ in range(MOST_LEVELS):
        walk = Walk(around, ())
        for before in itertools.islice(around.itersiblings(preceding=True), MOST_BETWEEN):
            if before.tag not in _LEAD_BLOCKS or next(before.iter("img"), None) is None:
                continue
            if len(list(itertools.islice(before.iter("img"), 3))) < 3 and len(content_of(before)) <= LONGEST_LEAD:
                walk.enter([before], 0)
        lead = [line for line in walk.found if line.sort in _SAYING and len(line.text) <= LONGEST_ASIDE]
        parent = around.getparent()
        if lead or parent is None or parent.tag in ("body", "html"):
            return lead
        around = parent
    return []


_SAYING = frozenset({"caption", "credit"})
_LEAD_BLOCKS = frozenset({"div", "figure", "section", "header", "picture", "p", "a"})
MOST_LEVELS = 6
"""Levels above the scope at which a lead picture is looked for."""

LONGEST_LEAD = 1500
"""Characters, white space included, of a block with the lead picture; longer ones are lists of other articles."""


def _sources_behind(scope: HtmlElement) -> Iterator[Line]:
    """Yield the source lines that stand behind `scope` in elements that are called so: of a page in several columns."""
    around = scope
    for _ in range(MOST_COLUMNS):
        for after in itertools.islice(around.itersiblings(), MOST_BETWEEN):
            for element in itertools.islice(after.iter("div", "p", "span"), MOST_INLINE):
                names = f"{element.get('class') or ''} {element.get('id') or ''}"[:LONGEST_CAPTION].lower()
                if len(names) > 1 and any(map(names.__contains__, _SOURCE_NAMES)):
                    text = line_of(content_of(element)[: 4 * LONGEST_LABELLED])
                    if len(text) <= LONGEST_LABELLED and text.replace("：", ":").partition(":")[2].strip():
                        yield Line(text, "below", "marked")
        parent = around.getparent()
        if parent is None or parent.tag in ("body", "html"):
            return
        around = parent


MOST_COLUMNS = 2
_SOURCE_NAMES = ("source", "quelle", "zrodlo", "fuente", "fonte", "zdroj", "istochnik")
