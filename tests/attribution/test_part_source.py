"""Sources of a part of a text."""

from __future__ import annotations

import pytest

from aggregator.attribution.part_source import read_part, read_unknown_part
from aggregator.organisations import register


@pytest.mark.parametrize(
    "text", ["With files from Reuters", "Mit Material von Reuters", "Additional reporting by Reuters.", "(mit Reuters)"]
)
def test_words_for_a_part_introduce_a_name(text: str) -> None:
    read = read_part(text, register().find(text), register())
    assert read is not None
    assert [one.name for one in read.named] == ["Reuters"]
    assert read.extent == "part"


def test_a_colleague_at_an_agency_is_not_the_agency() -> None:
    text = "With a report from Reuters medical specialist Ann Vale"
    assert read_part(text, register().find(text), register()) is None


def test_an_agency_of_no_register_is_told_by_its_own_word() -> None:
    read = read_unknown_part("With reporting by Marrow Coast News Agency.", [], register())
    assert read is not None
    assert [one.name for one in read.named] == ["Marrow Coast News Agency"]
    assert read_unknown_part("With reporting by Ann Vale.", [], register()) is None
