"""Tests of `aggregator.cli.harvest`; whole harvests are in tests/harvest."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from aggregator.cli.harvest import (
    UNTRIED,
    exit_code,
    listed,
    misses,
    not_stored,
    notes,
    paused,
    quiet,
    reasons,
    setting,
)
from aggregator.cli.registered import chosen
from aggregator.demo.server import DemoWeb
from aggregator.harvest.once import HarvestReport
from aggregator.project import Project
from aggregator.run import Counts
from tests.cli.conftest import Run
from tests.cli.test_demo import REFERENCE, ROOT


def test_without_any_source_the_way_to_one_is_shown(aggregator: Run, project: Path) -> None:
    ran = aggregator("harvest")
    assert (ran.code, ran.out) == (2, "")
    assert "aggregator sources use" in ran.err
    assert not (project / "db").exists()


@pytest.mark.parametrize("arguments", [[], ["--group", "dailies"]])
def test_where_the_only_source_file_is_broken_it_is_named(
    aggregator: Run, registered: Path, arguments: list[str]
) -> None:
    (registered / "sources" / "morning-post.toml").write_text("name = 12\n")
    ran = aggregator("harvest", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "morning-post.toml, line 1" in ran.err and "No source is registered" not in ran.err
    assert not (registered / "db").exists()


def test_an_unknown_source_is_named_with_a_near_one(aggregator: Run, registered: Path) -> None:
    ran = aggregator("harvest", "morning-pots")
    assert ran.code == 2
    assert '"morning-post"' in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-s", "lower=1"], "NAME=VALUE"),
        (["--max-time", "soon"], "30m"),
        (["--limit", "0"], "--limit"),
        (["--urls", "absent.txt"], "absent.txt"),
        (["--group", "nobody"], "dailies"),
    ],
)
def test_a_wrong_option_is_a_sentence(aggregator: Run, registered: Path, arguments: list[str], said: str) -> None:
    ran = aggregator("harvest", *arguments)
    assert ran.code == 2
    assert said in ran.err and "Traceback" not in ran.err


def test_an_empty_list_of_addresses_is_a_mistake(aggregator: Run, project: Path) -> None:
    (project / "list.txt").write_text("# nothing yet\n\n")
    assert aggregator("harvest", "--urls", "list.txt").code == 2


def test_a_list_may_hold_remarks_and_empty_lines() -> None:
    assert listed(["# one\n", "\n", " https://a.example/1 \n", "https://a.example/2"]) == [
        "https://a.example/1",
        "https://a.example/2",
    ]


@pytest.mark.parametrize("contact", ["nobody", "desk@paper.example\\r\\nX-Evil: 1"])
def test_a_contact_that_is_no_address_is_refused_before_anything_is_asked(
    aggregator: Run, registered: Path, contact: str
) -> None:
    (registered / "aggregator.toml").write_text(f'contact = "{contact}"\n')
    ran = aggregator("harvest")
    assert ran.code == 2
    assert "must be a mail address or an http(s) address" in ran.err
    assert not (registered / "db").exists()


def test_a_setting_may_hold_an_equals_sign() -> None:
    assert setting("USER_AGENT=a=b") == ("USER_AGENT", "a=b")
    with pytest.raises(click.UsageError):
        setting("USER_AGENT")


STORED = Counts(documents=1, candidates=3, fetched=3, new=2, failed=1)
NOTHING_NEW = Counts(documents=1, candidates=3)
NO_DOCUMENT = Counts(documents=2, documents_failed=2)
NO_PAGE = Counts(documents=1, candidates=2, fetched=2, failed=2)


@pytest.mark.parametrize(
    ("counts", "named", "strict", "code"),
    [
        ([STORED], False, False, 0),
        ([STORED], True, True, 0),
        ([NOTHING_NEW], True, True, 0),
        ([], False, False, 0),
        ([NO_DOCUMENT], False, False, 1),  # nothing could be stored
        ([NO_PAGE], False, False, 1),
        ([STORED, NO_DOCUMENT], False, False, 0),  # one failing site of many
        ([STORED, NO_DOCUMENT], False, True, 1),
        ([STORED, NO_DOCUMENT], True, False, 1),  # asked for by name
        ([STORED, NO_PAGE], True, False, 1),
    ],
)
def test_exit_code_tells_whether_it_was_of_use(counts: list[Counts], named: bool, strict: bool, code: int) -> None:
    report = HarvestReport(counts={f"source-{number}": one for number, one in enumerate(counts)})
    assert exit_code(report, named=named, strict=strict) == code


SITE = "http://shiftingtimes.example"


def test_an_address_that_was_not_stored_says_why(demo_project: Path) -> None:
    asked = {
        REFERENCE: None,
        REFERENCE.replace("world", "north-korea"): None,  # the same article
        f"{SITE}/odd/forbidden": "the site answers 403",
        f"{SITE}/odd/binary": "This is a PNG picture.",
        f"{SITE}/private/ledger": "forbidden by robots.txt",
        f"{SITE}/news/raffle-results": "the site has taken it down; the article as it was is kept",
        f"{SITE}/never/seen": UNTRIED,
        "notanurl": "it is not an http or https address",
    }
    found = reasons(demo_project / "db" / "demo.db", asked)
    assert found == {url: reason for url, reason in asked.items() if reason is not None}


def test_ten_addresses_are_named_and_the_others_counted() -> None:
    missed = {f"https://a.example/{number}": "the site answers 403" for number in range(14)}
    said = list(misses(missed | {"https://a.example/later": UNTRIED}, asked=20))
    assert said[0] == "https://a.example/0: the site answers 403."
    assert said[9:11] == ["https://a.example/9: the site answers 403.", "… and 4 more."]
    assert said[11:] == [
        "14 of 20 addresses could not be stored as articles.",
        "1 of 20 addresses were not asked for yet: the same command goes on with them.",
    ]
    assert list(misses({}, asked=3)) == []


def test_a_paused_source_is_known_with_the_end_of_its_pause(aggregator: Run, registered: Path) -> None:
    project = Project.find()
    sources = chosen(project, ["morning-post"])
    assert paused(project, sources) == {}
    aggregator("sources", "pause", "morning-post", "--until", "2090-01-01")
    assert paused(project, sources) == {"morning-post": dt.datetime(2090, 1, 1, tzinfo=dt.UTC)}
    aggregator("sources", "pause", "morning-post", "--until", "2020-01-01")
    assert paused(project, sources) == {}


@pytest.mark.slow
def test_a_harvest_in_which_all_are_paused_says_so(aggregator: Run, registered: Path) -> None:
    aggregator("sources", "pause", "morning-post")
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "aggregator", "harvest"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        cwd=registered,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ran.returncode == 0
    assert "No source is due yet (1 paused)" in ran.stderr


@pytest.mark.slow
def test_a_named_paused_source_and_a_refused_address_are_spoken_of(aggregator: Run, project: Path) -> None:
    (project / "aggregator.toml").write_text('[settings]\nPOLITENESS = "off"\n')
    with DemoWeb(visit=0) as web:
        folder = ["--sources", str(web.sources_folder)]
        aggregator("sources", "pause", "meridian-press", *folder)
        named = harvest(project, web, "meridian-press", *folder)
        assert named.returncode == 0
        assert "meridian-press: paused until it is resumed, and harvested all the same, as asked." in named.stderr
        again = harvest(project, web, "meridian-press", *folder)
        assert "meridian-press: nothing new" in again.stderr
        url = harvest(project, web, "--url", f"{SITE}/odd/forbidden", "--url", REFERENCE, *folder)
        assert url.returncode == 1
        assert f"{SITE}/odd/forbidden: the site answers 403.\n1 of 2 addresses" in url.stderr


def harvest(project: Path, web: DemoWeb, *arguments: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "aggregator", "harvest", *arguments],
        env=kept | {"PYTHONPATH": str(ROOT), "http_proxy": web.proxy_url},
        cwd=project,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_what_was_found_wrong_with_sources_is_told_after_what_failed() -> None:
    failures = {"paper": {"https://paper.example/feed": "the site answers 404"}}
    report = HarvestReport(counts={}, failures=failures, findings=("paper: trap: /calendar/* leads nowhere",))
    assert list(notes(report)) == [
        "paper: https://paper.example/feed could not be read: the site answers 404.",
        "found: paper: trap: /calendar/* leads nowhere",
    ]


def test_only_a_source_of_which_nothing_was_found_or_failed_is_quiet() -> None:
    counts = {"quiet": Counts(documents=1), "broken": NO_DOCUMENT, "busy": NOTHING_NEW}
    assert quiet(HarvestReport(counts=counts)) == ["quiet"]


def test_addresses_that_were_asked_for_and_not_stored_are_counted() -> None:
    counts = Counts(fetched=6, new=1, same=1, gone=1, no_article=1, refused=1, failed=1)
    assert not_stored(HarvestReport(counts={"a": counts}, unusable=("no address",))) == 5
