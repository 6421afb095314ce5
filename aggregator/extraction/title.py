"""The headline, free of section and site name."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterable, Iterator, Sequence, Set

from lxml.html import HtmlElement

from aggregator.claim import Claim, choose
from aggregator.extraction.jsonld import strings
from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.rules import rule_texts
from aggregator.extraction.site import is_site_name, squeezed
from aggregator.extraction.vocabulary import FURNITURE
from aggregator.text import clean, folded
from aggregator.timestamps import parse_when

LONGEST_TITLE = 400
"""Characters; longer ones are a text that stands in the wrong place."""

_METAS = {
    "og:title": 0.93, "sailthru.title": 0.68, "parsely-title": 0.68, "cxenseparse:title": 0.62,
    "twitter:title": 0.7, "twitter:text:title": 0.6, "dc.title": 0.6, "dcterms.title": 0.6,
    "headline": 0.6, "article.headline": 0.6, "title": 0.55, "fb_title": 0.5, "bt:headline": 0.6, "rnews:headline": 0.6,
}  # fmt: skip

# Between a headline and the site's or section's name. A bare hyphen or colon inside words is none.
_SEPARATOR = re.compile(
    r"\s*：\s*|(?<=[\u3000-\u9fff])[-–—](?=[\u3000-\u9fff])|\s+[-–—|•·»›:/~]+\s+|\s*[|｜»›]\s*|\s+::\s+|\s*[_＿]\s*|\s*[-–—]\s+(?=[^\s]{1,40}$)|\s+[-–—](?=\S)"
)

_LABEL_CLASS = re.compile(
    r"cat(?:egory|egorie|-|_|$|\b)|kicker|section|label|topic|rubri|eyebrow|overline|spitzmarke|dachzeile|"
    r"flag|tag\b|badge|"
    r"super(?:title|-title)|pre-?title|antetitulo|antetítulo|catenaccio|occhiello|channel|ressort|roofline|prefix",
)


def title_claims(page: ParsedPage, *, day: dt.date | None = None) -> Iterator[Claim[str]]:
    """Yield every title the page offers, as written, each with where it stands and how far we believe it."""
    for text, place in rule_texts(page, "title", day=day):
        yield Claim(value=text, place=place, belief=0.99)
    for node in page.articles:
        for text in strings(node.get("headline")):
            yield from _claim(text, "jsonld headline", 0.85)
        for text in strings(node.get("name")):
            yield from _claim(text, "jsonld name", 0.6)
    for name, belief in _METAS.items():
        if name in page.metas.values:
            for text in page.metas.all(name)[:2]:
                yield from _claim(text, f"meta {name}", belief)
    lines = list(_repeated_lines(page)) if not page.articles else []
    for text in lines[:1]:
        yield from _claim(text, "dom line", 0.82)
    window = squeezed(_window_title(page))
    for number, element in enumerate(_headings(page)):
        heading = heading_text(element)
        heading = heading[len(glued_label(page, heading) or "") :]
        belief = 0.8 - number * 0.05
        if lines and squeezed(heading) not in window:  # the page's heading is its section's or its site's
            belief -= 0.3
        yield from _claim(heading, "dom h1", belief)
    if not page.elements["h1"] and page.seen is not None:
        for line in page.seen.lines[:MOST_LINES]:
            if page.seen.nodes[line.node].tag in {"h2", "h3"} and len(line.text) > 14 and not line.flags & FURNITURE:
                yield from _claim(line.text, "dom first heading", 0.3)
                break
    for element in page.elements["title"][:1]:
        yield from _claim(element.text_content()[: LONGEST_TITLE * 2], "dom title", 0.5)
    candidate = page.context.candidate if page.context is not None else None
    if candidate is not None and candidate.title:
        yield from _claim(candidate.title, candidate.via, 0.45)


def _window_title(page: ParsedPage) -> str:
    return clean(page.elements["title"][0].text_content()[:LONGEST_TITLE]) if page.elements["title"] else ""


def _repeated_lines(page: ParsedPage) -> Iterator[str]:
    """Yield the lines of the page that are the window title, or what stands before or behind one of its separators.

    On pages that state no headline, the line that the window title repeats is it, whatever is marked as a heading.
    """
    window = _window_title(page)
    if page.seen is None or not window:
        return
    parts = list(_SEPARATOR.finditer(window))[:8]
    wanted = {squeezed(window), *(squeezed(window[: one.start()]) for one in parts)}
    wanted.update(squeezed(window[one.end() :]) for one in parts)
    wanted = {one for one in wanted if len(one) >= (6 if _CJK.search(one) else 12)}
    for line in page.seen.lines[:MOST_LINES]:
        if line.flags & FURNITURE or not 0.4 * len(window) <= len(line.text) <= len(window):
            continue
        if squeezed(line.text) in wanted and not is_site_name(line.text, page.site_names):
            yield line.text


_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

MOST_LINES = 1500
"""Lines in which the headline is looked for."""


def _claim(text: str, place: str, belief: float) -> Iterator[Claim[str]]:
    value = clean(text[: LONGEST_TITLE * 4])
    if "&" in value and ";" in value:  # written as entities of entities
        value = clean(html.unescape(value))
    if "<" in value:
        value = clean(re.sub(r"</?[a-zA-Z][^<>]{0,200}>", "", value))
    if value and len(value) <= LONGEST_TITLE:
        yield Claim(value=value, place=place, belief=belief)


def _headings(page: ParsedPage) -> list[HtmlElement]:
    """Return the `h1` elements with text: those marked as headline first, then those that the window title repeats."""
    window = folded(_window_title(page))
    found = [(one, folded(one.text_content()[:LONGEST_TITLE])) for one in page.elements["h1"][:8]]

    def order(pair: tuple[HtmlElement, str]) -> tuple[bool, bool, bool]:
        element, text = pair
        named = "headline" in (element.get("itemprop") or "")
        repeated = len(text) > 9 and text in window and not is_site_name(text, page.site_names)
        return (not named, not repeated, any(one.get("href") in {"/", "./"} for one in element.iter("a")))

    return [element for element, text in sorted((pair for pair in found if pair[1]), key=order)][:4]


def heading_text(element: HtmlElement) -> str:
    """Return the text of a heading without a label glued to it (`<h1><span class="cat">World</span>North …`)."""
    return heading_parts(element)[1]


def heading_parts(element: HtmlElement) -> tuple[str | None, str]:
    """Return the label that stands inside a heading, None for none, and the heading without it."""
    whole = clean(element.text_content()[: LONGEST_TITLE * 2])
    first = next((one for one in element.iterchildren("span", "a", "small", "div", "strong", "em", "p", "b")), None)
    if first is None or clean(element.text or ""):
        return None, whole
    label = clean(first.text_content()[:LONGEST_TITLE])
    rest = clean(whole[len(label) :]) if label and whole.startswith(label) else ""
    if not rest or len(label) > 60:
        return None, whole
    signs = f"{first.get('class') or ''} {first.get('id') or ''} {first.get('itemprop') or ''}".lower()
    marked = _LABEL_CLASS.search(signs) is not None or "articlesection" in signs
    glued = (
        not (first.tail or "").startswith((" ", "\n", "\t", "\r"))
        and first.tag in {"span", "a", "small", "div"}
        and len(label.split()) <= 3
    )
    glued = glued and len(rest.split()) >= 3 and (first.tag == "a" or bool(clean(first.tail or "")))
    return (label, rest.lstrip(":|-–— ")) if marked or glued else (None, whole)


def glued_label(page: ParsedPage, heading: str) -> str | None:
    """Return the section whose name is glued before a heading as plain text (`WorldNorth Korea's …`).

    It is one where the page links to it by that very name, and the heading's own first letter follows without a
    space: no writer does that, a theme that prints both does.
    """
    for element in page.anchors[:MOST_LINKS]:
        label = clean(element.text or "") if element.text and len(element.text) <= 40 else ""
        rest = heading[len(label) :]
        if (
            len(label) > 2
            and label[-1].islower()
            and heading.startswith(label)
            and rest[:1].isupper()
            and len(rest) > 2 * len(label)
        ):
            return label
    return None


MOST_LINKS = 200
"""Links of a page, menus first, among which a section's name is looked for."""


def choose_title(page: ParsedPage, claims: Sequence[Claim[str]]) -> Claim[str] | None:
    """Return the claim to believe, its value without section and site name.

    The statement made for sharing comes first; what other places say confirms it or shows what is glued to it.
    """
    offered: list[Claim[str]] = []
    for claim in claims:
        value = bare_title(claim.value, claims, page)
        if value and not is_site_name(value, page.site_names):
            offered.append(Claim(value=value, place=claim.place, belief=claim.belief))
    if not offered:
        return None
    places: dict[str, set[str]] = {}
    for claim in offered:
        places.setdefault(squeezed(claim.value), set()).add(claim.place)
    searched = any({"meta og:title", "dom title"} <= same for same in places.values())
    return choose(
        Claim(
            value=one.value,
            place=one.place,
            belief=one.belief + _confirmation(one.place, places[squeezed(one.value)], searched=searched),
        )
        for one in offered
    )


def _confirmation(place: str, same: Set[str], *, searched: bool) -> float:
    """Return how much more a claim made at `place` is believed because the places `same` say it too.

    Where the window title repeats the title for sharing (`searched`), and JSON-LD the visible headline, the former
    two are made for search machines. Elsewhere the title for sharing is an editor's: of 86 checked pages JSON-LD says
    otherwise on 27, and is wrong on 16 of them.
    """
    if searched and place == "jsonld headline" and "dom h1" in same and "meta og:title" not in same:
        return 0.15
    return 0.02 * min(len(same) - 1, 3)


def bare_title(title: str, claims: Iterable[Claim[str]], page: ParsedPage) -> str:
    """Return `title` without what other places of the page, or the site's names, show to be no part of it."""
    known = {squeezed(claim.value): claim.place for claim in claims if claim.value != title}
    parts = list(_SEPARATOR.finditer(title))
    for match in parts[:6]:  # "Headline - Site", "Headline | Section | Site": the shortest that another place confirms
        head = title[: match.start()].strip()
        if len(squeezed(head)) >= 8 and squeezed(head) in known:
            rest = title[match.end() :]
            if len(rest) < len(head) * 1.2 or is_site_name(rest, page.site_names):
                return head
    for match in reversed(parts[-4:]):
        tail = title[match.end() :].strip()
        head = title[: match.start()]
        place = known.get(squeezed(tail)) if len(squeezed(tail)) >= 12 else None
        if place == "dom line" or (place is not None and is_site_name(head, page.site_names)):
            return tail
    while parts:
        match = parts.pop()
        head, tail = title[: match.start()].strip(), title[match.end() :].strip()
        if not head or not _is_affix(tail, page):
            break
        title = head
    for match in list(_SEPARATOR.finditer(title))[:1]:
        head, tail = title[: match.start()].strip(), title[match.end() :].strip()
        if tail and is_site_name(head, page.site_names):
            return tail
    return title


# Chinese and Japanese outlets and their sections, as they stand behind headlines.
_CJK_OUTLET = re.compile(
    r".{1,12}(?:网|網|报|報|新闻|新聞|频道|頻道|在线|在線|日刊|ニュース|オンライン|デジタル|電子版|뉴스|신문|일보)"
)


def _is_affix(tail: str, page: ParsedPage) -> bool:
    if is_site_name(tail, page.site_names) or _CJK_OUTLET.fullmatch(tail):
        return True
    if len(tail) <= 30 and any(one.isdigit() for one in tail) and parse_when(tail, day_first=True) is not None:
        return True
    bare = squeezed(tail)
    label = squeezed(page.site_names[-1]) if page.site_names else ""
    if len(label) >= 4 and len(tail.split()) <= 5 and (label in bare or (len(bare) >= 5 and bare in label)):
        return True
    return any(
        len(squeezed(name)) >= 5 and squeezed(name) in bare and len(tail.split()) <= 6 for name in page.site_names
    )
