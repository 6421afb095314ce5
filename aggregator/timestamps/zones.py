"""The offset from UTC that the name of a time zone, as printed beside a time, stands for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

# Abbreviated zones in hours. Those with two meanings (CST, IST, BST, AST …) have the one that news sites print most:
# RFC 5322 for America's, India's IST, Britain's BST.
_ZONES: Final[Mapping[str, float]] = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2,
    "cat": 2, "sast": 2, "eet": 2, "eest": 3, "msk": 3, "мск": 3, "trt": 3, "eat": 3, "ast": -4, "adt": -3,
    "irst": 3.5, "gst": 4, "aft": 4.5, "pkt": 5, "ist": 5.5, "npt": 5.75, "bdt": 6, "wib": 7, "ict": 7, "wita": 8,
    "hkt": 8, "sgt": 8, "myt": 8, "pht": 8, "awst": 8, "wit": 9, "jst": 9, "kst": 9, "acst": 9.5, "acdt": 10.5,
    "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13, "nst": -3.5, "ndt": -2.5, "art": -3, "brt": -3, "clt": -4,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "akst": -9, "akdt": -8,
    "hst": -10, "wat": 1, "idt": 3,
}  # fmt: skip

# America's zones without saying whether it is summer: the day tells.
_AMERICAN: Final = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
}

_OFFSET: Final = re.compile(r"(?:utc|gmt)?\s?([+-])(\d{1,2}):?(\d{2})?")


def zone_of(text: str | None, day: dt.date) -> dt.tzinfo | None:
    """Return the fixed offset that `text` (`Z`, `+0100`, `GMT+7`, `CET`, `ET`) stands for on `day`; None for none."""
    if not text:
        return None
    text = text.strip().lower()
    if text in _ZONES:
        return _fixed(_ZONES[text] * 60)
    if text in _AMERICAN:
        offset = ZoneInfo(_AMERICAN[text]).utcoffset(dt.datetime.combine(day, dt.time(12)))
        return dt.timezone(offset) if offset is not None else None
    match = _OFFSET.fullmatch(text)
    if match is None:
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return _fixed(-minutes if match[1] == "-" else minutes) if minutes <= 14 * 60 else None


@lru_cache(maxsize=200)
def _fixed(minutes: float) -> dt.tzinfo:
    return dt.timezone(dt.timedelta(minutes=minutes)) if minutes else dt.UTC
