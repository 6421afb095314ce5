"""Why each field has its value: the claims, which one won, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aggregator.claim import Claim
from aggregator.extraction import Extraction


def explain(extraction: Extraction) -> dict[str, Any]:
    """Return, JSON-ready, each field's value, the place it was chosen from and why, and all claims, surest first."""
    chosen = extraction.article.provenance
    return {
        name: {
            "value": _plain(getattr(extraction.article, name, None)),
            "chosen": chosen.get(name),
            "why": _why(chosen.get(name), claims),
            "claims": [
                {"value": _plain(one.value), "place": one.place, "belief": round(one.belief, 3)} for one in claims
            ],
        }
        for name, claims in extraction.claims.items()
    } | _learnt(extraction)


def _learnt(extraction: Extraction) -> dict[str, Any]:
    """Return what other pages of the site taught and made a difference; nothing where none did."""
    told = extraction.page.recall.explained()
    claims = [{"value": what, "place": why, "belief": round(share, 3)} for what, why, share in told]
    why = "it stands on other pages of the site"
    return {"learnt": {"value": None, "chosen": None, "why": why, "claims": claims}} if claims else {}


def _why(chosen: str | None, claims: Sequence[Claim[Any]]) -> str:
    """Return in a sentence why `chosen` won among `claims`, most believed first."""
    if not claims:
        return "no place of the page states it"
    won = next((one for one in claims if one.place == chosen), None)
    if won is None:
        return "no claim was believed"
    others = [one for one in claims if one is not won]
    if not others:
        return "the only place that states it"
    surer = [one.place for one in claims if one.belief > won.belief]
    if surer:
        why = (
            f"though {' and '.join(dict.fromkeys(surer))} is believed more for itself, the claims together speak for it"
        )
    else:
        why = f"the most believed of {len(claims)} claims"
    agreeing = dict.fromkeys(one.place for one in others if one.value == won.value and one.place != chosen)
    return f"{why}; {', '.join(agreeing)} agree" if agreeing else why


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, str | bool | int | float) or value is None:
        return value
    return getattr(value, "name", None) or str(value)
