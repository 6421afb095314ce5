"""The standfirst."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterator, Sequence

from aggregator.claim import Claim
from aggregator.extraction.jsonld import strings
from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.rules import rule_texts
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
    for text, place in rule_texts(page, "summary", day=day):
        yield from _claim(text, place, 0.99)
    for node in page.articles[:1]:
        for text in list(strings(node.get("description")))[:1]:
            yield from _claim(text, "jsonld description", 0.9)
        for text in list(strings(node.get("abstract")))[:1]:
            yield from _claim(text, "jsonld abstract", 0.8)
    for name, belief in _METAS.items():
        for text in page.metas.all(name)[:1]:
            yield from _claim(text, f"meta {name}", belief)
    candidate = page.context.candidate if page.context is not None else None
    if candidate is not None and candidate.summary:
        yield from _claim(candidate.summary, candidate.via, 0.5)


def _claim(text: str, place: str, belief: float) -> Iterator[Claim[str]]:
    value = clean(_MARKUP.sub(" ", html.unescape(text[: LONGEST_SUMMARY * 2])))
    if value and len(value) <= LONGEST_SUMMARY:
        cut = value.endswith(("...", "…", "[…]", "[...]"))
        yield Claim(value=value, place=place, belief=belief - (0.2 if cut else 0))


def choose_summary(claims: Sequence[Claim[str]], title: str | None) -> Claim[str] | None:
    """Return the most believed summary that does not only repeat the title."""
    same = folded(title or "")
    return max((one for one in claims if folded(one.value) != same), key=lambda one: one.belief, default=None)
