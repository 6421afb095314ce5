"""`aggregator sources check`: whether source files are right, and whether their sites still answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from aggregator.cli.ending import DONE, FAILED, USAGE
from aggregator.cli.options import with_project
from aggregator.cli.registered import chosen, complete_registered, read
from aggregator.cli.terminal import note, say, table
from aggregator.project import Project

if TYPE_CHECKING:
    from aggregator.discovery import Document
    from aggregator.page import Page
    from aggregator.sources.source import Source


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID…]", shell_complete=complete_registered)
@with_project
def check(project: Project, ids: tuple[str, ...]) -> int:
    """Check source files and, of the sources that are named, every feed, sitemap and listing page.

    Without ID all files are read and each mistake is named by file, line and key; nothing is
    fetched. With ID each document of the source is fetched once, as a harvest would, and what it
    names is counted; nothing is stored.

    \b
    Examples:
      aggregator sources check
      aggregator sources check yonhap
    """
    if ids:
        return _check_documents(project, chosen(project, ids))
    known, mistakes = read(project.sources)
    for mistake in mistakes:
        note(str(mistake))
    say(f"{project.sources}: {len(known)} files are right, {len(mistakes)} wrong.")
    return USAGE if mistakes else DONE


def _check_documents(project: Project, sources: Sequence[Source]) -> int:
    from aggregator.discovery import documents
    from aggregator.harvest.fetch import fetch
    from aggregator.urls import normalise

    now = dt.datetime.now(dt.UTC)
    asked = [(source, document) for source in sources for document in documents(source, now=now)]
    for source in sources:
        if not any(one is source for one, _ in asked):
            note(f"{source.id}: its file names no feed, sitemap or listing page.")
    came = {
        page.url: page
        for page in fetch([document.url for _, document in asked], settings=project.config.settings, most=len(asked))
    }
    rows = [
        (source.id, document.kind, *outcome(document, came.get(normalise(document.url) or ""), source, now))
        for source, document in asked
    ]
    table(("source", "kind", "articles", "newest", "document", "problem"), rows)
    sound = {row[0] for row in rows if not row[5]}
    return DONE if all(source.id in sound for source in sources) else FAILED


def outcome(document: Document, page: Page | None, source: Source | None, now: dt.datetime) -> tuple[Any, ...]:
    """Return articles named, day of the newest, address, and what is wrong, for one document."""
    from aggregator.discovery import read_document
    from aggregator.reading import page_outcome
    from aggregator.timestamps import to_utc_text

    if page is None:
        return None, None, document.url, "no answer came"
    how, reason = page_outcome(page)
    if how != "article":
        return None, None, document.url, reason
    content_type = dict(page.headers).get("content-type")
    found = read_document(
        page.body, url=page.final_url, content_type=content_type, kind=document.kind, now=now, source=source
    )
    moments = [when for one in found.candidates if (when := one.published_at or one.modified_at)]
    newest = max((to_utc_text(when)[:10] for when in moments), default=None)
    empty = not found.candidates and not found.further
    return len(found.candidates), newest, document.url, found.reason or ("it names no article" if empty else None)
