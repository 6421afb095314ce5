"""How fast a host is asked, as its answers teach."""

from __future__ import annotations

import datetime as dt

from aggregator.scheduling.pace import LONGEST_HOLD, LONGEST_PAUSE, SILENT, Pace


def test_a_quick_host_gets_the_pause_that_is_asked_for() -> None:
    pace = Pace(asked=1.0)
    for _ in range(5):
        pace = pace.after_answer(latency=0.2)
    assert pace.pause == 1.0


def test_a_slow_host_is_asked_more_slowly_and_one_slow_answer_is_not_much() -> None:
    pace = Pace(asked=1.0)
    for _ in range(5):
        pace = pace.after_answer(latency=0.2)
    assert pace.after_answer(latency=2.0).pause < 2.0
    for _ in range(10):
        pace = pace.after_answer(latency=3.0)
    assert 5.0 < pace.pause <= 6.0


def test_no_latency_makes_a_pause_endless() -> None:
    pace = Pace(asked=1.0).after_answer(latency=5_000.0)
    assert pace.pause == LONGEST_PAUSE
    assert Pace(asked=90.0).pause == 90.0  # what was asked for is kept, whatever it is


def test_a_busy_host_is_left_alone_as_long_as_it_says() -> None:
    _, hold = Pace(asked=1.0).after_busy(dt.timedelta(seconds=7))
    assert hold == dt.timedelta(seconds=7)
    _, hold = Pace(asked=1.0).after_busy(dt.timedelta(days=365))
    assert hold == LONGEST_HOLD


def test_a_busy_host_that_does_not_say_is_left_alone_longer_each_time() -> None:
    pace, first = Pace(asked=1.0).after_busy(None)
    pace, second = pace.after_busy(None)
    _, third = pace.after_busy(None)
    assert [first, second, third] == [dt.timedelta(minutes=1), dt.timedelta(minutes=2), dt.timedelta(minutes=4)]


def test_a_busy_host_is_asked_more_slowly_afterwards_until_it_answers_well_again() -> None:
    pace, _ = Pace(asked=1.0).after_busy(None)
    assert pace.pause == 2.0
    pace, _ = pace.after_busy(None)
    assert pace.pause == 3.0
    for _ in range(60):
        pace = pace.after_answer(latency=0.1)
    assert pace.pause == 1.0


def test_a_host_that_never_answers_is_left_alone_longer_each_time() -> None:
    pace, holds = Pace(asked=1.0), []
    for _ in range(3 * SILENT):
        pace, hold = pace.after_silence()
        holds.append(hold)
    given = [hold for hold in holds if hold is not None]
    assert given == [dt.timedelta(minutes=15) * 4**at for at in range(3)]
    assert holds.index(given[0]) == SILENT - 1


def test_one_answer_ends_a_silence() -> None:
    pace = Pace(asked=1.0)
    for _ in range(SILENT - 1):
        pace, hold = pace.after_silence()
        assert hold is None
    _, hold = pace.after_answer(latency=0.1).after_silence()
    assert hold is None


def test_a_host_whose_owner_allows_more_connections_is_kept_as_busy_as_they_allow() -> None:
    pace = Pace(asked=0.1, connections=4).after_answer(latency=2.0)
    assert pace.pause == 1.0
