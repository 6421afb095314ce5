"""`aggregator sources use`: publishers of the catalogue registered."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from aggregator.cli.options import with_project
from aggregator.cli.registered import complete_catalogue
from aggregator.cli.terminal import note, say
from aggregator.cli.typed import typed
from aggregator.errors import UnknownSource, UsageError
from aggregator.project import Project

if TYPE_CHECKING:
    from aggregator.sources.source import Source


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

    named = [shipped(source_id) for source_id in ids]
    for group in groups:
        if not (members := catalogue().group(group)):
            there = ", ".join(catalogue().groups()) or "none at all"
            raise UsageError(f'The catalogue has no group "{group}"; its groups are: {there}.')
        named += members
    if not named:
        raise click.UsageError("name at least one source: `aggregator sources catalogue` shows them")
    for source in {one.id: one for one in named}.values():
        if (project.sources / f"{source.id}.toml").exists():
            note(f"{source.id}: already registered")
        else:
            say(f"{source.id}: {save(source, project.sources)}")
    note(f"Next: {typed()} harvest {named[0].id}")


def shipped(source_id: str) -> Source:
    """Return a source of the catalogue; raises UnknownSource with a sentence that names a near one."""
    from aggregator.sources.registry import catalogue

    known = catalogue()
    if (source := known.get(source_id)) is not None:
        return source
    near = get_close_matches(source_id[:100].lower(), [one.id for one in known], n=1, cutoff=0.6)
    near = near or [one.id for one in known.search(source_id)[:1]]
    hint = f'did you mean "{near[0]}"?' if near else "`aggregator sources catalogue` shows what it has."
    raise UnknownSource(f'The catalogue has no source "{source_id[:100]}": {hint}')
