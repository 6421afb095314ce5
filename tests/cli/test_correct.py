"""Tests of `aggregator correct` and `aggregator corrections`, on pages that were read and kept."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from aggregator.candidate import Candidate
from aggregator.page import Page
from aggregator.reading import read_page
from aggregator.store.upkeep import doctor
from aggregator.store.writer import Store
from tests.cli.conftest import Run
from tests.store.making import capture

URL = "https://post.example/2026/11/20/quay-reopens"

PAGE = """<!doctype html><html lang="en"><head><title>Quay reopens after two years | The Post</title>
<meta property="og:site_name" content="The Post"><meta property="article:section" content="Harbour">
<meta property="article:published_time" content="2026-11-20T08:00:00+01:00">
<link rel="canonical" href="https://post.example/2026/11/20/quay-reopens"></head><body><article>
<h1>Quay reopens after two years</h1><p class="byline">By Ana Ruiz</p>
<figure><img src="/quay.jpg" width="1200" height="800"><figcaption>The quay on Friday. Photo: Jo Lund/Reuters</figcaption></figure>
<p>HALLERSUND (AFP) - The old quay of Hallersund was opened to walkers again on Friday, two years after a storm
had torn its outer wall away and left the harbour without a landing place for the ferries.</p>
<p>The town paid for half of the stones, the mayor told CNN, and the county for the other half; the bill came to
three million crowns, a third more than was planned before the winter.</p>
<p>Ferries are to land there from spring on, when the cranes have been moved to the northern side and the rails
have been laid. {more}</p></article></body></html>"""

Harvest = Callable[..., str]


@pytest.fixture
def harvest(project: Path) -> Harvest:
    """Read the page and keep it, as a harvest does, some hours after the last time; return what it counted as."""
    now = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)

    def kept(*, more: str = "Nobody was hurt.", hours: int = 0, url: str = URL, source: str = "post") -> str:
        moment = now + dt.timedelta(hours=hours)
        page = Page(
            url=url,
            final_url=url,
            source_id=source,
            candidate=Candidate(url=url, via="url"),
            fetched_at=moment,
            status=200,
            headers=(("content-type", "text/html; charset=utf-8"),),
            body=PAGE.format(more=more).encode(),
        )
        with Store(project / "db" / "news.db", clock=lambda: moment) as store:
            return store.keep(read_page(page, None)).counted

    return kept


def shown(aggregator: Run) -> dict[str, object]:
    row: dict[str, object] = json.loads(aggregator("show", URL, "--json").out)
    return row


def credits(aggregator: Run, role: str) -> list[str]:
    row = json.loads(aggregator("show", URL, "--json").out)
    return [one["name"] for one in row["attributions"] if one["role"] == role]


def test_correction_of_a_page_that_was_read_stands_when_it_is_read_again(aggregator: Run, harvest: Harvest) -> None:
    harvest()
    assert (credits(aggregator, "wire"), credits(aggregator, "cited")) == (["Agence France-Presse"], ["CNN"])
    assert sorted(credits(aggregator, "photo")) == ["Jo Lund", "Reuters"]
    ran = aggregator(
        "correct", URL, "section=Region", "wire=dpa", "cited-=CNN", "photo+=Mo Sand", "--reason", "seen in print"
    )
    assert ran.code == 0, ran.err
    assert harvest(hours=1) == "same"
    assert harvest(hours=2, more="It rained.") == "revised"
    assert shown(aggregator)["section"] == "Region"
    assert credits(aggregator, "wire") == ["Deutsche Presse-Agentur"]
    assert credits(aggregator, "cited") == []
    assert sorted(credits(aggregator, "photo")) == ["Jo Lund", "Mo Sand", "Reuters"]
    assert doctor("db/news.db") == []


def test_show_tells_what_is_a_persons_word_and_why(aggregator: Run, harvest: Harvest) -> None:
    harvest()
    aggregator("correct", URL, "section=Region", "--reason", "seen in print", "--by", "ana")
    aggregator("correct", "1", "wire=dpa", "--evidence", "(dpa)", "--reason", "the ticker", "--by", "mia")
    out = aggregator("show", URL).out
    today = f"{dt.datetime.now(dt.UTC):%Y-%m-%d}"
    assert f'wire      Deutsche Presse-Agentur   footer: "(dpa)"   · a person\'s word: correction 2, {today}' in out
    assert f'  1  section "Harbour" → "Region"  {today} by ana: seen in print' in out
    assert f"  2  wire Agence France-Presse → Deutsche Presse-Agentur  {today} by mia: the ticker" in out
    assert 'cited     CNN   body: "the mayor told CNN"' in out or 'cited     CNN   body: "told CNN"' in out
    assert [one["correction"] for one in shown(aggregator)["corrections"]] == [1, 2]  # type: ignore[attr-defined]


def test_list_and_undo(aggregator: Run, harvest: Harvest) -> None:
    harvest()
    assert "Nothing was corrected yet" in aggregator("correct", "--list").err
    aggregator("correct", URL, "section=Region", "--reason", "print", "--by", "ana")
    ran = aggregator("correct", URL, "--undo", "1", "--reason", "the desk was right", "--by", "mia")
    assert ran.code == 0 and 'correction 1 taken back, "Harbour" again' in ran.out
    assert shown(aggregator)["section"] == "Harbour"
    listed = aggregator("correct", URL, "--list").out.splitlines()
    assert len(listed) == 2 and listed[0].endswith("ana: print  (taken back)")
    assert listed == aggregator("corrections", "list").out.splitlines()
    assert [json.loads(line)["field"] for line in aggregator("correct", "--list", "--json").out.splitlines()] == [
        "section",
        "undo",
    ]
    assert aggregator("correct", URL, "--undo", "7", "--reason", "x").code == 1
    assert aggregator("correct", "--undo", "9" * 30, "--reason", "x").code == 1


def test_export_of_confirmed_articles(aggregator: Run, harvest: Harvest, project: Path) -> None:
    harvest()
    ran = aggregator("corrections", "export", "labels.jsonl")
    assert ran.code == 0 and "attributions" not in (project / "labels.jsonl").read_text()
    assert "Nobody has corrected" in ran.err
    aggregator("correct", URL, "cited=none", "attributions=confirmed", "--reason", "read against the page")
    aggregator("corrections", "export", "labels.jsonl")
    (line,) = (project / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    label = json.loads(line)
    assert label["url"] == URL and label["publisher"]["name"] == "The Post"
    assert {(one["role"], one["name"], one["optional"]) for one in label["attributions"]} == {
        ("wire", "Agence France-Presse", False),
        ("photo", "Jo Lund", False),
        ("photo", "Reuters", False),
    }
    assert json.loads(aggregator("corrections", "export").out) == label


def test_export_writes_into_what_is_there_and_leaves_nothing_else(
    aggregator: Run, harvest: Harvest, project: Path
) -> None:
    harvest()
    aggregator("correct", URL, "cited=none", "--reason", "read against the page")
    (project / "labels.jsonl").write_text("older\n")
    (project / "link").symlink_to("labels.jsonl")
    there = sorted(project.iterdir())
    assert aggregator("corrections", "export", "link").code == 0
    assert (project / "link").is_symlink() and URL in (project / "labels.jsonl").read_text(encoding="utf-8")
    assert aggregator("corrections", "export", os.devnull).code == 0 and not Path(os.devnull).is_file()
    assert aggregator("corrections", "export", "").code == 2
    assert aggregator("corrections", "export", "no/folder").code == 2
    assert sorted(project.iterdir()) == there
    assert aggregator("corrections", "export", "labels.jsonl", "--db", "none.db").code == 2
    assert URL in (project / "labels.jsonl").read_text(encoding="utf-8"), "an older export stays where reading fails"


def test_of_two_articles_one_is_made_and_parted_again(aggregator: Run, harvest: Harvest) -> None:
    harvest()
    other = "https://post.example/2026/11/21/stones-for-the-quay"
    with Store("db/news.db") as store:
        store.keep(capture(other, source_id="post", title="Stones for the quay"))
    ran = aggregator("correct", URL, f"merge={other}", "--reason", "two addresses of one piece")
    assert ran.code == 0 and "article 2 is a part of this one" in ran.out
    assert json.loads(aggregator("show", other, "--json").out)["canonical_url"] == URL
    refused = aggregator("correct", "2", "section=Region", "--reason", "print")
    assert (refused.code, refused.out) == (1, "") and "part of article 1" in refused.err
    assert aggregator("correct", "--undo", "1", "--reason", "they are two").code == 0
    assert json.loads(aggregator("show", other, "--json").out)["canonical_url"] == other


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["1"], 2, "Name an article and what is right"),
        (["1", "section=World"], 2, "Say why, with --reason TEXT"),
        (["1", "section=World", "--reason", " "], 2, "Say why, with --reason TEXT"),
        (["1", "section=World", "--list"], 2, "Say one thing at a time"),
        (["1", "colour=red", "--reason", "x"], 2, 'there is no field "colour"; there are title, summary'),
        (["1", "published=soon", "--reason", "x"], 2, "write a day (2026-11-20)"),
        (["1", "wire=CNA", "--reason", "x"], 2, "write one of these ids"),
        (["1", "wire-=Kyodo", "--reason", "x"], 2, 'No wire "Kyodo" is known of article 1, only: Agence'),
        (["1", "story=77", "--reason", "x"], 1, "There is no story 77"),
        (["77", "section=World", "--reason", "x"], 1, 'No article is stored as "77"'),
        (["1", "section=World", "--reason", "\udcff"], 2, "not written in this terminal's encoding"),
        (["\udcff", "section=World", "--reason", "x"], 2, "not written in this terminal's encoding"),
        (["https://nowhere.example/", "--list"], 1, "No article is stored as"),
        (["1", "section=A", "--evidence", "x", "--reason", "x"], 2, "are of one credit"),
        (["1", "photo=A", "--extent", "part", "--reason", "x"], 2, "--extent is said of a wire only"),
        (["1", "wire=A", "wire=B", "--evidence", "x", "--reason", "x"], 2, "are of one credit"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    aggregator: Run, harvest: Harvest, words: list[str], code: int, sentence: str
) -> None:
    harvest()
    ran = aggregator("correct", *words)
    assert (ran.code, ran.out) == (code, "")
    assert sentence in ran.err and len(ran.err.splitlines()) == 1


def test_correcting_makes_no_file_where_there_is_none(aggregator: Run, project: Path) -> None:
    for command in (
        ["correct", "1", "section=World", "--reason", "x"],
        ["correct", "--list"],
        ["corrections", "export"],
    ):
        ran = aggregator(*command)
        assert ran.code == 2 and "There is no file" in ran.err
    assert not (project / "db").exists()
