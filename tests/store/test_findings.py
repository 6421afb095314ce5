"""What is wrong with sources: opened once, ended once, kept."""

from __future__ import annotations

import datetime as dt

from aggregator.store.findings import LONGEST
from aggregator.store.writer import Store
from tests.store.making import NOON, capture

LATER = NOON + dt.timedelta(days=1)
SOURCE = "news-example"


def test_what_is_known_to_be_wrong_is_not_found_again(store: Store) -> None:
    store.keep(capture())
    found = store.findings.open(SOURCE, "trap", "twenty pages gave nothing", NOON, about="a.example/x/0")
    assert found is not None and found.evidence == "a.example/x/0: twenty pages gave nothing"
    assert store.findings.open(SOURCE, "trap", "thirty pages gave nothing", LATER, about="a.example/x/0") is None
    assert store.findings.open(SOURCE, "trap", "others", NOON, about="a.example/x/0/0") is not None
    assert store.findings.open(SOURCE, "wall", "others", NOON, about="a.example/x/0") is not None
    assert [one.evidence for one in store.findings.of(SOURCE)] == [
        "a.example/x/0: twenty pages gave nothing",
        "a.example/x/0/0: others",
        "a.example/x/0: others",
    ]


def test_what_is_over_is_kept_and_may_begin_again(store: Store) -> None:
    store.keep(capture())
    store.findings.open(SOURCE, "trap", "waste", NOON, about="x")
    assert store.findings.end(SOURCE, "trap", LATER, about="x")
    assert not store.findings.end(SOURCE, "trap", LATER, about="x")
    assert store.findings.of(SOURCE) == []
    assert [(one.since, one.until) for one in store.findings.of(SOURCE, ended=True)] == [(NOON, LATER)]
    assert store.findings.open(SOURCE, "trap", "waste again", LATER, about="x") is not None


def test_all_of_a_kind_end_together_where_nothing_is_named(store: Store) -> None:
    store.keep(capture())
    store.findings.open(SOURCE, "trap", "waste", NOON, about="x")
    store.findings.open(SOURCE, "trap", "waste", NOON, about="y")
    assert store.findings.end(SOURCE, "trap", LATER)
    assert store.findings.of(SOURCE) == []


def test_an_endless_address_does_not_make_an_endless_finding(store: Store) -> None:
    store.keep(capture())
    about = "a.example/" + "x" * 5_000
    found = store.findings.open(SOURCE, "trap", "waste", NOON, about=about)
    assert found is not None and len(found.evidence) <= LONGEST
    assert store.findings.open(SOURCE, "trap", "waste", NOON, about=about) is None
