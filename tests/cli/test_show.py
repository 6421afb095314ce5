"""Tests of `aggregator.cli.show` and `aggregator.cli.search`, on the demo's database."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from aggregator.cli.shown import adds_to_body
from tests.cli.conftest import Run
from tests.cli.test_demo import REFERENCE


@pytest.fixture
def db(demo_project: Path) -> str:
    return str(demo_project / "db" / "demo.db")


def test_show_has_text_attributions_with_evidence_and_every_address(aggregator: Run, db: str) -> None:
    ran = aggregator("show", "--db", db, REFERENCE)
    assert ran.code == 0
    for part in (
        "World",
        "Comes from",
        'caption: "Pyongyang Rodong Sinmun=News1"',
        REFERENCE.replace("world", "north-korea"),
    ):
        assert part in ran.out


def test_show_prints_no_paragraph_twice(aggregator: Run, db: str) -> None:
    for line in aggregator("search", "--db", db, "--limit", "500", "--json").out.splitlines():
        row = json.loads(line)
        shown = aggregator("show", "--db", db, row["uid"]).out
        assert shown.count(row["paragraphs"][0]) == 1, row["url"]
        assert row["summary"] is None or row["summary"][:40].rstrip(" .…[]") in shown, row["url"]


BODY = "The bridge reopens on Friday. Buses follow in spring.\n\nThe bill came to 3.2 million."


@pytest.mark.parametrize(
    ("summary", "adds"),
    [
        ("Two years late, and dearer.", True),
        ("The bridge reopens on Friday. Buses follow in spring.", False),
        ("The bridge reopens on Friday. Bus […]", False),
        ("The bridge  reopens on Friday…", False),
        ("The bridge reopens on Friday...", False),
        ("The bridge reopens on Friday. Buses follow in spring. The bill came […]", False),
        ("The bridge reopens on Saturday […]", True),
        ("[…]", False),
        ("", False),
        (None, False),
    ],
)
def test_a_summary_that_the_body_begins_with_adds_nothing(summary: str | None, adds: bool) -> None:
    row = {"body": BODY, "blocks": [{"kind": "paragraph", "text": one} for one in BODY.split("\n\n")]}
    assert adds_to_body(summary, row) is adds


def test_a_summary_after_the_date_line_adds_nothing() -> None:
    text = "HULL, Nov. 20 (PA) - The bridge reopens on Friday."
    row = {"body": text, "blocks": [{"kind": "paragraph", "text": text}]}
    assert not adds_to_body("The bridge reopens on Friday.", row)
    assert adds_to_body("Walkers only.", {"body": "", "blocks": []})


@pytest.mark.parametrize("key", ["id", "uid", "other address"])
def test_show_takes_a_number_a_uid_or_any_address(aggregator: Run, db: str, key: str) -> None:
    row = json.loads(aggregator("show", "--db", db, REFERENCE, "--json").out)
    listed = (
        aggregator("search", "--db", db, "Pyongyang", "Beijing", "trade").out
        + aggregator("search", "--db", db, '"trade gap"').out
    )
    number = next(line.split()[0] for line in listed.splitlines() if row["title"][:30] in line)
    reference = {"id": number, "uid": row["uid"], "other address": REFERENCE.replace("world", "north-korea")}[key]
    assert json.loads(aggregator("show", "--db", db, reference, "--json").out) == row


def test_show_of_a_copy_names_the_origin(aggregator: Run, db: str) -> None:
    copy = next(
        row
        for row in map(
            json.loads, aggregator("search", "--db", db, "--source", "harrow-vale-courier", "--json").out.splitlines()
        )
        if "Story" in aggregator("show", "--db", db, row["uid"]).out
    )
    shown = aggregator("show", "--db", db, copy["uid"]).out
    assert "origin    meridian-press:" in shown


def test_show_tells_what_is_known_of_a_credit_beside_its_page(aggregator: Run, db: str) -> None:
    with sqlite3.connect(db) as connection:
        ((article_id, name),) = connection.execute(
            """
            SELECT t.article_id, t.name FROM attribution_support AS s JOIN attributions AS t ON t.id = s.attribution_id
            ORDER BY t.id LIMIT 1
            """
        ).fetchall()
    shown = aggregator("show", "--db", db, str(article_id)).out.partition("Known beside the page")[2]
    assert name in shown.splitlines()[1] and "articles of late" in shown


def test_show_of_an_edited_article_lists_its_revisions(aggregator: Run, db: str) -> None:
    rows = map(json.loads, aggregator("search", "--db", db, "--limit", "500", "--json").out.splitlines())
    edited = next(row for row in rows if row["revision"] > 1)
    assert "Revisions" in aggregator("show", "--db", db, edited["uid"]).out


def test_show_of_what_is_not_there_fails_with_a_sentence(aggregator: Run, db: str) -> None:
    ran = aggregator("show", "--db", db, "https://nowhere.example/1")
    assert (ran.code, ran.out) == (1, "")
    assert "aggregator search" in ran.err


def test_search_without_words_lists_the_newest_first(aggregator: Run, db: str) -> None:
    lines = aggregator("search", "--db", db, "--limit", "5").out.splitlines()
    moments = [line.split()[1:3] for line in lines[1:]]
    assert len(moments) == 5 and moments == sorted(moments, reverse=True)


def test_search_finds_words_of_scripts_without_spaces_and_of_hangul(aggregator: Run, db: str) -> None:
    assert "narae-ilbo" in aggregator("search", "--db", db, "연합뉴스").out


@pytest.mark.parametrize(
    "filters",
    [["--source", "meridian-press"], ["--since", "2026-11-20"], ["--source", "nobody"], ["--group", "nobody"]],
)
def test_search_with_words_keeps_to_the_filters(aggregator: Run, db: str, filters: list[str]) -> None:
    all_found = {
        json.loads(line)["uid"] for line in aggregator("search", "--db", db, "bridge", "--json").out.splitlines()
    }
    rows = [
        json.loads(line) for line in aggregator("search", "--db", db, "bridge", *filters, "--json").out.splitlines()
    ]
    assert {row["uid"] for row in rows} <= all_found
    assert all(row["source"] == filters[1] for row in rows) or filters[0] != "--source"
    assert filters[1] != "nobody" or rows == []


@pytest.mark.parametrize("words", ['"', "a AND", "NEAR(", "*", "(", "title:", "-x", "' OR 1=1 --", "\x00"])
def test_search_takes_any_words(aggregator: Run, db: str, words: str) -> None:
    assert aggregator("search", "--db", db, "--", words).code == 0


@pytest.mark.parametrize("command", [["search"], ["show", "1"], ["migrate"]])
def test_reading_makes_no_file_where_there_is_none(aggregator: Run, project: Path, command: list[str]) -> None:
    ran = aggregator(*command)
    assert ran.code == 2
    assert "There is no file" in ran.err
    assert not (project / "db").exists()


@pytest.mark.parametrize("command", [["search"], ["show", "1"], ["migrate"]])
def test_a_file_that_is_no_database_is_a_sentence(aggregator: Run, project: Path, command: list[str]) -> None:
    (project / "text.db").write_text("This is a letter, not a database. " * 100)
    ran = aggregator(*command, "--db", "text.db")
    assert ran.code == 2
    assert ran.err.count("\n") == 1 and "not an SQLite file" in ran.err


def test_migrate_of_a_file_that_is_up_to_date_does_nothing(aggregator: Run, db: str) -> None:
    before = Path(db).read_bytes()
    ran = aggregator("migrate", "--db", db)
    assert ran.code == 0 and "up to date" in ran.out
    assert Path(db).read_bytes() == before
