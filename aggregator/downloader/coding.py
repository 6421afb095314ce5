"""Undoes the content coding of answers, and takes a cut or overlong one for what it is."""

from __future__ import annotations

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.responsetypes import responsetypes

from aggregator.coding import CODINGS, decode


class ContentCodingMiddleware:
    """Asks for the codings we know, and undoes them.

    Scrapy's own middleware returns what it could decode of a broken gzip as if it were the whole page.
    """

    def __init__(self, limit: int) -> None:
        """Allow `limit` bytes after decoding."""
        self._limit = limit

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ContentCodingMiddleware:
        """Take the limit from DOWNLOAD_MAXSIZE."""
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_request(self, request: Request) -> None:
        """Say what we understand (RFC 9110, 12.5.3)."""
        request.headers.setdefault("Accept-Encoding", ", ".join(CODINGS))

    def process_response(self, request: Request, response: Response) -> Response:
        """Return the decoded answer; raises CodingError where it is broken, cut or too large."""
        coded = response.headers.getlist("Content-Encoding")
        if request.method == "HEAD" or not coded:
            return response
        names = [name.strip().lower() for value in coded for name in value.decode("latin-1").split(",")]
        body = decode(response.body, names, limit=self._limit)
        headers = response.headers.copy()
        del headers["Content-Encoding"]
        kind = responsetypes.from_args(headers=headers, url=response.url, body=body[:5000])
        return response.replace(cls=kind, body=body, headers=headers)
