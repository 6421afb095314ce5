"""Candidates from a section or front page: the links that look like articles, and the page that follows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

import lxml.html
from lxml import etree

from aggregator.candidate import Candidate
from aggregator.discovery.found import Found
from aggregator.discovery.shapes import Judge, address, is_bare_word, shape
from aggregator.discovery.traps import endless, mould
from aggregator.markup import HEADINGS, parse_html
from aggregator.sources.source import Source
from aggregator.text import clean

MAX_LINKS = 5000
"""Links of one page that are looked at; front pages have up to 1,500."""

MAX_LISTING_PAGES = 20
"""Following pages of one listing. Twenty pages of twenty are more than a day's news of any section."""

ENOUGH = 3.0
"""Belief from which a link is an article: an id or a date in the address (2) with a headline as its words (1.5),
or a slug of a headline's length (2.5) that is at least linked with some words (0.5)."""

_FURNITURE = ("nav", "footer", "header", "form", "menu")
_FURNITURE_NAME = re.compile(
    r"(?:^|\s)(?:[a-z]{1,12}[-_]){0,2}(?:nav|navbar|navigation|menu|mainmenu|submenu|breadcrumbs?|footer|foot|masthead"
    r"|topbar|gnb|lnb|snb)(?:[-_](?:wrap|wrapper|inner|container|list|links?|main|primary|block|area|template|bar))?(?=\s|$)",
    re.IGNORECASE,
)
"""Classes and ids of a page's furniture. Paging is not among them: themes name whole lists after it, as in
`tdb_loop tdb-numbered-pagination`; nor are longer names, such as `has-sticky-menu-above`."""

_WIDE = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_NEXT_WORD = re.compile(
    r"^(?:next(?: page)?|older(?: posts| entries| articles)?|weiter|nächste(?: seite)?|suivante?|siguiente|seguinte"
    r"|próximo|successivo|avanti|volgende|neste|nästa|næste|dalej|następna|далее|следующая|다음|次へ|次のページ|下一页|下一頁"
    r"|berikutnya|sonraki|load more|show more|more)?\s*[›»>→]{0,2}$",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"([?&](?:page|paged|pg|p|seite|pagina|pageno|page_no|pagenum)=|/(?:page|seite|pagina|p)[/-])(\d{1,4})(?=\D|$)",
    re.IGNORECASE,
)


_NOWHERE = (False, False, False)


@dataclass(slots=True)
class _Link:
    """All that one address is linked with on a page."""

    url: str
    words: str
    heading: bool
    furniture: bool
    entry: bool
    """Whether it stands in an `article` element or calls itself the entry's own address (`rel=bookmark`)."""


def read_listing(
    body: bytes, *, url: str, content_type: str | None = None, source: Source | None = None, page: int = 1
) -> Found:
    """Read the links of an HTML page that lists articles.

    A link is taken if the source's `article_urls` name it, or, where the source has none, if form of
    address, words, place on the page and the number of its kin make it an article. `page` is which
    page of the listing this is, from 1; past `MAX_LISTING_PAGES` none follows.
    """
    markup = parse_html(body, content_type=content_type)
    if markup.root is None:
        return Found(kind="listing", reason=markup.reason or "this is not HTML that can be read")
    base = _base(markup.root, url)
    links = _links(markup.root, base, url)
    judge = Judge(source=source, home=url)
    kin = Counter(mould(one.url) for one in links.values() if not one.furniture and _is_headline(one.words))
    candidates: list[Candidate] = []
    for one in links.values():
        if not judge.is_ours(one.url):
            continue
        named = judge.is_named(one.url)
        if named or (named is None and _belief(one, kin) >= ENOUGH):
            title = one.words[:300] if one.heading or _is_headline(one.words) else None
            candidates.append(Candidate(url=one.url, via="listing", found_on=url, title=title))
    return Found(
        kind="listing",
        candidates=tuple(candidates),
        next_pages=_next_page(markup.root, base, url, page, judge),
        reason=markup.reason or (None if candidates else "no link on this page looks like an article"),
        passed_over=len(links) - len(candidates),
        title=clean(markup.root.findtext(".//title") or "")[:300] or None,
    )


def _base(root: lxml.html.HtmlElement, url: str) -> str:
    element = root.find(".//base[@href]")
    return (address(url, element.get("href", "")) if element is not None else None) or url


def _links(root: lxml.html.HtmlElement, base: str, url: str) -> dict[str, _Link]:
    """Return the links of a page, each address once, with the best of what it is linked with."""
    own = address(url, url)
    found: dict[str, _Link] = {}
    for anchor, furniture, heading, entry in _anchors(root):
        target = address(base, anchor.get("href") or "")
        if target is None or target == own:
            continue
        words = _words(anchor)
        known = found.get(target)
        if known is None:
            found[target] = _Link(url=target, words=words, heading=heading, furniture=furniture, entry=entry)
            continue
        known.entry = known.entry or entry
        known.furniture = known.furniture and furniture
        if (heading, len(words)) > (known.heading, len(known.words)) and words:
            known.words, known.heading = words, heading
    return found


def _anchors(root: lxml.html.HtmlElement) -> Iterator[tuple[lxml.html.HtmlElement, bool, bool, bool]]:
    """Yield the first `MAX_LINKS` links, with whether they stand in furniture, in a heading, in an entry of a list."""
    places: dict[etree._Element, tuple[bool, bool, bool]] = {}
    count = 0
    for element in root.iter(etree.Element):
        parent = element.getparent()
        furniture, heading, entry = places.get(parent, _NOWHERE) if parent is not None else _NOWHERE
        furniture = furniture or _is_furniture(element)
        heading = heading or element.tag in HEADINGS
        entry = entry or element.tag == "article"
        places[element] = (furniture, heading, entry)
        if element.tag == "a" and element.get("href") and "nofollow ugc" not in (element.get("rel") or ""):
            inside = islice(element.iter(etree.Element), 50)
            heading = heading or any(child.tag in HEADINGS for child in inside)
            yield (
                element,
                furniture and not heading,
                heading,
                entry or "bookmark" in (element.get("rel") or "").lower().split(),
            )
            count += 1
            if count >= MAX_LINKS:
                return


def _is_furniture(element: etree._Element) -> bool:
    if element.tag in ("html", "body", "main", "article", "a"):
        return False
    if element.tag == "header":  # an article's own header holds its headline
        return all(one.tag != "article" for one in element.iterancestors())
    if element.tag in _FURNITURE or element.get("role") in ("navigation", "contentinfo", "menu", "menubar"):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:300]
    return bool(_FURNITURE_NAME.search(names))


def _words(anchor: lxml.html.HtmlElement) -> str:
    """Return a link's headline: of its heading if it has one, else its text, else what its title or picture says."""
    for element in islice(anchor.iter(etree.Element), 50):
        if element.tag in HEADINGS and (words := _text(element)):
            return words
    if words := _text(anchor):
        return words
    for name in ("title", "aria-label"):
        if words := clean((anchor.get(name) or "")[:1000]):
            return words
    pictures = (one for one in islice(anchor.iter(etree.Element), 50) if one.tag == "img")
    return next((clean((one.get("alt") or "")[:1000]) for one in pictures), "")


def _text(element: etree._Element) -> str:
    """Return the first words of an element; a link that is never closed holds the rest of its page."""
    return clean("".join(str(one) for one in islice(element.itertext(), 50))[:1000])


def _is_headline(words: str) -> bool:
    """Tell whether words are as many as a headline has: four, or a dozen characters of a script without spaces."""
    return len(_WIDE.findall(words)) >= 10 or (len(words) >= 20 and words.count(" ") >= 3)


def _belief(link: _Link, kin: Counter[str]) -> float:
    form = shape(link.url)
    if form.belief < 0 or (link.furniture and form.belief < 4):
        return 0.0
    if form.belief == 0 and (not link.entry or is_bare_word(link.url, form.belief)):
        return 0.0
    belief = form.belief
    belief += 1.5 if _is_headline(link.words) else 0.5 if link.words.count(" ") >= 1 else 0
    belief += 0.5 if link.heading else 0
    belief += 1 if link.entry else 0
    belief += 1 if kin[mould(link.url)] >= 5 else 0
    return belief - (2 if link.furniture else 0)


def _next_page(root: lxml.html.HtmlElement, base: str, url: str, page: int, judge: Judge) -> tuple[str, ...]:
    """Return the page that follows: `rel=next`, else the link to the next number, else one that says so."""
    if page >= MAX_LISTING_PAGES:
        return ()
    number = _PAGE_NUMBER.search(url)
    current = int(number[2]) if number else page
    by_number: str | None = None
    by_word: str | None = None
    for element in islice(root.iter("link", "a"), 2 * MAX_LINKS):
        target = address(base, element.get("href") or "") if element.get("href") else None
        if not target or target == address(url, url) or endless(target) or not _is_sibling(target, url, judge):
            continue
        if "next" in (element.get("rel") or "").lower().split():
            return (target,)
        if element.tag == "link":
            continue
        stated = _PAGE_NUMBER.search(target)
        if stated and int(stated[2]) == current + 1:
            by_number = by_number or target
        elif _says_next(element) and (stated is None or int(stated[2]) > current):
            by_word = by_word or target
    return (by_number,) if by_number else (by_word,) if by_word else ()


def _says_next(anchor: etree._Element) -> bool:
    names = f"{anchor.get('class') or ''} {anchor.get('aria-label') or ''} {anchor.get('title') or ''}".lower()[:300]
    words = _text(anchor)[:40].lower()
    return (bool(words) and bool(_NEXT_WORD.match(words))) or bool(re.search(r"(?:^|[\s_-])next(?:$|[\s_-])", names))


def _is_sibling(target: str, url: str, judge: Judge) -> bool:
    """Tell whether a link can lead to another page of the same list: same host, and a path that begins alike."""
    if not judge.is_ours(target):
        return False
    here, there = urlsplit(_PAGE_NUMBER.sub("", url)), urlsplit(_PAGE_NUMBER.sub("", target))
    if here.netloc.lower() != there.netloc.lower():
        return False
    return there.path.rstrip("/").startswith(here.path.rstrip("/").removesuffix("/index.html"))
