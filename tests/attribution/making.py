"""Small pages for the tests of attribution."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import html
from lxml.html import HtmlElement

from aggregator.article import Article, Block, Image
from aggregator.context import Context

ADDRESS = "https://www.harbour-post.example/town/bridge-opens"


@dataclass(frozen=True, kw_only=True)
class MadeMetas:
    """Meta values by name."""

    values: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def all(self, *names: str) -> tuple[str, ...]:
        return tuple(value for name in names for value in self.values.get(name, ()))


@dataclass(frozen=True, kw_only=True)
class MadePage:
    """A page as attribution reads it."""

    url: str = ADDRESS
    root: HtmlElement | None = None
    elements: Mapping[str, Sequence[HtmlElement]] = field(default_factory=lambda: {"link": (), "title": (), "h1": ()})
    metas: MadeMetas = field(default_factory=MadeMetas)
    jsonld: Sequence[Mapping[str, Any]] = ()
    context: Context | None = None


def page(
    markup: str = "<html></html>",
    *,
    url: str = ADDRESS,
    metas: Mapping[str, Sequence[str]] | None = None,
    jsonld: str | Sequence[Mapping[str, Any]] = (),
) -> MadePage:
    """Return the page of `markup`."""
    nodes = json.loads(jsonld) if isinstance(jsonld, str) else jsonld
    root = html.document_fromstring(markup)
    elements = {tag: tuple(root.iter(tag)) for tag in ("link", "title", "h1")}
    return MadePage(url=url, root=root, elements=elements, metas=MadeMetas(values=metas or {}), jsonld=nodes)


def article(*paragraphs: str, images: Sequence[Image] = (), authors: Sequence[str] = (), url: str = ADDRESS) -> Article:
    """Return an article of these paragraphs."""
    return Article(
        url=url,
        kind="article" if paragraphs else None,
        title="The bridge opens",
        blocks=tuple(Block(text=text) for text in paragraphs),
        images=tuple(images),
        authors=tuple(authors),
    )


def container(made: MadePage, path: str = ".//article") -> HtmlElement:
    """Return the element of the text."""
    assert made.root is not None
    found = made.root.find(path)
    assert found is not None
    return found
