"""Gives every registered source its own spider name."""

from __future__ import annotations

from pathlib import Path

from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader

from aggregator.project import Project
from aggregator.sources.files import read_folder
from aggregator.spiders.news import NewsSpider


class SourceLoader(SpiderLoader):
    """Scrapy's loader, with one subclass of `NewsSpider` for each file in the folder of sources.

    `scrapy list` then names `news` and each source, and `scrapy crawl news1-global` harvests one. A file
    with a mistake gives none; the crawl of the others names it (see `extensions.newsroom`).
    """

    def __init__(self, settings: BaseSettings) -> None:
        """Load the spiders of SPIDER_MODULES, then the sources of AGGREGATOR_SOURCES."""
        super().__init__(settings)
        for source in read_folder(Path(settings.get("AGGREGATOR_SOURCES") or Project.find().sources)).sources:
            name = f"Source_{source.id.replace('-', '_')}"
            self._spiders[source.id] = type(name, (NewsSpider,), {"name": source.id, "source_id": source.id})
