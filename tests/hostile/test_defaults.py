"""What Scrapy leaves open is closed, unless it is opened on purpose."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from scrapy.settings import Settings, default_settings

from aggregator import settings as ours
from aggregator.harvest.once import HarvestRequest, scrapy_settings
from tests.hostile.harvests import ROOT

CLOSED = {
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "REMOTE_CONTROL_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "COOKIES_ENABLED": False,
    "ROBOTSTXT_OBEY": True,
    "REFERRER_POLICY": "no-referrer",
    "DOWNLOAD_FAIL_ON_DATALOSS": True,
}
OPEN_IN_SCRAPY = {
    "DOWNLOAD_VERIFY_CERTIFICATES": False,
    "REMOTE_CONTROL_ENABLED": True,
    "TELNETCONSOLE_ENABLED": True,
    "COOKIES_ENABLED": True,
    "ROBOTSTXT_OBEY": False,
}


@pytest.fixture(params=["aggregator harvest", "scrapy crawl"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """The settings that either command harvests with."""
    if request.param == "aggregator harvest":
        return scrapy_settings(HarvestRequest(db=tmp_path / "news.db", sources_folder=tmp_path))
    made = Settings()
    made.setmodule("aggregator.settings", priority="project")
    return made


@pytest.mark.parametrize("name", CLOSED)
def test_what_is_unsafe_is_off_and_says_why(settings: Settings, name: str) -> None:
    value = settings.getbool(name) if isinstance(CLOSED[name], bool) else settings[name]
    assert value == CLOSED[name]
    source = Path(str(ours.__file__)).read_text(encoding="utf-8")
    assert f"\n{name} = " in source and f"\n{name} = ".join(source.split(f"\n{name} = ")[1:]).split("\n", 1)[
        1
    ].startswith('"""')


@pytest.mark.parametrize("name", OPEN_IN_SCRAPY)
def test_scrapy_itself_still_leaves_it_open(name: str) -> None:
    """Where this fails, Scrapy has become safer, and the words in `settings.py` are to be changed."""
    assert getattr(default_settings, name) == OPEN_IN_SCRAPY[name]


def test_an_answer_is_limited_to_ten_megabytes(settings: Settings) -> None:
    assert settings.getint("DOWNLOAD_MAXSIZE") == 10_000_000 < default_settings.DOWNLOAD_MAXSIZE


def test_only_http_and_https_have_a_handler(settings: Settings) -> None:
    handlers = settings.getwithbase("DOWNLOAD_HANDLERS")
    assert {scheme for scheme, handler in handlers.items() if handler is not None} == {"http", "https"}


def test_scrapys_own_cookies_referrers_and_passwords_take_no_part(settings: Settings) -> None:
    parts = {
        str(part).rpartition(".")[2]
        for part, place in settings.getwithbase("DOWNLOADER_MIDDLEWARES").items()
        if place is not None
    }
    assert not parts & {"HttpAuthMiddleware", "OffsiteMiddleware", "RobotsTxtMiddleware", "HttpCompressionMiddleware"}


@pytest.mark.slow
def test_a_crawl_opens_no_port(tmp_path: Path) -> None:
    """Neither the telnet console nor the remote control listens, whatever it is called by now."""
    (tmp_path / "sources").mkdir()
    watched = (
        "import socket, sys\n"
        "listen = socket.socket.listen\n"
        "def noted(self, *backlog):\n"
        "    sys.stderr.write(f'listening at {self.getsockname()}\\n')\n"
        "    return listen(self, *backlog)\n"
        "socket.socket.listen = noted\n"
        "from scrapy.cmdline import execute\n"
        "execute(['scrapy', 'crawl', 'news', '-s', 'AGGREGATOR_DB=news.db', '-s', 'AGGREGATOR_SOURCES=sources'])\n"
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AGGREGATOR_", "SCRAPY_"))}
    ran = subprocess.run(
        [sys.executable, "-c", watched],
        cwd=tmp_path,
        env=kept | {"PYTHONPATH": str(ROOT), "SCRAPY_SETTINGS_MODULE": "aggregator.settings"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "Spider closed" in ran.stderr, ran.stderr
    assert "listening at" not in ran.stderr
