"""The moments that a running text states, in words or in figures."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from aggregator.article import When
from aggregator.timestamps.calendars import (
    ERAS,
    chinese_number,
    common_year,
    day_in_any_calendar,
    day_in_year,
    full_year,
    jalali_day,
)
from aggregator.timestamps.clock import TIME, time_of
from aggregator.timestamps.months import MOST_WORDS, WORD, begins_longer_name, month_of
from aggregator.timestamps.plain import plain

LONGEST = 300
"""Characters of a text that are looked at: a date line, not a paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One moment in a running text."""

    when: When
    text: str
    """The text in its plain form."""

    start: int
    end: int
    """Where it stands in `text`."""

    before: str
    """What stands in `text` between the moment before (or the beginning) and this one: its label, if it has one."""


@dataclass(frozen=True, slots=True)
class _Date:
    day: dt.date
    start: int
    end: int


def find_whens(
    text: str, *, languages: Sequence[str] = (), day_first: bool | None = None, now: dt.datetime | None = None
) -> Iterator[Found]:
    """Yield every moment stated in `text` (a date line, a byline), in order; see `parse_when`."""
    prepared = plain(_GLUED.sub(" ", text[:LONGEST]))
    tags = tuple(one.lower() for one in languages)
    dates = _dates(prepared, tags, is_day_first(tags) if day_first is None else day_first, now)
    last = 0
    for number, date in enumerate(dates):
        limit = dates[number + 1].start if number + 1 < len(dates) else len(prepared)
        end, when = _with_time(prepared, date, last, limit)
        yield Found(when=when, text=prepared, start=date.start, end=end, before=prepared[last : date.start])
        last = max(end, date.end)


# Elements in one line leave no space between their texts: "08:15 AM ISTUpdated: …".
_GLUED: Final = re.compile(r"(?<=[A-Z]{2})(?=[A-Z][a-z]{3})")

_MONTH_FIRST_REGIONS: Final = frozenset({"us", "ph", "pr", "gu", "as", "mp", "vi", "fm", "mh", "pw"})
_MONTH_FIRST_LANGUAGES: Final = frozenset({"fil", "tl"})
_YEAR_FIRST_LANGUAGES: Final = frozenset({"zh", "ja", "ko", "hu", "lt", "mn", "eu"})
"""Languages that put the year first, also where two figures stand for it ("26. 11. 20.")."""


def is_day_first(languages: Sequence[str]) -> bool | None:
    """Return whether 03/04 is the third of April in `languages`; None where nobody can know (English of no region)."""
    for tag in languages:
        language, _, region = tag.lower().partition("-")
        region = region.rpartition("-")[2]
        if region in _MONTH_FIRST_REGIONS or language in _MONTH_FIRST_LANGUAGES:
            return False
        if language != "en" or region:
            return True
    return None


def _dates(text: str, languages: Sequence[str], day_first: bool | None, now: dt.datetime | None) -> list[_Date]:
    """Return the days named in `text`, in order, none over another."""
    found: list[_Date] = []
    if "年" in text or "년" in text:
        for match in _CJK.finditer(text):
            _append(found, _cjk_day(match), match.start(), match.end())
    if sum(map(str.isdigit, text)) < 2:
        return found
    if "сар" in text:
        for match in _MONGOLIAN.finditer(text):
            day = day_in_year(int(match[1]), int(match[2]), int(match[3]))
            _append(found, day, match.start(), match.end())
    if languages and languages[0][:2] in {"ja", "zh"}:
        for match in _SHORT_ERA.finditer(text):
            _append(found, _era_day(match, languages), match.start(), match.end())
    for match in _FIGURES.finditer(text):
        _append(found, _figures_day(match, languages, day_first), match.start(), match.end())
    if not found or len(text) > found[-1].end + 8:
        for one in _worded(text, languages, now):
            _append(found, one.day, one.start, one.end)
    found.sort(key=lambda one: one.start)
    return found


def _append(found: list[_Date], day: dt.date | None, start: int, end: int) -> None:
    if day is not None and not any(start < one.end and one.start < end for one in found):
        found.append(_Date(day, start, end))


# ------------------------------------------------------------------------------------------------------ in figures
_NUMERALS: Final = "〇零○一二三四五六七八九十"
_CJK: Final = re.compile(
    rf"(?:(?P<era>令和|平成|昭和|中華民國|中华民国|民國|民国)\s?)?(?P<y>\d{{1,4}}|[{_NUMERALS}]{{1,4}}|元)\s?[年년]\s?"
    rf"(?:\([^)]{{1,12}}\)\s?)?(?P<m>\d{{1,2}}|[{_NUMERALS}]{{1,2}})\s?[月월]\s?"
    rf"(?P<d>\d{{1,2}}|[{_NUMERALS}]{{1,3}})\s?[日號号일]"
)
_MONGOLIAN: Final = re.compile(r"(20\d\d)\s?(?:он|оны)\s(\d{1,2})(?:\s?-?р)?\s?сар(?:ын)?\s(\d{1,2})(?!\d)")
# R6.11.20, H31/4/1 in Japan; 115.11.20, 115/11/20 in Taiwan.
_SHORT_ERA: Final = re.compile(
    r"(?<![a-z0-9./-])(?P<era>[rhs]|1(?=\d\d[./-]))\s?(?P<y>\d{1,2})(?P<sep>[./-])(?P<m>\d{1,2})(?P=sep)"
    r"(?P<d>\d{1,2})(?![\d./-])"
)
_FIGURES: Final = re.compile(
    r"(?:(?<![\d/-])(?<!\d[.:])|(?<=\d:\d\d/))(?P<a>\d{1,4})\s?(?P<sep>[-/.|])\s?(?P<b>\d{1,2})\s?(?P=sep)\s?(?P<c>\d{1,4})(?!\d)"
)


def _cjk_day(match: re.Match[str]) -> dt.date | None:
    year, month, day = (chinese_number(match[part]) for part in "ymd")
    if year is None or month is None or day is None:
        return None
    if match["era"]:
        year += ERAS[match["era"]]
    elif year < 100:
        year += 2000
    return day_in_year(year, month, day)


def _era_day(match: re.Match[str], languages: Sequence[str]) -> dt.date | None:
    era, year = match["era"], int(match["y"])
    japanese = languages[0].startswith("ja")
    if japanese == (era == "1"):
        return None
    return day_in_year(ERAS[era] + year if japanese else 1911 + 100 + year, int(match["m"]), int(match["d"]))


def _figures_day(match: re.Match[str], languages: Sequence[str], day_first: bool | None) -> dt.date | None:
    """Return the day of three numbers: the year is the one of four figures, or else the last, or else the first."""
    a, b, c = int(match["a"]), int(match["b"]), int(match["c"])
    if len(match["a"]) == 4:
        return day_in_any_calendar(a, b, c, languages) if len(match["c"]) <= 2 else None
    if len(match["a"]) > 2 or len(match["c"]) == 3:
        return None
    if len(match["c"]) < 4:
        if _GOES_ON.match(match.string, match.end()):  # a version, an address, a time
            return None
        if languages and languages[0][:2] in _YEAR_FIRST_LANGUAGES:
            return day_in_year(full_year(a), b, c) if len(match["a"]) == 2 else None
        # "26.11.20" may begin with the year, as in Korea or Taiwan: only where the day is known to stand first.
        if day_first is None or len(match["c"]) == 1:
            return None
        c = full_year(c, buddhist=c > 40 and bool(languages) and languages[0][:2] == "th")
    if b > 12 and a <= 12:
        return day_in_any_calendar(c, a, b, languages)
    if a > 12 or a == b or match["sep"] in ".|":  # dots stand between day and month in every country that writes them
        return day_in_any_calendar(c, b, a, languages)
    if day_first is None:
        return None
    return day_in_any_calendar(c, b, a, languages) if day_first else day_in_any_calendar(c, a, b, languages)


_GOES_ON: Final = re.compile(r"[:./-]\d")


# -------------------------------------------------------------------------------------------------------- in words
# Thai prints months short with dots: "20 พ.ย. 69".
_THAI_SHORT: Final = {
    "ม.ค.": 1, "ก.พ.": 2, "มี.ค.": 3, "เม.ย.": 4, "พ.ค.": 5, "มิ.ย.": 6,
    "ก.ค.": 7, "ส.ค.": 8, "ก.ย.": 9, "ต.ค.": 10, "พ.ย.": 11, "ธ.ค.": 12,
}  # fmt: skip
_THAI_SHORT_PATTERN: Final = re.compile("(?:ม|ก|มี|เม|พ|มิ|ส|ต|ธ)\\.\\s?(?:ค|พ|ย)\\.?")
_MONTH_NUMBER: Final = re.compile(r"\s?(\d{1,2})(?!\d)")
_NUMBERED_MONTHS: Final = frozenset({"tháng", "thang", "thg"})  # Vietnamese: "tháng 11", "thg 11"


def _worded(text: str, languages: Sequence[str], now: dt.datetime | None) -> Iterator[_Date]:
    """Yield the days in which a month is named in words."""
    for match in _THAI_SHORT_PATTERN.finditer(text) if "." in text and not text.isascii() else ():
        short = match.group().replace(" ", "")
        month = _THAI_SHORT.get(short if short.endswith(".") else short + ".")
        if month:
            date = _around(text, match.start(), match.end(), month, "thai", now)
            if date is not None:
                yield date
    words = list(WORD.finditer(text))
    last = -1
    for number, word in enumerate(words):
        if word.start() < last:
            continue
        named = _named(text, words, number, languages)
        if named is not None:
            month, calendar, end = named
            if text[end : end + 2].strip()[:1] == "/":  # both names, as Arab papers print them: "آذار/مارس"
                twin = _named(text, words, number + len(text[word.start() : end].split()), languages)
                end = twin[2] if twin is not None and twin[0] == month else end
            date = _around(text, word.start(), end, month, calendar, now)
            if date is not None:
                last = max(date.end, end)
                yield date


def _named(
    text: str, words: Sequence[re.Match[str]], number: int, languages: Sequence[str]
) -> tuple[int, str, int] | None:
    """Return the month that the words from `number` on name, its calendar, and where its name ends."""
    if number >= len(words):
        return None
    word = words[number]
    if word.group() in _NUMBERED_MONTHS:
        match = _MONTH_NUMBER.match(text, word.end())
        if match is not None:
            return (int(match[1]), "gregorian", match.end()) if 1 <= int(match[1]) <= 12 else None
    if begins_longer_name(word.group()):
        for count in range(MOST_WORDS, 1, -1):
            several = words[number : number + count]
            found = month_of(" ".join(one.group() for one in several), languages) if len(several) == count else None
            if found is not None:
                return *found, several[-1].end()
    found = month_of(word.group(), languages)
    return (*found, word.end()) if found is not None else None


# Between day, month and year stand spaces, dots, commas, hyphens, ordinal endings, "of", "de" …
_DAY_BEFORE: Final = re.compile(
    r"(?<!\d)(?<!\d:)(\d{1,2})(?:\(a\)|\.?(?:st|nd|rd|th|er|re|o|-?a|e|ος|η|ה|י|mh|ê|ی|טן|af|ail|ydd|fed|eg|ain|ú)(?![^\W\d]))?"
    r"[\s.,/'-]{0,4}(?:(?:of|de|del|di|da|d|den|i|ag|ng|ta|tas|ال|的|د|նոյ)[\s']{1,3})?$"
)
_YEAR_BEFORE: Final = re.compile(
    r"(?<!\d)((?:1[3-9]|2[0-6])\d\d)(?:\s?-?(?:m|г|gada|(?:\(e\)|e)?ko|عام|ж|жыл[а-яғқңүұһө]{0,3}|թ|оны|ел|нче\sел)"
    r"(?![^\W\d])\.?)?[\s.,/'-]{0,4}(?:(?:de|m|gada)[\s.]{1,2})?$"
)
_DAY_BEHIND: Final = re.compile(
    r"[\s.,/'-]{0,4}(?:the\s)?(\d{1,2})(?!\d|:\d|\.\d\d(?!\d))(?:\(a\)|st|nd|rd|th|-?[aáeéä]n|a|an|e|o)?(?![^\W\d])"
)
_YEAR_BEHIND: Final = re.compile(
    r"[\s.,/'-]{0,4}(?:(?:st|nd|rd|th|of|de|del|di|do|da|dal|d|u|su|ta|al|el|năm|พ\.ศ\.|ค\.ศ\.|พ\.?ศ\.?|سنة|عام|m|"
    r"année|του)[\s.,']{0,3}){0,2}((?:1[3-9]|2[0-6])\d\d)(?!\d)"
)
_YEAR_BEHIND_TIME: Final = re.compile(r"\s\d\d:\d\d(?::\d\d)?\s(?:[a-z]{1,5}\s)?([12]\d{3})(?!\d)")
_SHORT_YEAR_BEHIND: Final = re.compile(r"[\s.,/'-]{0,3}(\d\d)(?![\d:.]|\s?(?:h|uhr|u|น)(?![^\W\d]))")
_BEFORE_SHORT_YEAR: Final = frozenset({"'", ".", "-", "", "/", ".-"})


def _around(text: str, start: int, end: int, month: int, calendar: str, now: dt.datetime | None) -> _Date | None:
    """Return the day whose month stands at `start`–`end`: day and year are looked for on both sides."""
    ahead = text[max(0, start - 24) : start]
    offset = start - len(ahead)
    day_before = _DAY_BEFORE.search(ahead)
    day_behind = _DAY_BEHIND.match(text, end)
    if day_before and 1 <= int(day_before[1]) <= 31:
        year_behind = _YEAR_BEHIND.match(text, end)
        begin = offset + day_before.start(1)
        if year_behind:
            return _dated(int(year_behind[1]), month, int(day_before[1]), calendar, begin, year_behind.end())
        year_ahead = _YEAR_BEFORE.search(ahead[: day_before.start()])
        if year_ahead:  # 2026. gada 20. novembrī; 2026 m. 20 …
            return _dated(int(year_ahead[1]), month, int(day_before[1]), calendar, offset + year_ahead.start(1), end)
        whole = _YEAR_BEHIND.match(text, day_behind.end()) if day_behind else None
        if day_behind and whole:  # "Page 3 November 20, 2026": the number ahead is another's
            return _dated(int(whole[1]), month, int(day_behind[1]), calendar, start, whole.end())
        short = _SHORT_YEAR_BEHIND.match(text, end)
        if short and (calendar == "thai" or text[end : short.start(1)].strip() in _BEFORE_SHORT_YEAR) and int(short[1]):
            year = full_year(int(short[1]), buddhist=calendar == "thai")
            return _dated(year, month, int(day_before[1]), calendar, begin, short.end())
        return _latest(month, int(day_before[1]), calendar, begin, end, now)
    if day_behind and 1 <= int(day_behind[1]) <= 31:
        year_ahead = _YEAR_BEFORE.search(ahead)
        if year_ahead:
            return _dated(
                int(year_ahead[1]), month, int(day_behind[1]), calendar, offset + year_ahead.start(1), day_behind.end()
            )
        year_behind = _YEAR_BEHIND.match(text, day_behind.end())
        if year_behind:
            return _dated(int(year_behind[1]), month, int(day_behind[1]), calendar, start, year_behind.end())
        year_behind = _YEAR_BEHIND_TIME.match(text, day_behind.end())
        if year_behind:  # what C's `date` and `ctime` print: the time, and the zone, stand before the year
            return _dated(int(year_behind[1]), month, int(day_behind[1]), calendar, start, day_behind.end())
        return _latest(month, int(day_behind[1]), calendar, start, day_behind.end(), now)
    return None


def _dated(year: int, month: int, day: int, calendar: str, start: int, end: int) -> _Date | None:
    found = jalali_day(year, month, day) if calendar == "jalali" else day_in_year(common_year(year), month, day)
    return _Date(found, start, end) if found is not None else None


def _latest(month: int, day: int, calendar: str, start: int, end: int, now: dt.datetime | None) -> _Date | None:
    """Return the latest such day that is not after `now`'s morrow; None without `now`."""
    if now is None or calendar != "gregorian":
        return None
    for year in (now.year, now.year - 1):
        found = day_in_year(year, month, day)
        if found is not None and found <= now.date() + dt.timedelta(days=1):
            return _Date(found, start, end)
    return None


def _with_time(text: str, date: _Date, earliest: int, latest: int) -> tuple[int, When]:
    """Return the moment of `date` with the time that stands beside it (behind it first), and where it ends."""
    behind = text[date.end : min(latest, date.end + 60)]
    for match in TIME.finditer(behind):
        when = time_of(match, date.day)
        if when is not None:
            return date.end + match.end(), when
    ahead = text[max(earliest, date.start - 30) : date.start]
    for match in TIME.finditer(ahead):
        when = time_of(match, date.day)
        if when is not None:
            return date.end, when
    return date.end, date.day
