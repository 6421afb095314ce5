"""The stretches of a caption that are its credits: behind a word, told in words, in brackets, at its end."""

from __future__ import annotations

import re

from aggregator.attribution.chinese_credit import takers_in
from aggregator.attribution.credit_labels import PICTURE_LABEL
from aggregator.attribution.labelled_credit import labelled_credits_in
from aggregator.attribution.picture_credit import LONGEST_CAPTION, Credit
from aggregator.attribution.told_donor import LONGEST_ENDING, library_donor, service_donor
from aggregator.attribution.unlabelled_credit import at_end, equals, licensed, own_line, suffix, tail, whole
from aggregator.attribution.words import holds
from aggregator.organisations import Register

LONGEST_TAIL = 1600
"""Characters at the end of a caption among which the register's names are looked for."""

_ADDRESS_END = re.compile(r"\.(?:com|org|net|de|fr|co|ru|it|es|pl|info|eu|tv|io|me)(?![\w\-])", re.IGNORECASE)
"""A host may name an organisation (`en.wikipedia.org`)."""

_CREDIT_SIGNS = (
    *(*":：=＝©ⓒ)]）】", "...", "by", "courtesy", "ph.", "screenshot", "captura", "скрин", "tangkap", "zrzut", "снимк"),
    *("photo", "fot", "фото", "kuva", "bild", "image", "picture", "nuotr"),
    *("提供", "供图", "供圖", "摄", "攝", "撮影", "제공", "mit freundlicher", "aimable", "per gentile", "cortes"),
)
"""One of these, in small letters, is in every caption that has a credit without a registered name."""


def credits_in(caption: str, *, register: Register, country: str | None = None) -> tuple[Credit, ...]:
    """Return the credits in `caption`, none where nothing in it is plainly one."""
    text = caption.strip()[-LONGEST_CAPTION:]
    if not text:
        return ()
    if taken := takers_in(text, register=register):
        return taken
    names = bool(register.find(text[-LONGEST_TAIL:], country=country)) or _ADDRESS_END.search(text) is not None
    if not names and not holds(text.lower(), *_CREDIT_SIGNS):
        return ()
    found = _introduced(text, register, country, names=names)
    if found:
        return (*found, *at_end(text, register, country))  # "… (AP Photo/Jane Doe) Photo: Jane Doe"
    # Without a word before it or brackets around it, only a registered organisation makes a stretch a credit.
    readings = (equals, at_end, whole, tail, suffix, own_line) if names else (at_end, suffix)
    for reading in (suffix,) if text.endswith("nuotr.") else readings:
        if found := reading(text, register, country):
            return found
    return ()


def _introduced(text: str, register: Register, country: str | None, *, names: bool) -> tuple[Credit, ...]:
    """Return the credits that words or a licence mark as such; `names`: whether somebody of the register is named."""
    if found := labelled_credits_in(text, register=register, country=country):
        return found
    if (service := service_donor(text)) is not None:
        return (service,)
    if names and (library := library_donor(text, register, country)) is not None:
        return (library,)
    return licensed(text, register, country) if holds(text[-LONGEST_ENDING:].lower(), "cc", "creative") else ()


def beside_credits_in(text: str, *, register: Register, country: str | None = None) -> tuple[Credit, ...]:
    """Return the credits in a line that only follows a picture: introduced by a word, or nothing but a credit."""
    if "://" in text:
        return ()
    if taken := takers_in(text, register=register):
        return taken
    labelled = labelled_credits_in(text, register=register, country=country)
    if found := tuple(one for one in labelled if PICTURE_LABEL.match(one.evidence)):
        return found
    for reading in (equals, whole, at_end):
        if found := reading(text, register, country):
            return found
    return ()
