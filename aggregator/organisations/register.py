"""The register of organisations: who they are, found by id, host and name."""

from __future__ import annotations

import copy
import functools
import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from pathlib import Path

from aggregator.errors import UsageError
from aggregator.organisations.entries import read_entries, read_shipped
from aggregator.organisations.names import Names, folded, nearest
from aggregator.organisations.organisation import Mention, Organisation
from aggregator.organisations.own import OWN_FILES, own_files


class Register:
    """All known organisations, found by id, host and name; immutable."""

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        self._by_id: dict[str, Organisation] = {}
        self._by_host: dict[str, Organisation] = {}
        self._near: frozenset[str] = frozenset()
        self._country: str | None = None
        for organisation in organisations:
            self._by_id[organisation.id] = organisation
            for host in organisation.domains:
                self._by_host.setdefault(host, organisation)
        self._names = Names(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Organisation]:
        return iter(self._by_id.values())

    def beside(self, mentions: Iterable[Mention], *, country: str | None = None) -> Register:
        """Return the same register for a text with these `mentions`: a shared name means the one named there in full.

        `Central News Agency` or `Focus Taiwan` in an article settles whose `CNA` is; `country` does where a
        question names none itself.
        """
        near = frozenset(
            one.organisation.id
            for one in mentions
            if one.organisation.id in self._names.shared
            and not one.doubtful
            and one.cased
            and (one.plain or " " in one.text)
        )
        if (near, country) == (self._near, self._country):
            return self
        found = copy.copy(self)
        found._near, found._country = near, country
        return found

    def get(self, organisation_id: str) -> Organisation | None:
        """Return the organisation with this id."""
        return self._by_id.get(organisation_id)

    def named(self, text: str) -> tuple[Organisation, ...]:
        """Return all organisations that `text`, taken whole, is a name of, each once."""
        return tuple({form.organisation.id: form.organisation for form in self._names.whole(text)}.values())

    def by_host(self, host: str | None) -> Organisation | None:
        """Return whose site `host` is: its own host, or one above it (`edition.cnn.com` → `cnn.com`)."""
        rest = (host or "").lower().strip(".")
        if rest.startswith("hosted."):
            return None  # an agency's pages under the name of the paper that ordered them
        while "." in rest:
            if (found := self._by_host.get(rest)) is not None:
                return found
            rest = rest.partition(".")[2]
        return None

    def by_label(self, label: str) -> Organisation | None:
        """Return the first organisation one of whose hosts begins with `label` (`harbourpost` → `harbourpost.com`)."""
        return self._by_label.get(label)

    @functools.cached_property
    def _by_label(self) -> dict[str, Organisation]:
        found: dict[str, Organisation] = {}
        for organisation in self:
            for host in organisation.domains:
                found.setdefault(host.partition(".")[0], organisation)
        return found

    def by_name(
        self, text: str, *, country: str | None = None, plain_only: bool = False, decided: bool = False
    ) -> Organisation | None:
        """Return the organisation that `text`, taken whole, names: the one of `country` where several share it.

        A parenthesis behind the name does not matter (`Voice of America (VOA)`). `plain_only` refuses
        names that are plain only in certain places; `decided` those that may as well mean another.
        """
        text = text.strip()[:200]
        forms = self._names.whole(text)
        forms = [form for form in forms if form.plain] if plain_only else forms
        if not forms:
            return None
        form, doubtful = nearest(forms, text, country or self._country, self._near)
        return None if decided and doubtful else form.organisation

    def find(self, text: str, *, country: str | None = None) -> list[Mention]:
        """Return the names that stand in `text`, from left to right, the longest at each place, none overlapping.

        Case does not keep a name from being found, but a mention is `plain` only if it is `cased`. An article
        in small letters before a name that begins with one is not part of the mention (`the Guardian`).
        """
        return self._names.find(text, country=country or self._country, near=self._near)

    def find_each(self, texts: Iterable[str], *, country: str | None = None) -> list[list[Mention]]:
        """Return what `find` returns for each of `texts`."""
        country = country or self._country
        return [self._names.find(text, country=country, near=self._near) for text in texts]

    def search(self, text: str) -> tuple[Organisation, ...]:
        """Return the organisations one of whose names, hosts or id has `text` in it; the closest first.

        Case and accents do not matter. Up to three letters must be a word of their own: `AP` is not in `Japan`.
        """
        wanted = _bare(text)
        if not wanted:
            return ()
        ranked = [
            (rank, organisation.name.casefold(), organisation)
            for organisation, names in self._searchable
            if (rank := min(filter(None, (_rank(wanted, name) for name in names)), default=None)) is not None
        ]
        return tuple(organisation for *_, organisation in sorted(ranked, key=lambda one: one[:2]))

    @functools.cached_property
    def _searchable(self) -> list[tuple[Organisation, list[str]]]:
        return [
            (one, [_bare(name) for name in (one.name, *one.aliases, *one.short, *one.domains, one.id)]) for one in self
        ]


def _bare(text: str) -> str:
    """Return the words of `text` without case and accents: `Süddeutsche` → `suddeutsche`."""
    return folded("".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one)))


_SHORT_QUESTION = 3
"""Letters of a question that is looked for as a whole word; signs of Chinese, Japanese and Korean say more each."""


def _rank(wanted: str, name: str) -> tuple[int, int] | None:
    """Return how far `name` is from `wanted`: the same, whole words of it, a part of it; None where it is not in it."""
    if wanted == name:
        return 0, 0
    if f" {wanted} " in f" {name} ":
        return 1, len(name)
    if wanted in name and (len(wanted) > _SHORT_QUESTION or not wanted.isascii()):
        return 2, len(name)
    return None


def read_register(*files: Path, shipped: bool = True) -> Register:
    """Return the shipped register with the entries of `files`; one with a known id extends what it stands for.

    A file is TOML: `kind` and `evidence` at its top hold for every new `[[organisation]]` that does not say
    otherwise. Raises `UsageError`, in one sentence, where a file cannot be used.
    """
    entries = dict(_shipped()) if shipped else {}
    for path in files:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise UsageError(f"{path}: the register of organisations cannot be read ({reason}).") from None
        entries.update({one.id: one for one in read_entries(text, str(path), entries)})
    return Register(entries.values())


@functools.cache
def _shipped() -> Mapping[str, Organisation]:
    """Return the shipped organisations by id."""
    folder = resources.files("aggregator.organisations")
    texts = [
        file.read_text(encoding="utf-8")
        for file in sorted(folder.iterdir(), key=lambda one: one.name)
        if file.name.endswith(".toml")
    ]
    return {one.id: one for text in texts for one in read_shipped(text)}


def register(environ: Mapping[str, str] = os.environ) -> Register:
    """Return the shipped register with the user's own files (see `own`), read once (about a tenth of a second).

    Raises `UsageError`, in one sentence, where one of them cannot be used.
    """
    return _read_once(environ.get(OWN_FILES, ""))


@functools.cache
def _read_once(files: str) -> Register:
    return read_register(*own_files({OWN_FILES: files}))
