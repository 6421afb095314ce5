from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.extraction.names import looks_like_person, read_byline


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Example", ["Ann Example"]),
        ("By Ann Example", ["Ann Example"]),
        ("Von Anna Beispiel und Bert Muster", ["Anna Beispiel", "Bert Muster"]),
        ("Par Anne Exemple et Luc Modèle", ["Anne Exemple", "Luc Modèle"]),
        ("Por Ana Ejemplo y Luis Muestra", ["Ana Ejemplo", "Luis Muestra"]),
        ("Av Anna Exempel och Bo Prov", ["Anna Exempel", "Bo Prov"]),
        ("Anna Esempio e Luca Prova", ["Anna Esempio", "Luca Prova"]),
        ("Anna Przykład i Jan Wzór", ["Anna Przykład", "Jan Wzór"]),
        ("Анна Пример и Пётр Образец", ["Анна Пример", "Пётр Образец"]),
        ("Ann Example, Bo Sample and Cy Model", ["Ann Example", "Bo Sample", "Cy Model"]),
        ("Ann Example, Bo Sample, & Cy Model", ["Ann Example", "Bo Sample", "Cy Model"]),
        ("Ann Example; Bo Sample", ["Ann Example", "Bo Sample"]),
        ("Ann Example | Bo Sample", ["Ann Example", "Bo Sample"]),
        ("Example, Ann", ["Ann Example"]),
        ("Example, Ann; Sample, Bo", ["Ann Example", "Bo Sample"]),
        ("Ann Example, Political Editor", ["Ann Example"]),
        ("Ann Example, senior lecturer in harbour law", ["Ann Example"]),
        ("Ann Example (ann@courier.example)", ["Ann Example"]),
        ("Ann Example @annexample", ["Ann Example"]),
        ("Bo Sample in Northhaven", ["Bo Sample"]),
        ("Per-Erik Prøve", ["Per-Erik Prøve"]),
        ("Ann Example Political Reporter", ["Ann Example"]),
        ("Źródło: PAP", []),
        ("Από Δημήτρης Παράδειγμα", ["Δημήτρης Παράδειγμα"]),
        ("View Profile", []),
        ("By Ann Example 8 January 2020, 3:51 pm", ["Ann Example"]),
        ("Ann Example | Published: 20.11.2026", ["Ann Example"]),
        ("Ann Example Nov. 20, 2026", ["Ann Example"]),
        ("Muster Verlag GmbH & Co. KG", ["Muster Verlag GmbH & Co. KG"]),
        ("Michael E Sample", ["Michael E Sample"]),
        ("Ana Primjer i Ivo Uzorak", ["Ana Primjer", "Ivo Uzorak"]),
        ("Dr. Max Muster", ["Dr. Max Muster"]),
        ("Jan van der Proef", ["Jan van der Proef"]),
        ("佐藤 花子", ["佐藤 花子"]),
        ("佐藤花子、山田太郎", ["佐藤花子", "山田太郎"]),
        ("김하나 기자", ["김하나"]),
        ("https://courier.example/people/ann", []),
        ("@annexample", []),
        ("By", []),
        ("", []),
        ("Updated 3 hours ago", []),
    ],
)
def test_names_in_bylines(text: str, names: list[str]) -> None:
    assert [one.name for one in read_byline(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "AFP",
        "dpa",
        "Reuters",
        "Redaktion",
        "Harbour Times",
        "Newsroom",
        "courier.example.com",
        "朝日新聞デジタル",
        "Anadolu Ajansı",
        "MND Staff",
    ],
)
def test_organisations_and_desks_are_no_persons(text: str) -> None:
    assert [one.person for one in read_byline(text)] == [False]


def test_form_of_a_full_name() -> None:
    assert looks_like_person("Ann Example")
    assert not looks_like_person("read more here")
    assert not looks_like_person("Ann")


@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    for one in read_byline(text):
        assert one.name == one.name.strip() != ""
