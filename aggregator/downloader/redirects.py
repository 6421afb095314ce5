"""Follows redirects (RFC 9110, 15.4) to new addresses, and stops before an article that we have."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from aggregator.downloader.refusals import AddressRefused, TooManyRedirects
from aggregator.extensions.newsroom import Newsroom, number
from aggregator.page import Redirect
from aggregator.urls import join

STATUSES = frozenset({301, 302, 303, 307, 308})

_OF_ONE_HOP = ("download_slot", "download_latency", "turn", "proxy", "_auth_proxy", "retry_times", "busy_tries")
"""What is noted with a request and does not hold for the next one: another host, another connection."""


class RedirectMiddleware:
    """Takes the place of Scrapy's, whose refusals are no sentences, and which fetches what we have."""

    def __init__(self, crawler: Crawler, most: int) -> None:
        """Follow up to `most` redirects of one fetch."""
        self._crawler = crawler
        self._most = most

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RedirectMiddleware:
        """Take the limit from REDIRECT_MAX_TIMES."""
        return cls(crawler, int(number(crawler.settings, "REDIRECT_MAX_TIMES", least=0)))

    def process_response(
        self, request: Request, response: Response
    ) -> Response | Coroutine[Any, Any, Request | Response]:
        """Return the request for the next address, or the answer itself where it leads nowhere new."""
        location = response.headers.get("Location") if response.status in STATUSES else None
        if location is None or request.meta.get("dont_redirect"):
            return response  # nearly every answer: at once, for a coroutine costs time
        return self._follow(request, response, location)

    async def _follow(self, request: Request, response: Response, location: bytes) -> Request | Response:
        said = location.decode("utf-8", "replace")
        target = join(response.url, said)
        if target is None:
            scheme = said.partition(":")[0][:20].strip() if ":" in said else "no address"
            raise AddressRefused(f"only http and https addresses are fetched, and it redirects to {scheme}:")
        hops: tuple[Redirect, ...] = (
            *request.meta.get("redirects", ()),
            Redirect(url=response.url, status=response.status),
        )
        if any(hop.url == target for hop in hops):
            raise TooManyRedirects("its redirects lead in a circle")
        if len(hops) > self._most:
            raise TooManyRedirects(f"more than {self._most} redirects")
        if await self._is_known(request, target):
            request.meta["redirects"], request.meta["leads_to"] = hops, target
            return response
        return self._next(request, target, hops)

    async def _is_known(self, request: Request, target: str) -> bool:
        """Return whether `target` is an article that we have, and the address asked for none yet."""
        room = self._crawler.get_extension(Newsroom)
        candidate = request.cb_kwargs.get("candidate")
        if room is None or candidate is None:
            return False
        return await room.write(lambda store: store.is_other_address(candidate.url, target), patient=True)

    def _next(self, request: Request, target: str, hops: tuple[Redirect, ...]) -> Request:
        meta = {name: value for name, value in request.meta.items() if name not in _OF_ONE_HOP}
        following = request.replace(url=target, meta=meta | {"redirects": hops}, dont_filter=True)
        for name in ("If-None-Match", "If-Modified-Since", "Authorization", "Cookie", "Proxy-Authorization"):
            following.headers.pop(name, None)  # they were meant for the first address
        return following
