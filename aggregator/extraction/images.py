"""The pictures of an article."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

from lxml.html import HtmlElement

from aggregator.article import Image
from aggregator.extraction.body import Body
from aggregator.extraction.boilerplate import is_about, is_byline
from aggregator.extraction.captions import LONGEST_CAPTION, apart, caption_and_credit, holds_caption
from aggregator.extraction.container import NEVER
from aggregator.extraction.jsonld import objects, strings
from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.renditions import absolute, is_no_picture, largest
from aggregator.extraction.state import StateArticle, own_article
from aggregator.extraction.vocabulary import ASIDE, BIO, EMBED, HIDDEN, JUNK, TEASER, class_flags
from aggregator.extraction.walk import Walk
from aggregator.text import clean

MOST: Final = 100
"""Pictures of one article; galleries have up to 80."""

MOST_LOOKED: Final = 600
"""Pictures and captions in and around a text that are looked at; the most seen on a page are 350."""

MOST_AROUND: Final = 60
"""Elements around a picture that are asked whether it belongs to the article; real pages nest 40 deep."""

SMALL: Final = 120
"""Stated width or height in pixels below which a picture is an icon, an author's portrait or a counter."""

_BESIDE: Final = NEVER | JUNK | TEASER | BIO | ASIDE | EMBED | HIDDEN
_INLINE: Final = frozenset({"a", "picture", "span", "source"})
_NEVER_TAGS: Final = frozenset({"nav", "footer", "noscript", "select", "button"})
_HOLDERS: Final = frozenset({"div", "dl", "table", "center", "span", "section"})
_PICTURES: Final = ("img", "amp-img")
_SIZE: Final = re.compile(
    r"(?:[-_]\d{2,4}x\d{2,4}|[-_](?:scaled|large|medium|small|thumb(?:nail)?|\d{2,4}w?))+(?=\.\w{2,5}$)"
)


def read_images(
    page: ParsedPage, body: Body, *, own: Callable[[], StateArticle | None] | None = None
) -> tuple[Image, ...]:
    """Return the pictures of the article in the order of the page; where none is shown, the one stated for it.

    `own` gives the article as a state of the page holds it, where a caller has looked for it already.
    """
    if page.root is None:
        return ()
    base = page.base
    found: list[Image] = []
    for image in _shown(page, body, base):
        if len(found) < MOST and not any(_same(image, other) for other in found):
            found.append(image)
    stated: tuple[Image, ...] | None = None
    if not all(image.caption and image.credit for image in found):
        stated = tuple(_stated_objects(page, base))
        if any(image.caption or image.credit for image in stated):
            found = [_completed(image, stated) for image in found]
    if not any(image.url for image in found):
        lead = next(_lead(page, base, stated, own or (lambda: own_article(page))), None)
        if lead is not None:
            found.insert(0, lead)
    return tuple(found)


# ---------------------------------------------------------------- in the markup


def _shown(page: ParsedPage, body: Body, base: str) -> Iterator[Image]:
    """Yield the pictures, and captions without one, in and around the text's element."""
    if page.seen is None or body.container is None:
        return
    region = _region(body.container, page.elements["h1"])
    # Whatever its name is, what holds the text is the article.
    beside: dict[HtmlElement, bool] = dict.fromkeys((region, body.container, *body.container.iterancestors()), False)
    unwanted: frozenset[HtmlElement] | None = None
    done: set[HtmlElement] = set()
    for element in itertools.islice(region.iter(*_PICTURES, "figcaption"), MOST_LOOKED):
        is_picture = element.tag != "figcaption"
        if is_picture and _is_small(element):
            continue
        if unwanted is None:
            unwanted = _elements_beside(page.seen)
        if _is_beside(element, beside, unwanted):
            continue
        holder = _holder(element, region)
        if holder in done or (not is_picture and next(holder.iter(*_PICTURES), None) is not None):
            continue  # a caption whose picture is met, too
        image = _image(element, holder, base)
        if image is not None and not _says_something_else(image) and not (is_picture and _is_design(element, image)):
            if holder is not element:
                done.add(holder)
            yield image


def _region(container: HtmlElement, headings: Sequence[HtmlElement]) -> HtmlElement:
    """Return the element that holds text and head of the article: `article` or `main`, or the next best around it."""
    titled = frozenset(around for one in headings[:MOST_HEADINGS] for around in one.iterancestors())
    region = container
    for number, around in enumerate(itertools.islice(container.iterancestors(), MOST_LEVELS)):
        if around.tag in ("body", "html"):
            break
        if around.tag in ("article", "main"):
            return around
        if number < 2 or around in titled or next(around.iterchildren("header"), None) is not None:
            region = around
        if around in titled:
            break
    return region


MOST_HEADINGS: Final = 8

MOST_LEVELS: Final = 8
"""Levels above the text's element that may be the article with its head."""


def _elements_beside(seen: Walk) -> frozenset[HtmlElement]:
    """Return the elements that say of themselves that they are not the article: teasers, portraits, comments."""
    return frozenset([node.element for node in seen.nodes if node.own & _BESIDE])


def _is_beside(element: HtmlElement, known: dict[HtmlElement, bool], unwanted: frozenset[HtmlElement]) -> bool:
    """Tell whether a picture stands in something that is not the article; `known` keeps the verdict on its holders."""
    asked: list[HtmlElement] = []
    verdict = False
    around = element
    for _ in range(MOST_AROUND):
        around = around.getparent()
        if around is None:
            break
        found = known.get(around)
        if found is not None:
            verdict = found
            break
        asked.append(around)
        tag = around.tag
        if tag in _INLINE:  # a link's class says how the picture opens (`modal`), not what it belongs to
            continue
        if tag in _NEVER_TAGS or around in unwanted or class_flags(around.get("class") or "", around.get("id")) & NEVER:
            verdict = True  # furniture is asked by its name: the walk does not enter all of it
            break
    for one in asked:
        known[one] = verdict
    return verdict


def _holder(element: HtmlElement, region: HtmlElement) -> HtmlElement:
    """Return the element that holds one picture with its caption; the picture itself where there is none."""
    inner, captioned = element, False
    lonely = True
    holder = element
    levels = 0
    for around in itertools.islice(element.iterancestors(), MOST_AROUND):
        if around.tag in _SOURCES:  # sources, which need no end, are parsed as holding one another
            continue
        levels += 1
        if around is region or levels > FARTHEST_HOLDER:
            break
        if around.tag == "figure":
            return around
        names = around.get("class") or ""
        if "wp-caption" in names and "text" not in names:
            return around
        if lonely and not captioned:
            lonely = len(list(itertools.islice(around.iter(*_PICTURES), 2))) < 2
            if lonely and around.tag in _HOLDERS:
                captioned = holds_caption(around, inner)
                if captioned and len(around.text_content()) < LONGEST_CAPTION:
                    holder = around
                inner = around
    return holder


FARTHEST_HOLDER: Final = 5
"""Levels above a picture within which its caption is looked for."""

_SOURCES: Final = frozenset({"picture", "source", "video"})


def _image(element: HtmlElement, holder: HtmlElement, base: str) -> Image | None:
    """Return the picture `element` in `holder`; None where it has no address and says nothing."""
    url = largest(element, base) if element.tag != "figcaption" else None
    caption, credit = caption_and_credit(holder, element)
    if url is None and (holder is element or (caption is None and credit is None)):
        return None
    return Image(url=url, caption=caption, credit=credit)


def _says_something_else(image: Image) -> bool:
    """Tell whether what stands as a caption is a byline with its date, or a notice of the site."""
    text = image.caption
    if text is None:
        return False
    if is_byline(text):
        return True
    return (is_about(text) and bool(re.search(r"\d{4}", text))) or "JavaScript" in text or "Javascript" in text


def _is_small(element: HtmlElement) -> bool:
    """Tell whether a picture is stated to be too small for one of an article, or to be a portrait of the author."""
    get = element.get
    for value in (get("width"), get("height")):
        if value is not None:
            value = value.strip().removesuffix("px")
            if value.isascii() and value.isdigit() and int(value[:6]) < SMALL:
                return True
    names = get("class")
    return names is not None and bool(class_flags(names, None) & BIO)


def _is_design(element: HtmlElement, image: Image) -> bool:
    """Tell whether a picture without a caption is an icon, an arrow, a counter, a banner, by its address.

    No photograph is a GIF; what editors upload has a number in its name, what belongs to the design has a word.
    """
    if image.url is None or image.caption:
        return False
    name = image.url.partition("?")[0].rpartition("/")[2].lower()
    size = _SIZE_IN_NAME.search(name)
    if size is not None and min(int(size[1]), int(size[2])) < SMALL_IN_NAME:
        return True
    if not name.endswith((".gif", ".png")) or element.get("width") is not None or element.get("height") is not None:
        return False
    if name.endswith(".png"):
        holder = element.getparent()
        return _WORD.fullmatch(name) is not None and holder is not None and holder.tag == "a"
    return _NUMBERED.search(name) is None


_NUMBERED: Final = re.compile(r"\d{7}")
_WORD: Final = re.compile(r"[a-z]{2,9}\d?\.png")
_SIZE_IN_NAME: Final = re.compile(r"[-_](\d{2,4})x(\d{2,4})\b")

SMALL_IN_NAME: Final = 100
"""Width or height in pixels, in a picture's name, below which it is an icon or a banner; thumbnails have 120 or 150."""


# ---------------------------------------------------------------- stated


def _stated_objects(page: ParsedPage, base: str) -> Iterator[Image]:
    """Yield the pictures that JSON-LD gives for the article."""
    for node in page.articles[:3]:
        value = node.get("image") or node.get("thumbnailUrl")
        for one in value[:MOST] if isinstance(value, list) else [value]:
            if isinstance(one, str):
                yield from _stated_url(one, base)
            for thing in objects(one):
                yield _stated_object(thing, base)


def _lead(
    page: ParsedPage, base: str, stated: Sequence[Image] | None, own: Callable[[], StateArticle | None]
) -> Iterator[Image]:
    """Yield the pictures that are stated for the article and have an address, the surest first."""
    yield from (image for image in (_stated_objects(page, base) if stated is None else stated) if image.url)
    if not page.articles:  # who states no article for machines may hold one for scripts; reading that is dear
        yield from _state_images(own(), base)
    for name in ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"):
        for value in page.metas.all(name)[:1]:
            yield from _stated_url(value, base)


# Keys under which the states of publishing systems hold the picture above the text.
_LEAD_KEYS: Final = ("leadImage", "lead_image", "heroImage", "mainImage", "featuredImage", "featured_image", "image")


def _state_images(own: StateArticle | None, base: str) -> Iterator[Image]:
    """Yield the lead picture that a JSON state gives for this article, with its caption and credit."""
    value = next((own.node[key] for key in _LEAD_KEYS if isinstance(own.node.get(key), dict)), None) if own else None
    if value is None:
        return
    said = {
        "url": value.get("src") or value.get("url") or value.get("href"),
        "caption": value.get("caption") or value.get("description"),
        "creditText": value.get("credit") or value.get("creditText") or value.get("copyright"),
    }
    image = _stated_object({key: one for key, one in said.items() if isinstance(one, str)}, base)
    if image.url:
        yield image


def _stated_url(value: str, base: str) -> Iterator[Image]:
    if value and not is_no_picture(value):
        url = absolute(base, value)
        if url:
            yield Image(url=url)


def _stated_object(thing: dict[str, Any], base: str) -> Image:
    """Return the picture of a JSON-LD ImageObject."""
    address = next(iter(strings(thing.get("contentUrl") or thing.get("url") or thing.get("@id"), "url", "@id")), "")
    caption = clean(next(iter(strings(thing.get("caption") or thing.get("description"))), "")[:LONGEST_CAPTION]) or None
    credit = clean(
        next(
            iter(strings(thing.get("creditText") or thing.get("copyrightNotice") or thing.get("creator"), "name")), ""
        )[:300]
    )
    url = absolute(base, address) if address and not is_no_picture(address) else None
    if credit:
        return Image(url=url, caption=caption, credit=credit)
    caption, found = apart(caption)
    return Image(url=url, caption=caption, credit=found)


@lru_cache(maxsize=1000)
def _key(url: str) -> str:
    """Return what renditions of one picture share: the last part of the path, without sizes."""
    name = url.partition("?")[0].rstrip("/").rpartition("/")[2].lower()
    return _SIZE.sub("", name)


def _same(one: Image, other: Image) -> bool:
    """Tell whether two are one picture."""
    if one.url and other.url:
        return one.url == other.url or (len(_key(one.url)) > 8 and _key(one.url) == _key(other.url))
    return one.url is None and other.url is None and one.caption == other.caption and one.credit == other.credit


def _completed(image: Image, stated: Sequence[Image]) -> Image:
    """Return `image` with the caption and credit that structured data have for it."""
    if image.caption and image.credit:
        return image
    for other in stated:
        if _same(image, other) and (other.caption or other.credit):
            return Image(url=image.url, caption=image.caption or other.caption, credit=image.credit or other.credit)
    return image
