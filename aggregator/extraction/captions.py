"""Caption and credit of a picture, apart."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from lxml.html import HtmlElement

from aggregator.text import clean

LONGEST_CAPTION: Final = 1500
"""Characters; a longer one is the article itself inside a `figure`."""

MOST_INSIDE: Final = 80
"""Elements in a figure among which its caption is looked for."""

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
_NAMING: Final = frozenset({"class", "id", "itemprop"})
_NO_CAPTIONS: Final = frozenset({"img", "amp-img", "svg", "button", "source", "noscript"})


def caption_and_credit(holder: HtmlElement, picture: HtmlElement) -> tuple[str | None, str | None]:
    """Return caption and credit of the picture in `holder`, which is the picture itself where no element holds both."""
    if holder is picture:
        return apart(_data_caption(picture))
    text, credit = _caption_elements(holder, picture)
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
    return apart(caption)


def holds_caption(holder: HtmlElement, inner: HtmlElement) -> bool:
    """Tell whether an element in `holder`, but outside its child `inner`, is called a caption."""
    left = MOST_INSIDE
    for child in holder:
        if child is inner:
            continue
        for element in itertools.islice(child.iter(), left):
            left -= 1
            if element.tag in _NO_CAPTIONS:
                continue
            for key, value in element.items():
                if key in _NAMING and _kind(value) & _CAPTION and _has_text(element):
                    return True
    return False


def _caption_elements(holder: HtmlElement, picture: HtmlElement) -> tuple[HtmlElement | None, HtmlElement | None]:
    """Return the elements in `holder` that are, by tag or name, caption and credit: a credit in the caption first."""
    called: HtmlElement | None = None
    tagged: HtmlElement | None = None
    credits: list[HtmlElement] = []
    for element in itertools.islice(holder.iterdescendants(), MOST_INSIDE):
        tag = element.tag
        if tag == "figcaption":
            tagged = element if tagged is None else tagged
        elif tag in _NO_CAPTIONS or element is picture:
            continue
        for key, value in element.items():
            if key in _NAMING:
                kind = _kind(value)
                if kind & _CAPTION and called is None and tagged is None and _has_text(element):
                    called = element
                if kind & _CREDIT and _has_text(element):
                    credits.append(element)
                    break
    text = tagged if tagged is not None else called
    if text is not None and len(credits) > 1:
        inside = set(text.iter())
        credits.sort(key=lambda one: one is text or one not in inside)
    return text, credits[0] if credits else None


_CAPTION, _CREDIT = 1, 2


@lru_cache(maxsize=20_000)
def _kind(signs: str) -> int:
    """Return what a class, an id or a property calls its element."""
    return _CAPTION * (_CAPTION_NAMES.search(signs) is not None) | _CREDIT * (_CREDIT_NAMES.search(signs) is not None)


def _has_text(element: HtmlElement) -> bool:
    text = element.text_content()
    return bool(text) and not text.isspace() and len(text) < LONGEST_CAPTION


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


def apart(caption: str | None) -> tuple[str | None, str | None]:
    """Return caption and credit of a line that holds both; the whole line and None where they cannot be told apart."""
    if not caption:
        return None, None
    match = _CREDIT_AT.search(caption) if _CREDIT_SIGNS.search(caption) is not None else None
    if match is None:
        return caption, None
    credit = match["credit"].strip()
    rest = caption[: match.start("credit")].strip(" |/–—-([")
    if caption[match.start("credit") - 1 : match.start("credit")] in ("(", "["):
        credit = credit.rstrip(")] .")
    return rest or None, credit


# One of these stands in every credit that `_CREDIT_AT` finds, which takes much longer over a text without one.
_CREDIT_SIGNS: Final = re.compile(r"[:©=：＝]|(?i:\b(?:by|courtesy|copyright|von|fot|zdj)\b|\(c\))|圖/")
