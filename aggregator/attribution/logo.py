"""Logos beside an article that say whose text it is."""

from __future__ import annotations

import re

from aggregator.attribution.named import of_register
from aggregator.attribution.source_names import SourceLine
from aggregator.organisations import Register

_LOGO_KINDS = frozenset({"newspaper", "magazine", "broadcaster"})

_LOGO = re.compile(r"logo|ico(?:n|_)", re.IGNORECASE)


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
