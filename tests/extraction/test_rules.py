from __future__ import annotations

import datetime as dt

from aggregator.extraction.rules import rule_texts, rules_for
from aggregator.sources.source import Rule, Source
from tests.extraction.making import made_page


def source(*rules: Rule) -> Source:
    return Source(id="courier", name="Courier", homepage="https://courier.example/", rules=rules)


BODY = '<div class="a" data-x="from the attribute">one</div><p id="b">two <b>three</b></p>'


def test_css_xpath_and_attributes() -> None:
    rules = (
        Rule(field="tags", css=".a"),
        Rule(field="tags", css=".a", attribute="data-x"),
        Rule(field="tags", xpath="//p[@id='b']"),
        Rule(field="tags", xpath="string(//b)"),
        Rule(field="title", css="p"),
    )
    page = made_page(body=BODY, source=source(*rules))
    assert [text for text, _ in rule_texts(page, "tags")] == ["one", "from the attribute", "two three", "three"]


def test_rule_holds_between_its_days() -> None:
    old = Rule(field="title", css=".a", until=dt.date(2020, 12, 31))
    new = Rule(field="title", css="#b", since=dt.date(2021, 1, 1))
    page = made_page(body=BODY, source=source(old, new))
    assert rules_for(page, "title", day=dt.date(2019, 5, 1)) == (old,)
    assert rules_for(page, "title", day=dt.date(2026, 5, 1)) == (new,)
    assert rules_for(page, "title") == (new, old)


def test_selector_that_is_none_finds_nothing() -> None:
    page = made_page(
        body=BODY, source=source(Rule(field="title", css="..."), Rule(field="title", xpath="//["), Rule(field="title"))
    )
    assert list(rule_texts(page, "title")) == []
