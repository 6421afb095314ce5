"""The options that every command takes, and the project they lead to."""

from __future__ import annotations

import functools
import shlex
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from aggregator.project import Project


def with_project(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give `command` the options --db and --sources, and as `project` the files they and the folder decide."""

    @click.option(
        "--db",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="PATH",
        help="The SQLite file [AGGREGATOR_DB; else db/news.db of the project].",
    )
    @click.option(
        "--sources",
        "folder",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        help="The folder of source files [AGGREGATOR_SOURCES; else sources/ of the project].",
    )
    @functools.wraps(command)
    def with_options(*arguments: Any, db: Path | None, folder: Path | None, **options: Any) -> Any:
        found = Project.find()
        project = replace(found, db=db or found.db, sources=folder or found.sources)
        return command(*arguments, project=project, **options)

    return with_options


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
