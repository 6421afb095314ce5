"""What bytes are that are no page: pictures, documents, archives and data, told from how they begin."""

from __future__ import annotations

import re

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"BM", "a bitmap picture"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b\x08", "gzip data"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document"),
    (b"OggS\x00", "an Ogg recording"),
    (b"ID3", "an MP3 recording"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)
"""From the tables of WHATWG's MIME Sniffing, section 6. A page that is declared as text/html may be any of these."""

_BINARY = bytes([*range(0x09), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)])
"""Binary data bytes (MIME Sniffing, section 3): no text in an encoding of the web has them."""

_DOCUMENT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:(?:<\?[^>]{0,300}>|<!--[^>]{0,300}>)\s*){0,5}<(rss|feed|rdf:RDF|urlset|sitemapindex)[\s>]"
)
"""How feeds and sitemaps begin (MIME Sniffing, section 7.1). Entries without a link lead to them, and what they hold,
read as a page, is all articles in one."""

_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*\"[^\"\\<]{1,100}\"\s*:\s*[\"{\[\d\-tfn]")
"""How a JSON object, or a list of them, begins: interfaces answer so, also where a page was asked for."""

_DECLARED = {
    "application/json": "a JSON document",
    "application/ld+json": "a JSON document",
    "application/problem+json": "a JSON document",
    "text/json": "a JSON document",
    "text/css": "a style sheet",
    "text/csv": "a CSV table",
    "application/javascript": "a script",
    "application/x-javascript": "a script",
    "text/javascript": "a script",
}
"""Media types, without parameters, of texts that are written for machines."""

_LOOKED_AT = 1445
"""Bytes of the resource header that are looked at (MIME Sniffing, section 5.2)."""

_MUCH = 0.05
"""Share of binary bytes from which short signatures (`BM`, `ID3`) are believed, and unknown data is no page. Pages
broken by stray null bytes have fewer; compressed data has about a tenth."""


def foreign_medium(data: bytes, content_type: str | None = None) -> str | None:
    """Return in words what `data` is where it is no page at all; None for anything that may be text.

    `content_type`, as the server states it, is believed where `data` does not begin with markup: many are wrong.

    >>> foreign_medium(b"%PDF-1.7 ...")
    'a PDF document'
    >>> foreign_medium(b"<html>") is None
    True
    """
    head = data[:_LOOKED_AT].lstrip(b"\t\n\x0c\r ")
    if head.startswith((b"\xfe\xff", b"\xff\xfe")):  # UTF-16: every second byte may be null
        return None
    if document := _DOCUMENT.match(head):
        return "a sitemap" if document[1] in (b"urlset", b"sitemapindex") else "a feed"
    if _JSON.match(head) and b"<html" not in head.lower():
        return "a JSON document"
    if content_type and head and not head.removeprefix(b"\xef\xbb\xbf").startswith(b"<"):
        declared = _DECLARED.get(content_type.partition(";")[0].strip().lower())
        if declared is not None:
            return declared
    named = next((words for start, words in _SIGNATURES if head.startswith(start)), None)
    if named and len(next(start for start, words in _SIGNATURES if head.startswith(start))) > 3:
        return named
    if head[:4] == b"RIFF" and head[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "a picture or recording"
    if head[4:8] == b"ftyp":
        return "a video or picture"
    binary = sum(head.count(byte) for byte in _BINARY)
    if head and binary / len(head) >= _MUCH and b"<html" not in head.lower() and b"<!doctype" not in head.lower():
        return named or "binary data"
    return named if named in ("a JPEG picture", "gzip data") else None
