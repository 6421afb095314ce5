"""Words for outlets in their forms."""

from __future__ import annotations

from aggregator.attribution.outlet_nouns import OUTLET_NOUNS, SURE_NOUNS, is_outlet_noun


def test_inflected_forms_are_nouns() -> None:
    assert all(map(is_outlet_noun, ("newspaper", "газете", "tygodnika", "nachrichtenagentur", "gazetesine")))
    assert not is_outlet_noun("bridge")


def test_what_may_be_called_so_elsewhere_is_not_sure() -> None:
    assert SURE_NOUNS < OUTLET_NOUNS
    assert not SURE_NOUNS & {"agency", "website", "сайт", "radio", "journal"}


def test_no_form_is_empty_or_has_capitals() -> None:
    assert all(noun and noun == noun.lower() for noun in OUTLET_NOUNS)
