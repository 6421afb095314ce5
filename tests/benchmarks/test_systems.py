"""Extractors behind one function."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.systems import OURS, SYSTEMS, Fields, Read, listed, read_page, text_of

PAGE = b"<html><h1>Harbour</h1><p>The pier is closed.</p></html>"


def reading(answer: Callable[[], Fields]) -> Read:
    return lambda html, url: answer


def test_our_own_extractor_is_there_and_gives_what_the_measures_need() -> None:
    assert SYSTEMS[OURS].version is not None
    found = SYSTEMS[OURS].load()(PAGE, "https://news.example/harbour")()
    assert SYSTEMS[OURS].fields <= set(found)


def test_a_page_that_breaks_an_extractor_counts_as_empty_and_as_time() -> None:
    def broken(html: bytes, url: str) -> Callable[[], Fields]:
        raise KeyError("title")

    row = read_page(broken, PAGE, "", 1)
    assert row["error"] == "KeyError: 'title'"
    assert "body" not in row and row["seconds"] >= 0


def test_what_an_extractor_gives_is_brought_into_form_outside_the_time() -> None:
    calls = []

    def form() -> Fields:
        calls.append(1)
        return {"title": "Harbour"}

    row = read_page(reading(form), PAGE, "", 3)
    assert len(calls) == 1
    assert row["title"] == "Harbour"


def test_a_page_without_markup_has_no_cost() -> None:
    assert read_page(reading(dict), b"", "", 1) == {"error": "not even lxml finds markup"}


def test_text_of_a_fragment_has_a_line_for_each_block() -> None:
    html = "<div><p>One <b>and</b>\n two<br>three</p><ul><li>four<li>five</ul>six</div>"
    assert text_of(html).split("\n\n") == ["One and", "two", "three", "four", "five", "six"]


def test_lists_in_strings_are_split() -> None:
    assert listed("Ann Example; Bo Sample;", ";") == ["Ann Example", "Bo Sample"]
    assert listed(None, ";") == []
