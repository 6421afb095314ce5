"""How much two texts have in common, in figures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from aggregator.article import Article, Block
from aggregator.dedup.alignment import Run, gaps, runs
from aggregator.dedup.fingerprint import SHINGLE_UNSPACED, WORD, shingle_size
from aggregator.dedup.furniture import moves_by_itself
from aggregator.dedup.quotations import quoted

LONGEST = 60_000
"""Characters of an article that are compared; a long read has 30,000."""

_WORD = re.compile(WORD)


@dataclass(frozen=True, slots=True)
class Text:
    """An article's words, prepared to be compared."""

    words: tuple[str, ...]
    """As `fingerprint.words` gives them, without paragraphs that move by themselves."""

    own: tuple[bool, ...]
    """For each word, whether it stands outside of quotations."""

    telling: tuple[bool, ...]
    """For each word, whether it is a number or written with a capital: what moulds are filled with."""

    weight: float
    """How many words of a spaced script one of these is worth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What two texts, a shorter and a longer one, have in common."""

    shared: float
    """Words of the shorter one that stand in runs of both."""

    containment: float
    """Part of the shorter one that the longer one carries, 0 to 1."""

    similarity: float
    """Part of the longer one that the shorter one carries, 0 to 1."""

    own_shared: float
    """Shared words that stand outside of quotations in both."""

    own_containment: float
    """Part of the shorter one's words outside of quotations that the longer one carries, 0 to 1."""

    begins: float
    """Where the common part begins, but for a fifth of it, in the text where it begins sooner: 0 (its
    start) to 1 (its end)."""

    numbers_kept: int
    """Numbers within shared runs."""

    numbers_changed: int
    """Numbers that stand in the place of another number."""

    names_changed: int
    """Different pairs of capitalised words, not two spellings of one, that stand in each other's place."""

    replaced: int
    """Places at which a few words stand instead of a few others, misprints not counted."""


def prepare(article: Article) -> Text:
    """Return the words of `article`'s body, at most `LONGEST` characters of it."""
    raw: list[str] = []
    own: list[bool] = []
    left = LONGEST
    for block in article.blocks:
        if left <= 0:
            break
        text = block.text[:left]
        left -= len(text)
        if moves_by_itself(text):
            continue
        for start, end, is_own in _parts(len(text), quoted(Block(kind=block.kind, text=text))):
            found = _WORD.findall(unicodedata.normalize("NFKC", text[start:end]))
            raw += found
            own += [is_own] * len(found)
    words = tuple(word.casefold() for word in raw)
    telling = tuple(word[0].isupper() or word[0].isdigit() for word in raw)
    # 2 characters of Chinese or Japanese, 4 of Thai say about as much as one word.
    weight = 0.45 if shingle_size(words) == SHINGLE_UNSPACED else 1.0
    return Text(words, tuple(own), telling, weight)


def _parts(length: int, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """Yield start, end and whether it is outside of `spans`, for all parts of a text of this length."""
    at = 0
    for start, end in spans:
        yield at, start, True
        yield start, end, False
        at = end
    yield at, length, True


def shingles(text: Text) -> frozenset[tuple[str, ...]]:
    """Return all shingles of a text: a quick look at whether a closer one is worth it."""
    size = shingle_size(text.words)
    return frozenset(zip(*(text.words[start:] for start in range(size)), strict=False))


def compare(first: Text, second: Text) -> Likeness:
    """Return what two texts have in common; which is given first makes no difference."""
    if _rank(first) > _rank(second):
        first, second = second, first
    least = shingle_size(first.words)
    found = runs(first.words, second.words)
    # A shorter run is chance, unless it only bridges a small replacement between longer ones.
    solid = [run for run in found if run.length >= least] if len(first.words) >= least else found
    shared = sum(run.length for run in solid)
    own_shared = sum(
        first.own[run.first + step] and second.own[run.second + step] for run in solid for step in range(run.length)
    )
    own = sum(first.own)
    kept = sum(first.words[run.first + step][0].isdigit() for run in solid for step in range(run.length))
    replaced = list(_replaced(first, second, solid, found))
    numbers, names = _slots(first, second, replaced)
    return Likeness(
        shared=shared * first.weight,
        containment=shared / len(first.words) if first.words else 0.0,
        similarity=shared / len(second.words) if second.words else 0.0,
        own_shared=own_shared * first.weight,
        own_containment=min(own_shared / own, 1.0) if own else 0.0,
        begins=_begins(first, second, solid),
        numbers_kept=kept,
        numbers_changed=numbers,
        names_changed=names,
        replaced=sum(not _is_misprint(first, second, place) for place in replaced),
    )


_CHANCE = 0.2
"""Part of the words in common that is passed over before the common part is said to begin: a phrase that
two texts happen to share says nothing about where it lies."""

_MAIN = 0.75
"""Part of the words in common from which on one run is the common part, and the others are chance."""


def _begins(first: Text, second: Text, found: Sequence[Run]) -> float:
    """Return where the common part begins, in the text where it begins sooner."""
    shared = sum(run.length for run in found)
    main = max(found, key=lambda run: run.length, default=None)
    if main is not None and main.length >= _MAIN * shared:
        found, shared = [main], main.length
    left = _CHANCE * shared
    for run in found:
        if run.length > left:
            return min((run.first + left) / len(first.words), (run.second + left) / len(second.words))
        left -= run.length
    return 1.0


def _rank(text: Text) -> tuple[int, tuple[str, ...], tuple[bool, ...], tuple[bool, ...]]:
    """Return by what the shorter of two texts is told, the same whichever comes first."""
    return len(text.words), text.words, text.own, text.telling


_REPLACED_LONGEST = 12
"""Words on one side of a replacement, at most; longer ones are passages taken out and put in."""

_REFILLED_LONGEST = 80
"""Words of a passage that may be looked into for the small changes it is made of."""

_REFILLED = 0.4
"""Part of such a passage that stands, in scraps, in the other: chance gives a quarter of it."""


def _replaced(
    first: Text, second: Text, solid: Sequence[Run], found: Sequence[Run]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield the places where a few words stand instead of a few others.

    `solid` are the runs that count, `found` all of them. A sentence of which only scraps are left
    between new numbers and names ("A magnitude 4.4 quake was felt Monday in …") is taken apart.
    """
    for one, one_end, other, other_end in gaps(solid, len(first.words), len(second.words)):
        left, right = one_end - one, other_end - other
        if not left or not right:
            continue
        if left <= _REPLACED_LONGEST and right <= _REPLACED_LONGEST:
            yield one, one_end, other, other_end
        elif left <= _REFILLED_LONGEST and right <= _REFILLED_LONGEST:
            scraps = [run for run in found if one <= run.first < one_end and other <= run.second < other_end]
            if sum(run.length for run in scraps) < _REFILLED * max(left, right):
                continue
            moved = [Run(run.first - one, run.second - other, run.length) for run in scraps]
            for here, here_end, there, there_end in gaps(moved, left, right):
                if here < here_end and there < there_end:
                    yield one + here, one + here_end, other + there, other + there_end


_SPELLED_ALIKE = 0.7
"""Letters in common (difflib's ratio) from which on two words are spellings of one: Kyiv and Kiev have .75."""


def _slots(first: Text, second: Text, replaced: Sequence[tuple[int, int, int, int]]) -> tuple[int, int]:
    """Return how many numbers and how many different names stand in the place of others."""
    numbers = 0
    names: set[tuple[str, str]] = set()
    for one, one_end, other, other_end in replaced:
        ours = {first.words[at] for at in range(one, one_end) if first.telling[at]}
        theirs = {second.words[at] for at in range(other, other_end) if second.telling[at]}
        our_numbers, their_numbers = _numbers(ours), _numbers(theirs)
        numbers += min(len(our_numbers - their_numbers), len(their_numbers - our_numbers))
        our_names, their_names = ours - our_numbers - theirs, theirs - their_numbers - ours
        if our_names and their_names and not _are_alike(min(our_names), min(their_names)):
            names.add((min(our_names), min(their_names)))
    return numbers, len(names)


def _is_misprint(first: Text, second: Text, place: tuple[int, int, int, int]) -> bool:
    """Return whether a replacement is one word for another spelling of it."""
    one, one_end, other, other_end = place
    return (
        one_end - one == other_end - other == 1
        and not first.words[one][0].isdigit()
        and _are_alike(first.words[one], second.words[other])
    )


def _are_alike(one: str, other: str) -> bool:
    """Return whether two words are spellings of one; longer ones than any word are not looked at."""
    return len(one) + len(other) <= 80 and SequenceMatcher(None, one, other).ratio() >= _SPELLED_ALIKE


def _numbers(of: set[str]) -> set[str]:
    """Return those that begin with a digit."""
    return {word for word in of if word[0].isdigit()}
