"""Refuses addresses that are not on the public internet, after name resolution and before connecting."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

from aiohttp.abc import AbstractResolver, ResolveResult
from scrapy import Request
from scrapy.crawler import Crawler

from aggregator.downloader.refusals import AddressRefused
from aggregator.errors import UsageError
from aggregator.extensions.newsroom import Newsroom
from aggregator.sources.source import Source, source_hosts
from aggregator.urls import is_public, literal_address

LookUp = Callable[..., Iterable[tuple[Any, ...]]]
"""A function that is called and answers as `socket.getaddrinfo`."""

LOOK_UPS_AT_ONCE = 32
"""Names that are looked up at once. Half of the 64 requests under way: a few dead name servers must not
hold the look-ups of all other hosts."""


class AddressGuard:
    """Judges scheme and literal addresses of every request, redirects and robots.txt included.

    Names are judged by `PublicAddresses` when they are resolved; a name that a configured proxy resolves
    is the proxy's to judge, and the proxy's own name may lie anywhere: it is a trusted hop.
    """

    def __init__(self, local_hosts: frozenset[str]) -> None:
        """Let hosts of `local_hosts`, which the user marked as local, lie anywhere."""
        self._local_hosts = local_hosts

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> AddressGuard:
        """Take the local hosts from the registry; raises UsageError where the environment's proxies are none."""
        for _ in proxy_hosts(getproxies().values()):
            pass
        return cls(hosts_marked_local(crawler))

    def process_request(self, request: Request) -> None:
        """Raise AddressRefused where the address is not to be fetched."""
        reason = refusal(request.url, self._local_hosts)
        if reason:
            raise AddressRefused(reason)


def hosts_marked_local(crawler: Crawler) -> frozenset[str]:
    """Return the hosts that the registry of this crawl lets lie anywhere."""
    room = crawler.get_extension(Newsroom)
    return frozenset(local_hosts(room.registry)) if room else frozenset()


def local_hosts(sources: Iterable[Source]) -> Iterator[str]:
    """Yield the hosts of sources that the user marked as local."""
    for source in sources:
        if source.local:
            yield from source_hosts(source)


def refusal(url: str, local_hosts: Iterable[str] = ()) -> str | None:
    """Return why `url` is not fetched, judged by scheme and literal address; None where it may be."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        return f"only http and https addresses are fetched, not {parts.scheme or 'a bare path'}:"
    host = (parts.hostname or "").rstrip(".").lower()
    if not host:
        return "the address names no host"
    if host in local_hosts:
        return None
    address = literal_address(host)
    if address is not None and not is_public(address):
        return f"{address} is not a public address"
    if host == "localhost" or host.endswith(".localhost"):  # RFC 6761, 6.3: always loopback
        return "localhost is not a public address"
    return None


class PublicAddresses(AbstractResolver):
    """Resolves names, and refuses those that lead to no public address.

    Every answer is judged, so a name that is public at first and private at the next look (rebinding) is
    refused then. Each look-up has a thread of its own that the process does not wait for when it ends:
    a dead name server keeps `getaddrinfo` for half a minute.
    """

    def __init__(self, local_hosts: frozenset[str], look_up: LookUp = socket.getaddrinfo) -> None:
        """Let names of `local_hosts` lead anywhere."""
        self._local_hosts = local_hosts
        self._look_up = look_up
        self._turns = asyncio.Semaphore(LOOK_UPS_AT_ONCE)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the addresses of `host`, IPv4 and IPv6; raises OSError where it has none, or AddressRefused."""
        async with self._turns:
            addresses = await self._addresses(host, port, family)
        if host.lower().rstrip(".") not in self._local_hosts:
            addresses = only_public(addresses, host)
        return [
            ResolveResult(hostname=host, host=one, port=port, family=family, proto=0, flags=socket.AI_NUMERICHOST)
            for one in addresses
        ]

    async def _addresses(self, host: str, port: int, family: socket.AddressFamily) -> list[str]:
        """Return what the system's resolver says, in its order."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[list[str]] = loop.create_future()

        def settle(addresses: list[str], error: Exception | None) -> None:
            if answer.done():  # whoever asked has gone
                return
            if error is None:
                answer.set_result(addresses)
            else:
                answer.set_exception(error)

        def ask() -> None:
            addresses: list[str] = []
            error: Exception | None = None
            try:
                found = self._look_up(host, port, family=family, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
                addresses = list(dict.fromkeys(str(place[0]) for *_, place in found))
            except (OSError, UnicodeError) as failed:  # UnicodeError: a label that is empty or too long
                error = failed if isinstance(failed, OSError) else OSError(f"{host[:80]} is no name")
            with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(settle, addresses, error)

        threading.Thread(target=ask, name=f"look-up of {host[:80]}", daemon=True).start()
        return await answer

    async def close(self) -> None:
        """Nothing is kept."""


def only_public(addresses: Iterable[str], name: str) -> list[str]:
    """Return the public ones among the addresses of a name; raises AddressRefused where there is none."""
    found = [(one, ipaddress.ip_address(one.partition("%")[0])) for one in addresses]
    public = [text for text, address in found if is_public(address)]
    if found and not public:
        raise AddressRefused(f"{name} lies at {found[0][1]}, which is not a public address")
    return public


def proxy_hosts(proxies: Iterable[str]) -> Iterable[str]:
    """Yield the host of each proxy address (`http://user:word@host:port`, or `host:port`)."""
    for proxy in proxies:
        try:
            host = urlsplit(proxy if "://" in proxy else f"http://{proxy}").hostname
        except ValueError:
            raise UsageError(f'"{proxy}" is no address of a proxy: mend http_proxy and https_proxy.') from None
        if host:
            yield host.lower()
