"""The keywords the publisher gave."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from aggregator.claim import Claim
from aggregator.extraction.jsonld import objects, strings
from aggregator.extraction.keywords import GENERIC, split_tags, tag_key, tidy_tags
from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.rules import rule_texts
from aggregator.extraction.shown_tags import shown_claims
from aggregator.text import folded

__all__ = ["choose_tags", "is_settled", "shown_claims", "split_tags", "tag_claims", "tidy_tags"]

_METAS = {
    "news_keywords": 0.86, "article:tag": 0.85, "keywords": 0.75, "parsely-tags": 0.66, "sailthru.tags": 0.64,
    "og:article:tag": 0.84, "dc.subject": 0.6, "dcterms.subject": 0.6, "cxenseparse:keywords": 0.6, "tags": 0.6,
    "video:tag": 0.5, "og:video:tag": 0.5, "bt:keywords": 0.6,
}  # fmt: skip


def tag_claims(page: ParsedPage, *, day: dt.date | None = None) -> Iterator[Claim[tuple[str, ...]]]:
    """Yield every list of keywords the page offers, split."""
    ruled = [text for text, _ in rule_texts(page, "tags", day=day)]
    if ruled:
        yield from _claims_of(page, ruled, "rule tags", 0.99)
    for node in page.articles[:1]:
        yield from _claims_of(page, list(strings(node.get("keywords"), "name", "termCode")), "jsonld keywords", 0.83)
        about = [text for one in objects(node.get("about")) for text in strings(one.get("name"))]
        yield from _claims_of(page, about, "jsonld about", 0.5)
    for name, belief in _METAS.items():
        if name in page.metas.values:
            yield from _claims_of(page, list(page.metas.all(name)), f"meta {name}", belief)
    candidate = page.context.candidate if page.context is not None else None
    if candidate is not None and candidate.tags:
        yield from _claims_of(page, list(candidate.tags), candidate.via, 0.55, whole=True)


def _claims_of(
    page: ParsedPage, values: Sequence[str], place: str, belief: float, *, whole: bool = False
) -> Iterator[Claim[tuple[str, ...]]]:
    """Yield the claim of the keywords in `values`, tidied; believed less where they tell nothing of the article."""
    offered = values if whole else split_tags(values)
    tags = tidy_tags(offered, page) if offered else ()
    if not tags:
        return
    if sum(tag_key(tag.strip()) in GENERIC for tag in offered) >= 2:
        belief -= 0.2
    elif (len(tags) == 1 and len(tags[0].split()) > 4) or _is_cut(tags, page):
        belief -= 0.4
    yield Claim(value=tags, place=place, belief=belief)


def _is_cut(tags: Sequence[str], page: ParsedPage) -> bool:
    """Return whether `tags` are the words of the address or headline, as some systems make keywords of nothing."""
    if len(tags) < 5:
        return False
    if sum(not tag.isascii() and any(_is_run(tag, one) for one in tags) for tag in tags) >= 0.5 * len(tags):
        return True
    single = [tag_key(tag) for tag in tags if " " not in tag]
    if len(single) < 0.7 * len(tags):
        return False
    address = set(re.findall(r"[a-z0-9]+", page.url[:1000].lower()))
    headline = set(re.findall(r"\w+", folded(" ".join(page.metas.all("og:title", "title", "twitter:title"))[:1000])))
    headline.update(re.findall(r"\w+", folded(page.window_title[:400])))
    return any(sum(tag in words for tag in single) >= 0.7 * len(tags) for words in (address, headline))


def _is_run(tag: str, other: str) -> bool:
    """Tell whether a keyword is a part of another one: some systems give every run of two to four signs."""
    return tag != other and " " not in other and tag in other


# A list stated in a place that editors fill (article:tag, news_keywords, JSON-LD) is not looked for on the page itself.
_SURE = 0.8

_HEARD = 0.6
"""Stated lists that are believed less do not count as disagreeing."""


def is_settled(page: ParsedPage, stated: Sequence[Claim[tuple[str, ...]]]) -> bool:
    """Return whether the lists stated agree so well that what the page shows would tell nothing more."""
    heard = [claim for claim in stated if claim.belief > _HEARD]
    if len(heard) < len(stated) and any(claim.place in _EDITED for claim in stated if claim.belief <= _HEARD):
        return False  # an editors' list that describes the site, or is cut from the headline
    if not any(claim.belief >= _SURE for claim in heard):
        return False
    keys = [frozenset(map(tag_key, claim.value)) for claim in heard]
    return all(len(keys[0] & other) >= 0.5 * len(keys[0] | other) for other in keys)


_EDITED = frozenset(
    {"jsonld keywords", "meta news_keywords", "meta article:tag", "meta keywords", "meta og:article:tag"}
)


def choose_tags(
    page: ParsedPage, claims: Sequence[Claim[tuple[str, ...]]], *, authors: Iterable[str] = ()
) -> Claim[tuple[str, ...]] | None:
    """Return the list to believe: a stated one that the page shows too comes before others."""
    keys = [frozenset(map(tag_key, claim.value)) for claim in claims]
    shown = frozenset[str]().union(
        *(own for own, claim in zip(keys, claims, strict=True) if _is_shown(claim) and claim.belief > _HEARD)
    )
    best: Claim[tuple[str, ...]] | None = None
    for own, claim in zip(keys, claims, strict=True):
        belief = claim.belief
        if shown and not _is_shown(claim):
            belief += CONFIRMED * len(own & shown) / len(own | shown)
        if best is None or belief > best.belief:
            best = Claim(value=claim.value, place=claim.place, belief=belief)
    if best is None or best.belief < LEAST:
        return None
    writers = frozenset(map(folded, authors))
    tags = tuple(tag for tag in best.value if tag_key(tag) not in writers) if writers else best.value
    return Claim(value=tags, place=best.place, belief=best.belief) if tags else None


LEAST = 0.47
"""What a list must be believed to be given: one cut from the headline, alone, is none."""

CONFIRMED = 0.1
"""What a stated list is believed more that the page shows, too."""


def _is_shown(claim: Claim[tuple[str, ...]]) -> bool:
    return claim.place.startswith("dom ")
