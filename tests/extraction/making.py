"""Pages made for tests of single fields."""

from __future__ import annotations

import json
from typing import Any

from aggregator.candidate import Candidate
from aggregator.context import Context
from aggregator.extraction.parsed import ParsedPage
from aggregator.markup import parse_html
from aggregator.sources.source import Source

ADDRESS = "https://courier.example/coast/ferry-stops"


def made_page(
    *,
    head: str = "",
    body: str = "",
    jsonld: Any = None,
    lang: str = "en",
    url: str = ADDRESS,
    source: Source | None = None,
    candidate: Candidate | None = None,
) -> ParsedPage:
    """Return a page of `head` and `body`, with `jsonld` in a script."""
    script = f'<script type="application/ld+json">{json.dumps(jsonld)}</script>' if jsonld is not None else ""
    markup = parse_html(f'<!DOCTYPE html><html lang="{lang}"><head>{head}{script}</head><body>{body}</body></html>')
    context = Context(source=source, candidate=candidate) if source or candidate else None
    return ParsedPage(url=url, root=markup.root, scripts=markup.scripts, context=context)


def article(**parts: Any) -> dict[str, Any]:
    """Return a NewsArticle object."""
    return {"@context": "https://schema.org", "@type": "NewsArticle", **parts}
