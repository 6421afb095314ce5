"""One page read completely, and what becomes of fetches that brought none."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import brotli
import pytest

from aggregator import extract
from aggregator.article import Article
from aggregator.candidate import Candidate
from aggregator.page import Page
from aggregator.rawpages import read_raw
from aggregator.reading import MOST_STEPS, Terms, broken, page_outcome, read_page, rules_hash
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
    assert (capture.outcome, capture.reason, capture.final) == ("failed", "reading took more than 30 s", False)


def test_a_page_that_is_no_article_keeps_its_reason() -> None:
    capture = read_page(page(body=b"<html><body><p>Page not found</p></body></html>"), None)
    assert capture.outcome == "no_article"
    assert capture.reason


def coded(coding: str, body: bytes) -> Page:
    return page(body=body, headers=(*page().headers, ("content-encoding", coding)))


@pytest.mark.parametrize(
    ("coding", "pack"),
    [("gzip", gzip.compress), ("br", brotli.compress), ("deflate", zlib.compress), ("identity", bytes)],
)
def test_a_coded_page_is_read_as_the_plain_one(coding: str, pack: Callable[[bytes], bytes]) -> None:
    plain, packed = read_page(page(), None), read_page(coded(coding, pack(HTML.encode())), None)
    assert packed == plain
    assert packed.raw_sha256 == hashlib.sha256(HTML.encode()).hexdigest()


@pytest.mark.parametrize(
    ("coding", "body", "reason"),
    [
        ("gzip", gzip.compress(HTML.encode(), mtime=0)[:-20], "end early"),
        ("br", brotli.compress(HTML.encode())[:-20], "end early"),
        ("gzip", HTML.encode(), "broken gzip"),
        ("zip", HTML.encode(), "unknown content coding"),
        ("gzip", gzip.compress(b" \n", mtime=0), "empty"),
        ("gzip", gzip.compress(b"", mtime=0), "empty"),
    ],
)
def test_a_coded_page_that_is_cut_broken_or_empty_is_tried_again(coding: str, body: bytes, reason: str) -> None:
    capture = read_page(coded(coding, body), None)
    assert (capture.outcome, capture.final, capture.article) == ("failed", False, None)
    assert reason in (capture.reason or "")


def test_a_page_that_grows_beyond_the_limit_is_no_page() -> None:
    capture = read_page(coded("gzip", gzip.compress(HTML.encode() * 100)), None, Terms(limit=len(HTML) * 10))
    assert capture.outcome == "failed" and "bytes after decoding" in (capture.reason or "")


# ── what a page asks of robots ───────────────────────────────────────────────────────────────────────


def saying(*values: str) -> Page:
    return page(headers=tuple(("x-robots-tag", value) for value in values))


def test_a_page_that_asks_all_robots_not_to_index_it_is_refused_where_that_is_set() -> None:
    assert read_page(saying("noindex"), None).outcome == "article"
    capture = read_page(saying("all", "noindex"), None, Terms(respects_noindex=True))
    assert (capture.outcome, capture.final, capture.article) == ("refused", True, None)
    assert capture.reason == "the page asks not to be indexed (X-Robots-Tag: noindex)"


def test_a_page_that_asks_us_by_name_is_always_refused() -> None:
    assert read_page(saying("aggregator: noindex"), None).outcome == "refused"
    assert read_page(saying("deskbot: none"), None, Terms(agent="deskbot")).outcome == "refused"
    meta = HTML.replace("<title>", '<meta name="aggregator" content="noindex"><title>')
    assert read_page(page(body=meta.encode()), None).outcome == "refused"


def test_a_page_whose_time_has_passed_is_refused_where_that_is_set() -> None:
    terms = Terms(respects_noindex=True)
    assert read_page(saying("unavailable_after: 20 Nov 2026 07:59:59 GMT"), None, terms).outcome == "refused"
    assert read_page(saying("unavailable_after: 20 Nov 2026 08:00:01 GMT"), None, terms).outcome == "article"


def test_a_reservation_in_the_second_of_two_fields_is_seen() -> None:
    article = read_page(saying("noarchive", "noai"), None).article
    assert article is not None and article.tdm == "reserved"


# ── raw pages ────────────────────────────────────────────────────────────────────────────────────────


def test_raw_pages_are_kept_as_received_where_that_is_set(tmp_path: Path) -> None:
    received = gzip.compress(HTML.encode())
    capture = read_page(coded("gzip", received), None, Terms(raw_folder=str(tmp_path)))
    assert capture.raw_ref is not None
    assert (tmp_path / capture.raw_ref).read_bytes() == received
    assert hashlib.sha256(read_raw(tmp_path, capture.raw_ref)).hexdigest() == capture.raw_sha256


@pytest.mark.parametrize("word", ["noarchive", "nosnippet"])
def test_no_raw_copy_is_kept_of_a_page_that_asks_for_that(tmp_path: Path, word: str) -> None:
    folder = str(tmp_path / "raw")
    capture = read_page(saying(word), None, Terms(raw_folder=folder))
    assert (capture.outcome, capture.raw_ref) == ("article", None)
    assert not (tmp_path / "raw").exists()
    assert read_page(saying(word), None, Terms(raw_folder=folder, respects_noarchive=False)).raw_ref is not None


# ── pages that lead on ───────────────────────────────────────────────────────────────────────────────


def leading(to: str, **facts: object) -> Page:
    return page(body=f'<meta http-equiv="refresh" content="0; url={to}"><p>Moved.</p>'.encode(), **facts)


def test_a_page_that_only_leads_on_says_where() -> None:
    capture = read_page(leading("/world/view/89"), None)
    assert (capture.outcome, capture.final) == ("no_article", True)
    assert capture.leads_to == "https://harbour-post.example/world/view/89"
    assert capture.reason == "leads on to https://harbour-post.example/world/view/89"


@pytest.mark.parametrize(
    "to", [URL, f"{URL}#top", f"{URL}/", "javascript:go()", "data:text/html,x", "ftp://a.example/"]
)
def test_a_page_that_leads_to_itself_or_off_the_web_leads_nowhere(to: str) -> None:
    capture = read_page(leading(to), None)
    assert (capture.outcome, capture.leads_to) == ("no_article", None)


def test_a_page_that_waits_longer_than_is_set_leads_nowhere() -> None:
    assert read_page(leading("/world/view/89"), None, Terms(refresh_seconds=-1)).leads_to is None


def test_an_article_that_reloads_is_an_article() -> None:
    html = HTML.replace("<title>", '<meta http-equiv="refresh" content="0; url=/world/view/89"><title>')
    capture = read_page(page(body=html.encode()), None)
    assert (capture.outcome, capture.leads_to) == ("article", None)


def test_pages_that_lead_in_a_circle_or_for_ever_are_left() -> None:
    first = "https://harbour-post.example/world/view/1"
    back = Candidate(url=URL, via="link", led_from=(first,))
    assert read_page(leading(first, candidate=back), None).leads_to is None
    long = Candidate(url=URL, via="link", led_from=tuple(f"{first}{number}" for number in range(MOST_STEPS)))
    assert read_page(leading("/world/view/89", candidate=long), None).leads_to is None


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


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"html": memoryview(b"<p>x</p>")}, "html must be bytes or str, not memoryview"),
        ({"url": None}, "url must be a str, not NoneType"),
        ({"headers": [("content-type", "text/html")]}, "headers must be a mapping of names to values, not list"),
    ],
)
def test_what_is_none_of_the_arguments_is_refused_in_a_sentence(arguments: dict[str, object], said: str) -> None:
    with pytest.raises(TypeError, match=said):
        extract(**({"html": HTML, "url": URL} | arguments))  # type: ignore[arg-type]
