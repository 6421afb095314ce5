"""A web server on loopback that misbehaves at the level of bytes, and notes all that it is asked."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from aggregator.demo.answers import Answer

Context = Callable[[str], ssl.SSLContext]
"""Server name → the server side of TLS for it."""


@dataclass(slots=True, kw_only=True)
class Asked:
    """One request, and how long its answer went on."""

    scheme: str
    """`http` or `https`; `connect` where a proxy was asked for a tunnel."""

    host: str
    path: str
    """With its query."""

    headers: Mapping[str, str]
    """In lower case; a repeated one's values joined by a comma."""

    by_proxy: bool
    """Whether it was asked as one asks a proxy."""

    began: float
    ended: float | None = None
    """`time.monotonic()`; None while the answer goes on."""

    sent: int = 0
    """Bytes of the answer."""

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.host}{self.path}"


class Stream:
    """The connection on which an attack answers."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, asked: Asked) -> None:
        self._reader = reader
        self._writer = writer
        self.asked = asked

    async def send(self, data: bytes) -> None:
        """Send, at the client's pace; raises ConnectionError where it has gone."""
        self._writer.write(data)
        self.asked.sent += len(data)
        await self._writer.drain()

    async def silence(self) -> None:
        """Say nothing until the client goes."""
        while await self._reader.read(65_536):
            pass

    async def drip(self, data: bytes, *, pause: float) -> None:
        """Send byte after byte, with `pause` seconds between them."""
        gone = asyncio.ensure_future(self.silence())
        try:
            for at in range(len(data)):
                await self.send(data[at : at + 1])
                done, _ = await asyncio.wait([gone], timeout=pause)
                if done:
                    return
        finally:
            gone.cancel()

    def reset(self) -> None:
        """End the connection with a TCP reset, as a crash or a censor does."""
        sock = self._writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._writer.transport.abort()


Attack = Callable[[Stream], Coroutine[Any, Any, None]]
"""Answers a request in any way that a connection allows; afterwards it is closed."""

Reply = Answer | Attack


class HostileWeb:
    """All sites of one test, served between `with` and its end, on a port for http and one for https.

    `pages` holds absolute addresses; its hosts answer 404 for all others. Either port is a proxy as well. With
    `contexts`, TLS is spoken under the certificate that it gives for a server name.
    """

    def __init__(self, pages: Mapping[str, Reply], *, contexts: Context | None = None) -> None:
        self.pages = dict(pages)
        self.requests: list[Asked] = []
        self.connections = 0
        self.port = self.secure_port = 0
        self._contexts = contexts
        self._loop = asyncio.new_event_loop()
        self._tasks: set[asyncio.Task[None]] = set()
        self._servers: list[asyncio.Server] = []
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    @property
    def hosts(self) -> frozenset[str]:
        """Every host that has a page."""
        return frozenset(urlsplit(url).hostname or "" for url in self.pages)

    @property
    def proxy_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def asked(self, url: str) -> list[Asked]:
        """Return the requests for one address, in order."""
        return [one for one in list(self.requests) if one.url == url]

    def __enter__(self) -> HostileWeb:
        self._thread.start()
        self.port = self._do(self._listen(None))
        if self._contexts is not None:
            self.secure_port = self._do(self._listen(self._by_name(self._contexts)))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._do(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _do(self, work: Coroutine[Any, Any, int]) -> int:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(20)

    async def _listen(self, context: ssl.SSLContext | None) -> int:
        scheme = "https" if context else "http"

        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task is not None
            self._tasks.add(task)
            self.connections += 1
            try:
                await self._serve(reader, writer, scheme)
            except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ssl.SSLError, OSError):
                pass  # the client has gone, or says what is no HTTP
            except asyncio.CancelledError:
                pass  # the test is over
            finally:
                self._tasks.discard(task)
                if not writer.transport.is_closing():  # else asyncio of Python 3.11 may stumble over it
                    writer.transport.abort()

        server = await asyncio.start_server(connected, "127.0.0.1", 0, ssl=context, backlog=512, limit=1 << 20)
        self._servers.append(server)
        return int(server.sockets[0].getsockname()[1])

    async def _end(self) -> int:
        for server in self._servers:
            server.close()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0)  # transports that were aborted close now
        return 0

    @staticmethod
    def _by_name(contexts: Context) -> ssl.SSLContext:
        """Return a context that becomes the right one when the client says whom it wants."""

        def choose(connection: ssl.SSLSocket | ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
            connection.context = contexts(name or "nobody.example")

        first = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        first.sni_callback = choose
        return first

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, scheme: str) -> None:
        tunnel = ""
        while head := await reader.readuntil(b"\r\n\r\n"):
            line, *lines = head.decode("latin-1").strip().split("\r\n")
            method, target, _ = line.split(" ", 2)
            headers: dict[str, str] = {}
            for one in lines:
                name, _, value = one.partition(":")
                name, value = name.lower(), value.strip()
                headers[name] = f"{headers[name]}, {value}" if name in headers else value
            asked = Asked(
                scheme="connect" if method == "CONNECT" else "https" if tunnel else scheme,
                host="", path=target, headers=headers, by_proxy="://" in target, began=time.monotonic(),
            )  # fmt: skip
            parts = urlsplit(target if "://" in target else f"//{target if method == 'CONNECT' else ''}")
            asked.host = tunnel or parts.netloc or headers.get("host", "")
            if asked.by_proxy:
                asked.path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            self.requests.append(asked)
            if method == "CONNECT" and self._contexts is not None and not tunnel:
                tunnel = asked.host.partition(":")[0]
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                await writer.start_tls(self._contexts(tunnel))
                continue
            try:
                if not await self._answer(Stream(reader, writer, asked)):
                    return
            finally:
                asked.ended = time.monotonic()

    async def _answer(self, stream: Stream) -> bool:
        """Send what there is for a request; return whether another one may follow on the connection."""
        host = stream.asked.host.rpartition("@")[2].partition(":")[0]
        reply = self.pages.get(f"{stream.asked.scheme}://{host}{stream.asked.path}")
        if reply is None:
            reply = Answer(status=404 if host in self.hosts else 502, body=b"Nothing.\n")
        if not isinstance(reply, Answer):
            await reply(stream)
            return False
        if reply.manner == "raw":
            await stream.send(reply.body)
            return False
        await stream.send(head_of(reply.status, *reply.headers, ("Content-Length", str(len(reply.body)))) + reply.body)
        return True


def head_of(status: int, *headers: tuple[str, str]) -> bytes:
    """Return status line and headers as they are sent."""
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = "Odd"
    lines = [f"HTTP/1.1 {status} {phrase}", *(f"{name}: {value}" for name, value in headers)]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8")


class Canary:
    """A server inside the network, where no harvest has any business: it counts who comes."""

    def __init__(self) -> None:
        self.visits = 0
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._thread = threading.Thread(target=self._count, daemon=True)

    @property
    def port(self) -> int:
        return int(self._socket.getsockname()[1])

    def __enter__(self) -> Canary:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)

    def _count(self) -> None:
        while True:
            try:
                visitor, _ = self._socket.accept()
            except OSError:  # closed: the test is over
                return
            self.visits += 1
            with visitor, contextlib.suppress(OSError):
                body = b"<html><title>Inside</title><h1>Inside</h1><p>Nobody outside may read this.</p></html>"
                visitor.sendall(head_of(200, ("Content-Type", "text/html"), ("Connection", "close")) + body)
