"""`aggregator sources list`: what is registered."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from aggregator.cli.options import json_option, with_project
from aggregator.cli.registered import chosen, registry
from aggregator.cli.sources.state import states
from aggregator.cli.terminal import json_line, note, table
from aggregator.project import Project

if TYPE_CHECKING:
    from aggregator.sources.source import Source


@click.command("list")
@click.option("--group", "groups", multiple=True, metavar="G", help="Only the sources of this group (may be repeated).")
@json_option
@with_project
def list_sources(project: Project, groups: tuple[str, ...], as_json: bool) -> None:
    """List the registered sources.

    \b
    Examples:
      aggregator sources list
      aggregator sources list --group local    whose files say groups = ["local"]
      aggregator sources list --json | jq -r .id
    """
    found = chosen(project, (), groups) if groups else list(registry(project))
    if not found:
        note(f"No source is registered in {project.sources}: `aggregator sources catalogue` shows what you can use.")
        return
    print_sources(found, as_json=as_json, marks=_marks(project, found))


def _marks(project: Project, found: list[Source]) -> dict[str, str]:
    """Return why a source is not harvested, by id, for those that are not."""
    now = dt.datetime.now(dt.UTC)
    paused = {one.id for one in states(project).values() if one.paused_until and one.paused_until > now}
    return {one.id: "off" if not one.enabled else "paused" for one in found if not one.enabled or one.id in paused}


def print_sources(found: list[Source], *, as_json: bool, marks: dict[str, str]) -> None:
    """Print sources as a table or as JSON lines; `marks` are words for a last column, by id."""
    if as_json:
        for source in found:
            json_line(brief(source))
        return
    columns = ["id", "name", "country", "languages", "kind", "groups"]
    rows = [[one.id, one.name, one.country, " ".join(one.languages), one.kind, " ".join(one.groups)] for one in found]
    if marks:
        columns.append("")
        rows = [[*row, marks.get(one.id, "")] for row, one in zip(rows, found, strict=True)]
    table(columns, rows)


def brief(source: Source) -> dict[str, object]:
    """Return what a source is, as JSON; where its documents lie is in `sources show`."""
    return {
        "id": source.id,
        "name": source.name,
        "homepage": source.homepage,
        "country": source.country,
        "languages": list(source.languages),
        "kind": source.kind,
        "scope": source.scope,
        "place": source.place,
        "owner": source.owner.name if source.owner else None,
        "groups": list(source.groups),
        "labels": dict(source.labels),
        "time_zone": source.time_zone,
        "enabled": source.enabled,
    }
