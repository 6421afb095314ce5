"""Datelines of agencies and papers in several languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.article import Block
from aggregator.extraction.dateline import dateline_of, read_dateline


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("SEOUL, Nov. 20 (Yonhap) -- The harbour was closed on Friday.", "SEOUL, Nov. 20 (Yonhap)"),
        ("PYONGYANG (X) - The terminal will close.", "PYONGYANG (X)"),
        ("ROMA (ANSA) - Il porto chiude.", "ROMA (ANSA)"),
        ("Berlin (dpa) - Der Hafen schließt.", "Berlin (dpa)"),
        ("Frankfurt am Main (dpa/lhe) – Der Hafen schließt.", "Frankfurt am Main (dpa/lhe)"),
        ("Madrid, 20 nov (EFE).- El puerto cierra.", "Madrid, 20 nov (EFE)"),
        ("KYIV, Ukraine (AP) — The port has closed.", "KYIV, Ukraine (AP)"),
        ("(Reuters) - The port has closed.", "(Reuters)"),
        ("WASHINGTON — The port has closed.", "WASHINGTON"),
        ("NEW YORK, N.Y. -- The port has closed.", "NEW YORK, N.Y."),
        ("(서울=연합뉴스) 김하늘 기자 = 터미널이 닫힌다.", "(서울=연합뉴스)"),
        ("【東京＝共同】ターミナルが閉鎖される。", "【東京＝共同】"),
        ("新华社北京1月1日电 码头将关闭。", "新华社北京1月1日电"),
        ("МОСКВА, 11 января - РИА Новости. Порт закрыт.", "МОСКВА, 11 января - РИА Новости"),
        ("МОСКВА, 5 декабря. /ТАСС/. Порт закрыт.", "МОСКВА, 5 декабря. /ТАСС/"),
    ],
)
def test_dateline_is_read_without_the_separator_behind_it(text: str, dateline: str) -> None:
    assert read_dateline(text) == dateline


@pytest.mark.parametrize(
    "text",
    [
        "The harbour council of Westmere voted on Tuesday to close the terminal.",
        "Apple (AAPL) shares rose on Friday.",
        "A plan (see below) was agreed.",
        "Councillors – nine of thirteen – voted for the plan.",
        "",
        "NASA said on Friday that the launch was off.",
    ],
)
def test_an_ordinary_beginning_is_no_dateline(text: str) -> None:
    assert read_dateline(text) is None


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    line = read_dateline(text)
    assert line is None or text.startswith(line[:1])


def test_the_dateline_stands_behind_the_standfirst() -> None:
    blocks = [
        Block(text="Councillors end ten years of argument."),
        Block(kind="heading", text="KYIV (AP) - no"),
        Block(text="WESTMERE (Coast) - The terminal will close."),
    ]
    assert dateline_of(blocks) == "WESTMERE (Coast)"
    assert dateline_of(blocks[:2]) is None
