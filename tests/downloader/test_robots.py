"""What an answer to /robots.txt means."""

from __future__ import annotations

import pytest

from aggregator.downloader.robots import LARGEST, LONGEST_PAUSE, rules_of

AGENT = "aggregator"
PAGE = "https://news.example/private/a"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429])
def test_no_rules_allow_everything(status: int) -> None:
    assert rules_of(status, b"").allow(PAGE, AGENT)


@pytest.mark.parametrize("status", [500, 502, 503, None, 301])
def test_rules_that_cannot_be_had_allow_nothing(status: int | None) -> None:
    rules = rules_of(status, b"")
    assert not rules.allow(PAGE, AGENT)
    assert rules.passing and "could not be had" in rules.reason


def test_the_longest_match_decides() -> None:
    rules = rules_of(200, b"User-agent: *\nDisallow: /private/\nAllow: /private/a\n")
    assert rules.allow(PAGE, AGENT)
    assert not rules.allow("https://news.example/private/b", AGENT)


def test_our_own_group_wins_over_the_one_for_all() -> None:
    rules = rules_of(200, b"User-agent: *\nDisallow: /\n\nUser-agent: Aggregator\nDisallow: /private/\n")
    assert not rules.allow(PAGE, AGENT)
    assert rules.allow("https://news.example/world/1", AGENT)


def test_a_byte_order_mark_does_not_hide_the_first_group() -> None:
    rules = rules_of(200, b"\xef\xbb\xbfUser-agent: *\nDisallow: /private/\n")
    assert not rules.allow(PAGE, AGENT)


def test_crawl_delay_is_obeyed_and_capped() -> None:
    assert rules_of(200, b"User-agent: *\nCrawl-delay: 5\n").delay(AGENT) == 5
    assert rules_of(200, b"User-agent: *\nCrawl-delay: 86400\n").delay(AGENT) == LONGEST_PAUSE
    assert rules_of(404, b"").delay(AGENT) == 0


def test_what_stands_beyond_the_limit_is_not_read() -> None:
    body = b"User-agent: *\n" + b"# filler\n" * (LARGEST // 9) + b"\nDisallow: /\n"
    assert rules_of(200, body).allow(PAGE, AGENT)


@pytest.mark.parametrize("body", [b"", b"\x00\xff\xfe", b"<html>not rules</html>", b"Disallow: /\n"])
def test_rubbish_forbids_nothing(body: bytes) -> None:
    assert rules_of(200, body).allow(PAGE, AGENT)
