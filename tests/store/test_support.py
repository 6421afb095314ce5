"""What the file knows of an article's copies and of its source's custom tells how sure its credits are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aggregator.article import Attribution
from aggregator.corrections import Saying
from aggregator.habits import Observation
from aggregator.store.reader import Reader
from aggregator.store.writer import Store
from tests.store.making import Clock, attribution, capture, prose

AGENCY = attribution("wire", "Reuters", organisation_id="reuters", confidence=0.9)
STRINGER = attribution("photo", "Ana Ruiz", entity="person", confidence=0.8)


def ran(
    store: Store, clock: Clock, number: int, *attributions: Attribution, source: str = "post", text: int | None = None
) -> int:
    """Store an article of `source`; return its id. `text`: another one with the same number has the same text."""
    clock.forward(minutes=1)
    url = f"https://{source}.example/{number}"
    fields: dict[str, Any] = {
        "attributions": (
            attribution("publisher", source.title(), organisation_id=source, confidence=0.99),
            *attributions,
        )
    }
    seen = Observation(article=number)
    kept = store.keep(
        capture(
            url,
            source_id=source,
            at=clock(),
            title=f"Ferry line {text or number}",
            paragraphs=prose(text or f"{source} {number}"),
            fields=fields,
            observation=seen,
        )
    )
    assert kept.article_id is not None
    return kept.article_id


def credit(store: Store, article_id: int, role: str = "wire") -> tuple[float, list[Any]]:
    """Return the confidence of an article's credit, and the reasons why it is not what the page gives."""
    confidence, because = store.connection.execute(
        """
        SELECT t.confidence, s.because FROM attributions AS t
        LEFT JOIN attribution_support AS s ON s.attribution_id = t.id WHERE t.article_id = ? AND t.role = ?
        """,
        (article_id, role),
    ).fetchone()
    return confidence, json.loads(because or "[]")


def test_a_credit_of_which_nothing_is_known_stays_as_the_page_has_it(store: Store, clock: Clock) -> None:
    assert credit(store, ran(store, clock, 1, AGENCY)) == (0.9, [])


@pytest.mark.parametrize("agency_first", [True, False])
def test_the_agencys_own_copy_makes_its_credit_surer_whichever_came_first(
    store: Store, clock: Clock, agency_first: bool
) -> None:
    if agency_first:
        ran(store, clock, 1, source="reuters", text=7)
    article_id = ran(store, clock, 2, AGENCY, text=7)
    if not agency_first:
        ran(store, clock, 1, source="reuters", text=7)
    confidence, because = credit(store, article_id)
    assert confidence > 0.9
    assert [reason[0] for reason in because] == ["copies"]
    assert "https://reuters.example/1" in because[0][2]


def test_a_photographer_who_comes_again_and_again_is_surer(store: Store, clock: Clock) -> None:
    ids = [ran(store, clock, number, STRINGER) for number in range(1, 6)]
    assert credit(store, ids[0], "photo") == (0.8, [])
    confidence, because = credit(store, ids[-1], "photo")
    assert confidence > 0.8
    assert because[0][0] == "custom"


def test_readers_are_told_what_is_known_beside_the_page(store: Store, clock: Clock, path: Path) -> None:
    ran(store, clock, 1, source="reuters", text=7)
    article_id = ran(store, clock, 2, AGENCY, text=7)
    with Reader(path) as reader:
        (one,) = reader.support(article_id)
        assert (one.role, one.name, one.page_confidence) == ("wire", "Reuters", 0.9)
        assert one.confidence > 0.9 and "https://reuters.example/1" in one.because[0]
        assert reader.support(1) == []


def test_the_customs_of_one_source_are_not_those_of_another(store: Store, clock: Clock) -> None:
    for number in range(1, 6):
        ran(store, clock, number, STRINGER)
    assert credit(store, ran(store, clock, 6, STRINGER, source="gazette"), "photo") == (0.8, [])


def test_what_is_known_survives_the_end_of_the_program(path: Path, clock: Clock) -> None:
    with Store(path, clock=clock) as store:
        for number in range(1, 6):
            ran(store, clock, number, STRINGER)
    with Store(path, clock=clock) as store:
        assert credit(store, ran(store, clock, 6, STRINGER), "photo")[0] > 0.8


def test_a_new_reading_is_weighed_from_what_its_page_gives(store: Store, clock: Clock) -> None:
    ran(store, clock, 1, source="reuters", text=7)
    article_id = ran(store, clock, 2, AGENCY, text=7)
    before = credit(store, article_id)
    clock.forward(hours=1)
    fields = {"attributions": (attribution("publisher", "Post", organisation_id="post"), AGENCY), "tags": ("night",)}
    store.keep(
        capture(
            "https://post.example/2",
            source_id="post",
            at=clock(),
            title="Ferry line 7",
            paragraphs=prose(7),
            fields=fields,
        )
    )
    assert credit(store, article_id) == before


def test_a_copy_that_a_person_took_out_of_its_story_has_no_copies_to_speak_for_it(store: Store, clock: Clock) -> None:
    ran(store, clock, 1, source="reuters", text=7)
    article_id = ran(store, clock, 2, AGENCY, text=7)
    store.correct(str(article_id), [Saying(field="story")], reason="another text")
    assert credit(store, article_id) == (0.9, [])


def test_each_sources_articles_are_counted_by_whose_words_they_are(store: Store, clock: Clock) -> None:
    ran(store, clock, 1, source="reuters", text=7)
    ran(store, clock, 2, AGENCY, text=7)
    ran(store, clock, 3, text=7, source="gazette")
    ran(store, clock, 4)
    counted = store.connection.execute(
        "SELECT source, articles, wire, copy_found, none_found FROM sourcing ORDER BY source"
    ).fetchall()
    assert counted == [("gazette", 1, 0, 1, 0), ("post", 2, 1, 0, 1), ("reuters", 1, 0, 1, 0)]


def test_a_share_has_its_denominator_beside_it(store: Store, clock: Clock) -> None:
    ran(store, clock, 1, AGENCY)
    ran(store, clock, 2)
    assert store.connection.execute("SELECT source, wire, articles, out_of FROM wire_by_source").fetchall() == [
        ("post", "Reuters", 1, 2)
    ]
