"""Tests of `aggregator.cli.ending`."""

from __future__ import annotations

import errno
import os
import pty
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from aggregator.cli import run
from aggregator.cli.ending import ended
from aggregator.errors import OlderSchema, UsageError
from tests.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (OlderSchema("db/news.db wants `aggregator migrate`."), 2, "db/news.db wants `aggregator migrate`.\n"),
        (UsageError("Nothing was named."), 2, "Nothing was named.\n"),
        (OSError(errno.ENOSPC, "No space left on device", "db/news.db"), 2, "db/news.db: No space left on device.\n"),
        (KeyboardInterrupt(), 130, "Stopped. What was already stored is kept; the same command goes on from there.\n"),
        (click.UsageError("no such thing"), 2, "Error: no such thing\n"),
        (MemoryError(), 2, "This machine has not enough memory"),
    ],
)
def test_every_error_ends_in_a_sentence_and_a_code(
    error: BaseException, code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing() -> None:
        raise error

    assert ended(failing, {}) == code
    printed = capsys.readouterr()
    assert printed.err.startswith(said) and "Traceback" not in printed.err
    assert printed.out == ""


def test_our_own_mistake_is_a_sentence_too_and_debug_shows_where(capsys: pytest.CaptureFixture[str]) -> None:
    def failing() -> None:
        raise KeyError("\x1b[2Jx")

    assert ended(failing, {}) == 2
    printed = capsys.readouterr().err
    assert "KeyError" in printed and "AGGREGATOR_DEBUG=1" in printed
    assert "Traceback" not in printed and "\x1b" not in printed
    assert ended(failing, {"AGGREGATOR_DEBUG": "1"}) == 2
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(("returned", "code"), [(None, 0), (0, 0), (1, 1), ("text", 0)])
def test_a_command_may_return_its_own_code(returned: object, code: int) -> None:
    assert ended(lambda: returned, {}) == code


def test_a_terminal_without_a_letter_gets_its_number(tmp_path: Path) -> None:
    (tmp_path / "scrapy.cfg").touch()
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "narae.toml").write_text('name = "나래일보"\nhomepage = "https://narae.example/"\n')
    ours, terminal = pty.openpty()
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "aggregator", "sources", "list"],
            cwd=tmp_path,
            env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "latin-1", "PATH": "/usr/bin:/bin", "TERM": "dumb"},
            stdout=terminal,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )
        shown = os.read(ours, 10_000).decode("latin-1")
    finally:
        os.close(terminal)
        os.close(ours)
    assert ran.returncode == 0, ran.stderr
    assert "\\ub098" in shown


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "scrapy.cfg").touch()
    ran = subprocess.run(
        ["bash", "-c", f"{shlex.quote(sys.executable)} -m aggregator sources catalogue --json | head -1"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.count("\n") == 1


def shell(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Run `aggregator` with what follows it in a shell's words."""
    return subprocess.run(
        ["bash", "-c", f"{shlex.quote(sys.executable)} -m aggregator {command}"],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("command", ["search", "show 1 --json", "extract a.html", "sources catalogue", "demo"])
def test_closed_standard_output_is_a_sentence_before_any_work_is_done(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", None)
        assert run(command.split()) == 2
    assert capsys.readouterr().err.startswith("Standard output is closed")
    assert not (project / "db").exists()


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("search >&-", "Standard output is closed"),
        ("extract - <&-", "Standard input is closed"),
        ("extract --batch - <&-", "Standard input is closed"),
        ("harvest --urls - <&-", "Standard input is closed"),
        ("sources add --from - <&-", "Standard input is closed"),
        ("sources add https://a.example/ <&-", "Nobody can be asked here"),
        ("search <&- >&- 2>&-", ""),
    ],
)
def test_a_closed_stream_is_a_sentence(tmp_path: Path, command: str, said: str) -> None:
    (tmp_path / "scrapy.cfg").touch()
    ran = shell(tmp_path, command)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith(said) and ran.stderr.count("\n") == bool(said)


@pytest.mark.slow
def test_what_reads_nothing_does_not_need_standard_input(tmp_path: Path) -> None:
    (tmp_path / "scrapy.cfg").touch()
    assert shell(tmp_path, "doctor <&- 2>&-").returncode == 0


@pytest.mark.parametrize("command", ["search", "doctor", "harvest", "extract a.html"])
def test_a_current_folder_that_is_gone_is_a_sentence(aggregator: Run, project: Path, command: str) -> None:
    (project / "scrapy.cfg").unlink()
    project.rmdir()
    ran = aggregator(*command.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "The current folder is gone: change to another one.\n"


@pytest.mark.parametrize("option", ["--db", "--sources"])
def test_an_empty_path_is_not_the_current_folder(aggregator: Run, option: str) -> None:
    ran = aggregator("search", option, "")
    assert ran.code == 2
    assert f"'{option}': an empty path was given" in ran.err
