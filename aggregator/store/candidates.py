"""Candidates as JSON, so that an address that waits keeps what was told about it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import fields
from typing import Any

from aggregator.article import When
from aggregator.candidate import Candidate
from aggregator.row import stated

_DATES = ("published_at", "modified_at")
_LISTS = ("authors", "tags", "led_from")


def candidate_json(candidate: Candidate) -> str:
    """Return `candidate` as JSON, without what was not told."""
    told: dict[str, Any] = {}
    for field in fields(Candidate):
        value = getattr(candidate, field.name)
        if value is None or value == ():
            continue
        told[field.name] = stated(value) if field.name in _DATES else value
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def read_candidate(text: str) -> Candidate:
    """Return the candidate that `candidate_json` wrote."""
    told = json.loads(text)
    for name in _DATES:
        if name in told:
            told[name] = read_when(told[name])
    for name in _LISTS:
        if name in told:
            told[name] = tuple(told[name])
    return Candidate(**told)


def read_when(text: str | None) -> When | None:
    """Return the moment that `row.stated` wrote: a day, or a time with the offset that was stated."""
    if text is None:
        return None
    return dt.date.fromisoformat(text) if len(text) == 10 else dt.datetime.fromisoformat(text)
