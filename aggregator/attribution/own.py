"""Whether a name is the publisher's own, or goes beside it."""

from __future__ import annotations

import functools
import re

from aggregator.article import Attribution
from aggregator.attribution.chinese import simplified
from aggregator.attribution.named import Named
from aggregator.attribution.page import ReadablePage
from aggregator.attribution.publisher import host_of, is_host_name, own_names
from aggregator.attribution.words import holds
from aggregator.organisations import Organisation, Register
from aggregator.text import UNSPACED

LONGEST_JOINED = 70
_JOINS = re.compile(r"\s*[/|,]\s*")


class Own:
    """Whether an attribution names the publisher itself."""

    def __init__(self, publisher: Named, page: ReadablePage, *, register: Register | None = None) -> None:
        self.page = page
        self.register = register
        self.organisation: Organisation | None = publisher.organisation
        self.words = {key_of(publisher.name), key_of(publisher.as_written)}
        self.hosts = {key_of(one) for one in (publisher.name, publisher.as_written) if "." in one and " " not in one}
        if self.organisation is not None:
            self.words.update(map(key_of, (*self.organisation.aliases, *self.organisation.short)))

    @functools.cached_property
    def stated(self) -> frozenset[str]:
        """The names the page gives itself."""
        return frozenset(map(key_of, own_names(self.page)))

    def begins(self, one: Attribution) -> bool:
        """Return whether an unknown name only goes on from the publisher's (`Example Post Graphics`)."""
        key = key_of(one.name)
        return one.organisation_id is None and any(len(word) > 3 and key.startswith(word + " ") for word in self.words)

    def beside(self, text: str) -> str | None:
        """Return the other names in a short line that puts the publisher's own beside them (`PAP/Harbour Post`)."""
        if not 4 <= len(text) <= LONGEST_JOINED or not holds(text, *"/|,"):
            return None
        parts = [part.strip() for part in _JOINS.split(text) if part.strip()]
        others = [part for part in parts if not self._is_own(part)]
        return ", ".join(others) if others and len(others) < len(parts) else None

    def _is_own(self, name: str) -> bool:
        key = key_of(name)
        return len(key) > 2 and (key in self.words or self._is_stated(key, name))

    def _is_stated(self, key: str, name: str) -> bool:
        """Return whether the page gives itself the name, or its host spells it."""
        return key in self.stated or is_host_name(name, host_of(self.page.url))

    def _has_branch(self, key: str) -> bool:
        """Return whether a name without spaces is a longer or shorter form of the publisher's: 北京新浪網, 新浪网."""
        key = simplified(key)
        own = [simplified(word) for word in (*self.words, *self.stated) if len(word) > 2 and UNSPACED.match(word)]
        return any(word in key or (len(key) > 2 and word.startswith(key)) for word in own)

    def _is_of_house(self, organisation_id: str) -> bool:
        """Return whether an organisation is a channel of the publisher, or the same site under another top domain."""
        other = self.register.get(organisation_id) if self.register is not None else None
        if other is None:
            return False
        own = self.organisation
        if own is None:  # ukrinform.ru, where the register knows ukrinform.net
            label = main_label(host_of(self.page.url))
            return len(label) >= SHORTEST_LABEL and any(main_label(one) == label for one in other.domains)
        return (
            own.kind == other.kind == "broadcaster"
            and own.country == other.country
            and any(_goes_on(other.name, word) for word in (own.name, *own.aliases))
        )

    def names(self, one: Attribution) -> bool:
        if self.organisation is not None and one.organisation_id == self.organisation.id:
            return True
        if one.organisation_id is not None and self._is_of_house(one.organisation_id):
            return True
        key = key_of(one.as_written)
        if one.organisation_id is None and self._is_stated(key, one.name):
            return True
        if not key or key in self.words:
            return bool(key)
        if one.organisation_id is None and UNSPACED.match(key) and self._has_branch(key):
            return True
        first, last = key + " ", " " + key
        return any(word.startswith(first) or (word.endswith(last) and word not in self.hosts) for word in self.words)


SHORTEST_LABEL = 5
"""Letters of a host's main label that two unrelated sites hardly share."""

_SECOND_LEVELS = frozenset({"co", "com", "org", "net", "gov", "edu", "ac", "or", "ne", "go", "in"})
"""Labels below a country's under which names are given: `example.co.uk`."""


def main_label(host: str) -> str:
    """Return the label of `host` that its owner chose: `harbourpost` of `www.harbourpost.co.uk`."""
    labels = host.split(".")[:-1]
    if len(labels) > 1 and labels[-1] in _SECOND_LEVELS:
        labels.pop()
    return labels[-1] if labels else ""


def _goes_on(name: str, word: str) -> bool:
    """Return whether `name` is `word` and more: `BBC Radio 4` of `BBC`, `ZDFheute` of `ZDF`; not `TV24` of `TV2`."""
    behind = name[len(word) : len(word) + 1]
    return (
        len(word) >= 2
        and name.startswith(word)
        and bool(behind)
        and not (behind.isdigit() and word[-1].isdigit())
        and (not behind.isalpha() or (word.isupper() and behind.islower()))
    )


@functools.lru_cache(maxsize=4096)
def key_of(name: str) -> str:
    """Return a name as it is compared with others."""
    return " ".join(name.casefold().replace(".", " ").replace("-", " ").removeprefix("the ").split())
