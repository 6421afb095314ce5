"""An answer that breaks off is no article: it is asked for again later, and stored when it is whole."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import brotli
import pytest

from tests.hostile.attacks import CHUNKED, HTML, chunk
from tests.hostile.harvests import article, feed, harvest, source, story
from tests.hostile.server import HostileWeb, Reply, Stream, head_of

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

pytestmark = pytest.mark.slow  # each harvests in processes of its own

SITE = "http://odd.example"
CLOSE = ("Connection", "close")
Cut = Callable[[Stream, bytes], Coroutine[Any, Any, None]]


def deflated(body: bytes) -> bytes:
    return zlib.compress(body)


async def short_length(stream: Stream, body: bytes) -> None:
    await stream.send(head_of(200, HTML, CLOSE, ("Content-Length", str(len(body)))) + body[: len(body) * 2 // 3])


async def length_short_by_one(stream: Stream, body: bytes) -> None:
    await stream.send(head_of(200, HTML, CLOSE, ("Content-Length", str(len(body) + 1))) + body)


async def reset_in_the_middle(stream: Stream, body: bytes) -> None:
    await stream.send(head_of(200, HTML, ("Content-Length", str(len(body)))) + body[: len(body) * 2 // 3])
    stream.reset()


async def reset_without_length(stream: Stream, body: bytes) -> None:
    await stream.send(head_of(200, HTML, CLOSE) + body[: len(body) * 2 // 3])
    stream.reset()


async def reset_before_the_last_chunk(stream: Stream, body: bytes) -> None:
    await stream.send(head_of(200, HTML, CHUNKED) + chunk(body))
    stream.reset()


async def chunks_without_an_end(stream: Stream, body: bytes) -> None:
    await stream.send(head_of(200, HTML, CHUNKED) + chunk(body))


async def cut_chunk(stream: Stream, body: bytes) -> None:
    await stream.send(head_of(200, HTML, CHUNKED) + chunk(body)[: len(body) * 2 // 3])


async def chunk_of_a_broken_size(stream: Stream, body: bytes) -> None:
    await stream.send(head_of(200, HTML, CHUNKED) + chunk(body) + b"no-size\r\n\r\n0\r\n\r\n")


async def nothing_at_all(stream: Stream, body: bytes) -> None:
    """Close as soon as the request is there."""


async def half_a_head(stream: Stream, body: bytes) -> None:
    await stream.send(head_of(200, HTML)[:30])


def cut_coding(name: str, pack: Callable[[bytes], bytes], *, left: float, framed: bool) -> Cut:
    async def cut(stream: Stream, body: bytes) -> None:
        packed = pack(body)
        short = packed[: int(len(packed) * left)] if left < 1 else packed[:-1]
        length = ("Content-Length", str(len(short)))
        await stream.send(head_of(200, HTML, CLOSE, ("Content-Encoding", name), *([length] if framed else [])) + short)

    return cut


CUTS: dict[str, Cut] = {
    one.__name__.replace("_", "-"): one
    for one in (
        short_length, length_short_by_one, reset_in_the_middle, reset_without_length, reset_before_the_last_chunk,
        chunks_without_an_end, cut_chunk, chunk_of_a_broken_size, nothing_at_all, half_a_head,
    )
} | {
    f"{word}-{name}-{'framed' if framed else 'until-the-close'}": cut_coding(name, pack, left=left, framed=framed)
    for name, pack in (("gzip", gzip.compress), ("deflate", deflated), ("br", brotli.compress), ("zstd", zstd.compress))
    for word, left in (("half", 0.6), ("nearly-whole", 1.0))
    for framed in (True, False)
}  # fmt: skip


def test_a_cut_answer_is_never_stored_and_is_stored_when_it_is_whole(tmp_path: Path) -> None:
    whole: dict[str, Reply] = {f"{SITE}/news/{name}-of-the-day": story(name) for name in CUTS}
    documents: dict[str, Reply] = {f"{SITE}/feed": feed(whole)}

    def cut(name: str) -> Reply:
        async def answer(stream: Stream) -> None:
            await CUTS[name](stream, article(name))

        return answer

    pages: dict[str, Reply] = {f"{SITE}/news/{name}-of-the-day": cut(name) for name in CUTS}
    odd = [source("odd", f"{SITE}/", feeds=[f"{SITE}/feed"])]
    settings = ("RETRY_TIMES=1", "HARVEST_NOW=2026-11-20T12:00:00+00:00", "DOWNLOAD_TIMEOUT=10")
    with HostileWeb(documents | pages) as web:
        ran = harvest(tmp_path, web, "--all", sources=odd, settings=settings)
        waiting = {
            url: (state, outcome, reason)
            for url, state, outcome, reason in ran.rows(
                "SELECT url, state, outcome, reason FROM frontier WHERE next_at > '2026-11-20T12:00:00Z' AND attempts > 0"
            )
        }
        stored = ran.stored
        captures = ran.rows("SELECT count(*) FROM captures")
        web.pages |= whole
        later = harvest(tmp_path, web, settings=("HARVEST_NOW=2026-11-20T18:00:00+00:00",), sources=odd)
    ran.assert_calm()
    later.assert_calm()
    assert stored == set() and captures == [(0,)]
    assert set(waiting) == set(whole)
    assert {state for state, _, _ in waiting.values()} == {"waiting"} and all(why for _, _, why in waiting.values())
    assert later.stored == set(whole)


def test_a_cut_feed_is_no_feed_that_has_lost_its_entries(tmp_path: Path) -> None:
    """What it names is taken, and it is asked for in full again, though its validators have not changed."""
    first, second = f"{SITE}/news/the-first-story-of-the-day", f"{SITE}/news/the-second-story-of-the-day"
    body = feed([first, second]).body

    async def cut(stream: Stream) -> None:
        if "if-none-match" in stream.asked.headers:
            await stream.send(head_of(304, ("ETag", '"one"')))
        else:
            tag, length = ("ETag", '"one"'), ("Content-Length", str(len(body)))
            await stream.send(head_of(200, ("Content-Type", "application/rss+xml"), CLOSE, tag, length) + body[:-160])

    pages: dict[str, Reply] = {f"{SITE}/feed": cut, first: story("first"), second: story("second")}
    odd = [source("odd", f"{SITE}/", feeds=[f"{SITE}/feed"])]
    with HostileWeb(pages) as web:
        harvest(tmp_path, web, "--all", sources=odd, settings=("RETRY_TIMES=0",))
        web.pages[f"{SITE}/feed"] = feed([first, second])
        later = harvest(tmp_path, web, "--all", sources=odd)
        assert "if-none-match" not in web.asked(f"{SITE}/feed")[-1].headers
    assert later.stored == {first, second}
