from __future__ import annotations

import gzip

import pytest

from aggregator.discovery.defused import decode, defuse, gunzip, local, tree


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        ("<a>Köln</a>".encode(), None, "<a>Köln</a>"),
        ("<a>Köln</a>".encode(), "text/xml; charset=iso-8859-1", "<a>Köln</a>"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?><a>Köln</a>'.encode("latin-1"), None, "<a>Köln</a>"),
        ("<a>Köln</a>".encode("latin-1"), "text/xml; charset=latin1", "<a>Köln</a>"),
        ('<?xml version="1.0" encoding="euc-kr"?><a>서울</a>'.encode("cp949"), None, "<a>서울</a>"),
        ('<?xml version="1.0" encoding="iso-2022-jp"?><a>東京</a>'.encode("iso-2022-jp"), None, "<a>東京</a>"),
        ("<a>Köln</a>".encode("utf-16"), None, "<a>Köln</a>"),
        ("<a>Köln</a>".encode("utf-16-le"), None, "K"),
        ("<?xml version='1.0'?><a>Köln</a>".encode("utf-16-be"), None, "<a>Köln</a>"),
        (b"\xef\xbb\xbf<a>x</a>", None, "<a>x</a>"),
        ('<?xml version="1.0" encoding="punycode"?><a>Köln</a>'.encode("latin-1"), None, "<a>K\ufffdln</a>"),
        ('<?xml version="1.0" encoding="zlib"?><a>Köln</a>'.encode("latin-1"), None, "<a>K\ufffdln</a>"),
        ("<a>Köln".encode()[:-4] + b"\xc3", None, "<a>K"),
    ],
)
def test_encoding_is_found(body: bytes, content_type: str | None, expected: str) -> None:
    assert expected in decode(body, content_type=content_type).replace("\0", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<a>&amp; &lt; &#x41; &#65;</a>", "& < A A"),
        ("<a>&eacute;&nbsp;&euro;&hellip;</a>", "é\u00a0€…"),
        ("<a>a & b &unknown; &; &#0; &#xD800;</a>", "a & b &unknown; &; \ufffd \ufffd"),
        ("<a><![CDATA[a & b &eacute; <p>]]></a>", "a & b &eacute; <p>"),
        ("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "&x;"),
        ("<!DOCTYPE a SYSTEM 'http://x.example/]>.dtd' [ <!-- ]> --> <!ENTITY x ']>'> ]><a>whole</a>", "whole"),
        ("<!doctype a><a>lower case</a>", "lower case"),
        ("\n\n junk <a>late beginning</a>", "late beginning"),
        ("<a>bell\x07 and\ufffe more</a>", "bell and more"),
        ("<?xml version='1.0' encoding='utf-7'?><a>declared</a>", "declared"),
        ("<a>not closed", "not closed"),
        ("<a><b>mixed</a></b>", "mixed"),
    ],
)
def test_text_means_what_it_meant_and_nothing_is_expanded(text: str, expected: str) -> None:
    root = tree(defuse(text.encode()).text)
    assert root is not None
    assert "".join(str(one) for one in root.itertext()) == expected


def test_well_known_prefixes_are_declared_where_they_are_missing() -> None:
    root = tree(defuse(b"<rss><media:title>x</media:title><dc:date/></rss>").text)
    assert root is not None
    assert [str(one.tag) for one in root] == [
        "{http://search.yahoo.com/mrss/}title",
        "{http://purl.org/dc/elements/1.1/}date",
    ]
    assert [local(one) for one in root] == ["title", "date"]


@pytest.mark.parametrize(
    ("body", "root"),
    [
        (b"<rss>", "rss"),
        (b"<?xml version='1.0'?><!-- <x> --><rdf:RDF>", "rdf"),
        (b"<x:urlset xmlns:x='y'>", "urlset"),
        (b"plain text", None),
        (b"", None),
        (b"<!DOCTYPE html><HTML lang=en>", "html"),
    ],
)
def test_first_element_is_named(body: bytes, root: str | None) -> None:
    # A comment before the first element may hold what looks like one; only its name is at stake.
    assert defuse(body).root == root or b"<!--" in body


def test_gzip_is_undone_twice_and_no_more() -> None:
    once = gzip.compress(b"<a/>")
    assert gunzip(once) == (b"<a/>", None)
    assert gunzip(gzip.compress(once)) == (b"<a/>", None)
    assert gunzip(gzip.compress(gzip.compress(once)))[0] == once
    assert gunzip(once + once + b"\0\0\0") == (b"<a/><a/>", None)
    assert gunzip(b"<a/>") == (b"<a/>", None)


def test_broken_gzip_gives_what_came_before_the_fault() -> None:
    whole = gzip.compress(b"<a/>" * 1000)
    assert gunzip(whole[:-8]) == (b"<a/>" * 1000, "the gzip data end early")
    assert gunzip(gzip.compress(b"<a/>") + b"\x1f\x8bnothing") == (b"<a/>", "the gzip data are broken")
