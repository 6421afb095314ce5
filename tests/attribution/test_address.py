"""A canonical address on another publisher's site names where the text comes from."""

from __future__ import annotations

import pytest

from aggregator.attribution.address import read_addresses
from aggregator.organisations import register
from tests.attribution.making import page


def names(markup: str, url: str = "https://www.waz.de/town/1", metas: dict[str, list[str]] | None = None) -> list[str]:
    made = page(markup, url=url, metas=metas)
    publisher = register().by_host(url.split("/")[2])
    return [one.named.name for one in read_addresses(made, publisher, register=register())]


CANONICAL = '<html><head><link rel="canonical" href="{}"></head></html>'


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.morgenpost.de/town/article1/bridge.html", ["Berliner Morgenpost"]),
        ("https://www.waz.de/town/1", []),
        ("https://m.waz.de/town/1", []),
        ("https://www.morgenpost.de/", []),
        ("https://unknown.example/town/1", []),
        ("https://www.facebook.com/waz/posts/1", []),
        ("javascript:void(0)", []),
        ("https://[", []),
    ],
)
def test_canonical(address: str, expected: list[str]) -> None:
    assert names(CANONICAL.format(address)) == expected


def test_syndication_source() -> None:
    metas = {"syndication-source": ["https://www.reuters.com/world/bridge-1"]}
    assert names("<html></html>", metas=metas) == ["Reuters"]
