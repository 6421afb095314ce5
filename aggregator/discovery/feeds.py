"""Candidates from RSS, Atom, RDF and JSON Feed."""

from __future__ import annotations

import base64
import copy
import datetime as dt
import io
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import islice
from typing import Any

import feedparser
from lxml import etree

from aggregator.article import When
from aggregator.candidate import Candidate
from aggregator.discovery.defused import Text, local, tree
from aggregator.discovery.found import Found
from aggregator.discovery.shapes import Judge, address
from aggregator.scraps import plain_words
from aggregator.sources.source import Source
from aggregator.text import clean
from aggregator.timestamps import parse_when
from aggregator.urls import normalise

MAX_ENTRIES = 1000
"""Entries of one feed. The longest news feed met had 500; feeds with whole archives are followed by sitemap."""

MAX_FEED = 5_000_000
"""Characters of the texts of one feed, which cross from process to process. Whole entries are kept."""

MAX_PARTS = 12_000
"""Elements handed to the parser: half a second. A feed of five hundred entries has some five thousand that count."""

_LOOKED_AT = 1_000
"""Parts of one entry that are looked at; pictures and their sizes may be dozens."""

_PARTS = 100
"""Parts of one entry that are taken: most of them are categories."""

_ENTRY_NAMES = ("item", "entry")
_ENTRY_TAGS = ("{*}item", "{*}entry")
_MARKUP_PARTS = frozenset(
    ("title", "description", "summary", "content", "encoded", "body", "fullitem", "abstract", "info")
)
_PEOPLE = frozenset(("author", "creator", "contributor"))
_ENTRY_PARTS = _MARKUP_PARTS | _PEOPLE
_ENTRY_PARTS |= {"link", "guid", "id", "origlink", "category", "keywords", "subject", "language"}
_ENTRY_PARTS |= {"published", "issued", "pubdate", "updated", "modified", "created", "date"}
_FEED_PARTS = frozenset(("title", "link", "language", "ttl", "updateperiod", "updatefrequency"))
"""Names that RSS, Atom and their modules have for what is read here, in lower case. Not `media:group`, `source` and
the like, whose titles and descriptions are not the entry's."""

_SIGNED_FROM = 200
"""Characters from which a text does not go through the parser, which takes half a microsecond for each line break
and each `&` in it."""

_SIGN = re.compile("\ue000([0-9]{1,6})\ue001")
"""A number between characters for private use; a text with one of those in it gets a sign as well."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MARKS = 40
"""Ampersands, angle brackets and line breaks in an address, a date or a name."""

_LONG = 8_192
"""Characters of what is neither a text nor a title: the longest address that is one (`urls.LONGEST`)."""

_XML = "{http://www.w3.org/XML/1998/namespace}"
_ATTRIBUTES = (
    *("href", "rel", "type", "term", "label", "scheme", "mode", "src", "isPermaLink", "version", "url"),
    *(f"{_XML}base", f"{_XML}lang", "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"),
)
_MAIL = re.compile(r"\s*\S{1,100}@\S{1,100}\s{1,9}\((.{1,200})\)\s*")

_CONTENT = 2_000_000
_SUMMARY = 10_000
_WHOLE = 1_000
"""Characters of markup from which a description of several paragraphs is a text rather than its summary."""

MAX_VALUES = 300_000
"""Commas and opening brackets of a JSON Feed that is read in one go: values take a hundred bytes of memory each."""

_ITEMS = re.compile(r'"items"\s*+:\s*+\[\s*+')
_BETWEEN = re.compile(r"\s*+,\s*+")
_VALUE = re.compile(r"[{\[,]")
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


def read_feed(text: Text, *, url: str, source: Source | None = None, now: dt.datetime | None = None) -> Found:
    """Read RSS, Atom or RDF whose text is defused already.

    `now` lets dates without a year, which some feeds have, be read. Entries without an address of
    their own are passed over; their order is kept.
    """
    root = tree(text.utf8)
    if root is None:
        return Found(kind="feed", reason=text.reason or "this is not XML that can be read")
    if local(root) not in ("rss", "feed", "rdf", "channel"):
        return Found(kind="feed", reason=f"a feed was expected, and the document is <{local(root)[:40]}>")
    essence = _essence(root)
    reason = essence.reason or text.reason
    try:
        parsed = _parsed(essence.root, url)
    except Exception:  # noqa: BLE001  one feed that makes the library stumble is a feed that cannot be read
        return Found(kind="feed", reason="this is no feed that can be read", passed_over=essence.entries)
    language = _language(_of(parsed.feed, "language"))
    judge = Judge(source=source, home=url)
    candidates: dict[str, Candidate] = {}
    for entry in parsed.entries:
        one = _candidate(entry, essence.text, url, language, is_rss=not str(parsed.version).startswith("atom"), now=now)
        if one and judge.is_named(one.url) is not False:
            candidates.setdefault(normalise(one.url) or one.url, one)
    if not parsed.entries and parsed.bozo and not parsed.version:
        reason = reason or "this is no feed that can be read"
    return Found(
        kind="feed",
        candidates=tuple(candidates.values()),
        next_pages=_next_page(parsed.feed, url),
        reason=reason,
        passed_over=essence.entries - len(candidates),
        title=clean(essence.text(_of(parsed.feed, "title"))[: 5 * _SHORT])[:_SHORT] or None,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Essence:
    """A feed with nothing in it but what is read of it."""

    root: etree._Element
    texts: list[str]
    """The longer texts, for which signs with their numbers stand in the tree: the parser takes texts line by line."""

    entries: int
    """How many entries the document holds, also where not all were taken."""

    reason: str | None

    def text(self, value: object) -> str:
        """Return the text that a value of the parser's stands for, or is."""
        if not isinstance(value, str):
            return ""
        sign = _SIGN.fullmatch(value)
        return self.texts[int(sign[1])] if sign and int(sign[1]) < len(self.texts) else value


def _essence(root: etree._Element) -> _Essence:
    """Return a feed's entries and what it says of itself, each part an element without others in it.

    The parser takes 45 µs for an element, whatever it is, and stumbles over one in the place of another;
    so it gets a tree of those that mean something here. Markup in texts becomes escaped markup.
    """
    texts: list[str] = []
    whole = _copied(root, None)
    _take(root, whole, _FEED_PARTS, texts)
    holder = whole
    channel = next(root.iterchildren("{*}channel"), None)
    if channel is not None:
        inner = _copied(channel, whole)
        _take(channel, inner, _FEED_PARTS, texts)
        holder = whole if local(root) == "rdf" else inner  # RSS 1.0 has its items beside the channel
    entries = kept = size = 0
    damaged = full = False
    for entry in _entries(root):
        entries += 1
        full = full or entries > MAX_ENTRIES or kept >= MAX_PARTS or size >= MAX_FEED
        if full:
            continue
        damaged = damaged or next(entry.iterancestors(*_ENTRY_TAGS), None) is not None
        alone = _copied(entry, holder)
        parts, length = _take(entry, alone, _ENTRY_PARTS, texts)
        kept, size = kept + parts + 1, size + length
    reason = "some entries are damaged" if damaged else None
    if full:
        reason = f"only the first {MAX_ENTRIES:,} entries, or {MAX_FEED:,} characters, were read"
    return _Essence(root=whole, texts=texts, entries=entries, reason=reason)


def _entries(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the entries, wherever a broken document put them: one that was never closed holds the next."""
    if next(root.iter(*_ENTRY_TAGS), None) is not None:
        return root.iter(*_ENTRY_TAGS)
    return (one for one in root.iter(etree.Element) if local(one) in _ENTRY_NAMES)


def _take(entry: etree._Element, alone: etree._Element, names: frozenset[str], texts: list[str]) -> tuple[int, int]:
    """Copy the parts of these names; return how many, and the characters of their texts."""
    count = size = 0
    for part in islice(entry.iterchildren(etree.Element), _LOOKED_AT):
        name = local(part)
        if name not in names or (":" in part.tag and part.tag[0] != "{"):
            continue
        if count >= _PARTS:
            break
        count += 1
        copied = _copied(part, alone)
        if name in _PEOPLE and len(part):
            for one in islice(part.iterchildren("{*}name", "{*}email"), 2):
                _copied(one, copied).text = _short(one.text)
        elif name in _PEOPLE:
            # RSS: "mail (name)". The parser takes a domain's long end, as in `.example`, for part of the name.
            mail = _MAIL.fullmatch(written := _short(part.text))
            copied.text = mail[1] if mail else written
        elif name not in _MARKUP_PARTS:
            copied.text = _short(part.text)
        else:
            text = _inner(part) if len(part) else _written(part)
            if len(part):
                copied.set("type", "html")
            copied.set("mode", "escaped")
            size += len(text)
            if len(text) > _SIGNED_FROM or "\ue000" in text:
                texts.append(_unmangled(text.strip()))
                text = f"\ue000{len(texts) - 1}\ue001"
            copied.text = text
    return count, size


def _short(text: str | None) -> str:
    """Return a text that is an address, a date or a name; what has the marks of none of them is empty."""
    text = (text or "")[:_LONG].strip()
    return text if sum(map(text.count, "&<>\n")) <= _MARKS else ""


def _written(part: etree._Element) -> str:
    """Return the text of a title, summary or content; what is no text by its type (Atom allows pictures) is empty."""
    text = (part.text or "")[:_CONTENT]
    kind = (part.get("type") or "text").strip().lower()
    if part.get("mode") == "base64":  # Atom 0.3
        try:
            return _legible(base64.b64decode(text).decode("utf-8", "replace"))
        except ValueError:
            return text
    return text if "/" not in kind or kind.startswith("text/") or kind.endswith("xml") else ""


def _legible(text: str) -> str:
    """Return text without the characters that XML forbids."""
    return _FORBIDDEN.sub("", text)


def _unmangled(text: str) -> str:
    """Undo that UTF-8 was once taken for Latin-1 and encoded again, as the parser does with the texts it gets."""
    try:
        return text if text.isascii() else text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _inner(part: etree._Element) -> str:
    """Return what stands in an element as HTML: without XHTML's namespace and the `div` that Atom asks for.

    Where an entry stands in it, the element was never closed, and only its text counts.
    """
    if next(part.iter(*_ENTRY_TAGS), None) is not None:
        return escape(part.text or "", quote=False)
    inside = copy.deepcopy(part)
    inside.tail = None
    for one in inside.iter(etree.Element):
        one.tag = local(one)
    etree.cleanup_namespaces(inside)
    if len(inside) == 1 and inside[0].tag == "div" and not f"{inside.text or ''}{inside[0].tail or ''}".strip():
        inside = inside[0]
    text = escape(inside.text or "", quote=False)
    return (text + "".join(etree.tostring(one, encoding="unicode", method="html") for one in inside))[:_CONTENT]


def _copied(element: etree._Element, parent: etree._Element | None) -> etree._Element:
    """Return an element's like, without what it holds; by its bare name where its namespace is no address."""
    if parent is None:
        own = element.nsmap
    elif element.prefix == parent.prefix or not (space := etree.QName(element).namespace):
        own = {}
    else:
        own = {element.prefix: space}
    prefixes: Any = own  # the stubs have no key for the namespace without a prefix
    try:
        if parent is None:
            return etree.Element(element.tag, _attributes(element), nsmap=prefixes)
        return etree.SubElement(parent, element.tag, _attributes(element), nsmap=prefixes)
    except ValueError:
        return etree.Element(local(element)) if parent is None else etree.SubElement(parent, local(element))


def _attributes(element: etree._Element) -> dict[str, str]:
    """Return the attributes that mean something in a feed."""
    return {name: value[:_LONG] for name in _ATTRIBUTES if (value := element.get(name)) is not None}


def _of(entry: Mapping[str, Any], key: str) -> str:
    """Return a text of a feedparser dictionary as it stands, without its aliases (`updated` for `published`)."""
    value = dict.get(entry, key) if isinstance(entry, dict) else None
    return value if isinstance(value, str) else ""


def _list(entry: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = dict.get(entry, key) if isinstance(entry, dict) else None
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _candidate(
    entry: Mapping[str, Any],
    text: Callable[[object], str],
    url: str,
    language: str | None,
    *,
    is_rss: bool,
    now: dt.datetime | None,
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
    contents = [text(one.get("value")) for one in _list(entry, "content")]
    summary = text(_of(entry, "summary"))
    if not any(contents) and _is_whole_text(summary):
        contents, summary = [summary], ""
    return Candidate(
        url=target,
        via="feed",
        found_on=url,
        guid=guid[:_SHORT] or None,
        title=plain_words(text(_of(entry, "title"))[: 5 * _SHORT])[:_SHORT] or None,
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
    words = plain_words(markup[: 5 * _SUMMARY])
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
    return _unique(plain_words(name) for name in names if "@" not in name)


def _when(text: str, language: str | None, now: dt.datetime | None) -> When | None:
    return parse_when(text[:200], languages=(language,) if language else (), now=now) if text else None


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
    reason: str | None = None
    feed = _json(text) if sum(map(text.count, "{[,")) <= MAX_VALUES else None
    if feed is None:
        feed = _beginning(text)
        if feed is None:
            return Found(kind="feed", reason="this is not JSON that can be read")
        reason = "only the first entries were read: the document is damaged, or too large"
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
        reason=f"only the first {MAX_ENTRIES:,} entries were read" if count > MAX_ENTRIES else reason,
        passed_over=count - len(candidates),
        title=clean(_text(feed.get("title")))[:_SHORT] or None,
        language=language,
    )


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _beginning(text: str) -> dict[str, Any] | None:
    """Return what can be read of a JSON Feed that is cut, damaged or too large: the items before that place, if any."""
    begin = _ITEMS.search(text)
    if begin is None:
        return None
    last = next(islice(_VALUE.finditer(text, begin.end()), MAX_VALUES, None), None)
    text = text[: last.start()] if last else text
    items: list[Any] = []
    between: re.Match[str] | None = begin
    while between and len(items) < MAX_ENTRIES:
        try:
            item, position = json.JSONDecoder().raw_decode(text, between.end())
        except (ValueError, RecursionError):
            break
        items.append(item)
        between = _BETWEEN.match(text, position)
    head = _json(f"{text[: begin.end()]}]}}")
    return {**(head if isinstance(head, dict) else {}), "items": items} if items else None


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
