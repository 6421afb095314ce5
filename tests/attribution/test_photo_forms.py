"""The forms of picture credits of many languages, each read as it stands on a page."""

from __future__ import annotations

from typing import Any

import pytest

from aggregator.attribution.caption import credits_in
from aggregator.attribution.closing_credit import closing_credits_in, text_credits_in
from aggregator.organisations import register
from tests.attribution.cases import cases, label

READINGS = {"caption": credits_in, "paragraph": text_credits_in, "closing": closing_credits_in}


@pytest.mark.parametrize("case", cases("photo_forms"), ids=label)
def test_credit_names_whom_it_names(case: dict[str, Any]) -> None:
    found = READINGS[case.get("read_as", "caption")](case["text"], register=register())
    assert list(dict.fromkeys(one.name for credit in found for one in credit.named)) == case["names"]
