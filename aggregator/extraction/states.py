"""What a page carries as JSON for its own scripts: Next.js, Arc, Nuxt, Apollo and other states."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aggregator.scripts import Script

LONGEST_STATE = 4_000_000
"""Bytes of a page's scripts that are read; the most on 787 real pages are 894,803."""

SHORTEST = 200
"""Characters; a shorter script holds no article."""

_ASSIGNED = re.compile(
    r"(?P<name>__[A-Za-z_]{3,40}__|globalContent|__(?:preloaded|initial|apollo)[A-Za-z_]{0,20}|"
    r"(?:initial|preloaded)(?:State|Data|Props))[\"']?\]?\s*=\s*(?=[\[{\"']|JSON\.parse\()"
)
_PUSHED = re.compile(r"self\.__next_f\.push\(\s*(?=\[)")
_ROW = re.compile(r"\n?([0-9a-f]{1,6}):(T([0-9a-f]{1,7}),)?")
MOST_ROWS = 50_000
"""Rows and line breaks of a flight stream that are looked at."""

_DECODER = json.JSONDecoder(strict=False)

# What a script with a state holds: one of the few below, and then one of these. Most scripts hold neither.
_SIGNS = (
    b"__NEXT_DATA__",
    b"STATE__",
    b"globalContent",
    b"__NUXT",
    b"__INITIAL",
    b"__PRELOADED",
    b"__APOLLO",
    b"initialState",
    b"preloadedState",
    b"__initial",
    b"__preloaded",
    b"__data",
    b"initialData",
    b"__DATA__",
    b"__remixContext",
    b"__APP",
)
_RARE = (b"__", b"globalContent", b"State", b"initialData")


@dataclass(frozen=True, slots=True, kw_only=True)
class StateValue:
    """One JSON value found in a script."""

    name: str
    """What the script calls it: `__NEXT_DATA__`, `__next_f`, `script#id`."""

    value: Any


def read_states(scripts: Iterable[Script]) -> tuple[StateValue, ...]:
    """Return the JSON states in `scripts`, in document order; nothing is run, only what is plain JSON is read."""
    found: list[StateValue] = []
    pushed: list[str] = []
    left = LONGEST_STATE
    for script in scripts:
        kind, content = script.kind, script.content
        if "ld+json" in kind or (len(content) < SHORTEST and b"__next_f" not in content):
            continue
        if left <= 0:
            break
        ident = script.attributes.get("id", "") if b"id" in script.tag else ""
        if "json" in kind or ident in {"__NEXT_DATA__", "__NUXT_DATA__"}:
            value = _value(script.text[:left], 0)
            if value is not None:
                found.append(StateValue(name=ident or "script json", value=value))
        elif not kind or "javascript" in kind or kind == "module":
            if b"__next_f" in content:
                pushed.extend(_pushed(script.text[:left]))
            elif any(sign in content for sign in _RARE) and any(sign in content for sign in _SIGNS):
                found.extend(_assigned(script.text[:left]))
        left -= len(content)
    if pushed:
        found.extend(_rows("".join(pushed)))
    return tuple(found)


def _value(text: str, at: int) -> Any:
    """Return the JSON value at `at` of `text`; None where there is none."""
    try:
        start = at + len(text[at : at + 2000]) - len(text[at : at + 2000].lstrip())
        return _DECODER.raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None


def _assigned(text: str) -> Iterator[StateValue]:
    for number, match in enumerate(_ASSIGNED.finditer(text)):
        if number >= 20:
            return
        at = match.end()
        if text.startswith("JSON.parse(", at):
            at += len("JSON.parse(")
        value = _value(text, at)
        if isinstance(value, str) and value[:1] in "{[":
            value = _value(value, 0)
        if isinstance(value, dict | list):
            yield StateValue(name=match["name"], value=value)


def _pushed(text: str) -> Iterator[str]:
    for match in _PUSHED.finditer(text):
        value = _value(text, match.end())
        if isinstance(value, list) and len(value) > 1 and isinstance(value[1], str):
            yield value[1]


def _rows(stream: str) -> Iterator[StateValue]:
    """Yield the values of a React flight stream: rows of `id:JSON`, and texts `id:Tlength,…` put where `$id` stands."""
    texts: dict[str, str] = {}
    values: list[Any] = []
    at = 0
    for _ in range(MOST_ROWS):
        match = _ROW.match(stream, at)
        if match is None:  # rows end with a line break, texts with nothing
            at = stream.find("\n", at + 1)
            if at < 0:
                break
            continue
        at = match.end()
        if match[3]:
            length = int(match[3], 16)
            text = stream[at : at + length].encode("utf-8", "surrogatepass")[:length].decode("utf-8", "ignore")
            texts["$" + match[1]] = text
            at += len(text)
        elif stream[at : at + 1] in {"{", "["}:
            value = _value(stream, at)
            if value is not None:
                values.append(value)
    for value in values:
        yield StateValue(name="__next_f", value=_with_texts(value, texts))


def _with_texts(value: Any, texts: Mapping[str, str], depth: int = 0) -> Any:
    if isinstance(value, str):
        return texts.get(value, value) if value.startswith("$") else value
    if depth > 60 or not texts:
        return value
    if isinstance(value, dict):
        return {key: _with_texts(one, texts, depth + 1) for key, one in value.items()}
    if isinstance(value, list):
        return [_with_texts(one, texts, depth + 1) for one in value]
    return value
