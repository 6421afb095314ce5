"""Turns each fetched page into a capture: article, attributions, keys."""

from __future__ import annotations

import logging

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from aggregator.capture import Capture
from aggregator.errors import WorkerError
from aggregator.extensions.newsroom import Newsroom
from aggregator.page import Page
from aggregator.reading import broken, page_outcome, read_page
from aggregator.workers import PageLost

logger = logging.getLogger(__name__)


class ReadPipeline:
    """Reads pages in worker processes, never on the reactor's thread."""

    def __init__(self, room: Newsroom) -> None:
        """Read with the workers of `room`."""
        self._room = room

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ReadPipeline:
        """Take part in the crawl's newsroom."""
        room = crawler.get_extension(Newsroom)
        assert room is not None, "the Newsroom extension is off, but pipelines need it"
        return cls(room)

    async def process_item(self, item: Page) -> Capture:
        """Return the capture of `item`; a page whose reading breaks down gives one that says so."""
        source = self._room.source(item.source_id)
        if page_outcome(item)[0] != "article":
            return read_page(item, source)  # nothing to parse: no need to cross to a worker
        try:
            return await self._room.read(read_page, item, source)
        except WorkerError as error:  # no reading at all: the newsroom ends the crawl and tells the user
            raise DropItem(str(error)) from None
        except PageLost as lost:
            logger.warning("%s: %s", item.url, lost)
            return broken(item, str(lost))
        except Exception as error:  # noqa: BLE001  a fault of ours on one page must not cost the others
            logger.error("%s: reading broke down: %s: %s", item.url, type(error).__name__, error)
            return broken(item, f"reading broke down: {type(error).__name__}")
