"""The names under which a page's own site goes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from aggregator.extraction.jsonld import objects, strings, types
from aggregator.extraction.metatags import MetaTags
from aggregator.sources.source import Source
from aggregator.text import clean, folded

_NAME_METAS = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "al:ios:app_name",
    "publisher",
    "dc.publisher",
)
_SITE_TYPES = frozenset({"website", "newsmediaorganization", "organization"})

# Second-level labels under which names are registered, where the last label is a country.
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "edu", "ac", "or", "ne", "go", "gob", "nom", "in", "web"})

_LONGEST_NAME = 60


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """Return the letters and digits of `text` only, folded: the form in which `n-tv.de` and `NTV de` are near."""
    return re.sub(r"[\W_]+", "", folded(text))


def host_label(url: str) -> str:
    """Return the label of the host that carries the name (`dailymail` of `www.dailymail.co.uk`); "" without host."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
    labels = [label for label in host.split(".") if label]
    if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL:
        return labels[-3]
    return labels[-2] if len(labels) > 1 else "".join(labels)


def host_names(url: str) -> tuple[str, ...]:
    """Return the host without `www.`, and the label that carries the name."""
    try:
        host = (urlsplit(url).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ()
    return (host, host_label(url)) if host else ()


def site_names(
    url: str, metas: MetaTags, jsonld: Iterable[Mapping[str, Any]], source: Source | None
) -> tuple[str, ...]:
    """Return the names the site gives itself, as written, the most reliable first; the host's come last."""
    found: dict[str, str] = {}

    def add(name: str | None) -> None:
        one = clean(name or "")
        if one and len(one) <= _LONGEST_NAME and not one.startswith(("http:", "https:", "//")):
            found.setdefault(folded(one), one)

    if source is not None:
        add(source.name)
    for name in metas.all(*_NAME_METAS):
        add(name)
    for node in jsonld:
        if _SITE_TYPES.intersection(types(dict(node))):
            for name in strings([node.get("name"), node.get("alternateName"), node.get("legalName")]):
                add(name)
        for publisher in objects(node.get("publisher")):
            for name in strings(publisher.get("name")):
                add(name)
    for name in host_names(url):
        add(name)
    return tuple(found.values())


def is_site_name(text: str, names: Iterable[str]) -> bool:
    """Return whether `text` is one of `names`, but for case, spaces, punctuation, an article or a domain's ending."""
    bare = squeezed(text)
    if not bare:
        return False
    lower = text.lower()
    for name in names:
        if "." in name and len(text) < 3 * len(name) and name in lower:  # "The Courier, courier.example"
            return True
        known = squeezed(name)
        if known and (bare == known or _without_frame(bare) == _without_frame(known)):
            return True
        if not bare.isascii() and len(bare) >= 3 and known.startswith(bare):  # 朝日新聞 of 朝日新聞デジタル
            return True
    return False


@lru_cache(maxsize=4096)
def _without_frame(bare: str) -> str:
    for ending in ("online", "com", "net", "de", "news", "couk", "fr", "at", "ch", "es", "it"):
        if bare.endswith(ending) and len(bare) > len(ending) + 2:
            bare = bare[: -len(ending)]
            break
    return bare.removeprefix("the") if len(bare) > 5 else bare
