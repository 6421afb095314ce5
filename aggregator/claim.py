"""What a page says for a field, where it says so, and how far we believe it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Generic[T]):
    """One value that one place of a page offers for one field."""

    value: T
    place: str
    """Where it stands: the kind of place, then the name in it (`jsonld headline`, `meta og:title`, `dom h1`)."""

    belief: float
    """0 to 1: how far this place is to be believed for this field, before others are heard."""


def choose(claims: Iterable[Claim[T]]) -> Claim[T] | None:
    """Return the most believed claim; among equals the first; None without claims."""
    return max(claims, key=lambda claim: claim.belief, default=None)
