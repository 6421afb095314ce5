"""Views of who is behind articles: joined to organisations, with denominators, without what is not there any more."""

from __future__ import annotations

from typing import Any

from aggregator.corrections import Saying
from aggregator.store.writer import Store
from tests.store.making import attribution, capture

AFP = attribution("wire", "Agence France-Presse", as_written="AFP", organisation_id="agence-france-presse")


def keep(store: Store, number: int, *attributions: Any, source_id: str = "post") -> None:
    url = f"https://{source_id}.example/{number}"
    store.keep(capture(url, source_id=source_id, title=f"Article {number}", fields={"attributions": attributions}))


def rows(store: Store, sql: str) -> list[tuple[Any, ...]]:
    return store.connection.execute(sql).fetchall()


def test_wire_by_source_has_its_denominator(store: Store) -> None:
    whole = attribution("wire", "Agence France-Presse", extent="whole", organisation_id="agence-france-presse")
    for number, credits in enumerate([(AFP,), (whole,), (), (attribution("wire", "Desk of Elsewhere"),)]):
        keep(store, number, *credits)
    keep(store, 9, AFP, source_id="herald")
    assert rows(store, "SELECT source, wire, articles, whole, out_of FROM wire_by_source ORDER BY source, wire") == [
        ("herald", "Agence France-Presse", 1, 0, 1),
        ("post", "Agence France-Presse", 2, 1, 4),
        ("post", "Desk of Elsewhere", 1, 0, 4),
    ]


def test_articles_that_are_merged_pruned_or_erased_count_neither_above_nor_below(store: Store) -> None:
    cited = attribution("cited", "BBC News", organisation_id="bbc-news")
    for number in range(4):
        keep(store, number, AFP, cited)
    store.correct("1", [Saying(field="merged", value="2")], reason="one and the same")
    with store.transaction():
        store.connection.execute("UPDATE articles SET status = 'pruned' WHERE id = 3")
    for view in ("wire_by_source", "cited_by_source"):
        assert rows(store, f"SELECT articles, out_of FROM {view}") == [(2, 2)]


def test_credits_tell_organisation_words_and_whether_it_was_said_or_read(store: Store) -> None:
    keep(store, 1, attribution("publisher", "Post"), AFP)
    store.correct("1", [Saying(field="cited", value=("Kyodo",))], reason="named in the text")
    assert rows(store, "SELECT role, name, kind, country, as_written, said FROM credits ORDER BY role") == [
        ("cited", "Kyodo News", "agency", "JP", "Kyodo", 1),
        ("publisher", "Post", None, None, "Post", 0),
        ("wire", "Agence France-Presse", "agency", "FR", "AFP", 0),
    ]


def test_attributions_join_to_organisations(store: Store) -> None:
    keep(store, 1, AFP)
    sql = "SELECT t.name, o.name, o.kind FROM attributions_v1 AS t JOIN organisations_v1 AS o USING (organisation_id)"
    assert rows(store, sql) == [("Agence France-Presse", "Agence France-Presse", "agency")]


def test_corrections_are_promised_to_programs(store: Store) -> None:
    keep(store, 1, AFP)
    store.correct("1", [Saying(field="section", value="World")], reason="print", by="ana")
    assert rows(store, "SELECT correction_id, article_id, field, was, now, reason, by FROM corrections_v1") == [
        (1, 1, "section", '"Region"', '"World"', "print", "ana")
    ]
