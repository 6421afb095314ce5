"""The stretch of a caption that is its credit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aggregator.attribution.credit import GLUED_LABEL, LABEL, read_credit, settled
from aggregator.attribution.named import Named
from aggregator.attribution.people import NOBODY_WORDS
from aggregator.attribution.words import holds
from aggregator.organisations import Register
from aggregator.text import UNSPACED

LONGEST_CAPTION = 12_000
"""Characters of a caption that are looked at: from its end, where credits stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Whom one stretch of a caption credits."""

    evidence: str
    named: tuple[Named, ...]


PICTURE_LABEL = re.compile(
    r"\W{0,3}(?:(?:main |file |cover |lead )?(?:photo|image|picture)s?(?: credit| courtesy| by|graph|"
    r" source)?|(?:symbol|"
    r"archiv)?(?:foto|bild)|crédit photo|credit|fot\.?|zdj\.?|фото(?:граф)?|φωτογραφία|φωτο|kuva|fotó|fotoğraf|"
    r"nuotr|ảnh|isithombe|사진|写真|图片?|圖|©|ⓒ)\s?(?:[:：=＝©/]|by\b|\s(?=[^\W\d_]))",
    re.IGNORECASE,
)
"""Words that introduce the credit of a picture and of nothing else; `Source:` and `Author:` introduce texts too."""

# A label that is followed by a colon, "by", an equals sign: unmistakable wherever it stands.
_LABELLED = re.compile(
    rf"(?:(?<=^)|(?<=[\s(\[（【/|.,;:–—\-”\"»'’]))(?:{LABEL})\s?(?:[:：=＝]|\.{{2,3}}(?=\w)|\bby\b:?|"
    rf"\bcourtesy of\b)\s?(?=\S)",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"\b(?:courtesy of|(?:photo|image|picture)s? (?:provided|supplied|submitted) by)\s(?:the\s)?(?=\S)", re.IGNORECASE
)
# The formulas of `courtesy.py` that are said of pictures only; others stand in the text of captions too.
_THANKS = re.compile(
    r"\bmit freundlicher (?:genehmigung|erlaubnis)\b|\bavec l['’]aimable (?:autorisation|courtoisie)\b|"
    r"\bper gentile concessione\b|\b(?:por )?cortes[ií]a de",
    re.IGNORECASE,
)
_KOREAN_LABELLED = re.compile(r"/?\s?(?:자료|참고)?사진\s?(?:제공|출처)?\s?[=:/]\s?(?=\S)")
# Without colon the words behind it decide: "Photo AFP", "fot. Jan Kowalski", "Фото Иван Петров".
_BARE_LABEL = re.compile(
    r"(?:^|(?<=[\s(\[/|.,;–—]))(?:photo|photos|foto|fot\.|fot|фото|kuva|mynd|bild|image|picture|fotó|φωτο|"
    r"courtesy|©|ⓒ|\(c\))\s(?=[^\W\d_©ⓒ])",
    re.IGNORECASE,
)
_RIGHTS_SIGN = re.compile(r"(?:©|ⓒ|\(c\)|\bcopyright\b)\s?(?=\S)", re.IGNORECASE)
_BRACKET_AT_END = re.compile(r"[(\[（【]([^()\[\]（）【】]{2,120})[)\]）】]\s*[.。]?\s*$")
_BRACKET = re.compile(r"[(\[（【]([^()\[\]（）【】]{2,120})[)\]）】]")
_SENTENCE_END = re.compile(
    r"(?<!\s[A-ZÀ-Þ])(?<!^[A-Z])[.!?。！？…][\"'”’»)]*(?:\s+|(?=[A-Z\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]))|\s[|"
    r"–—•·]\s|\n|\s{3,}|(?<=[\uac00-\ud7af\u3040-\u30ff\u4e00-\u9fff])\s/\s?"
)
_STOP = re.compile(r"[)\]）】\n]|(?<=[a-zäöüéè]{2})[.!?。]\s+(?=[A-Z\u0400-\u042f])|。")
_TAKER_AND_DISTRIBUTOR = re.compile(
    r"(?:^|(?<=[\s.。)\]]))([^\s=＝.。,()\[\]][^=＝.。()\[\]]{0,60})\s?[=＝]\s?(\S[^=＝\n]{0,40})$"
)
_SUFFIXES = ("nuotr.", "提供", "供图", "供圖", "摄", "攝", "撮影", "제공")
_SUFFIX_LABEL = re.compile(r"([^.。!?\n]{2,80}?)\s?(?:nuotr\.|提供|供图|供圖|摄|攝|撮影|제공)\s*[)\]）】]?\s*$")


def credits_in(caption: str, *, register: Register, country: str | None = None) -> tuple[Credit, ...]:
    """Return the credits in `caption`, none where nothing in it is plainly one."""
    text = caption.strip()
    if len(text) > LONGEST_CAPTION:
        text = text[-LONGEST_CAPTION:]
    if not text:
        return ()
    names = bool(register.find(text[-LONGEST_TAIL:], country=country)) or _ADDRESS_END.search(text) is not None
    if not names and not holds(text.lower(), *_CREDIT_SIGNS):
        return ()
    found = _labelled(text, register, country)
    if found:
        found.extend(_at_end(text, register, country))  # "… (AP Photo/Jane Doe) Photo: Jane Doe"
        return tuple(found)
    # Without a word before it or brackets around it, only a registered organisation makes a stretch a credit.
    readings = (_equals, _at_end, _whole, _tail, _suffix) if names else (_at_end, _suffix)
    for reading in (_suffix,) if text.endswith("nuotr.") else readings:
        found = reading(text, register, country)
        if found:
            break
    return tuple(found)


LONGEST_TAIL = 1600
_ADDRESS_END = re.compile(r"\.(?:com|org|net|de|fr|co|ru|it|es|pl|info|eu|tv|io|me)(?![\w\-])", re.IGNORECASE)
"""A host may name an organisation (`en.wikipedia.org`)."""

_CREDIT_SIGNS = (
    *(*":：=＝©ⓒ)]）】", "...", "by", "courtesy", "photo", "fot", "фото", "kuva", "bild", "image", "picture", "nuotr"),
    *("提供", "供图", "供圖", "摄", "攝", "撮影", "제공", "mit freundlicher", "aimable", "per gentile", "cortes"),
)
"""One of these, in small letters, is in every caption that has a credit without a registered name."""


def text_credits_in(text: str, *, register: Register, country: str | None = None) -> tuple[Credit, ...]:
    """Return the credits in brackets at the end of a paragraph, where a word such as `Photo:` introduces them."""
    if not text.rstrip(" .。").endswith(_CLOSING):
        return ()
    match = _BRACKET_AT_END.search(text[-200:])
    if match is None or not (PICTURE_LABEL.match(match.group(1)) or GLUED_LABEL.match(match.group(1))):
        return ()
    named = read_credit(match.group(1), register=register, country=country)
    return (Credit(evidence=match.group().strip(), named=tuple(one.weaker(0.95) for one in named)),) if named else ()


def labelled_credits_in(text: str, *, register: Register, country: str | None = None) -> tuple[Credit, ...]:
    """Return only the credits in `text` that a word such as `Photo:` introduces."""
    return tuple(_labelled(text.strip()[-LONGEST_CAPTION:], register, country))


def beside_credits_in(text: str, *, register: Register, country: str | None = None) -> tuple[Credit, ...]:
    """Return the credits in a line that only follows a picture: introduced by a word, or nothing but a credit."""
    if "://" in text:
        return ()
    found = [one for one in _labelled(text, register, country) if PICTURE_LABEL.match(one.evidence)]
    for reading in (_equals, _whole, _at_end):
        if not found:
            found = reading(text, register, country)
    return tuple(found)


_OPENING = tuple("([（【")
_CLOSING = tuple(")]）】")
_LABEL_WORDS = (
    *("photo", "image", "imágen", "pic", "video", "illustra", "graphic", "visual", "credit", "crédit", "copyright"),
    *("courtesy", "screenshot", "fot", "bild", "quelle", "grafik", "karte", "aufnahme", "zdj", "źródło", "autor"),
    *("zdroj", "snímek", "ilustrační", "фото", "снимок", "иллюстрация", "світлина", "φωτ", "kuva", "mynd", "kép"),
    *("forrás", "görsel", "ảnh", "gambar", "nuotr", "ithombe", "fanekiso", "picha", "captur", "फोटो", "तस्वीर", "صورة"),
    *("عکس", "צילום", "תמונה", "קרדיט", "사진", "영상", "그래픽", "이미지", "출처", "取材", "翻攝", "翻拍", "图", "圖"),
    *("写真", "画像", "撮影", "図", "出典", "照片", "摄", "攝"),
)
"""One of these, in small letters, is in all that `LABEL` finds."""

# Each pattern with what stands in all that it finds.
_LABEL_PATTERNS = (
    (_LABELLED, *":：=＝", "..", "by", "courtesy of"),
    (_COURTESY, "courtesy of", "ed by"),
    (_THANKS, "mit freund", "aimable", "gentile", "cortes"),
    (_KOREAN_LABELLED, "사진"),
    (_RIGHTS_SIGN, "©", "ⓒ", "(c)", "copyright"),
)
_BARE_WORDS = ("photo", "fot", "фото", "kuva", "mynd", "bild", "image", "picture", "φωτο", "courtesy", "©", "ⓒ", "(c)")
MOST_LABELS = 12
LONGEST_BEFORE = 24
"""Characters of a label before the word by which it is told (`Main `, `źródło `)."""

LONGEST_SIGN = 16
"""Characters of what stands behind a label (`courtesy of `), and of the first word behind it."""


def _labelled(text: str, register: Register, country: str | None) -> list[Credit]:
    found: list[Credit] = []
    past = 0
    lower = text.lower()
    for pattern, *signs in _LABEL_PATTERNS:
        if not holds(lower, *signs):
            continue
        start, end = 0, len(text)
        if pattern is _LABELLED:  # the slowest of all: it begins where a label may stand, mostly near the end
            places = [place for word in _LABEL_WORDS if (place := lower.find(word)) >= 0]
            if not places:
                continue
            if len(lower) == end:
                start = max(0, min(places) - LONGEST_BEFORE)
                end = min(end, max(map(lower.rfind, signs)) + LONGEST_SIGN)
        matches = list(pattern.finditer(text, start, end))[: 4 * MOST_LABELS]
        for number, match in enumerate(matches):
            if match.start() < past or len(found) >= MOST_LABELS:
                continue
            rest = text[match.end() : match.end() + 160]
            if number + 1 < len(matches) and matches[number + 1].start() > match.end() + 3:
                rest = rest[: matches[number + 1].start() - match.end()]
            stop = _STOP.search(rest)
            stretch = rest[: stop.start()] if stop else rest
            if len(stretch) > 120 and not stop:
                continue
            if pattern is _RIGHTS_SIGN and len(stretch) > 70:
                continue
            introduced = match.group() if pattern is _THANKS else ""
            named = read_credit(introduced + stretch, register=register, country=country)
            if named:
                past = match.end() + len(stretch)
                found.append(Credit(evidence=text[match.start() : past].strip(), named=named))
        if found:
            return found
    for match in _BARE_LABEL.finditer(text) if holds(lower, *_BARE_WORDS) else ():
        rest = text[match.end() : match.end() + 100]
        stop = _STOP.search(rest)
        stretch = rest[: stop.start()] if stop else rest
        if match.end() + len(stretch) < len(text) - 3 and not stop:
            continue
        if stretch.startswith("of "):
            continue  # "image of a bridge" says what is shown
        named = read_credit(stretch, register=register, country=country, labelled=False)
        if named and len(stretch) <= 80:
            found.append(Credit(evidence=(match.group() + stretch).strip(), named=named))
            break
    return found


def _equals(text: str, register: Register, country: str | None) -> list[Credit]:
    """`Pyongyang Rodong Sinmun=News1`, `…＝ロイター`: who took it before the sign, who spreads it behind."""
    end = text[-160:]
    match = _TAKER_AND_DISTRIBUTOR.search(end) if holds(end, "=", "＝") else None
    if match is None:
        return []
    distributor = read_credit(match.group(2), register=register, country=country, labelled=False)
    if not any(one.organisation is not None for one in distributor):
        return []
    taker = match.group(1).strip()
    takers: tuple[Named, ...] = ()
    mentions = register.find(taker, country=country)
    spread = [one.organisation.country for one in distributor if one.organisation is not None]
    if mentions and mentions[-1].doubtful and not settled(mentions[-1:], countries=spread):
        pass  # "CNA=Yonhap": two agencies are called so, neither of the distributor's country
    elif mentions and mentions[-1].end >= len(taker.rstrip()) - 1:
        takers = read_credit(
            taker[mentions[-1].start :], register=register, country=spread[0] if mentions[-1].doubtful else country
        )
    elif len(taker) <= 30:
        takers = read_credit(taker, register=register, country=country, labelled=False)
        takers = tuple(one for one in takers if one.organisation is not None or one.entity == "person")
        if any(one.organisation is None for one in takers) and not mentions:
            takers = tuple(one.weaker(0.6) for one in takers)
    return [Credit(evidence=match.group().strip(), named=(*takers, *distributor))]


def _believable(named: tuple[Named, ...], stretch: str) -> bool:
    """Return whether an unlabelled stretch is a credit: a registered organisation, and little that is not a name."""
    if not any(_is_sure(one) for one in named):
        return False
    length = sum(len(one.as_written) for one in named)
    words = [word for word in re.findall(r"[^\W\d_]+", stretch) if word.casefold() not in NOBODY_WORDS]
    return length >= 0.6 * sum(map(len, words))


def _is_sure(one: Named) -> bool:
    """Return whether a name makes an unlabelled stretch a credit: an organisation whose name is no everyday word."""
    if one.organisation is None:
        return False
    return one.belief >= 0.95 or one.organisation.kind in ("agency", "photo_agency", "public_body")


def _at_end(text: str, register: Register, country: str | None) -> list[Credit]:
    if not holds(text, *_OPENING):
        return []
    for match in [*([m] if (m := _BRACKET_AT_END.search(text[-200:])) else []), *_BRACKET.finditer(text[-1500:])]:
        stretch = match.group(1)
        glued = GLUED_LABEL.match(stretch) is not None
        named = read_credit(stretch, register=register, country=country, labelled=glued)
        if named and (glued or _believable(named, stretch)):
            return [Credit(evidence=match.group().strip(), named=named)]
    last = _BRACKET_AT_END.search(text[-200:])
    if last is not None and len(text) > 25:
        named = read_credit(last.group(1), register=register, country=country, labelled=False)
        if (
            len(named) == 1
            and named[0].entity == "person"
            and named[0].as_written == last.group(1).strip()
            and not UNSPACED.search(named[0].name)
        ):
            return [Credit(evidence=last.group().strip(), named=(named[0].weaker(0.85),))]
    return []


def _whole(text: str, register: Register, country: str | None) -> list[Credit]:
    if len(text) > 90:
        return []
    named = read_credit(text, register=register, country=country, labelled=False)
    return [Credit(evidence=text, named=named)] if named and _believable(named, text) else []


def _tail(text: str, register: Register, country: str | None) -> list[Credit]:
    start = 0
    window = text[-260:]
    tails: list[str] = []
    for match in _SENTENCE_END.finditer(window):
        if match.end() < len(window):
            start = match.end()
            tails.append(window[start:])
    for tail in reversed(tails):
        if len(tail) > 110:
            break
        named = read_credit(tail, register=register, country=country, labelled=False)
        if named and _believable(named, tail):
            return [Credit(evidence=tail.strip(), named=named)]
    # "… in the stadium PTI": the agency is the last word of all.
    mentions = register.find(window[-40:], country=country)
    if mentions and mentions[-1].plain and mentions[-1].organisation.kind in ("agency", "photo_agency"):
        last = mentions[-1]
        if last.end >= len(window[-40:].rstrip(" .。)")) and len(text) > len(last.text) + 10:
            named = read_credit(last.text, register=register, country=country, labelled=False)
            return [Credit(evidence=last.text, named=tuple(one.weaker(0.95) for one in named))]
    return []


def _suffix(text: str, register: Register, country: str | None) -> list[Credit]:
    end = text[-120:]
    match = _SUFFIX_LABEL.search(end) if holds(end, *_SUFFIXES) else None
    if match is None:
        return []
    stretch, evidence = match.group(1), match.group().strip()
    if evidence.rstrip(" )").endswith("nuotr."):  # "who is shown / A. Photographer / LRT nuotr."
        evidence = text.rpartition("\n")[2][-120:].strip()
        stretch = evidence.removesuffix("nuotr.")
        parts = [part.strip() for part in re.split(r"[/,]", stretch) if part.strip()]
        if parts and parts[-1].casefold() in NOBODY_WORDS:
            return []
        stretch = " / ".join(parts[-2:] if len(parts) > 2 else parts)
    elif not stretch.isascii():
        stretch = re.split(r"[（(【\[\s。]", stretch)[-1]
    named = read_credit(stretch, register=register, country=country)
    return [Credit(evidence=evidence, named=named)] if named else []
