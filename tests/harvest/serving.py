"""A site of a test's own on loopback, which notes when it was asked for what."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.store.making import prose

ROOT = Path(__file__).resolve().parents[2]
WORDS = [
    "ferry",
    "bridge",
    "council",
    "river",
    "engineer",
    "harbour",
    "school",
    "budget",
    "teacher",
    "market",
    "winter",
    "signal",
    "road",
    "library",
]


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One answer."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One request as the server saw it."""

    at: float
    """Seconds of the monotonic clock."""

    host: str
    """Address of the server's socket that it came to, which stands for the host."""

    path: str
    headers: Mapping[str, str]


class Site:
    """Answers on all loopback addresses (127.0.0.2 is another host than 127.0.0.1) by `answer(hit)`."""

    def __init__(self, answer: Callable[[Hit], Reply | None]) -> None:
        """Answer 404 where `answer` gives None."""
        self.hits: list[Hit] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # heads and bodies go out together: a client that waits for the second delays its receipt

            def do_GET(self) -> None:
                host = self.connection.getsockname()[0]
                hit = Hit(at=time.monotonic(), host=host, path=self.path, headers=dict(self.headers.items()))
                site.hits.append(hit)
                reply = answer(hit) or Reply(status=404)
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = _Server(("0.0.0.0", 0), Handler)
        self.port = self._server.server_port

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    def home(self, host: str = "127.0.0.1") -> str:
        """Return the address of a host's front page."""
        return f"http://{host}:{self.port}/"

    def paths(self, host: str = "127.0.0.1") -> list[str]:
        """Return what a host was asked for, in order."""
        return [hit.path for hit in self.hits if hit.host == host]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell of what went wrong here, and not of clients that hang up: they are killed on purpose."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def article(number: int, host: str = "") -> bytes:
    """Return an article page with a text of its own."""
    paragraphs = "".join(
        f"<p>{' '.join(WORDS[(number * 7 + row * 3 + at * (number % 5 + 1)) % len(WORDS)] for at in range(18)).capitalize()}"
        f" {host} {number} {row}.</p>"
        for row in range(6)
    )
    return (
        f"<html lang=en><head><title>Report {number}</title><meta property='og:type' content='article'></head>"
        f"<body><article><h1>Report {number} of {host or 'the day'}</h1>{paragraphs}</article></body></html>"
    ).encode()


def report(number: int, host: str, *, edition: str = "") -> Reply:
    """Answer with an article whose text no other number, host or edition has."""
    title = f"Report {number} of the council at {host}"
    paragraphs = "".join(f"<p>{text}</p>" for text in prose(f"{host} {number} {edition}"))
    page = (
        f"<html lang=en><head><title>{title}</title><meta property='og:type' content='article'></head>"
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )
    return Reply(body=page.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def sitemap(urls: Iterable[str], *, kind: str = "url") -> Reply:
    """Answer with a sitemap of these addresses; with the kind `sitemap`, an index of these sitemaps."""
    root = "urlset" if kind == "url" else "sitemapindex"
    entries = "".join(f"<{kind}><loc>{url}</loc></{kind}>" for url in urls)
    body = f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</{root}>'
    return Reply(body=body.encode(), headers={"Content-Type": "application/xml"})


def listing(paths: Iterable[str], following: str | None = None) -> Reply:
    """Answer with a page of headlines, and a link to the page that follows."""
    items = "".join(
        f"<li><h2><a href='{path}'>What the council said in report {path[-6:]}</a></h2></li>" for path in paths
    )
    more = f"<a rel=next href='{following}'>Older reports</a>" if following else ""
    body = f"<html><head><title>Reports</title></head><body><main><ul>{items}</ul>{more}</main></body></html>"
    return Reply(body=body.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def conditional(hit: Hit, reply: Reply | None) -> Reply | None:
    """Give a reply a strong entity tag, and answer 304 to whoever has it already (RFC 9110, 13.1.2)."""
    if reply is None or reply.status != 200:
        return reply
    tag = f'"{hashlib.sha256(reply.body).hexdigest()[:16]}"'
    if hit.headers.get("If-None-Match") == tag:
        return Reply(status=304, headers={"ETag": tag})
    return Reply(body=reply.body, headers={**reply.headers, "ETag": tag})


@dataclass(frozen=True, kw_only=True)
class Press:
    """A site whose articles are named by a feed, by the sitemaps of an index, and by a listing of several pages.

    The first third stands in the feed, the second in sitemaps, the last in the listing; each names a few of its
    neighbours' as well.
    """

    host: str
    port: int
    articles: int
    both: int = 3
    """Articles at each border that two documents name."""

    on_page: int = 5
    """Articles on one page of the listing."""

    @property
    def home(self) -> str:
        """The front page's address."""
        return f"http://{self.host}:{self.port}/"

    @property
    def paths(self) -> list[str]:
        """The articles' paths, the newest first."""
        return [f"/news/report-of-the-day-{number}" for number in range(self.articles)]

    @property
    def documents(self) -> dict[str, list[str]]:
        """The documents that its source file names."""
        return {
            "feeds": [f"{self.home}feed"],
            "sitemaps": [f"{self.home}sitemap.xml"],
            "listings": [f"{self.home}reports"],
        }

    def answer(self, hit: Hit) -> Reply | None:
        """Answer a request for one of its pages."""
        third = self.articles // 3
        path, _, query = hit.path.partition("?")
        if path == "/feed":
            return conditional(hit, feed(self.home, range(third + self.both)))
        if path == "/sitemap.xml":
            return conditional(hit, sitemap([f"{self.home}sitemap-{half}.xml" for half in (1, 2)], kind="sitemap"))
        if path in ("/sitemap-1.xml", "/sitemap-2.xml"):
            half = third + third // 2
            numbers = slice(third - self.both, half) if path == "/sitemap-1.xml" else slice(half, 2 * third + self.both)
            return conditional(hit, sitemap(f"{self.home}{one[1:]}" for one in self.paths[numbers]))
        if path == "/reports":
            page = int(query.removeprefix("page=") or 1)
            start = 2 * third - self.both + (page - 1) * self.on_page
            rest = self.paths[start:]
            further = f"/reports?page={page + 1}" if len(rest) > self.on_page else None
            return conditional(hit, listing(rest[: self.on_page], further))
        if path in self.paths:
            return conditional(hit, report(int(path.rpartition("-")[2]), self.host))
        return None


def feed(home: str, numbers: range | list[int]) -> Reply:
    """Return an RSS feed that names the articles of these numbers."""
    items = "".join(
        f"<item><title>Report {number}</title><link>{home}news/report-of-the-day-{number}</link></item>"
        for number in numbers
    )
    body = f"<rss version='2.0'><channel><title>Reports</title>{items}</channel></rss>".encode()
    return Reply(body=body, headers={"Content-Type": "application/rss+xml"})


def news(site: Site, hit: Hit, numbers: range) -> Reply | None:
    """Answer as a plain site with a feed at /feed and these articles."""
    if hit.path.partition("?")[0] == "/feed":
        return feed(site.home(hit.host), numbers)
    stem, _, number = hit.path.rpartition("-")
    if stem == "/news/report-of-the-day" and number.isdigit():
        return Reply(body=article(int(number), hit.host), headers={"Content-Type": "text/html; charset=utf-8"})
    return None


@dataclass(kw_only=True)
class Newsdesk:
    """A project folder with sources on a `Site`."""

    folder: Path

    @property
    def db(self) -> Path:
        """The database."""
        return self.folder / "news.db"

    def add(self, source_id: str, home: str, **keys: Any) -> None:
        """Register a source with a feed at `/feed`."""
        lines = {"name": source_id.title(), "homepage": home, "feeds": [f"{home}feed"], "local": True} | keys
        text = "".join(f"{key} = {toml(value)}\n" for key, value in lines.items())
        (self.folder / "sources").mkdir(exist_ok=True)
        (self.folder / "sources" / f"{source_id}.toml").write_text(text)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Begin a harvest."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AGGREGATOR_")}
        for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
            kept.pop(name, None)
        command = [sys.executable, "-m", "aggregator", "harvest", "--db", str(self.db)]
        return subprocess.Popen(
            [*command, "--sources", str(self.folder / "sources"), *arguments],
            env=kept | {"PYTHONPATH": str(ROOT), "AGGREGATOR_CONTACT": "desk@example.org"},
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def harvest(self, *arguments: str, timeout: float = 120) -> subprocess.CompletedProcess[str]:
        """Harvest, and wait for the end."""
        with self.start(*arguments) as process:
            try:
                out, err = process.communicate(timeout=timeout)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        assert "Traceback" not in err, err
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def change(self, sql: str) -> None:
        """Change the database while nobody harvests."""
        with closing(sqlite3.connect(self.db)) as connection, connection:
            connection.execute(sql)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return what a query finds in the database."""
        with closing(sqlite3.connect(f"file:{self.db}?mode=ro", uri=True)) as connection:
            return connection.execute(sql).fetchall()


def toml(value: object) -> str:
    """Return a value as TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)
