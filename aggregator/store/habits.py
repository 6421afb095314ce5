"""What was learnt of each source, kept in the file: one compact row a source."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import struct
import zlib
from collections.abc import Mapping
from typing import Any, Final

from aggregator.habits import Habits, Known, Observation, is_furniture, learn
from aggregator.store.moments import utc_text

WRITTEN_EVERY: Final = 20
"""Articles after which what was learnt is written though it changes no reading: so many lessons a crash costs."""

MOST_TEXTS: Final = 12
"""Lines whose beginnings are kept for people, of 80 characters each."""

_LINE: Final = struct.Struct("<IHHBBH")
"""Key, articles, articles since the first, since the last, marks, length."""

_MOST: Final = 0xFFFF
"""What two bytes can count; no site has so many articles since a line came, no line is so long."""


class HabitTable:
    """The table `habits`, inside whatever transaction is open; what was learnt since is held until it is written."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Work on `connection`; transactions are the caller's."""
        self._db = connection
        self._held: dict[str, Habits] = {}
        self._written: dict[str, Habits] = {}

    def of(self, source_id: str) -> Habits:
        """Return what was learnt of a source."""
        if source_id not in self._held:
            self._held[source_id] = self._written[source_id] = read_habits(self._db, source_id) or Habits()
        return self._held[source_id]

    def learn(self, source_id: str, seen: Observation, *, now: dt.datetime) -> bool:
        """Learn from one article more; return whether pages are to be read otherwise from now on."""
        before = self.of(source_id)
        habits = self._held[source_id] = learn(before, seen)
        changed = habits.version != before.version
        if changed or habits.articles - self._written[source_id].articles >= WRITTEN_EVERY:
            self.write(source_id, now=now)
        return changed

    def write(self, source_id: str, *, now: dt.datetime) -> None:
        """Write what was learnt of a source since it was last written."""
        habits = self._held.get(source_id)
        if habits is None or habits is self._written[source_id]:
            return
        self._db.execute(
            """
            INSERT INTO habits (source_id, version, articles, changed_at, learnt, lines)
            VALUES (:source_id, :version, :articles, :now, :learnt, :lines)
            ON CONFLICT (source_id) DO UPDATE SET version = excluded.version, articles = excluded.articles,
                changed_at = excluded.changed_at, learnt = excluded.learnt, lines = excluded.lines
            """,
            {
                "source_id": source_id,
                "version": habits.version,
                "articles": habits.articles,
                "now": utc_text(now),
                "learnt": _learnt(habits),
                "lines": _packed(habits),
            },
        )
        self._written[source_id] = habits

    def write_all(self, *, now: dt.datetime) -> None:
        """Write what was learnt of every source since it was last written."""
        for source_id in list(self._held):
            self.write(source_id, now=now)

    def forget(self, source_id: str) -> None:
        """Let go of what is held of a source, so that it is read anew."""
        self._held.pop(source_id, None)
        self._written.pop(source_id, None)

    def forget_all(self) -> None:
        """Let go of all that is held: the transaction in which some of it was learnt did not come about."""
        self._held.clear()
        self._written.clear()


def read_habits(connection: sqlite3.Connection, source_id: str) -> Habits | None:
    """Return what was learnt of a source; None where nothing was, or in a form that this program does not know."""
    row = connection.execute(
        "SELECT version, articles, learnt, lines FROM habits WHERE source_id = :id", {"id": source_id}
    ).fetchone()
    if row is None:
        return None
    try:
        return _habits(*row)
    except (ValueError, TypeError, KeyError, AttributeError, zlib.error, struct.error):
        return None


def _learnt(habits: Habits) -> str:
    texts = list(habits.texts.items())[-MOST_TEXTS:]
    said = {
        "containers": _rounded(habits.containers),
        "affixes": _rounded(habits.affixes),
        "credits": _rounded(habits.credits),
        "places": {name: [round(held, 2), round(failed, 2)] for name, (held, failed) in habits.places.items()},
        "texts": {str(key): text for key, text in texts},
    }
    # A title may hold half a surrogate pair; what one page taught must not keep all others from being written.
    return json.dumps(said, ensure_ascii=False).encode("utf-8", "replace").decode()


def _rounded(weights: Mapping[str, float]) -> dict[str, float]:
    return {name: round(weight, 2) for name, weight in weights.items()}


def _packed(habits: Habits) -> bytes:
    number = habits.articles
    lines = [
        _LINE.pack(
            key,
            min(one.articles, _MOST),
            min(number - one.first, _MOST),
            min(number - one.last, 0xFF),
            one.marks & 0xFF,
            min(one.length, _MOST),
        )
        for key, one in habits.lines.items()
    ]
    read = struct.pack(f"<{len(habits.read)}I", *(key & 0xFFFFFFFF for key in habits.read))
    return zlib.compress(struct.pack("<H", len(habits.read)) + read + b"".join(lines))


def _habits(version: int, articles: int, learnt: str, packed: bytes) -> Habits:
    said: dict[str, Any] = json.loads(learnt)
    plain = zlib.decompress(packed)
    (count,) = struct.unpack_from("<H", plain)
    at = 2 + 4 * count
    lines = {
        key: Known(seen, max(1, articles - first), articles - last, marks, length)
        for key, seen, first, last, marks, length in _LINE.iter_unpack(plain[at:])
    }
    furniture = {key: one.articles for key, one in lines.items() if is_furniture(one, articles)}
    return Habits(
        articles=articles,
        version=version,
        lines=lines,
        furniture=furniture,
        texts={int(key): str(text) for key, text in said["texts"].items() if int(key) in furniture},
        containers={str(name): float(weight) for name, weight in said["containers"].items()},
        affixes={str(name): float(weight) for name, weight in said["affixes"].items()},
        places={str(name): (float(held), float(failed)) for name, (held, failed) in said["places"].items()},
        credits={str(name): float(weight) for name, weight in said.get("credits", {}).items()},
        read=struct.unpack_from(f"<{count}I", plain, 2),
    )
