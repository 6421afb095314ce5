"""Two articles that are one: what goes over from the one to the other, and how they are parted again."""

from __future__ import annotations

import datetime as dt
import sqlite3

from aggregator.store.articles import add_fingerprints, remove_fingerprints, unpack
from aggregator.store.moments import utc_text


def merge(connection: sqlite3.Connection, loser: int, winner: int, now: dt.datetime) -> None:
    """Make `loser` a part of `winner`: its addresses, tags, authors and attributions go over.

    So do its pictures where the other has none: one picture in two sizes would stand there twice.
    Its own rows stay for its history (the search index has all rows of `articles`); it leaves the
    fingerprints and its story.
    """
    both = {"loser": loser, "winner": winner, "now": utc_text(now)}
    remove_fingerprints(connection, loser)
    connection.execute(
        """
        UPDATE article_urls SET article_id = :winner, kind = iif(kind = 'canonical', 'equal', kind)
        WHERE article_id = :loser
        """,
        both,
    )
    connection.execute("UPDATE frontier SET article_id = :winner WHERE article_id = :loser", both)
    for table, column in (("article_tags", "tag_id"), ("article_authors", "author_id")):
        connection.execute(
            f"""
            INSERT INTO {table} (article_id, {column}, position)
            SELECT :winner, {column},
                position + (SELECT coalesce(max(position), -1) + 1 FROM {table} WHERE article_id = :winner)
            FROM {table} WHERE article_id = :loser
            ON CONFLICT DO NOTHING
            """,
            both,
        )
    connection.execute(
        """
        INSERT INTO attributions (article_id, revision, role, entity, organisation_id, name, as_written, evidence,
            found_in, position, extent, confidence, reader)
        SELECT :winner, (SELECT revision FROM articles WHERE id = :winner), role, entity, organisation_id, name,
            as_written, evidence, found_in, position, extent, coalesce(s.page_confidence, confidence), reader
        FROM attributions AS t LEFT JOIN attribution_support AS s ON s.attribution_id = t.id
        WHERE article_id = :loser AND role <> 'publisher' AND NOT EXISTS (
            SELECT 1 FROM attributions AS o WHERE o.article_id = :winner AND o.role = t.role AND o.name = t.name)
        """,
        both,
    )
    connection.execute(
        """
        INSERT INTO images (article_id, position, url, caption, credit)
        SELECT :winner, position, url, caption, credit FROM images
        WHERE article_id = :loser AND NOT EXISTS (SELECT 1 FROM images WHERE article_id = :winner)
        """,
        both,
    )
    connection.execute("DELETE FROM story_articles WHERE article_id = :loser", both)
    connection.execute(
        """
        UPDATE articles SET status = 'merged', status_at = :now, merged_into = :winner,
            story_id = (SELECT story_id FROM articles WHERE id = :winner)
        WHERE id = :loser
        """,
        both,
    )
    connection.execute(
        """
        UPDATE articles SET
            first_seen_at = min(first_seen_at, (SELECT first_seen_at FROM articles WHERE id = :loser))
        WHERE id = :winner
        """,
        both,
    )


def part(connection: sqlite3.Connection, loser: int, status: str, now: dt.datetime) -> None:
    """Make `loser`, which was merged into another one, stand for itself again; story and addresses are the caller's."""
    connection.execute(
        """
        UPDATE articles SET status = :status, status_at = :now, merged_into = NULL
        WHERE id = :loser
        """,
        {"loser": loser, "status": status, "now": utc_text(now)},
    )
    sort_at, shingles = connection.execute(
        "SELECT sort_at, shingles FROM articles WHERE id = :id", {"id": loser}
    ).fetchone()
    add_fingerprints(connection, loser, sort_at, unpack(shingles))
