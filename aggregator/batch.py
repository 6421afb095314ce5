"""Many saved pages read on all cores, in order, those of one site with what they have in common."""

from __future__ import annotations

import gzip
import io
import itertools
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from aggregator.context import Context
from aggregator.extraction.observing import observe
from aggregator.habits import Habits, Observation, learn
from aggregator.reading import read
from aggregator.row import Row, article_row, error_row
from aggregator.sources.registry import Registry
from aggregator.sources.source import Source
from aggregator.urls import host
from aggregator.workers import PageLost, Workers

WINDOW = 1_000
"""Lines of the manifest that are read together: what the pages of a site in them have in common is learnt before any of
their rows is written, and kept for the lines to come. So many rows take some 15 MB."""

MOST_SITES = 1_000
"""Sites of which what was learnt is kept from window to window, a tenth of a megabyte each at most."""

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
    lines: Iterable[str | bytes], *, workers: Workers, registry: Registry | None = None, alone: bool = False
) -> Iterator[str]:
    """Yield one JSON line for each line of the manifest, in its order; a page that fails gives an `error`.

    Pages of a host that `registry` knows are read with its source. Where several pages are of one site, they are read
    with what they have in common; `alone`: each by itself.
    """
    learnt: dict[str, Habits] = {}
    rows = read_manifest(lines)
    while window := list(itertools.islice(rows, WINDOW)):
        pages = [_Page.of(row, registry) if isinstance(row, ManifestRow) else row for row in window]
        yield from _read_window(pages, workers, {} if alone else learnt, alone=alone)
        while len(learnt) > MOST_SITES:
            del learnt[next(iter(learnt))]


_NOTHING = Habits()


@dataclass(slots=True, kw_only=True)
class _Page:
    """A page of a manifest on its way."""

    row: ManifestRow
    source: Source | None
    site: str
    """Id of its source, or its host."""

    reading: Future[Reading] | None = None

    @classmethod
    def of(cls, row: ManifestRow, registry: Registry | None) -> _Page:
        source = registry.by_url(row.url) if registry else None
        return cls(row=row, source=source, site=source.id if source else (host(row.url) or "").removeprefix("www."))

    def result(self, before: Reading | None = None) -> Reading:
        """Return what came of the reading that was asked for last; `before` where a second one was lost."""
        assert self.reading is not None
        try:
            return self.reading.result()
        except PageLost as lost:
            return before or (json_text(error_row(row_id=self.row.id, url=self.row.url, error=str(lost))), None)


def _read_window(
    pages: Sequence[_Page | Row], workers: Workers, learnt: dict[str, Habits], *, alone: bool
) -> Iterator[str]:
    """Yield the lines of some pages: all are read, then those again that read otherwise with what others taught."""
    several = Counter(page.site for page in pages if isinstance(page, _Page) and page.site)
    for page in pages:
        if isinstance(page, _Page):
            known = learnt.get(page.site)
            observed = not alone and several[page.site] > 1
            beliefs = known.beliefs if known is not None else None
            page.reading = workers.submit(read_row, page.row, page.source, beliefs, observed=observed)
    results = [page.result() if isinstance(page, _Page) else (json_text(page), None) for page in pages]
    for page, (_, observation) in zip(pages, results, strict=True):
        if isinstance(page, _Page) and observation is not None:
            learnt[page.site] = learn(learnt.pop(page.site, _NOTHING), observation)
    for page, (_, observation) in zip(pages, results, strict=True):
        if isinstance(page, _Page):
            habits = learnt.get(page.site)
            again = observation is not None and habits is not None and habits.concerns(observation)
            beliefs = habits.beliefs if again and habits is not None else None
            page.reading = workers.submit(read_row, page.row, page.source, beliefs) if again else None
    for page, result in zip(pages, results, strict=True):
        yield (page.result(result) if isinstance(page, _Page) and page.reading is not None else result)[0]


Reading = tuple[str, Observation | None]
"""The JSON line of a page, and what it tells of its site, where that is asked for."""


def read_row(
    row: ManifestRow, source: Source | None, habits: Habits | None = None, *, observed: bool = False
) -> Reading:
    """Return the JSON line of one saved page, and if `observed` what it tells of its site; runs in a worker."""
    try:
        html = read_saved(Path(row.path))
    except (OSError, EOFError, zlib.error, ValueError) as error:  # the last: no system can open such a name
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        return json_text(error_row(row_id=row.id, url=row.url, error=f"{row.path}: {reason}")), None
    try:
        article, extraction, canonical = read(html, row.url, context=Context(source=source, habits=habits))
        observation = observe(extraction, canonical.url) if observed else None
    except Exception as error:  # noqa: BLE001  one bad page must not stop the batch; the row names it
        text = f"reading broke down: {type(error).__name__}: {error}"
        return json_text(error_row(row_id=row.id, url=row.url, error=text)), None
    return json_text(article_row(article, row_id=row.id)), observation


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
