"""What a page asks of robots, in its headers and in its markup."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.robots_words import asks_not_to_be_archived, asks_not_to_be_indexed, robots_words

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


def indexing(*values: str, metas: tuple[tuple[str, str], ...] = (), by_name: bool = False) -> str | None:
    words = robots_words([("x-robots-tag", value) for value in values], metas)
    return asks_not_to_be_indexed(words, now=NOON, by_name=by_name)


@pytest.mark.parametrize(
    "values",
    [
        ("noindex",),
        ("NOINDEX, nofollow",),
        ("none",),
        ("nofollow", "noindex"),
        ("noarchive noindex",),
        ("aggregator: noindex",),
        ("Aggregator : nofollow, noindex",),
        ("*: noindex",),
        ("otherbot: nofollow", "noindex"),
        ("otherbot: nofollow, aggregator: noindex",),
        ("max-snippet: 20, noindex",),
        ("unavailable_after: 25 Jun 2099 15:00:00 GMT, noindex",),
        ("unavailable_after: Friday, 20-Nov-26 11:00:00 GMT",),
        ("unavailable_after: 20 Nov 2026 11:00:00 GMT",),
        ("unavailable_after: 2026-11-20T12:30:00+01:00",),
        ("unavailable_after: 2026-11-20",),
    ],
)
def test_a_header_that_asks_not_to_be_indexed_is_understood(values: tuple[str, ...]) -> None:
    assert indexing(*values) is not None


@pytest.mark.parametrize(
    "values",
    [
        (),
        ("",),
        ("all",),
        ("index, follow",),
        ("googlebot: noindex",),
        ("googlebot: nofollow, noindex",),
        ("aggregator: nofollow, googlebot: noindex",),
        ("max-image-preview: none",),
        ("unavailable_after: 20 Nov 2026 13:00:00 GMT",),
        ("unavailable_after: Saturday, 21-Nov-26 11:00:00 GMT",),
        ("unavailable_after: some day",),
        ("noindexed",),
    ],
)
def test_a_header_that_asks_for_something_else_or_somebody_else_is_not(values: tuple[str, ...]) -> None:
    assert indexing(*values) is None


def test_meta_elements_are_read_where_they_speak_to_all_or_to_us() -> None:
    assert indexing(metas=(("robots", "index"), ("robots", "NOINDEX"))) == '<meta name="robots">: noindex'
    assert indexing(metas=(("aggregator", "none"),)) == '<meta name="aggregator">: none'
    assert indexing(metas=(("googlebot", "noindex"), ("description", "noindex"))) is None


def test_what_names_us_is_told_from_what_is_said_to_all() -> None:
    assert indexing("noindex", metas=(("robots", "noindex"),), by_name=True) is None
    assert indexing("noindex", "aggregator: noindex", by_name=True) == "X-Robots-Tag: noindex"
    assert indexing(metas=(("aggregator", "noindex"),), by_name=True) is not None


def test_another_name_of_ours_is_ours() -> None:
    words = robots_words([("x-robots-tag", "deskbot: noindex")], [], agent="DeskBot")
    assert asks_not_to_be_indexed(words, now=NOON, by_name=True) is not None


@pytest.mark.parametrize("word", ["noarchive", "nosnippet", "follow, NOARCHIVE"])
def test_a_page_may_ask_that_no_copy_be_kept(word: str) -> None:
    assert asks_not_to_be_archived(robots_words({"x-robots-tag": word}, ())) is not None
    assert asks_not_to_be_archived(robots_words({}, [("robots", word)])) is not None
    assert asks_not_to_be_archived(robots_words({"x-robots-tag": f"otherbot: {word}"}, ())) is None
    assert asks_not_to_be_indexed(robots_words({"x-robots-tag": word}, ()), now=NOON) is None


def test_of_a_flood_of_rules_the_first_are_read() -> None:
    flood = [("robots", "follow," * 300)] * 5_000
    assert len(robots_words([("x-robots-tag", "follow," * 2_000)] * 100, flood)) < 15_000
    assert indexing(metas=(("robots", "noindex"), *flood)) is not None


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_text_breaks_it(header: str, meta: str) -> None:
    words = robots_words(
        [("x-robots-tag", f"unavailable_after: {header}"), ("x-robots-tag", header)], [("robots", meta)]
    )
    asks_not_to_be_indexed(words, now=NOON)
    assert all("\n" not in word.name for word in words)
