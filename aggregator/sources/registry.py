"""All known sources, by id, by host and by group."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from aggregator.errors import UnknownSource
from aggregator.sources.codes import COUNTRIES
from aggregator.sources.files import load_folder
from aggregator.sources.source import Source, source_hosts
from aggregator.text import folded

CATALOGUE = Path(__file__).parent / "catalogue"
"""The source files that ship with the package."""


class Registry:
    """Sources in the order of their ids; of two with one id the later wins (the user's over the shipped)."""

    def __init__(self, sources: Iterable[Source] = ()) -> None:
        self._by_id = dict(sorted({source.id: source for source in sources}.items()))
        self._by_host: dict[str, list[Source]] = {}
        for source in self:
            for host in source_hosts(source):
                self._by_host.setdefault(_ascii_host(host), []).append(source)

    def __iter__(self) -> Iterator[Source]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, source_id: object) -> bool:
        return source_id in self._by_id

    def get(self, source_id: str) -> Source | None:
        """Return the source of an id, or None."""
        return self._by_id.get(source_id)

    def named(self, source_id: str) -> Source:
        """Return the source of an id; raise `UnknownSource` with a sentence that names a near one."""
        if source := self._by_id.get(source_id):
            return source
        near = get_close_matches(source_id[:100].lower(), self._by_id, n=1, cutoff=0.6)
        hint = f': did you mean "{near[0]}"?' if near else ": see `aggregator sources list`"
        raise UnknownSource(f'no source is registered as "{source_id[:100]}"{hint}')

    def by_host(self, host: str) -> Source | None:
        """Return the source to which a host's pages belong, or None; the most specific host wins.

        `m.news.example.com` belongs to a source at `news.example.com` rather than to one at
        `example.com`. Of several sources at one host the one whose homepage has the shortest path
        is meant, then the first by id: `by_url` tells them apart.
        """
        return next(iter(self._candidates(host)), None)

    def by_url(self, url: str) -> Source | None:
        """Return the source to which an address belongs: by host, then by the path of its homepage."""
        try:
            parts = urlsplit(url)
            host = parts.hostname or ""
        except ValueError:
            return None
        candidates = self._candidates(host)
        under = [one for one in candidates if (parts.path or "/").startswith(_home_path(one))]
        return max(under, key=lambda one: len(_home_path(one)), default=next(iter(candidates), None))

    def _candidates(self, host: str) -> list[Source]:
        labels = _ascii_host(host).split(".")
        # The last label alone (a top-level domain) is nobody's, unless it is all there is ("localhost").
        for start in range(max(len(labels) - 1, 1)):
            if found := self._by_host.get(".".join(labels[start:])):
                return sorted(found, key=lambda one: (len(_home_path(one)), one.id))
        return []

    def group(self, name: str) -> tuple[Source, ...]:
        """Return the sources of a group; the case of its name does not matter."""
        wanted = name.casefold()
        return tuple(one for one in self if any(group.casefold() == wanted for group in one.groups))

    def groups(self) -> tuple[str, ...]:
        """Return the names of all groups, each once."""
        return tuple(sorted({group for source in self for group in source.groups}))

    def labelled(self, key: str, value: str | None = None) -> tuple[Source, ...]:
        """Return the sources that have a label, of any value or of this one."""
        return tuple(one for one in self if key in one.labels and value in (None, one.labels[key]))

    def search(self, words: str) -> tuple[Source, ...]:
        """Return the sources that have all words.

        Looked through are id, name, hosts, country (code and English name), languages, kind, scope,
        place, owner, groups and labels. Case does not matter, accents do; a word may be the
        beginning of a longer one. Sources whose name or id has them come first.
        """
        wanted = folded(words[:500]).split()
        found = [one for one in self if _has(_haystack(one), wanted)]
        return tuple(sorted(found, key=lambda one: (not _has(_names(one), wanted), one.id)))


def _ascii_host(host: str) -> str:
    """Return a host in lower case and, where it has other letters, in the form of the DNS."""
    host = host.rstrip(".").lower()
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _home_path(source: Source) -> str:
    """Return the path of a homepage up to its last slash: `/sport/` for `https://a.example/sport/start`."""
    path = urlsplit(source.homepage).path
    return path[: path.rfind("/") + 1] or "/"


def _names(source: Source) -> str:
    return folded(f"{source.id} {source.name}")


def _has(text: str, words: Iterable[str]) -> bool:
    """Tell whether a text has all words, each where one of its own begins; in scripts other than Latin anywhere."""
    return all(re.search(rf"(?<![^\W_]){re.escape(word)}", text) if word.isascii() else word in text for word in words)


def _haystack(source: Source) -> str:
    words = [
        source.country,
        COUNTRIES.get(source.country or ""),
        *source.languages,
        source.kind,
        source.scope,
        source.place,
        *source.groups,
    ]
    words += [source.owner.name if source.owner else None, *source.labels.values(), *source_hosts(source)]
    return f"{_names(source)} {folded(' '.join(word for word in words if word))}"


@cache
def catalogue() -> Registry:
    """Return the sources that ship with the package; none is harvested before it was chosen."""
    return Registry(load_folder(CATALOGUE, shipped=True))
