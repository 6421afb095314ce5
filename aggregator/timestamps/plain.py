"""The plain form in which a text is searched for dates."""

from __future__ import annotations

import unicodedata
from typing import Final

# Punctuation and letters that stand for others, and marks that stand for nothing.
_PUNCTUATION: Final = str.maketrans(
    {
        "\u2212": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2010": "-",
        "\u2011": "-",
        "\u060c": ",",
        "\u3001": ",",
        "\uff0c": ",",
        "\u2019": "'",
        "\u02bc": "'",
        "\u05f3": "'",
        "\u0970": ".",
        "\u06d4": ".",
        "\uff5c": "|",
        "\u00b7": "|",
        "\u066b": ".",
        "\u200c": " ",
        "\u200e": "",
        "\u200f": "",
        "\u0640": "",
        "\u064a": "\u06cc",
        "\u0649": "\u06cc",
        "\u0643": "\u06a9",
    }
)


def plain(text: str) -> str:
    """Return `text` in the form that is searched: NFKC, ASCII digits, lower case, plain punctuation, single spaces."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_PUNCTUATION)
        text = "".join(str(unicodedata.decimal(one)) if one.isdecimal() and not one.isascii() else one for one in text)
        # "i̇" is what lower-casing makes of the Turkish capital İ.
        return " ".join(text.lower().replace("i\u0307", "i").split())
    return " ".join(text.lower().split())


def accentless(word: str) -> str:
    """Return `word` without the accents of Latin, Greek and Cyrillic (other scripts need their marks)."""
    if word.isascii():
        return word
    bare = "".join(one for one in unicodedata.normalize("NFD", word) if not "\u0300" <= one <= "\u036f")
    return unicodedata.normalize("NFC", bare).replace("ı", "i")
