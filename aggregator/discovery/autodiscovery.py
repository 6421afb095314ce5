"""The feeds, sitemaps and sections that a site offers, and the source that can be made of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

import lxml.html
from lxml import etree

from aggregator.discovery.defused import decode
from aggregator.discovery.found import Document, DocumentKind, Found
from aggregator.discovery.listings import MAX_LINKS
from aggregator.discovery.shapes import Judge, address, shape
from aggregator.markup import parse_html
from aggregator.sources.codes import COUNTRIES
from aggregator.sources.keys import ID_LENGTH, RESERVED_IDS
from aggregator.sources.source import Source
from aggregator.text import clean
from aggregator.urls import host, site

MAX_OFFERS = 30
"""Documents of one kind that a site is asked for when it is added. Some front pages name a feed for each of their
sections; the first ones are the general ones."""

MAX_FEEDS = 10
MAX_LISTINGS = 8
"""What goes into a source file without a person choosing: enough to miss nothing, few enough to be polite."""

_FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/json"}
)
_FEED_ADDRESS = re.compile(r"(?:^|[/._-])(?:rss|feed|feeds|atom|rdf)(?:[/._-]|\d|$)|\.(?:rss|rdf|atom)$", re.IGNORECASE)
_NO_FEED = re.compile(r"comments?/feed|wp-json|oembed|/podcasts?/", re.IGNORECASE)
_WELL_KNOWN: tuple[tuple[DocumentKind, str], ...] = (
    ("news_sitemap", "/news-sitemap.xml"),
    ("news_sitemap", "/sitemap-news.xml"),
    ("news_sitemap", "/sitemap_news.xml"),
    ("news_sitemap", "/googlenews.xml"),
    ("news_sitemap", "/sitemaps/news.xml"),
    ("sitemap", "/sitemap.xml"),
    ("sitemap", "/sitemap_index.xml"),
    ("feed", "/feed/"),
    ("feed", "/rss"),
    ("feed", "/rss.xml"),
    ("feed", "/feed.xml"),
    ("feed", "/atom.xml"),
    ("feed", "/index.xml"),
)
"""Where sites have them without saying so; 134 of the addresses in the catalogue are among these."""

_SITEMAP_LINE = re.compile(r"^\s{0,20}sitemap\s{0,5}:\s{0,20}(\S{1,2000})", re.IGNORECASE | re.MULTILINE)
_NEWS_NAME = re.compile(r"(?:^|[^a-z])(?:google)?-?_?news", re.IGNORECASE)
_TITLE_BREAK = re.compile(r"\s+[|\-–—·:»]\s+|\s*[|»]\s*")
_GENERIC_TITLE = re.compile(
    r"^(?:home|homepage|start|startseite|news|aktuelle nachrichten|nachrichten|latest news|accueil|inicio|portada)$",
    re.I,
)
_COUNTRY_DOMAINS = {"uk": "GB", "eu": None, "ac": None, "ai": None, "co": None, "io": None, "me": None, "tv": None}
"""Country domains that are another code's, or are used for everything: they say nothing of a country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What a front page says of its site."""

    url: str
    name: str | None = None
    language: str | None = None
    feeds: tuple[str, ...] = ()
    """By `link rel=alternate`, then by links that look like feeds."""

    sections: tuple[str, ...] = ()
    """Addresses of the sections in its menu, in order."""

    reason: str | None = None
    """Why nothing could be read."""


def read_home(body: bytes, *, url: str, content_type: str | None = None) -> Home:
    """Read a front page; any bytes give an answer, never an exception."""
    markup = parse_html(body, content_type=content_type)
    root = markup.root
    if root is None:
        return Home(url=url, reason=markup.reason)
    element = root.find(".//base[@href]")
    base = (address(url, element.get("href") or "") if element is not None else None) or url
    return Home(
        url=url,
        name=_name(root, url),
        language=_language(root),
        feeds=_feeds(root, base),
        sections=_sections(root, base, url),
        reason=markup.reason,
    )


def read_robots(body: bytes, *, url: str) -> tuple[Document, ...]:
    """Return the sitemaps that a robots.txt names (sitemaps.org, "Submitting"); the host does not matter."""
    found: dict[str, Document] = {}
    for match in islice(_SITEMAP_LINE.finditer(decode(body[:500_000])), MAX_OFFERS):
        if target := address(url, match[1]):
            kind: DocumentKind = "news_sitemap" if _NEWS_NAME.search(urlsplit(target).path) else "sitemap"
            found.setdefault(target, Document(url=target, kind=kind))
    return tuple(found.values())


def well_known(url: str) -> tuple[Document, ...]:
    """Return the documents that a site may have without saying so; few of them will answer."""
    found = ((kind, address(url, path)) for kind, path in _WELL_KNOWN)
    return tuple(Document(url=target, kind=kind) for kind, target in found if target)


def offers(home: Home, robots: Iterable[Document] = ()) -> tuple[Document, ...]:
    """Return what to ask a site for when it is added: what it names itself, then the well-known places.

    Well-known places of a kind that the site names itself are left out.
    """
    named = [Document(url=one, kind="feed") for one in home.feeds[:MAX_OFFERS]]
    named += list(robots)[:MAX_OFFERS]
    kinds = {one.kind for one in named}
    named += [one for one in well_known(home.url) if one.kind not in kinds]
    named.append(Document(url=home.url, kind="listing"))
    named += [Document(url=one, kind="listing") for one in home.sections[:MAX_OFFERS]]
    found: dict[str, Document] = {}
    for one in named:
        found.setdefault(one.url, one)
    return tuple(found.values())


def source_from(
    home: Home, read: Iterable[tuple[Document, Found]], *, taken: Container[str] = (), source_id: str | None = None
) -> Source:
    """Return the source that a site's documents make: those that lead somewhere, the best kinds first.

    Listings are taken only where neither feed nor news sitemap names articles. `taken` are ids that
    other sources have.
    """
    by_kind: dict[DocumentKind, list[str]] = {"feed": [], "news_sitemap": [], "sitemap": [], "listing": []}
    seen: list[frozenset[str]] = []
    for document, found in read:
        articles = frozenset(one.url for one in found.candidates)
        if found.kind == "feed" and articles and articles in seen:
            continue  # the same feed under another address
        if articles or found.further:
            seen.append(articles)
            kind = document.kind if document.kind == "news_sitemap" and found.kind == "sitemap" else found.kind
            by_kind[kind].append(document.url)
    fresh = by_kind["feed"] or by_kind["news_sitemap"]
    name = home.name or host(home.url) or home.url
    return Source(
        id=source_id or suggested_id(name, home.url, taken=taken),
        name=name,
        homepage=home.url,
        country=_country(home.url),
        languages=(home.language,) if home.language else (),
        feeds=tuple(by_kind["feed"][:MAX_FEEDS]),
        news_sitemaps=tuple(by_kind["news_sitemap"][:MAX_OFFERS]),
        sitemaps=tuple(by_kind["sitemap"][:MAX_OFFERS]),
        listings=() if fresh else tuple(by_kind["listing"][:MAX_LISTINGS]),
    )


def suggested_id(name: str, url: str, *, taken: Container[str] = ()) -> str:
    """Return an id for a source: of its name where that is Latin, else of its host; numbered where it is taken."""
    base = _slug(name) or _slug((host(url) or "").removeprefix("www.")) or "source"
    number = 1
    suggestion = base
    while suggestion in taken or suggestion in RESERVED_IDS:
        number += 1
        suggestion = f"{base[: ID_LENGTH - 5]}-{number}"
    return suggestion


def _slug(text: str) -> str:
    folded = text.lower().replace("ß", "ss").replace("ø", "o").replace("æ", "ae").replace("ł", "l").replace("đ", "d")
    plain = "".join(one for one in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(one))
    if any(one.isalpha() and not one.isascii() for one in plain):
        return ""
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[: ID_LENGTH - 4].strip("-")


def _meta(root: lxml.html.HtmlElement, name: str) -> str:
    for element in islice(root.iter("meta"), 500):
        if (element.get("property") or element.get("name") or "").lower() == name:
            return clean((element.get("content") or "")[:300])
    return ""


def _name(root: lxml.html.HtmlElement, url: str) -> str | None:
    """Return the site's name: as it states it, else the part of the title that its host is like, else the first."""
    for place in ("og:site_name", "application-name", "apple-mobile-web-app-title"):
        if found := _meta(root, place):
            return found
    title = clean((root.findtext(".//title") or "")[:500])
    parts = [
        part.strip() for part in _TITLE_BREAK.split(title) if part.strip() and not _GENERIC_TITLE.match(part.strip())
    ]
    own = site(host(url) or "").partition(".")[0].replace("-", "")
    like = [part for part in parts if own and own in re.sub(r"[^a-z0-9]", "", part.lower())]
    return (like or parts or [None])[0]


def _language(root: lxml.html.HtmlElement) -> str | None:
    stated = (root.get("lang") or root.get("xml:lang") or _meta(root, "og:locale")).replace("_", "-")
    match = re.fullmatch(r"\s*([A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}|\d{3}))?.{0,20}", stated)
    return match[1].lower() if match else None


def _country(url: str) -> str | None:
    """Return the country of a country domain; None where the domain does not say."""
    top = (host(url) or "").rpartition(".")[2]
    code = _COUNTRY_DOMAINS.get(top, top.upper())
    return code if code in COUNTRIES else None


def _feeds(root: lxml.html.HtmlElement, base: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    linked: dict[str, None] = {}
    for element in islice(root.iter("link", "a"), MAX_LINKS):
        target = address(base, element.get("href") or "") if element.get("href") else None
        if not target or _NO_FEED.search(target):
            continue
        rel = (element.get("rel") or "").lower().split()
        stated = (element.get("type") or "").split(";")[0].strip().lower()
        if element.tag == "link" and "alternate" in rel and stated in _FEED_TYPES:
            found[target] = None
        elif element.tag == "a" and site(host(target) or "") == site(host(base) or ""):
            parts = urlsplit(target)
            if stated in _FEED_TYPES or _FEED_ADDRESS.search(parts.path):
                linked[target] = None
    return tuple({**found, **linked})[:MAX_OFFERS]


def _sections(root: lxml.html.HtmlElement, base: str, url: str) -> tuple[str, ...]:
    """Return the addresses of sections: links of the menu with a short path and a few words."""
    in_menu: dict[str, None] = {}
    elsewhere: dict[str, None] = {}
    judge = Judge(source=None, home=url)
    for anchor in islice(root.iter("a"), MAX_LINKS):
        target = address(base, anchor.get("href") or "") if anchor.get("href") else None
        if not target or host(target) != host(url) or not judge.is_ours(target) or not _is_section(target, url):
            continue
        words = clean("".join(str(one) for one in islice(anchor.itertext(), 20))[:200])
        if 2 <= len(words) <= 40:
            places = islice(anchor.iterancestors(), 30)
            inside = any(one.tag in ("nav", "header", "menu") or _is_menu(one) for one in places)
            (in_menu if inside else elsewhere)[target] = None
    return tuple(in_menu or elsewhere)[:MAX_OFFERS]


def _is_menu(element: etree._Element) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"[:300]
    return bool(re.search(r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|mainmenu|gnb|lnb)(?:$|[\s_-])", names, re.I))


def _is_section(target: str, url: str) -> bool:
    parts = urlsplit(target)
    segments = [one for one in parts.path.split("/") if one]
    return bool(segments) and len(segments) <= 2 and not parts.query and 0 <= shape(target).belief < 1
