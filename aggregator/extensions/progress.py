"""The display of a harvest while it runs: live on a terminal, plain lines elsewhere."""

from __future__ import annotations

import asyncio
import contextlib
import time

from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from aggregator.extensions.newsroom import Newsroom, SourceRun, run_counts
from aggregator.run import Counts

LINE_EVERY = 10.0
"""Seconds between two plain lines: a log that someone reads later, not a display."""

REDRAW_EVERY = 0.25
"""Seconds between two drawings of the live display."""

SHOWN = 12
"""Sources shown at once; the busiest first, so that a harvest of hundreds still fits a screen."""


class LiveDisplay:
    """A table that is drawn again in place."""

    every = REDRAW_EVERY

    def __init__(self, console: Console) -> None:
        """Draw on `console`."""
        self._live = Live(console=console, auto_refresh=False, transient=True)
        self._live.start()

    def show(self, runs: list[SourceRun], seconds: float) -> None:
        """Draw the busiest sources and the sums."""
        self._live.update(progress_table(runs, seconds), refresh=True)

    def close(self) -> None:
        """Take the table away: the summary follows."""
        self._live.stop()


class LineDisplay:
    """A line now and then."""

    every = LINE_EVERY

    def __init__(self, console: Console) -> None:
        """Print on `console`."""
        self._console = console

    def show(self, runs: list[SourceRun], seconds: float) -> None:
        """Print one line with the sums."""
        self._console.print(progress_line(runs, seconds), highlight=False, markup=False, soft_wrap=True)

    def close(self) -> None:
        """Nothing to undo."""


class Progress:
    """Shows what the newsroom counts, on standard error."""

    def __init__(self, crawler: Crawler, display: type[LiveDisplay] | type[LineDisplay], console: Console) -> None:
        """Show the crawl's progress by a `display` made when the spider opens."""
        self._crawler = crawler
        self._make = display
        self._console = console
        self._task: asyncio.Task[None] | None = None
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Progress:
        """Take PROGRESS: off, or auto (live on a terminal, else lines)."""
        if crawler.settings.get("PROGRESS") != "auto":
            raise NotConfigured
        console = Console(stderr=True)
        return cls(crawler, LiveDisplay if console.is_terminal else LineDisplay, console)

    def _opened(self) -> None:
        self._task = asyncio.ensure_future(self._run())

    async def _closed(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        room = self._crawler.get_extension(Newsroom)
        assert room is not None, "the Newsroom extension is off, but the display needs it"
        begun = time.monotonic()
        display = self._make(self._console)
        try:
            while True:
                await asyncio.sleep(display.every)
                display.show(list(room.runs.values()), time.monotonic() - begun)
        finally:
            display.close()


def progress_line(runs: list[SourceRun], seconds: float) -> str:
    """Return the sums in one line."""
    counts = run_counts({run.source.id: run for run in runs})
    return f"{seconds:4.0f} s  {len(runs)} sources  {_words(counts)}"


def _words(counts: Counts) -> str:
    return (
        f"{counts.candidates} found  {settled(counts)} of {counts.fetched} pages settled: "
        f"{counts.new} new, {counts.revised} revised, {counts.same} same, {counts.failed + counts.refused} failed"
    )


def settled(counts: Counts) -> int:
    """Return the number of pages whose fate is known."""
    return counts.new + counts.revised + counts.same + counts.gone + counts.no_article + counts.refused + counts.failed


def progress_table(runs: list[SourceRun], seconds: float) -> Group:
    """Return the live table: those with the most pages under way first."""
    table = Table(box=None, pad_edge=False)
    for name in ("source", "found", "fetched", "new", "revised", "same", "failed"):
        table.add_column(name, justify="left" if name == "source" else "right", no_wrap=True)
    for run in sorted(runs, key=lambda one: settled(one.counts) - one.counts.fetched)[:SHOWN]:
        counts = run.counts
        failed = counts.failed + counts.refused
        figures = (counts.candidates, settled(counts), counts.new, counts.revised, counts.same, failed)
        table.add_row(Text(run.source.name), *map(str, figures))
    return Group(table, Text(progress_line(runs, seconds), style="dim"))
