"""What a harvest costs on a loopback farm, beside what it may cost.

    python -m benchmarks.harvest [--hosts 100] [--pages 12] [--rounds 2] [--seed 1] [--json FILE] [--only PART …]
    python -m benchmarks.harvest --profile FILE

A bare Scrapy spider, one warm `extract` call a page and whole harvests run side by side on the same pages, `--rounds`
times; machines are noisy, so of the rounds the cheapest of each counts. What a program costs before its first page
is measured with a few pages and taken off, of the bare spider as of the harvest. Before any figure is printed it is
checked that every article is in the file.

Parts: `speed` (CPU a page, pages a second, memory, the same with raw pages kept), `again` (an unchanged site; 10 new
articles among 100,000 known ones), `polite` (100 sources with 10 new articles each, with pauses).
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import operator
import os
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from aggregator import extract, settings
from benchmarks.farm import Asked, Farm, Plan, bodies, build, least_pause, per_host, write_archive_source, write_sources
from benchmarks.processes import Ran, run

ROOT = Path(__file__).resolve().parents[1]
CORES = os.cpu_count() or 1

FEW_HOSTS, FEW_PAGES = 2, 4
"""What start-up is measured with: enough pages that each reading process is started and has read some."""

STEADY = 400
"""Pages from which on figures are worth reading: the start of a harvest costs as much as 200 pages, give or take 20."""

EXTRA_MS = 2.0
"""CPU a page that attribution, identity, scheduling and storage may cost beside download and extraction."""

USE = 0.85
"""Share of the time that the cores would need if nothing ever waited."""

PSS_MIB = 500
PATIENCE = 1.2
"""How much longer than politeness demands a harvest may take."""

NEW = 10
"""New articles of a source in the parts `again` and `polite`."""

POLITE_SOURCES = 100
KNOWN = 100_000

DOCUMENTS = 30
"""Feeds, sitemaps and robots.txt that may be asked for to find the new among the known: 9 sitemaps name them."""

PARTS = ("speed", "again", "polite")


COMPARISONS: Mapping[str, tuple[str, Callable[[float, float], bool]]] = {
    "most": ("≤", operator.le),
    "least": ("≥", operator.ge),
    "exactly": ("=", operator.eq),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured figure beside its limit."""

    name: str
    measured: float | None
    """None where it could not be measured here; `note` says why."""

    limit: float | None = None
    """None where the figure is printed for knowing only."""

    kind: Literal["most", "least", "exactly"] = "most"
    """What the limit is."""

    unit: str = ""
    note: str = ""

    @property
    def reached(self) -> bool | None:
        """Whether the limit is kept; None where there is none, or no measurement."""
        if self.measured is None or self.limit is None:
            return None
        return COMPARISONS[self.kind][1](self.measured, self.limit)


@dataclass(slots=True, kw_only=True)
class Costs:
    """What a number of pages cost."""

    pages: int
    cpu: float
    wall: float
    own: float = 0.0
    """The main process's part of `cpu`, without the processes that read."""

    server: float = 0.0
    """The server's part, seconds of CPU; not in `cpu`."""

    pss_mb: float = 0.0
    others: float = 0.0

    def without(self, few: Costs) -> Costs:
        """Return what the pages beyond the `few` cost: the start of the program falls out."""
        return Costs(
            pages=self.pages - few.pages,
            cpu=self.cpu - few.cpu,
            wall=self.wall - few.wall,
            own=self.own - few.own,
            server=self.server - few.server,
            pss_mb=self.pss_mb,
            others=self.others,
        )

    @property
    def ms(self) -> float:
        """CPU milliseconds a page."""
        return 1000 * self.cpu / self.pages

    @property
    def server_ms(self) -> float:
        """The server's CPU milliseconds a page."""
        return 1000 * self.server / self.pages

    @property
    def pages_per_second(self) -> float:
        """By the clock on the wall."""
        return self.pages / self.wall


class Broken(Exception):
    """A run did not do what it is measured for; its figures would mean nothing."""


@dataclass(kw_only=True)
class Bench:
    """A running farm and a folder to work in."""

    plan: Plan
    farm: Farm
    folder: Path
    say: Callable[[str], None]
    _count: int = field(default=0)

    def new_folder(self) -> Path:
        """Return a folder that nothing is in."""
        self._count += 1
        folder = self.folder / f"run-{self._count}"
        folder.mkdir()
        return folder

    def sources(self, hosts: int) -> Path:
        """Return a folder with the sources of so many hosts."""
        folder = self.folder / f"sources-{hosts}"
        return folder if folder.exists() else write_sources(self.plan, folder, hosts=hosts)

    def harvest(
        self, db: Path, sources: Path, *options: str, profiler: Sequence[str] = (), polite: bool = False
    ) -> tuple[Ran, list[Asked], float]:
        """Run a harvest of all sources in a folder; return also what the server saw, and its CPU."""
        self.farm.log()
        before = self.farm.cpu
        ran = run(
            [*(profiler or [sys.executable]), "-m", "aggregator", "harvest", "--all", "--db", str(db)]
            + ([] if polite else ["-s", "POLITENESS=off"])
            + ["-s", "PROGRESS=off", *options],
            cwd=self.folder,
            environ=environ(sources),
            beside=[self.farm.pid],
        )
        if ran.code != 0:
            raise Broken(f"the harvest ended with {ran.code}: {ran.err[-2000:]}")
        return ran, self.farm.log(), self.farm.cpu - before

    def harvest_costs(self, hosts: int, pages: int, *options: str) -> Costs:
        """Return what a first harvest of so many hosts and pages costs; raises Broken where an article is missing."""
        self.farm.show(pages)
        folder = self.new_folder()
        ran, _, server = self.harvest(folder / "news.db", self.sources(hosts), *options)
        if (stored := articles(folder / "news.db")) != hosts * pages:
            raise Broken(f"{stored} of {hosts * pages} articles were stored: {ran.err[-2000:]}")
        shutil.rmtree(folder)
        return Costs(
            pages=hosts * pages,
            cpu=ran.cpu,
            wall=ran.wall,
            own=ran.own,
            server=server,
            pss_mb=ran.pss_mb,
            others=ran.others,
        )

    def bare_costs(self, hosts: int, pages: int) -> Costs:
        """Return what a bare Scrapy spider takes to download so many pages."""
        urls = self.new_folder() / "urls.txt"
        urls.write_text("\n".join(self.plan.urls(hosts=hosts, pages=pages)), encoding="utf-8")
        before = self.farm.cpu
        command = [sys.executable, "-m", "benchmarks.bare_spider", str(urls)]
        ran = run(command, cwd=ROOT, environ=environ(), beside=[self.farm.pid])
        if ran.code != 0:
            raise Broken(f"the bare spider did not get every page: {ran.err[-2000:]}")
        self.farm.log()
        return Costs(pages=hosts * pages, cpu=ran.cpu, wall=ran.wall, server=self.farm.cpu - before, others=ran.others)


def environ(sources: Path | None = None) -> dict[str, str]:
    """Return the environment of a run: nothing of the user's own project, no proxy."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("AGGREGATOR_") and not name.lower().endswith("_proxy")
    }
    ours = {"PYTHONPATH": str(ROOT), "SCRAPY_SETTINGS_MODULE": "aggregator.settings"}
    return kept | ours | ({"AGGREGATOR_SOURCES": str(sources)} if sources else {})


def articles(db: Path) -> int:
    """Return how many articles of their own a file holds."""
    with contextlib.closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM articles WHERE status = 'live'").fetchone()
        return int(count)


def extract_costs(folder: Path, *, pages: int, warm: int = 20) -> Costs:
    """Return what one warm `extract` call takes for each page, in this process."""
    spent = count = 0
    begun = time.monotonic()
    gc.collect()
    for at, (url, body) in enumerate(bodies(folder, pages=pages)):
        if at < warm:
            extract(body, url)
        before = time.process_time_ns()
        extract(body, url)
        spent += time.process_time_ns() - before
        count += 1
    return Costs(pages=count, cpu=spent / 1e9, wall=time.monotonic() - begun)


# --- the parts --------------------------------------------------------------------------------------


def speed(bench: Bench, *, rounds: int) -> Iterator[Figure]:
    """Yield CPU a page, pages a second and memory, each beside its limit."""
    hosts, pages = bench.plan.hosts, bench.plan.pages
    bare: list[Costs] = []
    alone: list[Costs] = []
    whole: list[Costs] = []
    few_bare = few = None
    for at in range(rounds):
        bench.say(f"round {at + 1} of {rounds}: {hosts * pages} pages")
        few_bare = cheaper(few_bare, bench.bare_costs(FEW_HOSTS, FEW_PAGES))
        few = cheaper(few, bench.harvest_costs(FEW_HOSTS, FEW_PAGES))
        bare.append(bench.bare_costs(hosts, pages))
        alone.append(extract_costs(bench.folder, pages=pages))
        whole.append(bench.harvest_costs(hosts, pages))
    assert few_bare is not None and few is not None
    spider = min((one.without(few_bare) for one in bare), key=lambda one: one.ms)
    reading = min(alone, key=lambda one: one.ms)
    bases = Bases(spider=spider.ms, extract=reading.ms)
    yield Figure(name="bare spider, CPU a page", measured=spider.ms, unit="ms", note=f"its start: {few_bare.cpu:.2f} s")
    yield Figure(name="one extract call, CPU a page", measured=reading.ms, unit="ms")
    yield from speed_figures("harvest", [one.without(few) for one in whole], bases, few)
    if not hasattr(settings, "KEEP_RAW"):
        yield Figure(name="harvest, raw pages kept", measured=None, note="there is no setting KEEP_RAW")
        return
    bench.say("with raw pages kept")
    raw = bench.harvest_costs(hosts, pages, "-s", "KEEP_RAW=True")
    yield from speed_figures("with raw pages", [raw.without(few)], bases, few)


def cheaper(one: Costs | None, other: Costs) -> Costs:
    """Return the one that cost less CPU."""
    return other if one is None or other.cpu < one.cpu else one


@dataclass(frozen=True, slots=True, kw_only=True)
class Bases:
    """What the limits are made of, CPU milliseconds a page."""

    spider: float
    extract: float

    @property
    def limit(self) -> float:
        """What a harvest may cost."""
        return self.spider + self.extract + EXTRA_MS


def speed_figures(name: str, whole: list[Costs], bases: Bases, few: Costs) -> Iterator[Figure]:
    """Yield the figures of harvests, the start of the program taken off, beside what is allowed."""
    least = min(whole, key=lambda one: one.ms)
    fastest = max(whole, key=lambda one: one.pages_per_second)
    floor = USE * CORES / ((bases.limit + least.server_ms) / 1000)
    use = (fastest.cpu + fastest.server) / fastest.wall / CORES
    ours = 1000 * least.own / least.pages
    yield Figure(
        name=f"{name}, CPU a page",
        measured=least.ms,
        limit=bases.limit,
        unit="ms",
        note=f"{ours:.2f} in the main process, {least.ms - ours:.2f} in those that read; its start: {few.cpu:.2f} s",
    )
    yield Figure(name=f"{name}, server's CPU a page", measured=least.server_ms, unit="ms")
    yield Figure(
        name=f"{name}, pages a second",
        measured=fastest.pages_per_second,
        limit=floor,
        kind="least",
        unit="/s",
        note=f"{use:.0%} of the cores used; {fastest.others:.0%} went to other programs",
    )
    yield Figure(name=f"{name}, memory (PSS)", measured=max(one.pss_mb for one in whole), limit=PSS_MIB, unit="MiB")


def again(bench: Bench) -> Iterator[Figure]:
    """Yield what is asked for where nothing is new, and where little is among much that is known."""
    bench.say("the same site again")
    hosts, pages = bench.plan.hosts, bench.plan.pages
    bench.farm.show(pages)
    folder = bench.new_folder()
    for _ in range(2):
        ran, asked, _ = bench.harvest(folder / "news.db", bench.sources(hosts))
    yield Figure(name="unchanged site again, article pages", measured=article_pages(asked), limit=0)
    yield Figure(
        name="unchanged site again, documents",
        measured=len(asked) - article_pages(asked),
        note=f"{hosts} hosts; {took(ran)}",
    )
    yield from among_many(bench)


def among_many(bench: Bench) -> Iterator[Figure]:
    """Yield what is asked for, and what it takes, to find a few new articles among all that are known."""
    known = bench.plan.archive
    bench.say(f"{NEW} new among {known:,} known")
    sources = write_archive_source(bench.plan, bench.folder / "sources-archive")
    db = bench.new_folder() / "news.db"
    # Only the first pages are fetched; that all were is then written into the file.
    first, _, _ = bench.harvest(db, sources, "--limit", str(NEW))
    settle_all(db, known)
    yield Figure(name=f"taking note of {known:,} addresses, CPU", measured=first.cpu, unit="s", note=took(first))
    for step, (told, how) in enumerate(((False, ", behind an unchanged index"), (True, "")), 1):
        bench.farm.archive(known + step * NEW, told=told)
        ran, asked, _ = bench.harvest(db, sources)
        yield Figure(
            name=f"{NEW} new among {known:,}{how}: pages",
            measured=article_pages(asked),
            limit=NEW,
            kind="exactly",
            note=f"{len({one.path for one in asked if one.is_article})} different ones; {took(ran)}",
        )
        documents = len(asked) - article_pages(asked)
        yield Figure(name=f"{NEW} new among {known:,}{how}: documents", measured=documents, limit=DOCUMENTS)
    ran, asked, _ = bench.harvest(db, sources)
    note = f"{len(asked)} requests; {took(ran)}"
    yield Figure(name=f"none new among {known:,}: pages", measured=article_pages(asked), limit=0, note=note)


def took(ran: Ran) -> str:
    """Return what a run took, as a note says it."""
    return f"{ran.wall:.1f} s, {ran.cpu:.1f} s of CPU, {ran.pss_mb:.0f} MiB"


def article_pages(asked: Sequence[Asked]) -> int:
    """Return how many article pages were asked for."""
    return sum(one.is_article for one in asked)


def settle_all(db: Path, known: int) -> None:
    """Mark every waiting address as fetched, with nothing more to do; there must be `known` addresses."""
    with contextlib.closing(sqlite3.connect(db)) as connection, connection:
        connection.execute(
            """
            UPDATE frontier SET state = 'done', next_at = NULL, candidate = NULL, visits = 1, outcome = 'no_article',
                visited_at = seen_at
            WHERE state = 'waiting'
            """
        )
        (count,) = connection.execute("SELECT count(*) FROM frontier").fetchone()
    if count != known:
        raise Broken(f"{count} of {known} addresses were taken note of")


def polite(bench: Bench) -> Iterator[Figure]:
    """Yield how much longer a harvest with pauses takes than the pauses alone."""
    sources, new = min(POLITE_SOURCES, bench.plan.hosts), min(NEW, bench.plan.pages)
    bench.say(f"{sources} sources with {new} new articles each, with pauses")
    bench.farm.show(new)
    db = bench.new_folder() / "news.db"
    ran, asked, _ = bench.harvest(db, bench.sources(sources), polite=True)
    if (stored := articles(db)) != sources * new:
        raise Broken(f"{stored} of {sources * new} articles were stored: {ran.err[-2000:]}")
    most = max(per_host(asked).values())
    demanded = (most - 1) * settings.DOWNLOAD_DELAY
    spread = max(one.at for one in asked) - min(one.at for one in asked)
    yield Figure(
        name=f"{sources} sources × {new} new, time ÷ politeness",
        measured=ran.wall / demanded,
        limit=PATIENCE,
        note=f"{ran.wall:.1f} s, {spread:.1f} from first request to last; {most} a host demand {demanded:.0f} s",
    )
    yield Figure(
        name="least pause between two requests to a host",
        measured=round(least_pause(asked) or 0.0, 3),
        limit=settings.DOWNLOAD_DELAY,
        kind="least",
        unit="s",
        note="as the server saw it",
    )
    yield Figure(name="polite harvest, memory (PSS)", measured=ran.pss_mb, limit=PSS_MIB, unit="MiB")


# --- output -----------------------------------------------------------------------------------------


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as text."""
    width = max(len(one.name) for one in figures)
    head = f"{'':{width}} {'measured':>12} {'limit':>12}  reached"
    return "\n".join([head, *(line(one, width) for one in figures)])


def line(figure: Figure, width: int) -> str:
    """Return one row of the table."""
    sign = COMPARISONS[figure.kind][0]
    limit = "" if figure.limit is None else f"{sign} {figure.limit:.2f}".removesuffix(".00")
    measured = "–" if figure.measured is None else f"{figure.measured:.2f}".removesuffix(".00")
    reached = {True: "yes", False: "NO", None: ""}[figure.reached]
    return f"{figure.name:{width}} {measured + ' ' + figure.unit:>12} {limit:>12}  {reached:7} {figure.note}".rstrip()


def measure(plan: Plan, folder: Path, *, parts: Sequence[str], rounds: int, say: Callable[[str], None]) -> list[Figure]:
    """Build the farm in `folder`, run the parts, and return their figures."""
    say(f"making {plan.hosts} hosts with {plan.pages} pages each")
    build(plan, folder)
    figures: list[Figure] = []
    with Farm(folder) as farm:
        bench = Bench(plan=plan, farm=farm, folder=folder, say=say)
        if "speed" in parts:
            figures += speed(bench, rounds=rounds)
        if "again" in parts:
            figures += again(bench)
        if "polite" in parts:
            figures += polite(bench)
    return figures


def profilers(file: Path, *, spy: Path) -> list[str]:
    """Return the beginning of a command that runs Python under a profiler: py-spy where it is installed."""
    if not spy.exists():
        return [sys.executable, "-m", "cProfile", "-o", str(file)]
    return [
        *(str(spy), "record", "--subprocesses", "--format", "raw", "--rate", "200", "--output", str(file)),
        *("--", sys.executable),
    ]


def profile(plan: Plan, folder: Path, file: Path) -> str:
    """Harvest once under a profiler that writes to `file`; return what it holds."""
    build(plan, folder)
    spy = Path(sys.executable).with_name("py-spy")
    with Farm(folder) as farm:
        bench = Bench(plan=plan, farm=farm, folder=folder, say=tell)
        bench.harvest(bench.new_folder() / "news.db", bench.sources(plan.hosts), profiler=profilers(file, spy=spy))
    return "py-spy, all processes, a stack a line" if spy.exists() else "cProfile, the main process"


def tell(text: str) -> None:
    """Say what is being done."""
    print(text, file=sys.stderr)


def main() -> int:
    """Print the table; return 1 where a limit is not kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hosts", type=int, default=100)
    parser.add_argument("--pages", type=int, default=12, help="articles of each host")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=PARTS, action="append", help="this part only; may be given again")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the figures")
    parser.add_argument("--profile", type=Path, metavar="FILE", help="profile one harvest instead")
    arguments = parser.parse_args()
    parts = tuple(arguments.only or PARTS)
    plan = Plan(
        hosts=arguments.hosts,
        pages=arguments.pages,
        seed=arguments.seed,
        archive=KNOWN if "again" in parts and not arguments.profile else 0,
    )
    if plan.hosts * plan.pages < STEADY:
        tell(f"With fewer than {STEADY} pages the start of the programs hides what a page costs.")
    with tempfile.TemporaryDirectory(prefix="farm-") as name:
        folder = Path(name)
        if arguments.profile:
            print(f"{arguments.profile}: {profile(plan, folder, arguments.profile.absolute())}")
            return 0
        try:
            figures = measure(plan, folder, parts=parts, rounds=arguments.rounds, say=tell)
        except Broken as broken:
            sys.exit(f"No figures: {broken}")
    print(table(figures))
    if arguments.json:
        rows = [asdict(one) | {"reached": one.reached} for one in figures]
        arguments.json.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 1 if any(one.reached is False for one in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
