"""Which article of a story was first, and how much of it each copy carries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from aggregator.dedup.alignment import runs
from aggregator.dedup.comparison import LONGEST
from aggregator.dedup.fingerprint import shingle_size, words

Relation = Literal["origin", "copy", "update"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """What the decision about the origin needs to know of one article of a story."""

    article_id: int
    source_id: str
    publisher: str | None = None
    """Organisation id of the source, else the publisher's name; None where unknown."""

    wires: tuple[str, ...] = ()
    """Organisation ids (names where there is none) that the page credits with the whole text or a part."""

    points_to: str | None = None
    """Address of another publisher's page that this page names as its canonical (`Canonical.foreign`)."""

    addresses: tuple[str, ...] = ()
    """Its own addresses, so that others' `points_to` can be recognised."""

    published_at: dt.datetime | None = None
    """Aware, UTC; None where not stated."""

    first_seen_at: dt.datetime
    title: str = ""
    text: str = ""
    """The body; for `share`, and to tell updates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What one article is within its story."""

    article_id: int
    relation: Relation
    share: float
    """How much of the origin's text it carries, 0 to 1; 1.0 for the origin."""


def origin(members: Sequence[Member]) -> int:
    """Return the `article_id` of the origin of a story; `members` is not empty, their order does not matter.

    First the wire credit: the member whose publisher most of the others credit. Then explicit evidence:
    the member whose address most others name as their canonical. Then time, as stated (first seen, where
    nothing is stated or what is stated lies after it); then the fuller text; then the older article.
    A member that credits another publisher itself comes after those that do not.
    """
    return min(members, key=lambda one: _rank(one, members)).article_id


def _rank(one: Member, members: Sequence[Member]) -> tuple[int, int, bool, dt.datetime, int, int]:
    """Return by what the origin is chosen: the smallest is the origin."""
    others = [other for other in members if other.article_id != one.article_id]
    credits = sum(one.publisher is not None and one.publisher in other.wires for other in others)
    pointers = sum(other.points_to is not None and other.points_to in one.addresses for other in others)
    foreign = any(wire != one.publisher for wire in one.wires) or one.points_to is not None
    return -credits, -pointers, foreign, appeared(one), -len(one.text), one.article_id


def appeared(one: Member) -> dt.datetime:
    """Return when an article appeared: as stated, unless that is later than when it was first seen."""
    if one.published_at is None or one.published_at > one.first_seen_at:
        return one.first_seen_at
    return one.published_at


def places(members: Sequence[Member]) -> tuple[Place, ...]:
    """Return each member's place in the story, by article id ascending: what `story_articles` holds.

    A member of the origin's own source is an update of it, any other a copy. () without members.
    """
    if not members:
        return ()
    first = origin(members)
    original = next(one for one in members if one.article_id == first)
    return tuple(
        _place(one, original) for one in sorted({one.article_id: one for one in members}.values(), key=_number)
    )


def _number(one: Member) -> int:
    return one.article_id


def _place(one: Member, original: Member) -> Place:
    """Return the place of one member in the story of `original`."""
    if one.article_id == original.article_id:
        return Place(article_id=one.article_id, relation="origin", share=1.0)
    return Place(
        article_id=one.article_id,
        relation="update" if one.source_id == original.source_id else "copy",
        share=share(original.text, one.text),
    )


def share(original: str, copy: str) -> float:
    """Return how much of `original` stands in `copy`: part of its words, 0 to 1, rounded to 4 places.

    Only runs of several words count, in the order of both texts; of two short texts every word does.

    >>> share("The bridge was closed on Monday after the flood.", "The bridge was closed on Monday.")
    0.6667
    """
    first, second = words(original[:LONGEST]), words(copy[:LONGEST])
    if not first:
        return 0.0
    least = min(shingle_size(first), len(first), len(second))
    return round(sum(run.length for run in runs(first, second) if run.length >= least) / len(first), 4)
