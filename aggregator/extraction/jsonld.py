"""schema.org objects in a page, repaired where sites break them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

Node = dict[str, Any]

LONGEST_SCRIPT = 3_000_000
"""Characters of a page's scripts that are looked at; the most on 787 real pages are 840,919, a live blog's."""

MOST_NODES = 500
"""Objects taken from one page; the most on 787 real pages are 28."""

DEEPEST = 12
"""Levels of nesting that are followed when strings are looked for in a value."""

# The parts of a node that sites give only as {"@id": …}, Yoast's graph above all.
_REFERENCES = ("author", "creator", "contributor", "editor", "publisher", "image", "isPartOf", "video")

# Where an article stands inside another object.
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage", "mainEntityofPage", "article", "subjectOf", "item")

ARTICLE_TYPES: Mapping[str, int] = {
    "newsarticle": 0,
    "reportagenewsarticle": 0,
    "liveblogposting": 0,
    "analysisnewsarticle": 0,
    "opinionnewsarticle": 0,
    "backgroundnewsarticle": 0,
    "asknewsarticle": 0,
    "reviewnewsarticle": 0,
    "satiricalarticle": 0,
    "advertisercontentarticle": 0,
    "scholarlyarticle": 1,
    "techarticle": 1,
    "report": 1,
    "article": 1,
    "blogposting": 1,
    "socialmediaposting": 2,
    "discussionforumposting": 2,
    "recipe": 2,
    "howto": 2,
    "review": 3,
    "videoobject": 4,
    "audioobject": 4,
    "imagegallery": 4,
    "mediagallery": 4,
    "podcastepisode": 4,
    "newsmediaarticle": 0,
}
"""Types that describe an article → rank: the lower the surer that the object is the page's own article."""


def read_jsonld(texts: Iterable[str | None]) -> tuple[Node, ...]:
    """Return the objects in `texts` (the scripts, in order): lists and `@graph` flattened, `@id` references filled in.

    Objects nested deeper stay where they are, but articles under `mainEntity` and the like are listed too.
    """
    nodes: list[Node] = []
    left = LONGEST_SCRIPT
    for text in texts:
        if text and left > 0:
            for value in parse_json(text[:left]):
                _flatten(value, nodes)
            left -= len(text)
    _fill_references(nodes)
    return tuple(nodes)


def _flatten(value: Any, into: list[Node]) -> None:
    """Append to `into` the objects in `value`, in document order."""
    waiting: list[tuple[Any, int, bool]] = [(value, 0, True)]
    while waiting and len(into) < MOST_NODES:
        one, depth, wanted = waiting.pop()
        if isinstance(one, list):
            waiting.extend((inner, depth + 1, wanted) for inner in reversed(one[:MOST_NODES]) if depth < DEEPEST)
        elif isinstance(one, dict):
            if len(one) > ("@context" in one) + ("@graph" in one) and (wanted or article_rank(one) is not None):
                into.append(one)
            if depth < DEEPEST:
                for key in reversed(_NESTED):
                    if isinstance(one.get(key), dict | list):
                        waiting.append((one[key], depth + 1, key == "@graph"))


def _fill_references(nodes: list[Node]) -> None:
    """Replace `{"@id": x}` in the main parts of all nodes by the object of that id: one level, so never in a circle."""
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 2}
    if not by_id:
        return

    def filled(value: Any) -> Any:
        if not isinstance(value, dict) or not isinstance(value.get("@id"), str) or value["@id"] not in by_id:
            return value
        target = {key: one for key, one in by_id[value["@id"]].items() if key not in _REFERENCES or key == "image"}
        return target | value

    for node in nodes:
        for key in _REFERENCES:
            value = node.get(key)
            if isinstance(value, dict):
                node[key] = filled(value)
            elif isinstance(value, list):
                node[key] = [filled(one) for one in value[:MOST_NODES]]


def types(node: Node) -> tuple[str, ...]:
    """Return the `@type`s of `node`, lower case, without `schema:` or `http://schema.org/`."""
    stated = node.get("@type")
    listed = stated if isinstance(stated, list) else (stated,)
    return tuple(_type_name(one[-100:]) for one in listed[:20] if isinstance(one, str))


@lru_cache(maxsize=512)
def _type_name(stated: str) -> str:
    return re.split(r"[/:#]", stated.strip().lower())[-1]


def article_rank(node: Node) -> int | None:
    """Return how surely `node` is an article, 0 the surest; None where its type is none of `ARTICLE_TYPES`."""
    ranks = [ARTICLE_TYPES[one] for one in types(node) if one in ARTICLE_TYPES]
    return min(ranks) if ranks else None


def strings(value: Any, *keys: str, depth: int = 0) -> Iterator[str]:
    """Yield the strings in `value`: itself, those of a list, and of an object the first of `keys` that it has.

    >>> list(strings([{"name": "Ann"}, "Bo"], "name"))
    ['Ann', 'Bo']
    """
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and depth < DEEPEST:
        for one in value[:MOST_NODES]:
            yield from strings(one, *keys, depth=depth + 1)
    elif isinstance(value, dict) and depth < DEEPEST:
        for key in ("@value", *keys):
            if value.get(key):
                yield from strings(value[key], *keys, depth=depth + 1)
                break


def objects(value: Any) -> tuple[Node, ...]:
    """Return the objects in `value`, which is one, a list of them, or something else."""
    if isinstance(value, dict):
        return (value,)
    return tuple(one for one in value[:MOST_NODES] if isinstance(one, dict)) if isinstance(value, list) else ()


# ------------------------------------------------------------------------------------------------- broken JSON

LONGEST_MENDED = 600_000
"""Characters of scripts of one page that are mended: it is done in Python, a character at a time at worst."""

_SPECIAL = re.compile(r'["/,]')
_STRING_REST = re.compile(r'(?:[^"\\]|\\.)*+"', re.DOTALL)
_NEEDLESS_COMMA = re.compile(r"\s*+(?:[}\],]|$)")
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')
_DECODER = json.JSONDecoder(strict=False)
_OPENING = re.compile(r"\s*(?:(?://|/\*)?\s*(?:<!--|<!\[CDATA\[)\s*(?:\*/)?)\s*")
_ENDING = re.compile(r"(?:(?://|/\*)?\s{0,9}(?:-->|\]\]>)\s{0,9}(?:\*/)?)?\s{0,9};?$")


def parse_json(text: str) -> list[Any]:
    """Return the JSON values in `text`, one after another, mended as far as that can be done; [] where it cannot.

    Mended are: comments and CDATA around or within, raw line breaks in strings, trailing and doubled commas,
    wrong escapes, entities for quotes, quotes inside strings, several values in a row, a missing end.
    """
    text = text.strip().lstrip("\ufeff")
    if not text:
        return []
    whole = _decoded(text)
    if whole is not None:
        return whole
    if len(text) > LONGEST_MENDED:
        return []
    for mend in (_unwrapped, _without_strays, _unescaped, _requoted):
        text = mend(text)
        whole = _decoded(text)
        if whole is not None:
            return whole
    return []


def _decoded(text: str) -> list[Any] | None:
    """Return the values in a row that `text` consists of; None where it is anything else."""
    values: list[Any] = []
    at = len(text) - len(text.lstrip())
    end = len(text)
    try:
        while at < end and len(values) < MOST_NODES:
            value, at = _DECODER.raw_decode(text, at)
            values.append(value)
            while at < end and text[at] in " \t\r\n,;":
                at += 1
    except (ValueError, RecursionError):
        return None
    return values


def _unwrapped(text: str) -> str:
    """Drop an HTML comment or CDATA section around the whole."""
    opening = _OPENING.match(text)
    if opening is not None:
        text = text[opening.end() :]
    ending = _ENDING.search(text, max(0, len(text) - 40))
    return text[: ending.start()].strip() if ending is not None else text


def _without_strays(text: str) -> str:
    """Drop comments and needless commas outside strings, and backslashes inside that escape nothing."""
    out: list[str] = []
    at = 0
    while True:
        match = _SPECIAL.search(text, at)
        if match is None:
            break
        start = match.start()
        out.append(text[at:start])
        at = start + 1
        if match.group() == '"':
            rest = _STRING_REST.match(text, at)
            if rest is None:  # it never ends
                at = start
                break
            out.append(_BAD_ESCAPE.sub("", text[start : rest.end()]))
            at = rest.end()
        elif match.group() == ",":
            out.append("" if _NEEDLESS_COMMA.match(text, at) else ",")
        elif text.startswith("/*", start):
            end = text.find("*/", at)
            if end < 0:
                at = start
                break
            at = end + 2
        elif text.startswith("//", start) and text[start - 1 : start] not in {":", "/"}:
            end = text.find("\n", at)
            at = end if end >= 0 else len(text)
        else:
            out.append("/")
    out.append(text[at:])
    return "".join(out)


def _unescaped(text: str) -> str:
    """Undo entities where the quotes themselves were written as such."""
    if "&quot;" in text and text.count('"') < 2 * text.count("&quot;"):
        return html.unescape(text)
    return text


def _requoted(text: str) -> str:
    """Write `text` anew: quotes that neither open nor close a string are escaped, missing ends added.

    A quote closes only before `,` `}` `]` `:`, and a comma counts only where a new value follows it.
    """
    out: list[str] = []
    open_brackets: list[str] = []
    inside = False
    skip = False
    for match in re.finditer(r'[^"\\{}\[\]]+|["\\{}\[\]]', text):
        part = match.group()
        if skip:  # the character behind a backslash
            out.append(part)
            skip = False
        elif part == "\\" and inside:
            out.append(part)
            skip = True
        elif part == '"':
            if not inside:
                inside = True
                out.append(part)
            elif _closes(text, match.end()):
                inside = False
                out.append(part)
            else:
                out.append('\\"')
        elif not inside and part in "{[":
            open_brackets.append("}" if part == "{" else "]")
            out.append(part)
        elif not inside and part in "}]":
            if open_brackets and open_brackets[-1] == part:
                open_brackets.pop()
                out.append(part)
        else:
            out.append(part)
    if inside:
        out.append('"')
    return _without_strays("".join(out).rstrip().rstrip(",") + "".join(reversed(open_brackets)))


_CLOSING = re.compile(r'\s{0,200}(?:[}\]:]|$|,\s{0,200}(?:["{\[\]}\d-]|true|false|null|$))')


def _closes(text: str, at: int) -> bool:
    return _CLOSING.match(text, at) is not None
