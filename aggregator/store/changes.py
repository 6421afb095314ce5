"""The cursor by which readers follow every change without missing one."""

from __future__ import annotations

import datetime as dt
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from aggregator.errors import StoreError
from aggregator.store.connection import mapped_errors, open_reader
from aggregator.store.moments import read_utc

AT_ONCE = 1_000
"""Changes read in one go, so that no snapshot is held while the caller works on them."""


class AnotherFeed(StoreError):
    """The file was restored or replaced: its sequence numbers are others, so start again from a snapshot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that happened to one article."""

    seq: int
    """Grows with every change; keep the last one you have worked on."""

    article_id: int
    uid: str | None
    """The article's lasting id; None where it was erased."""

    kind: str
    """new, revised, updated, reread, corrected, merged, moved, gone, back, story, pruned, erased; pass over others."""

    revision: int | None
    """The article's newest revision then."""

    other_id: int | None
    """merged: the article that it is part of now; story: the story that it belongs to now."""

    run_id: int | None
    at: dt.datetime
    """Aware, UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """Which feed a file holds, and how far it reaches."""

    feed_id: str
    last_seq: int
    """0 where nothing has happened yet."""


def feed(path: Path | str) -> Feed:
    """Return which change feed the file holds now: keep `feed_id` beside the last `seq`."""
    connection = open_reader(path)
    try:
        with mapped_errors(Path(path)):
            return read_feed(connection)
    finally:
        connection.close()


def follow(
    path: Path | str, seq: int = 0, *, feed_id: str | None = None, wait: float | None = None
) -> Iterator[Change]:
    """Yield every change after `seq`, in order, each once; then end, or with `wait` look again every so many seconds.

    None is missed: a change gets its number inside the transaction that makes it, writers take turns, so
    a smaller number never appears after a larger one. `feed_id` is the feed that `seq` is from: raises
    AnotherFeed where the file holds another one by now. Raises what `open_reader` raises.
    """
    path = Path(path)
    while True:
        connection = open_reader(path)
        try:
            found = read_feed(connection)
            if feed_id is not None and found.feed_id != feed_id:
                raise AnotherFeed(f"{path} holds another change feed than before: start again from a snapshot.")
            feed_id = found.feed_id
            opened = path.stat().st_ino
            while _is_same(path, opened):
                changes = read_changes(connection, path, after=seq)
                for change in changes:
                    yield change
                    seq = change.seq
                if len(changes) < AT_ONCE:
                    if wait is None:
                        return
                    time.sleep(wait)
        finally:
            connection.close()


def read_changes(
    connection: sqlite3.Connection,
    path: Path,
    *,
    after: int = 0,
    article_id: int | None = None,
    limit: int = AT_ONCE,
) -> list[Change]:
    """Return up to `limit` changes after a sequence number, of one article or of all, in order."""
    with mapped_errors(path):
        rows = connection.execute(
            f"""
            SELECT c.seq, c.article_id, a.uid, c.kind, c.revision, c.other_id, c.run_id, c.at
            FROM changes AS c LEFT JOIN articles AS a ON a.id = c.article_id
            WHERE c.seq > :after {"" if article_id is None else "AND c.article_id = :article_id"}
            ORDER BY c.seq LIMIT :limit
            """,
            {"after": after, "article_id": article_id, "limit": limit},
        ).fetchall()
    return [
        Change(
            seq=row[0],
            article_id=row[1],
            uid=row[2],
            kind=row[3],
            revision=row[4],
            other_id=row[5],
            run_id=row[6],
            at=read_utc(row[7]),
        )
        for row in rows
    ]


def read_feed(connection: sqlite3.Connection) -> Feed:
    """Return which change feed an open file holds."""
    feed_id, last = connection.execute(
        "SELECT (SELECT value FROM meta WHERE key = 'feed_id'), (SELECT coalesce(max(seq), 0) FROM changes)"
    ).fetchone()
    return Feed(feed_id=feed_id, last_seq=last)


def _is_same(path: Path, inode: int) -> bool:
    """Return whether the path still leads to the file that was opened (a restore puts another in its place)."""
    try:
        return path.stat().st_ino == inode
    except FileNotFoundError:
        return False
