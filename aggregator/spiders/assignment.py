"""What one crawl is asked to harvest, read from its arguments and settings."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import ClassVar

from scrapy.settings import BaseSettings

from aggregator.errors import UsageError
from aggregator.extensions.newsroom import number
from aggregator.sources.lone import lone_source
from aggregator.sources.registry import Registry, catalogue
from aggregator.sources.source import Source
from aggregator.store.writer import Store
from aggregator.urls import join

_DAYS = re.compile(r"(\d{1,5})([hdw])")
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}

Write = Callable[[Callable[[Store], list[str]]], Awaitable[list[str]]]


class Assignment:
    """Which sources and articles, how far back, how many."""

    ARGUMENTS: ClassVar[tuple[str, ...]] = ("source", "group", "url", "since", "limit", "all")

    def __init__(
        self, asked: Mapping[str, str | None], *, settings: BaseSettings, registry: Registry, now: dt.datetime
    ) -> None:
        """Keep what was asked; `read` makes sense of it, or says in a sentence why it cannot."""
        self._asked = asked
        self._registry = registry
        self._now = now
        self._default_days = number(settings, "HARVEST_SINCE_DAYS", least=0)
        self._default_limit = int(number(settings, "HARVEST_LIMIT", least=0))
        self.listing_pages = int(number(settings, "HARVEST_LISTING_PAGES", least=0))
        self.sitemaps = int(number(settings, "HARVEST_SITEMAPS", least=0))
        self.flood = int(number(settings, "HARVEST_FLOOD", least=1))
        self.since: dt.datetime | None = None
        """Nothing published before this is followed from archives; None: everything."""
        self.urls: dict[str, list[str]] = {}
        """Source id → single articles asked for; empty where sources are harvested as a whole."""
        self.unusable: list[str] = []
        """What stood among the addresses asked for and is none."""
        self.all = False
        """Whether what is not due is harvested as well."""
        self.left: int | None = None
        """Article pages that may still be asked for; None: as many as there are."""

    def read(self) -> list[Source]:
        """Return the sources asked for, of every kind; raises UsageError with a sentence."""
        self.all = (self._asked.get("all") or "") not in ("", "0", "no", "false")
        self.left = self._limit()
        self.since = since_moment(self._asked.get("since"), now=self._now, default_days=self._default_days)
        urls = words(self._asked.get("url"))
        if urls:
            return self._single(urls)
        sources = [self._registry.named(one) for one in words(self._asked.get("source"))]
        for group in words(self._asked.get("group")):
            members = self._registry.group(group)
            if not members:
                raise UsageError(f'no registered source is in the group "{group}": see `aggregator sources list`.')
            sources += members
        if sources or self.named:
            return list({one.id: one for one in sources}.values())
        return [one for one in self._registry if one.enabled]

    @property
    def looks_further_back(self) -> bool:
        """Whether a `since` was asked for: documents that did not change may then hold more than was taken."""
        return bool(self._asked.get("since"))

    @property
    def named(self) -> bool:
        """Whether sources or articles were asked for by name, and so are harvested whether due or not."""
        return any(self._asked.get(key) for key in ("source", "group", "url"))

    async def due(self, sources: list[Source], write: Write) -> list[Source]:
        """Return those of `sources` to harvest now: all that were named, else those that are due."""
        if self.all or self.named:
            return sources
        wanted = set(await write(lambda store: store.due([one.id for one in sources])))
        return [one for one in sources if one.id in wanted]

    def took(self, pages: int) -> None:
        """Count article pages that were asked for."""
        if self.left is not None:
            self.left = max(0, self.left - pages)

    def _limit(self) -> int | None:
        said = self._asked.get("limit")
        if said is None:
            return self._default_limit or None
        if not said.isdecimal() or int(said) == 0:
            raise UsageError(f'limit: a number of articles from 1 up is expected, not "{said}".')
        return int(said)

    def _single(self, urls: Iterable[str]) -> list[Source]:
        sources: dict[str, Source] = {}
        known = catalogue()
        for url in urls:
            address = join(url, url)  # as it was named: what we take for a mark of a campaign may be a part of it
            if address is None:
                self.unusable.append(url)
                continue
            source = self._registry.by_url(address) or known.by_url(address) or lone_source(address)
            sources[source.id] = source
            self.urls.setdefault(source.id, []).append(address)
        if not self.urls:
            raise UsageError(f'"{self.unusable[0]}" is not an http or https address.')
        return list(sources.values())


def words(text: str | None) -> list[str]:
    """Return the words of a list written with commas, blanks or line breaks; each once, in order.

    A comma splits only where a new address or word begins behind it: addresses may hold commas.
    """
    parts = (
        re.split(r"[\s]+|,\s*(?=https?://)", text or "") if "://" in (text or "") else re.split(r"[\s,]+", text or "")
    )
    return list(dict.fromkeys(part for part in parts if part))


def since_moment(said: str | None, *, now: dt.datetime, default_days: float) -> dt.datetime | None:
    """Return the moment that `7d`, `12h`, `2w` or a date names; None for `all`; raises UsageError."""
    if said == "all":
        return None
    match = _DAYS.fullmatch(said or "")
    if match or not said:
        try:
            span = {_UNITS[match[2]]: float(match[1])} if match else {"days": default_days}
            return now - dt.timedelta(**span)
        except OverflowError:  # before the calendar begins: everything
            return None
    try:
        moment = dt.datetime.fromisoformat(said)
    except ValueError:
        raise UsageError(
            f'since: a span such as 7d, a date such as 2026-11-20, or "all" is expected, not "{said}".'
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
