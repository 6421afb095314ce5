"""Pages with known answers: a folder with `gold.jsonl` and `html/<id>.html.gz`."""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn


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


def asked_for(arguments: argparse.Namespace) -> list[Page]:
    """Return the pages that a command line names by `folders`, `dataset` and `only`; raise SystemExit where it cannot.

    What is missing is said in a sentence, and a scorer that is named and not there too.
    """
    try:
        only = frozenset(arguments.only.read_text(encoding="utf-8").split()) if arguments.only else None
        found = list(pages(arguments.folders, datasets=arguments.dataset, only=only))
    except OSError as error:
        refuse(f"{error.filename}: {error.strerror} (docs/quality.md says what must be there)")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        refuse(f"a gold.jsonl has no JSON object with id and url in each line ({type(error).__name__}: {error})")
    missing = next((page.path for page in found if not page.path.is_file()), None)
    if missing is not None:
        refuse(f"{missing}: there is no such page, though gold.jsonl names it")
    if arguments.score is not None and not arguments.score.is_file():
        refuse(f"{arguments.score}: there is no such scorer")
    if not found:
        refuse("there is no such page: no line of gold.jsonl is of that data set or has such an id")
    return found


def refuse(sentence: str) -> NoReturn:
    """End the command with a sentence and the exit code of wrong usage."""
    print(f"{sentence}.", file=sys.stderr)
    raise SystemExit(2)


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
