"""Under which licence the text stands, and whether text and data mining is reserved."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from aggregator.article import Reservation
from aggregator.claim import Claim
from aggregator.extraction.jsonld import strings
from aggregator.extraction.parsed import ParsedPage
from aggregator.headers import links
from aggregator.text import clean

LONGEST = 300


_RIGHTS = ("dc.rights", "dcterms.rights", "copyright", "rights")
_COMMONS = re.compile(
    r"https?://creativecommons\.org/\S{3,80}|(?<!\w)CC[ -](?:BY(?:-(?:NC|ND|SA))*|0)(?:[ -]\d\.\d)?(?!\w)", re.I
)
"""A licence of Creative Commons in a statement of rights, which mostly says that all are reserved."""


def licence_claims(page: ParsedPage) -> Iterator[Claim[str]]:
    """Yield every licence stated, an address or a name."""
    for node in page.articles[:1]:
        for text in strings(node.get("license"), "url", "@id", "name"):
            yield from _claim(text, "jsonld license", 0.95)
    for element in page.elements["link"]:
        rel = element.get("rel")
        if rel and "license" in rel.lower():
            yield from _claim(element.get("href") or "", "link license", 0.9)
    for link in links(page.headers.get("link")):
        if "license" in link.rels:
            yield from _claim(link.target, "header link", 0.9)
    values = page.metas.values
    for name in ("dcterms.license", "dc.rights.license", "cc:license", "license"):
        if name in values:
            yield from _claim(values[name][0], f"meta {name}", 0.8)
    for name in _RIGHTS:
        if name in values and (found := _COMMONS.search(values[name][0][:500])):
            yield from _claim(found[0], f"meta {name}", 0.75)
    text = "\n".join([line.text for line in page.seen.lines[-LAST_LINES:]]) if page.seen is not None else ""
    if "Creative Commons" in text or "CC BY" in text or "CC-BY" in text:  # only then links are worth looking through
        linked = [one for one in page.anchors if "license" in (one.get("rel") or "")][:MOST_LINKS]
        addresses = {one.get("href") or "" for one in linked if not _stands_at_picture(one)}
        if len(addresses) == 1:
            yield from _claim(addresses.pop(), "dom license", 0.7)


LAST_LINES = 100
"""Lines of a page among which it names its licence: in the footer, or the last column."""

MOST_LINKS = 20
"""Links to licences that are looked at; a page under a licence has one or two, the others are those of its pictures."""


def _stands_at_picture(link: HtmlElement) -> bool:
    """Tell whether a link to a licence stands in the caption of a picture."""
    return any(
        one.tag in {"figure", "figcaption"} or "caption" in (one.get("class") or "")
        for one in itertools.islice(link.iterancestors(), 4)
    )


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
