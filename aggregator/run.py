"""One harvest of one source: what was asked, what came, how it ended."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

RunOutcome = Literal["running", "finished", "interrupted", "failed", "busy"]
"""`interrupted`: stopped before its end (Ctrl-C, a limit, a kill noticed later); `failed`: no document
of the source could be had; `busy`: another harvest was at work on it."""


@dataclass(slots=True, kw_only=True)
class Counts:
    """What one run of one source saw; each is a number of addresses, except `documents`."""

    documents: int = 0
    """Feeds, sitemaps and listing pages that were asked for."""

    documents_failed: int = 0
    candidates: int = 0
    """Article addresses that those named, each counted once."""

    fetched: int = 0
    """Article pages asked for in this run."""

    new: int = 0
    revised: int = 0
    same: int = 0
    """Read again and found unchanged, or another address of an article we have."""

    gone: int = 0
    no_article: int = 0
    refused: int = 0
    failed: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Return the sums, count by count."""
        names = [one.name for one in fields(self)]
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in names})
