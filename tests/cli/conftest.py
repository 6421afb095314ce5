"""Commands run in this process, in a project folder of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from aggregator.cli import run


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What one command line did."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, as the current folder."""
    for name in ("DB", "SOURCES", "ORGANISATIONS", "CONFIG", "DEBUG"):
        monkeypatch.delenv(f"AGGREGATOR_{name}", raising=False)
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "scrapy.cfg").write_text("[settings]\ndefault = aggregator.settings\n")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def aggregator(project: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command line in the project."""

    def ran(*arguments: str) -> Ran:
        capsys.readouterr()
        code = run(list(arguments))
        captured = capsys.readouterr()
        return Ran(code=code, out=captured.out, err=captured.err)

    return ran


MORNING_POST = """\
name = "The Morning Post of Elsewhere"
homepage = "https://morning-post.example/"
country = "GB"
languages = ["en"]
kind = "newspaper"
groups = ["dailies"]
feeds = ["https://morning-post.example/feed.xml"]
"""


@pytest.fixture
def registered(project: Path) -> Path:
    """The project, with one source registered."""
    (project / "sources").mkdir()
    (project / "sources" / "morning-post.toml").write_text(MORNING_POST)
    return project
