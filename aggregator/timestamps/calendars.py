"""The Gregorian day of a date in any calendar that news sites print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years outside are numbers, not years."""

# Name of a Japanese era, or the Republic of China's → the year before its first.
ERAS: Final[Mapping[str, int]] = {
    "令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911, "中華民國": 1911, "中华民国": 1911,
    "r": 2018, "h": 1988, "s": 1925,
}  # fmt: skip

# The Solar Hijri years 1300–1419 are 1921–2041; 1420 and later are of the Islamic calendar, 1999 onwards, whose days
# hang on the sighting of the moon: a day off is worse than none, so these are nothing.
_FIRST_JALALI, _LAST_JALALI = 1300, 1419
_FIRST_BUDDHIST, _LAST_BUDDHIST = 2400, 2699


def day_in_year(year: int, month: int, day: int) -> dt.date | None:
    """Return the Gregorian day; None where there is no such day, or the year is no year of the news."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def common_year(year: int) -> int:
    """Return the year of our era that a Buddhist one (2400–2699) is; any other as it is."""
    return year - 543 if _FIRST_BUDDHIST <= year <= _LAST_BUDDHIST else year


def day_in_any_calendar(year: int, month: int, day: int, languages: Sequence[str] = ()) -> dt.date | None:
    """Return the Gregorian day of a date whose year tells its calendar: 2400–2699 Buddhist, 1300–1419 Solar Hijri.

    In other languages than Persian and Pashto a year such as 1403 is nobody's.

    >>> day_in_any_calendar(2569, 11, 20), day_in_any_calendar(1405, 8, 29, ["fa"]), day_in_any_calendar(1445, 9, 1)
    (datetime.date(2026, 11, 20), datetime.date(2026, 11, 20), None)
    """
    if _FIRST_JALALI <= year <= _LAST_JALALI:
        known = not languages or any(tag[:2] in {"fa", "ps"} for tag in languages)
        return jalali_day(year, month, day) if known else None
    return day_in_year(common_year(year), month, day)


def full_year(short: int, *, buddhist: bool = False) -> int:
    """Return the year that two figures stand for: 1970–2069 (POSIX's `%y`, but for 69), Buddhist ones 2500–2599.

    >>> full_year(26), full_year(98), full_year(69, buddhist=True)
    (2026, 1998, 2569)
    """
    if buddhist:
        return 2500 + short
    return 2000 + short if short < 70 else 1900 + short


def jalali_day(year: int, month: int, day: int) -> dt.date | None:
    """Return the Gregorian day of a Solar Hijri one (years 1244–1600); None where there is no such day.

    By the 33-year cycle, which agrees with the astronomical calendar throughout that span.

    >>> jalali_day(1405, 8, 29)
    datetime.date(2026, 11, 20)
    """
    if not (1244 <= year <= 1600 and 1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):
        return None
    shifted = year + 1595
    days = -355668 + 365 * shifted + shifted // 33 * 8 + (shifted % 33 + 3) // 4 + day
    days += (month - 1) * 31 if month < 7 else (month - 7) * 30 + 186
    # `days` counts from the Gregorian year 0; Python's ordinals from the first of January of the year 1.
    return dt.date.fromordinal(days - 365)


_CHINESE: Final[Mapping[str, int]] = {
    **{one: value for value, one in enumerate("〇一二三四五六七八九")},
    "零": 0, "○": 0, "两": 2, "兩": 2,
}  # fmt: skip


def chinese_number(text: str) -> int | None:
    """Return the value of a number in figures or Chinese numerals, read as figures or as tens; None where it is none.

    >>> chinese_number("二〇二六"), chinese_number("二十"), chinese_number("十一"), chinese_number("元")
    (2026, 20, 11, 1)
    """
    if text.isdecimal():
        return int(text)
    if text == "元":  # the first year of an era
        return 1
    tens, ten, ones = text.rpartition("十")
    try:
        if ten:
            return 10 * (_CHINESE[tens] if tens else 1) + (_CHINESE[ones] if ones else 0)
        return int("".join(str(_CHINESE[one]) for one in text))
    except KeyError:
        return None
