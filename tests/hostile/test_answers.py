"""Harvests from a site whose every other answer is broken, misleading or an attack."""

from __future__ import annotations

import gzip
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from aggregator.demo.answers import Answer, page, redirect, sentence
from aggregator.demo.server import DemoWeb

pytestmark = pytest.mark.slow  # each harvests in processes of its own

ROOT = Path(__file__).resolve().parents[2]
SITE = "http://odd.example"
WORDS = [
    "council",
    "bridge",
    "river",
    "engineer",
    "repair",
    "weather",
    "market",
    "school",
    "budget",
    "teacher",
    "harvest",
    "road",
    "signal",
]


def article(number: int) -> bytes:
    """Return a page with a text of its own."""
    sentences = [
        " ".join(WORDS[(number * step + turn) % len(WORDS)] for turn in range(14)).capitalize() + f" {number}{step}."
        for step in range(1, 9)
    ]
    return (
        f"<html><head><title>Report {number}</title><meta property='og:type' content='article'></head><body><article>"
        f"<h1>Report {number} of the day</h1>{''.join(f'<p>{one} {one[::-1]}</p>' for one in sentences)}"
        "</article></body></html>"
    ).encode()


def raw(text: bytes) -> Answer:
    return Answer(body=text, manner="raw")


def coded(body: bytes, coding: str) -> Answer:
    return Answer(headers=(("Content-Type", "text/html"), ("Content-Encoding", coding)), body=body)


def feed(links: list[str]) -> Answer:
    items = "".join(f"<item><title>\u202e&lt;b&gt;</title><link>{link}</link></item>" for link in links)
    return page(
        f'<rss version="2.0"><channel><title>Odd</title>{items}</channel></rss>'.encode(), "application/rss+xml"
    )


SOUND: dict[str, Answer] = {
    "/sound/plain-report": page(article(1)),
    "/sound/charset-undefined": page(article(2), "text/html; charset=undefined"),
    "/sound/charset-rot13": page(article(3), "text/html; charset=rot13"),
    "/sound/charset-idna": page(article(4), "text/html; charset=idna"),
    "/sound/type-of-escapes": page(article(5), "\x1b]0;owned\x07; charset=\x1b[31m"),
    "/sound/twice-packed": coded(gzip.compress(gzip.compress(article(6))), "gzip, gzip"),
}
"""Odd, but whole: each must be stored."""

BROKEN: dict[str, Answer] = {
    "/broken/bomb": coded(gzip.compress(b"a" * 60_000_000), "gzip"),
    "/broken/many-members": coded(gzip.compress(b"") * 100_000, "gzip"),
    "/broken/half-packed": coded(gzip.compress(article(7))[:200], "gzip"),
    "/broken/thrice-packed": coded(gzip.compress(article(7)), "gzip, gzip, gzip"),
    "/broken/coding-of-escapes": coded(article(7), "\x1b[31mred\x07"),
    "/broken/cut": Answer(headers=(("Content-Type", "text/html"),), body=article(7), manner="cut"),
    "/broken/drop": Answer(manner="drop"),
    "/broken/length": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 900\r\n\r\n" + article(7)),
    "/broken/negative": raw(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n" + article(7)),
    "/broken/chunk": raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nabc"),
    "/broken/status": raw(b"HTTP/1.1 \x1b[31m No\r\n\r\n"),
    "/broken/no-http": raw(b"<html>\n\n"),
    "/broken/loop": redirect(302, f"{SITE}/broken/loop"),
    "/broken/inside": redirect(302, "http://127.0.0.1:1/"),
    "/broken/decimal": redirect(301, "http://2130706433/"),
    "/broken/mapped": redirect(307, "http://[::ffff:127.0.0.1]/"),
    "/broken/metadata": redirect(302, "http://169.254.169.254/latest/meta-data"),
    "/broken/file": redirect(302, "file:///etc/passwd"),
    "/broken/script": redirect(302, "javascript:alert(1)"),
    "/broken/no-address": redirect(302, "http://[::1"),
    "/broken/feed": feed([f"{SITE}/sound/plain-report"] * 30),
    "/broken/refresh": page(b"<meta http-equiv=refresh content='0; url=http://127.0.0.1:1/'>"),
}
"""None of these is an article."""

LINKS = [f"{SITE}{path}" for path in (*SOUND, *BROKEN)] + [
    *(
        "javascript:alert(1)",
        "file:///etc/passwd",
        "http://127.0.0.1:1/a-story",
        "http://[::1]/a-story",
        "data:text/html,x",
    ),
    *("http://2130706433/a-story", "http://odd.example:99999/a-story", "http://", "ftp://odd.example/a-story"),
]


def odd_site(url: str) -> Answer | None:
    path = url.removeprefix(SITE)
    if path == "/feed":
        return feed(LINKS)
    if url.startswith(SITE):
        return SOUND.get(path) or BROKEN.get(path) or sentence(404, "Nothing.")
    return None


def slow_site(url: str) -> Answer | None:
    path = url.removeprefix(SITE)
    if path == "/feed":
        return feed([f"{SITE}/news/report-number-{number}" for number in range(40)])
    return page(article(int(path.rpartition("-")[2]))) if path.startswith("/news/") else sentence(404, "Nothing.")


@contextmanager
def harvest(
    folder: Path, site: Callable[[str], Answer | None], *options: str
) -> Iterator[tuple[subprocess.Popen[str], DemoWeb]]:
    """Begin a harvest of the site as a user does, into `news.db` of `folder`."""
    (folder / "sources").mkdir()
    (folder / "sources" / "odd.toml").write_text(
        f'id = "odd"\nname = "Odd"\nhomepage = "{SITE}/"\nfeeds = ["{SITE}/feed"]\ncrawl_delay = 2\n', encoding="utf-8"
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AGGREGATOR_")}
    with DemoWeb(extra=site) as web:
        environ = kept | {"http_proxy": web.proxy_url, "https_proxy": web.proxy_url, "no_proxy": ""}
        with subprocess.Popen(
            [sys.executable, "-m", "aggregator", "harvest", "odd", "--db", "news.db", "--sources", "sources", *options],
            env=environ | {"PYTHONPATH": str(ROOT)},
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            try:
                yield process, web
            finally:
                process.kill()


def rows(folder: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(f"file:{folder / 'news.db'}?mode=ro", uri=True)) as connection:
        return connection.execute(sql).fetchall()


def test_what_is_whole_is_stored_and_nothing_else_and_nobody_inside_is_asked(tmp_path: Path) -> None:
    with harvest(tmp_path, odd_site, "-s", "POLITENESS=off", "-s", "DOWNLOAD_TIMEOUT=10") as (process, web):
        out, err = process.communicate(timeout=90)
    assert process.returncode == 0 and "Traceback" not in err and "mistake" not in err, err
    assert not any(sign in out + err for sign in "\x1b\x07\u202e")
    assert {url for (url,) in rows(tmp_path, "SELECT url FROM articles")} == {f"{SITE}{path}" for path in SOUND}
    assert {asked.host for asked in web.requests} == {"odd.example"}
    reasons = dict(rows(tmp_path, "SELECT url, reason FROM frontier WHERE outcome != 'article'"))
    assert {f"{SITE}{path}" for path in BROKEN} <= set(reasons) and all(reasons.values())


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_harvest_does_not_wait_for_its_turn_at_a_slow_host(tmp_path: Path, sent: signal.Signals) -> None:
    with harvest(tmp_path, slow_site) as (process, web):
        wait_for_article(process, web)
        process.send_signal(sent)
        begun = time.monotonic()
        _, err = process.communicate(timeout=60)
    assert time.monotonic() - begun < 10  # forty pages with two seconds between them would take eighty
    assert process.returncode == 130 and "the next harvest goes on" in err, err
    (outcome, fetched), *_ = rows(tmp_path, "SELECT outcome, fetched FROM runs")
    assert outcome == "interrupted" and int(fetched) < 10
    waiting = rows(tmp_path, "SELECT url FROM frontier WHERE state = 'waiting' AND attempts = 0")
    assert len(waiting) == 40 - int(fetched)


def test_a_second_ctrl_c_ends_with_a_sentence(tmp_path: Path) -> None:
    with harvest(tmp_path, slow_site) as (process, web):
        wait_for_article(process, web)
        process.send_signal(signal.SIGINT)
        time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "mistake" not in err and "Traceback" not in err and "pending" not in err and "Stopped" in err


def wait_for_article(process: subprocess.Popen[str], web: DemoWeb) -> None:
    """Wait until an article has been asked for."""
    end = time.monotonic() + 40
    while not any("/news/" in asked.path for asked in list(web.requests)):
        assert process.poll() is None and time.monotonic() < end, "no article was asked for"
        time.sleep(0.05)
