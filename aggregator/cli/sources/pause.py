"""`aggregator sources pause` and its opposite: sources left out for a while."""

from __future__ import annotations

import datetime as dt

import click

from aggregator.cli.options import with_project
from aggregator.cli.registered import chosen, complete_registered
from aggregator.cli.terminal import say
from aggregator.cli.times import Moment
from aggregator.project import Project

FOR_GOOD = dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.UTC)
"""Until resumed: the last moment that every date library can hold."""


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID…", shell_complete=complete_registered)
@click.option("--until", type=Moment(ahead=True), default=FOR_GOOD, metavar="DATE|7d", help="Until when [resumed].")
@click.option("--reason", metavar="TEXT", help="Why, for whoever looks at it later.")
@with_project
def pause(project: Project, ids: tuple[str, ...], until: dt.datetime, reason: str | None) -> None:
    """Leave sources out of harvests for a while; their files and articles stay.

    A source that is named (`aggregator harvest ID`) is harvested all the same.

    \b
    Examples:
      aggregator sources pause yonhap --until 7d --reason "being rebuilt"
      aggregator sources resume yonhap
    """
    from aggregator.store.writer import Store

    sources = chosen(project, ids)
    with Store(project.db) as store, store.transaction():
        store.register(sources)
        for source in sources:
            store.pause(source.id, until, reason=reason)
    for source in sources:
        say(f"{source.id}: paused {paused_text(until)}")


def paused_text(until: dt.datetime) -> str:
    """Return until when a source is paused, in words."""
    return "until it is resumed" if until == FOR_GOOD else f"until {until:%Y-%m-%d %H:%M} UTC"


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID…", shell_complete=complete_registered)
@with_project
def resume(project: Project, ids: tuple[str, ...]) -> None:
    """Take paused sources up again.

    \b
    Examples:
      aggregator sources resume yonhap
    """
    from aggregator.store.writer import Store

    sources = chosen(project, ids)
    with Store(project.db) as store, store.transaction():
        store.register(sources)
        for source in sources:
            store.resume(source.id)
    for source in sources:
        say(f"{source.id}: due again")
