"""A bare Scrapy spider that downloads a list of pages and does nothing else: what fetching costs by itself.

    python -m benchmarks.bare_spider URLS.txt

Scrapy's defaults, but for concurrency: as many requests at once as a harvest with politeness lifted.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

from aggregator.settings import CONCURRENT_REQUESTS

A_HOST = 16
"""Connections a host, as `POLITENESS=off` gives it."""


class BareSpider(scrapy.Spider):
    """Downloads and forgets."""

    name = "bare"
    urls: list[str]

    async def start(self) -> AsyncIterator[Any]:
        """Ask for every page."""
        for url in self.urls:
            yield scrapy.Request(url)

    def parse(self, response: Response) -> None:
        """Count the page: Scrapy does."""


def main(urls: list[str]) -> int:
    """Download; return 0 where every page came."""
    process = AsyncCrawlerProcess(
        {
            "CONCURRENT_REQUESTS": CONCURRENT_REQUESTS,
            "CONCURRENT_REQUESTS_PER_DOMAIN": A_HOST,
            "DOWNLOAD_DELAY": 0,
            "LOG_LEVEL": "WARNING",
        }
    )
    crawler = process.create_crawler(BareSpider)
    process.crawl(crawler, urls=urls)
    process.start()
    assert crawler.stats is not None
    return 0 if crawler.stats.get_value("downloader/response_status_count/200") == len(urls) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).read_text(encoding="utf-8").split()))
