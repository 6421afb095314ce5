"""Asks once for an address by which sites can reach whoever harvests them."""

from __future__ import annotations

import contextlib
import json
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aggregator.cli.terminal import note
from aggregator.errors import AggregatorError
from aggregator.project import A_CONTACT, Project, is_contact

if TYPE_CHECKING:
    from aggregator.sources.source import Source

WHY = "With it in the User-Agent, a site's owner can write to you before blocking you."


def contact_of(project: Project, settings: Mapping[str, object]) -> str | None:
    """Return the contact that harvests will name; "" where the user wants none, None where nothing is said."""
    return str(settings.get("AGGREGATOR_CONTACT") or "") or project.config.contact


def advice(path: Path) -> str:
    """Return the line that sets a contact, and where it belongs."""
    return f'put the line  contact = "you@example.org"  at the top of {path}'


def wanted(project: Project, sources: Iterable[Source]) -> bool:
    """Return whether it is time to speak of a contact: before the first harvest, unless it is of local sites."""
    local = [source.local for source in sources]
    return not (local and all(local)) and not _has_harvested(project.db)


def _has_harvested(db: Path) -> bool:
    from aggregator.store.reader import Reader

    if not db.exists():
        return False
    try:
        with Reader(db) as reader:
            return any(run.finished_at for run in reader.runs())
    except AggregatorError:  # the harvest itself will say what is wrong with the file
        return True


def can_ask() -> bool:
    """Return whether somebody sits there who sees the question and can answer it."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def ask(path: Path, *, tell: Callable[[str], None] = note) -> str:
    """Ask for a contact and write it into `aggregator.toml`, "" for none; return it."""
    tell(f"Sites have not been told yet who harvests them. {WHY}")
    contact: str = click.prompt(
        "Your mail or web address (empty: none)", default="", show_default=False, value_proc=_answer, err=True
    )
    try:
        keep(path, contact)
        tell(f"{path} has it now; change it there.")
    except OSError as error:
        tell(f"{path} could not be written ({error.strerror or error}): {advice(path)}.")
    return contact


def _answer(text: str) -> str:
    contact = text.strip()
    if contact and not is_contact(contact):
        raise click.UsageError(f"It must be {A_CONTACT}.")
    return contact


def keep(path: Path, contact: str) -> None:
    """Write `contact` into the file as its first line; what it holds stays as it is.

    First, because a key below the head of a table would be that table's.
    """
    path = path.resolve()  # a link stays a link
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_bytes() if path.exists() else b""
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(number, "wb") as file:
            file.write(f"contact = {json.dumps(contact)}\n".encode() + before)
        os.chmod(name, stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
