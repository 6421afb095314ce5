"""The time of day that stands beside a date, put to its day."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from aggregator.timestamps.zones import zone_of

TIME: Final = re.compile(
    r"(?P<before>오전|오후|午前|午後|上午|下午|中午|晚上|凌晨|早上|晚間|πμ|μμ|am|pm)?\s?"
    r"(?<![\d.,:/-])(?P<h>\d{1,2})\s?(?:(?P<sep>[:.h]|시|時|时|点|點|uhr|น\.)\s?(?P<m>\d{2})?(?!\d)(?:\s?(?:분|"
    r"分)|\s?min\b)?(?:[:.]?\s?(?P<s>\d{2})(?:초|秒)?(?:[.,]\d{1,9})?(?![\d:]))?)?"
    r"\s?(?P<after>[ap]\.?\s?m\b\.?|uhr|h(?![a-z])|hrs?\b|π\.?\s?μ\.?|μ\.?\s?μ\.?|öö|ös|น\.|ב?צ|ص(?!\w)|"
    r"م(?!\w)|مساء|صباحا|ق\.?ظ|ب\.?ظ)?"
    r"\s?(?P<z>\(?\s?(?:(?:utc|gmt)\s?(?:[+-]\s?\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2}(?!\d)|z(?![a-z])|"
    r"[a-zа-я]{2,4}(?![\w]))\)?)?"
)
_AFTERNOON: Final = frozenset(
    {"오후", "午後", "下午", "晚上", "晚間", "μμ", "pm", "ös", "م", "مساء", "μ.μ.", "ب.ظ", "بظ", "مساءً"}
)
_FORENOON: Final = frozenset(
    {"오전", "午前", "上午", "凌晨", "早上", "πμ", "am", "öö", "ص", "صباحا", "π.μ.", "ق.ظ", "قظ"}
)


def time_of(match: re.Match[str], day: dt.date) -> dt.datetime | None:
    """Return the moment on `day` that a match of `TIME` states; None where it is a number, no time."""
    before, after, separator, minute = match["before"], match["after"], match["sep"], match["m"]
    after = (after or "").replace(" ", "")
    half = before or after
    halved = (
        half in _AFTERNOON or half in _FORENOON or after[:2] in {"am", "pm", "a.", "p."} or after[:3] in {"a.m", "p.m"}
    )
    clock = bool(separator) and (minute is not None or separator not in {".", ":"})
    if separator == "h" and minute is None and not halved and not after:
        clock = True
    if not clock and not halved and after not in {"uhr", "h"}:
        return None
    if separator == "." and minute is None:
        return None
    if halved and half not in _AFTERNOON and half not in _FORENOON:
        half = "pm" if half.startswith("p") else "am"
    zone = (match["z"] or "").strip("() ").replace(" ", "") or None
    when = moment(day, match["h"], minute, match["s"], half=half if halved else None, zone=zone)
    return when if isinstance(when, dt.datetime) else None


def moment(
    day: dt.date, hour: str, minute: str | None, second: str | None, *, half: str | None, zone: str | None
) -> dt.datetime | dt.date | None:
    """Return the moment; only the day where the time is impossible."""
    h, m, s = int(hour), int(minute or 0), min(int(second or 0), 59)
    if half:
        afternoon = half in _AFTERNOON or half.lower().startswith("p")
        if h > 12:
            pass
        elif afternoon:
            h = h % 12 + 12
        else:
            h %= 12
    if h == 24 and m == 0:  # ISO 8601's end of the day
        return (
            dt.datetime.combine(day, dt.time(0, 0), zone_of(zone, day)) + dt.timedelta(days=1)
            if day < dt.date.max
            else day
        )
    if h > 23 or m > 59:
        return day
    return dt.datetime.combine(day, dt.time(h, m, s), zone_of(zone, day))
