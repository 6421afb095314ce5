"""Forms in which sites of many countries say where a text comes from: heads, ends, signatures, dates, logos."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from aggregator.attribution import attribute
from aggregator.attribution.chinese import read_chinese_end, read_chinese_line
from aggregator.attribution.dateline import read_dateline
from aggregator.attribution.ending import read_last_address
from aggregator.attribution.logo import read_source_logo
from aggregator.attribution.named import Named
from aggregator.attribution.source_line import may_name_unknown, read_source_line
from aggregator.organisations import register
from tests.attribution.cases import cases, label
from tests.attribution.making import article, container, page
from tests.bounds import no_explosion

CASES = cases("wire_forms")


def _line(text: str, country: str | None, place: str) -> tuple[Named, ...]:
    read = read_source_line(
        text, register=register(), country=country, byline=place == "byline", marked=place == "marked"
    )
    return read.named if read is not None else ()


def _dateline(text: str, country: str | None, place: str) -> tuple[Named, ...]:
    read = read_dateline(text, register=register(), country=country)
    return read.named if read is not None else ()


def _dated(text: str, country: str | None, place: str) -> tuple[Named, ...]:
    read = read_chinese_line(text, register=register(), country=country, alone=place == "beside the date")
    return read.named if read is not None else ()


def _end(text: str, country: str | None, place: str) -> tuple[Named, ...]:
    read = read_chinese_end(text, register=register(), country=country)
    return read.named if read is not None else ()


def _address(text: str, country: str | None, place: str) -> tuple[Named, ...]:
    read = read_last_address(text, register=register())
    return read.named if read is not None else ()


def _logo(text: str, country: str | None, place: str) -> tuple[Named, ...]:
    read = read_source_logo(text, register=register(), country=country)
    return read.named if read is not None else ()


READERS: dict[str, Callable[[str, str | None, str], tuple[Named, ...]]] = {
    "dateline": _dateline,
    "date line": _dated,
    "beside the date": _dated,
    "end": _end,
    "address": _address,
    "logo": _logo,
}


@pytest.mark.parametrize("case", CASES, ids=label)
def test_form_names_its_source(case: dict[str, Any]) -> None:
    place = case.get("place", "line")
    named = READERS.get(place, _line)(case["text"], case.get("country"), place)
    assert [one.name for one in named] == case["names"]


@pytest.mark.parametrize("case", [one for one in CASES if one.get("unknown")], ids=label)
def test_name_of_no_register_is_believed_less(case: dict[str, Any]) -> None:
    place = case.get("place", "line")
    named = READERS.get(place, _line)(case["text"], case.get("country"), place)
    assert all(one.belief < 0.85 for one in named if one.organisation is None)
    assert any(one.organisation is None for one in named)


@pytest.mark.parametrize("case", [one for one in CASES if one.get("place") == "line"], ids=label)
def test_lines_without_known_names_are_not_passed_over(case: dict[str, Any]) -> None:
    if case["names"] and not register().find(case["text"], country=case.get("country")):
        assert may_name_unknown(case["text"])


def test_long_heads_and_ends_are_read_in_time() -> None:
    with no_explosion():
        assert read_dateline("港报网" * 20_000, register=register()) is None
        assert read_chinese_end("（" * 20_000 + "）", register=register()) is None
        assert read_chinese_line("2025-03-05 " + "港" * 80, register=register()) is None
        assert read_source_line("Источник: " + "a.b." * 80, register=register()) is None


def _wires(markup: str, *paragraphs: str, metas: dict[str, list[str]] | None = None) -> list[str]:
    made = page(markup, metas=metas)
    found = attribute(made, article(*paragraphs), container=container(made))
    return [one.name for one in found if one.role == "wire"]


def test_source_line_in_another_column_is_found() -> None:
    markup = (
        "<div id=page><div class=left><article><h1>The bridge opens</h1><p>The bridge opens at noon.</p></article></div>"
        "<div class=left><div id=articleSource><p>Źródło: Polska Agencja Prasowa</p></div></div></div>"
    )
    assert _wires(markup, "The bridge opens at noon.") == ["Polska Agencja Prasowa"]


def test_headings_of_lists_in_another_column_are_no_source() -> None:
    markup = (
        "<div id=page><div class=left><article><h1>The bridge opens</h1><p>The bridge opens at noon.</p></article></div>"
        "<div class=left><div class=source>Dziennik Bałtycki:</div><a href=/x>Another text</a></div></div>"
    )
    assert _wires(markup, "The bridge opens at noon.") == []


def test_logo_alone_behind_the_text_names_its_source() -> None:
    markup = (
        "<article><h1>The bridge opens</h1><p>The bridge opens at noon and closes at five.</p>"
        '<p class="logo-pap"><img src="/img/logo_PAP.jpeg" alt=""></p></article>'
    )
    assert _wires(markup, "The bridge opens at noon and closes at five.") == ["Polska Agencja Prasowa"]


def test_name_beside_the_publishers_own_is_a_source() -> None:
    markup = (
        "<article><h1>The bridge opens</h1><div>PAP/Harbour Post</div><p>The bridge opens at noon today.</p></article>"
    )
    assert _wires(markup, "The bridge opens at noon today.", metas={"og:site_name": ["Harbour Post"]}) == [
        "Polska Agencja Prasowa"
    ]


def test_texts_of_several_papers_one_behind_the_other_each_name_theirs() -> None:
    found = attribute(
        page(), article("渡轮周一恢复航行。", "（明报多伦多）码头已经重新开放。", "(世界日报)票价没有变化。")
    )
    assert [one.name for one in found if one.role == "wire"] == ["Ming Pao", "World Journal"]
