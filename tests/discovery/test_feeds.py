from __future__ import annotations

import base64
import datetime as dt
import io
import json
from typing import Any

import feedparser
import pytest
from lxml import etree

from aggregator.discovery import read_document
from aggregator.discovery.feeds import MAX_ENTRIES, MAX_FEED, MAX_PARTS, MAX_VALUES
from aggregator.scraps import plain_words
from aggregator.sources.source import Source
from tests.bounds import no_explosion

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
    assert plain_words(plain_words(markup)) == expected


def test_description_that_is_the_whole_article_is_content_and_no_summary() -> None:
    paragraph = "<p>The crane lifts again, and the dockers count the boxes that it sets down on the quay.</p>"
    short = f"<item><link>https://paper.example/a</link><description><![CDATA[{paragraph}]]></description></item>"
    whole = f"<item><link>https://paper.example/b</link><description><![CDATA[{paragraph * 20}]]></description></item>"
    first, second = read_document(_rss(short + whole), url=URL).candidates
    assert (first.content_html, first.summary) == (None, plain_words(paragraph))
    assert (second.content_html, second.summary) == (paragraph * 20, None)


def test_entry_with_an_empty_link_does_not_lead_to_the_feed_itself() -> None:
    body = _rss(
        "<item><title>No link</title><link></link></item>"
        "<item><title>Half a link</title><link>http://</link></item>"
        "<item><title>Whole</title><link>https://paper.example/news/c</link></item>"
    )
    assert [one.url for one in read_document(body, url=URL).candidates] == ["https://paper.example/news/c"]


def test_entry_within_another_ones_part_is_an_entry_of_its_own() -> None:
    body = _rss(
        "<item><title>Whole</title><link>https://paper.example/news/whole</link></item>"
        "<item><title>Never closed</title><link>https://paper.example/x<item><title>t</title>"
        "<link>https://paper.example/news/inner</link></item></link></item>"
        "<item><title>Whole again</title><link>https://paper.example/news/again</link></item>"
    )
    found = read_document(body, url=URL)
    assert [one.url.rpartition("/")[2] for one in found.candidates] == ["whole", "x", "inner", "again"]
    assert found.reason == "some entries are damaged"


def test_feed_that_makes_the_parser_stumble_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise KeyError("value")

    monkeypatch.setattr(feedparser, "parse", stumble)
    found = read_document(_rss("<item><link>https://paper.example/a</link></item>"), url=URL)
    assert (found.candidates, found.passed_over) == ((), 1)
    assert found.reason == "this is no feed that can be read"


def _entry(parts: str) -> bytes:
    return f"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"
        xmlns:x="http://www.w3.org/1999/xhtml"><entry><link href="/a"/>{parts}</entry></feed>""".encode()


PARAGRAPH = "The crane lifts again & the dockers count \U0001f4e6 in <em>rows</em> on the quay.\n"
ESCAPED = PARAGRAPH.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize("times", [1, 50])
@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ("<content type='html'>{escaped}</content>", "{plain}"),
        ("<content type='html'><![CDATA[{plain}]]></content>", "{plain}"),
        ("<content type='text'>{escaped}</content>", "{plain}"),
        ("<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>{xml}</div></content>", "{xml}"),
        ("<content type='xhtml'><x:div>{xml}<x:br/></x:div></content>", "{xml}<br>"),
        ("<content type='html'>{xml}</content>", "{xml}"),
        ("<content type='xhtml'><div><p>{xml}</p></div><div>b</div></content>", "<div><p>{xml}</p></div><div>b</div>"),
        ("<content type='text/html' mode='base64'>{coded}</content>", "{plain}"),
        ("<content type='image/png'>{coded}</content><content type='html'>{escaped}</content>", "{plain}"),
        ("<content>\ue0000\ue001</content><summary>{escaped}</summary>", "\ue0000\ue001"),
    ],
)
def test_full_text_is_kept_however_it_is_wrapped(parts: str, expected: str, times: int) -> None:
    text = PARAGRAPH * times
    words = {
        "plain": text.strip(),
        "escaped": ESCAPED * times,
        "xml": text.replace("&", "&amp;").strip(),
        "coded": base64.b64encode(text.encode()).decode(),
    }
    (one,) = read_document(_entry(parts.format(**words)), url=URL).candidates
    assert (one.content_html or "").strip() == expected.format(**words)


def test_words_of_pictures_and_of_other_feeds_are_not_the_entrys() -> None:
    body = _entry(
        "<source><title>Another paper</title><link href='https://other.example/'/><updated>2020-01-01</updated></source>"
        "<media:group><media:title>A picture</media:title><media:description>Of a crane</media:description></media:group>"
        "<media:content url='https://paper.example/i.jpg'><media:title>Its caption</media:title></media:content>"
        "<title>The crane lifts again</title><updated>2026-11-20T08:00:00Z</updated>"
    )
    (one,) = read_document(body, url=URL).candidates
    assert (one.url, one.title, one.summary) == ("https://paper.example/a", "The crane lifts again", None)
    assert one.modified_at == dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "body",
    [
        _rss("<item><title>Köln — 東京</title><link>https://paper.example/a</link></item>").decode().encode("utf-16"),
        b"\xef\xbb\xbf\n\n" + _rss("<item><title>Köln — 東京</title><link> \n/a\n </link></item>"),
        _rss("<item><title>Köln — 東京</title><link><![CDATA[https://paper.example/a]]></link></item>"),
        _rss("<item><title>K&ouml;ln &mdash; &#26481;&#20140;</title><link>../a</link></item>"),
        _rss("<item><title>Köln — 東京</title><link>//paper.example/a</link></item>").replace(
            b"<rss", b"<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' 'http://x.example/rss-0.91.dtd'>\n<rss"
        ),
        _rss("<item><title>Köln — 東京</title><link>/a</link></item>").replace(b"<rss", b"<rss xmlns='urn:own'"),
        _rss("<item><title>Köln — 東京</title><link>/a</link></item>").replace(b"<rss", b"<rss xmlns=' no address'"),
        _rss("<item><title>Köln — 東京</title><link>/a</link></item>", "<p:x/><dc:date>2026</dc:date>"),
        _rss("<item><title>Köln — 東京</title><link>/a</link></item>".encode().decode("latin-1")),
    ],
)
def test_feeds_as_the_web_has_them_are_read(body: bytes) -> None:
    (one,) = read_document(body, url=URL, kind="feed").candidates
    assert one.url == "https://paper.example/a"
    assert one.title == "Köln — 東京"


GOOD = "<item><title>Good</title><link>https://paper.example/good</link></item>"


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "<a/>",
        "<item/>",
        "<item><link>/x</link></item>",
        "<item><a/><category/></item>",
        "<a b='c'/>",
        "<a></b>",
        "<p{}:x xmlns:p{}='u'/>",
        "<![CDATA[]]>",
        "</a>",
        "<item><title>",
        "&",
        "&lt;",
        "<item><description>a\n\n&lt;b\n</description><link>/{}</link></item>",
        "<item><link>&amp;&amp;\n\n</link></item>",
    ],
)
def test_good_items_before_a_flood_are_kept_and_the_parser_sees_little_of_it(
    unit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed: list[bytes] = []
    parse = feedparser.parse

    def counted(file: io.BytesIO, **options: Any) -> Any:
        handed.append(file.getvalue())
        return parse(file, **options)

    monkeypatch.setattr(feedparser, "parse", counted)
    units = (unit.replace("{}", str(number)) for number in range(5_000_000 // len(unit)))
    body = f"<rss><channel>{GOOD}<item><link>/of-flood</link><title>{''.join(units)}"
    body = body if unit[0] == "&" else body.replace("<item><link>/of-flood</link><title>", "", 1)
    with no_explosion():
        found = read_document(body.encode(), url=URL, kind="feed")
    assert found.candidates[0].url == "https://paper.example/good"
    assert found.reason is not None
    assert len(found.candidates) <= MAX_ENTRIES
    (document,) = handed
    assert sum(1 for _ in etree.fromstring(document).iter()) <= MAX_PARTS + 200
    assert document.count(b"\n") + document.count(b"&") < 200_000


@pytest.mark.slow
def test_markup_one_in_the_other_is_not_taken_out_again_and_again() -> None:
    deep = "<item><description>" * 120 + "<b/>" * 150_000
    with no_explosion():
        found = read_document(_rss(GOOD + deep), url=URL)
    assert found.candidates[0].url == "https://paper.example/good"


@pytest.mark.slow
def test_namespaces_one_in_the_other_are_not_gathered_for_each_part() -> None:
    declared = "".join(
        f"<a{level} {' '.join(f'xmlns:p{level}x{number}={chr(39)}u{chr(39)}' for number in range(58))}>"
        for level in range(200)
    )
    with no_explosion():
        found = read_document(_rss(declared + f"<item>{'<category>c</category>' * 12}{GOOD[6:]}" * 1000), url=URL)
    assert found.candidates[0].url == "https://paper.example/good"


@pytest.mark.parametrize("prefix", ["feedburner", "pheedo"])
def test_counting_services_name_the_address_with_a_prefix_of_their_own(prefix: str) -> None:
    address = "http://www.pheedo.com/namespace/pheedo" if prefix == "pheedo" else ""
    declared = f" xmlns:{prefix}='{address}'" if address else ""
    body = _rss(f"<item><link>/x</link><{prefix}:origLink{declared}>https://paper.example/a</{prefix}:origLink></item>")
    assert read_document(body, url=URL).candidates[0].url == "https://paper.example/a"


def test_texts_beyond_the_limit_are_passed_over_with_their_entries() -> None:
    item = "<item><link>/n-{}</link><description>{}</description></item>"
    body = _rss("".join(item.format(number, "w " * (MAX_FEED // 20)) for number in range(20)))
    found = read_document(body, url=URL)
    assert len(found.candidates) + found.passed_over == 20
    assert sum(len(one.summary or "") for one in found.candidates) <= MAX_FEED
    assert found.reason is not None


@pytest.mark.parametrize(
    "end",
    [
        "{}," * MAX_VALUES + "{}]}",
        "[" * 100_000,
        '{"url": "https://paper.example/cut',
        '{"id": ' + "9" * 10_000 + "}]}",
        '{"url": "/b", "tags": [' + "1," * MAX_VALUES + "1]}]}",
        "nothing}",
    ],
    ids=["flood", "deep", "cut", "number", "wide", "broken"],
)
def test_first_items_of_a_damaged_json_feed_are_kept(end: str) -> None:
    head = {"version": "https://jsonfeed.org/version/1.1", "title": "Paper", "language": "de"}
    items = '{"url": "https://paper.example/a", "title": "Köln"}, {"url": "/b"},'
    body = f'{json.dumps(head)[:-1]}, "items": [{items}{end}'
    found = read_document(body.encode(), url=URL, kind="feed")
    assert [one.url for one in found.candidates] == ["https://paper.example/a", "https://paper.example/b"]
    assert (found.title, found.candidates[0].language) == ("Paper", "de")
    assert found.reason == "only the first entries were read: the document is damaged, or too large"
