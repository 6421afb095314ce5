"""In which encoding bytes are that declare none, by what they spell."""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection
from typing import Final

import chardet

from aggregator.encodings.labels import LABELS, WESTERN, Encoding

SAMPLE: Final = 100_000
"""Bytes on which an encoding is tried: a page in the wrong one shows it in a hundred letters."""

# What pages are written in. With the encodings of DOS and of the old Macintosh among them, 300 letters of Catalan
# were taken for MacRoman; Latin-1 and Latin-5 are the windows pages of which they are parts.
_LATIN: Final = (
    *(f"windows-{number}" for number in (1250, 1252, 1254, 1257, 1258)),
    *(f"iso-8859-{number}" for number in (2, 13, 15)),
)
_OTHERS: Final = (
    *(f"windows-{number}" for number in (874, 1251, 1253, 1255, 1256)),
    *(f"iso-8859-{number}" for number in (5, 6, 7)),
    *("koi8-u", "ibm866", "gbk", "big5", "shift_jis", "euc-jp", "euc-kr", "iso-2022-jp"),
)
_CODECS: Final = {codecs.lookup(LABELS[name].codec).name: LABELS[name] for name in (*_LATIN, *_OTHERS)}
"""Python's name of a codec → the encoding."""

_LATIN_ALPHABETS: Final = tuple(LABELS[name] for name in _LATIN)

# Text between tags: what a page says of its encoding in its head shall not be believed here, and scripts are ASCII.
_TEXT: Final = re.compile(rb">([^<]{2,})")
_BEYOND_ASCII: Final = bytes(range(0x80, 0x100))
_PAIR: Final = re.compile(rb"[\x80-\xff]{2}")


def guessed_encoding(data: bytes, among: Collection[Encoding] = ()) -> Encoding:
    """Return the encoding that makes the most sense of bytes beyond ASCII; windows-1252 where none does.

    `among` are those that it can be; without them, all that pages are written in.
    """
    text = b"\n".join(piece for piece in _TEXT.findall(data[: 10 * SAMPLE]) if not piece.isascii())
    sample = (text or data)[:SAMPLE]
    if not among and not has_own_letters(sample):
        among = _LATIN_ALPHABETS
    offered = [codec for codec, encoding in _CODECS.items() if not among or encoding in among]
    found = chardet.detect(
        sample, include_encodings=[*offered, "cp1252"], compat_names=False, empty_input_encoding="cp1252"
    )["encoding"]
    guess = _CODECS[found or "cp1252"]
    # What a few accents say is often the same in several encodings: then it is the commonest.
    return WESTERN if sample.decode(guess.codec, "replace") == sample.decode("cp1252", "replace") else guess


def has_own_letters(data: bytes) -> bool:
    """Tell whether bytes beyond ASCII stand together, as where a script takes no letters from ASCII.

    >>> has_own_letters("вокзал".encode("cp1251")), has_own_letters("café, où".encode("cp1252"))
    (True, False)
    """
    return len(_PAIR.findall(data)) * 4 >= foreign(data)


def foreign(data: bytes) -> int:
    """Return how many bytes of `data` are beyond ASCII."""
    return len(data) - len(data.translate(None, _BEYOND_ASCII))
