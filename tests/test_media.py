"""Bytes that are no page are told from how they begin; broken pages are pages all the same."""

from __future__ import annotations

import gzip
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator import extract
from aggregator.media import foreign_medium


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b" \n%PDF-1.4", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG picture"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive or office document"),
        (gzip.compress(b"<html>", mtime=0), "gzip data"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "a picture or recording"),
        (b"\x00\x00\x00\x20ftypisom", "a video or picture"),
        (b"BM" + bytes(range(32)) * 10, "a bitmap picture"),
        (bytes(range(32)) * 10, "binary data"),
        (b'{"status": 404, "message": "There is no such story."}', "a JSON document"),
        (b'\xef\xbb\xbf[\n {"headline": "Ferry stops", "text": "<p>The ferry stops.</p>"}]', "a JSON document"),
    ],
)
def test_what_is_no_page_is_named(data: bytes, words: str) -> None:
    assert foreign_medium(data) == words
    article = extract(data, "https://post.example/news/1")
    assert article.body == "" and article.kind is None
    assert words in (article.reason or "")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><p>x</p>",
        b"BMW closes its plant in the north",
        b"ID3 is a tag format",
        b"<html>\x00<p>\x00a\x00</p>\x00" * 20,
        "<html><p>Meldung".encode("utf-16"),
        "뉴스".encode("euc-kr"),
        "新闻".encode("gb18030"),
        b"[Update] The ferry stops",
        b"{{ title }}: the ferry stops",
        b'{"theme": "dark"}<html><p>The ferry stops.',
    ],
)
def test_pages_and_texts_are_never_taken_for_something_else(data: bytes) -> None:
    assert foreign_medium(data) is None


@pytest.mark.parametrize(
    ("content_type", "data", "words"),
    [
        ("application/json; charset=utf-8", b'["ferry", "harbour"]', "a JSON document"),
        ("text/css", b".story { font-family: serif }", "a style sheet"),
        ("Text/CSV", b"day,title\n2026-11-20,The ferry stops\n", "a CSV table"),
        ("application/javascript", b"window.onload = function () { start('ferry') };", "a script"),
    ],
)
def test_what_the_server_calls_data_is_no_page(content_type: str, data: bytes, words: str) -> None:
    assert foreign_medium(data, content_type) == words
    article = extract(data, "https://post.example/news/1", headers={"Content-Type": content_type})
    assert (article.kind, article.body, article.reason) == (None, "", f"This is {words}.")


@pytest.mark.parametrize("content_type", ["application/json", "text/css", "text/plain", "nonsense", ";"])
def test_markup_is_a_page_whatever_the_server_calls_it(content_type: str) -> None:
    assert foreign_medium(b"\n<!doctype html><p>The ferry stops.", content_type) is None


@given(st.binary(max_size=2000))
def test_any_bytes_have_an_answer(data: bytes) -> None:
    assert foreign_medium(data) is None or foreign_medium(data)


def test_random_bytes_are_no_page() -> None:
    assert foreign_medium(os.urandom(4000)) is not None
