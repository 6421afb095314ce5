"""Content codings (RFC 9110, 8.4) undone within a limit, and never halfway."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import cast

import brotli
from isal import isal_zlib

from aggregator.headers import Headers, values

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

CODINGS = ("gzip", "deflate", "br", "zstd")
"""What we ask for, by the registry's names."""

MOST_LAYERS = 2
"""Codings that may lie over each other. One is usual; two come from careless proxies; more only from bombs."""

MOST_MEMBERS = 256
"""Members of one gzip body, frames of one Zstandard body. Block-wise packers make one for each 64 KB; half a million
empty ones fit into the download limit, and each costs a copy of all that is behind it."""

_BROKEN: tuple[type[Exception], ...] = (
    cast("type[Exception]", isal_zlib.error),  # whose stub takes it for an exception itself
    brotli.error,
    zstd.ZstdError,
)
_CHUNK = 64 * 1024
_ZSTD_OPTIONS = {int(zstd.DecompressionParameter.window_log_max): 23}
"""A window of 8 MB, which is what RFC 8878 asks decoders to support (RFC 9659 makes it the most for HTTP)."""


def codings(headers: Headers) -> tuple[str, ...]:
    """Return the content codings that a message's headers name, lower case, in the order they were applied.

    >>> codings([("content-encoding", "GZIP, identity")])
    ('gzip',)
    """
    said = ",".join(values(headers, "content-encoding")).lower().split(",")
    return tuple(name for one in said if (name := one.strip()) not in ("", "identity"))


class CodingError(Exception):
    """The body is not what its Content-Encoding says, ends early, or grows beyond the limit."""


def decode(body: bytes, codings: Sequence[str], *, limit: int) -> bytes:
    """Return `body` with its `codings`, in the order they were applied, undone from the last to the first.

    Raises CodingError where a coding is unknown, the data are broken or end early, or more than `limit`
    bytes come out of any layer.
    """
    layers = [name for name in codings if name not in ("", "identity")]
    if len(layers) > MOST_LAYERS:
        raise CodingError(f"{len(layers)} content codings over each other")
    for name in reversed(layers):
        undo = _UNDO.get(name)
        if undo is None:
            raise CodingError(f'unknown content coding "{name[:40]}"')
        try:
            body = undo(body, limit)
        except _BROKEN as error:
            raise CodingError(f"broken {name} data ({error})") from None
    return body


def _gzip(body: bytes, limit: int) -> bytes:
    """Undo gzip (RFC 1952), which may be several members one after the other."""
    out: list[bytes] = []
    size = members = 0
    while body:
        members = _one_more(members)
        member = isal_zlib.decompressobj(wbits=31)
        while not member.eof:
            piece = member.decompress(body, limit - size + 1)
            out.append(piece)
            size += len(piece)
            _check(size, limit)
            body = member.unconsumed_tail
            if not body and not member.eof:
                raise CodingError("the gzip data end early")
        body = member.unused_data.lstrip(b"\0")  # servers pad with zeros; gzip(1) passes them over as well
        if not body.startswith(b"\x1f\x8b"):
            break  # rubbish behind the last member is ignored by every browser
    return b"".join(out)


def _deflate(body: bytes, limit: int) -> bytes:
    """Undo deflate: zlib format as the standard says, or bare as many servers send it."""
    bare = not (len(body) > 1 and body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0)
    inflate = isal_zlib.decompressobj(wbits=-15 if bare else 15)
    out = inflate.decompress(body, limit + 1)
    _check(len(out), limit)
    if not inflate.eof:
        raise CodingError("the deflate data end early")
    return out


def _brotli(body: bytes, limit: int) -> bytes:
    """Undo Brotli (RFC 7932)."""
    undo = brotli.Decompressor()
    out: list[bytes] = []
    size = 0
    data = body
    while True:
        piece = undo.process(data, output_buffer_limit=_CHUNK)
        data = b""
        out.append(piece)
        size += len(piece)
        _check(size, limit)
        if undo.is_finished():
            return b"".join(out)
        if not piece and undo.can_accept_more_data():
            raise CodingError("the Brotli data end early")


def _zstd(body: bytes, limit: int) -> bytes:
    """Undo Zstandard (RFC 8878), which may be several frames one after the other."""
    out: list[bytes] = []
    size = frames = 0
    while body:
        frames = _one_more(frames)
        frame = zstd.ZstdDecompressor(options=_ZSTD_OPTIONS)
        data = body
        while not frame.eof:
            piece = frame.decompress(data, max_length=_CHUNK)
            data = b""
            out.append(piece)
            size += len(piece)
            _check(size, limit)
            if not piece and frame.needs_input and not frame.eof:
                raise CodingError("the Zstandard data end early")
        body = frame.unused_data
    return b"".join(out)


def _check(size: int, limit: int) -> None:
    if size > limit:
        raise CodingError(f"more than {limit} bytes after decoding")


def _one_more(members: int) -> int:
    if members >= MOST_MEMBERS:
        raise CodingError(f"more than {MOST_MEMBERS} packed parts one after the other")
    return members + 1


_UNDO: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
