"""What a harvest brought, one line a source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from aggregator.cli.terminal import json_line, table
from aggregator.run import Counts

COLUMNS = ("source", "found", "fetched", "new", "revised", "same", "gone", "no article", "refused", "failed")
"""`refused`: the site, its robots.txt or our own rules forbid the fetch; `failed`: no whole answer came."""


def figures(counts: Counts) -> tuple[int, ...]:
    """Return the figures of one line, in the order of the columns."""
    return (
        counts.candidates,
        counts.fetched,
        counts.new,
        counts.revised,
        counts.same,
        counts.gone,
        counts.no_article,
        counts.refused,
        counts.failed,
    )


def print_summary(counts: Mapping[str, Counts], *, as_json: bool = False, title: str | None = None) -> None:
    """Print what each source brought and, where there are several, the sums."""
    if as_json:
        for source_id, one in sorted(counts.items()):
            json_line({"source": source_id} | asdict(one))
        return
    rows = [(source_id, *figures(one)) for source_id, one in sorted(counts.items())]
    if len(rows) > 1:
        rows.append(("all", *figures(sum(counts.values(), Counts()))))
    empty = [name for position, name in enumerate(COLUMNS) if position and not any(row[position] for row in rows)]
    table(COLUMNS, rows, title=title, spare=empty)
