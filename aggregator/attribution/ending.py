"""Agencies at the end of the last paragraph: `… into the US. PTI`, `… (APA/dpa)`."""

from __future__ import annotations

import re

from aggregator.attribution.named import first_of_each
from aggregator.attribution.source_names import AGENCY_KINDS, SourceLine, is_bare, may_be_meant, named_of
from aggregator.organisations import Register

_ENDING = re.compile(
    r"(?:^|[.!?…。”\"»“’')]\s?|\s[-–—/|]\s?|"
    r"\s{2,})[(\[（/]?\s?((?:[^\W\d_]{1,6}\s?[/,]\s?){0,4}[^\n.!?()\[\]]{2,45})[)\]）/]?\s?\.?\s*$"
)


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
