from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.extraction.state import article_bodies, own_article, prose
from aggregator.extraction.states import read_states
from aggregator.markup import parse_html
from tests.extraction.making import made_page

TEXT = "The ferry between the two islands will stop for eleven weeks while divers replace the chains. " * 4


def states(script: str) -> list[object]:
    return [one.value for one in read_states(parse_html(f"<div>{script}</div>").scripts)]


def test_next_data() -> None:
    assert states('<script id="__NEXT_DATA__" type="application/json">{"a": "' + "x" * 300 + '"}</script>') == [
        {"a": "x" * 300}
    ]


def test_assigned_state_is_read_and_nothing_is_run() -> None:
    padding = "x" * 300
    assert states('<script>window.__INITIAL_STATE__ = {"a": "' + padding + '"}; alert(1)</script>') == [{"a": padding}]
    assert states('<script>window.__INITIAL_STATE__ = JSON.parse("{\\"a\\": \\"' + padding + '\\"}")</script>') == [
        {"a": padding}
    ]
    assert states("<script>window.__INITIAL_STATE__ = steal(); " + padding + "</script>") == []


def test_flight_rows_put_texts_where_they_are_named() -> None:
    text = "Fähre " * 60
    stream = f'1:["$","p",null,{{"body":"$2"}}]\n2:T{len(text.encode()):x},{text}3:{{"last":1}}\n'
    values = states(f"<script>self.__next_f.push([1,{json.dumps(stream)}])</script>")
    assert values == [["$", "p", None, {"body": text}], {"last": 1}]


def test_body_of_parts_becomes_html() -> None:
    parts = [
        {"type": "text", "content": TEXT},
        {"type": "header", "content": "What it costs"},
        {"type": "image", "caption": "A ferry"},
        {"type": "paragraph", "children": [{"text": "It costs "}, {"text": "a lot & more."}]},
    ]
    made = prose(parts)
    assert "<h2>What it costs</h2>" in made
    assert "<p>It costs a lot &amp; more.</p>" in made
    assert "A ferry" not in made


def test_own_article_is_told_by_its_headline() -> None:
    state = {
        "related": [{"headline": "Lamp for the breakwater", "body": TEXT}],
        "story": {"headline": "Ferry stops for eleven weeks", "body": TEXT},
    }
    page = made_page(
        body=(
            f'<h1>Ferry stops for eleven weeks</h1><script id="__NEXT_DATA__" type="application/json">'
            f"{json.dumps(state)}</script>"
        )
    )
    own = own_article(page)
    assert own is not None
    assert own.node["headline"] == "Ferry stops for eleven weeks"
    assert article_bodies(page)[0].value == TEXT


@pytest.mark.slow
@given(
    st.recursive(
        st.none() | st.text() | st.integers(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["type", "body", "content", "headline", "children", "text", "html"]), inner
            )
        ),
        max_leaves=30,
    )
)
def test_no_state_breaks_the_reading(value: object) -> None:
    page = made_page(
        body=f'<h1>Ferry stops for weeks</h1><script type="application/json">{json.dumps(value)}{" " * 300}</script>'
    )
    article_bodies(page)
    own_article(page)


@given(st.text(alphabet='0123456789abT:,"{}[]$\n', max_size=300))
def test_no_flight_stream_breaks_the_reading(stream: str) -> None:
    states(f"<script>self.__next_f.push([1,{json.dumps(stream)}])</script>")
