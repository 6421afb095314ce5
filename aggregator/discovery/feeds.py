"""Candidates from RSS, Atom, RDF and JSON Feed."""

from __future__ import annotations

import copy
import datetime as dt
import io
import json
import math
import re
from collections.abc import Iterable, Mapping
from html import escape, unescape
from typing import Any

import feedparser
from lxml import etree

from aggregator.article import When
from aggregator.candidate import Candidate
from aggregator.discovery.defused import Text, local, tree
from aggregator.discovery.found import Found
from aggregator.discovery.shapes import Judge, address
from aggregator.sources.source import Source
from aggregator.text import clean
from aggregator.timestamps import parse_when
from aggregator.urls import normalise

MAX_ENTRIES = 1000
"""Entries of one feed. The longest news feed met had 500; feeds with whole archives are followed by sitemap."""

MAX_FEED = 5_000_000
"""Characters of a feed handed to the parser: 0.4 seconds of full texts. Whole entries are kept."""

_ATTRIBUTES = 50
"""Attributes of one element; with 20,000 the parser needs seconds, for it looks at each pair of them."""

_CONTENT = 2_000_000
_SUMMARY = 10_000
_WHOLE = 1_000
"""Characters of markup from which a description of several paragraphs is a text rather than its summary."""

_SHORT = 1000
_PERIODS = {
    "hourly": dt.timedelta(hours=1),
    "daily": dt.timedelta(days=1),
    "weekly": dt.timedelta(weeks=1),
    "monthly": dt.timedelta(days=30),
    "yearly": dt.timedelta(days=365),
}
_APPENDED = {
    "The post ": ("appeared first on", "first appeared on"),
    "Der Beitrag ": ("erschien zuerst auf", "erschien zuerst bei"),
    "L’article ": ("est apparu en premier sur",),
    "La entrada ": ("apareció primero en", "se publicó primero en"),
    "L'articolo ": ("proviene da", "sembra essere il primo su"),
    "O post ": ("apareceu primeiro em",),
    "Het bericht ": ("verscheen eerst op",),
    "Artykuł ": ("pochodzi z serwisu",),
    "Сообщение ": ("появились сначала на", "первым появился"),
}
_MARKUP = re.compile(r"<[^<>]{0,2000}>")


def read_feed(text: Text, *, url: str, source: Source | None = None, now: dt.datetime | None = None) -> Found:
    """Read RSS, Atom or RDF whose text is defused already.

    `now` lets dates without a year, which some feeds have, be read. Entries without an address of
    their own are passed over; their order is kept.
    """
    root = tree(text.text)
    if root is None:
        return Found(kind="feed", reason=text.reason or "this is not XML that can be read")
    if local(root) not in ("rss", "feed", "rdf", "channel"):
        return Found(kind="feed", reason=f"a feed was expected, and the document is <{local(root)[:40]}>")
    reason = _shortened(root) or text.reason
    try:
        parsed = _parsed(root, url)
    except Exception:  # noqa: BLE001  elements in places of other ones make the library itself stumble
        parsed = _parsed(_sound_entries(root, url), url)
        reason = reason or "some entries are damaged"
    language = _language(_of(parsed.feed, "language"))
    judge = Judge(source=source, home=url)
    candidates: dict[str, Candidate] = {}
    for entry in parsed.entries:
        one = _candidate(entry, url, language, is_rss=not str(parsed.version).startswith("atom"), now=now)
        if one and judge.is_named(one.url) is not False:
            candidates.setdefault(normalise(one.url) or one.url, one)
    if not parsed.entries and parsed.bozo and not parsed.version:
        reason = reason or "this is no feed that can be read"
    return Found(
        kind="feed",
        candidates=tuple(candidates.values()),
        next_pages=_next_page(parsed.feed, url),
        reason=reason,
        passed_over=len(parsed.entries) - len(candidates),
        title=clean(_of(parsed.feed, "title"))[:_SHORT] or None,
        language=language,
        update_period=_update_period(parsed.feed),
    )


def _parsed(root: etree._Element, url: str) -> Any:
    """Return what the library reads in a feed that is well-formed."""
    return feedparser.parse(
        io.BytesIO(etree.tostring(root, encoding="utf-8", xml_declaration=True)),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
        sanitize_html=False,  # nothing of it is shown; what reads it later treats it as a page from the web
        resolve_relative_uris=False,
    )


def _sound_entries(root: etree._Element, url: str) -> etree._Element:
    """Return a feed of those entries that can be read, each tried on its own; the feed's own elements are left out."""
    whole = etree.Element(root.tag)
    holder = etree.SubElement(whole, "channel") if local(root) == "rss" else whole
    for entry in [one for one in root.iter() if isinstance(one.tag, str) and local(one) in ("item", "entry")]:
        alone = etree.Element(root.tag)
        place = etree.SubElement(alone, "channel") if local(root) == "rss" else alone
        place.append(copy.deepcopy(entry))
        try:
            _parsed(alone, url)
        except Exception:  # noqa: BLE001  see `read_feed`: this is the damaged one
            continue
        holder.append(copy.deepcopy(entry))
    return whole


def _shortened(root: etree._Element) -> str | None:
    """Drop what the parser cannot or need not read; return why, where entries were dropped.

    Elements and attributes with an undeclared prefix would make it fall back to a parser that is
    slower by an order of magnitude, and less exact.
    """
    for element in list(root.iter(etree.Element)):
        if ":" in element.tag and not element.tag.startswith("{"):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
            continue
        if len(element.attrib) > _ATTRIBUTES:
            element.attrib.clear()
        for name in [name for name in map(str, element.attrib) if ":" in name and name[0] != "{"]:
            del element.attrib[name]
    for element in root.iter("author"):
        # RSS: "mail (name)". The parser takes a domain's long end, as in `.example`, for part of the name.
        if mail := re.fullmatch(r"\s*\S{1,100}@\S{1,100}\s{1,9}\((.{1,200})\)\s*", element.text or ""):
            element.text = mail[1]
    size, count = 0, 0
    for entry in [one for one in root.iter() if local(one) in ("item", "entry")]:
        size += len(etree.tostring(entry, encoding="unicode", with_tail=False))
        count += 1
        parent = entry.getparent()
        if (size > MAX_FEED or count > MAX_ENTRIES) and parent is not None:
            parent.remove(entry)
    if count > MAX_ENTRIES or size > MAX_FEED:
        return f"only the first {MAX_ENTRIES:,} entries, or {MAX_FEED:,} characters, were read"
    return None


def _of(entry: Mapping[str, Any], key: str) -> str:
    """Return a text of a feedparser dictionary as it stands, without its aliases (`updated` for `published`)."""
    value = dict.get(entry, key) if isinstance(entry, dict) else None
    return value if isinstance(value, str) else ""


def _list(entry: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = dict.get(entry, key) if isinstance(entry, dict) else None
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _candidate(
    entry: Mapping[str, Any], url: str, language: str | None, *, is_rss: bool, now: dt.datetime | None
) -> Candidate | None:
    guid = _of(entry, "id").strip()
    target = _address(entry, guid, url)
    if not target:
        return None
    published = _when(_of(entry, "published") or _of(entry, "created"), language, now)
    modified = _when(_of(entry, "updated"), language, now)
    if is_rss and published is None:
        # RSS 1.0 has no pubDate: `dc:date`, which the parser calls `updated`, is when the item came out.
        published, modified = modified, None
    contents = [_text(one.get("value")) for one in _list(entry, "content")]
    summary = _of(entry, "summary")
    if not any(contents) and _is_whole_text(summary):
        contents, summary = [summary], ""
    return Candidate(
        url=target,
        via="feed",
        found_on=url,
        guid=guid[:_SHORT] or None,
        title=plain(_of(entry, "title"))[:_SHORT] or None,
        published_at=published,
        modified_at=modified,
        authors=_authors(entry),
        tags=_unique(clean(_text(one.get("term") or one.get("label"))) for one in _list(entry, "tags")),
        summary=_summary(summary) if summary and summary not in contents else None,
        language=_language(_of(entry, "language")) or language,
        content_html=max(contents, key=len, default="")[:_CONTENT] or None,
    )


def _summary(markup: str) -> str | None:
    """Return a summary's words without the line that WordPress puts under each ("The post … appeared first on …")."""
    words = plain(markup[: 5 * _SUMMARY])
    for beginning, signs in _APPENDED.items():
        start = words.rfind(beginning)
        if start >= 0 and any(sign in words[start:] for sign in signs):
            words = words[:start].rstrip()
    return words[:_SUMMARY] or None


def _is_whole_text(markup: str) -> bool:
    """Tell whether a description is the article itself, as it is in some feeds without `content:encoded`."""
    return len(markup) > _WHOLE and markup.lower().count("<p") >= 3


def _address(entry: Mapping[str, Any], guid: str, url: str) -> str | None:
    """Return where an entry's article is: the address behind a counting service, the link, a guid that is one."""
    for key in ("feedburner_origlink", "pheedo_origlink", "link"):
        if (found := _of(entry, key).strip()) and (target := address(url, found)) not in (None, url):
            return target  # not the feed itself, which is what an empty link is read as
    for link in _list(entry, "links"):
        found = _text(link.get("href")).strip()
        if link.get("rel", "alternate") == "alternate" and found and (target := address(url, found)) not in (None, url):
            return target
    return address(url, guid) if guid.lower().startswith(("http://", "https://")) else None


def _authors(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names; RSS `author` is "mail (name)" by the standard and a bare name in practice."""
    names = [_text(one.get("name")) for one in _list(entry, "authors")] or [_of(entry, "author")]
    return _unique(clean(plain(name)) for name in names if "@" not in name)


def _when(text: str, language: str | None, now: dt.datetime | None) -> When | None:
    return parse_when(text[:200], languages=(language,) if language else (), now=now) if text else None


def plain(markup: str) -> str:
    """Return the words of a title or summary that may hold markup, on one line."""
    if "<" in markup:
        markup = _MARKUP.sub(" ", markup)
    return clean(_unescaped(markup))


def _unescaped(text: str) -> str:
    """Resolve references that were escaped twice (`&amp;amp;`), as feeds of careless systems have them."""
    return unescape(text) if "&" in text else text


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name[:_SHORT] for name in names if name))[:50]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _language(code: str) -> str | None:
    """Return a BCP 47 tag for what feeds write (`en-us`, `de_DE`); None for what is none."""
    match = re.fullmatch(r"\s*([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}|[A-Za-z]{4}|\d{3}))?\s*", code)
    if not match:
        return None
    part = match[2] or ""
    return "-".join(filter(None, (match[1].lower(), part.title() if len(part) == 4 else part.upper())))


def _next_page(feed: Mapping[str, Any], url: str) -> tuple[str, ...]:
    """Return the `next` page of a paged feed (RFC 5005, section 3)."""
    for link in _list(feed, "links"):
        following = address(url, _text(link.get("href"))) if link.get("rel") == "next" else None
        if following and following != address(url, url):
            return (following,)
    return ()


def _update_period(feed: Mapping[str, Any]) -> dt.timedelta | None:
    """Return what `ttl` (minutes) and `sy:updatePeriod` divided by `sy:updateFrequency` say; the longer counts."""
    said: list[dt.timedelta] = []
    if re.fullmatch(r"\s*\d{1,6}\s*", ttl := _of(feed, "ttl")) and int(ttl):
        said.append(dt.timedelta(minutes=int(ttl)))
    period = _PERIODS.get(_of(feed, "sy_updateperiod").strip().lower())
    frequency = _of(feed, "sy_updatefrequency").strip()
    if period:
        times = int(frequency) if re.fullmatch(r"\d{1,4}", frequency) and int(frequency) else 1
        said.append(period / times)
    return max(said, default=None)


# ---------------------------------------------------------------- JSON Feed


def read_json_feed(text: str, *, url: str, source: Source | None = None, now: dt.datetime | None = None) -> Found:
    """Read JSON Feed 1 and 1.1 (jsonfeed.org)."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError):
        return Found(kind="feed", reason="this is not JSON that can be read")
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return Found(kind="feed", reason="this JSON is no feed: it has no items")
    language = _language(_text(feed.get("language")))
    judge = Judge(source=source, home=url)
    candidates: dict[str, Candidate] = {}
    for item in feed["items"][:MAX_ENTRIES]:
        one = _json_candidate(item, feed, url, language, now) if isinstance(item, dict) else None
        if one and judge.is_named(one.url) is not False:
            candidates.setdefault(normalise(one.url) or one.url, one)
    following = address(url, _text(feed.get("next_url"))) if feed.get("next_url") else None
    count = len(feed["items"])
    return Found(
        kind="feed",
        candidates=tuple(candidates.values()),
        next_pages=(following,) if following and following != address(url, url) else (),
        reason=f"only the first {MAX_ENTRIES:,} entries were read" if count > MAX_ENTRIES else None,
        passed_over=count - len(candidates),
        title=clean(_text(feed.get("title")))[:_SHORT] or None,
        language=language,
    )


def _json_candidate(
    item: dict[str, Any], feed: dict[str, Any], url: str, language: str | None, now: dt.datetime | None
) -> Candidate | None:
    identity = item.get("id")
    guid = identity.strip() if isinstance(identity, str) else _number(identity)
    named = _text(item.get("url")).strip() or (guid if guid.lower().startswith(("http://", "https://")) else "")
    target = address(url, named) if named else None
    if not target:
        return None
    own_language = _language(_text(item.get("language"))) or language
    people = item.get("authors") or [item.get("author")]
    if not any(people if isinstance(people, list) else [people]):
        people = feed.get("authors") or [feed.get("author")]
    tags = item.get("tags")
    html_text, plain_text = _text(item.get("content_html")), _text(item.get("content_text"))
    return Candidate(
        url=target,
        via="feed",
        found_on=url,
        guid=guid[:_SHORT] or None,
        title=clean(_text(item.get("title")))[:_SHORT] or None,
        published_at=_when(_text(item.get("date_published")), own_language, now),
        modified_at=_when(_text(item.get("date_modified")), own_language, now),
        authors=_unique(
            clean(_text(one.get("name")))
            for one in (people if isinstance(people, list) else [])
            if isinstance(one, dict)
        ),
        tags=_unique(clean(_text(one)) for one in tags) if isinstance(tags, list) else (),
        summary=clean(_text(item.get("summary")))[:_SUMMARY] or None,
        language=own_language,
        content_html=(html_text or _paragraphs(plain_text))[:_CONTENT] or None,
    )


def _number(identity: object) -> str:
    """Return a numeric id, which the standard allows readers to meet, as text."""
    if isinstance(identity, bool) or not isinstance(identity, int | float) or not math.isfinite(identity):
        return ""
    return str(identity)[:40] if abs(identity) < 1e30 else ""


def _paragraphs(text: str) -> str:
    """Return plain text as the HTML that says the same."""
    parts = [escape(part.strip()) for part in re.split(r"\n\s*\n", text[:_CONTENT]) if part.strip()]
    return "".join(f"<p>{part}</p>" for part in parts)
