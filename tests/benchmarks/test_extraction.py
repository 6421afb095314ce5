"""The table of what each stage of reading a page costs."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from aggregator import reading
from benchmarks.extraction import ALL, FREEING, REST, STAGES, Stopwatch, run, table

PAGE = "<html lang=en><title>Harbour</title><h1>Harbour</h1>" + "".join(
    f"<p>Pier {number} of the harbour stays closed until the storm is over, the council says.</p>"
    for number in range(9)
)


def folder_of(tmp_path: Path, *datasets: str) -> Path:
    (tmp_path / "html").mkdir()
    rows = [
        {"id": f"p{n}", "url": f"https://news.example/harbour-closed-{n}", "dataset": name}
        for n, name in enumerate(datasets)
    ]
    (tmp_path / "gold.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    for row in rows:
        (tmp_path / "html" / f"{row['id']}.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    return tmp_path


def test_each_data_set_has_a_column_and_each_stage_a_row(tmp_path: Path) -> None:
    columns = run([folder_of(tmp_path, "one", "two", "two")], repeats=1)
    assert {name: column.pages for name, column in columns.items()} == {"one": 1, "two": 2, ALL: 3}
    lines = table(columns).splitlines()
    assert lines[0].split()[-3:] == ["one", "two", ALL]
    assert {line.split()[0] for line in lines} >= {*(stage for stage, _, _ in STAGES), FREEING, REST}


def test_every_stage_is_reached(tmp_path: Path) -> None:
    columns = run([folder_of(tmp_path, "one")], repeats=1)
    assert set(columns[ALL].stages) == {*(stage for stage, _, _ in STAGES), FREEING, REST}


def test_only_the_data_sets_asked_for_are_measured(tmp_path: Path) -> None:
    assert set(run([folder_of(tmp_path, "one", "two")], repeats=0, datasets=["two"])) == {"two", ALL}


def test_measuring_leaves_no_trace(tmp_path: Path) -> None:
    before = vars(reading)["attribute"]
    run([folder_of(tmp_path, "one")], repeats=0)
    assert vars(reading)["attribute"] is before


def test_time_is_booked_once_under_the_innermost_stage() -> None:
    watch = Stopwatch()
    watch.start()
    inner = watch.timed("inner", lambda: sum(range(200_000)))
    watch.timed("outer", lambda: inner())()
    assert watch.spent["inner"] > 10 * watch.spent["outer"]
