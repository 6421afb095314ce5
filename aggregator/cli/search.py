"""`aggregator search`: stored articles found by their words, or the newest."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from aggregator.cli.options import db_option, json_option, with_project
from aggregator.cli.registered import complete_registered
from aggregator.cli.shown import moment
from aggregator.cli.terminal import json_line, note, table
from aggregator.cli.times import Moment
from aggregator.cli.typed import typed
from aggregator.project import Project

if TYPE_CHECKING:
    from aggregator.store.reader import Headline, Reader

LOOKED_AT = 1_000
"""Matches among which those of a source, a group or a time are looked for."""


@click.command()
@click.argument("words", nargs=-1, metavar="[WORD…]")
@click.option("--source", "source_id", metavar="ID", shell_complete=complete_registered, help="Only this source.")
@click.option("--group", metavar="G", help="Only the sources of this group.")
@click.option("--since", type=Moment(ahead=False), metavar="7d|DATE", help="Only what was published since.")
@click.option("--limit", type=click.IntRange(1, LOOKED_AT), default=20, show_default=True, metavar="N")
@json_option
@with_project
def search(
    project: Project,
    words: tuple[str, ...],
    source_id: str | None,
    group: str | None,
    since: dt.datetime | None,
    limit: int,
    as_json: bool,
) -> None:
    """Find stored articles by their words; without any, the newest.

    All words must be there, in any form of upper and lower case; "words in quotation marks" stand together. Every
    script can be searched.

    \b
    Examples:
      aggregator search
      aggregator search --source yonhap --since 2d
      aggregator search '"climate summit"' --json | jq -r .title
    """
    from aggregator.store.reader import Reader

    with Reader(project.db) as reader:
        found = _found(reader, " ".join(words), source_id=source_id, group=group, since=since, limit=limit)
        if as_json:
            for one in found:
                json_line(reader.row(one.article_id))
            return
    if not found:
        note("Nothing was found: try fewer words, or look at the newest with `aggregator search`.")
        return
    rows = [(one.article_id, moment(one.at), one.source_id, one.section, one.title) for one in found]
    table(("id", "UTC", "source", "section", "title"), rows)
    note(f"Read one: {typed()} show{db_option(project)} {found[0].article_id}")


def _found(
    reader: Reader, words: str, *, source_id: str | None, group: str | None, since: dt.datetime | None, limit: int
) -> list[Headline]:
    if not words.strip():
        return reader.latest(limit=limit, source_id=source_id, group=group, since=since)
    members = {one.id for one in reader.sources() if group is None or group in one.groups}
    return [
        one
        for one in reader.search(words, limit=LOOKED_AT)
        if source_id in (None, one.source_id) and one.source_id in members and (since is None or one.at >= since)
    ][:limit]
