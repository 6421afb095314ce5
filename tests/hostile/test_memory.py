"""However much is served at once, all processes of a harvest together hold no more than their limit."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from aggregator.demo.answers import Answer, page
from tests.hostile.attacks import packed
from tests.hostile.harvests import MEMORY, article, feed, harvest, source, story
from tests.hostile.server import HostileWeb, Reply

pytestmark = pytest.mark.slow  # each harvests in processes of its own

SIZE = 9_900_000
"""Bytes of each page: just within DOWNLOAD_MAXSIZE."""

HOSTS = 32


def filled(start: bytes, piece: bytes) -> bytes:
    return start + piece * ((SIZE - len(start)) // len(piece))


def large_pages() -> list[Answer]:
    """Return pages of the full size, each costly in its own way."""
    told = article("large").removesuffix(b"</article></body></html>")
    whole = filled(told, b"<p>The council said today that the bridge over the river is closed for repair.</p>\n")
    return [
        page(filled(told, b"<p>a")),
        page(whole),
        packed(gzip.compress(whole, 1), "gzip"),
        page(filled(told, b"<div>")),
        page(filled(told, b"<i class='a b' id=c title=d>x</i>")),
        page(filled(told, b"a ")),
        page(filled(told + b"<script type='application/ld+json'>[", b'{"@type":"NewsArticle","headline":"x"},')),
        page(filled(told, "\u4e00\u4e8c\u4e09\u3002".encode())),
    ]


def large_documents(host: str) -> dict[str, Answer]:
    """Return feeds and sitemaps of the full size, with one good item each."""
    item = f"<item><title>Good</title><link>http://{host}/news/a-sound-story</link></item>".encode()
    rss = b'<rss version="2.0"><channel><title>News</title>' + item
    loc = f"<urlset><url><loc>http://{host}/news/a-sound-story</loc></url>".encode()
    return {
        "feeds": page(
            filled(
                rss, b"<item><title>Far</title><link>http://far.example/a</link><description>text</description></item>"
            ),
            "text/xml",
        ),
        "news_sitemaps": page(
            filled(loc, b"<url><loc>http://far.example/a</loc><lastmod>2026-11-20</lastmod></url>"), "text/xml"
        ),
        "listings": page(
            filled(
                f"<a href='http://{host}/news/a-sound-story'>A headline of the day with words</a>".encode(),
                b"<a href=/a>x</a>",
            )
        ),
    }


def test_thirty_two_sites_that_serve_all_they_may_at_once_stay_within_the_limit(tmp_path: Path) -> None:
    large = large_pages()
    served: dict[str, Reply] = {}
    sources = []
    for number in range(HOSTS):
        host = f"site-{number}.example"
        urls = [f"http://{host}/news/a-sound-story", f"http://{host}/news/a-large-story"]
        served |= {urls[0]: story(host), urls[1]: large[number % len(large)], f"http://{host}/feed": feed(urls)}
        kind, document = list(large_documents(host).items())[number % 3]
        documents = {"feeds": [f"http://{host}/feed"]}
        if number < 6:
            served[f"http://{host}/large"] = document
            documents = {**documents, kind: [*documents.get(kind, []), f"http://{host}/large"]}
        sources.append(source(f"site-{number}", f"http://{host}/", **documents))
    with HostileWeb(served) as web:
        ran = harvest(tmp_path, web, "--all", "--since", "all", sources=sources, seconds=200)
    ran.assert_calm()
    assert {url for url in served if url.endswith("a-sound-story")} <= ran.stored
    assert ran.most_memory < MEMORY, ran.memory
