"""Turns each fetched page into a capture: article, attributions, keys."""

from __future__ import annotations

import logging
import re
from pathlib import Path

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.settings import BaseSettings

from aggregator.capture import Capture
from aggregator.coding import codings
from aggregator.errors import StoreError, WorkerError
from aggregator.extensions.newsroom import Newsroom, number
from aggregator.habits import Habits
from aggregator.page import Page
from aggregator.project import Project
from aggregator.rawpages import raw_folder
from aggregator.reading import Terms, broken, packed, page_outcome, read_packed, read_page
from aggregator.sources.source import Source
from aggregator.workers import LARGE, PageLost

logger = logging.getLogger(__name__)

LARGE_CODED = 300_000
"""Bytes from which on a page whose content coding is still on it counts as large (see `workers.LARGE`). Real pages
shrink to a fourth, those made to be dear to a thousandth: two of 1,423 are larger than this in gzip."""


class ReadPipeline:
    """Reads pages in worker processes, never on the reactor's thread."""

    def __init__(self, room: Newsroom, terms: Terms) -> None:
        """Read with the workers of `room`, on these terms."""
        self._room = room
        self._terms = terms
        self._packed: dict[str, tuple[Source | None, Habits | None, bytes]] = {}
        """Source id → what its pages are read with, and that in the form in which it crosses."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ReadPipeline:
        """Take part in the crawl's newsroom."""
        room = crawler.get_extension(Newsroom)
        assert room is not None, "the Newsroom extension is off, but pipelines need it"
        return cls(room, terms_of(crawler.settings))

    async def process_item(self, item: Page) -> Capture:
        """Return the capture of `item`; a page whose reading breaks down gives one that says so."""
        source = self._room.source(item.source_id)
        if page_outcome(item)[0] != "article":
            return read_page(item, source)  # nothing to parse: no need to cross to a worker
        workers = self._room.workers
        submit = workers.submit_large if is_large(item) else workers.submit
        try:
            return await self._room.arrivals.of(submit(read_packed, item, self._same(item.source_id, source)))
        except (WorkerError, StoreError) as error:  # no reading, or no room for raw pages: the user is to act
            self._room.stop(error)
            raise DropItem(str(error)) from None
        except PageLost as lost:
            logger.warning("%s: %s", item.url, lost)
            return broken(item, str(lost))
        except Exception as error:  # noqa: BLE001  a fault of ours on one page must not cost the others
            logger.error("%s: reading broke down: %s: %s", item.url, type(error).__name__, error)
            return broken(item, f"reading broke down: {type(error).__name__}")

    def _same(self, source_id: str, source: Source | None) -> bytes:
        habits = self._room.habits.get(source_id)
        known = self._packed.get(source_id)
        if known is None or known[0] is not source or known[1] is not habits:
            known = self._packed[source_id] = source, habits, packed(source, self._terms, habits)
        return known[2]


def is_large(page: Page) -> bool:
    """Return whether a page may need much memory to be read, judged without undoing its content coding."""
    return len(page.body) > (LARGE_CODED if codings(page.headers) else LARGE)


def terms_of(settings: BaseSettings) -> Terms:
    """Return on what terms pages are read, as the settings say."""
    db = Path(settings.get("AGGREGATOR_DB") or Project.find().db)
    return Terms(
        limit=int(number(settings, "DOWNLOAD_MAXSIZE", least=1)),
        agent=product(settings.get("USER_AGENT") or ""),
        respects_noindex=settings.getbool("RESPECT_NOINDEX"),
        respects_noarchive=settings.getbool("RESPECT_NOARCHIVE"),
        refresh_seconds=number(settings, "METAREFRESH_MAXDELAY", least=0),
        raw_folder=str(raw_folder(db).absolute()) if settings.getbool("KEEP_RAW") else None,
    )


_PRODUCT = re.compile(r"[A-Za-z_-]+")


def product(user_agent: str) -> str:
    """Return the product token of a User-Agent (RFC 9309, 2.2.1): by it sites address a robot."""
    found = _PRODUCT.match(user_agent)
    return found[0].lower() if found else Terms().agent
