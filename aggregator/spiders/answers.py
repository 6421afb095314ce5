"""Scrapy's answers and failures as our values."""

from __future__ import annotations

import datetime as dt
from typing import Any

from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response
from twisted.python.failure import Failure

from aggregator.candidate import Candidate
from aggregator.coding import CodingError
from aggregator.downloader.refusals import RobotsUnavailable
from aggregator.page import Page


def page(
    response: Response, candidate: Candidate, *, source_id: str, run_id: int | None, fetched_at: dt.datetime
) -> Page:
    """Return the page that answered."""
    return Page(
        url=candidate.url,
        final_url=meta_of(response).get("leads_to", response.url),
        source_id=source_id,
        run_id=run_id,
        candidate=candidate,
        fetched_at=fetched_at,
        status=response.status,
        headers=headers(response),
        body=response.body,
        redirects=meta_of(response).get("redirects", ()),
    )


def no_page(
    failure: Failure, candidate: Candidate, *, source_id: str, run_id: int | None, fetched_at: dt.datetime
) -> Page:
    """Return a page that says why none came."""
    return Page(
        url=candidate.url,
        final_url=asked(failure).url,
        source_id=source_id,
        run_id=run_id,
        candidate=candidate,
        fetched_at=fetched_at,
        status=None,
        error=reason(failure),
        final=isinstance(failure.value, IgnoreRequest),
    )


def asked(failure: Failure) -> Request:
    """Return the request that failed; Scrapy hangs it on the failure."""
    request = getattr(failure, "request", None)
    assert isinstance(request, Request), "a failure that no request led to"
    return request


def headers(response: Response) -> tuple[tuple[str, str], ...]:
    """Return the headers in lower case; values that are no Latin-1 never occur: every byte is one."""
    return tuple(
        (name.decode("latin-1").lower(), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in (values if isinstance(values, list) else [values])
    )


def meta_of(response: Response) -> dict[str, Any]:
    """Return what was noted with the request that led to an answer."""
    return response.request.meta if response.request is not None else {}


_CLAUSES: tuple[tuple[type[Exception], str], ...] = (
    (CannotResolveHostError, "the host's name is not known"),
    (DownloadTimeoutError, "no whole answer came in time"),
    (DownloadConnectionRefusedError, "the host refuses the connection"),
    (ResponseDataLossError, "the answer broke off"),
    (DownloadCancelledError, "the answer is too large"),
    (UnsupportedURLSchemeError, "only http and https addresses are fetched"),
)


def reason(failure: Failure) -> str:
    """Return in a clause why no answer came."""
    return clause(failure.value or Exception("no answer came"))


def clause(error: BaseException) -> str:
    """Return in a clause what went wrong on the way to a page."""
    if isinstance(error, (IgnoreRequest, CodingError, RobotsUnavailable)):
        return str(error) or "not to be fetched"
    for kind, words in _CLAUSES:
        if isinstance(error, kind):
            return words
    text = next(iter(str(error).strip().splitlines()), "")[:200]
    if isinstance(error, DownloadFailedError):  # our transport says in a clause what it was
        return text or "the connection failed"
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
