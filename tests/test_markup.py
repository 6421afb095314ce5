"""Bytes into a tree, and pages beyond the limits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator import markup
from aggregator.markup import MAX_DEPTH, MAX_TAGS, parse_html
from tests.bounds import no_explosion


def text_of(data: bytes | str, content_type: str | None = None) -> str:
    root = parse_html(data, content_type=content_type).root
    assert root is not None
    return "".join(root.itertext()).strip()


def test_null_bytes_and_controls_are_dropped() -> None:
    assert text_of(b"<p>ha\0rb\x01our\x0b</p>") == "harbour"


@pytest.mark.parametrize("data", [b"", b"   \n", b"\0\0", "", b"\xef\xbb\xbf"])
def test_an_empty_page_has_a_reason(data: bytes | str) -> None:
    page = parse_html(data)
    assert page.root is None
    assert page.reason == "The page is empty."


def test_lone_surrogates_in_text_do_no_harm() -> None:
    assert "a" in text_of("<p>a\ud800b</p>")


ATTRIBUTES = b"<p>before</p><a " + b" ".join(b"a%d=1" % number for number in range(100_000)) + b">x</a>"
PAGES = {
    "one tag of 100,000 attributes": ATTRIBUTES,
    "half a million tags": b"<p>before</p>" + b"<p>a" * 500_000,
    "50,000 nested elements": b"<p>before</p>" + b"<div>a" * 50_000,
    "many tags of many attributes": b"<p>before</p>"
    + (b"<a " + b" ".join(b"a%d" % number for number in range(900)) + b">") * 900,
    "attributes with tags in their values": b"<p>before</p><a "
    + b" ".join(b'a%d="<b>"' % number for number in range(40_000))
    + b">x",
    "quotes that never end": b'<p>before</p><a b="' * 200_000,
    "ten million signs": b"<p>before</p>" + b"&" * 10_000_000,
    "comments that never end": b"<p>before</p>" + b"<!--" * 1_000_000,
    "a script that never ends": b"<p>before</p><script>" + b"</scrip" * 1_000_000,
    "bytes of no encoding": b"<p>before</p>" + b"\xff\x80\x81" * 2_000_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_hostile_pages_cost_little(name: str) -> None:
    with no_explosion():
        page = parse_html(PAGES[name])
    assert page.root is not None
    assert "before" in "".join(page.root.itertext())


@pytest.mark.parametrize("name", ["one tag of 100,000 attributes", "half a million tags", "50,000 nested elements"])
def test_what_is_cut_says_why(name: str) -> None:
    page = parse_html(PAGES[name])
    assert page.cut
    assert page.reason is not None
    assert page.reason.startswith("The page was cut")


def test_limits_are_those_that_are_stated() -> None:
    root = parse_html(b"<i>" * 3 * MAX_TAGS).root
    assert root is not None
    assert sum(1 for _ in root.iter()) <= MAX_TAGS + 4
    deep = parse_html(b"<div>" * (MAX_DEPTH - 100) + b"deep")
    assert not deep.cut
    assert deep.root is not None
    assert "deep" in "".join(deep.root.itertext())


def test_a_page_beyond_the_size_limit_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "MAX_BYTES", 1000)
    page = parse_html(b"<p>" + b"word " * 1000)
    assert page.cut
    assert page.reason == "Only the first 1000 bytes of the page were read."


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.none() | st.text(max_size=40))
def test_any_bytes_are_read_without_an_exception(data: bytes, content_type: str | None) -> None:
    page = parse_html(data, content_type=content_type)
    assert page.root is not None or page.reason


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    parse_html(f"<p>{text}")


@pytest.mark.parametrize(
    "opening",
    [
        '<div z=b" c="x>y" ',
        '<textarea><a x="</textarea><b q=">" ',
        '<title><a x="</title><b q=">" ',
        '<!-- <a x=" --><b q=">" ',
    ],
)
def test_no_way_of_quoting_hides_the_attributes_of_a_tag(opening: str) -> None:
    page = parse_html("<p>One</p>" + opening + " ".join(f"a{number}" for number in range(40_000)) + ">")
    assert page.reason == "The page was cut at a tag with too many attributes."
