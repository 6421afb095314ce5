"""What a harvest has learnt of a site is used for one page, and shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aggregator.candidate import Candidate
from aggregator.cli.learnt import whole_or_cut
from aggregator.extraction.recall import SHOWN
from aggregator.page import Page
from aggregator.reading import read_page
from aggregator.sources.lone import lone_source
from aggregator.store.writer import Store
from tests.cli.conftest import Run
from tests.harbour_post import PROMOTION, REPORTS, address
from tests.store.making import NOON


@pytest.fixture
def harvested(project: Path) -> Path:
    """A database that has seen four pages of a site."""
    path = project / "db" / "news.db"
    with Store(path) as store:
        for page in REPORTS[:4]:
            url = address(page)
            fetched = Page(
                url=url,
                final_url=url,
                source_id=lone_source(url).id,
                run_id=None,
                candidate=Candidate(url=url, via="feed"),
                fetched_at=NOON,
                status=200,
                headers=(("Content-Type", "text/html; charset=utf-8"),),
                body=page.read_bytes(),
            )
            store.keep(read_page(fetched, None))
    return path


def body(aggregator: Run, *arguments: str) -> str:
    return str(json.loads(aggregator("extract", str(REPORTS[4]), "--url", address(REPORTS[4]), *arguments).out)["body"])


def test_one_page_is_read_with_what_the_database_knows_of_its_site(aggregator: Run, harvested: Path) -> None:
    assert harvested.exists() and PROMOTION not in body(aggregator)
    assert PROMOTION in body(aggregator, "--no-source")


def test_explain_shows_what_was_learnt(aggregator: Run, harvested: Path) -> None:
    ran = aggregator("extract", str(REPORTS[4]), "--url", address(REPORTS[4]), "--explain")
    (claim,) = json.loads(ran.out)["explain"]["learnt"]["claims"]
    assert claim["value"].startswith(PROMOTION) and claim["place"] == "left out: stood on 4 pages"


def test_without_a_database_or_with_one_that_cannot_be_read_the_page_stands_alone(
    aggregator: Run, project: Path
) -> None:
    assert PROMOTION in body(aggregator)
    assert not (project / "db").exists()
    (project / "db").mkdir()
    (project / "db" / "news.db").write_text("no database")
    assert PROMOTION in body(aggregator)


def test_a_source_shows_what_its_pages_taught(aggregator: Run, harvested: Path) -> None:
    sources = harvested.parent.parent / "sources"
    sources.mkdir()
    (sources / "harbour-post-example.toml").write_text(
        'name = "Harbour Post"\nhomepage = "https://harbour-post.example/"\nfeeds = ["https://harbour-post.example/f"]\n'
    )
    shown = aggregator("sources", "show", "harbour-post-example").out
    assert "# learnt from 4 articles of its pages:" in shown
    assert "#   texts stand in div.story#story- < div.main" in shown
    assert "#   titles end with “the quay”" in shown
    learnt = json.loads(aggregator("sources", "show", "harbour-post-example", "--json").out)["learnt"]
    assert (learnt["articles"], learnt["furniture_lines"]) == (4, 1)


def test_a_source_without_a_file_shows_what_the_database_knows(aggregator: Run, harvested: Path) -> None:
    ran = aggregator("sources", "show", "harbour-post-example")
    assert ran.code == 0 and "No file of it that can be read is registered" in ran.err
    assert "# id: harbour-post-example" in ran.out and "# articles: 4" in ran.out
    assert "# learnt from 4 articles of its pages:" in ran.out
    (harvested.parent.parent / "sources").mkdir()
    (harvested.parent.parent / "sources" / "harbour-post-example.toml").write_text("name = 12")
    row = json.loads(aggregator("sources", "show", "harbour-post-example", "--json").out)
    assert (row["registered"], row["harvested"]["articles"], row["learnt"]["articles"]) == (False, 4, 4)


def test_a_line_of_which_the_beginning_is_kept_shows_that_it_goes_on() -> None:
    assert whole_or_cut("x" * SHOWN) == "x" * SHOWN + "…"
    assert whole_or_cut(PROMOTION[: SHOWN - 1]) == PROMOTION[: SHOWN - 1]
