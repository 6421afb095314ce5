"""Heads as servers write them: what browsers take is taken, what could be read in two ways is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.downloader.heads import LONGEST_LINE, MOST_FIELDS, HeadError, head_end, read_head

OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (OK + b"Server: a\r\n\r\n", OK + b"Server: a\r\n\r\n"),
        (b"HTTP/1.1 200 OK\nServer: a\n\n", OK + b"Server: a\r\n\r\n"),
        (b"\r\n" + OK + b"\r\n", OK + b"\r\n"),
        (b"HTTP/1.1 200\r\n\r\n", b"HTTP/1.1 200\r\n\r\n"),
        (OK + b"X: a\r\n\t b\r\n\r\n", OK + b"X: a b\r\n\r\n"),
        (OK + b"Server : a\r\n\r\n", OK + b"Server: a\r\n\r\n"),
        (OK + b"no field\r\n: x\r\nA B: c\r\nX: \0\r\n\r\n", OK + b"\r\n"),
        (OK + b"X: caf\xe9 \xc3\xa9\r\n\r\n", OK + b"X: caf\xe9 \xc3\xa9\r\n\r\n"),
        (OK + b"Content-Length: 2\r\nContent-length: 2\r\n\r\n", OK + b"Content-Length: 2\r\n\r\n"),
        (OK + b"Content-Length: 2, 2\r\n\r\n", OK + b"Content-Length: 2\r\n\r\n"),
        (
            OK + b"Content-Length: 9\r\nTransfer-Encoding: Chunked\r\n\r\n",
            OK + b"Transfer-Encoding: Chunked\r\n\r\n",
        ),
        (OK + b"Transfer-Encoding: identity\r\nContent-Length: 2\r\n\r\n", OK + b"Content-Length: 2\r\n\r\n"),
    ],
)
def test_what_browsers_take_is_put_in_the_strict_form(raw: bytes, text: bytes) -> None:
    head = read_head(raw)
    assert head is not None and head.status == 200
    assert head.text == text


@pytest.mark.parametrize(
    "raw",
    [
        b"<html>\n\n",
        b"HTTP/1.1 2000 OK\r\n\r\n",
        b"HTTP/1.1 \x1b[31m No\r\n\r\n",
        b"ICY 200 OK\r\n\r\n",
        OK + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n",
        OK + b"Content-Length: -5\r\n\r\n",
        OK + b"Content-Length: \xc2\xb2\r\n\r\n",
        OK + b"Content-Length: many\r\n\r\n",
        OK + b"X: " + b"a" * LONGEST_LINE + b"\r\n\r\n",
        OK + b"X: a\r\n" * (MOST_FIELDS + 1) + b"\r\n",
    ],
)
def test_what_could_be_read_in_two_ways_or_without_end_is_refused(raw: bytes) -> None:
    with pytest.raises(HeadError):
        read_head(raw)


def test_blank_lines_alone_are_no_head() -> None:
    assert read_head(b"\r\n\r\n") is None


@pytest.mark.parametrize("blank", [b"\r\n\r\n", b"\n\n", b"\r\n\n", b"\n\r\n", b"\r\r\n\r\r\n"])
def test_the_body_begins_after_the_first_blank_line(blank: bytes) -> None:
    head = b"HTTP/1.1 200 OK" + blank
    assert head_end(head + b"<html>\n\n") == len(head)
    assert all(head_end(head[:size]) == -1 for size in range(len(head)))


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_any_bytes_are_a_head_or_refused(first: bytes, second: bytes) -> None:
    raw = OK + first + b":" + second
    try:
        head = read_head(raw)
    except HeadError:
        return
    assert head is not None and head_end(head.text) == len(head.text)
