"""Harvests of the sample web as a user runs them: a process of their own, over HTTP, into a real file."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from aggregator.demo.server import DemoWeb

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, kw_only=True)
class Harvester:
    """Runs `aggregator harvest` and `scrapy` against a sample web."""

    web: DemoWeb
    folder: Path

    @property
    def environ(self) -> dict[str, str]:
        """The environment of a user who stands before the sample web."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AGGREGATOR_")}
        proxy = self.web.proxy_url
        return kept | {
            "http_proxy": proxy,
            "https_proxy": proxy,
            "no_proxy": "",
            "PYTHONPATH": str(ROOT),
            "AGGREGATOR_SOURCES": str(self.web.sources_folder),
            "SCRAPY_SETTINGS_MODULE": "aggregator.settings",
        }

    def start(self, db: Path, *arguments: str, visit: int = 0) -> subprocess.Popen[str]:
        """Begin a harvest at the hour of `visit`; named sources by default."""
        self.web.visit = visit
        wanted = arguments or tuple(self.web.sites)
        return subprocess.Popen(
            [sys.executable, "-m", "aggregator", "harvest", *wanted, "--db", str(db), *self.settings(visit)],
            env=self.environ,
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, db: Path, *arguments: str, visit: int = 0) -> subprocess.CompletedProcess[str]:
        """Harvest, and wait for the end."""
        with self.start(db, *arguments, visit=visit) as process:
            out, err = process.communicate(timeout=120)
        assert "Traceback" not in err and "made a mistake" not in err, err
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def scrapy(self, *arguments: str, db: Path, visit: int = 0) -> subprocess.CompletedProcess[str]:
        """Run `scrapy`, as a Scrapy user does."""
        self.web.visit = visit
        return subprocess.run(
            [sys.executable, "-m", "scrapy", *arguments, *self.settings(visit)],
            env=self.environ | {"AGGREGATOR_DB": str(db)},
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def settings(self, visit: int) -> list[str]:
        """The hour of a visit, and no pauses: these servers are our own."""
        return ["-s", f"HARVEST_NOW={self.web.moment(visit).isoformat()}", "-s", "POLITENESS=off"]

    def article_requests(self, db: Path, since: int = 0) -> list[str]:
        """Return the addresses of article pages asked for since the log had `since` entries, in order.

        Article pages are what the file's frontier holds; the rest are feeds, sitemaps, listings, robots.txt.
        """
        with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as connection:
            pages = {url for (url,) in connection.execute("SELECT url FROM frontier")}
        return [asked.url for asked in self.web.requests[since:] if asked.url in pages]


@pytest.fixture
def harvester(tmp_path: Path) -> Any:
    with DemoWeb() as web:
        yield Harvester(web=web, folder=tmp_path)


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that both visits of the sample web were harvested into, without any disturbance; to be read only."""
    folder = tmp_path_factory.mktemp("undisturbed")
    with DemoWeb() as web:
        harvester = Harvester(web=web, folder=folder)
        for visit in (0, 1):
            ran = harvester.run(folder / "news.db", visit=visit)
            assert ran.returncode == 0, ran.stderr
    return folder / "news.db"


Contents = Mapping[str, Any]


@pytest.fixture(scope="session")
def contents() -> Callable[[Path], Contents]:
    """What a file holds, without what may differ from run to run: ids, arrival order."""
    return read_contents


def read_contents(db: Path) -> Contents:
    """Return articles, revisions, addresses, attributions, stories and changes by canonical address."""
    with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as connection:

        def rows(sql: str) -> list[tuple[Any, ...]]:
            return sorted(connection.execute(sql).fetchall(), key=repr)

        return {
            "integrity": rows("PRAGMA integrity_check") + rows("PRAGMA foreign_key_check"),
            "articles": rows(
                """SELECT url, source_id, kind, title, body, section, language, published_at, modified_at, status,
                first_seen_at, last_seen_at, sort_at, revision, content_hash, paywalled, complete FROM articles"""
            ),
            "addresses": rows("SELECT u.url, a.url FROM article_urls AS u JOIN articles AS a ON a.id = u.article_id"),
            "revisions": rows(
                """SELECT a.url, r.revision, r.title, r.body, r.cause, r.captured_at
                FROM revisions AS r JOIN articles AS a ON a.id = r.article_id"""
            ),
            "attributions": rows(
                """SELECT a.url, t.role, t.name, t.evidence, t.found_in, t.position
                FROM attributions AS t JOIN articles AS a ON a.id = t.article_id"""
            ),
            "tags": rows(
                """SELECT a.url, t.name, x.position FROM article_tags AS x
                JOIN articles AS a ON a.id = x.article_id JOIN tags AS t ON t.id = x.tag_id"""
            ),
            "stories": rows(
                """SELECT group_concat(url || ' ' || relation, ' ') FROM (
                    SELECT s.story_id, a.url, s.relation FROM story_articles AS s JOIN articles AS a ON a.id = s.article_id
                    ORDER BY s.story_id, a.url) GROUP BY story_id"""
            ),
            "changes": rows(
                """SELECT a.url, c.kind, c.revision, c.at FROM changes AS c JOIN articles AS a ON a.id = c.article_id
                WHERE c.kind NOT IN ('story', 'updated')"""
            ),
            "frontier": rows("SELECT url, state, outcome, visits FROM frontier"),
        }
