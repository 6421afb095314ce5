"""The table of what each stage of our reading costs."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from aggregator import reading
from benchmarks.gold import pages
from benchmarks.stages import ALL, FREEING, REST, STAGES, Stopwatch, run, table
from tests.benchmarks.gold import folder_of


def test_each_data_set_has_a_column_and_each_stage_a_row(tmp_path: Path) -> None:
    columns = run(pages([folder_of(tmp_path, "one", "two", "two")]), repeats=1)
    assert {name: column.pages for name, column in columns.items()} == {"one": 1, "two": 2, ALL: 3}
    lines = table(columns).splitlines()
    assert lines[0].split()[-3:] == ["one", "two", ALL]
    assert {line.split()[0] for line in lines} >= {*(stage for stage, _, _ in STAGES), FREEING, REST}


def test_every_stage_is_reached(tmp_path: Path) -> None:
    columns = run(pages([folder_of(tmp_path, "one")]), repeats=1)
    assert set(columns[ALL].stages) == {*(stage for stage, _, _ in STAGES), FREEING, REST}


def test_measuring_leaves_no_trace(tmp_path: Path) -> None:
    before = vars(reading)["attribute"]
    run(pages([folder_of(tmp_path, "one")]), repeats=0)
    assert vars(reading)["attribute"] is before


def test_time_is_booked_once_under_the_innermost_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    spent: list[int] = []
    monkeypatch.setattr(time, "process_time_ns", lambda: sum(spent))
    watch = Stopwatch()
    watch.start()
    inner = watch.timed("inner", lambda: spent.append(5))

    def around() -> None:
        spent.append(1)
        inner()
        spent.append(2)

    watch.timed("outer", around)()
    assert watch.spent == {REST: 0, "outer": 3, "inner": 5}
