"""`FIELD=VALUE` as people type it, read into what it says of an article."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, NoReturn, get_args

from aggregator.article import ArticleKind, Reservation
from aggregator.corrections import ATTRIBUTIONS, LISTS, MERGED, PLAIN, ROLES, STORY, How, Saying
from aggregator.errors import UsageError
from aggregator.text import clean

NAMES = {
    "headline": "title",
    "published": "published_at",
    "modified": "modified_at",
    "author": "authors",
    "tag": "tags",
    "keywords": "tags",
    "license": "licence",
    "merge": MERGED,
}
"""What a field is also called."""

NONE = "none"
"""Says that there is no such thing: `section=none`, `wire=none`."""

LONGEST = 2_000
"""Characters of a value; a headline or standfirst is a tenth of it."""

LONGEST_NAME = 200
"""Characters of a name, tag or section."""

_WORD = re.compile(r"([A-Za-z_]+)\s*([+-]?)=(.*)", re.DOTALL)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_HOWS: dict[str, How] = {"": "is", "+": "also", "-": "not"}
_TRUTHS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_EARLIEST = dt.date(1600, 1, 1)
"""The first newspaper is of 1605."""


def read_sayings(words: Iterable[str], *, today: dt.date) -> tuple[Saying, ...]:
    """Return what `FIELD=VALUE`, `FIELD+=VALUE` and `FIELD-=VALUE` say, in the order in which they were typed.

    Several values of one list or role are one saying (`wire=dpa wire=Reuters`). Raises UsageError, in a
    sentence, where a word says nothing that can be corrected.

    >>> [(one.field, one.how, one.value) for one in read_sayings(["wire=dpa", "tags-=Subscribe"], today=dt.date.max)]
    [('wire', 'is', ('dpa',)), ('tags', 'not', ('Subscribe',))]
    """
    made: list[Saying] = []
    for word in words:
        one = _read(word, today)
        at = next((at for at, other in enumerate(made) if (other.field, other.how) == (one.field, one.how)), None)
        if at is None:
            made.append(one)
        elif isinstance(one.value, tuple) and one.value and made[at].value:
            made[at] = replace(made[at], value=(*made[at].value, *one.value))
        else:
            _refuse(word, f"{one.field} is said twice")
    _check_together(made)
    return tuple(made)


def _check_together(sayings: list[Saying]) -> None:
    fields = [one.field for one in sayings]
    for alone in (MERGED, STORY):
        if alone in fields and len(fields) > 1:
            raise UsageError(
                f"{'merge' if alone == MERGED else alone}=… is said alone: give the other corrections first."
            )
    for one in sayings:
        others = [other for other in sayings if other.field == one.field and other is not one]
        if one.how == "is" and others:
            raise UsageError(
                f"{one.field}=… says all there is: {one.field}+=… and {one.field}-=… say nothing beside it."
            )
        if one.how == "also" and any({*map(str.casefold, one.value)} & {*map(str.casefold, by.value)} for by in others):
            raise UsageError(f"{one.field}+=… and {one.field}-=… name the same: say which of them is right.")
    if ATTRIBUTIONS in fields and fields[-1] != ATTRIBUTIONS:
        raise UsageError("attributions=confirmed comes last: it confirms what stands then.")


def _read(word: str, today: dt.date) -> Saying:
    match = _WORD.fullmatch(word)
    if match is None:
        _refuse(word, "write FIELD=VALUE, such as section=World")
    name = match[1].lower()
    field, how, value = NAMES.get(name, name), _HOWS[match[2]], _text(word, match[3])
    if field in ROLES or field in LISTS:
        return _of_several(word, field, how, value)
    if how != "is":
        _refuse(word, f"{name} has one value: write {name}={value}")
    if field == MERGED:
        return Saying(field=field, value=value)
    if field == STORY:
        return Saying(field=field, value=None if value.casefold() == "new" else _number(word, value))
    if field == ATTRIBUTIONS:
        if value.casefold() not in ("confirmed", "confirm"):
            _refuse(word, "write attributions=confirmed, or name the role: wire=, photo=, cited=, publisher=")
        return Saying(field=field)
    if field not in PLAIN:
        _refuse(word, _unknown(name))
    if value.casefold() == NONE:
        return Saying(field=field, value=None) if field != "kind" else _refuse(word, "every article has a kind")
    return Saying(field=field, value=_VALUES.get(field, _line)(word, value, today))


def _unknown(name: str) -> str:
    if name in ("body", "text", "paragraphs", "blocks"):
        return (
            "the text is the evidence for all else, so it is not corrected: a better rule for the source reads it anew"
        )
    fields = ", ".join([*PLAIN, *LISTS, *ROLES, ATTRIBUTIONS, STORY, "merge"])
    return f'there is no field "{name}"; there are {fields}'


def _of_several(word: str, field: str, how: How, value: str) -> Saying:
    if value.casefold() == NONE:
        if how != "is" or field == "publisher":
            _refuse(word, "every page has one publisher" if field == "publisher" else f"write {field}=none")
        return Saying(field=field, value=())
    if field == "publisher" and how != "is":
        _refuse(word, "every page has one publisher: write publisher=NAME")
    if len(value) > LONGEST_NAME or not any(map(str.isalnum, value)):
        _refuse(word, f"a name of up to {LONGEST_NAME} characters is expected")
    return Saying(field=field, how=how, value=(value,))


def read_words(option: str, value: str | None) -> str | None:
    """Return free words as they are stored; None where there are none. Raises UsageError."""
    if value is None or not value.strip():
        return None
    words = _text(option, value)
    return _line(option, words, dt.date.min)


def _text(word: str, value: str) -> str:
    """Return a value as it is stored: like words that were read, without anything that cannot be seen."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        _refuse(word, "it is not written in this terminal's encoding")
    if any(unicodedata.category(letter) == "Cc" and not letter.isspace() for letter in value):
        _refuse(word, "it holds a control character")
    text = clean(value)
    if not text:
        _refuse(word, f"a value is missing; {NONE} says that there is none")
    return text


def _line(word: str, value: str, today: dt.date) -> str:
    if len(value) > LONGEST:
        _refuse(word, f"up to {LONGEST} characters are expected, not {len(value)}")
    return value


def _number(word: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 19):
        _refuse(word, "write the number of a story, or new")
    return int(value)


def _language(word: str, value: str, today: dt.date) -> str:
    if not _LANGUAGE.fullmatch(value):
        _refuse(word, "a language such as en or pt-BR is expected (BCP 47)")
    first, *rest = value.split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])


def _truth(word: str, value: str, today: dt.date) -> bool:
    if value.casefold() not in _TRUTHS:
        _refuse(word, "yes, no or none is expected")
    return _TRUTHS[value.casefold()]


def _one_of(allowed: tuple[str, ...]) -> Callable[[str, str, dt.date], str]:
    def read(word: str, value: str, today: dt.date) -> str:
        if value.casefold() not in allowed:
            _refuse(word, f"one of {', '.join(allowed)} is expected")
        return value.casefold()

    return read


def _moment(word: str, value: str, today: dt.date) -> dt.datetime | dt.date:
    """Return a day, or a time with its offset; a time without one may be off by a day."""
    form = "write a day (2026-11-20) or a time with its offset (2026-11-20T10:00+02:00)"
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        _refuse(word, form)
    day = moment.date()
    if day > today + dt.timedelta(days=1):
        _refuse(word, "that day has not come yet")
    if day < _EARLIEST:
        _refuse(word, "there were no newspapers yet")
    if "T" not in value and ":" not in value:
        return day
    if moment.tzinfo is None:
        _refuse(word, f"the time has no offset: {form}")
    return moment.replace(microsecond=0)


_VALUES: dict[str, Callable[[str, str, dt.date], Any]] = {
    "language": _language,
    "kind": _one_of(get_args(ArticleKind)),
    "tdm": _one_of(get_args(Reservation)),
    "paywalled": _truth,
    "complete": _truth,
    "published_at": _moment,
    "modified_at": _moment,
}


def _refuse(word: str, sentence: str) -> NoReturn:
    shown = word if len(word) <= 60 else f"{word[:59]}…"
    raise UsageError(f"{shown.encode('utf-8', 'replace').decode()}: {sentence}.")
