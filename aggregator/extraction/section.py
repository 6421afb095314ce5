"""The section it ran in."""

from __future__ import annotations

import datetime as dt
import html
import itertools
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from aggregator.claim import Claim
from aggregator.extraction.jsonld import objects, strings, types
from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.rules import rule_texts
from aggregator.extraction.site import is_site_name
from aggregator.extraction.title import glued_label, heading_parts
from aggregator.text import clean, folded

LONGEST_SECTION = 60
_METAS = {
    "article:section": 0.85,
    "og:article:section": 0.8,
    "og:section": 0.75,
    "parsely-section": 0.7,
    "cxenseparse:section": 0.6,
    "section": 0.6,
    "category": 0.55,
    "article.section": 0.7,
    "articlesection": 0.7,
    "sailthru.section": 0.5,
    "dc.subject.section": 0.5,
}
_HOME_IN_A_ROW = (
    "home homepage start startseite accueil inicio portada início home page главная головна strona główna ana "
    "sayfa anasayfa hem forsiden forside etusivu hjem úvod ホーム トップ 首页 首頁 홈"
)
_HOME = frozenset(_HOME_IN_A_ROW.split())


def section_claims(page: ParsedPage, *, day: dt.date | None = None) -> Iterator[Claim[str]]:
    """Yield every section the page names."""
    for text, place in rule_texts(page, "section", day=day):
        yield from _claim(page, text, place, 0.99)
    for node in page.articles[:2]:
        for text in list(strings(node.get("articleSection"), "name"))[:1]:
            yield from _claim(page, text, "jsonld articleSection", 0.9)
    for name, belief in _METAS.items():
        for text in page.metas.all(name)[:1]:
            yield from _claim(page, text, f"meta {name}", belief)
    for text in list(_crumbs(page))[:1]:
        yield from _claim(page, text, "jsonld BreadcrumbList", 0.8)


def shown_claims(page: ParsedPage) -> Iterator[Claim[str]]:
    """Yield the sections that microdata, labels, breadcrumb links and the address show; for pages that state none."""
    for element in page.elements["h1"][:4]:
        label, heading = heading_parts(element)
        if label := label or glued_label(page, heading):
            yield from _claim(page, label, "dom h1 label", 0.6)
            break
    for text in list(_labels_above(page))[:1]:
        yield from _claim(page, text, "dom label", 0.6)
    if page.root is not None and (marked := page.root.find(".//*[@itemprop='articleSection']")) is not None:
        yield from _claim(page, marked.get("content") or marked.text_content(), "microdata articleSection", 0.85)
    for text in list(_shown_crumbs(page))[:1]:
        yield from _claim(page, text, "dom breadcrumb", 0.65)
    yield from _address_claims(page)


_LABEL_NAMES = re.compile(
    r"(?:^|[-_ ])(?:category|categories|section|kicker|rubri[ck]|rubrique|rubrika|ressort|channel|eyebrow)(?:$|[-_ ])"
)
LINES_ABOVE = 4
"""Lines above the headline among which its label is looked for."""


def _labels_above(page: ParsedPage) -> Iterator[str]:
    """Yield the lines right above the headline whose class says that they name its category, the nearest first."""
    at = page.headline_line
    if page.seen is None or at is None:
        return
    nodes = page.seen.nodes
    for line in reversed(page.seen.lines[max(0, at - LINES_ABOVE) : at]):
        element = nodes[line.node].element
        inside = next(element.iter("a"), None)
        signs = " ".join(one.get("class") or "" for one in (element, inside, element.getparent()) if one is not None)
        if len(line.text) <= LONGEST_SECTION // 2 and _LABEL_NAMES.search(signs.lower()):
            yield line.text


def _shown_crumbs(page: ParsedPage) -> Iterator[str]:
    """Yield the links of the first breadcrumb trail, without home and the article itself."""
    titles = {folded(text) for text in page.metas.all("og:title")}
    for element in itertools.islice(_trails(page), 1):
        for link in itertools.islice(element.iter("a"), 20):
            text = clean(link.text_content()[:100])
            if text and folded(text) not in _HOME and folded(text) not in titles and (link.get("href") or "/") != "/":
                yield text


def _trails(page: ParsedPage) -> Iterator[HtmlElement]:
    """Yield the elements that class, id or label call a breadcrumb trail."""
    if page.root is None:
        return
    for element in page.root.iter("nav", "ol", "ul", "div", "p"):
        if any("readcrumb" in (element.get(name) or "") for name in ("class", "id", "aria-label")):
            yield element


def _claim(page: ParsedPage, text: str, place: str, belief: float) -> Iterator[Claim[str]]:
    value = clean(html.unescape(text[:400])).partition(",")[0].partition("|")[0].partition(">")[0].strip(" /#")
    if (
        value
        and len(value) <= LONGEST_SECTION
        and folded(value) not in _HOME
        and not value.startswith("http")
        and not is_site_name(value, page.site_names)
    ):
        yield Claim(value=value, place=place, belief=belief)


def _crumbs(page: ParsedPage) -> Iterator[str]:
    """Yield the names of the breadcrumb trail, from the top, without home and the article itself."""
    titles = {folded(text) for node in page.articles for text in strings(node.get("headline"))} | {
        folded(text) for text in page.metas.all("og:title")
    }
    for node in page.jsonld:
        if "breadcrumblist" not in types(node):
            continue
        for item in objects(node.get("itemListElement"))[:20]:
            names: list[Any] = [item.get("name"), item.get("item")]
            name = next((clean(text) for text in strings(names, "name") if not text.startswith("http")), "")
            if (
                name
                and folded(name) not in _HOME
                and folded(name) not in titles
                and not is_site_name(name, page.site_names)
            ):
                yield name
        return


def _address_claims(page: ParsedPage) -> Iterator[Claim[str]]:
    """Yield the first part of the path, in the words of the link that leads to that section where the page has one."""
    try:
        parts = [part for part in urlsplit(page.url).path.split("/") if part]
    except ValueError:
        return
    for part in parts[:-1][:1]:
        word = unquote(part).replace("-", " ").replace("_", " ")
        if word.replace(" ", "").isalpha() and 3 <= len(word) <= 24 and folded(word) not in _NO_SECTIONS:
            linked = _link_text(page, part)
            yield from _claim(page, linked or word.title(), "address", 0.45 if linked else 0.3)


def _link_text(page: ParsedPage, part: str) -> str | None:
    """Return what the page calls the section at `/part/`."""
    ends = (f"/{part}", f"/{part}/")
    for element in page.anchors[:400]:
        href = element.get("href") or ""
        if href.endswith(ends) and (href.rstrip("/").count("/") == 1 or _is_top(href, page.url)):
            text = clean(element.text_content()[:100])
            if 2 <= len(text) <= 30:
                return text
    return None


def _is_top(href: str, url: str) -> bool:
    """Return whether `href` is an address right below the root of the host of `url`."""
    try:
        there, here = urlsplit(href), urlsplit(url)
        return there.hostname == here.hostname and there.path.rstrip("/").count("/") == 1
    except ValueError:
        return False


_NO_SECTIONS_IN_A_ROW = (
    "news article articles artikel article story stories post posts archive archives blog content nachrichten "
    "noticia noticias actualite amp sito clanek detail index php view node the www html"
)
_NO_SECTIONS = frozenset(_NO_SECTIONS_IN_A_ROW.split())
