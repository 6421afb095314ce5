"""What tests of several rooms share: a project in which the demo has run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def demo_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder with db/demo.db, as `aggregator demo` leaves it; made once, to be read only."""
    folder = tmp_path_factory.mktemp("demo") / "project"
    folder.mkdir()
    (folder / "scrapy.cfg").write_text((ROOT / "scrapy.cfg").read_text())
    environ = {name: value for name, value in os.environ.items() if not name.startswith("AGGREGATOR_")}
    ran = subprocess.run(
        [sys.executable, "-m", "aggregator", "demo"],
        cwd=folder,
        env=environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    (folder / "demo.txt").write_text(ran.stdout)
    return folder
