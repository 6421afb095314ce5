"""Tables of words, written as people read them, and cheap questions to texts."""

from __future__ import annotations

import re

HAN_OR_KANA = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
"""A sign of Chinese or Japanese; Korean sets spaces."""


def word_set(text: str) -> frozenset[str]:
    """Return the words of `text`, which white space separates."""
    return frozenset(text.split())


def holds(text: str, *parts: str) -> bool:
    """Return whether `text` holds one of `parts`: the cheap question before a slow pattern is asked."""
    for part in parts:  # noqa: SIM110 - asked a hundred times a page: a generator takes twice as long
        if part in text:
            return True
    return False
