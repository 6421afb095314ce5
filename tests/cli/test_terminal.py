"""Tests of `aggregator.cli.terminal`."""

from __future__ import annotations

import json
import sys

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.cli.terminal import escaped, harmless, table


@pytest.mark.parametrize(
    "obeyed",
    [
        "\x1b[2J",  # clears the screen
        "\x1b]0;title\x07",  # sets the window's title
        "\x9b31m",  # the same introducer in one byte of C1
        "\r",  # goes back to paint over the line
        "\u202e",  # reads what follows from right to left
        "\u2066",
        "\U000e0041",  # an invisible tag
    ],
)
def test_what_a_terminal_would_obey_is_left_out(obeyed: str) -> None:
    assert obeyed[0] not in harmless(f"before{obeyed}after")


def test_letters_of_all_scripts_and_joiners_pass() -> None:
    text = "Zürich 서울=연합뉴스 می\u200cخواهم 👩\u200d💻\tnext\nline"
    assert harmless(text) == text


@given(st.text())
def test_json_means_the_same_after_escaping(text: str) -> None:
    printed = escaped(json.dumps(text, ensure_ascii=False))
    assert json.loads(printed) == text
    assert harmless(printed) == printed


def test_on_a_narrow_terminal_ids_and_numbers_are_whole_and_texts_are_folded(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    title = "A headline that is much too long for what is left of the line"
    table(("id", "source", "nothing", "title"), [(1234, "uferstaedter-anzeiger", 0, title)], spare=["nothing"])
    lines = click.unstyle(capsys.readouterr().out).splitlines()
    assert max(map(len, lines)) <= 60
    assert lines[2].startswith("1234  uferstaedter-anzeiger  ")
    folded = [lines[2].split("anzeiger", 1)[1], *lines[3:]]
    assert " ".join(" ".join(folded).split()) == f"0 {title}", "what fits is not left out"


def test_columns_that_may_go_go_before_a_line_is_broken(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    table(("source", "nothing", "found"), [("uferstaedter-anzeiger", 0, 7)], spare=["nothing"])
    printed = click.unstyle(capsys.readouterr().out)
    assert "nothing" not in printed and "uferstaedter-anzeiger      7" in printed


def test_table_away_from_a_terminal_is_plain_columns(capsys: pytest.CaptureFixture[str]) -> None:
    table(("name", "number"), [("[bold]서울\x1b[2J", 7), ("b\nc", 12), (None, None)])
    assert capsys.readouterr().out.splitlines() == [
        "name           number",
        "[bold]서울[2J       7",
        "b c                12",
        "",
    ]
