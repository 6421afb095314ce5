"""Sources of the text that structured data and meta elements name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aggregator.article import Place
from aggregator.attribution.named import Named, of_register
from aggregator.attribution.page import ReadablePage
from aggregator.organisations import Register

MOST_NODES = 40
META_NAMES = (
    "source",
    "syndication-source",
    "original-source",
    "cre",
    "dc.creator",
    "dc.source",
    "dcterms.creator",
    "author",
    "articleauthor",
    "article_author",
    "articlesource",
    "article-source",
    "news:source",
    "article:author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "byl",
    "news_source",
    "contentsource",
    "content-source",
    "cxenseparse:author",
    "article:source",
    "mediator_author",
    "twitter:data1",
)
_ARTICLE_TYPES = ("article", "posting", "report")
_WIRE_KINDS = frozenset({"agency", "syndicator", "release_service"})
_OUTLET_KINDS = _WIRE_KINDS | {"newspaper", "broadcaster", "magazine", "online"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One organisation that structured data names as where the text comes from."""

    named: Named
    found_in: Place
    evidence: str


def read_structured(page: ReadablePage, *, register: Register, country: str | None = None) -> list[Stated]:
    """Return the organisations that JSON-LD and meta elements give as author or source of the article."""
    found: list[Stated] = []
    for node in page.jsonld[:MOST_NODES]:
        if any(one in kind for kind in _types(node) for one in _ARTICLE_TYPES):
            found.extend(_from_node(node, register, country))
    given = page.metas.values
    for name in META_NAMES:
        for value in page.metas.all(name)[:3] if name in given else ():
            found.extend(_from_meta(name, value, register, country))
    return found


def _from_node(node: Mapping[str, Any], register: Register, country: str | None) -> Iterator[Stated]:
    for key in ("author", "creator", "sourceOrganization", "provider", "isBasedOn", "creditText", "copyrightHolder"):
        for value in _values(node.get(key)):
            if key == "isBasedOn" and "://" in value:
                continue  # an address: see `address.py`
            named = _whole(value, register, country, outlets=key in ("sourceOrganization", "isBasedOn"))
            for one in named:
                yield Stated(named=one, found_in="jsonld", evidence=f'"{key}": "{value}"')


def _from_meta(name: str, value: str, register: Register, country: str | None) -> Iterator[Stated]:
    if "://" in value:
        return
    outlets = "source" in name or name == "cre"
    for one in _whole(value, register, country, outlets=outlets):
        yield Stated(named=one, found_in="meta", evidence=f"{name}: {value}")


def _whole(value: str, register: Register, country: str | None, *, outlets: bool) -> list[Named]:
    """Return the organisations that `value` consists of: all of it, or parts between separators."""
    if not 2 <= len(value) <= 160 or "<" in value:  # markup: its "/pl/" is no name
        return []
    kinds = _OUTLET_KINDS if outlets else _WIRE_KINDS
    found = []
    for piece in (
        value.replace(" and ", ",")
        .replace(" und ", ",")
        .replace("/", ",")
        .replace("|", ",")
        .replace(";", ",")
        .split(",")
    ):
        piece = (
            piece.strip()
            .removeprefix("By ")
            .removeprefix("by ")
            .removeprefix("Von ")
            .removeprefix("von ")
            .strip(" ()[].")
        )
        organisation = register.by_name(piece, country=country, decided=True)
        if organisation is not None and organisation.kind in kinds and not (piece.islower() and len(piece) > 6):
            found.append(of_register(organisation, piece, 0.93))
    return found


def _types(node: Mapping[str, Any]) -> list[str]:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return [one.lower() for one in kinds if isinstance(one, str)]


def _values(value: Any) -> Sequence[str]:
    """Return the names in a JSON-LD value: strings, objects with a name, lists of both."""
    found: list[str] = []
    for one in (value if isinstance(value, list) else [value])[:12]:
        if isinstance(one, dict):
            one = one.get("name") or one.get("legalName") or one.get("url")
            one = one[0] if isinstance(one, list) and one else one
        if isinstance(one, str) and one.strip():
            found.append(one.strip())
    return found
