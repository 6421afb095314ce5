"""The registered names in a credit: which are meant, and which stand alone in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from aggregator.organisations import Mention, Organisation, OrganisationKind, Register

SPREADERS: frozenset[OrganisationKind] = frozenset({"agency", "photo_agency"})
"""Who gives pictures to others: their names are no everyday words, and of them a bare name is enough."""

_ADDRESS = re.compile(
    r"(?<![\w.@\-])(?:www\.)?((?:[a-z0-9\-]{2,30}\.){1,3}(?:com|org|net|de|fr|co\.uk|ru|it|es|pl|info|eu|tv|io|"
    r"me))(?![\w\-]|\.\w)",
    re.IGNORECASE,
)
_OF_PICTURES = SPREADERS | {"platform"}
"""Who is meant in a credit also in small letters."""


def mentions_in(text: str, register: Register, country: str | None) -> list[Mention]:
    """Return the registered names in `text`; an address counts as a whole (`en.wikipedia.org`)."""
    mentions = settled(
        [
            one
            for one in register.find(text, country=country)
            if (one.cased or one.organisation.kind in _OF_PICTURES)
            and (one.text != "DR" or country == "DK")  # in French: rights reserved
        ]
    )
    if "." not in text:
        return mentions
    for match in _ADDRESS.finditer(text):
        organisation = _of_host(match.group(1).lower(), register)
        mentions = [one for one in mentions if one.end <= match.start() or one.start >= match.end()]
        if organisation is not None:
            mentions.append(Mention(match.start(), match.end(), match.group(), organisation, plain=True))
    return sorted(mentions, key=lambda one: one.start)


def _of_host(host: str, register: Register) -> Organisation | None:
    """Return whose address a host is, or the picture library that is called as it (`istock.com`)."""
    if (organisation := register.by_host(host)) is not None:
        return organisation
    called = register.by_name(host.split(".")[-2], plain_only=True)
    return called if called is not None and called.kind == "photo_agency" else None


def settled(mentions: Sequence[Mention], *, countries: Iterable[str | None] = ()) -> list[Mention]:
    """Return the mentions of a credit that mean one organisation.

    A shared name (`CNA`) means the one from the country of another name in the credit, or one of the further
    `countries`, or the only agency.
    """
    countries = {*countries, *(one.organisation.country for one in mentions if not one.doubtful)} - {None}
    found = []
    for one in mentions:
        organisation = one.settled(countries=countries, kinds=SPREADERS)
        if organisation is not None:
            found.append(one if organisation is one.organisation else one.meaning(organisation))
    return found


def agency_called(text: str, register: Register) -> Organisation | None:
    """Return the agency whose plain name is all that `text` says."""
    organisation = register.by_name(text, plain_only=True)
    return organisation if organisation is not None and organisation.kind in SPREADERS else None


def begins_a_name(text: str, end: int, register: Register) -> bool:
    """Return whether the first `end` characters are not a label but begin a registered name (`picture alliance`)."""
    return any(mention.start < end < mention.end for mention in register.find(text[: end + 40]))


_NAME_LIKE = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]+ [A-ZÀ-Þ][a-zß-ÿ]+")


def is_surname(mention: Mention, text: str) -> bool:
    """Return whether an agency's name in small letters is half of a person's (`Jan Tass`, `Ansa Virtanen`)."""
    if mention.organisation.kind != "agency" or not mention.text.istitle() or " " in mention.text:
        return False
    known = mention.organisation
    return any(
        form.isupper() and form == mention.text.upper() for form in (known.name, *known.short, *known.aliases)
    ) and (_NAME_LIKE.fullmatch(text.strip()) is not None)


_EDGE_BEFORE = re.compile(
    r"(?:^|[/|;•·=+＝／｜，、,:.()\[\]（）【】–—©ⓒ\"'“„«»‘]|\s-|\b(?:via|for|and|und|og|och|et|y|e|i|the|by|"
    r"from|of|mit|"
    r"von|through|über|для|и|credit|photo|photos|image|images|foto|pool|file|courtesy|handout|bild|picture|"
    r"copyright|agence|agentur|агентство|reservados|reserved|arch|str|stringer|archiv))\s*$",
    re.IGNORECASE,
)
_EDGE_AFTER = re.compile(
    r"(?!['’]s\b)\s*(?:$|[/|;•·=+＝／｜，、,:.()\[\]（）【】–—©ⓒ\"'”“»«’]|-\s|(?:via|for|and|und|og|och|et|y|e|i|и|file|"
    r"files|pool|"
    r"photo|photos|foto|image|images|picture|pictures|stock|archive|archives|archiv|handout|contributor|"
    r"contributors|stringer|staff|all|copyright|nuotr|editorial|news|entertainment|sport|wire|plus|north|europe|"
    r"asiapac|inc|llc|ltd|gmbh|corp|фотограф|photographer|fotograf|/|\d+)\b)",
    re.IGNORECASE,
)
_CAPITALISED_END = re.compile(
    r"(?:^|[/,(]\s?)[^\W\d_]+\.?\s(?:[^\W\d_]+\.?\s){0,1}[^\W\d_a-z][^\W\d_]*[^\W\d_A-ZÀ-Þ]\s$"
)
"""A person's name up to the end."""

_PRINT: frozenset[OrganisationKind] = frozenset({"newspaper", "magazine", "online"})
_NUMBERED = re.compile(r"\s(?:nr\.?\s?)?[A-Z]?\d{2,}[\-/.]?\d", re.IGNORECASE)
# As `aggregator.text.UNSPACED`, and the single letters of Korean that some old pages are written in.
_UNSPACED = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def stands_alone(before: str, after: str, mention: Mention, *, labelled: bool) -> bool:
    """Return whether the registered name is a whole part of the credit, not the beginning of another name."""
    if (labelled and _UNSPACED.match(mention.text)) or (_UNSPACED.match(before[-1:] or " ") and mention.text.isascii()):
        return True
    if mention.organisation.kind in _PRINT and _NUMBERED.match(after):
        return False  # "Bild 183-1000": the number of a picture in an archive
    free_before = _EDGE_BEFORE.search(before[-24:]) is not None
    free_after = _EDGE_AFTER.match(after[:24]) is not None
    if free_before and free_after:
        return True
    # "AFP Ann Example", "Jane Doe Reuters": agencies' names stand in no other names, but "ANNE LETA" is one.
    if mention.organisation.kind not in SPREADERS or not (free_before or free_after):
        return False
    if free_after and mention.text.isupper() and _CAPITALISED_END.search(before[-40:]) is not None:
        return True  # "fot. Jan Novak AP"
    if not mention.plain:
        return False
    if mention.text.isupper() and (before[-24:] if free_after else after[:24]).isupper():
        return mention.organisation.kind == "photo_agency" and len(mention.text) > 5
    return len(mention.text) > 2
