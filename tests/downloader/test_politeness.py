"""Each host's pause: the longest that anybody asked for."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from scrapy import Request
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager

from aggregator.downloader.politeness import LEEWAY, PolitenessMiddleware
from aggregator.errors import UsageError
from aggregator.sources.source import Source

SLOW = Source(id="slow", name="Slow", homepage="https://slow.example/", crawl_delay=4.0)
QUICK = Source(id="quick", name="Quick", homepage="https://quick.example/", crawl_delay=0.2)
PLAIN = Source(id="plain", name="Plain", homepage="https://plain.example/")


def crawler(**settings: object) -> Any:
    downloader = SimpleNamespace(per_slot_settings={}, slots={})
    sources = {one.id: one for one in (SLOW, QUICK, PLAIN)}
    room = SimpleNamespace(source=sources.get)
    plain = {"POLITENESS": "on", "DOWNLOAD_DELAY": 1.0, "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "HARVEST_PATIENCE": 120}
    plain |= {"HOST_DAILY_REQUESTS": 10_000}
    return cast(
        Any,
        SimpleNamespace(
            settings=Settings(plain | settings),
            engine=SimpleNamespace(downloader=downloader),
            get_extension=lambda kind: room,
            signals=SignalManager(),
        ),
    )


def paces(made: Any) -> dict[str, tuple[float, int]]:
    settings = made.engine.downloader.per_slot_settings
    return {host: (round(one["delay"] - LEEWAY, 6), one["concurrency"]) for host, one in settings.items()}


def ask(middleware: PolitenessMiddleware, url: str, source_id: str) -> None:
    middleware.process_request(Request(url, meta={"source_id": source_id}))


def test_a_source_may_ask_for_more_or_less_than_the_setting() -> None:
    made = crawler()
    middleware = PolitenessMiddleware.from_crawler(made)
    ask(middleware, "https://slow.example/a", "slow")
    ask(middleware, "https://quick.example/a", "quick")
    ask(middleware, "https://plain.example/a", "plain")
    assert paces(made) == {"slow.example": (4.0, 1), "quick.example": (0.2, 1), "plain.example": (1.0, 1)}


def test_sources_on_one_host_share_the_longer_pause_whoever_comes_first() -> None:
    for order in (("quick", "slow"), ("slow", "quick")):
        made = crawler()
        middleware = PolitenessMiddleware.from_crawler(made)
        for source_id in order:
            ask(middleware, "https://shared.example/a", source_id)
        assert paces(made) == {"shared.example": (4.0, 1)}


def test_robots_txt_can_slow_a_host_that_is_being_spoken_to() -> None:
    made = crawler()
    middleware = PolitenessMiddleware.from_crawler(made)
    ask(middleware, "https://plain.example/a", "plain")
    slot = made.engine.downloader.slots["plain.example"] = SimpleNamespace(delay=1.0, concurrency=1)
    middleware.slow("plain.example", 5.0)
    assert slot.delay == 5.0 + LEEWAY
    middleware.slow("plain.example", 2.0)
    assert slot.delay == 5.0 + LEEWAY


def test_politeness_off_lifts_all_pauses() -> None:
    made = crawler(POLITENESS="off")
    middleware = PolitenessMiddleware.from_crawler(made)
    ask(middleware, "https://slow.example/a", "slow")
    assert made.engine.downloader.per_slot_settings["slow.example"]["delay"] == 0.0


def test_a_word_that_is_neither_is_a_sentence() -> None:
    with pytest.raises(UsageError, match='"on" or "off"'):
        PolitenessMiddleware.from_crawler(crawler(POLITENESS="maybe"))
