"""The addresses that a page gives itself."""

from __future__ import annotations

from collections.abc import Iterator

from aggregator.claim import Claim
from aggregator.extraction.jsonld import strings
from aggregator.extraction.parsed import ParsedPage

LONGEST_ADDRESS = 2048


def address_claims(page: ParsedPage) -> Iterator[Claim[str]]:
    """Yield every address that the page says it has, as written: relative ones too, sane or not."""
    for element in page.elements["link"]:
        rel = (element.get("rel") or "").lower().split()
        if "canonical" in rel:
            yield from _claim(element.get("href"), "link canonical", 0.95)
        elif "amphtml" in rel:
            yield from _claim(element.get("href"), "link amphtml", 0.5)
        elif "shortlink" in rel:
            yield from _claim(element.get("href"), "link shortlink", 0.4)
    for text in page.metas.all("og:url")[:2]:
        yield from _claim(text, "meta og:url", 0.85)
    for node in page.articles[:1]:
        for key in ("mainEntityOfPage", "url"):
            for text in list(strings(node.get(key), "@id", "url"))[:1]:
                yield from _claim(text, f"jsonld {key}", 0.8)
    for text in page.metas.all("twitter:url", "parsely-link")[:2]:
        yield from _claim(text, "meta twitter:url", 0.6)


def _claim(text: str | None, place: str, belief: float) -> Iterator[Claim[str]]:
    value = (text or "").strip()
    if value and len(value) <= LONGEST_ADDRESS:
        yield Claim(value=value, place=place, belief=belief)
