"""Fetches http and https addresses within limits of size and time: a whole answer, or an exception that says why."""

from __future__ import annotations

import asyncio
import functools
import ipaddress
import math
import re
import ssl
import time
from collections import OrderedDict
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, cast
from weakref import WeakKeyDictionary, WeakSet

import aiohttp
import yarl
from aiohttp.abc import AbstractResolver
from aiohttp.client_proto import ResponseHandler
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from aggregator.downloader.addresses import PublicAddresses, hosts_marked_local, refusal
from aggregator.downloader.coding import AS_RECEIVED
from aggregator.downloader.heads import LONGEST_LINE, MOST_FIELDS, HeadError, head_end, read_head
from aggregator.downloader.refusals import AddressRefused, Stopped
from aggregator.extensions.newsroom import number

READ_AHEAD = 131_072
"""Bytes that wait unread at a connection before its socket is left alone; up to three times as many can be under way.
Half of aiohttp's own: with 64 connections at rest that is 25 MB instead of 50, and pages of 250 kB cost the same."""

KEPT_SECONDS = 40.0
"""Seconds that a connection is kept for the next request to its host: longer than most pauses that hosts ask for."""

MOST_KEPT = 200
"""Idle connections kept at once, over all hosts. With those under way far below the 1,024 files that a process
may commonly have open."""

MOST_BACKLOG = 20_000_000
"""Bytes of answers waiting to be read beyond which no further large body is received."""

BACKLOG_GLANCE = 0.05
"""Seconds between two looks at what waits to be read."""

NAMES_KEPT_SECONDS = 60
"""Seconds that a judged answer of the name service is used again."""


def _waiting_to_be_read(crawler: Crawler) -> int:
    """Return the bytes of the answers of a crawl that have come and are not stored yet."""
    slot = crawler.engine.scraper.slot if crawler.engine is not None else None
    return slot.active_size if slot is not None else 0


_ASKING: ContextVar[Request] = ContextVar("asking")
"""The request that a connection is wanted for, where aiohttp knows only its own."""

_OF_CRAWLERS: WeakKeyDictionary[Crawler, Transport] = WeakKeyDictionary()
"""The one transport of each crawl; Scrapy makes a handler for each scheme."""


class Transport:
    """Scrapy's download handler for http and https, on aiohttp.

    What a server sends is counted before it is kept: see `_Wire` and `_body`. No content coding is undone. Certificates
    are verified against the system's store (`SSL_CERT_FILE` and `SSL_CERT_DIR` name another one); there is no switch.
    No cookie is kept.
    """

    lazy = True

    def __init__(
        self,
        *,
        local_hosts: frozenset[str] = frozenset(),
        timeout: float = 30.0,
        most: int = 10_000_000,
        most_head: int = 65_536,
        large: int = 2_000_000,
        large_at_once: int = 2,
        names: AbstractResolver | None = None,
        backlog: Callable[[], int] = lambda: 0,
    ) -> None:
        """Allow `timeout` seconds and `most` bytes an answer, `most_head` of them before its body.

        Of the bodies beyond `large` bytes, `large_at_once` are read at a time. Hosts of `local_hosts` may lie anywhere;
        `names` resolves all others in place of the system. `backlog` says how many bytes of answers wait to be read.
        """
        self._local_hosts = local_hosts
        self._names = names or PublicAddresses(local_hosts)
        self._timeout = timeout
        self._most = most
        self._most_head = most_head
        self._large = large
        self._turns = asyncio.Semaphore(large_at_once)
        self.turns_taken = 0
        """Large bodies that are being read."""
        self._backlog = backlog
        self._tls = ssl.create_default_context()
        self._tls.hostname_checks_common_name = False  # RFC 9525, 2: a name stands in subjectAltName, or nowhere
        self._tls.set_alpn_protocols(["http/1.1"])
        self._direct: aiohttp.ClientSession | None = None
        self._proxied: aiohttp.ClientSession | None = None
        self._under_way: set[asyncio.Task[Response]] = set()
        self._kept: OrderedDict[asyncio.BaseTransport, None] = OrderedDict()
        self._closed = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Transport:
        """Take the limits from the settings, and the local hosts from the registry.

        Both schemes get the same one, or twice as many large bodies would be read at once.
        """
        if crawler in _OF_CRAWLERS:
            return _OF_CRAWLERS[crawler]
        settings = crawler.settings
        _OF_CRAWLERS[crawler] = cls(
            local_hosts=hosts_marked_local(crawler),
            timeout=number(settings, "DOWNLOAD_TIMEOUT", least=0.1),
            most=int(number(settings, "DOWNLOAD_MAXSIZE", least=1)),
            most_head=int(number(settings, "DOWNLOAD_HEADERS_MAXSIZE", least=1)),
            large=int(number(settings, "DOWNLOAD_LARGE_BYTES", least=1)),
            large_at_once=int(number(settings, "DOWNLOAD_LARGE_AT_ONCE", least=1)),
            backlog=functools.partial(_waiting_to_be_read, crawler),
        )
        return _OF_CRAWLERS[crawler]

    async def download_request(self, request: Request) -> Response:
        """Return the whole answer; raises one of Scrapy's download exceptions, AddressRefused or Stopped."""
        if self._closed:
            raise Stopped
        reason = refusal(request.url, self._local_hosts)
        if reason:
            raise AddressRefused(reason)
        fetching = asyncio.ensure_future(self._fetch(request))
        self._under_way.add(fetching)
        fetching.add_done_callback(self._under_way.discard)
        try:
            return await fetching
        except asyncio.CancelledError:
            if self._closed:
                raise Stopped from None
            raise

    async def close(self) -> None:
        """Give up what is under way, and close every connection."""
        self._closed = True
        for fetching in list(self._under_way):
            fetching.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        for session in (self._direct, self._proxied):
            if session is not None:
                await session.close()
        self._kept.clear()

    async def _fetch(self, request: Request) -> Response:
        """Ask, and read the answer, within the time that the request has."""
        seconds = float(request.meta.get("download_timeout") or self._timeout)
        answer: _Answer | None = None
        try:
            async with asyncio.timeout(seconds) as clock:
                begun = asyncio.get_running_loop().time()
                answer = await self._ask(request)
                request.meta["download_latency"] = asyncio.get_running_loop().time() - begun
                request.meta["sent_at"] = answer.wire.asked_at
                body = await self._body(answer, request, clock)
                self._keep(answer)
                return _response(answer, request, body)
        except TimeoutError as error:
            raise DownloadTimeoutError(f"{request.url} took longer than {seconds:g} seconds") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            refused = answer.wire.refused if answer is not None else None
            raise refused or _known(error, answered=answer is not None) from error
        finally:
            if answer is not None:
                answer.close()  # nothing is left to close where the body was read to its end

    async def _ask(self, request: Request) -> _Answer:
        """Send the request, and return what came up to the head of the answer."""
        proxy = request.meta.get("proxy")
        url = yarl.URL(_sent(request.url), encoded=True)
        headers = [
            (name.decode("latin-1"), value.decode("utf-8", "replace"))
            for name, values in request.headers.items()
            for value in values
        ]
        options: dict[str, Any] = {}
        if proxy:
            options["proxy"] = proxy if "://" in proxy else f"http://{proxy}"
        if proxy and url.scheme == "https":  # these go with CONNECT, and what follows it is the site's to read
            own = ("proxy-authorization", "user-agent")
            options["proxy_headers"] = [pair for pair in headers if pair[0].lower() in own]
        if not proxy or url.scheme == "https":
            headers = [pair for pair in headers if pair[0].lower() != "proxy-authorization"]
        session = self._session(proxied=bool(proxy))
        _ASKING.set(request)
        answer = await session.request(
            request.method, url, headers=headers, data=request.body or None, allow_redirects=False, **options
        )
        assert isinstance(answer, _Answer)  # the class that the session was given
        self._kept.pop(answer.connected, None)
        return answer

    async def _body(self, answer: _Answer, request: Request, clock: asyncio.Timeout) -> bytes:
        """Return the whole body; a large one goes on only while it holds one of the turns.

        Where the request says how many bytes are enough (`meta["download_enough"]`), the rest is left at the server.
        """
        most = int(request.meta.get("download_maxsize") or self._most)
        stated = 0 if answer.content.is_eof() else answer.content_length or 0  # of HEAD and 304, nothing follows
        enough = int(request.meta.get("download_enough") or 0)
        if stated > most and not enough:
            raise DownloadCancelledError(f"{request.url} states {stated} bytes; {most} are allowed")
        answer.wire.allow(most + self._most_head)
        pieces: list[bytes] = []
        size, waited = 0, False
        try:
            if stated > self._large:
                waited = await self._turn(clock)
            while piece := await answer.content.readany():
                pieces.append(piece)
                size += len(piece)
                if enough and size >= enough:
                    return b"".join(pieces)[:enough]
                if size > most:
                    raise DownloadCancelledError(f"{request.url} sent more than {most} bytes")
                if size > self._large and not waited:
                    waited = await self._turn(clock)
            if (broken := answer.content.exception()) is not None:
                raise broken
            return b"".join(pieces)
        finally:
            if waited:
                self._turns.release()
                self.turns_taken -= 1

    async def _turn(self, clock: asyncio.Timeout) -> bool:
        """Wait until this body may go on; the time of the fetch stands still meanwhile.

        Nothing is read from the socket: whoever holds a turn ends within its own time, and so all get theirs.
        """
        if self._turns.locked() or self._backlog() > MOST_BACKLOG:
            now, until = asyncio.get_running_loop().time, clock.when()
            left = None if until is None else until - now()
            clock.reschedule(None)
            await self._turns.acquire()
            while self._backlog() > MOST_BACKLOG:
                await asyncio.sleep(BACKLOG_GLANCE)
            clock.reschedule(None if left is None else now() + left)
        else:
            await self._turns.acquire()
        self.turns_taken += 1
        return True

    def _keep(self, answer: _Answer) -> None:
        """Note that the connection waits for its host's next request; close the one that waits longest."""
        if not answer.connected.is_closing():
            self._kept[answer.connected] = None
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)[0].close()

    def _session(self, *, proxied: bool) -> aiohttp.ClientSession:
        """Return the session that judges the names it connects to, or the one that connects to proxies only."""
        if proxied:
            self._proxied = self._proxied or self._new_session(_Connector(most_head=self._most_head, tls=self._tls))
            return self._proxied
        if self._direct is None:
            connector = _Connector(most_head=self._most_head, tls=self._tls, resolver=self._names)
            self._direct = self._new_session(connector)
        return self._direct

    def _new_session(self, connector: _Connector) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            middlewares=(connector.once_more,),
            read_bufsize=READ_AHEAD,
            response_class=_Answer,
            skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
            timeout=aiohttp.ClientTimeout(),  # none of its own: `_fetch` has one for all
            max_line_size=LONGEST_LINE,
            max_field_size=LONGEST_LINE,
            max_headers=MOST_FIELDS,
        )


class _Wire(ResponseHandler):
    """One connection: reads the head of each answer itself, counts every byte, and hands the body to aiohttp's parser.

    aiohttp limits single fields, not their sum, nor interim answers (1xx), chunk extensions and trailers; and its
    parser refuses heads that browsers take (see `heads`).
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, most_head: int) -> None:
        super().__init__(loop)
        self.asked = 0
        """Requests that this connection has carried."""
        self.asked_at = 0.0
        """Seconds of the monotonic clock at which the last request was sent, the connection being there."""
        self.refused: Exception | None = None
        """Why the answer was given up."""
        self._most_head = most_head
        self._left: float = most_head
        self._gathered: bytes | None = None
        self._content: aiohttp.StreamReader | None = None

    def set_response_params(self, **params: Any) -> None:
        """Expect an answer."""
        self.asked += 1
        self.asked_at = time.monotonic()
        self._gathered, self._content, self._left = b"", None, self._most_head
        super().set_response_params(**params)

    def allow(self, most: int) -> None:
        """Take at most so many more bytes."""
        self._left = most

    def feed_data(self, data: Any, size: int = 0) -> None:
        """Remember the body that the parser will fill."""
        self._content = data[1]
        super().feed_data(data, size)

    def data_received(self, data: bytes) -> None:
        """Gather the head, or pass on the body. Without `data`, the parser goes on with what it kept."""
        if self._gathered is None or not data:
            self._pass_on(data)
            return
        known = len(self._gathered)
        gathered = self._gathered + data if known else data
        begin, look = 0, max(known - 3, 0)
        while (end := head_end(gathered, look)) >= 0:
            raw, begin, look = gathered[begin:end], end, end
            self._left -= len(raw)
            if self._left < 0:
                break
            try:
                head = read_head(raw)
            except HeadError as error:
                self._refuse(DownloadFailedError(str(error)))
                return
            if head is None or 100 <= head.status < 200:  # interim answers say nothing to us (RFC 9110, 15.2)
                continue
            self._gathered, self._left = None, math.inf  # until `allow`, in the same turn of the loop or the next
            super().data_received(head.text)
            if end < len(gathered):
                self._pass_on(gathered[end:])
            return
        self._gathered = gathered[begin:]
        if len(self._gathered) > self._left:
            self._refuse(DownloadFailedError(f"the head of the answer is beyond {self._most_head} bytes"))
        elif not b"HTTP/".startswith(self._gathered[:64].lstrip(b"\r\n")[:5]):
            self._refuse(DownloadFailedError("the answer does not begin as HTTP does"))

    def _pass_on(self, data: bytes) -> None:
        self._left -= len(data)
        if self._left < 0:
            self._refuse(DownloadCancelledError("the answer is longer than allowed"))
            return
        super().data_received(data)
        if (broken := self.exception()) is not None:  # aiohttp tells whoever waits for a head, not for the body
            self._break_off(aiohttp.ClientPayloadError(_sentence(broken)))

    def connection_lost(self, exc: BaseException | None) -> None:
        """End what was being read; aiohttp takes a body without a length for whole even after a reset."""
        if exc is not None:
            self._break_off(aiohttp.ClientPayloadError(_sentence(exc)))
        super().connection_lost(exc)
        self._break_off(aiohttp.ClientPayloadError("the connection was closed"))

    def _break_off(self, error: BaseException) -> None:
        """End the body, where it has not ended, with an error.

        The end is said besides: a reader that was woken by the end of a chunk in the same moment does not look
        for errors before it waits again, and would wait for ever (aiohttp 3.14).
        """
        content = self._content
        if content is not None and not content.is_eof():
            if content.exception() is None:
                content.set_exception(error)
            content.feed_eof()

    def _refuse(self, error: Exception) -> None:
        """Give up the answer, and the connection."""
        self.refused = error
        self._gathered = None
        self._break_off(error)
        self.set_exception(error)
        if self.transport is not None:
            self.transport.abort()


class _Answer(aiohttp.ClientResponse):
    """An answer that remembers its connection, which aiohttp lets go of with the last byte of the body."""

    wire: _Wire
    connected: asyncio.BaseTransport
    peer: str | None = None
    certificate: bytes | None = None

    async def start(self, connection: aiohttp.connector.Connection) -> _Answer:
        """Read the head."""
        assert isinstance(connection.protocol, _Wire) and connection.transport is not None
        self.wire, self.connected = connection.protocol, connection.transport
        self.peer = (self.connected.get_extra_info("peername") or (None,))[0]
        secured = self.connected.get_extra_info("ssl_object")
        if isinstance(secured, ssl.SSLObject):
            self.certificate = secured.getpeercert(binary_form=True)
        await super().start(connection)
        return self


class _Connector(aiohttp.TCPConnector):
    """Makes connections of our kind, and knows which requests were sent on a used one.

    How many there are at once is Scrapy's to limit (CONCURRENT_REQUESTS).
    """

    def __init__(self, *, most_head: int, tls: ssl.SSLContext, resolver: AbstractResolver | None = None) -> None:
        super().__init__(
            ssl=tls, resolver=resolver, ttl_dns_cache=NAMES_KEPT_SECONDS, limit=0, keepalive_timeout=KEPT_SECONDS
        )
        # aiohttp makes its connections with this; `test_transport` fails where a release renames it.
        self._factory = cast("functools.partial[ResponseHandler]", functools.partial(_Wire, self._loop, most_head))
        self._on_used: WeakSet[aiohttp.ClientRequest] = WeakSet()

    async def connect(self, req: aiohttp.ClientRequest, *rest: Any, **options: Any) -> aiohttp.connector.Connection:
        """Return a connection that has nothing to read."""
        while True:
            connection = await super().connect(req, *rest, **options)
            wire = connection.protocol
            assert isinstance(wire, _Wire)
            if wire.asked and wire.should_close:  # the server went on speaking, and would answer what we ask next
                connection.close()
                continue
            if wire.asked:
                self._on_used.add(req)
            return connection

    async def once_more(
        self, request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
    ) -> aiohttp.ClientResponse:
        """Send the request again where a used connection had been closed; aiohttp would do so on fresh ones, too."""
        while True:
            try:
                return await handler(request)
            except aiohttp.ClientConnectorError:
                raise
            except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
                if request not in self._on_used or request.method not in ("GET", "HEAD"):
                    raise DownloadFailedError("the connection was closed without an answer") from error
                self._on_used.discard(request)
                meta = _ASKING.get().meta
                meta["sent_again"] = meta.get("sent_again", 0) + 1


_USERINFO = re.compile(r"(https?://)[^/?#]*@", re.IGNORECASE)


def _sent(url: str) -> str:
    """Return the address as it is sent: without fragment, and without what would become credentials."""
    return _USERINFO.sub(r"\1", url.partition("#")[0], count=1)


def _response(answer: _Answer, request: Request, body: bytes) -> Response:
    """Return Scrapy's response; a plain one where only bytes are wanted. Its coding is untouched."""
    headers = Headers(answer.raw_headers)
    plain = request.meta.get(AS_RECEIVED) or "purpose" in request.meta  # our own spiders ask for bytes
    kind = Response if plain else responsetypes.from_args(headers=headers, url=request.url, body=body)
    version = answer.version
    return kind(
        url=request.url,
        status=answer.status,
        headers=headers,
        body=body,
        certificate=answer.certificate,
        ip_address=ipaddress.ip_address(answer.peer.partition("%")[0]) if answer.peer else None,
        protocol=f"HTTP/{version.major}.{version.minor}" if version else None,
    )


def _known(error: Exception, *, answered: bool) -> Exception:
    """Return Scrapy's exception for one of aiohttp's or the system's."""
    text = _sentence(error)
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return CannotResolveHostError(text)
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return DownloadFailedError(f"the certificate is not trusted: {text}")
    if isinstance(error, aiohttp.ClientConnectorError) and isinstance(error.os_error, ConnectionRefusedError):
        return DownloadConnectionRefusedError(text)
    if isinstance(error, aiohttp.ClientConnectorError) and isinstance(error.os_error, TimeoutError):
        return DownloadTimeoutError(text)
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return DownloadFailedError(f"the proxy answers {error.status} instead of leading to the site")
    if answered:
        return ResponseDataLossError(text)
    return DownloadFailedError(text)


def _sentence(error: BaseException) -> str:
    """Return in one short line what an exception says; aiohttp's draw the place of the fault below it."""
    said = " ".join(str(getattr(error, "message", "") or error).split())
    return said[:200] or type(error).__name__
