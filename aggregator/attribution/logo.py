"""Logos beside an article that say whose text it is."""

from __future__ import annotations

import re

from aggregator.attribution.named import of_register
from aggregator.attribution.source_names import AGENCY_KINDS, OUTLET_KINDS, SourceLine
from aggregator.attribution.words import word_set
from aggregator.organisations import Register

_LOGO_KINDS = frozenset({"newspaper", "magazine", "broadcaster"})

_LOGO = re.compile(r"logo|ico(?:n|_)", re.IGNORECASE)


_FILE = re.compile(r"([\w\-%]{2,60})\.(?:jpe?g|png|gif|svg|webp)", re.IGNORECASE)
_OF_LOGO = word_set("logo logotyp logotype small big czarne biale new header article img icon")


def read_source_logo(text: str, *, register: Register, country: str | None = None) -> SourceLine | None:
    """Return whose logo alone stands behind an article, in the place of its source; `text`: its name, or its file's."""
    file = _FILE.fullmatch(text)
    if file is None:
        organisation = register.by_name(text, country=country, decided=True)
        if organisation is None or organisation.kind not in OUTLET_KINDS:
            return None
        return SourceLine(evidence=text, named=(of_register(organisation, text, 0.85),))
    for part in re.split(r"[\W_]+", file.group(1)):
        organisation = None if part.lower() in _OF_LOGO else register.by_name(part, country=country, decided=True)
        if organisation is not None and organisation.kind in AGENCY_KINDS and "logo" in text.lower():
            return SourceLine(evidence=text, named=(of_register(organisation, part, 0.85),))
    return None


def read_logo(text: str, picture: str | None, *, register: Register, country: str | None = None) -> SourceLine | None:
    """Return whose logo beside the article a picture is; `text` stands for the picture where it is not shown.

    It must be nothing but a paper's name. Agencies' names are also written there as a photograph's credit: of
    them the picture's address must say that it is a logo.
    """
    if not 2 <= len(text) <= 60:
        return None
    logo = _LOGO.search(picture or "") is not None
    organisation = register.by_name(text, country=country, plain_only=not logo, decided=True)
    if organisation is None or organisation.kind not in (_LOGO_KINDS | {"agency"} if logo else _LOGO_KINDS):
        return None
    return SourceLine(evidence=text, named=(of_register(organisation, text, 0.85),))
