"""One reading of one page, in the form that crosses to the store."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from aggregator.article import Article
from aggregator.candidate import Candidate
from aggregator.habits import Observation
from aggregator.page import Redirect

Outcome = Literal["article", "no_article", "unchanged", "known", "gone", "refused", "failed"]
"""How a fetch ended.

    article     a page with an article (it may still turn out to be the same as before)
    no_article  a page that is none: `reason` says what it is
    unchanged   304: what we have is still so
    known       a redirect to an address of an article that we have; it was not followed
    gone        404 or 410
    refused     the site does not want it fetched (robots.txt, 401, 403, 451), or we do not (address)
    failed      no whole answer, or reading broke down: `reason` says how
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """By what a text is recognised (see `dedup.fingerprint`)."""

    content_hash: str
    """SHA-256, hex, of title, blank line, body: exact identity."""

    shingles: tuple[int, ...]
    """The smallest hashes of the text's word shingles, ascending, signed 64-bit: approximate identity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """What came of fetching and reading one address once; the store needs nothing else.

    A value that could as well have crossed a queue: picklable, without the page's bytes.
    """

    url: str
    final_url: str
    source_id: str
    run_id: int | None
    candidate: Candidate
    fetched_at: dt.datetime
    status: int | None
    outcome: Outcome
    final: bool = True
    """False where the address is to be tried again later."""

    reason: str | None = None
    redirects: tuple[Redirect, ...] = ()
    etag: str | None = None
    last_modified: str | None = None
    raw_sha256: str | None = None
    """SHA-256, hex, of the page's bytes after content coding was undone; None where no page was read."""

    raw_size: int = 0
    """How many bytes those are."""

    raw_ref: str | None = None
    """Where the page is kept, relative to the folder of raw pages (see `rawpages`); None where it is not."""

    leads_to: str | None = None
    """Address that a page without an article leads on to by itself (meta refresh)."""

    rules_hash: str | None = None
    """Short hash of the source's rules that the page was read with, and of what, learnt of the site, made a
    difference to it; None without either."""

    article: Article | None = None
    keys: Keys | None = None
    aliases: tuple[str, ...] = ()
    """Further normalised addresses that this page is proven to be (canonical, og:url … where sane)."""

    foreign: str | None = None
    """Address on another publisher's site that this page names as its canonical one: it ran there first."""

    observation: Observation | None = None
    """What the page tells of its site; None where it is no article."""

    def __repr__(self) -> str:
        """Without texts: logs hold no page content."""
        return f"<Capture {self.outcome} {self.status} {self.url}>"
