"""The names under which a page's own site goes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from aggregator.extraction.jsonld import Node, objects, strings, types
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


_SIGNS = {number: None for number in range(128) if not chr(number).isalnum()}


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """Return the letters and digits of `text` only, folded: the form in which `n-tv.de` and `NTV de` are near."""
    if text.isascii():
        return text.lower().translate(_SIGNS)
    return "".join(filter(str.isalnum, folded(text)))


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


_HOME = re.compile(r"(?:(?:https?:)?//(?P<host>[^/?#:@]+))?/?|\./")
"""Addresses that lead to a home page."""

_LOGO = re.compile(r"(?:^|[\s_-])(?:logo|site-?(?:title|name|logo))(?:$|[\s_-])")
"""Class names of headings that show the site's name."""


def logo_names(headings: Sequence[HtmlElement], url: str) -> Iterator[str]:
    """Yield the texts of those of `headings`, the page's `h1`, that are the site's logo: links to its home page."""
    page_host = (host_names(url) or ("",))[0]
    for heading in headings[:3]:
        text = clean("".join(islice(heading.itertext(), 20))[: 2 * _LONGEST_NAME])
        if not text:
            continue
        named = _LOGO.search(f"{heading.get('class') or ''} {heading.get('id') or ''}".lower()) is not None
        links = chain(islice(heading.iter("a"), 2), islice(heading.iterancestors("a"), 1))
        if named or any(_leads_home(one, page_host) and clean(one.text_content()[:400]) == text for one in links):
            yield text


def _leads_home(link: HtmlElement, page_host: str) -> bool:
    found = _HOME.fullmatch((link.get("href") or "").strip().lower() or "#")
    return found is not None and (found["host"] or page_host).removeprefix("www.") == page_host


def site_names(
    url: str, metas: MetaTags, jsonld: Iterable[Node], source: Source | None, shown: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return the names the site gives itself, as written, the most reliable first; the host's come last.

    `shown` are those in its logo.
    """
    found: dict[str, str] = {}
    known: set[str] = set()

    def add(name: str | None) -> None:
        if not name or name in known:  # most places give the same
            return
        known.add(name)
        one = clean(name)
        if one and len(one) <= _LONGEST_NAME and not one.startswith(("http:", "https:", "//")):
            found.setdefault(folded(one), one)

    if source is not None:
        add(source.name)
    for key in _NAME_METAS:
        for name in metas.values.get(key, ()):
            add(name)
    for node in jsonld:
        if node.get("name") and not _SITE_TYPES.isdisjoint(types(node)):
            for name in strings([node.get("name"), node.get("alternateName"), node.get("legalName")]):
                add(name)
        for publisher in objects(node.get("publisher")):
            for name in strings(publisher.get("name")):
                add(name)
    for name in chain(shown, host_names(url)):
        add(name)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Forms:
    """The names of one site, in the forms in which a text is compared with them."""

    domains: tuple[str, ...]
    bare: tuple[str, ...]
    frameless: frozenset[str]


@lru_cache(maxsize=256)
def _forms(names: tuple[str, ...]) -> _Forms:
    bare = tuple(known for name in names if (known := squeezed(name)))
    return _Forms(tuple(name for name in names if "." in name), bare, frozenset(map(_without_frame, bare)))


def is_site_name(text: str, names: Iterable[str]) -> bool:
    """Return whether `text` is one of `names`, but for case, spaces, punctuation, an article or a domain's ending."""
    forms = _forms(tuple(names))
    if len(text) < 3 * _LONGEST_NAME:
        lower = text.lower()
        for name in forms.domains:
            if len(text) < 3 * len(name) and name in lower:  # "The Courier, courier.example"
                return True
    bare = squeezed(text)
    if not bare or len(bare) > 2 * _LONGEST_NAME:
        return False
    if bare in forms.bare or _without_frame(bare) in forms.frameless:
        return True
    # 朝日新聞 of 朝日新聞デジタル
    return not bare.isascii() and len(bare) >= 3 and any(known.startswith(bare) for known in forms.bare)


@lru_cache(maxsize=4096)
def _without_frame(bare: str) -> str:
    for ending in ("online", "com", "net", "de", "news", "couk", "fr", "at", "ch", "es", "it"):
        if bare.endswith(ending) and len(bare) > len(ending) + 2:
            bare = bare[: -len(ending)]
            break
    return bare.removeprefix("the") if len(bare) > 5 else bare
