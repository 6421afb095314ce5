"""Corrections as lines and rows: what a person put in the place of what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aggregator.corrections import ATTRIBUTIONS, LISTS, MERGED, ROLES, STORY, UNDO, Correction, undone
from aggregator.row import Row

LONGEST = 60
"""Characters of a value that are shown in a line."""


def correction_line(one: Correction, everything: Sequence[Correction] = ()) -> str:
    """Return a correction in one line; `everything` that was said of the article tells whether it still holds."""
    by = f" by {one.by}" if one.by else ""
    gone = "  (taken back)" if one.id in undone(everything) else ""
    return f"{one.id}  {what_line(one)}  {one.at:%Y-%m-%d}{by}: {one.reason}{gone}"


def what_line(one: Correction) -> str:
    """Return what was said, without number and reason: `section "World" → "Asia"`."""
    if one.field == UNDO:
        again = f", {_shown(one.now)} again" if isinstance(one.now, str | int | bool) else ""
        return f"correction {one.was} taken back{again}"
    if one.field == MERGED:
        return f"article {one.now['article']} is a part of this one"
    if one.field == STORY:
        return _change("story", str(one.was), str(one.now))
    if one.field == ATTRIBUTIONS:
        return f"who is behind it confirmed ({len(one.now)} credits)"
    if one.field in ROLES or one.field in LISTS:
        if isinstance(one.now, dict):
            sign = "+" if "added" in one.now else "-"
            return f"{one.field} {sign} {_names(one.now['added' if sign == '+' else 'removed'])}"
        return _change(one.field, _names(one.was), _names(one.now))
    return _change(one.field, _shown(one.was), _shown(one.now))


def _change(field: str, was: str, now: str) -> str:
    return f"{field} {was} confirmed" if was == now else f"{field} {was} → {now}"


def _names(values: list[Any]) -> str:
    return ", ".join(one["name"] if isinstance(one, dict) else str(one) for one in values) or "none"


def _shown(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, dict):  # a time in an assumed zone
        return _shown(value["value"])
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return f'"{text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"}"'


def correction_row(one: Correction) -> Row:
    """Return a correction for programs."""
    return {
        "correction": one.id,
        "article_id": one.article_id,
        "field": one.field,
        "was": one.was,
        "now": one.now,
        "reason": one.reason,
        "by": one.by,
        "at": f"{one.at:%Y-%m-%dT%H:%M:%SZ}",
    }
