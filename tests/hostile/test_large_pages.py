"""Pages that are cheap to send and dear to read: the memory that a reading process takes for them."""

from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path

import pytest

from aggregator import settings
from aggregator.candidate import Candidate
from aggregator.page import Page
from aggregator.reading import read_page
from aggregator.workers import Workers

pytestmark = pytest.mark.slow

SIZE = settings.DOWNLOAD_MAXSIZE

KINDS = {
    "short paragraphs": b"<html><body>" + b"<p>a" * (SIZE // 4),
    "nesting": b"<div>" * (SIZE // 5),
    "one text": b"word and word more. " * (SIZE // 20),
    "one paragraph": b"<article><h1>A</h1><p>" + b"word and word more. " * (SIZE // 20),
    "one paragraph in no known encoding": b"<article><p>" + b"caf\xe9 and more of it. " * (SIZE // 20),
    "one script": b"<script>" + b"var a = 1; " * (SIZE // 11),
    "state for scripts": b'<script id="__NEXT_DATA__" type="application/json">[' + b'{"b":[1,2]},' * (SIZE // 12),
    "JSON-LD": b'<script type="application/ld+json">[' + b'{"@type":"NewsArticle"},' * (SIZE // 24),
    "attributes": b"<p " + b"a=1 " * (SIZE // 4) + b">",
    "meta elements": b'<meta name="a" content="b">' * (SIZE // 27),
    "links": b'<a href="/a/b">Some headline here</a>' * (SIZE // 37),
    "table cells": b"<table>" + b"<tr><td>a<td>b" * (SIZE // 14),
}


def page(body: bytes) -> Page:
    url = "https://harbour-post.example/world/view/88"
    return Page(
        url=url,
        final_url=url,
        source_id="harbour-post",
        candidate=Candidate(url=url, via="feed"),
        fetched_at=dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC),
        status=200,
        headers=(("content-type", "text/html"), ("content-encoding", "gzip")),
        body=gzip.compress(body[:SIZE], 1),
    )


def most_mb() -> int:
    """Return the most memory that this process ever held."""
    status = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1_000 for line in status if line.startswith("VmHWM"))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell what a process holds")
@pytest.mark.parametrize("kind", KINDS)
def test_the_dearest_pages_are_read_within_the_memory_of_a_worker(kind: str) -> None:
    with Workers(1, seconds=60, memory_mb=2_000) as workers:
        capture = workers.submit(read_page, page(KINDS[kind]), None).result(120)
        most = workers.submit(most_mb).result(60)
    assert capture.outcome in ("article", "no_article")
    assert most < settings.READ_MEMORY_MB
