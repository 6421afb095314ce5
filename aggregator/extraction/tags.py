"""The keywords the publisher gave."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from lxml.html import HtmlElement

from aggregator.claim import Claim
from aggregator.extraction.jsonld import objects, strings
from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.rules import rule_texts
from aggregator.extraction.site import is_site_name
from aggregator.extraction.vocabulary import FURNITURE
from aggregator.text import clean, folded

MOST_TAGS = 60
LONGEST_TAG = 80
"""Characters of one tag; longer ones are sentences."""

_METAS = {
    "news_keywords": 0.86, "article:tag": 0.85, "keywords": 0.75, "parsely-tags": 0.66, "sailthru.tags": 0.64,
    "og:article:tag": 0.84, "dc.subject": 0.6, "dcterms.subject": 0.6, "cxenseparse:keywords": 0.6, "tags": 0.6,
    "video:tag": 0.5, "og:video:tag": 0.5, "bt:keywords": 0.6,
}  # fmt: skip
_SEPARATORS = re.compile(r"\s*[;|、，；\n\t]\s*")
_COMMA = re.compile(r"\s*,\s*")


def tag_claims(page: ParsedPage, *, day: dt.date | None = None) -> Iterator[Claim[tuple[str, ...]]]:
    """Yield every list of keywords the page offers, split."""
    ruled = [text for text, _ in rule_texts(page, "tags", day=day)]
    if ruled:
        yield from _claim(ruled, "rule tags", 0.99)
    for node in page.articles[:1]:
        yield from _claim(list(strings(node.get("keywords"), "name", "termCode")), "jsonld keywords", 0.83)
        about = [text for one in objects(node.get("about")) for text in strings(one.get("name"))]
        yield from _claim(about, "jsonld about", 0.5)
    for name, belief in _METAS.items():
        if name in page.metas.values:
            yield from _claim(list(page.metas.all(name)), f"meta {name}", belief)
    candidate = page.context.candidate if page.context is not None else None
    if candidate is not None and candidate.tags:
        yield from _claim(list(candidate.tags), candidate.via, 0.55, whole=True)


# Of addresses in lower case: with IGNORECASE `re` does not leap to the next sign that a match begins with.
_TAG_ADDRESS = re.compile(
    r"/(?:tags?|topics?|t[eé]mas?|temat|tematy|themen?|th[eè]mes?|themenseiten?|schlagwort(?:e|er)?|"
    r"stichwort|keywords?|etiquetas?|etiqueta|sujets?|mots?-cles?|dossiers?|tagi?|tagged|"
    r"etiket(?:ler)?|konu(?:lar)?|hashtag|label|tema|emne|emner|amne|aihe|avainsanat|argomenti|tagovi|"
    r"stitky|stitek|cimke|cimkek|subject|personne?s?|tegs?|sujet|onderwerp(?:en)?|topico|topicos|thema|"
    r"entity|entities|organisations?|people)/[^/?#]|[?&](?:tag|topic|keyword)=|/t-\d{3,}"
)
_TAG_HOLDER = re.compile(
    r"(?:^|[\s_-]|article|post|entry|story|news)(?:tags?|tagi|topics?|keywords?|labels?|themen|"
    r"schlagworte?|stichworte|etiquetas|temas|tag-?list|mots-cles|stitky|emneord)(?:$|[\s_\d-]|list|cloud|"
    r"item|container|wrap|block)",
    re.IGNORECASE,
)
_OTHER_HOLDER = re.compile(
    r"nav|menu|header-|(?:^|\s)(?:site-|page-|global-|main-)?footer|sidebar|related|teaser|trending|"
    r"popular|comment|most-|hot-|widget_tag|tag-?cloud|breadcrumb|mega|share|social|author|byline",
    re.IGNORECASE,
)
_TAG_LABEL = re.compile(
    r"\W{0,3}(?:article |post |story |related )?(?:tags?|topics?|keywords?|schlagworte|schlagwörter|"
    r"stichworte|themen|themenseiten|mehr zum thema|mehr zu den themen|mehr lesen über|themen in diesem "
    r"artikel|"
    r"topics in this article|filed under|more on this topic|explore more on these topics|read more on|"
    r"more about|mots[- ]clés|sujets?|thèmes|etiquetas|temas|temas relacionados|palabras clave|más sobre|"
    r"argomenti|trefwoorden|onderwerpen|meer over|emneord|emner|les mer om|läs mer om|ämnen|mer om|læs "
    r"mere om|avainsanat|aiheet|tagi|tematy|štítky|témata|témy|címkék|etichete|subiecte|теги|тэги|метки|"
    r"темы|теми|"
    r"ετικέτες|etiketler|konular|"
    r"الوسوم|كلمات مفتاحية|برچسب ها|برچسب‌ها|تگ|标签|標籤|关键词|關鍵字|キーワード|タグ|関連キーワード|"
    r"키워드|태그|chủ đề|từ khóa|tag terkait)\W{0,3}",
    re.IGNORECASE,
)
MOST_SHOWN = 25
"""Links of one list; more are an index of the site."""


def shown_claims(page: ParsedPage) -> Iterator[Claim[tuple[str, ...]]]:
    """Yield the tags that the page shows as links: lists classed or labelled as tags, `rel=tag`, addresses of topics.

    Costs more than `tag_claims`.
    """
    classed: list[str] = []
    related: list[str] = []
    addressed: dict[int, list[str]] = {}
    known: dict[HtmlElement, tuple[int, int]] = {}
    for element in page.anchors:
        holder = element.getparent()
        found = _standing(holder, known)
        if found[0] == _ELSEWHERE:
            continue
        standing = _own_standing("a", element.get("class") or "", element.get("id") or "")
        if standing == _ELSEWHERE:
            continue
        if standing is None:
            standing = _UNKNOWN if found[0] == _LISTED and found[1] >= FARTHEST_LIST else found[0]
        rel = element.get("rel")
        is_tag = rel is not None and "tag" in rel.lower().split()
        if standing == _UNKNOWN and not is_tag and not _TAG_ADDRESS.search((element.get("href") or "").lower()):
            continue
        text = clean(element.text_content()[:200]).strip(" #,;")
        if not text or len(text.split()) > 7 or _NO_TAGS.fullmatch(text):
            continue
        if standing == _LISTED:
            classed.append(text)
        elif is_tag:
            related.append(text)
        else:
            holder = holder.getparent() if holder is not None and holder.tag in {"li", "span"} else holder
            addressed.setdefault(hash(holder), []).append(text)
    labelled = list(_labelled(page))
    for place, belief, texts in (
        ("dom tag list", 0.8, classed),
        ("dom rel=tag", 0.79, related),
        ("dom labelled list", 0.7, labelled),
    ):
        once = tuple(dict.fromkeys(texts))
        sentences = sum(
            len(text.split()) > 5 or (not text.isascii() and " " not in text and len(text) > 14) for text in once
        )
        if 0 < len(once) <= MOST_SHOWN and sentences <= 0.4 * len(once):
            yield Claim(value=once, place=place, belief=belief - 0.1 * (len(once) == 1))
    for texts in addressed.values():
        if 2 <= len(texts) <= MOST_SHOWN and not classed and not related:
            yield Claim(value=tuple(texts), place="dom tag address", belief=0.5)


_UNKNOWN, _LISTED, _ELSEWHERE = range(3)


def _standing(holder: HtmlElement | None, known: dict[HtmlElement, tuple[int, int]], below: int = 0) -> tuple[int, int]:
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


def _labelled(page: ParsedPage) -> Iterator[str]:
    """Yield the linked lines behind a line that says that tags follow."""
    if page.seen is None:
        return
    lines = page.seen.lines
    for number, line in enumerate(lines):
        if line.linked or len(line.text) > 40 or line.flags & FURNITURE or not _TAG_LABEL.fullmatch(line.text):
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


def _claim(
    values: Sequence[str], place: str, belief: float, *, whole: bool = False
) -> Iterator[Claim[tuple[str, ...]]]:
    tags = tuple(values) if whole else split_tags(values)
    if tags:
        yield Claim(value=tags, place=place, belief=belief)


def split_tags(values: Sequence[str]) -> tuple[str, ...]:
    """Return the keywords in `values`: one string of them, or one each."""
    found: list[str] = []
    for value in values[:MOST_OFFERED]:
        if len(found) >= MOST_OFFERED:
            break
        text = value[:8000]
        if _SEPARATORS.search(text.strip()):
            for part in _SEPARATORS.split(text):
                found.extend(_COMMA.split(part) if len(values) == 1 else [part])
        elif "," in text and (len(values) == 1 or text.count(",") > 1):
            found.extend(_COMMA.split(text))
        else:
            found.append(text)
    return tuple(found[:MOST_OFFERED])


MOST_OFFERED = 300
"""Keywords of one list that are looked at; the longest of 81 checked lists has 18."""


# What content systems put among keywords for themselves: ids, `Section: Sport`, `editors_pick`.
_MACHINE = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{20,30}|\d{5,}|[a-z0-9]{1,30}(?:_[a-z0-9]{1,30}){1,6}|"
    r"(?:nlp category|iab category|section|type|template|page ?type|articleid|rubrik|ressort|id|source|"
    r"author|format): ?.{1,80}",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"^(?:tag|category|topic|keyword|kw|person|place|organi[sz]ation): ?(?=\S)", re.IGNORECASE)
_NO_TAGS = re.compile(
    r"(?:zur|zum|mostrar|anzeigen|mehr|alle|weitere|zurück|more|see|view|show|read|all|ver|leer|voir|lire|toutes?|tous|"
    r"leggi|vedi|zobacz|więcej|ещё|все|share|follow|subscribe)\b.{0,40}",
    re.IGNORECASE,
)

# Keywords that say of which kind the site is.
_GENERIC_IN_A_ROW = (
    "news nachrichten aktuell aktuelles schlagzeilen noticias actualidad actualités actualité info infos "
    "notizie nieuws nyheter nyheder uutiset wiadomości zprávy новости haber haberler haberleri son dakika "
    "ニュース 新聞 速報 뉴스 新闻 新聞網 "
    "breaking news latest news headlines top news online newspaper zeitung tageszeitung "
    "journal presse radio"
)
_GENERIC = frozenset(_GENERIC_IN_A_ROW.split()) | {
    "breaking news",
    "latest news",
    "son dakika",
    "top news",
    "последние новости",
}


def tidy_tags(tags: Iterable[str], page: ParsedPage, *, authors: Iterable[str] = ()) -> tuple[str, ...]:
    """Return `tags` cleaned and each once, without the site's own name, `authors` and what only machines read."""
    found: dict[str, str] = {}
    writers = {folded(name) for name in (*authors, *page.metas.all("og:title")[:1])}
    for tag in tags:
        text = _tidied(tag)
        if not text or len(found) >= MOST_TAGS:
            continue
        key = folded(text)
        if key in found or key in writers:
            continue
        if is_site_name(text, page.site_names):
            continue
        found[key] = text
    if len(found) > 2:  # "news" beside real keywords says nothing
        found = {key: text for key, text in found.items() if key not in _GENERIC} or found
    return tuple(found.values())


# The same keywords stand in several places of a page, and each list is tidied to be compared and to be chosen.
@lru_cache(maxsize=1000)
def _tidied(tag: str) -> str:
    """Return a keyword cleaned, without `tag:` and the like before it; "" where it is none for readers."""
    text = clean(html.unescape(tag))
    if _is_machine(text):
        return ""
    text = _PREFIX.sub("", text, count=1).strip(" #\"'“”„,;:|-–»›>")
    if len(text) > LONGEST_TAG or text.startswith(("http:", "https:")) or "<" in text:
        return ""
    return text if any(map(str.isalnum, text)) else ""


def _is_machine(text: str) -> bool:
    if "/" in text and text == text.lower() and " " not in text:  # a section's path
        return True
    return _MACHINE.fullmatch(text) is not None


def _is_doubtful(values: Sequence[str], tags: Sequence[str], page: ParsedPage) -> bool:
    """Return whether a list describes the site, is one unsplit string, or is made of the address or the headline."""
    generic = sum(folded(tag.strip()) in _GENERIC for tag in values) >= 2
    return generic or (len(tags) == 1 and len(tags[0].split()) > 4) or _is_cut(tags, page)


def _is_cut(tags: Sequence[str], page: ParsedPage) -> bool:
    """Return whether `tags` are the words of the address or headline, as some systems make keywords of nothing."""
    if len(tags) < 5:
        return False
    single = [folded(tag) for tag in tags if " " not in tag]
    if len(single) < 0.7 * len(tags):
        return False
    address = set(re.findall(r"[a-z0-9]+", page.url[:1000].lower()))
    headline = set(re.findall(r"\w+", folded(" ".join(page.metas.all("og:title", "title", "twitter:title"))[:1000])))
    if page.elements["title"]:
        headline.update(re.findall(r"\w+", folded(page.elements["title"][0].text_content()[:400])))
    return any(sum(tag in words for tag in single) >= 0.7 * len(tags) for words in (address, headline))


# A list stated in a place that editors fill (article:tag, news_keywords, JSON-LD) is not looked for on the page itself.
_SURE = 0.8


def is_settled(page: ParsedPage, stated: Sequence[Claim[tuple[str, ...]]]) -> bool:
    """Return whether the lists stated agree so well that what the page shows would tell nothing more."""
    lists = [(claim, tidy_tags(claim.value, page)) for claim in stated if claim.belief > 0.6]
    lists = [(claim, tags) for claim, tags in lists if tags]
    if not lists or max(claim.belief for claim, _ in lists) < _SURE:
        return False
    keys = [{folded(tag) for tag in tags} for _, tags in lists]
    agreed = all(len(keys[0] & other) >= 0.5 * len(keys[0] | other) for other in keys)
    return agreed and not any(_is_doubtful(claim.value, tags, page) for claim, tags in lists)


def choose_tags(
    page: ParsedPage, claims: Sequence[Claim[tuple[str, ...]]], *, authors: Iterable[str] = ()
) -> Claim[tuple[str, ...]] | None:
    """Return the list to believe, tidied: a stated one that the page shows too comes before others."""
    writers = tuple(authors)
    tidy = [(claim, tidy_tags(claim.value, page, authors=writers)) for claim in claims]
    shown = {
        folded(tag) for claim, tags in tidy if claim.place.startswith("dom ") and claim.belief > 0.6 for tag in tags
    }
    best: Claim[tuple[str, ...]] | None = None
    for claim, tags in tidy:
        if not tags:
            continue
        keys = {folded(tag) for tag in tags}
        belief = claim.belief
        if not claim.place.startswith("dom "):
            belief += 0.1 * (len(keys & shown) / len(keys | shown)) if shown else 0.0
        if sum(folded(tag.strip()) in _GENERIC for tag in claim.value) >= 2:
            belief -= 0.2
        elif _is_doubtful(claim.value, tags, page):
            belief -= 0.4
        if best is None or belief > best.belief:
            best = Claim(value=tags, place=claim.place, belief=belief)
    return best
