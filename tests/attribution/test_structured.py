"""Agencies in JSON-LD and meta elements are sources; persons and the page's own words are not."""

from __future__ import annotations

from typing import Any

import pytest

from aggregator.attribution.structured import read_structured
from aggregator.organisations import register
from tests.attribution.making import page


def names(nodes: list[dict[str, Any]] | None = None, metas: dict[str, list[str]] | None = None) -> list[str]:
    made = page(jsonld=nodes or [], metas=metas)
    return [one.named.name for one in read_structured(made, register=register())]


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        ({"author": {"@type": "Organization", "name": "Reuters"}}, ["Reuters"]),
        ({"author": [{"@type": "Person", "name": "Ann Example"}, {"name": "Associated Press"}]}, ["Associated Press"]),
        ({"author": "dpa/AFP"}, ["Deutsche Presse-Agentur", "Agence France-Presse"]),
        ({"author": {"@type": "Person", "name": "dpa"}}, ["Deutsche Presse-Agentur"]),
        ({"sourceOrganization": {"name": "Chicago Tribune"}}, ["Chicago Tribune"]),
        ({"author": {"name": "Chicago Tribune"}}, []),
        ({"author": {"name": "Ann Example"}}, []),
        ({"author": None}, []),
        ({"author": {"name": {"@value": "x"}}}, []),
    ],
)
def test_jsonld(node: dict[str, Any], expected: list[str]) -> None:
    assert names([{"@type": "NewsArticle", **node}]) == expected


def test_other_objects_of_the_page_are_not_asked() -> None:
    assert names([{"@type": "WebSite", "author": {"name": "Reuters"}}]) == []


@pytest.mark.parametrize(
    ("metas", "expected"),
    [
        ({"author": ["Reuters"]}, ["Reuters"]),
        ({"source": ["Guangzhou Daily"]}, ["Guangzhou Daily"]),
        ({"cre": ["Chicago Tribune"]}, ["Chicago Tribune"]),
        ({"articleauthor": ["Anadolu Ajansı"]}, ["Anadolu Agency"]),
        ({"author": ["By Ann Example, AP"]}, ["Associated Press"]),
        ({"author": ["https://www.facebook.com/reuters"]}, []),
        ({"author": ["Ann Example"]}, []),
        ({"description": ["Reuters"]}, []),
    ],
)
def test_metas(metas: dict[str, list[str]], expected: list[str]) -> None:
    assert names(metas=metas) == expected
