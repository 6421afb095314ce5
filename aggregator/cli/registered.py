"""The registered sources as commands name them: by id, by group, by host."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from aggregator.cli.terminal import note
from aggregator.errors import SourceFileError, UsageError
from aggregator.project import Project

if TYPE_CHECKING:
    from aggregator.sources.registry import Registry
    from aggregator.sources.source import Source


def registry(project: Project) -> Registry:
    """Return the registered sources; a file with a mistake is named on standard error and left out."""
    known, mistakes = read(project.sources)
    for mistake in mistakes:
        note(str(mistake))
    return known


def read(folder: Path) -> tuple[Registry, tuple[SourceFileError, ...]]:
    """Return the sources of a folder, and what is wrong with its other files."""
    from aggregator.sources.files import read_folder
    from aggregator.sources.registry import Registry

    found = read_folder(folder)
    return Registry(found.sources), found.mistakes


def with_catalogue(project: Project) -> Registry:
    """Return the registered sources and, where none of them has its id, each one that ships with the package."""
    from aggregator.sources.registry import Registry, catalogue

    return Registry([*catalogue(), *registry(project)])


def chosen(project: Project, ids: Sequence[str], groups: Sequence[str] = ()) -> list[Source]:
    """Return the registered sources with these ids or in these groups, each once; without either, all.

    Raises UnknownSource, SourceFileError or UsageError where one that was named cannot be had.
    """
    known, mistakes = read(project.sources)
    for mistake in mistakes:
        if any(str(project.sources / f"{source_id}.toml") in str(mistake) for source_id in ids):
            raise mistake
    if mistakes and not ids and not len(known):  # "none is registered" would hide why
        raise SourceFileError("\n".join(map(str, mistakes)))
    named = [known.named(source_id) for source_id in ids]
    for group in groups:
        members = known.group(group)
        if not members:
            there = ", ".join(known.groups()) or "none yet"
            raise UsageError(f'No registered source is in the group "{group}"; the groups are: {there}.')
        named += members
    return list({source.id: source for source in (named if ids or groups else known)}.values())


def complete_registered(context: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """Complete the id of a registered source."""
    project = Project.find()
    known, _mistakes = read(context.params.get("folder") or project.sources)
    return _items(known, begun)


def complete_catalogue(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """Complete the id of a source that ships with the package."""
    from aggregator.sources.registry import catalogue

    return _items(catalogue(), begun)


def _items(known: Registry, begun: str) -> list[CompletionItem]:
    return [CompletionItem(source.id, help=source.name) for source in known if source.id.startswith(begun)]
