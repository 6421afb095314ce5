"""Tests of the keys by which a text is recognised."""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.article import Article, Block
from aggregator.dedup.fingerprint import SAMPLE, keys, shingle_hashes, words
from benchmarks import identity_texts as texts


def article(*paragraphs: str, title: str | None = "Storm") -> Article:
    return Article(url="https://news.example/1", title=title, blocks=tuple(Block(text=one) for one in paragraphs))


def test_content_hash_is_sha256_of_title_blank_line_body() -> None:
    expected = hashlib.sha256(b"Storm\n\nIt rained.\n\nIt poured.").hexdigest()
    assert keys(article("It rained.", "It poured.")).content_hash == expected
    assert keys(article(title=None)).content_hash == hashlib.sha256(b"\n\n").hexdigest()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Don’t,” he said – twice.", '"Don\'t", he said: twice'),
        ("1,200 tonnes", "1 200 tonnes"),
        ("DER GROSSE FLUSS", "der große fluss"),
        ("ﬁnal Ｏｆｆｅｒ １２", "final offer 12"),
        ("a\u00a0b\u2009c", "a b c"),
    ],
)
def test_spelling_by_house_style_makes_no_difference(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("one", "other"), [("12 dead", "14 dead"), ("3.5 percent", "3.6 percent"), ("rose", "fell"), ("हिन्दी", "हिन्द")]
)
def test_numbers_and_words_stay_in(one: str, other: str) -> None:
    assert words(one) != words(other)


def test_each_character_of_an_unspaced_script_is_a_word() -> None:
    assert words("東京で、3日。") == ["東", "京", "で", "3", "日"]
    assert words("서울에서 3일") == ["서울에서", "3일"]


def test_keys_are_the_same_in_every_process_and_version() -> None:
    text = "The harbour authority closed the northern bridge on Monday after the flood"
    expected = (-5869091706006706566, -4891955781118052850, -1289079957112490237)
    assert shingle_hashes(words(text))[:3] == expected
    code = f"from aggregator.dedup.fingerprint import *; print(shingle_hashes(words({text!r}))[:3])"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == str(expected)


def test_headline_dateline_and_credit_matter_little() -> None:
    dice = random.Random(4)
    body = texts.english(dice, 30)
    plain = keys(article(*body, title="One"))
    dressed = keys(article(f"SELBY, Nov. 20 (Agency) -- {body[0]}", *body[1:], "Reporting by the desk.", title="Two"))
    assert plain.content_hash != dressed.content_hash
    assert len(set(plain.shingles) & set(dressed.shingles)) >= SAMPLE - 4


@pytest.mark.parametrize("write", [texts.english, texts.japanese])
def test_copy_cut_to_a_third_shares_more_shingles_than_unrelated_texts(write: texts.Writer) -> None:
    for seed in range(20):
        dice = random.Random(seed)
        body, other = write(dice, 36), write(dice, 36)
        whole, third = (keys(article(*one)) for one in (body, body[: len(body) // 3]))
        unrelated = len(set(whole.shingles) & set(keys(article(*other)).shingles))
        assert len(set(whole.shingles) & set(third.shingles)) > unrelated


@given(st.lists(st.text(max_size=300), max_size=8), st.one_of(st.none(), st.text(max_size=30)))
def test_any_text_has_keys(paragraphs: list[str], title: str | None) -> None:
    found = keys(article(*paragraphs, title=title))
    assert len(found.shingles) <= SAMPLE
    assert list(found.shingles) == sorted(set(found.shingles))
    assert all(-(2**63) <= one < 2**63 for one in found.shingles)
    assert found == keys(article(*paragraphs, title=title))


def test_text_without_words_and_of_one_character_repeated_has_few_keys() -> None:
    assert keys(article()).shingles == ()
    assert keys(article("One word.")).shingles == ()
    assert len(keys(article("a" * 1_000_000)).shingles) == 0
    assert len(keys(article("a " * 500_000)).shingles) == 1
