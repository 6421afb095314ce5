"""A page as it was fetched: address, headers, bytes, moment."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from aggregator.candidate import Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """One step of the way from the address asked for to the address that answered."""

    url: str
    """The address that redirected."""

    status: int
    """301, 302, 303, 307 or 308."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One answer to one request for an article; what spiders yield."""

    url: str
    """The address that was asked for."""

    final_url: str
    """The address that answered, after redirects."""

    source_id: str
    run_id: int | None = None
    candidate: Candidate
    """What led here."""

    fetched_at: dt.datetime
    """Aware, UTC."""

    status: int | None
    """HTTP status; None where no answer came (`error` says why)."""

    headers: tuple[tuple[str, str], ...] = ()
    """Names in lower case, in order of arrival."""

    body: bytes = b""
    """The content as received: its content coding, if any, still on it (header `content-encoding`)."""

    redirects: tuple[Redirect, ...] = ()
    error: str | None = None
    """Why no whole answer came: time out, refused address, broken transfer; None for an answer."""

    final: bool = True
    """False where the same address will be tried again (a passing fault); True where it is settled."""

    def __repr__(self) -> str:
        """Without the body: Scrapy logs the repr of items that fail."""
        return f"<Page {self.status} {self.url} {len(self.body)} bytes>"
