"""The command `aggregator`: one file a command, and one place where each of them ends."""

from __future__ import annotations

import io
import os
import sys

import click

from aggregator import __version__
from aggregator.cli.completion import completion
from aggregator.cli.demo import demo
from aggregator.cli.doctor import doctor
from aggregator.cli.ending import ended
from aggregator.cli.extract import extract
from aggregator.cli.harvest import harvest
from aggregator.cli.migrate import migrate
from aggregator.cli.options import InOrder
from aggregator.cli.search import search
from aggregator.cli.show import show
from aggregator.cli.sources import sources

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


for command in (demo, sources, harvest, search, show, extract, doctor, migrate, completion):
    aggregator.add_command(command)


def run(arguments: list[str]) -> int:
    """Carry out one command line and return its exit code."""
    return ended(lambda: aggregator.main(arguments, prog_name="aggregator", standalone_mode=False), os.environ)


def main() -> None:
    """Be the program `aggregator`."""
    for stream in (sys.stdout, sys.stderr):  # a terminal that lacks a letter gets its number, not a traceback
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))
