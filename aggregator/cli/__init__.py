"""The command `aggregator`: one file a command, and one place where each of them ends."""

from __future__ import annotations

import io
import os
import sys

import click

from aggregator import __version__
from aggregator.cli.completion import completion
from aggregator.cli.correct import correct
from aggregator.cli.corrections import corrections
from aggregator.cli.demo import demo
from aggregator.cli.doctor import doctor
from aggregator.cli.ending import ended
from aggregator.cli.extract import extract
from aggregator.cli.harvest import harvest
from aggregator.cli.migrate import migrate
from aggregator.cli.options import InOrder
from aggregator.cli.organisations import organisations
from aggregator.cli.search import search
from aggregator.cli.show import show
from aggregator.cli.sources import sources
from aggregator.errors import UsageError

# Command modules import what is heavy (Scrapy, SQLite, rich) inside their functions: `--help` and
# completion answer while the user's finger is still on the key.


@click.group(cls=InOrder, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="aggregator")
def aggregator() -> None:
    """Harvest news sites into one SQLite file.

    \b
    Start here, without any network:
      aggregator demo
    Then real news:
      aggregator sources catalogue korea    look for publishers
      aggregator sources use yonhap         choose one
      aggregator harvest                    fetch what is due
      aggregator search election            look at what arrived

    Every command takes --db and --sources; without them it works on the project that the current
    folder belongs to (the nearest folder upwards with scrapy.cfg), else on your data folder.
    Results go to standard output, everything else to standard error.

    \b
    Exit codes:
      0    done
      1    nothing could be stored, or something that was asked for by name failed
      2    wrong usage, or something around us must be mended first: one sentence says what
      130  stopped by Ctrl-C; what was fetched is kept
    """


for command in (
    demo,
    sources,
    harvest,
    search,
    show,
    correct,
    corrections,
    extract,
    organisations,
    doctor,
    migrate,
    completion,
):
    aggregator.add_command(command)


def run(arguments: list[str]) -> int:
    """Carry out one command line and return its exit code."""
    return ended(lambda: _carried_out(arguments), os.environ)


def _carried_out(arguments: list[str]) -> object:
    if sys.stdout is None:  # before any work is done that nobody would see the end of
        raise UsageError("Standard output is closed, so nothing can be shown: leave it open, or send it to /dev/null.")
    return aggregator.main(arguments, prog_name="aggregator", standalone_mode=False)


def hold_closed_streams() -> None:
    """Put /dev/null where standard input, output or error is closed.

    The next file that is opened would get its number, and what is printed could end in the database.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free, so this one
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)


def main() -> None:
    """Be the program `aggregator`."""
    hold_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that lacks a letter gets its number, not a traceback; programs get UTF-8 (RFC 8259, 8.1).
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))
