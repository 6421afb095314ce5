from __future__ import annotations

import datetime as dt

import pytest

from aggregator.discovery import read_document
from aggregator.discovery.feeds import MAX_ENTRIES, plain
from aggregator.sources.source import Source

URL = "https://paper.example/feed"


def _rss(items: str, channel: str = "") -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}{items}</channel></rss>'.encode()


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("Fri, 20 Nov 2026 08:00:00 +0900", "2026-11-20T08:00:00+09:00"),
        ("Fri, 20 Nov 2026 08:00:00 GMT", "2026-11-20T08:00:00+00:00"),
        ("Fri, 20 Nov 2026 08:00:00", "2026-11-20T08:00:00"),
        ("2026-11-20T08:00:00.000Z", "2026-11-20T08:00:00+00:00"),
        ("2026-11-20", "2026-11-20"),
    ],
)
def test_date_keeps_the_offset_and_precision_that_were_stated(stated: str, expected: str) -> None:
    body = _rss(f"<item><link>https://paper.example/a</link><pubDate>{stated}</pubDate></item>")
    (one,) = read_document(body, url=URL, kind="feed").candidates
    assert one.published_at is not None
    assert one.published_at.isoformat() == expected


def test_date_that_is_none_is_absent() -> None:
    body = _rss("<item><link>https://paper.example/a</link><pubDate>soon</pubDate></item>")
    assert read_document(body, url=URL).candidates[0].published_at is None


def test_same_article_twice_is_one_candidate() -> None:
    body = _rss(
        "<item><link>https://paper.example/a?utm_source=rss</link><title>First</title></item>"
        "<item><link>https://PAPER.example/a#comments</link><title>Second</title></item>"
    )
    found = read_document(body, url=URL)
    assert [(one.url, one.title) for one in found.candidates] == [("https://paper.example/a?utm_source=rss", "First")]
    assert found.passed_over == 1


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "ftp://a.example/", "data:text/html,x", ""]
)
def test_link_that_is_no_web_address_is_passed_over(link: str) -> None:
    assert read_document(_rss(f"<item><title>T</title><link>{link}</link></item>"), url=URL).candidates == ()


def test_guid_that_is_an_address_stands_in_for_a_link() -> None:
    body = _rss("<item><guid>https://paper.example/a</guid></item><item><guid isPermaLink='false'>x1</guid></item>")
    assert [one.url for one in read_document(body, url=URL).candidates] == ["https://paper.example/a"]


def test_address_behind_a_counting_service_is_preferred() -> None:
    body = b"""<rss version="2.0" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><item>
    <link>https://feedproxy.example/~r/paper/~3/x/</link>
    <feedburner:origLink>https://paper.example/a</feedburner:origLink></item></channel></rss>"""
    assert read_document(body, url=URL).candidates[0].url == "https://paper.example/a"


def test_source_says_what_is_never_an_article() -> None:
    source = Source(id="p", name="P", homepage="https://paper.example/", not_article_urls=("^/podcast/",))
    body = _rss(
        "<item><link>https://paper.example/podcast/1</link></item><item><link>https://paper.example/1</link></item>"
    )
    assert [one.url for one in read_document(body, url=URL, source=source).candidates] == ["https://paper.example/1"]


def test_feed_without_entries_is_sound() -> None:
    found = read_document(_rss("", "<title>Quiet</title>"), url=URL)
    assert (found.candidates, found.reason, found.title) == ((), None, "Quiet")


def test_more_entries_than_the_limit_are_said() -> None:
    items = "".join(f"<item><link>https://paper.example/{n}</link></item>" for n in range(MAX_ENTRIES + 5))
    found = read_document(_rss(items), url=URL)
    assert len(found.candidates) == MAX_ENTRIES
    assert found.reason is not None
    assert found.reason.startswith("only the first 1,000 entries")


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        ("<ttl>60</ttl>", dt.timedelta(hours=1)),
        ("<ttl>0</ttl>", None),
        ("<ttl>soon</ttl>", None),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", dt.timedelta(hours=6)),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><ttl>15</ttl>", dt.timedelta(hours=1)),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", dt.timedelta(days=1)),
    ],
)
def test_pace_that_a_feed_asks_for_is_read(channel: str, expected: dt.timedelta | None) -> None:
    assert read_document(_rss("", channel), url=URL).update_period == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("One &amp;amp; two", "One & two"),
        ("<b>Bold</b> words<br>here", "Bold words here"),
        ("a < b", "a < b"),
        ("  spaces\n and\u00ad lines ", "spaces and lines"),
    ],
)
def test_titles_are_words_on_one_line(markup: str, expected: str) -> None:
    assert plain(plain(markup)) == expected


def test_description_that_is_the_whole_article_is_content_and_no_summary() -> None:
    paragraph = "<p>The crane lifts again, and the dockers count the boxes that it sets down on the quay.</p>"
    short = f"<item><link>https://paper.example/a</link><description><![CDATA[{paragraph}]]></description></item>"
    whole = f"<item><link>https://paper.example/b</link><description><![CDATA[{paragraph * 20}]]></description></item>"
    first, second = read_document(_rss(short + whole), url=URL).candidates
    assert (first.content_html, first.summary) == (None, plain(paragraph))
    assert (second.content_html, second.summary) == (paragraph * 20, None)


def test_entry_with_an_empty_link_does_not_lead_to_the_feed_itself() -> None:
    body = _rss(
        "<item><title>No link</title><link></link></item>"
        "<item><title>Half a link</title><link>http://</link></item>"
        "<item><title>Whole</title><link>https://paper.example/news/c</link></item>"
    )
    assert [one.url for one in read_document(body, url=URL).candidates] == ["https://paper.example/news/c"]


def test_entry_that_makes_the_parser_stumble_costs_only_itself() -> None:
    body = _rss(
        "<item><title>Whole</title><link>https://paper.example/news/whole</link></item>"
        "<item><title>An entry in a link</title><link>https://paper.example/x<item><title>t</title></item></link></item>"
        "<item><title>Whole again</title><link>https://paper.example/news/again</link></item>"
    )
    found = read_document(body, url=URL)
    urls = [one.url for one in found.candidates]
    assert {"https://paper.example/news/whole", "https://paper.example/news/again"} <= set(urls)
    assert found.reason == "some entries are damaged"
