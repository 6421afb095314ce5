"""The sample web on this machine: one small server that is both its sites and the proxy that leads to them.

A client that uses `proxy_url` as its proxy reaches `http://news1-global.example/…` by its own name, so
every check of names and addresses stays on. Only its own sites and the hosts of `extra` are answered for.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from aggregator.demo.answers import Answer, page, sentence
from aggregator.demo.sites import VISITS, Listed, Site, site, site_ids

if TYPE_CHECKING:
    from aggregator.demo.authority import Authority

Extra = Mapping[str, Answer | bytes] | Callable[[str], Answer | bytes | None]
"""Further addresses to serve: absolute address → answer (bytes: a page as HTML, in a charset of its own)."""

SOURCES = Path(__file__).parent / "sources"
"""The source files of the sample web, one a site."""

TRICKLE_PIECES = 8
TRICKLE_PAUSE = 0.25
"""Seconds between the pieces of a slow answer: two seconds in all, so that a test can wait for it."""

IDLE_SECONDS = 30
"""After which a silent connection is closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request that the sample web was asked, and how it answered."""

    host: str
    path: str
    """With its query."""

    status: int
    """0 where the answer was no HTTP, or none came."""

    method: str = "GET"
    visit: int = 0
    scheme: str = "http"

    @property
    def url(self) -> str:
        """The address that was asked for."""
        return f"{self.scheme}://{self.host}{self.path}"


class DemoWeb:
    """The sample web, served on loopback between `with` and its end.

    `visit` is the state of the sites, 0 or 1, two hours apart; it may be set at any time. `extra`
    serves further addresses at their own names: a mapping also answers 404 for the rest of its hosts,
    a callable answers for whatever it does not return None for. The scheme of a mapping's addresses is
    not looked at. With an `authority`, https:// addresses are reached through CONNECT, under certificates
    that it signs; without one CONNECT is refused.

    `requests` may be read while the server runs; each entry is there before its answer is sent.
    """

    def __init__(
        self, visit: int = 0, *, extra: Extra | None = None, authority: Authority | None = None, port: int = 0
    ) -> None:
        self.visit = visit
        self.authority = authority
        self.requests: list[Asked] = []
        self._extra = extra if callable(extra) else None
        self._pages = {} if extra is None or callable(extra) else {_key(url): each for url, each in extra.items()}
        self._hosts = {key.partition("/")[0] for key in self._pages}
        self._lock = threading.Lock()
        self._port = port
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def visit(self) -> int:
        """The state in which the sites are served: 0 or 1."""
        return self._visit

    @visit.setter
    def visit(self, visit: int) -> None:
        if visit not in range(len(VISITS)):
            raise ValueError(f"there are visits 0 to {len(VISITS) - 1}, not {visit}")
        self._visit = visit

    @property
    def proxy_url(self) -> str:
        """Where the proxy listens: `http://127.0.0.1:PORT`."""
        if self._server is None:
            raise RuntimeError("the sample web is only served inside `with DemoWeb() as web:`")
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def sources_folder(self) -> Path:
        """The folder of the source files, as `--sources` takes it."""
        return SOURCES

    @property
    def sites(self) -> Mapping[str, str]:
        """Source id → homepage, in the order in which the sites are told of."""
        return {site_id: site(site_id, self.visit).homepage for site_id in site_ids()}

    @staticmethod
    def moment(visit: int) -> dt.datetime:
        """Return the moment, aware and UTC, at which the sites stand at `visit`."""
        return VISITS[visit]

    @staticmethod
    def articles(visit: int = 0) -> tuple[Listed, ...]:
        """Return every article of every site as of `visit`, gone and moved ones too: what a harvest should find."""
        return tuple(each for site_id in site_ids() for each in site(site_id, visit).articles)

    def answer(self, url: str) -> Answer:
        """Return what the sample web sends for an absolute address at the present visit."""
        host, target = _split(url)
        if host in _by_host(self.visit):
            return _by_host(self.visit)[host].answer(target)
        if self._extra is not None:
            given = self._extra(url)
        else:
            given = self._pages.get(_key(url))
            if given is None and host in self._hosts:
                return sentence(404, f"{host} has no such page here.")
        if given is None:
            return sentence(502, f"This proxy leads to the sample web only, and {host or 'that'} is not part of it.")
        return page(given, "text/html") if isinstance(given, bytes) else given

    def leads_to(self, host: str) -> bool:
        """Whether anything may be answered for at `host`."""
        return host in _by_host(self.visit) or host in self._hosts or self._extra is not None

    def log(self, asked: Asked) -> None:
        """Note a request."""
        with self._lock:
            self.requests.append(asked)

    def __enter__(self) -> DemoWeb:
        self._server = _Server(("127.0.0.1", self._port), self)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None and self._thread is not None
        self._server.shutdown()
        self._server.close_connections()
        self._server.server_close()
        self._thread.join()
        self._server = self._thread = None


def _by_host(visit: int) -> Mapping[str, Site]:
    return {each.host: each for each in (site(site_id, visit) for site_id in site_ids())}


def _split(url: str) -> tuple[str, str]:
    """Return host, in lower case, and path with query, of an absolute address; ("", "/") of anything else."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return "", "/"
    return host, (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _key(url: str) -> str:
    """Return by what an address of `extra` is found: without scheme, and however it is percent-encoded."""
    host, target = _split(url)
    return host + unquote(target, errors="replace")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], web: DemoWeb) -> None:
        self.web = web
        self._open: set[socket.socket] = set()
        self._open_lock = threading.Lock()
        super().__init__(address, _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._open_lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._open_lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def exchange(self, connection: socket.socket, tunnel: socket.socket) -> None:
        """Note that `tunnel` has taken the place of `connection`."""
        with self._open_lock:
            self._open.discard(connection)
            self._open.add(tunnel)

    def close_connections(self) -> None:
        """End what clients keep open, so that no thread waits for them."""
        with self._open_lock:
            still_open = list(self._open)
        for connection in still_open:
            with contextlib.suppress(OSError):  # the client was faster
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients that hang up in the middle of an answer are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "SampleWeb"
    sys_version = ""
    disable_nagle_algorithm = True
    timeout = IDLE_SECONDS
    wbufsize = -1
    server: _Server

    _tunnel: str | None = None
    """The host that a CONNECT led to: further requests on this connection are for it."""

    def do_GET(self) -> None:
        """Answer for the address, in the absolute form that proxies are asked in or by the Host header."""
        url = self._url()
        if "://" not in self.path and _split(url)[0] in ("127.0.0.1", "localhost"):
            answer = self._about()
        else:
            answer = self._conditional(self.server.web.answer(url))
        self._send(url, answer)

    do_HEAD = do_GET

    def _url(self) -> str:
        if self._tunnel is not None:
            return f"https://{self._tunnel}{self.path}"
        return self.path if "://" in self.path else f"http://{self.headers.get('Host', '')}{self.path}"

    def do_CONNECT(self) -> None:
        """Become the https site that is asked for, where there is an authority to sign its certificate."""
        web = self.server.web
        host = _split(f"http://{self.path}")[0]
        if web.authority is None or self._tunnel is not None:
            self._send(f"https://{self.path}", sentence(501, "This proxy speaks plain http:// only: no CONNECT."))
        elif not web.leads_to(host):
            self._send(f"https://{self.path}", sentence(502, f"{host or 'That'} is not part of the sample web."))
        else:
            self.send_response_only(200, "Connection established")
            self.end_headers()
            self.wfile.flush()
            self._enter(host, web.authority.context(host))

    def _enter(self, host: str, context: ssl.SSLContext) -> None:
        """Go on speaking to the same client as `host`, inside TLS."""
        self.close_connection = False
        plain = self.connection
        try:
            self.connection = context.wrap_socket(plain, server_side=True)
        except OSError:  # the client does not trust us, or has gone
            self.close_connection = True
            return
        self.server.exchange(plain, self.connection)
        self.rfile = self.connection.makefile("rb", self.rbufsize)
        self.wfile = self.connection.makefile("wb", self.wbufsize)
        self._tunnel = host

    def finish(self) -> None:
        """Close what a tunnel opened; the plain connection is the server's to close."""
        super().finish()
        if self._tunnel is not None:
            self.server.shutdown_request(self.connection)

    def do_POST(self) -> None:
        """Refuse: a harvest only reads."""
        self.close_connection = True
        self._send(self._url(), sentence(405, "The sample web can only be read."))

    def _about(self) -> Answer:
        web = self.server.web
        text = {"proxy": web.proxy_url, "visit": web.visit, "sites": dict(web.sites)}
        return page((json.dumps(text, indent=1) + "\n").encode(), "application/json")

    def _conditional(self, answer: Answer) -> Answer:
        """Return a 304 where the client holds what would be sent (RFC 9110, section 13)."""
        if answer.status != 200 or answer.manner != "whole":
            return answer
        etag, changed = answer.header("etag"), answer.header("last-modified")
        asked_tag, asked_since = self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")
        if asked_tag is not None:
            same = etag is not None and (asked_tag.strip() == "*" or etag in _tags(asked_tag))
        else:
            same = bool(changed and asked_since) and _not_after(changed, asked_since)
        if not same:
            return answer
        kept = tuple(pair for pair in answer.headers if pair[0].lower() in ("etag", "last-modified", "cache-control"))
        return Answer(status=304, headers=kept)

    def _send(self, url: str, answer: Answer) -> None:
        host, target = _split(url)
        sent = answer.status if answer.manner in ("whole", "cut", "trickle") else 0
        web = self.server.web
        scheme = url.partition(":")[0]
        web.log(Asked(host=host, path=target, status=sent, method=self.command, visit=web.visit, scheme=scheme))
        if answer.manner in ("drop", "raw", "cut"):
            self.close_connection = True
        if answer.manner == "raw":
            self.wfile.write(answer.body)
        elif answer.manner != "drop":
            self._send_head(answer)
            if self.command != "HEAD":
                self._send_body(answer)
        self.wfile.flush()

    def _send_head(self, answer: Answer) -> None:
        self.send_response_only(answer.status, _phrase(answer.status))
        self.send_header("Date", format_datetime(VISITS[self.server.web.visit], usegmt=True))
        for name, value in answer.headers:
            self.send_header(name, value)
        if answer.status != 304:
            length = len(answer.body)
            self.send_header("Content-Length", str(2 * length if answer.manner == "cut" else length))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()

    def _send_body(self, answer: Answer) -> None:
        if answer.manner != "trickle":
            self.wfile.write(answer.body)
            return
        size = -(-len(answer.body) // TRICKLE_PIECES)
        for start in range(0, len(answer.body), size):
            self.wfile.write(answer.body[start : start + size])
            self.wfile.flush()
            time.sleep(TRICKLE_PAUSE)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing on stderr: `requests` has it."""


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def _tags(value: str) -> Sequence[str]:
    """Return the entity tags of an If-None-Match value; weak ones count as strong (weak comparison)."""
    return [tag.strip().removeprefix("W/") for tag in value.split(",")]


def _not_after(changed: str | None, since: str | None) -> bool:
    try:
        return parsedate_to_datetime(changed or "") <= parsedate_to_datetime(since or "")
    except (TypeError, ValueError):  # no date: the condition is ignored
        return False
