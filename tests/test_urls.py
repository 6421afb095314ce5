"""Tests of addresses: normal forms, variants, sites, literal addresses."""

from __future__ import annotations

import ipaddress
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator import urls

PUBLISHED = Path(__file__).parent / "published" / "whatwg-url" / "urltestdata.json"

# The parser takes punycode that decodes to nothing; a look-up of such a name fails anyway.
INVALID_PUNYCODE = "pokxncvks"


def published_cases() -> list[Any]:
    cases = [one for one in json.loads(PUBLISHED.read_text(encoding="utf-8")) if isinstance(one, dict)]
    return [pytest.param(one, id=str(number), marks=expected(one)) for number, one in enumerate(cases)]


def expected(case: dict[str, Any]) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason="invalid punycode is taken")] if INVALID_PUNYCODE in case["input"].lower() else []


@pytest.mark.parametrize("case", published_cases())
def test_published_test_data_of_the_url_standard(case: dict[str, Any]) -> None:
    base = case["base"] or "about:blank"
    joined = urls.join(base, case["input"])
    expected = None if case.get("failure") else case["href"]
    if expected is None or not expected.startswith(("http:", "https:")):
        assert joined is None
    else:
        assert joined == expected.partition("#")[0]


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("HTTP://WWW.News.Example", "http://www.news.example/"),
        ("https://news.example:443/a", "https://news.example/a"),
        ("https://news.example:8443/a", "https://news.example:8443/a"),
        ("https://news.example/a/./b/../c", "https://news.example/a/c"),
        ("https://news.example/%7euser/%e4%b8%ad%2f", "https://news.example/~user/%E4%B8%AD%2F"),
        ("https://news.example/中?q=ü", "https://news.example/%E4%B8%AD?q=%C3%BC"),
        ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
        ("https://news.example./a", "https://news.example/a"),
        ("  https://news.example/a\n", "https://news.example/a"),
        ("https://news.example/a#top", "https://news.example/a"),
        ("https://editor:secret@news.example/a", "https://news.example/a"),
        ("https://news.example/a|b", "https://news.example/a%7Cb"),
        ("https://news.example/100%", "https://news.example/100%25"),
        ("https://news.example/?b=2&a=1", "https://news.example/?b=2&a=1"),
        ("https://news.example/a?", "https://news.example/a"),
        ("https://news.example/a?utm_source=rss&id=7&fbclid=x", "https://news.example/a?id=7"),
        ("https://news.example/a?at_medium=RSS&xtor=AL-72&ICID=ref&cmpid=z", "https://news.example/a"),
        ("https://news.example/a?gclid=1&mc_cid=2&UTM_Campaign=3", "https://news.example/a"),
        ("https://news.example/a?source=feed&from=politics", "https://news.example/a?from=politics"),
        ("https://news.example/a;jsessionid=0A1B?id=7&PHPSESSID=9", "https://news.example/a?id=7"),
        ("https://news.example/list?sid=101&oid=001", "https://news.example/list?sid=101&oid=001"),
        ("https://news.example/?feed=atom", "https://news.example/?feed=atom"),
        ("https://forum.example/t?sid=58428beaa14598c2e02d93ad5c773e4d&t=1", "https://forum.example/t?t=1"),
        ("http:\\\\news.example\\a", "http://news.example/a"),
        (
            "https://www-news-example.cdn.ampproject.org/c/s/www.news.example/7/amp",
            "https://www.news.example/7/amp",
        ),
        ("https://www.google.com/amp/s/news.example/7", "https://news.example/7"),
        (
            "https://www.google.com/url?rct=j&url=https://news.example/7%3Fa%3D1&ct=ga",
            "https://news.example/7?a=1",
        ),
    ],
)
def test_normal_form(written: str, normal: str) -> None:
    assert urls.normalise(written) == normal
    assert urls.normalise(normal) == normal


@pytest.mark.parametrize(
    "written",
    [
        "",
        "news.example/a",
        "//news.example/a",
        "mailto:desk@news.example",
        "javascript:void(0)",
        "ftp://news.example/a",
        "file:///etc/passwd",
        "http://",
        "http://[::1",
        "http://a b/",
        "http://news.example:99999/",
        "https://news.example/" + "a" * 9_000,
        "http://\ud800/",
    ],
)
def test_what_is_no_web_address_has_no_normal_form(written: str) -> None:
    assert urls.normalise(written) is None
    assert urls.identity_key(written) is None
    assert urls.host(written) is None


@given(st.text(max_size=200))
def test_any_text_is_taken_without_an_error(text: str) -> None:
    for written in (text, "http://" + text, "http://news.example/" + text):
        normal = urls.normalise(written)
        if normal is not None:
            assert urls.normalise(normal) == normal
            assert urls.identity_key(normal) == urls.identity_key(written)
            assert normal.isascii()
        urls.host(written), urls.article_number(written), urls.literal_address(text), urls.site(text)
        urls.join("http://news.example/", text)


@given(
    st.lists(st.sampled_from(["a", "index.html", "amp", "print", "..", "", "%41", "é", "7;jsessionid=1", "x.amp"])),
    st.lists(st.sampled_from(["id=7", "utm_x=1", "amp=1", "a=%7e", "b", "", "m=1", "print"])),
)
def test_normalising_and_keys_are_idempotent(path: list[str], query: list[str]) -> None:
    written = f"https://m.news.example/{'/'.join(path)}?{'&'.join(query)}"
    normal, key = urls.normalise(written), urls.identity_key(written)
    assert normal is not None and key is not None
    assert urls.normalise(normal) == normal
    assert urls.identity_key("https:" + key) == key


@pytest.mark.parametrize(
    "variant",
    [
        "http://news.example/world/storm-7",
        "https://www.news.example/world/storm-7/",
        "https://m.news.example/world/storm-7",
        "https://mobile.news.example/world/storm-7?utm_source=x",
        "https://amp.news.example/world/storm-7",
        "https://news.example/world/storm-7/amp",
        "https://news.example/world/storm-7/amp/",
        "https://news.example/world/storm-7?amp=1",
        "https://news.example/world/storm-7?amp",
        "https://news.example/world/storm-7?outputType=amp",
        "https://news.example/amp/world/storm-7",
        "https://news.example/world/storm-7.amp",
        "https://news.example/world/storm-7?print=1",
        "https://news.example/world/storm-7/print",
        "https://news.example/world//storm-7",
        "https://news.example/world/storm-7/index.html",
        "https://news-example.cdn.ampproject.org/c/s/news.example/world/storm-7",
    ],
)
def test_variants_of_one_page_have_one_key(variant: str) -> None:
    assert urls.identity_key(variant) == "//news.example/world/storm-7"


def test_amp_html_file_has_the_key_of_the_file() -> None:
    assert urls.identity_key("https://n.example/a.amp.html") == urls.identity_key("https://n.example/a.html")


def test_order_of_parameters_makes_no_other_page() -> None:
    assert urls.identity_key("https://n.example/?a=1&b=2") == urls.identity_key("https://n.example/?b=2&a=1")


def test_mobile_parameter_of_blogger_folds_only_there() -> None:
    assert urls.identity_key("https://b.example/2026/11/a.html?m=1") == "//b.example/2026/11/a.html"
    assert urls.identity_key("https://b.example/archive?m=1") == "//b.example/archive?m=1"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.example/a", "https://news.example/b"),
        ("https://news.example/a?id=1", "https://news.example/a?id=2"),
        ("https://news.example/a", "https://blog.news.example/a"),
        ("https://news.example/amp", "https://news.example/"),
        ("https://news.example/print", "https://news.example/"),
        ("https://news.example:8080/a", "https://news.example/a"),
        ("https://news.example/A", "https://news.example/a"),
        ("https://m.example/a", "https://example/a"),
    ],
)
def test_different_pages_have_different_keys(one: str, other: str) -> None:
    assert urls.identity_key(one) != urls.identity_key(other)


@pytest.mark.parametrize(
    ("name", "registered"),
    [
        ("www.news.example.co.uk", "example.co.uk"),
        ("m.paper.co.kr", "paper.co.kr"),
        ("news.example", "news.example"),
        ("a.b.news.example", "news.example"),
        ("one.blogspot.com", "one.blogspot.com"),
        ("co.uk", "co.uk"),
        ("localhost", "localhost"),
        ("WWW.Example.COM.", "example.com"),
        ("127.0.0.1", "127.0.0.1"),
        ("::1", "::1"),
    ],
)
def test_site_is_the_registrable_domain(name: str, registered: str) -> None:
    assert urls.site(name) == registered


def test_two_blogs_of_one_host_are_two_sites() -> None:
    assert not urls.same_site("https://a.blogspot.com/1", "https://b.blogspot.com/1")
    assert urls.same_site("https://www.news.example/1", "http://m.news.example/2")
    assert not urls.same_site("https://news.example/1", "mailto:x@news.example")


@pytest.mark.parametrize(
    "spelling",
    [
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0X7F.0.0.1",
        "0177.0.0.1",
        "017700000001",
        "127.0.0.1.",
        "１２７.０.０.１",
        "127。0。0。1",
        "%31%32%37.0.0.1",
        "[::ffff:127.0.0.1]",
        "::ffff:7f00:1",
        "[::ffff:7f00:1]",
    ],
)
def test_loopback_is_recognised_in_every_spelling(spelling: str) -> None:
    assert urls.literal_address(spelling) == ipaddress.IPv4Address("127.0.0.1")


def test_ipv6_literals_are_recognised_with_brackets_and_zone() -> None:
    assert urls.literal_address("[::1]") == ipaddress.IPv6Address("::1")
    assert urls.literal_address("fe80::1%eth0") == ipaddress.IPv6Address("fe80::1")
    assert urls.literal_address("[fe80::1%25eth0]") == ipaddress.IPv6Address("fe80::1")


@pytest.mark.parametrize(
    "name", ["news.example", "1.news.example", "127.0.0.1.example", "a.1", "", ".", "0x7f.example"]
)
def test_names_are_no_literal_addresses(name: str) -> None:
    assert urls.literal_address(name) is None


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.8.8.8",
        "169.254.169.254",
        "172.31.255.255",
        "192.0.0.8",
        "192.168.1.1",
        "198.18.0.1",
        "203.0.113.9",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::169.254.169.254",
        "2002:7f00:1::",
        "2002:a00:1::1",
        "fc00::1",
        "fe80::1",
        "ff02::1",
        "2001:db8::1",
        "2001::1",
        "fec0::1",
    ],
)
def test_private_and_special_addresses_are_not_public(address: str) -> None:
    assert not urls.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "172.32.0.1", "198.20.0.1", "2606:4700::1111", "2002:808:808::1", "64:ff9b::8.8.8.8"]
)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert urls.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    ("ref", "absolute"),
    [
        ("b.html", "https://news.example/a/b.html"),
        ("/b", "https://news.example/b"),
        ("//cdn.example/p.jpg?w=1&utm_x=2", "https://cdn.example/p.jpg?w=1&utm_x=2"),
        ("?page=2", "https://news.example/a/index.html?page=2"),
        ("#top", "https://news.example/a/index.html"),
        (" b c.html ", "https://news.example/a/b%20c.html"),
        ("data:image/gif;base64,R0", None),
        ("tel:+491234", None),
        ("http://[", None),
    ],
)
def test_references_are_joined_as_browsers_do(ref: str, absolute: str | None) -> None:
    assert urls.join("https://news.example/a/index.html", ref) == absolute


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("https://news.example/world/view/1206", "1206"),
        ("https://news.example/north-korea/view/1206", "1206"),
        ("https://news.example/2026/11/20/storm-nears-coast-12345.html", "12345"),
        ("https://news.example/news/articleView.html?idxno=12345", "12345"),
        ("https://news.example/view/AKR20261120001200504", "20261120001200504"),
        ("https://news.example/?p=1206", "1206"),
        ("https://news.example/2026/11/20/storm-nears-coast", None),
        ("https://news.example/20261120/storm", None),
        ("https://news.example/top-10-towns", None),
        ("nonsense", None),
    ],
)
def test_number_of_an_article_in_its_address(address: str, number: str | None) -> None:
    assert urls.article_number(address) == number


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/view/7?sid=9f3c0a71",
        "https://a.example/view/7?session=kj2h34kjh2",
        "https://a.example/view/7?PHPSESSID=anything",
        "https://a.example/view/7?SESSION_ID=12",
        "https://a.example/view/7?s=58428beaa14598c2e02d93ad5c773e4d",
        "https://a.example/view/7;jsessionid=ED5DD5866BE5A5FA.live922",
        "https://a.example/view/7;PORTAL_SID=99TYPRwZ!-986",
        "https://a.example/(S(abcdefghij0123456789abcd))/view/7",
        "https://a.example/(A(abcdefghij)S(abcdefghij0123456789abcd))/view/7",
    ],
)
def test_a_session_does_not_make_another_page(url: str) -> None:
    assert urls.identity_key(url) == urls.identity_key("https://a.example/view/7")


@pytest.mark.parametrize(
    "query", ["sid=104", "sid=nws2026112", "s=covid19", "session=morning", "session=118th", "sid=politics"]
)
def test_what_only_looks_like_a_session_tells_pages_apart(query: str) -> None:
    assert urls.identity_key(f"https://a.example/list?{query}") != urls.identity_key("https://a.example/list")


@pytest.mark.slow
@given(
    st.from_regex(r"https?://[a-z0-9.-]{1,20}\.[a-z0-9-]{1,6}/[A-Za-z0-9_~/.-]{0,20}", fullmatch=True)
    | st.from_regex(urls._PLAIN, fullmatch=True)
)
def test_plain_addresses_are_read_as_the_standard_reads_them(written: str) -> None:
    found = urls.parsed(written)
    assert urls.join("https://news.example/a/", written) == (found.href if found else None)
    assert urls.host(written) == (found.hostname.rstrip(".") or None if found else None)
    normal = urls.normalise(written)
    assert normal is None or urls.normalise(normal) == normal
    if urls._PLAIN.fullmatch(written) and "google" not in written and "ampproject" not in written:
        assert normal == written
