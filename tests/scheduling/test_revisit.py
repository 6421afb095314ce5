from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.scheduling.revisit import AGES, UNCHANGED, next_revisit

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.mark.parametrize(
    ("visits", "age", "due"),
    [(1, 0, 1), (2, 1, 6), (3, 6, 24), (4, 24, 168), (1, 0.5, 1), (2, 2, 6), (2, 7, 24), (1, 30, 168)],
)
def test_article_is_visited_again_after_an_hour_six_a_day_and_a_week(visits: int, age: float, due: int) -> None:
    assert next_revisit(NOON, visits, 0, NOON + age * HOUR) == NOON + due * HOUR


def test_after_the_last_age_there_is_no_visit() -> None:
    assert next_revisit(NOON, 5, 0, NOON + 168 * HOUR) is None
    assert next_revisit(NOON, 1, 0, NOON + 200 * HOUR) is None


def test_article_that_never_changes_is_left_alone() -> None:
    assert next_revisit(NOON, 3, UNCHANGED - 1, NOON + 6 * HOUR) == NOON + 24 * HOUR
    assert next_revisit(NOON, 4, UNCHANGED, NOON + 24 * HOUR) is None


def test_article_that_was_edited_is_visited_sooner() -> None:
    assert next_revisit(NOON, 2, 0, NOON + HOUR, edits=1) == NOON + 3 * HOUR


@given(
    st.integers(0, 12),
    st.integers(0, 12),
    st.timedeltas(dt.timedelta(0), dt.timedelta(days=30)),
    st.integers(0, 3),
)
def test_next_visit_lies_ahead_and_within_a_week_of_first_sight(
    visits: int, unchanged: int, age: dt.timedelta, edits: int
) -> None:
    due = next_revisit(NOON, visits, unchanged, NOON + age, edits=edits)
    assert due is None or NOON + age < due <= NOON + AGES[-1]


def test_an_article_is_visited_at_most_four_times_more() -> None:
    now, visits = NOON, 1
    while due := next_revisit(NOON, visits, 0, now):
        now, visits = due, visits + 1
    assert visits == 5
