"""Candidates and further sitemaps from the sitemap protocol with its news extension, and from text sitemaps."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from lxml import etree

from aggregator.article import When
from aggregator.candidate import Candidate
from aggregator.discovery.defused import MAX_BYTES, Text, decode, elements, gunzip, local_name
from aggregator.discovery.found import Document, DocumentKind, Found
from aggregator.discovery.shapes import LOOKS, Judge, address, is_bare_word, shape
from aggregator.sources.source import Source
from aggregator.text import clean
from aggregator.timestamps import parse_when

MAX_ENTRIES = 50_000
"""Addresses of one sitemap, and sitemaps of one index: the protocol's own limits (sitemaps.org)."""

_SLACK = dt.timedelta(days=1)
"""A day is taken as a whole one anywhere on earth, and a child's lastmod may be a few hours behind its entries."""

_LONGEST_DATE = 60
"""Characters of a date. The protocol's own has 29; the longest in words are some 40."""

_PARTS = 1_000
"""Parts of one entry that are looked at: the news, image and video extensions allow a thousand images, but they stand
behind the address and its dates."""

_CONTAINER = re.compile(rb"<(?:([A-Za-z_][\w.-]{0,60}):)?(urlset|sitemapindex)(?=[\s/>])", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]+")
_TAG_SEPARATORS = re.compile(r"[,;、，|]")


def read_sitemap(
    text: Text, *, url: str, kind: DocumentKind = "sitemap", since: When | None = None, source: Source | None = None
) -> Found:
    """Read a sitemap or sitemap index whose text is defused already.

    Entries whose publication date (without one: lastmod) lies before `since` are passed over, and so
    are an index's sitemaps with an older lastmod; what has no date stays. A sitemap names addresses
    of its own site and of the source's hosts only.
    """
    container = _CONTAINER.search(text.utf8)
    if container is None:
        what = f"the document is <{text.root[:40]}>" if text.root else "this is not XML that can be read"
        return Found(kind=kind, reason=text.reason or f"a sitemap was expected, and {what}")
    prefix = f"{container[1].decode('ascii')}:" if container[1] else ""
    if container[2].lower() == b"sitemapindex":
        return _index(text, prefix, url=url, kind=kind, since=since, source=source)
    return _urlset(text, prefix, url=url, kind=kind, since=since, source=source)


def read_text_sitemap(body: bytes, *, url: str, content_type: str | None = None, source: Source | None = None) -> Found:
    """Read a sitemap that is one address a line (sitemaps.org, "Text file")."""
    body, reason = gunzip(body)
    text = decode(body[:MAX_BYTES], content_type=content_type)
    lines = _LINE.finditer(text)
    judge = Judge(source=source, home=url)
    candidates: dict[str, Candidate] = {}
    named = 0
    for line in islice(lines, MAX_ENTRIES):
        written = line[0].strip()
        if not written[:8].lower().startswith(("http://", "https://")):
            continue
        named += 1
        target = address(url, written)
        if target and target not in candidates and judge.is_ours(target) and judge.may_be_article(target):
            candidates[target] = Candidate(url=target, via="sitemap", found_on=url)
    if not named:
        reason = reason or "neither XML nor a list of addresses"
    if (beyond := next(lines, None)) is not None:
        named += text.count("\nhttp", beyond.start() - 1)
        reason = f"only the first {MAX_ENTRIES:,} lines were read"
    return Found(
        kind="sitemap", candidates=tuple(candidates.values()), reason=reason, passed_over=named - len(candidates)
    )


def _entries(text: Text, name: str, prefix: str) -> Iterator[dict[str, str]]:
    """Yield what each element of a name says, in document order, wherever a broken document put it.

    `prefix` is the container's own: it may be undeclared, and then it is part of the name.
    """
    spellings = (name, name.title(), name.upper())
    return map(_said, elements(text.utf8, (*spellings, *(prefix + one for one in spellings if prefix))))


def _addresses(text: Text, prefix: str) -> int:
    """Return how many addresses a document names; those of pictures have a prefix of their own."""
    return text.utf8.count(f"<{prefix}loc>".encode())


def _said(element: etree._Element, *, depth: int = 2) -> dict[str, str]:
    """Return the texts of an entry's parts by local name, `news:` ones as `news:title`; the first of a name counts.

    Where there are any of the latter, `news` is among the names.
    """
    texts: dict[str, str] = {}
    for child in islice(element.iterchildren("*"), _PARTS):
        name = local_name(child.tag)
        if name in ("url", "sitemap"):  # an entry that was never closed: the next one is its own
            continue
        if name == "news" and depth:
            inner = _said(child, depth=depth - 1)
            texts |= {f"news:{key}": value for key, value in inner.items()} | ({name: ""} if inner else {})
        elif name == "publication" and depth:
            texts.update({f"publication {key}": value for key, value in _said(child, depth=0).items()})
        elif name not in texts and (said := child.text):
            texts[name] = said[:5000].strip()[:4000]
    return texts


def _index(
    text: Text, prefix: str, *, url: str, kind: DocumentKind, since: When | None, source: Source | None
) -> Found:
    judge = Judge(source=source, home=url)
    found: dict[str, Document] = {}
    own = address(url, url)
    reason = text.reason
    named = 0
    for number, said in enumerate(_entries(text, "sitemap", prefix)):
        if number >= MAX_ENTRIES:
            reason = f"only the first {MAX_ENTRIES:,} sitemaps were read"
            named = max(named, _addresses(text, prefix))
            break
        named += 1
        modified = _when(said["lastmod"]) if "lastmod" in said else None
        if not said.get("loc") or is_older(modified, since):
            continue
        target = address(url, said["loc"])
        if target and target != own and judge.is_ours(target):
            found.setdefault(target, Document(url=target, kind=_kind_of(target, kind), modified_at=modified))
    newest_first = sorted(found.values(), key=lambda one: moment(one.modified_at) or _NEVER, reverse=True)
    return Found(kind=kind, further=tuple(newest_first), reason=reason, passed_over=named - len(found))


def _kind_of(url: str, index: DocumentKind) -> DocumentKind:
    """A news sitemap's index names news sitemaps; a general index may name some, told by their names."""
    if index == "news_sitemap" or re.search(r"(?:^|[^a-z])(?:google)?-?_?news-?_?(?:sitemap|map)", url.lower()):
        return "news_sitemap"
    return "sitemap"


def _urlset(
    text: Text, prefix: str, *, url: str, kind: DocumentKind, since: When | None, source: Source | None
) -> Found:
    judge = Judge(source=source, home=url)
    patterns = source is not None and bool(source.article_urls or source.not_article_urls)
    candidates: dict[str, Candidate] = {}
    bare: set[str] = set()
    reason = text.reason
    named = news = formed = 0
    for number, said in enumerate(_entries(text, "url", prefix)):
        if number >= MAX_ENTRIES:
            reason = f"only the first {MAX_ENTRIES:,} addresses were read"
            named = max(named, _addresses(text, prefix))
            break
        if not said.get("loc"):
            continue
        named += 1
        is_news = "news" in said
        news += is_news
        published = _when(said["news:publication_date"]) if "news:publication_date" in said else None
        modified = _when(said["lastmod"]) if "lastmod" in said else None
        # Before all else, for most of an archive ends here.
        if is_older(published or modified, since):
            continue
        target = address(url, said["loc"])
        if not target or target in candidates or not judge.is_ours(target):
            continue
        # The form of an address tells as well that it is endless, which is all that `is_named` knows without patterns.
        claimed, belief = judge.is_named(target) if patterns or is_news else None, shape(target).belief
        if claimed or (claimed is None and (is_news or belief >= 0)):
            via = "news_sitemap" if is_news else kind
            candidates[target] = _entry(said, target, url, via, published=published, modified=modified)
            formed += belief >= LOOKS
            if not claimed and not is_news and is_bare_word(target, belief):
                bare.add(target)
    # Where the other addresses have the form of articles, `/world/` and its like are sections;
    # where they have not, a single word may well be an article.
    if formed * 2 >= len(candidates):
        candidates = {target: one for target, one in candidates.items() if target not in bare}
    return Found(
        kind="news_sitemap" if news * 2 > named else kind,
        candidates=tuple(candidates.values()),
        reason=reason,
        passed_over=named - len(candidates),
    )


def _entry(
    said: dict[str, str], url: str, found_on: str, kind: DocumentKind, *, published: When | None, modified: When | None
) -> Candidate:
    candidate = Candidate(
        url=url,
        via="news_sitemap" if kind == "news_sitemap" else "sitemap",
        found_on=found_on,
        published_at=published,
        modified_at=modified,
    )
    if "news" not in said:
        return candidate
    keywords = [clean(word) for word in _TAG_SEPARATORS.split(said.get("news:keywords", ""))]
    return replace(
        candidate,
        title=clean(said.get("news:title", "")) or None,
        tags=tuple(dict.fromkeys(word for word in keywords if word)),
        language=_language(said.get("news:publication language")),
    )


@lru_cache(maxsize=1_000)
def _when(text: str) -> When | None:
    """Return what a date says: an archive has the same few over and over, some in words, which take longer."""
    return parse_when(text[:_LONGEST_DATE])


def _language(code: str | None) -> str | None:
    """Return BCP 47 for the extension's ISO 639 code (`zh-cn` and `zh-tw` are the two that are longer)."""
    if not code or not re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?", code):
        return None
    primary, _, region = code.replace("_", "-").partition("-")
    return f"{primary.lower()}-{region.title() if len(region) == 4 else region.upper()}" if region else primary.lower()


_NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)


def moment(when: When | None) -> dt.datetime | None:
    """Return an aware moment to compare with: a day is its end in UTC, a time without zone is taken as UTC."""
    if when is None:
        return None
    if not isinstance(when, dt.datetime):
        return dt.datetime.combine(when, dt.time.max, dt.UTC)
    return when if when.tzinfo else when.replace(tzinfo=dt.UTC)


def is_older(when: When | None, since: When | None) -> bool:
    """Tell whether something is surely older than `since`; what has no date is not."""
    if when is None or since is None:
        return False
    start = since if isinstance(since, dt.datetime) else dt.datetime.combine(since, dt.time.min, dt.UTC)
    start = start if start.tzinfo else start.replace(tzinfo=dt.UTC)
    slack = dt.timedelta(0) if isinstance(when, dt.datetime) and when.tzinfo else _SLACK
    try:
        return (moment(when) or _NEVER) + slack < start
    except OverflowError:
        return False
