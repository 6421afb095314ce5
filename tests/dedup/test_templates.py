"""Tests of texts made from one mould."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from aggregator.dedup.comparison import compare, prepare
from aggregator.dedup.templates import is_mould
from benchmarks import identity_texts as texts


@pytest.mark.parametrize("mould", [texts.weather, texts.markets, texts.lottery, texts.earthquake, texts.match])
def test_two_fillings_of_one_mould_are_told(mould: Callable[[random.Random], tuple[str, list[str]]]) -> None:
    dice = random.Random(5)
    for _ in range(25):
        one, other = texts.article(*mould(dice)), texts.article(*mould(dice))
        assert is_mould(compare(prepare(one), prepare(other)))


def test_copies_are_no_moulds() -> None:
    dice = random.Random(6)
    for _ in range(40):
        one, other = texts.copies(dice)
        assert not is_mould(compare(prepare(one), prepare(other)))
