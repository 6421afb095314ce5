"""Pages made to be dear, or to break what is read from them, are read soundly and soon."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from aggregator import extract
from benchmarks.attacks import ATTACKS, MOST_MEGABYTES, SIZE, URL, Attack, cost, line
from tests.bounds import no_explosion
from tests.extraction.soundness import assert_sound

SMALL = 200_000
"""Bytes: room for thousands of pieces, so that whatever grows with their square takes minutes."""

DEAREST = (
    "attributes spread over tags",
    "attributes of every tag",
    "long paragraphs",
    "true paragraphs",
    "images that differ",
    "one caption",
    "next data",
    "links in the head",
    "Chinese paragraphs",
    "dates in words at depth",
)
"""Attacks that take most memory, each for a reason of its own; `python -m benchmarks.attacks` measures them all."""


@pytest.mark.slow
@pytest.mark.parametrize("name", ATTACKS)
def test_a_hostile_page_is_read_soundly_and_without_exploding(name: str) -> None:
    page = ATTACKS[name](SMALL)
    with no_explosion():
        article = extract(page, URL)
    assert_sound(article)


GROWING = (
    *(name for name in ATTACKS if name.endswith("at depth")),
    "true paragraphs",
    "figures that differ",
    "tag links that differ",
    "author links that differ",
    "dates that differ",
    "class names that differ",
    "breadcrumbs",
    "list items",
    "table cells",
    "headings that differ",
    "live entries",
    "comments of readers",
    "citations",
    "figures with credits",
    "takers and distributors",
    "source lines",
    "outlets told",
    "outlets in quotation marks",
    "JSON-LD images with credits",
    "JSON-LD nodes with headlines",
    "JSON-LD references",
    "next data of articles",
    "next data of paragraphs",
    "nested tables, closed",
    "containers that look alike",
    "combs",
)
"""Attacks whose pieces are read one by one: what is done for one of them must not depend on how many there are."""


def steps(work: Callable[[], object]) -> int:
    """Return how many calls of Python and C functions `work` makes."""
    made = 0

    def count(frame: FrameType, event: str, arg: object) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return made


def growth(attack: Attack, small: int) -> float:
    """Return how many times the steps of a page of `small` bytes one takes that is four times as large."""
    extract(attack(1_000), URL)  # tables are loaded
    few, many = attack(small), attack(4 * small)
    return steps(lambda: extract(many, URL)) / steps(lambda: extract(few, URL))


@pytest.mark.slow
@pytest.mark.parametrize("name", GROWING)
def test_four_times_the_page_takes_no_more_than_its_share_of_steps(name: str) -> None:
    small = 40_000 if not name.endswith("at depth") else 200_000  # the ancestors alone are 45,000
    assert growth(ATTACKS[name], small) < 6  # what grows with the square takes sixteen times


def test_steps_tell_a_square() -> None:
    def square(size: int) -> None:
        for _ in range(size):
            sum(map(abs, range(0)))
            for _ in range(size):
                abs(1)

    assert steps(lambda: square(40)) > 12 * steps(lambda: square(10))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the system does not tell what a process holds")
@pytest.mark.parametrize("name", DEAREST)
def test_the_dearest_pages_of_ten_megabytes_stay_within_the_memory_promised(name: str, tmp_path: Path) -> None:
    spent = cost(name, ATTACKS[name](SIZE), tmp_path)
    assert spent.error is None, line(spent)
    assert spent.megabytes < MOST_MEGABYTES, line(spent)


def test_a_page_that_kills_its_reader_is_a_line_of_the_table(tmp_path: Path) -> None:
    late = cost("late", b"<p>a", tmp_path, patience=0.001)
    assert late.is_beyond and "did not end" in line(late)
