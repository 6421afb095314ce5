"""What each key of a source file may say, and what becomes of it."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from cssselect import HTMLTranslator, SelectorError
from lxml import etree

from aggregator.sources.codes import COUNTRIES, LANGUAGES, MISTAKEN_COUNTRIES, MISTAKEN_LANGUAGES
from aggregator.sources.lines import KeyPath
from aggregator.sources.source import Owner, Rule, RuleField, Scope, Source, SourceKind, is_dated
from aggregator.text import clean

T = TypeVar("T")

RESERVED_IDS = frozenset({"news"})
"""`news` is the spider that harvests all sources; each source's id is a spider's name as well."""

RESERVED_KEYS = frozenset({"fetch", "credentials"})
"""Kept free for other ways of fetching and for sites with accounts: a file that uses them today would
silently do something else with a later version."""

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ID_LENGTH = 64
"""Ids are file names, spider names and parts of addresses; 64 characters fit everywhere."""

_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?:-[0-9A-Za-z]{4,8})*")
_HOST = re.compile(r"[^\s/:@?#\[\]A-Z]{1,253}|\[[0-9a-f:.]+\]")
_DURATION = re.compile(r"([0-9]{1,7}) ?(s|m|min|h|d)")
SECONDS = {"s": 1, "m": 60, "min": 60, "h": 3600, "d": 86400}
_ATTRIBUTE = re.compile(r"[A-Za-z_:][-A-Za-z0-9_:.]*")
_MEANT = {
    "url": "homepage",
    "site": "homepage",
    "title": "name",
    "lang": "languages",
    "rss": "feeds",
    "atom": "feeds",
    "timezone": "time_zone",
    "tz": "time_zone",
    "delay": "crawl_delay",
    "pages": "listings",
    "sections": "listings",
    "tags": "groups",
    "selectors": "rules",
    "disabled": "enabled",
}
"""Keys that other tools use, where the letters alone would not lead to ours."""


class Mistake(Exception):
    """A sentence without its place, and the key whose line it is about; `files` turns it into a SourceFileError."""

    def __init__(self, path: KeyPath, sentence: str) -> None:
        super().__init__(sentence)
        self.path = path


def source_of(stem: str, table: Mapping[str, Any], *, shipped: bool) -> Source:
    """Return the source that a parsed file describes; raise `Mistake` about the first key that does not hold.

    `stem` is the file's name without `.toml`. Keys are looked at in the order of the file.
    """
    _check_id(stem, table)
    for key in table:
        if key in RESERVED_KEYS:
            raise Mistake((key,), f'"{key}" is reserved for a later version and cannot be used yet')
        if key not in READERS:
            raise Mistake((key,), _unknown(key, READERS))
    for key, example in (("name", '"The Example Post"'), ("homepage", '"https://www.example.com/"')):
        if key not in table:
            raise Mistake((), f'"{key}" is missing: add {key} = {example}')
    # In the order of the file, so that the first mistake is the one named.
    values = {key: READERS[key]((key,), value) for key, value in table.items() if key != "id"}
    return Source(id=stem, shipped=shipped, **values)


def _check_id(stem: str, table: Mapping[str, Any]) -> None:
    if not ID.fullmatch(stem) or len(stem) > ID_LENGTH:
        raise Mistake(
            ("id",),
            f"the file's name is the source's id and must be a-z, 0-9 and single hyphens, "
            f"{ID_LENGTH} characters at most, not {_shown(stem)}",
        )
    if stem in RESERVED_IDS:
        raise Mistake(("id",), f'the id "{stem}" is taken by the spider that harvests all sources: name it otherwise')
    if "id" in table and table["id"] != stem:
        raise Mistake(("id",), f'"id" must be the file\'s name, "{stem}", not {_shown(table["id"])}')


def _unknown(key: str, known: Iterable[str]) -> str:
    meant = _close(key, known)
    if not meant and key in _MEANT and _MEANT[key] in known:
        meant = _MEANT[key]
    hint = f': did you mean "{meant}"?' if meant else f" (known are {', '.join(sorted(known))})"
    return f'"{clean(key)[:60]}" is not a key of a source file{hint}'


def _close(word: str, known: Iterable[str]) -> str | None:
    near = get_close_matches(word[:60].lower(), {one.lower(): one for one in known}, n=1, cutoff=0.7)
    return next((one for one in known if near and one.lower() == near[0]), None)


def _shown(value: object) -> str:
    """Return a value as a sentence can quote it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, str):
        short = value if len(value) <= 80 else f"{value[:79]}…"
        return json.dumps(short, ensure_ascii=False)
    return str(value)[:80]


def _wrong(path: KeyPath, expected: str, value: object) -> Mistake:
    names = [str(part) for part in path if isinstance(part, str)]
    key = ".".join(names)
    inside = f'each item of "{key}"' if path and isinstance(path[-1], int) else f'"{key}"'
    return Mistake(path, f"{inside} must be {expected}, not {_shown(value)}")


def _text(path: KeyPath, value: object) -> str:
    if not isinstance(value, str) or not clean(value):
        raise _wrong(path, "text", value)
    return clean(value)


def _address(path: KeyPath, value: object) -> str:
    """An absolute http or https address; whether its host may be asked is judged when it is asked."""
    if not isinstance(value, str) or not _is_address(value):
        raise _wrong(path, "an address such as https://www.example.com/rss.xml", value)
    return value


def _dated_address(path: KeyPath, value: object) -> str:
    if not isinstance(value, str) or not _is_address(value):
        raise _wrong(path, "an address", value)
    placeholders = set(re.findall(r"\{[^{}]*\}", value))
    if strange := placeholders - {"{year}", "{month}", "{day}"}:
        known = "{year}, {month} and {day}"
        raise Mistake(path, f'each item of "{path[0]}" may hold {known}, not "{sorted(strange)[0]}"')
    if is_dated(value) and is_dated(urlsplit(value).netloc):
        raise _wrong(path, "an address with {year}, {month} and {day} behind the host only", value)
    return value


def _is_address(value: str) -> bool:
    if len(value) > 2000 or re.search(r"[\x00-\x20\x7f\\<>\"]", value):
        return False
    try:
        parts = urlsplit(value)
        _ = parts.port  # raises where it is no number of a port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None


def _host(path: KeyPath, value: object) -> str:
    if not isinstance(value, str) or not _HOST.fullmatch(value):
        raise _wrong(path, "a host name in lower case such as news.example.com", value)
    return value


def _pattern(path: KeyPath, value: object) -> str:
    if not isinstance(value, str) or not value:
        raise _wrong(path, "a regular expression", value)
    try:
        re.compile(value)
    except (re.error, RecursionError, OverflowError) as error:
        sentence = f'each item of "{path[0]}" must be a regular expression, and {_shown(value)} is none: {error}'
        raise Mistake(path, sentence) from None
    return value


def _country(path: KeyPath, value: object) -> str:
    if isinstance(value, str) and value in COUNTRIES:
        return value
    wrong = _wrong(path, "a country's two letters of ISO 3166-1 such as KR", value)
    if isinstance(value, str):
        meant = MISTAKEN_COUNTRIES.get(value.upper(), value.upper())
        if meant in COUNTRIES:
            raise Mistake(path, f'{wrong}: did you mean "{meant}"?')
    raise wrong


def _language(path: KeyPath, value: object) -> str:
    match = _LANGUAGE.fullmatch(value) if isinstance(value, str) else None
    if match and (len(match[1]) == 3 or match[1] in LANGUAGES):
        return match[0]
    wrong = _wrong(path, "a language tag of BCP 47 such as ko or pt-BR", value)
    meant = MISTAKEN_LANGUAGES.get(value.lower()) if isinstance(value, str) else None
    raise Mistake(path, f'{wrong}: did you mean "{meant}"?') if meant else wrong


def _time_zone(path: KeyPath, value: object) -> str:
    if isinstance(value, str) and value:
        try:
            ZoneInfo(value)
            return value
        except (OSError, ValueError, KeyError):
            known = available_timezones()
            if not known:  # a machine without a time zone database cannot judge
                return value
            if meant := _close(value, sorted(known)):
                wrong = _wrong(path, "an IANA time zone", value)
                raise Mistake(path, f'{wrong}: did you mean "{meant}"?') from None
    raise _wrong(path, "an IANA time zone such as Asia/Seoul", value)


def _one_of(words: tuple[str, ...]) -> Callable[[KeyPath, object], Any]:
    def read(path: KeyPath, value: object) -> str:
        if isinstance(value, str) and value in words:
            return value
        wrong = _wrong(path, f"one of {', '.join(words)}", value)
        meant = _close(value, words) if isinstance(value, str) else None
        raise Mistake(path, f'{wrong}: did you mean "{meant}"?') if meant else wrong

    return read


def _list_of(read: Callable[[KeyPath, object], T], named: str) -> Callable[[KeyPath, object], tuple[T, ...]]:
    def read_list(path: KeyPath, value: object) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise _wrong(path, f"a list of {named} in square brackets", value)
        return tuple(dict.fromkeys(read((*path, position), one) for position, one in enumerate(value)))

    return read_list


def _boolean(path: KeyPath, value: object) -> bool:
    if not isinstance(value, bool):
        raise _wrong(path, "true or false", value)
    return value


def _date(path: KeyPath, value: object) -> dt.date:
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise _wrong(path, "a day such as 2026-01-31, without quotes", value)
    return value


def _seconds(path: KeyPath, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 3600 or math.isnan(value):
        raise _wrong(path, "a number of seconds from 0 to 3600", value)
    return float(value)


def _connections(path: KeyPath, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 16:
        raise _wrong(path, "a number of connections from 1 to 16", value)
    return value


def _duration(path: KeyPath, value: object) -> dt.timedelta:
    match = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if match:
        seconds = int(match[1]) * SECONDS[match[2]]
        if 60 <= seconds <= 30 * 86400:
            return dt.timedelta(seconds=seconds)
    raise _wrong(path, 'a time from one minute to 30 days such as "90s", "15m", "6h" or "1d"', value)


def _labels(path: KeyPath, value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise _wrong(path, "a table: a line [labels], then one word = value a line", value)
    return {key: _label((*path, key), one) for key, one in value.items()}


def _label(path: KeyPath, value: object) -> str:
    if isinstance(value, dict | list):
        raise _wrong(path, "text", value)
    return clean(value if isinstance(value, str) else _shown(value))


def _table(path: KeyPath, value: object, readers: Mapping[str, Callable[[KeyPath, Any], Any]]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _wrong(path, f"a table with {', '.join(readers)}", value)
    for key in value:
        if key not in readers:
            meant = _close(key, readers)
            hint = f': did you mean "{meant}"?' if meant else f" (known are {', '.join(readers)})"
            raise Mistake((*path, key), f'"{clean(key)[:60]}" is not a key of "{path[0]}"{hint}')
    return {key: readers[key]((*path, key), one) for key, one in value.items()}


def _owner(path: KeyPath, value: object) -> Owner:
    values = _table(path, value, {"name": _text, "since": _date})
    if "name" not in values:
        raise Mistake(path, '"owner" must have a name, such as { name = "Example Media", since = 2020-01-31 }')
    return Owner(**values)


def _rule(path: KeyPath, value: object) -> Rule:
    values = _table(path, value, RULE_READERS)
    if "field" not in values:
        raise Mistake(path, f'each of "rules" must have a "field": one of {", ".join(get_args(RuleField))}')
    if ("css" in values) == ("xpath" in values):
        raise Mistake(path, f'the rule for "{values["field"]}" must have either "css" or "xpath"')
    rule = Rule(**values)
    if rule.since and rule.until and rule.since > rule.until:
        raise Mistake((*path, "until"), f'"rules.until" must not be before "rules.since", {rule.since}')
    return rule


def _css(path: KeyPath, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _wrong(path, "a CSS selector", value)
    try:
        HTMLTranslator().css_to_xpath(value)
    except (SelectorError, RecursionError) as error:
        raise Mistake(path, f'"rules.css" must be a CSS selector, and {_shown(value)} is none: {error}') from None
    return value


def _xpath(path: KeyPath, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _wrong(path, "an XPath expression", value)
    try:
        etree.XPath(value)
    except (etree.XPathError, ValueError) as error:
        sentence = f'"rules.xpath" must be XPath 1.0, and {_shown(value)} is none: {error}'
        raise Mistake(path, sentence) from None
    return value


def _attribute(path: KeyPath, value: object) -> str:
    if not isinstance(value, str) or not _ATTRIBUTE.fullmatch(value):
        raise _wrong(path, "the name of an attribute such as content", value)
    return value


RULE_READERS: dict[str, Callable[[KeyPath, Any], Any]] = {
    "field": _one_of(get_args(RuleField)),
    "css": _css,
    "xpath": _xpath,
    "attribute": _attribute,
    "since": _date,
    "until": _date,
}

READERS: dict[str, Callable[[KeyPath, Any], Any]] = {
    "id": _text,
    "name": _text,
    "homepage": _address,
    "country": _country,
    "languages": _list_of(_language, "language tags"),
    "kind": _one_of(get_args(SourceKind)),
    "scope": _one_of(get_args(Scope)),
    "place": _text,
    "owner": _owner,
    "groups": _list_of(_text, "names"),
    "time_zone": _time_zone,
    "organisation": _text,
    "feeds": _list_of(_dated_address, "addresses"),
    "news_sitemaps": _list_of(_dated_address, "addresses"),
    "sitemaps": _list_of(_dated_address, "addresses"),
    "archive_since": _date,
    "listings": _list_of(_dated_address, "addresses"),
    "article_urls": _list_of(_pattern, "regular expressions"),
    "not_article_urls": _list_of(_pattern, "regular expressions"),
    "hosts": _list_of(_host, "host names"),
    "crawl_delay": _seconds,
    "connections": _connections,
    "interval": _duration,
    "enabled": _boolean,
    "local": _boolean,
    "labels": _labels,
    "rules": _list_of(_rule, "tables"),
}
"""Every key of a source file, in the order in which `dump` writes them, with what reads its value."""

KEYS = tuple(READERS)
"""The keys of a source file, for documents and completion."""
