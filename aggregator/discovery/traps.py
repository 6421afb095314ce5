"""Addresses that lead nowhere new: calendars, endless paging, growing paths, facets, doors to log in."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from aggregator.urls import is_tracking

MAX_LENGTH = 1500
"""Characters of an address. Among the addresses of 454 article pages the longest has 280 (percent-encoded Korean:
up to 900); servers refuse from 8,000."""

MAX_SEGMENTS = 14
"""Parts of a path: news sites use up to nine (section, subsection, date in three, slug, id, page)."""

MAX_PARAMETERS = 8
"""Parameters of a query. Of the addresses of 1,423 pages that hold a text none has more than five."""

MAX_PAGE = 50
"""Number of a following page beyond which nobody looks for news."""

MAX_OFFSET = 2_000
"""The same, where a list is paged by how many entries stand before."""

_ACTIONS = re.compile(
    r"(?:^|[&;])(?:(?:replytocom|share|print|add-to-cart|unsubscribe|like|vote)(?:[=&]|$)"
    r"|format=(?:pdf|print)|action=(?:edit|login|register|print|reply|share)"
    r"|(?:return|redirect|continue|next|goto|dest|destination|back)(?:_?(?:to|url|uri))?=(?:https?|%2f|/))",
    re.IGNORECASE,
)
_FACET = re.compile(
    r"^(?:filter|facet|sort|sort_?by|order|order_?by|orderby|dir|view|limit|per_?page|page_?size|colou?r|size|price|brand"
    r"|min|max|from|to|type|tags?|fq|f|topic|region|author|section|category|cat)(?:\[.{0,40}\]|%5b.{0,46})?$",
    re.IGNORECASE,
)
_ID = re.compile(r"(?:^|&)(?:[a-z_]{0,12}(?:id|no|seq|key|code|idx|num)|p|n|a|t)=[a-z]{0,4}\d{2,}", re.IGNORECASE)
"""A number in the query by which a publisher's system knows a page: whatever stands beside it, that is one page."""

_CALENDAR_WORD = re.compile(
    r"^(?:calendar|kalender|calendario|calendrier|agenda|veranstaltungen|events?|eventos|evenements|eventi|termine|takvim"
    r"|kalendarz|tv-?guide|horoscopes?|horoskop|diary|whats-?on|schedule|fixtures|sendeplan|programm)$",
    re.IGNORECASE,
)
_ALWAYS_DATED = re.compile(r"^(?:diary|schedule|fixtures|programm)$", re.IGNORECASE)
"""Words that name sections of news as well: without a date they are no calendar."""

_DAY_IN_PATH = re.compile(
    r"/\d{4}[-/]w?\d{1,2}(?:[-/]\d{1,2})?(?:/(?:list|day|week|month|map|photo|tag|woche|monat))?/?$|/\d{8}/?$",
    re.IGNORECASE,
)
_CALENDAR_QUERY = re.compile(r"(?:^|&)(?:month|year|week|day|date|cal|tribe-bar-date|ical)=\d", re.IGNORECASE)
_DATE_NAMES = frozenset(
    ("year", "month", "week", "day", "date", "yyyy", "mm", "dd", "y", "m", "d", "cal", "tribe-bar-date", "ical")
)

_PAGE = re.compile(
    r"[?&](?:page|paged|pg|seite|pagina)=(\d{1,9})(?=\D|$)|/(?:page|seite|pagina)[/-](\d{1,9})(?:\.html?)?/?(?:\?|$)",
    re.IGNORECASE,
)
"""In a path only at its end: `/page/14920/a-headline` is an article of some sites."""

_OFFSET = re.compile(r"[?&](?:start|offset|skip)=(\d{1,9})(?=\D|$)", re.IGNORECASE)


def trap(url: str) -> str | None:
    """Return why a link is not worth following, in a few words; None where nothing speaks against it.

    Session ids are no reason: they make one page many, and by its key (`urls.identity_key`) it stays one.

    >>> trap("https://a.example/events/2031/05/")
    'a calendar'
    >>> trap("https://a.example/2026/11/20/events-of-the-day/") is None
    True
    """
    if why := endless(url):
        return why
    parts = urlsplit(url)
    query = parts.query
    if query and _ACTIONS.search(query):
        return "an action, not a page"
    names = [one.partition("=")[0].lower() for one in query.split("&") if one and not is_tracking(one)]
    if _is_calendar(parts.path, names, query):
        return "a calendar"
    if names and _is_filter(names, query):
        return "a filter of a list"
    page, offset = _PAGE.search(url), _OFFSET.search(url)
    if (page and int(page[1] or page[2]) > MAX_PAGE) or (offset and int(offset[1]) > MAX_OFFSET):
        return "a page far down a list"
    return None


def endless(url: str) -> str | None:
    """Return why an address belongs to no page at all, whoever names it, a feed or a sitemap; None: it may.

    >>> endless("https://a.example/news/world/news/world/news/world/")
    'a path that grows'
    """
    if len(url) > MAX_LENGTH:
        return "an endless address"
    try:
        parts = urlsplit(url)
    except ValueError:
        return "no address"
    segments = [one for one in parts.path.split("/") if one]
    if len(segments) > MAX_SEGMENTS or _repeats(segments):
        return "a path that grows"
    if parts.query and any(count >= 3 for count in Counter(filter(None, parts.query.split("&"))).values()):
        return "a query that grows"
    return None


def _is_filter(names: list[str], query: str) -> bool:
    """Tell whether a query chooses from a list: many parameters, or several that are the names of facets."""
    if len(names) > MAX_PARAMETERS:
        return True
    facets = sum(bool(_FACET.match(name)) for name in names)
    bracketed = any("[" in name or "%5b" in name for name in names if _FACET.match(name))
    return facets >= 3 or (not _ID.search(query) and (facets >= 2 or bracketed))


def _is_calendar(path: str, names: list[str], query: str) -> bool:
    if names and _CALENDAR_QUERY.search(query) and all(name in _DATE_NAMES for name in names):
        return True
    segments = [one for one in path.split("/") if one]
    words = [one for one in segments[:-1] or segments if _CALENDAR_WORD.match(one)]
    if not words:
        return False
    bare = len(segments) == 1 and not _ALWAYS_DATED.match(segments[0])
    return bool(_DAY_IN_PATH.search(path) or _CALENDAR_QUERY.search(query)) or bare


def _repeats(segments: list[str]) -> bool:
    """Tell whether a path repeats itself: a word three times, or a run of words twice in a row.

    That is what relative links make of a site that answers under any address."""
    words = [unquote(one).lower() for one in segments if not one.isdigit()]
    if len(set(words)) == len(words):  # nearly always
        return False
    if any(count >= 3 for count in Counter(words).values()):
        return True
    return any(
        words[start : start + size] == words[start + size : start + 2 * size]
        for size in range(2, len(words) // 2 + 1)
        for start in range(len(words) - 2 * size + 1)
    )


_DIGITS = re.compile(r"\d+")
_HEX = re.compile(r"[0-9a-f]{8,}(?:-[0-9a-f]{4,}){0,4}", re.IGNORECASE)


@lru_cache(maxsize=4_096)
def mould(url: str) -> str:
    """Return the form that an address shares with its kin: host, path and names of parameters, what varies left open.

    >>> mould("https://a.example/events/2031/05/?view=day") == mould("https://a.example/events/2032/11/?view=week")
    True
    """
    try:
        parts = urlsplit(url[:MAX_LENGTH])
    except ValueError:
        return ""
    segments = [_open(one) for one in parts.path.split("/")[: MAX_SEGMENTS + 1]]
    names = sorted({_DIGITS.sub("0", one.partition("=")[0]) for one in parts.query.split("&") if one})
    return f"{parts.netloc.lower()}{'/'.join(segments)}{'?' if names else ''}{'&'.join(names)}"


def branch(url: str) -> str:
    """Return the part of its site that an address lies in: host, first part of the path, and how deep it goes.

    Coarser than `mould`: random words in a path make a new mould each, and all lie in one branch.

    >>> branch("https://a.example/maze/oak/elm") == branch("https://a.example/maze/yew/ash")
    True
    """
    try:
        parts = urlsplit(url[:MAX_LENGTH])
    except ValueError:
        return ""
    segments = [one for one in parts.path.split("/") if one]
    first = _open(segments[0]) if len(segments) > 1 else "*"
    depth = len(segments) if len(segments) < _DEEP else _DEEP
    return f"{parts.netloc.lower()}/{first}{'/…' * max(depth - 1, 0)}{'?' if parts.query else ''}"


_DEEP = 4
"""Parts of a path from which on all depths are one: paths that grow would have a branch for each step."""


def _open(segment: str) -> str:
    """Return a path's part with what varies as a sign: `0` digits, `#` a hash, `*` a slug of several words."""
    if _HEX.fullmatch(segment):
        return "#" if not segment.isdigit() else "0"
    if re.search(r"[-_+%].+[-_+%]", segment):
        return "*" + (segment[segment.rfind(".") :] if "." in segment[-6:] else "")
    return _DIGITS.sub("0", segment)
