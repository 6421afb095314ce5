"""Agencies at the end of the last paragraph: `… into the US. PTI`, `… (APA/dpa)`."""

from __future__ import annotations

import re

from aggregator.attribution.named import first_of_each, of_register
from aggregator.attribution.source_names import AGENCY_KINDS, OUTLET_KINDS, SourceLine, is_bare, may_be_meant, named_of
from aggregator.organisations import Register

_ENDING = re.compile(
    r"(?:^|[.!?…。”\"»“’')]\s?|\s[-–—/|]\s?|"
    r"\s{2,})[(\[（/]?\s?((?:[^\W\d_]{1,6}\s?[/,]\s?){0,4}[^\n.!?()\[\]]{2,45})[)\]）/]?\s?\.?\s*$"
)


# "… on the slopes. harbourpost.de"
_ADDRESS = re.compile(
    r"(?:^|[.!?…»”“\")]\s|\s[-–—|/(]\s?)((?:www\.)?(?:[a-z0-9\-]{2,30}\.){1,2}[a-z]{2,6})\)?$", re.IGNORECASE
)


def read_last_address(text: str, *, register: Register) -> SourceLine | None:
    """Return whose site's address the last paragraph ends with."""
    match = _ADDRESS.search(text[-60:])
    organisation = register.by_host(match.group(1).lower()) if match is not None else None
    if match is None or organisation is None or organisation.kind not in OUTLET_KINDS:
        return None
    return SourceLine(evidence=match.group(1), named=(of_register(organisation, match.group(1), 0.85),))


def read_ending(text: str, *, register: Register, country: str | None = None) -> SourceLine | None:
    """Return whom the end of `text`, the last paragraph, names: `… into the US. PTI`, `(ino/dpa)`, `… (APA/dpa)`."""
    tail = text[-70:]
    match = _ENDING.search(tail)
    if match is None:
        return None
    inside = match.group(1).strip()
    mentions = [
        one
        for one in register.find(inside, country=country)
        if one.organisation.kind in AGENCY_KINDS and may_be_meant(one, country)
    ]
    if not mentions or not is_bare(inside, mentions):
        return None
    if len(text) > len(tail) and not re.search(r"[)\]）/]\s?\.?\s*$|[.!?…。”\"»]\s?[^.!?]{2,45}$", tail):
        return None
    return SourceLine(evidence=match.group().strip(), named=first_of_each([named_of(one) for one in mentions]))
