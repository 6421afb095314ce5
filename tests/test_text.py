from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.text import clean, folded
from tests.bounds import no_explosion


def test_soft_hyphens_go() -> None:
    assert clean("Zu\u00adsam\u00admen\u00adfassung") == "Zusammenfassung"


def test_joiners_stay_where_they_spell() -> None:
    assert clean("می\u200cخواهم") == "می\u200cخواهم"
    assert clean("👩\u200d🚒") == "👩\u200d🚒"


@pytest.mark.parametrize("space", ["\n", "\t", "\u00a0", "\u2003", "\u2028", "\r\n", "\u3000", "\x0b", "\x1f"])
def test_every_white_space_is_one_space(space: str) -> None:
    assert clean(f" one{space}{space} two{space}") == "one two"


def test_bidirectional_overrides_go() -> None:
    assert clean("pay \u202e001$\u202c now") == "pay 001$ now"


def test_direction_marks_stay_beside_right_to_left_letters_only() -> None:
    assert clean("price\u200e 5") == "price 5"
    assert clean("שלום\u200f!") == "שלום\u200f!"


def test_zero_width_space_stays_in_scripts_that_need_it() -> None:
    assert clean("foot\u200bball") == "football"
    assert clean("ភាសា\u200bខ្មែរ") == "ភាសា\u200bខ្មែរ"


def test_composed_form() -> None:
    assert clean("Ko\u0308ln") == "Köln"


def test_controls_and_lone_surrogates_go() -> None:
    assert clean("a\x00b\x7fc\ud800d\ufffe") == "abcd"


@given(st.text())
def test_clean_text_is_one_line_and_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert once.splitlines() in ([], [once])
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")


def test_folded_texts_are_equal_across_quotes_dashes_and_widths() -> None:
    assert folded("“Ｎｅｗｓ” – it’s") == folded('"news" - it\'s')


@given(st.text())
def test_folding_is_safe_for_any_text(text: str) -> None:
    assert "\n" not in folded(text)


@pytest.mark.slow
def test_marks_piled_up_without_end_are_cut_and_cost_little() -> None:
    with no_explosion():
        piled = clean("e" + "\u0301\u0323" * 2_000_000 + " x")
    assert piled.endswith(" x")
    assert len(piled) < 40
    assert clean("e\u0323\u0301" + "\u2014" * 40) == "\u1eb9\u0301" + "\u2014" * 40
