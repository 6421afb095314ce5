"""Datelines of every tradition name their agencies; what only looks like one names nobody."""

from __future__ import annotations

from typing import Any

import pytest

from aggregator.attribution.dateline import read_dateline
from aggregator.organisations import register
from tests.attribution.cases import cases, label
from tests.bounds import no_explosion


@pytest.mark.parametrize("case", cases("datelines"), ids=label)
def test_dateline_names_its_agencies(case: dict[str, Any]) -> None:
    dateline = read_dateline(case["text"], register=register(), country=case.get("country"))
    assert [one.name for one in dateline.named] == case["names"] if dateline else case["names"] == []
    if dateline and "evidence" in case:
        assert dateline.evidence == case["evidence"]


def test_unknown_agency_is_believed_less() -> None:
    case = next(one for one in cases("datelines") if one.get("unknown"))
    dateline = read_dateline(case["text"], register=register())
    assert dateline is not None
    assert dateline.named[0].belief < 0.7
    assert dateline.named[0].organisation is None


def test_dateline_that_never_closes_costs_nothing() -> None:
    text = "SEOUL, Nov. 20 (" + "Yonhap " * 200_000
    with no_explosion():
        assert read_dateline(text, register=register()) is None


@pytest.mark.parametrize("case", cases("datelines"), ids=label)
def test_names_found_already_lead_to_the_same_dateline(case: dict[str, Any]) -> None:
    known, country = register(), case.get("country")
    mentions = known.find(case["text"], country=country)
    alone = read_dateline(case["text"], register=known, country=country)
    assert read_dateline(case["text"], register=known, country=country, mentions=mentions) == alone
