"""Bylines, source lines and footers: who is named as the text's source, and who is not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator.attribution.ending import read_ending
from aggregator.attribution.source_line import may_name_unknown, read_source_line
from aggregator.organisations import register
from tests.attribution.cases import cases, label
from tests.bounds import no_explosion


@pytest.mark.parametrize("case", cases("source_lines"), ids=label)
def test_source_line(case: dict[str, Any]) -> None:
    place = case.get("place", "line")
    line = read_source_line(
        case["text"],
        register=register(),
        country=case.get("country"),
        byline=place == "byline",
        marked=place == "marked",
    )
    assert [one.name for one in line.named] == case["names"] if line else case["names"] == []
    if "extent" in case:
        assert line is not None
        assert line.extent == case["extent"]
    if "evidence" in case:
        assert line is not None
        assert line.evidence == case["evidence"]
    if "belief" in case:  # at most: nobody registered
        assert line is not None
        assert all(one.belief <= case["belief"] and one.organisation is None for one in line.named)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They hope to return before winter. PTI", ["Press Trust of India"]),
        ("Die Brücke bleibt zu. (APA/dpa)", ["Austria Presse Agentur", "Deutsche Presse-Agentur"]),
        ("Il ponte resta chiuso. (ANSA).", ["ANSA"]),
        ("Most pozostaje zamknięty. (PAP)", ["Polska Agencja Prasowa"]),
        ("The bridge stays shut, he said. –Reuters", ["Reuters"]),
        ("The bridge stays shut, he told Reuters.", []),
        ("She works for the agency PTI", []),
    ],
)
def test_agency_at_the_end_of_the_last_paragraph(text: str, names: list[str]) -> None:
    line = read_ending(text, register=register())
    assert ([one.name for one in line.named] if line else []) == names


def test_short_name_counts_in_its_own_country_only() -> None:
    assert read_source_line("UNI", register=register(), country="DE", byline=True) is None
    line = read_source_line("UNI", register=register(), country="IN", byline=True)
    assert line is not None


def test_person_behind_source_is_no_organisation() -> None:
    assert read_source_line("Quelle: Anna Muster", register=register()) is None


@pytest.mark.parametrize("text", ["Source: " * 40, ":" * 300, "By " * 100, "© " * 150, "mit dpa " * 40])
def test_hostile_lines_are_read_in_time(text: str) -> None:
    with no_explosion():
        for _ in range(20):
            read_source_line(text, register=register(), byline=True)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.booleans(), st.booleans())
def test_no_line_raises(text: str, byline: bool, marked: bool) -> None:
    line = read_source_line(text, register=register(), byline=byline, marked=marked)
    assert line is None or line.named


@pytest.mark.parametrize("case", cases("source_lines"), ids=label)
def test_lines_passed_over_without_reading_name_nobody(case: dict[str, Any]) -> None:
    if case["names"] and not may_name_unknown(case["text"]):
        assert register().find(case["text"])


def test_line_that_says_nothing_is_passed_over() -> None:
    assert not may_name_unknown("The bridge opens at noon")
