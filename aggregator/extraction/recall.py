"""What is known of a page's site, as the reading of the page asks for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

from lxml.html import HtmlElement

from aggregator.article import Block
from aggregator.claim import Claim
from aggregator.extraction.container import find_container
from aggregator.extraction.walk import Walk
from aggregator.habits import ASKING, Habits, line_key

T = TypeVar("T")

DISTRUSTED: Final = 0.6
"""Share of a text from which on, being left out, it is what is known that is doubted: reports made from a template
share more than what differs."""

SHOWN: Final = 80
"""Characters of a line that are kept for people."""

LEAST_HELD: Final = 150.0
"""Letters of running text that an element must hold to be taken because texts of its site stand in such."""

LEAST_SHARE: Final = 0.1
"""The same, as a share of what the element holds that would be read otherwise."""

MOST_OF: Final = 0.5
"""The share from which on that element holds the text, and the one around it the rest of the text."""


class Recall:
    """The habits of a page's site, and which of them made a difference to the page."""

    def __init__(self, habits: Habits | None) -> None:
        """Recall `habits`; None where nothing was learnt."""
        self.habits = habits
        self.left_out: dict[int, str] = {}
        """Key → beginning of each line that was left out of the text."""

        self.own_container: str | None = None
        """Signature of the element that the page by itself would be read from."""

        self.container: str | None = None
        """Signature of the element that was taken instead, because texts of the site stand in such."""

        self.affixes: dict[str, None] = {}
        """What was taken off titles."""

        self.places: dict[str, None] = {}
        """Field and place of claims that were believed less."""

    @property
    def told(self) -> tuple[str, ...]:
        """What made a difference, in an order that does not depend on how the page was read; () for nothing."""
        return (
            *(f"line {key}" for key in sorted(self.left_out)),
            *([f"container {self.container}"] if self.container else []),
            *sorted(f"affix {one}" for one in self.affixes),
            *sorted(f"place {one}" for one in self.places),
        )

    def provenance(self, places: Mapping[str, str]) -> dict[str, str]:
        """Return the places of fields to which it made a difference, and what."""
        said = []
        if self.container is not None:
            said.append("where texts of the site stand")
        if self.left_out:
            said.append(f"without {len(self.left_out)} that stand on other pages")
        return {"body": f"{places['body']} ({', '.join(said)})"} if said and "body" in places else {}

    def explained(self) -> list[tuple[str, str, float]]:
        """Return what made a difference, for people: what, why, and on which share of the site's articles it stood."""
        habits = self.habits
        if habits is None:
            return []
        told = [
            (text, f"left out: stood on {habits.furniture[key]} pages", habits.furniture[key] / habits.articles)
            for key, text in self.left_out.items()
        ]
        if self.container is not None:
            share = habits.containers[self.container] / habits.weight
            told.append(
                (self.container, f"texts of the site stand in it, this page alone: {self.own_container}", share)
            )
        told.extend((affix, "titles of the site carry it", self._share_of(affix, habits)) for affix in self.affixes)
        return told

    @staticmethod
    def _share_of(affix: str, habits: Habits) -> float:
        return max(habits.affixes.get(f"{place} {affix}", 0.0) for place in ("start", "inner", "end")) / habits.weight

    # ---------------------------------------------------------------- the text

    def find_container(self, seen: Walk, weights: Sequence[float], headline: int | None = None) -> int | None:
        """Return the number of the node to read the text from: the one that `container.find_container` finds.

        A node of the kind that texts of the site stand in is taken instead of one elsewhere that is of no such kind.
        """
        best = find_container(seen, weights, headline)
        if best is None:
            return None
        self.own_container = signature(seen.nodes[best].element)
        habits = self.habits
        usual = habits.container if habits is not None else None
        if habits is None or usual is None or self.own_container == usual:
            return best
        if self.own_container is not None and habits.holds_text(self.own_container):
            return best
        have = _held(seen, best, weights)
        most, found = max(LEAST_HELD, LEAST_SHARE * have), None
        start = usual.partition(" ")[0]
        for number, node in enumerate(seen.nodes):
            if node.first < node.end and _name(node.element) == start and signature(node.element) == usual:
                held = _held(seen, number, weights)
                if held > most:
                    most, found = held, number
        if found is None or found in seen.holders(best) or (most > MOST_OF * have and best in seen.holders(found)):
            return best  # how far a text reaches, its own page knows better
        self.container = usual
        return found

    def kept(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return `blocks` without what stands in the texts of other articles of the site as well."""
        habits = self.habits
        if habits is None or not habits.furniture:
            return blocks
        found: dict[int, int] = {}
        for number, block in enumerate(blocks):
            if block.kind != "table_row":
                key, length = line_key(block.text)
                if length in habits.lengths and key in habits.furniture:
                    found[number] = key
        found = _at_edges(blocks, found, habits)
        if not found:
            return blocks
        whole = sum(len(block.text) for block in blocks)
        if sum(len(blocks[number].text) for number in found) > DISTRUSTED * whole:
            return blocks
        for number, key in found.items():
            self.left_out[key] = blocks[number].text[:SHOWN]
        kept = [block for number, block in enumerate(blocks) if number not in found]
        if len(blocks) - 1 in found:
            while kept and kept[-1].kind == "heading":  # what it headed was left out
                kept.pop()
        return tuple(kept) or blocks

    # ---------------------------------------------------------------- titles, dates, writers

    def is_ending(self, words: str, *, inner: bool = False) -> bool:
        """Tell whether the last part of a title (`inner`: the part before it) is the site's or a section's name."""
        if self.habits is None:
            return False
        return self._is_affix(words, self.habits.inner_endings if inner else self.habits.endings)

    def is_beginning(self, words: str) -> bool:
        """Tell whether the first part of a title is the site's or a section's name."""
        return self.habits is not None and self._is_affix(words, self.habits.beginnings)

    def _is_affix(self, words: str, known: frozenset[str]) -> bool:
        if words.casefold() not in known:
            return False
        self.affixes[words.casefold()] = None
        return True

    def believed(self, field: str, claims: tuple[Claim[T], ...]) -> tuple[Claim[T], ...]:
        """Return the claims for a field, each believed as the record of its place on the site is."""
        if self.habits is None or not self.habits.places:
            return claims
        heard = []
        for claim in claims:
            name = f"{field} {claim.place}"
            more = self.habits.trust(name)
            if more < 0:
                self.places[name] = None
            heard.append(Claim(value=claim.value, place=claim.place, belief=max(0.0, claim.belief + more)))
        return tuple(heard)


_DIGITS: Final = re.compile(r"\d+")
MOST_NAMES: Final = 3
"""Classes of an element that count; the further ones tell its looks or its topic."""

NEAREST: Final = 4
"""Levels up to which an element without class and id is known by those around it."""


def signature(element: HtmlElement) -> str | None:
    """Return by what an element is known on other pages of its site: its name and that of the next named one around.

    Numbers are left out, since they differ from page to page (`post-1234`). None where nothing around it has a name.
    """
    own = _name(element)
    around: HtmlElement | None = element.getparent()
    for _ in range(NEAREST):
        if around is None or around.tag in ("body", "html"):
            break
        name = _name(around)
        if name != around.tag:
            return f"{own} < {name}"
        around = around.getparent()
    return own if own != element.tag else None


def _name(element: HtmlElement) -> str:
    """Return tag, classes and id of an element, without what differs from page to page."""
    name = str(element.tag)
    classes, ident = element.get("class"), element.get("id")
    if classes:
        name = ".".join([name, *[one for one in classes.split()[:MOST_NAMES] if not _DIGITS.search(one)]])
    if ident:
        name = f"{name}#{_DIGITS.sub('', ident[:80])}"
    return name[:120]


def _held(seen: Walk, number: int, weights: Sequence[float]) -> float:
    return sum(weights[seen.nodes[number].first : seen.nodes[number].end])


def _at_edges(blocks: Sequence[Block], found: Mapping[int, int], habits: Habits) -> dict[int, int]:
    """Return of `found` (number of a block → key) what is furniture where it stands, too.

    Inside a text a line that repeats may be a format's: "Ingredients", "Half-time". So only what asks or names the site
    is left out there; else what stands before or behind all that is the article's own, and heads none of it.
    """
    first, last = 0, len(blocks)
    while first in found:
        first += 1
    while first and blocks[first - 1].kind == "heading":
        first -= 1
    while last - 1 in found:
        last -= 1
    return {
        number: key
        for number, key in found.items()
        if number < first or number >= last or habits.lines[key].marks & ASKING
    }
