"""What is known from beyond its page of an attribution, and how much surer or less sure that makes it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from aggregator.article import Article, Attribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """The same text at another source, as far as it concerns whom the text comes from."""

    source: str
    """Id of the source."""

    organisation_id: str | None
    """Whose site that is."""

    url: str
    wires: tuple[str, ...] = ()
    """Organisation ids (names where there is none) that it credits with the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Custom:
    """Whom the source's earlier articles credit."""

    credits: Mapping[str, float] = field(default_factory=dict)
    """`credit_key` → weight of the articles that have it (see `habits.Habits.credits`)."""

    weight: float = 0.0
    """What all earlier articles of the source weigh together."""


class Reason(NamedTuple):
    """One thing known from beyond the page."""

    of: Literal["copies", "custom"]
    times: float
    """By how much it multiplies the odds that the attribution is right."""

    words: str


# How many times likelier what is known makes it that the attribution is right, as a ratio of odds. They are judged, not
# fitted: pages whose credits are labelled by hand stand alone. So they are small, and none of them settles anything.
OWN_COPY: Final = 10.0
"""The organisation credited has the same text on its own site: nobody else would have put the two together."""

SAME_CREDIT: Final = 3.0
"""A copy elsewhere credits the same one."""

OTHER_CREDIT: Final = 0.5
"""Several copies elsewhere credit somebody else, and none of them this one."""

USUAL: Final = 3.0
"""The source has credited the same one again and again."""

UNHEARD: Final = 0.7
"""The source credits agencies all the time, and this one, which is in no register, never before."""

EVERYWHERE: Final = 0.5
"""Nearly each article of the source has the same person's or unknown name for its picture: a line of the site."""

SEVERAL: Final = 3
"""Copies that must agree against an attribution before it is doubted."""

OFTEN: Final = 2.5
"""Weight of the articles that make a credit usual: three that are not long ago."""

WELL_KNOWN: Final = 20.0
"""Weight of a source's articles from which on a credit that never came before is remarkable: some thirty."""

NEARLY_ALL: Final = 0.9
HIGHEST: Final = 0.99


def credit_key(one: Attribution) -> str:
    """Return by what a credit is known again: its role, then the organisation's id, else the name without case."""
    return f"{one.role} {one.organisation_id or ' '.join(one.name.casefold().split())}"


def credits_of(article: Article) -> tuple[str, ...]:
    """Return what an article teaches of its source: whom it credits with its text and its pictures."""
    return tuple(dict.fromkeys(credit_key(one) for one in article.attributions if one.role in ("wire", "photo")))


def from_copies(one: Attribution, copies: Sequence[Copy]) -> Reason | None:
    """Return what copies of the text at other sources say for or against its credit."""
    if one.role != "wire":
        return None
    own = next((copy for copy in copies if copy.organisation_id == one.organisation_id is not None), None)
    if own is not None:
        return Reason("copies", OWN_COPY, f"the same text stands at its own site: {own.url}")
    who = one.organisation_id or one.name
    crediting = [copy for copy in copies if copy.wires]
    same = next((copy for copy in crediting if who in copy.wires), None)
    if same is not None:
        return Reason("copies", SAME_CREDIT, f"a copy at {same.source} credits it as well: {same.url}")
    sources = {copy.source for copy in crediting}
    if len(sources) >= SEVERAL:
        return Reason("copies", OTHER_CREDIT, f"copies at {len(sources)} other sources credit others")
    return None


def from_custom(one: Attribution, custom: Custom) -> Reason | None:
    """Return what the source's earlier articles say for or against a credit of a text or a picture.

    How often an outlet is cited says nothing of one citation.
    """
    if one.role not in ("wire", "photo"):
        return None
    before = custom.credits.get(credit_key(one), 0.0)
    unknown = one.organisation_id is None
    if before >= OFTEN:
        share = min(1.0, before / custom.weight) if custom.weight else 0.0
        told = f"some {share:.0%} of the source's articles of late" if share >= 0.1 else "other articles of the source"
        if unknown and one.role == "photo" and custom.weight >= WELL_KNOWN and share >= NEARLY_ALL:
            return Reason("custom", EVERYWHERE, f"{told} have this credit: it may be a line of the site")
        return Reason("custom", USUAL, f"{told} have this credit")
    if unknown and one.role == "wire" and before == 0.0:
        agencies = sum(weight for key, weight in custom.credits.items() if key.startswith("wire "))
        if agencies >= WELL_KNOWN:
            return Reason("custom", UNHEARD, "the source often credits agencies, and never before this one")
    return None


def weighed(confidence: float, reasons: Iterable[Reason]) -> float:
    """Return how sure an attribution is, of which its page alone makes us `confidence` sure (0 to 1).

    >>> weighed(0.8, [Reason("custom", 3.0, "")])
    0.923
    """
    odds = confidence / max(1e-6, 1 - confidence) * math.prod(one.times for one in reasons)
    return round(min(max(HIGHEST, confidence), odds / (1 + odds)), 3)
