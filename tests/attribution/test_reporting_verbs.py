"""A verb of reporting behind a name, and how far from it."""

from __future__ import annotations

import pytest

from aggregator.attribution.reporting_verbs import reporting_verb


@pytest.mark.parametrize(
    "after",
    [
        " berichtet, die Brücke bleibe zu",
        "“ am Montag in seiner Onlineausgabe berichtete.",
        " (Hafenstadt) rapporte que le pont est fermé",
        "» сообщает, что мост закрыт",
        " podaje, że most jest zamknięty",
        " píše, že most je zavřený",
    ],
)
def test_verbs_behind_a_name(after: str) -> None:
    assert reporting_verb(after) is not None


@pytest.mark.parametrize(
    "after", ["", " is shut", ". Sie berichtet", ", die Brücke, berichtet", " le pont est fermé et on le rapporte"]
)
def test_no_verbs_behind_a_name(after: str) -> None:
    assert reporting_verb(after) is None


def test_place_is_where_the_verb_ends() -> None:
    after = "“ am Montag berichtete, die"
    assert after[: reporting_verb(after)] == "“ am Montag berichtete"
