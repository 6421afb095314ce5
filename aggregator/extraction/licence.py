"""Under which licence the text stands, and whether text and data mining is reserved."""

from __future__ import annotations

from collections.abc import Iterator

from aggregator.article import Reservation
from aggregator.claim import Claim
from aggregator.extraction.jsonld import strings
from aggregator.extraction.parsed import ParsedPage
from aggregator.text import clean

LONGEST = 300


def licence_claims(page: ParsedPage) -> Iterator[Claim[str]]:
    """Yield every licence stated, an address or a name."""
    for node in page.articles[:1]:
        for text in strings(node.get("license"), "url", "@id", "name"):
            yield from _claim(text, "jsonld license", 0.95)
    for element in page.elements["link"]:
        if "license" in (element.get("rel") or "").lower().split():
            yield from _claim(element.get("href") or "", "link license", 0.9)
    for name in ("dcterms.license", "dc.rights.license", "cc:license", "license"):
        for text in page.metas.all(name)[:1]:
            yield from _claim(text, f"meta {name}", 0.8)


def _claim(text: str, place: str, belief: float) -> Iterator[Claim[str]]:
    value = clean(text[: LONGEST * 2])
    if value and len(value) <= LONGEST:
        yield Claim(value=value, place=place, belief=belief)


def reservation_claims(page: ParsedPage) -> Iterator[Claim[Reservation]]:
    """Yield what is stated on text and data mining: TDMRep in header or meta, `noai` among the robots' directives."""
    for place, value in (
        ("header tdm-reservation", page.headers.get("tdm-reservation")),
        ("meta tdm-reservation", page.metas.first("tdm-reservation")),
    ):
        if value is not None and value.strip() in {"0", "1"}:
            yield Claim(value="reserved" if value.strip() == "1" else "allowed", place=place, belief=0.95)
    for place, directives in (
        ("header x-robots-tag", page.headers.get("x-robots-tag", "")),
        ("meta robots", ",".join(page.metas.all("robots", "googlebot", "ai"))),
    ):
        words = {word.strip() for word in directives.lower().replace(";", ",").split(",")}
        if "noai" in words or "noml" in words:
            yield Claim(value="reserved", place=place, belief=0.9)
