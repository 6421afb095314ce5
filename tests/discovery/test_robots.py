"""robots.txt by RFC 9309: the published cases of Google and Protego, and what they leave open."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.discovery.robots import LARGEST, LONGEST_PAUSE, RobotsTxt, life, rules_of, text_of
from aggregator.headers import Headers
from tests.bounds import no_explosion

PUBLISHED = Path(__file__).parent.parent / "published" / "robots"
AGENT = "aggregator"
PAGE = "https://news.example/private/a"
NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)

DELIBERATE = {
    # An agent of two words is none (RFC 9309, 2.2.1). Protego's cases have such an agent obey its group, Google's
    # the first word's. Ours is one word.
    ("google", "GoogleOnly_AcceptUserAgentUpToFirstSpace", "Foo Bar", "http://foo.bar/x/y"),
    # Google leaves it to the caller to percent-encode addresses; here both sides are encoded, as 2.2.2 wants it.
    ("google", "ID_Encoding", "FooBot", "http://foo.bar/foo/bar/ツ"),
    # The table of 2.2.2 has exactly these two match: unreserved characters are decoded before comparison.
    ("google", "ID_Encoding", "FooBot", "http://foo.bar/foo/bar/baz"),
    # Whole User-Agent fields are never asked about here: only the product token names a crawler (2.2.1).
    ("protego", "test_unicode_url_and_useragent", "Mozilla/5.0 (compatible; Львів-bot/1.1)", "/totalitarianism/foo.htm"),
}  # fmt: skip
"""Published cases that are answered otherwise on purpose."""


def whole(text: Any) -> str:
    """Return a text of the published data, its repetitions written out."""
    return text if isinstance(text, str) else "".join(one if isinstance(one, str) else one[0] * one[1] for one in text)


def cases(wanted: str) -> list[Any]:
    return [
        pytest.param(publisher, case, id=f"{publisher}-{number}-{case['name']}")
        for publisher in ("google", "protego")
        for number, case in enumerate(json.loads((PUBLISHED / f"{publisher}.json").read_text("utf-8")))
        if wanted in case
    ]


@pytest.mark.parametrize(("publisher", "case"), cases("fetch"))
def test_what_published_cases_allow_is_allowed_and_nothing_else(publisher: str, case: dict[str, Any]) -> None:
    text = text_of(whole(case["robots"]).encode())
    for agent, address, expected in case["fetch"]:
        url = whole(address)
        deliberate = (publisher, case["name"], agent, url) in DELIBERATE
        assert RobotsTxt(text, (agent,)).allows(url, agent) is (expected is not deliberate), (agent, url[:100])


@pytest.mark.parametrize(("publisher", "case"), cases("delay"))
def test_pauses_of_published_cases_are_read(publisher: str, case: dict[str, Any]) -> None:
    for agent, expected in case["delay"]:
        assert RobotsTxt(text_of(case["robots"].encode()), (agent,)).delay(agent) == (expected or 0.0)


@pytest.mark.parametrize(("publisher", "case"), cases("directives"))
def test_lines_that_published_cases_understand_are_understood(publisher: str, case: dict[str, Any]) -> None:
    """Google counts lines. Its cases only allow, which cannot be told from rubbish: they are turned into refusals."""
    body = bytes(case.get("first_bytes", ())) + case["robots"].encode().replace(b"Allow: ", b"Disallow: ")
    file = RobotsTxt(text_of(body), ("foo", "bar"))
    page = "https://site.example/some/path" if b"/some/path" in body else "https://site.example/AnyValue"
    assert file.allows(page, "foo") is (case["unknown"] > 0)
    if b"bar" in body:
        assert not file.allows("https://site.example/", "bar")


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 410, 429])
def test_no_rules_allow_everything(status: int) -> None:
    assert rules_of(status, b"User-agent: *\nDisallow: /\n", agent=AGENT).allow(PAGE)


@pytest.mark.parametrize("status", [500, 502, 503, 599, None])
def test_rules_that_cannot_be_had_allow_nothing(status: int | None) -> None:
    rules = rules_of(status, b"", agent=AGENT)
    assert not rules.allow(PAGE)
    assert rules.passing and "could not be had" in rules.reason


def allows(body: bytes, url: str = PAGE, agent: str = AGENT) -> bool:
    return rules_of(200, body, agent=agent).allow(url)


def test_our_own_group_wins_over_the_one_for_all() -> None:
    body = b"User-agent: *\nDisallow: /\n\nUser-agent: Aggregator\nDisallow: /private/\n"
    assert not allows(body)
    assert allows(body, "https://news.example/world/1")


@pytest.mark.parametrize("name", ["aggregator", "AGGREGATOR", "Aggregator/2.0", "aggregator news", "aggregator # us"])
def test_a_group_is_ours_by_its_product_token(name: str) -> None:
    assert not allows(f"User-agent: {name}\nDisallow: /\n".encode())


@pytest.mark.parametrize("name", ["a", "aggr", "aggregator-images", "aggregators", "news aggregator", "§001"])
def test_a_group_of_another_product_is_not_ours(name: str) -> None:
    assert allows(f"User-agent: {name}\nDisallow: /\n".encode())


def test_groups_for_one_agent_are_one_group_however_it_is_spelt() -> None:
    body = b"User-agent: aggregator\nDisallow: /a\n\nUser-agent: x\nDisallow: /\n\nUser-agent: Aggregator/1\nDisallow: /b\n"
    assert [allows(body, f"https://news.example/{one}") for one in "abc"] == [False, False, True]


def test_the_file_itself_may_always_be_fetched() -> None:
    assert allows(b"User-agent: *\nDisallow: /\n", "https://news.example/robots.txt")


def test_paths_in_older_charsets_are_compared_byte_by_byte() -> None:
    assert not allows(b"User-agent: *\nDisallow: /caf\xe9/\n", "https://news.example/caf%E9/1")
    assert allows(b"User-agent: *\nDisallow: /caf\xe9/\n", "https://news.example/cafe/1")


@pytest.mark.parametrize("coding", ["utf-16", "utf-8-sig"])
def test_a_byte_order_mark_does_not_hide_the_first_group(coding: str) -> None:
    assert not allows("User-agent: *\nDisallow: /private/\n".encode(coding))


def test_only_carriage_return_and_line_feed_end_a_line() -> None:
    body = "User-agent: *\nDisallow: /a\u2028b\n".encode()
    assert allows(body, "https://news.example/a")
    assert not allows(body, "https://news.example/a%E2%80%A8b")


def test_crawl_delay_is_obeyed_and_capped() -> None:
    def delay(status: int, body: bytes) -> float:
        return rules_of(status, body, agent=AGENT).delay()

    assert delay(200, b"User-agent: *\nCrawl-delay: 5\n") == 5
    assert delay(200, b"User-agent: *\nCrawl-delay: 86400\n") == LONGEST_PAUSE
    assert delay(200, b"User-agent: *\nCrawl-delay: 5\n\nUser-agent: aggregator\nDisallow: /x\n") == 0
    assert delay(404, b"") == 0


def test_what_stands_beyond_the_limit_is_not_read() -> None:
    body = b"User-agent: *\n" + b"# filler\n" * (LARGEST // 9) + b"\nDisallow: /\n"
    assert allows(body)


def test_a_rule_that_the_limit_cuts_is_left_out() -> None:
    head, rule = b"User-agent: *\n", b"Disallow: /private/drafts/"
    body = head + b"#" * (LARGEST - len(head) - len(b"\nDisallow: /")) + b"\n" + rule
    assert body[:LARGEST].endswith(b"\nDisallow: /")
    assert allows(body)


@pytest.mark.parametrize("body", [b"", b"\x00\xff\xfe", b"<html>not rules</html>", b"Disallow: /\n"])
def test_rubbish_forbids_nothing(body: bytes) -> None:
    assert allows(body)


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode), st.text(max_size=60))
def test_any_bytes_are_a_file(body: bytes, path: str) -> None:
    rules = rules_of(200, body, agent=AGENT)
    assert rules.allow(f"https://news.example/{path}") in (True, False)
    assert 0 <= rules.delay() <= LONGEST_PAUSE


def test_a_crowd_of_agents_costs_no_more_than_its_bytes() -> None:
    crowd = "".join(f"User-agent: x{number}\n" for number in range(9_000))
    rules = "".join(f"Disallow: /{number}\n" for number in range(9_000))
    text = crowd + rules + crowd + "User-agent: aggregator\nDisallow: /private/\n"
    assert len(text) <= LARGEST
    with no_explosion():  # every rule for every agent would be eighty million
        assert not RobotsTxt(text, (AGENT,)).allows(PAGE, AGENT)


def test_patterns_of_nothing_but_stars_cost_no_more_than_their_bytes() -> None:
    body = b"User-agent: *\n" + b"Disallow: *a*a*a*a*a*a*a*a*b\n" * 17_000
    with no_explosion():
        assert allows(body, "https://news.example/" + "a" * 2_000)


@pytest.mark.parametrize(
    ("status", "headers", "hours"),
    [
        (200, {}, 24.0),
        (200, {"cache-control": "max-age=10800"}, 3.0),
        (200, {"cache-control": "max-age=60"}, 1.0),
        (200, {"cache-control": "no-store"}, 1.0),
        (200, {"cache-control": "max-age=31536000"}, 24.0),
        (200, {"expires": "Fri, 20 Nov 2026 17:00:00 GMT"}, 5.0),
        (404, {}, 24.0),
        (429, {}, 1.0),
        (503, {"cache-control": "max-age=31536000"}, 1 / 6),
        (None, {}, 1 / 30),
    ],
)
def test_rules_live_as_long_as_the_answer_says_within_a_day(status: int | None, headers: Headers, hours: float) -> None:
    assert life(status, headers, now=NOON) == dt.timedelta(hours=hours)
