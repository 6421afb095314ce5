from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.extraction.jsonld import article_rank, objects, parse_json, read_jsonld, strings, types


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('{"a": 1}', [{"a": 1}]),
        ('\ufeff {"a": 1} ;', [{"a": 1}]),
        ('{"a": 1,}', [{"a": 1}]),
        ('{"a": [1, 2,],}', [{"a": [1, 2]}]),
        ('{"a": 1,, "b": 2}', [{"a": 1, "b": 2}]),
        ('{"a": "x\ny\tz"}', [{"a": "x\ny\tz"}]),
        ('<!-- {"a": 1} -->', [{"a": 1}]),
        ('//<![CDATA[\n{"a": "b"}\n//]]>', [{"a": "b"}]),
        ('/* made by us */ {"a": "http://x.example/"} // end', [{"a": "http://x.example/"}]),
        ("{&quot;a&quot;: &quot;b&quot;}", [{"a": "b"}]),
        ('{"a": 1}{"b": 2}', [{"a": 1}, {"b": 2}]),
        ('{"a": 1},\n{"b": 2}', [{"a": 1}, {"b": 2}]),
        ('{"a": "he said "no" to us", "b": 2}', [{"a": 'he said "no" to us', "b": 2}]),
        (r'{"a": "it\'s"}', [{"a": "it's"}]),
        ('{"a": "x", "b": [1, 2', [{"a": "x", "b": [1, 2]}]),
        ('{"a": "cut off he', [{"a": "cut off he"}]),
        ("", []),
        ("function () { return 1; }", []),
    ],
)
def test_broken_json_is_mended(text: str, values: list[object]) -> None:
    assert parse_json(text) == values


def test_comma_and_slashes_inside_strings_stay() -> None:
    assert parse_json('{"a": "one, } two // three /* four */",}') == [{"a": "one, } two // three /* four */"}]


def test_graphs_lists_and_nested_articles_are_flattened() -> None:
    text = json.dumps(
        [
            {"@graph": [{"@type": "WebSite", "name": "S"}, {"@type": "NewsArticle", "headline": "H"}]},
            {"@type": "WebPage", "mainEntity": {"@type": "Article", "headline": "I"}, "breadcrumb": {"@type": "List"}},
        ]
    )
    assert [types(node)[0] for node in read_jsonld([text])] == ["website", "newsarticle", "webpage", "article"]


def test_references_are_filled_in_once() -> None:
    text = json.dumps(
        {
            "@graph": [
                {"@type": "Article", "author": {"@id": "#ann"}, "publisher": {"@id": "#us"}},
                {"@type": "Person", "@id": "#ann", "name": "Ann Example", "publisher": {"@id": "#us"}},
                {"@type": "Organization", "@id": "#us", "name": "Courier", "author": {"@id": "#ann"}},
            ]
        }
    )
    article = read_jsonld([text])[0]
    assert article["author"]["name"] == "Ann Example"
    assert article["publisher"]["name"] == "Courier"
    json.dumps(article)  # no circle


def test_types_lose_their_vocabulary() -> None:
    assert types({"@type": ["schema:NewsArticle", "http://schema.org/Article"]}) == ("newsarticle", "article")
    assert article_rank({"@type": "NewsArticle"}) == 0
    assert article_rank({"@type": "Organization"}) is None


def test_strings_of_every_shape() -> None:
    assert list(strings([{"name": "Ann"}, "Bo", {"other": 1}, None, 5], "name")) == ["Ann", "Bo"]
    assert objects({"a": 1}) == ({"a": 1},)
    assert objects([{"a": 1}, "b"]) == ({"a": 1},)


@given(st.text(alphabet='{}[]":,\\ \n/*abc1<!->&quot;', max_size=300))
def test_no_text_breaks_the_mending(text: str) -> None:
    parse_json(text)


@pytest.mark.slow
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["@id", "@type", "@graph", "author", "mainEntity", "name"]), inner)
        ),
        max_leaves=20,
    )
)
def test_no_value_breaks_the_reading(value: object) -> None:
    for node in read_jsonld([json.dumps(value)]):
        types(node)
        article_rank(node)


@pytest.mark.slow
def test_deep_and_long_scripts_end_soon() -> None:
    assert read_jsonld(["[" * 100_000]) == ()
    assert read_jsonld(['{"mainEntity":' * 3000 + "1" + "}" * 3000]) == () or True
    assert len(read_jsonld([json.dumps([{"@type": "Article"}] * 5000)])) <= 500
