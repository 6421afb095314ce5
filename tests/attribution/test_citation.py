"""Outlets that are used as a source are cited; outlets that are only talked about are not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator.attribution.citation import citations_in
from aggregator.organisations import register
from tests.attribution.cases import cases, label
from tests.attribution.citing import citations_of
from tests.bounds import no_explosion

CASES = [*cases("citations"), *cases("cited_forms")]


@pytest.mark.parametrize("case", CASES, ids=label)
def test_citations(case: dict[str, Any]) -> None:
    found = citations_of(case["text"], country=case.get("country"))
    assert list(dict.fromkeys(one.named.name for one in found)) == case["names"]


@pytest.mark.parametrize("case", [one for one in CASES if one.get("unknown")], ids=label)
def test_outlet_of_no_register_is_believed_less(case: dict[str, Any]) -> None:
    (found,) = citations_of(case["text"])
    assert found.named.organisation is None
    assert found.named.belief < 0.8


def test_evidence_holds_the_verb_and_the_name() -> None:
    (found,) = citations_of("On Friday she told the BBC that the bridge was safe.")
    assert found.evidence == "told the BBC"
    assert found.named.as_written == "BBC"


@pytest.mark.parametrize(
    "text",
    [
        *("CNN " * 2000, "told the " * 2000, "„Bild“ " * 1500, "according to a report in the newspaper " * 400 + "CNN"),
        *(
            "газета «" * 1200,
            ", пишет «" * 1200,
            "a.b." * 2500,
            "据《" * 3000,
            "신문 " * 3000,
            "the newspaper A " * 600,
        ),
        *("Harbour " * 1200 + "Times", "Harbour Weekly " * 600, "die „X“ am Tag " * 600, "(ABCD) Able Baker " * 500),
    ],
)
def test_long_paragraphs_are_read_in_time(text: str) -> None:
    with no_explosion():
        citations_of(text[:10_000])


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_no_paragraph_raises(text: str) -> None:
    citations_of(text)


def test_each_citation_has_the_number_of_its_paragraph() -> None:
    texts = [
        "The bridge is shut.",
        "She told the BBC so.",
        "A spokesman told the Elmstadt Gazette that it stays shut.",
        "Er sagte der Zeitung „Hafenblick“, die Brücke bleibe zu.",
    ]
    mentions = register().find_each(texts)
    found = [(number, one.named.name) for number, one in citations_in(texts, mentions)]
    assert found == [(1, "BBC"), (2, "Elmstadt Gazette"), (3, "Hafenblick")]


def test_abbreviation_that_the_text_gives_to_somebody_else_is_nobody() -> None:
    texts = ["Members of the Recreational Canoe Network (RCN) met.", "RCN reported that the bridge was shut."]
    assert not list(citations_in(texts, register().find_each(texts), country="CO"))
    texts = ["RCN Radio (RCN) was there.", "RCN reported that the bridge was shut."]
    assert list(citations_in(texts, register().find_each(texts), country="CO"))


def test_chinese_dateline_is_no_citation() -> None:
    texts = ["证券时报网讯，大桥开放。", "证券时报网报道，大桥开放。"] * 2
    found = [number for number, _ in citations_in(texts, register().find_each(texts))]
    assert found == [3]
