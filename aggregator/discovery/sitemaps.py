"""Candidates and further sitemaps from the sitemap protocol with its news extension, and from text sitemaps."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from lxml import etree

from aggregator.article import When
from aggregator.candidate import Candidate
from aggregator.discovery.defused import MAX_BYTES, Text, decode, gunzip, local, tree
from aggregator.discovery.found import Document, DocumentKind, Found
from aggregator.discovery.shapes import LOOKS, Judge, address, is_bare_word, shape
from aggregator.sources.source import Source
from aggregator.text import clean
from aggregator.timestamps import parse_when

MAX_ENTRIES = 50_000
"""Addresses of one sitemap, and sitemaps of one index: the protocol's own limits (sitemaps.org)."""

_SLACK = dt.timedelta(days=1)
"""A day is taken as a whole one anywhere on earth, and a child's lastmod may be a few hours behind its entries."""

_TAG_SEPARATORS = re.compile(r"[,;、，|]")


def read_sitemap(
    text: Text, *, url: str, kind: DocumentKind = "sitemap", since: When | None = None, source: Source | None = None
) -> Found:
    """Read a sitemap or sitemap index whose text is defused already.

    Entries whose publication date (without one: lastmod) lies before `since` are passed over, and so
    are an index's sitemaps with an older lastmod; what has no date stays. A sitemap names addresses
    of its own site and of the source's hosts only.
    """
    root = tree(text.text)
    if root is None:
        return Found(kind=kind, reason=text.reason or "this is not XML that can be read")
    name = local(root)
    if name not in ("urlset", "sitemapindex"):
        inner = next((one for one in root.iter() if local(one) in ("urlset", "sitemapindex")), None)
        if inner is None:
            return Found(kind=kind, reason=f"a sitemap was expected, and the document is <{name[:40]}>")
        root, name = inner, local(inner)
    if name == "sitemapindex":
        return _index(root, url=url, kind=kind, since=since, source=source, reason=text.reason)
    return _urlset(root, url=url, kind=kind, since=since, source=source, reason=text.reason)


def read_text_sitemap(body: bytes, *, url: str, content_type: str | None = None, source: Source | None = None) -> Found:
    """Read a sitemap that is one address a line (sitemaps.org, "Text file")."""
    body, reason = gunzip(body)
    lines = decode(body[:MAX_BYTES], content_type=content_type).splitlines()
    judge = Judge(source=source, home=url)
    candidates: dict[str, Candidate] = {}
    named = 0
    for line in lines[:MAX_ENTRIES]:
        if not line.strip().lower().startswith(("http://", "https://")):
            continue
        named += 1
        target = address(url, line.strip())
        if target and judge.is_ours(target) and judge.may_be_article(target):
            candidates.setdefault(target, Candidate(url=target, via="sitemap", found_on=url))
    if not named:
        reason = reason or "neither XML nor a list of addresses"
    if len(lines) > MAX_ENTRIES:
        reason = f"only the first {MAX_ENTRIES:,} lines were read"
    return Found(
        kind="sitemap", candidates=tuple(candidates.values()), reason=reason, passed_over=named - len(candidates)
    )


def _children(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the elements of a name in document order, wherever a broken document put them."""
    return (one for one in root.iter() if local(one) == name)


def _said(element: etree._Element, *, depth: int = 2) -> dict[str, str]:
    """Return the texts of an entry's parts by local name, `news:` ones as `news:title`; the first of a name counts."""
    texts: dict[str, str] = {}
    for child in element:
        name = local(child)
        if name in ("url", "sitemap"):  # an entry that was never closed: the next one is its own
            continue
        if name == "news" and depth:
            texts.update({f"news:{key}": value for key, value in _said(child, depth=depth - 1).items()})
        elif name == "publication" and depth:
            texts.update({f"publication {key}": value for key, value in _said(child, depth=0).items()})
        elif name not in texts and child.text:
            texts[name] = child.text.strip()[:4000]
    return texts


def _index(
    root: etree._Element, *, url: str, kind: DocumentKind, since: When | None, source: Source | None, reason: str | None
) -> Found:
    judge = Judge(source=source, home=url)
    found: dict[str, Document] = {}
    own = address(url, url)
    named = 0
    for entry in _children(root, "sitemap"):
        if named >= MAX_ENTRIES:
            reason = f"only the first {MAX_ENTRIES:,} sitemaps were read"
            break
        said = _said(entry)
        named += 1
        target = address(url, said["loc"]) if said.get("loc") else None
        if not target or target == own or not judge.is_ours(target):
            continue
        modified = parse_when(said["lastmod"]) if "lastmod" in said else None
        if not is_older(modified, since):
            found.setdefault(target, Document(url=target, kind=_kind_of(target, kind), modified_at=modified))
    newest_first = sorted(found.values(), key=lambda one: moment(one.modified_at) or _NEVER, reverse=True)
    return Found(kind=kind, further=tuple(newest_first), reason=reason, passed_over=named - len(found))


def _kind_of(url: str, index: DocumentKind) -> DocumentKind:
    """A news sitemap's index names news sitemaps; a general index may name some, told by their names."""
    if index == "news_sitemap" or re.search(r"(?:^|[^a-z])(?:google)?-?_?news-?_?(?:sitemap|map)", url.lower()):
        return "news_sitemap"
    return "sitemap"


def _urlset(
    root: etree._Element, *, url: str, kind: DocumentKind, since: When | None, source: Source | None, reason: str | None
) -> Found:
    judge = Judge(source=source, home=url)
    candidates: dict[str, Candidate] = {}
    bare: set[str] = set()
    named = news = formed = 0
    for entry in _children(root, "url"):
        if named >= MAX_ENTRIES:
            reason = f"only the first {MAX_ENTRIES:,} addresses were read"
            break
        said = _said(entry)
        if not said.get("loc"):
            continue
        named += 1
        is_news = any(key.startswith("news:") for key in said)
        news += is_news
        stated = said.get("news:publication_date") or said.get("lastmod")
        if stated and is_older(parse_when(stated), since):  # before all else: most of an archive ends here
            continue
        target = address(url, said["loc"])
        if not target or target in candidates or not judge.is_ours(target):
            continue
        claimed, belief = judge.is_named(target), shape(target).belief
        if claimed or (claimed is None and (is_news or belief >= 0)):
            candidates[target] = _entry(said, target, url, "news_sitemap" if is_news else kind)
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


def _entry(said: dict[str, str], url: str, found_on: str, kind: DocumentKind) -> Candidate:
    keywords = [clean(word) for word in _TAG_SEPARATORS.split(said.get("news:keywords", ""))]
    return Candidate(
        url=url,
        via="news_sitemap" if kind == "news_sitemap" else "sitemap",
        found_on=found_on,
        title=clean(said.get("news:title", "")) or None,
        published_at=parse_when(said["news:publication_date"]) if "news:publication_date" in said else None,
        modified_at=parse_when(said["lastmod"]) if "lastmod" in said else None,
        tags=tuple(dict.fromkeys(word for word in keywords if word)),
        language=_language(said.get("news:publication language")),
    )


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
