"""Every version of a robots.txt is kept once; the last answer may be used while it lives."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from aggregator.sources.source import Source
from aggregator.store.connection import open_reader
from aggregator.store.robots import RobotsAnswer
from aggregator.store.writer import Store
from tests.store.making import Clock

ORIGIN = "https://news.example"
OPEN, CLOSED = b"User-agent: *\nAllow: /\n", b"User-agent: *\nDisallow: /\n"
DAY, MINUTES = dt.timedelta(days=1), dt.timedelta(minutes=10)


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = open_reader(path)
    try:
        return list(connection.execute(sql))
    finally:
        connection.close()


def versions(path: Path) -> list[tuple[Any, ...]]:
    return rows(path, "SELECT status, body FROM robots ORDER BY fetched_at")


def test_nothing_is_known_of_a_site_that_was_never_asked(store: Store) -> None:
    assert store.known_robots(ORIGIN) is None


def test_an_answer_is_used_until_its_life_ends(store: Store, clock: Clock) -> None:
    store.saw_robots(ORIGIN, OPEN, status=200, life=dt.timedelta(hours=2))
    assert store.known_robots(ORIGIN) == RobotsAnswer(status=200, body=OPEN)
    assert store.known_robots("http://news.example") is None
    clock.forward(hours=1, minutes=59)
    assert store.known_robots(ORIGIN) is not None
    clock.forward(minutes=1)
    assert store.known_robots(ORIGIN) is None


def test_the_same_answer_is_only_dated_anew(store: Store, clock: Clock, path: Path) -> None:
    store.saw_robots(ORIGIN, OPEN, status=200, life=DAY)
    clock.forward(days=2)
    store.saw_robots(ORIGIN, OPEN, status=200, life=DAY)
    assert rows(path, "SELECT fetched_at, checked_at, expires_at FROM robots") == [
        ("2026-11-20T12:00:00Z", "2026-11-22T12:00:00Z", "2026-11-23T12:00:00Z")
    ]
    assert store.known_robots(ORIGIN) is not None


def test_every_version_is_kept_and_the_last_one_used(store: Store, clock: Clock, path: Path) -> None:
    for status, body in ((200, OPEN), (200, CLOSED), (404, b""), (200, OPEN)):
        store.saw_robots(ORIGIN, body, status=status, life=DAY)
        assert store.known_robots(ORIGIN) == RobotsAnswer(status=status, body=body)
        clock.forward(hours=3)
    assert versions(path) == [(200, OPEN), (200, CLOSED), (404, b""), (200, OPEN)]


@pytest.mark.parametrize("status", [503, None])
def test_during_an_outage_older_rules_do_not_count(store: Store, clock: Clock, status: int | None) -> None:
    store.saw_robots(ORIGIN, OPEN, status=200, life=DAY)
    clock.forward(hours=1)
    store.saw_robots(ORIGIN, b"", status=status, life=MINUTES)
    assert store.known_robots(ORIGIN) == RobotsAnswer(status=status, body=b"")
    clock.forward(minutes=10)
    assert store.known_robots(ORIGIN) is None


def test_an_outage_leaves_no_version_behind(store: Store, clock: Clock, path: Path) -> None:
    store.saw_robots(ORIGIN, OPEN, status=200, life=DAY)
    for status in (503, None, 500):
        clock.forward(hours=1)
        store.saw_robots(ORIGIN, b"", status=status, life=MINUTES)
        assert versions(path) == [(200, OPEN), (status, b"")]
    clock.forward(hours=1)
    store.saw_robots(ORIGIN, OPEN, status=200, life=DAY)
    assert versions(path) == [(200, OPEN)]
    assert store.known_robots(ORIGIN) == RobotsAnswer(status=200, body=OPEN)


def test_an_answer_from_a_clock_that_went_ahead_is_asked_for_anew(store: Store, clock: Clock) -> None:
    store.saw_robots(ORIGIN, OPEN, status=200, life=DAY)
    clock.forward(hours=-1)
    assert store.known_robots(ORIGIN) is None


def test_what_a_site_reserves_is_noted_with_its_place_and_taken_back(store: Store, path: Path) -> None:
    store.register([Source(id="post", name="Post", homepage="https://news.example/")])

    def stated() -> tuple[Any, ...]:
        return rows(path, "SELECT tdm, tdm_evidence FROM sources WHERE id = 'post'")[0]

    store.states_tdm("post", "reserved", "https://news.example/robots.txt: User-agent: GPTBot, Disallow: /")
    assert stated() == ("reserved", "https://news.example/robots.txt: User-agent: GPTBot, Disallow: /")
    store.register([Source(id="post", name="Post", homepage="https://news.example/")])
    assert stated()[0] == "reserved"
    store.states_tdm("post", None, None)
    assert stated() == (None, None)
    store.states_tdm("unknown", "reserved", "nowhere")
