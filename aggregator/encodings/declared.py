"""Which encoding a page declares, as browsers read it (html.spec.whatwg.org, "determining the character encoding")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from aggregator.encodings.labels import LABELS, Encoding, encoding_of
from aggregator.headers import content_type

BOMS: Final = (
    (b"\xef\xbb\xbf", LABELS["utf-8"]),
    (b"\xff\xfe", LABELS["utf-16le"]),
    (b"\xfe\xff", LABELS["utf-16be"]),
)
"""Byte order marks, and what each says."""

PRESCAN: Final = 1_024
"""Bytes that browsers scan for a declaration before they parse."""

FURTHEST: Final = 65_536
"""Bytes in which a later `<meta>` is looked for: browsers begin again when they meet one, however far down."""


def declared_encodings(data: bytes, header: str | None) -> Iterator[Encoding]:
    """Yield what a page declares, whether or not its bytes agree; the first is what browsers go by.

    `header` is the value of Content-Type. A byte order mark is stronger than the header, the header than the page.
    """
    for encoding in (
        next((encoding for mark, encoding in BOMS if data.startswith(mark)), None),
        encoding_of(content_type(header).charset),
        prescan(data[:PRESCAN]) or _later_encoding(data[:FURTHEST]),
    ):
        if encoding is not None:
            yield encoding


# Attributes of a tag up to its ">", as the standard's prescan passes them. No quantifier gives back what it has taken.
_VALUE: Final = rb"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>]*+)"""
_ATTRIBUTES: Final = rb"(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+" + _VALUE + rb")?+)*+[\s/]*+"
_COMMENT: Final = rb"!(?=--).*?(?:-->|\Z)"  # "<!-->" is a whole one
_META: Final = rb"[mM][eE][tT][aA](?=[\s/])(" + _ATTRIBUTES + rb")(?:>|(\Z))"
# Any other tag. The group at the end of each matches where the bytes end within it.
_TAG: Final = rb"/?[a-zA-Z][^\s>]*+" + _ATTRIBUTES + rb"(?:>|(\Z))"
_PIECE: Final = re.compile(
    rb"<(?:" + _COMMENT + rb"|" + _META + rb"|" + _TAG + rb"|[!/?][^>]*+(?:>|(\Z)))",
    re.DOTALL,
)


def prescan(data: bytes) -> Encoding | None:
    """Return what the beginning of a page states by `<meta>` or XML declaration ("prescan a byte stream").

    >>> prescan(b"<!doctype html><meta charset=l2>").name
    'iso-8859-2'
    """
    if data.startswith((b"<\0?\0x\0", b"\0<\0?\0x")):
        return LABELS["utf-16le" if data[0] else "utf-16be"]
    for piece in _PIECE.finditer(data):
        attributes, *cut = piece.groups()
        if any(end is not None for end in cut):
            break
        if attributes and (encoding := _meta_encoding(attributes)):
            return encoding
    return _xml_encoding(data)


_ATTRIBUTE: Final = re.compile(rb"""[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]*+)))?+""")


def _meta_encoding(attributes: bytes) -> Encoding | None:
    """Return the encoding that a `<meta>` of these attributes states; an attribute counts where it first stands."""
    stated: dict[bytes, str] = {}
    for name, *values in _ATTRIBUTE.findall(attributes):
        stated.setdefault(name.lower(), b"".join(values).decode("latin-1"))
    label = stated.get(b"charset")
    if label is None and stated.get(b"http-equiv", "").lower() == "content-type":
        label = _content_charset(stated.get(b"content", ""))
    return _legible(encoding_of(label))


_CHARSET: Final = re.compile(r"""charset\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s;"'][^\s;]*+)|)""", re.IGNORECASE)


def _content_charset(content: str) -> str | None:
    """Return the charset in the content of a `<meta http-equiv>`; a quote that never ends voids it."""
    match = _CHARSET.search(content)
    return match[match.lastindex] if match and match.lastindex else None


_XML_ENCODING: Final = re.compile(
    rb"""<\?xml(?=[^>]{0,1000}>)[^>]*?encoding[\0- ]*+=[\0- ]*+(?:"([^"\0- ]*+)"|'([^'\0- ]*+)')"""
)


def _xml_encoding(data: bytes) -> Encoding | None:
    """Return the encoding that an XML declaration names ("get an XML encoding")."""
    match = _XML_ENCODING.match(data)
    return _legible(encoding_of((match[1] or match[2] or b"").decode("latin-1"))) if match else None


_MEANT: Final = {
    LABELS["utf-16le"]: LABELS["utf-8"],  # or the statement could not have been read as ASCII
    LABELS["utf-16be"]: LABELS["utf-8"],
    LABELS["x-user-defined"]: LABELS["windows-1252"],
}


def _legible(encoding: Encoding | None) -> Encoding | None:
    """Return what a page can mean that states `encoding` in ASCII."""
    return _MEANT.get(encoding, encoding) if encoding else None


# Comments, and elements whose text is no markup, are passed over whole.
_LATER: Final = re.compile(
    rb"<(?:" + _COMMENT + rb"|" + _META + rb"|(script|style|title|textarea)\b.*?(?:</\3|\Z))",
    re.DOTALL | re.IGNORECASE,
)


def _later_encoding(data: bytes) -> Encoding | None:
    """Return the encoding that the first `<meta>` beyond the prescan states."""
    for piece in _LATER.finditer(data):
        if piece.end() > PRESCAN and piece[1] and (encoding := _meta_encoding(piece[1])):
            return encoding
    return None
