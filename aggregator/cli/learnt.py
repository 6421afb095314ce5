"""What the database has learnt of the pages of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aggregator.cli.terminal import note
from aggregator.errors import StoreError
from aggregator.project import Project

if TYPE_CHECKING:
    from aggregator.habits import Habits


def habits_of(project: Project, source_id: str) -> Habits | None:
    """Return what was learnt of a source; None where nothing was, or there is no database that can be read."""
    if not project.db.exists():
        return None
    from aggregator.store.reader import Reader

    try:
        with Reader(project.db) as reader:
            return reader.habits(source_id)
    except StoreError as error:  # a page can be read without
        note(str(error))
        return None


def summary(habits: Habits | None) -> dict[str, object]:
    """Return what was learnt of a site, JSON-ready; {} where nothing was."""
    if habits is None:
        return {}
    lines = sorted(habits.furniture, key=lambda key: -habits.furniture[key])
    return {
        "articles": habits.articles,
        "container": habits.container,
        "furniture_lines": len(lines),
        "furniture": [
            {"pages": habits.furniture[key], "line": whole_or_cut(habits.texts[key])}
            for key in lines
            if key in habits.texts
        ],
        "title_endings": sorted(habits.endings | habits.inner_endings),
        "title_beginnings": sorted(habits.beginnings),
        "usual_credits": list(habits.usual_credits),
        "doubted_places": sorted(name for name in habits.places if habits.trust(name) < 0),
    }


def whole_or_cut(line: str) -> str:
    """Return a line that was left out as people see it: an ellipsis behind one of which only the beginning is kept."""
    from aggregator.extraction.recall import SHOWN

    return f"{line}…" if len(line) >= SHOWN else line
