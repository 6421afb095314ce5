"""The options that every command takes, and the project they lead to."""

from __future__ import annotations

import contextlib
import functools
import os
import shlex
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import click

from aggregator.errors import UsageError
from aggregator.project import Project


class NamedPath(click.Path):
    """A path that names something: an empty one (`--db "$UNSET"`) would mean the current folder."""

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """Return the path; refuse the empty one."""
        if value == "":
            self.fail("an empty path was given: name one, or leave the option out.", param, ctx)
        return super().convert(value, param, ctx)


class InputFile(click.File):
    """A file to read, - for standard input, which may be closed."""

    def convert(
        self, value: str | os.PathLike[str] | IO[Any], param: click.Parameter | None, ctx: click.Context | None
    ) -> IO[Any]:
        """Return the open file; refuse a standard input that is closed."""
        if value == "-" and sys.stdin is None:
            raise UsageError(STDIN_CLOSED)
        return super().convert(value, param, ctx)


STDIN_CLOSED = "Standard input is closed, so nothing can be read from it: name a file instead of -."


def with_project(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give `command` the options --db and --sources, and as `project` the files they and the folder decide."""

    @click.option(
        "--db",
        type=NamedPath(dir_okay=False, path_type=Path),
        metavar="PATH",
        help="The SQLite file [AGGREGATOR_DB; else db/news.db of the project].",
    )
    @click.option(
        "--sources",
        "folder",
        type=NamedPath(file_okay=False, path_type=Path),
        metavar="DIR",
        help="The folder of source files [AGGREGATOR_SOURCES; else sources/ of the project].",
    )
    @functools.wraps(command)
    def with_options(*arguments: Any, db: Path | None, folder: Path | None, **options: Any) -> Any:
        try:
            found = Project.find()
        except FileNotFoundError:  # what `os.getcwd` says; every other missing file is no error there
            raise UsageError("The current folder is gone: change to another one.") from None
        project = replace(found, db=db or found.db, sources=folder or found.sources)
        with _own_organisations(project):
            return command(*arguments, project=project, **options)

    return with_options


@contextlib.contextmanager
def _own_organisations(project: Project) -> Iterator[None]:
    """Let this process and those it starts know the project's own files of organisations, for one command."""
    if not project.organisations:
        yield
        return
    from aggregator.organisations.own import OWN_FILES, named

    before = os.environ.get(OWN_FILES)
    os.environ[OWN_FILES] = named(project.organisations)
    try:
        yield
    finally:
        if before is None:
            del os.environ[OWN_FILES]
        else:
            os.environ[OWN_FILES] = before


json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs.")


def db_option(project: Project) -> str:
    """Return the option that leads to this database again, a blank before it; "" where none is needed."""
    if project.db.absolute() == Project.find().db.absolute():
        return ""
    return f" --db {shlex.quote(str(project.db))}"


class InOrder(click.Group):
    """A group whose help lists its commands in the order in which a newcomer meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names as they were added."""
        return list(self.commands)
