"""Which article a person means: by its number, its uid, or any of its addresses."""

from __future__ import annotations

import sqlite3

from aggregator.store.frontier import address_key
from aggregator.urls import normalise


def article_at(connection: sqlite3.Connection, reference: str) -> int | None:
    """Return the id of the article that a reference names, merged or not; None where there is none."""
    reference = reference.encode("utf-8", "replace").decode().strip()  # a terminal's broken bytes name nothing
    if reference.isascii() and reference.isdigit() and len(reference) < 19:
        row = connection.execute("SELECT id FROM articles WHERE id = :id", {"id": int(reference)}).fetchone()
    elif len(reference) == 36 and "/" not in reference:
        row = connection.execute("SELECT id FROM articles WHERE uid = :uid", {"uid": reference.lower()}).fetchone()
    else:
        row = (
            connection.execute(
                "SELECT article_id FROM article_urls WHERE url IN (:stated, :normal)",
                {"stated": reference, "normal": normalise(reference)},
            ).fetchone()
            or connection.execute(
                "SELECT article_id FROM frontier WHERE key = :key AND article_id IS NOT NULL",
                {"key": address_key(reference)},
            ).fetchone()
        )
    return None if row is None else int(row[0])
