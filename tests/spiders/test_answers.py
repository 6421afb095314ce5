"""Scrapy's answers and failures as our values."""

from __future__ import annotations

import datetime as dt

import pytest
from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import HtmlResponse
from twisted.python.failure import Failure

from aggregator.candidate import Candidate
from aggregator.coding import CodingError
from aggregator.downloader.refusals import AddressRefused, RobotsRefused, RobotsUnavailable
from aggregator.page import Redirect
from aggregator.spiders import answers

URL = "https://post.example/a"
CANDIDATE = Candidate(url=URL, via="feed")
NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


def failure(error: Exception) -> Failure:
    failed = Failure(error)  # type: ignore[no-untyped-call]  # Twisted does not say
    failed.request = Request(URL)  # type: ignore[attr-defined]  # as Scrapy does
    return failed


def test_an_answer_keeps_address_status_headers_bytes_and_way() -> None:
    hops = (Redirect(url="http://post.example/a", status=301), Redirect(url=URL, status=302))
    request = Request("https://post.example/b", meta={"redirects": hops})
    response = HtmlResponse(
        "https://post.example/b",
        status=200,
        headers={"ETag": '"x"', "Set-Cookie": ["a=1", "b=2"]},
        body=b"<p>",
        request=request,
    )
    page = answers.page(response, CANDIDATE, source_id="post", run_id=7, fetched_at=NOON)
    assert (page.url, page.final_url, page.status, page.body) == (URL, "https://post.example/b", 200, b"<p>")
    assert page.headers == (("etag", '"x"'), ("set-cookie", "a=1"), ("set-cookie", "b=2"))
    assert page.redirects == hops


def test_an_answer_whose_redirect_was_not_followed_names_where_it_leads() -> None:
    hops = (Redirect(url=URL, status=301),)
    request = Request(URL, meta={"redirects": hops, "leads_to": "https://post.example/b"})
    page = answers.page(
        HtmlResponse(URL, status=301, request=request), CANDIDATE, source_id="post", run_id=7, fetched_at=NOON
    )
    assert (page.url, page.final_url, page.status, page.redirects) == (URL, "https://post.example/b", 301, hops)


@pytest.mark.parametrize(
    ("error", "words", "final"),
    [
        (CannotResolveHostError("dns"), "the host's name is not known", False),
        (DownloadTimeoutError("late"), "no whole answer came in time", False),
        (ResponseDataLossError(), "the answer broke off", False),
        (DownloadConnectionRefusedError("post.example"), "the host refuses the connection", False),
        (DownloadCancelledError("10,000,001 bytes"), "the answer is too large", False),
        (DownloadFailedError("the certificate is not trusted: expired"), "the certificate is not trusted", False),
        (DownloadFailedError(), "the connection failed", False),
        (AddressRefused("10.0.0.1 is not a public address"), "10.0.0.1 is not a public address", True),
        (CodingError("the gzip data end early"), "the gzip data end early", False),
        (RobotsUnavailable("robots.txt could not be had"), "robots.txt could not be had", False),
        (RobotsRefused("forbidden by robots.txt"), "forbidden by robots.txt", True),
        (IgnoreRequest(), "not to be fetched", True),
        (ValueError("odd\nin two lines"), "ValueError: odd", False),
        (ValueError(), "ValueError", False),
    ],
)
def test_a_failure_says_why_and_whether_to_try_again(error: Exception, words: str, final: bool) -> None:
    page = answers.no_page(failure(error), CANDIDATE, source_id="post", run_id=None, fetched_at=NOON)
    assert page.error is not None and words in page.error and "\n" not in page.error
    assert (page.status, page.final) == (None, final)
