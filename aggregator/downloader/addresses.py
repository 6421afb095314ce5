"""Refuses addresses that are not on the public internet, after name resolution and before connecting."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred

from aggregator.downloader.refusals import AddressRefused
from aggregator.errors import UsageError
from aggregator.extensions.newsroom import Newsroom
from aggregator.sources.source import Source, source_hosts
from aggregator.urls import is_public, literal_address


class AddressGuard:
    """Judges scheme and literal addresses of every request, redirects and robots.txt included.

    Names are judged by `PublicResolver` when they are resolved; a name that a configured proxy resolves
    is the proxy's to judge.
    """

    def __init__(self, local_hosts: frozenset[str]) -> None:
        """Let hosts of `local_hosts`, which the user marked as local, lie anywhere."""
        self._local_hosts = local_hosts

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> AddressGuard:
        """Take the local hosts from the registry."""
        room = crawler.get_extension(Newsroom)
        local = frozenset(local_hosts(room.registry)) if room else frozenset()
        PublicResolver.allowed = PublicResolver.allowed | local
        return cls(local)

    def process_request(self, request: Request) -> None:
        """Raise AddressRefused where the address is not to be fetched."""
        reason = refusal(request.url, self._local_hosts)
        if reason:
            raise AddressRefused(reason)


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


class PublicResolver(CachingThreadedResolver):
    """Resolves names, and refuses those whose address is not public.

    One resolver serves the whole process, so what is allowed is kept with the class: hosts of sources
    marked as local, and the names of configured proxies, which are trusted hops.
    """

    allowed: frozenset[str] = frozenset()

    def __init__(self, reactor: ReactorBase, cache_size: int, timeout: float) -> None:
        """Remember the proxies of the environment."""
        super().__init__(reactor, cache_size, timeout)
        self._proxies = frozenset(proxy_hosts(getproxies().values()))

    def getHostByName(self, name: str, timeout: object = ()) -> Deferred[str]:
        """Return the address of `name`; fail with AddressRefused where it is not public."""
        found = super().getHostByName(name)
        if name.lower().rstrip(".") in self.allowed | self._proxies:
            return found
        return found.addCallback(_only_public, name)


def _only_public(address: str, name: str) -> str:
    if not is_public(ipaddress.ip_address(address)):
        raise AddressRefused(f"{name} lies at {address}, which is not a public address")
    return address


def proxy_hosts(proxies: Iterable[str]) -> Iterable[str]:
    """Yield the host of each proxy address (`http://user:word@host:port`, or `host:port`)."""
    for proxy in proxies:
        try:
            host = urlsplit(proxy if "://" in proxy else f"http://{proxy}").hostname
        except ValueError:
            raise UsageError(f'"{proxy}" is no address of a proxy: mend http_proxy and https_proxy.') from None
        if host:
            yield host.lower()
