"""Captions give up their credits: taker, distributor, person told apart, words that name nobody left out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator.attribution.caption import beside_credits_in, credits_in
from aggregator.attribution.closing_credit import text_credits_in
from aggregator.organisations import register
from tests.attribution.cases import cases, label
from tests.bounds import no_explosion


def names_in(text: str) -> list[str]:
    found = [one.name for credit in credits_in(text, register=register()) for one in credit.named]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("case", cases("captions"), ids=label)
def test_caption_credits(case: dict[str, Any]) -> None:
    assert names_in(case["text"]) == case["names"]


@pytest.mark.parametrize("case", [one for one in cases("captions") if "persons" in one], ids=label)
def test_persons_are_told_from_organisations(case: dict[str, Any]) -> None:
    found = [one for credit in credits_in(case["text"], register=register()) for one in credit.named]
    assert [one.name for one in found if one.entity == "person"] == case["persons"]


def test_place_before_the_taker_is_nobody() -> None:
    assert "Pyongyang" not in " ".join(names_in("Pyongyang Rodong Sinmun=News1"))


def test_evidence_is_the_credit_not_the_caption() -> None:
    (credit,) = credits_in("The bridge opens at last. Jane Doe/Reuters", register=register())
    assert credit.evidence == "Jane Doe/Reuters"


def test_line_beside_a_picture_is_a_credit_only_if_it_is_nothing_else() -> None:
    assert beside_credits_in("Getty Images", register=register())
    assert not beside_credits_in("Source: Getty Images and our own reporting on the bridge", register=register())
    assert not beside_credits_in("By Ann Example", register=register())


def test_bracket_with_a_label_at_the_end_of_a_paragraph_is_a_credit() -> None:
    (credit,) = text_credits_in("The core stands in the hall. (credit: NASA/Ann Example)", register=register())
    assert [one.name for one in credit.named] == ["NASA", "Ann Example"]
    assert not text_credits_in("He works for the agency (NASA)", register=register())


@pytest.mark.parametrize(
    "text",
    [
        "Photo: " * 3000,
        "(" * 10_000,
        "a/" * 10_000,
        "Jane Doe, " * 2000,
        "사진=" * 5000,
        "\u202e© \u202dAFP\u202c " * 1500,
        "=" * 10_000,
    ],
)
def test_long_and_hostile_captions_are_read_in_time(text: str) -> None:
    with no_explosion():
        credits_in(text, register=register())


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    for credit in credits_in(text, register=register()):
        assert credit.named


def test_taker_place_and_distributor_are_told_apart_in_a_line_beside_a_picture() -> None:
    (credit,) = beside_credits_in("Pyongyang Rodong Sinmun=News1", register=register())
    assert [one.name for one in credit.named] == ["Rodong Sinmun", "News1"]


@pytest.mark.parametrize(
    "label",
    [
        *("Main image", "Cover photo", "Pic", "Video", "Illustration", "Screenshot", "Credit", "Copyright"),
        *("Symbolbild", "Archivfoto", "Bildnachweis", "Quelle", "Grafik", "Crédit", "Imagen", "Fot.", "Zdjęcie"),
        *("Źródło zdjęcia", "Autor zdjęcia", "Zdroj", "Snímek", "Фото", "Снимок", "Світлина", "Φωτογραφία", "Kuva"),
        *("Mynd", "Forrás", "Görsel", "Ảnh", "Gambar", "Nuotr.", "Isithombe", "Picha", "صورة", "צילום", "사진", "写真"),
        *("撮影", "图片来源", "摄影"),
    ],
)
def test_word_before_a_credit_is_known_in_every_language(label: str) -> None:
    assert "Ann Example" in names_in(f"The bridge opens at last. {label}: Ann Example")
