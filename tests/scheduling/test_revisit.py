from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.scheduling.revisit import (
    AGES,
    ENOUGH,
    GONE_AGAIN,
    NOT_YET,
    OFTEN,
    UNCHANGED,
    edit_habit,
    next_look_after_gone,
    next_revisit,
)

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


def test_article_of_a_source_that_edits_is_visited_sooner_and_once_more_after_a_week() -> None:
    assert next_revisit(NOON, 1, 0, NOON, habit=OFTEN) == NOON + HOUR / 2
    assert next_revisit(NOON, 1, 0, NOON, habit=OFTEN / 2) == NOON + HOUR
    assert next_revisit(NOON, 5, 0, NOON + 84 * HOUR, habit=1.0) == NOON + 168 * HOUR


def test_habit_takes_evidence() -> None:
    assert edit_habit(0, 0) == 0
    assert edit_habit(3, 3) < OFTEN
    assert edit_habit(ENOUGH // 2, ENOUGH) == 0.5
    assert edit_habit(300, 1000) == 0.3


@pytest.mark.parametrize("had", [True, False])
def test_article_that_is_gone_is_looked_at_twice_more_then_never(had: bool) -> None:
    looks, now = 0, NOON
    while due := next_look_after_gone(looks + 1, now, had=had):
        assert due > now
        looks, now = looks + 1, due
    assert looks == 2
    assert now - NOON == sum(GONE_AGAIN if had else NOT_YET, dt.timedelta(0))


def test_article_that_is_gone_for_good_is_looked_at_once_more() -> None:
    assert next_look_after_gone(1, NOON, for_good=True) == NOON + GONE_AGAIN[-1]
    assert next_look_after_gone(2, NOON, for_good=True) is None


def test_page_that_is_not_there_yet_is_looked_for_within_the_hour() -> None:
    due = next_look_after_gone(1, NOON, had=False)
    assert due is not None and due < NOON + HOUR


@given(
    st.integers(0, 12),
    st.integers(0, 12),
    st.timedeltas(dt.timedelta(0), dt.timedelta(days=30)),
    st.integers(0, 3),
    st.floats(0, 1),
)
def test_next_visit_lies_ahead_and_within_a_week_of_first_sight(
    visits: int, unchanged: int, age: dt.timedelta, edits: int, habit: float
) -> None:
    due = next_revisit(NOON, visits, unchanged, NOON + age, edits=edits, habit=habit)
    assert due is None or NOON + age < due <= NOON + AGES[-1]


def test_an_article_is_visited_at_most_four_times_more() -> None:
    now, visits = NOON, 1
    while due := next_revisit(NOON, visits, 0, now):
        now, visits = due, visits + 1
    assert visits == 5
