"""What servers really send, and what hostile ones do, comes out as a whole answer or as an exception."""

from __future__ import annotations

import asyncio
import gzip
import itertools
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler

from aggregator.demo.answers import page
from aggregator.demo.authority import Authority
from aggregator.demo.server import DemoWeb
from aggregator.downloader.addresses import PublicAddresses
from aggregator.downloader.refusals import AddressRefused, Stopped
from aggregator.downloader.transport import MOST_KEPT, Transport

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
WHOLE = OK + b"Content-Length: 2\r\n\r\nok"

Answering = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Site:
    """A server on loopback that answers as it was told, and what it was asked."""

    url: str
    heads: list[bytes] = field(default_factory=list)
    connections: int = 0


@asynccontextmanager
async def site(answer: bytes | Answering, *, close: bool = True) -> AsyncIterator[Site]:
    """Serve one answer, or whatever `answer` writes, to every request."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        served.connections += 1
        serving = asyncio.current_task()
        assert serving is not None
        under_way[serving] = writer
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while not writer.is_closing():
                served.heads.append(await reader.readuntil(b"\r\n\r\n"))
                if isinstance(answer, bytes):
                    writer.write(answer)
                    await writer.drain()
                else:
                    await answer(reader, writer)
                if close:
                    writer.close()
        writer.close()

    served = Site("")
    under_way: dict[asyncio.Task[Any], asyncio.StreamWriter] = {}
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    served.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    try:
        yield served
    finally:
        server.close()
        for serving, writer in under_way.items():
            if not writer.transport.is_closing():
                writer.transport.abort()
            serving.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)


@asynccontextmanager
async def transport(**limits: Any) -> AsyncIterator[Transport]:
    usual: dict[str, Any] = {"local_hosts": frozenset({"127.0.0.1"}), "timeout": 20.0}
    one = Transport(**usual | limits)
    try:
        yield one
    finally:
        await one.close()


def fetch(answer: bytes | Answering, *, meta: dict[str, Any] | None = None, method: str = "GET", **limits: Any) -> Any:
    """Return the response, or the exception, that one answer leads to."""

    async def ask() -> Response:
        async with site(answer) as served, transport(**limits) as one:
            return await one.download_request(Request(served.url, method=method, meta=meta or {}))

    return asyncio.run(ask())


def endless(head: bytes, piece: bytes, sent: list[int]) -> Answering:
    """Return an answer that goes on until the client has had enough, up to 40 MB; its bytes are counted in `sent`."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        block = piece * (65_536 // len(piece))
        for _ in range(600):
            writer.write(block)
            await writer.drain()
            sent.append(len(block))

    return answer


# ── whole answers ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "answer",
    [
        WHOLE,
        OK + b"\r\nok",
        b"HTTP/1.0 200 OK\nContent-Type: text/html\n\nok",
        b"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok",
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + WHOLE,
        OK + b"Content-Length: 2\r\nContent-Length: 2\r\n\r\nok",
        OK + b"Content-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        CHUNKED + b"1;a=b\r\no\r\n01  \r\nk\r\n0\r\nX-Sum: 1\r\n\r\n",
        OK + b"not a field\r\nContent-Length: 2\r\n\r\nok",
        WHOLE + b"and more",
        WHOLE + WHOLE,
    ],
)
@pytest.mark.parametrize("at_once", [True, False])
def test_what_browsers_read_is_read(answer: bytes, at_once: bool) -> None:
    async def in_bytes(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for one in answer:
            writer.write(bytes([one]))
            await asyncio.sleep(0)

    response = fetch(answer if at_once else in_bytes)
    assert (response.status, response.body) == (200, b"ok")


@pytest.mark.parametrize("size", [b"A", b"a", b"0a"])
def test_chunk_sizes_are_hexadecimal_in_either_case(size: bytes) -> None:
    assert fetch(CHUNKED + size + b"\r\n0123456789\r\n0\r\n\r\n").body == b"0123456789"


def test_an_answer_without_a_body_is_whole() -> None:
    assert fetch(OK + b"Content-Length: 0\r\n\r\n").body == b""
    assert fetch(b"HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n").status == 304
    assert fetch(b"HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\nbody").body == b""
    assert fetch(OK + b"Content-Length: 9\r\n\r\n", method="HEAD", most=5).body == b""


def test_bytes_of_headers_stay_as_they_came_and_repeated_ones_in_order() -> None:
    response = fetch(OK + b"X-A: caf\xe9\r\nSet-Cookie: a=\xc3\xa9\r\nSet-Cookie: b\r\nContent-Length: 2\r\n\r\nok")
    assert response.headers["X-A"] == b"caf\xe9"
    assert response.headers.getlist("Set-Cookie") == [b"a=\xc3\xa9", b"b"]


def test_the_response_knows_its_latency_peer_and_version() -> None:
    async def ask() -> tuple[Request, Response]:
        async with site(WHOLE) as served, transport() as one:
            request = Request(served.url)
            return request, await one.download_request(request)

    request, response = asyncio.run(ask())
    assert request.meta["download_latency"] > 0
    assert (str(response.ip_address), response.protocol, response.certificate) == ("127.0.0.1", "HTTP/1.1", None)


def test_the_content_coding_is_never_undone_and_as_received_is_a_plain_response() -> None:
    body = gzip.compress(b"<p>text")
    answer = OK + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    received, usual = fetch(answer, meta={"as_received": True}), fetch(answer)
    assert received.body == usual.body == body
    assert type(fetch(WHOLE, meta={"as_received": True})) is Response and isinstance(fetch(WHOLE), HtmlResponse)
    assert received.headers["Content-Encoding"] == usual.headers["Content-Encoding"] == b"gzip"


# ── broken answers ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "answer",
    [
        OK + b"Content-Length: 20\r\n\r\nok",
        CHUNKED + b"2\r\nok\r\n",
        CHUNKED + b"2\r\nok\r\n0\r\n",
        CHUNKED + b"ZZ\r\nok",
        CHUNKED + b"2\r\nok\r\nZZ\r\nok",
        CHUNKED + b"2\r\nokay\r\n0\r\n\r\n",
    ],
)
@pytest.mark.parametrize("at_once", [True, False])
def test_a_cut_or_broken_body_is_lost(answer: bytes, at_once: bool) -> None:
    async def in_bytes(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for one in answer:
            writer.write(bytes([one]))
            await asyncio.sleep(0)

    with pytest.raises(ResponseDataLossError):
        fetch(answer if at_once else in_bytes)


def test_a_reset_in_the_middle_of_a_body_is_lost() -> None:
    async def reset(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(OK + b"\r\n" + b"a" * 100_000)
        await writer.drain()
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        writer.transport.abort()

    with pytest.raises(ResponseDataLossError):
        fetch(reset)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Type: text",
        b"<html>\n\n",
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 \x1b[31m No\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n",
        OK + b"Content-Length: 5\r\nContent-Length: 900\r\n\r\nokokok",
        OK + b"Content-Length: -5\r\n\r\nok",
    ],
)
def test_what_is_no_answer_fails(answer: bytes) -> None:
    with pytest.raises(DownloadFailedError):
        fetch(answer)


def test_a_name_that_nobody_knows_and_a_closed_port_are_told_apart() -> None:
    def unknown(*_: Any, **__: Any) -> list[Any]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    async def ask(url: str) -> None:
        async with transport(names=PublicAddresses(frozenset(), unknown)) as one:
            await one.download_request(Request(url))

    with pytest.raises(CannotResolveHostError):
        asyncio.run(ask("http://nowhere.example/"))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but not listening
        with pytest.raises(DownloadConnectionRefusedError):
            asyncio.run(ask(f"http://127.0.0.1:{taken.getsockname()[1]}/"))


# ── limits ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_stated_length_beyond_the_limit_is_refused_before_the_body_comes() -> None:
    async def head_only(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(OK + b"Content-Length: 1001\r\n\r\n")
        await reader.read()  # until the client goes

    with pytest.raises(DownloadCancelledError, match="states 1001 bytes"):
        fetch(head_only, most=1000)
    assert fetch(OK + b"Content-Length: 1000\r\n\r\n" + b"a" * 1000, most=1000).body == b"a" * 1000


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (OK + b"\r\n", b"<p>more"),
        (CHUNKED, b"1\r\na\r\n"),
        (CHUNKED + b"2;", b"extension"),
        (CHUNKED + b"2\r\nok\r\n0\r\n", b"X-Trailer: more\r\n"),
        (CHUNKED + b"2\r\nok\r\n0\r\nX-Trailer: ", b"more"),
    ],
    ids=["body", "chunks", "extension", "trailers", "trailer"],
)
def test_an_endless_answer_ends_soon_after_the_limit(head: bytes, piece: bytes) -> None:
    sent: list[int] = []
    with pytest.raises((DownloadCancelledError, ResponseDataLossError)):
        fetch(endless(head, piece, sent), most=1_000_000)
    assert sum(sent) < 12_000_000  # what the system keeps between the two ends counts as sent


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (OK, b"X-More: and more\r\n"),
        (OK + b"X-Long: ", b"and more"),
        (OK + b"X-Folded: a\r\n", b" and more\r\n"),
        (b"HTTP/1.1 200 ", b"reason"),
        (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
        (b"", b"\r\n"),
        (b"HTTP", b"/"),
    ],
    ids=["fields", "value", "folded", "reason", "interim", "blank", "no-http"],
)
def test_an_endless_head_fails_soon_after_the_limit(head: bytes, piece: bytes) -> None:
    sent: list[int] = []
    with pytest.raises(DownloadFailedError):
        fetch(endless(head, piece, sent), most_head=65_536)
    assert sum(sent) < 12_000_000


@pytest.mark.parametrize("head", [OK + b"Content-Length: 1000000000000\r\n\r\n", OK + b"\r\n"])
def test_where_a_part_is_enough_the_rest_is_left_at_the_server(head: bytes) -> None:
    sent: list[int] = []
    answer = fetch(endless(head, b"Disallow: /a\n", sent), meta={"download_enough": 20_000}, most=1_000_000)
    assert len(answer.body) == 20_000
    assert sum(sent) < 12_000_000


def test_a_head_within_the_limit_of_bytes_may_have_long_fields() -> None:
    field_of = b"Content-Security-Policy: " + b"default-src 'self'; " * 1000 + b"\r\n"
    assert fetch(OK + field_of + b"Content-Length: 2\r\n\r\nok").body == b"ok"


@pytest.mark.slow
@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\n", OK + b"\r\n", CHUNKED + b"2;"])
def test_a_slow_drip_ends_with_the_time_of_the_fetch(head: bytes) -> None:
    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while not writer.is_closing():
            writer.write(b"H"[len(head) > 0 :] + b"a")
            await writer.drain()
            await asyncio.sleep(0.02)

    with pytest.raises((DownloadTimeoutError, DownloadFailedError)) as failure:
        fetch(drip, meta={"download_timeout": 0.3})
    assert head == b"" or failure.type is DownloadTimeoutError


# ── large bodies take turns ──────────────────────────────────────────────────────────────────────────


def test_a_large_body_waits_for_its_turn_unread_while_others_are_fetched() -> None:
    go_on = asyncio.Event()
    drained: list[int] = []

    async def holding(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(OK + b"\r\n" + b"a" * 200_000)
        await writer.drain()
        await go_on.wait()

    async def waiting(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(OK + b"Content-Length: 40000000\r\n\r\n")
        for _ in range(400):
            writer.write(b"b" * 100_000)
            await writer.drain()
            drained.append(100_000)

    async def ask() -> None:
        limits = {"large": 100_000, "large_at_once": 1, "most": 50_000_000, "timeout": 60.0}
        async with site(holding) as first, site(waiting) as second, site(WHOLE) as small, transport(**limits) as one:
            holder = asyncio.ensure_future(one.download_request(Request(first.url)))
            await until(lambda: one.turns_taken == 1)
            waiter = asyncio.ensure_future(one.download_request(Request(second.url)))
            await until(lambda: len(drained) > 0)
            for _ in range(20):
                assert (await one.download_request(Request(small.url))).body == b"ok"
            assert sum(drained) < 15_000_000 and not waiter.done()
            go_on.set()
            assert len((await holder).body) == 200_000
            assert len((await waiter).body) == 40_000_000

    asyncio.run(ask())


@pytest.mark.slow
def test_who_drips_while_holding_a_turn_ends_in_time_and_who_waits_loses_no_time() -> None:
    async def dripping(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(OK + b"Content-Length: 5000\r\n\r\n")
        while not writer.is_closing():
            writer.write(b"a")
            await writer.drain()
            await asyncio.sleep(0.05)

    large = OK + b"Content-Length: 2000\r\n\r\n" + b"b" * 2000

    async def ask() -> None:
        limits = {"large": 1000, "large_at_once": 1}
        async with site(dripping) as slow, site(large) as sound, transport(**limits) as one:
            holder = asyncio.ensure_future(one.download_request(Request(slow.url, meta={"download_timeout": 1.0})))
            await until(lambda: one.turns_taken == 1)
            waiter = asyncio.ensure_future(one.download_request(Request(sound.url, meta={"download_timeout": 0.5})))
            with pytest.raises(DownloadTimeoutError):
                await holder
            assert len((await waiter).body) == 2000

    asyncio.run(ask())


async def until(true: Callable[[], bool]) -> None:
    while not true():
        await asyncio.sleep(0.005)


# ── addresses ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("host", ["127.0.0.1", "0x7f.1", "2130706433", "[::ffff:127.0.0.1]", "localhost", "127.0.0.1."])
def test_literals_of_private_addresses_are_refused_here_too(host: str) -> None:
    async def ask() -> None:
        async with site(WHOLE) as served, transport(local_hosts=frozenset()) as one:
            port = served.url.rpartition(":")[2]
            with pytest.raises(AddressRefused):
                await one.download_request(Request(f"http://{host}:{port}"))
            assert served.connections == 0

    asyncio.run(ask())


def looked_up(*answers: Sequence[str]) -> PublicAddresses:
    """Return a resolver that is told these addresses, one answer after the other."""
    told = itertools.cycle(answers)

    def look_up(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in next(told)]

    return PublicAddresses(frozenset({"intranet.example"}), look_up)


def test_a_name_is_refused_as_itself_before_connecting_and_a_local_one_is_not() -> None:
    async def ask() -> Response:
        names = looked_up(["127.0.0.1"])
        async with site(WHOLE) as served, transport(local_hosts=frozenset(), names=names) as one:
            port = served.url.rpartition(":")[2]
            with pytest.raises(AddressRefused, match=r"rebound\.example lies at 127\.0\.0\.1"):
                await one.download_request(Request(f"http://rebound.example:{port}"))
            assert served.connections == 0
            return await one.download_request(Request(f"http://intranet.example:{port}"))

    assert asyncio.run(ask()).body == b"ok"


# ── what is sent ─────────────────────────────────────────────────────────────────────────────────────


def test_the_address_is_sent_as_it_stands_without_fragment_and_credentials() -> None:
    async def ask() -> Site:
        async with site(WHOLE) as served, transport() as one:
            address = served.url.replace("//", "//user:word@") + "a/../b;c?d=%7e&f=(x)%E4%2f#part"
            await one.download_request(Request(address, headers={"X-Word": "caf\u00e9", "Accept": "text/html"}))
            return served

    served = asyncio.run(ask())
    lines = served.heads[0].split(b"\r\n")
    assert lines[0] == b"GET /a/../b;c?d=%7e&f=(x)%E4%2f HTTP/1.1"
    names = {line.partition(b":")[0].lower() for line in lines[1:-2]}
    assert names == {b"host", b"accept", b"x-word"}
    assert b"X-Word: caf\xc3\xa9" in lines


def test_a_connection_is_used_again_and_one_that_was_closed_meanwhile_costs_nothing() -> None:
    async def ask(close: bool) -> Site:
        async with site(WHOLE, close=close) as served, transport() as one:
            for _ in range(4):
                assert (await one.download_request(Request(served.url))).body == b"ok"
            return served

    assert asyncio.run(ask(close=False)).connections == 1
    assert asyncio.run(ask(close=True)).connections == 4


def test_a_request_is_sent_again_only_where_a_used_connection_was_closed() -> None:
    async def every_other(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = next(count)
        if asked == 1:
            writer.write(WHOLE)
        else:
            writer.close()  # without an answer

    async def ask() -> Site:
        async with site(every_other, close=False) as served, transport() as one:
            await one.download_request(Request(served.url))
            with pytest.raises(DownloadFailedError):
                await one.download_request(Request(served.url))
            return served

    count = itertools.count(1)
    served = asyncio.run(ask())
    assert (len(served.heads), served.connections) == (3, 2)


@pytest.mark.slow
def test_what_was_said_unasked_is_never_taken_for_the_next_answer() -> None:
    async def more_later(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(WHOLE)
        await writer.drain()
        await asyncio.sleep(0.05)
        writer.write(WHOLE.replace(b"ok", b"no"))

    async def ask() -> None:
        async with site(more_later, close=False) as served, transport() as one:
            for _ in range(3):
                assert (await one.download_request(Request(served.url))).body == b"ok"
                await asyncio.sleep(0.2)
            assert served.connections == 3

    asyncio.run(ask())


def test_the_oldest_idle_connections_are_closed_beyond_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aggregator.downloader.transport.MOST_KEPT", 2)
    assert MOST_KEPT > 64

    async def ask() -> None:
        kept = {"close": False}
        async with site(WHOLE, **kept) as a, site(WHOLE, **kept) as b, site(WHOLE, **kept) as c, transport() as one:
            for served in (a, b, c, c, b, a):
                await one.download_request(Request(served.url))
            assert (a.connections, b.connections, c.connections) == (2, 1, 1)

    asyncio.run(ask())


# ── proxies and TLS ──────────────────────────────────────────────────────────────────────────────────


def test_a_proxy_is_told_the_whole_address_and_its_own_credentials() -> None:
    async def ask() -> bytes:
        async with site(WHOLE) as proxy, transport(local_hosts=frozenset()) as one:
            meta = {"proxy": proxy.url.rstrip("/")}
            request = Request("http://news.example/a?b", meta=meta, headers={"Proxy-Authorization": "Basic eDp5"})
            assert (await one.download_request(request)).body == b"ok"
            with pytest.raises(AddressRefused):  # not the proxy's to judge
                await one.download_request(Request("http://10.0.0.1/", meta=meta))
            return proxy.heads[0]

    head = asyncio.run(ask())
    assert head.startswith(b"GET http://news.example/a?b HTTP/1.1\r\n")
    assert b"Host: news.example\r\n" in head and b"Proxy-Authorization: Basic eDp5\r\n" in head


def test_a_proxy_that_leads_nowhere_fails() -> None:
    async def ask() -> bytes:
        async with site(b"HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n") as proxy, transport() as one:
            headers = {"Proxy-Authorization": "Basic eDp5", "User-Agent": "ours"}
            request = Request("https://news.example/", meta={"proxy": proxy.url.rstrip("/")}, headers=headers)
            with pytest.raises(DownloadFailedError, match="407"):
                await one.download_request(request)
            return proxy.heads[0]

    head = asyncio.run(ask())
    assert head.startswith(b"CONNECT news.example:443 HTTP/1.1\r\n")
    assert b"Proxy-Authorization: Basic eDp5\r\n" in head and b"User-Agent: ours\r\n" in head


def test_certificates_are_verified_and_credentials_of_the_proxy_stay_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = Authority(tmp_path)

    async def ask(web: DemoWeb) -> Response:
        async with transport(local_hosts=frozenset()) as one:
            return await one.download_request(Request("https://news.example/a", meta={"proxy": web.proxy_url}))

    with DemoWeb(extra={"https://news.example/a": page(b"<p>secret")}, authority=authority) as web:
        with pytest.raises(DownloadFailedError, match="certificate"):
            asyncio.run(ask(web))
        monkeypatch.setenv("SSL_CERT_FILE", str(authority.root_file))
        response = asyncio.run(ask(web))
    assert response.body == b"<p>secret" and response.certificate is not None


# ── the crawl around it ──────────────────────────────────────────────────────────────────────────────


def test_both_schemes_share_one_transport() -> None:
    crawler = get_crawler(
        settings_dict={"DOWNLOAD_HEADERS_MAXSIZE": 1000, "DOWNLOAD_LARGE_BYTES": 1000, "DOWNLOAD_LARGE_AT_ONCE": 1}
    )
    assert Transport.from_crawler(crawler) is Transport.from_crawler(crawler)


def test_closing_gives_up_what_is_under_way_without_noise(caplog: pytest.LogCaptureFixture) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async def ask() -> None:
        async with site(silent) as served:
            one = Transport(local_hosts=frozenset({"127.0.0.1"}))
            fetching = asyncio.ensure_future(one.download_request(Request(served.url)))
            await until(lambda: len(served.heads) > 0)
            await one.close()
            with pytest.raises(Stopped):
                await fetching
            with pytest.raises(Stopped):
                await one.download_request(Request(served.url))

    asyncio.run(ask())
    assert caplog.records == []


@pytest.mark.parametrize(
    ("name", "error"),
    [("DOWNLOAD_MAXSIZE", DownloadCancelledError), ("DOWNLOAD_HEADERS_MAXSIZE", DownloadFailedError)],
)
def test_limits_are_settings(name: str, error: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aggregator.downloader.transport.hosts_marked_local", lambda _: frozenset({"127.0.0.1"}))
    settings = {"DOWNLOAD_HEADERS_MAXSIZE": 65_536, "DOWNLOAD_LARGE_BYTES": 1000, "DOWNLOAD_LARGE_AT_ONCE": 1}

    async def ask() -> None:
        one = Transport.from_crawler(get_crawler(settings_dict=settings | {name: 1}))
        async with site(WHOLE) as served:
            with pytest.raises(error):
                await one.download_request(Request(served.url))
        await one.close()

    asyncio.run(ask())
