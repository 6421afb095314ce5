"""What says of a name that it is an outlet's, though no register knows it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator.attribution.no_outlet import is_no_outlet
from aggregator.attribution.outlet_candidate import Candidate, overlaps
from aggregator.attribution.unregistered import candidates, clues_in


def _found(text: str) -> list[tuple[str, str]]:
    return [
        (text[one.start : one.end], one.proof)
        for one in candidates(text, clues_in([text]))
        if not is_no_outlet(text, one)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the newspaper Harbour Light", ("Harbour Light", "called")),
        ("the Quayside newspaper", ("Quayside", "called")),
        ("газета «Гавань»", ("Гавань", "called")),
        ("The Elm Street Times", ("Elm Street Times", "shape")),
        ("WXQZ-TV", ("WXQZ-TV", "callsign")),
        ("at harbournews.com today", ("harbournews.com", "address")),
        ("Мост закрыт, пишет «Гавань».", ("Гавань", "quoted")),
        ("Мост закрыт, пишет Harbournews.", ("Harbournews", "latin")),
        ("据《港口晚报》报道", ("港口晚报", "whole")),
    ],
)
def test_what_says_that_a_name_is_an_outlets(text: str, found: tuple[str, str]) -> None:
    assert found in _found(text)


@pytest.mark.parametrize(
    "text",
    [
        "the newspaper said",
        "the rating agency Harbour",
        "the journal Nature Harbours",
        "the newspaper's editor Jane Doe",
        "редактор газеты Иван Пример",
        "write to bridge@harbournews.com",
        "on facebook.com today",
        "at noon.In the end",
        "сообщает компания «Гавань»",
        "根据《港口法》规定",
    ],
)
def test_no_names_of_outlets(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize("nouns", [("magazine", "newspaper"), ("newspaper", "magazine")])
def test_what_is_called_an_outlet_is_found_in_the_order_of_the_text(nouns: tuple[str, ...]) -> None:
    text = "The newspaper “Quay Letter”, the magazine “Harbour Light” and the newspaper “Pier Post” said so."
    found = candidates(text, replace(clues_in([text]), nouns=nouns))
    assert [text[one.start : one.end] for one in found if one.proof == "called"] == [
        "Quay Letter",
        "Harbour Light",
        "Pier Post",
    ]


def test_overlap_is_one_shared_character() -> None:
    candidate = Candidate(4, 8, "shape", 4, 8)
    assert overlaps(candidate, [(7, 9)])
    assert not overlaps(candidate, [(0, 4), (8, 9)])


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    for one in candidates(
        text, clues_in([text, "газета newspaper пишет berichtet podaje informa γράφει a.com Times 据"])
    ):
        is_no_outlet(text, one)
