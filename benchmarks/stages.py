"""What each stage of our own reading costs, as a multiple of one lxml parse of the same bytes.

Machines are noisy and change their speed, so the parse and the reading of a page are timed side by side, in one warm
process, and of the repeats the fastest of each stage counts. `benchmarks.extraction --stages` prints the table.
"""

from __future__ import annotations

import functools
import importlib
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from lxml import etree

from aggregator.reading import read
from benchmarks.gold import Page
from benchmarks.systems import parse_seconds

STAGES = (
    ("parse", "aggregator.extraction", "parse_html"),
    ("walk", "aggregator.extraction.parsed", "walk"),
    ("title", "aggregator.extraction", "title_claims choose_title"),
    ("body", "aggregator.extraction", "read_body dateline_of"),
    ("dates", "aggregator.extraction.dates", "published_claims shown_claims modified_claims choose_dates"),
    ("authors", "aggregator.extraction", "_author_claims"),
    ("tags", "aggregator.extraction", "_tag_claims"),
    ("tags", "aggregator.extraction.tags", "choose_tags"),
    ("section", "aggregator.extraction", "_section_claims"),
    ("language", "aggregator.extraction", "language_claims choose_language"),
    ("kind", "aggregator.extraction", "page_kind"),
    ("images", "aggregator.extraction", "read_images"),
    ("attribution", "aggregator.reading", "attribute"),
    ("canonical", "aggregator.reading", "canonical_address"),
    ("medium", "aggregator.reading", "foreign_medium"),
)
"""Name of a stage, a module, and the functions under whose names there the stage is called.

Meta elements and JSON-LD are read when first asked for, which is by `dates`."""

BEHIND = frozenset({"attribution", "canonical", "medium"})
"""Stages that are no part of extraction."""

FREEING = "freeing"
"""Giving back the memory of tree, lines and claims."""

REST = "other"
"""Whatever is in none of the stages: the remaining fields, and putting things together."""

ALL = "all"
"""The column for all data sets together."""


@dataclass(slots=True)
class Stopwatch:
    """Gives each moment to the innermost stage that is running, so that the stages add up to the whole."""

    spent: Counter[str] = field(default_factory=Counter)
    running: list[str] = field(default_factory=lambda: [REST])
    since: int = 0

    def start(self) -> None:
        """Begin anew."""
        self.spent, self.running, self.since = Counter(), [REST], time.process_time_ns()

    def turn(self) -> None:
        """Book the time since the last turn."""
        now = time.process_time_ns()
        self.spent[self.running[-1]] += now - self.since
        self.since = now

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Book what happens within under `name`."""
        self.turn()
        self.running.append(name)
        try:
            yield
        finally:
            self.turn()
            self.running.pop()

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return `function`, its time booked under `name`; what it would yield is made at once, to be timed."""

        @functools.wraps(function)
        def measured(*args: Any, **kwargs: Any) -> Any:
            with self.stage(name):
                made = function(*args, **kwargs)
                return list(made) if isinstance(made, Iterator) else made

        return measured

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Time the functions of `STAGES` as long as it lasts."""
        with ExitStack() as stack:
            for stage, module, names in STAGES:
                place = importlib.import_module(module)
                for name in names.split():
                    stack.enter_context(patch.object(place, name, self.timed(stage, getattr(place, name))))
            yield


@dataclass(slots=True)
class Column:
    """What was measured for one data set; nanoseconds of CPU."""

    pages: int = 0
    parses: int = 0
    stages: Counter[str] = field(default_factory=Counter)

    def ratio(self, stages: Iterable[str]) -> float:
        """Return the time of `stages` divided by that of the parses."""
        return sum(self.stages[one] for one in stages) / self.parses


def measure(html: bytes, url: str, repeats: int, watch: Stopwatch) -> tuple[int, Counter[str]]:
    """Return the nanoseconds of CPU of one lxml parse, and of each stage of a reading: the least of `repeats`."""
    parses: list[int] = []
    readings: list[Counter[str]] = []
    for _ in range(repeats + 1):  # the first one warms caches up
        parses.append(round(1e9 * parse_seconds(html)))
        watch.start()
        result = read(html, url)
        with watch.stage(FREEING):
            del result
        readings.append(watch.spent)
    return min(parses), Counter({stage: min(one[stage] for one in readings) for stage in readings[0]})


def run(pages: Iterable[Page], *, repeats: int) -> dict[str, Column]:
    """Return a column for each data set, and one for all."""
    columns: dict[str, Column] = {}
    watch = Stopwatch()
    with watch.at_work():
        for page in pages:
            try:
                parse, stages = measure(page.html(), page.url, repeats, watch)
            except etree.ParserError:  # lxml finds no element: there is nothing to compare with
                continue
            for name in (page.dataset, ALL):
                column = columns.setdefault(name, Column())
                column.pages += 1
                column.parses += parse
                column.stages.update(stages)
    return columns


def table(columns: dict[str, Column]) -> str:
    """Return the figures as text, a column for each data set."""
    names = sorted(columns, key=lambda name: (name == ALL, name))
    stages = tuple(dict.fromkeys((*(name for name, _, _ in STAGES), FREEING, REST)))
    extraction = tuple(stage for stage in stages if stage not in BEHIND)
    rows: list[tuple[str, Callable[[Column], str]]] = [
        *((stage, lambda one, stage=stage: f"{one.ratio([stage]):.2f}") for stage in stages),
        ("extraction", lambda one: f"{one.ratio(extraction):.2f}"),
        ("total", lambda one: f"{one.ratio(stages):.2f}"),
        ("ms a parse", lambda one: f"{one.parses / one.pages / 1e6:.2f}"),
        ("pages", lambda one: f"{one.pages}"),
        ("pages a second", lambda one: f"{1e9 * one.pages / one.stages.total():.0f}"),
    ]
    head = f"{'CPU / lxml':16}" + "".join(f"{name:>14}" for name in names)
    return "\n".join([head, *(f"{label:16}" + "".join(f"{say(columns[n]):>14}" for n in names) for label, say in rows)])
