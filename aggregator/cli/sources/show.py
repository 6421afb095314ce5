"""`aggregator sources show`: everything that is known of one source."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from aggregator.cli.options import json_option, with_project
from aggregator.cli.registered import complete_registered, with_catalogue
from aggregator.cli.sources.list import brief
from aggregator.cli.sources.state import states
from aggregator.cli.terminal import json_page, note, say
from aggregator.project import Project

if TYPE_CHECKING:
    from aggregator.store.reader import SourceState


@click.command()
@click.argument("source_id", metavar="ID", shell_complete=complete_registered)
@json_option
@with_project
def show(project: Project, source_id: str, as_json: bool) -> None:
    """Show one source: its file, and what harvests have brought.

    A source of the catalogue that is not registered can be looked at as well.

    \b
    Examples:
      aggregator sources show yonhap
    """
    from aggregator.sources.files import dump

    source = with_catalogue(project).named(source_id)
    path = project.sources / f"{source.id}.toml"
    registered = path.exists()
    state = states(project).get(source.id)
    if as_json:
        documents = {key: list(getattr(source, key)) for key in ("feeds", "news_sitemaps", "sitemaps", "listings")}
        json_page(brief(source) | documents | {"registered": registered, "harvested": harvested(state)})
        return
    note(str(path) if registered else f"From the catalogue; `aggregator sources use {source.id}` registers it.")
    say(path.read_text(encoding="utf-8").rstrip() if registered else dump(source).rstrip())
    for name, value in harvested(state).items():
        if value is not None:
            say(f"# {name.replace('_', ' ')}: {value}")


def harvested(state: SourceState | None) -> dict[str, object]:
    """Return what harvests have brought of a source, as JSON; nothing of one that was never harvested."""
    if state is None:
        return {}
    return {
        "articles": state.articles,
        "waiting": state.waiting,
        "last_harvest": when(state.last_run_at),
        "last_outcome": state.last_outcome,
        "newest_article": when(state.newest_at),
        "due": when(state.next_at),
        "paused_until": when(state.paused_until),
    }


def when(moment: dt.datetime | None) -> str | None:
    """Return a moment as the database writes it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None
