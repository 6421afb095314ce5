"""An organisation that texts and pictures come from, and one mention of it in a text."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Literal, NamedTuple

OrganisationKind = Literal[
    "agency",
    "photo_agency",
    "syndicator",
    "release_service",
    "newspaper",
    "broadcaster",
    "magazine",
    "online",
    "public_body",
    "company",
    "platform",
]

OUTLETS: frozenset[str] = frozenset({"agency", "syndicator", "newspaper", "broadcaster", "magazine", "online"})
"""Kinds that can be cited as a news outlet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """One organisation that texts or pictures come from."""

    id: str
    """Slug: `a-z`, `0-9` and single hyphens; never changed once given."""

    name: str
    """In the organisation's own usual form."""

    kind: OrganisationKind
    country: str | None = None
    """ISO 3166-1 alpha-2 of its seat."""

    domains: tuple[str, ...] = ()
    """Hosts that are its own; hosts below them are too."""

    aliases: tuple[str, ...] = ()
    """Further names, abbreviations and native-script forms that mean it wherever they stand."""

    short: tuple[str, ...] = ()
    """Names that mean it only in places that make them plain (`AP`, `Time`, `Sky`)."""

    plain: bool = True
    """Whether the name itself means it wherever it stands (`Reuters` does, `People` does not)."""

    foremost: tuple[str, ...] = ()
    """Those of its names that others share but that mean it where nothing around decides (`El País`, Madrid's)."""

    evidence: str = "knowledge"
    """What the entry rests on: `catalogue` (a source that ships with the program), `page` (credited on a page
    that was read), or `knowledge` (general knowledge: written down, not checked)."""

    @property
    def checked(self) -> bool:
        """Whether something beyond general knowledge speaks for the entry."""
        return self.evidence != "knowledge"

    @property
    def is_outlet(self) -> bool:
        """Whether it publishes news, so that it can be cited."""
        return self.kind in OUTLETS


class Mention(NamedTuple):
    """One stretch of a text that is a name of the register."""

    start: int
    end: int
    text: str
    organisation: Organisation
    plain: bool
    """Whether the words mean the organisation wherever they stand; False: only if the place says so."""

    cased: bool = True
    """Whether it is written with capitals where the registered name has them (`Dr` for `DR` is not)."""

    others: tuple[Organisation, ...] = ()
    """Further organisations of the same name."""

    doubtful: bool = False
    """Whether nothing decides between `organisation` and one of `others` (`CNA`): then it says nothing."""

    def meaning(self, organisation: Organisation) -> Mention:
        """Return the mention as one of `organisation`, which is no longer in doubt."""
        return self._replace(organisation=organisation, doubtful=False)

    def settled(
        self, *, countries: Container[str | None] = (), kinds: Container[OrganisationKind] = ()
    ) -> Organisation | None:
        """Return whom the name means beside names of these `countries`, in a place for these `kinds`; None in doubt."""
        if not self.doubtful:
            return self.organisation
        sharing = (self.organisation, *self.others)
        near = [one for one in sharing if one.country in countries]
        fitting = [one for one in near or sharing if one.kind in kinds]
        found = fitting if fitting and len(fitting) < len(sharing) else near
        return found[0] if len(found) == 1 else None
