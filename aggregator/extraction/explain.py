"""Why each field has its value: the claims, and which one won."""

from __future__ import annotations

from typing import Any

from aggregator.extraction import Extraction


def explain(extraction: Extraction) -> dict[str, Any]:
    """Return, JSON-ready, each field's chosen place and all its claims, most believed first."""
    return {
        name: {
            "chosen": extraction.article.provenance.get(name),
            "claims": [
                {"value": _plain(one.value), "place": one.place, "belief": round(one.belief, 3)} for one in claims
            ],
        }
        for name, claims in extraction.claims.items()
    }


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, str | bool | int | float) or value is None:
        return value
    return getattr(value, "name", None) or str(value)
