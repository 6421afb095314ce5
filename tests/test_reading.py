"""One page read completely, and what becomes of fetches that brought none."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from aggregator import extract
from aggregator.article import Article
from aggregator.candidate import Candidate
from aggregator.page import Page
from aggregator.reading import broken, page_outcome, read_page, rules_hash
from aggregator.row import article_row
from aggregator.sources.source import Rule, Source

URL = "https://harbour-post.example/world/view/88"
HTML = """<!doctype html><html lang="en"><head><title>Ferry line to close in May | Harbour Post</title>
<meta property="og:type" content="article"><link rel="canonical" href="https://harbour-post.example/world/view/88">
<meta property="article:published_time" content="2026-11-20T07:30:00+00:00"></head><body><article>
<h1>Ferry line to close in May</h1>
<p>The ferry between the old port and the northern islands will make its last crossing on 31 May, its owner said.</p>
<p>About four hundred people take the boat to work each day, and for most of them there is no other way across.</p>
<p>The council wants to speak with two other companies, but neither of them has a ship that is free before winter.</p>
</article></body></html>"""


def page(**facts: object) -> Page:
    plain = Page(
        url=URL,
        final_url=URL,
        source_id="harbour-post",
        candidate=Candidate(url=URL, via="feed"),
        fetched_at=dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC),
        status=200,
        headers=(("content-type", "text/html; charset=utf-8"), ("etag", '"1"')),
        body=HTML.encode(),
    )
    return replace(plain, **facts)  # type: ignore[arg-type]


def test_a_harvest_and_the_library_read_a_page_alike() -> None:
    capture = read_page(page(), None)
    assert capture.outcome == "article"
    assert capture.article is not None and capture.keys is not None
    assert article_row(capture.article) == article_row(extract(HTML.encode(), URL))
    assert capture.article.title == "Ferry line to close in May"
    assert len(capture.article.blocks) == 3
    assert (capture.etag, capture.raw_size) == ('"1"', len(HTML.encode()))


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"status": 304, "body": b""}, "unchanged"),
        ({"status": 404}, "gone"),
        ({"status": 410}, "gone"),
        ({"status": 403}, "refused"),
        ({"status": 451}, "refused"),
        ({"status": 503}, "failed"),
        ({"status": 204, "body": b""}, "failed"),
        ({"body": b" \n"}, "failed"),
        ({"status": None, "error": "no whole answer came in time", "final": False}, "failed"),
        ({"status": None, "error": "10.0.0.1 is not a public address", "final": True}, "refused"),
    ],
)
def test_an_answer_that_is_no_page_says_what_it_is(facts: dict[str, object], outcome: str) -> None:
    assert page_outcome(page(**facts))[0] == outcome
    capture = read_page(page(**facts), None)
    assert (capture.outcome, capture.article) == (outcome, None)
    assert capture.reason or outcome == "unchanged"


def test_passing_faults_are_tried_again_and_settled_ones_are_not() -> None:
    assert not read_page(page(status=503), None).final
    assert not read_page(page(body=b""), None).final
    assert read_page(page(status=404), None).final
    assert read_page(page(status=403), None).final


def test_a_page_whose_reading_broke_down_says_so() -> None:
    capture = broken(page(), "reading took more than 30 s")
    assert (capture.outcome, capture.reason, capture.final) == ("failed", "reading took more than 30 s", True)


def test_a_page_that_is_no_article_keeps_its_reason() -> None:
    capture = read_page(page(body=b"<html><body><p>Page not found</p></body></html>"), None)
    assert capture.outcome == "no_article"
    assert capture.reason


@pytest.mark.parametrize("html", ["", b"", b"\x00\xff\xfe\x00", "<", "<html>", "\ud800", b"%PDF-1.7 \x80\x81"])
def test_extract_never_raises_and_says_why_there_is_nothing(html: str | bytes) -> None:
    article = extract(html, URL)
    assert isinstance(article, Article)
    assert article.body == ""
    assert article.kind is None and article.reason


@pytest.mark.parametrize(
    "url", ["", "not an address", "https://[broken", "javascript:alert(1)", "https://exa mple/\x00"]
)
def test_extract_takes_any_address(url: str) -> None:
    assert extract(HTML, url).title == "Ferry line to close in May"


def test_rules_are_named_by_what_they_say() -> None:
    source = Source(id="a", name="A", homepage="https://a.example/")
    ruled = replace(source, rules=(Rule(field="title", css="h2"),))
    assert rules_hash(source) is None and rules_hash(None) is None
    assert rules_hash(ruled) == rules_hash(replace(ruled, name="B"))
    assert rules_hash(ruled) != rules_hash(replace(source, rules=(Rule(field="title", css="h3"),)))
