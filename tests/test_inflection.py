"""The forms of names that `aggregator.organisations.inflection` makes."""

from __future__ import annotations

import pytest

from aggregator.organisations.inflection import inflected


@pytest.mark.parametrize(
    ("name", "country", "forms"),
    [
        ("Dziennik Portowy", "PL", {"Dziennika Portowego", "Dziennikowi Portowemu"}),
        ("Вечерний маяк", "RU", {"Вечернего маяка", "Вечернему маяку", "Вечернем маяке"}),
        ("Вісник порту", "UA", {"Вісника порту", "Віснику порту"}),
        ("Přístavní noviny", "CZ", {"Přístavních novin", "Přístavním novinám"}),
        ("Ο Φάρος", "GR", {"Ο Φάρου"}),
        ("Satamalehti", "FI", {"Satamalehden", "Satamalehdelle"}),
        ("Kikötői Szemle", "HU", {"Kikötői Szemlének"}),
        ("Havnebladet", "NO", {"Havnebladets"}),
        ("Neue Hafenzeitung", "DE", {"Neuen Hafenzeitung"}),
        ("Hafenblatt", "AT", {"Hafenblatts"}),
    ],
)
def test_names_take_the_endings_of_their_language(name: str, country: str, forms: set[str]) -> None:
    assert forms <= set(inflected(name, country))


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Harbour Post", "GB"),
        ("Harbour Post", None),
        ("Harbour Post", "RU"),
        ("HPA", "PL"),
        ("Маяк", "RU"),
        ("24", "DE"),
    ],
)
def test_names_without_endings_stay_as_they_are(name: str, country: str | None) -> None:
    assert inflected(name, country) == ()


def test_name_itself_is_no_further_form() -> None:
    for name, country in (("Westfälische Nachrichten", "DE"), ("Радио порта", "UA")):
        assert name not in inflected(name, country)


def test_long_name_has_few_forms() -> None:
    assert len(inflected(" ".join(["Gazeta"] * 12), "PL")) < 200
