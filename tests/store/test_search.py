"""Words found, whatever the user types and whatever script the article is in."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.store.search import UNSPACED, find, match_expression, search_text, word_count
from aggregator.store.writer import Store
from tests.store.making import capture

TEXTS = {
    1: ("Han River ferry resumes", "The ferry across the river runs again, said the C++ club. Café prices rise."),
    2: ("日本の新しい図書館", "東京都の水道局は、NHK放送の取材に日本語で答えた。"),
    3: ("แม่น้ำเจ้าพระยา", "เรือข้ามฟากเปิดให้บริการอีกครั้ง"),
    4: ("북한이 새 다리를 열었다", "평양에서 열린 행사에 많은 사람이 모였다."),
    5: ("River of no return", "A film festival opens by the river."),
}


@pytest.fixture
def filled(store: Store) -> sqlite3.Connection:
    for number, (title, text) in TEXTS.items():
        store.keep(capture(f"https://news.example/{number}", title=title, paragraphs=(text,), fields={"summary": None}))
    return store.connection


def found(connection: sqlite3.Connection, words: str) -> list[int]:
    return sorted(one.article_id for one in find(connection, words))


@pytest.mark.parametrize(
    ("words", "articles"),
    [
        ("river", [1, 5]),
        ("RIVER ferry", [1]),
        ('"river ferry"', [1]),
        ('"ferry river"', []),
        ("cafe", [1]),
        ("fest*", [5]),
        ("c++", [1]),
        ("日本", [2]),
        ("日本語", [2]),
        ("図書館 日本", [2]),
        ("水", [2]),
        ("局", [2]),
        ("放送", [2]),
        ("NHK", [2]),
        ("NHK放送", [2]),
        ("本日", []),
        ("เจ้าพระยา", [3]),
        ("북한", [4]),
        ("다리", [4]),
        ("nothing", []),
        ("", []),
        ("*", []),
        ('"', []),
        ("river AND", []),
        ("river NOT ferry", []),
        ("title:river", []),
        ("NEAR(river ferry)", []),
        ("river -- '; DROP TABLE articles", []),
    ],
)
def test_words_find(filled: sqlite3.Connection, words: str, articles: list[int]) -> None:
    assert found(filled, words) == articles


def test_match_in_the_title_comes_first(filled: sqlite3.Connection) -> None:
    assert next(one.article_id for one in find(filled, "river")) in (1, 5)
    assert [one.article_id for one in find(filled, "ferry")] == [1]


@given(st.text(max_size=60))
def test_no_input_is_an_error_of_the_query(words: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE articles_fts USING fts5(title, summary, body, search_text)")
    try:
        find(connection, words.replace("\x00", "").encode("utf-8", "replace").decode())
    finally:
        connection.close()


@given(st.text(alphabet="日本語放送 abc。", max_size=30), st.integers(0, 20), st.integers(1, 6))
def test_every_part_of_an_unspaced_run_is_found(text: str, start: int, length: int) -> None:
    part = text[start : start + length]
    if not part or not all(UNSPACED.match(one) for one in part):
        return
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE articles_fts USING fts5(title, summary, body, search_text)")
    connection.execute("INSERT INTO articles_fts VALUES (NULL, NULL, ?, ?)", (text, search_text(text)))
    try:
        assert [one.article_id for one in find(connection, part)] == [1]
    finally:
        connection.close()


def test_texts_with_spaces_have_no_search_text() -> None:
    assert search_text("Han River", None, "A ferry.") is None


def test_long_query_is_cut() -> None:
    assert len(match_expression("word " * 10_000) or "") < 5_000


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("one two", 2), ("日本語", 3), ("NHK 放送です", 5), ("서울 시장", 2)]
)
def test_words_are_counted(text: str, count: int) -> None:
    assert word_count(text) == count
