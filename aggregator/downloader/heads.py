"""The head of an HTTP answer, as servers write it, put in the form that a strict parser takes."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_FIELDS = 256
"""Fields of one head. Pages with a hundred `Link` and `Set-Cookie` lines are real."""

LONGEST_LINE = 32_768
"""Bytes of one line. Policies (`Content-Security-Policy`) of 16 kB were seen; browsers take 256 kB for all."""


class HeadError(ValueError):
    """The head is not one of HTTP/1, or beyond a limit; the text says so in a clause."""


@dataclass(frozen=True, slots=True)
class Head:
    """One head: what the status says, and its bytes with line ends, lengths and odd lines put right."""

    status: int
    text: bytes
    """From the status line to the blank line, lines ending in CRLF."""


_STATUS_LINE = re.compile(rb"HTTP/[0-9]\.[0-9] +([1-9][0-9]{2})(?: [^\r\n\0]*)?")
_NAME = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, 5.6.2
_LENGTH = frozenset((b"content-length",))
_FRAMING = _LENGTH | {b"transfer-encoding"}
_END = re.compile(rb"\n\r{0,2}\n")


def head_end(gathered: bytes, start: int = 0) -> int:
    """Return where the body begins, -1 while the blank line has not come; looks from `start` on.

    >>> head_end(b"HTTP/1.1 200 OK\\nServer: a\\n\\n<html>")
    27
    """
    found = _END.search(gathered, start)
    return found.end() if found else -1


def read_head(raw: bytes) -> Head | None:
    """Return what `raw`, from status line to blank line, says; None of blank lines alone; raises HeadError.

    Put right as browsers do: line ends without CR, folded lines, spaces before the colon, lines that are no
    field, one Content-Length said twice, and Content-Length beside Transfer-Encoding, which wins (RFC 9112, 6.3).
    """
    lines = [line.rstrip(b"\r") for line in raw.strip(b"\r\n").split(b"\n")]
    if lines == [b""]:
        return None
    started = _STATUS_LINE.fullmatch(lines[0])
    if started is None:
        raise HeadError("the answer does not begin as HTTP does")
    fields = _fields(lines[1:])
    lengths, codings = _values(fields, b"content-length"), _values(fields, b"transfer-encoding")
    if len(set(lengths)) > 1 or not all(length.isdigit() for length in lengths):
        raise HeadError("the answer's length is not one number")
    framed = any(coding != b"identity" for coding in codings)  # "identity" was withdrawn, and says nothing
    kept = [pair for pair in fields if pair[0].lower() not in (_FRAMING if not framed else _LENGTH)]
    if lengths and not framed:
        kept.append((b"Content-Length", lengths[0]))
    return Head(int(started[1]), b"\r\n".join([lines[0], *(name + b": " + value for name, value in kept), b"", b""]))


def _fields(lines: list[bytes]) -> list[tuple[bytes, bytes]]:
    """Return the fields of the lines that are fields."""
    fields: list[tuple[bytes, bytes]] = []
    for line in lines:
        if len(line) > LONGEST_LINE:
            raise HeadError("a header line is too long")
        if line[:1] in (b" ", b"\t"):
            if fields:
                fields[-1] = (fields[-1][0], fields[-1][1] + b" " + line.strip())
            continue
        name, colon, value = line.partition(b":")
        name = name.rstrip()
        if colon and _NAME.fullmatch(name) and b"\0" not in value:
            fields.append((name, value.strip()))
    if len(fields) > MOST_FIELDS:
        raise HeadError("there are too many header fields")
    return fields


def _values(fields: list[tuple[bytes, bytes]], wanted: bytes) -> list[bytes]:
    """Return the members of all fields of one name, in lower case."""
    return [one.strip().lower() for name, value in fields if name.lower() == wanted for one in value.split(b",")]
