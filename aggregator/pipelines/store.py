"""Hands each capture to the store, and returns the article's row once it is committed."""

from __future__ import annotations

import logging
from dataclasses import replace

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.settings import BaseSettings

from aggregator.capture import Capture
from aggregator.errors import AggregatorError
from aggregator.extensions.newsroom import Newsroom
from aggregator.row import Row

logger = logging.getLogger(__name__)


class StorePipeline:
    """Stores captures in the order in which they were read."""

    def __init__(self, room: Newsroom, *, rows: bool) -> None:
        """Write at the desk of `room`; make whole `rows` of what was stored where anybody takes them."""
        self._room = room
        self._rows = rows

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StorePipeline:
        """Take part in the crawl's newsroom."""
        room = crawler.get_extension(Newsroom)
        assert room is not None, "the Newsroom extension is off, but pipelines need it"
        return cls(room, rows=wants_rows(crawler.settings))

    async def process_item(self, item: Capture) -> Row:
        """Return the row of what was stored; what is no article goes no further, its reason kept.

        Where nobody takes rows, one that names the address is all there is.
        """
        try:
            kept = await self._room.write(lambda store: store.keep(item, row=self._rows), patient=True)
        except AggregatorError as error:  # the file itself: the newsroom ends the crawl and tells the user
            raise DropItem(str(error)) from None
        except Exception as error:  # noqa: BLE001  a fault of ours on one page: the others go on, the address is tried again
            logger.error("%s: storing broke down: %s: %s", item.url, type(error).__name__, error)
            reason = f"storing broke down: {type(error).__name__}"
            failed = replace(item, outcome="failed", reason=reason, final=False, article=None, keys=None)
            kept = await self._room.write(lambda store: store.keep(failed), patient=True)
        for finding in kept.findings:
            self._room.found(finding)
        if kept.habits is not None:
            self._room.habits[kept.source_id] = kept.habits
        self._room.count(item.source_id, kept.counted)
        if kept.row is not None:
            return kept.row
        if kept.outcome != "article" or self._rows:
            raise DropItem(item.reason or item.outcome)
        return {"url": item.url}


def wants_rows(settings: BaseSettings) -> bool:
    """Return whether anything takes what the last pipeline returns: an export (`-o`), or a part that is not ours.

    A row costs a third of a millisecond; a harvest that only fills the file needs none.
    """
    if settings.getdict("FEEDS"):
        return True
    parts = [*settings.getdict("ITEM_PIPELINES").items(), *settings.getdict("EXTENSIONS").items()]
    return any(
        order is not None and not (isinstance(part, str) and part.startswith(("aggregator.", "scrapy.")))
        for part, order in parts
    )
