"""Harvests from sites that lead a crawler round in circles: each costs fewer than fifty requests, and loses nothing."""

from __future__ import annotations

import itertools
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from aggregator.demo.answers import Answer, page, redirect, sentence
from aggregator.demo.server import DemoWeb
from tests.store.making import prose

pytestmark = pytest.mark.slow  # one harvest of them all, in processes of its own

ROOT = Path(__file__).resolve().parents[2]
REAL = range(1001, 1013)
"""Numbers of the articles that each site has."""

WASTE = 50
"""Requests that a trap may cost, fewer than."""

Site = Callable[[str], Answer | None]

_turn = itertools.count(1)


def html(title: str, body: str, head: str = "") -> Answer:
    return page(
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode(),
        "text/html; charset=utf-8",
    )


def article(host: str, number: int) -> Answer:
    """Return the page of a real article, with a text of its own."""
    text = "".join(f"<p>{one}</p>" for one in prose(f"{host} {number}"))
    head = (
        '<meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="2026-11-{number - 990:02}T08:00:00+00:00">'
    )
    return html(headline(number), f"<article><h1>{headline(number)}</h1>{text}</article>", head)


def headline(number: int) -> str:
    return f"Report {number} from the harbour council of the town"


def links(paths: dict[str, str], more: str = "") -> Answer:
    """Return a listing of paths with their headlines."""
    items = "".join(f'<li><h2><a href="{path}">{title}</a></h2></li>' for path, title in paths.items())
    return html("World news", f"<main><ul>{items}</ul>{more}</main>")


def sitemap(urls: list[str]) -> Answer:
    entries = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return page(
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'.encode(), "application/xml"
    )


def index(urls: list[str]) -> Answer:
    entries = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return page(
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</sitemapindex>'.encode(),
        "application/xml",
    )


def reals(suffix: str = "") -> dict[str, str]:
    return {f"/world/view/{number}{suffix}": headline(number) for number in REAL}


def junk(number: int, words: str = "of-the-day-in-the-town") -> dict[str, str]:
    return {f"/things/{words}-{at}": f"A thing {at} of the day in the town here" for at in range(number)}


NOTICE = (
    "<p>The lamp that you were looking for is burning elsewhere tonight, and the keeper has gone home with the key "
    "to the tower. Come back when the tide has turned and ask again at the little green door by the water.</p>"
)
"""A text that no list of words knows as an error page's, and that stands in the place of pages."""

WANTS = (
    "<p>Our little paper lives by the crumbs that you leave behind you. Pick the green button and the crumbs are ours, "
    "pick the grey one and they are ours for a shorter while, and with either the page opens at once.</p>"
)


def calendar(path: str) -> Answer | None:
    """A calendar without end, in four forms of address, and one that nothing gives away."""
    if path == "/world":
        months = {
            f"/events/{2020 + at}/{month:02}/": "Events of the month" for at in range(9) for month in range(1, 13)
        }
        days = {f"/agenda?date=2031-05-{day:02}": "What is on in the town on this day" for day in range(1, 29)}
        quiet = {
            f"/on/what-happens-in-the-town-on-day-{day}": f"What happens on day {day} in town" for day in range(200)
        }
        return links(reals() | months | days | quiet)
    if path.startswith("/on/"):
        return html("What happens in the town", "<h1>What happens in the town</h1><p>Nothing on this day.</p>")
    return html("Calendar", "<table><tr><td>1</td></tr></table>") if path.startswith(("/events", "/agenda")) else None


def pagination(path: str) -> Answer | None:
    """A list whose every page leads to a next one and names pages that do not exist, in words drawn at random."""
    if match := re.fullmatch(r"/world(?:\?page=(\d+))?", path):
        at = int(match[1] or 1)
        more = f'<a rel="next" href="/world?page={at + 1}">Next</a>'
        named = {f"/{word}/{word}-went-to-town-in-{at}-{n}": "A word went to town again today" for n, word in WORDS}
        return links(reals() if at == 1 else named, more)
    return None


WORDS = list(enumerate(("oak", "elm", "ash", "yew", "fir", "pine", "beech", "birch", "alder", "hazel")))


def sessions(path: str) -> Answer | None:
    """Lists that give each reader addresses of his own, by names that are known and by one that is not."""
    token = f"{next(_turn):06x}bead{next(_turn):06x}cafe"
    plain = path.partition("?")[0].partition(";")[0]
    if plain in ("/world", "/asia", "/sea", "/land", "/town"):
        form = {
            "/world": "?PHPSESSID=",
            "/asia": ";jsessionid=",
            "/sea": "?crumb=",
            "/land": "?crumb=",
            "/town": "?crumb=",
        }
        return links(reals(f"{form[plain]}{token}"))
    return None


def growing(path: str) -> Answer | None:
    """Relative links on pages that answer under any address."""
    if path == "/world" or path.startswith("/world/older"):
        step = "older/" * (path.count("/") - 1)
        deep = {f"{path.rstrip('/')}/the-old-harbour-of-the-town/view-{step.count('/')}": "The old harbour of the town"}
        return links(reals() | deep, f'<a rel="next" href="{path.rstrip("/")}/older/">Older</a>')
    return None


def facets(path: str) -> Answer | None:
    """Choices from one list, by names that are known, and articles under choices that mean nothing."""
    if path == "/world":
        known = {f"/world-news-of-all-kinds?sort={a}&type={b}": "All news" for a in range(20) for b in range(10)}
        shades = {
            f"/world/view/{number}?shade={shade}&hue={shade}": headline(number)
            for shade in range(12)
            for number in REAL
        }
        return links(reals() | known | shades)
    return None


def loop(path: str) -> Answer | None:
    """Sitemap indexes that name themselves, each other, and ever new ones."""
    site = "http://loop.example"
    if path == "/sitemap.xml":
        return index([f"{site}/sitemap.xml", f"{site}/b.xml", f"{site}/real.xml"])
    if path == "/b.xml":
        return index([f"{site}/sitemap.xml", f"{site}/b.xml", f"{site}/deeper-1.xml"])
    if match := re.fullmatch(r"/deeper-(\d+)\.xml", path):
        return index([f"{site}/deeper-{int(match[1]) + 1}.xml"])
    return sitemap([f"{site}{one}" for one in reals()]) if path == "/real.xml" else None


def flood(path: str) -> Answer | None:
    """A sitemap of twenty thousand addresses that lead nowhere, and the real ones at its end."""
    site = "http://flood.example"
    if path == "/sitemap.xml":
        return sitemap([f"{site}{one}" for one in (*junk(20_000), *reals())])
    return None


def soft(path: str) -> Answer | None:
    """Dead addresses that answer 200, with words that are known and with words that are not."""
    if path == "/sitemap.xml":
        lost = [f"/lost/a-lost-piece-of-the-paper-{at}" for at in range(100)]
        gone = [f"/gone/a-piece-that-is-gone-for-good-{at}" for at in range(100)]
        return sitemap([f"http://soft.example{one}" for one in (*lost, *gone, *reals())])
    if path.startswith("/lost/"):
        return html("Page not found", "<h1>Page not found</h1><p>The page you asked for was not found here.</p>")
    return (
        html("The Soft Paper", f"<article><h1>Gone home</h1>{NOTICE}</article>") if path.startswith("/gone/") else None
    )


def crumbs(path: str) -> Answer | None:
    """Readers who have not chosen are sent away, or shown the choice in the place of the text."""
    if path == "/sitemap.xml":
        away = [f"/away/{word}-goes-away-for-the-winter-{at}" for at in range(20) for _, word in WORDS[:5]]
        here = [f"/here/{word}-stays-at-home-for-once-{at}" for at in range(20) for _, word in WORDS[:5]]
        return sitemap([f"http://crumbs.example{one}" for one in (*away, *here, *reals())])
    if path.startswith("/away/"):
        return redirect(302, f"http://crumbs.example/choose?return={path}")
    if path.startswith(("/choose", "/here/")):
        return html("The Crumb Paper", f"<article><h1>Crumbs</h1>{WANTS}</article>")
    return None


def login(path: str) -> Answer | None:
    """Pages that show a real headline and ask who is reading in the place of the text."""
    if path == "/sitemap.xml":
        return sitemap(
            [f"http://login.example{one}" for one in (*(f"/plus/{w}-of-the-season-{n}" for n, w in PAIRS), *reals())]
        )
    if match := re.fullmatch(r"/plus/(\w+)-of-the-season-(\d+)", path):
        title = " ".join(prose(path, paragraphs=1, words=9)).partition(" number")[0]
        head = '<meta property="og:type" content="article">'
        if int(match[2]) % 2:
            form = "<form><input name=user><input type=password name=pass></form>"
            return html(title, f"<h1>{title}</h1><p>Log in to read this story.</p>{form}", head)
        return html(title, f"<article><h1>{title}</h1>{WANTS}</article>", head)
    return None


PAIRS = [(at, word) for at in range(12) for _, word in WORDS]


def twin(path: str) -> Answer | None:
    """Sections that show the whole of the newest article, each under its own address."""
    if path == "/sitemap.xml":
        sections = [f"/section/{word}-and-other-matters-of-the-town" for _, word in WORDS]
        paged = [f"{one}/{at}" for one in sections for at in range(101, 121)]
        return sitemap([f"http://twin.example{one}" for one in (*reals(), *sections, *paged)])
    if path.startswith("/section/"):
        return article("twin.example", REAL[-1])
    return None


SITES: dict[str, tuple[Site, str]] = {
    "calendar": (calendar, 'listings = ["{site}/world"]'),
    "pagination": (pagination, 'listings = ["{site}/world"]'),
    "sessions": (
        sessions,
        'listings = ["{site}/world", "{site}/asia", "{site}/sea", "{site}/land", "{site}/town"]',
    ),
    "growing": (growing, 'listings = ["{site}/world"]'),
    "facets": (facets, 'listings = ["{site}/world"]'),
    "loop": (loop, 'sitemaps = ["{site}/sitemap.xml"]'),
    "flood": (flood, 'sitemaps = ["{site}/sitemap.xml"]'),
    "soft": (soft, 'sitemaps = ["{site}/sitemap.xml"]'),
    "crumbs": (crumbs, 'sitemaps = ["{site}/sitemap.xml"]'),
    "login": (login, 'sitemaps = ["{site}/sitemap.xml"]'),
    "twin": (twin, 'sitemaps = ["{site}/sitemap.xml"]'),
}
LEARNT = {
    "calendar": "trap",
    "pagination": "trap",
    "flood": "trap",
    "soft": "wall",
    "crumbs": "wall",
    "login": "wall",
    "twin": "trap",
}
"""The traps that only experience shows, with the finding that tells of each."""

TRAPS = {"soft": 2, "crumbs": 2, "login": 2}
"""How many traps a site holds, where it is more than one."""


def web_of_traps(url: str) -> Answer | None:
    match = re.fullmatch(r"http://(\w+)\.example(/.*)", url)
    if match is None or match[1] not in SITES:
        return None
    name, path = match[1], match[2]
    if (answer := SITES[name][0](path)) is not None:
        return answer
    number = re.match(r"/world/view/(\d+)(?:[?;]|$)", path)
    if number and int(number[1]) in REAL:
        return article(f"{name}.example", int(number[1]))
    return sentence(404, "Nothing.")


@dataclass(frozen=True, kw_only=True)
class Harvested:
    """What a harvest of all the traps left behind."""

    db: Path
    asked: list[tuple[str, str]]
    """Host and path of each request, in order."""

    def rows(self, sql: str, *values: Any) -> list[Any]:
        with closing(sqlite3.connect(f"file:{self.db}?mode=ro", uri=True)) as connection:
            return connection.execute(sql, values).fetchall()

    def wasted(self, name: str) -> list[str]:
        """Return what was asked of a site beyond its articles, each once, and the documents that its source names."""
        needed = {f"/world/view/{number}" for number in REAL}
        named = set(re.findall(r"{site}([^\"]+)", SITES[name][1])) | {"/robots.txt", "/.well-known/tdmrep.json"}
        waste: list[str] = []
        for host, path in self.asked:
            if host != f"{name}.example" or path in named:
                continue
            plain = path.partition("?")[0].partition(";")[0]
            if plain in needed:
                needed.discard(plain)
            else:
                waste.append(path)
        return waste


@pytest.fixture(scope="module")
def harvested(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harvested]:
    folder = tmp_path_factory.mktemp("traps")
    (folder / "sources").mkdir()
    for name, (_, documents) in SITES.items():
        site = f"http://{name}.example"
        (folder / "sources" / f"{name}.toml").write_text(
            f'id = "{name}"\nname = "{name.title()} Paper"\nhomepage = "{site}/"\n{documents.format(site=site)}\n',
            encoding="utf-8",
        )
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AGGREGATOR_")}
    with DemoWeb(extra=web_of_traps) as web:
        environ = kept | {
            "AGGREGATOR_DB": "news.db",
            "http_proxy": web.proxy_url,
            "https_proxy": web.proxy_url,
            "no_proxy": "",
        }
        ran = subprocess.run(
            [sys.executable, "-m", "aggregator", "harvest", *SITES, "--sources", "sources", "-s", "POLITENESS=off"],
            env=environ | {"PYTHONPATH": str(ROOT)},
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=150,
            check=False,
        )
        assert "Traceback" not in ran.stderr and "mistake" not in ran.stderr, ran.stderr
        yield Harvested(db=folder / "news.db", asked=[(one.host, one.path) for one in web.requests])


@pytest.mark.parametrize("name", SITES)
def test_a_trap_costs_fewer_than_fifty_requests(harvested: Harvested, name: str) -> None:
    wasted = harvested.wasted(name)
    assert len(wasted) < WASTE * TRAPS.get(name, 1), (len(wasted), wasted[:5], wasted[-5:])


@pytest.mark.parametrize("name", SITES)
def test_all_articles_of_a_site_full_of_traps_are_stored_and_nothing_else(harvested: Harvested, name: str) -> None:
    stored = harvested.rows("SELECT title FROM articles_v1 WHERE source_id = ?", name)
    assert sorted(title for (title,) in stored) == sorted(headline(number) for number in REAL)


@pytest.mark.parametrize(("name", "kind"), LEARNT.items())
def test_a_trap_that_was_learnt_is_a_finding_with_its_evidence(harvested: Harvested, name: str, kind: str) -> None:
    found = harvested.rows("SELECT evidence FROM findings_v1 WHERE source_id = ? AND kind = ?", name, kind)
    assert found and all(f"{name}.example/" in evidence for (evidence,) in found)


def test_no_text_of_a_wall_is_left_among_the_articles(harvested: Harvested) -> None:
    for words in ("burning elsewhere", "lives by the crumbs"):
        assert harvested.rows("SELECT id FROM articles WHERE body LIKE ?", f"%{words}%") == []
        assert harvested.rows("SELECT article_id FROM revisions WHERE body LIKE ?", f"%{words}%") == []


def test_what_ran_into_a_wall_is_tried_again_later(harvested: Harvested) -> None:
    waiting = harvested.rows("SELECT count(*) FROM frontier WHERE source_id = 'login' AND state = 'waiting'")
    assert waiting[0][0] > 3
