"""Tests of `aggregator.cli.sources.wanted`."""

from __future__ import annotations

import pytest

from aggregator.cli.sources.wanted import Wanted, read_list
from aggregator.errors import UsageError


def test_a_list_of_lines_may_hold_remarks() -> None:
    found = read_list("# mine\nhttps://a.example/\n\nhttps://b.example/\nhttps://a.example/\n", name="sites.txt")
    assert found == [Wanted(url="https://a.example/"), Wanted(url="https://b.example/")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_columns_of_a_csv_become_labels(delimiter: str) -> None:
    text = 'study,url,beat\nlocal-2026,https://a.example/,"schools"\n,https://b.example/,\n'.replace(",", delimiter)
    first, second = read_list(text, name="sites.csv")
    assert (first.url, dict(first.labels)) == ("https://a.example/", {"study": "local-2026", "beat": "schools"})
    assert (second.url, dict(second.labels)) == ("https://b.example/", {})


def test_an_opml_list_names_feeds_and_their_sites() -> None:
    text = """<?xml version="1.0" encoding="UTF-8"?><opml version="2.0"><body><outline text="News">
    <outline type="rss" xmlUrl="https://a.example/rss.xml" htmlUrl="https://a.example/"/>
    <outline type="rss" xmlUrl="https://b.example/x/feed"/></outline></body></opml>"""
    assert read_list(text, name="feeds.opml") == [
        Wanted(url="https://a.example/", feed="https://a.example/rss.xml"),
        Wanted(url="https://b.example/", feed="https://b.example/x/feed"),
    ]


@pytest.mark.parametrize("text", ["", "# nothing\n", "<opml><body></opml>", "<opml/>", "url,beat\n,\n"])
def test_a_list_that_names_no_site_is_a_sentence_with_its_name(text: str) -> None:
    with pytest.raises(UsageError, match="sites"):
        read_list(text, name="sites")


def test_entities_of_an_opml_are_not_resolved() -> None:
    text = """<!DOCTYPE opml [<!ENTITY e SYSTEM "file:///etc/passwd">]>
    <opml><body><outline xmlUrl="https://a.example/&e;"/></body></opml>"""
    with pytest.raises(UsageError):
        read_list(text, name="sites")
