"""Counts what became of every request, next to the wire: each redirect and each further try is one of its own."""

from __future__ import annotations

import re
import time

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError, IgnoreRequest, NotConfigured
from scrapy.http import Response

from aggregator.downloader.refusals import AddressRefused, HeldBack, RobotsRefused, RobotsUnavailable, Stopped
from aggregator.extensions.newsroom import Newsroom
from aggregator.spiders.answers import clause

KEEP_EVERY = 10.0
"""Seconds after which what was counted is written: a kill costs the counts of so many at most."""

PURPOSES = frozenset({"article", "document", "robots", "tdm"})
"""What requests are for, as their `meta["purpose"]` says; a request that does not say is for a document."""

SENT_AGAIN = "sent again: the connection had been closed"
"""Fate of what went out on a connection that the site was about to close. The transport sends it once more by
itself, and leaves the number in `meta["sent_again"]`; the site may have seen both."""

_UNSENT: tuple[tuple[type[Exception], str], ...] = (
    (AddressRefused, "the address is refused"),
    (RobotsRefused, "forbidden by robots.txt"),
    (RobotsUnavailable, "robots.txt could not be had"),
    (HeldBack, "the host is left alone for now"),
    (IgnoreRequest, "not to be fetched"),
)
"""Why a request was not sent. Their own texts name addresses: one row for each would be a log, not a count."""

_DETAIL = re.compile(r" \(|: ")
"""Where a clause goes on to what differs from request to request."""

_NUMBER = re.compile(r"\d[\d.,]*")
_CLAUSE = re.compile(r"[a-z][A-Za-z',… ]*")
"""What our own clauses look like; those of libraries and of the system name hosts, ports and errnos."""


class FatesMiddleware:
    """Counts by run, purpose and fate; what a crawl that ends never sent has no fate."""

    def __init__(self, room: Newsroom) -> None:
        """Count for the runs of `room`."""
        self._room = room
        self._kept_at = time.monotonic()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> FatesMiddleware:
        """Be of no use where pages are fetched without a database."""
        room = crawler.get_extension(Newsroom)
        if room is None:
            raise NotConfigured
        return cls(room)

    def process_response(self, request: Request, response: Response) -> Response:
        """Count an answer as it came, before anything is made of it."""
        if "cached" not in response.flags:  # out of Scrapy's own cache: nobody was asked
            self._count(request, str(response.status), len(response.body))
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Count a request that brought no answer, or was refused before it was sent."""
        fate = fate_of(exception)
        if fate is not None:
            self._count(request, fate, getattr(exception, "received", 0))

    def _count(self, request: Request, fate: str, size: int) -> None:
        run = self._room.runs.get(request.meta.get("source_id", ""))
        if run is None:
            return
        purpose = purpose_of(request)
        run.fates.add(purpose, fate, size)
        for _ in range(request.meta.pop("sent_again", 0)):
            run.fates.add(purpose, SENT_AGAIN)
        if time.monotonic() - self._kept_at >= KEEP_EVERY:
            self._kept_at = time.monotonic()
            self._room.keep_fates()


def purpose_of(request: Request) -> str:
    """Return what a request is for: one of `PURPOSES`."""
    said = request.meta.get("purpose")
    if said in PURPOSES:
        return str(said)
    return "robots" if request.meta.get("robots_txt") else "document"


def fate_of(error: BaseException) -> str | None:
    """Return in a few words why no answer came, the same for all requests that ended alike.

    None where the crawl ended before the request's turn had come.

    >>> fate_of(AddressRefused("10.0.0.1 is not a public address"))
    'the address is refused'
    >>> fate_of(ValueError("invalid literal: 'x'"))
    'ValueError'
    """
    if isinstance(error, Stopped):
        return None
    for kind, words in _UNSENT:
        if isinstance(error, kind):
            return words
    said = _NUMBER.sub("…", _DETAIL.split(clause(error), maxsplit=1)[0])
    return "the connection failed" if isinstance(error, DownloadFailedError) and not _CLAUSE.fullmatch(said) else said
