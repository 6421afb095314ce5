"""Tests of notices of correction and withdrawal."""

from __future__ import annotations

import pytest

from aggregator.dedup.notices import has_correction, has_retraction


@pytest.mark.parametrize(
    "paragraph",
    [
        "Correction: The bridge was built in 1911.",
        "CORRECTION (Nov. 20) — The name was misspelt.",
        "Editor’s note: The headline was changed.",
        "An earlier version of this article gave a wrong age.",
        "This story has been corrected to show that he left.",
        "Korrektur: In der Meldung stand ein falsches Jahr.",
        "In einer früheren Version hieß es, die Brücke sei alt.",
        "Fe de errores: el puente es de 1911.",
        "Rettifica: il ponte è del 1911.",
        "[정정보도] 다리는 1911년에 지어졌다.",
        "【訂正】橋の完成は一九一一年でした。",
    ],
)
def test_notice_of_correction_is_found(paragraph: str) -> None:
    assert has_correction(["It rained.", paragraph])


@pytest.mark.parametrize(
    "paragraph",
    [
        "The teacher handed back the corrected papers.",
        "Analysts expect a correction in share prices.",
        "The department of correction runs nine prisons.",
    ],
)
def test_other_corrections_are_none(paragraph: str) -> None:
    assert not has_correction([paragraph])


@pytest.mark.parametrize(
    "paragraph",
    [
        "This story has been withdrawn.",
        "Retraction: we published a text that was wrong.",
        "Dieser Artikel wurde zurückgezogen.",
        "Cet article a été supprimé.",
        "기사가 삭제되었습니다.",
    ],
)
def test_notice_of_withdrawal_is_found(paragraph: str) -> None:
    assert has_retraction([paragraph])


def test_other_withdrawals_are_none() -> None:
    assert not has_retraction(["The troops have withdrawn from the valley.", "She retracted her confession."])
