"""The country that a page's address or language speak for."""

from __future__ import annotations

import pytest

from aggregator.attribution.home import home_of


@pytest.mark.parametrize(
    ("url", "language", "country"),
    [
        ("https://www.harrowpost.example.at/a", "de", "AT"),
        ("https://harrowpost.co.uk/a", "en", "GB"),
        ("https://harrowpost.example.com/a", "nb", "NO"),
        ("https://harrowpost.example.com/a", "pl-PL", "PL"),
        ("https://harrowpost.example.tv/a", "sv", "SE"),
    ],
)
def test_address_speaks_before_language(url: str, language: str, country: str) -> None:
    assert home_of(url, language) == country


@pytest.mark.parametrize(
    ("url", "language"), [("https://a.example.com/", "en"), ("https://a.example.io/", None), ("", "")]
)
def test_a_language_of_many_countries_and_a_worldwide_domain_say_nothing(url: str, language: str | None) -> None:
    assert home_of(url, language) is None
