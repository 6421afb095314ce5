"""Credits at the end of a paragraph, and in a line below the article."""

from __future__ import annotations

import re

from aggregator.attribution.chinese_credit import HAN_SIGNS, takers_in
from aggregator.attribution.credit import read_credit
from aggregator.attribution.credit_labels import GLUED_LABEL, INTRODUCING, LABEL_WORDS, PICTURE_LABEL
from aggregator.attribution.labelled_credit import labelled_credits_in
from aggregator.attribution.picture_credit import Credit, fills, has_shape
from aggregator.attribution.told_donor import LONGEST_ENDING, service_donor, told_donor
from aggregator.attribution.unlabelled_credit import bracket_at_end
from aggregator.attribution.words import holds
from aggregator.organisations import Register


def text_credits_in(text: str, *, register: Register, country: str | None = None) -> tuple[Credit, ...]:
    """Return the credits in brackets at the end of a paragraph, where a word such as `Photo:` introduces them."""
    if taken := takers_in(text, register=register):
        return taken
    if not text.rstrip(" .。").endswith(_CLOSING):
        return _labelled_ending(text, register, country)
    match = bracket_at_end(text)
    if match is None or not (PICTURE_LABEL.match(match.group(1)) or GLUED_LABEL.match(match.group(1))):
        return ()
    named = read_credit(match.group(1), register=register, country=country)
    return (Credit(evidence=match.group().strip(), named=named).weaker(0.95),) if named else ()


_CLOSING = tuple(")]）】")

_ENDING = re.compile(rf"(?:^|(?<=[.!?…\"”»)])\s){INTRODUCING}(?P<names>[^\n]{{2,120}})$", re.IGNORECASE)
_SIGNS = (":", "：", "=", "＝", "©", "by ", "via ")
"""One of these is behind the label that `INTRODUCING` finds."""


def _labelled_ending(text: str, register: Register, country: str | None) -> tuple[Credit, ...]:
    """Return the credit that a paragraph is or ends with, behind a word and a colon (`… fat. Credit: Ann Example`)."""
    end = text[-LONGEST_ENDING:]
    if not holds(end, *_SIGNS) or not holds(end.lower(), *LABEL_WORDS):
        return ()
    if (service := service_donor(end)) is not None:
        return (service,)
    match = _ENDING.search(end)
    if match is None or not (PICTURE_LABEL.match(match.group().lstrip()) or match.start() == 0):
        return ()
    named = read_credit(match.group().strip(), register=register, country=country)
    if not fills(named, match.group("names")):
        return ()
    return (Credit(evidence=match.group().strip(), named=named).weaker(0.95),)


_CLOSING_CREDIT = re.compile(rf"(?:^\W{{0,3}}|[.|/–—]\s|\s){INTRODUCING}(?P<names>\S[^\n]{{1,160}})$", re.IGNORECASE)

_WRITERS = re.compile(r"(?:tekst|text|texte|testo|texto|story|words|текст|bericht)\w?\s?[:：]", re.IGNORECASE)
_SHARED = re.compile(
    r"\((?:text|tekst|texte|текст|words)\)\W{1,3}([^()]{3,40}) \((?:bild(?:er)?|fotos?|photos?|фото)\)", re.IGNORECASE
)
_SURNAME_ALONE = re.compile(r"(?:Foto|FOTO|Photo|Bild|Fot\.|Фото|Kuva|Snímek|Fotó)\s?:\s?[^\W\d_a-z][^\W\d_]{2,20}")
"""All that a line below the article says: a photographer whom the town knows."""

_SOURCE_BEHIND = re.compile(r"\s/\s(?P<source>(?:quelle|source|credit|foto|photo|fonte|fuente)\s?:)", re.IGNORECASE)


def closing_credits_in(text: str, *, register: Register, country: str | None = None) -> tuple[Credit, ...]:
    """Return the credits of a line below the article: it says nothing else (`Fotos: PR, Ann Example`).

    Teasers stand there too, so that only a word with a colon at the line's beginning, or behind who wrote the
    text, introduces a credit.
    """
    if len(text) > LONGEST_ENDING:
        return ()
    if (service := service_donor(text)) is not None:
        return (service,)
    if "(" in text and (shared := _SHARED.search(text)) is not None:  # "Source: Ann Example (text), Jo Doe (picture)"
        named = read_credit(shared.group(1), register=register, country=country)
        return (Credit(evidence=shared.group().strip(), named=named),) if named else ()
    if (donor := told_donor(text, register, country)) is not None:
        return (donor,)
    if not holds(text, *_SIGNS, "/"):
        return ()
    match = _CLOSING_CREDIT.search(text)
    if match is None or not PICTURE_LABEL.match(match.group("label") + ":"):
        return labelled_credits_in(text, register=register, country=country) if holds(text, *HAN_SIGNS) else ()
    credit = _from_label(text, match)
    if credit is None:
        return ()
    named = read_credit(credit, register=register, country=country)
    sure = tuple(one.weaker(0.95) for one in named if has_shape(one))
    if not sure and len(named) == 1 and _SURNAME_ALONE.fullmatch(credit) is not None:
        sure = named
    return (Credit(evidence=credit, named=sure),) if sure else ()


def _from_label(text: str, match: re.Match[str]) -> str | None:
    """Return the credit in a line below the article, None where its label introduces something else."""
    start = 0
    if match.start() > 1:
        if _WRITERS.match(text) is None:
            return None
        start = match.start("label")
    if text.startswith(("PHOTOS:", "FOTOS:", "VIDEO")) or text[start:].startswith("©"):
        return None
    if " / " in text and (source := _SOURCE_BEHIND.search(text)) is not None:  # "Picture: who is shown / Source: ARD"
        start = source.start("source")
    return text[start:]
