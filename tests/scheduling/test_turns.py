"""Whose turn it is among what waits for hosts."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from aggregator.scheduling.turns import Turns


def admitted(*hosts: str, pause: float = 1.0, connections: int = 1) -> Turns[str]:
    turns: Turns[str] = Turns()
    for host in hosts:
        turns.admit(host, at=0.0, pause=pause, connections=connections)
    return turns


def test_nothing_is_handed_out_before_a_host_is_admitted() -> None:
    turns: Turns[str] = Turns()
    turns.add("a", "page")
    assert turns.next(100.0) is None and turns.next_moment() is None
    turns.admit("a", at=105.0, pause=1.0, connections=1)
    assert turns.next(104.9) is None and turns.next_moment() == 105.0
    assert turns.next(105.0) == ("a", "page")


def test_one_item_a_pause_on_one_connection() -> None:
    turns = admitted("a")
    for item in ("1", "2"):
        turns.add("a", item)
    assert turns.next(10.0) == ("a", "1")
    assert turns.next(20.0) is None  # the first is still under way
    turns.left("a")
    assert turns.next(20.0) == ("a", "2")


def test_the_pause_counts_from_the_moment_of_handing_out() -> None:
    turns = admitted("a")
    for item in ("1", "2"):
        turns.add("a", item)
    turns.next(10.0)
    turns.left("a")
    assert turns.next(10.9) is None
    assert turns.next_moment() == 11.0
    assert turns.next(11.0) == ("a", "2")


def test_a_slow_host_keeps_no_other_waiting() -> None:
    turns = admitted("slow", "quick")
    for number in range(50):
        turns.add("slow", f"slow {number}")
    turns.add("quick", "page")
    assert turns.next(0.0) == ("slow", "slow 0")
    assert turns.next(0.0) == ("quick", "page")
    assert turns.next(0.0) is None and len(turns) == 49


def test_hosts_without_a_pause_take_turns() -> None:
    turns = admitted("a", "b", pause=0.0, connections=16)
    for number in range(3):
        turns.add("a", f"a{number}")
        turns.add("b", f"b{number}")
    assert [turns.next(1.0) for _ in range(6)] == [(one[0], one) for one in ("a0", "b0", "a1", "b1", "a2", "b2")]


def test_the_highest_priority_comes_first_and_equals_in_their_order() -> None:
    turns = admitted("a", pause=0.0, connections=9)
    for item, priority in (("page 1", 0), ("page 2", 0), ("feed", 10), ("retry", -1)):
        turns.add("a", item, priority=priority)
    assert [turns.next(0.0) for _ in range(4)] == [("a", one) for one in ("feed", "page 1", "page 2", "retry")]


def test_a_held_host_waits_and_a_shorter_hold_does_not_shorten_it() -> None:
    turns = admitted("a")
    turns.add("a", "page")
    turns.hold("a", 60.0)
    turns.hold("a", 30.0)
    assert turns.next(59.0) is None and turns.next_moment() == 60.0
    assert turns.next(60.0) == ("a", "page")


def test_what_waits_for_a_host_that_is_shut_comes_at_once() -> None:
    turns = admitted("a")
    turns.hold("a", 1_000.0)
    for item in ("1", "2"):
        turns.add("a", item)
    turns.shut("a")
    turns.add("a", "3")
    assert [turns.next(1.0) for _ in range(3)] == [("a", "1"), ("a", "2"), ("a", "3")]


def test_a_host_whose_right_was_given_away_waits_until_it_is_admitted_again() -> None:
    turns = admitted("a")
    turns.add("a", "page")
    turns.bar("a")
    assert turns.next(5.0) is None
    turns.admit("a", at=7.0, pause=1.0, connections=1)
    assert turns.next(7.0) == ("a", "page")


def test_a_longer_pause_holds_from_the_next_item_on() -> None:
    turns = admitted("a")
    for item in ("1", "2"):
        turns.add("a", item)
    turns.slow("a", 4.0)
    turns.next(0.0)
    turns.left("a")
    assert turns.next_moment() == 4.0


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 3)), max_size=60),
    st.floats(0, 2),
    st.integers(1, 3),
)
def test_no_host_is_ever_hurried_and_nothing_is_lost(
    arrivals: list[tuple[str, float]], pause: float, connections: int
) -> None:
    turns = admitted(*"abc", pause=pause, connections=connections)
    now = 0.0
    asked: dict[str, list[float]] = {}
    under_way: list[tuple[float, str]] = []
    for number, (host, gap) in enumerate(arrivals):
        turns.add(host, f"{host}{number}")
        now += gap
        now = drain(turns, now, asked, under_way, connections)
    while len(turns) or under_way:
        ends = [end for end, _ in under_way]
        moments = [*ends, *([moment] if (moment := turns.next_moment()) is not None else [])]
        now = max(now, min(moments))
        now = drain(turns, now, asked, under_way, connections)
    assert sum(map(len, asked.values())) == len(arrivals)
    for moments in asked.values():
        assert all(later >= earlier + pause for earlier, later in pairwise(moments))


def drain(
    turns: Turns[str],
    now: float,
    asked: dict[str, list[float]],
    under_way: list[tuple[float, str]],
    connections: int,
) -> float:
    """Take all that may be had at `now`; each item is under way for a second and a half."""
    for end, host in [one for one in under_way if one[0] <= now]:
        under_way.remove((end, host))
        turns.left(host)
    while (turn := turns.next(now)) is not None:
        host = turn[0]
        asked.setdefault(host, []).append(now)
        under_way.append((now + 1.5, host))
        assert sum(other == host for _, other in under_way) <= connections
    return now
