"""Regenerates the documents that are made from the code: `make docs`; a test fails where one is stale."""

from __future__ import annotations

import ast
import contextlib
import fcntl
import html
import io
import os
import re
import shlex
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import click

from aggregator.cli import aggregator
from aggregator.store.dictionary import data_dictionary, schema_sql

ROOT = Path(__file__).resolve().parent.parent

PICTURE = ROOT / "docs" / "demo.svg"
PICTURE_WIDTH = 104

WIDTH = 100
"""Columns of the help texts, whatever terminal they are generated in."""


def documents() -> dict[Path, str]:
    """Return every generated document as it should stand, by its path."""
    return {
        ROOT / "docs" / "commands.md": commands(),
        ROOT / "db" / "README.md": data_dictionary(),
        ROOT / "db" / "schema.sql": schema_sql(),
        ROOT / "docs" / "settings.md": settings((ROOT / "aggregator" / "settings.py").read_text(encoding="utf-8")),
    }


# ---------------------------------------------------------------- commands


def commands() -> str:
    """Return docs/commands.md: what `--help` says, command by command."""
    parts = ["# Commands\n\nWhat `--help` says of each. This page is generated (`make docs`).\n"]
    for words, text in helps(aggregator, ("aggregator",)):
        parts.append(f"{'#' * min(len(words) + 1, 3)} {' '.join(words)}\n\n```text\n{text}\n```\n")
    return "\n".join(parts)


def helps(
    command: click.Command, words: tuple[str, ...], parent: click.Context | None = None
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the words of each command and its help, parents first."""
    settings = dict(command.context_settings) | {"terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(command, info_name=words[-1], parent=parent, **settings)
    yield words, "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            further = command.get_command(context, name)
            assert further is not None
            yield from helps(further, (*words, name), context)


# ---------------------------------------------------------------- settings


def settings(source: str) -> str:
    """Return docs/settings.md from the text of `aggregator/settings.py`: name, default, and what its docstring says."""
    parts = [
        "# Settings\n\n"
        "Each can be set for one harvest (`aggregator harvest -s NAME=VALUE`), for all (`[settings]` in\n"
        "`aggregator.toml`), or as any Scrapy setting. This page is generated (`make docs`).\n"
    ]
    chapters = dict(_chapters(source))
    for line, name, default, text in assignments(source):
        for start in [start for start in chapters if start < line]:
            parts.append(f"## {chapters.pop(start)}\n")
        shown = f"```python\n{default}\n```" if "\n" in default else f"Default: `{default}`"
        parts.append(f"### {name}\n\n{text}\n\n{shown}\n")
    return "\n".join(parts)


def _chapters(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and words of each `# --- words ----` comment."""
    for number, line in enumerate(source.splitlines(), 1):
        if match := re.fullmatch(r"# --- (.+?) -+", line):
            yield number, match[1][:1].upper() + match[1][1:]


def assignments(source: str) -> Iterator[tuple[int, str, str, str]]:
    """Yield line, name, default as written, and docstring of every setting."""
    for node, after in pairwise(ast.parse(source).body):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.expr() as value):
                pass
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                pass
            case _:
                continue
        text = ""
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            text = "\n".join(line.strip() for line in str(after.value.value).splitlines())
        yield node.lineno, name, ast.get_source_segment(source, value) or "", text


# ---------------------------------------------------------------- the picture


def picture() -> str:
    """Return docs/demo.svg: the terminal at the end of a real run of `aggregator demo`."""
    from rich.console import Console
    from rich.text import Text

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "scrapy.cfg").write_text("")
        program = Path(folder) / "bin" / "aggregator"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m aggregator "$@"\n')
        program.chmod(0o755)
        printed = on_terminal([str(program), "demo"], folder)
    console = Console(
        record=True, width=PICTURE_WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor"
    )
    console.print(Text.from_ansi("$ aggregator demo\n" + printed), soft_wrap=True)
    drawn = console.export_svg(title="aggregator demo", unique_id="demo")
    # Fonts of the reader's own machine: a picture should not make anyone's browser call a third party.
    return re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL).replace("Fira Code", "ui-monospace")


def words(drawn: str) -> list[str]:
    """Return the words in a picture. Figures are left out: the order in which pages arrive may change some."""
    text = html.unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", drawn, flags=re.DOTALL))
    return re.findall(r"[^\W\d]+", text)


def on_terminal(command: list[str], folder: str) -> str:
    """Return what a command prints to a terminal whose PATH leads to it; its standard error is left out."""
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 80, PICTURE_WIDTH, 0, 0))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AGGREGATOR_")}
    environ = kept | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLUMNS": str(PICTURE_WIDTH)}
    environ["PATH"] = os.pathsep.join([str(Path(command[0]).parent), kept["PATH"]])
    with subprocess.Popen(command, cwd=folder, env=environ, stdout=theirs, stderr=subprocess.DEVNULL) as ran:
        os.close(theirs)
        printed = b""
        with contextlib.suppress(OSError):  # how Linux says that the other end was closed
            while part := os.read(ours, 65536):
                printed += part
        os.close(ours)
    if ran.returncode:
        raise click.ClickException(f"{shlex.join(command)} ended with {ran.returncode}: no picture can be made of it")
    return printed.decode().replace("\r\n", "\n")


def main() -> None:
    """Write what is stale."""
    for path, text in documents().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            click.echo(f"wrote {path.relative_to(ROOT)}")
    drawn = picture()
    if not PICTURE.exists() or words(PICTURE.read_text(encoding="utf-8")) != words(drawn):
        PICTURE.write_text(drawn, encoding="utf-8")
        click.echo(f"wrote {PICTURE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
