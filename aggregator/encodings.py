"""In which encoding the bytes of a page are, whatever they declare, and their text as UTF-8."""

from __future__ import annotations

import codecs
import logging
import re
from typing import Final

from bs4.dammit import UnicodeDammit

# It warns of characters that its guess cannot decode, for a guess that we only ask for its name.
logging.getLogger("bs4.dammit").setLevel(logging.ERROR)

# WHATWG label → (WHATWG name, Python's codec), where Python's own lookup would say otherwise
# (encoding.spec.whatwg.org: what is called latin-1 is windows-1252 on the web, and so on).
_LABELS: Final = {
    **dict.fromkeys(
        [
            "ascii",
            "us-ascii",
            "ansi_x3.4-1968",
            "iso-8859-1",
            "iso8859-1",
            "iso88591",
            "iso_8859-1",
            "latin1",
            "latin-1",
            "l1",
        ],
        ("windows-1252", "cp1252"),
    ),
    **dict.fromkeys(["windows-1252", "cp1252", "cp819", "ibm819", "x-cp1252"], ("windows-1252", "cp1252")),
    **dict.fromkeys(
        ["gb2312", "gb_2312-80", "gbk", "x-gbk", "chinese", "csgb2312", "gb_2312", "iso-ir-58"], ("gbk", "gb18030")
    ),
    "gb18030": ("gb18030", "gb18030"),
    **dict.fromkeys(["big5", "big5-hkscs", "cn-big5", "csbig5", "x-x-big5"], ("big5", "big5hkscs")),
    **dict.fromkeys(
        [
            "euc-kr",
            "ks_c_5601-1987",
            "ks_c_5601-1989",
            "ksc5601",
            "ksc_5601",
            "korean",
            "cseuckr",
            "windows-949",
            "cp949",
            "uhc",
            "ms949",
        ],
        ("euc-kr", "cp949"),
    ),
    **dict.fromkeys(
        ["shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j", "ms932", "csshiftjis", "cp932"],
        ("shift_jis", "cp932"),
    ),
    **dict.fromkeys(["euc-jp", "x-euc-jp", "cseucpkdfmtjapanese"], ("euc-jp", "euc_jp")),
    **dict.fromkeys(["iso-2022-jp", "csiso2022jp"], ("iso-2022-jp", "iso2022_jp_ext")),
    **dict.fromkeys(
        ["iso-8859-9", "iso8859-9", "latin5", "windows-1254", "cp1254", "x-cp1254"], ("windows-1254", "cp1254")
    ),
    **dict.fromkeys(["tis-620", "iso-8859-11", "iso8859-11", "windows-874", "dos-874"], ("windows-874", "cp874")),
    **dict.fromkeys(["windows-1251", "cp1251", "x-cp1251", "win-1251", "win1251"], ("windows-1251", "cp1251")),
    **dict.fromkeys(["windows-1250", "cp1250", "x-cp1250"], ("windows-1250", "cp1250")),
    **dict.fromkeys(["windows-1253", "cp1253", "x-cp1253"], ("windows-1253", "cp1253")),
    **dict.fromkeys(["windows-1255", "cp1255", "x-cp1255"], ("windows-1255", "cp1255")),
    **dict.fromkeys(["windows-1256", "cp1256", "x-cp1256"], ("windows-1256", "cp1256")),
    **dict.fromkeys(["windows-1257", "cp1257", "x-cp1257"], ("windows-1257", "cp1257")),
    **dict.fromkeys(["windows-1258", "cp1258", "x-cp1258"], ("windows-1258", "cp1258")),
    **dict.fromkeys(["koi8-r", "koi8", "koi", "koi8_r", "cskoi8r"], ("koi8-r", "koi8_r")),
    **dict.fromkeys(["koi8-u", "koi8-ru"], ("koi8-u", "koi8_u")),
    **dict.fromkeys(["macintosh", "mac", "x-mac-roman", "csmacintosh"], ("macintosh", "mac_roman")),
    **dict.fromkeys(["x-mac-cyrillic", "x-mac-ukrainian"], ("x-mac-cyrillic", "mac_cyrillic")),
    **dict.fromkeys(["utf-8", "utf8", "unicode-1-1-utf-8", "x-unicode20utf8"], ("utf-8", "utf_8")),
    **dict.fromkeys(
        ["utf-16", "utf-16le", "ucs-2", "unicode", "iso-10646-ucs-2", "csunicode"], ("utf-16le", "utf_16_le")
    ),
    "utf-16be": ("utf-16be", "utf_16_be"),
    "ibm866": ("ibm866", "cp866"),
    "cp866": ("ibm866", "cp866"),
}
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8", "utf_8"),
    (codecs.BOM_UTF16_LE, "utf-16le", "utf_16_le"),
    (codecs.BOM_UTF16_BE, "utf-16be", "utf_16_be"),
)
# Codecs of Python that are no text encodings of the web, or need state that an attacker could use.
_REFUSED: Final = frozenset(
    {"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
)

PRESCAN: Final = 8_192
"""Bytes in which `<meta charset>` is looked for: WHATWG says 1,024, real pages go beyond."""

MIXED: Final = 10
"""So many sound multi-byte UTF-8 signs for each broken one still make a page UTF-8."""


def as_utf8(data: bytes, content_type: str | None) -> tuple[bytes, str]:
    """Return the page's text as UTF-8 bytes, and the name of the encoding it was in."""
    for mark, name, codec in _BOMS:
        if data.startswith(mark):
            data = data[len(mark) :]
            return (data if codec == "utf_8" and _is_utf8(data) else _recode(data, codec)), name
    header = _known(_header_charset(content_type))
    meta = _known(_meta_charset(data))
    if meta and meta[0].startswith("utf-16"):  # a page whose <meta> can be read is not UTF-16
        meta = ("utf-8", "utf_8")
    if header and header[0].startswith("utf-16") and data.find(b"\0", 0, 200) < 0:
        header = None
    if data.isascii() and b"\x1b" not in data:
        if data[:400].count(0) > 120:  # every other byte of plain letters in UTF-16
            wide = "utf_16_le" if data[1:2] == b"\0" else "utf_16_be"
            return _recode(data, wide), wide.replace("_", "-").replace("-16-", "-16")
        return data, (header or meta or ("windows-1252", ""))[0]
    escaped = next((one for one in (header, meta) if one and one[0] == "iso-2022-jp"), None)
    if escaped and data.isascii():
        return _recode(data, escaped[1]), escaped[0]
    if _is_utf8(data):
        return data, "utf-8"
    if _is_mostly_utf8(data):
        return _recode(data, "utf_8"), "utf-8"
    name, codec = _legacy(data, header, meta)
    return _recode(data, codec), name


def _recode(data: bytes, codec: str) -> bytes:
    """Return `data` as UTF-8, what cannot be decoded as U+FFFD."""
    return data.decode(codec, "replace").encode("utf-8", "replace")


def _is_utf8(data: bytes) -> bool:
    """Tell whether all of `data` is UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_mostly_utf8(data: bytes) -> bool:
    """Tell whether `data` is UTF-8 with a few broken signs (a cut one at the end, a pasted one)."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return len(data) - len(text) > MIXED * broken  # each multi-byte sign makes bytes outnumber signs


_CHARSET: Final = re.compile(r"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([^\s"';,>]{1,40})""", re.IGNORECASE)
# Letters of either case written out: with IGNORECASE `re` does not leap from one "<" to the next.
_META: Final = re.compile(rb"<(?:!--.*?(?:-->|\Z)|[mM][eE][tT][aA][\s/]([^>]{1,2000})>)", re.DOTALL)
_XML_ENCODING: Final = re.compile(
    rb"""\s{0,9}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([^"'>]{1,40})["']""", re.IGNORECASE
)


def _header_charset(content_type: str | None) -> str | None:
    """Return the charset parameter of a Content-Type value."""
    match = _CHARSET.search((content_type or "")[:1000])
    return match[1] if match else None


def _meta_charset(data: bytes) -> str | None:
    """Return what the page itself declares: `<meta charset>`, `http-equiv`, or the XML declaration."""
    start = data[:PRESCAN]
    for match in _META.finditer(start):
        if match[1] is None:
            continue
        attributes = match[1].decode("latin-1")
        found = _CHARSET.search(attributes)
        if found and (
            attributes[: found.start()].rstrip()[-1:] in ("", "/", '"', "'") or "content" in attributes.lower()
        ):
            return found[1]
        if found and "=" not in attributes[: found.start()]:
            return found[1]
    xml = _XML_ENCODING.match(start)
    return xml[1].decode("latin-1") if xml else None


def _known(label: str | None) -> tuple[str, str] | None:
    """Return the WHATWG name and Python's codec for a label; None where it is unknown."""
    if not label:
        return None
    label = label.strip().lower()
    if label in _LABELS:
        return _LABELS[label]
    if label in _REFUSED:
        return None
    try:
        codec = codecs.lookup(label)
        "".encode(codec.name)
        b"".decode(codec.name)
    except (LookupError, UnicodeError, ValueError, TypeError):
        return None
    return (codec.name.replace("iso8859-", "iso-8859-"), codec.name) if codec.name not in _REFUSED else None


def _legacy(data: bytes, header: tuple[str, str] | None, meta: tuple[str, str] | None) -> tuple[str, str]:
    """Return the encoding of bytes that are not UTF-8.

    A server's blanket `ISO-8859-1` gives way to what the page says of itself; a declared encoding
    that cannot decode the bytes gives way to one that can.
    """
    declared = [meta, header] if header and header[0] == "windows-1252" else [header, meta]
    candidates = [one for one in declared if one and one[0] != "utf-8"]
    sample = data[:200_000]
    for name, codec in candidates:
        if _losses(sample, codec) == 0:
            return name, codec
    if candidates:
        best = min(candidates, key=lambda one: _losses(sample, one[1]))
        if _losses(sample, best[1]) * 50 < _foreign(sample):  # broken here and there, as pages are
            return best
    return _guess(sample) or (candidates[0] if candidates else ("windows-1252", "cp1252"))


def _losses(data: bytes, codec: str) -> int:
    """Return how many signs of `data` the codec cannot decode."""
    return data.decode(codec, "replace").count("\ufffd")


def _foreign(data: bytes) -> int:
    """Return how many bytes of `data` are beyond ASCII."""
    return len(data) - len(data.translate(None, bytes(range(128, 256))))


# For each multi-byte encoding, some of the signs that everyday text of its language is made of.
_COMMON: Final = (
    (
        "euc-kr",
        "cp949",
        "이다의는에을를가한고하은로기지도서사정일인시대자리나수보어들라전해주스부상장아제그원관성구신공조으과국오만유비여있화동우안것년미면적경소방게마선무중계했고",
    ),
    (
        "euc-jp",
        "euc_jp",
        "のにはをたがでてとしれさいるなもすこよかりまあらくっうわ、。ーンスルトイ日人年大本中国会事者",
    ),
    (
        "shift_jis",
        "cp932",
        "のにはをたがでてとしれさいるなもすこよかりまあらくっうわ、。ーンスルトイ日人年大本中国会事者",
    ),
    (
        "gbk",
        "gb18030",
        "，。的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以会自着去之过家学对可里后小么心多天而能好都然没日于起还发成事只作当想看文无开手用主行方又如前所本见经头面公同",
    ),
    (
        "big5",
        "big5hkscs",
        "，。的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以會自著去之過家學對可裡後小麼心多天而能好都然沒日於起還發成事只作當想看文無開手用主行方又如前所本見經頭面公同",
    ),
)
# For each single-byte encoding, the small letters that make up most of a text, and those it has besides.
_LETTERS: Final = (
    ("windows-1251", "cp1251", "оеаинтсрвлкмдпу", "зыьбгячйхжшюцщэфіїє"),
    ("koi8-r", "koi8_r", "оеаинтсрвлкмдпу", "зыьбгячйхжшюцщэф"),
    ("ibm866", "cp866", "оеаинтсрвлкмдпу", "зыьбгячйхжшюцщэф"),
    ("iso-8859-7", "iso8859_7", "αοιετσνηυρπκμλς", "άίόέήώύθδγφχβξζψω"),
    ("windows-1256", "cp1256", "اليمونرتبةعدسفهك", "قحجشطصخضذثئءغظىآأإ"),
    ("windows-1255", "cp1255", "יוהלארתבשמנםדחקע", "פכגטסצזןךץף"),
    ("windows-874", "cp874", "านรกอเงมยลวดทสตะปบคหแจพชขใไโ", "ผถซฟศธณภษฐฏ่้ีิืุูัํ็์"),
)


def _guess(data: bytes) -> tuple[str, str] | None:
    """Return the encoding that makes the most sense of undeclared bytes; None where none does."""
    foreign = _foreign(data)
    if not foreign:
        return None
    best, most = None, 0.35
    for name, codec, common in _COMMON:
        text = data.decode(codec, "replace")
        signs = [sign for sign in text if sign > "\x7f"]
        if signs and text.count("\ufffd") * 50 < len(signs):
            share = sum(map(text.count, common)) / len(signs)
            if share > most:
                best, most = (name, codec), share
    if best is not None:
        return best
    if len(_FOREIGN_PAIR.findall(data)) * 4 < foreign:  # accents between plain letters: a Latin alphabet
        return _latin(data)
    most = 0.75
    for name, codec, common, further in _LETTERS:
        text = data.decode(codec, "replace")
        share = (sum(map(text.count, common)) + 0.5 * sum(map(text.count, further))) / foreign
        if share > most:
            best, most = (name, codec), share
    return best or _known(UnicodeDammit(data[:20_000], is_html=True).original_encoding)


_FOREIGN_PAIR: Final = re.compile(rb"[\x80-\xff]{2}")
# Letters of Polish, Czech, Slovak, Hungarian, Croatian that windows-1252 does not have.
_CENTRAL: Final = (
    ("windows-1250", "cp1250", "ąęśćłżźńőűěščřžůďťňľđ"),
    ("iso-8859-2", "iso8859_2", "ąęśćłżźńőűěščřžůďťňľđ"),
)


def _latin(data: bytes) -> tuple[str, str]:
    """Return the encoding of a text in a Latin alphabet; windows-1252 where nothing speaks for Central Europe."""
    best, most = None, 0.6 * _foreign(data)
    for name, codec, letters in _CENTRAL:
        text = data.decode(codec, "replace").lower()
        found = sum(map(text.count, letters))
        if found > most:
            best, most = (name, codec), found
    return best or ("windows-1252", "cp1252")
