"""Tests of what two texts have in common."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from aggregator.article import Article, Block
from aggregator.dedup.comparison import compare, prepare
from aggregator.dedup.templates import is_mould
from benchmarks import identity_texts as texts
from tests.bounds import no_explosion

BLOCKS = st.lists(st.text(max_size=120), max_size=5)


def article(*paragraphs: str) -> Article:
    return Article(url="https://news.example/1", blocks=tuple(Block(text=one) for one in paragraphs))


@given(BLOCKS, BLOCKS)
def test_comparison_is_symmetric_and_its_parts_are_parts(one: list[str], other: list[str]) -> None:
    first, second = prepare(article(*one)), prepare(article(*other))
    likeness = compare(first, second)
    assert likeness == compare(second, first)
    assert 0 <= likeness.similarity <= 1 and 0 <= likeness.containment <= 1
    assert 0 <= likeness.own_containment <= 1 and 0 <= likeness.begins <= 1
    assert likeness.own_shared <= likeness.shared
    is_mould(likeness)


@given(BLOCKS)
def test_text_contains_itself(paragraphs: list[str]) -> None:
    text = prepare(article(*paragraphs))
    if text.words:
        likeness = compare(text, text)
        assert (likeness.containment, likeness.similarity) == (1.0, 1.0)
        assert not is_mould(likeness)


def test_part_is_contained_in_its_whole() -> None:
    body = texts.english(random.Random(2), 20)
    likeness = compare(prepare(article(*body[:4])), prepare(article(*body)))
    assert likeness.containment == 1.0
    assert likeness.similarity < 0.6
    assert likeness.begins < 0.34


def test_what_stands_at_the_end_of_both_begins_late() -> None:
    dice = random.Random(3)
    notice = texts.english(dice, 8)
    first, second = (article(*texts.english(dice, 12), *notice) for _ in range(2))
    assert compare(prepare(first), prepare(second)).begins > 0.34


def test_words_between_marks_are_not_own_words() -> None:
    quoted = "“The water rose faster than any of us had thought possible in those days,” she said."
    one = article("The mayor spoke on Monday of the flood of that year.", quoted)
    other = article("A film about rivers was shown last night to invited guests.", quoted)
    likeness = compare(prepare(one), prepare(other))
    assert likeness.shared >= 14
    assert likeness.own_shared <= 2


def test_numbers_in_the_place_of_numbers_are_counted() -> None:
    one = article("The index closed at 2100 points on Monday, 15 points above the level of the day before it.")
    other = article("The index closed at 2240 points on Friday, 31 points above the level of the day before it.")
    likeness = compare(prepare(one), prepare(other))
    assert (likeness.numbers_changed, likeness.names_changed) == (2, 1)
    assert is_mould(likeness)


def test_report_whose_toll_rose_is_no_mould() -> None:
    body = texts.english(random.Random(8), 24)
    one, other = article("12 people died in Selby.", *body), article("14 people died in Selby.", *body)
    assert not is_mould(compare(prepare(one), prepare(other)))


def test_furniture_is_not_compared() -> None:
    assert prepare(article("It rained.", "1,204 views", "Advertisement")).words == ("it", "rained")


def test_huge_and_repetitive_articles_are_compared_in_time() -> None:
    with no_explosion():
        same, other = prepare(article("a " * 2_000_000)), prepare(article("a b " * 1_000_000))
        compare(same, other)
        compare(prepare(article("x" * 5_000_000)), prepare(article('"' * 1_000_000)))
