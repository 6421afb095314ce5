"""Tests of what is an edit and what only moves."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.dedup.edits import edit_between, real_words, word_diff
from benchmarks import identity_texts as texts

PARAGRAPHS = st.lists(st.text(min_size=1, max_size=80), max_size=5)
OLD = ["Twelve people were rescued from the river.", "The bridge stays closed until Friday."]


@pytest.mark.parametrize(
    "new",
    [
        OLD,
        ["Twelve people were  rescued from the river .", "The bridge stays closed until Friday"],
        ["Twelve people were rescued from the river. The bridge stays closed until Friday."],
        ["Advertisement", *OLD, "1,204 views"],
        [*OLD, "Updated 3 hours ago"],
        [OLD[0], "Read also: Ferry runs aground", OLD[1]],
        [OLD[0].replace(" ", "\u00a0"), OLD[1].replace("closed", "clo\u00adsed")],
        [OLD[0].replace("rescued", "“rescued”"), OLD[1] + " …"],
    ],
)
def test_typography_cutting_and_furniture_are_no_edit(new: list[str]) -> None:
    assert edit_between("Rescue", OLD, "Rescue", new) is None
    assert edit_between("Rescue", new, "RESCUE", OLD) is None


@pytest.mark.parametrize(
    ("new", "classes", "added", "removed"),
    [
        (["Thirteen people were rescued from the river.", OLD[1]], ("body",), 1, 1),
        ([OLD[0], "The bridge stays closed until friday."], ("body",), 1, 1),
        ([OLD[0]], ("body",), 0, 6),
        ([*OLD, "Schools reopen on Monday."], ("addition",), 4, 0),
        ([*OLD, "Correction: It was twelve people."], ("addition", "correction"), 5, 0),
        (["This article has been retracted."], ("body", "retraction"), 5, 13),
    ],
)
def test_class_and_size_of_an_edit(new: list[str], classes: tuple[str, ...], added: int, removed: int) -> None:
    edit = edit_between("Rescue", OLD, "Rescue", new)
    assert edit is not None
    assert (edit.classes, edit.words_added, edit.words_removed) == (classes, added, removed)


def test_headline_is_a_class_of_its_own() -> None:
    edit = edit_between("Twelve rescued", OLD, "Thirteen rescued", OLD)
    assert edit is not None and edit.classes == ("headline",)
    assert edit_between(None, OLD, "Rescue", OLD) is not None


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("It was 5 degrees.", "It was -5 degrees."),
        ("It cost $5.", "It cost €5."),
        ("It rose 5 points.", "It rose 5%."),
        ("It cost 1.5 million.", "It cost 15 million."),
        ("東京で三人が死亡した。", "東京で四人が死亡した。"),
        ("서울에서 3명이 숨졌다.", "서울에서 4명이 숨졌다."),
        ("ठीक है", "ठीक हैं"),
    ],
)
def test_small_changes_of_meaning_are_edits(was: str, now: str) -> None:
    assert edit_between("T", [was], "T", [now]) is not None


def test_every_generated_edit_is_seen_and_no_moved_furniture_is() -> None:
    dice = random.Random(11)
    for _ in range(60):
        was = texts.article(texts.headline(dice), texts.english(dice, dice.randint(2, 14)))
        now, again = texts.edited(dice, was), texts.furnished(dice, was)
        assert edit_between(was.title, was.paragraphs, now.title, now.paragraphs) is not None
        assert edit_between(was.title, was.paragraphs, again.title, again.paragraphs) is None


@given(PARAGRAPHS, PARAGRAPHS, st.text(max_size=20), st.text(max_size=20))
def test_edit_back_has_the_sizes_changed_round(old: list[str], new: list[str], one: str, other: str) -> None:
    there, back = edit_between(one, old, other, new), edit_between(other, new, one, old)
    assert (there is None) == (back is None)
    assert edit_between(one, old, one, old) is None
    if there is not None and back is not None:
        assert there.classes
        assert (there.words_added > 0) == (back.words_removed > 0)


@given(st.text(max_size=200), st.text(max_size=200))
def test_diff_gives_both_texts_back(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert "".join(one.text for one in pieces if one.kind != "added") == old
    assert "".join(one.text for one in pieces if one.kind != "removed") == new
    assert all(one.text for one in pieces)


def test_diff_is_by_words_in_scripts_without_spaces_too() -> None:
    pieces = [(one.kind, one.text) for one in word_diff("東京で三人が死亡", "東京で四人が死亡")]
    assert pieces == [("equal", "東京で"), ("removed", "三"), ("added", "四"), ("equal", "人が死亡")]


@given(st.text(max_size=200))
def test_any_text_has_words(text: str) -> None:
    assert all(real_words(text))
