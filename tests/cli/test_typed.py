"""Tests of `aggregator.cli.typed`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from aggregator.cli.typed import near, typed


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A virtual environment in the current folder that PATH does not lead to; its folder of programs."""
    programs = tmp_path / ".venv" / "bin"
    programs.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "executable", str(programs / "python"))
    monkeypatch.setenv("PATH", str(tmp_path / "elsewhere"))
    return programs


def script(folder: Path, name: str) -> None:
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)


def test_a_program_that_path_does_not_lead_to_is_typed_with_its_folder(environment: Path) -> None:
    script(environment, "aggregator")
    script(environment, "scrapy")
    assert (typed(), typed("scrapy")) == (".venv/bin/aggregator", ".venv/bin/scrapy")


def test_a_program_that_path_leads_to_is_typed_by_its_name(environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script(environment, "aggregator")
    monkeypatch.setenv("PATH", str(environment))
    assert typed() == "aggregator"


def test_without_a_script_the_interpreter_runs_it_as_a_module(environment: Path) -> None:
    assert typed() == ".venv/bin/python -m aggregator"


def test_a_folder_with_a_blank_is_quoted(environment: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script(environment, "aggregator")
    folder = tmp_path / "my news"
    environment.rename(folder)
    monkeypatch.setattr(sys, "executable", str(folder / "python"))
    assert typed() == "'my news/aggregator'"


def test_a_path_elsewhere_stays_whole(environment: Path) -> None:
    assert near(Path("/srv/news.db")) == Path("/srv/news.db")
