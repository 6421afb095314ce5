"""An address worth fetching, and what we were told about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aggregator.article import When

Via = Literal["feed", "news_sitemap", "sitemap", "listing", "link", "url", "revisit"]
"""How an address came to us: from which kind of document, from a person (`url`), or by its age."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One address that a feed, sitemap or listing offers as an article."""

    url: str
    """Absolute, http or https, without fragment."""

    via: Via
    found_on: str | None = None
    """Address of the document that named it."""

    led_from: tuple[str, ...] = ()
    """Addresses whose pages did nothing but lead on to this one (meta refresh), in the order they were met."""

    guid: str | None = None
    """RSS `guid`, Atom `id`."""

    title: str | None = None
    published_at: When | None = None
    """As the feed or sitemap states it (`pubDate`, `published`, `news:publication_date`)."""

    modified_at: When | None = None
    """`updated`, `lastmod`."""

    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    summary: str | None = None
    language: str | None = None
    content_html: str | None = None
    """The full text where the feed carries it (`content:encoded`, Atom `content`): untrusted HTML."""
