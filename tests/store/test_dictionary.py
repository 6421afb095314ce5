"""The consumer's door: generated files are fresh, queries run, every column is explained."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from aggregator.store.dictionary import data_dictionary, documents, relations, schema_sql
from aggregator.store.reader import Reader
from aggregator.store.writer import Store
from tests.store.making import capture, fetched, prose

ROOT = Path(__file__).resolve().parent.parent.parent
QUERIES = sorted((ROOT / "db" / "queries").glob("*.sql"))


@pytest.mark.parametrize("name", sorted(documents()))
def test_generated_file_is_fresh(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == documents()[name], f"{name} is stale: run `make docs`"


def test_every_table_view_and_column_says_what_it_holds() -> None:
    silent = [
        f"{relation.name}.{column.name}"
        for relation in relations()
        for column in relation.columns
        if not relation.says or not column.says
    ]
    assert silent == []


def test_schema_makes_the_same_database_as_the_migrations(store: Store) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(schema_sql())
        made = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE '%sqlite%' ORDER BY name"
        assert connection.execute(made).fetchall() == store.connection.execute(made).fetchall()


def test_dictionary_names_what_the_design_promises() -> None:
    text = data_dictionary()
    for name in ("articles_v1", "changes_v1", "attributions_v1", "revisions_v1", "stories_v1", "syndication"):
        assert f"### `{name}`" in text


def test_columns_of_a_view_are_explained_by_the_table_they_come_from() -> None:
    said = {one.name: {column.name: column.says for column in one.columns} for one in relations()}
    assert said["articles_v1"]["title"] == said["articles"]["title"]
    assert said["article_urls_v1"]["kind"] == said["article_urls"]["kind"]
    assert said["tags_v1"]["position"] == said["article_tags"]["position"]
    assert said["latest"]["words"] == said["articles"]["word_count"]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.stem)
def test_canned_query_runs_and_says_what_it_is_for(query: Path, store: Store) -> None:
    text = query.read_text(encoding="utf-8")
    assert text.startswith("-- ")
    store.keep(capture())
    store.keep(capture(paragraphs=prose("edited")))
    store.keep(fetched("gone", status=410))
    with closing(sqlite3.connect(f"file:{store.path}?mode=ro", uri=True)) as connection:
        connection.execute(text, {"seq": 0, "words": "ferry"}).fetchall()


def test_canned_queries_answer_with_what_is_stored(store: Store) -> None:
    store.keep(capture())
    store.keep(capture(paragraphs=prose("edited")))
    store.keep(fetched("gone", status=410))
    with closing(sqlite3.connect(f"file:{store.path}?mode=ro", uri=True)) as connection:
        answers = {
            query.stem: connection.execute(query.read_text(encoding="utf-8"), {"seq": 0, "words": "ferry"}).fetchall()
            for query in QUERIES
        }
    assert [row[2] for row in answers["changes-since"]] == ["new", "revised", "gone"]
    assert [row[3] for row in answers["latest-headlines"]] == ["Ferry line reopens"]
    assert answers["search"] == [row for row in answers["search"] if row[2] == "Ferry line reopens"] != []
    assert len(answers["edited-after-publication"]) == len(answers["gone"]) == 1
    assert answers["photo-credits"] == [("Li Wei", "person", 1)]


def test_reading_needs_nothing_of_ours(store: Store) -> None:
    """A plain sqlite3 of any program reads views and search index."""
    store.keep(capture(title="日本の新しい図書館", paragraphs=("短い本文。",)))
    with closing(sqlite3.connect(f"file:{store.path}?mode=ro", uri=True)) as connection:
        found = connection.execute(
            """
            SELECT a.title FROM articles_fts JOIN articles_v1 AS a ON a.article_id = articles_fts.rowid
            WHERE articles_fts MATCH 'search_text : "図書 書館"'
            """
        ).fetchall()
    assert found == [("日本の新しい図書館",)]
    with Reader(store.path) as reader:
        assert [one.title for one in reader.search("図書館")] == ["日本の新しい図書館"]


def test_datasette_queries_run_and_its_tables_exist(store: Store) -> None:
    """Read as text: a YAML library would be a dependency for this test alone."""
    text = (ROOT / "db" / "datasette.yaml").read_text(encoding="utf-8")
    with closing(sqlite3.connect(f"file:{store.path}?mode=ro", uri=True)) as connection:
        names = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        }
        tables = re.findall(r"^      (\w+):$", text.partition("    queries:")[0], re.MULTILINE)
        assert tables and set(tables) <= names
        for table, facets in re.findall(
            r"^      (\w+):\n(?:        .*\n)*?        facets: \[(.*)\]", text, re.MULTILINE
        ):
            connection.execute(f"SELECT {facets} FROM {table}").fetchall()
        queries = re.findall(r"^        sql: (?:\|-\n((?:          .*\n?)+)|(.*))", text, re.MULTILINE)
        assert len(queries) == 4
        for block, line in queries:
            connection.execute(block or line, {"words": "ferry"}).fetchall()
