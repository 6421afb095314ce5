"""Many saved pages read on all cores, in order, those of one site with what they have in common."""

from __future__ import annotations

import gzip
import json
import queue
import re
import threading
import zlib
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from aggregator.context import Context
from aggregator.extraction.observing import observe
from aggregator.habits import Habits, Observation, learn
from aggregator.markup import MAX_BYTES
from aggregator.reading import read
from aggregator.row import Row, article_row, error_row
from aggregator.sources.registry import Registry
from aggregator.sources.source import Source
from aggregator.urls import host
from aggregator.workers import PageLost, Workers

WINDOW = 1_000
"""Lines of the manifest that are read together: what the pages of a site in them have in common is learnt before any of
their rows is written, and kept for the lines to come. So many rows of usual pages take some 15 MB."""

WINDOW_BYTES = 150_000_000
"""Bytes of the pages of a window, after which it ends before it has `WINDOW` lines; a thousand usual pages have fewer.
The row of a page that is nothing but text is three times as large as the page, as it says the text three times."""

LONG_LINE = 500_000
"""Bytes of a line from which on it waits packed. None of 908 real pages has one (the longest: 280,000), and packing
takes a fortieth of the time that reading such a page does."""

UNPACKED = 5
"""How many times larger a `.gz` page is taken to be than its file: 908 real pages are, in all."""

AHEAD = 64
"""Pages read ahead of the row that is written next, where each is read alone: so that no process waits for a slow page,
and few rows for a slow reader."""

MOST_SITES = 1_000
"""Sites of which what was learnt is kept from window to window, a tenth of a megabyte each at most."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

LARGEST_PAGE = MAX_BYTES + 1
"""Bytes of a page taken at most, after decompression: one more than is read of it, so that what is cut says so."""


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
) -> Generator[str, None, None]:
    """Yield one JSON line for each line of the manifest, in its order; a page that fails gives an `error`.

    Pages of a host that `registry` knows are read with its source. Where several pages are of one site, they are read
    with what they have in common, in groups (`WINDOW`, `WINDOW_BYTES`). `alone`: each by itself, and its line is
    yielded as soon as it and those before it are read, whether `lines` has another one yet or not.
    """
    pages = (_Page.of(row, registry) if isinstance(row, ManifestRow) else row for row in read_manifest(lines))
    if alone:
        yield from _read_alone(pages, workers)
        return
    learnt: dict[str, Habits] = {}
    for window in _windows(pages):
        yield from _read_window(window, workers, learnt)
        while len(learnt) > MOST_SITES:
            del learnt[next(iter(learnt))]


def _windows(pages: Iterable[_Page | Row]) -> Iterator[list[_Page | Row]]:
    """Yield `pages` in groups of at most `WINDOW`, each ended by the page with which it has `WINDOW_BYTES`."""
    window: list[_Page | Row] = []
    size = 0
    for page in pages:
        window.append(page)
        size += page.size() if isinstance(page, _Page) else 0
        if len(window) >= WINDOW or size >= WINDOW_BYTES:
            yield window
            window, size = [], 0
    if window:
        yield window


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
        """Return the page of `row`, with the source that `registry` has for its address, if any."""
        source = registry.by_url(row.url) if registry else None
        return cls(row=row, source=source, site=source.id if source else (host(row.url) or "").removeprefix("www."))

    def size(self) -> int:
        """Return about how many bytes its page has; 0 where there is none to be read."""
        try:
            stored = Path(self.row.path).stat().st_size
        except (OSError, ValueError):  # its row will say why
            return 0
        return min(stored * UNPACKED if self.row.path.endswith(".gz") else stored, LARGEST_PAGE)

    def result(self, before: Reading | None = None) -> Reading:
        """Return what came of the reading that was asked for last; `before` where a second one was lost."""
        assert self.reading is not None
        try:
            return self.reading.result()
        except PageLost as lost:
            return before or (_line(error_row(row_id=self.row.id, url=self.row.url, error=str(lost))), None)


def _read_window(pages: list[_Page | Row], workers: Workers, learnt: dict[str, Habits]) -> Iterator[str]:
    """Yield the lines of some pages: all are read, then those again that read otherwise with what others taught."""
    several = Counter(page.site for page in pages if isinstance(page, _Page) and page.site)
    try:
        for page in pages:
            if isinstance(page, _Page):
                known = learnt.get(page.site)
                beliefs = known.beliefs if known is not None else None
                observed = several[page.site] > 1
                page.reading = workers.submit(read_row, page.row, page.source, beliefs, observed=observed)
        results = [page.result() if isinstance(page, _Page) else (_line(page), None) for page in pages]
        for page, (_, observation) in zip(pages, results, strict=True):
            if isinstance(page, _Page) and observation is not None:
                learnt[page.site] = learn(learnt.pop(page.site, _NOTHING), observation)
        for page, (_, observation) in zip(pages, results, strict=True):
            if isinstance(page, _Page):
                habits = learnt.get(page.site)
                again = observation is not None and habits is not None and habits.concerns(observation)
                beliefs = habits.beliefs if again and habits is not None else None
                page.reading = workers.submit(read_row, page.row, page.source, beliefs) if again else None
        pages.reverse()
        results.reverse()
        while pages:  # none is held for longer than until it is written
            page, result = pages.pop(), results.pop()
            yield _text(page.result(result) if isinstance(page, _Page) and page.reading is not None else result)
    finally:
        _give_up(pages)


def _read_alone(pages: Iterator[_Page | Row], workers: Workers) -> Iterator[str]:
    """Yield the line of each page as soon as it and those before it are read, while a thread waits for the next."""
    waiting: queue.Queue[_Page | Row | BaseException | None] = queue.Queue(AHEAD)
    ended = threading.Event()

    def ask() -> None:
        try:
            for page in pages:
                if ended.is_set():
                    return
                if isinstance(page, _Page):
                    page.reading = workers.submit(read_row, page.row, page.source)
                waiting.put(page)
            waiting.put(None)
        except BaseException as error:  # noqa: BLE001  it is raised where the lines are asked for
            waiting.put(error)

    threading.Thread(target=ask, name="manifest", daemon=True).start()
    try:
        while (page := waiting.get()) is not None:
            if isinstance(page, BaseException):
                raise page
            yield _text(page.result()) if isinstance(page, _Page) else json_text(page)
    finally:
        ended.set()
        with suppress(queue.Empty):
            while True:
                _give_up([waiting.get_nowait()])


def _give_up(pages: Iterable[object]) -> None:
    """Take back what was asked of the workers and is not begun: nobody waits for it any more."""
    for page in pages:
        if isinstance(page, _Page) and page.reading is not None:
            page.reading.cancel()


Reading = tuple[bytes, Observation | None]
"""The JSON line of a page as `_line` makes it, and what it tells of its site, where that is asked for."""


def _line(row: Row) -> bytes:
    """Return the line of `row` as it waits: in UTF-8, a long one packed."""
    line = json_text(row).encode()
    return zlib.compress(line, 1) if len(line) > LONG_LINE else line


def _text(reading: Reading) -> str:
    """Return the line of `reading` as it is written; one that is not packed begins with the brace of its object."""
    line, _ = reading
    return (line if line.startswith(b"{") else zlib.decompress(line)).decode()


def read_row(
    row: ManifestRow, source: Source | None, habits: Habits | None = None, *, observed: bool = False
) -> Reading:
    """Return the JSON line of one saved page, and if `observed` what it tells of its site; runs in a worker."""
    if not row.path:  # as a path it would be the current folder
        return _line(error_row(row_id=row.id, url=row.url, error="the path is empty")), None
    try:
        html = read_saved(Path(row.path))
    except (OSError, EOFError, zlib.error, ValueError) as error:  # the last: no system can open such a name
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        return _line(error_row(row_id=row.id, url=row.url, error=f"{row.path}: {reason}")), None
    try:
        article, extraction, canonical = read(html, row.url, context=Context(source=source, habits=habits))
        observation = observe(extraction, canonical.url) if observed else None
    except Exception as error:  # noqa: BLE001  one bad page must not stop the batch; the row names it
        text = f"reading broke down: {type(error).__name__}: {error}"
        return _line(error_row(row_id=row.id, url=row.url, error=text)), None
    return _line(article_row(article, row_id=row.id)), observation


def json_text(row: Row) -> str:
    r"""Return one line of JSON; halves of surrogate pairs, which no encoding can write, stand as `\uXXXX`."""
    text = json.dumps(row, ensure_ascii=False)
    return _LONE_SURROGATE.sub(lambda match: json.dumps(match[0])[1:-1], text)


def read_saved(path: Path) -> bytes:
    """Return the bytes of a saved page, at most LARGEST_PAGE; `.gz` is undone.

    Raises OSError, and EOFError or zlib.error where the packed data are cut or broken.
    """
    with path.open("rb") as file:
        return read_stream(file, packed=path.suffix == ".gz")


def read_stream(file: IO[bytes], *, packed: bool) -> bytes:
    """Return what `read_saved` does of an open file."""
    if not packed:
        return file.read(LARGEST_PAGE)
    with gzip.GzipFile(fileobj=file) as unpacked:
        return unpacked.read(LARGEST_PAGE)
