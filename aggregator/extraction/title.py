"""The headline, free of section and site name."""

from __future__ import annotations

import datetime as dt
import html
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from lxml.html import HtmlElement

from aggregator.claim import Claim
from aggregator.extraction.jsonld import strings
from aggregator.extraction.parsed import ParsedPage, text_of
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

_SIGNS = re.compile(r"[-–—|•·»›:/~｜：_＿]+")
_DASHES = frozenset("-–—")
_SEPARATING = frozenset("|｜_＿：")  # with or without spaces; the others need them on both sides

_LABEL_CLASS = re.compile(
    r"cat(?:egory|egorie|-|_|$|\b)|kicker|section|label|topic|rubri|eyebrow|overline|spitzmarke|dachzeile|"
    r"flag|tag\b|badge|"
    r"super(?:title|-title)|pre-?title|antetitulo|antetítulo|catenaccio|occhiello|channel|ressort|roofline|prefix",
)


def title_claims(page: ParsedPage, *, day: dt.date | None = None) -> Iterator[Claim[str]]:
    """Yield every title the page offers, each with where it stands and how far we believe it."""
    for text, place in rule_texts(page, "title", day=day):
        yield Claim(value=text, place=place, belief=0.99)
    plain: dict[str, str] = {}  # most places say the same
    for text, place, belief in _offers(page):
        value = plain.get(text)
        if value is None:
            value = plain[text] = _plain(text)
        if value:
            yield Claim(value=value, place=place, belief=belief)


def _offers(page: ParsedPage) -> Iterator[tuple[str, str, float]]:
    """Yield every title as written, its place, and how far that is to be believed."""
    for node in page.articles:
        for text in strings(node.get("headline")):
            yield text, "jsonld headline", 0.85
        for text in strings(node.get("name")):
            yield text, "jsonld name", 0.6
    values = page.metas.values
    for name, belief in _METAS.items():
        for text in values.get(name, ())[:2]:
            yield text, f"meta {name}", belief
    window = _window_title(page)
    line = next(_repeated_lines(page, window), None) if not page.articles else None
    if line is not None:
        yield line, "dom line", 0.82
    for number, element in enumerate(_headings(page, window)):
        heading = heading_text(element)
        heading = heading[len(glued_label(page, heading) or "") :]
        belief = 0.8 - number * 0.05
        if line is not None and squeezed(heading) not in squeezed(window):  # the page's heading is its section's
            belief -= 0.3
        yield heading, "dom h1", belief
    if page.seen is not None and all(is_site_name(clean(text), page.site_names) for text in page.headings):
        for one in page.seen.lines[:MOST_LINES]:
            if page.seen.nodes[one.node].tag in {"h2", "h3"} and len(one.text) > 14 and not one.flags & FURNITURE:
                yield one.text, "dom first heading", 0.3
                break
    if window:
        yield window, "dom title", 0.5
    candidate = page.context.candidate if page.context is not None else None
    if candidate is not None and candidate.title:
        yield candidate.title, candidate.via, 0.45


def _plain(text: str) -> str:
    """Return `text` as a title: one line without markup; "" where it is too long to be one."""
    value = clean(text[: LONGEST_TITLE * 4])
    if "&" in value and ";" in value:  # written as entities of entities
        value = clean(html.unescape(value))
    if "<" in value:
        value = clean(re.sub(r"</?[a-zA-Z][^<>]{0,200}>", "", value))
    return value if len(value) <= LONGEST_TITLE else ""


def _window_title(page: ParsedPage) -> str:
    return clean(page.window_title[: LONGEST_TITLE * 2])


def _repeated_lines(page: ParsedPage, window: str) -> Iterator[str]:
    """Yield the lines of the page that are the window title, or what stands before or behind one of its separators.

    On pages that state no headline, the line that the window title repeats is it, whatever is marked as a heading.
    """
    if page.seen is None or not window:
        return
    window = _without_signature(window, page)
    parts = _separators(window)[:8]
    whole = [window, *(window[:start] for start, _ in parts), *(window[end:] for _, end in parts)]
    wanted = {short for one in whole if len(short := squeezed(one)) >= (6 if _CJK.search(short) else 12)}
    # Of the lines that are short enough few begin as one of these does: the others need not be squeezed.
    starts = {one[0] for one in wanted}
    least, most = 0.4 * len(window), len(window)
    for line in page.seen.lines[:MOST_LINES]:
        text = line.text
        if least <= len(text) <= most and not line.flags & FURNITURE:
            first = text[0]
            if (
                (not (first.isascii() and first.isalnum()) or first.lower() in starts)
                and squeezed(text) in wanted
                and not is_site_name(text, page.site_names)
            ):
                yield text


_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

MOST_LINES = 1500
"""Lines in which the headline is looked for."""


def _headings(page: ParsedPage, window: str) -> Sequence[HtmlElement]:
    """Return the `h1` elements: those marked as headline first, then those that the `window` title repeats."""
    if len(page.elements["h1"]) < 2:
        return page.elements["h1"]
    window = folded(window)
    found = [(one, folded(text[:LONGEST_TITLE])) for one, text in zip(page.elements["h1"], page.headings, strict=False)]

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
    whole = clean(text_of(element)[: LONGEST_TITLE * 2])
    if not len(element):
        return None, whole
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


_GLUE = re.compile("[a-z\x80-\uffff][A-Z\x80-\uffff]")
"""What a small letter and a capital may be."""


def glued_label(page: ParsedPage, heading: str) -> str | None:
    """Return the section whose name is glued before a heading as plain text (`WorldNorth Korea's …`).

    It is one where the page links to it by that very name, and the heading's own first letter follows without a
    space: no writer does that, a theme that prints both does.
    """
    labels = {
        heading[:end]
        for match in _GLUE.finditer(heading, 0, LONGEST_LABEL)
        if 2 < (end := match.start() + 1) < len(heading) / 3 and heading[end - 1].islower() and heading[end].isupper()
    }
    if labels:
        for element in page.anchors[:MOST_LINKS]:
            label = (element.text or "").strip()
            if label in labels:
                return str(label)
    return None


LONGEST_LABEL = 40
"""Characters of a heading in which a section's name may end."""

MOST_LINKS = 200
"""Links of a page, menus first, among which a section's name is looked for."""


def choose_title(page: ParsedPage, claims: Sequence[Claim[str]]) -> Claim[str] | None:
    """Return the claim to believe, its value without section and site name.

    The statement made for sharing comes first; what other places say confirms it or shows what is glued to it.
    """
    known = {squeezed(claim.value): claim.place for claim in claims}
    bare: dict[str, tuple[str, str]] = {}  # a title as claimed → without affixes, and that squeezed
    for value in dict.fromkeys(claim.value for claim in claims):
        title = _bare_title(value, known, page)
        if title and not is_site_name(title, page.site_names):
            bare[value] = title, squeezed(title)
    places: dict[str, set[str]] = {}
    first: dict[str, str] = {}  # place → the first title it offers, squeezed
    for claim in claims:
        if claim.value in bare:
            short = bare[claim.value][1]
            places.setdefault(short, set()).add(claim.place)
            first.setdefault(claim.place, short)
    ruled = any(place.startswith("rule ") for place in first)  # who wrote a rule has seen what the page shows
    shown = None if ruled else _shown_headline(page, first)
    best: Claim[str] | None = None
    most = -1.0
    for claim in claims:
        if claim.value not in bare:
            continue
        short = bare[claim.value][1]
        belief = claim.belief + 0.02 * min(len(places[short]) - 1, 3)
        if short == shown and claim.place == "jsonld headline":
            belief += 0.2
        if belief > most:
            best, most = claim, belief
    return Claim(value=bare[best.value][0], place=best.place, belief=most) if best is not None else None


def _shown_headline(page: ParsedPage, first: Mapping[str, str]) -> str | None:
    """Return JSON-LD's headline, squeezed, where the page shows it to its readers and not the title for sharing.

    Sites write up to three headlines: for readers, for search machines (the window title is that), for sharing. Where
    the title for sharing differs from JSON-LD's, it is the readers' own about as often as the other; what stands
    on the page decides. An `h1` that ends a breadcrumb trail is there for search machines and decides nothing; nor does
    a heading that the window title repeats, where two places agree on a title for sharing.
    """
    sharing, stated = first.get("meta og:title"), first.get("jsonld headline")
    if not sharing or not stated or sharing == stated:
        return None
    if first.get("meta twitter:title") == sharing and first.get("dom title") == stated:
        return None
    return stated if _is_shown(page, stated) and not _is_shown(page, sharing) else None


_END = ".!?…\"'”’“»«)"
"""What may stand behind the last letter of a headline."""


def _is_shown(page: ParsedPage, title: str) -> bool:
    """Tell whether a line of the page, no link and no end of a breadcrumb trail, is `title` (squeezed).

    A kicker may stand in the line before it, or in the title alone, and then in a line of its own.
    """
    if page.seen is None:
        return False
    nodes = page.seen.nodes
    trails = 0
    least, most = 0.4 * len(title), 4 * len(title)
    for line in page.seen.lines[:MOST_LINES]:
        if not least <= len(line.text) <= most or 2 * line.linked > len(line.text):
            continue
        end = line.text.rstrip(_END)[-1:]
        if end.isascii() and end.lower() != title[-1]:  # most lines, which need not be squeezed
            continue
        text = squeezed(line.text)
        if not text or not (title.endswith(text) or (text.endswith(title) and len(text) < 2.5 * len(title))):
            continue
        element = nodes[line.node].element
        if element.tag != "h1" or not _ends_trail(element):
            return True
        trails += 1
        if trails == MOST_TRAILS:
            return False
    return False


MOST_TRAILS = 3
"""Headings at the end of a trail that are passed over; real pages have one."""


def _ends_trail(heading: HtmlElement) -> bool:
    """Tell whether a heading is the last part of a breadcrumb trail: one by name, or nothing but links and it."""
    own = len(squeezed(_short_text(heading)))
    for number, element in enumerate(itertools.islice(itertools.chain([heading], heading.iterancestors()), 5)):
        if element.tag in {"header", "article", "main", "body"}:
            return False
        if element.tag == "nav" or "crumb" in f"{element.get('class')} {element.get('id')}".lower():
            return True
        links = list(itertools.islice(element.iter("a"), 20)) if number else []
        if links:
            linked = sum(len(squeezed(_short_text(one))) for one in links)
            return len(links) > 1 and own + linked >= len(squeezed(_short_text(element)))
    return False


def _short_text(element: HtmlElement) -> str:
    """Return the beginning of the text in `element`, whatever its size."""
    return "".join(itertools.islice(element.itertext(), 100))[: 4 * LONGEST_TITLE]


def _separators(title: str) -> list[tuple[int, int]]:
    """Return where signs stand in `title` that may part it from a site's or section's name, spaces around included."""
    found = []
    for match in _SIGNS.finditer(title):
        start, end = match.span()
        sign = match[0]
        before, behind = title[start - 1 : start], title[end : end + 1]
        if not before or not behind or (sign in {"»", "›"} and ("«" in title or "‹" in title)):  # quotation marks
            continue
        spaced = before.isspace(), behind.isspace()
        if not (
            all(spaced)
            or not _SEPARATING.isdisjoint(sign)
            or (
                _DASHES.issuperset(sign)  # "Headline -Site", "Headline- Site", 見出し-サイト
                and (
                    spaced[0]
                    or (spaced[1] and len(last := title[end + 1 :]) <= 40 and " " not in last)
                    or ("\u3000" <= before <= "\u9fff" and "\u3000" <= behind <= "\u9fff")
                )
            )
        ):
            continue
        found.append((start - spaced[0], end + spaced[1]))
    return found


def _bare_title(title: str, known: Mapping[str, str], page: ParsedPage) -> str:
    """Return `title` without what other places of the page (`known`), or the site's names, show to be no part of it."""
    title = _without_signature(title, page)
    parts = _separators(title)
    if not parts:
        return title
    for start, end in parts[:6]:  # "Headline - Site", "Headline | Section | Site": the shortest that is confirmed
        head = squeezed(title[:start])
        if len(head) >= 8 and head in known and (end + start * 1.2 > len(title) or _is_site(title[end:], page)):
            return title[:start]
    for start, end in reversed(parts[-4:]):
        place = known.get(tail) if len(tail := squeezed(title[end:])) >= 12 else None
        if place == "dom line" or (place is not None and _is_label(title[:start], title[start:end], title[end:], page)):
            return title[end:]
    for (start, end), (following, _) in itertools.pairwise([*parts, (len(title), 0)]):
        if _is_site(title[end:following], page):  # "Headline | Site | What the site is"
            title, parts = title[:start], [one for one in parts if one[0] < start]
            break
    cut = False
    while parts:
        start, end = parts.pop()
        if not start or not (_is_affix(title[end:], page) or page.recall.is_ending(title[end:], inner=cut)):
            break
        cut = True
        if title[start:end] == "_":  # Chinese sites: 标题_频道_网站
            start = title.index("_")
        title = title[:start]
    for start, end in _separators(title)[:1]:
        if _is_site(title[:start], page) or page.recall.is_beginning(title[:start]):
            return title[end:]
    return title


def _is_site(text: str, page: ParsedPage) -> bool:
    return is_site_name(text, page.site_names)


def _is_label(text: str, sign: str, rest: str, page: ParsedPage) -> bool:
    """Tell whether `text`, before `sign`, is no part of the headline `rest`, which stands elsewhere without it."""
    return _is_site(text, page) or ("|" in sign and len(text.split()) <= 3 and 2 * len(text) < len(rest))


def _without_signature(title: str, page: ParsedPage) -> str:
    """Return `title` without the site's name before or behind a colon, or in brackets at its end."""
    if title[-1:] in {")", "）"}:
        start = max(title.rfind("("), title.rfind("（"))
        if start > 0 and _is_site(title[start + 1 : -1], page):
            return title[:start].rstrip()
    head, colon, tail = title.partition(": ")
    if colon and len(head) < len(tail) and _is_site(head, page) and not _separators(head):
        return tail
    head, colon, tail = title.rpartition(": ")
    return head if colon and len(tail) < len(head) and _is_site(tail, page) else title


# Chinese and Japanese outlets and their sections, as they stand behind headlines.
_CJK_OUTLET = re.compile(
    r".{1,12}(?:网|網|报|報|新闻|新聞|频道|頻道|在线|在線|日刊|ニュース|オンライン|デジタル|電子版|뉴스|신문|일보)"
    r"(?:[（(].{1,20}[)）])?"
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
