"""Log lines, as text or as JSON, that name addresses and never hold a page's content."""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
import sys
from collections.abc import Iterator, Mapping
from typing import Any, TextIO

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.logformatter import LogFormatter as ScrapyLogFormatter
from scrapy.logformatter import LogFormatterResult
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from aggregator.errors import UsageError, shows_tracebacks

FIELDS = ("source", "run_id", "kind", "evidence", "url", "reason", "outcome", "counts")
"""What a JSON line says beside its message, where the line is about that."""

LONGEST_REASON = 300
"""Characters of an error's text: some quote what they could not read, and that may be a whole page."""


class LogFormatter(ScrapyLogFormatter):
    """Scrapy's lines, with an item's address in place of the item."""

    def scraped(self, item: Any, response: Response | Failure | None, spider: Spider) -> LogFormatterResult:
        """Say that a page was stored."""
        return {"level": logging.DEBUG, "msg": "Stored %(url)s", "args": {"url": _address(item)}}

    def dropped(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """Say that a page was no article: usual, so not a warning."""
        return {
            "level": logging.DEBUG,
            "msg": "No article at %(url)s: %(reason)s",
            "args": {"url": _address(item), "reason": exception},
        }

    def item_error(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """Say which page could not be read or stored."""
        return {
            "level": logging.ERROR,
            "msg": "%(url)s could not be stored: %(reason)s",
            "args": {"url": _address(item), "reason": exception},
        }

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> LogFormatter:
        """Make one, and quieten what others say of single pages: the run's counts and reasons have it."""
        level = crawler.settings.get("LOG_LEVEL")
        for name in _OF_EVERY_PAGE:
            logging.getLogger(name).setLevel(level)
        for handler in _json_handlers():
            handler.setLevel(crawler.settings.get("LOG_LEVEL"))  # a spider may have a level of its own
        return cls()


_OF_EVERY_PAGE = ("scrapy.core.engine", "scrapy.core.scraper")
"""Make a record for every page, at DEBUG, for handlers that nearly always drop it: a tenth of a millisecond a page."""


def _address(item: Any) -> str:
    url = item.get("url") if isinstance(item, dict) else getattr(item, "url", None)
    return str(url or "an item without address")


class JsonFormatter(logging.Formatter):
    """Writes a record as one line of JSON, in ASCII: nothing that a terminal would obey, and no second line."""

    def __init__(self, *, tracebacks: bool = False) -> None:
        """Show where errors happened only where `tracebacks` are wanted: others are no readers of those."""
        super().__init__()
        self._tracebacks = tracebacks

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {
            "ts": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")[:-6] + "Z",
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= dict(_fields(record))
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = _short(record.exc_info[1])
            if self._tracebacks:
                line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str).replace("\x7f", "\\u007f")


def _fields(record: logging.LogRecord) -> Iterator[tuple[str, Any]]:
    """Yield what a record says in `extra` or in the arguments of its message, by the names in `FIELDS`."""
    said = record.args if isinstance(record.args, Mapping) else {}
    for name in FIELDS:
        value = record.__dict__.get(name, said.get(name))
        if value is not None:
            yield name, _short(value) if isinstance(value, BaseException) else value


def _short(error: BaseException) -> str:
    """Return an error in a line: its kind, and the beginning of what it says."""
    lines = str(error).strip().splitlines() or [""]
    return f"{type(error).__name__}: {lines[0][:LONGEST_REASON]}".rstrip(": ")


class JsonHandler(logging.StreamHandler[TextIO]):
    """Takes the place of Scrapy's own handler, which is made anew with each crawl and knows text only."""

    def leave(self) -> None:
        """Make room for another one.

        Its file is closed here and not in `close`: Scrapy's set-up closes all handlers there are, and uses them on.
        """
        logging.root.removeHandler(self)
        if self.stream not in (sys.stderr, sys.__stderr__):
            self.stream.close()


class JsonLogs:
    """The add-on behind LOG_JSON."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> JsonLogs:
        """Have no part in any crawl: what is done is done before there is one."""
        raise NotConfigured

    @classmethod
    def update_pre_crawler_settings(cls, settings: BaseSettings) -> None:
        """Take the log over where LOG_JSON asks for it."""
        for handler in _json_handlers():
            handler.leave()
        if not wants_json(settings):
            return
        settings.set("LOG_INSTALL_ROOT_HANDLER", False, priority="cmdline")
        if not settings.getbool("LOG_ENABLED"):
            return
        handler = JsonHandler(_stream(settings))
        debugging = shows_tracebacks(os.environ) or settings.get("LOG_LEVEL") == "DEBUG"
        handler.setFormatter(JsonFormatter(tracebacks=debugging))
        handler.setLevel(settings.get("LOG_LEVEL"))
        logging.root.setLevel(logging.NOTSET)
        logging.root.addHandler(handler)


def wants_json(settings: BaseSettings) -> bool:
    """Return LOG_JSON; raises UsageError where it is neither yes nor no."""
    try:
        return settings.getbool("LOG_JSON")
    except ValueError:
        raise UsageError(f'LOG_JSON is True or False, not "{settings.get("LOG_JSON")}".') from None


def _stream(settings: BaseSettings) -> TextIO:
    """Return where the log goes, as Scrapy's own settings have it."""
    path = settings.get("LOG_FILE")
    if not path:
        return sys.stderr
    append = settings.getbool("LOG_FILE_APPEND")
    return open(path, "a" if append else "w", encoding="utf-8")


def _json_handlers() -> list[JsonHandler]:
    return [handler for handler in logging.root.handlers if isinstance(handler, JsonHandler)]
