"""Pages made for tests of single fields."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from aggregator.candidate import Candidate
from aggregator.context import Context
from aggregator.extraction.parsed import ParsedPage
from aggregator.markup import parse_html
from aggregator.sources.source import Source

ADDRESS = "https://courier.example/coast/ferry-stops"

SENTENCE = "The harbour council voted on Tuesday to close the old ferry terminal by the end of next year."
"""One that may stand in a text, long enough to be taken for prose."""


def page_of(
    html: str, *, url: str = ADDRESS, context: Context | None = None, headers: Mapping[str, str] | None = None
) -> ParsedPage:
    """Return the page `html`, a whole one or a part of one; `headers` have names in lower case."""
    markup = parse_html(html)
    return ParsedPage(url=url, root=markup.root, scripts=markup.scripts, context=context, headers=headers or {})


def made_page(
    *,
    head: str = "",
    body: str = "",
    jsonld: Any = None,
    lang: str = "en",
    url: str = ADDRESS,
    source: Source | None = None,
    candidate: Candidate | None = None,
    headers: Mapping[str, str] | None = None,
) -> ParsedPage:
    """Return a page of `head` and `body`, with `jsonld` in a script."""
    script = f'<script type="application/ld+json">{json.dumps(jsonld)}</script>' if jsonld is not None else ""
    html = f'<!DOCTYPE html><html lang="{lang}"><head>{head}{script}</head><body>{body}</body></html>'
    context = Context(source=source, candidate=candidate) if source or candidate else None
    return page_of(html, url=url, context=context, headers=headers)


def article(**parts: Any) -> dict[str, Any]:
    """Return a NewsArticle object."""
    return {"@context": "https://schema.org", "@type": "NewsArticle", **parts}
