"""The main job on real input: hundreds of saved pages, harvested at their own addresses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import real_pages

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("AGGREGATOR_TEST_DATA") or ROOT.parent / "shared" / "data")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (DATA / "pages" / "gold.jsonl").is_file(),
        reason="the pages with known answers are not part of the repository: name their folder in AGGREGATOR_TEST_DATA",
    ),
]


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> real_pages.Result:
    return real_pages.run(DATA / "pages", tmp_path_factory.mktemp("real"))


def test_every_page_ends_as_an_article_or_with_a_reason(result: real_pages.Result) -> None:
    assert result.pages > 400
    assert result.unaccounted == []
    assert len(result.stored) + len(result.reasons) == result.pages
    assert all(reason and "broke down" not in reason for reason in result.reasons.values())
    assert "Traceback" not in result.log and "ERROR" not in result.log


def test_the_road_through_the_harvest_and_the_batch_give_the_same(result: real_pages.Result) -> None:
    assert result.differing == {}


def test_figures_stay_above_their_floors(result: real_pages.Result, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(json.dumps(row) + "\n" for row in result.stored.values()), encoding="utf-8")
    figures = tmp_path / "figures.json"
    command = [sys.executable, str(DATA / "score.py"), str(DATA / "pages" / "gold.jsonl"), str(rows)]
    subprocess.run([*command, "--json", str(figures)], check=True, capture_output=True)
    (scored,) = json.loads(figures.read_text()).values()
    assert scored["aeb"]["F1"] >= 0.94
    assert scored["fundus-test"]["F1"] >= 0.93
    assert scored["fundus-test"]["title_eq"] >= 0.80
    assert scored["fundus-test"]["date_right"] >= 0.95
