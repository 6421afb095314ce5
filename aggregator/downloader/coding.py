"""Undoes the content coding of answers, and takes a cut or overlong one for what it is."""

from __future__ import annotations

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import HtmlResponse, Response
from scrapy.responsetypes import responsetypes

from aggregator.coding import CODINGS, codings, decode
from aggregator.extensions.newsroom import number

AS_RECEIVED = "as_received"
"""Key of a request's meta: True where the answer's body is to stay as it came."""


class ContentCodingMiddleware:
    """Asks for the codings we know, and undoes them.

    Scrapy's own middleware returns what it could decode of a broken gzip as if it were the whole page.
    A request with `as_received` in its meta gets the body as it came, its content coding still on it: pages
    are unpacked in the processes that read them.
    """

    def __init__(self, limit: int) -> None:
        """Allow `limit` bytes after decoding."""
        self._limit = limit

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ContentCodingMiddleware:
        """Take the limit from DOWNLOAD_MAXSIZE."""
        return cls(int(number(crawler.settings, "DOWNLOAD_MAXSIZE", least=1)))

    def process_request(self, request: Request) -> None:
        """Say what we understand (RFC 9110, 12.5.3)."""
        request.headers.setdefault("Accept-Encoding", ", ".join(CODINGS))

    def process_response(self, request: Request, response: Response) -> Response:
        """Return the decoded answer; raises CodingError where it is broken, cut or too large."""
        if request.meta.get(AS_RECEIVED):
            return response
        coded = response.headers.getlist("Content-Encoding")
        if request.method == "HEAD" or not coded:
            return in_known_letters(response)
        names = codings([("content-encoding", value.decode("latin-1")) for value in coded])
        body = decode(response.body, names, limit=self._limit)
        headers = response.headers.copy()
        del headers["Content-Encoding"]
        if "purpose" in request.meta:  # our own spiders read bytes
            return response.replace(body=body, headers=headers)
        kind = responsetypes.from_args(headers=headers, url=response.url, body=body[:5000])
        return in_known_letters(response.replace(cls=kind, body=body, headers=headers))


def in_known_letters(response: Response) -> Response:
    """Return `response`, read as UTF-8 where it names an encoding that text cannot be in.

    Python takes `charset=undefined` (a script's slip) and `rot13` for names of codecs, and Scrapy would lose the
    whole page over it. The bytes and the header stay as they came: extraction judges them itself.
    """
    if not isinstance(response, HtmlResponse):
        return response
    try:
        _ = response.text  # Scrapy keeps it, and looks into it for a redirect
    except (LookupError, UnicodeError):
        return response.replace(encoding="utf-8")
    return response
