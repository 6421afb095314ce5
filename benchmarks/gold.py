"""Pages with known answers: a folder with `gold.jsonl` and `html/<id>.html.gz`."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page; what is known of it stays in `gold.jsonl`, for the scorer alone."""

    id: str
    url: str
    dataset: str
    path: Path

    def html(self) -> bytes:
        """Return its bytes."""
        return gzip.decompress(self.path.read_bytes())


def gold_file(folder: Path) -> Path:
    """Return the file with the answers."""
    return folder / "gold.jsonl"


def pages(
    folders: Iterable[Path], *, datasets: Iterable[str] = (), only: frozenset[str] | None = None
) -> Iterator[Page]:
    """Yield the pages in `folders`: of those data sets (of all where none is named), and with those ids."""
    wanted = frozenset(datasets)
    for folder in folders:
        with gold_file(folder).open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                dataset = str(row.get("dataset") or folder.name)
                if (not wanted or dataset in wanted) and (only is None or row["id"] in only):
                    path = folder / "html" / f"{row['id']}.html.gz"
                    yield Page(id=row["id"], url=row["url"], dataset=dataset, path=path)
