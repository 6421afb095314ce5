"""Tests of `aggregator.cli.harvest`; whole harvests are in tests/harvest."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from aggregator.cli.harvest import exit_code, listed, not_stored, setting
from aggregator.harvest.once import HarvestReport
from aggregator.run import Counts
from tests.cli.conftest import Run


def test_without_any_source_the_way_to_one_is_shown(aggregator: Run, project: Path) -> None:
    ran = aggregator("harvest")
    assert (ran.code, ran.out) == (2, "")
    assert "aggregator sources use" in ran.err
    assert not (project / "db").exists()


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


def test_addresses_that_were_asked_for_and_not_stored_are_counted() -> None:
    counts = Counts(fetched=6, new=1, same=1, gone=1, no_article=1, refused=1, failed=1)
    assert not_stored(HarvestReport(counts={"a": counts}, unusable=("no address",))) == 5
