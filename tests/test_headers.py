"""Tests of the HTTP headers that steer a harvest."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator import headers

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Fri, 20 Nov 2026 12:01:00 GMT", 60),
        ("Friday, 20-Nov-26 12:01:00 GMT", 60),
        ("Fri Nov 20 12:01:00 2026", 60),
        ("Fri, 20 Nov 2026 12:01:00 -0000", 60),
        ("Fri, 20 Nov 2026 13:01:00 +0100", 60),
        ("Fri, 20 Nov 2026 11:00:00 GMT", 0),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("1.5", None),
        ("١٢", None),
        ("120, 240", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(text: str, seconds: int | None) -> None:
    delay = headers.retry_after(text, now=NOON)
    assert delay == (None if seconds is None else dt.timedelta(seconds=seconds))


def test_absurd_delay_is_cut_so_that_dates_can_be_computed() -> None:
    for text in ("9" * 20, "Fri, 31 Dec 9999 23:59:59 GMT"):
        delay = headers.retry_after(text, now=NOON)
        assert delay is not None and NOON + delay < dt.datetime.max.replace(tzinfo=dt.UTC)


@given(st.text(max_size=80))
def test_any_value_is_taken_without_an_error(text: str) -> None:
    fields = [(name, text) for name in ("cache-control", "expires", "age", "date", "etag", "last-modified", "link")]
    delay = headers.retry_after(text, now=NOON)
    assert delay is None or delay >= dt.timedelta(0)
    life = headers.cache_life(fields, now=NOON)
    assert life is None or life >= dt.timedelta(0)
    headers.validators(fields), headers.content_type(text), list(headers.links(text))
    headers.link_rel(fields, "canonical", base="https://news.example/")


@pytest.mark.parametrize(
    ("fields", "seconds"),
    [
        ({"cache-control": "max-age=600"}, 600),
        ({"cache-control": 'private, max-age="60"'}, 60),
        ({"cache-control": "max-age=600", "age": "100"}, 500),
        ({"cache-control": "max-age=600", "age": "1000"}, 0),
        ({"cache-control": "MAX-AGE=60, max-age=600"}, 60),
        ({"cache-control": "max-age=many"}, 0),
        ({"cache-control": "no-cache, max-age=600"}, 0),
        ({"cache-control": "no-store"}, 0),
        ({"cache-control": "public"}, None),
        ({"expires": "Fri, 20 Nov 2026 12:10:00 GMT", "date": "Fri, 20 Nov 2026 12:00:00 GMT"}, 600),
        ({"expires": "Fri, 20 Nov 2026 12:10:00 GMT"}, 600),
        ({"expires": "0"}, 0),
        ({"expires": "Fri, 20 Nov 2026 11:00:00 GMT", "cache-control": "max-age=5"}, 5),
        ({}, None),
    ],
)
def test_life_of_an_answer(fields: dict[str, str], seconds: int | None) -> None:
    life = headers.cache_life(fields, now=NOON)
    assert life == (None if seconds is None else dt.timedelta(seconds=seconds))


def test_lists_of_one_field_are_one_value() -> None:
    fields = [("cache-control", "public"), ("age", "5"), ("cache-control", "max-age=15")]
    assert headers.value(fields, "cache-control") == "public, max-age=15"
    assert headers.cache_life(fields, now=NOON) == dt.timedelta(seconds=10)
    assert headers.value(fields, "etag") is None


def test_validators_are_sent_back_as_they_came() -> None:
    found = headers.validators({"etag": 'W/"a-1"', "last-modified": "Fri, 20 Nov 2026 11:00:00 GMT"})
    assert found.request_headers() == {
        "If-None-Match": 'W/"a-1"',
        "If-Modified-Since": "Fri, 20 Nov 2026 11:00:00 GMT",
    }


@pytest.mark.parametrize("etag", ["abc", "", '"a" "b"', '"a\nX-Evil: 1"', 'w/"a"'])
def test_what_is_no_validator_is_never_sent_back(etag: str) -> None:
    found = headers.validators({"etag": etag, "last-modified": "yesterday"})
    assert found.request_headers() == {}


@pytest.mark.parametrize(
    ("text", "essence", "charset"),
    [
        ("text/html", "text/html", None),
        ("Text/HTML; charset=UTF-8", "text/html", "utf-8"),
        ('application/xhtml+xml;charset="euc-kr"; x=y', "application/xhtml+xml", "euc-kr"),
        ("text/html; charset='utf-8'", "text/html", "utf-8"),
        ("text/html, text/html; charset=utf-8", "text/html", "utf-8"),
        ("html", None, None),
        ("; charset=koi8-r", None, "koi8-r"),
        ("", None, None),
        (None, None, None),
    ],
)
def test_content_type(text: str | None, essence: str | None, charset: str | None) -> None:
    assert headers.content_type(text) == headers.ContentType(essence=essence, charset=charset)


def test_link_field_with_commas_quotes_and_several_links() -> None:
    text = (
        '<https://n.example/1>; rel="next last"; title="a, \\"b\\"; c", </feed> ;rel=alternate;type=application/rss+xml'
    )
    first, second = headers.links(text)
    assert (first.target, first.rels, first.parameters["title"]) == (
        "https://n.example/1",
        ("next", "last"),
        'a, "b"; c',
    )
    assert (second.target, second.rels, second.parameters["type"]) == ("/feed", ("alternate",), "application/rss+xml")


def test_relation_is_found_in_any_link_field_and_made_absolute() -> None:
    fields = [("link", "<a>; rel=preload"), ("link", '</b#x>; rel="canonical"')]
    assert headers.link_rel(fields, "canonical", base="https://n.example/c/d") == "https://n.example/b"
    assert headers.link_rel(fields, "next", base="https://n.example/") is None


def test_link_about_another_page_is_not_this_pages_relation() -> None:
    fields = {"link": '</b>; rel=canonical; anchor="/other"'}
    assert headers.link_rel(fields, "canonical", base="https://n.example/") is None


def test_long_hostile_link_field_is_read_in_time() -> None:
    assert len(list(headers.links("<a>;" * 100_000))) <= 1
    assert list(headers.links('<a>; x="' + "\\" * 100_000))
