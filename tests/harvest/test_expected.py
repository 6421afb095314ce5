"""Both visits of the sample web against what its editors wrote down: every article, story and attribution."""

from __future__ import annotations

import sqlite3
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from aggregator.demo.server import DemoWeb
from aggregator.demo.sites import Listed

pytestmark = pytest.mark.slow  # each harvests in processes of its own

ROOT = Path(__file__).resolve().parents[2]
EXPECTED: dict[str, Any] = tomllib.loads(
    (ROOT / "tests" / "fixtures" / "demo" / "expected.toml").read_text(encoding="utf-8")
)
OLDER = {url for source in EXPECTED["sources"].values() for url in source.get("older_than_since", ())}

# Pages whose text is damaged on the way, and one that a reader may take for too deep.
DAMAGED = ("/news/characters-that-do-not-exist", "/news/boxes-within-boxes")


def told() -> list[Listed]:
    return [
        one
        for one in DemoWeb.articles(1)
        if one.status == "live" and not OLDER & set(one.addresses) and not one.addresses[0].endswith(DAMAGED)
    ]


@pytest.fixture(scope="module")
def stored(undisturbed: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{undisturbed}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def article_at(stored: sqlite3.Connection, *addresses: str) -> sqlite3.Row:
    marks = ",".join("?" * len(addresses))
    rows = stored.execute(
        f"""SELECT DISTINCT a.* FROM articles_v1 AS a JOIN article_urls_v1 AS u USING (article_id)
        WHERE u.url IN ({marks})""",
        addresses,
    ).fetchall()
    assert len(rows) == 1, f"{len(rows)} articles at {addresses[0]}"
    row: sqlite3.Row = rows[0]
    return row


def test_every_source_has_as_many_articles_as_it_published(stored: sqlite3.Connection) -> None:
    for source, wanted in EXPECTED["sources"].items():
        (count,) = stored.execute("SELECT count(*) FROM articles WHERE source_id = ?", (source,)).fetchone()
        spare = EXPECTED["totals"]["spare"] if source == "shifting-times" else 0
        assert wanted["after_visit_1"] <= count <= wanted["after_visit_1"] + spare, source


@pytest.mark.parametrize("listed", told(), ids=lambda one: f"{one.site}-{one.slug}")
def test_article_is_stored_word_for_word(stored: sqlite3.Connection, listed: Listed) -> None:
    row = article_at(stored, *listed.addresses)
    assert row["title"] == listed.title
    body, wanted = row["body"].split("\n\n"), list(listed.paragraphs)
    if body[0] != wanted[0]:  # the standfirst may be part of the text, as an editor would mark it
        assert body.pop(0) == listed.fields.get("summary")
    if wanted[-1].startswith("With reporting by") and body[-1] != wanted[-1]:
        wanted.pop()  # a line of origin: attribution has it
    assert body == wanted


@pytest.mark.parametrize("group", EXPECTED["same"], ids=lambda one: one["why"])
def test_addresses_of_one_article_lead_to_one_article(stored: sqlite3.Connection, group: dict[str, Any]) -> None:
    known = [
        url
        for url in group["addresses"]
        if stored.execute("SELECT 1 FROM article_urls WHERE url = ?", (url,)).fetchone()
    ]
    assert known
    article_at(stored, *known)


@pytest.mark.parametrize("one", EXPECTED["attributions"], ids=lambda one: f"{one['role']}-{one['name']}")
def test_who_is_behind_an_article_is_found(stored: sqlite3.Connection, one: dict[str, Any]) -> None:
    row = article_at(stored, one["url"])
    found = stored.execute(
        "SELECT role, name, found_in FROM attributions_v1 WHERE article_id = ?", (row["article_id"],)
    ).fetchall()
    wanted = (one["role"], one["name"], *([one["found_in"]] if "found_in" in one else []))
    assert wanted in [tuple(each)[: len(wanted)] for each in found]


@pytest.mark.parametrize("story", EXPECTED["stories"], ids=lambda one: one["origin"].rsplit("/", 1)[-1])
def test_a_copy_and_its_original_are_two_articles_of_one_story(
    stored: sqlite3.Connection, story: dict[str, Any]
) -> None:
    origin, copy = article_at(stored, story["origin"]), article_at(stored, story["copy"])
    assert origin["article_id"] != copy["article_id"]
    assert origin["story_id"] == copy["story_id"]
    relations = dict(
        stored.execute("SELECT article_id, relation FROM story_articles WHERE story_id = ?", (origin["story_id"],))
    )
    assert relations == {origin["article_id"]: "origin", copy["article_id"]: "copy"}


def test_reports_from_one_mould_stay_apart(stored: sqlite3.Connection) -> None:
    for group in EXPECTED["apart"]:
        rows = [article_at(stored, url) for url in group["addresses"]]
        assert len({row["article_id"] for row in rows}) == len(rows)
        assert len({row["story_id"] for row in rows}) == len(rows)


# What the change feed must say of an article, by what happened to it between the two visits.
FEED = {
    "edited": ["new", "revised"],
    "moved": ["new", "moved"],
    "gone": ["new", "gone"],
    "furniture": ["new"],
    "new": ["new"],
    "recovered": ["new"],
}


@pytest.mark.parametrize(
    "change", EXPECTED["changes"], ids=lambda one: f"{one['kind']}-{one['url'].rsplit('/', 2)[-1]}"
)
def test_what_happened_between_the_visits_is_in_the_change_feed(
    stored: sqlite3.Connection, change: dict[str, Any]
) -> None:
    row = article_at(stored, change["url"])
    kinds = [
        kind
        for (kind,) in stored.execute(
            "SELECT kind FROM changes WHERE article_id = ? AND kind <> 'story' ORDER BY seq", (row["article_id"],)
        )
    ]
    assert kinds == FEED[change["kind"]]
    if "title_after" in change:
        titles = stored.execute(
            "SELECT title FROM revisions_v1 WHERE article_id = ? ORDER BY revision", (row["article_id"],)
        ).fetchall()
        assert [title for (title,) in titles] == [change["title_before"], change["title_after"]]
    if "to" in change:
        assert row["url"] == change["to"]
