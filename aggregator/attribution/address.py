"""Another publisher's site that the page names as the article's own address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aggregator.article import Place
from aggregator.attribution.named import of_register
from aggregator.attribution.page import ReadablePage
from aggregator.attribution.publisher import host_of
from aggregator.attribution.structured import Stated
from aggregator.organisations import Organisation, Register

_OUTLETS = frozenset({"agency", "syndicator", "newspaper", "broadcaster", "magazine", "online"})


def read_addresses(page: ReadablePage, publisher: Organisation | None, *, register: Register) -> list[Stated]:
    """Return the outlets on whose sites canonical and syndication addresses of the article lie."""
    own = host_of(page.url)
    found: list[Stated] = []
    seen: set[str] = set()
    for url, evidence, place in _addresses(page):
        host = host_of(url)
        if not host or _related(host, own) or host in seen:
            continue
        seen.add(host)
        organisation = register.by_host(host)
        if organisation is None or organisation is publisher or organisation.kind not in _OUTLETS:
            continue
        if len(url.split("//", 1)[-1].strip("/").split("/", 1)) < 2:
            continue  # a home page is no article's address
        site = next((one for one in organisation.domains if host.endswith(one)), host)
        found.append(Stated(named=of_register(organisation, site, 0.93), found_in=place, evidence=evidence))
    return found


_OWN_ADDRESSES = frozenset({"canonical", "syndication-source", "original-source"})


def _addresses(page: ReadablePage) -> Iterator[tuple[str, str, Place]]:
    for link in page.elements["link"]:
        if (rel := link.get("rel")) and rel.lower().strip() in _OWN_ADDRESSES:
            href = (link.get("href") or "").strip()[:2000]
            if "://" in href:
                yield href, href, "meta"
    for name in ("syndication-source", "original-source"):
        for value in page.metas.all(name)[:3]:
            if "://" in value:
                yield value[:2000], value, "meta"
    for node in page.jsonld[:40]:
        for value in _strings(node.get("isBasedOn")):
            if "://" in value:
                yield value[:2000], f'"isBasedOn": "{value}"', "jsonld"


def _strings(value: Any) -> Iterator[str]:
    for one in (value if isinstance(value, list) else [value])[:8]:
        if isinstance(one, dict):
            one = one.get("url") or one.get("@id")
        if isinstance(one, str):
            yield one.strip()


def _related(host: str, own: str) -> bool:
    """Return whether both hosts are of one site: one lies below the other's last two labels."""
    tail = ".".join(own.split(".")[-2:])
    return host in (own, tail) or host.endswith("." + tail) or own.endswith("." + ".".join(host.split(".")[-2:]))
