"""`aggregator demo`, killed in the middle: the second one goes on, and ends where an undisturbed one does."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.harvest.conftest import ROOT, Contents

pytestmark = pytest.mark.slow  # each harvests in processes of its own


def start(folder: Path) -> subprocess.Popen[str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("AGGREGATOR_")}
    return subprocess.Popen(
        [sys.executable, "-m", "aggregator", "demo"],
        cwd=folder,
        env=environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def count(db: Path, sql: str) -> int:
    try:
        with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as connection:
            return int(connection.execute(sql).fetchone()[0] or 0)
    except sqlite3.OperationalError:  # not there yet, or without tables
        return 0


STORED = "SELECT count(*) FROM frontier WHERE state = 'done'"


@pytest.mark.parametrize("articles", [40])
def test_a_killed_demo_goes_on_and_ends_like_an_undisturbed_one(
    tmp_path: Path, undisturbed: Path, contents: Callable[[Path], Contents], articles: int
) -> None:
    (tmp_path / "scrapy.cfg").write_text((ROOT / "scrapy.cfg").read_text())
    db = tmp_path / "db" / "demo.db"
    with start(tmp_path) as process:
        end = time.monotonic() + 60
        while count(db, STORED) < articles and process.poll() is None and time.monotonic() < end:
            time.sleep(0.002)
        assert process.poll() is None, "the demo was over before it could be killed"
        process.kill()
        process.communicate()
    stored = count(db, STORED)
    assert stored >= articles
    with start(tmp_path) as process:
        out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert "Traceback" not in err
    first_visit = "SELECT sum(fetched) FROM runs WHERE started_at = '2026-11-20T08:00:00Z'"
    assert count(db, first_visit) <= count(undisturbed, first_visit) - stored
    after, wanted = contents(db), contents(undisturbed)
    for name in wanted:
        if name != "frontier":
            assert after[name] == wanted[name], name
    with start(tmp_path) as process:
        out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert "no article was fetched" in out
    assert not re.search(r"Visit 1", out)
