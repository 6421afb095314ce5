"""The cheap question that stands before a slow pattern never hides what the pattern finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator.attribution.agency import AGENCY_STEMS, AGENCY_WORD
from aggregator.attribution.attribute import _ARCHIVE, _ARCHIVE_STEMS
from aggregator.attribution.credit_labels import LABEL, LABEL_WORDS, PICTURE_LABEL, PICTURE_LABEL_WORDS
from aggregator.attribution.pictures import _OFFER, _OFFER_WORDS
from aggregator.attribution.unregistered import _BEHIND_VERBS
from aggregator.attribution.words import holds, word_set


@pytest.mark.slow
@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        (re.compile(LABEL, re.IGNORECASE), LABEL_WORDS),
        (PICTURE_LABEL, PICTURE_LABEL_WORDS),
        (_OFFER, _OFFER_WORDS),
        (_ARCHIVE, _ARCHIVE_STEMS),
        *((pattern, tuple(verbs)) for verbs, pattern in _BEHIND_VERBS),
    ],
    ids=["label", "picture label", "offer", "archive", "Slavic", "Greek", "German", "Polish", "Romance"],
)
@given(st.data())
@settings(deadline=None)
def test_a_part_in_small_letters_stands_in_all_that_its_pattern_finds(
    pattern: re.Pattern[str], parts: tuple[str, ...], data: st.DataObject
) -> None:
    text = data.draw(st.from_regex(pattern))
    assert holds(text.lower(), *parts)


@given(st.from_regex(AGENCY_WORD))
@settings(deadline=None)
def test_a_stem_stands_in_every_name_of_an_agency(text: str) -> None:
    assert holds(text, *AGENCY_STEMS)


def test_words_are_parted_by_white_space_alone() -> None:
    assert word_set("""
        one two-three
        four
    """) == {"one", "two-three", "four"}
    assert holds("two-three", "four", "o-t") and not holds("two-three", "four")
