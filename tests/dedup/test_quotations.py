"""Tests of which words are somebody else's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.article import Block
from aggregator.dedup.quotations import is_speech, quoted, spans
from tests.bounds import no_explosion


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said “no” and “never”.", ["“no”", "“never”"]),
        ('He said "no".', ['"no"']),
        ("Er sagte: „Nein“, und „Ja”.", ["„Nein“", "„Ja”"]),
        ("Il dit « non ».", ["« non »"]),
        ("Han sagde »nej«.", ["»nej«"]),
        ("彼は「いや」と言った。", ["「いや」"]),
        ("“I came here", ["“I came here"]),
        ("It's the boys' house.", []),
        ("No marks at all.", []),
    ],
)
def test_quotations_of_many_newsrooms(text: str, inside: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text)] == inside


def test_mark_that_nothing_closes_does_not_swallow_a_long_paragraph() -> None:
    assert spans('A 5" pipe ' + "broke " * 300) == []


@pytest.mark.parametrize(
    "text",
    [
        "(a) Every person shall keep a record;",
        "§ 5 Der Antrag ist schriftlich zu stellen.",
        "Article 12 Everyone has the right to leave.",
        "제5조 모든 국민은 자유를 가진다.",
        "My friends, I believe that we will rebuild our town.",
        "Wir werden unsere Stadt wieder aufbauen, und ich weiß es.",
    ],
)
def test_clauses_and_speeches_are_not_the_reporters_words(text: str) -> None:
    assert is_speech(text)
    assert quoted(Block(text=text)) == [(0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "The council approved the plan on Monday.",
        "Articles of clothing lay on the road.",
        "He told reporters that we all know the reason, and left for the town hall by the northern bridge soon after.",
    ],
)
def test_reports_are_the_reporters_words(text: str) -> None:
    assert not is_speech(text)


def test_block_quotation_is_quoted_whole() -> None:
    assert quoted(Block(kind="quotation", text="No.")) == [(0, 3)]


@given(st.text(alphabet=st.sampled_from('“”„«»「」"ab .§(1)'), max_size=80))
def test_spans_ascend_and_lie_within(text: str) -> None:
    for found in (spans(text), quoted(Block(text=text))):
        edges = [edge for span in found for edge in span]
        assert edges == sorted(edges)
        assert all(0 <= edge <= len(text) for edge in edges)


def test_long_hostile_paragraph_is_judged_in_time() -> None:
    with no_explosion():
        for text in ('"' * 200_000, "I " * 200_000, "(" * 200_000, "§" * 200_000):
            quoted(Block(text=text))
