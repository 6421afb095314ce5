"""Harvests of servers that note when they were asked: nobody is hurried, whatever else goes on."""

from __future__ import annotations

import datetime as dt
import time
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import pytest

from tests.harvest.serving import Hit, Newsdesk, Reply, Site, news

pytestmark = pytest.mark.slow  # each harvests in processes of its own, with pauses

CLOSE = 0.06
"""Seconds by which a server may see two requests nearer than they were sent: threads are not always on time."""


@pytest.fixture
def desk(tmp_path: Path) -> Newsdesk:
    return Newsdesk(folder=tmp_path)


def pauses(site: Site, host: str = "127.0.0.1") -> list[float]:
    moments = [hit.at for hit in site.hits if hit.host == host]
    return [later - earlier for earlier, later in pairwise(moments)]


def test_two_sources_on_one_host_and_its_robots_txt_share_one_pause(desk: Newsdesk) -> None:
    def answer(hit: Hit) -> Reply | None:
        return news(site, Hit(at=0, host=hit.host, path=hit.path.removeprefix("/b"), headers={}), range(4))

    with Site(answer) as site:
        desk.add("one", site.home(), crawl_delay=0.3)
        desk.add("two", site.home(), feeds=[f"{site.home()}b/feed"], crawl_delay=0.3)
        assert desk.harvest().returncode == 0
        assert min(pauses(site)) >= 0.3 - CLOSE
        assert sorted(path for path in site.paths() if "report" in path) == sorted(
            f"/news/report-of-the-day-{number}" for number in range(4)
        )  # though both feeds name them


def test_two_harvests_at_once_never_double_the_pace_on_a_host(desk: Newsdesk) -> None:
    with Site(lambda hit: news(site, hit, range(5 * int(hit.host[-1]), 5 * int(hit.host[-1]) + 5))) as site:
        # Two sources on one host, each in a harvest of its own.
        desk.add("one", site.home("127.0.0.1"), crawl_delay=0.3)
        desk.add("two", site.home("127.0.0.1"), feeds=[f"{site.home('127.0.0.1')}feed?two"], crawl_delay=0.3)
        first, second = desk.start("one"), desk.start("two")
        for process in (first, second):
            _, err = process.communicate(timeout=120)
            assert process.returncode == 0, err
        assert min(pauses(site)) >= 0.3 - CLOSE
        assert desk.rows("SELECT count(*) FROM articles") == [(5,)]


def test_a_busy_host_is_left_alone_as_long_as_it_says_and_the_others_go_on(desk: Newsdesk) -> None:
    refused: list[float] = []

    def answer(hit: Hit) -> Reply | None:
        if hit.host == "127.0.0.2" and "-3" in hit.path and not refused:
            refused.append(hit.at)
            return Reply(status=429, headers={"Retry-After": "3"})
        return news(site, hit, range(6))

    with Site(answer) as site:
        desk.add("calm", site.home("127.0.0.1"), crawl_delay=0.1)
        desk.add("busy", site.home("127.0.0.2"), crawl_delay=0.1)
        assert desk.harvest().returncode == 0
        after = [hit.at for hit in site.hits if hit.host == "127.0.0.2" and hit.at > refused[0]]
        assert min(after) - refused[0] >= 3 - CLOSE
        assert desk.rows("SELECT count(*) FROM articles") == [(12,)]
        assert max(hit.at for hit in site.hits if hit.host == "127.0.0.1") < min(after)


def test_retry_after_as_a_date_is_kept_over_restarts(desk: Newsdesk) -> None:
    until = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    busy = Reply(status=503, headers={"Retry-After": format_datetime(until, usegmt=True)})
    with Site(lambda hit: busy if "-2" in hit.path else news(site, hit, range(6))) as site:
        desk.add("busy", site.home(), crawl_delay=0.05)
        first = desk.harvest()
        asked = len(site.hits)
        assert "left alone" in first.stdout + first.stderr
        again = desk.harvest("busy")
        assert len(site.hits) == asked, site.paths()[asked:]
        assert "left alone" in again.stdout + again.stderr
        assert desk.rows("SELECT next_at FROM hosts")[0][0] >= f"{until:%Y-%m-%dT%H:%M:%SZ}"
        waiting = desk.rows("SELECT count(*) FROM frontier WHERE state = 'waiting'")[0][0]
        assert waiting + desk.rows("SELECT count(*) FROM articles")[0][0] == 6


def test_a_host_that_never_answers_costs_the_others_nothing(desk: Newsdesk) -> None:
    with Site(lambda hit: news(site, hit, range(5))) as site:
        desk.add("calm", site.home("127.0.0.1"), crawl_delay=0.05)
        desk.add("dead", "http://127.0.0.9:9/", crawl_delay=0.05)
        ran = desk.harvest()
        assert desk.rows("SELECT count(*) FROM articles") == [(5,)], ran.stderr


def test_a_day_s_budget_of_a_host_is_kept_over_harvests(desk: Newsdesk) -> None:
    with Site(lambda hit: news(site, hit, range(10))) as site:
        desk.add("one", site.home(), crawl_delay=0.02)
        for _ in range(2):
            desk.harvest("one", "-s", "HOST_DAILY_REQUESTS=7")
        assert len(site.hits) == 7
        assert desk.rows("SELECT requests FROM hosts") == [(7,)]
        desk.harvest("one")
        assert desk.rows("SELECT count(*) FROM articles") == [(10,)]


def test_a_source_may_allow_more_connections(desk: Newsdesk) -> None:
    under_way: list[int] = [0]
    most: list[int] = [0]

    def answer(hit: Hit) -> Reply | None:
        under_way[0] += 1
        most[0] = max(most[0], under_way[0])
        time.sleep(0.2)
        under_way[0] -= 1
        return news(site, hit, range(8))

    with Site(answer) as site:
        desk.add("wide", site.home("127.0.0.1"), crawl_delay=0.01, connections=3)
        desk.harvest("wide")
        assert 2 <= most[0] <= 3
        most[0] = 0
        desk.add("narrow", site.home("127.0.0.2"), crawl_delay=0.01)
        desk.harvest("narrow")
        assert most[0] == 1
