"""Tests of `aggregator.cli.summary`."""

from __future__ import annotations

import json
import sys

import click
import pytest

from aggregator.cli.summary import print_summary
from aggregator.run import Counts

COUNTS = {"b": Counts(candidates=3, fetched=2, new=1, failed=1), "a": Counts(candidates=1, fetched=1, refused=1)}


def test_each_source_has_a_line_and_all_have_the_sums(capsys: pytest.CaptureFixture[str]) -> None:
    print_summary(COUNTS)
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == [
        "source",
        "found",
        "fetched",
        "new",
        "revised",
        "same",
        "gone",
        "no",
        "article",
        "refused",
        "failed",
    ]
    assert lines[1:] == [
        ["a", "1", "1", "0", "0", "0", "0", "0", "1", "0"],
        ["b", "3", "2", "1", "0", "0", "0", "0", "0", "1"],
        ["all", "4", "3", "1", "0", "0", "0", "0", "1", "1"],
    ]


def test_one_source_needs_no_sums(capsys: pytest.CaptureFixture[str]) -> None:
    print_summary({"a": COUNTS["a"]})
    assert "all" not in capsys.readouterr().out


@pytest.mark.parametrize("width", [80, 60, 40])
def test_ids_are_whole_on_a_narrow_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    counts = Counts(candidates=144, fetched=105, new=76, revised=2, same=3, gone=2, failed=9)
    print_summary({"uferstaedter-anzeiger": counts, "saltmarsh-post": counts})
    printed = click.unstyle(capsys.readouterr().out)
    assert "uferstaedter-anzeiger " in printed and "saltmarsh-post " in printed and "…" not in printed
    assert "refused" not in printed, "a column of zeros is the first to go"
    assert max(map(len, printed.splitlines())) <= max(width, 80)


def test_json_has_every_count_of_every_source(capsys: pytest.CaptureFixture[str]) -> None:
    print_summary(COUNTS, as_json=True)
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["source"] for row in rows] == ["a", "b"]
    assert rows[0]["refused"] == 1 and rows[1]["new"] == 1
