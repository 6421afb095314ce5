"""One page read completely: extraction, then attribution, then the keys it is recognised by."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from aggregator.article import Article
from aggregator.attribution import attribute
from aggregator.capture import Capture, Outcome
from aggregator.coding import CodingError, codings, decode
from aggregator.context import Context
from aggregator.dedup.canonical import Canonical, canonical_address
from aggregator.dedup.fingerprint import keys
from aggregator.extraction import READER, Extraction, extract_article
from aggregator.extraction.observing import observe
from aggregator.extraction.refresh import refresh_target
from aggregator.habits import Habits
from aggregator.headers import validators
from aggregator.media import foreign_medium
from aggregator.page import Page
from aggregator.rawpages import keep_raw
from aggregator.robots_words import asks_not_to_be_archived, asks_not_to_be_indexed, robots_words
from aggregator.sources.source import Source
from aggregator.urls import identity_key, join

_GONE = frozenset({404, 410})
_REFUSED = frozenset({401, 402, 403, 407, 451})
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529})
"""Statuses that say "later" (RFC 9110, 15.5 and 15.6; the 52x are Cloudflare's own)."""

_EMPTY = "the page is empty"

MOST_STEPS = 5
"""Pages in a row that lead on by themselves before the way is given up: as many as redirects are followed."""


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
    `reason`. Raises TypeError where an argument is none of what it may be.
    """
    if not isinstance(html, bytes | str):
        raise TypeError(f"html must be bytes or str, not {type(html).__name__}: bytes(html) makes one of a buffer")
    if not isinstance(url, str):
        raise TypeError(f'url must be a str, not {type(url).__name__}; "" where no address is known')
    if headers is not None and not isinstance(headers, Mapping):
        raise TypeError(f"headers must be a mapping of names to values, not {type(headers).__name__}: dict(headers)")
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
    declared = next((value for name, value in (headers or {}).items() if name.lower() == "content-type"), None)
    medium = foreign_medium(html, declared) if isinstance(html, bytes) else None
    extraction = extract_article("" if medium else html, address, headers=headers, context=context)
    source = context.source if context else None
    article = extraction.article if medium is None else Article(url=url, reader=READER, reason=f"This is {medium}.")
    canonical = canonical_address(address, extraction.address_claims, source=source)
    article = replace(
        article,
        url=url,
        canonical_url=canonical.url if article.kind else None,
        attributions=attribute(
            extraction.page,
            article,
            container=extraction.container,
            source=source,
            known=context.register if context else None,
        ),
    )
    return article, extraction, canonical


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms a harvest reads pages: its limits, and the wishes of sites that it respects."""

    limit: int = 10_000_000
    """Bytes of one page after its content coding is undone."""

    agent: str = "aggregator"
    """The name by which a page may address us in its rules for robots."""

    respects_noindex: bool = False
    """Whether a page that asks all robots not to index it is refused; one that asks us by name always is."""

    respects_noarchive: bool = True
    """Whether no raw copy is kept of a page that asks for that."""

    refresh_seconds: float = 15.0
    """Within how many seconds a page must lead on by itself for that to be followed."""

    raw_folder: str | None = None
    """Where the bytes of article pages are kept (see `rawpages`); None: nowhere."""


_USUAL = Terms()


def read_page(page: Page, source: Source | None, terms: Terms = _USUAL, habits: Habits | None = None) -> Capture:
    """Return what came of fetching `page`: an article with its keys, or why there is none.

    `habits` is what earlier pages of the site taught. Raises DiskRefused where its bytes are to be kept and cannot be;
    otherwise never.
    """
    outcome, reason = page_outcome(page)
    if outcome != "article":
        return _unread(page, outcome, reason)
    coded = codings(page.headers)
    try:
        body = decode(page.body, coded, limit=terms.limit)
    except CodingError as error:
        return _unread(page, "failed", str(error), final=False)
    if _is_empty(body):
        return _unread(page, "failed", _EMPTY, final=False)
    capture = replace(_unread(page, "article", None), raw_sha256=hashlib.sha256(body).hexdigest(), raw_size=len(body))
    context = Context(source=source, candidate=page.candidate, habits=habits)
    article, extraction, canonical = read(body, page.final_url, headers=_combined(page.headers), context=context)
    words = robots_words(page.headers, extraction.page.metas.items(), agent=terms.agent)
    wish = asks_not_to_be_indexed(words, now=page.fetched_at, by_name=not terms.respects_noindex)
    if wish is not None:
        return replace(capture, outcome="refused", reason=f"the page asks not to be indexed ({wish})")
    article = replace(article, url=page.url)
    if article.kind is None:
        return _no_article(capture, article, refresh_target(extraction.page, most_seconds=terms.refresh_seconds))
    if terms.raw_folder is not None and not (terms.respects_noarchive and asks_not_to_be_archived(words)):
        assert capture.raw_sha256 is not None
        raw_ref = keep_raw(terms.raw_folder, body, capture.raw_sha256, received=page.body, codings=coded)
        capture = replace(capture, raw_ref=raw_ref)
    return replace(
        capture,
        article=article,
        keys=keys(article),
        aliases=canonical.aliases,
        foreign=canonical.foreign,
        rules_hash=rules_hash(source, extraction.page.recall.told),
        observation=observe(extraction, canonical.url),
    )


def packed(source: Source | None, terms: Terms, habits: Habits | None = None) -> bytes:
    """Return what is the same for all pages of a source, in the form in which it crosses to another process."""
    beliefs = habits.beliefs if habits is not None and habits.version else None
    return pickle.dumps((source, terms, beliefs), protocol=pickle.HIGHEST_PROTOCOL)


def read_packed(page: Page, same: bytes) -> Capture:
    """Return what `read_page` does; `same` is what `packed` made, unpacked once in each process."""
    source, terms, habits = _unpacked(same)
    return read_page(page, source, terms, habits)


@lru_cache(maxsize=512)
def _unpacked(same: bytes) -> tuple[Source | None, Terms, Habits | None]:
    source, terms, habits = pickle.loads(same)
    return source, terms, habits


def _no_article(capture: Capture, article: Article, target: str | None) -> Capture:
    """Return the capture of a page that is no article, with the address that it leads on to, if that is another."""
    capture = replace(capture, outcome="no_article", reason=article.reason, article=article)
    passed = {identity_key(url) for url in (capture.url, capture.final_url, *capture.candidate.led_from)}
    if target is None or identity_key(target) in passed or len(capture.candidate.led_from) >= MOST_STEPS:
        return capture
    return replace(capture, reason=f"leads on to {target}", leads_to=target)


def _combined(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return each field once, the values of a repeated one as one list (RFC 9110, 5.3)."""
    found: dict[str, str] = {}
    for name, value in headers:
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def page_outcome(page: Page) -> tuple[Outcome, str | None]:
    """Return how the fetch of `page` ended, and why; `article` means that the page is to be read."""
    if page.error is not None:
        return ("refused" if page.final and page.status is None else "failed"), page.error
    status = page.status
    if status is None:
        return "failed", "no answer came"
    if status == 304:
        return "unchanged", None
    if page.redirects and page.redirects[-1].status == status and page.redirects[-1].url != page.final_url:
        return "known", f"redirects to {page.final_url}"
    if status in _GONE:
        return "gone", f"the site answers {status}"
    if status in _REFUSED:
        return "refused", f"the site answers {status}"
    if status != 200:
        return "failed", f"the site answers {status}"
    if _is_empty(page.body):
        return "failed", _EMPTY
    return "article", None


def is_passing(page: Page) -> bool:
    """Return whether the same address may well answer otherwise later."""
    if page.error is not None:
        return not page.final
    return page.status is None or page.status in _PASSING or (page.status == 200 and _is_empty(page.body))


def _is_empty(body: bytes) -> bool:
    return not body or body.isspace()


def _unread(page: Page, outcome: Outcome, reason: str | None, *, final: bool | None = None) -> Capture:
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
        final=not is_passing(page) if final is None else final,
        redirects=page.redirects,
        etag=known.etag,
        last_modified=known.last_modified,
    )


def broken(page: Page, reason: str) -> Capture:
    """Return the capture of a page whose reading broke down (a worker hung, grew or died).

    Not final: a busy machine and a killed process are no fault of the page's.
    """
    return _unread(page, "failed", reason, final=False)


def rules_hash(source: Source | None, told: tuple[str, ...] = ()) -> str | None:
    """Return a short name for the source's rules as they stand and for what was `told` of the site; None for neither.

    What was learnt and makes no difference to a page is not in it: a page that is read as before is read by the same
    rules, whatever else was learnt meanwhile, and what changed on it was changed by its publisher.
    """
    rules = source.rules if source is not None else ()
    if not rules and not told:
        return None
    return hashlib.sha256((repr(rules) + "".join(told)).encode()).hexdigest()[:16]
