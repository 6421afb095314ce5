"""What one paragraph cites, as the tests ask for it."""

from __future__ import annotations

from aggregator.attribution.citation import Citation, citations_in
from aggregator.organisations import register


def citations_of(text: str, *, country: str | None = None) -> list[Citation]:
    """Return the outlets that `text`, one paragraph, cites, in their order."""
    return [one for _, one in citations_in([text], [register().find(text, country=country)], country=country)]
