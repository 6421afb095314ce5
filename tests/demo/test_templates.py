"""Tests of the templates that the sample pages are made with."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from aggregator.demo.templates import plain, render


def filled(template: str, partials: dict[str, str] | None = None, **values: Any) -> str:
    return render(template, values, (partials or {}).__getitem__)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{a}}", "&lt;b&gt; &amp; &quot;c&quot;"),
        ("{{{a}}}", '<b> & "c"'),
        ("{{missing}}", ""),
        ("{{item.name}}", "Ann"),
        ("{{#list}}[{{.}}]{{/list}}", "[1][2]"),
        ("{{#item}}{{name}}{{/item}}", "Ann"),
        ("{{#empty}}x{{/empty}}{{^empty}}none{{/empty}}", "none"),
        ("{{#list}}{{^list}}x{{/list}}{{/list}}", ""),
        ("{{! nothing }}", ""),
        ("{{#rows}}{{#rows}}{{/rows}}{{n}}{{/rows}}", "12"),
    ],
)
def test_a_template_is_filled_as_mustache_says(template: str, expected: str) -> None:
    values: dict[str, Any] = {
        "a": '<b> & "c"',
        "item": {"name": "Ann"},
        "list": [1, 2],
        "empty": [],
        "rows": [{"n": 1}, {"n": 2}],
    }
    assert filled(template, None, **values) == expected


def test_a_partial_sees_the_values_around_it() -> None:
    assert filled("{{#rows}}{{>row}}{{/rows}}", {"row": "<{{n}}{{end}}>"}, rows=[{"n": 1}], end="!") == "<1!>"


def test_json_in_a_script_element_cannot_end_it() -> None:
    text = filled('{"t":{{t|json}}}', t='</script> & "q"')
    assert "</script>" not in text
    assert json.loads(text) == {"t": '</script> & "q"'}


def test_dates_are_written_as_each_place_wants_them() -> None:
    moment = dt.datetime(2026, 11, 5, 9, 7, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    forms = "{{d|iso}} {{d|utc}} {{d|rfc822}} {{d|date:%B %-d, %Y}}"
    assert filled(forms, d=moment) == (
        "2026-11-05T09:07:00+01:00 2026-11-05T08:07:00Z Thu, 05 Nov 2026 09:07:00 +0100 November 5, 2026"
    )


def test_a_section_that_is_never_closed_is_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="never closed"):
        filled("{{#rows}}x", rows=[1])


def test_plain_text_is_what_a_reader_sees() -> None:
    assert plain("<em>Tea</em> &amp; <a href='x'>milk</a>") == "Tea & milk"
