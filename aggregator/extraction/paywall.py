"""Whether the text is free to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aggregator.claim import Claim
from aggregator.extraction.jsonld import objects
from aggregator.extraction.parsed import ParsedPage

_FREE = frozenset({"true", "1", "yes", "http://schema.org/true", "https://schema.org/true"})
_NOT_FREE = frozenset({"false", "0", "no", "http://schema.org/false", "https://schema.org/false"})

# name → value → paywalled
_METAS = {
    "article:content_tier": {"free": False, "locked": True, "paid": True, "metered": True, "premium": True},
    "article.access": {"paid": True, "free": False},
    "cxenseparse:free": {"true": False, "false": True},
    "isaccessibleforfree": {"true": False, "false": True},
    "vr:restricted": {"true": True, "false": False},
    "ispremium": {"true": True, "false": False, "1": True, "0": False, "yes": True, "no": False},
    "paywall": {"true": True, "false": False, "yes": True, "no": False},
}


def paywall_claims(page: ParsedPage) -> Iterator[Claim[bool]]:
    """Yield what the publisher states: True means that the text is not free to read."""
    for node in page.articles:
        value = _free(node.get("isAccessibleForFree", node.get("isAccessibleforFree")))
        if value is not None:
            yield Claim(value=not value, place="jsonld isAccessibleForFree", belief=0.95)
        parts = [_free(part.get("isAccessibleForFree")) for part in objects(node.get("hasPart"))]
        if False in parts:
            yield Claim(value=True, place="jsonld hasPart", belief=0.96 if value is None else 0.9)
    values = page.metas.values
    for name, meanings in _METAS.items():
        stated = values[name][0].lower() if name in values else ""
        if stated in meanings:
            yield Claim(value=meanings[stated], place=f"meta {name}", belief=0.85)


def _free(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower() if isinstance(value, str | int) else ""
    return True if word in _FREE else False if word in _NOT_FREE else None
