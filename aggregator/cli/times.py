"""Moments and spans of time as people type them on a command line."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, NoReturn

import click

_SPAN = re.compile(r"([0-9]{1,6}) ?([smhdw]?)")
_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}


def span(text: str) -> dt.timedelta | None:
    """Return the length of time that `90`, `90s`, `30m`, `2h`, `7d` or `2w` names; None: it is none, or no time at all.

    >>> span("30m")
    datetime.timedelta(seconds=1800)
    >>> span("soon") is None
    True
    """
    match = _SPAN.fullmatch(text.strip())
    seconds = int(match[1]) * _SECONDS[match[2]] if match else 0
    return dt.timedelta(seconds=seconds) if 0 < seconds < 10**9 else None


class Span(click.ParamType[dt.timedelta]):
    """A length of time: `90s`, `30m`, `2h`, `1d`; a bare number is seconds."""

    name = "span"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.timedelta:
        """Return the length of time that `value` names."""
        found = value if isinstance(value, dt.timedelta) else span(str(value))
        return found or _refuse(self, f"a time such as 90s, 30m or 2h is expected, not {value!r}", param, ctx)


class Moment(click.ParamType[dt.datetime]):
    """A day or a moment (`2026-11-20`, `2026-11-20T08:00+01:00`), or a span from now (`7d`), back or ahead."""

    name = "moment"

    def __init__(self, *, ahead: bool) -> None:
        """Count spans from now on, or with `ahead` False back from now."""
        self._sign = 1 if ahead else -1

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.datetime:
        """Return the moment, aware and UTC; what has no offset is taken as UTC."""
        if isinstance(value, dt.datetime):
            return value
        text = str(value)
        if (length := span(text)) is not None and not text.isdigit():
            return dt.datetime.now(dt.UTC) + self._sign * length
        try:
            moment = dt.datetime.fromisoformat(text)
        except ValueError:
            _refuse(self, f"a day such as 2026-11-20 or a span such as 7d is expected, not {value!r}", param, ctx)
        return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)


def _refuse(
    kind: click.ParamType[Any], sentence: str, param: click.Parameter | None, ctx: click.Context | None
) -> NoReturn:
    kind.fail(sentence, param, ctx)
