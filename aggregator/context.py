"""What a lone page cannot tell: its source, the entry that led to it, what was learnt of the site."""

from __future__ import annotations

from dataclasses import dataclass

from aggregator.candidate import Candidate
from aggregator.habits import Habits
from aggregator.organisations import Register
from aggregator.sources.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Knowledge from outside the page, handed to `aggregator.extract`."""

    source: Source | None = None
    """Its rules, time zone, languages and name are used."""

    candidate: Candidate | None = None
    """What a feed, sitemap or listing said of this address."""

    habits: Habits | None = None
    """What earlier pages of the site taught."""

    register: Register | None = None
    """Who can stand behind the page (`organisations.read_register`); None: the register of this process."""
