"""Names that sign a text in a line of their own: `PAP`, `ino/dpa`, `- Harbour FM`, `PTI | 04:01 PM, Jan 17`."""

from __future__ import annotations

import re

from aggregator.attribution.agency import AGENCY_WORD, UNKNOWN_AGENCY
from aggregator.attribution.named import Named, first_of_each, of_register
from aggregator.attribution.people import kind_of
from aggregator.attribution.source_names import AGENCY_KINDS, OUTLET_KINDS, SourceLine, is_bare, named_of
from aggregator.attribution.words import word_set
from aggregator.organisations import Mention, Register

LOWER_AGENCY = re.compile(r"dpa|afp|sda|apa|ritzau|epd|kna|sid|rtr|dts|ansa|dapd|ots|reuters|dpa-\w+|ctk|čtk|pap")
"""Agencies that sign in small letters."""

# "- Harbour FM", "— © Harbour Press", "-Harbour Morning Herald"
_DASHED = re.compile(r"\s?[-–—]{1,2}\s?(?:©\s?)?(?=[^\W\d_])")
# "The Harbour Post", "HARBOUR TIMES": what ends like this is a paper.
_PAPER = re.compile(
    r"(?:the )?(?:[^\W\d_][\w’'-]{1,15} ){1,3}(?:post|times|herald|mail|express|news|press|chronicle|gazette|tribune|"
    r"journal|telegraph|observer|courier|star|sun|standard|dispatch|leader|examiner|independent|advocate|argus)",
    re.IGNORECASE,
)
# What may stand between day, month, hour and zone.
_TIMES = word_set(
    """
    am pm ist gmt utc cet cest est edt pst pdt uhr h on at last update updated updates published posted modified
    stand aktualisiert veröffentlicht aktualizacja ostatnia publicado actualizado publié mis à jour le
    """
)
_MONTHS = word_set(
    """
    jan feb mar apr may jun jul aug sep oct nov dec mär mai okt dez fév fev avr jui aoû aou déc ene abr ago dic gen mag
    giu lug set ott out янв фев мар апр мая май июн июл авг сен окт ноя дек sty lut kwi maj cze lip sie wrz paź lis gru
    ιαν φεβ μαρ απρ μαΐ μαι ιου αυγ σεπ οκτ νοε δεκ oca şub nis haz tem ağu eyl eki kas ara led úno bře dub kvě čer srp
    zář říj pro mon tue wed thu fri sat sun
    """
)
_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[:h]\d\d\b|\b\d{1,2}[./]\s?\d{1,2}[./]\s?\d\d|\b\d{1,2} [^\W\d_]{3,9}\b"
)
_WORD = re.compile(r"[^\W\d_]+")


def read_signature(
    text: str, mentions: list[Mention], country: str | None, *, byline: bool = False
) -> SourceLine | None:
    """Return who signs with `text`, a line that is hardly more than names: `PAP`, `(dpa, AFP)`, `- Harbour FM`."""
    agencies = [
        one
        for one in mentions
        if one.organisation.kind in AGENCY_KINDS
        and (one.plain or (_is_free(text, one) and _is_short_name_at_home(text, one, country)))
    ]
    agencies = [one for one in agencies if not one.text.islower() or LOWER_AGENCY.fullmatch(one.text)]
    if agencies and (is_bare(text, mentions) or is_dated(text, mentions)):
        named = [named_of(one) for one in mentions if one in agencies or (one.plain and _is_free(text, one))]
        return SourceLine(evidence=text, named=first_of_each(named))
    if byline and mentions and all(one.plain for one in mentions) and is_dated(text, mentions):
        return SourceLine(evidence=text, named=first_of_each([named_of(one).weaker(0.9) for one in mentions]))
    if len(mentions) == 2 and is_bare(text, mentions):
        between = text[mentions[0].end : mentions[1].start]
        if between.strip() == "/" or AGENCY_WORD.search(text):
            # "The Vale Weekly / Harbour Post", "Harbour News Service, The Post": a house and whose text it shows
            return SourceLine(evidence=text, named=first_of_each([named_of(one) for one in mentions]))
    if len(mentions) == 1:
        one = mentions[0]
        if one.plain and _IS_ADDRESS.fullmatch(one.text) and one.text == text.strip(" ()[]"):
            return SourceLine(evidence=text, named=(named_of(one).weaker(0.9),))  # a paper's address alone
        dashed = _DASHED.match(text)
        last = one.end == len(text.rstrip(" ."))
        if dashed is not None and last and (one.start - dashed.end() <= 4 or is_of_a_person(text, one)):
            return SourceLine(evidence=text, named=(named_of(one).weaker(0.95),))
    return None


def is_of_a_person(text: str, one: Mention) -> bool:
    """Return whether `text` is a person's name and, behind it, an agency's: `Ann Example, Associated Press`."""
    before = text[: one.start].strip(" ,|/–—-").removesuffix(" The").removesuffix(" of").strip(" ,|/–—-")
    return (
        one.plain
        and one.organisation.kind in AGENCY_KINDS
        and one.end == len(text.rstrip(" ."))
        and kind_of(before) == "person"
    )


def read_unknown_signature(text: str) -> SourceLine | None:
    """Return the paper of no register that signs with `text`: `- The Harbour Post`."""
    dashed = _DASHED.match(text) if len(text) <= 50 else None
    if dashed is None or _PAPER.fullmatch(name := text[dashed.end() :].rstrip(" .")) is None:
        return None
    if not all(word[:1].isupper() or word in ("of", "the") for word in name.split()):
        return None
    return SourceLine(evidence=text, named=(Named(name=name, as_written=name, belief=UNKNOWN_AGENCY),))


def may_sign_unknown(text: str) -> bool:
    """Return whether a line without a registered name may be a signature; False for nearly all."""
    return text[:1] in "-–—" or (text[:1].isdigit() and "." in text[-7:])


def is_dated(text: str, mentions: list[Mention]) -> bool:
    """Return whether besides its names `text` has a date or an hour, initials perhaps, and nothing else."""
    if len(text) > 90:
        return False
    rest = text
    for one in reversed(mentions):
        rest = rest[: one.start] + " " + rest[one.end :]
    return _is_date(rest)


def read_dated_address(text: str, register: Register) -> SourceLine | None:
    """Return whose site's address stands beside the date in `text`: `25 gru 11 13:07, PG | harbourpost.pl`."""
    match = _ADDRESS.search(text) if len(text) <= 90 else None
    if match is None or not _is_date(text[: match.start(1)]):
        return None
    organisation = register.by_host(match.group(1).lower())
    if organisation is None or organisation.kind not in OUTLET_KINDS:
        return None
    return SourceLine(evidence=text, named=(of_register(organisation, match.group(1), 0.85),))


_IS_ADDRESS = re.compile(r"[^\s.]+(?:\.[^\s.]+){0,2}\.[^\W\d_]{2,6}")
_ADDRESS = re.compile(r"[|,·•]\s?((?:www\.)?(?:[a-z0-9\-]{2,30}\.){1,2}[a-z]{2,6})$", re.IGNORECASE)


def _is_date(text: str) -> bool:
    return _DATE.search(text) is not None and all(
        (low := word.lower()) in _TIMES or low[:3] in _MONTHS or len(word) == 1 or (len(word) <= 3 and word.isupper())
        for word in _WORD.findall(text)
    )


_FREE = re.compile(r"(?:^|[/|,;·•(（\[&+–—-]\s?[\"“„«]?|\b(?:and|und|et|y|e|i|и|og|och))\s?$", re.IGNORECASE)


def _is_free(text: str, one: Mention) -> bool:
    return _FREE.search(text[: one.start]) is not None


def _is_short_name_at_home(text: str, one: Mention, country: str | None) -> bool:
    """Return whether a short name that may mean another thing elsewhere means the agency: `AA` alone in Turkey."""
    if "/" in text or country == one.organisation.country:
        return True
    return country is None and text.startswith(("(", "/", "（")) and text.endswith((")", "/", "）"))
