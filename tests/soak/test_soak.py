"""What takes minutes: thirty kills, two writers at once, a hundred thousand known addresses, a full disk."""

from __future__ import annotations

import random
import resource
import threading
import time
from collections.abc import Callable
from pathlib import Path

from aggregator import settings
from tests.harvest.killing import (
    Follower,
    Presses,
    Round,
    flaws,
    harvest_killed_when,
    kill,
    lost_in_flight,
    settled,
    shortest_six,
    wait_until,
)
from tests.harvest.serving import Hit, Newsdesk, Reply, Site, conditional, feed, listing, report, sitemap
from tests.soak.conftest import Memory, Tell

MEMORY = 500.0
"""MiB that a harvest may take with all its processes."""

GENTLE = 0.2
"""Seconds between two requests to a host, where it is watched whether they are kept."""


def test_a_full_disk_ends_a_harvest_in_a_sentence_and_costs_nothing_that_was_stored(
    tmp_path: Path, memory: Memory, tell: Tell
) -> None:
    """The disk is played by a limit on the size of files, which the system holds whoever one is."""
    with Presses(tmp_path, articles=200, seconds=0.01) as presses, Follower(presses.desk.db) as follower:
        desk = presses.desk
        process = presses.start("-s", "POLITENESS=off")
        memory.watch(process.pid)
        assert wait_until(lambda: len(settled(desk.db)) >= 40, process), process.communicate()
        size = max(path.stat().st_size for path in (desk.db, Path(f"{desk.db}-wal")))
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (size, size))
        _, err = process.communicate(timeout=120)
        stored, asked = settled(desk.db), len(presses.site.hits)
        assert process.returncode != 0 and "disk" in err and "Traceback" not in err, err
        tell(f"full with {len(stored)} of 200 stored: {err.strip().splitlines()[-1]}")
        assert 40 <= len(stored) < 200 and desk.rows("PRAGMA integrity_check") == [("ok",)]
        assert desk.harvest("-s", "POLITENESS=off").returncode == 0
        assert not stored & set(presses.asked(asked))
    assert flaws(presses, follower) == []


def test_ten_new_articles_among_a_hundred_thousand_known_cost_ten_pages(
    tmp_path: Path, memory: Memory, tell: Tell
) -> None:
    """A first harvest takes note of all addresses; that they were fetched is then written into the file.

    So the frontier, its indexes and the documents are as after years, but the tables of articles are nearly empty.
    """
    known = 100_000
    numbers = list(range(known, 0, -1))

    def urls(shown: list[int]) -> list[str]:
        return [f"{home}news/report-of-the-day-{number}" for number in shown]

    def answer(hit: Hit) -> Reply | None:
        path, _, query = hit.path.partition("?")
        new = len(numbers) - known
        documents: dict[str, Callable[[], Reply]] = {
            "/feed": lambda: feed(home, numbers[:20]),
            "/sitemap.xml": lambda: sitemap([f"{home}sitemap-{part}.xml" for part in range(3)], kind="sitemap"),
            "/sitemap-0.xml": lambda: sitemap(urls(numbers[: 20_000 + new])),
            "/sitemap-1.xml": lambda: sitemap(urls(numbers[20_000 + new : 60_000 + new])),
            "/sitemap-2.xml": lambda: sitemap(urls(numbers[60_000 + new :])),
        }
        if path in documents:
            return conditional(hit, documents[path]())
        if path == "/reports":
            page = int(query.removeprefix("page=") or 1)
            shown = [f"/news/report-of-the-day-{number}" for number in numbers[30 * (page - 1) : 30 * page]]
            return conditional(hit, listing(shown, f"/reports?page={page + 1}"))
        number = path.rpartition("-")[2]
        return report(int(number), hit.host) if path.startswith("/news/") and number.isdigit() else None

    desk = Newsdesk(folder=tmp_path)

    def harvest(day: int, *arguments: str) -> list[str]:
        before = len(site.hits)
        now = f"HARVEST_NOW=2026-11-{day}T08:00:00+00:00"
        process = desk.start("press", "-s", "POLITENESS=off", "-s", now, *arguments)
        memory.watch(process.pid)
        _, err = process.communicate(timeout=200)
        assert process.returncode == 0, err
        return [hit.path for hit in site.hits[before:]]

    with Site(answer) as site:
        home = site.home()
        desk.add("press", home, sitemaps=[f"{home}sitemap.xml"], listings=[f"{home}reports"])
        harvest(20, "--limit", "1", "-s", f"HARVEST_FLOOD={known}")
        assert desk.rows("SELECT count(*) FROM frontier") == [(known,)]
        tell(f"{known:,} addresses noted")
        desk.change(
            "UPDATE frontier SET state = 'done', candidate = NULL, next_at = NULL, visits = 5, visited_at = seen_at"
        )
        numbers[:0] = range(known + 10, known, -1)
        begun = time.monotonic()
        asked = harvest(21)
        took = time.monotonic() - begun
    articles = [path for path in asked if path.startswith("/news/")]
    rest = [path for path in asked if not path.startswith("/news/")]
    tell(f"{len(articles)} article pages and {len(rest)} others in {took:.1f} s, {memory.peak_mb:.0f} MiB at most")
    assert sorted(articles) == [f"/news/report-of-the-day-{known + one:06}" for one in range(1, 11)]
    # The feed, four sitemaps, of the listing the first page and the next; and what a site says to robots, once a day.
    assert len([path for path in rest if path.startswith("/reports")]) <= 2 and len(rest) <= 9, rest
    assert memory.peak_mb < MEMORY


def test_two_writers_at_once_lose_nothing_and_hurry_nobody_though_both_are_killed(
    tmp_path: Path, memory: Memory, tell: Tell
) -> None:
    chance = random.Random(2)
    with Presses(tmp_path, articles=600, hosts=3) as presses, Follower(presses.desk.db) as follower:
        desk, hits = presses.desk, presses.site.hits
        for host, press in presses.presses.items():  # a second source on each host, with the same articles
            desk.add(
                f"twin-{host[-1]}", press.home, feeds=[f"{press.home}feed?twin"], sitemaps=press.documents["sitemaps"]
            )
        end = time.monotonic() + 60
        kills: list[int] = []
        seen: dict[str, float] = {}
        said: list[str] = []

        def note() -> None:
            stored, now = settled(desk.db), time.monotonic()
            seen.update(dict.fromkeys(stored - seen.keys(), now))

        def work(names: list[str], life: random.Random) -> None:
            while time.monotonic() < end:
                wanted = every if life.random() < 0.5 else names  # half the time what the other one has
                process = presses.start(*wanted, "--all", "-s", f"DOWNLOAD_DELAY={GENTLE}")
                memory.watch(process.pid)
                if life.random() < 0.8:
                    wait_until(lambda: False, process, seconds=life.uniform(1, 6))
                    if process.poll() is None:
                        said.extend(f"outlived its harvest: {pid}" for pid in kill(process))
                        kills.append(process.pid)
                        continue
                _, err = process.communicate(timeout=150)
                if process.returncode != 0 or "Traceback" in err or "locked" in err:
                    said.append(f"{process.returncode}: {err}")

        every = [f"{name}-{number}" for name in ("press", "twin") for number in (1, 2, 3)]
        threads = [
            threading.Thread(target=work, args=(names, random.Random(f"{chance.random()}")))
            for names in (every[:3], every[3:])
        ]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            note()
            time.sleep(0.2)
        tell(f"{len(kills)} kills; {len(seen)} of 600 stored, {len(hits)} requests")
        assert said == []
        last = presses.start("--all", "-s", f"DOWNLOAD_DELAY={GENTLE}")
        memory.watch(last.pid)
        _, err = last.communicate(timeout=150)
        assert last.returncode == 0, err
        late = [hit for hit in hits if hit.at > seen.get(f"http://{hit.host}:{presses.site.port}{hit.path}", hit.at)]
    assert flaws(presses, follower) == []
    assert late == [], "stored, and fetched again"
    six = min(shortest_six(hits, host) for host in presses.presses)
    tell(f"six requests of a host in {six:.2f} s, {5 * GENTLE:.2f} demanded; {memory.peak_mb:.0f} MiB at most")
    assert six >= 3 * GENTLE
    assert len(kills) >= 5 and memory.peak_mb < MEMORY


def test_thirty_kills_at_random_moments_cost_no_article_and_only_what_was_in_flight(
    tmp_path: Path, memory: Memory, tell: Tell, deadline: float
) -> None:
    chance = random.Random(30)
    rounds: list[Round] = []
    with Presses(tmp_path, articles=400, seconds=0.05) as presses, Follower(presses.desk.db) as follower:
        db, hits = presses.desk.db, presses.site.hits
        # Five among the documents, counted in requests from the start; the rest as the file fills.
        early = sorted(chance.randrange(1, 14) for _ in range(5))
        filled = sorted(chance.randrange(0, 360) for _ in range(25))
        moments: list[Callable[[], bool]] = [
            *(lambda n=n: len(hits) - begun[-1] >= n for n in early),
            *(lambda n=n: len(settled(db)) >= n for n in filled),
        ]
        begun: list[int] = []
        for number, moment in enumerate(moments, 1):
            assert time.monotonic() < deadline - 30, f"only {number - 1} kills in the time that there was"
            begun.append(len(hits))
            one = harvest_killed_when(moment, presses, linger=chance.uniform(0, 0.1), watch=memory.watch)
            assert one is not None, f"harvest {number} was over before it could be killed"
            rounds.append(one)
            if number % 5 == 0:
                tell(f"{number} kills, {len(one.stored)} of 400 articles stored")
        process = presses.start("-s", "POLITENESS=off")
        memory.watch(process.pid)
        _, err = process.communicate(timeout=150)
        assert process.returncode == 0, err
    assert flaws(presses, follower) == []
    lost = lost_in_flight(presses, rounds)
    tell(
        f"400 articles, {len(presses.asked())} pages fetched: {sum(lost) / len(lost):.1f} again for a kill, "
        f"{max(lost)} at most; {memory.peak_mb:.0f} MiB at most"
    )
    assert len(rounds) == 30 and len(presses.asked()) == 400 + sum(lost)
    assert max(lost) <= settings.HARVEST_AHEAD * len(presses.presses)
    assert memory.peak_mb < MEMORY
