"""`aggregator sources show`: everything that is known of one source."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from aggregator.cli.learnt import habits_of, summary, whole_or_cut
from aggregator.cli.options import json_option, with_project
from aggregator.cli.registered import complete_registered, with_catalogue
from aggregator.cli.sources.list import brief
from aggregator.cli.sources.state import states
from aggregator.cli.terminal import json_page, note, say
from aggregator.project import Project

if TYPE_CHECKING:
    from aggregator.habits import Habits
    from aggregator.store.reader import SourceState


@click.command()
@click.argument("source_id", metavar="ID", shell_complete=complete_registered)
@json_option
@with_project
def show(project: Project, source_id: str, as_json: bool) -> None:
    """Show one source: its file, and what harvests have brought.

    A source of the catalogue that is not registered can be looked at as well, and one of which only the
    database knows.

    \b
    Examples:
      aggregator sources show yonhap
    """
    from aggregator.sources.files import dump

    state = states(project).get(source_id)
    habits = habits_of(project, source_id) if state is not None else None
    known = with_catalogue(project)
    if state is not None and all(one.id != source_id for one in known):
        _show_stored(project, state, habits, as_json=as_json)
        return
    source = known.named(source_id)
    path = project.sources / f"{source.id}.toml"
    registered = path.exists()
    if as_json:
        documents = {key: list(getattr(source, key)) for key in ("feeds", "news_sitemaps", "sitemaps", "listings")}
        facts = {"registered": registered, "harvested": harvested(state), "learnt": summary(habits)}
        json_page(brief(source) | documents | facts)
        return
    note(str(path) if registered else f"From the catalogue; `aggregator sources use {source.id}` registers it.")
    say(path.read_text(encoding="utf-8").rstrip() if registered else dump(source).rstrip())
    _say_stored(state, habits)


def _show_stored(project: Project, state: SourceState, habits: Habits | None, *, as_json: bool) -> None:
    """Print a source of another folder of sources, or one whose file is gone or broken."""
    facts: dict[str, object] = {
        "id": state.id,
        "name": state.name,
        "homepage": state.homepage,
        "country": state.country,
        "languages": list(state.languages),
        "kind": state.kind,
        "groups": list(state.groups),
    }
    if as_json:
        json_page(facts | {"registered": False, "harvested": harvested(state), "learnt": summary(habits)})
        return
    note(f"No file of it that can be read is registered in {project.sources}; this is what {project.db} knows.")
    for name, value in facts.items():
        if value:
            say(f"# {name}: {' '.join(map(str, value)) if isinstance(value, list) else value}")
    _say_stored(state, habits)


def _say_stored(state: SourceState | None, habits: Habits | None) -> None:
    for name, value in harvested(state).items():
        if value is not None:
            say(f"# {name.replace('_', ' ')}: {value}")
    for line in told(habits):
        say(f"# {line}")


def told(habits: Habits | None) -> list[str]:
    """Return what was learnt of a source's pages, in sentences for people."""
    if habits is None:
        return []
    lines = [f"learnt from {habits.articles} articles of its pages:"]
    if habits.container is not None:
        lines.append(f"  texts stand in {habits.container}")
    lines.extend(
        f"  titles {verb} “{words}”"
        for verb, found in (("end with", habits.endings | habits.inner_endings), ("begin with", habits.beginnings))
        for words in sorted(found)
    )
    lines.extend(f"  is not believed: {name}" for name in sorted(habits.places) if habits.trust(name) < 0)
    lines.extend(f"  credits {key.replace(' ', ': ', 1)}" for key in habits.usual_credits)
    if habits.furniture:
        lines.append(f"  lines that stand on many pages and are no article's own: {len(habits.furniture)}")
    lines.extend(f"    {habits.furniture[key]} pages: {whole_or_cut(text)}" for key, text in habits.texts.items())
    return lines


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
