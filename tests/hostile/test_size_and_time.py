"""No answer is too large or too long for anybody but its own address."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import pytest

from tests.hostile.attacks import ATTACKS, chains, packed_bombs
from tests.hostile.harvests import MEMORY, feed, harvest, source, story
from tests.hostile.server import HostileWeb, Reply

pytestmark = pytest.mark.slow  # each harvests in processes of its own

CALM = "http://calm.example"

SECONDS = 5
"""The time that a whole fetch has in these tests. A calm site's ten pages take a fraction of one."""

LARGEST = 10_000_000
"""DOWNLOAD_MAXSIZE."""

IN_FLIGHT = 15_000_000
"""Bytes that may be under way between a server and a client that has stopped reading: the buffers of both sides."""

SILENT = [name for name in ATTACKS if name.startswith(("never", "head", "slow", "dripping"))]
"""Attacks that nothing but the time limit can end."""

DOCUMENTS = [*SILENT[:4], "endless-body", "endless-chunks", "endless-headers", "endless-continues", "terabyte-sent"]
"""Attacks that feeds and robots.txt make as well; together with all others they are fewer than CONCURRENT_REQUESTS."""


def calm_site() -> dict[str, Reply]:
    """Return ten articles, one of them with three megabytes of script, and their feed."""
    heavy = {9: f"<script>{'var a = 1;' * 300_000}</script>"}
    articles: dict[str, Reply] = {
        f"{CALM}/news/a-calm-story-{number}": story(f"calm {number}", more=heavy.get(number, ""))
        for number in range(10)
    }
    return articles | {f"{CALM}/feed": feed(articles)}


def test_a_calm_site_is_stored_while_others_hold_their_connections_and_nothing_of_theirs_is(tmp_path: Path) -> None:
    articles = {f"http://{name}.example/news/an-attack-on-readers": attack for name, attack in ATTACKS.items()}
    large = "dripping-after-three-megabytes"  # one host makes this one four times, and is still one host
    articles |= {f"http://{large}.example/news/another-attack-on-readers-{n}": ATTACKS[large] for n in range(3)}
    documents = {f"http://feed-{name}.example/feed": ATTACKS[name] for name in DOCUMENTS}
    robots = {f"http://robots-{name}.example/robots.txt": ATTACKS[name] for name in DOCUMENTS}
    attacks = articles | documents | robots
    behind = [url.replace("robots.txt", "news/a-story-behind-it") for url in robots]
    pages = calm_site() | attacks | {"http://attacks.example/feed": feed([*articles, *behind])}
    hosts = [f"{name}.example" for name in ATTACKS] + [f"robots-{name}.example" for name in DOCUMENTS]
    sources = [
        source("calm", f"{CALM}/", feeds=[f"{CALM}/feed"]),
        source("attacks", "http://attacks.example/", feeds=["http://attacks.example/feed"], hosts=hosts),
        *(
            source(f"feed-{name}", f"http://feed-{name}.example/", feeds=[f"http://feed-{name}.example/feed"])
            for name in DOCUMENTS
        ),
    ]
    limits = (f"DOWNLOAD_TIMEOUT={SECONDS}", "RETRY_TIMES=0")
    with HostileWeb(pages) as web:
        ran = harvest(tmp_path, web, "--all", sources=sources, settings=limits)
        stuck = [one for one in web.requests if one.url in attacks]
        calm = [one for one in web.requests if one.url.startswith(f"{CALM}/news/")]
    ran.assert_calm()
    assert ran.stored == {url for url in pages if url.startswith(f"{CALM}/news/")}
    assert {one.url for one in stuck} == set(attacks)
    assert all(ran.reasons[url] for url in articles)
    silent = [
        one.ended or ran.ended for one in stuck if one.url in articles and one.url[7:].partition(".")[0] in SILENT
    ]
    assert max(one.ended or ran.ended for one in calm) < median(silent)
    assert {one.url: one.sent for one in stuck if one.sent > LARGEST + IN_FLIGHT} == {}
    assert {one.url for one in stuck if (one.ended or ran.ended) - one.began > 3 * SECONDS} == set()
    assert ran.most_memory < MEMORY


def test_bombs_and_chains_of_redirects_cost_their_own_address_and_nothing_else(tmp_path: Path) -> None:
    site = "http://odd.example"
    bombs = {f"{site}/news/{name}": answer for name, answer in packed_bombs().items()}
    ways = chains(site)
    begins = [
        f"{site}/news/{name}"
        for name in (
            "chain-0",
            "circle-0",
            "to-itself",
            "refresh-to-itself",
            "refreshes-0",
            "dripping-redirects-0",
            "long-location",
        )
    ]
    # In a feed the same bomb must cost its own source only. (A feed of eleven megabytes is one too large, as the page.)
    documents = {f"http://feed-{name}.example/feed": answer for name, answer in packed_bombs().items()}
    pages = calm_site() | bombs | ways | {f"{site}/feed": feed([*bombs, *begins])}
    names = ("odd", "calm", *(f"feed-{name}" for name in packed_bombs()))
    sources = [source(name, f"http://{name}.example/", feeds=[f"http://{name}.example/feed"]) for name in names]
    with HostileWeb(pages | documents) as web:
        ran = harvest(tmp_path, web, "--all", sources=sources, settings=("RETRY_TIMES=0",))
        asked = [one.url for one in web.requests]
    ran.assert_calm()
    assert ran.stored == {url for url in pages if url.startswith(f"{CALM}/news/")}
    assert all(ran.reasons[url] for url in [*bombs, *begins])
    for name in ("chain", "circle", "to-itself", "refresh-to", "refreshes", "dripping-redirects", "long-location"):
        assert sum(url.startswith(f"{site}/news/{name}") for url in asked) <= 20, name
    assert ran.most_memory < MEMORY
