"""Days and times as feeds, headers and pages write them, made no more precise than they are written."""

from __future__ import annotations

from aggregator.timestamps.calendars import jalali_day
from aggregator.timestamps.countries import zone_of_host
from aggregator.timestamps.plain import plain
from aggregator.timestamps.stated import day_of, parse_when, to_utc_text
from aggregator.timestamps.written import Found, find_whens, is_day_first

__all__ = [
    "Found",
    "day_of",
    "find_whens",
    "is_day_first",
    "jalali_day",
    "parse_when",
    "plain",
    "to_utc_text",
    "zone_of_host",
]
