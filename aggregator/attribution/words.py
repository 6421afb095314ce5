"""Tables of words, written as people read them, and cheap questions to texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

HAN_OR_KANA = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
"""A sign of Chinese or Japanese; Korean sets spaces."""


def word_set(text: str) -> frozenset[str]:
    """Return the words of `text`, which white space separates."""
    return frozenset(text.split())


def forms_of(table: str) -> frozenset[str]:
    """Return the forms of the words of `table`, a line a word: what does not change, then what it ends in.

    >>> sorted(forms_of("dail y ies"))
    ['dailies', 'daily']
    """
    return frozenset(stem + ending for stem, endings in _stems_of(table) for ending in endings)


def pattern_of(table: str) -> str:
    """Return the pattern of the same forms.

    >>> pattern_of("dail y ies")
    'dail(?:y|ies)'
    """
    return "|".join(f"{stem}(?:{'|'.join(endings)})" for stem, endings in _stems_of(table))


def _stems_of(table: str) -> Iterator[tuple[str, list[str]]]:
    for line in table.splitlines():
        if words := line.split():
            yield words[0], [ending.strip("-") for ending in words[1:]]


def holds(text: str, *parts: str) -> bool:
    """Return whether `text` holds one of `parts`: the cheap question before a slow pattern is asked."""
    for part in parts:  # noqa: SIM110 - asked a hundred times a page: a generator takes twice as long
        if part in text:
            return True
    return False
