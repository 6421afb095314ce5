"""Tests of `aggregator.cli.organisations`, and of a project's own file of organisations in the commands that read."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from aggregator.context import Context
from aggregator.organisations import read_register
from aggregator.organisations.own import OWN_FILES
from aggregator.reading import extract
from tests.cli.conftest import Run

OWN = """\
kind = "agency"

[[organisation]]
id = "harbour-wire"
name = "Harbour Wire Service"
country = "GB"
aliases = ["Tidewire"]
short = ["HWS"]

[[organisation]]
id = "reuters"
aliases = ["Harbour Reuters"]
"""

PAGE = """\
<!doctype html><html lang="en"><head><title>The quay reopens</title></head><body><article><h1>The quay reopens</h1>
<p>PORT ELSEWHERE, March 3 (Tidewire) -- The old quay reopened on Monday after two years of work on its wall.</p>
<p>Boats may moor there again from Friday, the harbour master said, and a market is planned for the spring.</p>
<p>The bill came to three million, a third more than the council had set aside for it when the work began.</p>
</article></body></html>
"""


@pytest.fixture
def own(project: Path) -> Path:
    """A project with a file of organisations of its own."""
    (project / "aggregator.toml").write_text('organisations = "own.toml"\n')
    (project / "own.toml").write_text(OWN)
    (project / "page.html").write_text(PAGE)
    return project


def wires(row: str) -> list[tuple[str, str]]:
    return [(one["name"], one["as_written"]) for one in json.loads(row)["attributions"] if one["role"] == "wire"]


@pytest.mark.parametrize(
    ("words", "organisation"),
    [(("yonhap",), "yonhap-news-agency"), (("les", "echos"), "les-echos"), (("dpa.com",), "deutsche-presse-agentur")],
)
def test_search_prints_the_closest_first(aggregator: Run, words: tuple[str, ...], organisation: str) -> None:
    ran = aggregator("organisations", "search", *words)
    assert ran.code == 0
    assert ran.out.splitlines()[1].startswith(organisation)
    first = json.loads(aggregator("organisations", "search", *words, "--json").out.splitlines()[0])
    assert first["id"] == organisation


def test_search_without_a_find_says_so(aggregator: Run) -> None:
    ran = aggregator("organisations", "search", "gazette", "of", "nowhere")
    assert (ran.code, ran.out) == (1, "")
    assert 'No organisation is known as "gazette of nowhere"' in ran.err


def test_search_says_how_many_more_there_are(aggregator: Run) -> None:
    ran = aggregator("organisations", "search", "times", "--limit", "3")
    assert len(ran.out.splitlines()) == 4
    assert "more: --limit" in ran.err


def test_show_says_where_a_name_counts_and_what_it_rests_on(aggregator: Run) -> None:
    ran = aggregator("organisations", "show", "associated-press")
    assert ran.code == 0
    assert "only in plain places (credits, datelines, source lines): AP" in ran.out
    assert "evidence: " in ran.out
    assert json.loads(aggregator("organisations", "show", "apnews.com", "--json").out)["id"] == "associated-press"


def test_show_of_a_name_that_several_have_proposes_them(aggregator: Run) -> None:
    ran = aggregator("organisations", "show", "CNA")
    assert ran.code == 1
    assert "central-news-agency" in ran.err


def test_check_counts_what_a_file_adds_and_names_what_is_shared(aggregator: Run, own: Path) -> None:
    ran = aggregator("organisations", "check", "own.toml")
    assert (ran.code, ran.out) == (0, "own.toml: 1 new organisation, 1 known one extended.\n")
    (own / "own.toml").write_text(OWN.replace("HWS", "AFP"))
    assert "'AFP' is also a name of agence-france-presse" in aggregator("organisations", "check", "own.toml").err


def test_check_names_file_line_and_entry_of_a_mistake(aggregator: Run, own: Path) -> None:
    (own / "own.toml").write_text(OWN + '\n[[organisation]]\nid = "a"\nname = 5\nkind = "agency"\n')
    ran = aggregator("organisations", "check", "own.toml")
    assert ran.code == 2
    assert ran.err == "own.toml, line 14: organisation 'a': \"name\" must be a string, not 5.\n"


def test_own_file_is_known_to_every_command_that_reads(aggregator: Run, own: Path) -> None:
    (own / "manifest.jsonl").write_text(
        json.dumps({"id": "1", "path": "page.html", "url": "https://post.example/2026/quay"}) + "\n"
    )
    found = [("Harbour Wire Service", "Tidewire")]
    assert wires(aggregator("extract", "page.html", "--url", "https://post.example/2026/quay").out) == found
    assert wires(aggregator("extract", "--batch", "manifest.jsonl", "--jobs", "1").out) == found
    assert aggregator("organisations", "search", "tidewire").code == 0
    assert OWN_FILES not in os.environ


def test_register_can_be_handed_to_the_function_that_reads_a_page(own: Path) -> None:
    context = Context(register=read_register(own / "own.toml"))
    article = extract(PAGE, "https://post.example/2026/quay", context=context)
    assert [one.organisation_id for one in article.attributions if one.role == "wire"] == ["harbour-wire"]


def test_mistake_in_the_own_file_ends_reading_with_one_sentence(aggregator: Run, own: Path) -> None:
    (own / "own.toml").write_text("[[organisation]]\n")
    (own / "manifest.jsonl").write_text("")
    for arguments in (
        ("extract", "page.html"),
        ("extract", "--batch", "manifest.jsonl"),
        ("organisations", "search", "x"),
    ):
        ran = aggregator(*arguments)
        assert ran.code == 2
        assert len(ran.err.splitlines()) == 1
        assert "own.toml, line 1" in ran.err
    (own / "own.toml").unlink()
    assert "cannot be read" in aggregator("extract", "page.html").err
