"""The address of a picture's largest rendition."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from operator import itemgetter
from typing import Final

from lxml.html import HtmlElement

from aggregator.urls import join

_SETS: Final = frozenset({"data-srcset", "data-lazy-srcset", "srcset", "data-sizes-srcset", "data-src-set"})
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
_DESCRIPTOR: Final = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)([wx])", re.ASCII)
# Of addresses in lower case. One pattern of all this, ignoring case, took a third of the time of all pictures.
_NO_PICTURE_STARTS: Final = ("data:", "about:", "blob:", "javascript:")
_NO_PICTURE_PARTS: Final = (".svg?", "doubleclick", "scorecardresearch", "/ads/", "/ad/", "facebook.com/tr")
# Behind a folder of digits stands a rendition of one picture ("/61/51/63/default.jpg").
_NO_PICTURE_NAMES: Final = re.compile(
    r"/(?<!\d/)(?:(?:spacer|placeholder|spinner|1x1|no-?image|noimg|dummy|lazyload)[\w-]{0,20}\."
    r"|(?:pixel|blank|transparent|loading|clear|fallback|lazy|og-?(?:image|default)|default)"
    r"(?:[-_]?(?:\d{1,4}(?:x\d{1,4})?|image|img|share|og|social|thumb(?:nail)?|photo|user|white|gr[ae]y|small|large))*\."
    r"|(?:werbung|advert|banner|reklama|publicid)[\w-]{0,20}[./])"
)
_ICON_WORDS: Final = ("logo", "icon", "avatar", "emoji", "sprite", "badge", "button")
# Files and folders called so, or files that end so ("/logos/", "/logo-2x.png", "/site_logo.png"); an article on a new
# logo or a police badge has the word within.
_ICON: Final = re.compile(
    r"/(?:logo|icon|favicon|avatar|gravatar|emoji|sprite|badge|button)s?(?:[-_./\d]|$)"
    r"|[-_](?:logo|icon|favicon|avatar|sprite)s?(?:[-_\d]{0,4}\.(?:jpe?g|webp)|[\w-]{0,20}\.(?:png|gif))"
)
_PLAIN: Final = re.compile(r"https?://[a-z0-9.-]+/[\w\-./?%=&,;+~@!$*()]*", re.ASCII)


def largest(element: HtmlElement, base: str) -> str | None:
    """Return the absolute address of the largest rendition of an `img`, its `picture`'s sources included."""
    found = element.items()
    offered = [pair for key, value in found if key in _SETS for pair in _candidates(value)]
    around = element.getparent()
    # libxml2 does not know `source` as empty: what follows one stands inside it.
    for _ in range(MOST_SOURCES):
        if around is None or around.tag not in _OF_PICTURES:
            break
        if around.tag == "picture":
            for source in itertools.islice(around.iter("source"), MOST_SOURCES):
                offered.extend(pair for key, value in source.items() if key in _SETS for pair in _candidates(value))
            break
        around = around.getparent()
    if len(offered) > 1:
        offered.sort(key=itemgetter(1), reverse=True)
    best, most = next((pair for pair in offered if not is_no_picture(pair[0])), (None, 0.0))
    if best is None or most <= 1.0:
        said = dict(found)
        for key in _ADDRESSES:
            if key in said and (plain := said[key].strip()) and not is_no_picture(plain):
                best = plain
                break
    if best is None:
        return _without_script(element, base)
    return absolute(base, best)


def _without_script(element: HtmlElement, base: str) -> str | None:
    """Return the picture in the `noscript` beside a placeholder: what readers without scripts are shown instead."""
    beside = element.getnext()
    if beside is None or beside.tag != "noscript":
        return None
    picture = next(beside.iter("img"), None)
    return largest(picture, base) if picture is not None else None


MOST_SOURCES: Final = 12
"""Sources of one `picture` that are read, and levels that they may be nested in."""

_OF_PICTURES: Final = frozenset({"picture", "source"})


def absolute(base: str, address: str) -> str | None:
    """Return `address` as an absolute one; most are and need not be taken apart."""
    return address if _PLAIN.fullmatch(address) and "/." not in address else join(base, address)


def is_no_picture(address: str) -> bool:
    """Tell whether an address is that of an icon, a placeholder, a counter or an advertisement."""
    lower = address.lower()
    return (
        lower.startswith(_NO_PICTURE_STARTS)
        or "{" in lower  # a pattern that a script fills in
        or lower.endswith(".svg")
        or any(map(lower.__contains__, _NO_PICTURE_PARTS))
        or _NO_PICTURE_NAMES.search(lower) is not None
        or (any(map(lower.__contains__, _ICON_WORDS)) and _ICON.search(lower) is not None)
    )


def _candidates(srcset: str) -> Iterator[tuple[str, float]]:
    """Yield address and width (or density) of the candidates of a `srcset` (HTML, 4.8.4.2.1).

    A comma ends a candidate behind its descriptor, or at the end of its address: within addresses commas are common.
    """
    address, told = "", False
    for word in srcset[:20_000].split():
        if address or told:
            stated, comma, following = word.partition(",")
            match = None if told else _DESCRIPTOR.fullmatch(stated)
            if match is not None:
                yield address, float(match[1]) * (1.0 if match[2] == "w" else 0.01)  # a density says less than a width
            elif comma and not stated and not told:  # " , "
                yield address, 0.01
            elif not told:
                address = ""  # no address, since what follows is no descriptor of it
            if match is not None or told or comma:
                address, told = following.strip(","), not comma  # a height may stand behind the width
                continue
        address = word.strip(",")
        if address and word[-1] == ",":
            yield address, 0.01
            address = ""
    if address:
        yield address, 0.01
