"""Hostile feeds, sitemaps and pages cost a second at most, expand to nothing and fetch nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from aggregator.demo.answers import page
from aggregator.discovery import DocumentKind, read_document
from tests.bounds import no_explosion
from tests.hostile.harvests import MEMORY, feed, harvest, source, story
from tests.hostile.markups import documents, good, pages
from tests.hostile.server import Canary, HostileWeb, Reply

SITE = "http://odd.example"
NOW = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
SECRET = "the-words-of-a-file-inside"
UNREADABLE = ("ebcdic", "many-attributes", "parameter-laughs")
"""Attacks in which the good item may be lost as well: no publisher's document looks so."""

SHOWN = documents("http://127.0.0.1:9/x", "file:///etc/hostname")


@pytest.mark.slow
@pytest.mark.parametrize("name", SHOWN)
def test_a_hostile_document_is_read_in_time_and_expands_to_nothing(name: str) -> None:
    kind, make = SHOWN[name]
    body = make()
    asked: DocumentKind = "feed" if kind == "feed" else "sitemap"
    with no_explosion():
        found = read_document(body, url=f"http://{name}.example/{kind}", kind=asked, now=NOW)
    said = "".join(f"{one.url}{one.title}{one.summary}" for one in found.candidates)
    assert "lol" not in said and "x" * 50 not in said
    assert len(said) < len(body) + 10_000
    if not name.endswith(UNREADABLE):
        assert good(name) in [one.url for one in found.candidates]


@pytest.mark.slow
def test_hostile_documents_lead_to_their_good_items_and_to_nobody_inside(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    with Canary() as canary:
        attacks = documents(f"http://127.0.0.1:{canary.port}/x", (tmp_path / "secret.txt").as_uri())
        attacks = {
            name: attack for name, attack in attacks.items() if "many-items" not in name
        }  # a thousand pages each
        served: dict[str, Reply] = {}
        sources = []
        for name, (kind, make) in attacks.items():
            site = f"http://{name}.example"
            served |= {f"{site}/document": page(make(), "application/xml"), good(name): story(name)}
            where = {"feeds" if kind == "feed" else "news_sitemaps": [f"{site}/document"]}
            sources.append(source(name, f"{site}/", **where))
        with HostileWeb(served) as web:
            ran = harvest(tmp_path, web, "--all", "--since", "all", sources=sources)
        assert canary.visits == 0 and ran.outside == []
    ran.assert_calm()
    assert {good(name) for name in attacks if not name.endswith(UNREADABLE)} <= ran.stored
    assert SECRET.encode() not in (tmp_path / "news.db").read_bytes()
    assert ran.most_memory < MEMORY, ran.memory


@pytest.mark.slow
def test_a_hostile_page_costs_itself_at_most_and_the_others_are_stored(tmp_path: Path) -> None:
    sound: dict[str, Reply] = {f"{SITE}/news/a-sound-story-{n}": story(f"sound {n}") for n in range(10)}
    attacks: dict[str, Reply] = {
        f"{SITE}/news/{name}-of-the-day": page(body, "text/html" if "utf" in name else "text/html; charset=utf-8")
        for name, body in pages().items()
    }
    links = [url for pair in zip(attacks, [*sound, *[""] * len(attacks)], strict=False) for url in pair if url]
    with HostileWeb(sound | attacks | {f"{SITE}/feed": feed(links)}) as web:
        ran = harvest(tmp_path, web, "--all", sources=[source("odd", f"{SITE}/", feeds=[f"{SITE}/feed"])])
    ran.assert_calm()
    assert set(sound) <= ran.stored
    ended = dict(ran.rows("SELECT coalesce(url, 'https:' || key), outcome FROM frontier"))
    assert set(attacks) <= set(ended) and all(ended[url] for url in attacks)
    assert all(ran.reasons[url] for url in attacks if url not in ran.stored and url in ran.reasons)
    assert ran.most_memory < MEMORY, ran.memory
