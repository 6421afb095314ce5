"""`aggregator show`: one stored article, with everything that is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from aggregator.cli.ending import DONE, FAILED
from aggregator.cli.options import json_option, with_project
from aggregator.cli.said import correction_line, correction_row
from aggregator.cli.shown import adds_to_body, attribution_lines, body_lines, head_lines, moment, story_lines
from aggregator.cli.terminal import Strong, json_page, note, say
from aggregator.corrections import in_force
from aggregator.project import Project

if TYPE_CHECKING:
    from aggregator.corrections import Correction
    from aggregator.row import Row
    from aggregator.store.reader import Reader


@click.command()
@click.argument("article")
@json_option
@with_project
def show(project: Project, article: str, as_json: bool) -> int:
    """Show one stored article, with everything that is known of it.

    That is its text, who stands behind it with the words that prove it, its addresses, its revisions,
    the same text elsewhere, and what persons have corrected. ARTICLE is the number that `aggregator
    search` prints, the article's uid, or any of its addresses.

    \b
    Examples:
      aggregator show 17
      aggregator show https://example.org/news/1 --json
    """
    from aggregator.store.reader import Reader

    with Reader(project.db) as reader:
        row = reader.row(article)
        if row is None:
            note(f'No article is stored as "{article}": `aggregator search` lists what there is.')
            return FAILED
        if as_json:
            json_page(row | {"corrections": [correction_row(one) for one in _corrections(reader, row)]})
            return DONE
        for line in _lines(reader, row):
            say(line)
    return DONE


def _lines(reader: Reader, row: Row) -> Iterator[str]:
    headline, facts = head_lines(row)
    yield Strong(headline)
    yield facts
    yield row["canonical_url"] or row["url"]
    if row["authors"]:
        yield f"By {', '.join(row['authors'])}"
    if adds_to_body(row["summary"], row):
        yield ""
        yield row["summary"]
    yield from body_lines(row)
    if row["complete"] is False:
        yield ""
        yield "(The page shows only a part of the text.)"
    said = _corrections(reader, row)
    yield from _titled("Comes from", attribution_lines(row, said=in_force(said)))
    yield from _titled(
        "Pictures", (" · ".join(filter(None, (one["caption"], one["credit"], one["url"]))) for one in row["images"])
    )
    yield from _titled("Tags", [", ".join(row["tags"])] if row["tags"] else [])
    yield from _known(reader, row)


def _known(reader: Reader, row: Row) -> Iterator[str]:
    """Yield what only the database knows: addresses, revisions, the other articles of the story."""
    article_id = reader.find(row["uid"])
    assert article_id is not None  # the row has just been read
    yield from _titled("Addresses", (f"{one.kind:9} {one.url}" for one in reader.addresses(article_id)))
    revisions = reader.revisions(article_id)
    if len(revisions) > 1:
        yield from _titled(
            "Revisions",
            (
                f"{one.revision}  {moment(one.captured_at)} UTC  {', '.join(one.edit) or 'first seen'}"
                for one in revisions
            ),
        )
    yield from _titled(
        "Known beside the page",
        (
            f"{one.role:9} {one.name}   confidence {one.confidence:.2f}, not {one.page_confidence:.2f}: "
            + "; ".join(one.because)
            for one in reader.support(article_id)
        ),
    )
    yield from _titled(f"Story {row['story_id']}: the same text elsewhere", story_lines(reader, row))
    said = reader.corrections(article_id)
    yield from _titled("Corrected", (correction_line(one, said) for one in said))
    yield ""
    yield f"article {article_id} · uid {row['uid']} · revision {row['revision']} · fetched {row['fetched_at']}"


def _corrections(reader: Reader, row: Row) -> list[Correction]:
    article_id = reader.find(row["uid"])
    assert article_id is not None  # the row has just been read
    return reader.corrections(article_id)


def _titled(title: str, lines: Iterator[str] | list[str]) -> Iterator[str]:
    """Yield an empty line, the title and the lines; nothing where there is no line."""
    for number, line in enumerate(lines):
        if number == 0:
            yield ""
            yield Strong(title)
        yield f"  {line}"
