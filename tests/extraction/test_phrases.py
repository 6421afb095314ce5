"""The tables of phrases, as data."""

from __future__ import annotations

from collections import Counter

import pytest

from aggregator.extraction import phrases

TABLES = ("TEASING", "LABELS", "NOTICES", "CREDITS", "ENDINGS")


def lines(table: str) -> list[str]:
    text: str = getattr(phrases, table)
    return text.strip("\n").split("\n")


@pytest.mark.parametrize("table", TABLES)
def test_no_phrase_stands_twice(table: str) -> None:
    assert [phrase for phrase, count in Counter(lines(table)).items() if count > 1] == []


@pytest.mark.parametrize("table", TABLES)
def test_phrases_are_in_lower_case_without_space_around(table: str) -> None:
    assert [phrase for phrase in lines(table) if phrase != phrase.lower().strip() or not phrase] == []
