"""A source: what to fetch, how often, which rules its pages need."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

SourceKind = Literal["agency", "newspaper", "broadcaster", "magazine", "online", "blog", "other"]
Scope = Literal["international", "national", "regional", "local"]
RuleField = Literal[
    "title", "body", "summary", "authors", "published_at", "modified_at", "tags", "section", "images", "remove"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Where one field stands on the pages of one source, and between which days that held."""

    field: RuleField
    """`remove` names elements that are never part of the article."""

    css: str | None = None
    xpath: str | None = None
    attribute: str | None = None
    """Attribute to read instead of the text."""

    since: dt.date | None = None
    until: dt.date | None = None
    """First and last day of publication for which the rule holds; None is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Who owns the outlet, and since when."""

    name: str
    since: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One site that is harvested, as its TOML file says."""

    id: str
    """Slug: `a-z`, `0-9` and single hyphens; the file's name without `.toml`, and a spider's name."""

    name: str
    homepage: str
    country: str | None = None
    """ISO 3166-1 alpha-2, upper case."""

    languages: tuple[str, ...] = ()
    """BCP 47, the main one first."""

    kind: SourceKind | None = None
    scope: Scope | None = None
    place: str | None = None
    owner: Owner | None = None
    groups: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)
    """The user's own words about the source. (A plain dict, never changed: it must cross to worker processes.)"""

    time_zone: str | None = None
    """IANA name; assumed for times that a page states without offset."""

    organisation: str | None = None
    """Id in the register of organisations; None: found by name and host."""

    feeds: tuple[str, ...] = ()
    """RSS, Atom, RDF or JSON Feed. The address of any document may hold `{year}`, `{month}`, `{day}`: see `dated`."""

    news_sitemaps: tuple[str, ...] = ()
    """Sitemaps of the last two days' news (Google's news extension), or indexes of such."""

    sitemaps: tuple[str, ...] = ()
    """General sitemaps and sitemap indexes: archives, followed only as far back as a harvest asks."""

    archive_since: dt.date | None = None
    """First day for which dated addresses exist; None: they are followed back for `DATED_LIMIT` addresses at most."""

    listings: tuple[str, ...] = ()
    """Section or front pages whose links are read."""

    article_urls: tuple[str, ...] = ()
    """Regular expressions searched in an address's path and query; one must match.

    () accepts all that look like articles."""

    not_article_urls: tuple[str, ...] = ()
    """The same, for addresses that are never articles; stronger than `article_urls`."""

    hosts: tuple[str, ...] = ()
    """Further hosts whose pages belong to this source, beside the homepage's and its `www.` twin."""

    rules: tuple[Rule, ...] = ()
    crawl_delay: float | None = None
    """Seconds between two requests to one host of this source, at least; None: the setting's."""

    connections: int = 1
    """Connections to one host of this source at once: more than one only where its owner allows it."""

    interval: dt.timedelta | None = None
    """Pause between two visits; None: the schedule decides."""

    enabled: bool = True
    local: bool = False
    """True: its hosts may lie at private or loopback addresses."""

    shipped: bool = False
    """True where it was read from the catalogue that ships with the package."""


DATED_LIMIT = 1000
"""Most addresses that one dated address stands for. A newspaper's monthly archive back to 1976 is 600 of them."""

_PLACEHOLDERS = ("{day}", "{month}", "{year}")


def is_dated(address: str) -> bool:
    """Tell whether an address stands for one document a day, month or year."""
    return any(placeholder in address for placeholder in _PLACEHOLDERS)


def dated(address: str, *, since: dt.date | None, until: dt.date) -> tuple[str, ...]:
    """Return the addresses that a dated one stands for, from `until` back to `since`, newest first.

    `{year}` is four digits, `{month}` and `{day}` are two. An address without any of them is
    returned as it is. None as `since` and a far day alike end at `DATED_LIMIT` addresses.

    >>> dated("https://a.example/{year}-{month}.xml", since=dt.date(2025, 12, 30), until=dt.date(2026, 1, 2))
    ('https://a.example/2026-01.xml', 'https://a.example/2025-12.xml')
    """
    if not is_dated(address):
        return (address,)
    found: list[str] = []
    day = until
    first = min(since, until) if since else dt.date.min
    while len(found) < DATED_LIMIT:
        found.append(_filled(address, day))
        start = _period_start(address, day)
        if start <= first or start == dt.date.min:
            break
        day = start - dt.timedelta(days=1)
    return tuple(found)


def _filled(address: str, day: dt.date) -> str:
    parts = {"{year}": f"{day.year:04d}", "{month}": f"{day.month:02d}", "{day}": f"{day.day:02d}"}
    for placeholder, digits in parts.items():
        address = address.replace(placeholder, digits)
    return address


def _period_start(address: str, day: dt.date) -> dt.date:
    """Return the first day of the day, month or year that the address names on `day`."""
    if "{day}" in address:
        return day
    return day.replace(day=1) if "{month}" in address else day.replace(month=1, day=1)


def source_hosts(source: Source) -> tuple[str, ...]:
    """Return the hosts whose pages belong to the source: the homepage's, its `www.` twin, then the further ones.

    Lower case, without port: politeness, robots.txt and ports are the fetching side's matter.
    """
    home = (urlsplit(source.homepage).hostname or "").rstrip(".")
    twin = home.removeprefix("www.") if home.startswith("www.") else f"www.{home}"
    return tuple(dict.fromkeys(host for host in (home, twin, *source.hosts) if host))
