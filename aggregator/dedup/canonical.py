"""The one address that stands for all addresses of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from aggregator.claim import Claim
from aggregator.sources.source import Source
from aggregator.urls import (
    article_number,
    article_numbers,
    host,
    identity_key,
    join,
    literal_address,
    normalise,
    parsed,
    site,
)

MOST_CLAIMS = 40
"""Claims that are looked at; honest pages make fewer than ten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Canonical:
    """What a page's own word about its address is worth."""

    url: str
    """The canonical address, normalised; the page's own address as given where that is none (not http)."""

    aliases: tuple[str, ...] = ()
    """Further normalised addresses that are this page: its own, and what it claims and may be believed."""

    foreign: str | None = None
    """Address on another publisher's site that the page names as its canonical: it is a copy of that."""


def canonical_address(url: str, claims: Iterable[Claim[str]], *, source: Source | None = None) -> Canonical:
    """Return the address that the page at `url` is to be known by.

    `claims` are the addresses that the page gives itself, as written; the place says what each is:
    `amphtml` and `shortlink` name further addresses and never the canonical one. The most believed sane
    claim wins. Sane is an address on the same site (or on one of the `source`'s hosts) that is not the
    homepage, not a section and not another article; see `_is_this_page`. Never raises.
    """
    own = normalise(url)
    if own is None:
        return _without_own(url, claims)
    chosen: str | None = None
    aliases: list[str] = []
    foreign: str | None = None
    for claim in sorted(list(claims)[:MOST_CLAIMS], key=lambda claim: -claim.belief):
        stated = _absolute(own, claim.value)
        if stated is None:
            continue
        if not _is_ours(stated, own, source):
            if foreign is None and _names_canonical(claim) and _is_article_elsewhere(stated):
                foreign = stated
            continue
        if not _is_this_page(stated, own, source, further=not _names_canonical(claim)):
            continue
        aliases.append(stated)
        if chosen is None and _names_canonical(claim):
            chosen = _secure(stated, own)
    chosen = chosen or own
    others = dict.fromkeys(one for one in [own, *aliases] if one != chosen)
    return Canonical(url=chosen, aliases=tuple(others), foreign=foreign if chosen == own else None)


def _without_own(url: str, claims: Iterable[Claim[str]]) -> Canonical:
    """Return the claimed address of a page that was not fetched from the web (a file, an empty address)."""
    for claim in sorted(list(claims)[:MOST_CLAIMS], key=lambda claim: -claim.belief):
        stated = normalise(claim.value) if _names_canonical(claim) else None
        if stated is not None and not _is_front(stated):
            return Canonical(url=stated)
    return Canonical(url=url)


def _absolute(own: str, value: str) -> str | None:
    """Return a claim as a normalised address; None for what is none."""
    found = join(own, value) if value.strip() else None
    return normalise(found) if found is not None else None


def _names_canonical(claim: Claim[str]) -> bool:
    """Return whether a claim says what the address of this page is, not that there is another page of it."""
    return not any(word in claim.place for word in ("amphtml", "shortlink", "alternate"))


def _is_ours(stated: str, own: str, source: Source | None) -> bool:
    """Return whether an address lies on the page's own site or on another host of its source."""
    there, here = host(stated) or "", host(own) or ""
    if site(there) == site(here):
        return True
    if source is None:
        return False
    hosts = {site(one) for one in (host(source.homepage) or "", *source.hosts) if one}
    return site(there) in hosts and site(here) in hosts


def _is_article_elsewhere(stated: str) -> bool:
    """Return whether an address on another site may be the original: a named, public host, no front page."""
    name = host(stated) or ""
    return "." in name and literal_address(name) is None and not _is_front(stated) and _looks_like_article(stated)


_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")


def _segments(address: str) -> list[str]:
    """Return the parts of the path that are not empty, without a file's ending or an index file."""
    found = parsed(address)
    parts = [one for one in found.pathname.split("/") if one] if found is not None else []
    if parts:
        parts[-1] = re.sub(r"\.[A-Za-z]{2,5}$", "", parts[-1])
        if parts[-1].lower() in ("index", "default", "home"):
            parts.pop()
    return parts


def _query(address: str) -> str:
    """Return the query of an address, without its question mark."""
    found = parsed(address)
    return found.search[1:] if found is not None else ""


def _is_front(address: str) -> bool:
    """Return whether an address is a homepage: no path, or a language alone, and no number in the query."""
    parts = _segments(address)
    return (not parts or (len(parts) == 1 and _LANGUAGE.fullmatch(parts[0]) is not None)) and not re.search(
        r"\d", _query(address)
    )


_SLUG = re.compile(r"[^-_]+(?:[-_][^-_]+){2,}")


def _slug(address: str) -> str | None:
    """Return the longest part of the path that is words joined by hyphens: what the title became."""
    slugs = [one for one in _segments(address) if _SLUG.fullmatch(one)]
    return max(slugs, key=len).lower() if slugs else None


def _looks_like_article(address: str) -> bool:
    """Return whether an address has what addresses of articles have: a number or a title's words."""
    return article_number(address) is not None or _slug(address) is not None or bool(re.search(r"\d", _query(address)))


def _is_this_page(stated: str, own: str, source: Source | None, *, further: bool) -> bool:
    """Return whether an address of the same site may be the page's own.

    It is where both are variants of one page, have the same number (`/world/view/1206` and
    `/north-korea/view/1206`) or the same slug. Where only one of them has a number or a slug
    (`/?p=1206` and `/2026/11/storm-nears-coast/`), the page is believed, as long as what it names
    looks like an article and does not lie above it, as a section does. Different numbers are different
    articles, whatever the page says: that costs a row at worst, and the text is still compared.
    """
    if identity_key(stated) == identity_key(own):
        return True
    if _is_front(stated) or _is_refused(stated, source):
        return False
    numbers = article_number(stated), article_number(own)
    slugs = _slug(stated), _slug(own)
    if numbers[0] is not None and (numbers[0] == numbers[1] or _is_among(numbers[0], own)):
        return True
    if slugs[0] is not None and slugs[0] == slugs[1] and None in numbers:
        return True
    if None not in numbers:
        return False
    if None not in slugs and not further:
        return _alike(slugs[0] or "", slugs[1] or "")
    return _looks_like_article(stated) and not _lies_above(stated, own)


_OWN_NUMBER = 6
"""Digits from which on a number in an address is an article's and no section's or edition's."""


def _is_among(number: str, own: str) -> bool:
    """Return whether a long number is one of several in the page's own address."""
    return len(number) >= _OWN_NUMBER and number in article_numbers(own)


def _alike(first: str, second: str) -> bool:
    """Return whether two slugs are of one title: half of the shorter one's words are in the other."""
    one, other = set(re.split("[-_]", first)), set(re.split("[-_]", second))
    return 2 * len(one & other) >= min(len(one), len(other))


def _lies_above(stated: str, own: str) -> bool:
    """Return whether the path of one address is a beginning of the other's, as a section's is."""
    above, below = _segments(stated), _segments(own)
    return len(above) < len(below) and below[: len(above)] == above and not _query(stated)


def _is_refused(stated: str, source: Source | None) -> bool:
    """Return whether the source's own patterns say that an address is no article."""
    if source is None or not source.not_article_urls:
        return False
    found = parsed(stated)
    target = found.pathname + found.search if found is not None else ""
    for pattern in source.not_article_urls:
        try:
            if re.search(pattern, target):
                return True
        except re.error:  # files.py reads no such pattern; a source made in code may have one
            continue
    return False


def _secure(stated: str, own: str) -> str:
    """Return the claimed address with the scheme it was just fetched by, where only an old `http:` differs."""
    if own.startswith("https://") and stated.startswith("http://") and identity_key(stated) == identity_key(own):
        return normalise("https://" + stated[len("http://") :]) or stated
    return stated
