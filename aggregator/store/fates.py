"""What became of every request of a run: how many ended how, and how many bytes came."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

Fates = Mapping[tuple[str, str], tuple[int, int]]
"""(purpose, fate) → requests that ended so, and the bytes of their answers' bodies."""


class FateCounts:
    """The fates that were counted since they were last taken."""

    __slots__ = ("_counted",)

    def __init__(self) -> None:
        """Begin with none."""
        self._counted: dict[tuple[str, str], tuple[int, int]] = {}

    def __bool__(self) -> bool:
        """Whether there is anything to take."""
        return bool(self._counted)

    def add(self, purpose: str, fate: str, size: int = 0) -> None:
        """Count one request and the `size` of its answer's body."""
        requests, bytes_ = self._counted.get((purpose, fate), (0, 0))
        self._counted[purpose, fate] = (requests + 1, bytes_ + size)

    def take(self) -> Fates:
        """Return what was counted, and begin anew."""
        taken, self._counted = self._counted, {}
        return taken


class FateTable:
    """The table `fates`, inside whatever transaction is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Work on `connection`; transactions are the caller's."""
        self._db = connection

    def add(self, run_id: int, fates: Fates) -> None:
        """Add to what is known of a run's requests."""
        self._db.executemany(
            """
            INSERT INTO fates (run_id, purpose, fate, requests, bytes)
            VALUES (:run_id, :purpose, :fate, :requests, :bytes)
            ON CONFLICT (run_id, purpose, fate) DO UPDATE SET
                requests = requests + excluded.requests, bytes = bytes + excluded.bytes
            """,
            [
                {"run_id": run_id, "purpose": purpose, "fate": fate, "requests": requests, "bytes": size}
                for (purpose, fate), (requests, size) in fates.items()
            ],
        )
