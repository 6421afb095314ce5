"""A farm of news sites on loopback: a hundred hosts in one process of its own that costs next to nothing a request.

    python -m benchmarks.farm FOLDER     serve what `build` wrote there; commands come by standard input

Each host has an address of its own, from 127.0.0.2 on, so that neither names nor a proxy are needed.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
import gzip
import hashlib
import json
import multiprocessing
import os
import pickle
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import format_datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self
from xml.sax.saxutils import escape

from benchmarks.pages import FIRST_DAY, LANGUAGES, Site, report
from benchmarks.processes import process_cpu

FIRST_HOST = 2
"""127.0.0.1 is left to the machine."""

COPIES = 24
"""One article in so many of a host is one that further hosts of its language have as well."""

COPIED_FROM = 5
"""The first of those, so that small farms have some, too."""

SITEMAP_SIZE = 12_000
"""Addresses in one sitemap of the archive host. The protocol allows 50,000; sites were seen to use 1,000 to 20,000."""


def host_address(number: int) -> str:
    """Return the loopback address of host `number`, counted from 0."""
    return f"127.0.0.{FIRST_HOST + number}"


@dataclass(frozen=True, slots=True)
class Stored:
    """A page as it is served."""

    path: str
    coded: bytes
    """gzip, as a site's cache holds it."""

    title: str
    published: dt.datetime


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a farm consists of."""

    hosts: int
    pages: int
    seed: int = 1
    archive: int = 0
    """Addresses that the sitemaps of one further host name; 0: there is no such host."""

    port: int = field(default_factory=lambda: free_port())

    def site(self, host: int) -> Site:
        """Return host `host` as its pages need it."""
        return Site(host, f"http://{host_address(host)}:{self.port}", self.seed)

    @property
    def archive_origin(self) -> str:
        """Where the archive host answers."""
        return f"http://{host_address(self.hosts)}:{self.port}"

    def urls(self, *, hosts: int | None = None, pages: int | None = None) -> list[str]:
        """Return the addresses of articles, the hosts in turn."""
        sites = [self.site(host) for host in range(hosts or self.hosts)]
        return [site.address(number) for number in range(pages or self.pages) for site in sites]


def free_port() -> int:
    """Return a port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def host_pages(plan: Plan, host: int) -> list[Stored]:
    """Make the pages of one host, oldest first."""
    site = plan.site(host)
    made = []
    for number in range(plan.pages):
        # A copied text is one for the hosts of its language among two rounds of `LANGUAGES`.
        shared = number % COPIES == COPIED_FROM
        own = 900_000 + host // (2 * len(LANGUAGES)) * 1_000 + number if shared else host * 1_000 + number
        text = report(site.language, number=own, seed=plan.seed)
        body = gzip.compress(site.page(text, number), 6, mtime=0)
        path = site.address(number).removeprefix(site.origin)
        made.append(Stored(path, body, text.title, FIRST_DAY + dt.timedelta(minutes=17 * number)))
    return made


def build(plan: Plan, folder: Path) -> None:
    """Write the farm's pages and plan into `folder`."""
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
        hosts = pool.map(partial(host_pages, plan), range(plan.hosts), chunksize=1)
    with (folder / "farm.pickle").open("wb") as file:
        pickle.dump((plan, hosts), file, protocol=pickle.HIGHEST_PROTOCOL)


def load(folder: Path) -> tuple[Plan, list[list[Stored]]]:
    """Read what `build` wrote."""
    with (folder / "farm.pickle").open("rb") as file:
        plan, hosts = pickle.load(file)
    return plan, hosts


def bodies(folder: Path, *, pages: int | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield address and decoded bytes of the articles, the hosts in turn."""
    plan, hosts = load(folder)
    for number in range(pages or plan.pages):
        for host, stored in enumerate(hosts):
            yield plan.site(host).origin + stored[number].path, gzip.decompress(stored[number].coded)


def write_sources(plan: Plan, folder: Path, *, hosts: int | None = None) -> Path:
    """Write a source file for each of the first `hosts` hosts; return the folder."""
    folder.mkdir(parents=True)
    for host in range(plan.hosts if hosts is None else hosts):
        site = plan.site(host)
        (folder / f"host-{host:03}.toml").write_text(
            f'name = "{site.name}"\nhomepage = "{site.origin}/"\nfeeds = ["{site.origin}/feed.xml"]\n'
            f'languages = ["{site.language.code}"]\ncountry = "{site.language.country}"\nlocal = true\n',
            encoding="utf-8",
        )
    return folder


def write_archive_source(plan: Plan, folder: Path) -> Path:
    """Write the source file of the archive host; return the folder."""
    folder.mkdir(parents=True)
    (folder / "archive.toml").write_text(
        f'name = "The Archive"\nhomepage = "{plan.archive_origin}/"\nsitemaps = ["{plan.archive_origin}/sitemap.xml"]\n'
        'languages = ["en"]\ncountry = "GB"\nlocal = true\n',
        encoding="utf-8",
    )
    return folder


# --- the server -------------------------------------------------------------------------------------


class Answers:
    """The ready answers of all hosts, and the log of what was asked for."""

    def __init__(self, plan: Plan, hosts: list[list[Stored]]) -> None:
        """Serve the articles of `hosts`; their feeds name none until `show` says how many."""
        self.plan = plan
        self._hosts = hosts
        self._archive = plan.archive
        self._changed = TODAY
        self.log: list[tuple[float, str, str, int]] = []
        """Moment (monotonic, of the request's arrival), host, path, status."""
        self._ready: dict[str, dict[bytes, tuple[bytes, bytes, bytes]]] = {}
        for host, stored in enumerate(hosts):
            pages = {one.path.encode(): ready(one.coded, "text/html; charset=utf-8", coded=True) for one in stored}
            self._ready[host_address(host)] = pages
        self.show(plan.pages)

    def show(self, count: int) -> None:
        """Let each host's feed name its `count` newest articles."""
        for host, stored in enumerate(self._hosts):
            site, answers = self.plan.site(host), self._ready[host_address(host)]
            answers[b"/robots.txt"] = ready(ROBOTS, "text/plain")
            answers[b"/feed.xml"] = ready(feed(site, stored[:count][::-1]), "application/rss+xml; charset=utf-8")

    def archive(self, count: int, *, told: bool) -> None:
        """Let the archive host's sitemaps name `count` articles; `told`: their index says that one has changed."""
        self._archive = count
        self._changed = dt.datetime.now(dt.UTC).isoformat(timespec="seconds") if told else self._changed
        self._ready.pop(host_address(len(self._hosts)), None)

    def answer(self, host: str, path: bytes, head: bytes) -> tuple[bytes, int]:
        """Return the whole answer to a request, and its status."""
        found = self._ready.get(host, {}).get(path) or self._archived(host, path)
        if found is None:
            return NOT_FOUND, 404
        whole, unchanged, etag = found
        if etag in head and b"if-none-match:" in head.lower():
            return unchanged, 304
        if b"Content-Encoding: gzip" in whole[:300] and b"gzip" not in head:
            body = gzip.decompress(whole.partition(b"\r\n\r\n")[2])
            return ready(body, "text/html; charset=utf-8", packed=False)[0], 200
        return whole, 200

    def _archived(self, host: str, path: bytes) -> tuple[bytes, bytes, bytes] | None:
        if not self._archive or host != host_address(len(self._hosts)):
            return None
        if path.startswith(b"/archive/"):
            return archive_page(int(path.rpartition(b"-")[2].removesuffix(b".html")))
        if not self._ready.get(host):
            self._ready[host] = dict(archive_documents(self.plan.archive_origin, self._archive, changed=self._changed))
        return self._ready[host].get(path)


ROBOTS = b"User-agent: *\nDisallow: /search\nDisallow: /login\nAllow: /\n"
NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\nNot found\n"


def ready(body: bytes, kind: str, *, coded: bool = False, packed: bool = True) -> tuple[bytes, bytes, bytes]:
    """Return the whole answer with `body`, the one that says "unchanged", and the entity tag."""
    if packed and not coded:
        body = gzip.compress(body, 6, mtime=0)
    etag = b'"%s"' % hashlib.sha256(body).hexdigest()[:20].encode()
    fields = b"ETag: %s\r\nLast-Modified: %s\r\nVary: Accept-Encoding\r\nServer: farm\r\n" % (etag, MODIFIED)
    coding = b"Content-Encoding: gzip\r\n" if packed else b""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n" % (kind.encode(), len(body))
    return head + coding + fields + b"\r\n" + body, b"HTTP/1.1 304 Not Modified\r\n" + fields + b"\r\n", etag


MODIFIED = format_datetime(FIRST_DAY, usegmt=True).encode()


def feed(site: Site, stored: list[Stored]) -> bytes:
    """Return an RSS 2.0 feed of these articles."""
    items = "".join(
        f"<item><title>{escape(one.title)}</title><link>{site.origin}{one.path}</link><guid>{site.origin}{one.path}</guid>"
        f"<pubDate>{format_datetime(one.published)}</pubDate></item>"
        for one in stored
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{escape(site.name)}</title>'
        f"<link>{site.origin}/</link><description>News</description>{items}</channel></rss>"
    ).encode()


TODAY = dt.datetime.now(dt.UTC).date().isoformat()
"""Date of all that sitemaps name, so that a harvest leaves nothing out as too old: telling old from new is the work."""


def archive_documents(origin: str, count: int, *, changed: str) -> Iterator[tuple[bytes, tuple[bytes, bytes, bytes]]]:
    """Yield path and answers of robots.txt, of the sitemaps that name `count` articles, and of their index.

    The index says of the last sitemap that it was `changed` then; many a site tells no more than the day.
    """
    start = '<?xml version="1.0" encoding="UTF-8"?>'
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    names = []
    for at, first in enumerate(range(0, count, SITEMAP_SIZE)):
        names.append(f"/sitemap-{at}.xml")
        entries = "".join(
            f"<url><loc>{origin}{archive_path(number)}</loc><lastmod>{TODAY}</lastmod></url>"
            for number in range(first, min(first + SITEMAP_SIZE, count))
        )
        yield names[-1].encode(), ready(f"{start}<urlset {space}>{entries}</urlset>".encode(), "application/xml")
    dates = [TODAY] * (len(names) - 1) + [changed]
    maps = "".join(
        f"<sitemap><loc>{origin}{name}</loc><lastmod>{date}</lastmod></sitemap>"
        for name, date in zip(names, dates, strict=True)
    )
    yield b"/sitemap.xml", ready(f"{start}<sitemapindex {space}>{maps}</sitemapindex>".encode(), "application/xml")
    yield b"/robots.txt", ready(ROBOTS, "text/plain")


def archive_path(number: int) -> str:
    """Return the path of an article of the archive host."""
    return f"/archive/2026/11/harbour-report-of-the-day-{number}.html"


def archive_page(number: int) -> tuple[bytes, bytes, bytes]:
    """Return a small page: here it is the addresses that are many."""
    text = report(LANGUAGES[0], number=2_000_000 + number, seed=1)
    paragraphs = "".join(f"<p>{escape(one)}</p>" for one in text.paragraphs[:5])
    page = f"<!doctype html><html lang=en><title>{escape(text.title)}</title><h1>{escape(text.title)}</h1>{paragraphs}"
    return ready(page.encode(), "text/html; charset=utf-8")


class Connection(asyncio.Protocol):
    """One client's connection to one host."""

    def __init__(self, answers: Answers) -> None:
        """Answer from `answers`."""
        self._answers = answers
        self._waiting = b""
        self._host = ""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Note which host is meant: the one at the address that was connected to."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._host = transport.get_extra_info("sockname")[0]

    def data_received(self, data: bytes) -> None:
        """Answer all requests that have arrived whole; ours have no bodies."""
        assert self._transport is not None
        arrived = asyncio.get_running_loop().time()
        self._waiting += data
        while (end := self._waiting.find(b"\r\n\r\n")) >= 0:
            head, self._waiting = self._waiting[:end], self._waiting[end + 4 :]
            path = head.split(b" ", 2)[1]
            answer, status = self._answers.answer(self._host, path, head)
            self._answers.log.append((arrived, self._host, path.decode("latin-1"), status))
            self._transport.write(answer)


async def serve(folder: Path) -> None:
    """Serve until standard input ends.

    Commands, a line each: `show N` (articles a feed), `archive N` (addresses in the archive host's sitemaps),
    `quietly N` (the same, and their index does not tell), `log` (what was asked for since the last `log`).
    Each is answered by a line of JSON.
    """
    answers = Answers(*load(folder))
    gc.collect()
    gc.freeze()
    loop = asyncio.get_running_loop()
    hosts = [host_address(number) for number in range(answers.plan.hosts + bool(answers.plan.archive))]
    await loop.create_server(lambda: Connection(answers), hosts, answers.plan.port, backlog=512)
    ended = asyncio.Event()

    def command() -> None:
        line = sys.stdin.readline()
        name, _, number = line.strip().partition(" ")
        if not line:
            ended.set()
            return
        said: object = name
        if name == "log":
            said, answers.log = answers.log, []
        elif name == "show":
            answers.show(int(number))
        elif name in ("archive", "quietly"):
            answers.archive(int(number), told=name == "archive")
        print(json.dumps(said), flush=True)

    loop.add_reader(sys.stdin, command)
    print(json.dumps("ready"), flush=True)
    await ended.wait()


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as the server saw it."""

    at: float
    """Seconds, monotonic."""

    host: str
    path: str
    status: int

    @property
    def is_article(self) -> bool:
        """Whether an article page was asked for."""
        return not self.path.endswith((".xml", ".txt", ".json")) and not self.path.startswith("/.well-known/")


class Farm:
    """A running farm, seen from outside."""

    def __init__(self, folder: Path) -> None:
        """Start the server for what `build` wrote into `folder`."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.farm", str(folder)],
            cwd=Path(__file__).resolve().parents[1],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._read() == "ready"

    def __enter__(self) -> Self:
        """Return the farm itself; its server ends with the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the server."""
        self._process.communicate(timeout=10)

    @property
    def pid(self) -> int:
        """The server's process."""
        return self._process.pid

    @property
    def cpu(self) -> float:
        """Seconds of CPU that the server has used so far."""
        return process_cpu(self.pid)

    def show(self, count: int) -> None:
        """Let each feed name `count` articles."""
        self._order(f"show {count}")

    def archive(self, count: int, *, told: bool = True) -> None:
        """Let the archive host's sitemaps name `count` articles; `told`: their index says that one has changed."""
        self._order(f"archive {count}" if told else f"quietly {count}")

    def log(self) -> list[Asked]:
        """Return what was asked for since this was last called, in order."""
        said = self._order("log")
        assert isinstance(said, list)
        return [Asked(*entry) for entry in said]

    def _order(self, line: str) -> object:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return self._read()

    def _read(self) -> object:
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())


def per_host(log: list[Asked]) -> Counter[str]:
    """Return how many requests each host got."""
    return Counter(asked.host for asked in log)


def least_pause(log: list[Asked]) -> float | None:
    """Return the shortest time between two requests to one host; None where no host got two."""
    last: dict[str, float] = {}
    least: float | None = None
    for asked in sorted(log, key=lambda one: one.at):
        if asked.host in last:
            pause = asked.at - last[asked.host]
            least = pause if least is None else min(least, pause)
        last[asked.host] = asked.at
    return least


if __name__ == "__main__":
    # Under its own name, so that what `build` pickled is of the classes that are loaded here.
    from benchmarks.farm import serve as run

    asyncio.run(run(Path(sys.argv[1])))
