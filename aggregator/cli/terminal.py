"""What is printed: tables, lines and JSON, with nothing in them that a terminal would obey."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls but tab and line feed: escape sequences begin with one
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional marks, embeddings, overrides and isolates
    "\u2028\u2029\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"  # separators, annotations, invisible tags
)
"""Characters that change how other text is shown. A page may hold them to paint over a terminal or to
make a sentence read otherwise than it is stored. Tabs and line feeds pass; joiners are letters to many scripts."""


def harmless(text: str) -> str:
    """Return `text` without the characters that a terminal would obey rather than show."""
    return _OBEYED.sub("", text)


class Strong(str):
    """A line that stands out on a terminal."""

    __slots__ = ()


def say(text: str = "") -> None:
    """Print a line of results."""
    line = harmless(text)
    click.echo(click.style(line, bold=True) if isinstance(text, Strong) else line)


def note(text: str) -> None:
    """Print a line that is no result: to standard error."""
    click.echo(harmless(text), err=True)


def json_line(value: Any) -> None:
    """Print `value` as one line of JSON; to a terminal with what it would obey written as escapes."""
    text = json.dumps(value, ensure_ascii=False)
    click.echo(escaped(text) if sys.stdout.isatty() else text)


def json_page(value: Any) -> None:
    """Print `value` as JSON that people can read."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    click.echo(escaped(text) if sys.stdout.isatty() else text)


def escaped(text: str) -> str:
    r"""Return JSON text that means the same, with characters a terminal would obey as `\uXXXX`."""
    return _OBEYED.sub(lambda match: json.dumps(match[0])[1:-1], text)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None) -> None:
    """Print rows under their column names: with rules and colours on a terminal, as plain columns otherwise.

    A column whose values are all numbers is set to the right. None is shown as nothing.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = [list(row) for row in rows]
    shown = sys.stdout.isatty()
    made = Table(
        title=harmless(title) if title else None,
        title_justify="left",
        box=box.SIMPLE_HEAD if shown else None,
        pad_edge=False,
        show_edge=False,
    )
    for position, name in enumerate(columns):
        values = [row[position] for row in grid]
        numbers = bool(values) and all(isinstance(value, int | float) or value is None for value in values)
        made.add_column(name, justify="right" if numbers else "left", no_wrap=not shown or numbers)
    for row in grid:
        made.add_row(*(Text("" if value is None else _one_line(str(value))) for value in row))
    if shown:
        Console().print(made)
        return
    wide = Console(width=10_000, color_system=None, force_terminal=False, highlight=False)
    with wide.capture() as capture:
        wide.print(made)
    click.echo("\n".join(line.rstrip() for line in capture.get().splitlines()))


def _one_line(text: str) -> str:
    return " ".join(harmless(text).split())
