"""Pages on their way through the reading processes."""

from __future__ import annotations

import asyncio
import datetime as dt
import gzip
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any, cast

import pytest
from scrapy.exceptions import DropItem
from scrapy.settings import Settings

from aggregator.candidate import Candidate
from aggregator.capture import Capture
from aggregator.errors import AggregatorError, DiskRefused
from aggregator.extensions.arrivals import Arrivals
from aggregator.habits import Habits
from aggregator.page import Page
from aggregator.pipelines.read import LARGE_CODED, ReadPipeline, is_large, product, terms_of
from aggregator.reading import Terms
from aggregator.workers import LARGE, Workers

URL = "https://harbour-post.example/world/view/88"
HTML = b"<html><body><p>Page not found</p></body></html>"


def page(body: bytes = HTML, *, coding: str | None = None, status: int = 200) -> Page:
    return Page(
        url=URL,
        final_url=URL,
        source_id="harbour-post",
        candidate=Candidate(url=URL, via="feed"),
        fetched_at=dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC),
        status=status,
        headers=(("content-encoding", coding),) if coding else (),
        body=body,
    )


class Room:
    """What the pipeline wants of a newsroom."""

    def __init__(self, workers: Any) -> None:
        """Work with `workers`."""
        self.workers = workers
        self.arrivals = Arrivals()
        self.error: AggregatorError | None = None
        self.habits: dict[str, Habits] = {}

    def source(self, source_id: str) -> None:
        """Know no source."""

    def stop(self, error: AggregatorError) -> None:
        """Remember why."""
        self.error = error


class Failing:
    """Workers of which every call ends in the same error."""

    def __init__(self, error: Exception) -> None:
        """Fail with `error`."""
        self.error = error

    def submit(self, *_: object) -> Future[Any]:
        """Fail."""
        future: Future[Any] = Future()
        future.set_exception(self.error)
        return future


def read(room: Room, item: Page, terms: Terms | None = None) -> Capture:
    pipeline = ReadPipeline(cast(Any, room), terms or Terms())
    return asyncio.run(pipeline.process_item(item))


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    with Workers(1) as workers:
        yield Room(workers)


@pytest.mark.slow
def test_a_coded_page_crosses_as_received_and_is_read(room: Room) -> None:
    plain, packed = read(room, page()), read(room, page(gzip.compress(HTML), coding="gzip"))
    assert packed == plain
    assert plain.outcome == "no_article"


@pytest.mark.slow
def test_the_limit_holds_in_the_worker(room: Room) -> None:
    capture = read(room, page(gzip.compress(bytes(100_000)), coding="gzip"), Terms(limit=50_000))
    assert capture.outcome == "failed" and "more than 50000 bytes" in (capture.reason or "")


@pytest.mark.slow
def test_a_disk_that_takes_no_raw_page_ends_the_harvest_with_a_sentence(room: Room, tmp_path: Path) -> None:
    (tmp_path / "news.raw").write_text("a file where the folder should be")
    paragraphs = "".join(
        f"<p>The ferry to island {number} will make its last crossing on 31 May, its owner said on Friday.</p>"
        for number in range(6)
    )
    body = f"<html><body><article><h1>Ferry line to close</h1>{paragraphs}</article></body></html>".encode()
    with pytest.raises(DropItem, match="could not be kept"):
        read(room, page(body), Terms(raw_folder=str(tmp_path / "news.raw")))
    assert isinstance(room.error, DiskRefused)


def test_a_page_with_nothing_to_read_does_not_cross() -> None:
    assert read(Room(None), page(b"\x1f\x8b broken", coding="gzip", status=404)).outcome == "gone"


def test_a_mistake_of_ours_costs_one_page() -> None:
    room = Room(Failing(ZeroDivisionError("division by zero")))
    capture = read(room, page())
    assert (capture.outcome, capture.reason) == ("failed", "reading broke down: ZeroDivisionError")
    assert room.error is None


@pytest.mark.parametrize(
    ("size", "coding", "large"),
    [
        (LARGE, None, False),
        (LARGE + 1, None, True),
        (LARGE_CODED, "gzip", False),
        (LARGE_CODED + 1, "gzip", True),
        (LARGE_CODED + 1, "identity", False),
    ],
)
def test_a_large_page_is_told_by_the_bytes_that_came(size: int, coding: str | None, large: bool) -> None:
    assert is_large(page(bytes(size), coding=coding)) is large


def test_terms_are_what_the_settings_say() -> None:
    settings = {
        "AGGREGATOR_DB": "/srv/news.db",
        "DOWNLOAD_MAXSIZE": 5_000,
        "USER_AGENT": "DeskBot/2 (desk@post.example)",
        "RESPECT_NOINDEX": "True",
        "RESPECT_NOARCHIVE": "False",
        "METAREFRESH_MAXDELAY": "3",
        "KEEP_RAW": "1",
    }
    assert terms_of(Settings(settings)) == Terms(
        limit=5_000,
        agent="deskbot",
        respects_noindex=True,
        respects_noarchive=False,
        refresh_seconds=3,
        raw_folder="/srv/news.raw",
    )


@pytest.mark.parametrize(
    ("agent", "name"), [("aggregator/1.0 (x)", "aggregator"), ("", "aggregator"), ("(x)", "aggregator")]
)
def test_sites_know_us_by_the_first_word_of_the_user_agent(agent: str, name: str) -> None:
    assert product(agent) == name
