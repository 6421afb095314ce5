"""Names that are the publisher's own are no sources of its articles."""

from __future__ import annotations

import pytest

from aggregator.attribution.named import attribution, of_register
from aggregator.attribution.own import Own, main_label
from aggregator.attribution.publisher import read_publisher
from aggregator.organisations import register
from tests.attribution.making import page


def is_own(url: str, organisation_id: str) -> bool:
    made = page("<html></html>", url=url)
    publisher, _, _ = read_publisher(made, None, register=register())
    organisation = register().get(organisation_id)
    assert organisation is not None
    one = attribution(of_register(organisation, organisation.name, 0.9), role="cited", evidence="x", found_in="body")
    return Own(publisher, made, register=register()).names(one)


@pytest.mark.parametrize(
    ("url", "organisation_id", "own"),
    [
        ("https://www.bbc.co.uk/news/1", "bbc-radio-4", True),
        ("https://www.zdf.de/1", "zdfheute", True),
        ("https://www.ukrinform.ru/1", "ukrinform", True),
        ("https://www.elmstadt-post.example/1", "bbc-radio-4", False),
        ("https://news.sky.com/1", "sky-news-australia", False),
        ("https://www.thetimes.co.uk/1", "the-times-of-india", False),
    ],
)
def test_channels_and_other_top_domains_of_a_publisher_are_its_own(url: str, organisation_id: str, own: bool) -> None:
    assert is_own(url, organisation_id) is own


@pytest.mark.parametrize(
    ("host", "label"),
    [
        ("www.harbourpost.co.uk", "harbourpost"),
        ("news.harbourpost.de", "harbourpost"),
        ("harbourpost.com.ua", "harbourpost"),
        ("localhost", ""),
        ("", ""),
    ],
)
def test_main_label_is_what_the_owner_of_a_host_chose(host: str, label: str) -> None:
    assert main_label(host) == label
