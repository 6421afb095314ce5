"""The registered names in a line that says where a text comes from: which are meant, which belong together."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aggregator.article import Extent
from aggregator.attribution.named import Named, first_of_each, of_register
from aggregator.organisations import Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """Whom one line names as the text's source."""

    evidence: str
    named: tuple[Named, ...]
    extent: Extent | None = None


OUTLET_KINDS = frozenset({"agency", "syndicator", "release_service", "newspaper", "broadcaster", "magazine", "online"})
"""Whose texts others show."""

AGENCY_KINDS = frozenset({"agency", "syndicator", "release_service"})
"""Whose trade it is to give texts to others: of them a bare name is enough."""

# Short names of agencies that are credited the world over; others only in their own country ("RSS" is a feed).
_WORLD = frozenset(
    {
        "associated-press",
        "pa-media",
        "reuters",
        "anadolu-agency",
        "agence-france-presse",
        "sport-informations-dienst",
        "agencia-efe",
    }
)


def may_be_meant(mention: Mention, country: str | None) -> bool:
    """Return whether a name in a source line on a page of `country` may be the source's."""
    organisation = mention.organisation
    if organisation.kind not in OUTLET_KINDS or mention.doubtful:
        return False
    if organisation.kind not in AGENCY_KINDS and not mention.cased and "." not in mention.text:
        return False  # "Ann" is no ANN
    return (
        mention.plain
        or organisation.kind not in AGENCY_KINDS
        or country in (None, organisation.country)
        or organisation.id in _WORLD
    )


def named_of(mention: Mention) -> Named:
    """Return who is mentioned."""
    return of_register(mention.organisation, mention.text, 0.97 if mention.plain else 0.9)


def run(text: str, mentions: list[Mention]) -> list[Named]:
    """Return the names that follow each other with no more than separators between them."""
    named = [named_of(mentions[0])]
    end = mentions[0].end
    for one in mentions[1:]:
        between = text[end : one.start]
        if len(between) > 14 or not _BETWEEN.fullmatch(between) or _PARTED.search(between):
            break
        named.append(named_of(one))
        end = one.end
    return list(first_of_each(named))


_BETWEEN = re.compile(r"\W*(?:\w{1,5}\W+)?(?:and|und|et|y|e|i|и|the|og)?\W*")
_PARTED = re.compile(r"\.\s|\(")

# What stands behind the beginning of a longer name.
NAME_GOES_ON = re.compile(r"\s[A-ZÀ-Þ][a-zß-ÿ]")


def stretch(text: str, start: int, named: list[Named]) -> str:
    """Return the words from `start` to the last of the names."""
    end = max(
        (text.rfind(one.as_written) + len(one.as_written) for one in named if one.as_written in text), default=len(text)
    )
    return text[start : max(end, start + 1)].strip()


def is_bare(text: str, mentions: list[Mention]) -> bool:
    """Return whether hardly a letter of `text` is in none of the `mentions`."""
    rest = text
    for one in reversed(mentions):
        rest = rest[: one.start] + rest[one.end :]
    letters = re.sub(r"[\W\d]", "", rest)
    return (
        len(letters) <= 3
        or (len(letters) <= 9 and "/" in text and rest.islower())
        or bool(_WORDS_OF_NOBODY.fullmatch(rest))
    )


# "EFE / Redacción", "dpa und Agenturen": who else signs is nobody.
_WORDS_OF_NOBODY = re.compile(
    r"\W*(?:(?:with|mit|von|by|and|und|agencies|agenturen|agencias|agências|agenzie|agences|redacción|redacci[oó]|redação|"
    r"redazione|rédaction|redaktion|redakcja|redakcia|redakce|newsroom|staff|press|online|news|services?)\W*|\W)+",
    re.IGNORECASE,
)
