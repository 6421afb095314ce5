"""Whether one text under many addresses is a wall: a consent, login or error page in the place of articles."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from aggregator.article import Article
from aggregator.capture import Capture
from aggregator.dedup.fingerprint import words
from aggregator.urls import article_number, identity_key

ENOUGH = 3
"""Different pages of one site that show one text. Two are a piece that was published twice."""

MANY = 10
"""Pages from which on a text without a date is a wall, whatever the pages are called: every day of a calendar on
which nothing is on."""

FEWEST_WORDS = 4
"""Words of a text, numbers aside, by which it can be told from others."""

LIKE = 0.4
"""Part of the words of the shorter of two headlines that both have, from which on they may be one headline."""

TELLING = frozenset(("feed", "news_sitemap"))
"""Kinds of documents in which a publisher names articles and nothing else (`Candidate.via`)."""

_SLUG_BREAKS = re.compile(r"[^\w]+|_")
_EXTENSION = re.compile(r"\.[a-z]{2,5}$", re.IGNORECASE)
_SLUG_WORDS = 3
"""Words of a slug that say what the page is about; `world`, `north-korea` do not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A stored article of the same source, with the addresses at which its text was fetched."""

    article_id: int
    article: Article
    addresses: tuple[str, ...]
    told: bool = False
    """Whether a feed or a news sitemap, the publisher's own word, named one of these."""


def signature(body: str) -> str | None:
    """Return by what the text of a wall is recognised, whatever numbers it shows this time; None: too few words.

    Error pages name the moment, the visitor's address, the number of the incident.
    """
    kept = _constant(body)
    if len(kept) < FEWEST_WORDS:
        return None
    return hashlib.sha256(" ".join(kept).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def is_wall(capture: Capture, shown: Sequence[Shown]) -> bool:
    """Return whether the text of `capture` stands where other texts should.

    `shown` are articles of its source. One text under three addresses that are not one page's is a wall where
    the headline changes with the address and the text, which is about none of them, does not; or where no date
    stands and what the addresses and the lists say of the pages is not what stands there. A piece that is
    published three times has its headline and a date each time, and is called by it; a section that shows the
    text of its newest article shows an article.
    """
    article = capture.article
    if article is None:
        return False
    alike = [one for one in shown if _same_text(article, one.article)]
    addresses = pages([capture.url, *(address for one in alike for address in one.addresses)])
    if len(addresses) < ENOUGH:
        return False
    if any(_numbers_differ(article, one.article) for one in alike):
        # Reports from a mould ("Gold closes at …") differ in numbers only; error pages do, too, and state no date.
        return article.published_at is None and all(_same_title(article, one.article) for one in alike)
    if article.kind == "article" and not all(_may_be_one_headline(article, one.article) for one in alike):
        return not any(_is_about_its_title(one) for one in (article, *(each.article for each in alike)))
    if article.published_at is not None or any(one.article.published_at is not None for one in alike):
        return False
    if len(addresses) >= MANY:
        return True
    if [capture.candidate.via in TELLING, *(one.told for one in alike)].count(True) == 1:
        return False  # one page is the publisher's own; what else shows its text is a list, or a copy
    verdicts = [_is_called_so(address, article) for address in addresses]
    if capture.candidate.title:
        verdicts.append(_have_common(words(capture.candidate.title), words(article.title or "")))
    return not verdicts.count(True) or verdicts.count(False) >= ENOUGH


def pages(addresses: Iterable[str]) -> list[str]:
    """Return one address of each page: those of one number, one slug, or one path are variants of one.

    >>> pages(["https://a.example/world/view/1206", "https://a.example/asia/view/1206", "https://a.example/view/7?s=1"])
    ['https://a.example/world/view/1206', 'https://a.example/view/7?s=1']
    """
    seen: set[str] = set()
    found: list[str] = []
    for address in addresses:
        marks = set(_marks(address))
        if not marks & seen:
            found.append(address)
        seen |= marks
    return found


def _marks(address: str) -> Iterable[str]:
    """Yield by what another address is known as a variant of this one."""
    key = identity_key(address) or address
    yield key
    number = article_number(address)
    if number is not None:
        yield f"number {number}"
    elif "?" not in key or not re.search(r"\d{3,}", key.partition("?")[2]):
        yield key.partition("?")[0]
    if len(_slug(address)) >= _SLUG_WORDS:
        yield "slug " + _last_words(address)


def _slug(address: str) -> list[str]:
    """Return the words of the last part of a path that has several, numbers aside; [] where none has."""
    return [one for one in _SLUG_BREAKS.split(_last_words(address)) if one and not any(c.isdigit() for c in one)]


def _last_words(address: str) -> str:
    """Return the last part of a path that has several words, as it stands there; "" where none has."""
    try:
        path = urlsplit(address).path
    except ValueError:
        return ""
    for part in reversed([one for one in path.split("/") if one]):
        plain = _EXTENSION.sub("", unquote(part)).casefold()
        if sum(one.isalpha() for one in _SLUG_BREAKS.split(plain)) >= _SLUG_WORDS:
            return plain
    return ""


def _is_called_so(address: str, article: Article) -> bool | None:
    """Return whether an address's slug is about the article; None: it has no words to tell by."""
    slug = [one for one in _slug(address) if len(one) > 3]
    if len(slug) < 2:
        return None
    text = {*words(article.title or ""), *words(article.body[:20_000])}
    common = sum(one in text for one in slug)
    # Slugs in Latin letters of a text in others cannot be compared.
    if not any(one.isascii() and one.isalpha() for one in text):
        return None
    return 2 * common > len(slug)


def _is_about_its_title(article: Article) -> bool:
    """Tell whether a text has words of its headline in it, as texts of that headline have."""
    title = [one for one in _constant(article.title or "") if len(one) > 3 or not one.isascii()]
    text = set(words(article.body[:20_000]))
    return bool(title) and 2 * sum(one in text for one in title) >= len(title)


def _same_text(article: Article, other: Article) -> bool:
    return _constant(article.body) == _constant(other.body)


def _numbers_differ(article: Article, other: Article) -> bool:
    """Tell whether plain numbers differ; what mixes letters and digits is an incident's or a visitor's own."""
    return _numbers(article.body) != _numbers(other.body)


def _numbers(body: str) -> list[str]:
    return [one for one in words(body) if one.isdigit() and len(one) < 8]


def _constant(body: str) -> list[str]:
    """Return the words of a text without digits in them."""
    return [one for one in words(body) if not any(character.isdigit() for character in one)]


def _same_title(article: Article, other: Article) -> bool:
    return _constant(article.title or "") == _constant(other.title or "")


def _may_be_one_headline(article: Article, other: Article) -> bool:
    ours, theirs = words(article.title or ""), words(other.title or "")
    return not ours or not theirs or _have_common(ours, theirs)


def _have_common(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    first, second = set(ours), set(theirs)
    return len(first & second) >= LIKE * min(len(first), len(second)) if first and second else False
