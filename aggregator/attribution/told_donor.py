"""Donors of pictures who are told in words: `The pictures were provided by …`, `Фото пресс-службы порта`."""

from __future__ import annotations

import re

from aggregator.attribution.credit import read_credit
from aggregator.attribution.named import Named
from aggregator.attribution.picture_credit import Credit, fills
from aggregator.attribution.words import holds
from aggregator.organisations import Register

LONGEST_ENDING = 180
"""Characters at the end of a text in which a donor is told."""

# "The pictures were kindly given by X": the same said as a sentence.
_TOLD = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:bild(?:er|material)?|fotos?|aufnahmen?|abbildungen)\s(?:wurden?|stammt|stammen|sind)\s(?:[^.]{0,30}\s)?von\s"
        r"(?P<who>[^.]{3,60}?)(?:\s\([^()]{1,12}\))?\s*(?:zur verfügung gestellt|bereitgestellt|aufgenommen)?\.?$",
        r"(?:photos?|images?|pictures?)\s(?:(?:was|were|are|is)\s)?(?:kindly\s)?(?:provided|supplied|taken|courtesy|given)\s"
        r"(?:by|of)\s(?P<who>[^.]{3,60})\.?$",
        r"(?:photos?|images?|clichés)\s(?:ont été|sont)\s(?:fournie?s\spar|prises?\spar|de)\s(?P<who>[^.]{3,60})\.?$",
        r"(?:fotos?|fotografías|imágenes|imagens|immagini|fotografie)\s(?:son|fueron|são|foram|sono)\s(?:[^.\s]{3,12}\s)?"
        r"(?:de|por|di|da)\s(?P<who>[^.]{3,60})\.?$",
        r"(?:фото(?:графии)?|снимки)\sпредоставлен[ыоа]\s(?P<who>[^.]{3,60})\.?$",
    )
)
_TOLD_WORDS = ("bild", "foto", "photo", "image", "picture", "imág", "imag", "immagin", "aufnahme", "фото", "снимк")


def told_donor(text: str, register: Register, country: str | None) -> Credit | None:
    """Return the donor that a sentence below the article thanks for its pictures."""
    if not holds(text.lower(), *_TOLD_WORDS):
        return None
    if (library := library_donor(text, register, country)) is not None:
        return library
    for pattern in _TOLD:
        if (match := pattern.search(text)) is not None:
            named = read_credit(match.group("who"), register=register, country=country)
            if named and fills(named, match.group("who")):
                return Credit(evidence=match.group().strip(), named=named).weaker(0.9)
    return None


# "… using a free stock picture by Ann Example / Unsplash": the library makes it a credit.
_PICTURE_BY = re.compile(
    r"(?:foto|photo|bild|image|picture)\w*\s(?:von|vom|by|di|de|par|av|af|van|door|od|do|da)\s(?P<names>\S[^\n]{3,80})$",
    re.IGNORECASE,
)


def library_donor(text: str, register: Register, country: str | None) -> Credit | None:
    """Return whom the end of a sentence names with a picture library (`… a picture by Ann Example / Unsplash`)."""
    match = _PICTURE_BY.search(text[-LONGEST_ENDING:])
    if match is None:
        return None
    named = read_credit(match.group("names"), register=register, country=country)
    if not any(one.organisation and one.organisation.kind == "photo_agency" for one in named):
        return None
    return Credit(evidence=match.group().strip(), named=named) if fills(named, match.group("names")) else None


_SERVICE = re.compile(
    r"(?:(?<=^)|(?<=[.(]\s)|(?<=\())фото\s?:?\s?((?:пресс|прес)-?\s?(?:служб[аыи]|центра?)\s[^\n().]{3,70}|"
    r"(?:службы|администрации|управления|министерства|департамента|прокуратуры|полиции|ГУ|УМВД|МВД|МЧС)\s[^\n().]{3,70})"
    r"[).]?\s*$",
    re.IGNORECASE,
)


def service_donor(text: str) -> Credit | None:
    """Return the office in the Slavic genitive that a text ends with (`Фото пресс-службы порта`)."""
    match = _SERVICE.search(text[-LONGEST_ENDING:]) if not text.isascii() else None
    if match is None:
        return None
    donor = match.group(1).strip(" .")
    named = Named(name=donor, as_written=donor, belief=0.85)
    return Credit(evidence=match.group().strip(), named=(named,))
