"""A little of Mustache: the furniture of a page, filled in.

    {{name}}  escaped      {{{name}}}  as it is      {{a.b}}  an item of an item      {{.}}  the item itself
    {{#name}}…{{/name}}    once for each item of a list, once for anything true       {{^name}}…{{/name}}  if not
    {{>file}}              another template          {{! remark}}                      {{name|filter:argument}}

Templates are our own files, never input from elsewhere.
"""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections.abc import Callable, Mapping, Sequence
from email.utils import format_datetime
from typing import Any

_TAG = re.compile(r"\{\{\{\s*([^{}]{1,120}?)\s*\}\}\}|\{\{([#^/>!]?)\s*([^{}]{0,120}?)\s*\}\}")
_MARKUP = re.compile(r"<[^<>]{0,400}>")

Loader = Callable[[str], str]


def render(template: str, values: Mapping[str, Any], load: Loader) -> str:
    """Return `template` filled with `values`; `load` gives the text of a partial by its name."""
    return "".join(_render(_tokens(template), [values], load))


def plain(markup: str) -> str:
    """Return what a reader sees of inline markup."""
    return html.unescape(_MARKUP.sub("", markup))


Token = tuple[str, str]


def _tokens(template: str) -> list[Token]:
    """Return (sign, text) pairs; the sign of literal text is "=", of a raw value "{", of an escaped one ""."""
    found: list[Token] = []
    place = 0
    for match in _TAG.finditer(template):
        if match.start() > place:
            found.append(("=", template[place : match.start()]))
        found.append(("{", match[1]) if match[1] is not None else (match[2], match[3]))
        place = match.end()
    found.append(("=", template[place:]))
    return found


def _render(tokens: Sequence[Token], stack: list[Any], load: Loader) -> list[str]:
    out: list[str] = []
    place = 0
    while place < len(tokens):
        sign, text = tokens[place]
        place += 1
        if sign == "=":
            out.append(text)
        elif sign == "{":
            out.append(_text(_value(text, stack)))
        elif sign == "":
            value = _value(text, stack)
            out.append(value if isinstance(value, _Raw) else html.escape(_text(value), quote=True))
        elif sign == ">":
            out += _render(_tokens(load(text)), stack, load)
        elif sign in "#^":
            end = _end(tokens, place, text)
            inner, place = tokens[place:end], end + 1
            for item in _items(_value(text, stack), inverted=sign == "^"):
                out += _render(inner, [*stack, item], load)
    return out


def _end(tokens: Sequence[Token], place: int, name: str) -> int:
    """Return where the section `name` that was opened before `place` is closed."""
    depth = 1
    while place < len(tokens):
        sign, text = tokens[place]
        if text == name and sign in "#^" and sign:
            depth += 1
        elif text == name and sign == "/":
            depth -= 1
            if not depth:
                return place
        place += 1
    raise ValueError(f"section {name!r} is never closed")


def _items(value: Any, *, inverted: bool) -> list[Any]:
    if inverted:
        return [] if value else [value]
    if isinstance(value, list | tuple):
        return list(value)
    return [value] if value else []


def _value(expression: str, stack: Sequence[Any]) -> Any:
    name, *filters = expression.split("|")
    value = _look_up(name.strip(), stack)
    for each in filters:
        key, _, argument = each.partition(":")
        value = FILTERS[key](value, argument)
    return value


def _look_up(name: str, stack: Sequence[Any]) -> Any:
    if name == ".":
        return stack[-1]
    first, *rest = name.split(".")
    value: Any = next(
        (frame[first] for frame in reversed(stack) if isinstance(frame, Mapping) and first in frame), None
    )
    for part in rest:
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _date(value: Any, form: str) -> str:
    """Return strftime's text; `%-d`, `%-m`, `%-I` are days, months, hours without a leading zero on any system."""
    if not isinstance(value, dt.datetime):
        return ""
    bare = {"%-d": str(value.day), "%-m": str(value.month), "%-I": str(value.hour % 12 or 12)}
    for sign, number in bare.items():
        form = form.replace(sign, number)
    return value.strftime(form)


class _Raw(str):
    """Text that is not to be escaped again."""


def _json(value: Any, argument: str) -> str:
    """Return JSON that may stand inside a script element."""
    return _Raw(json.dumps(value, ensure_ascii=argument == "ascii", default=str).replace("</", "<\\/"))


def _rfc822(value: Any, argument: str) -> str:
    return format_datetime(value) if isinstance(value, dt.datetime) else ""


def _iso(value: Any, argument: str) -> str:
    return value.isoformat(timespec="seconds") if isinstance(value, dt.datetime) else ""


def _utc(value: Any, argument: str) -> str:
    return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(value, dt.datetime) else ""


FILTERS: Mapping[str, Callable[[Any, str], Any]] = {
    "date": _date,
    "iso": _iso,
    "utc": _utc,
    "rfc822": _rfc822,
    "json": _json,
    "plain": lambda value, argument: plain(_text(value)),
    "upper": lambda value, argument: _text(value).upper(),
    "join": lambda value, argument: (argument or ", ").join(value or ()),
    "cut": lambda value, argument: _text(value)[: int(argument)],
}
