"""What the pages of one site have in common, learnt page by page and forgotten when it is no longer so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final, NamedTuple
from zlib import crc32

LABEL: Final = 1
"""It does not end as a sentence: `Share this article`, `1,204 views`."""

ASKING: Final = 2
"""It names the site itself, an address or a service that readers are sent to; looked for at the edge only."""

EDGE: Final = 4
"""It stood first in the text, or behind all of it."""

LISTED: Final = 8
"""It is a heading or an entry of a list: `What happened`, `Salt and pepper` may well stand on many pages."""


class Seen(NamedTuple):
    """One line of the text of an article."""

    key: int
    """See `line_key`."""

    length: int
    """Characters, as `line_key` takes them."""

    marks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What one reading of one article tells of its site: a few hundred bytes, that cross to whoever learns."""

    article: int
    """By what the article is known: the same one, read again, teaches nothing."""

    lines: tuple[Seen, ...] = ()
    """Lines of its text, and those that were left out of it."""

    left_out: tuple[tuple[int, str], ...] = ()
    """Key and beginning of what was left out of its text because it stands on other pages."""

    container: str | None = None
    """Signature of the element that the page by itself would be read from."""

    affixes: tuple[str, ...] = ()
    """What stands before and behind separators in its titles: place (`start`, `inner`, `end`), then the words."""

    named: tuple[str, ...] = ()
    """The same for the title that was chosen."""

    held: tuple[str, ...] = ()
    """Field and place (`published_at meta date`) of each claim that others on the page bear out."""

    failed: tuple[str, ...] = ()
    """Field and place of each claim that is at odds with what others on the page bear out."""

    credits: tuple[str, ...] = ()
    """Whom it credits with its text and pictures (see `attribution.support.credit_key`)."""


class Known(NamedTuple):
    """What is known of one line of a site."""

    articles: int
    """Different articles in whose text it stood, or would have stood had it not been left out."""

    first: int
    """Number of the first of them, counted from 1."""

    last: int
    marks: int
    length: int


FADES: Final = 0.97
"""What is left of an article's weight with the next one: after a redesign the new shape prevails within some twenty
articles, and what a site does on one page in ten is still known."""

MOST_LINES: Final = 800
"""Lines remembered of a site. An article brings twenty new ones: those of the last forty articles are known."""

SINGLE_FOR: Final = 40
"""Articles after which a line that stood on one page only is forgotten."""

KNOWN_FOR: Final = 100
"""Articles after which a line that no longer stands anywhere is forgotten."""

MOST_ARTICLES: Final = 250
"""Articles told apart: more than those whose lines are remembered."""

MOST_NAMED: Final = 30
"""Containers, affixes and places remembered of a site, each; sites have a handful."""

MOST_CREDITS: Final = 80
"""Agencies and photographers remembered of a site: those of its last articles."""

NEAR_COPY: Final = 0.4
"""Share of an article's text from which on, known from one other page, it is the same article again under another
address, its update, or made from the same template. Shared furniture of short articles comes to .35."""

BELOW: Final = 0.65
"""The same where what is known stands below the text and looks like furniture: an update has another lead and the same
text below it, but no promotions in that."""

TIDIED_EVERY: Final = 16
"""Articles after which everything is weighed again, not only what the last page touched."""


@dataclass(frozen=True, kw_only=True)
class Habits:
    """What was learnt of a site."""

    articles: int = 0
    """Different articles that taught it."""

    version: int = 0
    """Counts up whenever pages would be read otherwise."""

    lines: Mapping[int, Known] = field(default_factory=dict)
    """Key → what is known of the line."""

    furniture: Mapping[int, int] = field(default_factory=dict)
    """Key → articles, of the lines that are left out of texts."""

    texts: Mapping[int, str] = field(default_factory=dict)
    """Key → beginning of a line that was left out of a text: for people."""

    containers: Mapping[str, float] = field(default_factory=dict)
    """Signature → weight of the articles whose text stood in such an element; the newest counts 1."""

    affixes: Mapping[str, float] = field(default_factory=dict)
    """Place and words → weight of the articles in whose titles they stood."""

    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """Field and place → weight of the articles on which it held, and on which it failed."""

    credits: Mapping[str, float] = field(default_factory=dict)
    """Role and whom → weight of the articles that credit them so: how sure a credit is, not how pages are read."""

    read: tuple[int, ...] = ()
    """The newest articles that taught."""

    @cached_property
    def weight(self) -> float:
        """What all articles together weigh."""
        return (1 - FADES**self.articles) / (1 - FADES)

    @cached_property
    def lengths(self) -> frozenset[int]:
        """Lengths of the furniture: lines of other lengths need not be looked up."""
        return frozenset(self.lines[key].length for key in self.furniture)

    @cached_property
    def container(self) -> str | None:
        """Signature of the element that most texts of the site stand in; None where no kind prevails."""
        signature = max(self.containers, key=lambda one: self.containers[one], default=None)
        if signature is None or self.containers[signature] < max(ENOUGH - 0.5, PREVAILS * self.weight):
            return None
        return signature

    def holds_text(self, signature: str) -> bool:
        """Tell whether texts of the site are known to stand in such elements, besides others."""
        weight = self.containers.get(signature, 0.0)
        return weight > 1.5 and weight >= 0.1 * self.weight

    @cached_property
    def endings(self) -> frozenset[str]:
        """What stands behind the last separator of titles and is no part of them, without case."""
        return self._affixes("end ", USUAL)

    @cached_property
    def inner_endings(self) -> frozenset[str]:
        """What stands between two separators at the end of titles: sections, mostly."""
        return self._affixes("inner ", NOW_AND_THEN)

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """What stands before the first separator of titles and is no part of them."""
        return self._affixes("start ", USUAL)

    @property
    def usual_credits(self) -> tuple[str, ...]:
        """Role and whom of the credits that come again and again, the most frequent first."""
        usual = [(-weight, key) for key, weight in self.credits.items() if weight >= ENOUGH - 0.5]
        return tuple(key for _, key in sorted(usual))

    def _affixes(self, place: str, share: float) -> frozenset[str]:
        least = max(ENOUGH - 0.5, share * self.weight)
        return frozenset(
            name.removeprefix(place)
            for name, weight in self.affixes.items()
            if weight >= least and name.startswith(place)
        )

    def trust(self, claim: str) -> float:
        """Return how much is added to the belief in a field's place: it is taken off where it mostly failed."""
        held, failed = self.places.get(claim, (0.0, 0.0))
        return DOUBT if held + failed >= ENOUGH - 0.5 and failed > held else 0.0

    def concerns(self, seen: Observation) -> bool:
        """Tell whether the page of an observation might be read otherwise with these habits in mind."""
        left_out = {key for key, _ in seen.left_out}
        if any(one.key in self.furniture and one.key not in left_out for one in seen.lines):
            return True
        unusual = self.container is not None and seen.container not in (None, self.container)
        if unusual and seen.container is not None and not self.holds_text(seen.container):
            return True
        ends = {f"start {one}" for one in self.beginnings} | {f"end {one}" for one in self.endings}
        return not ends.isdisjoint(seen.named) or any(self.trust(name) < 0 for name in (*seen.held, *seen.failed))

    @cached_property
    def beliefs(self) -> Habits:
        """What is needed to read pages, without what is needed to learn further."""
        used = {key: self.lines[key] for key in self.furniture}
        return replace(self, lines=used, texts={}, credits={}, read=())


ENOUGH: Final = 3
"""Articles without which nothing is believed of a site (weights fade, so three weigh a little less)."""

DOUBT: Final = -0.3
"""What is taken off a place that mostly failed: it still counts where no other one says anything."""

PREVAILS: Final = 0.5
"""Share of articles from which on a kind of container is the site's."""

USUAL: Final = 0.5
"""Share of titles from which on their first or last part is the site's: `Live`, `Analysis` stand on fewer."""

NOW_AND_THEN: Final = 0.05
"""Share of titles from which on the part before the last is a section."""


def line_key(text: str) -> tuple[int, int]:
    """Return by what a line is recognised, and its length; the number in a counter stands for any other.

    A label with a colon or with two numbers tells something (`Dead: 12`, a result): only the same one is the same.

    32 bits, and the length: where a site has a hundred lines of furniture, less than one page in a million has another
    line that is taken for one of them.

    >>> line_key("1,204 views") == line_key("7,310 views")
    True
    >>> line_key("It cost 12 million.") == line_key("It cost 13 million.") or line_key("Dead: 2") == line_key("Dead: 3")
    False
    """
    if len(text) <= LONGEST_LABEL and text[-1] not in SENTENCE_ENDS and ":" not in text and "：" not in text:
        counted, numbers = _NUMBER.subn("0", text)
        text = counted if numbers == 1 else text
    return crc32(text.encode("utf-8", "surrogatepass")), len(text)


LONGEST_LABEL: Final = 120
"""Characters up to which a line that is no sentence is a label."""

SENTENCE_ENDS: Final = frozenset('.!?…。！？؟।։۔።။។"”»’')
"""With these ends a line that is a sentence; what ends with a bracket is a label (`Comments (12)`)."""

_NUMBER: Final = re.compile(r"\d[\d.,]*")


def learn(habits: Habits, seen: Observation) -> Habits:
    """Return `habits` with what one more article tells; themselves where it tells nothing new."""
    if seen.article in habits.read:
        return habits
    read = (*habits.read[1 - MOST_ARTICLES :], seen.article)
    if _is_near_copy(habits, seen.lines):
        return replace(habits, read=read)
    number = habits.articles + 1
    lines = dict(habits.lines)
    for one in seen.lines:
        known = lines.get(one.key)
        if known is None:
            lines[one.key] = Known(1, number, number, one.marks, one.length)
        elif known.last < number:
            lines[one.key] = Known(known.articles + 1, known.first, number, _joined(known.marks, one.marks), one.length)
    tidied = number % TIDIED_EVERY == 0 or len(lines) > MOST_LINES
    if tidied:
        lines = _tidied(lines, number)
    asked = [key for key in (lines if tidied else [one.key for one in seen.lines]) if lines[key].articles > 1]
    furniture = {} if tidied else {key: count for key, count in habits.furniture.items() if key not in asked}
    furniture |= {key: lines[key].articles for key in asked if is_furniture(lines[key], number)}
    texts = {key: text for key, text in (*habits.texts.items(), *seen.left_out) if key in furniture}
    learnt = Habits(
        articles=number,
        version=habits.version,
        lines=lines,
        furniture=furniture,
        texts=texts,
        containers=_faded(habits.containers, [seen.container] if seen.container else []),
        affixes=_faded(habits.affixes, seen.affixes),
        places=_places(habits.places, seen),
        credits=_faded(habits.credits, seen.credits, most=MOST_CREDITS),
        read=read,
    )
    return replace(learnt, version=habits.version + 1) if _beliefs(learnt) != _beliefs(habits) else learnt


def is_furniture(line: Known, articles: int) -> bool:
    """Tell whether a line of a site stands on so many of its pages that it is no article's own.

    Three different articles are the least, and the more the line looks like part of a text, the more of the pages
    since it first came must have it: the background that follow-ups repeat, the introduction of a series and the
    headings of a format stand on some. Of two pages that are all there are, only what asks or labels at the edge
    of the text is taken for furniture.
    """
    since = articles - line.first + 1
    share = line.articles / since
    if line.articles < ENOUGH:
        few = line.articles == 2 and since <= ENOUGH
        return few and bool(line.marks & (LABEL | ASKING)) and line.marks & (EDGE | LISTED) == EDGE
    if line.marks & LISTED:
        return line.articles > ENOUGH and share >= 0.5
    if line.marks & (LABEL | ASKING):
        return share >= 0.15
    return line.length >= SHORT and share >= (0.6 if line.articles < 2 * ENOUGH else 0.3)


SHORT: Final = 40
"""Characters below which a sentence that repeats is a formula of a format ("Serve hot.") rather than furniture."""


def _joined(known: int, marks: int) -> int:
    """Return the marks of a line that stands on a further page: kinds hold wherever seen, the edge only everywhere."""
    return ((known | marks) & ~EDGE) | (known & marks & EDGE)


def _is_near_copy(habits: Habits, lines: Sequence[Seen]) -> bool:
    """Tell whether much of an article's text is known from another page and is no furniture.

    More of it may be known where all that is stands behind the rest and some of it asks or labels: boxes below a
    short article.
    """
    new = sum(one.length for one in lines if one.key not in habits.lines)
    shared = [one for one in lines if one.key in habits.lines]
    counted = sum(one.length for one in shared if one.key not in habits.furniture)
    if counted <= NEAR_COPY * (new + counted):
        return False
    known = [one.key in habits.lines for one in lines]
    asking = sum(1 for one in shared if one.marks & (LABEL | ASKING) or one.key in habits.furniture)
    below = known == sorted(known) and 3 * asking >= len(shared)
    return not below or new < (1 - BELOW) * sum(one.length for one in lines)


def _tidied(lines: Mapping[int, Known], number: int) -> dict[int, Known]:
    """Return the lines that are still to be known, those seen last and most often first where there are too many."""
    kept = {
        key: one for key, one in lines.items() if number - one.last < (SINGLE_FOR if one.articles == 1 else KNOWN_FOR)
    }
    if len(kept) <= MOST_LINES:
        return kept
    ordered = sorted(kept.items(), key=lambda pair: (pair[1].articles == 1, -pair[1].last))
    return dict(ordered[: MOST_LINES * 3 // 4])


def _faded(weights: Mapping[str, float], seen: Iterable[str], *, most: int = MOST_NAMED) -> Mapping[str, float]:
    """Return `weights` an article later, with what that one has."""
    now = {name: weight * FADES for name, weight in weights.items()}
    for name in dict.fromkeys(seen):
        now[name] = now.get(name, 0.0) + 1.0
    if len(now) > most:
        now = dict(sorted(now.items(), key=lambda pair: -pair[1])[: most // 2])
    return now


def _places(places: Mapping[str, tuple[float, float]], seen: Observation) -> Mapping[str, tuple[float, float]]:
    now = dict(places)
    for names, held, failed in ((seen.held, 1.0, 0.0), (seen.failed, 0.0, 1.0)):
        for name in names:
            before = now.get(name, (0.0, 0.0))
            now[name] = before[0] * FADES + held, before[1] * FADES + failed
    return dict(list(now.items())[-MOST_NAMED:])


def _beliefs(habits: Habits) -> tuple[object, ...]:
    """Return all that decides how pages are read."""
    return (
        habits.furniture.keys(),
        habits.container,
        habits.endings,
        habits.inner_endings,
        habits.beginnings,
        {name for name in habits.places if habits.trust(name) < 0},
    )
