"""Bodies that are cheap to send and dear to unpack."""

from __future__ import annotations

import gzip
import time

import pytest

from aggregator.coding import MOST_MEMBERS, CodingError, decode

EMPTY_GZIP = gzip.compress(b"", mtime=0)
EMPTY_FRAME = bytes.fromhex("28b52ffd2000010000")
SKIPPABLE_FRAME = bytes.fromhex("502a4d1800000000")


@pytest.mark.slow
@pytest.mark.parametrize(("coding", "member"), [("gzip", EMPTY_GZIP), ("zstd", EMPTY_FRAME), ("zstd", SKIPPABLE_FRAME)])
def test_half_a_million_empty_members_are_refused_at_once(coding: str, member: bytes) -> None:
    body = member * (9_000_000 // len(member))
    begun = time.process_time()
    with pytest.raises(CodingError, match="one after the other"):
        decode(body, [coding], limit=10_000_000)
    assert time.process_time() - begun < 3


def test_a_body_that_was_packed_in_blocks_is_whole() -> None:
    blocks = [bytes([65 + number % 26]) * 1000 for number in range(MOST_MEMBERS)]
    assert decode(b"".join(map(gzip.compress, blocks)), ["gzip"], limit=10_000_000) == b"".join(blocks)
