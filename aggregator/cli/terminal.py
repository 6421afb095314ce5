"""What is printed: tables, lines and JSON, with nothing in them that a terminal would obey."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Collection, Iterable, Sequence
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


def can_show(text: str) -> bool:
    """Return whether standard output has all letters of `text`."""
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


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


WHOLE = ("id", "source")
"""Columns whose values are typed into the next command, so they are never cut or folded."""

NARROWEST = 12
"""Characters to which a column of text is folded before columns are left out."""

GAP = 2
"""Blanks between columns."""


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    title: str | None = None,
    spare: Collection[str] = (),
) -> None:
    """Print rows under their column names: with rules and colours on a terminal, as plain columns otherwise.

    A column whose values are all numbers is set to the right. None is shown as nothing. Where a terminal
    is too narrow, texts are folded and the `spare` columns left out; ids and numbers are always whole.
    """
    from rich import box
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    values = [list(row) for row in rows]
    grid = [["" if value is None else _one_line(str(value)) for value in row] for row in values]
    shown = sys.stdout.isatty()
    numbers = [_are_numbers([row[position] for row in values]) for position in range(len(columns))]
    heads = [name.replace(" ", "\n") if shown and numbers[at] else name for at, name in enumerate(columns)]
    widths = [
        max(cell_len(line) for cell in (head, *(row[at] for row in grid)) for line in cell.split("\n"))
        for at, head in enumerate(heads)
    ]
    firm = [numbers[at] or name in WHOLE for at, name in enumerate(columns)]
    least = [width if firm[at] else min(width, NARROWEST) for at, width in enumerate(widths)]
    screen = Console().width if shown else 10_000
    kept = _fitting(columns, least, spare=spare, width=screen)
    made = Table(
        title=harmless(title) if title else None,
        title_justify="left",
        box=box.SIMPLE_HEAD if shown else None,
        pad_edge=False,
        show_edge=False,
        collapse_padding=shown,
    )
    for at in kept:
        made.add_column(
            heads[at], justify="right" if numbers[at] else "left", no_wrap=not shown or firm[at], overflow="fold"
        )
    for row in grid:
        made.add_row(*(Text(row[at]) for at in kept))
    if shown:  # wider than the terminal where it cannot be helped: that breaks lines, and cuts nothing
        Console(width=max(screen, sum(least[at] + GAP for at in kept) - GAP)).print(made)
        return
    wide = Console(width=screen, color_system=None, force_terminal=False, highlight=False)
    with wide.capture() as capture:
        wide.print(made)
    click.echo("\n".join(line.rstrip() for line in capture.get().splitlines()))


def _are_numbers(values: Sequence[object]) -> bool:
    return bool(values) and all(isinstance(value, int | float) or value is None for value in values)


def _fitting(columns: Sequence[str], least: Sequence[int], *, spare: Collection[str], width: int) -> list[int]:
    """Return the positions of the columns to show: all, or without as many of the `spare` ones as it takes."""
    kept = list(range(len(columns)))
    for at in reversed([at for at in kept if columns[at] in spare]):
        if sum(least[one] for one in kept) + GAP * (len(kept) - 1) <= width:
            break
        kept.remove(at)
    return kept


def _one_line(text: str) -> str:
    return " ".join(harmless(text).split())
