"""One page read completely: extraction, then attribution, then the keys it is recognised by."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from aggregator.article import Article
from aggregator.attribution import attribute
from aggregator.capture import Capture, Outcome
from aggregator.context import Context
from aggregator.dedup.canonical import Canonical, canonical_address
from aggregator.dedup.fingerprint import keys
from aggregator.extraction import READER, Extraction, extract_article
from aggregator.headers import validators
from aggregator.media import foreign_medium
from aggregator.page import Page
from aggregator.sources.source import Source
from aggregator.urls import join

_GONE = frozenset({404, 410})
_REFUSED = frozenset({401, 402, 403, 407, 451})
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529})
"""Statuses that say "later" (RFC 9110, 15.5 and 15.6; the 52x are Cloudflare's own)."""


def extract(
    html: bytes | str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    context: Context | None = None,
) -> Article:
    """Return what the page `html`, fetched from `url`, says: the article and who stands behind it.

    `headers` are those of the HTTP answer; `context` is what a lone page cannot tell. No network, no
    database. Never raises on any HTML: a page with no article gives one with an empty body and a
    `reason`.
    """
    return read(html, url, headers=headers, context=context)[0]


def read(
    html: bytes | str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    context: Context | None = None,
) -> tuple[Article, Extraction, Canonical]:
    """Return the article, the claims it was chosen from, and the addresses that stand for it."""
    address = join(url, url) or ""  # in the one spelling of the URL standard, whichever road it came
    medium = foreign_medium(html) if isinstance(html, bytes) else None
    extraction = extract_article("" if medium else html, address, headers=headers, context=context)
    source = context.source if context else None
    article = extraction.article if medium is None else Article(url=url, reader=READER, reason=f"This is {medium}.")
    canonical = canonical_address(address, extraction.address_claims, source=source)
    article = replace(
        article,
        url=url,
        canonical_url=canonical.url if article.kind else None,
        attributions=attribute(extraction.page, article, container=extraction.container, source=source),
    )
    return article, extraction, canonical


def read_page(page: Page, source: Source | None) -> Capture:
    """Return what came of fetching `page`: an article with its keys, or why there is none."""
    outcome, reason = page_outcome(page)
    capture = _unread(page, outcome, reason)
    if outcome != "article":
        return capture
    article, _, canonical = read(
        page.body,
        page.final_url,
        headers=dict(page.headers),
        context=Context(source=source, candidate=page.candidate),
    )
    article = replace(article, url=page.url)
    if article.kind is None:
        return replace(capture, outcome="no_article", reason=article.reason, article=article)
    return replace(
        capture,
        article=article,
        keys=keys(article),
        aliases=canonical.aliases,
        foreign=canonical.foreign,
        rules_hash=rules_hash(source),
    )


def page_outcome(page: Page) -> tuple[Outcome, str | None]:
    """Return how the fetch of `page` ended, and why; `article` means that the page is to be read."""
    if page.error is not None:
        return ("refused" if page.final and page.status is None else "failed"), page.error
    status = page.status
    if status is None:
        return "failed", "no answer came"
    if status == 304:
        return "unchanged", None
    if status in _GONE:
        return "gone", f"the site answers {status}"
    if status in _REFUSED:
        return "refused", f"the site answers {status}"
    if status != 200:
        return "failed", f"the site answers {status}"
    if not page.body.strip():
        return "failed", "the page is empty"
    return "article", None


def is_passing(page: Page) -> bool:
    """Return whether the same address may well answer otherwise later."""
    if page.error is not None:
        return not page.final
    return page.status is None or page.status in _PASSING or (page.status == 200 and not page.body.strip())


def _unread(page: Page, outcome: Outcome, reason: str | None) -> Capture:
    known = validators(page.headers)
    return Capture(
        url=page.url,
        final_url=page.final_url,
        source_id=page.source_id,
        run_id=page.run_id,
        candidate=page.candidate,
        fetched_at=page.fetched_at,
        status=page.status,
        outcome=outcome,
        reason=reason,
        final=not is_passing(page),
        redirects=page.redirects,
        etag=known.etag,
        last_modified=known.last_modified,
        raw_sha256=hashlib.sha256(page.body).hexdigest() if page.body else None,
        raw_size=len(page.body),
    )


def broken(page: Page, reason: str) -> Capture:
    """Return the capture of a page whose reading broke down (a worker hung, grew or died)."""
    return replace(_unread(page, "failed", reason), final=True)


def rules_hash(source: Source | None) -> str | None:
    """Return a short name for the source's rules as they stand; None without rules."""
    if source is None or not source.rules:
        return None
    return hashlib.sha256(repr(source.rules).encode()).hexdigest()[:16]
