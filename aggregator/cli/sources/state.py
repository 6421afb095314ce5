"""What the database knows of the registered sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aggregator.cli.terminal import note
from aggregator.errors import StoreError
from aggregator.project import Project

if TYPE_CHECKING:
    from aggregator.store.reader import SourceState


def states(project: Project) -> dict[str, SourceState]:
    """Return the state of each source by id; none where there is no database, or none that can be read."""
    if not project.db.exists():
        return {}
    from aggregator.store.reader import Reader

    try:
        with Reader(project.db) as reader:
            return {one.id: one for one in reader.sources()}
    except StoreError as error:  # the files of the sources can be shown all the same
        note(str(error))
        return {}
