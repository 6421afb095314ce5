from __future__ import annotations

import gzip

import pytest

from aggregator.coding import MOST_MEMBERS
from aggregator.discovery.defused import FEED, SITEMAP, Limits, decode, defuse, elements, gunzip, local, tree
from tests.bounds import no_explosion


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
        ("<a>Köln</a>".encode() + b"\xff<b/>", "text/xml; charset=utf-8", "<a>Köln</a>\ufffd<b/>"),
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
    root = tree(defuse(text.encode()).utf8)
    assert root is not None
    assert "".join(str(one) for one in root.itertext()) == expected


def test_well_known_prefixes_are_declared_where_they_are_missing() -> None:
    root = tree(defuse(b"<rss><media:title>x</media:title><dc:date/></rss>").utf8)
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
        (b"<?a <b > ?>\n<!-- " + b"<x> " * 30_000 + b"--><!DOCTYPE a [ <!ELEMENT y > ]><!-- <z> --><RSS>", "rss"),
        (b"<x:urlset xmlns:x='y'>", "urlset"),
        (b"plain text", None),
        (b"", None),
        (b"<!DOCTYPE html><HTML lang=en>", "html"),
    ],
)
def test_first_element_is_named(body: bytes, root: str | None) -> None:
    assert defuse(body).root == root


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


def test_text_without_errors_is_not_copied_and_others_become_utf_8() -> None:
    for name in ("utf-16", "utf-8-sig"):
        assert defuse("<a>Köln 東京 😀</a>".encode(name)).utf8 == "<a>Köln 東京 😀</a>".encode()
    wide = "東京" * 700_000  # several pieces, with characters across their borders
    assert defuse(f"<a>{wide}</a>".encode("euc-jp"), content_type="text/xml; charset=euc-jp").utf8.decode() == (
        f"<a>{wide}</a>"
    )


@pytest.mark.slow
@pytest.mark.parametrize(("root", "limits"), [("rss", FEED), ("urlset", SITEMAP)])
@pytest.mark.parametrize(
    ("unit", "sign", "limit"),
    [("<a/>", b"<", "tags"), ('<a b=""/>', b'="', "attributes"), ("a &amp; b", b"&", "references")],
)
def test_markup_beyond_the_limit_is_cut_off(root: str, limits: Limits, unit: str, sign: bytes, limit: str) -> None:
    most: int = getattr(limits, limit)
    sound = defuse(f"<{root}>{unit * (most - 10)}</{root}>".encode())
    assert sound.reason is None or limit == "attributes"  # each stands in a tag, and tags are counted as well
    text = defuse(f"<{root}>{unit * (most + 1000)}</{root}>".encode())
    assert text.utf8.startswith(f"<{root}>".encode())
    assert text.utf8.count(sign) <= most
    assert text.reason == "only the beginning was read: the document holds more markup than a sound one"


def test_markup_in_cdata_sections_does_not_count() -> None:
    body = f"<rss><![CDATA[{'<p>a &amp; b</p>' * FEED.references}]]></rss>".encode()
    assert defuse(body).reason is None
    assert defuse(body).utf8 == body
    many = b"<rss>" + b"<![CDATA[]]>" * FEED.tags
    assert len(defuse(many).utf8) < len(many) / 2


@pytest.mark.parametrize("attribute", ["a{}=''", "xmlns:p{}='urn:{}'", 'a{} = ">"'])
def test_attributes_beyond_sixty_of_one_element_are_dropped(attribute: str) -> None:
    written = " ".join(attribute.format(number, number) for number in range(100_000))
    root = tree(defuse(f"<rss {written}><title>whole</title></rss>".encode()).utf8)
    assert root is not None
    assert len(root.attrib) + len(root.nsmap) == 60
    assert root.findtext("title") == "whole"


def test_elements_come_in_document_order_though_some_are_never_closed() -> None:
    body = b"<s><u><l>1</l></u><u><l>2</l><u><l>3</l><u><l>4</l></u></u><u><l>5</l></u><x/><u><l>6</l></s>"
    texts = [one.findtext("l") for one in elements(body, ("u",))]
    assert [one for one in texts if one] == ["1", "2", "3", "4", "5", "6"]


def test_elements_are_found_in_any_namespace_and_emptied_once_they_are_read() -> None:
    body = b"<s xmlns='urn:a' xmlns:b='urn:b'><u><l/></u><b:u><l/></b:u><v/></s>"
    read = list(elements(body, ("u",)))
    assert [local(one) for one in read] == ["u", "u"]
    assert [len(one) for one in read] == [0, 0]
    assert list(elements(b"no markup", ("u",))) == []


@pytest.mark.slow
def test_entries_one_in_the_other_are_each_looked_at_a_few_times() -> None:
    with no_explosion():
        assert sum(1 for _ in elements(b"<s>" + b"<u>" * 250 + b"<u><l/></u>" * 100_000, ("u",))) < 101_000


def test_members_of_gzip_beyond_the_limit_are_not_undone() -> None:
    member = gzip.compress(b"<a/>")
    assert gunzip(member * MOST_MEMBERS) == (b"<a/>" * MOST_MEMBERS, None)
    with no_explosion():
        body, reason = gunzip(member * 400_000)
    assert body == b"<a/>" * MOST_MEMBERS
    assert reason == f"only the first {MOST_MEMBERS} members of the gzip data were read"


@pytest.mark.parametrize("before", ["<!-- <a > -->", "<?x <a > ?>", f"<!-- {'x' * 30_000} -->", "<!DOCTYPE a>\n"])
def test_document_type_does_not_hide_behind_what_looks_like_an_element(before: str) -> None:
    declared = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}"><!ENTITY % b{n} "%b{n - 1};">' for n in range(1, 30))
    body = f'{before}<!DOCTYPE r [<!ENTITY a0 "lol"><!ATTLIST r x CDATA "given">{declared}%b29;]><r y="&a29;">&a29;</r>'
    text = defuse(body.encode()).utf8
    root = tree(text)
    assert b"ENTITY" not in text
    assert root is not None
    assert (root.text, root.keys(), root.get("y")) == ("&a29;", ["y"], "&a29;")
