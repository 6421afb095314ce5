"""Tests of `aggregator.cli.summary`."""

from __future__ import annotations

import json

import pytest

from aggregator.cli.summary import print_summary
from aggregator.run import Counts

COUNTS = {"b": Counts(candidates=3, fetched=2, new=1, failed=1), "a": Counts(candidates=1, fetched=1, refused=1)}


def test_each_source_has_a_line_and_all_have_the_sums(capsys: pytest.CaptureFixture[str]) -> None:
    print_summary(COUNTS)
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == ["source", "found", "fetched", "new", "revised", "same", "gone", "no", "article", "failed"]
    assert lines[1:] == [
        ["a", "1", "1", "0", "0", "0", "0", "0", "1"],
        ["b", "3", "2", "1", "0", "0", "0", "0", "1"],
        ["all", "4", "3", "1", "0", "0", "0", "0", "2"],
    ]


def test_one_source_needs_no_sums(capsys: pytest.CaptureFixture[str]) -> None:
    print_summary({"a": COUNTS["a"]})
    assert "all" not in capsys.readouterr().out


def test_json_has_every_count_of_every_source(capsys: pytest.CaptureFixture[str]) -> None:
    print_summary(COUNTS, as_json=True)
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["source"] for row in rows] == ["a", "b"]
    assert rows[0]["refused"] == 1 and rows[1]["new"] == 1
