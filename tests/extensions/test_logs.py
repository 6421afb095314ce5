"""Log lines for programs: one object a line, the facts in fields of their own, nothing of a page."""

from __future__ import annotations

import datetime as dt
import io
import json
import logging
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from scrapy.settings import Settings

from aggregator.demo.server import DemoWeb
from aggregator.errors import UsageError
from aggregator.extensions.logs import LONGEST_REASON, JsonFormatter, JsonHandler, JsonLogs
from aggregator.extensions.newsroom import Newsroom
from aggregator.store.findings import Finding
from tests.harvest.conftest import Harvester

LOGGER = logging.getLogger("aggregator.test_logs")


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(JsonFormatter())
    LOGGER.addHandler(handler)
    yield out
    LOGGER.removeHandler(handler)


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_line_says_when_how_grave_who_and_what(written: io.StringIO) -> None:
    LOGGER.warning("%s: %s", "paper", "slow", extra={"source": "paper", "run_id": 7, "colour": "blue"})
    (line,) = lines(written.getvalue())
    assert line.pop("ts").endswith("Z")
    assert line == {
        "level": "WARNING",
        "logger": "aggregator.test_logs",
        "message": "paper: slow",
        "source": "paper",
        "run_id": 7,
    }


def test_the_arguments_of_a_message_are_fields_too(written: io.StringIO) -> None:
    said = {"url": "https://a.example/1", "reason": ValueError("no\ndate"), "other": 1}
    LOGGER.error("%(url)s could not be stored: %(reason)s", said)
    (line,) = lines(written.getvalue())
    assert (line["url"], line["reason"]) == ("https://a.example/1", "ValueError: no")
    assert "other" not in line


@pytest.mark.parametrize(
    "evil", ["one\ntwo", "\x1b[31mred", "\x7f\x9b31m", "\u202etxt", "\u2028", "\ud800", '"}'], ids=ascii
)
def test_no_text_makes_a_second_line_or_moves_a_terminal(evil: str) -> None:
    shown = JsonFormatter().format(logging.LogRecord("x", logging.WARNING, __file__, 1, "%s", (evil,), None))
    assert shown.endswith("}") and shown.isascii() and shown.isprintable()
    assert json.loads(shown)["message"] == evil


def test_an_error_is_named_and_its_text_cut_and_where_it_happened_kept_for_debugging() -> None:
    try:
        raise ValueError("a whole page " * 1000)
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "broke down", None, sys.exc_info())
    short = json.loads(JsonFormatter().format(record))
    assert short["error"].startswith("ValueError: a whole page") and len(short["error"]) < LONGEST_REASON + 20
    assert "traceback" not in short
    assert "test_logs.py" in json.loads(JsonFormatter(tracebacks=True).format(record))["traceback"]


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    """The root logger, put back as it was."""
    level, handlers = logging.root.level, list(logging.root.handlers)
    yield logging.root
    for handler in set(logging.root.handlers) - set(handlers):
        assert isinstance(handler, JsonHandler)
        handler.leave()
    logging.root.setLevel(level)


def test_the_log_goes_to_the_file_that_scrapys_setting_names(root: logging.Logger, tmp_path: Path) -> None:
    for number in range(2):  # a second process's worth: the first handler is gone
        settings = Settings({"LOG_JSON": "1", "LOG_FILE": str(tmp_path / "log.jsonl"), "LOG_LEVEL": "WARNING"})
        JsonLogs.update_pre_crawler_settings(settings)
        assert not settings.getbool("LOG_INSTALL_ROOT_HANDLER"), "Scrapy adds no handler of its own"
        assert len([one for one in root.handlers if isinstance(one, JsonHandler)]) == 1
        LOGGER.info("not this")
        LOGGER.warning("line %d", number)
    assert [line["message"] for line in lines((tmp_path / "log.jsonl").read_text())] == ["line 0", "line 1"]


def test_text_and_silence_are_left_to_scrapy(root: logging.Logger) -> None:
    for said in ({"LOG_JSON": "False"}, {"LOG_JSON": True, "LOG_ENABLED": False}):
        JsonLogs.update_pre_crawler_settings(Settings(said))
        assert not [one for one in root.handlers if isinstance(one, JsonHandler)]
    with pytest.raises(UsageError, match='not "maybe"'):
        JsonLogs.update_pre_crawler_settings(Settings({"LOG_JSON": "maybe"}))


def test_a_finding_is_kept_and_is_one_line(caplog: pytest.LogCaptureFixture) -> None:
    room = cast(Newsroom, SimpleNamespace(findings=[]))
    since = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
    finding = Finding(source_id="paper", kind="trap", since=since, evidence="/calendar/\n* leads nowhere \x1b[31m")
    Newsroom.found(room, finding)
    assert room.findings == [finding]
    (record,) = caplog.records
    assert record.getMessage() == "paper: trap: /calendar/ * leads nowhere [31m"
    assert (record.name, record.levelname) == ("aggregator.findings", "WARNING")
    assert record.__dict__["source"] == "paper" and record.__dict__["kind"] == "trap"


@pytest.mark.slow
def test_a_harvest_speaks_json_from_its_first_line_to_its_last_and_quotes_no_page(tmp_path: Path) -> None:
    with DemoWeb() as web:
        harvester = Harvester(web=web, folder=tmp_path)
        wanted = ("shifting-times", "the-parallel")
        ran = harvester.run(tmp_path / "news.db", *wanted, "--log-format", "json", "-s", "LOG_LEVEL=DEBUG")
    told = lines(ran.stderr)
    assert any("User-Agent" in line["message"] for line in told), "the contact is asked for in JSON"
    ends = {line["source"]: line for line in told if line["logger"] == "aggregator.runs"}
    assert set(ends) == set(wanted)
    assert ends["the-parallel"]["outcome"] == "finished" and ends["the-parallel"]["counts"]["new"] > 0
    assert ran.stdout.startswith("source "), "the summary stays what it is"
    with closing(sqlite3.connect(tmp_path / "news.db")) as connection:
        bodies = [body for (body,) in connection.execute("SELECT body FROM articles WHERE body <> ''")]
    assert bodies
    said = "\n".join(json.dumps(line, ensure_ascii=False) for line in told)
    assert [body for body in bodies if body[:60] in said or body[-60:] in said] == []


@pytest.mark.slow
def test_scrapys_own_command_speaks_json_too(tmp_path: Path) -> None:
    with DemoWeb() as web:
        harvester = Harvester(web=web, folder=tmp_path)
        ran = harvester.scrapy("crawl", "the-parallel", "-s", "LOG_JSON=1", db=tmp_path / "news.db")
    told = lines(ran.stderr)
    assert "started" in told[0]["message"], "the line that Scrapy writes before there is a crawl"
    assert "aggregator.runs" in {line["logger"] for line in told}


@pytest.mark.slow
def test_what_stops_a_harvest_is_json_where_that_was_asked_for(tmp_path: Path) -> None:
    (tmp_path / "news.db").write_text("no database " * 100)
    with DemoWeb() as web:
        harvester = Harvester(web=web, folder=tmp_path)
        ran = harvester.run(tmp_path / "news.db", "the-parallel", "--log-format", "json")
    assert ran.returncode == 2
    assert [line["level"] for line in lines(ran.stderr) if "not an SQLite file" in line["message"]] == ["ERROR"]


@pytest.mark.slow
def test_a_verbose_harvest_tells_of_its_runs(tmp_path: Path) -> None:
    with DemoWeb() as web:
        harvester = Harvester(web=web, folder=tmp_path)
        assert "[aggregator.runs] INFO: the-parallel: finished: 1 documents" in (
            harvester.run(tmp_path / "news.db", "the-parallel", "-v").stderr
        )
        assert "INFO" not in harvester.run(tmp_path / "news.db", "the-parallel").stderr
