"""Content codings: whole answers come out whole, broken and overlong ones are refused."""

from __future__ import annotations

import contextlib
import gzip
import sys
import zlib
from collections.abc import Callable

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.coding import CODINGS, CodingError, decode

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}
TEXT = b"The harbour was closed at noon. " * 4000


@pytest.mark.parametrize("name", CODINGS)
def test_every_coding_we_ask_for_is_undone(name: str) -> None:
    assert decode(PACK[name](TEXT), [name], limit=len(TEXT)) == TEXT


@pytest.mark.parametrize("name", CODINGS)
@pytest.mark.parametrize("part", [0.5, 0.9, 0.99])
def test_cut_data_are_never_taken_for_the_whole(name: str, part: float) -> None:
    packed = PACK[name](TEXT)
    with pytest.raises(CodingError):
        decode(packed[: int(len(packed) * part)], [name], limit=10_000_000)


@pytest.mark.parametrize("name", CODINGS)
def test_what_grows_beyond_the_limit_is_refused(name: str) -> None:
    with pytest.raises(CodingError, match="more than 1000 bytes"):
        decode(PACK[name](TEXT), [name], limit=1000)


def test_bare_deflate_is_understood() -> None:
    packer = zlib.compressobj(wbits=-15)
    assert decode(packer.compress(TEXT) + packer.flush(), ["deflate"], limit=len(TEXT)) == TEXT


def test_gzip_in_gzip_is_undone() -> None:
    assert decode(gzip.compress(gzip.compress(TEXT)), ["gzip", "gzip"], limit=len(TEXT)) == TEXT


def test_gzip_members_are_joined_and_padding_passed_over() -> None:
    assert decode(gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0\0", ["x-gzip"], limit=100) == b"one two"


def test_many_layers_are_refused() -> None:
    with pytest.raises(CodingError, match="3 content codings"):
        decode(b"", ["gzip", "gzip", "gzip"], limit=10)


def test_unknown_coding_is_refused() -> None:
    with pytest.raises(CodingError, match="unknown content coding"):
        decode(b"x", ["compress"], limit=10)


def test_identity_changes_nothing() -> None:
    assert decode(b"x", ["identity", ""], limit=10) == b"x"


@given(st.binary(max_size=400), st.sampled_from(CODINGS))
def test_any_bytes_decode_or_are_refused(body: bytes, name: str) -> None:
    with contextlib.suppress(CodingError):
        assert len(decode(body, [name], limit=1000)) <= 1000


@given(st.binary(max_size=4000), st.sampled_from(CODINGS))
def test_packing_and_undoing_is_identity(body: bytes, name: str) -> None:
    assert decode(PACK[name](body), [name], limit=4000) == body
