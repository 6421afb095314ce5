"""Every setting of the Scrapy project, with unit, default and reason.

`-s NAME=VALUE`, `custom_settings`, `[settings]` in `aggregator.toml` and a project's own settings file
override them, as Scrapy users expect. Only `from_crawler` methods read them.
"""

from __future__ import annotations

import os

from aggregator import __version__

# --- where things are -------------------------------------------------------------------------------

AGGREGATOR_DB: str | None = None
"""Path of the SQLite file; None: the project's `db/news.db` (or the environment's `AGGREGATOR_DB`)."""

AGGREGATOR_SOURCES: str | None = None
"""Folder of the registered sources; None: the project's `sources/` (or the environment's `AGGREGATOR_SOURCES`)."""

KEEP_RAW = False
"""True: the bytes of each article page are kept as they were received, in a folder beside the database (`news.raw` for
`news.db`), so that a better reader can read them again. Off: 45 kB a page is ten times the room of an article."""

AGGREGATOR_CONTACT: str | None = None
"""Mail or web address of whoever harvests, put into the User-Agent; None: what `aggregator.toml` says."""

# --- how much is harvested --------------------------------------------------------------------------

HARVEST_SINCE_DAYS = 7.0
"""Days back, by publication time, that general sitemaps are followed. A week: archives hold millions of pages."""

HARVEST_LISTING_PAGES = 20
"""Pages of one listing that are followed at most, while each still shows something new."""

HARVEST_SITEMAPS = 100
"""Sitemaps of one index that are read at most in one harvest, newest first."""

HARVEST_LIMIT = 0
"""Article pages that one harvest asks for at most; 0: no limit."""

HARVEST_FLOOD = 200_000
"""Addresses never seen before that one source's sitemaps and listings may bring in a day (UTC); what is beyond is left
alone, and said. Four whole sitemaps; the largest archives name some millions, and a first harvest takes its days."""

HARVEST_AHEAD = 40
"""Article pages of one source that are handed out at once, waiting, under way or being stored; others wait in the
file. Sixteen connections with `POLITENESS=off` and a commit every 200 ms need as many; a pause of a second, two."""

HARVEST_NOW: str | None = None
"""The moment that counts as now, ISO 8601 with offset; None: the machine's clock. For the demo and for tests."""

# --- how gently -------------------------------------------------------------------------------------

POLITENESS = "on"
"""`off` lifts the pause between requests and the limit of one connection a host: for your own servers only."""

DOWNLOAD_DELAY = 1.0
"""Seconds between two requests to one host. A source's `crawl_delay` and robots.txt's may ask for more."""

DOWNLOAD_DELAY_JITTER = 0.0
"""The pause is a promise to the host, not a disguise: it is never shortened at random."""

CONCURRENT_REQUESTS_PER_DOMAIN = 1
"""Connections a host, where its source's `connections` allows no more."""

CONCURRENT_REQUESTS = 64
"""Requests under way at once, over all hosts. What waits for a host's pause is not among them."""

HARVEST_PATIENCE = 120.0
"""Seconds that a harvest waits for a host that wants to be left alone (`Retry-After`, 429, 503, no answer). One
that asks for longer is left to a later harvest: others should not wait for it."""

HOST_DAILY_REQUESTS = 10_000
"""Requests to one host in a day (UTC), all harvests together. The busiest agencies publish some 3,000 texts a day;
ten thousand leave room for feeds, revisits and a first harvest, and none for a trap that goes on for ever."""

HOST_DAILY_REVISITS = 2_000
"""Of these, visits to articles that we have, to see what was edited, moved or deleted."""

ROBOTSTXT_OBEY = True
"""Scrapy's own default is False. Ours reads robots.txt by RFC 9309: see `downloader/robots.py`."""

RESPECT_NOINDEX = False
"""True: a page that tells all robots `noindex` or `none` (`X-Robots-Tag`, `<meta name="robots">`), or whose
`unavailable_after` has passed, is not read. Off: the word is about search results, and sites put it on agency copy and
second addresses of articles that an archive is to have (8 of 1,423 real pages). A page that says so to us by name
(`aggregator: noindex`, `<meta name="aggregator">`) is never read, whatever this says."""

RESPECT_NOARCHIVE = True
"""No raw copy (`KEEP_RAW`) is kept of a page that says `noarchive` or `nosnippet`: that is what the word asks for. 12
of 100 real pages say it; their articles are read and stored as all others."""

USER_AGENT = f"aggregator/{__version__} (news harvester)"
"""Names the project; the contact is added where one is set."""

RETRY_TIMES = 2
"""Further tries within one harvest, for passing faults; later harvests try again, with growing pauses."""

RETRY_GIVE_UP_LOG_LEVEL = "INFO"
"""Of `scrapy crawl`; `aggregator harvest` shows warnings only."""

"""Not an error of ours: the address is tried again by a later harvest, and the run's counts say how many."""

RETRY_HTTP_CODES = [500, 502, 504, 522, 524, 408]
"""Faults that often pass within seconds. 429 and 503 are not among them: they ask us to come back later."""

# --- how safely -------------------------------------------------------------------------------------

DOWNLOAD_VERIFY_CERTIFICATES = True
"""Scrapy's own default is False. There is no switch: a source with a broken certificate is not harvested."""

DOWNLOAD_MAXSIZE = 10_000_000
"""Bytes of one answer, received or decompressed. Scrapy's own default is 1 GiB: memory for a bomb."""

DOWNLOAD_HEADERS_MAXSIZE = 65_536
"""Bytes of an answer before its body, interim answers and trailers included. Policies of 16 kB are real."""

DOWNLOAD_LARGE_BYTES = 2_000_000
"""Bytes beyond which a body goes on only when its turn has come, so that many at once do not fill the memory."""

DOWNLOAD_LARGE_AT_ONCE = 2
"""How many such bodies are received at once."""

DOWNLOAD_WARNSIZE = 0
"""Off: what is beyond the limit is counted in the run, not logged a second time."""

DOWNLOAD_TIMEOUT = 30.0
"""Seconds for a whole answer."""

DOWNLOAD_FAIL_ON_DATALOSS = True
"""A cut answer is never taken for a whole page."""

REDIRECT_MAX_TIMES = 5
"""Redirects of one fetch. Browsers allow 20; news sites were seen to need 3."""

METAREFRESH_MAXDELAY = 15
"""Seconds: a slower refresh is a page that reloads itself, not a redirect."""

DOWNLOAD_HANDLERS = {
    "http": "aggregator.downloader.transport.Transport",
    "https": "aggregator.downloader.transport.Transport",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
"""Only http and https: a link must not read this machine's files."""

REMOTE_CONTROL_ENABLED = False
"""Scrapy's own default is True: a local server that runs code inside the crawl."""

TELNETCONSOLE_ENABLED = False
"""The same, by telnet."""

COOKIES_ENABLED = False
"""No cookie is kept, so none crosses a domain."""

REFERRER_POLICY = "no-referrer"
"""No site is told where we came from."""

# --- how fast ---------------------------------------------------------------------------------------

READERS = os.cpu_count() or 1
"""Worker processes that read pages."""

READ_TIMEOUT = 30.0
"""Seconds one page may take to be read before its worker is replaced. Real pages take hundredths."""

READ_MEMORY_MB = 280
"""Megabytes a worker may hold before it is replaced, so that a harvest with two of them stays below 500 MiB. An idle
one holds about 95; the dearest page of 10 MB takes 100 more, a sitemap of fifty thousand addresses 130."""

CONCURRENT_ITEMS = 1
"""Items of one answer that are worked on at once; an article page is one. Scrapy makes that many tasks for every
answer, however many items it has: 400 of them cost 9 ms CPU a page."""

SCRAPER_SLOT_MAX_ACTIVE_SIZE = 50_000_000
"""Bytes of pages waiting to be read or stored before downloads pause. Scrapy's 5 MB throttles downloads
while groups wait for their commit (85 against 104 pages/s)."""

# --- the parts --------------------------------------------------------------------------------------

BOT_NAME = "aggregator"
"""The name that Scrapy's own log lines carry."""

SPIDER_MODULES = ["aggregator.spiders"]
"""Where `news` is; the spiders of sources are made from their files."""

SPIDER_LOADER_CLASS = "aggregator.spiders.loader.SourceLoader"
"""Gives every registered source its own spider name."""

SCHEDULER = "aggregator.downloader.scheduler.HostScheduler"
"""Hands out what may be asked now. Scrapy's own fills all requests under way with those that wait for slow hosts."""

ITEM_PIPELINES = {
    "aggregator.pipelines.read.ReadPipeline": 100,
    "aggregator.pipelines.store.StorePipeline": 200,
}
"""Read, then store: what the last one returns is the flat row that `-o` writes."""

EXTENSIONS = {
    "aggregator.extensions.newsroom.Newsroom": 0,
    "aggregator.extensions.progress.Progress": 500,
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.logstats.LogStats": None,
    "scrapy.extensions.memusage.MemoryUsage": None,
}
"""The newsroom first: all other parts of a crawl work with it. Telnet is off (see above); our display takes the place
of Scrapy's log of figures; memory is watched where it is used, in the reading processes."""

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
    "aggregator.downloader.scheduler.Gate": 80,
    "aggregator.downloader.addresses.AddressGuard": 90,
    "aggregator.downloader.robots.RobotsMiddleware": 100,
    "aggregator.downloader.politeness.PolitenessMiddleware": 800,
    "aggregator.downloader.coding.ContentCodingMiddleware": 590,
    "aggregator.downloader.redirects.RedirectMiddleware": 600,
    "aggregator.downloader.fates.FatesMiddleware": 950,
}
"""Robots and content coding are our own: see those modules for what Scrapy's let through."""

SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
}
"""Every status reaches the spider; no site is told where we came from; overlong addresses are refused where they are
named (`discovery/traps.py`); documents know their own depth."""

PROGRESS = "off"
"""`auto` shows how far the harvest is, on standard error: live on a terminal, a line now and then elsewhere."""

LOG_LEVEL = "INFO"
"""Of `scrapy crawl`; `aggregator harvest` shows warnings only."""

LOG_JSON = False
"""True writes the log as JSON, an object a line: `ts`, `level`, `logger`, `message`, and what the line is about."""

ADDONS = {"aggregator.extensions.logs.JsonLogs": 0}
"""Has LOG_JSON hold from Scrapy's first line on, before there is any crawl."""

LOG_FORMATTER = "aggregator.extensions.logs.LogFormatter"
"""Addresses only: no page content in logs."""

LOG_VERSIONS: list[str] = []
"""Off: `aggregator doctor` tells versions."""

FEED_EXPORT_ENCODING = "utf-8"
"""`-o out.jsonl` writes letters as they are, not as escapes."""
