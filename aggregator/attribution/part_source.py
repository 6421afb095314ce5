"""Sources of a part of a text: `With files from …`, `mit Material von …`."""

from __future__ import annotations

import re

from aggregator.attribution.agency import UNKNOWN_AGENCY, names_agency
from aggregator.attribution.named import Named, first_of_each
from aggregator.attribution.source_names import AGENCY_KINDS, NAME_GOES_ON, SourceLine, run, stretch
from aggregator.organisations import Mention, Register

_ONE_WORD = r"mit|with|avec|con|med|met|com|including|sowie"
_TO_NAME = r"\s?[:•]?\s?(?:the |der |die |dem |l['’]|el |la |le )?$"

_PART = re.compile(
    r"\b(?:with (?:a |additional )?(?:files?|reports?|reporting|material|information|contributions?|"
    r"assistance) (?:from|by|of)|with inputs? from|with agency inputs? from|inputs from|"
    r"additional reporting (?:by|from)|contributed to this (?:report|story)|"
    r"(?:^\W{0,3}|\b(?:includes?|including|contains?|containing|using|incorporates?) )(?:information|material|"
    r"reporting|reports|files|content)(?: (?:provided|supplied))? (?:from|by)|"
    r"mit (?:agentur)?(?:material|inhalten|informationen|angaben) (?:von|der|des|vom)|"
    r"unter verwendung von(?: material| agenturmaterial)?(?: der| von)?|angereichert mit|weitere quellen:?|"
    r"con información de|com informações d[aeo]s?|με πληροφορίες από(?: τ[οη])?|"
    r"con informazioni (?:di|da)|avec (?:les |des )?informations d[eu]|amb informació d[e’']|"
    r"met (?:informatie|bijdragen|medewerking|materiaal) van|"
    r"med (?:material|uppgifter|bidrag|oplysninger) (?:från|fra)|"
    r"s (?:využitím|použitím|přispěním|využitím správ)(?: zpráv| materiálů)?|"
    r"z wykorzystaniem(?: materiałów| informacji)?|с использованием материалов|при участии|"
    r"cu informații (?:de la|din|furnizate de)|uz (?:korištenje|informacije)(?: iz| od)?|"
    rf"{_ONE_WORD}){_TO_NAME}",
    re.IGNORECASE,
)

# "With a report from CTV medical specialist Ann Example": a colleague, not the organisation.
_JOB_BEHIND = re.compile(r"\s(?:[a-z]+\s){0,3}(?:specialist|reporter|correspondent|producer|anchor|journalist)s?\b")

_ONE_WORD_PART = re.compile(rf"\b(?:{_ONE_WORD}){_TO_NAME}", re.IGNORECASE)

# "With reporting by Meridian Press.", as a line or as the last words of a paragraph: nothing else is meant by them.
_PART_UNKNOWN = re.compile(
    r"(?:^|(?<=[.!?…”\"] )|(?<=[(\[]))(?:with (?:additional )?(?:files?|reports?|reporting|material|information|"
    r"contributions?) (?:from|by)|additional reporting (?:by|from)|mit (?:agentur)?material (?:von|der|des|vom)|"
    r"unter verwendung von material (?:der|von)|avec|con información de|com informações d[aeo]|met informatie van)"
    r" (?:(?:the|der|die|de|la|el|a) )?([^\W\d_][^.,;:()\[\]\n]{3,40}?)\.?[)\]]?\.?$",
    re.IGNORECASE,
)


# "The Associated Press contributed to this report.", "AP writers Ann Example and Ben Sample contributed".
_CONTRIBUTED = re.compile(
    r"(?:[’']s)?(?:\s[^.;:]{1,160}?)?\scontributed\b(?!\s(?:to (?!this|the report)|\d|\$|money|more|less))"
)


def read_part(text: str, mentions: list[Mention], register: Register) -> SourceLine | None:
    """Return whom `text`, a short line, names as the source of a part."""
    for index, one in enumerate(mentions):
        if _contributed(text, one):
            return SourceLine(evidence=text, named=tuple(run(text, mentions[index:])), extent="part")
        if not one.plain and NAME_GOES_ON.match(text, one.end):
            continue  # "With reporting by Ann Example": no ANN
        before = text[: one.start]
        part = _PART.search(before)
        if part is None or _JOB_BEHIND.match(text, one.end):
            continue
        if _ONE_WORD_PART.search(before) and (one.organisation.kind not in AGENCY_KINDS or len(text) > 100):
            continue
        named = run(text, mentions[index:])
        return SourceLine(
            evidence=_bracketed(text, stretch(text, part.start(), named)), named=first_of_each(named), extent="part"
        )
    return None


def _contributed(text: str, one: Mention) -> bool:
    """Return whether an organisation, or one of its own people, contributed to `text`'s article."""
    if (match := _CONTRIBUTED.match(text, one.end)) is None:
        return False
    before = text[: one.start]
    if one.organisation.kind in AGENCY_KINDS and len(before) <= LONGEST_BEFORE:
        return True
    if not one.plain or _TO_THIS.match(text, match.end()) is None:
        return False
    # "CNN's Ann Example contributed to this report", "Ann Example of The Associated Press contributed to …"
    return (len(before) <= LONGEST_BEFORE and text[one.end : one.end + 2] in ("'s", "’s")) or (
        len(before) <= LONGEST_PERSONS and _PERSONS_OF.search(before) is not None
    )


LONGEST_BEFORE = 12
"""Characters before the name of who contributed: an article, a bracket."""

LONGEST_PERSONS = 80
_PERSONS_OF = re.compile(r"\w (?:of|from|with) (?:the )?$", re.IGNORECASE)
_TO_THIS = re.compile(r"\s(?:reporting )?to (?:this|the) (?:report|story|article|piece)\b|\s(?:to )?reporting\b")


def read_unknown_part(text: str, mentions: list[Mention], register: Register) -> SourceLine | None:
    """Return the agency of no register that `text`, a short line, names as the source of a part."""
    match = _PART_UNKNOWN.search(text)
    if match is None or not names_agency(match.group(1)):
        return None
    named = Named(name=match.group(1), as_written=match.group(1), belief=1.1 * UNKNOWN_AGENCY)
    return SourceLine(evidence=_bracketed(text, match.group().rstrip(".)] ")), named=(named,), extent="part")


def _bracketed(text: str, stretch: str) -> str:
    """Return a stretch of `text` with the brackets that stand right around it."""
    start = text.find(stretch)
    end = start + len(stretch)
    around = text[start - 1 : start] + text[end : end + 1] if start > 0 else ""
    return text[start - 1 : end + 1] if around in ("()", "[]", "（）") else stretch
