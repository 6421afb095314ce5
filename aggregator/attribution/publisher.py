"""Whose page it is: the one publisher of every article."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from aggregator.article import Place
from aggregator.attribution.named import Named, of_register
from aggregator.attribution.page import ReadablePage
from aggregator.organisations import Organisation, Register
from aggregator.sources.source import Source
from aggregator.urls import site

LONGEST_NAME = 60
_TITLE_PARTS = re.compile(r"\s+[|–—\-·•»«:/]+\s+|\s*[|｜_»«]\s*")
_SITE_TYPES = frozenset({"website", "newsmediaorganization", "organization", "corporation", "newspaper"})


def read_publisher(page: ReadablePage, source: Source | None, *, register: Register) -> tuple[Named, Place, str]:
    """Return the publisher, the place that shows it, and the words there; there always is one.

    What the program was told (the source) comes first, then the address, then what the page says of
    itself. A page's JSON-LD may name the agency as publisher, so it is asked last.
    """
    host = host_of(page.url)
    if source is not None:
        organisation = register.get(source.organisation or "") or register.by_host(host_of(source.homepage))
        if organisation is not None:
            written = _as_written(organisation, page, register) or host or source.name
            return of_register(organisation, written, 0.99), "address", host or source.homepage
        return Named(name=source.name, as_written=source.name, belief=0.98), "address", host or source.homepage
    organisation = register.by_host(host)
    if organisation is not None:
        domain = next((one for one in organisation.domains if host == one or host.endswith("." + one)), bare_host(host))
        written = _as_written(organisation, page, register) or domain
        return of_register(organisation, written, 0.98), "address", host
    if host.startswith("hosted.") and (customer := _customer(page.url, register)) is not None:
        return customer, "address", page.url
    for name, place in _site_names(page):
        if (
            place != "title"
            and (known := register.by_name(name)) is not None
            and known.kind in ("agency", "syndicator")
        ):
            continue
        return (
            Named(name=name, as_written=site(host) or name, belief=0.9 if place != "title" else 0.75),
            place if place != "title" else "meta",
            name,
        )
    name = bare_host(host) or page.url or "unknown"
    return Named(name=name, as_written=site(host) or name, belief=0.6), "address", page.url or name


def _customer(url: str, register: Register) -> Named | None:
    """Return the paper under whose name an agency shows its pages: the first part of the path (`/harbourpost/…`)."""
    first = urlsplit(url).path.strip("/").partition("/")[0].lower()
    organisation = register.by_label(first) if len(first) >= 4 else None
    return of_register(organisation, first, 0.9) if organisation is not None else None


@functools.lru_cache(maxsize=256)  # asked of the same few addresses for each name of a page
def host_of(url: str | None) -> str:
    """Return the host of an address, lower case; "" where it has none.

    Of a page that an archive of the web shows, it is the host it was taken from.
    """
    kept = _ARCHIVED.search(url or "")
    try:
        return (urlsplit(kept[1] if kept else url or "").hostname or "").lower()
    except ValueError:
        return ""


# How archives of the web (the Wayback Machine, and all that run pywb) name a page: `/web/20140226054445id_/http://…`.
_ARCHIVED = re.compile(r"://[^/]+/[^?#]*?\d{14}(?:[a-z]{2}_)?/(https?://.+)")


def bare_host(host: str) -> str:
    """Return a host without `www.`, `m.` and the like."""
    return re.sub(r"^(?:www\d?|m|mobile|amp|en|edition|news)\.(?=[^.]+\.)", "", host)


def own_names(page: ReadablePage) -> tuple[str, ...]:
    """Return every name that the page may mean itself by: what it states, and the last parts of its title."""
    stated = [name for name, _ in _site_names(page)]
    title = _title(page)
    parts = [part.strip() for part in _TITLE_PARTS.split(title[:400]) if part.strip()]
    return (*stated, *(part for part in parts[1:] if len(part) <= LONGEST_NAME))


_CYRILLIC = {
    **dict(zip("абвгдезийклмнопрстуфыэіїєґ", "abvgdeziiklmnoprstufyeiieg", strict=True)),
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "sch",
    "ю": "yu",
    "я": "ya",
    "ъ": "",
    "ь": "",
}


def is_host_name(name: str, host: str) -> bool:
    """Return whether `name` spells the host's own name (`Причалвеб.Ру` on prichalweb.ru)."""
    latin = name.casefold()
    if not latin.isascii():
        latin = "".join(_CYRILLIC.get(letter, letter) for letter in latin)
    bare = re.sub(r"\W", "", latin.rpartition(".")[0] or latin).replace("w", "v")
    labels = [label.replace("-", "").replace("w", "v") for label in bare_host(host).split(".")[:-1]]
    return len(bare) >= 3 and bare in labels


def _as_written(organisation: Organisation, page: ReadablePage, register: Register) -> str | None:
    """Return the name that the page itself uses for `organisation`, if it is one that the register knows."""
    for name, _ in _site_names(page):
        for mention in register.find(name):
            if mention.organisation is organisation or organisation in mention.others:
                return mention.text
    return None


def _site_names(page: ReadablePage) -> Iterator[tuple[str, Any]]:
    """Yield the names that the page gives its site, the surest first, each with its place."""
    for name in page.metas.all("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher"):
        if 1 < len(name) <= LONGEST_NAME:
            yield name.strip(), "meta"
    for node in page.jsonld:
        kinds = _kinds(node)
        if kinds & _SITE_TYPES and (named := _name(node)):
            yield named, "jsonld"
    for node in page.jsonld:
        if named := _name(node.get("publisher")):
            yield named, "jsonld"
    yield from ((name, "title") for name in _title_names(page))


def _title(page: ReadablePage) -> str:
    """Return the text of the page's `title`; "" without one."""
    return next((one.text or "" for one in page.elements["title"]), "")


def _title_names(page: ReadablePage) -> Iterator[str]:
    """Yield the parts of the page's title that look like the host's name."""
    title = _title(page)
    letters = re.sub(r"\W", "", bare_host(host_of(page.url)).rpartition(".")[0].casefold())
    parts = [part.strip() for part in _TITLE_PARTS.split(title[:400]) if part.strip()]
    for part in reversed(parts):
        squeezed = re.sub(r"\W", "", part.casefold())
        if (
            len(squeezed) >= 2
            and len(part) <= LONGEST_NAME
            and (squeezed in letters or letters in squeezed)
            and letters
        ):
            yield part
    if len(parts) > 1 and len(parts[-1].split()) <= 4 and len(parts[-1]) <= 30 and not parts[-1].isascii():
        yield parts[-1]


def _kinds(node: Mapping[str, Any]) -> set[str]:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return {one.lower() for one in kinds if isinstance(one, str)}


def _name(node: Any) -> str | None:
    if isinstance(node, list):
        node = node[0] if node else None
    name = node.get("name") if isinstance(node, dict) else node
    return name.strip() if isinstance(name, str) and 1 < len(name.strip()) <= LONGEST_NAME else None
