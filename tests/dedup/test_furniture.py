"""Tests of paragraphs that move by themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.dedup.furniture import moves_by_itself
from tests.bounds import no_explosion


@pytest.mark.parametrize(
    "paragraph",
    [
        "Advertisement",
        "ANZEIGE",
        "– Publicité –",
        "광고",
        "Story continues below advertisement",
        "1,204 views",
        "12.5K Views",
        "Comments (12)",
        "조회 1,204",
        "阅读 3万",
        "5 min read",
        "3 hours ago",
        "Updated 3 hours ago",
        "Published: 2 days ago",
        "vor 5 Minuten",
        "il y a 2 heures",
        "hace 3 horas",
        "3시간 전",
        "5 分前",
        "just now",
        "Read also: The ferry that ran aground and what the harbour authority knew",
        "READ MORE | Ferry runs aground",
        "Lesen Sie auch: Fähre auf Grund gelaufen",
        "関連記事：フェリー座礁",
    ],
)
def test_label_counter_relative_time_and_pointer_move(paragraph: str) -> None:
    assert moves_by_itself(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "He left 3 hours ago.",
        "The video had 1,204 views by noon.",
        "Advertisement income fell by a third.",
        "12 people died.",
        "Votes: 12,400 for the mayor, 9,100 against.",
        "Read more books, the minister said: they cost less than fines do.",
        "See also how the river changed its course.",
        "5",
        "",
    ],
)
def test_sentences_stay(paragraph: str) -> None:
    assert not moves_by_itself(paragraph)


@given(st.text(max_size=300))
def test_any_text_is_taken(paragraph: str) -> None:
    moves_by_itself(paragraph)


def test_long_hostile_paragraph_is_judged_in_time() -> None:
    with no_explosion():
        for text in ("1" * 59, "1 " * 29, "a" * 1_000_000, "Read more" + " " * 200, "," * 60, "updated" + "\t" * 50):
            moves_by_itself(text)
