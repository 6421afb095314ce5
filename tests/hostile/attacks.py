"""Answers that try to be endless: in size, in time, in headers, or once they are unpacked."""

from __future__ import annotations

import asyncio
import gzip
import itertools
import sys
import zlib
from collections.abc import Callable
from functools import lru_cache

import brotli

from aggregator.demo.answers import Answer, redirect
from tests.hostile.server import Attack, Reply, Stream, head_of

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

HTML = ("Content-Type", "text/html; charset=utf-8")
CHUNKED = ("Transfer-Encoding", "chunked")
BLOCK = b"<p>An endless page says this again and again, and a reader waits for its end.</p>\n" * 400
UNPACKED = 50_000_000
"""Bytes that a bomb unpacks to: far beyond all limits, and still quickly made."""

PAUSE = 0.2
"""Seconds between two bytes of a drip: each byte comes well within any limit on silence."""


def _zeros(pack: Callable[[bytes], bytes], finish: Callable[[], bytes]) -> bytes:
    block = b"<p>" + bytes(1_000_000)
    return b"".join(pack(block) for _ in range(UNPACKED // len(block))) + finish()


@lru_cache
def bomb(coding: str) -> bytes:
    """Return a body of some hundred kilobytes that unpacks to `UNPACKED` bytes."""
    if coding == "br":
        packer = brotli.Compressor(quality=5)
        return _zeros(packer.process, packer.finish)
    if coding == "zstd":
        frame = zstd.ZstdCompressor()
        return _zeros(frame.compress, frame.flush)
    stream = zlib.compressobj(9, wbits=31 if coding == "gzip" else 15)
    return _zeros(stream.compress, stream.flush)


def packed(body: bytes, *codings: str) -> Answer:
    return Answer(headers=(HTML, ("Content-Encoding", ", ".join(codings))), body=body)


def packed_bombs() -> dict[str, Reply]:
    """Return answers of some size on the wire and another one in memory."""
    page = b"<h1>Report</h1>" + b"<p>The bridge is closed for repair until the end of the month.</p>" * 20
    thrice = gzip.compress(gzip.compress(gzip.compress(page)))
    return {
        "gzip-bomb": packed(bomb("gzip"), "gzip"),
        "deflate-bomb": packed(bomb("deflate"), "deflate"),
        "brotli-bomb": packed(bomb("br"), "br"),
        "zstd-bomb": packed(bomb("zstd"), "zstd"),
        "gzip-in-gzip-bomb": packed(gzip.compress(bomb("gzip")), "gzip", "gzip"),
        "gzip-in-brotli-bomb": packed(brotli.compress(bomb("gzip")), "gzip", "br"),
        "three-layers": packed(thrice, "gzip", "gzip", "gzip"),
        "twenty-layers": packed(thrice, *["gzip"] * 20),
        "ten-thousand-codings": packed(page, *["gzip"] * 10_000),
        "half-a-million-members": packed(gzip.compress(b"", mtime=0) * 450_000, "gzip"),
        "half-a-million-frames": packed(zstd.compress(b"") * 700_000, "zstd"),
        "unknown-coding": packed(page, "compress"),
        "gzip-that-is-none": packed(page, "gzip"),
        "eleven-megabytes": Answer(headers=(HTML,), body=BLOCK * (11_000_000 // len(BLOCK))),
    }


async def endless(stream: Stream, head: bytes, block: bytes = BLOCK) -> None:
    await stream.send(head)
    while True:
        await stream.send(block)


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


async def never_answers(stream: Stream) -> None:
    await stream.silence()


async def head_alone(stream: Stream) -> None:
    await stream.send(head_of(200, HTML, ("Content-Length", "20000")))
    await stream.silence()


async def terabyte_in_silence(stream: Stream) -> None:
    await stream.send(head_of(200, HTML, ("Content-Length", str(10**12))) + BLOCK)
    await stream.silence()


async def terabyte_sent(stream: Stream) -> None:
    await endless(stream, head_of(200, HTML, ("Content-Length", str(10**12))))


async def terabyte_of_gzip(stream: Stream) -> None:
    head = head_of(200, HTML, ("Content-Encoding", "gzip"), ("Content-Length", str(10**12)))
    await endless(stream, head, gzip.compress(BLOCK))


async def endless_body(stream: Stream) -> None:
    await endless(stream, head_of(200, HTML, ("Connection", "close")))


async def endless_chunks(stream: Stream) -> None:
    await endless(stream, head_of(200, HTML, CHUNKED), chunk(BLOCK))


async def endless_small_chunks(stream: Stream) -> None:
    await endless(stream, head_of(200, HTML, CHUNKED), chunk(b"x") * 2000)


async def endless_chunk_extension(stream: Stream) -> None:
    await endless(stream, head_of(200, HTML, CHUNKED) + b"5;", b"extension=value;" * 1000)


async def flood_of_chunk_extensions(stream: Stream) -> None:
    await endless(stream, head_of(200, HTML, CHUNKED), (b"1;" + b"a=b;" * 1000 + b"\r\nx\r\n") * 10)


async def endless_chunk_size(stream: Stream) -> None:
    await endless(stream, head_of(200, HTML, CHUNKED), b"0" * 10_000)


async def endless_trailers(stream: Stream) -> None:
    await stream.send(head_of(200, HTML, CHUNKED) + chunk(BLOCK) + b"0\r\n")
    for number in itertools.count():
        await stream.send(b"".join(b"X-Trailer-%d-%d: value\r\n" % (number, n) for n in range(100)))


async def endless_headers(stream: Stream) -> None:
    await stream.send(b"HTTP/1.1 200 OK\r\n")
    for number in itertools.count():
        await stream.send(b"".join(b"X-Header-%d-%d: value\r\n" % (number, n) for n in range(100)))


async def endless_same_header(stream: Stream) -> None:
    await endless(stream, b"HTTP/1.1 200 OK\r\n", b"Set-Cookie: a=b\r\n" * 100)


async def endless_header_line(stream: Stream) -> None:
    await endless(stream, b"HTTP/1.1 200 OK\r\nX-Header: ", b"value " * 1000)


async def endless_header_name(stream: Stream) -> None:
    await endless(stream, b"HTTP/1.1 200 OK\r\n", b"x-name" * 1000)


async def endless_status_line(stream: Stream) -> None:
    await endless(stream, b"HTTP/1.1 200 ", b"fine " * 1000)


async def endless_folded_header(stream: Stream) -> None:
    await endless(stream, b"HTTP/1.1 200 OK\r\nX-Header: value\r\n", b" folded further\r\n" * 100)


async def hundred_thousand_headers(stream: Stream) -> None:
    many = b"".join(b"X-Header-%d: value\r\n" % number for number in range(100_000))
    await stream.send(b"HTTP/1.1 200 OK\r\n" + many + b"Content-Length: 5\r\n\r\nshort")
    await stream.silence()


async def header_of_five_megabytes(stream: Stream) -> None:
    await stream.send(b"HTTP/1.1 200 OK\r\nX-Header: " + b"value " * 800_000 + b"\r\nContent-Length: 5\r\n\r\nshort")
    await stream.silence()


async def endless_early_hints(stream: Stream) -> None:
    await endless(stream, b"", b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n" * 20)


async def endless_continues(stream: Stream) -> None:
    await endless(stream, b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 50)


async def slow_continues(stream: Stream) -> None:
    while True:
        await stream.drip(b"HTTP/1.1 102 Processing\r\n\r\n", pause=0.05)


async def dripping_headers(stream: Stream) -> None:
    await stream.drip(b"HTTP/1.1 200 OK\r\n" + b"X-Slow: value\r\n" * 1000, pause=PAUSE)


async def dripping_body(stream: Stream) -> None:
    await stream.send(head_of(200, HTML, ("Content-Length", str(len(BLOCK)))))
    await stream.drip(BLOCK, pause=PAUSE)


async def dripping_chunks(stream: Stream) -> None:
    await stream.send(head_of(200, HTML, CHUNKED))
    await stream.drip(chunk(b"x") * 10_000, pause=PAUSE)


async def dripping_without_length(stream: Stream) -> None:
    await stream.send(head_of(200, HTML, ("Connection", "close")))
    await stream.drip(BLOCK, pause=PAUSE)


async def dripping_gzip(stream: Stream) -> None:
    await stream.send(head_of(200, HTML, ("Content-Encoding", "gzip"), CHUNKED))
    await stream.drip(b"".join(chunk(bytes([one])) for one in gzip.compress(BLOCK)), pause=PAUSE)


async def dripping_after_three_megabytes(stream: Stream) -> None:
    """Take whatever turn large bodies have, and keep it."""
    await stream.send(head_of(200, HTML, ("Content-Length", "9000000")) + BLOCK * (3_000_000 // len(BLOCK)))
    await stream.drip(BLOCK, pause=PAUSE)


async def dripping_redirects(stream: Stream) -> None:
    """Send to the next address, a little later each time: each answer is quick enough, all of them are not."""
    number = int(stream.asked.path.rpartition("-")[2])
    await asyncio.sleep(0.3)
    location = ("Location", f"/news/dripping-redirects-{number + 1}")
    await stream.send(head_of(302, location, ("Content-Length", "0"), ("Connection", "close")))


ATTACKS: dict[str, Attack] = {
    one.__name__.replace("_", "-"): one
    for one in (
        never_answers, head_alone, terabyte_in_silence, terabyte_sent, terabyte_of_gzip, endless_body, endless_chunks,
        endless_small_chunks, endless_chunk_extension, flood_of_chunk_extensions, endless_chunk_size, endless_trailers,
        endless_headers, endless_same_header, endless_header_line, endless_header_name, endless_status_line,
        endless_folded_header, hundred_thousand_headers, header_of_five_megabytes, endless_early_hints,
        endless_continues, slow_continues, dripping_headers, dripping_body, dripping_chunks, dripping_without_length,
        dripping_gzip, dripping_after_three_megabytes,
    )
}  # fmt: skip
"""Each holds its connection until the client ends it."""


def chains(site: str) -> dict[str, Reply]:
    """Return redirects of `site` that lead on and on; where each begins is named by its first address."""
    pages: dict[str, Reply] = {f"{site}/news/chain-{n}": redirect(302, f"/news/chain-{n + 1}") for n in range(60)}
    pages |= {f"{site}/news/circle-{n}": redirect(301, f"/news/circle-{(n + 1) % 3}") for n in range(3)}
    pages |= {f"{site}/news/to-itself": redirect(307, f"{site}/news/to-itself")}
    pages |= {f"{site}/news/refresh-to-itself": _refresh(f"{site}/news/refresh-to-itself")}
    pages |= {f"{site}/news/refreshes-{n}": _refresh(f"/news/refreshes-{n + 1}") for n in range(60)}
    pages |= {f"{site}/news/dripping-redirects-{n}": dripping_redirects for n in range(20)}
    pages |= {f"{site}/news/long-location": redirect(302, "/news/" + "a" * 60_000)}
    return pages


def _refresh(url: str) -> Answer:
    return Answer(headers=(HTML,), body=f'<meta http-equiv="refresh" content="0; url={url}">'.encode())
