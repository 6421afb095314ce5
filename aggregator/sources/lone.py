"""A source for an address that belongs to no registered one."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from aggregator.sources.source import Source
from aggregator.urls import host

_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def lone_source(url: str) -> Source:
    """Return the source that stands for the site of `url` until someone registers it.

    >>> lone_source("https://www.news.example.co.uk/a/1").id
    'news-example-co-uk'
    """
    name = (host(url) or "").removeprefix("www.")
    return Source(
        id=_NOT_SLUG.sub("-", name).strip("-") or "unknown",
        name=name,
        homepage=f"{urlsplit(url).scheme}://{host(url)}/",
    )


def is_lone(source: Source) -> bool:
    """Return whether `source` only stands for a site, and so says nothing about it."""
    return source == lone_source(source.homepage)
