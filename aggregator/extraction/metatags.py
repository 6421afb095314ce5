"""Open Graph, Dublin Core and other meta elements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

# The most on 787 real pages are 619; a page of a million would cost a second.
MOST_METAS = 2000
LONGEST_VALUE = 20_000
"""Characters of one `content`; nothing that a field needs is longer."""


@dataclass(frozen=True, slots=True)
class MetaTags:
    """The `meta` elements of a page: lower-case name (or property, itemprop, http-equiv) → its values in order."""

    values: Mapping[str, tuple[str, ...]]

    def first(self, *names: str) -> str | None:
        """Return the first value that is not blank of the first of `names` that has one."""
        for name in names:
            if name in self.values:
                for value in self.values[name]:
                    if value:
                        return value
        return None

    def all(self, *names: str) -> tuple[str, ...]:
        """Return every value that is not blank under any of `names`, in the order of the names."""
        found: list[str] = []
        for name in names:
            if name in self.values:
                found += filter(None, self.values[name])
        return tuple(found)

    def items(self) -> Iterator[tuple[str, str]]:
        """Yield name and value of every meta element that has both."""
        for name, values in self.values.items():
            for value in values:
                yield name, value


def read_metas(elements: Iterable[HtmlElement]) -> MetaTags:
    """Return what `elements` (`meta`, in document order) say; white space at the ends of values is dropped."""
    found: dict[str, list[str]] = {}
    for element in islice(elements, MOST_METAS):
        get = element.get
        content = get("content") or get("value")
        if not content:
            continue
        content = content[:LONGEST_VALUE].strip()
        for key in _NAMING:
            name = get(key)
            if name:
                for one in _names(name):
                    found.setdefault(one, []).append(content)
    return MetaTags({name: tuple(values) for name, values in found.items()})


_NAMING = ("property", "name", "itemprop", "http-equiv")


@lru_cache(maxsize=2000)
def _names(stated: str) -> tuple[str, ...]:
    """Return the names, of which an attribute may give several, in lower case; pages of all sites share most."""
    return tuple(stated[:200].lower().split())
