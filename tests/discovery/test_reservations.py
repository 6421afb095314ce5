"""What a site as a whole reserves, and where it says so."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.discovery.reservations import (
    LARGEST_TDMREP,
    TRAINING,
    Statement,
    robots_statement,
    tdmrep_statement,
    together,
)

ORIGIN = "https://news.example"
HOME = "https://news.example/"


def of_robots(text: str, homepage: str = HOME) -> Statement:
    return robots_statement(text.encode(), origin=ORIGIN, homepage=homepage)


def of_tdmrep(rules: Any, homepage: str = HOME) -> Statement:
    return tdmrep_statement(json.dumps(rules).encode(), origin=ORIGIN, homepage=homepage)


def test_who_refuses_a_crawler_that_trains_reserves_and_the_place_is_told() -> None:
    assert of_robots("User-agent: *\nAllow: /\n\nUser-agent: GPTBot\nDisallow: /\n") == Statement(
        tdm="reserved", evidence="https://news.example/robots.txt: User-agent: GPTBot, Disallow: /"
    )


def test_all_that_are_refused_are_told_in_one_order() -> None:
    said = of_robots("User-agent: gptbot\nUser-agent: CCBot/2.0\nUser-agent: Bingbot\nDisallow: /*\n")
    assert said.evidence == "https://news.example/robots.txt: User-agent: CCBot, User-agent: GPTBot, Disallow: /"


@pytest.mark.parametrize("agent", sorted(TRAINING))
def test_each_of_the_list_counts(agent: str) -> None:
    assert of_robots(f"User-agent: {agent}\nDisallow: /\n").tdm == "reserved"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "User-agent: *\nDisallow: /\n",
        "User-agent: GPTBot\nDisallow: /subscribers/\n",
        "User-agent: GPTBot\nDisallow:\n",
        "User-agent: GPTBot\nAllow: /\n\nUser-agent: *\nDisallow: /\n",
        "User-agent: OAI-SearchBot\nUser-agent: ChatGPT-User\nUser-agent: PerplexityBot\nDisallow: /\n",
        "User-agent: Applebot\nDisallow: /\n",
        "User-agent: Googlebot\nDisallow: /\n",
    ],
)
def test_who_refuses_everybody_some_folders_or_search_reserves_nothing(text: str) -> None:
    assert of_robots(text) == Statement()


def test_a_front_page_that_stays_open_does_not_open_the_articles() -> None:
    assert of_robots("User-agent: GPTBot\nDisallow: /\nAllow: /$\nAllow: /about\n").tdm == "reserved"


def test_a_site_in_a_folder_is_judged_by_its_folder() -> None:
    text = "User-agent: GPTBot\nDisallow: /sport/\n"
    assert of_robots(text, "https://news.example/sport/").tdm == "reserved"
    assert of_robots(text, "https://news.example/world/").tdm is None


def test_tdmrep_reserves_with_its_policy_as_evidence() -> None:
    rule = {"location": "/", "tdm-reservation": 1, "tdm-policy": "https://news.example/policy.json"}
    assert of_tdmrep([rule]) == Statement(
        tdm="reserved",
        evidence='https://news.example/.well-known/tdmrep.json: location "/", tdm-reservation 1, '
        "tdm-policy https://news.example/policy.json",
    )


def test_tdmrep_may_allow() -> None:
    assert of_tdmrep([{"location": "/*", "tdm-reservation": 0}]).tdm == "allowed"


def test_the_first_rule_that_matches_counts() -> None:
    rules = [
        {"location": "/pictures/*", "tdm-reservation": 1},
        {"location": "/sport/", "tdm-reservation": 0},
        {"location": "/", "tdm-reservation": 1},
    ]
    assert of_tdmrep(rules).tdm == "reserved"
    assert of_tdmrep(rules, "https://news.example/sport/").tdm == "allowed"


@pytest.mark.parametrize("value", [2, -1, "yes", True, 1.0, None, [1], {}])
def test_another_value_is_as_good_as_none(value: object) -> None:
    assert of_tdmrep([{"location": "/", "tdm-reservation": value}]) == Statement()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Not found</html>",
        b"[" * 20_000,
        b'"text"',
        b"[1, null, []]",
        b'[{"tdm-reservation": 1}]',
        b'[{"location": 7, "tdm-reservation": 1}]',
        b'[{"location": "", "tdm-reservation": 1}]',
        b'[{"location": "/", "tdm-reservation": 1}]' + b" " * LARGEST_TDMREP,
        b'[{"location": "/x\\ud800", "tdm-reservation": 1}]',
        b'[{"location": "/", "tdm-reservation": ' + b"1" * 10_000 + b"}]",
        "\ufeff".encode("utf-16"),
    ],
)
def test_a_file_that_is_none_says_nothing(body: bytes) -> None:
    assert tdmrep_statement(body, origin=ORIGIN, homepage=HOME) == Statement()


def test_what_is_shown_of_a_file_is_one_short_line_that_can_be_stored() -> None:
    policy = "https://news.example/\ud800\u202e\n" + "x" * 5_000
    evidence = of_tdmrep([{"location": "/", "tdm-reservation": 1, "tdm-policy": policy}]).evidence
    assert evidence is not None and evidence.encode() and len(evidence) < 400
    assert "\n" not in evidence and "\u202e" not in evidence


@given(st.binary(max_size=300))
def test_no_bytes_raise(body: bytes) -> None:
    assert robots_statement(body, origin=ORIGIN, homepage=HOME).tdm in (None, "reserved")
    assert isinstance(tdmrep_statement(body, origin=ORIGIN, homepage=HOME), Statement)


def test_a_reservation_anywhere_outweighs_a_permission_elsewhere() -> None:
    reserved, allowed = Statement(tdm="reserved", evidence="a"), Statement(tdm="allowed", evidence="b")
    assert together(reserved, allowed) == reserved
    assert together(Statement(), allowed) == allowed
    assert together(reserved, Statement(tdm="reserved", evidence="c")).evidence == "a; c"
    assert together() == Statement()
