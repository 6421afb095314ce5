"""The article as the JSON states of its page hold it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from aggregator.claim import Claim
from aggregator.extraction.jsonld import strings
from aggregator.extraction.parsed import ParsedPage
from aggregator.text import clean, folded

MOST_VALUES = 30_000
"""Objects and lists of a page's states that are visited; the most on 787 real pages are 6,933."""

DEEPEST = 8
"""Levels at which the text of a body is looked for below its key."""

SHORTEST_BODY = 250
"""Characters of prose from which on a string or list counts as an article's text."""

_TITLE_KEYS = ("headline", "title", "headlines", "heading", "name", "articleTitle", "seoTitle", "webTitle")
_BODY_KEYS_IN_A_ROW = (
    "articlebody body content text html fulltext bodyhtml bodytext maintext contenthtml articlecontent "
    "articletext paragraphs blocks content_elements contentelements bodycontent richtext story storybody "
    "mainbody body_html content_html article_body components elements sections rendered bodymodel contentbody "
    "parts children fulltexthtml detail newscontent"
)
_BODY_KEYS = frozenset(_BODY_KEYS_IN_A_ROW.split())
_TEXT_KEYS = (
    "text",
    "html",
    "value",
    "content",
    "body",
    "rawHtml",
    "paragraph",
    "innerHTML",
    "children",
    "nodes",
    "items",
    "data",
    "spans",
    "elements",
    "attributes",
    "model",
    "blocks",
    "fragments",
)
_NO_TEXT_TYPES = re.compile(
    r"image|img|video|gallery|advert|^ad$|embed|related|promo|newsletter|interstitial|oembed|caption|"
    r"teaser|tweet|iframe|script|link_list|author|audio|podcast|poll|quiz",
    re.IGNORECASE,
)
_HEADING_TYPES = re.compile(r"head|^h[1-6]$|title|crosshead|subline", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class StateArticle:
    """One object of a state that looks like an article."""

    name: str
    """The state it stands in."""

    node: dict[str, Any]
    body: str
    """HTML or text; "" where it holds none."""

    titled: bool
    """Whether its headline is one that the page shows or states."""


def state_articles(page: ParsedPage) -> tuple[StateArticle, ...]:
    """Return the objects in the states that look like articles: this page's own first, then by length of text."""
    shown = (folded(one.text_content()[:400]) for tag in ("h1", "title") for one in page.elements[tag][:3])
    known = page.stated_titles.union(shown) - {""}
    found: list[StateArticle] = []
    for state in page.states:
        waiting: list[Any] = [state.value]
        seen = 0
        while waiting and seen < MOST_VALUES:
            one = waiting.pop()
            seen += 1
            if isinstance(one, list):
                waiting.extend(inner for inner in reversed(one) if isinstance(inner, dict | list))
            elif isinstance(one, dict):
                article = _article(state.name, one, known)
                if article is not None:
                    found.append(article)
                waiting.extend(inner for inner in reversed(list(one.values())) if isinstance(inner, dict | list))
    return tuple(sorted(found, key=lambda one: (not one.titled, -len(one.body)))[:20])


def _article(name: str, node: dict[str, Any], known: frozenset[str]) -> StateArticle | None:
    titles = [
        folded(text)
        for key in _TITLE_KEYS
        for text in strings(node.get(key), "basic", "text", "title", "value", "main", "rendered")
    ]
    titled = any(_same_title(title, known) for title in titles)
    if not titled and not any(key.lower() in _BODY_KEYS for key in node):
        return None
    body = max((prose(value) for key, value in node.items() if key.lower() in _BODY_KEYS), key=len, default="")
    if len(body) < SHORTEST_BODY:
        body = ""
    if not body and not (titled and _has_date(node)):
        return None
    return StateArticle(name=name, node=node, body=body, titled=titled)


def _same_title(title: str, known: frozenset[str]) -> bool:
    return len(title) >= 12 and (title in known or any(other.startswith(title) for other in known))


def _has_date(node: Mapping[str, Any]) -> bool:
    return any("date" in key.lower() or "publish" in key.lower() or "time" in key.lower() for key in node)


def prose(value: Any, depth: int = 0) -> str:
    """Return the text of a body as states hold it: a string as it is, a list of parts as HTML, one element a part."""
    if depth > DEEPEST:
        return ""
    if isinstance(value, str):
        return (
            value
            if len(value) >= SHORTEST_BODY and (value.count(" ") > 20 or not value.isascii()) and value[:1] not in "{["
            else ""
        )
    if isinstance(value, dict):
        for key in _TEXT_KEYS:
            inner = prose(value.get(key), depth + 1) if value.get(key) is not None and key != "data" else ""
            if inner:
                return inner
        return ""
    if isinstance(value, list):
        element = _react(value)
        if element is not None:
            return prose(element[1], depth + 1)
        parts: list[str] = []
        for one in value[:2000]:
            part = _part(one)
            if part:
                parts.append(part)
        joined = "\n".join(parts)
        return joined if len(_TAG.sub("", joined)) >= SHORTEST_BODY else ""
    return ""


def _part(one: Any) -> str:
    """Return one part of a body as HTML; "" where it is no text."""
    if isinstance(one, str):
        text = one.strip()
        return text if text.startswith("<") else f"<p>{escape(text, quote=False)}</p>" if len(text.split()) > 2 else ""
    element = _react(one)
    if element is not None:
        text = _inline(element[1], 1) if element[0] in _PROSE_ELEMENTS else ""
        return f"<{element[0]}>{text}</{element[0]}>" if text else ""
    if not isinstance(one, dict):
        return ""
    kind = next(
        (
            str(one[key])
            for key in ("type", "_type", "nodeType", "kind", "__typename", "component", "tagName", "name")
            if isinstance(one.get(key), str)
        ),
        "",
    )
    if _NO_TEXT_TYPES.search(kind):
        return ""
    text = _inline(one, 0)
    if len(_TAG.sub("", text).strip()) < 2:
        return ""
    if text.lstrip()[:2] in {"<p", "<h", "<u", "<o", "<b", "<d"} and _TAG.match(text.lstrip()):
        return text
    tag = "h2" if _HEADING_TYPES.search(kind) else "p"
    return f"<{tag}>{text}</{tag}>"


_PROSE_ELEMENTS = frozenset({"p", "h2", "h3", "h4", "li", "blockquote"})


def _react(value: Any) -> tuple[str, Any] | None:
    """Return tag and children of a React element as flight streams write it (`["$", "p", null, {"children": …}]`)."""
    if isinstance(value, list) and len(value) > 3 and value[0] == "$" and isinstance(value[3], dict):
        return str(value[1]), value[3].get("children") or ""
    return None


def _inline(value: Any, depth: int) -> str:
    """Return the text of a structured paragraph: its leaves in order; a leaf's own HTML stays."""
    if isinstance(value, str):
        return value if "<" in value else escape(value, quote=False)
    if depth > 12:
        return ""
    if isinstance(value, list):
        element = _react(value)
        if element is not None:
            return _inline(element[1], depth + 1)
        return "".join(_inline(one, depth + 1) for one in value[:500])
    if isinstance(value, dict):
        if depth and _NO_TEXT_TYPES.search(str(value.get("type", ""))):
            return ""
        for key in _TEXT_KEYS:
            if value.get(key) and isinstance(value[key], str | list | dict):
                text = _inline(value[key], depth + 1)
                if text:
                    return text
    return ""


def article_bodies(page: ParsedPage) -> tuple[Claim[str], ...]:
    """Return the article's text as JSON on the page has it (HTML or plain), the most believed first.

    Costs a reading of the page's states: ask only where the markup holds no text.
    """
    found: list[Claim[str]] = []
    for node in page.articles:
        for text in strings(node.get("articleBody") or node.get("text")):
            if len(text) >= SHORTEST_BODY:
                found.append(Claim(value=text, place="jsonld articleBody", belief=0.9))
    for article in state_articles(page):
        if article.body:
            belief = (0.8 if article.titled else 0.5) + min(len(article.body), 20_000) / 1_000_000
            found.append(Claim(value=article.body, place=f"state {article.name}", belief=belief))
    return tuple(sorted(found, key=lambda claim: -claim.belief))


_PUBLISHED_KEYS = (
    "datePublished",
    "publishedAt",
    "published_at",
    "publishDate",
    "publishedDate",
    "publish_date",
    "published",
    "firstPublishedAt",
    "firstPublished",
    "display_date",
    "first_publish_date",
    "publicationDate",
    "publication_date",
    "datePublication",
    "publicationDateTime",
    "publishTime",
    "pubDate",
    "displayDate",
    "date",
    "created_at",
    "createdAt",
    "newsDate",
)
_MODIFIED_KEYS = (
    "dateModified",
    "modifiedAt",
    "updatedAt",
    "updated_at",
    "modified",
    "lastModified",
    "last_updated_date",
    "modifiedDate",
    "updateDate",
    "lastUpdated",
)


def own_article(page: ParsedPage) -> StateArticle | None:
    """Return the object of a state that is surely this page's article, having its headline; None without one."""
    first = next(iter(state_articles(page)), None)
    return first if first is not None and first.titled else None


def state_texts(article: StateArticle, field: str) -> Iterator[tuple[str, str]]:
    """Yield the strings of a state's article for `field` (a date, `authors`, `tags`, `title`), and their place."""
    keys = {
        "published_at": _PUBLISHED_KEYS,
        "modified_at": _MODIFIED_KEYS,
        "authors": ("authors", "author", "byline", "bylines", "credits", "contributors", "writers"),
        "tags": ("tags", "keywords", "topics", "taxonomy"),
        "title": _TITLE_KEYS[:2],
    }[field]
    for key in keys:
        for text in strings(
            article.node.get(key),
            "name",
            "fullName",
            "text",
            "title",
            "label",
            "basic",
            "by",
            "tags",
            "iso",
            "value",
            "rendered",
        ):
            if clean(text[:400]):
                yield text, f"state {article.name} {key}"
