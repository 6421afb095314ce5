"""The addresses that a page gives itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from aggregator.claim import Claim
from aggregator.extraction.jsonld import strings
from aggregator.extraction.parsed import ParsedPage

LONGEST_ADDRESS = 2048


def address_claims(page: ParsedPage) -> Iterator[Claim[str]]:
    """Yield every address that the page says it has, as written: relative ones too, sane or not."""
    for element in page.elements["link"]:
        relation = _relation(element.get("rel") or "")
        if relation is not None:
            yield from _claim(element.get("href"), f"link {relation}", _RELATIONS[relation])
    for text in page.metas.all("og:url")[:2]:
        yield from _claim(text, "meta og:url", 0.85)
    for node in page.articles[:1]:
        for key in ("mainEntityOfPage", "url"):
            for text in list(strings(node.get(key), "@id", "url"))[:1]:
                yield from _claim(text, f"jsonld {key}", 0.8)
    for text in page.metas.all("twitter:url", "parsely-link")[:2]:
        yield from _claim(text, "meta twitter:url", 0.6)


_RELATIONS = {"canonical": 0.95, "amphtml": 0.5, "shortlink": 0.4}


@lru_cache(maxsize=500)
def _relation(rel: str) -> str | None:
    """Return which of `_RELATIONS` a link states, the first where it states several; most links lead to styles."""
    words = rel.lower().split()
    return next((one for one in _RELATIONS if one in words), None)


def _claim(text: str | None, place: str, belief: float) -> Iterator[Claim[str]]:
    value = (text or "").strip()
    if value and len(value) <= LONGEST_ADDRESS:
        yield Claim(value=value, place=place, belief=belief)
