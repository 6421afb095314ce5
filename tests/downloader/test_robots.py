"""Each site is asked for its rules once in a while, and obeyed from then on, by later harvests too."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager
from twisted.python.failure import Failure

from aggregator.demo import answers
from aggregator.demo.answers import Answer
from aggregator.demo.server import DemoWeb
from aggregator.downloader.refusals import AddressRefused, HeldBack, RobotsUnavailable, Stopped
from aggregator.downloader.robots import MOST_REDIRECTS, RobotsMiddleware
from aggregator.sources.source import Source
from aggregator.store.writer import Store
from tests.store.making import Clock

ROOT = Path(__file__).resolve().parents[2]
SITE = "https://news.example"
PAGE = f"{SITE}/world/1"
ROBOTS = f"{SITE}/robots.txt"
TDMREP = f"{SITE}/.well-known/tdmrep.json"
CLOSED = b"User-agent: *\nDisallow: /\n"

Served = Mapping[str, bytes | int | Exception | tuple[int, Mapping[str, str], bytes]]
"""Address → body, status, what goes wrong, or the whole answer; 404 for everything else."""


class Crawl:
    """One crawl as the middleware sees it: an engine that downloads, and a room with a real file."""

    def __init__(self, served: Served, store: Store | None, sources: tuple[Source, ...] = ()) -> None:
        self.served = served
        self.asked: list[str] = []
        self.purposes: dict[str, str] = {}
        self.store = store
        self.in_turn: list[asyncio.Future[None]] = []
        room = SimpleNamespace(write=self._write, clock=store.clock, registry=sources, runs={}) if store else None
        engine = SimpleNamespace(
            download_async=self.download,
            crawl=self.crawl,
            downloader=SimpleNamespace(middleware=SimpleNamespace(middlewares=[])),
        )
        crawler = SimpleNamespace(
            settings=Settings({"ROBOTSTXT_OBEY": True, "USER_AGENT": "aggregator/1.0 (news harvester)"}),
            engine=engine,
            get_extension=lambda kind: room,
            signals=SignalManager(),
        )
        self.middleware = RobotsMiddleware.from_crawler(cast(Any, crawler))

    async def _write(self, job: Callable[[Store], Any]) -> Any:
        assert self.store is not None
        return job(self.store)

    async def download(self, request: Request) -> Response:
        """Answer as the engine does: through the middleware, without following redirects by itself."""
        assert request.meta.get("dont_redirect") or request.meta["purpose"] == "tdm"
        await self.middleware.process_request(request)
        self.asked.append(request.url)
        self.purposes[request.url] = request.meta["purpose"]
        await asyncio.sleep(0)
        given = self.served.get(request.url, 404)
        if isinstance(given, Exception):
            raise given
        if isinstance(given, int):
            return Response(request.url, status=given)
        status, fields, body = given if isinstance(given, tuple) else (200, {}, given)
        return Response(request.url, status=status, headers=dict(fields), body=body)

    def crawl(self, request: Request) -> None:
        """Ask in turn, and give the answer to whoever wanted it."""

        async def asked() -> None:
            assert request.callback is not None and request.errback is not None
            try:
                answer = await self.download(request)
            except Exception as error:  # noqa: BLE001  the errback is told
                request.errback(Failure(error))  # type: ignore[no-untyped-call]
            else:
                request.callback(answer)

        self.in_turn.append(asyncio.ensure_future(asked()))

    def ask(self, *urls: str) -> list[str]:
        """Return for each page, asked for all at once, "allowed" or the name of what was raised."""

        async def all_at_once() -> list[str]:
            judged = await asyncio.gather(*(self._judged(url) for url in urls))
            while self.middleware.noting:
                await asyncio.sleep(0)
            return judged

        return asyncio.run(all_at_once())

    async def _judged(self, url: str) -> str:
        try:
            await self.middleware.process_request(Request(url, meta={"source_id": "post", "purpose": "article"}))
        except (IgnoreRequest, RobotsUnavailable) as error:
            return type(error).__name__
        return "allowed"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    with Store(tmp_path / "news.db", clock=clock) as opened:
        yield opened


def redirect(to: str) -> tuple[int, Mapping[str, str], bytes]:
    return 302, {"Location": to}, b""


def test_a_site_is_asked_once_however_many_pages_wait_for_it() -> None:
    crawl = Crawl({ROBOTS: b"User-agent: *\nDisallow: /private/\n"}, None)
    assert crawl.ask(PAGE, f"{SITE}/private/1", f"{SITE}/world/2") == ["allowed", "RobotsRefused", "allowed"]
    assert crawl.asked == [ROBOTS]
    assert crawl.purposes == {ROBOTS: "robots"}


def test_each_origin_has_rules_of_its_own() -> None:
    crawl = Crawl({ROBOTS: CLOSED}, None)
    assert crawl.ask(PAGE, "http://news.example/world/1", "https://news.example:8443/world/1") == [
        "RobotsRefused",
        "allowed",
        "allowed",
    ]
    assert len(crawl.asked) == 3


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (404, "allowed"),
        (403, "allowed"),
        (429, "allowed"),
        (503, "RobotsUnavailable"),
        (DownloadTimeoutError("slow"), "RobotsUnavailable"),
        (AddressRefused("10.0.0.1 is not a public address"), "RobotsRefused"),
        (Stopped(), "Stopped"),
        (HeldBack("it answers 503"), "HeldBack"),
    ],
)
def test_what_an_answer_means_for_the_pages_that_wait(given: Any, expected: str) -> None:
    assert Crawl({ROBOTS: given}, None).ask(PAGE, PAGE) == [expected, expected]


def test_redirects_are_followed_to_other_hosts_too() -> None:
    served: dict[str, Any] = {ROBOTS: redirect("https://www.news.example/robots.txt")}
    served["https://www.news.example/robots.txt"] = redirect("//rules.example/all")
    served["https://rules.example/all"] = CLOSED
    crawl = Crawl(served, None)
    assert crawl.ask(PAGE) == ["RobotsRefused"]
    assert crawl.asked == [ROBOTS, "https://www.news.example/robots.txt", "https://rules.example/all"]


def hops(number: int) -> dict[str, Any]:
    """A way of so many redirects that ends at rules that forbid everything."""
    way = [ROBOTS, *(f"{SITE}/robots-{at}" for at in range(1, number + 1))]
    return {url: redirect(to) for url, to in pairwise(way)} | {way[-1]: CLOSED}


def test_five_redirects_are_followed_and_six_are_as_good_as_no_file() -> None:
    assert MOST_REDIRECTS == 5
    assert Crawl(hops(5), None).ask(PAGE) == ["RobotsRefused"]
    crawl = Crawl(hops(6), None)
    assert crawl.ask(PAGE) == ["allowed"]
    assert len(crawl.asked) == 6


@pytest.mark.parametrize("to", [ROBOTS, "/robots.txt", "ftp://news.example/robots.txt", "http://[", ""])
def test_a_redirect_in_a_circle_or_to_nowhere_is_as_good_as_no_file(to: str) -> None:
    crawl = Crawl({ROBOTS: redirect(to)}, None)
    assert crawl.ask(PAGE) == ["allowed"]
    assert crawl.asked == [ROBOTS]


def test_a_redirect_to_an_address_that_is_not_fetched_allows_nothing() -> None:
    inside = "http://10.0.0.1/robots.txt"
    crawl = Crawl({ROBOTS: redirect(inside), inside: AddressRefused("10.0.0.1 is not a public address")}, None)
    assert crawl.ask(PAGE) == ["RobotsRefused"]


def test_a_later_crawl_knows_the_rules_without_asking(store: Store, clock: Clock) -> None:
    assert Crawl({ROBOTS: CLOSED}, store).ask(PAGE) == ["RobotsRefused"]
    clock.forward(hours=23)
    later = Crawl({ROBOTS: b""}, store)
    assert later.ask(PAGE) == ["RobotsRefused"]
    assert later.asked == []
    clock.forward(hours=1)
    next_day = Crawl({ROBOTS: b""}, store)
    assert next_day.ask(PAGE) == ["allowed"]
    assert next_day.asked == [ROBOTS]


def test_the_life_of_rules_is_the_answers_own(store: Store, clock: Clock) -> None:
    Crawl({ROBOTS: (200, {"Cache-Control": "max-age=7200"}, b"")}, store).ask(PAGE)
    clock.forward(hours=2)
    later = Crawl({}, store)
    later.ask(PAGE)
    assert later.asked == [ROBOTS]


@pytest.mark.parametrize("served", [{}, {ROBOTS: 403}, hops(6)])
def test_that_there_are_no_rules_is_remembered_as_well(store: Store, served: Served) -> None:
    Crawl(served, store).ask(PAGE)
    later = Crawl({ROBOTS: CLOSED}, store)
    assert later.ask(PAGE) == ["allowed"]
    assert later.asked == []


@pytest.mark.parametrize(("given", "minutes"), [(503, 10), (DownloadTimeoutError("slow"), 2)])
def test_an_outage_is_remembered_for_minutes_whatever_the_rules_were(
    store: Store, clock: Clock, given: Any, minutes: int
) -> None:
    Crawl({ROBOTS: b""}, store).ask(PAGE)
    clock.forward(days=2)
    assert Crawl({ROBOTS: given}, store).ask(PAGE) == ["RobotsUnavailable"]
    clock.forward(minutes=minutes - 1)
    again = Crawl({ROBOTS: b""}, store)
    assert again.ask(PAGE) == ["RobotsUnavailable"]
    assert again.asked == []
    clock.forward(minutes=1)
    assert Crawl({ROBOTS: b""}, store).ask(PAGE) == ["allowed"]


@pytest.mark.parametrize("given", [Stopped(), HeldBack("later"), AddressRefused("10.0.0.1")])
def test_what_was_never_asked_is_not_remembered(store: Store, given: Exception) -> None:
    Crawl({ROBOTS: given}, store).ask(PAGE)
    assert store.known_robots(SITE) is None


# ── what a site reserves ─────────────────────────────────────────────────────────────────────────────

POST = Source(id="post", name="Post", homepage=f"{SITE}/")
REFUSES_TRAINING = b"User-agent: GPTBot\nDisallow: /\n"
RESERVES = b'[{"location": "/", "tdm-reservation": 1}]'
ALLOWS = b'[{"location": "/", "tdm-reservation": 0}]'


@pytest.fixture
def post(store: Store) -> Store:
    store.register([POST])
    return store


def stated(store: Store) -> tuple[str | None, str]:
    row = store.connection.execute("SELECT tdm, tdm_evidence FROM sources WHERE id = 'post'").fetchone()
    return row[0], row[1] or ""


@pytest.mark.parametrize(
    ("robots", "tdmrep", "expected", "places"),
    [
        (REFUSES_TRAINING, 404, "reserved", {ROBOTS}),
        (b"", RESERVES, "reserved", {TDMREP}),
        (404, RESERVES, "reserved", {TDMREP}),
        (REFUSES_TRAINING, RESERVES, "reserved", {ROBOTS, TDMREP}),
        (REFUSES_TRAINING, ALLOWS, "reserved", {ROBOTS}),
        (b"", ALLOWS, "allowed", {TDMREP}),
        (b"", b"<html>no json</html>", None, set()),
        (CLOSED, RESERVES, None, set()),
    ],
)
def test_a_source_is_marked_by_what_its_site_states(
    post: Store, robots: Any, tdmrep: Any, expected: str | None, places: set[str]
) -> None:
    Crawl({ROBOTS: robots, TDMREP: tdmrep}, post, (POST,)).ask(PAGE)
    tdm, evidence = stated(post)
    assert tdm == expected
    assert {place for place in (ROBOTS, TDMREP) if place in evidence} == places


def test_tdmrep_is_asked_for_once_in_the_life_of_the_rules(post: Store, clock: Clock) -> None:
    first = Crawl({}, post, (POST,))
    first.ask(PAGE, f"{SITE}/world/2")
    assert first.asked == [ROBOTS, TDMREP]
    assert first.purposes[TDMREP] == "tdm"
    clock.forward(hours=1)
    second = Crawl({}, post, (POST,))
    second.ask(PAGE)
    assert second.asked == []


def test_tdmrep_is_not_asked_for_where_robots_txt_forbids_it_or_no_source_is_at_home(post: Store) -> None:
    forbidden = Crawl({ROBOTS: b"User-agent: *\nDisallow: /.well-known/\n"}, post, (POST,))
    assert forbidden.ask(PAGE) == ["allowed"]
    assert forbidden.asked == [ROBOTS]
    elsewhere = Crawl({}, post, (POST,))
    elsewhere.ask("https://other.example/a")
    assert elsewhere.asked == ["https://other.example/robots.txt"]


@pytest.mark.parametrize("homepage", ["http://NEWS.example", f"{SITE}:443/world/"])
def test_a_homepage_is_recognised_however_it_is_written(store: Store, homepage: str) -> None:
    source = Source(id="post", name="Post", homepage=homepage)
    store.register([source])
    Crawl({TDMREP: RESERVES}, store, (source,)).ask(PAGE)
    assert stated(store)[0] == "reserved"


def test_a_site_that_reserves_no_longer_is_unmarked(post: Store, clock: Clock) -> None:
    Crawl({ROBOTS: REFUSES_TRAINING, TDMREP: RESERVES}, post, (POST,)).ask(PAGE)
    clock.forward(days=1)
    Crawl({ROBOTS: b"", TDMREP: RESERVES}, post, (POST,)).ask(PAGE)
    assert stated(post)[0] == "reserved" and ROBOTS not in stated(post)[1]
    clock.forward(days=1)
    Crawl({ROBOTS: b""}, post, (POST,)).ask(PAGE)
    assert stated(post) == (None, "")


@pytest.mark.parametrize("served", [{ROBOTS: 503}, {TDMREP: 503}, {TDMREP: DownloadTimeoutError("slow")}])
def test_what_cannot_be_had_takes_no_mark_away(post: Store, clock: Clock, served: Served) -> None:
    Crawl({TDMREP: RESERVES}, post, (POST,)).ask(PAGE)
    clock.forward(days=1)
    Crawl(served, post, (POST,)).ask(PAGE)
    assert stated(post)[0] == "reserved"


# ── harvests ─────────────────────────────────────────────────────────────────────────────────────────

HARBOUR = "http://harbour-post.test"
FEED = f"""<rss version="2.0"><channel><title>Harbour Post</title>
<item><link>{HARBOUR}/news/1</link></item><item><link>{HARBOUR}/drafts/2</link></item></channel></rss>"""
SOURCE_FILE = f"""name = "Harbour Post"
homepage = "{HARBOUR}/"
feeds = ["{HARBOUR}/feed"]
"""


@pytest.fixture
def harvest(tmp_path: Path) -> Callable[..., tuple[list[str], sqlite3.Connection]]:
    """Harvests a small site in a process of its own; returns the paths that it was asked for, and the file."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "harbour-post.toml").write_text(SOURCE_FILE)

    def run(pages: Mapping[str, Answer], *settings: str) -> tuple[list[str], sqlite3.Connection]:
        extra = {f"{HARBOUR}/feed": answers.page(FEED.encode(), "application/rss+xml")}
        extra |= {f"{HARBOUR}{path}": answer for path, answer in pages.items()}
        with DemoWeb(extra=extra) as web:
            kept = {name: value for name, value in os.environ.items() if not name.startswith("AGGREGATOR_")}
            ran = subprocess.run(
                [
                    sys.executable,
                    "-m",
                    "aggregator",
                    "harvest",
                    "harbour-post",
                    "--db",
                    "news.db",
                    "--sources",
                    "sources",
                ]
                + [word for one in ("POLITENESS=off", *settings) for word in ("-s", one)],
                env=kept | {"http_proxy": web.proxy_url, "no_proxy": "", "PYTHONPATH": str(ROOT)},
                cwd=tmp_path,
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            )
            assert "Traceback" not in ran.stderr, ran.stderr
            return [one.path for one in web.requests], sqlite3.connect(tmp_path / "news.db")

    return run


@pytest.mark.slow
def test_a_harvest_obeys_remembers_and_marks(harvest: Callable[..., Any]) -> None:
    rules = b"User-agent: *\nDisallow: /drafts/\n\nUser-agent: CCBot\nDisallow: /\n"
    pages = {"/robots.txt": answers.redirect(301, "/rules.txt"), "/rules.txt": answers.page(rules)}
    paths, connection = harvest(pages, "HARVEST_NOW=2026-11-20T12:00:00Z")
    with closing(connection):
        assert paths[:2] == ["/robots.txt", "/rules.txt"]
        assert paths.index("/.well-known/tdmrep.json") > paths.index("/feed"), "what brings news comes first"
        assert "/news/1" in paths and "/drafts/2" not in paths
        assert connection.execute("SELECT host, status, body, expires_at FROM robots").fetchall() == [
            (HARBOUR, 200, rules, "2026-11-21T12:00:00Z")
        ]
        assert connection.execute("SELECT tdm, tdm_evidence FROM sources").fetchall() == [
            ("reserved", f"{HARBOUR}/robots.txt: User-agent: CCBot, Disallow: /")
        ]
        fates = connection.execute("SELECT purpose, fate FROM fates WHERE purpose IN ('robots', 'tdm') ORDER BY 1, 2")
        assert fates.fetchall() == [("robots", "200"), ("robots", "301"), ("tdm", "404")]
    paths, connection = harvest(pages, "HARVEST_NOW=2026-11-21T11:00:00Z")
    connection.close()
    assert "/feed" in paths
    assert not {"/robots.txt", "/rules.txt", "/.well-known/tdmrep.json"} & set(paths)


@pytest.mark.slow
def test_a_harvest_asks_nothing_of_a_site_that_cannot_show_its_rules(harvest: Callable[..., Any]) -> None:
    paths, connection = harvest({"/robots.txt": answers.page(b"", status=500)}, "RETRY_TIMES=0")
    with closing(connection):
        assert paths == ["/robots.txt"]
        assert connection.execute("SELECT status, body FROM robots").fetchall() == [(500, b"")]
