"""Keywords as publishers write them, split and tidied."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from aggregator.extraction.container import size
from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.site import is_site_name, squeezed
from aggregator.text import clean, folded

MOST_TAGS = 60
LONGEST_TAG = 80
"""Characters of one tag; longer ones are sentences."""

_SEPARATORS = re.compile(r"\s*[;|、，；\n\t]\s*")
# Three and more words in a language that sets no spaces are so many keywords.
_SPACED = re.compile(r"[㐀-鿿][^\s]{0,20}(?:\s+[\w.-]{1,20}){2,30}")
_COMMA = re.compile(r"\s*,\s*")


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
        elif len(values) == 1 and _SPACED.fullmatch(text.strip()):
            found.extend(text.split())
        else:
            found.append(text)
    return tuple(found[:MOST_OFFERED])


MOST_OFFERED = 300
"""Keywords of one list that are looked at; the longest of 81 checked lists has 18."""


# What content systems put among keywords for themselves: ids, `Section: Sport`, `editors_pick`.
_MACHINE = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{20,30}|\d{5,}|[a-z0-9]{1,30}(?:_[a-z0-9]{1,30}){1,6}|"
    r"(?:nlp category|iab category|section|type|template|page ?type|articleid|rubrik|ressort|id|source|"
    r"author|format): ?.{1,80}|[@_]\w.{0,80}",
    re.IGNORECASE,
)
# One of these stands in whatever only machines read, and before what a prefix is taken off.
_MACHINE_SIGNS = re.compile(r"[_:/@-]|\d{5}")
_PREFIX = re.compile(r"^(?:tag|category|topic|keyword|kw|person|place|organi[sz]ation): ?(?=\S)", re.IGNORECASE)
# Keywords that say of which kind the site is.
_GENERIC_IN_A_ROW = (
    "news nachrichten aktuell aktuelles schlagzeilen noticias actualidad actualités actualité info infos "
    "notizie nieuws nyheter nyheder uutiset wiadomości zprávy новости haber haberler haberleri son dakika "
    "ニュース 新聞 速報 뉴스 新闻 新聞網 "
    "breaking news latest news headlines top news online newspaper zeitung tageszeitung "
    "journal presse radio"
)
GENERIC = frozenset(_GENERIC_IN_A_ROW.split()) | {
    "breaking news",
    "latest news",
    "son dakika",
    "top news",
    "последние новости",
}


def tidy_tags(tags: Iterable[str], page: ParsedPage, *, authors: Iterable[str] = ()) -> tuple[str, ...]:
    """Return `tags` cleaned and each once, without the site's own name, `authors` and what only machines read."""
    found: dict[str, str] = {}
    initials = _initials(page.site_names)
    refused = {tag_key(name) for name in (*authors, *page.metas.all("og:title")[:1])}
    refused.update(_headline_key(text[:400]) for text in page.headings[:2])
    for tag in tags:
        text = _tidied(tag)
        key = tag_key(text) if text else ""
        if not key or key in found or key in refused:
            continue
        if (key[0] in initials or "." in key or not key.isascii()) and is_site_name(text, page.site_names):
            refused.add(key)
            continue
        found[key] = text
        if len(found) >= MOST_TAGS:
            break
    if len(found) > 2 and not GENERIC.isdisjoint(found):  # "news" beside real keywords says nothing
        found = {key: text for key, text in found.items() if key not in GENERIC} or found
    return tuple(found.values())


# Each keyword is compared with those of other places, with the writers, and with what only machines read.
tag_key = lru_cache(maxsize=1000)(folded)
"""The form in which two spellings of one keyword are equal."""


@lru_cache(maxsize=64)
def _headline_key(heading: str) -> str:
    """Return the key of a heading that may be the headline, which is no keyword; "" for a word or two: a topic."""
    return tag_key(clean(heading)) if size(heading) > LONGEST_TOPIC else ""


LONGEST_TOPIC = 24.0
"""Letters of a heading that may be a topic's name."""


@lru_cache(maxsize=64)
def _initials(names: tuple[str, ...]) -> frozenset[str]:
    """Return the letters that a name of the site may begin with, with or without an article."""
    return frozenset(
        {"t", *(name[0] for name in map(folded, names) if name), *(squeezed(name)[:1] for name in names)}
    ) | {squeezed(name).removeprefix("the")[:1] for name in names}


# The same keywords stand in several places of a page, and each list is tidied to be compared and to be chosen.
@lru_cache(maxsize=1000)
def _tidied(tag: str) -> str:
    """Return a keyword cleaned, without `tag:` and the like before it; "" where it is none for readers."""
    text = clean(html.unescape(tag) if "&" in tag else tag)
    if _MACHINE_SIGNS.search(text) is not None:
        if _is_machine(text):
            return ""
        text = _PREFIX.sub("", text, count=1)
    text = text.strip(" #\"'“”„,;:|-–»›>")
    if len(text) > LONGEST_TAG or text.startswith(("http:", "https:")) or "<" in text:
        return ""
    return text if any(map(str.isalnum, text)) else ""


def _is_machine(text: str) -> bool:
    if "/" in text and text == text.lower() and " " not in text:  # a section's path
        return True
    return _MACHINE.fullmatch(text) is not None
