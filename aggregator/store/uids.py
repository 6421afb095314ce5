"""Ids that are given once and never changed: UUIDs of version 7 (RFC 9562, 5.7)."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid


def new_uid(now: dt.datetime) -> str:
    """Return a new UUIDv7: milliseconds of `now`, then 74 random bits."""
    milliseconds = max(0, int(now.timestamp() * 1000)) & (1 << 48) - 1
    random = secrets.randbits(74)
    value = milliseconds << 80 | 7 << 76 | (random >> 62) << 64 | 2 << 62 | random & (1 << 62) - 1
    return str(uuid.UUID(int=value))
