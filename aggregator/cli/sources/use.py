"""`aggregator sources use`: publishers of the catalogue registered."""

from __future__ import annotations

import click

from aggregator.cli.options import with_project
from aggregator.cli.registered import complete_catalogue
from aggregator.cli.terminal import note, say
from aggregator.errors import UsageError
from aggregator.project import Project


@click.command()
@click.argument("ids", nargs=-1, metavar="ID…", shell_complete=complete_catalogue)
@click.option("--group", "groups", multiple=True, metavar="G", help="All of the catalogue's sources in this group.")
@with_project
def use(project: Project, ids: tuple[str, ...], groups: tuple[str, ...]) -> None:
    """Register publishers of the catalogue: their files are copied into your sources folder.

    A file that is already there is left as it is: your changes to it are yours.

    \b
    Examples:
      aggregator sources use yonhap news1-global
      aggregator harvest yonhap
    """
    from aggregator.sources.files import save
    from aggregator.sources.registry import catalogue

    named = [catalogue().named(source_id) for source_id in ids]
    for group in groups:
        if not (members := catalogue().group(group)):
            raise UsageError(f'The catalogue has no group "{group}"; it has: {", ".join(catalogue().groups())}.')
        named += members
    if not named:
        raise click.UsageError("name at least one source: `aggregator sources catalogue` shows them")
    for source in {one.id: one for one in named}.values():
        if (project.sources / f"{source.id}.toml").exists():
            note(f"{source.id}: already registered")
        else:
            say(f"{source.id}: {save(source, project.sources)}")
    note(f"Next: aggregator harvest {named[0].id}")
