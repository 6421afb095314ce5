"""The page as lines, and the elements that hold them."""

from __future__ import annotations

import pytest
from lxml.html import HtmlElement

from aggregator.extraction.walk import LONGEST_LINE, Walk, walk
from aggregator.markup import parse_html


def root_of(html: str) -> HtmlElement:
    root = parse_html(html).root
    assert root is not None
    return root


def lines_of(html: str) -> list[str]:
    return [line.text for line in walk(root_of(html)).lines]


def seen(html: str) -> Walk:
    return walk(root_of(html))


def test_block_elements_end_lines_and_inline_elements_do_not() -> None:
    assert lines_of("<div>One <b>two</b> <span>three</span><p>Four</p>five</div>") == ["One two three", "Four", "five"]


def test_two_line_breaks_end_a_line_and_one_does_not() -> None:
    assert lines_of("<p>One<br>two<br> <br/>\n three<br><br><br>four</p>") == ["One two", "three", "four"]


def test_scripts_menus_and_buttons_are_not_entered() -> None:
    html = "<nav>Menu</nav><p>Text<script>var x</script> goes <button>Press</button>on</p><noscript>No</noscript>"
    assert lines_of(html) == ["Text goes on"]


def test_characters_in_links_and_bold_are_counted() -> None:
    line = seen("<p>Read <a href='/x'>the <b>report</b></a> now</p>").lines[0]
    assert (line.text, line.linked, line.bold) == ("Read the report now", 10, 6)


def test_a_link_around_blocks_links_the_lines_in_them() -> None:
    lines = seen("<a href='/x'><h3>Headline</h3><p>Summary of it</p></a><p>After</p>").lines
    assert [(line.text, line.linked) for line in lines] == [("Headline", 8), ("Summary of it", 13), ("After", 0)]


def test_a_link_that_spans_a_gap_goes_on_behind_it() -> None:
    lines = seen("<p><a href='/x'>One<br><br>two</a> three</p>").lines
    assert [(line.text, line.linked) for line in lines] == [("One", 3), ("two three", 3)]


def test_hidden_words_inside_a_line_are_left_out() -> None:
    assert lines_of('<p>Seen<span class="sr-only"> unseen</span> again</p>') == ["Seen again"]


def test_nodes_know_their_lines_and_holders() -> None:
    page = seen("<main><section><p>One</p><p>Two</p></section><p>Three</p></main>")
    section = next(number for number, node in enumerate(page.nodes) if node.tag == "section")
    assert (page.nodes[section].first, page.nodes[section].end) == (0, 2)
    tags = [page.nodes[number].tag for number in page.holders(page.lines[1].node)]
    assert tags[:3] == ["p", "section", "main"]


def test_elements_to_pass_over_are_passed_over_with_their_tail_kept() -> None:
    root = root_of("<div>Before <p class='x'>inner</p> after</div>")
    assert [line.text for line in walk(root, without=frozenset(root.cssselect(".x"))).lines] == ["Before after"]


def test_lines_hold_no_breaks_controls_or_soft_hyphens() -> None:
    text = lines_of("<p>Har\u00adbour\n\tcoun\u200bcil &#8203;e\u0301t\u00e9</p>")[0]
    assert text == "Harbour council été"


def test_deep_nesting_is_walked_without_recursion() -> None:
    assert lines_of("<div>" * 1900 + "deep" + "</div>" * 1900 + "<p>after</p>") == ["deep", "after"]


def test_a_line_without_end_is_cut_at_its_limit() -> None:
    (line,) = seen("<p>" + "新聞" * LONGEST_LINE).lines
    assert len(line.text) == LONGEST_LINE


BELOW = "The council voted on Tuesday to close the old terminal by the end of next year."


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p><b>A heading</b><br>{BELOW}</p>", ["A heading", BELOW]),
        (f"<p>Before.<br><strong>A heading<br></strong>{BELOW}</p>", ["Before.", "A heading", BELOW]),
        ("<p><b>Westmere Post</b><br>Harbour Lane 4</p>", ["Westmere Post Harbour Lane 4"]),
        (f"<p><b><a href='/x'>A headline</a></b><br>{BELOW}</p>", [f"A headline {BELOW}"]),
        (f"<p>He <b>said</b><br>{BELOW}</p>", [f"He said {BELOW}"]),
        (f"<li><b>An item</b><br>{BELOW}</li>", [f"An item {BELOW}"]),
    ],
)
def test_a_bold_run_with_text_below_is_a_line_of_its_own(html: str, expected: list[str]) -> None:
    assert lines_of(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Bring:<br>&bull;&nbsp;bread<br>• wine<br>•salt</p>", ["Bring:", "• bread", "• wine", "•salt"]),
        ("<p>1. Bread and wine<br>2. Salt and oil<br>3. Meat</p>", ["1. Bread and wine", "2. Salt and oil", "3. Meat"]),
        ("<p>He paid<br>2. May or June<br>– who knows</p>", ["He paid 2. May or June – who knows"]),
    ],
)
def test_three_items_parted_by_line_breaks_are_lines(html: str, expected: list[str]) -> None:
    assert lines_of(html) == expected


def test_bold_runs_beyond_the_limit_of_a_line_are_passed_over() -> None:
    html = "<p>" + "<b>Heading</b><br>word word " * (LONGEST_LINE // 8) + "</p>"
    assert sum(len(text) for text in lines_of(html)) <= LONGEST_LINE


def test_links_to_the_comments_of_a_paragraph_are_left_out() -> None:
    assert lines_of("<p><a class='comments_count' href='#c'>0</a>Text <a href='/x'>goes</a> on</p>") == ["Text goes on"]


def test_an_element_unknown_to_html_is_set_within_its_paragraph_and_builds_boxes_elsewhere() -> None:
    html = "<p>Mara Quill<note></note>, who sells <x-price>tickets</x-price>, left.</p><card>One</card><card>Two</card>"
    assert lines_of(html) == ["Mara Quill, who sells tickets, left.", "One", "Two"]


def test_lines_of_dots_and_arrows_say_nothing() -> None:
    assert lines_of("<p>.</p><p>* * *</p><p>One</p><p>___</p><p>»</p><p>7</p>") == ["One", "___", "7"]


def test_an_anchor_that_only_marks_a_place_is_no_link() -> None:
    assert [line.linked for line in seen("<p><a name='top'>One</a></p><p><a href='/x' name='y'>Two</a></p>").lines] == [
        0,
        3,
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<!doctype html><meta charset=utf-8><title>Title</title><article><p>One</p></article><p>Two</p>",
        "<html><head><title>Title</title><main><p>One</p></main></head><body><p>Two</p></body></html>",
    ],
)
def test_text_behind_a_head_that_nobody_closed_is_read(html: str) -> None:
    assert lines_of(html) == ["One", "Two"]
