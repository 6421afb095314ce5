"""One credit line, its names in order, each once."""

from __future__ import annotations

import pytest

from aggregator.attribution.credit import read_credit
from aggregator.organisations import register


def names(text: str, *, labelled: bool = True) -> list[str]:
    return [one.name for one in read_credit(text, register=register(), labelled=labelled)]


def test_label_that_begins_a_registered_name_is_not_taken_off() -> None:
    assert names("picture alliance / Ann Example") == ["picture alliance", "Ann Example"]


def test_labels_upon_labels_are_taken_off() -> None:
    assert names("Foto: Bild: SN/APA/ANNA MUSTER")[-1] == "ANNA MUSTER"


def test_name_of_no_known_shape_is_taken_only_behind_a_label() -> None:
    assert names("Hafenblick") == ["Hafenblick"]
    assert names("Hafenblick", labelled=False) == []


def test_place_behind_a_comma_is_not_a_name() -> None:
    assert names("Foto: Studio Hafen, Berlin") == ["Studio Hafen"]


def test_address_of_a_known_site_is_its_organisation() -> None:
    assert names("Foto: de.wikipedia.org") == ["Wikipedia"]


def test_buttons_are_not_credits() -> None:
    assert names("Facebook", labelled=False) == []


def test_file_names_and_years_are_nobody() -> None:
    assert names("Foto: IMG_20241120.jpg") == []
    assert names("© 2024") == []


def test_one_name_in_several_spellings_is_one_entry() -> None:
    assert names("AFP/Agence France-Presse") == ["Agence France-Presse"]


@pytest.mark.parametrize(("credit", "most"), [("ANP/Muster", 0.6), ("EFE/ Muestra", 0.6), ("iStock/Muster", 0.7)])
def test_lone_unknown_word_beside_an_agency_is_believed_less(credit: str, most: float) -> None:
    named = read_credit(credit, register=register())[-1]
    assert (named.entity, named.organisation) == ("person", None)
    assert named.belief <= most
