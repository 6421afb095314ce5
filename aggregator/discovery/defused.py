"""Bytes of XML from the web into text and trees that can do no harm: no entities, no document type, within limits."""

from __future__ import annotations

import codecs
import html.entities
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from aggregator.coding import MOST_MEMBERS

MAX_BYTES = 20_000_000
"""Bytes of one document after decompression. The sitemap protocol allows 50 MB; what lies behind 20 MB is passed over
so that one document costs less than 100 MB of memory. A sitemap of 50,000 plain addresses has 5–8 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of each thing one document may hold; what lies behind is cut off."""

    tags: int
    """Tags, comments and the like: an element takes 120 bytes of memory and a microsecond, whatever it holds."""

    attributes: int
    """Attributes take 200 bytes each."""

    references: int = 500_000
    """References and bare `&`, each looked at by itself. Five megabytes of escaped HTML hold some 200,000."""


FEED = Limits(tags=200_000, attributes=200_000)
"""A thousand entries of fifty elements each have 100,000 tags. What stands in CDATA sections is not counted."""

SITEMAP = Limits(tags=800_000, attributes=400_000)
"""50,000 entries of four parts have 500,000 tags. Entries are read one by one; a flood of others takes 100 MB."""

_MOST_ATTRIBUTES = 60
"""Attributes and declarations of one element. Of prefixes, 20,000 in one element take the parser a minute."""

_TOO_MUCH = "only the beginning was read: the document holds more markup than a sound one"
_CDATA_TAGS = 4
"""Tags that a CDATA section counts for: taking it out costs as much."""

_CHUNK = 1_000_000
"""Bytes that are decoded at once: text of one wide character takes four bytes for each of its characters."""

_PREFIXES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
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
_CONTROLS = bytes(one for one in range(32) if one not in b"\t\n\r")
_ENTITY = re.compile(
    rb"&(?!#(?:34|38|39|60|62);)(?:(#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6})|[A-Za-z][A-Za-z0-9]{1,31});)?"
)
_OWN_NAMES = (
    (b"&amp;", b"&#38;"),
    (b"&lt;", b"&#60;"),
    (b"&gt;", b"&#62;"),
    (b"&quot;", b"&#34;"),
    (b"&apos;", b"&#39;"),
)
_BLANK = re.compile(rb"\s+")
_DOCTYPE_MARK = re.compile(rb"""["'\[\]>]|<!--""")
_DOCTYPE_MARKS = 2_000_000
"""Quotes and brackets of a document type that are looked at, .3 seconds; XHTML's own has some thousand."""

_ROOT = re.compile(rb"<([A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})(?=[\s/>])")
_ATTRIBUTE = rb"""(?:\s++[^\s=<>/"']++\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'))"""
_MANY_ATTRIBUTES = re.compile(rb"(<[^\s<>/!?]++%b{%d})%b++" % (_ATTRIBUTE, _MOST_ATTRIBUTES, _ATTRIBUTE))
_PROLOGUE = 2_000
"""Bytes in which the first element must begin, after comments and document type."""

_BEFORE_ROOT = 10_000
"""Comments and instructions before the first element that are looked at; there are seldom more than three."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document as text, ready for an XML parser."""

    utf8: bytes
    """UTF-8 from the first `<` on, without declaration and document type; every reference in it is a numeric one."""

    root: str | None
    """Local name of the first element in lower case (`rss`, `feed`, `rdf`, `urlset`, `html` …); None: no markup."""

    reason: str | None = None
    """Why it is not the whole document; None where it is."""


def defuse(body: bytes, *, content_type: str | None = None) -> Text:
    """Return XML (or what was meant as XML) as text without anything that an expansion could start from.

    A document type is cut out with the entities it declares, so references to them stay plain text.
    HTML's named characters become the characters; a bare `&` becomes `&#38;`; characters that XML
    forbids go; well-known prefixes that are used without a declaration get theirs. Gzip is undone.
    What lies beyond the limits of a feed or a sitemap is cut off.
    """
    body, reason = gunzip(body)
    if len(body) > MAX_BYTES:
        body, reason = body[:MAX_BYTES], f"only the first {MAX_BYTES:,} bytes were read"
    text = _legal(_utf8(body, content_type=content_type))
    text = _without_prologue(text[max(text.find(b"<"), 0) :])
    root = _ROOT.search(text[:_PROLOGUE])
    name = root[2].decode("ascii").lower() if root else None
    text = _MANY_ATTRIBUTES.sub(rb"\1", text)
    text, why = _within(text, SITEMAP if name in ("urlset", "sitemapindex") else FEED)
    text = _escaped(text)
    if root:
        text = _declared(text)
        if not reason and not why and not text.rstrip().endswith(b">"):
            reason = "the document ends early"
    return Text(utf8=text, root=name, reason=why or reason)


def _within(text: bytes, limits: Limits) -> tuple[bytes, str | None]:
    """Return the text up to where it leaves the limits, and which one that is; CDATA sections are not looked into."""
    left = {b"<": limits.tags, b"&": limits.references, b'="': limits.attributes, b"='": limits.attributes}
    if all(text.count(sign) <= most for sign, most in left.items()):
        return text, None
    for start, end in _outside(text):
        found = {sign: text.count(sign, start, end) for sign in left}
        cuts = [_nth(text, sign, left[sign], start) for sign, count in found.items() if count > left[sign]]
        if cuts:
            return text[: min(cuts)], _TOO_MUCH
        left = {sign: most - found[sign] for sign, most in left.items()}
        left[b"<"] -= _CDATA_TAGS
        if left[b"<"] < 0:
            return text[:end], _TOO_MUCH
    return text, None


def _nth(text: bytes, sign: bytes, number: int, start: int) -> int:
    """Return where the sign stands behind which `number` of them, from `start` on, have passed."""
    position = text.find(sign, start)
    for _ in range(number):
        position = text.find(sign, position + 1)
    return position


def _outside(text: bytes) -> Iterator[tuple[int, int]]:
    """Yield where each stretch outside CDATA sections begins and ends; a section without an end is none."""
    position = 0
    while (start := text.find(b"<![CDATA[", position)) >= 0 and (end := text.find(b"]]>", start)) >= 0:
        yield position, start
        position = end + 3
    yield position, len(text)


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
    for _ in range(MOST_MEMBERS):
        if not body.startswith(b"\x1f\x8b"):
            return b"".join(pieces), None
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
    more = body.startswith(b"\x1f\x8b")
    return b"".join(pieces), f"only the first {MOST_MEMBERS} members of the gzip data were read" if more else None


def decode(body: bytes, *, content_type: str | None = None) -> str:
    """Return the text of an XML document: byte order mark, then valid UTF-8, then header, then declaration.

    RFC 7303 puts the header before the declaration; that valid UTF-8 is UTF-8 whatever either
    says is experience. What cannot be decoded becomes U+FFFD.
    """
    codec, body = _encoding(body, content_type)
    return body.decode(codec, "replace").lstrip("\ufeff")


def _utf8(body: bytes, *, content_type: str | None) -> bytes:
    """Return what `decode` does, in UTF-8: a document that is in it already is not copied."""
    codec, body = _encoding(body, content_type)
    if codec == "utf-8":
        return body.removeprefix(codecs.BOM_UTF8)
    pieces = (body[start : start + _CHUNK] for start in range(0, len(body), _CHUNK))
    return b"".join(text.encode("utf-8", "replace") for text in codecs.iterdecode(pieces, codec, "replace"))


def _encoding(body: bytes, content_type: str | None) -> tuple[str, bytes]:
    """Return the codec of a document, and the document; `utf-8` stands only where the bytes are valid in it."""
    for mark, name in _BOMS:
        if body.startswith(mark) and mark != codecs.BOM_UTF8:
            return name, body
    if body[:4] in (b"<\0?\0", b"<\0r\0", b"<\0f\0", b"<\0u\0"):
        return "utf-16-le", body
    if body[:4] in (b"\0<\0?", b"\0<\0r", b"\0<\0f", b"\0<\0u"):
        return "utf-16-be", body
    fault = _first_fault(body)
    if b"\x1b" not in body:  # ISO-2022-JP is valid ASCII to look at, but for its escapes
        if fault is None:
            return "utf-8", body
        if fault > len(body) - 4:  # cut in the middle of a character
            return "utf-8", body[:fault]
    header = _CHARSET.search(content_type or "")
    declared = _DECLARED.search(body[:400])
    for name in (header[1] if header else "", declared[1].decode("ascii") if declared else ""):
        if name and (codec := _codec(name)) and codec != "utf-8":
            return codec, body
        if name and codec:
            break
    return ("utf-8" if fault is None else "utf-8-sig"), body  # the latter is the same, and replaces what is none


def _first_fault(body: bytes) -> int | None:
    """Return where a document is no UTF-8, or None, without holding its text in memory."""
    if body.isascii():
        return None
    position = 0
    view = memoryview(body)
    while position < len(body):
        chunk = view[position : position + _CHUNK]
        try:
            _, used = codecs.utf_8_decode(chunk, "strict", position + _CHUNK >= len(body))
        except UnicodeDecodeError as error:
            return position + error.start
        position += used
    return None


def _codec(name: str) -> str | None:
    """Return Python's codec for an encoding's name, the wider one where browsers take that (WHATWG Encoding)."""
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    wider = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949"}
    codec = {**wider, "shift_jis": "cp932", "iso8859-9": "cp1254", "tis-620": "cp874"}.get(codec, codec)
    return codec if _CODECS.fullmatch(codec) else None


def _legal(text: bytes) -> bytes:
    """Return UTF-8 without the characters that XML forbids; surrogates are none of UTF-8's anyway."""
    for forbidden in (b"\xef\xbf\xbe", b"\xef\xbf\xbf"):  # U+FFFE and U+FFFF
        text = text.replace(forbidden, b"")
    return text.translate(None, _CONTROLS)


def _without_prologue(text: bytes) -> bytes:
    """Cut off what stands before the first element: declaration, comments, `<!DOCTYPE …>` with its subset.

    The declaration's encoding is not the text's any more. What has no end goes with everything behind it.
    """
    position = 0
    for _ in range(_BEFORE_ROOT):
        if blank := _BLANK.match(text, position):
            position = blank.end()
        if text.startswith(b"<!--", position):
            position = _behind(text, b"-->", position)
        elif text.startswith(b"<?", position):
            position = _behind(text, b"?>", position)
        elif text[position : position + 9].upper() == b"<!DOCTYPE":
            position = _doctype_end(text, position)
        else:
            break
    return text[position:]


def _behind(text: bytes, mark: bytes, position: int) -> int:
    end = text.find(mark, position)
    return end + len(mark) if end >= 0 else len(text)


def _doctype_end(text: bytes, start: int) -> int:
    depth, position = 0, start
    for _ in range(_DOCTYPE_MARKS):
        match = _DOCTYPE_MARK.search(text, position)
        if match is None:
            break
        mark, position = match[0], match.end()
        if mark in (b"'", b'"'):
            position = text.find(mark, position) + 1 or len(text)
        elif mark == b"<!--":
            position = _behind(text, b"-->", position)
        elif mark == b"[":
            depth += 1
        elif mark == b"]":
            depth -= 1
        elif depth <= 0:
            return position
    return len(text)


def _escaped(text: bytes) -> bytes:
    """Return the text with every reference outside CDATA sections a numeric one.

    Even XML's own five names are: once a document has shown an error, libxml2 drops references by
    name and goes on, so that `?a=1&amp;b=2` would become `?a=1b=2`.
    """
    if b"&" not in text:
        return text
    pieces: list[bytes] = []
    position = 0
    for start, end in _outside(text):
        pieces += (text[position:start], _numeric(text[start:end]))
        position = end
    return b"".join(pieces)


def _numeric(text: bytes) -> bytes:
    if b"&" not in text:
        return text
    for name, number in _OWN_NAMES:
        text = text.replace(name, number)
    return _ENTITY.sub(_reference, text)


def _reference(match: re.Match[bytes]) -> bytes:
    return b"&#38;" if match[1] is None else _meant(match[1])


@lru_cache(maxsize=1_000)
def _meant(reference: bytes) -> bytes:
    """Return what a reference, `#233` or `eacute`, is to be in the text."""
    name = reference.decode("ascii")
    if name[0] == "#":
        return f"&{name};".encode() if _is_character(name) else "\ufffd".encode()
    character = html.entities.html5.get(f"{name};")
    if character is None:
        return f"&#38;{name};".encode()
    plain = not set(character) & set("<>&\"'")
    return (character if plain else "".join(f"&#{ord(one)};" for one in character)).encode()


def _is_character(reference: str) -> bool:
    """Tell whether a numeric reference is one of XML's characters (XML 1.0, 2.2)."""
    number = int(reference[2:], 16) if reference[1] in "xX" else int(reference[1:])
    return number in (9, 10, 13) or 32 <= number <= 0xD7FF or 0xE000 <= number <= 0xFFFD or 65536 <= number <= 0x10FFFF


def _declared(text: bytes) -> bytes:
    """Declare well-known prefixes on the first element where the document uses them and forgot to."""
    root = _ROOT.search(text)
    if not root:
        return text
    missing = "".join(
        f' xmlns:{prefix}="{address}"'
        for prefix, address in _PREFIXES.items()
        if f"<{prefix}:".encode() in text and f"xmlns:{prefix}".encode() not in text
    )
    return text[: root.end()] + missing.encode() + text[root.end() :] if missing else text


def tree(text: bytes) -> etree._Element | None:
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
        root: etree._Element | None = etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root


def elements(text: bytes, names: tuple[str, ...]) -> Iterator[etree._Element]:
    """Yield the elements of these names, whatever their namespace, as a defused text has them, one after another.

    Each is emptied when the next is asked for, so that a document takes little more memory than one of them.
    One that was never closed comes before those in it, and again with what stands behind them, if anything does.
    Those that never end, as in a transfer that was cut, come last.
    """
    parsing = etree.iterparse(
        io.BytesIO(text),
        events=("end",),
        tag=[f"{{*}}{name}" for name in names],
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_blank_text=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in parsing:
            for opened in _unclosed(element):
                yield opened
                opened.set(_TAKEN, "")
                for part in list(opened)[:-1]:
                    opened.remove(part)
            yield element
            element.clear()
    except (etree.XMLSyntaxError, ValueError):
        return
    root: etree._Element | None = parsing.root
    if root is not None:
        yield from (one for one in root.iter(*(f"{{*}}{name}" for name in names)) if len(one))


_TAKEN = "taken"


def _unclosed(element: etree._Element) -> list[etree._Element]:
    """Return the elements of the same name that an element lies in, the outermost first: what was never closed.

    Those that were taken already, and theirs, are left out."""
    found: list[etree._Element] = []
    place = element.getparent()
    while place is not None and place.tag == element.tag and place.get(_TAKEN) is None:
        found.append(place)
        place = place.getparent()
    return found[::-1]


@lru_cache(maxsize=1_000)
def local_name(tag: str) -> str:
    """Return a tag's name in lower case, without namespace or undeclared prefix."""
    return tag.rsplit("}", 1)[-1].rsplit(":", 1)[-1].lower()


def local(element: etree._Element) -> str:
    """Return an element's name in lower case, without namespace or undeclared prefix."""
    # Comments and processing instructions, whose tag is no text, do not come through `tree`.
    return local_name(str(element.tag))
