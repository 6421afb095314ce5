"""What the class names and the like of an element say of the lines in it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import NamedTuple

from aggregator.attribution.words import word_set

LONGEST_NAMES = 300
"""Characters of the names of one element that are read."""


class Marks(NamedTuple):
    """What names say of the lines in an element."""

    foreign: bool
    """That they belong to other articles or to the site."""

    teaser: bool
    captioned: bool
    """That they are a picture's caption."""

    source: bool
    """That a byline or a source stands there."""


def _beginning(*words: str) -> Iterable[str]:
    """Return `words` as they stand at the beginning of a name or of a part of one."""
    return (before + word for word in words for before in " -_")


def _any(*alternatives: str) -> re.Pattern[str]:
    """Return the pattern of `alternatives`.

    Each begins with a small letter or a sign, and is looked for in small letters: then `re` passes over all others at
    once, and takes a tenth of the time.
    """
    return re.compile("|".join(alternatives))


_SOURCE = _any(
    *("byline", "by-line", "author", "autor", "auteur", "quelle", "fuente", "fonte", "zrodlo", "zdroj", "agency"),
    *("agentur", "agencia", "publication", "credit", "redaktion", "signature", "signoff", "writer", "copyright"),
    *("compyright", "kaynak", "provider", "provenance", "origin", "creator", "reporter", "distributor", "partner-logo"),
    *("syndigate", *_beginning("source")),
)
_FOREIGN = _any(
    *("related", "recommend", "comment", "newsletter", "share(?!d)", "sharing", "sidebar", "outbrain", "taboola"),
    r"widget(?<!image-widget)(?<!article-widget)(?<!article_widget)(?!s?_article-)",
    *("carousel", "playlist", "most-?(?:read|popular|viewed)", "biograph", "avatar"),
    "author-?(?:bio|box|about|desc|image|photo|avatar|card|thumb)",
    *("about-?author", "poll", "quiz", "survey", "read-?(?:more|also|next)", "latest", "headlines", "dropdown"),
    *("modal", "see-?also", "trending", "upsell", "signup", "sign-up", "subscribe(?!r[_-]?(?:only|content|exclusive))"),
    *(r"site-footer(?=[\s_-])", *_beginning(r"advert\w*(?=[\s_-])", "logo", "more-")),
)
_FOREIGN_PARTS = word_set(
    """
    nav navigation menu tag tags breadcrumb breadcrumbs ad ads toolbar tools bio cookie login search weather next
    prev pagination promo promos social
    """
)
_PICTURED = ("image", "photo", "media", "picture", "img", "foto", "bild", "pic", "thumbnail")
_CAPTION = _any(
    *("caption", "legend", "bildunterschrift", "bildtext", "didascalia", "imagecredit", "gallery", "slide"),
    *(
        rf"{one}[-_]?(?:credits?|source|copyright|info|desc|description|text|wrap|wrapper|box|container|title|author|"
        "meta|block|holder)"
        for one in _PICTURED
    ),
    "photo(?:credit|grapher|by)",
)
_CAPTION_PARTS = word_set(
    """
    image images img imgs photo photos foto fotos picture pictures figure figures pic pics pix media medias bild bilds
    imagen imagens zdjecie zdjecies thumb thumbs thumbnail thumbnails hero heros visual visuals
    """
)
_CAPTION_CAPITALS = re.compile("Picture|Image|Photo|Foto|Bild")
_CREDIT = _any(
    *("credit", "copyright", "photographer", "fotograf", "photoby"),
    *_beginning("source", "quelle", "rights", "agency", "autor", "author", "byline", "attribution", "distributor"),
    *_beginning("provider"),
    *(f"{one}[-_]?(?:source|author|autor|by)" for one in ("image", "photo", "img", "bild", "foto")),
)
_CREDIT_ALONE = _any("credit", "copyright", "photographer", "fotograf", "photoby", "license-author", "licence-author")
"""Outside a `figure`: a byline with the author's portrait looks like a picture with its author."""


@functools.lru_cache(maxsize=16384)
def marks_of(names: str) -> Marks:
    """Return what `names`, the class and id of an element or more, say of the lines in it. Sites repeat them."""
    small = _small(names)
    parts = small.replace("-", " ").replace("_", " ").split()
    return Marks(
        foreign=not _FOREIGN_PARTS.isdisjoint(parts) or _FOREIGN.search(small) is not None,
        teaser="teaser" in small,
        captioned=not _CAPTION_PARTS.isdisjoint(parts)
        or _CAPTION.search(small) is not None
        or _CAPTION_CAPITALS.search(names) is not None,
        source=_SOURCE.search(small) is not None and "embed" not in small,
    )


@functools.lru_cache(maxsize=8192)
def marks_credit(names: str, framed: bool) -> bool:
    """Return whether class and itemprop say that a picture's credit stands there; `framed`: in a `figure`."""
    return (_CREDIT if framed else _CREDIT_ALONE).search(_small(names)) is not None


def _small(names: str) -> str:
    """Return `names` in small letters, each with spaces around it."""
    return f" {' '.join(names[:LONGEST_NAMES].lower().split())} "
