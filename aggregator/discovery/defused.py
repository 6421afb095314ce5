"""Bytes of XML from the web into text and trees that can do no harm: no entities, no document type, within limits."""

from __future__ import annotations

import codecs
import html.entities
import re
import zlib
from dataclasses import dataclass

from lxml import etree

MAX_BYTES = 20_000_000
"""Bytes of one document after decompression. The sitemap protocol allows 50 MB; what lies behind 20 MB is passed over
so that one document costs less than 100 MB of memory. A sitemap of 50,000 plain addresses has 5–8 MB."""

_PREFIXES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "video": "http://www.google.com/schemas/sitemap-video/1.1",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "xlink": "http://www.w3.org/1999/xlink",
}
"""Prefixes that feeds and sitemaps use, sometimes without declaring them; then this is what they mean."""

# Codecs that are encodings of text. Python knows others under the same roof ("punycode", "unicode_escape",
# "idna"), and a document may name any of them.
_CODECS = re.compile(
    r"(?:ascii|utf-8|utf-8-sig|utf-16|utf-16-[lb]e|utf-32|utf-32-[lb]e|iso8859-\d+|cp\d+|euc_\w+|gb2312|gbk|gb18030"
    r"|hz|big5|big5hkscs|shift_jis\w*|johab|iso2022_\w+|koi8-[rut]|mac-\w+|tis-620|kz1048|ptcp154)"
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?\bencoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9_.:-]{1,40})")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENTITY = re.compile(r"&(?:(#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6})|[A-Za-z][A-Za-z0-9]{1,31});)?")
_DOCTYPE_MARK = re.compile(r"""["'\[\]>]|<!--""")
_ROOT = re.compile(r"<([A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})(?=[\s/>])")
_PROLOGUE = 20_000
"""Characters in which the first element must begin: comments and document types stand before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document as text, ready for an XML parser."""

    text: str
    """From the first `<` on, without document type; every reference in it is one of XML's own."""

    root: str | None
    """Local name of the first element in lower case (`rss`, `feed`, `rdf`, `urlset`, `html` …); None: no markup."""

    reason: str | None = None
    """Why it is not the whole document; None where it is."""


def defuse(body: bytes, *, content_type: str | None = None) -> Text:
    """Return XML (or what was meant as XML) as text without anything that an expansion could start from.

    A document type is cut out with the entities it declares, so references to them stay plain text.
    HTML's named characters become the characters; a bare `&` becomes `&#38;`; characters that XML
    forbids go; well-known prefixes that are used without a declaration get theirs. Gzip is undone.
    """
    body, reason = gunzip(body)
    if len(body) > MAX_BYTES:
        body, reason = body[:MAX_BYTES], f"only the first {MAX_BYTES:,} bytes were read"
    text = _ILLEGAL.sub("", decode(body, content_type=content_type))
    text = _without_doctype(text[max(text.find("<"), 0) :])
    root = _ROOT.search(text[:_PROLOGUE])
    text = _escaped(text)
    if root:
        text = _declared(text)
        if not reason and not text.rstrip().endswith(">"):
            reason = "the document ends early"
    return Text(text=text, root=root[2].lower() if root else None, reason=reason)


def gunzip(body: bytes, *, limit: int = MAX_BYTES) -> tuple[bytes, str | None]:
    """Return what gzip members hold, up to `limit` bytes, and why it is not all; other bytes are returned as they are.

    What comes out of a broken or cut file before the fault is kept. Gzip in gzip is undone once more.
    """
    reason: str | None = None
    for _ in range(2):
        if not body.startswith(b"\x1f\x8b"):
            break
        body, reason = _inflate(body, limit)
    return body, reason


def _inflate(body: bytes, limit: int) -> tuple[bytes, str | None]:
    pieces: list[bytes] = []
    size = 0
    while body.startswith(b"\x1f\x8b"):
        member = zlib.decompressobj(wbits=31)
        try:
            piece = member.decompress(body, limit - size + 1)
        except zlib.error:
            return b"".join(pieces), "the gzip data are broken"
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            return b"".join(pieces)[:limit], f"only the first {limit:,} bytes were read"
        if not member.eof:
            return b"".join(pieces), "the gzip data end early"
        body = member.unused_data.lstrip(b"\0")
    return b"".join(pieces), None


def decode(body: bytes, *, content_type: str | None = None) -> str:
    """Return the text of an XML document: byte order mark, then valid UTF-8, then header, then declaration.

    RFC 7303 puts the header before the declaration; that valid UTF-8 is UTF-8 whatever either
    says is experience. What cannot be decoded becomes U+FFFD.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace").lstrip("\ufeff")
    if body[:4] in (b"<\0?\0", b"<\0r\0", b"<\0f\0", b"<\0u\0"):
        return body.decode("utf-16-le", "replace")
    if body[:4] in (b"\0<\0?", b"\0<\0r", b"\0<\0f", b"\0<\0u"):
        return body.decode("utf-16-be", "replace")
    if b"\x1b" not in body:  # ISO-2022-JP is valid ASCII to look at, but for its escapes
        try:
            return body.decode("utf-8")
        except UnicodeDecodeError as error:
            if error.start > len(body) - 4:  # cut in the middle of a character
                return body.decode("utf-8", "ignore")
    header = _CHARSET.search(content_type or "")
    declared = _DECLARED.search(body[:400])
    for name in (header[1] if header else "", declared[1].decode("ascii") if declared else ""):
        if name and (codec := _codec(name)):
            return body.decode(codec, "replace")
    return body.decode("utf-8", "replace")


def _codec(name: str) -> str | None:
    """Return Python's codec for an encoding's name, the wider one where browsers take that (WHATWG Encoding)."""
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    wider = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949"}
    codec = {**wider, "shift_jis": "cp932", "iso8859-9": "cp1254", "tis-620": "cp874"}.get(codec, codec)
    return codec if _CODECS.fullmatch(codec) else None


def _without_doctype(text: str) -> str:
    """Cut out `<!DOCTYPE …>` before the first element, internal subset and all; without an end, everything from it."""
    head = text[:_PROLOGUE]
    start = head.upper().find("<!DOCTYPE")
    root = _ROOT.search(head)
    if start < 0 or (root and root.start() < start):
        return text
    end = _doctype_end(text, start)
    return text[:start] + text[end:]


def _doctype_end(text: str, start: int) -> int:
    depth, position = 0, start
    while match := _DOCTYPE_MARK.search(text, position):
        mark, position = match[0], match.end()
        if mark in ("'", '"'):
            position = text.find(mark, position) + 1 or len(text)
        elif mark == "<!--":
            position = text.find("-->", position) + 3 if text.find("-->", position) >= 0 else len(text)
        elif mark == "[":
            depth += 1
        elif mark == "]":
            depth -= 1
        elif depth <= 0:
            return position
    return len(text)


def _escaped(text: str) -> str:
    """Return the text with every reference outside CDATA sections a numeric one.

    Even XML's own five names are: once a document has shown an error, libxml2 drops references by
    name and goes on, so that `?a=1&amp;b=2` would become `?a=1b=2`.
    """
    if "&" not in text:
        return text
    pieces: list[str] = []
    position = 0
    while (start := text.find("<![CDATA[", position)) >= 0:
        end = text.find("]]>", start)
        if end < 0:
            break
        pieces += (_ENTITY.sub(_reference, text[position:start]), text[start : end + 3])
        position = end + 3
    pieces.append(_ENTITY.sub(_reference, text[position:]))
    return "".join(pieces)


def _reference(match: re.Match[str]) -> str:
    name = match[1]
    if name is None:
        return "&#38;"
    if name[0] == "#":
        return match[0] if _is_character(name) else "\ufffd"
    character = html.entities.html5.get(f"{name};")
    if character is None:
        return f"&#38;{name};"
    return character if not set(character) & set("<>&\"'") else "".join(f"&#{ord(one)};" for one in character)


def _is_character(reference: str) -> bool:
    """Tell whether a numeric reference is one of XML's characters (XML 1.0, 2.2)."""
    number = int(reference[2:], 16) if reference[1] in "xX" else int(reference[1:])
    return number in (9, 10, 13) or 32 <= number <= 0xD7FF or 0xE000 <= number <= 0xFFFD or 65536 <= number <= 0x10FFFF


def _declared(text: str) -> str:
    """Declare well-known prefixes on the first element where the document uses them and forgot to."""
    root = _ROOT.search(text)
    if not root:
        return text
    missing = "".join(
        f' xmlns:{prefix}="{address}"'
        for prefix, address in _PREFIXES.items()
        if f"<{prefix}:" in text and f"xmlns:{prefix}" not in text
    )
    return text[: root.end()] + missing + text[root.end() :] if missing else text


def tree(text: str) -> etree._Element | None:
    """Return the tree of a defused text, mended where it is broken; None where nothing can be made of it."""
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        # None, whatever the stubs say, where recovery found no element at all.
        root: etree._Element | None = etree.fromstring(_undeclared_encoding(text).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root


def _undeclared_encoding(text: str) -> str:
    """Cut the XML declaration off: the text is not in the encoding it names any more."""
    if text.startswith("<?xml") and (end := text.find("?>")) >= 0:
        return text[end + 2 :].lstrip()
    return text


def local(element: etree._Element) -> str:
    """Return an element's name in lower case, without namespace or undeclared prefix."""
    # Comments and processing instructions, whose tag is no text, do not come through `tree`.
    return str(element.tag).rsplit("}", 1)[-1].rsplit(":", 1)[-1].lower()
