"""`aggregator migrate`: a database of an older version brought up to date."""

from __future__ import annotations

import click

from aggregator.cli.options import with_project
from aggregator.cli.terminal import note, say
from aggregator.errors import NotADatabase
from aggregator.project import Project


@click.command()
@click.option("--dry-run", is_flag=True, help="Only say what would be done, how long it takes, how much disk it needs.")
@with_project
def migrate(project: Project, dry_run: bool) -> None:
    """Bring a database up to the schema of this version.

    It says first how long that takes and how much disk it needs, and keeps a copy of the file as it
    was. Interrupted, it goes on when it is run again. Nothing is done to a file that is up to date.

    \b
    Examples:
      aggregator migrate --dry-run
      aggregator migrate
    """
    from aggregator.store.connection import open_reader
    from aggregator.store.upkeep import migrate as carry_out
    from aggregator.store.upkeep import migration_plan

    try:
        plan = migration_plan(project.db)
    except NotADatabase:
        open_reader(project.db).close()  # says it in the words of the other commands: an empty file is nobody's
        raise
    if not plan.steps:
        say(f"{plan.path} is up to date (schema version {plan.version}).")
        return
    note(
        f"{plan.path}: from schema version {plan.version} to {plan.newest}, about {plan.seconds:.0f} s, "
        f"{plan.disk / 1e6:.0f} MB of free disk; the file as it is stays as {plan.backup.name}."
    )
    if dry_run:
        return
    carry_out(project.db, say=note)
    say(f"{plan.path} is up to date (schema version {plan.newest}).")
