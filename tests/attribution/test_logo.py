"""Logos that say whose text stands beside them."""

from __future__ import annotations

import pytest

from aggregator.attribution.logo import read_logo
from aggregator.organisations import register


def test_a_papers_name_alone_is_a_logo() -> None:
    read = read_logo("The New York Times", "https://img.example.org/a.png", register=register())
    assert read is not None
    assert [one.name for one in read.named] == ["The New York Times"]


def test_an_agencys_name_is_a_logo_only_where_the_picture_is_called_one() -> None:
    assert read_logo("Agence France-Presse", "/pictures/harbour.jpg", register=register()) is None
    assert read_logo("Agence France-Presse", "/static/afp-logo.svg", register=register()) is not None


@pytest.mark.parametrize(
    "text",
    ["", "L", "The New York Times shows the harbour", "The old bridge of Harrow Vale", "The New York Times" * 20],
)
def test_what_says_more_than_a_name_is_no_logo(text: str) -> None:
    assert read_logo(text, "/static/logo.svg", register=register()) is None
