"""How a run ends, how a display tells of it, and who harvests."""

from __future__ import annotations

import datetime as dt
import io
from types import SimpleNamespace
from typing import Any, cast

import pytest
from rich.console import Console
from scrapy.settings import Settings

from aggregator.extensions.newsroom import SourceRun, _name_contact, run_counts, run_outcome
from aggregator.extensions.progress import LineDisplay, progress_line, progress_table
from aggregator.run import Counts
from aggregator.sources.source import Source


def run_of(name: str, **counts: int) -> SourceRun:
    source = Source(id=name.lower(), name=name, homepage=f"https://{name.lower()}.example/")
    return SourceRun(source=source, run_id=1, counts=Counts(**counts))


@pytest.mark.parametrize(
    ("counts", "reason", "outcome"),
    [
        (Counts(documents=2, documents_failed=1), "finished", "finished"),
        (Counts(documents=2, documents_failed=2), "finished", "failed"),
        (Counts(), "finished", "finished"),
        (Counts(documents=2), "shutdown", "interrupted"),
        (Counts(documents=2), "closespider_timeout", "interrupted"),
    ],
)
def test_a_run_ends_as_its_documents_and_the_crawl_did(counts: Counts, reason: str, outcome: str) -> None:
    assert run_outcome(counts, reason) == outcome


def test_a_line_of_progress_has_the_sums() -> None:
    line = progress_line([run_of("Alpha", fetched=9, new=5, same=1), run_of("Beta", fetched=3, failed=2)], 12.4)
    assert line == "  12 s  2 sources  0 found  8 of 12 pages settled: 5 new, 0 revised, 1 same, 2 failed"


def test_the_live_display_shows_the_busiest_sources_and_no_markup_of_theirs() -> None:
    runs = [run_of(f"Paper{n}", fetched=n) for n in range(40)] + [run_of("[bold]Odd", fetched=99)]
    out = io.StringIO()
    Console(file=out, width=100).print(progress_table(runs, 1.0))
    shown = out.getvalue()
    assert "[bold]Odd" in shown and "Paper39" in shown and "Paper1 " not in shown


def test_lines_are_printed_where_there_is_no_terminal() -> None:
    out = io.StringIO()
    display = LineDisplay(Console(file=out, width=200))
    display.show([run_of("Alpha", fetched=1, new=1)], 10)
    display.close()
    assert "1 of 1 pages settled" in out.getvalue()


def test_sums_over_no_source_are_nothing() -> None:
    assert run_counts({}) == Counts()


@pytest.mark.parametrize("contact", ["desk@paper.example", "https://paper.example/about"])
def test_the_user_agent_names_the_project_and_the_contact(contact: str) -> None:
    settings = Settings({"USER_AGENT": "aggregator/1.0 (news harvester)"})
    crawler = cast(Any, SimpleNamespace(settings=settings))
    _name_contact(crawler, contact)
    _name_contact(crawler, contact)
    assert settings.get("USER_AGENT") == f"aggregator/1.0 (news harvester; {contact})"
    _name_contact(crawler, None)
    assert settings.get("USER_AGENT").count(";") == 1


def test_what_answers_say_of_coming_back_is_heeded() -> None:
    run = run_of("Alpha")
    noon = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
    run.heed((("cache-control", "max-age=600"),), now=noon)
    run.heed((("cache-control", "max-age=60"), ("retry-after", "120")), now=noon)
    run.heed((("retry-after", "30"),), now=noon)
    run.heed((("x-nothing", "said"),), now=noon)
    assert run.cache_life == dt.timedelta(seconds=60)
    assert run.retry_after == dt.timedelta(seconds=120)
