"""When an article was published and modified, with the evidence for it."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lxml import etree
from lxml.html import HtmlElement

from aggregator.article import When
from aggregator.claim import Claim, choose
from aggregator.extraction.jsonld import strings
from aggregator.extraction.parsed import HEAD_LINES_AHEAD, HEAD_LINES_BEHIND, ParsedPage
from aggregator.extraction.rules import rule_texts
from aggregator.extraction.state import StateArticle, state_texts
from aggregator.extraction.vocabulary import ASIDE, BIO, COMMENTS, DATELINE, FURNITURE, JUNK, TEASER
from aggregator.text import clean
from aggregator.timestamps import Found, day_of, find_whens, parse_when

# Older "dates" on news pages are the epoch, a database's zero, or the paper's founding.
FIRST_NEWS_YEAR = 1980

# Names of meta elements, lower case → belief. Of 388 pages of all kinds with known day, the right one is stated by
# `datePublished` in JSON-LD on 97 %, `article:published_time` on 96 %, `datePublished` as meta on 99 %, `date` on 95 %,
# by the address on 93 %, and by the lines around the headline on 82 %.
PUBLISHED_METAS: Mapping[str, float] = {
    "article:published_time": 0.93, "og:article:published_time": 0.92, "article:published": 0.92, "datepublished": 0.91,
    "article.published": 0.9, "og:published_time": 0.9, "og:publish_date": 0.88, "rnews:datepublished": 0.9,
    "article_date_original": 0.9, "originalpublicationdate": 0.9, "publication_date": 0.88, "publicationdate": 0.88,
    "publish_date": 0.88, "publishdate": 0.88, "publish-date": 0.88, "published_time_telegram": 0.85,
    "published_at": 0.86, "published": 0.86, "pub_date": 0.86, "pubdate": 0.86, "publish_time": 0.86, "pdate": 0.8,
    "parsely-pub-date": 0.86, "sailthru.date": 0.84, "cxenseparse:recs:publishtime": 0.86,
    "cxenseparse:recs:published_time": 0.86, "cxenseparse:publishtime": 0.86, "dc.date.issued": 0.86,
    "dcterms.issued": 0.86, "dc.date.published": 0.86, "dcterms.date": 0.8, "dc.date": 0.8, "dc:date": 0.8,
    "dc.date.created": 0.76, "dcterms.created": 0.76, "date": 0.78, "article:created": 0.78, "article.created": 0.78,
    "date.created": 0.76, "date.available": 0.84, "datecreated": 0.76, "created": 0.72, "displaydate": 0.8,
    "date_published": 0.88, "iso-8601-publish-date": 0.88, "bt:pubdate": 0.86, "article:publicationdate": 0.88,
    "citation_publication_date": 0.8, "citation_date": 0.78, "citation_online_date": 0.78, "timestamp": 0.6,
    "doc_date": 0.7, "ptime": 0.8, "lrt_published": 0.8, "weibo:article:create_at": 0.84, "vr:published_time": 0.86,
    "uploaddate": 0.6, "nrk:published": 0.86, "sorting_date": 0.7, "shareaholic:article_published_time": 0.86,
    "dateline": 0.6, "release_date": 0.7, "article:date": 0.8,
}  # fmt: skip

MODIFIED_METAS: Mapping[str, float] = {
    "article:modified_time": 0.9, "og:article:modified_time": 0.89, "article:modified": 0.89, "datemodified": 0.9,
    "og:updated_time": 0.85, "og:modified_time": 0.87, "article:updated_time": 0.86, "article.updated": 0.87,
    "last_updated_date": 0.84, "dc.date.modified": 0.84, "dcterms.modified": 0.84, "date.modified": 0.84,
    "date.updated": 0.83, "lastmod": 0.8, "last-modified": 0.78, "modified": 0.78, "moddate": 0.78, "revised": 0.75,
    "updated": 0.78, "utime": 0.78, "weibo:article:update_at": 0.82, "cxenseparse:modifiedtime": 0.84,
    "lastmodifieddate": 0.8, "modificationdate": 0.8, "datelastpubbed": 0.7, "article_date_updated": 0.84,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """The two moments of an article."""

    published_at: When | None
    modified_at: When | None
    zone_assumed: bool | None


def published_claims(page: ParsedPage) -> Iterator[Claim[When]]:
    """Yield every moment that the page offers as that of its publication."""
    yield from _read(page, rule_texts(page, "published_at"), 0.99)
    for node in page.articles:
        yield from _read(page, ((text, "jsonld datePublished") for text in strings(node.get("datePublished"))), 0.95)
        yield from _read(page, ((text, "jsonld uploadDate") for text in strings(node.get("uploadDate"))), 0.7)
        yield from _read(page, ((text, "jsonld dateCreated") for text in strings(node.get("dateCreated"))), 0.66)
    for name, belief in PUBLISHED_METAS.items():
        if name in page.metas.values:
            yield from _read(page, ((text, f"meta {name}") for text in page.metas.all(name)), belief)
    own = {id(node) for node in page.articles}
    for node in page.jsonld:
        if id(node) not in own:
            yield from _read(
                page, ((text, "jsonld page datePublished") for text in strings(node.get("datePublished"))), 0.75
            )
    candidate = page.context.candidate if page.context is not None else None
    if candidate is not None and candidate.published_at is not None:
        yield Claim(value=candidate.published_at, place=candidate.via, belief=0.8)
    address = day_in_address(page.url)
    if address is not None:
        yield Claim(value=address, place="address", belief=0.5)


def shown_claims(page: ParsedPage) -> Iterator[Claim[When]]:
    """Yield the moments that the page shows rather than states: `time` elements, the lines around the headline.

    Costs more than `published_claims`: ask where those are not enough.
    """
    found = (*_time_claims(page), *_line_claims(page))
    yield from found
    if not found:
        yield from _loose_claims(page)


def state_claims(page: ParsedPage, article: StateArticle | None) -> Iterator[Claim[When]]:
    """Yield the moments in the page's own article as its JSON state has it."""
    if article is not None:
        yield from _read(page, state_texts(article, "published_at"), 0.72)


_FIRST_WORDS = re.compile(
    r"publi|posted|veröff|erstellt|erschienen|created|\bdate\b|datum|fecha|\bstand\b|written|опубл|дата|"
    r"발행|입력|등록|発信|公開|掲載|配信|发布|發布|发表|yayın|вміщено|"
    r"objavljeno|udgivet|publicerad|opublikowano|vydáno|zveřejněno|megjelen|közzé|julkaistu|δημοσ|תאריך|"
    r"פורסם|نشر|تاريخ|انتشار|diterbitkan|đăng|dodano|beitragvon|released"
)
_LATER_WORDS = re.compile(
    r"updat|modif|aktuali|edited|mis à jour|màj|actualiz|aggiorn|atualiz|bijgewerkt|oppdater|opdater|"
    r"uppdater|päivit|güncel|обнов|изменен|онов|수정|更新|最終|عدل|تحديث|diperbarui|frissít|zmien|last change|"
    r"letzte änderung"
)

# Words that may stand beside a date in a date line ("By Ann Example | 20 November 2026"); more are a sentence.
MOST_OTHER_WORDS = 8


def _line_claims(page: ParsedPage) -> Iterator[Claim[When]]:
    """Yield the moments in the lines around the headline, then those of lines elsewhere that are date lines."""
    if page.seen is None:
        return
    at = page.headline_line
    tried = 0
    beside: list[Found] = []
    for number, line in enumerate(page.seen.lines[:3000]):
        text = line.text
        if number == at or len(text) > LONGEST_DATE_LINE or sum(map(str.isdigit, text)) < 3:
            continue
        near = at is not None and -HEAD_LINES_AHEAD <= number - at <= HEAD_LINES_BEHIND
        distance = 0 if at is None else number - at if number > at else 2 * (at - number)
        elsewhere = bool(line.flags & _ELSEWHERE) and not (near and (distance < 6 or line.flags & DATELINE))
        if elsewhere and line.flags & (COMMENTS | TEASER | JUNK) and not near:
            if line.flags & _ELSEWHERE == JUNK and len(text) < 40 and not line.linked:
                beside.extend(
                    one for one in find_whens(text, languages=page.languages) if one.end - one.start > 0.8 * len(text)
                )
            continue
        tried += 1
        if tried > MOST_DATE_LINES:
            return
        for found in find_whens(text, languages=page.languages):
            label = found.before[-40:]
            if found.when.year < FIRST_NEWS_YEAR or _LATER_WORDS.search(label):
                continue
            labelled = _FIRST_WORDS.search(label) is not None
            others = len(_BAR.split(text[: found.start])[-1].split()) + len(_BAR.split(text[found.end :])[0].split())
            marked = bool(line.flags & (DATELINE | BIO))
            if not labelled and (
                elsewhere or others > (3 if line.flags & ASIDE else MOST_OTHER_WORDS if near or marked else 4)
            ):
                continue
            belief = (
                0.62 - 0.006 * distance
                if near
                else 0.5
                if labelled and others <= 4 and not elsewhere
                else 0.42 - min(0.0005 * number, 0.1) - (0.05 if at is not None and number < at else 0.0)
            )
            belief += 0.05 * labelled + 0.03 * (marked or others <= 2) + 0.02 * isinstance(found.when, dt.datetime)
            yield Claim(
                value=found.when, place="dom headline lines" if near else "dom date line", belief=max(belief, 0.2)
            )
    if len({day_of(one.when) for one in beside}) == 1 and beside[0].when.year >= FIRST_NEWS_YEAR:
        yield Claim(value=beside[0].when, place="dom lone date", belief=0.3)


_FOLLOWING = etree.XPath("following::text()[string-length() < 100]", smart_strings=False)


def _loose_claims(page: ParsedPage) -> Iterator[Claim[When]]:
    """Yield the first date that stands alone behind the headline, in whatever element; for pages with no date line."""
    if page.root is None or page.headline_line is None or page.seen is None:
        return
    node = page.seen.nodes[page.seen.lines[page.headline_line].node].element
    behind = _FOLLOWING(node)
    for number, text in enumerate(behind[:MOST_LOOSE] if isinstance(behind, list) else ()):
        if not isinstance(text, str) or sum(map(str.isdigit, text)) < 3:
            continue
        line = clean(text)
        for found in find_whens(line, languages=page.languages):
            label = found.before[-40:]
            alone = found.end - found.start > 0.6 * len(line) or _FIRST_WORDS.search(label) is not None
            if alone and not _LATER_WORDS.search(label) and found.when.year >= FIRST_NEWS_YEAR:
                yield Claim(value=found.when, place="dom text", belief=0.35 - number / 10_000)
                return


MOST_LOOSE = 600
"""Texts behind the headline that are searched."""

_BAR = re.compile(r"[|•·—–»]")
LONGEST_DATE_LINE = 160
MOST_DATE_LINES = 150
"""Lines with digits that are searched; date lines stand among the first."""

_ELSEWHERE = JUNK | TEASER | COMMENTS | FURNITURE


def modified_claims(page: ParsedPage) -> Iterator[Claim[When]]:
    """Yield every moment that the page offers as that of its last edit."""
    yield from _read(page, rule_texts(page, "modified_at"), 0.99)
    for node in page.articles:
        yield from _read(page, ((text, "jsonld dateModified") for text in strings(node.get("dateModified"))), 0.95)
    for name, belief in MODIFIED_METAS.items():
        if name in page.metas.values:
            yield from _read(page, ((text, f"meta {name}") for text in page.metas.all(name)), belief)
    yield from _shown_modified(page)
    candidate = page.context.candidate if page.context is not None else None
    if candidate is not None and candidate.modified_at is not None and candidate.via == "feed":
        yield Claim(value=candidate.modified_at, place="feed updated", belief=0.6)


def _shown_modified(page: ParsedPage) -> Iterator[Claim[When]]:
    """Yield the moments that `time` elements and the lines around the headline name as those of an edit."""
    for element in page.elements["time"][:40]:
        signs = _own_signs(element)
        if "datemodified" in signs or ("updated" in signs and not _PUBLISHED_WORDS.search(signs)):
            stated = element.get("datetime") or element.get("content") or element.text_content()[:120]
            yield from _read(page, [(stated, "dom time")], 0.75 if "datemodified" in signs else 0.6)
    if page.articles or page.seen is None or any(name in page.metas.values for name in MODIFIED_METAS):
        return
    for text in page.head_lines:
        if sum(map(str.isdigit, text)) > 2 and _LATER_WORDS.search(text.lower()):
            for found in find_whens(text, languages=page.languages):
                if _LATER_WORDS.search(found.before[-40:]) and found.when.year >= FIRST_NEWS_YEAR:
                    yield Claim(value=found.when, place="dom headline lines", belief=0.6)


def _read(page: ParsedPage, texts: Iterable[tuple[str, str]], belief: float) -> Iterator[Claim[When]]:
    """Yield a claim for each text (with its place) that states a possible moment."""
    for text, place in texts:
        when = parse_when(text, languages=page.languages)
        if when is not None and when.year >= FIRST_NEWS_YEAR:
            yield Claim(value=when, place=place, belief=belief)


_PUBLISHED_WORDS = re.compile(r"publi|pubdate|posted|created|entry-date|issued|timestamp-pub|erstell|veröff")
_MODIFIED_WORDS = re.compile(r"modif|updat|aktualis|edited|lastmod|changed")


def _time_claims(page: ParsedPage) -> Iterator[Claim[When]]:
    """Yield what the `time` elements state; those just behind the headline are the likeliest."""
    headline_seen = False
    behind = 0
    for number, element in enumerate(page.timed):
        if element.tag == "h1":
            headline_seen = True
            behind = 0
            continue
        if number > 60:
            return
        signs = f"{_own_signs(element)} {_holder_signs(element)}"
        stated = "datepublished" in signs
        if not stated and _MODIFIED_WORDS.search(signs):
            continue
        if not stated and (
            _TEASER_WORDS.search(signs) or any(one.tag == "blockquote" for one in element.iterancestors())
        ):
            continue
        when = element.get("datetime") or element.get("content") or ""
        text = when if when.strip() else element.text_content()[:120]
        behind += headline_seen
        belief = 0.74 - 0.03 * behind if headline_seen else 0.5
        if stated:
            belief = 0.88
        elif element.get("pubdate") is not None or _PUBLISHED_WORDS.search(signs):
            belief += 0.06
        yield from _read(page, [(text, "dom time")], max(belief, 0.3))


_TEASER_WORDS = re.compile(
    r"teaser|related|card|comment|sidebar|widget|recent|latest|footer|nav|menu|promo|list-item|kommentar"
)


def _own_signs(element: HtmlElement) -> str:
    return f"{element.get('itemprop') or ''} {element.get('class') or ''} {element.get('property') or ''}"[:300].lower()


def _holder_signs(element: HtmlElement) -> str:
    """Return the class names of the elements that hold `element`, three levels up."""
    signs: list[str] = []
    for holder in itertools.islice(element.iterancestors(), 3):
        signs.append(
            f"{holder.get('class') or ''} {holder.get('id') or ''}"
            if holder.tag not in {"body", "html", "article", "main"}
            else ""
        )
    return " ".join(signs)[:300].lower()


_ADDRESS_DAY = re.compile(
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


_ADDRESS_DAY_FIRST = re.compile(r"(?:^|[/_.-])(\d\d)[_.-](\d\d)[_.-]((?:19[89]|20[0-4])\d)(?=$|[/_.-])")


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
        kinds.setdefault(day_of(claim.value), set()).add(claim.place.partition(" ")[0] + claim.place[-4:])
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
        plain = chosen.value
        zoned = [
            one
            for one in sure
            if isinstance(one.value, dt.datetime)
            and one.value.tzinfo is not None
            and one.value.replace(tzinfo=None) == plain
        ]
        chosen = choose(zoned) or chosen
    return chosen


def _in_local_time(chosen: Claim[When] | None, claims: tuple[Claim[When], ...]) -> Claim[When] | None:
    """Return the moment of `chosen`, stated in UTC, with the site's own offset where another place proves it.

    Machines' places often say `06:35:29Z` and another place of the same page `22:35:29`: the same second of the hour
    is the same moment, and the difference is the offset.
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
        offset = other - moment.replace(tzinfo=None)
        minutes = round(offset.total_seconds() / 60)
        exact = abs(offset.total_seconds() - minutes * 60) < (1 if other.second else 60)
        if minutes and minutes % 30 == 0 and abs(minutes) <= 14 * 60 and exact and (other.second or moment.minute % 30):
            zone = dt.timezone(dt.timedelta(minutes=minutes))
            return Claim(value=moment.astimezone(zone), place=f"{chosen.place}, {claim.place}", belief=chosen.belief)
    return chosen


def _before(one: When, other: When) -> bool:
    """Return whether `one` is surely before `other`: by a day at least, since offsets may be missing."""
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
