"""One page taken apart once, for every field to read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from types import MappingProxyType
from typing import Any

from lxml.html import HtmlElement

from aggregator.context import Context
from aggregator.extraction.jsonld import Node, article_rank, read_jsonld, strings
from aggregator.extraction.metatags import MetaTags, read_metas
from aggregator.extraction.recall import Recall
from aggregator.extraction.site import logo_names, site_names
from aggregator.extraction.states import StateValue, read_states
from aggregator.extraction.walk import Walk, walk
from aggregator.scripts import Script
from aggregator.text import folded
from aggregator.urls import join

# One pass in C over the tree finds all elements that fields are read from by their name.
_COLLECTED = ("meta", "link", "title", "base", "h1", "time")

MOST_ANCHORS = 5000
MOST_TIMED = 200
"""Elements of a page that are looked at; real pages have fewer."""
MOST_HEADINGS = 8
"""Elements `h1` that are looked at; real pages have one or two."""

# Date line and byline stand within a few lines of the headline; share buttons and the standfirst come between.
HEAD_LINES_BEHIND = 14
HEAD_LINES_AHEAD = 6
LONGEST_HEAD_LINE = 160
MOST_HEAD_LINES = 3000
"""Lines among which the headline is looked for."""


@dataclass(frozen=True, kw_only=True, eq=False)
class ParsedPage:
    """A page as every field reads it. Parts are made when first asked for, once.

    The tree is shared: nobody changes it.
    """

    url: str
    """The address that was asked for."""

    root: HtmlElement | None
    """The `html` element; None where the bytes hold no markup (`reason` may say why)."""

    scripts: tuple[Script, ...] = ()
    """The page's scripts in order; they are not in the tree."""

    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """HTTP headers of the answer, names in lower case."""

    context: Context | None = None
    reason: str | None = None
    """Why the markup was cut or refused; None where it was taken whole."""

    @cached_property
    def elements(self) -> Mapping[str, tuple[HtmlElement, ...]]:
        """Tag → its elements in document order, for `meta link title base h1 time`."""
        found: dict[str, list[HtmlElement]] = {tag: [] for tag in _COLLECTED}
        if self.root is not None:
            for element in self.root.iter(*_COLLECTED):
                found[element.tag].append(element)
        return {tag: tuple(elements) for tag, elements in found.items()}

    @cached_property
    def base(self) -> str:
        """The address that relative ones on the page are read against."""
        for element in self.elements["base"][:1]:
            return join(self.url, element.get("href") or "") or self.url
        return self.url

    @cached_property
    def timed(self) -> tuple[HtmlElement, ...]:
        """The `h1` and `time` elements, in document order."""
        return tuple(islice(self.root.iter("h1", "time"), MOST_TIMED)) if self.root is not None else ()

    @cached_property
    def metas(self) -> MetaTags:
        """The page's meta elements."""
        return read_metas(self.elements["meta"])

    @cached_property
    def jsonld(self) -> tuple[dict[str, Any], ...]:
        """The schema.org objects of the page: repaired, `@graph` and lists flattened, `@id` references filled in."""
        return read_jsonld(one.text for one in self.scripts if b"json" in one.tag.lower() and "ld+json" in one.kind)

    @cached_property
    def anchors(self) -> tuple[HtmlElement, ...]:
        """The links of the page, in document order."""
        return tuple(islice(self.root.iter("a"), MOST_ANCHORS)) if self.root is not None else ()

    @cached_property
    def window_title(self) -> str:
        """The text of the `title` element, as written."""
        return text_of(self.elements["title"][0]) if self.elements["title"] else ""

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The texts of the first `h1` elements, as written."""
        return tuple(map(text_of, self.elements["h1"][:MOST_HEADINGS]))

    @cached_property
    def seen(self) -> Walk | None:
        """The page as lines of text with the elements that hold them; None without a tree."""
        return walk(self.root) if self.root is not None else None

    @cached_property
    def shared_titles(self) -> frozenset[str]:
        """What the page is called where it is shared (`og:title`, `twitter:title`), folded."""
        return frozenset(map(folded, self.metas.all("og:title", "twitter:title"))) - {""}

    @cached_property
    def stated_titles(self) -> frozenset[str]:
        """The same, and the headlines of its JSON-LD articles."""
        return self.shared_titles.union(
            folded(text) for node in self.articles for text in strings(node.get("headline"))
        ) - {""}

    @cached_property
    def headline_line(self) -> int | None:
        """Number of the line (of `seen`) that is the headline; None where no line is."""
        if self.seen is None:
            return None
        stated = self.stated_titles
        window = folded(self.window_title[:400])
        headings = {folded(text[:600]) for text in self.headings}
        headings.discard("")
        sure = {text for text in headings if text in stated or (len(text) > 9 and text in window)}
        lengths = {len(text) + more for text in stated | headings for more in (-2, -1, 0, 1, 2)}
        lines = [line.text for line in self.seen.lines[:MOST_HEAD_LINES]]
        alike = [(number, folded(text)) for number, text in enumerate(lines) if len(text) in lengths]
        for wanted in (sure, stated, headings):
            found = next((number for number, text in alike if text in wanted), None)
            if found is not None:
                return found
        first = window[:14]
        return next(
            (
                n
                for n, text in enumerate(lines)
                if 14 < len(text) <= 400 and folded(text[:14]) == first and window.startswith(folded(text))
            ),
            None,
        )

    @cached_property
    def head_lines(self) -> tuple[str, ...]:
        """The short lines around the headline, the likeliest to be date line or byline first; () without a headline.

        Those behind the headline come first, in order; then those ahead of it, backwards.
        """
        at = self.headline_line
        if self.seen is None or at is None:
            return ()
        lines = self.seen.lines
        behind = [line.text for line in lines[at + 1 : at + 1 + HEAD_LINES_BEHIND]]
        ahead = [line.text for line in reversed(lines[max(0, at - HEAD_LINES_AHEAD) : at])]
        return tuple(text for text in (*behind, *ahead) if len(text) <= LONGEST_HEAD_LINE)

    @cached_property
    def states(self) -> tuple[StateValue, ...]:
        """The JSON that the page carries for its own scripts."""
        return read_states(self.scripts)

    @cached_property
    def articles(self) -> tuple[Node, ...]:
        """The JSON-LD objects that describe this page's article, the surest first; others' (teasers') are left out."""
        ranked = [(rank, node) for node in self.jsonld if (rank := article_rank(node)) is not None]
        if len(ranked) < 2:
            return tuple(node for _, node in ranked)
        here = _tail(self.url)
        known = self.shared_titles.union(folded(text[:400]) for text in self.headings[:5]) - {""}

        def order(pair: tuple[int, Node]) -> tuple[bool, int]:
            rank, node = pair
            named = any(_tail(text) == here for text in _addresses(node)) if here else False
            titled = any(folded(text) in known for text in strings([node.get("headline"), node.get("name")]))
            return (not (named or titled), rank)

        ordered = sorted(ranked, key=order)
        sure = [node for rank, node in ordered if not order((rank, node))[0]]
        return tuple(sure) or tuple(node for _, node in ordered[:1])

    @cached_property
    def site_names(self) -> tuple[str, ...]:
        """The names the site goes under, the most reliable first."""
        source = self.context.source if self.context is not None else None
        return site_names(self.url, self.metas, self.jsonld, source, logo_names(self.elements["h1"], self.url))

    @cached_property
    def recall(self) -> Recall:
        """What is known of the site, and what of it made a difference to this page."""
        return Recall(self.context.habits if self.context is not None else None)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """BCP 47 tags that say how dates and names on this page are to be read, the likeliest first."""
        found = [self.stated_language, self.metas.first("og:locale", "content-language", "language")]
        if self.context is not None and self.context.source is not None:
            found.extend(self.context.source.languages)
        return tuple(one.replace("_", "-").lower()[:35] for one in found if one)

    @cached_property
    def stated_language(self) -> str | None:
        """`lang` of the `html` element, as written."""
        if self.root is None:
            return None
        return self.root.get("lang") or self.root.get("xml:lang") or None


def text_of(element: HtmlElement) -> str:
    """Return the text in `element`, as `text_content` does: most headings hold nothing else."""
    return str(element.text_content() if len(element) else element.text or "")


def _addresses(node: Node) -> list[str]:
    return list(strings([node.get("url"), node.get("mainEntityOfPage"), node.get("@id")], "@id", "url"))


def _tail(url: str) -> str:
    """Return the last part of the path of `url`: by it one page's addresses agree across hosts and schemes."""
    path = url.partition("?")[0].partition("#")[0].rstrip("/")
    return path.rpartition("/")[2].lower() if path.count("/") > 2 else ""
