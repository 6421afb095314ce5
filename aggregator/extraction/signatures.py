"""Signatories found in one place of a page, as a claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aggregator.claim import Claim
from aggregator.extraction.names import Signatory
from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.site import is_site_name
from aggregator.text import folded

MOST_AUTHORS = 30


def claim_of(
    page: ParsedPage, found: Sequence[Signatory], place: str, belief: float
) -> Iterator[Claim[tuple[Signatory, ...]]]:
    """Yield the claim of the signatories `found` at `place`, each once; nothing where there are none."""
    once: dict[str, Signatory] = {}
    for one in found[:MOST_AUTHORS]:
        key = folded(one.name)
        if key not in once:
            site = one.person and is_site_name(one.name, page.site_names)
            once[key] = Signatory(name=one.name, person=False) if site else one
    if once:
        yield Claim(value=tuple(once.values()), place=place, belief=belief)


def names_person(claims: Sequence[Claim[tuple[Signatory, ...]]]) -> bool:
    """Return whether any of `claims` names a person."""
    return any(one.person for claim in claims for one in claim.value)
