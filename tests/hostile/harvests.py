"""Harvests as users begin them, in processes of their own, of sites that are reached over an Internet of our own."""

from __future__ import annotations

import contextlib
import json
import os
import random
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from aggregator.demo.answers import Answer, page
from tests.hostile.server import HostileWeb

ROOT = Path(__file__).resolve().parents[2]
INTERNET = Path(__file__).resolve().parent / "internet"

MEMORY = 500 * 1024 * 1024
"""Bytes that a harvest may hold, all its processes together (proportional set size)."""

_TEXT = """council bridge river engineer repair weather market school budget teacher harvest road signal ferry island
library museum garden window painter concert theatre station railway tunnel mountain valley forest lake shore winter
summer morning evening village city mayor deputy hospital nurse doctor student record archive letter parcel courier
bakery flour orchard apple honey cattle stable meadow tractor barley canal lock barge anchor sailor harbour crane
warehouse factory turbine cable pylon voltage battery charger bicycle helmet lane crossing kerb pavement lantern"""
WORDS = _TEXT.split()


def article(name: str, *, head: str = "", more: str = "") -> bytes:
    """Return a page with a text of its own for each `name`; `head` and `more` are markup to put into it."""
    dice = random.Random(name)
    paragraphs = "".join(
        f"<p>{' '.join(dice.sample(WORDS, 24)).capitalize()}, said the {dice.choice(WORDS)} office of {escape(name)}.</p>"
        for _ in range(8)
    )
    return (
        f"<html><head><title>Report on {escape(name)}</title><meta property='og:type' content='article'>{head}</head>"
        f"<body><article><h1>Report on {escape(name)}</h1>{paragraphs}{more}</article></body></html>"
    ).encode()


def story(name: str, *, head: str = "", more: str = "") -> Answer:
    """Return a sound answer with an article."""
    return page(article(name, head=head, more=more))


def feed(links: Iterable[str], *, before: str = "", extra: str = "") -> Answer:
    """Return an RSS feed that names `links`; `before` stands in front of its root, `extra` behind its items."""
    items = "".join(f"<item><title>Report</title><link>{escape(link)}</link></item>" for link in links)
    text = f'{before}<rss version="2.0"><channel><title>News</title>{items}{extra}</channel></rss>'
    return page(text.encode(), "application/rss+xml; charset=utf-8")


def source(ident: str, homepage: str, **keys: object) -> tuple[str, str]:
    """Return name and text of a source's file."""
    lines = {"id": ident, "name": ident.title(), "homepage": homepage} | keys
    return f"{ident}.toml", "".join(f"{key} = {json.dumps(value)}\n" for key, value in lines.items())


@dataclass(slots=True, kw_only=True)
class Harvested:
    """What came of one command."""

    folder: Path
    code: int
    out: str
    err: str
    began: float
    ended: float
    memory: Sequence[int]
    """Bytes: the proportional set size of each process, the first one's first, when their sum was highest."""

    connected: list[tuple[str, int]] = field(default_factory=list)
    """Every address and port that was connected to, as the program believed."""

    looked_up: list[str] = field(default_factory=list)

    def rows(self, sql: str) -> list[Any]:
        return rows(self.folder, sql)

    @property
    def most_memory(self) -> int:
        """Bytes that the whole tree of processes held at most."""
        return sum(self.memory)

    @property
    def stored(self) -> set[str]:
        """Addresses of all articles."""
        return {url for (url,) in self.rows("SELECT url FROM articles")}

    @property
    def reasons(self) -> dict[str, str | None]:
        """Addresses that brought no article, each with why."""
        asked = self.rows("SELECT coalesce(url, 'https:' || key), reason FROM frontier WHERE article_id IS NULL")
        return dict(asked)

    @property
    def outside(self) -> list[tuple[str, int]]:
        """Connections to anything but the public addresses of our sites."""
        return [(host, port) for host, port in self.connected if not host.startswith("93.184.")]

    def assert_calm(self) -> None:
        """Fail where a user would have seen a traceback or a sign that a terminal obeys."""
        for sign in ("Traceback", "mistake", "Unhandled", "never awaited", "broke down", "CRITICAL", "ERROR"):
            assert sign not in self.err, self.err
        assert not any(sign in self.out + self.err for sign in "\x1b\x07\x9b\u202e"), ascii(self.out + self.err)


def rows(folder: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(f"file:{folder / 'news.db'}?mode=ro", uri=True)) as connection:
        return connection.execute(sql).fetchall()


def address_of(number: int) -> str:
    """Return a public IPv4 address of our sites."""
    return f"93.184.{216 + number // 250}.{1 + number % 250}"


def aggregator(
    folder: Path,
    web: HostileWeb,
    *arguments: str,
    sources: Sequence[tuple[str, str]] = (),
    names: Mapping[str, Sequence[Sequence[str]]] | None = None,
    environ: Mapping[str, str] | None = None,
    seconds: float = 90,
) -> Harvested:
    """Run `aggregator` in `folder`, where all hosts of `web` have a public address, and further `names` theirs."""
    (folder / "sources").mkdir(exist_ok=True)
    for file, text in sources:
        (folder / "sources" / file).write_text(text, encoding="utf-8")
    internet = folder / "internet.json"
    public = {host: [[address_of(number)]] for number, host in enumerate(sorted(web.hosts))}
    ports = {"80": web.port} | ({"443": web.secure_port} if web.secure_port else {})
    internet.write_text(json.dumps({"names": public | dict(names or {}), "ports": ports}), encoding="utf-8")
    log = folder / "internet.json.log"
    log.write_text("", encoding="utf-8")
    unset = {"http_proxy", "https_proxy", "all_proxy", "no_proxy"}
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("AGGREGATOR_") and name.lower() not in unset
    }
    config = folder / "aggregator.toml"
    config.write_text('contact = "desk@paper.example"\n', encoding="utf-8")
    own = {
        "PYTHONPATH": f"{INTERNET}{os.pathsep}{ROOT}",
        "HOSTILE_INTERNET": str(internet),
        "AGGREGATOR_CONFIG": str(config),
    }
    began = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-m", "aggregator", *arguments],
        env=kept | own | dict(environ or {}),
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        memory = _Memory(process.pid)
        try:
            out, err = process.communicate(timeout=seconds)
        finally:
            process.kill()
            most = memory.end()
    noted = [line.split(" ") for line in log.read_text(encoding="utf-8").splitlines()]
    return Harvested(
        folder=folder,
        code=process.returncode,
        out=out,
        err=err,
        began=began,
        ended=time.monotonic(),
        memory=most,
        connected=[(line[1], int(line[2])) for line in noted if line[0] == "connect"],
        looked_up=[line[1] for line in noted if line[0] == "lookup"],
    )


def harvest(folder: Path, web: HostileWeb, *arguments: str, settings: Sequence[str] = (), **more: Any) -> Harvested:
    """Harvest without politeness, into `news.db` of `folder`."""
    options = [word for setting in ("POLITENESS=off", *settings) for word in ("-s", setting)]
    return aggregator(
        folder, web, "harvest", "--db", "news.db", "--sources", "sources", *options, *arguments, **more
    )  # fmt: skip


class _Memory:
    """Watches the memory of a process and all that it started."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._most: list[int] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def end(self) -> list[int]:
        self._over.set()
        self._thread.join()
        return self._most

    def _watch(self) -> None:
        while not self._over.wait(0.05):
            self._most = max(self._most, [_proportional(pid) for pid in _tree(self._pid)], key=sum)


def _tree(pid: int) -> list[int]:
    """Return a process and all its descendants."""
    found, at = [pid], 0
    while at < len(found):
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{found[at]}/task").iterdir():
                with contextlib.suppress(OSError):
                    found += [int(child) for child in (task / "children").read_text().split()]
        at += 1
    return found


def _proportional(pid: int) -> int:
    """Return the proportional set size of a process in bytes; 0 where it has gone."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
