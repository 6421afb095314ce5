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


_UNWANTED = {"noai": 0.9, "noml": 0.9, "noimageai": 0.8}
"""Directive → how far it speaks for the whole article. `noimageai` is about its pictures; who writes that and means
the text to be taken is yet to be seen. (DeviantArt's words, 2022, which others took over.)"""


def reservation_claims(page: ParsedPage) -> Iterator[Claim[Reservation]]:
    """Yield what is stated on text and data mining: TDMRep in header or meta, `noai` among the robots' directives."""
    for place, value in (
        ("header tdm-reservation", page.headers.get("tdm-reservation")),
        ("meta tdm-reservation", page.metas.first("tdm-reservation")),
    ):
        if value is not None and value.strip() == "1":
            yield Claim(value="reserved", place=place, belief=0.95)
        elif value is not None and value.strip() == "0":  # believed less: a page that contradicts itself is left alone
            yield Claim(value="allowed", place=place, belief=0.85)
    for place, directives in (
        ("header x-robots-tag", page.headers.get("x-robots-tag", "")),
        ("meta robots", ",".join(page.metas.all("robots", "googlebot", "ai"))),
    ):
        said = max((_UNWANTED.get(word, 0.0) for word in _directives(directives)), default=0.0)
        if said:
            yield Claim(value="reserved", place=place, belief=said)


def _directives(text: str) -> Iterator[str]:
    """Yield the directives of a robots field in lower case, without the agent that one may be addressed to.

    >>> list(_directives("noindex, GPTBot: noai"))
    ['noindex', 'noai']
    """
    for part in text.lower().replace(";", ",").split(","):
        yield from part.rpartition(":")[2].split()  # some sites write spaces for commas
