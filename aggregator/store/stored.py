"""Stored articles as values again: an `Article`, and its flat row."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from aggregator.article import Article, Attribution, Block, Image
from aggregator.row import Row, article_row
from aggregator.store.candidates import read_when

_ARTICLE = """
    SELECT a.url, a.kind, a.genre, a.title, a.body, a.complete, a.summary, a.published_local, a.modified_local,
        a.zone_assumed, a.dateline, a.section, a.language, a.paywalled, a.licence, a.tdm, r.blocks, r.provenance,
        r.reader, c.url, a.publisher, s.publisher, a.uid, a.source_id, c.fetched_at,
        a.first_seen_at, a.revision, a.story_id, a.status
    FROM articles AS a
    JOIN revisions AS r ON r.article_id = a.id AND r.revision = a.revision
    JOIN sources AS s ON s.id = a.source_id
    LEFT JOIN captures AS c ON c.id = a.capture_id
    WHERE a.id = :id
"""

_TAGS = """
    SELECT t.name FROM article_tags AS l JOIN tags AS t ON t.id = l.tag_id WHERE l.article_id = :id ORDER BY l.position
"""

_AUTHORS = """
    SELECT n.name FROM article_authors AS l JOIN authors AS n ON n.id = l.author_id
    WHERE l.article_id = :id ORDER BY l.position
"""

_IMAGES = "SELECT url, caption, credit FROM images WHERE article_id = :id ORDER BY position"

_ATTRIBUTIONS = """
    SELECT t.role, t.name, t.as_written, t.evidence, t.found_in, t.position, t.extent,
        coalesce(s.page_confidence, t.confidence), t.entity, t.organisation_id
    FROM attributions AS t LEFT JOIN attribution_support AS s ON s.attribution_id = t.id
    WHERE t.article_id = :id ORDER BY t.id
"""


def stored_article(connection: sqlite3.Connection, article_id: int) -> Article | None:
    """Return an article as its newest revision has it, with the address it was last asked for by."""
    row = connection.execute(_ARTICLE, {"id": article_id}).fetchone()
    return None if row is None else _article(connection, article_id, row)


def stored_row(connection: sqlite3.Connection, article_id: int) -> Row | None:
    """Return the flat row of an article with what only the database knows of it."""
    row = connection.execute(_ARTICLE, {"id": article_id}).fetchone()
    if row is None:
        return None
    uid, source_id, fetched_at, first_seen_at, revision, story_id, status = row[22:29]
    return article_row(_article(connection, article_id, row)) | {
        "uid": uid,
        "source": source_id,
        "fetched_at": fetched_at,
        "first_seen_at": first_seen_at,
        "revision": revision,
        "story_id": story_id,
        "status": status,
    }


def _article(connection: sqlite3.Connection, article_id: int, row: tuple[Any, ...]) -> Article:
    key = {"id": article_id}
    attributions = [
        Attribution(
            role=one[0],
            name=one[1],
            as_written=one[2],
            evidence=one[3],
            found_in=one[4],
            position=one[5],
            extent=one[6],
            confidence=one[7],
            entity=one[8],
            organisation_id=one[9],
        )
        for one in connection.execute(_ATTRIBUTIONS, key)
    ]
    publisher = json.loads(row[20] or row[21] or "null")
    if publisher is not None:
        place = publisher.pop("index", 0)
        attributions.insert(place, Attribution(**publisher))
    return Article(
        url=row[19] or row[0],
        canonical_url=row[0],
        kind=row[1],
        genre=row[2],
        title=row[3],
        blocks=read_blocks(row[4], row[16]),
        complete=truth(row[5]),
        summary=row[6],
        authors=tuple(name for (name,) in connection.execute(_AUTHORS, key)),
        published_at=read_when(row[7]),
        modified_at=read_when(row[8]),
        zone_assumed=truth(row[9]),
        dateline=row[10],
        tags=tuple(name for (name,) in connection.execute(_TAGS, key)),
        section=row[11],
        language=row[12],
        images=tuple(
            Image(url=url, caption=caption, credit=credit) for url, caption, credit in connection.execute(_IMAGES, key)
        ),
        attributions=tuple(attributions),
        paywalled=truth(row[13]),
        licence=row[14],
        tdm=row[15],
        reader=row[18],
        provenance=json.loads(row[17]),
    )


def truth(value: int | None) -> bool | None:
    """Return the truth value that the database holds as 1, 0 or NULL."""
    return None if value is None else bool(value)


def blocks_json(blocks: tuple[Block, ...]) -> str:
    """Return the kinds of `blocks` as `revisions.blocks` holds them: [kind, offset], one for each stretch.

    From that character of the body on, every paragraph is a block of that kind, up to the next entry.

    >>> blocks_json((Block(text="One."), Block(text="Two."), Block(kind="heading", text="Three")))
    '[["paragraph",0],["heading",12]]'
    """
    stretches: list[tuple[str, int]] = []
    offset = 0
    for block in blocks:
        if not stretches or stretches[-1][0] != block.kind:
            stretches.append((block.kind, offset))
        offset += len(block.text) + 2
    return json.dumps(stretches, separators=(",", ":"))


def read_blocks(body: str | None, kinds: str) -> tuple[Block, ...]:
    """Return the blocks of a body again, from it and from what `blocks_json` wrote."""
    if not body:
        return ()
    stretches = json.loads(kinds) or [["paragraph", 0]]
    blocks: list[Block] = []
    offset = at = 0
    for paragraph in body.split("\n\n"):
        while at + 1 < len(stretches) and stretches[at + 1][1] <= offset:
            at += 1
        blocks.append(Block(kind=stretches[at][0], text=paragraph))
        offset += len(paragraph) + 2
    return tuple(blocks)
