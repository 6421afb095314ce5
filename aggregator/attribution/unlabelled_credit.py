"""Credits of captions that no word introduces: only a registered organisation, a licence or brackets tell them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aggregator.attribution.credit import read_credit
from aggregator.attribution.credit_labels import GLUED_LABEL
from aggregator.attribution.credit_mentions import SPREADERS, agency_called, settled
from aggregator.attribution.credit_rest import FORBIDDEN, LICENCE
from aggregator.attribution.named import Named, of_register
from aggregator.attribution.people import NOBODY_WORDS
from aggregator.attribution.picture_credit import Credit, fills
from aggregator.attribution.words import holds
from aggregator.organisations import Register
from aggregator.text import UNSPACED

_TAKER_AND_DISTRIBUTOR = re.compile(
    r"(?:^|(?<=[\s.。)\]]))([^\s=＝.。,()\[\]][^=＝.。()\[\]]{0,60})\s?[=＝]\s?(\S[^=＝\n]{0,40})$"
)


def equals(text: str, register: Register, country: str | None) -> tuple[Credit, ...]:
    """Return who took a picture and, behind an equals sign, who spreads it (`Pyongyang Rodong Sinmun=News1`)."""
    end = text[-160:]
    match = _TAKER_AND_DISTRIBUTOR.search(end) if holds(end, "=", "＝") else None
    if match is None:
        return ()
    distributor = read_credit(match.group(2), register=register, country=country, labelled=False)
    spread = [one.organisation.country for one in distributor if one.organisation is not None]
    if not spread:
        return ()
    takers = _takers(match.group(1).strip(), spread, register, country)
    return (Credit(evidence=match.group().strip(), named=(*takers, *distributor)),)


def _takers(taker: str, spread: Sequence[str | None], register: Register, country: str | None) -> tuple[Named, ...]:
    """Return who took a picture that organisations of the countries `spread` distribute."""
    mentions = register.find(taker, country=country)
    if mentions and mentions[-1].doubtful and not settled(mentions[-1:], countries=spread):
        return ()  # "CNA=Yonhap": two agencies are called so, neither of the distributor's country
    if mentions and mentions[-1].end >= len(taker.rstrip()) - 1:
        last = mentions[-1]
        return read_credit(taker[last.start :], register=register, country=spread[0] if last.doubtful else country)
    if len(taker) > 30:
        return ()
    takers = read_credit(taker, register=register, country=country, labelled=False)
    takers = tuple(one for one in takers if one.organisation is not None or one.entity == "person")
    if any(one.organisation is None for one in takers) and not mentions:
        return tuple(one.weaker(0.6) for one in takers)
    return takers


def _believable(named: tuple[Named, ...], stretch: str) -> bool:
    """Return whether an unlabelled stretch is a credit: a registered organisation, and little that is not a name."""
    if not any(_is_sure(one) for one in named):
        return False
    length = sum(len(one.as_written) for one in named)
    words = [word for word in re.findall(r"[^\W\d_]+", stretch) if word.casefold() not in NOBODY_WORDS]
    return length >= 0.6 * sum(map(len, words))


_NO_EVERYDAY_WORDS = SPREADERS | {"public_body"}


def _is_sure(one: Named) -> bool:
    """Return whether a name makes an unlabelled stretch a credit: an organisation whose name is no everyday word."""
    if one.organisation is None:
        return False
    return one.belief >= 0.95 or one.organisation.kind in _NO_EVERYDAY_WORDS


_OPENING = tuple("([（【")
_BRACKET_AT_END = re.compile(
    r"[(\[（【]([^()\[\]（）【】]{2,120})[)\]）】]\s*[.。]?\s*(?:(?:image|photo|credit|picture|bild|foto):?)?\s*$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"[(\[（【]([^()\[\]（）【】]{2,120})[)\]）】]")


def bracket_at_end(text: str) -> re.Match[str] | None:
    """Return the brackets with which a text ends, in its first group what stands in them."""
    return _BRACKET_AT_END.search(text[-200:])


def at_end(text: str, register: Register, country: str | None) -> tuple[Credit, ...]:
    """Return the credit that stands in brackets, mostly at the end (`… in the harbour (Jane Doe/Agency)`)."""
    if not holds(text, *_OPENING):
        return ()
    last = bracket_at_end(text)
    for match in (*([last] if last else []), *_BRACKET.finditer(text[-1500:])):
        stretch = match.group(1)
        glued = GLUED_LABEL.match(stretch) is not None
        named = read_credit(stretch, register=register, country=country, labelled=glued)
        if named and (glued or _believable(named, FORBIDDEN.sub("", stretch))):
            return (Credit(evidence=match.group().strip(), named=named),)
    if last is None or len(text) <= 25:
        return ()
    stretch, evidence = last.group(1), last.group().strip()
    named = read_credit(stretch, register=register, country=country, labelled=False)
    if named:
        return (Credit(evidence=evidence, named=named).weaker(0.85),) if _is_person_alone(named, stretch) else ()
    if _DONORS.fullmatch(stretch) is not None:
        named = read_credit(stretch, register=register, country=country)
        if len(named) > 1 and all(one.belief >= 0.88 for one in named) and fills(named, stretch):
            return (Credit(evidence=evidence, named=named).weaker(0.95),)
    return ()


def _is_person_alone(named: tuple[Named, ...], stretch: str) -> bool:
    """Return whether a stretch is nothing but one person's name."""
    person, *others = named
    words = person.name.split()
    return (
        not others
        and person.entity == "person"
        and person.as_written == stretch.strip()
        and len(words) <= 3
        and len(words[-1]) > 1
        and not UNSPACED.search(person.name)
    )


_DONORS = re.compile(r"[^/|]{3,60}(?:[/|][^/|]{3,60}){1,2}")
"""Donors beside each other in brackets (`Harbour Museum/Tram Society`)."""

_CC = re.compile(r",\s?CC\b")


def licensed(text: str, register: Register, country: str | None) -> tuple[Credit, ...]:
    """Return the last line of a caption, where a licence shows that it names an author (`Jane Doe, CC BY 2.0`)."""
    line = text.rstrip().rpartition("\n")[2]
    licence = LICENCE.search(line) or _CC.search(line)
    if licence is None or len(line) > 100:
        return ()
    stretch = line[: licence.start()].strip(" ,/|–—-(")
    named = read_credit(stretch, register=register, country=country)
    return (Credit(evidence=line.strip(), named=named),) if named and len(stretch.split()) <= 5 else ()


def whole(text: str, register: Register, country: str | None) -> tuple[Credit, ...]:
    """Return the credit that a caption is as a whole."""
    if len(text) > 90:
        return ()
    named = read_credit(text, register=register, country=country, labelled=False)
    return (Credit(evidence=text, named=named),) if named and _believable(named, text) else ()


_SENTENCE_END = re.compile(
    r"(?<!\s[A-ZÀ-Þ])(?<!^[A-Z])[.!?。！？…][\"'”’»)]*(?:\s+|(?=[A-Z\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]))|\s[|"
    r"–—•·]\s|\n|\s{3,}|(?<=[\uac00-\ud7af\u3040-\u30ff\u4e00-\u9fff])\s/\s?"
)


def tail(text: str, register: Register, country: str | None) -> tuple[Credit, ...]:
    """Return the credit that stands behind the last sentences of a caption."""
    window = text[-260:]
    ends = [match.end() for match in _SENTENCE_END.finditer(window) if match.end() < len(window)]
    for end in reversed(ends):
        behind = window[end:]
        if len(behind) > 110:
            break
        named = read_credit(behind, register=register, country=country, labelled=False)
        if named and _believable(named, behind):
            return (Credit(evidence=behind.strip(), named=named),)
    # "… in the stadium PTI": the agency is the last word of all.
    mentions = register.find(window[-40:], country=country)
    if mentions and mentions[-1].plain and mentions[-1].organisation.kind in SPREADERS:
        last = mentions[-1]
        if last.end >= len(window[-40:].rstrip(" .。)")) and len(text) > len(last.text) + 10:
            named = read_credit(last.text, register=register, country=country, labelled=False)
            return (Credit(evidence=last.text, named=named).weaker(0.95),)
    return ()


def own_line(text: str, register: Register, country: str | None) -> tuple[Credit, ...]:
    """Return the agency that is all of a caption's first or last lines (`shutterstock`, below it what is shown)."""
    lines = [stripped for line in text.split("\n") if (stripped := line.strip(" /|"))]
    for line in (*lines[:2], *lines[-2:]) if len(lines) > 1 else ():
        agency = agency_called(line, register) if len(line) <= 40 else None
        if agency is not None:
            return (Credit(evidence=line, named=(of_register(agency, line, 0.93),)),)
    return ()


_SUFFIXES = ("nuotr.", "提供", "供图", "供圖", "摄", "攝", "撮影", "제공")
_SUFFIX_LABEL = re.compile(r"([^.。!?\n]{2,80}?)\s?(?:nuotr\.|提供|供图|供圖|摄|攝|撮影|제공)\s*[)\]）】]?\s*$")


def suffix(text: str, register: Register, country: str | None) -> tuple[Credit, ...]:
    """Return the credit at the end of a text whose label stands behind the names (`港口社提供`)."""
    end = text[-120:]
    match = _SUFFIX_LABEL.search(end) if holds(end, *_SUFFIXES) else None
    if match is None:
        return ()
    stretch, evidence = match.group(1), match.group().strip()
    if evidence.rstrip(" )").endswith("nuotr."):  # "who is shown / A. Photographer / LRT nuotr."
        evidence = text.rpartition("\n")[2][-120:].strip()
        parts = [part.strip() for part in re.split(r"[/,]", evidence.removesuffix("nuotr.")) if part.strip()]
        if parts and parts[-1].casefold() in NOBODY_WORDS:
            return ()
        stretch = " / ".join(parts[-2:])
    elif not stretch.isascii():
        stretch = re.split(r"[（(【\[\s。]", stretch)[-1]
    named = read_credit(stretch, register=register, country=country)
    return (Credit(evidence=evidence, named=named),) if named else ()
