"""The keywords of an article as the page shows them to its readers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache

from lxml.html import HtmlElement

from aggregator.claim import Claim
from aggregator.extraction.keywords import tidy_tags
from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.region import article_region
from aggregator.extraction.vocabulary import FURNITURE
from aggregator.text import clean

# Folders of topics in addresses in lower case.
_FOLDERS_IN_A_ROW = (
    "tag tags topic topics tema temas téma témas temat tematy theme themes thème thèmes thema themen "
    "themenseite themenseiten schlagwort schlagworte schlagworter stichwort keyword keywords etiqueta etiquetas "
    "sujet sujets mot-cle mot-cles mots-cle mots-cles dossier dossiers tagi tagged etiket etiketler konu konular "
    "hashtag label emne emner amne aihe avainsanat argomenti tagovi stitky stitek cimke cimkek subject "
    "personne personnes teg tegs onderwerp onderwerpen topico topicos entity entities organisation "
    "organisations people"
)
_FOLDERS = frozenset(_FOLDERS_IN_A_ROW.split())
_TAG_ADDRESS = re.compile(rf"/(?:{'|'.join(sorted(_FOLDERS))})/[^/?#]|[?&](?:tag|topic|keyword)=|/t-\d{{3,}}")
_TAG_HOLDER = re.compile(
    r"(?:^|[\s_-]|article|post|entry|story|news)(?:tags?|tagi|topics?|keywords?|themen|"
    r"schlagworte?|stichworte|etiquetas|etiquetes|temas|tag-?list|mots-cles|stitky|emneord)(?:$|[\s_\d-]|list|cloud|"
    r"item|container|wrap|block)",
    re.IGNORECASE,
)
_OTHER_HOLDER = re.compile(
    r"nav|menu|header-|(?:^|\s)(?:site-|page-|global-|main-)?footer|sidebar|related|teaser|trending|"
    r"popular|comment|most-|hot-|widget_tag|tag-?cloud|breadcrumb|mega|share|social|author|byline",
    re.IGNORECASE,
)
# Lines behind which tags follow, in lower case and without punctuation around.
_LABELS_IN_A_ROW = (
    "tags, tag, topics, topic, keywords, keyword, schlagworte, schlagwörter, stichworte, themen, themenseiten, "
    "mehr zum thema, mehr zu den themen, mehr lesen über, themen in diesem artikel, topics in this article, "
    "filed under, more on this topic, explore more on these topics, read more on, more about, mots-clés, "
    "mots clés, sujets, sujet, thèmes, etiquetas, temas, temas relacionados, palabras clave, más sobre, "
    "argomenti, trefwoorden, onderwerpen, meer over, emneord, emner, les mer om, läs mer om, ämnen, mer om, "
    "læs mere om, avainsanat, aiheet, tagi, tematy, štítky, témata, témy, címkék, etichete, subiecte, теги, "
    "тэги, метки, темы, теми, ετικέτες, etiketler, konular, الوسوم, كلمات مفتاحية, برچسب ها, برچسب‌ها, تگ, "
    "标签, 標籤, 关键词, 關鍵字, キーワード, タグ, 関連キーワード, 키워드, 태그, chủ đề, từ khóa, tag terkait"
)
_LABELS = frozenset(_LABELS_IN_A_ROW.split(", "))
LONGEST_LABEL = 40
MOST_SHOWN = 25
"""Links of one list; more are an index of the site."""


def shown_claims(page: ParsedPage) -> Iterator[Claim[tuple[str, ...]]]:
    """Yield the tags that the page shows as links: lists classed or labelled as tags, `rel=tag`, addresses of topics.

    Costs more than `tag_claims`.
    """
    classed: list[str] = []
    related: list[str] = []
    addressed: dict[HtmlElement | None, list[str]] = {}
    known: dict[HtmlElement | None, tuple[int, int]] = {}
    region = article_region(page)
    for element in itertools.islice(region.iter("a"), MOST_LINKS) if region is not None else ():
        holder = element.getparent()
        found = known.get(holder) or _standing(holder, known)
        if found[0] == _ELSEWHERE:
            continue
        get = element.get
        standing = _own_standing("a", get("class") or "", get("id") or "")
        if standing == _ELSEWHERE:
            continue
        if standing is None:
            standing = _UNKNOWN if found[0] == _LISTED and found[1] >= FARTHEST_LIST else found[0]
        is_tag = _is_tag(get("rel"))
        if standing == _UNKNOWN and not is_tag and not _leads_to_topic(get("href") or ""):
            continue
        text = clean(element.text_content()[:200]).strip(" #,;")
        if not text or len(text.split()) > MOST_WORDS or _NO_TAGS.fullmatch(text):
            continue
        if standing == _LISTED:
            classed.append(text)
        elif is_tag:
            related.append(text)
        else:
            around = holder.getparent() if holder is not None and holder.tag in {"li", "span"} else holder
            addressed.setdefault(around, []).append(text)
    if not classed and not related and region is not page.root:
        related = [
            text
            for element in page.anchors
            if (rel := element.get("rel")) is not None
            if _is_tag(rel) and _standing(element.getparent(), known)[0] != _ELSEWHERE
            if (text := clean(element.text_content()[:200]).strip(" #,;"))
        ]
    for place, belief, texts in (
        ("dom tag list", 0.8, classed),
        ("dom rel=tag", 0.79, related),
        ("dom labelled list", 0.7, list(_labelled(page))),
    ):
        tags = tidy_tags(texts, page)
        if 0 < len(tags) <= MOST_SHOWN and sum(map(_is_sentence, tags)) <= 0.4 * len(tags):
            yield Claim(value=tags, place=place, belief=belief - 0.1 * (len(tags) == 1))
    for texts in addressed.values():
        if 2 <= len(texts) <= MOST_SHOWN and not classed and not related:
            tags = tidy_tags(texts, page)
            if tags:
                yield Claim(value=tags, place="dom tag address", belief=0.5)


def _leads_to_topic(href: str) -> bool:
    """Tell whether a link leads to a page on one topic, by its address."""
    lower = href.lower()
    # Most lead elsewhere, and the search is dear.
    if _FOLDERS.isdisjoint(lower.split("/")) and "=" not in lower and "/t-" not in lower:
        return False
    return _TAG_ADDRESS.search(lower) is not None


def _is_tag(rel: str | None) -> bool:
    """Tell whether a link's relation says that it leads to a tag (microformats, rel-tag)."""
    return rel is not None and "tag" in rel.lower().split()


MOST_LINKS = 5_000


def _is_sentence(text: str) -> bool:
    return text.count(" ") > 4 or (not text.isascii() and " " not in text and len(text) > 14)


MOST_WORDS = 7
"""Words of a tag; links with more are headlines."""


_UNKNOWN, _LISTED, _ELSEWHERE = range(3)


def _standing(
    holder: HtmlElement | None, known: dict[HtmlElement | None, tuple[int, int]], below: int = 0
) -> tuple[int, int]:
    """Return how `holder` stands, and how many levels above it that is decided.

    `_LISTED` in a list classed as tags, `_ELSEWHERE` in navigation, other lists or running text. `known` keeps what
    was found for holders that links share; `below` counts the levels already asked.
    """
    if holder is None or below >= DEEPEST_HOLDER:
        return _UNKNOWN, 0
    found = known.get(holder)
    if found is None:
        own = _own_standing(holder.tag, holder.get("class") or "", holder.get("id") or "")
        if own is not None:
            found = own, 0
        else:
            verdict, levels = _standing(holder.getparent(), known, below + 1)
            found = verdict, levels + 1
        known[holder] = found
    return found


FARTHEST_LIST = 4
"""Levels between a link and the list it is a tag of; whatever is classed so farther above is the page, not a list."""

DEEPEST_HOLDER = 40


@lru_cache(maxsize=20_000)
def _own_standing(tag: object, classes: str, ident: str) -> int | None:
    if tag in {"body", "html", "article", "main"}:
        return _UNKNOWN
    signs = f"{classes} {ident}"
    if _OTHER_HOLDER.search(signs):
        return _ELSEWHERE
    if _TAG_HOLDER.search(signs):
        return _LISTED
    return _ELSEWHERE if tag in {"nav", "footer", "p", "h1", "h2", "h3", "figure"} else None


def _is_label(text: str) -> bool:
    """Tell whether a line says that tags follow: "Tags:", "Mehr zum Thema"."""
    bare = text.lower().strip(" :：•·#–—-|.…")
    return bare in _LABELS or (bare.startswith(_KINDS_OF_PAGE) and bare.partition(" ")[2] in _LABELS)


_KINDS_OF_PAGE = ("article ", "post ", "story ", "related ")


def _labelled(page: ParsedPage) -> Iterator[str]:
    """Yield the linked lines behind a line that says that tags follow."""
    if page.seen is None:
        return
    lines = page.seen.lines
    for number, line in enumerate(lines):
        if line.linked or len(line.text) > LONGEST_LABEL or line.flags & FURNITURE or not _is_label(line.text):
            continue
        if number > (page.headline_line or 0):
            for follower in lines[number + 1 : number + MOST_SHOWN]:
                if (
                    len(follower.text) > 45
                    or _NO_TAGS.fullmatch(follower.text)
                    or follower.linked < 0.8 * len(follower.text)
                ):
                    break
                yield follower.text
            return


_NO_TAGS = re.compile(
    r"(?:zur|zum|mostrar|anzeigen|mehr|alle|weitere|zurück|more|see|view|show|read|all|ver|leer|voir|lire|toutes?|tous|"
    r"leggi|vedi|zobacz|więcej|ещё|все|share|follow|subscribe)\b.{0,40}",
    re.IGNORECASE,
)
