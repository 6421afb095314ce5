"""Many saved pages read on all cores, in order."""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aggregator.context import Context
from aggregator.reading import extract
from aggregator.row import Row, article_row, error_row
from aggregator.sources.registry import Registry
from aggregator.sources.source import Source
from aggregator.workers import PageLost, Workers

AHEAD = 8
"""Jobs kept under way for each worker, so that none waits while an earlier, slower page is written."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

LARGEST_PAGE = 10_000_000
"""Bytes of a page read at most, after decompression; the limit that downloads have too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestRow:
    """One line of a manifest: `{"id", "path", "url"}`."""

    id: str
    path: str
    url: str


def read_manifest(lines: Iterable[str | bytes]) -> Iterator[ManifestRow | Row]:
    """Yield a ManifestRow for each line, or the error row of a line that is none; blank lines are passed over."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _manifest_row(line, number)


def _manifest_row(line: str | bytes, number: int) -> ManifestRow | Row:
    try:
        said = json.loads(line)
    except ValueError as error:
        return error_row(row_id=None, url=None, error=f"line {number} of the manifest is not JSON: {error}")
    except RecursionError:
        return error_row(row_id=None, url=None, error=f"line {number} of the manifest is nested too deeply")
    if not isinstance(said, dict):
        return error_row(row_id=None, url=None, error=f"line {number} of the manifest is not an object")
    row_id = None if said.get("id") is None else str(said["id"])
    missing = [key for key in ("path", "url") if not isinstance(said.get(key), str)]
    if row_id is None or missing:
        wanted = missing[0] if missing else "id"
        text = f'line {number} of the manifest has no "{wanted}"'
        return error_row(row_id=row_id, url=said.get("url") if not missing else None, error=text)
    return ManifestRow(id=row_id, path=said["path"], url=said["url"])


def run_batch(
    lines: Iterable[str | bytes], *, workers: Workers, count: int, registry: Registry | None = None
) -> Iterator[str]:
    """Yield one JSON line for each line of the manifest, in its order; a page that fails gives an `error`.

    `count` is the number of `workers`; pages of a host that `registry` knows are read with its source.
    """
    waiting: deque[Future[str] | str] = deque()
    for row in read_manifest(lines):
        if isinstance(row, ManifestRow):
            source = registry.by_url(row.url) if registry else None
            waiting.append(_tagged(workers.submit(read_row, row, source), row))
        else:
            waiting.append(json_text(row))
        while len(waiting) > count * AHEAD or (waiting and _is_ready(waiting[0])):
            yield _line(waiting.popleft())
    while waiting:
        yield _line(waiting.popleft())


def _tagged(future: Future[str], row: ManifestRow) -> Future[str]:
    future.row = row  # type: ignore[attr-defined]  # the row is needed only where the future fails
    return future


def _is_ready(one: Future[str] | str) -> bool:
    return isinstance(one, str) or one.done()


def _line(one: Future[str] | str) -> str:
    if isinstance(one, str):
        return one
    try:
        return one.result()
    except PageLost as lost:
        row: Any = one.row  # type: ignore[attr-defined]
        return json_text(error_row(row_id=row.id, url=row.url, error=str(lost)))


def read_row(row: ManifestRow, source: Source | None) -> str:
    """Return the JSON line of one saved page; runs in a worker."""
    try:
        html = read_saved(Path(row.path))
    except (OSError, EOFError, zlib.error, ValueError) as error:  # the last: no system can open such a name
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        return json_text(error_row(row_id=row.id, url=row.url, error=f"{row.path}: {reason}"))
    try:
        article = extract(html, row.url, context=Context(source=source))
    except Exception as error:  # noqa: BLE001  one bad page must not stop the batch; the row names it
        text = f"reading broke down: {type(error).__name__}: {error}"
        return json_text(error_row(row_id=row.id, url=row.url, error=text))
    return json_text(article_row(article, row_id=row.id))


def json_text(row: Row) -> str:
    r"""Return one line of JSON; halves of surrogate pairs, which no encoding can write, stand as `\uXXXX`."""
    text = json.dumps(row, ensure_ascii=False)
    return _LONE_SURROGATE.sub(lambda match: json.dumps(match[0])[1:-1], text)


def read_saved(path: Path) -> bytes:
    """Return the bytes of a saved page, at most LARGEST_PAGE; `.gz` is undone.

    Raises OSError, and EOFError or zlib.error where the packed data are cut or broken.
    """
    with path.open("rb") as file:
        packed = path.suffix == ".gz"
        stream = gzip.GzipFile(fileobj=file) if packed else file
        return io.BufferedReader(stream).read(LARGEST_PAGE) if packed else file.read(LARGEST_PAGE)
