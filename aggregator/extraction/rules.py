"""A source's own selectors, with the dates between which they hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from aggregator.extraction.parsed import ParsedPage
from aggregator.sources.source import Rule, RuleField
from aggregator.text import clean

MOST_FOUND = 200
"""Elements that one rule may find; a selector for one field of one article finds a handful."""


def rules_for(page: ParsedPage, field: RuleField, *, day: dt.date | None = None) -> tuple[Rule, ...]:
    """Return the source's rules for `field` that held on `day` (of publication); without it all, open-ended first."""
    source = page.context.source if page.context is not None else None
    if source is None:
        return ()
    rules = [rule for rule in source.rules if rule.field == field]
    if day is None:
        return tuple(sorted(rules, key=lambda rule: rule.until is not None))
    return tuple(
        rule
        for rule in rules
        if (rule.since is None or rule.since <= day) and (rule.until is None or day <= rule.until)
    )


def found_by(page: ParsedPage, rule: Rule) -> list[HtmlElement | str]:
    """Return what `rule` finds on the page, in document order: elements, or strings of an XPath's `@x` and `text()`.

    A selector that cannot be compiled finds nothing: sources are checked where they are read.
    """
    if page.root is None:
        return []
    try:
        select = _selector(rule.css, rule.xpath)
        found: Any = select(page.root) if select is not None else []
    except (etree.XPathError, SelectorError, ValueError):
        return []
    if not isinstance(found, list):
        return [str(found)]
    return [one for one in found[:MOST_FOUND] if isinstance(one, HtmlElement | str)]


@lru_cache(maxsize=1024)
def _selector(css: str | None, xpath: str | None) -> etree.XPath | None:
    """Return a rule's selector, compiled: that takes 50 µs, and the pages of a site share it."""
    if xpath is not None:
        return etree.XPath(xpath, smart_strings=False)
    return CSSSelector(css, translator="html") if css is not None else None


def rule_texts(page: ParsedPage, field: RuleField, *, day: dt.date | None = None) -> Iterator[tuple[str, str]]:
    """Yield the texts (one line each) that the source's rules find for `field`, each with its place (`rule …`)."""
    for rule in rules_for(page, field, day=day):
        for one in found_by(page, rule):
            if isinstance(one, str):
                text = one
            elif rule.attribute is not None:
                text = one.get(rule.attribute) or ""
            else:
                text = one.text_content()
            text = clean(text[:20_000])
            if text:
                yield text, f"rule {rule.css or rule.xpath}"
