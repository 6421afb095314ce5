"""Who wrote it."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterator, Sequence

from aggregator.claim import Claim
from aggregator.extraction.jsonld import Node, strings, types
from aggregator.extraction.names import Signatory, read_byline
from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.rules import rule_texts
from aggregator.extraction.shown_authors import shown_claims
from aggregator.extraction.signatures import MOST_AUTHORS, claim_of, names_person
from aggregator.extraction.site import is_site_name
from aggregator.extraction.state import StateArticle, state_texts
from aggregator.text import clean

__all__ = ["author_claims", "choose_authors", "names_person", "shown_claims", "state_claims"]

_METAS = {
    "author": 0.8, "article:author": 0.7, "article:author_name": 0.8, "og:article:author": 0.7, "og:author": 0.7,
    "dc.creator": 0.7, "dcterms.creator": 0.7, "parsely-author": 0.72, "sailthru.author": 0.74, "byl": 0.8,
    "cxenseparse:author": 0.7, "articleauthor": 0.7, "creator": 0.55, "dc.contributor": 0.4, "authors": 0.75,
    "analytics:author": 0.6, "citation_author": 0.8, "rbauthors": 0.7, "bt:author": 0.7, "lrt_authors": 0.7,
    "twitter:data1": 0.3, "author_name": 0.7, "article.author": 0.7, "mrf:authors": 0.7, "dable:author": 0.75,
}  # fmt: skip


def author_claims(page: ParsedPage, *, day: dt.date | None = None) -> Iterator[Claim[tuple[Signatory, ...]]]:
    """Yield every list of signatories the page offers."""
    ruled = [text for text, _ in rule_texts(page, "authors", day=day)]
    if ruled:
        yield from claim_of(
            page, [one for text in ruled for one in read_byline(text, page.languages)], "rule authors", 0.99
        )
    for node in page.articles[:2]:
        for key, belief in (("author", 0.9), ("creator", 0.7)):
            yield from claim_of(page, list(_jsonld_signatories(page, node.get(key))), f"jsonld {key}", belief)
    values = page.metas.values
    for name in filter(values.__contains__, _METAS):
        found = [
            one
            for text in page.metas.all(name)[:MOST_AUTHORS]
            for one in read_byline(html.unescape(text) if "&" in text else text, page.languages)
        ]
        yield from claim_of(page, found, f"meta {name}", _METAS[name])
    candidate = page.context.candidate if page.context is not None else None
    if candidate is not None and candidate.authors:
        found = [one for text in candidate.authors for one in read_byline(text, page.languages)]
        yield from claim_of(page, found, candidate.via, 0.65)


def _jsonld_signatories(page: ParsedPage, value: object) -> Iterator[Signatory]:
    for one in _flat(value):
        if isinstance(one, str):
            yield from read_byline(html.unescape(one) if "&" in one else one, page.languages)
        else:
            yield from _from_node(page, one)


def _flat(value: object) -> Iterator[str | Node]:
    """Yield the strings and objects in `value`, a list of lists or one of them."""
    if isinstance(value, str | dict):
        yield value
    elif isinstance(value, list):
        for one in value[:MOST_AUTHORS]:
            for inner in one[:MOST_AUTHORS] if isinstance(one, list) else (one,):
                if isinstance(inner, str | dict):
                    yield inner


def _from_node(page: ParsedPage, node: Node) -> Iterator[Signatory]:
    kinds = types(node)
    organisation = any("organi" in kind or kind == "corporation" for kind in kinds)
    names = [html.unescape(text) if "&" in text else text for text in strings(node.get("name"))]
    if not names:
        given, family = (clean(next(strings(node.get(key)), "")) for key in ("givenName", "familyName"))
        names = [f"{given} {family}"] if given and family else []
    for name in names[:MOST_AUTHORS]:
        for found in read_byline(name, page.languages):
            yield Signatory(name=found.name, person=found.person and not organisation)


def state_claims(page: ParsedPage, article: StateArticle | None) -> Iterator[Claim[tuple[Signatory, ...]]]:
    """Yield who signs the page's own article as its JSON state has it."""
    if article is not None:
        found = [one for text, _ in state_texts(article, "authors") for one in read_byline(text, page.languages)]
        yield from claim_of(page, found, f"state {article.name} authors", 0.66)


def choose_authors(page: ParsedPage, claims: Sequence[Claim[tuple[Signatory, ...]]]) -> Claim[tuple[str, ...]] | None:
    """Return the persons of the most believed claim that names any; else an organisation that is stated, or shown.

    Of organisations another than the site itself comes first: the site is its own publisher in any case.
    """
    ordered = sorted(claims, key=lambda one: -one.belief)
    for claim in ordered:
        names = tuple(one.name for one in claim.value if one.person)
        if names:
            return Claim(value=names, place=claim.place, belief=claim.belief)
    stated = [claim for claim in ordered if not claim.place.startswith("dom ")]
    for heard, own in ((stated, False), (stated, True), (ordered, False), (ordered, True)):
        for claim in heard:
            names = tuple(one.name for one in claim.value if is_site_name(one.name, page.site_names) is own)
            if names:
                return Claim(value=names, place=claim.place, belief=claim.belief)
    return None
