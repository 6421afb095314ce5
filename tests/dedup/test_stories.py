"""Tests of which article of a story was first, and how much its copies carry."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.dedup.stories import Member, origin, places, share
from benchmarks import identity_texts as texts

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


def member(number: int, *, hours: float | None = 0, **fields: object) -> Member:
    made = Member(
        article_id=number,
        source_id=f"s{number}",
        published_at=None if hours is None else NOON + dt.timedelta(hours=hours),
        first_seen_at=NOON + dt.timedelta(hours=(hours or 0) + 10),
    )
    return replace(made, **fields)  # type: ignore[arg-type]  # names of the dataclass's own fields


def test_credited_wire_is_the_origin_even_if_it_was_published_later() -> None:
    agency = member(3, hours=5, publisher="afp")
    papers = [member(1, hours=0, publisher="paper", wires=("afp",)), member(2, hours=1, wires=("afp",))]
    assert origin([*papers, agency]) == 3


def test_explicit_evidence_goes_before_time() -> None:
    first = member(1, hours=0, points_to="https://b.example/2")
    second = member(2, hours=3, addresses=("https://b.example/2",))
    assert origin([first, second]) == 2


def test_else_the_earliest_is_the_origin() -> None:
    assert origin([member(1, hours=4), member(2, hours=1), member(3, hours=2)]) == 2


def test_article_that_credits_an_absent_agency_comes_after_one_that_credits_nobody() -> None:
    assert origin([member(1, hours=0, wires=("afp",)), member(2, hours=2)]) == 2


def test_time_that_lies_after_we_saw_the_article_is_not_believed() -> None:
    liar = member(1, hours=0)
    liar = replace(liar, published_at=NOON + dt.timedelta(days=99), first_seen_at=NOON - dt.timedelta(hours=1))
    assert origin([liar, member(2, hours=1)]) == 1


def test_equal_times_are_settled_by_the_fuller_text_and_then_by_age() -> None:
    assert origin([member(1, text="Short."), member(2, text="Much longer text.")]) == 2
    assert origin([member(2), member(1)]) == 1


@pytest.mark.slow
@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.sampled_from([None, 0, 1, 2]), st.sampled_from([None, "afp", "dpa"])),
        min_size=1,
        max_size=5,
    )
)
def test_origin_does_not_depend_on_the_order_of_arrival(drawn: list[tuple[int, int | None, str | None]]) -> None:
    members = [
        member(number, hours=hours, publisher=publisher, wires=("afp",) * (wires % 2), text="x" * wires)
        for number, (wires, hours, publisher) in enumerate(drawn)
    ]
    found = {origin(order) for order in itertools.permutations(members)}
    assert len(found) == 1
    assert len({places(order) for order in itertools.permutations(members)}) == 1


def test_places_name_copies_and_updates_with_what_they_carry() -> None:
    body = "\n\n".join(texts.english(random.Random(1), 20))
    half = body[: len(body) // 2]
    members = [
        member(1, hours=0, text=body),
        member(2, hours=1, text=half),
        member(3, hours=2, source_id="s1", text="New words first.\n\n" + body),
    ]
    first, copy, update = places(members)
    assert (first.relation, first.share) == ("origin", 1.0)
    assert copy.relation == "copy" and 0.4 < copy.share < 0.6
    assert (update.relation, update.share) == ("update", 1.0)
    assert places([]) == ()


@pytest.mark.parametrize(("original", "copy", "part"), [("", "a", 0.0), ("a", "", 0.0), ("One two.", "one, two", 1.0)])
def test_share_of_short_and_empty_texts(original: str, copy: str, part: float) -> None:
    assert share(original, copy) == part


@given(st.text(max_size=200), st.text(max_size=200))
def test_share_is_a_part(original: str, copy: str) -> None:
    assert 0.0 <= share(original, copy) <= 1.0
