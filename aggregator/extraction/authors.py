"""Who wrote it."""

from __future__ import annotations

import datetime as dt
import html
import itertools
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from lxml.html import HtmlElement

from aggregator.claim import Claim
from aggregator.extraction.jsonld import Node, objects, strings, types
from aggregator.extraction.names import Signatory, looks_like_person, read_byline
from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.rules import rule_texts
from aggregator.extraction.site import is_site_name
from aggregator.extraction.state import StateArticle, state_texts
from aggregator.extraction.vocabulary import BIO
from aggregator.text import clean, folded

MOST_AUTHORS = 30

_METAS = {
    "author": 0.8, "article:author": 0.7, "article:author_name": 0.8, "og:article:author": 0.7, "og:author": 0.7,
    "dc.creator": 0.7, "dcterms.creator": 0.7, "parsely-author": 0.72, "sailthru.author": 0.74, "byl": 0.8,
    "cxenseparse:author": 0.7, "articleauthor": 0.7, "creator": 0.55, "dc.contributor": 0.4, "authors": 0.75,
    "analytics:author": 0.6, "citation_author": 0.8, "rbauthors": 0.7, "bt:author": 0.7, "lrt_authors": 0.7,
    "twitter:data1": 0.3, "author_name": 0.7, "article.author": 0.7, "mrf:authors": 0.7,
}  # fmt: skip


def author_claims(page: ParsedPage, *, day: dt.date | None = None) -> Iterator[Claim[tuple[Signatory, ...]]]:
    """Yield every list of signatories the page offers."""
    ruled = [text for text, _ in rule_texts(page, "authors", day=day)]
    if ruled:
        yield from _claim(
            page, [one for text in ruled for one in read_byline(text, page.languages)], "rule authors", 0.99
        )
    for node in page.articles[:2]:
        for key, belief in (("author", 0.9), ("creator", 0.7)):
            yield from _claim(page, list(_jsonld_signatories(page, node.get(key))), f"jsonld {key}", belief)
    for name, belief in _METAS.items():
        if name in page.metas.values:
            found = [
                one
                for text in page.metas.all(name)[:MOST_AUTHORS]
                for one in read_byline(html.unescape(text), page.languages)
            ]
            yield from _claim(page, found, f"meta {name}", belief)
    candidate = page.context.candidate if page.context is not None else None
    if candidate is not None and candidate.authors:
        found = [one for text in candidate.authors for one in read_byline(text, page.languages)]
        yield from _claim(page, found, candidate.via, 0.65)


def _jsonld_signatories(page: ParsedPage, value: object) -> Iterator[Signatory]:
    listed = value if isinstance(value, list) else [value]
    for one in listed[:MOST_AUTHORS]:
        if isinstance(one, str):
            yield from read_byline(html.unescape(one), page.languages)
        for node in objects(one):
            yield from _from_node(page, node)


def _from_node(page: ParsedPage, node: Node) -> Iterator[Signatory]:
    kinds = types(node)
    organisation = any("organi" in kind or kind == "corporation" for kind in kinds)
    given, family = (clean(next(strings(node.get(key)), "")) for key in ("givenName", "familyName"))
    names = [html.unescape(text) for text in strings(node.get("name"))]
    if not names and given and family:
        names = [f"{given} {family}"]
    for name in names[:MOST_AUTHORS]:
        for found in read_byline(name, page.languages):
            yield Signatory(name=found.name, person=found.person and not organisation)


_AUTHOR_CLASS = re.compile(
    r"(?:^|[\s_-])(?:authors?|byline|autor|auteur|autore|writer)(?:$|[\s_-](?:name|link|nom|nombre)?)", re.IGNORECASE
)
_NO_BYLINE = re.compile(
    r"bio|box|about|card|image|avatar|photo|social|follow|more|related|list-|comment|desc", re.IGNORECASE
)


# Of addresses in lower case: with IGNORECASE `re` does not leap from one "/" to the next.
_AUTHOR_ADDRESS = re.compile(
    r"/(?:authors?|autor(?:e[ns]|i|es)?|auteurs?|profile?s?|journalists?|by|writers?|staff|contributors?|"
    r"columnists?|redaktion/[a-z]+-|redakteure?|reporters?|penulis|yazar(?:lar)?|forfatter|skribent|avtor|"
    r"avtory|giornalist[ai]|firmas?|byline)/[^/?#]"
)


def shown_claims(page: ParsedPage) -> Iterator[Claim[tuple[Signatory, ...]]]:
    """Yield what the page shows rather than states: microdata, links to authors, elements classed as byline, lines.

    Costs more than `author_claims`: ask where those name no person.
    """
    marked = tuple(_dom_claims(page))
    yield from marked
    if names_person(marked):
        return
    for number, text in enumerate(page.head_lines):
        match = _SIGNED.match(text)
        if match is not None and len(text) < 120:
            found = read_byline(match["rest"], page.languages)
            if found and all(looks_like_person(one.name) for one in found):
                yield from _claim(page, found, "dom headline lines", 0.55 - 0.01 * number)
    for line in page.seen.lines[:3000] if page.seen is not None else ():
        match = _LABELLED.match(line.text) if len(line.text) < 90 else None
        if match is not None:
            found = [one for one in read_byline(match["rest"], page.languages) if looks_like_person(one.name)]
            yield from _claim(page, found, "dom labelled line", 0.5)


def state_claims(page: ParsedPage, article: StateArticle | None) -> Iterator[Claim[tuple[Signatory, ...]]]:
    """Yield who signs the page's own article as its JSON state has it."""
    if article is not None:
        found = [one for text, _ in state_texts(article, "authors") for one in read_byline(text, page.languages)]
        yield from _claim(page, found, f"state {article.name} authors", 0.66)


_LABELLED = re.compile(
    r"(?:autor(?:in|/in|in/autor|:in|es|en)?|authors?|auteur|autore|автор|szerző|forfatter|skribent|"
    r"kirjoittaja|yazar|penulis|reporter|writer|text)\s?(?:[:：]|\s)\s?(?P<rest>.{3,80})$",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:by|von|par|por|di|door|av|af|text|texte?|texto|autor(?:in|/in|in/autor)?|author|auteur|autore|"
    r"автор|текст|penulis|oleh|yazan|szerző|kirjoittaja)\b\s?[:：]?\s(?P<rest>.{3,100})$",
    re.IGNORECASE,
)


def _dom_claims(page: ParsedPage) -> Iterator[Claim[tuple[Signatory, ...]]]:
    micro: list[HtmlElement] = []
    linked: list[HtmlElement] = []
    classed: list[HtmlElement] = []
    addressed: list[HtmlElement] = []
    for element in page.anchors:
        rel = element.get("rel")
        if rel is not None and "author" in rel.lower().split():
            linked.append(element)
        elif len(addressed) < 5:
            href = (element.get("href") or "").lower()
            if _AUTHOR_ADDRESS.search(href) and "creativecommons" not in href and not _in_furniture(element):
                addressed.append(element)
    for element in _marked(page):
        get = element.get
        itemprop = get("itemprop")
        if itemprop is not None and {"author", "creator"}.intersection(itemprop.lower().split()):
            if len(micro) < MOST_AUTHORS:
                micro.append(next((one for one in element.iter() if one.get("itemprop") == "name"), element))
        elif _is_byline(get("class")) or _is_byline(get("data-testid")):
            classed.append(element)
    classed.sort(key=lambda one: one.tag not in {"a", "span", "cite"})  # the name itself before the line that holds it
    beside = [one for one in addressed if one.getparent() is addressed[0].getparent()]
    for place, belief, elements in (
        ("microdata author", 0.68, micro),
        ("dom rel=author", 0.66, linked),
        ("dom byline", 0.6, classed[:3]),
        ("dom author link", 0.58, beside),
    ):
        found: list[Signatory] = []
        for element in elements[:MOST_AUTHORS]:
            text = element.get("content") or clean(element.text_content()[:300])
            if text and len(text) < 200:
                found.extend(
                    one
                    for one in read_byline(text, page.languages)
                    if looks_like_person(one.name) or (not one.person and not one.name.islower())
                )
        yield from _claim(page, found, place, belief)


def _marked(page: ParsedPage) -> Iterator[HtmlElement]:
    """Yield the elements that may be a byline: names set in a line, and blocks whose class says who wrote."""
    if page.root is None or page.seen is None:
        return
    yield from page.root.iter("span", "a", "cite", "meta")
    for node in page.seen.nodes:
        if node.own & BIO:
            yield node.element


@lru_cache(maxsize=20_000)
def _is_byline(signs: str | None) -> bool:
    return signs is not None and _AUTHOR_CLASS.search(signs) is not None and _NO_BYLINE.search(signs) is None


_FURNITURE = re.compile(r"nav|menu|footer|sidebar|related|teaser|comment|most|popular|widget|recirc", re.IGNORECASE)


def _in_furniture(element: HtmlElement) -> bool:
    """Return whether an element that holds `element` is navigation or a list of other articles, by tag or class."""
    return any(
        holder.tag in {"nav", "footer", "aside"}
        or (
            holder.tag not in {"body", "html"}
            and _FURNITURE.search(f"{holder.get('class') or ''} {holder.get('id') or ''}")
        )
        for holder in itertools.islice(element.iterancestors(), 8)
    )


def _claim(
    page: ParsedPage, found: Sequence[Signatory], place: str, belief: float
) -> Iterator[Claim[tuple[Signatory, ...]]]:
    once: dict[str, Signatory] = {}
    for one in found[:MOST_AUTHORS]:
        person = one.person and not is_site_name(one.name, page.site_names)
        once.setdefault(folded(one.name), Signatory(name=one.name, person=person))
    if once:
        yield Claim(value=tuple(once.values()), place=place, belief=belief)


def names_person(claims: Sequence[Claim[tuple[Signatory, ...]]]) -> bool:
    """Return whether any of `claims` names a person."""
    return any(one.person for claim in claims for one in claim.value)


def choose_authors(page: ParsedPage, claims: Sequence[Claim[tuple[Signatory, ...]]]) -> Claim[tuple[str, ...]] | None:
    """Return the persons of the most believed claim that names any; else an organisation that is stated, or shown.

    Of organisations another than the site itself comes first: the site is its own publisher in any case.
    """
    ordered = sorted(claims, key=lambda one: -one.belief)
    for claim in ordered:
        names = tuple(one.name for one in claim.value if one.person)
        if names:
            return Claim(value=names, place=claim.place, belief=claim.belief)
    stated = [claim for claim in ordered if not claim.place.startswith("dom ")]
    for heard, own in ((stated, False), (stated, True), (ordered, False), (ordered, True)):
        for claim in heard:
            names = tuple(one.name for one in claim.value if is_site_name(one.name, page.site_names) is own)
            if names:
                return Claim(value=names, place=claim.place, belief=claim.belief)
    return None
