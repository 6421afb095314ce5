"""The pictures of an article: largest rendition, caption and credit apart."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

from lxml.html import HtmlElement

from aggregator.article import Image
from aggregator.extraction.body import Body
from aggregator.extraction.boilerplate import is_about
from aggregator.extraction.container import NEVER
from aggregator.extraction.jsonld import objects, strings
from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.state import StateArticle, own_article
from aggregator.extraction.vocabulary import ASIDE, BIO, EMBED, HIDDEN, JUNK, TEASER, class_flags
from aggregator.extraction.walk import Node
from aggregator.text import clean
from aggregator.urls import join

MOST: Final = 100
"""Pictures of one article; galleries have up to 80."""

MOST_LOOKED: Final = 600
"""Pictures and captions in and around a text that are looked at; the most seen on a page are 350."""

MOST_AROUND: Final = 60
"""Elements around a picture that are asked whether it belongs to the article; real pages nest 40 deep."""

MOST_INSIDE: Final = 80
"""Elements in a figure among which its caption is looked for."""

LONGEST_CAPTION: Final = 1500
"""Characters; a longer one is the article itself inside a `figure`."""

SMALL: Final = 120
"""Stated width or height in pixels below which a picture is an icon, an author's portrait or a counter."""

_BESIDE: Final = NEVER | JUNK | TEASER | BIO | ASIDE | EMBED
_INLINE: Final = frozenset({"a", "picture", "span"})
_SOURCES: Final = ("data-srcset", "data-lazy-srcset", "srcset", "data-sizes-srcset", "data-src-set")
_ADDRESSES: Final = (
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-full-src",
    "data-large-file",
    "data-orig-file",
    "data-hi-res-src",
    "data-img-url",
    "data-url",
    "src",
)
_CANDIDATE: Final = re.compile(
    r"(\S{1,2000})(?:\s{1,9}(\d{1,6}(?:\.\d{1,3})?)([wx]))?\s{0,9}(?:,\s|,?\s{0,9}$|,(?=https?:|/))"
)
# Of addresses in lower case. One pattern of all this, ignoring case, took a third of the time of all pictures.
_NO_PICTURE_STARTS: Final = ("data:", "about:", "blob:", "javascript:")
_NO_PICTURE_PARTS: Final = (".svg?", "doubleclick", "scorecardresearch", "/ads/", "/ad/", "facebook.com/tr")
_NO_PICTURE_NAMES: Final = re.compile(
    r"/(?:(?:pixel|blank|spacer|transparent|placeholder|loading|spinner|1x1|clear)[\w-]{0,20}\."
    r"|(?:werbung|advert|banner|reklama|publicid)[\w-]{0,20}[./])"
)
_ICON_WORDS: Final = ("logo", "icon", "avatar", "emoji", "sprite", "badge", "button")
_ICON: Final = re.compile(r"\b(?:logo|icon|favicon|avatar|gravatar|emoji|sprite|badge|button)s?[\w-]{0,20}[./]")
_SIZE: Final = re.compile(
    r"(?:[-_]\d{2,4}x\d{2,4}|[-_](?:scaled|large|medium|small|thumb(?:nail)?|\d{2,4}w?))+(?=\.\w{2,5}$)"
)

# The words before a credit, in the languages of the press; what follows is the credit.
_CREDIT_AT: Final = re.compile(
    r"""(?ix)(?:^|[\s.(\[|/–—-])(?P<credit>(?:
    (?:photo|picture|image|photograph|pic|photos|pictures|images|video|graphic|illustration)s?
    \ ?(?:credit|courtesy|source)?s?\ ?(?:[:©]|\ by\b|\ courtesy\b)
    | (?:foto|bild|grafik|fotos|bilder|symbolbild|archivbild|fotografie)\ ?(?:[:©]|\ von\b) | credit\ ?:
    | credits\ ?: | crédit(?:s)?\ ?(?:photo\ ?)?[:©] | photo\ ?[:©] | ©\ ? | \(c\)\ | copyright\b
    | bildnachweis\ ?: | quelle\ ?: | fuente\ ?: | fonte\ ?:
    | fot\.\ ?:? | foto\ ?: | zdj\.\ | фото\ ?[:©] | źródło\ ?: | kuva\ ?: | φωτό?\ ?: | 写真[:：＝=] | 撮影[:：]
    | (?:사진|자료)\ ?[=:：] | 图片?来源[:：] | 圖[:：/] | 摄影?[:：] | 供图[:：]
    ).{2,200})$"""
)
_CREDIT_NAMES: Final = re.compile(
    r"(?i)(?:^|[-_ ])(?:credits?|copyrights?|photo-?credits?|image-?credits?|photographer|source|quelle|attribution"
    r"|agency|bildnachweis|creditline|crédits?|autor|author|rights|licence)(?:$|[-_ ])|credit|copyright|rightsholder"
    r"|photographer"
)
_BARE_LABEL: Final = re.compile(
    r"(?i)^\W{0,3}(?:copyright|©|foto|photo|bild|image|credit|credits|source|quelle)s?\W{0,3}$"
)
_CAPTION_NAMES: Final = re.compile(
    r"(?i)caption|legend|bildunterschrift|bildtext|pie-?(?:de-?)?foto|didascalia|image-?(?:desc|text|title)"
    r"|photo-?(?:desc|text|title)|img-?(?:desc|text)|podpis|leyenda|subcaption|imgtitle"
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
    stated = tuple(_stated(page, base, own or (lambda: own_article(page))))
    shown = _shown(page, body, base) if body.container is not None else []
    found: list[Image] = []
    for image in shown:
        if len(found) < MOST and not any(_same(image, other) for other in found):
            found.append(_completed(image, stated))
    if not any(image.url for image in found):
        lead = next((image for image in stated if image.url), None)
        if lead is not None:
            found.insert(0, lead)
    return tuple(found)


# ---------------------------------------------------------------- in the markup


def _shown(page: ParsedPage, body: Body, base: str) -> list[Image]:
    """Return the pictures, and captions without one, in and around the text's element."""
    if page.seen is None or body.container is None:
        return []
    nodes = {node.element: node for node in page.seen.nodes}
    region = _region(body.container)
    found: list[Image] = []
    done: set[HtmlElement] = set()
    looked = 0
    for element in region.iter("img", "amp-img", "figcaption", "video"):
        looked += 1
        if looked > MOST_LOOKED:
            break
        if _is_beside(element, region, nodes):
            continue
        holder = _holder(element, region)
        if holder in done:
            continue
        if element.tag == "figcaption" and any(True for _ in holder.iter("img", "amp-img")):
            continue  # its picture is met, too
        image = _image(element, holder, base)
        if image is not None and not _says_something_else(image):
            if holder is not element:
                done.add(holder)
            found.append(image)
    return found


def _region(container: HtmlElement) -> HtmlElement:
    """Return the element that holds text and head of the article: `article` or `main`, or the next best around it."""
    region = container
    for number, around in enumerate(container.iterancestors()):
        if around.tag in ("body", "html") or number >= 8:
            break
        if around.tag in ("article", "main"):
            return around
        if number < 2 or any(True for _ in around.iterchildren("h1", "header")) or around.find(".//h1") is not None:
            region = around
            if around.find(".//h1") is not None:
                break
    return region


def _holder(element: HtmlElement, region: HtmlElement) -> HtmlElement:
    """Return the element that holds one picture with its caption; the picture itself where there is none."""
    holder, alone = element, True
    for number, around in enumerate(element.iterancestors()):
        if around is region or number >= 5:
            break
        if around.tag == "figure":
            return around
        flags = around.get("class") or ""
        if "wp-caption" in flags and "text" not in flags:
            return around
        if alone and holder is element and around.tag in ("div", "dl", "table", "center", "span", "section"):
            alone = len(list(itertools.islice(around.iter("img", "amp-img"), 2))) < 2
            if (
                alone
                and _named(around, _CAPTION_NAMES, element) is not None
                and len(around.text_content()) < LONGEST_CAPTION
            ):
                holder = around
    return holder


def _is_beside(element: HtmlElement, region: HtmlElement, nodes: dict[HtmlElement, Node]) -> bool:
    """Tell whether a picture stands in something that is not the article: a teaser, a portrait, comments, a menu."""
    for around in itertools.islice(element.iterancestors(), MOST_AROUND):
        if around is region:
            return False
        if around.tag in ("nav", "footer", "noscript", "select", "button"):
            return True
        if around.tag in _INLINE:  # a link's class says how the picture opens (`modal`), not what it belongs to
            continue
        node = nodes.get(around)
        if node is None and class_flags(around.get("class") or "", around.get("id")) & NEVER:
            return True  # the walk did not enter it
        if node is not None and node.own & _BESIDE:
            return True
        if node is not None and node.own & HIDDEN:
            return True
    return False


def _image(element: HtmlElement, holder: HtmlElement, base: str) -> Image | None:
    """Return the picture `element` in `holder`; None where it is an icon or says nothing."""
    caption, credit = _caption(element, holder)
    url = None
    if element.tag in ("img", "amp-img"):
        if _is_small(element):
            return None
        url = _largest(element, base)
        if url is None and caption is None:
            return None
    elif caption is None and credit is None:
        return None
    if element.tag == "img" and holder is element and url is None:
        return None
    return Image(url=url, caption=caption, credit=credit)


def _says_something_else(image: Image) -> bool:
    """Tell whether what stands as a caption is a byline with its date, or a notice of the site."""
    text = image.caption or ""
    return (is_about(text) and bool(re.search(r"\d{4}", text))) or "JavaScript" in text or "Javascript" in text


def _is_small(element: HtmlElement) -> bool:
    """Tell whether a picture is stated to be too small for one of an article."""
    for name in ("width", "height"):
        value = (element.get(name) or "").strip().removesuffix("px")
        if value.isascii() and value.isdigit() and int(value[:6]) < SMALL:
            return True
    return bool(class_flags(element.get("class") or "", None) & BIO)


def _largest(element: HtmlElement, base: str) -> str | None:
    """Return the absolute address of the largest rendition of an `img`, its `picture`'s sources included."""
    sets = [element.get(name) for name in _SOURCES]
    # libxml2 does not know `source` as empty: what follows one stands inside it.
    around = next((one for one in itertools.islice(element.iterancestors(), 8) if one.tag == "picture"), None)
    if around is not None:
        for source in around.iter("source"):
            sets.extend(source.get(name) for name in ("data-srcset", "srcset"))
    offered = [pair for one in sets if one for pair in _candidates(one) if pair[1] > 0]
    offered.sort(key=lambda pair: -pair[1])
    best, most = next((pair for pair in offered if not _is_no_picture(pair[0])), (None, 0.0))
    plain = next(
        (value for name in _ADDRESSES if (value := (element.get(name) or "").strip()) and not _is_no_picture(value)),
        None,
    )
    if best is None or (most <= 1.0 and plain is not None):
        best = plain
    return join(base, best) if best else None


def _is_no_picture(address: str) -> bool:
    """Tell whether an address is that of an icon, a placeholder, a counter or an advertisement."""
    lower = address.lower()
    return (
        lower.startswith(_NO_PICTURE_STARTS)
        or lower.endswith(".svg")
        or any(map(lower.__contains__, _NO_PICTURE_PARTS))
        or _NO_PICTURE_NAMES.search(lower) is not None
        or (any(map(lower.__contains__, _ICON_WORDS)) and _ICON.search(lower) is not None)
    )


def _candidates(srcset: str) -> Iterator[tuple[str, float]]:
    """Yield address and width (or density) of the candidates of a `srcset` (HTML, 4.8.4.2.1)."""
    for match in _CANDIDATE.finditer(srcset[:20_000].strip()):
        factor = 1.0 if match[3] == "w" else 0.01  # a density says less than a width
        yield match[1].rstrip(","), float(match[2] or 1) * factor if match[2] else 0.01


# ---------------------------------------------------------------- captions


def _caption(element: HtmlElement, holder: HtmlElement) -> tuple[str | None, str | None]:
    """Return caption and credit of the picture in `holder`."""
    if holder is element:
        return _apart(_data_caption(element))
    text = next(holder.iter("figcaption"), None)
    if text is None:
        text = _named(holder, _CAPTION_NAMES, element)
    credit = _named(text if text is not None else holder, _CREDIT_NAMES, element)
    if credit is None and text is not None:
        credit = _named(holder, _CREDIT_NAMES, element)
    credit_text = _text(credit)
    if credit_text and len(credit_text.strip(" :©")) < 3 + len("Copyright") and _BARE_LABEL.match(credit_text):
        credit_text = None
    caption = _text(text) if text is not None and text is not credit else None
    if text is None and holder.tag == "figure" and credit is None:
        caption = _text(holder)
    if credit_text:
        if caption and credit_text in caption:
            caption = clean(caption.replace(credit_text, " ", 1)).strip(" |/–—-") or None
        return caption, credit_text
    return _apart(caption)


def _named(holder: HtmlElement, names: re.Pattern[str], picture: HtmlElement) -> HtmlElement | None:
    """Return the first element in `holder` whose class, id or itemprop matches `names` and that has a text."""
    for element in itertools.islice(holder.iterdescendants(), MOST_INSIDE):
        if (
            element is picture
            or not isinstance(element.tag, str)
            or element.tag in ("img", "script", "style", "svg", "button")
        ):
            continue
        get = element.get
        if _is_named(get("class"), names) or _is_named(get("id"), names) or _is_named(get("itemprop"), names):
            text = element.text_content()
            if text and not text.isspace() and len(text) < LONGEST_CAPTION:
                return element
    return None


@lru_cache(maxsize=20_000)
def _is_named(signs: str | None, names: re.Pattern[str]) -> bool:
    return signs is not None and names.search(signs) is not None


def _text(element: HtmlElement | None) -> str | None:
    """Return the text of a caption on one line; None for none, and for more than a caption."""
    if element is None:
        return None
    parts = list(element.itertext(with_tail=False)) if len(element) else [element.text or ""]
    text = clean(_joined(parts))
    return text if 0 < len(text) <= LONGEST_CAPTION else None


def _joined(parts: Sequence[str]) -> str:
    """Return the parts with a space where two elements meet without one."""
    out: list[str] = []
    for part in parts:
        if out and out[-1][-1:].isalnum() and part[:1].isalnum() and out[-1][-1:].islower() and part[:1].isupper():
            out.append(" ")
        if part:
            out.append(part)
    return "".join(out)


def _data_caption(element: HtmlElement) -> str | None:
    """Return the caption that an `img` carries itself."""
    for name in ("data-caption", "data-image-caption"):
        text = clean(re.sub(r"<[^<>]{0,500}>", " ", (element.get(name) or "")[:LONGEST_CAPTION]))
        if text:
            return text
    return None


def _apart(caption: str | None) -> tuple[str | None, str | None]:
    """Return caption and credit of a line that holds both; the whole line and None where they cannot be told apart."""
    if not caption:
        return None, None
    match = _CREDIT_AT.search(caption)
    if match is None:
        return caption, None
    credit = match["credit"].strip()
    rest = caption[: match.start("credit")].strip(" |/–—-([")
    if caption[match.start("credit") - 1 : match.start("credit")] in ("(", "["):
        credit = credit.rstrip(")] .")
    return rest or None, credit


# ---------------------------------------------------------------- stated


def _stated(page: ParsedPage, base: str, own: Callable[[], StateArticle | None]) -> Iterator[Image]:
    """Yield the pictures that JSON-LD and meta elements give for the article."""
    for node in page.articles[:3]:
        value = node.get("image") or node.get("thumbnailUrl")
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str):
                yield from _stated_url(one, base)
            for thing in objects(one):
                yield _stated_object(thing, base)
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
    if value and not _is_no_picture(value):
        url = join(base, value)
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
    url = join(base, address) if address and not _is_no_picture(address) else None
    if credit:
        return Image(url=url, caption=caption, credit=credit)
    caption, found = _apart(caption)
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
