"""Tests of `aggregator.cli.ending`."""

from __future__ import annotations

import errno
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from aggregator.cli.ending import ended
from aggregator.errors import OlderSchema, UsageError

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
    ran = subprocess.run(
        [sys.executable, "-m", "aggregator", "sources", "list"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "latin-1", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    assert "\\ub098" in ran.stdout


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
