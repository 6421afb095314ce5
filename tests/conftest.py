"""What tests of several rooms share: a project in which the demo has run."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def demo_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder with db/demo.db, as `aggregator demo` leaves it; made once for all processes, to be read only."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # of this run, and of all its processes
    folder, said = base / "demo-project", base / "demo-project" / "demo.txt"
    with (base / "demo-project.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # who comes second finds it made
        if not said.exists():
            said.write_text(_after_the_demo(folder))
    return folder


def _after_the_demo(folder: Path) -> str:
    """Run the demo in a new project, and return what it said."""
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
    return ran.stdout
