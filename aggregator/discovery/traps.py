"""Addresses that lead nowhere new: calendars, endless paging, growing paths, facets, doors to log in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

MAX_LENGTH = 1500
"""Characters of an address. Among the addresses of 454 article pages the longest has 280 (percent-encoded Korean:
up to 900); servers refuse from 8,000."""

MAX_SEGMENTS = 14
"""Parts of a path: news sites use up to nine (section, subsection, date in three, slug, id, page)."""

MAX_PAGE = 50
"""Number of a following page beyond which nobody looks for news."""

ENOUGH_WASTE = 20
"""Requests after which a mould of addresses that never gave anything is left alone; a trap may cost 50 at most."""

_ACTIONS = re.compile(
    r"(?:^|[&;])(?:replytocom|share|print|format=(?:pdf|print)|action=(?:edit|login|register|print|reply|share)"
    r"|add-to-cart|unsubscribe|like|vote|(?:return|redirect|continue|next|goto|dest|destination|back)(?:_?(?:to|url|uri))?"
    r"=(?:https?|%2f|/))",
    re.IGNORECASE,
)
_FACET = re.compile(
    r"^(?:filter|facet|sort|sort_?by|order|order_?by|orderby|dir|view|limit|per_?page|pagesize|colou?r|size|price|brand"
    r"|min|max|from|to|type|tags?|fq|f)(?:\[.{0,40}\]|%5b.{0,46})?$",
    re.IGNORECASE,
)
_CALENDAR_WORD = re.compile(
    r"^(?:calendar|kalender|calendario|calendrier|agenda|veranstaltungen|events?|eventos|termine|takvim|kalendarz"
    r"|tv-?guide|horoscopes?|horoskop)$",
    re.IGNORECASE,
)
_DAY_IN_PATH = re.compile(r"/\d{4}[-/]\d{1,2}(?:[-/]\d{1,2})?/?$|/\d{8}/?$")
_CALENDAR_QUERY = re.compile(r"(?:^|&)(?:month|year|week|day|date|cal|tribe-bar-date|ical)=\d", re.IGNORECASE)
_SESSION = re.compile(
    r"(?:;|[?&/])(?:jsessionid|phpsessid|aspsessionid\w{0,20}|sessionid|session_id|sid|s)=[0-9a-z_.!-]{16,}"
    r"|/\(S\([0-9a-z]{20,30}\)\)/",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"(?:[?&](?:page|paged|p|pg|seite|pagina|start|offset)=|/(?:page|seite|pagina|p)[/-])(\d{1,9})", re.IGNORECASE
)


def trap(url: str) -> str | None:
    """Return why an address is not worth asking for, in a few words; None where nothing speaks against it.

    >>> trap("https://a.example/events/2031/05/")
    'a calendar'
    >>> trap("https://a.example/2026/11/20/events-of-the-day/") is None
    True
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
    if _SESSION.search(url):
        return "a session's address"
    if _ACTIONS.search(parts.query):
        return "an action, not a page"
    if _is_calendar(parts.path, segments, parts.query):
        return "a calendar"
    names = [one.partition("=")[0] for one in parts.query.split("&") if one]
    if len(names) > 8 or sum(bool(_FACET.match(name)) for name in names) >= 3:
        return "a filter of a list"
    page = _PAGE.search(url)
    if page and int(page[1]) > MAX_PAGE and "offset" not in page[0] and "start" not in page[0] and "?p=" not in page[0]:
        return "a page far down a list"
    return None


def _is_calendar(path: str, segments: list[str], query: str) -> bool:
    words = any(_CALENDAR_WORD.match(one) for one in segments[:-1] or segments)
    return words and bool(_DAY_IN_PATH.search(path) or _CALENDAR_QUERY.search(query) or len(segments) <= 1)


def _repeats(segments: list[str]) -> bool:
    """Tell whether a path repeats itself: a word three times, or a run of words twice in a row.

    That is what relative links make of a site that answers under any address."""
    words = [unquote(one).lower() for one in segments if not one.isdigit()]
    if any(count >= 3 for count in Counter(words).values()):
        return True
    return any(
        words[start : start + size] == words[start + size : start + 2 * size]
        for size in range(2, len(words) // 2 + 1)
        for start in range(len(words) - 2 * size + 1)
    )


_DIGITS = re.compile(r"\d+")
_HEX = re.compile(r"[0-9a-f]{8,}(?:-[0-9a-f]{4,}){0,4}", re.IGNORECASE)


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


def _open(segment: str) -> str:
    """Return a path's part with what varies as a sign: `0` digits, `#` a hash, `*` a slug of several words."""
    if _HEX.fullmatch(segment):
        return "#" if not segment.isdigit() else "0"
    if re.search(r"[-_+%].+[-_+%]", segment):
        return "*" + (segment[segment.rfind(".") :] if "." in segment[-6:] else "")
    return _DIGITS.sub("0", segment)


def wasteful(fates: Iterable[tuple[str, bool]]) -> frozenset[str]:
    """Return the moulds of addresses that were asked for `ENOUGH_WASTE` times or more and never gave an article.

    `fates` are addresses with whether an article came of each.
    """
    asked: Counter[str] = Counter()
    useful: set[str] = set()
    for url, was_useful in fates:
        form = mould(url)
        asked[form] += 1
        if was_useful:
            useful.add(form)
    return frozenset(form for form, count in asked.items() if count >= ENOUGH_WASTE and form not in useful)
