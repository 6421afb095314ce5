"""What it gains, and costs, to read the pages of a site with what they have in common.

    python -m benchmarks.habits FOLDER … --score SCORE.py [--dataset NAME …] [--only IDS] [--most 8] [--repeats 3]

Of the pages in the folders (as in `benchmarks.extraction`) those are read whose host has several of the same data set,
`--most` of each host: each by itself, each with what the pages before it taught, as in a first harvest, and each with
what all of them taught, as in a batch.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from lxml import etree

from aggregator.context import Context
from aggregator.extraction.observing import observe
from aggregator.habits import Habits, Observation, learn
from aggregator.reading import read
from aggregator.row import article_row
from aggregator.urls import host
from benchmarks.extraction import MEASURES, scored
from benchmarks.gold import Page, asked_for, gold_file, refuse
from benchmarks.systems import parse_seconds

WAYS: Final = ("alone", "harvest", "batch")
"""How the pages are read, in the order of the table."""


def sites(found: Iterable[Page], *, most: int) -> list[list[Page]]:
    """Return the pages of each host that has several of one data set, `most` at most, in their order."""
    grouped: dict[tuple[str, str], list[Page]] = defaultdict(list)
    for page in found:
        grouped[page.dataset, (host(page.url) or page.url).removeprefix("www.")].append(page)
    return [group[:most] for group in grouped.values() if len(group) > 1]


def read_site(site: Sequence[Page]) -> Iterator[tuple[str, str]]:
    """Yield the pages of a site as they are read in each way: the way, and a line of JSON."""
    known = Habits()
    seen: list[Observation | None] = []
    for page in site:
        yield "alone", _read(page, Habits())[0]
        line, observation = _read(page, known)
        yield "harvest", line
        known = learn(known, observation) if observation is not None else known
        seen.append(_read(page, Habits())[1])
    together = Habits()
    for observation in seen:
        together = learn(together, observation) if observation is not None else together
    for page in site:
        yield "batch", _read(page, together)[0]


def _read(page: Page, habits: Habits) -> tuple[str, Observation | None]:
    context = Context(habits=habits.beliefs if habits.version else None)
    article, extraction, canonical = read(page.html(), page.url, context=context)
    return json.dumps(article_row(article, row_id=page.id)) + "\n", observe(extraction, canonical.url)


# ---------------------------------------------------------------- cost


@dataclass(slots=True, kw_only=True)
class Cost:
    """Nanoseconds of CPU over all pages; of several times each was done, the least."""

    parses: int = 0
    alone: int = 0
    known: int = 0
    """Reading with what was learnt."""

    observing: int = 0
    learning: int = 0

    def table(self) -> str:
        """Return what each costs, as a multiple of one lxml parse of the same bytes."""
        parts = (
            ("reading alone", self.alone),
            ("reading with habits", self.known),
            ("observing", self.observing),
            ("learning", self.learning),
        )
        return "\n".join(f"{name:22}{spent / max(self.parses, 1):8.3f}" for name, spent in parts)


def cost_of(site: Sequence[Page], *, repeats: int, total: Cost) -> None:
    """Add to `total` what the pages of a site cost."""
    habits = Habits()
    for page in site:
        html, known = page.html(), Context(habits=habits.beliefs)
        try:
            parse_seconds(html)
        except etree.ParserError:  # lxml finds no element: there is nothing to compare with
            continue
        _, extraction, canonical = read(html, page.url)
        observation = observe(extraction, canonical.url)
        total.parses += least(partial(parse_seconds, html), repeats)
        total.alone += least(partial(read, html, page.url), repeats)
        total.known += least(partial(read, html, page.url, context=known), repeats)
        total.observing += least(partial(observe, extraction, canonical.url), repeats)
        if observation is not None:
            total.learning += least(partial(learn, habits, observation), repeats)
            habits = learn(habits, observation)


def least(job: Callable[[], Any], repeats: int) -> int:
    """Return the fewest nanoseconds of CPU that `job` took."""
    spent = []
    for _ in range(max(1, repeats)):
        start = time.process_time_ns()
        job()
        spent.append(time.process_time_ns() - start)
    return min(spent)


# ---------------------------------------------------------------- table


def compare(found: Sequence[Sequence[Page]], *, score: Path, golds: Iterable[Path]) -> str:
    """Return the table: for each data set each measure, read in each way."""
    with tempfile.TemporaryDirectory() as folder:
        files = {way: Path(folder) / f"{way}.jsonl" for way in WAYS}
        lines: dict[str, list[str]] = {way: [] for way in WAYS}
        for site in found:
            for way, line in read_site(site):
                lines[way].append(line)
        for way, path in files.items():
            path.write_text("".join(lines[way]), encoding="utf-8")
        totals = scored(score, golds, files)
    counted = Counter(page.dataset for site in found for page in site)
    rows = [f"{'':30}" + "".join(f"{way:>10}" for way in WAYS)]
    for dataset, count in sorted(counted.items()):
        hosts = sum(site[0].dataset == dataset for site in found)
        rows.append(f"{dataset}: {count} pages of {hosts} hosts")
        for name, key, _ in MEASURES:
            values = [totals[way].get(dataset, {}).get(key) for way in WAYS]
            if None not in values:
                rows.append(f"{'':18}{name:12}" + "".join(f"{value:10.4f}" for value in values))
    return "\n".join(rows)


def main() -> None:
    """Print what is gained, then what it costs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--score", type=Path, help="the scorer; without it only the cost is measured")
    parser.add_argument("--dataset", action="append", default=[], help="only this data set; may be given again")
    parser.add_argument("--only", type=Path, help="a file with the ids of the pages to read, one a line")
    parser.add_argument("--most", type=int, default=8, help="pages of one host")
    parser.add_argument("--repeats", type=int, default=3, help="times each is done to find its cost; 0: no cost")
    arguments = parser.parse_args()
    found = sites(asked_for(arguments), most=arguments.most)
    if not found:
        refuse("no host has several pages")
    if arguments.score:
        print(compare(found, score=arguments.score, golds=[gold_file(one) for one in arguments.folders]))
    if arguments.repeats:
        total = Cost()
        for site in found:
            cost_of(site, repeats=arguments.repeats, total=total)
        print(f"CPU as a multiple of one lxml parse\n{total.table()}")


if __name__ == "__main__":
    main()
