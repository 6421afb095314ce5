"""Harvests killed at any moment: nothing is lost, nothing comes twice, only what was in flight is fetched again."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.harvest.killing import (
    Follower,
    Presses,
    flaws,
    harvest_killed_when,
    kill,
    lost_in_flight,
    readers_of,
    settled,
    shortest_six,
    wait_until,
)

pytestmark = pytest.mark.slow  # each harvests in processes of its own, several times

AHEAD = 8
"""Article pages that each source has handed out at once, few, so that little may be fetched again."""


def test_a_harvest_killed_again_and_again_loses_nothing_and_repeats_nothing(tmp_path: Path) -> None:
    chance = random.Random(20_261_124)
    with Presses(tmp_path, articles=60, seconds=0.02) as presses, Follower(presses.desk.db) as follower:
        db, hits = presses.desk.db, presses.site.hits
        moments: list[Callable[[], bool]] = [
            lambda: len(hits) >= 4,  # in the middle of feeds and sitemaps, before there are articles
            lambda: bool(presses.asked()),  # the first are asked for, none is stored
            lambda: len(settled(db)) >= at[0],
            lambda: len(settled(db)) >= at[1],
        ]
        at = (chance.randrange(10, 30), chance.randrange(44, 56))
        rounds = [
            harvest_killed_when(moment, presses, "-s", f"HARVEST_AHEAD={AHEAD}", linger=chance.uniform(0, 0.2))
            for moment in moments
        ]
        ended = presses.desk.harvest("-s", "POLITENESS=off")
        assert ended.returncode == 0, ended.stderr
    assert flaws(presses, follower) == []
    assert sum(one is not None for one in rounds) >= 3  # the last may have been too late
    lost = lost_in_flight(presses, [one for one in rounds if one is not None])
    assert max(lost) <= AHEAD * len(presses.presses)
    assert len(presses.asked()) == 60 + sum(lost)


def test_of_two_writers_at_the_same_hosts_one_is_killed_and_the_other_neither_waits_nor_hurries(tmp_path: Path) -> None:
    pause = 0.2
    gentle = ("-s", f"DOWNLOAD_DELAY={pause}")
    with Presses(tmp_path, articles=50) as presses, Follower(presses.desk.db) as follower:
        desk, hits = presses.desk, presses.site.hits
        for host, press in presses.presses.items():  # a second source on each host, with the same articles
            desk.add(f"twin-{host[-1]}", press.home, feeds=[f"{press.home}feed?twin"])
        first = presses.start("press-1", "press-2", *gentle)
        wait_until(lambda: len(presses.asked()) >= 6, first)
        second = presses.start("twin-1", "twin-2", *gentle)
        wait_until(lambda: len(desk.rows("SELECT 1 FROM runs WHERE source_id LIKE 'twin-%'")) == 2, second)
        assert first.poll() is None and second.poll() is None, "one was over before the other could be killed"
        stored, asked = settled(desk.db), len(hits)
        assert kill(first) == []
        _, err = second.communicate(timeout=120)
        assert second.returncode == 0, err
        assert desk.harvest("press-1", "press-2", *gentle).returncode == 0
    assert flaws(presses, follower) == []
    assert not stored & set(presses.asked(asked))
    assert min(shortest_six(hits, host) for host in presses.presses) >= 3 * pause


def test_a_killed_reading_process_costs_one_page_an_error_and_the_others_go_on(tmp_path: Path) -> None:
    with Presses(tmp_path, articles=30, hosts=1, seconds=0.02) as presses:
        process = presses.start("-s", "POLITENESS=off", "-s", "READERS=1")
        wait_until(lambda: len(settled(presses.desk.db)) >= 5, process)
        (reader,) = readers_of(process)
        os.kill(reader, signal.SIGSTOP)  # so that it has a page in its hands when it dies
        time.sleep(1)
        os.kill(reader, signal.SIGKILL)
        _, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    (lost,) = presses.addresses - settled(presses.desk.db)
    assert f"{lost}: the process that read it died" in err
    assert presses.desk.rows("SELECT count(*) FROM articles") == [(29,)]
    assert len(presses.asked()) == 30
    assert presses.desk.rows("SELECT outcome, reason FROM frontier WHERE state <> 'done'") == [
        ("failed", "the process that read it died")
    ]
