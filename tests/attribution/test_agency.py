"""An agency's name says that it is one; desks, persons and other bureaus are told from it."""

from __future__ import annotations

import pytest

from aggregator.attribution.agency import names_agency


@pytest.mark.parametrize(
    "name",
    [
        "Meridian Press",
        "The Meridian Press",
        "Harbourline News Agency",
        "Harbour News Wire",
        "Metroland News Service",
        "Nordhafener Nachrichtenagentur",
        "Muster-Agentur",
        "Agence Exemple",
        "Agencia Ejemplo",
        "Agência Exemplo",
        "Agenzia Esempio",
        "Агентство Пример",
        "나래통신",
        "港湾通信社",
        "港口通讯社",
    ],
)
def test_agencies(name: str) -> None:
    assert names_agency(name)


@pytest.mark.parametrize(
    "name",
    [
        "Bill Press",
        "Anna Maria Press",
        "J. Press",
        "Nick Wire",
        "Press",
        "Press Desk",
        "Agency Staff",
        "News Agency",
        "International Press",
        "Free Press",
        "Harbour Free Press",
        "Northport University Press",
        "Mayor's Press Office",
        "Environment Agency",
        "Agence spatiale européenne",
        "Agencia Espacial Ejemplo",
        "Bundesagentur",
        "Elmstädter Werbeagentur",
        "Ann Example",
        "press releases and wire",
        "P" * 500,
    ],
)
def test_others(name: str) -> None:
    assert not names_agency(name)
