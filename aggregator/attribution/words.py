"""Tables of words, written as people read them, and cheap questions to texts."""

from __future__ import annotations

import re

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
    stems = (line.split() for line in table.splitlines())
    return frozenset(stem + ending.strip("-") for stem, *endings in filter(None, stems) for ending in endings)


def holds(text: str, *parts: str) -> bool:
    """Return whether `text` holds one of `parts`: the cheap question before a slow pattern is asked."""
    for part in parts:  # noqa: SIM110 - asked a hundred times a page: a generator takes twice as long
        if part in text:
            return True
    return False
