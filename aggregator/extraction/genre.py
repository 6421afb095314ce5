"""The genre as the publisher states it: opinion, review, sponsored …"""

from __future__ import annotations

from collections.abc import Iterator

from aggregator.claim import Claim
from aggregator.extraction.jsonld import strings, types
from aggregator.extraction.parsed import ParsedPage
from aggregator.text import clean

_TYPES = {
    "opinionnewsarticle": "opinion", "reviewnewsarticle": "review", "review": "review",
    "analysisnewsarticle": "analysis", "backgroundnewsarticle": "background", "reportagenewsarticle": "reportage",
    "advertisercontentarticle": "sponsored", "satiricalarticle": "satire", "asknewsarticle": "ask", "recipe": "recipe",
}  # fmt: skip

_FLAGS = {"article:opinion": "opinion", "sponsored": "sponsored", "article:sponsored": "sponsored"}
"""Meta element that says yes or no → genre."""

LONGEST = 60


def genre_claims(page: ParsedPage) -> Iterator[Claim[str]]:
    """Yield every genre stated."""
    for node in page.articles[:1]:
        for text in list(strings(node.get("genre"), "name"))[:1]:
            yield from _claim(text, "jsonld genre", 0.9)
        for kind in types(node):
            if kind in _TYPES:
                yield Claim(value=_TYPES[kind], place="jsonld @type", belief=0.85)
    values = page.metas.values
    for name, genre in _FLAGS.items():
        if name in values and values[name][0].lower() in {"true", "yes", "1"}:
            yield Claim(value=genre, place=f"meta {name}", belief=0.85)
    for name in ("genre", "dc.type.genre"):
        if name in values:
            yield from _claim(values[name][0], f"meta {name}", 0.7)


def _claim(text: str, place: str, belief: float) -> Iterator[Claim[str]]:
    value = clean(text[: LONGEST * 2])
    if value and len(value) <= LONGEST and not value.startswith(("http:", "https:")):
        yield Claim(value=value, place=place, belief=belief)
