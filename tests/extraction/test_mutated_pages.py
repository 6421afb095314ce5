"""Whatever happens to a real-shaped page on its way, what is read from it keeps its contract."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator import extract
from aggregator.article import Article, Block
from tests.extraction.soundness import assert_sound

PAGES = tuple(
    path.read_bytes() for path in sorted((Path(__file__).parent.parent / "fixtures" / "pages").glob("*/page.html"))
)
URL = "https://courier.example/2026/11/20/coast/ferry-stops-1"

PIECES = tuple(
    piece.encode("utf-8", "surrogatepass")
    for piece in (
        "<", ">", "</p>", "<p>", "<div>", "</div>", "<br>", "</article>", "<table><tr><td>", "<!--", "-->", "<script>",
        "</script>", "<svg>", "<template>", "<title>", "</title>", "<h1>", "<base href='http://['>", "<![CDATA[", "\x00",
        "\r", "\u2028", "\u2029", "\x85", "\x0b", "\u202e", "\u200b", "\xad", "\ufeff", "\ud800", "\ufffe", "e\u0301",
        "\u1100\u1161", "&#8232;", "&#133;", "&#xd800;", "&#0;", "&nbsp;", "&lt;br&gt;", '"', "'", "\\", "\\u2028", "\\n", "\\ud800",
        "{", "}", "[", "]", ",", '{"@type":"NewsArticle","headline":"A\\nB","articleBody":"C\\n\\nD"}',
        '"datePublished":"2026-13-45T25:61:00+99:99",', "<time datetime='0000-00-00'>", "99999999999999999999",
        "<meta name=author content='\x1b[31mAnn\u2029Example'>", "<meta property='article:tag' content='\xad'>",
        "<meta name=date content='2026-02-30'>", "<img src='data:image/png,'>", "<img src='javascript:x'>",
        "<a rel=tag href='javascript:x'>\u200b</a>", "<meta charset=utf-16>", "<meta charset=x-user-defined>",
    )
)  # fmt: skip

Change = tuple[str, float, int | bytes | str | None]

place = st.floats(0, 1, allow_nan=False)
change: st.SearchStrategy[Change] = st.one_of(
    st.tuples(st.just("insert"), place, st.sampled_from(PIECES)),
    st.tuples(st.just("insert"), place, st.binary(min_size=1, max_size=6)),
    st.tuples(st.just("cut"), place, st.integers(1, 4_000)),
    st.tuples(st.just("double"), place, st.integers(1, 4_000)),
    st.tuples(st.just("end"), place, st.none()),
    st.tuples(st.just("splice"), place, st.sampled_from(PAGES)),
    st.tuples(st.just("recode"), place, st.sampled_from(["utf-16", "latin-1", "cp1251", "shift_jis", "utf-7"])),
)


def changed(page: bytes, changes: list[Change]) -> bytes:
    """Return `page` after `changes`, each at a share of its length."""
    for kind, where, what in changes:
        at = int(where * len(page))
        if isinstance(what, int):
            page = page[:at] + (page[at : at + what] * 2 if kind == "double" else b"") + page[at + what :]
        elif isinstance(what, bytes):
            page = page[:at] + (what + page[at:] if kind == "insert" else what[at:])
        elif what is None:
            page = page[:at]
        else:
            page = page.decode("utf-8", "replace").encode(what, "replace")
    return page


@pytest.mark.slow
@given(st.sampled_from(PAGES), st.lists(change, min_size=1, max_size=8))
@settings(max_examples=200, deadline=None)
def test_a_page_that_was_damaged_is_read_soundly(page: bytes, changes: list[Change]) -> None:
    assert_sound(extract(changed(page, changes), URL))


@pytest.mark.slow
@given(st.sampled_from(PAGES), st.lists(change, min_size=1, max_size=4), st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_a_lying_header_does_no_harm(page: bytes, changes: list[Change], lie: str) -> None:
    headers = {"Content-Type": f"text/html; charset={lie}", "Content-Language": lie, "Link": lie, "X-Robots-Tag": lie}
    assert_sound(extract(changed(page, changes), URL, headers=headers))


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(PAGES)))
def test_a_page_that_breaks_off_anywhere_is_read_soundly(number: int) -> None:
    page = PAGES[number]
    for tenth in range(1, 10):
        assert_sound(extract(page[: len(page) * tenth // 10], URL))


def test_a_page_of_text_is_read_like_its_bytes() -> None:
    page = b"<html lang=en><meta charset=utf-8><h1>Pier closed</h1>" + b"<p>The pier of the harbour is closed.</p>" * 9
    assert extract(page.decode(), URL) == extract(page, URL)


@pytest.mark.parametrize("text", ["one\ntwo", "one\u2028two", "e\u0301", " one", "one\xad"])
def test_what_is_unsound_is_noticed(text: str) -> None:
    with pytest.raises(AssertionError):
        assert_sound(Article(url=URL, kind="article", blocks=(Block(text=text),)))
