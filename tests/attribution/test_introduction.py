"""The words before a name: what reaches to it, and what does not."""

from __future__ import annotations

import pytest

from aggregator.attribution.introduction import introduction


@pytest.mark.parametrize(
    "before",
    [
        "Smith told ",
        "Smith told the German newspaper “",
        "Smith told Jane Doe of the ",
        "as first reported by the ",
        "according to a report in the ",
        "in an interview with the magazine ",
        "sagte er der Zeitung „",
        "laut ",
        "unter Berufung auf die Nachrichtenagentur ",
        "selon le quotidien ",
        "según el diario ",
        "сообщает агентство ",
        "об этом пишет газета «",
        "podaje agencja ",
        "σύμφωνα με την εφημερίδα ",
    ],
)
def test_introductions(before: str) -> None:
    assert introduction(before) is not None


@pytest.mark.parametrize(
    "before", ["", "He likes the ", "She walked past the office of the ", "told her mother about the ", "“„«"]
)
def test_no_introductions(before: str) -> None:
    assert introduction(before) is None


def test_place_is_where_the_introduction_begins() -> None:
    before = "Smith told the newspaper “"
    found = introduction(before)
    assert found is not None
    assert before[found:].startswith("told")
