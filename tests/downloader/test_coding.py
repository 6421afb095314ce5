"""What becomes of coded answers on their way to whoever asked."""

from __future__ import annotations

import gzip

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response

from aggregator.coding import CodingError
from aggregator.downloader.coding import AS_RECEIVED, ContentCodingMiddleware

URL = "https://post.example/a"
HTML = b"<html><p>The ferry will stop in May.</p></html>"
MIDDLEWARE = ContentCodingMiddleware(limit=1_000)


def answer(body: bytes, *, coding: str = "gzip") -> Response:
    return Response(URL, headers={"Content-Encoding": coding, "Content-Type": "text/html"}, body=body)


def test_a_document_is_unpacked_and_known_by_its_type() -> None:
    response = MIDDLEWARE.process_response(Request(URL), answer(gzip.compress(HTML)))
    assert isinstance(response, HtmlResponse)
    assert response.body == HTML
    assert "Content-Encoding" not in response.headers


@pytest.mark.parametrize("body", [gzip.compress(HTML, mtime=0)[:-9], gzip.compress(bytes(2_000), mtime=0), HTML])
def test_a_document_that_is_cut_too_large_or_mislabelled_is_none(body: bytes) -> None:
    with pytest.raises(CodingError):
        MIDDLEWARE.process_response(Request(URL), answer(body))


@pytest.mark.parametrize(
    "body",
    [gzip.compress(HTML, mtime=0), gzip.compress(HTML, mtime=0)[:-9], gzip.compress(bytes(2_000), mtime=0), HTML],
)
def test_what_is_wanted_as_received_is_not_looked_into(body: bytes) -> None:
    came = answer(body)
    response = MIDDLEWARE.process_response(Request(URL, meta={AS_RECEIVED: True}), came)
    assert response is came
    assert response.headers["Content-Encoding"] == b"gzip"


def test_the_codings_that_we_know_are_asked_for() -> None:
    request = Request(URL)
    MIDDLEWARE.process_request(request)
    assert request.headers["Accept-Encoding"] == b"gzip, deflate, br, zstd"
