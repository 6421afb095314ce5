"""The text of a page as UTF-8, whatever its bytes are in and whatever they declare."""

from __future__ import annotations

import codecs
import contextlib
import re
from collections.abc import Iterator
from typing import Final

from aggregator.encodings.declared import BOMS, declared_encodings
from aggregator.encodings.guess import SAMPLE, foreign, guessed_encoding, has_own_letters
from aggregator.encodings.labels import LABELS, WESTERN, Encoding

_UTF_8: Final = LABELS["utf-8"]

MENDED: Final = 1_000_000
"""Bytes of the largest page that is mended word by word; larger ones show U+FFFD where they are broken."""

LOSSES: Final = 0.02
"""Share of the bytes beyond ASCII that a right encoding may fail to read: pages are broken here and there."""

EVIDENCE: Final = 20
"""Letters beyond ASCII that refute a declared Latin-1 by their spelling, where they stand between plain ones."""

PIECE: Final = 16_384
"""Bytes that are checked at a time: the text of a whole page would be made of fresh memory, at a third more time."""


def as_utf8(data: bytes, content_type: str | None) -> tuple[bytes, str]:
    """Return the page's text as UTF-8 bytes, and the name of the encoding it was in (WHATWG, lower case).

    Bytes that are UTF-8 are that, whatever is declared: a declaration counts for all others only.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _recoded(data[len(mark) :], encoding), encoding.name
    if data.isascii():
        plain = _escaped_encoding(data) or _wide_encoding(data)
        return (_recoded(data, plain), plain.name) if plain else (data, _UTF_8.name)
    if end := _utf8_end(data):
        return _once_encoded(data if end == len(data) else data[:end])
    if wide := _wide_encoding(data):
        return _recoded(data, wide), wide.name
    return _mended(data, tuple(declared_encodings(data, content_type)))


def _utf8_end(data: bytes) -> int:
    """Return how far `data` is UTF-8: to its end, or to a last sign that was cut; 0 where it is not UTF-8."""
    end = 0
    try:
        while end < len(data):
            piece = data[end : end + PIECE]
            used = len(piece) if piece.isascii() else codecs.utf_8_decode(piece, "strict", False)[1]
            if not used:
                break
            end += used
    except UnicodeDecodeError:
        return 0
    return 0 if end < len(data) and data[:end].isascii() else end  # a lone accent at the end is Latin-1


# Controls that ISO encodings have where windows-125x has its quotation marks; a page means the marks.
_CONTROLS: Final = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}


def _recoded(data: bytes, encoding: Encoding) -> bytes:
    """Return `data` as UTF-8, what cannot be decoded as U+FFFD."""
    text = data.decode(encoding.codec, "replace")
    if encoding.name.startswith("iso-8859") and len(data) > len(data.translate(None, bytes(_CONTROLS))):
        text = text.translate(_CONTROLS)
    return text.encode("utf-8", "replace")


# ---------------------------------------------------------------- bytes that speak for themselves


def _escaped_encoding(data: bytes) -> Encoding | None:
    """Return ISO-2022-JP where its escape sequences stand in bytes that are ASCII otherwise."""
    encoding = LABELS["iso-2022-jp"]
    return encoding if b"\x1b$" in data and _fits(data, encoding) else None


def _wide_encoding(data: bytes) -> Encoding | None:
    """Return UTF-16 without a byte order mark, by the zeros that are every other byte of its markup."""
    even, odd = data[:400:2].count(0), data[1:400:2].count(0)
    if max(even, odd) * 8 < len(data[:400]) or min(even, odd) * 20 > max(even, odd):
        return None
    return LABELS["utf-16be" if even > odd else "utf-16le"]


def _first_word(data: bytes, end: int) -> int:
    """Return from where on something beyond ASCII stands within a kilobyte; `end` where nothing does before it."""
    return next((start for start in range(0, end, 1024) if not data[start : start + 1024].isascii()), end)


def _losses(data: bytes, encoding: Encoding) -> int:
    """Return how many signs of `data` the encoding does not know."""
    return data.decode(encoding.codec, "replace").count("\ufffd")


def _fits(data: bytes, encoding: Encoding) -> bool:
    """Tell whether the encoding reads `data`, but for a sign here and there."""
    sample = data[:SAMPLE]
    return _losses(sample, encoding) <= LOSSES * foreign(sample) + 1


# ---------------------------------------------------------------- UTF-8 twice over

FIRST_WORDS: Final = 8_192
"""Bytes in which the first word beyond ASCII is looked for: the title's, mostly."""

_RUN: Final = re.compile(rb"[\x80-\xff]+")
_LATIN_LEADS: Final = b"\xc2\xc3\xc5\xe2"  # first bytes of the signs of Latin-1, Latin-9 and windows-1252 in UTF-8
# The signs that windows-1252 has in place of controls → their bytes; browsers leave five bytes as controls.
_CONTROLS_OF: Final = {
    ord(sign): byte for byte in range(0x80, 0xA0) if (sign := bytes([byte]).decode("cp1252", "ignore"))
}
_GAPS: Final = re.compile("[\x81\x8d\x8f\x90\x9d]")


def _once_encoded(data: bytes) -> tuple[bytes, str]:
    """Return UTF-8 as it is, but undo what proxies and archives do that take every page for Latin-1.

    They make UTF-8 of it: `Город` in windows-1251 arrives as `Ãîðîä`, in UTF-8 as `Ð“Ð¾Ñ€Ð¾Ð´`, and all of it is valid.
    """
    start = _first_word(data, FIRST_WORDS)
    first = _RUN.search(data, start, start + 2048)
    if first is None or len(first[0]) < 4 or first[0][0] not in _LATIN_LEADS:  # nearly every page
        return data, _UTF_8.name
    stated = next(declared_encodings(data, None), _UTF_8)
    is_legacy = stated not in (_UTF_8, WESTERN)
    is_utf8_twice = _as_before(first[0]) != first[0]
    if is_legacy or is_utf8_twice:
        for before in _before(data):
            if _utf8_end(before) == len(before):
                return _once_encoded(before)  # it has become shorter
            if is_legacy and has_own_letters(before) and _fits(before, stated):
                return _recoded(before, stated), stated.name
    if is_utf8_twice and len(data) <= MENDED:  # the title, or what an editor pasted
        data = _RUN.sub(lambda word: _as_before(word[0]), data)
    return data, _UTF_8.name


def _as_before(word: bytes) -> bytes:
    """Return the word that was encoded twice as it was after the first time; others as they are."""
    return next((before for before in _before(word) if _utf8_end(before) == len(before)), word)


def _before(data: bytes) -> Iterator[bytes]:
    """Yield what UTF-8 can have been that was made of bytes taken for Latin-1, Latin-9 or windows-1252."""
    text = data.decode("utf-8", "ignore")
    # Latin-9 comes first: it has eight signs of windows-1252 at other places, and none of its quotation marks.
    for codec in ("iso8859-15", "latin-1", "cp1252"):
        with contextlib.suppress(UnicodeEncodeError):
            yield text.encode(codec)
    if _GAPS.search(text):
        with contextlib.suppress(UnicodeEncodeError):
            yield text.translate(_CONTROLS_OF).encode("latin-1")


# ---------------------------------------------------------------- bytes that are not UTF-8, or not all of them


def _mended(data: bytes, declared: tuple[Encoding, ...]) -> tuple[bytes, str]:
    """Return a page that is not UTF-8, or not all of it, and the name of the encoding that most of it is in."""
    start = _first_word(data, len(data))
    sample = data[start : start + SAMPLE]
    sound = [run for run in _RUN.findall(sample) if _utf8_end(run)]
    rest = _RUN.sub(lambda run: b" " if _utf8_end(run[0]) else run[0], sample) if sound else sample
    broken = foreign(rest)
    if sum(map(len, sound)) > 10 * broken:  # UTF-8 with a sign that was cut, or pasted
        pasted = guessed_encoding(rest) if broken > 10 * EVIDENCE else WESTERN
        return _mixed(data, pasted), _UTF_8.name
    if sound and _is_frame(sound, rest):
        encoding = _legacy_encoding(rest, declared)
        return _mixed(data, encoding), encoding.name
    encoding = _legacy_encoding(sample, declared)
    return _recoded(data, encoding), encoding.name


def _is_frame(sound: list[bytes], rest: bytes) -> bool:
    """Tell whether the words in UTF-8 are a frame (menus, footers) around a text in another encoding.

    Where letters stand together, two or three of them are UTF-8 by chance; between plain letters none is.
    """
    shortest = 6 if has_own_letters(rest) else 2
    return 20 * sum(len(run) for run in sound if len(run) >= shortest) > foreign(rest)


# A sign of UTF-8 beyond ASCII (the group), or a byte that is part of none.
_SIGN: Final = re.compile(
    rb"([\xc2-\xdf][\x80-\xbf]|(?:\xe0[\xa0-\xbf]|\xed[\x80-\x9f]|[\xe1-\xec\xee\xef][\x80-\xbf])[\x80-\xbf]"
    rb"|(?:\xf0[\x90-\xbf]|[\xf1-\xf3][\x80-\xbf]|\xf4[\x80-\x8f])[\x80-\xbf]{2})|[\x80-\xff]"
)


def _mixed(data: bytes, encoding: Encoding) -> bytes:
    """Return `data` as UTF-8, the words that are not UTF-8 from `encoding`."""
    if len(data) > MENDED:
        return _recoded(data, _UTF_8)

    def mended(run: re.Match[bytes]) -> bytes:
        """Return a run as UTF-8; one that an excerpt cut ends in U+FFFD."""
        if end := _utf8_end(run[0]):
            return run[0] if end == len(run[0]) else run[0][:end] + b"\xef\xbf\xbd"
        if encoding == WESTERN:  # its quotation marks stand beside letters in UTF-8
            return _SIGN.sub(lambda sign: sign[0] if sign[1] else _recoded(sign[0], encoding), run[0])
        return _recoded(run[0], encoding)

    return _RUN.sub(mended, data)


# ISO encoding → the windows one that its pages may be in: the bytes that ISO leaves to controls tell.
_TWINS: Final = {
    LABELS["iso-8859-2"]: LABELS["windows-1250"],
    LABELS["iso-8859-7"]: LABELS["windows-1253"],
    LABELS["iso-8859-13"]: LABELS["windows-1257"],
}
_CONTROL: Final = re.compile(rb"[\x80-\x9f]")


def _legacy_encoding(data: bytes, declared: tuple[Encoding, ...]) -> Encoding:
    """Return the encoding of bytes that are not UTF-8.

    A declaration that can be is believed, the stronger one first; but Latin-1 is what servers and templates say of
    everything, and can always be: it gives way to any other word, and to what the bytes spell.
    """
    for encoding in declared:
        if encoding.name not in _NO_LEGACY and _fits(data, encoding):
            twin = _TWINS.get(encoding)
            return guessed_encoding(data, (encoding, twin)) if twin and _CONTROL.search(data) else encoding
    guess = guessed_encoding(data)
    return WESTERN if WESTERN in declared and not _refutes(data, guess) else guess


_NO_LEGACY: Final = frozenset({"utf-8", "utf-16le", "utf-16be", "replacement", WESTERN.name})


def _refutes(data: bytes, guess: Encoding) -> bool:
    """Tell whether what the bytes spell is strong enough against a declared Latin-1."""
    return guess.name != "iso-8859-15" and foreign(data) >= (EVIDENCE // 2 if has_own_letters(data) else EVIDENCE)
