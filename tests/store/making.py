"""Captures as the reading side hands them over, with articles of our own words."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from typing import Any

from aggregator.article import Article, Attribution, Block, Image
from aggregator.candidate import Candidate
from aggregator.capture import Capture
from aggregator.dedup.fingerprint import keys
from aggregator.page import Redirect

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)

READER = "aggregator 1"

_WORDS = """
harbour council bridge river ferry timber market winter school teacher vote budget tram line engine
storm valley farmer orchard grain price court judge appeal library roof museum painter concert
bakery fire brigade mayor village station platform ticket clinic nurse patient border customs lorry
fog lantern quay warehouse crane island lighthouse signal cable sailor captain cargo deck anchor
wave cliff meadow shepherd flock wool mill
"""


class Clock:
    """A clock that a test sets."""

    def __init__(self, now: dt.datetime = NOON) -> None:
        """Stand at `now`."""
        self.now = now

    def __call__(self) -> dt.datetime:
        """Return the moment at which it stands."""
        return self.now

    def forward(self, **by: float) -> None:
        """Move on, in the words of `timedelta`."""
        self.now += dt.timedelta(**by)


def prose(seed: int | str, *, paragraphs: int = 4, words: int = 45) -> tuple[str, ...]:
    """Return paragraphs that no other seed has."""
    chance = random.Random(f"prose {seed}")
    words_of_ours = _WORDS.split()
    return tuple(
        " ".join(chance.choice(words_of_ours) for _ in range(words)).capitalize() + f" number {seed}-{at}."
        for at in range(paragraphs)
    )


def article(
    url: str = "https://news.example/a/1",
    title: str | None = "Ferry line reopens",
    paragraphs: tuple[str, ...] | None = None,
    **fields: Any,
) -> Article:
    """Return an article with every field filled, save those that a test sets otherwise."""
    stated: dict[str, Any] = {
        "canonical_url": url,
        "kind": "article",
        "summary": "The line was closed for a year.",
        "authors": ("Ana Ruiz",),
        "published_at": dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=9))),
        "zone_assumed": False,
        "tags": ("ferries", "harbour"),
        "section": "Region",
        "language": "en",
        "images": (Image(url="https://news.example/i/1.jpg", caption="The quay", credit="Li Wei"),),
        "attributions": (
            attribution("publisher", "News Example", found_in="meta", confidence=0.99),
            attribution("photo", "Li Wei", entity="person", found_in="caption", position=0),
        ),
        "paywalled": False,
        "complete": True,
        "reader": READER,
        "provenance": {"title": "jsonld headline", "body": "dom article"},
    }
    paragraphs = prose(url) if paragraphs is None else paragraphs
    blocks = tuple(Block(text=text) for text in paragraphs)
    return Article(**{"url": url, "title": title, "blocks": blocks} | stated | fields)


def attribution(role: Any, name: str, **fields: Any) -> Attribution:
    """Return an attribution whose words are the name."""
    return Attribution(
        **{"role": role, "name": name, "as_written": name, "evidence": name, "found_in": "byline", "confidence": 0.9}
        | fields
    )


def capture(
    url: str = "https://news.example/a/1",
    *,
    source_id: str = "news-example",
    at: dt.datetime = NOON,
    of: Article | None = None,
    title: str | None = "Ferry line reopens",
    paragraphs: tuple[str, ...] | None = None,
    fields: dict[str, Any] | None = None,
    **rest: Any,
) -> Capture:
    """Return the capture of a page with an article, `of` or one made from the rest."""
    read = of or article(url, title, paragraphs, **(fields or {}))
    told: dict[str, Any] = {
        "url": url,
        "final_url": url,
        "source_id": source_id,
        "run_id": None,
        "candidate": Candidate(url=url, via="feed"),
        "fetched_at": at,
        "status": 200,
        "outcome": "article",
        "raw_sha256": hashlib.sha256(
            f"{read.title} {read.body} {read.tags} {at}".encode("utf-8", "replace")
        ).hexdigest(),
        "raw_size": 4_000,
        "article": read,
        "keys": keys(read),
    }
    return Capture(**told | rest)


def fetched(
    outcome: Any,
    url: str = "https://news.example/a/1",
    *,
    status: int | None,
    source_id: str = "news-example",
    at: dt.datetime = NOON,
    **rest: Any,
) -> Capture:
    """Return the capture of a fetch that brought no article."""
    told: dict[str, Any] = {
        "url": url,
        "final_url": url,
        "source_id": source_id,
        "run_id": None,
        "candidate": Candidate(url=url, via="feed"),
        "fetched_at": at,
        "status": status,
        "outcome": outcome,
    }
    return Capture(**told | rest)


def moved(url: str, to: str, *, status: int = 301) -> dict[str, Any]:
    """Return what a capture says of a redirect from `url` to `to`."""
    return {"url": url, "final_url": to, "redirects": (Redirect(url=url, status=status),)}
