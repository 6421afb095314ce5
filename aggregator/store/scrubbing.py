"""Captures freed of what no database can hold: halves of surrogate pairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from types import MappingProxyType
from typing import Any, TypeVar

from aggregator.capture import Capture
from aggregator.dedup.fingerprint import keys

T = TypeVar("T")


def scrubbed(capture: Capture) -> Capture:
    """Return `capture` with U+FFFD for every half of a surrogate pair, its keys reckoned anew."""
    clean: Capture = _scrub(capture)
    return replace(clean, keys=keys(clean.article)) if clean.article is not None and clean.keys is not None else clean


def _scrub(value: T) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    if isinstance(value, tuple):
        parts = [_scrub(one) for one in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)  # a named tuple stays one
    if isinstance(value, Mapping):
        return MappingProxyType({_scrub(key): _scrub(one) for key, one in value.items()})
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _scrub(getattr(value, field.name)) for field in fields(value)})
    return value
