"""Every request that a site sees is counted, and every one that it was spared."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from scrapy import Request
from scrapy.exceptions import (
    DownloadConnectionRefusedError,
    DownloadFailedError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Response

from aggregator.demo.answers import Answer
from aggregator.demo.server import DemoWeb
from aggregator.downloader import fates
from aggregator.downloader.fates import SENT_AGAIN, FatesMiddleware, fate_of, purpose_of
from aggregator.downloader.refusals import AddressRefused, HeldBack, RobotsRefused, RobotsUnavailable, Stopped
from aggregator.store.fates import FateCounts
from tests.harvest.conftest import Harvester


@pytest.mark.parametrize(
    ("error", "fate"),
    [
        (AddressRefused("10.1.2.3 is not a public address"), "the address is refused"),
        (RobotsRefused("forbidden by robots.txt"), "forbidden by robots.txt"),
        (RobotsUnavailable("robots.txt could not be had (the site answers 503)"), "robots.txt could not be had"),
        (HeldBack("news.example has had its 10000 requests for today"), "the host is left alone for now"),
        (IgnoreRequest("max redirections reached at https://news.example/"), "not to be fetched"),
        (ResponseDataLossError(), "the answer broke off"),
        (DownloadConnectionRefusedError("news.example:443"), "the host refuses the connection"),
        (DownloadFailedError("Cannot connect to host news.example:443 [Errno 113]"), "the connection failed"),
        (DownloadFailedError("[Errno 104] Connection reset by peer"), "the connection failed"),
        (DownloadFailedError(), "the connection failed"),
        (DownloadFailedError("the certificate is not trusted: expired"), "the certificate is not trusted"),
        (DownloadFailedError("the head is beyond 65,536 bytes"), "the head is beyond … bytes"),
        (ValueError("invalid literal for int(): 'a page'"), "ValueError"),
        (KeyError(), "KeyError"),
        (Stopped(), None),
    ],
)
def test_a_fate_names_no_host_and_no_number_of_one_request(error: Exception, fate: str | None) -> None:
    assert fate_of(error) == fate


def test_a_request_says_what_it_is_for() -> None:
    assert purpose_of(Request("https://a.example/", meta={"purpose": "tdm"})) == "tdm"
    assert purpose_of(Request("https://a.example/robots.txt", meta={"robots_txt": True})) == "robots"
    assert purpose_of(Request("https://a.example/", meta={"purpose": "anything"})) == "document"
    assert purpose_of(Request("https://a.example/")) == "document"


class Room:
    """As much of a newsroom as counting needs."""

    def __init__(self) -> None:
        self.runs = {"alpha": SimpleNamespace(run_id=1, fates=FateCounts())}
        self.kept: list[Any] = []

    def keep_fates(self) -> None:
        self.kept.append(self.runs["alpha"].fates.take())


REQUEST = Request("https://a.example/1", meta={"source_id": "alpha", "purpose": "article"})


def test_counts_are_written_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = 100.0
    monkeypatch.setattr(fates, "time", SimpleNamespace(monotonic=lambda: moment))
    room = Room()
    counting = FatesMiddleware(cast(Any, room))
    counting.process_response(REQUEST, Response(REQUEST.url, body=b"12345"))
    assert room.kept == []
    moment += fates.KEEP_EVERY
    counting.process_exception(REQUEST, ResponseDataLossError())
    counting.process_exception(REQUEST, ResponseDataLossError())
    assert room.kept == [{("article", "200"): (1, 5), ("article", "the answer broke off"): (1, 0)}]
    assert room.runs["alpha"].fates.take() == {("article", "the answer broke off"): (1, 0)}


def test_what_was_sent_again_on_a_new_connection_counts_twice_and_once_only() -> None:
    room = Room()
    counting = FatesMiddleware(cast(Any, room))
    asked = REQUEST.replace(meta=REQUEST.meta | {"sent_again": 1})
    counting.process_response(asked, Response(asked.url, status=301))
    counting.process_response(asked.replace(), Response(asked.url))  # the next hop takes over what stands in meta
    found = room.runs["alpha"].fates.take()
    assert {fate: count for (_, fate), (count, _) in found.items()} == {"301": 1, SENT_AGAIN: 1, "200": 1}


def test_what_nobody_was_asked_for_is_not_counted() -> None:
    room = Room()
    counting = FatesMiddleware(cast(Any, room))
    counting.process_response(REQUEST, Response(REQUEST.url, flags=["cached"]))
    counting.process_exception(REQUEST, Stopped())
    counting.process_response(Request("https://b.example/"), Response("https://b.example/"))
    assert not room.runs["alpha"].fates


UNSENT = ("forbidden by robots.txt", "the address is refused")


@pytest.mark.slow
def test_all_requests_that_each_site_saw_are_in_its_run(tmp_path: Path) -> None:
    with DemoWeb() as web:
        harvester = Harvester(web=web, folder=tmp_path)
        assert harvester.run(tmp_path / "news.db").returncode == 0
        seen = Counter(asked.host for asked in web.requests)
        hosts = {site_id: homepage.split("/")[2] for site_id, homepage in web.sites.items()}
    rows = read(tmp_path / "news.db")
    for site_id, host in hosts.items():
        sent = sum(count for source, _, fate, count, _ in rows if source == site_id and fate not in UNSENT)
        assert sent == seen[host], site_id
        assert (site_id, "robots", "200") in {row[:3] for row in rows}
    broken = {fate: count for source, _, fate, count, _ in rows if source == "shifting-times"}
    assert broken["500"] == 3, "each further try is a request of its own"
    assert broken["302"] >= 5, "and each redirect"
    assert broken["forbidden by robots.txt"] == 1
    assert broken["the address is refused"] == 2, "where redirects led to private addresses"
    assert broken["the answer broke off"] >= 1


@pytest.mark.slow
def test_bytes_are_those_that_came_over_the_wire(tmp_path: Path) -> None:
    robots = b"User-agent: *\nDisallow: /private/\n"
    page = b"<html><body><p>A bridge was opened.</p></body></html>"
    site: dict[str, Answer | bytes] = {
        "http://paper.example/robots.txt": Answer(status=200, headers=(("Content-Type", "text/plain"),), body=robots),
        "http://paper.example/news/1": page,
    }
    with DemoWeb(extra=site) as web:
        harvester = Harvester(web=web, folder=tmp_path)
        urls = ("http://paper.example/news/1", "http://paper.example/news/2", "http://paper.example/private/3")
        harvester.run(tmp_path / "news.db", *(word for url in urls for word in ("--url", url)))
        missing = web.answer(urls[1])
    found = {(purpose, fate): (count, size) for _, purpose, fate, count, size in read(tmp_path / "news.db")}
    assert {key: value for key, value in found.items() if key[0] != "tdm"} == {
        ("robots", "200"): (1, len(robots)),
        ("article", "200"): (1, len(page)),
        ("article", "404"): (1, len(missing.body)),
        ("article", "forbidden by robots.txt"): (1, 0),
    }


def read(db: Path) -> list[tuple[str, str, str, int, int]]:
    with closing(sqlite3.connect(db)) as connection:
        rows: Iterator[Any] = connection.execute(
            """SELECT r.source_id, f.purpose, f.fate, f.requests, f.bytes
            FROM fates AS f JOIN runs AS r ON r.id = f.run_id"""
        )
        return list(rows)
