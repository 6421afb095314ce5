"""How attributions are judged by what people wrote down of the same pages."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

ROLES: Final = ("wire", "photo", "cited")
"""Roles in which a page names any number of organisations and persons; its publisher is exactly one."""

BINS: Final = 10
"""Parts of equal count that the entries are cut into by their confidence."""

NORMAL_95: Final = 1.959964
"""Standard deviations on either side that hold 95 % of a normal distribution."""

# An article before a name is no part of it.
_ARTICLE = re.compile(r"^(?:the|der|die|das|le|la|les|el|il|l) (?=\w)")

Row = Mapping[str, Any]


def key(name: object) -> str:
    """Return what two spellings of one name have in common: no case, accents, punctuation or leading article.

    >>> key("The Agence-France Présse") == key("agence france presse")
    True
    """
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", str(name or ""))).casefold()
    bare = "".join(letter for letter in text if not unicodedata.combining(letter))
    return _ARTICLE.sub("", " ".join(re.findall(r"\w+", bare)))


def keys(*names: object) -> frozenset[str]:
    """Return the keys of those of `names` that have one."""
    return frozenset(filter(None, map(key, names)))


def label_keys(label: Row) -> frozenset[str]:
    """Return the keys under which a label is found."""
    return keys(label["name"], label.get("as_written"), *(label.get("aliases") or ()))


def own_keys(found: Row) -> frozenset[str]:
    """Return the keys of an attribution that was read."""
    return keys(found.get("name"), found.get("as_written"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One name that was found, missed, or made up."""

    page: str
    role: str
    name: str
    evidence: str
    place: str
    """Where the label says it stands; of a false one, where it was found."""

    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """How far an entry was believed, and whether that was justified."""

    role: str
    confidence: float
    right: bool


@dataclass(slots=True, kw_only=True)
class Verdict:
    """What came of all pages."""

    pages: int = 0
    found: list[Entry] = field(default_factory=list)
    """Labels that were read; what was read of the page counts once, however often it is said."""

    missed: list[Entry] = field(default_factory=list)
    false: list[Entry] = field(default_factory=list)
    beliefs: list[Belief] = field(default_factory=list)

    def role(self, name: str) -> Tally:
        """Return what was counted of one role."""
        counted = (sum(one.role == name for one in entries) for entries in (self.found, self.false, self.missed))
        return Tally(*counted)

    def add(self, labels: Row, attributions: Sequence[Row], *, language: str) -> None:
        """Judge what was read of one page, `attributions`, by its `labels`; pages without any are passed over.

        Right is whose name, or spelling, is that of a label of the same role. What is only like an optional label, and
        an optional label that nothing is like, count neither way.
        """
        if labels.get("attributions") is None:
            return
        self.pages += 1
        self._publisher(labels, [one for one in attributions if one["role"] == "publisher"], language)
        for role in ROLES:
            of_role = [one for one in labels["attributions"] if one["role"] == role]
            self._role(str(labels["id"]), role, of_role, [one for one in attributions if one["role"] == role], language)

    def _publisher(self, labels: Row, found: Sequence[Row], language: str) -> None:
        label = labels["publisher"]
        known = keys(label["name"], *(label.get("aliases") or ()))
        right = any(known & own_keys(one) for one in found)
        entry = _entry(labels["id"], "publisher", label, "", language)
        (self.found if right else self.missed).append(entry)
        if found and not right:
            self.false.append(_entry(labels["id"], "publisher", found[0], found[0].get("found_in"), language))
        self.beliefs.extend(Belief(role="publisher", confidence=one["confidence"], right=right) for one in found)

    def _role(self, page: str, role: str, labels: Sequence[Row], found: Sequence[Row], language: str) -> None:
        told = [label_keys(one) for one in labels]
        met: set[int] = set()
        for one in found:
            like = [number for number, forms in enumerate(told) if forms & own_keys(one)]
            due = [number for number in like if not labels[number].get("optional")]
            met.update(due)
            if due or not like:
                self.beliefs.append(Belief(role=role, confidence=one["confidence"], right=bool(due)))
            if not like:
                self.false.append(_entry(page, role, one, one.get("found_in"), language))
        for number, label in enumerate(labels):
            if not label.get("optional"):
                entry = _entry(page, role, label, label.get("found_in"), language)
                (self.found if number in met else self.missed).append(entry)


def _entry(page: str, role: str, said: Row, place: object, language: str) -> Entry:
    evidence = str(said.get("evidence") or "")
    return Entry(
        page=page, role=role, name=str(said["name"]), evidence=evidence, place=str(place or "?"), language=language
    )


# ---------------------------------------------------------------- figures


@dataclass(frozen=True, slots=True)
class Tally:
    """Names of one role: right, made up, missed."""

    right: int
    false: int
    missed: int

    @property
    def precision(self) -> float | None:
        """Share of what was read that is right; None where nothing was read."""
        return share(self.right, self.right + self.false)

    @property
    def recall(self) -> float | None:
        """Share of what stands on the pages that was read; None where nothing does."""
        return share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of the two."""
        return share(2 * self.right, 2 * self.right + self.false + self.missed)


def share(part: int, whole: int) -> float | None:
    """Return `part` of `whole`; None of nothing."""
    return part / whole if whole else None


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927), which stays within 0 and 1 and is not empty at either.

    >>> [round(end, 3) for end in wilson(95, 100)]
    [0.888, 0.978]
    """
    if not whole:
        return 0.0, 1.0
    rate, square = part / whole, NORMAL_95**2
    middle = rate + square / (2 * whole)
    reach = NORMAL_95 * (rate * (1 - rate) / whole + square / (4 * whole**2)) ** 0.5
    scale = 1 + square / whole
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Entries of about the same confidence."""

    count: int
    lowest: float
    highest: float
    confidence: float
    """Mean of what they were given."""

    right: float
    """Share of them that is right."""


def bins(beliefs: Sequence[Belief], *, count: int = BINS) -> list[Bin]:
    """Return `beliefs` in `count` bins of equal size, the least believed first; fewer where there are fewer entries.

    Where a border cuts through entries of the same confidence, the right ones among them are shared out evenly: which
    of them came first says nothing.
    """
    ordered = sorted(one.confidence for one in beliefs)
    told = Counter(one.confidence for one in beliefs)
    right = Counter(one.confidence for one in beliefs if one.right)
    count = min(count, len(ordered))
    cuts = [round(number * len(ordered) / count) for number in range(count + 1)] if count else [0]
    made = []
    for start, end in pairwise(cuts):
        part = ordered[start:end]
        share_right = sum(right[one] / told[one] for one in part) / len(part)
        mean = sum(part) / len(part)
        made.append(Bin(count=len(part), lowest=part[0], highest=part[-1], confidence=mean, right=share_right))
    return made


def calibration_error(reliability: Iterable[Bin]) -> float | None:
    """Return the expected calibration error: how far confidence and share of right ones are apart, over all entries."""
    reliability = list(reliability)
    total = sum(one.count for one in reliability)
    if not total:
        return None
    return sum(one.count * abs(one.confidence - one.right) for one in reliability) / total
