"""Tests of `aggregator.cli.completion` and of what it completes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("shell", "part"), [("bash", "complete -o"), ("zsh", "#compdef"), ("fish", "complete --no-files")]
)
def test_each_shell_gets_its_script(aggregator: Run, shell: str, part: str) -> None:
    ran = aggregator("completion", shell)
    assert ran.code == 0
    assert part in ran.out and "_AGGREGATOR_COMPLETE" in ran.out


def completed(words: str, folder: Path) -> list[str]:
    """What bash would be offered after `words`."""
    ran = subprocess.run(
        [sys.executable, "-m", "aggregator"],
        env={
            "PATH": "/usr/bin:/bin",
            "HOME": str(folder),
            "PYTHONPATH": str(ROOT),
            "_AGGREGATOR_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split()) - (not words.endswith(" "))),
        },
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=30,
    )
    return [line.partition(",")[2] for line in ran.stdout.splitlines()]


def test_commands_options_and_ids_are_completed(registered: Path) -> None:
    assert completed("aggregator ha", registered) == ["harvest"]
    assert "--since" in completed("aggregator harvest --s", registered)
    assert completed("aggregator harvest m", registered) == ["morning-post"]
    assert "yonhap" in completed("aggregator sources use yon", registered)
    assert not (registered / "db").exists()
