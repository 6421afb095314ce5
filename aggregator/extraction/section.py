"""The section it ran in."""

from __future__ import annotations

import datetime as dt
import html
import itertools
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from aggregator.claim import Claim
from aggregator.extraction.jsonld import objects, strings, types
from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.rules import rule_texts
from aggregator.extraction.site import is_site_name
from aggregator.extraction.title import MOST_LINKS, glued_label, heading_parts
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
    "home homepage start startseite accueil inicio portada início home page главная головна strona główna "
    "ana sayfa anasayfa hem forsiden forside etusivu hjem úvod მთავარი ホーム トップ 首页 首頁 홈 back zurück retour "
    "volver all alle tous todas todos news-home frontpage overview übersicht article articles artikel "
    "beginn themen topics temas sujets"
)
_HOME = frozenset(
    (*_HOME_IN_A_ROW.split(), "home page", "front page", "main page", "hlavní stránka", "strona główna", "ana sayfa")
) | {"главная страница", "αρχική", "αρχική σελίδα", "página inicial", "página principal", "pagina iniziale"}
"""What the first part of a trail is called that leads to all others."""


def section_claims(page: ParsedPage, *, day: dt.date | None = None) -> Iterator[Claim[str]]:
    """Yield every section the page names."""
    for text, place in rule_texts(page, "section", day=day):
        yield from _claim(page, text, place, 0.99)
    for node in page.articles[:2]:
        for text in itertools.islice(strings(node.get("articleSection"), "name"), 1):
            yield from _claim(page, text, "jsonld articleSection", 0.9)
    values = page.metas.values
    for name, belief in _METAS.items():
        if name in values:
            yield from _claim(page, values[name][0], f"meta {name}", belief)
    for text in itertools.islice(_crumbs(page), 1):
        yield from _claim(page, text, "jsonld BreadcrumbList", 0.8)


_ITEMPROP = etree.XPath("//@itemprop[.='articleSection']/..")


def shown_claims(page: ParsedPage) -> Iterator[Claim[str]]:
    """Yield the sections that microdata, labels, breadcrumb links and the address show; for pages that state none."""
    for element in page.elements["h1"][:4]:
        label, heading = heading_parts(element)
        if label is not None and not _names_section(page, element, label):
            continue
        if label := label or glued_label(page, heading):
            yield from _claim(page, label, "dom h1 label", 0.6)
            break
    for text in itertools.islice(_labels_above(page), 1):
        yield from _claim(page, text, "dom label", 0.6)
    marked_up: Any = _ITEMPROP(page.root) if page.root is not None else ()
    for marked in marked_up[:1]:
        yield from _claim(page, marked.get("content") or marked.text_content(), "microdata articleSection", 0.85)
    for text in itertools.islice(_shown_crumbs(page, _trails(page)), 1):
        yield from _claim(page, text, "dom breadcrumb", 0.65)
    for text in itertools.islice(_shown_crumbs(page, _unnamed_trails(page)), 1):
        yield from _claim(page, text, "dom links", 0.5)
    yield from _address_claims(page)


_SECTION_NAMES = re.compile(r"\bcat(?:\b|-|_|egor)|section|rubri|ressort|channel")
LONGEST_TOPIC = 24
"""Characters of a label without a link that is believed to be a section's name; topics and kickers are longer."""


def _names_section(page: ParsedPage, heading: HtmlElement, label: str) -> bool:
    """Tell whether the label inside `heading` names its section: by its class, or because a link has that name.

    Most labels do not: kickers name the story's topic.
    """
    if label.endswith(":"):
        return False
    first = next(heading.iterchildren("*"))
    signs = f"{first.get('class') or ''} {first.get('itemprop') or ''}".lower()
    if first.tag == "a" or (_SECTION_NAMES.search(signs) and len(label) <= LONGEST_TOPIC):
        return True
    return any((one.text or "").strip() == label for one in page.anchors[:MOST_LINKS])


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
            # Of several links side by side the first names the section.
            yield clean(inside.text_content()[:100]) if line.links > 1 and inside is not None else line.text


MOST_CRUMBS = 20
"""Links of one trail that are looked at."""


def _shown_crumbs(page: ParsedPage, trails: Iterable[HtmlElement]) -> Iterator[str]:
    """Yield the links of `trails`, without home and the article itself."""
    titles = {folded(text) for text in page.metas.all("og:title")}
    for element in itertools.islice(trails, 3):
        for link in itertools.islice(element.iter("a"), MOST_CRUMBS):
            text, href = clean(link.text_content()[:100]), link.get("href") or "#"
            if text and folded(text) not in _HOME | titles and href[0] != "#" and not _leads_home(href, page.url):
                yield text


_NAMING = frozenset({"class", "id", "aria-label"})


def _trails(page: ParsedPage) -> Iterator[HtmlElement]:
    """Yield the elements that are called a breadcrumb trail."""
    if page.root is None:
        return
    for element in page.root.iter("nav", "ol", "ul", "div", "p"):
        for key, value in element.items():
            if "rumb" in value and key in _NAMING and ("crumb" in value or "Crumb" in value):
                yield element
                break


def _unnamed_trails(page: ParsedPage) -> Iterator[HtmlElement]:
    """Yield the elements of the lines above the headline that are links only, the first of which leads home."""
    at = page.headline_line
    if page.seen is None or at is None:
        return
    for line in reversed(page.seen.lines[max(0, at - LINES_ABOVE) : at]):
        if 1 < line.links <= DEEPEST and line.linked + 4 * line.links >= len(line.text):
            element = page.seen.nodes[line.node].element
            first = next(element.iter("a"), None)
            if first is None or not _leads_home(first.get("href") or "", page.url):
                continue
            text = clean(first.text_content()[:100])
            if text and line.text.startswith(text):
                yield element


DEEPEST = 5
"""Links of a trail; a line of more is a menu."""

_LOCALE = re.compile(r"[a-z]{2}[-_][a-zA-Z]{2}")
"""The part of an address that names the language of a site's pages (`en_uk`)."""

_HOME_PATH = re.compile(r"(?:/(?:[a-z]{2}(?:[-_][a-zA-Z]{2})?)?)?/?")
"""The path of a site's first page, or that of its pages in one language."""


def _leads_home(href: str, url: str) -> bool:
    """Tell whether `href` leads to the first page of the site of `url`."""
    if not href.startswith(("http:", "https:", "//")):
        return _HOME_PATH.fullmatch(href) is not None
    try:
        there, here = urlsplit(href), urlsplit(url)
        return there.hostname == here.hostname and _HOME_PATH.fullmatch(there.path) is not None
    except ValueError:
        return False


_BUTTONS = "‹«←<→»›×✕+…"
"""With these begin the names of buttons, not of sections."""

_GLYPHS = re.compile("[\ue000-\uf8ff]+")
"""Icons, which fonts draw for code points of private use."""

_SLUG = re.compile(r"[^\W_A-Z]+(?:[-_/][^\W_A-Z]+)+")


def _claim(page: ParsedPage, text: str, place: str, belief: float) -> Iterator[Claim[str]]:
    text = text[:400]
    value = clean(html.unescape(text) if "&" in text else text)
    value = _GLYPHS.sub("", value.partition(",")[0].partition("|")[0].partition(">")[0]).strip(" /#")
    if _SLUG.fullmatch(value):  # as it stands in addresses: "public-service", "culture_culture-lifestyle"
        value, belief = _words(page, value), belief - 0.4
    if (
        value
        and len(value) <= LONGEST_SECTION
        and value[0] not in _BUTTONS
        and folded(value) not in _HOME
        and not value.startswith("http")
        and not is_site_name(value, page.site_names)
    ):
        yield Claim(value=value, place=place, belief=belief)


def _words(page: ParsedPage, slug: str) -> str:
    """Return the name of the section that is called `slug` in addresses; of a path the first part."""
    first = slug.replace("_", "/").partition("/")[0]
    return _link_text(page, f"/{first}") or first.replace("-", " ").title()


def _crumbs(page: ParsedPage) -> Iterator[str]:
    """Yield the names of the breadcrumb trail, from the top, without home and the article itself."""
    for node in page.jsonld:
        if not node.get("itemListElement") or "breadcrumblist" not in types(node):
            continue
        titles = {folded(text) for one in page.articles for text in strings(one.get("headline"))}
        titles.update(folded(text) for text in page.metas.all("og:title"))
        for item in objects(node.get("itemListElement"))[:20]:
            names: list[Any] = [item.get("name"), item.get("item")]
            name = next((clean(text) for text in strings(names, "name") if not text.startswith("http")), "")
            if name and folded(name) not in _HOME | titles and not is_site_name(name, page.site_names):
                yield name
        return


def _address_claims(page: ParsedPage) -> Iterator[Claim[str]]:
    """Yield the first part of the path that names a section, in the words of the link that leads there, if any."""
    try:
        parts = [part for part in urlsplit(page.url).path.split("/") if part]
    except ValueError:
        return
    for number, part in enumerate(parts[:-1]):
        word = unquote(part).replace("-", " ").replace("_", " ")
        if (
            _LOCALE.fullmatch(part)
            or not word.replace(" ", "").isalpha()
            or not 3 <= len(word) <= 24
            or folded(word) in _NO_SECTIONS
        ):
            continue
        linked = _link_text(page, "/" + "/".join(parts[: number + 1]))
        if linked is not None or number == 0:
            yield from _claim(page, linked or word.title(), "address", 0.45 if linked else 0.3)
        return


def _link_text(page: ParsedPage, path: str) -> str | None:
    """Return what the page calls the section at `path`."""
    ends = (path, path + "/")
    for element in page.anchors[:400]:
        href = element.get("href") or ""
        if href.endswith(ends) and _is_path(href, path, page.url):
            text = clean(element.text_content()[:100])
            if 2 <= len(text) <= 30:
                return text
    return None


def _is_path(href: str, path: str, url: str) -> bool:
    """Return whether `href` is the address of `path` on the host of `url`."""
    if href.rstrip("/") == path:
        return True
    try:
        there, here = urlsplit(href), urlsplit(url)
        return there.hostname == here.hostname and there.path.rstrip("/") == path
    except ValueError:
        return False


_NO_SECTIONS_IN_A_ROW = (
    "news article articles artikel article story stories post posts archive archives blog content nachrichten "
    "noticia noticias actualite amp sito clanek detail index php view node the www html web page pages topic topics "
    "thema themen tag tags item items questions forum foren newsdetail newsdetails category kategorie shareddocs "
    "vijesti zinas naujienos zpravy spravy novice wiadomosci hirek stiri novosti novini vesti noticies notizie uutiset "
    "nyheter nyheder frettir uudised haber haberler lajme berita tin uutinen artikkeli articulo articolo haberi khabar "
    "english arabic urdu hindi bangla tamil persian chinese korean japanese russian french german spanish"
)
_NO_SECTIONS = frozenset(_NO_SECTIONS_IN_A_ROW.split())
