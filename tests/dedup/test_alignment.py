"""Tests of the stretches that two texts share."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from aggregator.dedup.alignment import Run, gaps, runs
from tests.bounds import no_explosion

WORDS = st.lists(st.sampled_from("abcde"), max_size=40) | st.lists(st.text("xyz", min_size=1, max_size=3), max_size=60)


def rebuilt(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """Return `second` made from `first` and what lies between the runs."""
    found = runs(first, second)
    pieces: list[tuple[int, Sequence[str]]] = [(run.second, first[run.first : run.first + run.length]) for run in found]
    pieces += [(other, second[other:end]) for _, _, other, end in gaps(found, len(first), len(second))]
    return [word for _, piece in sorted(pieces, key=lambda one: (one[0], len(one[1]))) for word in piece]


@given(WORDS, WORDS)
def test_runs_and_gaps_make_up_both_texts(first: list[str], second: list[str]) -> None:
    assert rebuilt(first, second) == second
    one = other = 0
    for run in runs(first, second):
        assert run.length > 0 and run.first >= one and run.second >= other
        assert first[run.first : run.first + run.length] == second[run.second : run.second + run.length]
        one, other = run.first + run.length, run.second + run.length


@given(WORDS)
def test_text_is_one_run_of_itself(text: list[str]) -> None:
    assert runs(text, text) == ([Run(0, 0, len(text))] if text else [])


@given(WORDS, WORDS, WORDS)
def test_insertion_leaves_all_words_in_common(before: list[str], middle: list[str], after: list[str]) -> None:
    found = runs([*before, *after], [*before, *middle, *after])
    assert sum(run.length for run in found) == len(before) + len(after)


def test_an_insertion_among_repeated_words_hides_nothing() -> None:
    assert sum(run.length for run in runs(["b", "b", "b", "a"], ["b", "b", "a", "b", "a"])) == 4


def test_repetitive_and_long_texts_are_aligned_in_time() -> None:
    with no_explosion():
        runs(["a"] * 50_000, ["a"] * 40_000 + ["b"] * 10_000)
        runs(["a", "b"] * 25_000, ["b", "c"] * 25_000)
        runs([str(one % 97) for one in range(50_000)], [str(one % 89) for one in range(50_000)])
