"""The stretches of words that two texts share, in the order of both."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

ANCHOR = 3
"""Words in an anchor: a run that occurs once in each text."""

PAINS = 200_000
"""Comparisons allowed for one gap between anchors; beyond that the gap counts as replaced.

Edited news texts need a few hundred; only repetitive or hostile ones come near."""


@dataclass(frozen=True, slots=True)
class Run:
    """`length` words from `first` in one text are those from `second` in the other."""

    first: int
    second: int
    length: int


def runs(first: Sequence[str], second: Sequence[str]) -> list[Run]:
    """Return the longest runs of equal words, ascending in both texts, not overlapping, none adjoining.

    Words that stand in another order in the second text are not found, as in any diff. Time grows as
    n log n: anchors first (Cohen's patience diff), then the gaps between them, within `PAINS`.
    """
    start, end = _common_ends(first, second)
    inner = _between(first[start : len(first) - end], second[start : len(second) - end])
    shifted = [Run(run.first + start, run.second + start, run.length) for run in inner]
    return list(_joined([Run(0, 0, start), *shifted, Run(len(first) - end, len(second) - end, end)]))


def _common_ends(first: Sequence[str], second: Sequence[str]) -> tuple[int, int]:
    """Return how many words both texts begin with, and with how many of the others both end.

    They come before the anchors, as in every diff: in a text of few words an anchor may lie across an insertion
    and hide what stands on both sides of it.
    """
    most = min(len(first), len(second))
    start = next((at for at in range(most) if first[at] != second[at]), most)
    end = next((at for at in range(most - start) if first[-1 - at] != second[-1 - at]), most - start)
    return start, end


def _between(first: Sequence[str], second: Sequence[str]) -> list[Run]:
    """Return the runs around anchors, and those in the gaps between them."""
    found: list[Run] = []
    one, other = 0, 0
    for anchor in [*_anchors(first, second), Run(len(first), len(second), 0)]:
        if anchor.first < one or anchor.second < other:
            continue
        found += _gap(first, second, one, anchor.first, other, anchor.second)
        found.append(anchor)
        one, other = anchor.first + anchor.length, anchor.second + anchor.length
    return found


def _anchors(first: Sequence[str], second: Sequence[str]) -> list[Run]:
    """Return runs around word triples that occur once in each text, in the order of both."""
    places = _unique(second)
    pairs = [(at, places[key]) for key, at in _unique(first).items() if key in places]
    found: list[Run] = []
    for at, to in _rising(pairs):
        end = found[-1].first + found[-1].length if found else 0
        if found and at < end and to - at == found[-1].second - found[-1].first:
            found[-1] = Run(found[-1].first, found[-1].second, at + ANCHOR - found[-1].first)
        elif not found or (at >= end and to >= found[-1].second + found[-1].length):
            found.append(Run(at, to, ANCHOR))
    return found


def _unique(of: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Return the place of every triple of words that occurs once, in ascending order."""
    triples = list(zip(*(of[start:] for start in range(ANCHOR)), strict=False))
    once = Counter(triples)
    return {triple: at for at, triple in enumerate(triples) if once[triple] == 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a longest part of `pairs` (ascending in the first place) that ascends in the second, too."""
    tails: list[int] = []  # smallest last `second` of a rising part of each length
    chain: list[int] = []  # the pair at which that part ends
    before: list[int] = []
    for number, (_, to) in enumerate(pairs):
        length = bisect_left(tails, to)
        before.append(chain[length - 1] if length else -1)
        tails[length : length + 1] = [to]
        chain[length : length + 1] = [number]
    kept: list[tuple[int, int]] = []
    at = chain[-1] if chain else -1
    while at >= 0:
        kept.append(pairs[at])
        at = before[at]
    return kept[::-1]


def _gap(
    first: Sequence[str], second: Sequence[str], one: int, one_end: int, other: int, other_end: int
) -> Iterator[Run]:
    """Yield the runs within a gap between two anchors."""
    start = 0
    while one + start < one_end and other + start < other_end and first[one + start] == second[other + start]:
        start += 1
    if start:
        yield Run(one, other, start)
    one, other = one + start, other + start
    end = 0
    while one < one_end - end and other < other_end - end and first[one_end - end - 1] == second[other_end - end - 1]:
        end += 1
    left, right = first[one : one_end - end], second[other : other_end - end]
    if left and right:
        often = Counter(right)
        if sum(often[word] for word in left) * min(len(left), len(right)) <= PAINS:
            for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
                if block.size:
                    yield Run(one + block.a, other + block.b, block.size)
    if end:
        yield Run(one_end - end, other_end - end, end)


def _joined(found: Sequence[Run]) -> Iterator[Run]:
    """Yield the runs with those that adjoin in both texts made one."""
    last: Run | None = None
    for run in found:
        if not run.length:
            continue
        if last and last.first + last.length == run.first and last.second + last.length == run.second:
            last = Run(last.first, last.second, last.length + run.length)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


def gaps(found: Sequence[Run], first_length: int, second_length: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield what lies between runs: start and end in the first text, start and end in the second."""
    one, other = 0, 0
    for run in [*found, Run(first_length, second_length, 0)]:
        if run.first > one or run.second > other:
            yield one, run.first, other, run.second
        one, other = run.first + run.length, run.second + run.length
