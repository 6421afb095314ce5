"""Log lines that name addresses and never hold a page's content."""

from __future__ import annotations

import logging
from typing import Any

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.logformatter import LogFormatter as ScrapyLogFormatter
from scrapy.logformatter import LogFormatterResult
from twisted.python.failure import Failure


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
        for name in _TALKATIVE:
            logging.getLogger(name).setLevel(logging.ERROR)
        return cls()


_TALKATIVE = ("scrapy.core.downloader.handlers.http11",)
"""Warns of the first answer that broke off, and advises to take such answers for whole ones."""


def _address(item: Any) -> str:
    url = item.get("url") if isinstance(item, dict) else getattr(item, "url", None)
    return str(url or "an item without address")
