"""When an article was published and modified, with the evidence for it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aggregator.article import When
from aggregator.claim import Claim, choose
from aggregator.extraction.jsonld import strings
from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.rules import rule_texts
from aggregator.extraction.shown_dates import (
    DATED,
    FIRST_NEWS_YEAR,
    beginning_of,
    day_first_of,
    label_of,
    own_signs,
    read_whens,
    shown_claims,
)
from aggregator.extraction.state import StateArticle, state_texts
from aggregator.timestamps import day_of, parse_when, zone_of_host
from aggregator.urls import host

__all__ = [
    "Dates",
    "choose_dates",
    "day_in_address",
    "modified_claims",
    "published_claims",
    "shown_claims",
    "state_claims",
]

# Names of meta elements, lower case → belief. Of 430 pages of all kinds with known day, the right one is stated by
# `datePublished` in JSON-LD on 98 %, `article:published_time` on 98 %, `datePublished` as meta on 98 %, `date` on 96 %,
# by the address on 98 %, and by the lines around the headline on 96 % of those that have one.
PUBLISHED_METAS: Final[Mapping[str, float]] = {
    "article:published_time": 0.93, "og:article:published_time": 0.92, "article:published": 0.92, "datepublished": 0.91,
    "article.published": 0.9, "article_date_original": 0.9, "dc.date.issued": 0.86,
    "dcterms.issued": 0.86, "sailthru.date": 0.84, "date.available": 0.84,
    "weibo:article:create_at": 0.84, "published": 0.86,
    "citation_publication_date": 0.8, "citation_date": 0.78, "citation_online_date": 0.78, "article:date": 0.8,
    "article:created": 0.78, "article.created": 0.78, "dc.date.created": 0.76, "dcterms.created": 0.76,
    "date.created": 0.76, "datecreated": 0.76, "created": 0.72, "displaydate": 0.8, "ptime": 0.8, "pdate": 0.8,
    # These do not say of what they are the date: a dateline with its time of day, right under the headline, says more.
    "date": 0.69, "dc.date": 0.72, "dc:date": 0.72, "dcterms.date": 0.72, "doc_date": 0.69, "sorting_date": 0.69,
    "timestamp": 0.6, "dateline": 0.6, "uploaddate": 0.6,
}  # fmt: skip

MODIFIED_METAS: Final[Mapping[str, float]] = {
    "article:modified_time": 0.9, "og:article:modified_time": 0.89, "article:modified": 0.89, "datemodified": 0.9,
    "og:updated_time": 0.85, "og:modified_time": 0.87, "article:updated_time": 0.86, "article.updated": 0.87,
    "dc.date.modified": 0.84, "dcterms.modified": 0.84, "date.modified": 0.84, "date.updated": 0.83, "lastmod": 0.8,
    "last-modified": 0.78, "modified": 0.78, "moddate": 0.78, "revised": 0.75, "updated": 0.78, "utime": 0.78,
    "weibo:article:update_at": 0.82, "datelastpubbed": 0.7, "article_date_updated": 0.84,
}  # fmt: skip

# "publish_date", "acquia_lift:published_date", "cXenseParse:recs:publishtime", "parsely-pub-date", "release_date" …
_PUBLISHED_NAME: Final = re.compile(
    r"published$|publi(?:sh(?:ed)?|cation|shing)?[_.:-]?(?:date|time|day|at|on|ts)|\bpub[_.:-]?(?:date|time|day)|pubdate|_p_ts$"
    r"|(?:date|time)[_.:-]?(?:publi|release|issued)|release[_.:-]?(?:date|time)|first[_.:-]?publi"
)
_CREATED_NAME: Final = re.compile(r"creat(?:e|ed|ion)[_.:-]?(?:date|time|at|on)|(?:date|time)[_.:-]?creat")
_MODIFIED_NAME: Final = re.compile(
    r"(?:modif|updat)[a-z]*[_.:-]?(?:date|time|at|on)?$|(?:modif|updat)[a-z]*[_.:-]?(?:date|time)"
)
_NOT_PUBLISHED: Final = re.compile(r"unpubl|expir|until|end|modif|updat|last|copyright")
DAY_ONLY: Final = 0.03
LONGEST_STATED: Final = 60
"""Characters of a meta element's moment whose name is not known."""


@lru_cache(maxsize=4096)
def published_belief(name: str) -> float:
    """Return how far a meta element of this name (lower case) is believed to state the publication; 0 for not at all.

    >>> published_belief("acme:published_date"), published_belief("date"), published_belief("article:publisher")
    (0.86, 0.69, 0.0)
    """
    known = PUBLISHED_METAS.get(name)
    if known is not None:
        return known
    if _NOT_PUBLISHED.search(name):
        return 0.0
    return 0.86 if _PUBLISHED_NAME.search(name) else 0.76 if _CREATED_NAME.search(name) else 0.0


@lru_cache(maxsize=4096)
def modified_belief(name: str) -> float:
    """Return how far a meta element of this name (lower case) is believed to state the last edit; 0 for not at all."""
    known = MODIFIED_METAS.get(name)
    return known if known is not None else 0.8 if _MODIFIED_NAME.search(name) else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """The two moments of an article."""

    published_at: When | None
    modified_at: When | None
    zone_assumed: bool | None


def published_claims(page: ParsedPage) -> Iterator[Claim[When]]:
    """Yield every moment that the page offers as that of its publication."""
    stated = tuple(_stated_claims(page))
    yield from stated
    yield from _local_claims(page, choose(stated))


def _stated_claims(page: ParsedPage) -> Iterator[Claim[When]]:
    yield from _read(page, rule_texts(page, "published_at"), 0.99)
    for node in page.articles:
        for key, belief in (("datePublished", 0.95), ("uploadDate", 0.7), ("dateCreated", 0.66)):
            if key in node:
                yield from _read(page, ((text, f"jsonld {key}") for text in strings(node[key])), belief)
    metas = page.metas.values
    for name in filter(published_belief, metas):
        yield from _read_metas(page, name, metas[name], published_belief(name), known=name in PUBLISHED_METAS)
    own = {id(node) for node in page.articles}
    for node in page.jsonld:
        if "datePublished" in node and id(node) not in own:
            yield from _read(
                page, ((text, "jsonld page datePublished") for text in strings(node.get("datePublished"))), 0.75
            )
    candidate = page.context.candidate if page.context is not None else None
    if candidate is not None and candidate.published_at is not None:
        yield Claim(value=candidate.published_at, place=candidate.via, belief=0.8)
    address = day_in_address(page.url)
    if address is not None:
        yield Claim(value=address, place="address", belief=ADDRESS_BELIEF)


def _local_claims(page: ParsedPage, likely: Claim[When] | None) -> Iterator[Claim[When]]:
    """Yield the likely moment, stated in UTC, on the clock of the site's country, if the page shows that clock's day.

    23:15Z on the 19th is the 20th in Rome: the day that stands under the headline proves that the site counts so.
    """
    if likely is None or not isinstance(likely.value, dt.datetime) or likely.value.utcoffset() != dt.timedelta(0):
        return
    source = page.context.source if page.context is not None else None
    zone = source.time_zone if source is not None else zone_of_host(host(page.url) or "")
    local = _in_zone(likely.value.replace(tzinfo=None), zone)
    offset = local.utcoffset() if isinstance(local, dt.datetime) else None
    if not offset or day_of(likely.value.astimezone(dt.timezone(offset))) == day_of(likely.value):
        return
    local = likely.value.astimezone(dt.timezone(offset))
    for text in page.head_lines:
        if DATED.search(text) is not None:
            for found in read_whens(page, text):
                if day_of(found.when) == day_of(local) and label_of(found) in {"first", None}:
                    yield Claim(value=local, place="dom headline lines", belief=0.5)
                    return


ADDRESS_BELIEF: Final = 0.72
"""A whole day in the address is right on 98 % of 150 pages: more than a date line, less than a statement."""


def state_claims(page: ParsedPage, article: StateArticle | None) -> Iterator[Claim[When]]:
    """Yield the moments in the page's own article as its JSON state has it."""
    if article is not None:
        yield from _read(page, state_texts(article, "published_at"), 0.72)


def modified_claims(page: ParsedPage) -> Iterator[Claim[When]]:
    """Yield every moment that the page offers as that of its last edit; what it shows only where it states none."""
    stated = tuple(_stated_modified(page))
    yield from stated
    if not stated:
        yield from _shown_modified(page)
    candidate = page.context.candidate if page.context is not None else None
    if candidate is not None and candidate.modified_at is not None and candidate.via == "feed":
        yield Claim(value=candidate.modified_at, place="feed updated", belief=0.6)


def _stated_modified(page: ParsedPage) -> Iterator[Claim[When]]:
    yield from _read(page, rule_texts(page, "modified_at"), 0.99)
    for node in page.articles:
        yield from _read(page, ((text, "jsonld dateModified") for text in strings(node.get("dateModified"))), 0.95)
    metas = page.metas.values
    for name in filter(modified_belief, metas):
        yield from _read_metas(page, name, metas[name], modified_belief(name), known=name in MODIFIED_METAS)


MOST_TIMES: Final = 40
"""`time` elements that are asked whether they tell of an edit."""


def _shown_modified(page: ParsedPage) -> Iterator[Claim[When]]:
    """Yield the moments that `time` elements and the lines around the headline name as those of an edit."""
    for element in page.elements["time"][:MOST_TIMES]:
        signs = own_signs(element)
        if "datemodified" in signs or ("updated" in signs and "publi" not in signs):
            stated = element.get("datetime") or element.get("content") or beginning_of(element)
            yield from _read(page, [(stated, "dom time")], 0.75 if "datemodified" in signs else 0.6)
    for text in page.head_lines:
        if DATED.search(text) is not None:
            for found in read_whens(page, text):
                if label_of(found) == "later":
                    yield Claim(value=found.when, place="dom headline lines", belief=0.6)


def _read_metas(
    page: ParsedPage, name: str, values: Iterable[str], belief: float, *, known: bool
) -> Iterator[Claim[When]]:
    """Yield a claim for each value that states a moment; a name that is not known may also hold other things."""
    for value in values:
        if known or len(value) <= LONGEST_STATED:
            for claim in _read(page, [(value, f"meta {name}")], belief):
                timed = isinstance(claim.value, dt.datetime)  # no editor types seconds: a machine wrote this
                yield claim if timed else Claim(value=claim.value, place=claim.place, belief=belief - DAY_ONLY)


def _read(page: ParsedPage, texts: Iterable[tuple[str, str]], belief: float) -> Iterator[Claim[When]]:
    """Yield a claim for each text (with its place) that states a possible moment."""
    for text, place in texts:
        order = day_first_of(page) if "/" in text else None
        when = parse_when(text, languages=page.languages, day_first=order)
        if when is not None and when.year >= FIRST_NEWS_YEAR:
            yield Claim(value=when, place=place, belief=belief)


_ADDRESS_DAY: Final = re.compile(
    r"(?:^|[/_.=-])((?:19[89]|20[0-4])\d)([/_.-]?)(0[1-9]|1[0-2]|[1-9](?=[/_.-]))\2(0[1-9]|[12]\d|3[01]|"
    r"[1-9](?!\d))(?!\d{1,7}\b(?<![/_.-]\d{4}))"
)


def day_in_address(url: str) -> dt.date | None:
    """Return the day that stands in the path of `url` (`/2026/11/20/`, `/20261120-`); None without one."""
    path = url[:600].partition("?")[0]
    match = _ADDRESS_DAY.search(path)
    if match is None:
        turned = _ADDRESS_DAY_FIRST.search(path)
        if turned is None or (int(turned[1]) <= 12 and int(turned[2]) <= 12):  # which of the two is the month?
            return None
        day, month = (turned[1], turned[2]) if int(turned[1]) > 12 else (turned[2], turned[1])
        match_parts = (turned[3], month, day)
    else:
        match_parts = (match[1], match[3], match[4])
    try:
        return dt.date(*map(int, match_parts))
    except ValueError:
        return None


_ADDRESS_DAY_FIRST: Final = re.compile(r"(?:^|[/_.-])(\d\d)[_.-](\d\d)[_.-]((?:19[89]|20[0-4])\d)(?=$|[/_.-])")


def choose_dates(
    published: tuple[Claim[When], ...], modified: tuple[Claim[When], ...], zone: str | None
) -> tuple[Dates, dict[str, str]]:
    """Return the two moments and the places they came from; `zone` (IANA) is assumed where a time has no offset."""
    places: dict[str, str] = {}
    first = _refined(choose(_supported(published)), published)
    if first is not None:
        places["published_at"] = first.place
    first = _in_local_time(first, published)
    later = [one for one in modified if first is None or not _before(one.value, first.value)]
    last = _refined(choose(later), tuple(later))
    if last is not None:
        places["modified_at"] = last.place
    times = [one.value for one in (first, last) if one is not None and isinstance(one.value, dt.datetime)]
    assumed = any(time.tzinfo is None for time in times) if times else None
    return Dates(
        published_at=_in_zone(first.value, zone) if first is not None else None,
        modified_at=_in_zone(last.value, zone) if last is not None else None,
        zone_assumed=assumed,
    ), places


def _supported(claims: tuple[Claim[When], ...]) -> list[Claim[When]]:
    """Return `claims`, each a little more believed for every other kind of place that names the same day."""
    kinds: dict[dt.date, set[str]] = {}
    for claim in claims:
        kind = "dom" if claim.place.startswith("dom ") else claim.place  # a `time` element stands in a line
        kinds.setdefault(day_of(claim.value), set()).add(kind)
    if all(len(places) == 1 for places in kinds.values()):
        return list(claims)
    return [
        Claim(value=one.value, place=one.place, belief=one.belief + 0.04 * min(len(kinds[day_of(one.value)]) - 1, 2))
        for one in claims
    ]


def _refined(chosen: Claim[When] | None, claims: tuple[Claim[When], ...]) -> Claim[When] | None:
    """Return the claim that says the same as `chosen` more precisely, if one that is to be believed does."""
    if chosen is None:
        return None
    sure = [one for one in claims if one.belief >= 0.6]
    if not isinstance(chosen.value, dt.datetime):
        finer = [one for one in sure if isinstance(one.value, dt.datetime) and day_of(one.value) == chosen.value]
        chosen = choose(finer) or chosen
    if isinstance(chosen.value, dt.datetime) and chosen.value.tzinfo is None:
        local = chosen.value
        for claim in sorted(sure, key=attrgetter("belief"), reverse=True):
            zoned = claim.value
            if not isinstance(zoned, dt.datetime) or zoned.tzinfo is None:
                continue
            if zoned.replace(tzinfo=None) == local:
                return claim
            offset = proved_offset(local, zoned)
            if offset is not None:
                value = local.replace(tzinfo=dt.timezone(offset))
                return Claim(value=value, place=f"{chosen.place}, {claim.place}", belief=chosen.belief)
    return chosen


def proved_offset(local: dt.datetime, utc: dt.datetime) -> dt.timedelta | None:
    """Return the offset that a time without one has, if `utc` (of offset zero) is the same moment; None if it is not.

    The same second of the hour, or the same odd minute, is the same moment: offsets are whole half hours.
    """
    if utc.utcoffset() != dt.timedelta(0):
        return None
    offset = local - utc.replace(tzinfo=None)
    minutes = round(offset.total_seconds() / 60)
    exact = abs(offset.total_seconds() - minutes * 60) < (1 if local.second else 60)
    proved = minutes % 30 == 0 and abs(minutes) <= 14 * 60 and exact and (local.second or utc.minute % 30)
    return dt.timedelta(minutes=minutes) if minutes and proved else None


def _in_local_time(chosen: Claim[When] | None, claims: tuple[Claim[When], ...]) -> Claim[When] | None:
    """Return the moment of `chosen`, stated in UTC, with the site's own offset where another place proves it.

    Machines' places often say `06:35:29Z` and another place of the same page `22:35:29`.
    """
    if chosen is None or not isinstance(chosen.value, dt.datetime) or chosen.value.utcoffset() != dt.timedelta(0):
        return chosen
    moment = chosen.value
    for claim in claims:
        other = claim.value
        if not isinstance(other, dt.datetime) or claim.belief < 0.5:
            continue
        if other.tzinfo is not None:
            if other.utcoffset() and abs(other - moment) < dt.timedelta(minutes=1):
                return Claim(value=other, place=claim.place, belief=chosen.belief)
            continue
        offset = proved_offset(other, moment)
        if offset is not None:
            value = moment.astimezone(dt.timezone(offset))
            return Claim(value=value, place=f"{chosen.place}, {claim.place}", belief=chosen.belief)
    return chosen


def _before(one: When, other: When) -> bool:
    """Return whether `one` is surely before `other`: by a day at least, where an offset or the time is missing."""
    if isinstance(one, dt.datetime) and isinstance(other, dt.datetime) and one.tzinfo and other.tzinfo:
        return one < other
    return day_of(one) < day_of(other) - dt.timedelta(days=1)


def _in_zone(when: When, zone: str | None) -> When:
    if zone and isinstance(when, dt.datetime) and when.tzinfo is None:
        try:
            offset = ZoneInfo(zone).utcoffset(when)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return when
        if offset is not None:
            return when.replace(tzinfo=dt.timezone(offset))
    return when
