"""Whitespace, Unicode and control characters as articles need them."""

from __future__ import annotations

import re
import unicodedata

# Dropped wherever they stand: controls that are not white space, soft hyphens, bidirectional embeddings, overrides
# and isolates ("Trojan Source"), word joiner and invisible operators, byte order marks, interlinear and object
# anchors, lone surrogates, noncharacters. Joiners (U+200C, U+200D) are spelling in Persian, Indic scripts and emoji.
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff"
    "\ufff9-\ufffc\ufffe\uffff\ud800-\udfff]"
)

# A zero width space separates words in Thai, Lao, Tibetan, Burmese and Khmer and is rubbish elsewhere.
_ZERO_WIDTH_SPACE = re.compile("(?<![\u0e00-\u109f\u1780-\u17ff])\u200b|\u200b(?![\u0e00-\u109f\u1780-\u17ff])")

# Direction marks mean something only beside letters that run from right to left.
_DIRECTION_MARKS = re.compile("[\u200e\u200f]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

_ASCII_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")


UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""A sign of Chinese, Japanese or Korean, which set no spaces between words, or few."""

MOST_MARKS = 30
"""Combining marks in a row (UAX 15, section 13): no language has more than ten, and sorting a run is quadratic."""

# Marks are no word characters: a run of too many of them is one of these.
_STACK = re.compile(rf"[^\w\s\x00-\x7f]{{{MOST_MARKS + 1},}}")


def _thinned(run: re.Match[str]) -> str:
    """Return a run of signs without the combining marks beyond `MOST_MARKS` in a row."""
    kept, marks = [], 0
    for sign in run[0]:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


def clean(text: str) -> str:
    """Return `text` as one line: NFC, no invisible rubbish, every run of white space one space, none at the ends.

    >>> clean("Mor\\u00adning\\n \\u00a0news")
    'Morning news'
    """
    line = " ".join(text.split())
    # What is printable holds nothing that is dropped, but for the anchor of an object.
    if line.isprintable() and (line.isascii() or ("\ufffc" not in line and unicodedata.is_normalized("NFC", line))):
        return line
    if text.isascii():
        return " ".join(_ASCII_CONTROLS.sub("", text).split())
    if _DROPPED.search(text):
        text = _DROPPED.sub("", text)
    if "\u200b" in text:
        text = _ZERO_WIDTH_SPACE.sub("", text)
    if ("\u200e" in text or "\u200f" in text) and not _RIGHT_TO_LEFT.search(text):
        text = _DIRECTION_MARKS.sub("", text)
    return " ".join(unicodedata.normalize("NFC", _STACK.sub(_thinned, text)).split())


_QUOTES = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201a": "'",
        "\u201b": "'",
        "\u2032": "'",
        "`": "'",
        "\u00b4": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u201f": '"',
        "\u2033": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2015": "-",
        "\u2212": "-",
        "\u200b": "",
        "\u200c": "",
        "\u200d": "",
        "\u200e": "",
        "\u200f": "",
    }
)


def folded(text: str) -> str:
    """Return the form in which two spellings of one text are equal: NFKC, no case, plain quotes and dashes.

    >>> folded("\\u201cThe  \\uff21ge\\u201d") == folded('"the age"')
    True
    """
    if text.isascii():  # most texts: of all that is folded, ASCII holds capitals and one quotation mark
        return " ".join(text.replace("`", "'").lower().split())
    return " ".join(unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold().split())
