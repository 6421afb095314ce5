"""Sources behind a word and a colon."""

from __future__ import annotations

import pytest

from aggregator.attribution.labelled_source import read_labelled
from aggregator.organisations import register


def names(text: str) -> list[str]:
    read = read_labelled(text, register().find(text), register())
    return [one.as_written for one in read.named] if read is not None else []


@pytest.mark.parametrize("label", ["Source:", "Quelle:", "Fuente:", "Źródło:", "Источник:", "Πηγή:", "来源：", "via"])
def test_a_label_introduces_a_registered_name_in_many_languages(label: str) -> None:
    assert names(f"{label} Reuters") == ["Reuters"]


def test_a_plain_label_introduces_a_name_of_no_register() -> None:
    assert names("Source: MarrowNet") == ["MarrowNet"]


@pytest.mark.parametrize(
    "text", ["Source: own research", "Resource: Reuters", "The source said nothing", "Source: Ann Vale"]
)
def test_what_names_nobody_or_a_person_is_no_source(text: str) -> None:
    assert names(text) == []


def test_the_beginning_of_a_longer_name_is_not_taken_for_it() -> None:
    assert "Reuters" not in names("Source: Reuters Vale Trust")
