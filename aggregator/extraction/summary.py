"""The standfirst."""

from __future__ import annotations

import datetime as dt
import html
import itertools
import re
from collections.abc import Iterator, Sequence

from aggregator.claim import Claim
from aggregator.extraction.jsonld import strings
from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.rules import rule_texts
from aggregator.extraction.site import is_site_name, squeezed
from aggregator.text import clean, folded

LONGEST_SUMMARY = 2000
_METAS = {
    "og:description": 0.85,
    "description": 0.75,
    "twitter:description": 0.7,
    "sailthru.description": 0.6,
    "dc.description": 0.6,
    "dcterms.description": 0.6,
    "dcterms.abstract": 0.65,
    "parsely-description": 0.6,
    "lead": 0.7,
}
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")


def summary_claims(page: ParsedPage, *, day: dt.date | None = None) -> Iterator[Claim[str]]:
    """Yield every standfirst or description the page offers."""
    plain: dict[str, str] = {}  # most places say the same
    for text, place, belief in _offers(page, day):
        value = plain.get(text)
        if value is None:
            value = plain[text] = _plain(text)
        if value and len(value) <= LONGEST_SUMMARY and not _says_nothing(value, page):
            cut = value.endswith(("...", "…", "[…]", "[...]"))
            yield Claim(value=value, place=place, belief=belief - (0.2 if cut else 0))


_PLACEHOLDERS = frozenset({"visit the post for more", "description", "read more"})
"""What publishing systems write where nobody has written a description."""


def _says_nothing(text: str, page: ParsedPage) -> bool:
    """Tell whether a summary is a placeholder, or nothing but the site's name."""
    if len(text) > LONGEST_NAME:
        return False
    return not squeezed(text) or folded(text).rstrip(".… ") in _PLACEHOLDERS or is_site_name(text, page.site_names)


LONGEST_NAME = 60
"""Characters up to which a summary is compared with the names of the site."""


def _offers(page: ParsedPage, day: dt.date | None) -> Iterator[tuple[str, str, float]]:
    """Yield every summary as written, its place, and how far that is to be believed."""
    for text, place in rule_texts(page, "summary", day=day):
        yield text, place, 0.99
    for node in page.articles[:1]:
        for text in itertools.islice(strings(node.get("description")), 1):
            yield text, "jsonld description", 0.9
        for text in itertools.islice(strings(node.get("abstract")), 1):
            yield text, "jsonld abstract", 0.8
    values = page.metas.values
    for name, belief in _METAS.items():
        if name in values and (text := page.metas.first(name) or ""):
            yield text, f"meta {name}", belief
    candidate = page.context.candidate if page.context is not None else None
    if candidate is not None and candidate.summary:
        yield candidate.summary, candidate.via, 0.5


def _plain(text: str) -> str:
    """Return `text` on one line, without markup and entities."""
    text = text[: LONGEST_SUMMARY * 2]
    for _ in range(2):  # written as entities of entities
        if "&" in text and ";" in text:
            text = html.unescape(text)
    return clean(_MARKUP.sub(" ", text) if "<" in text else text)


def choose_summary(claims: Sequence[Claim[str]], title: str | None) -> Claim[str] | None:
    """Return the most believed summary that does not only repeat the title."""
    for claim in sorted(claims, key=lambda one: -one.belief):
        if title is None or abs(len(claim.value) - len(title)) > NEAR or folded(claim.value) != folded(title):
            return claim
    return None


NEAR = 10
"""Characters by which two spellings of one text may differ: quotation marks, dashes, three points."""
