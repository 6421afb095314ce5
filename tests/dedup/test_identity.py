"""The pinned figures of identity, on a part of what the benchmark measures."""

from __future__ import annotations

import random

from benchmarks import identity


def test_copies_are_found() -> None:
    figures = identity.measure_copies(random.Random(101), 150)
    assert figures.joined / figures.all >= 0.95


def test_no_near_miss_is_joined() -> None:
    found = identity.measure_near_misses(random.Random(102), 330)
    assert {kind: one.joined for kind, one in found.items() if one.joined} == {}


def test_second_addresses_are_recognised_and_moulds_of_one_site_are_not() -> None:
    found, wrong = identity.measure_same_site(random.Random(103), 60)
    assert (found.joined, wrong.joined) == (60, 0)


def test_every_edit_is_seen_and_no_unchanged_visit_is_one() -> None:
    seen, spurious, _ = identity.measure_edits(random.Random(104), 100)
    assert (seen.joined, spurious.joined) == (100, 0)


def test_keys_cost_little() -> None:
    # 0.3 ms on the machine it was written on; five times that is a mistake, not a slow machine.
    assert identity.measure_cost(random.Random(105), rounds=20)[0] < 2.5
