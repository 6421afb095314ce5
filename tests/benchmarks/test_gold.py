"""What is missing of the pages with known answers is said in a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.gold import folder_of

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]


def refused(name: str, *arguments: str) -> str:
    """Return the sentence with which a benchmark ends."""
    ran = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert (ran.returncode, ran.stdout) == (2, "") and "Traceback" not in ran.stderr
    return ran.stderr.splitlines()[-1]


@pytest.mark.parametrize("name", ["extraction", "habits"])
def test_what_is_missing_is_said(tmp_path: Path, name: str) -> None:
    folder = folder_of(tmp_path / "pages", "one")
    absent = str(tmp_path / "nope")
    assert refused(name, absent).startswith(f"{absent}/gold.jsonl: No such file or directory")
    assert "there is no such scorer" in refused(name, str(folder), "--score", absent)
    assert "No such file" in refused(name, str(folder), "--only", absent)
    assert "there is no such page" in refused(name, str(folder), "--dataset", "two")
    page = folder / "html" / "p0.html.gz"
    page.unlink()
    assert refused(name, str(folder)).startswith(f"{page}: there is no such page")
    (folder / "gold.jsonl").write_text("[]\n", encoding="utf-8")
    assert "no JSON object with id and url" in refused(name, str(folder))


def test_systems_that_are_not_there_are_said(tmp_path: Path) -> None:
    folder = str(folder_of(tmp_path / "pages", "one"))
    assert "none of the systems named is installed" in refused("extraction", folder, "--system", "goose3")
    assert "there is no such interpreter" in refused("extraction", folder, "--python", str(tmp_path / "python"))


def test_attacks_that_are_none_are_said() -> None:
    assert "no attack begins with nosuch" in refused("attacks", "nosuch")
    assert "--size must be" in refused("attacks", "--size", "0")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((), "Name the pages: make quality DATA=/path"),
        (("DATA=/nope",), "/nope has no folder with a gold.jsonl in it"),
    ],
)
def test_the_pages_are_asked_for_before_anything_is_installed(
    tmp_path: Path, given: tuple[str, ...], said: str
) -> None:
    command = ["make", "--jobs=2", "quality", f"VENV={tmp_path / 'venv'}", *given]
    # Without what an outer `make`, which may run these tests, tells an inner one: that would name its folder.
    own = {name: value for name, value in os.environ.items() if not name.startswith("MAKE") and name != "MFLAGS"}
    ran = subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 2 and ran.stderr.startswith(said)
    assert ran.stdout == "" and not (tmp_path / "venv").exists()
