"""What is cut out of a page before it is parsed, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.markup import parse_html
from aggregator.scripts import MOST_PARTS, part_scripts
from tests.bounds import no_explosion


def parted(html: str) -> tuple[str, list[str]]:
    rest, scripts, _ = part_scripts(html.encode())
    return rest.decode(), [one.text for one in scripts]


def test_scripts_leave_the_page_and_keep_their_order() -> None:
    assert parted("<p>One<script>a < b</script> two</p><SCRIPT>c</SCRIPT>") == ("<p>One two</p>", ["a < b", "c"])


def test_style_sheets_drawings_and_comments_leave_the_page() -> None:
    assert parted("<style>p {}</style><p>One<svg><g></g></svg><!-- <p>no --> two") == ("<p>One two", [])


def test_a_script_in_a_comment_is_none() -> None:
    assert parted("<!-- <script>a</script> --><p>One") == ("<p>One", [])


def test_an_empty_comment_ends_at_once() -> None:
    assert parted("<!--><p>One</p><!-- two -->") == ("<p>One</p>", [])


def test_elements_whose_names_only_begin_alike_stay() -> None:
    page = "<scripture>One</scripture><styled>two</styled><svgx>three</svgx>"
    assert parted(page) == (page, [])


@pytest.mark.parametrize("opening", ["<script>", "<style>", "<svg>", "<!--"])
def test_what_never_ends_stays_for_the_parser_to_judge(opening: str) -> None:
    page = f"<p>One</p>{opening}<p>two</p>"
    assert parted(page) == (page, [])


def test_a_drawing_that_forgot_to_end_swallows_no_text() -> None:
    page = "<svg><path><p>One</p><svg><g></g></svg>"
    assert parted(page) == ("<svg><path><p>One</p>", [])


def test_a_script_that_writes_a_commented_script_is_left_to_the_parser() -> None:
    page = '<script><!-- document.write("<script>a</script>") --></script><p>One</p>'
    assert parted(page) == (page, [])
    root = parse_html(page).root
    assert root is not None
    assert [one.text for one in root.iter("p")] == ["One"]


def test_attributes_of_a_script_are_read_in_every_way_of_writing() -> None:
    (script,) = part_scripts(b"<script id=a TYPE = 'Application/LD+JSON' src=\"/x?a=1&amp;b=2\" async>{}</script>")[1]
    assert script.attributes == {"id": "a", "type": "Application/LD+JSON", "src": "/x?a=1&b=2"}
    assert script.kind == "application/ld+json"


def test_of_an_attribute_said_twice_the_first_counts() -> None:
    (script,) = part_scripts(b"<script type=module type=text/plain data-id=b id=c>x</script>")[1]
    assert script.attributes == {"type": "module", "id": "c"}


def test_a_page_of_more_parts_than_any_real_one_is_cut() -> None:
    rest, scripts, whole = part_scripts(b"<script>a</script>" * (MOST_PARTS + 2) + b"<p>text")
    assert (rest, len(scripts), whole) == (b"", MOST_PARTS, False)
    assert parse_html(b"<p>One</p>" + b"<!-- -->" * (MOST_PARTS + 2)).reason


def test_frames_their_substitutes_and_text_fields_leave_the_page() -> None:
    page = "<p>One<iframe src=x><p>no</iframe><TextArea><b>no</b></textarea><noembed><p>no</noembed> two</p>"
    assert parted(page) == ("<p>One two</p>", [])


def test_tags_in_a_title_are_text() -> None:
    assert parted("<title>How <b> works</title>") == ("<title>How &lt;b> works</title>", [])
    root = parse_html("<title>How <b> works</title><p>x").root
    assert root is not None
    assert root.findtext(".//title") == "How <b> works"


@pytest.mark.parametrize(
    "part", ["<script>", "<!--", "<svg>", "<script><!--<script>", "</script", "<style", "<svg><p>"]
)
def test_what_repeats_without_end_costs_linear_time(part: str) -> None:
    with no_explosion():
        part_scripts((part * (4_000_000 // len(part))).encode())


@given(
    st.lists(st.sampled_from(["<script>", "</script>", "<!--", "-->", "<svg>", "</svg>", "<p>", "x", ">", "<style "]))
)
def test_nothing_is_added_and_no_text_outside_is_lost(pieces: list[str]) -> None:
    page = "".join(pieces).encode()
    rest, scripts, _ = part_scripts(page)
    assert len(rest) + sum(len(one.tag) + len(one.content) for one in scripts) <= len(page)
    assert part_scripts(b"<p>before</p>" + page)[0].startswith(b"<p>before</p>")
