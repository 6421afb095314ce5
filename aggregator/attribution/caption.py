"""The stretch of a caption that is its credit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from aggregator.attribution.credit import BOTH, FORBIDDEN, GLUED_LABEL, LABEL, LICENCE, read_credit, settled
from aggregator.attribution.named import Named, of_register
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
    r"\W{0,3}(?:(?:all |main |file |cover |lead |header )?(?:photo|image|picture|photograph)s?"
    r"(?: credits?| courtesy| illustrati(?:ve|on)s?| by|graphs?|graphers?| source)?|photography|ph(?=[.:])\.?|"
    r"(?:alle )?(?:symbol|archiv|titel|beitrags|presse)?(?:fotos?|bild(?:er)?)(?:quellen?|nachweise?|credits?|rechte)?|"
    r"fotografie?n?|fotograf(?:in|o|a|ia|ía)?|fotógraf[oa]|fotografías?|imagen|imágenes|imagem|imagens|immagini?|"
    rf"{BOTH}|"
    r"crédits? (?:photos?|images?)|credits?|fot\.?|zdj\.?|zdjęci[ae]|snímek|snímky|fotografij[ae]|surs[aă] foto|"
    r"фото(?:граф(?:ия|ии|ія)?)?|иллюстрация|ілюстрація|illustration|"
    r"снимк[аи]|снимок|світлин[аи]|φωτογραφί(?:α|ες)|φωτο|kuvat?|fotók?|fotoğraf(?:lar)?|görsel|"
    r"nuotr|ảnh|isithombe|gambar|صورة|تصوير|عکس|צילום|फोटो|ภาพ|사진|写真|图片?|圖|©|ⓒ)"
    r"\s?(?:[:：=＝©/]|by\b|\s(?=[^\W\d_]))",
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
# "фото - vesti.example", "File photo / Ann Example": a dash or slash may also part what is shown from the credit.
_DASHED = re.compile(rf"(?:^|\n|[(\[（【]|[.!?…]\s)\s?(?:{LABEL})(?:\s?[/／╱]\s?|\s[-–—]\s)(?=[^\W_])", re.IGNORECASE)
_VIA = re.compile(r"(?:(?<=^)|(?<=[(\[\n]))(?:photo|image|picture|pic|video)s? (?:via|from)\s(?=\S)", re.IGNORECASE)
# The Slavic genitive: "Фото с сайта x.example", "Фото из архива Ивана Примерова", "Фото пресс-службы порта".
_FROM_DONOR = re.compile(
    r"(?:(?<=^)|(?<=[\s.(]))(?:фото|снимок|скриншот|фоторепортаж|світлина|снимка|кадр)\s"
    r"(?:(?:с|со|из|з|із|от)\s(?:(?:официального|личного|семейного|особистого|офіційного)\s)?(?:сайту?а?|страниц\w+|"
    r"архив[аи]?|архіву|инстаграма?|фейсбука?|телеграм-канала|группы|соцсетей|видео|відео|сторінки)"
    r"|предоставлено|надано|предоставил[аи]?|фотографа|автора|агентства)\s(?=[^\W_])",
    re.IGNORECASE,
)
_SERVICE = re.compile(
    r"(?:(?<=^)|(?<=[.(]\s)|(?<=\())фото\s?:?\s?((?:пресс|прес)-?\s?(?:служб[аыи]|центра?)\s[^\n().]{3,70}|"
    r"(?:службы|администрации|управления|министерства|департамента|прокуратуры|полиции|ГУ|УМВД|МВД|МЧС)\s[^\n().]{3,70})"
    r"[).]?\s*$",
    re.IGNORECASE,
)
_HAN_NAME = "(?:[\u4e00-\u9fff] [\u4e00-\u9fff](?=\\s?(?:[摄攝)）]|撮影|$))|[\u4e00-\u9fff\ue000-\uf8ff]{2,4})"
_HAN_TAKER = re.compile(
    rf"[(（]\s?(?:[^()（）\s]{{0,6}}?(?:记者|記者|通讯员|通訊員)\s?)?({_HAN_NAME}|[^()（）\s\d]{{2,12}})\s?(?:摄|攝|撮影)\s?[)）]"
    rf"|(?:记者|記者|通讯员|通訊員)\s?({_HAN_NAME})\s?(?:摄|攝)(?![影像製制入取])"
    rf"|(?:摄影|攝影)\s?(?:记者|記者|[:：/╱／])\s?({_HAN_NAME})(?![\u4e00-\u9fff])"
    rf"|({_HAN_NAME}(?:\s{_HAN_NAME})?)\s?(?:文[/／]图|图[/／]文|文[/／]圖|圖[/／]文)$"
    rf"|(?:图|圖)[/／]([^\s/／()（）。，]{{2,12}}?)(?:滚动新闻)?(?:记者|記者)\s?({_HAN_NAME})"
)
_KOREAN_LABELLED = re.compile(r"/?\s?(?:자료|참고)?사진\s?(?:제공|출처)?\s?[=:/]\s?(?=\S)")
# Without colon the words behind it decide: "Photo AFP", "fot. Jan Kowalski", "Фото Иван Петров".
_BARE_LABEL = re.compile(
    r"(?:^|(?<=[\s(\[/|.,;–—]))(?:photo|photos|fotos?|fot\.|fot|фото|снимка|kuva|mynd|image|picture|fotó|φωτο|ph\.|"
    r"(?:symbol|archiv|presse|titel|themen)?(?:foto|bild)|screenshot(?: aus| from)?|скриншот|"
    r"captura de pantalla(?: de)?|"
    r"tangkapan layar(?: (?:kanal |akun )?(?:youtube|instagram|facebook|tiktok|twitter))?|zrzut ekranu(?: z)?|"
    r"courtesy|©|ⓒ|\(c\))\s(?=[^\W\d_©ⓒ])",
    re.IGNORECASE,
)
_SURE_BARE = ("cou", "fot", "pho", "фот", "sym", "arc", "pre", "scr", "cap", "скр", "tan", "zrz")
"""Beginnings of bare words for which an unregistered organisation may stand too; the others mean what is shown."""

_RIGHTS_SIGN = re.compile(r"(?:©|ⓒ|\(c\)|\bcopyright\b)\s?(?=\S)", re.IGNORECASE)
_BRACKET_AT_END = re.compile(
    r"[(\[（【]([^()\[\]（）【】]{2,120})[)\]）】]\s*[.。]?\s*(?:(?:image|photo|credit|picture|bild|foto):?)?\s*$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"[(\[（【]([^()\[\]（）【】]{2,120})[)\]）】]")
_SENTENCE_END = re.compile(
    r"(?<!\s[A-ZÀ-Þ])(?<!^[A-Z])[.!?。！？…][\"'”’»)]*(?:\s+|(?=[A-Z\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]))|\s[|"
    r"–—•·]\s|\n|\s{3,}|(?<=[\uac00-\ud7af\u3040-\u30ff\u4e00-\u9fff])\s/\s?"
)
_STOP = re.compile(r"[)\]）】\n]|(?<=[a-zäöüéè]{2})(?<!\b[Dd]ok)(?<!\b[Aa]rch)[.!?。]\s+(?=[A-Z\u0400-\u042f])|。")
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
    if not text.isascii() and holds(text, *_HAN_SIGNS) and (taken := takers_in(text, register=register)):
        return taken
    names = bool(register.find(text[-LONGEST_TAIL:], country=country)) or _ADDRESS_END.search(text) is not None
    if not names and not holds(text.lower(), *_CREDIT_SIGNS):
        return ()
    found = _labelled(text, register, country)
    if not found and not text.isascii() and (service := _service(text[-LONGEST_ENDING:])) is not None:
        found = [service]
    if not found and names and (library := _of_library(text, register, country)) is not None:
        found = [library]
    if not found and holds(text[-LONGEST_ENDING:].lower(), "cc", "creative"):
        found = _licensed(text, register, country)
    if found:
        found.extend(_at_end(text, register, country))  # "… (AP Photo/Jane Doe) Photo: Jane Doe"
        return tuple(found)
    # Without a word before it or brackets around it, only a registered organisation makes a stretch a credit.
    readings = (_equals, _at_end, _whole, _tail, _suffix, _own_line) if names else (_at_end, _suffix)
    for reading in (_suffix,) if text.endswith("nuotr.") else readings:
        found = reading(text, register, country)
        if found:
            break
    return tuple(found)


LONGEST_TAIL = 1600
_ADDRESS_END = re.compile(r"\.(?:com|org|net|de|fr|co|ru|it|es|pl|info|eu|tv|io|me)(?![\w\-])", re.IGNORECASE)
"""A host may name an organisation (`en.wikipedia.org`)."""

_CREDIT_SIGNS = (
    *(
        *":：=＝©ⓒ)]）】",
        "...",
        "by",
        "courtesy",
        "ph.",
        "screenshot",
        "captura",
        "скрин",
        "tangkap",
        "zrzut",
        "снимк",
        "photo",
        "fot",
        "фото",
        "kuva",
        "bild",
        "image",
        "picture",
        "nuotr",
    ),
    *("提供", "供图", "供圖", "摄", "攝", "撮影", "제공", "mit freundlicher", "aimable", "per gentile", "cortes"),
)
"""One of these, in small letters, is in every caption that has a credit without a registered name."""


_HAN_SIGNS = ("摄", "攝", "撮影", "图", "圖")


_UNASSIGNED = re.compile("[\ue000-\uf8ff]")
"""What old code pages leave of rare signs."""


def takers_in(text: str, *, register: Register) -> tuple[Credit, ...]:
    """Return who is said in Chinese to have taken a picture, wherever in the text that stands (`（李例摄）`)."""
    found = []
    for match in list(_HAN_TAKER.finditer(text[-LONGEST_CAPTION:]))[:MOST_LABELS]:
        names = tuple(
            Named(name=_UNASSIGNED.sub("", one).replace(" ", ""), as_written=one, entity="person", belief=0.93)
            for group in match.groups()
            if group is not None
            for one in ((group,) if len(group) == 3 and group[1] == " " else group.split())
        )
        before = register.find(text[max(0, match.start() - 12) : match.start()])
        if before and before[-1].organisation.kind == "agency":  # "新华社发（王例摄）"
            names = (of_register(before[-1].organisation, before[-1].text), *names)
        if match.group(5) is not None and names[0].organisation is None:  # the paper before its reporter
            names = (replace(names[0], entity="organisation", belief=0.9), *names[1:])
        found.append(Credit(evidence=match.group().strip(), named=names))
    return tuple(found)


_HAN_DONOR = re.compile(
    "(?:^|[(（])(?:(?:新聞|新闻)?(?:图片|圖片|照片|图|圖)(?:来自|來自|翻攝自|翻拍自|取自|来源[:：]|來源[:：]|提供[:：])|翻攝自|翻拍自)"
    "\\s?([^()（），。,\\s]{2,24})"
)


def donors_in(text: str, *, register: Register) -> tuple[Credit, ...]:
    """Return whom a line in Chinese says the picture is from (`圖片翻攝自港口博物館`)."""
    match = _HAN_DONOR.search(text)
    named = read_credit(match.group(1), register=register) if match is not None else ()
    return (Credit(evidence=match.group().strip("(（"), named=named),) if match is not None and named else ()


def text_credits_in(text: str, *, register: Register, country: str | None = None) -> tuple[Credit, ...]:
    """Return the credits in brackets at the end of a paragraph, where a word such as `Photo:` introduces them."""
    if not text.isascii() and holds(text, *_HAN_SIGNS) and (taken := takers_in(text, register=register)):
        return taken
    if not text.rstrip(" .。").endswith(_CLOSING):
        return _labelled_ending(text, register, country)
    match = _BRACKET_AT_END.search(text[-200:])
    if match is None or not (PICTURE_LABEL.match(match.group(1)) or GLUED_LABEL.match(match.group(1))):
        return ()
    named = read_credit(match.group(1), register=register, country=country)
    return (Credit(evidence=match.group().strip(), named=tuple(one.weaker(0.95) for one in named)),) if named else ()


_ENDING = re.compile(
    rf"(?:^|(?<=[.!?…\"”»)])\s)(?:{LABEL})(?:\s(?:©|via)|\s?[:：=＝]|(?<=y)(?=\s))\s?(?P<names>[^\n]{{2,120}})$",
    re.IGNORECASE,
)
LONGEST_ENDING = 180


def _labelled_ending(text: str, register: Register, country: str | None) -> tuple[Credit, ...]:
    """Return the credit that a paragraph is or ends with, behind a word and a colon (`… fat. Credit: Ann Example`)."""
    end = text[-LONGEST_ENDING:]
    if not holds(end, ":", "：", "=", "＝", "©", "by ", "via "):
        return ()
    if not holds(end.lower(), *_LABEL_WORDS):
        return ()
    if not end.isascii() and (service := _service(end)) is not None:
        return (service,)
    match = _ENDING.search(end)
    if match is None or not (PICTURE_LABEL.match(match.group().lstrip()) or match.start() == 0):
        return ()
    named = read_credit(match.group().strip(), register=register, country=country)
    if not _fills(named, match.group("names")):
        return ()
    return (Credit(evidence=match.group().strip(), named=tuple(one.weaker(0.95) for one in named)),)


_CLOSING_CREDIT = re.compile(
    rf"(?:^\W{{0,3}}|[.|/–—]\s|\s)(?P<label>{LABEL})(?:\s(?:©|via)|\s?[:：=＝]|(?<=y)(?=\s))\s?(?P<names>\S[^\n]{{1,160}})$",
    re.IGNORECASE,
)
_WRITERS = re.compile(r"(?:tekst|text|texte|testo|texto|story|words|текст|bericht)\w?\s?[:：]", re.IGNORECASE)
_SHARED = re.compile(
    r"\((?:text|tekst|texte|текст|words)\)\W{1,3}([^()]{3,40}) \((?:bild(?:er)?|fotos?|photos?|фото)\)", re.IGNORECASE
)


def closing_credits_in(text: str, *, register: Register, country: str | None = None) -> tuple[Credit, ...]:
    """Return the credits of a line below the article: it says nothing else (`Fotos: PR, Ann Example`).

    Teasers stand there too, so that only a word with a colon at the line's beginning, or behind who wrote the
    text, introduces a credit.
    """
    if len(text) > LONGEST_ENDING:
        return ()
    if not text.isascii() and (service := _service(text)) is not None:
        return (service,)
    if "(" in text and (shared := _SHARED.search(text)) is not None:  # "Source: Ann Example (text), Jo Doe (picture)"
        named = read_credit(shared.group(1), register=register, country=country)
        return (Credit(evidence=shared.group().strip(), named=named),) if named else ()
    if holds(text.lower(), *_TOLD_WORDS) and (
        donor := _of_library(text, register, country) or _told_donor(text, register, country)
    ):
        return (donor,)
    if not holds(text, ":", "：", "=", "＝", "©", "by ", "via ", "/"):
        return ()
    match = _CLOSING_CREDIT.search(text)
    start = 0
    if match is None or not PICTURE_LABEL.match(match.group("label") + ":"):
        return tuple(_labelled(text, register, country)) if holds(text, *_HAN_SIGNS, "供图/", "供圖/") else ()
    if match.start() > 1:
        if _WRITERS.match(text) is None:
            return ()
        start = match.start("label")
    if text.startswith(("PHOTOS:", "FOTOS:", "VIDEO")) or text[start:].startswith("©"):
        return ()
    if " / " in text and (source := _SOURCE_BEHIND.search(text)) is not None:  # "Picture: who is shown / Source: ARD"
        start = source.start("source")
    named = read_credit(text[start:], register=register, country=country)
    sure = tuple(one.weaker(0.95) for one in named if _has_shape(one))
    if not sure and len(named) == 1 and _SURNAME_ALONE.fullmatch(text[start:]) is not None:
        sure = named
    return (Credit(evidence=text[start:], named=sure),) if sure else ()


# "The pictures were kindly given by X": the same said as a sentence.
_TOLD = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:bild(?:er|material)?|fotos?|aufnahmen?|abbildungen)\s(?:wurden?|stammt|stammen|sind)\s(?:[^.]{0,30}\s)?von\s"
        r"(?P<who>[^.]{3,60}?)(?:\s\([^()]{1,12}\))?\s*(?:zur verfügung gestellt|bereitgestellt|aufgenommen)?\.?$",
        r"(?:photos?|images?|pictures?)\s(?:(?:was|were|are|is)\s)?(?:kindly\s)?(?:provided|supplied|taken|courtesy|given)\s"
        r"(?:by|of)\s(?P<who>[^.]{3,60})\.?$",
        r"(?:photos?|images?|clichés)\s(?:ont été|sont)\s(?:fournie?s\spar|prises?\spar|de)\s(?P<who>[^.]{3,60})\.?$",
        r"(?:fotos?|fotografías|imágenes|imagens|immagini|fotografie)\s(?:son|fueron|são|foram|sono)\s(?:[^.\s]{3,12}\s)?"
        r"(?:de|por|di|da)\s(?P<who>[^.]{3,60})\.?$",
        r"(?:фото(?:графии)?|снимки)\sпредоставлен[ыоа]\s(?P<who>[^.]{3,60})\.?$",
    )
)


_TOLD_WORDS = ("bild", "foto", "photo", "image", "picture", "imág", "imag", "immagin", "aufnahme", "фото", "снимк")


def _told_donor(text: str, register: Register, country: str | None) -> Credit | None:
    """Return the donor that a sentence below the article thanks for its pictures."""
    for pattern in _TOLD:
        if (match := pattern.search(text)) is not None:
            named = read_credit(match.group("who"), register=register, country=country)
            if named and _fills(named, match.group("who")):
                return Credit(evidence=match.group().strip(), named=tuple(one.weaker(0.9) for one in named))
    return None


# "… using a free stock picture by Ann Example / Unsplash": the library makes it a credit.
_PICTURE_BY = re.compile(
    r"(?:foto|photo|bild|image|picture)\w*\s(?:von|vom|by|di|de|par|av|af|van|door|od|do|da)\s(?P<names>\S[^\n]{3,80})$",
    re.IGNORECASE,
)


def _of_library(text: str, register: Register, country: str | None) -> Credit | None:
    match = _PICTURE_BY.search(text[-LONGEST_ENDING:])
    named = read_credit(match.group("names"), register=register, country=country) if match is not None else ()
    if match is None or not any(one.organisation and one.organisation.kind == "photo_agency" for one in named):
        return None
    return Credit(evidence=match.group().strip(), named=named) if _fills(named, match.group("names")) else None


_SURNAME_ALONE = re.compile(r"(?:Foto|FOTO|Photo|Bild|Fot\.|Фото|Kuva|Snímek|Fotó)\s?:\s?[^\W\d_a-z][^\W\d_]{2,20}")
"""All that a line below the article says: a photographer whom the town knows."""

_SOURCE_BEHIND = re.compile(r"\s/\s(?P<source>(?:quelle|source|credit|foto|photo|fonte|fuente)\s?:)", re.IGNORECASE)


def _service(text: str) -> Credit | None:
    """Return the office in the Slavic genitive that a line credits (`Фото пресс-службы порта`)."""
    match = _SERVICE.search(text)
    if match is None:
        return None
    donor = match.group(1).strip(" .")
    named = Named(name=donor, as_written=donor, belief=0.85)
    return Credit(evidence=match.group().strip(), named=(named,))


def labelled_credits_in(text: str, *, register: Register, country: str | None = None) -> tuple[Credit, ...]:
    """Return only the credits in `text` that a word such as `Photo:` introduces."""
    return tuple(_labelled(text.strip()[-LONGEST_CAPTION:], register, country))


def beside_credits_in(text: str, *, register: Register, country: str | None = None) -> tuple[Credit, ...]:
    """Return the credits in a line that only follows a picture: introduced by a word, or nothing but a credit."""
    if "://" in text:
        return ()
    if not text.isascii() and holds(text, *_HAN_SIGNS) and (taken := takers_in(text, register=register)):
        return taken
    found = [one for one in _labelled(text, register, country) if PICTURE_LABEL.match(one.evidence)]
    for reading in (_equals, _whole, _at_end):
        if not found:
            found = reading(text, register, country)
    return tuple(found)


_OPENING = tuple("([（【")
_CLOSING = tuple(")]）】")
_LABEL_WORDS = (
    *("rheber", "taken", "hot by", "tured by", "genommen"),
    *("imag", "immagin", "uel", "clich", "beeld", "pilt", "lika", "poz", "nímk", "nimi", "izvor", "dok"),
    *("felvétel", "illu", "ekran", "billede", "creen", "ph.", "ph:", "tangkap", "снимк", "знімок", "світлин"),
    *("снимио", "илюстр", "ілюстр", "изображ", "зображ", "скриншот", "скріншот", "коллаж", "слика", "кадр", "εικόνα"),
    *("फ़ोटो", "चित्र", "ছবি", "الصور", "تصوير", "عدسة", "عکاس", "تصویر", "צלם", "צילומ", "תצלום", "ภาพ"),
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
    (_DASHED, " -", " –", " —", "/", "／", "╱"),
    (_VIA, " via ", " from "),
    (_FROM_DONOR, "фото", "снимок", "скриншот", "світлина", "снимка", "кадр"),
)
_ONLY_SURE = (_DASHED, _VIA)
"""After these may also stand what is shown."""
_BARE_WORDS = (
    "photo",
    "fot",
    "фото",
    "kuva",
    "mynd",
    "bild",
    "image",
    "picture",
    "φωτο",
    "ph.",
    "screenshot",
    "captura",
    "скриншот",
    "tangkap",
    "zrzut",
    "снимка",
    "courtesy",
    "©",
    "ⓒ",
    "(c)",
)
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
            if (
                number + 1 < len(matches)
                and _TITLES.match(match.group())
                and _AUTHORS.match(matches[number + 1].group())
            ):
                continue  # "Picture: the old crane. Author: Jane Doe": what is shown
            rest = text[match.end() : match.end() + 160]
            if number + 1 < len(matches) and matches[number + 1].start() > match.end() + 3:
                rest = rest[: matches[number + 1].start() - match.end()]
            stop = _STOP.search(rest)
            stretch = rest[: stop.start()] if stop else rest
            if len(stretch) > 120 and not stop:
                continue
            if pattern is _RIGHTS_SIGN and (len(stretch) > 70 or (match.group()[:1] in "cC" and stretch.islower())):
                continue  # "copyright licences"
            introduced = match.group() if pattern is _THANKS else ""
            named = read_credit(introduced + stretch, register=register, country=country)
            if pattern in _ONLY_SURE and not (named and _fills(named, stretch)):
                continue
            if named:
                start, before = _before(text, match.start(), register, country)
                before = tuple(one for one in before if not any(one.name in other.name for other in named))
                if start < past:  # what stands before the label is a credit that was read already
                    start, before = match.start(), ()
                past = match.end() + len(stretch)
                found.append(Credit(evidence=text[start:past].strip(), named=(*before, *named)))
        if found:
            return found
    for match in _BARE_LABEL.finditer(text) if holds(lower, *_BARE_WORDS) else ():
        rest = text[match.end() : match.end() + 100]
        stop = _STOP.search(rest)
        stretch = rest[: stop.start()] if stop else rest
        if match.end() + len(stretch) < len(text) - 3 and not stop:
            continue
        if stretch.startswith(("of ", "via ")):
            continue  # "image of a bridge" says what is shown
        named = read_credit(stretch, register=register, country=country, labelled=False)
        if not named and " " in stretch and match.group()[:3].lower() in _SURE_BARE:  # "fot. Urząd Miasta Elmstadt"
            named = read_credit(stretch, register=register, country=country)
            named = named if _fills(named, stretch) and all(one.belief >= 0.88 for one in named) else ()
        if named and len(stretch) <= 80:
            found.append(Credit(evidence=(match.group() + stretch).strip(), named=named))
            break
    return found


_TITLES = re.compile(r"(?:bild|image|picture|grafik|изображение|titel|title)\s?:", re.IGNORECASE)
_AUTHORS = re.compile(r"(?:urheber|autor|author|quelle|source|credit|photographer|fotograf)", re.IGNORECASE)


def _before(text: str, start: int, register: Register, country: str | None) -> tuple[int, tuple[Named, ...]]:
    """Return whom a credit names before its label, and where it begins (`© picture alliance Foto: Jane Doe`)."""
    before = text[max(0, start - LONGEST_OWNER) : start].rstrip(" -|/")
    if not before[-1:].isalnum():
        return start, ()
    if (sign := _OWNER.search(before)) is not None:
        named = read_credit(sign.group(1), register=register, country=country)
        return (start - LONGEST_OWNER if start > LONGEST_OWNER else 0) + sign.start(), named
    mentions = register.find(before[-24:], country=country)
    if mentions and mentions[-1].end == len(before[-24:]) and mentions[-1].plain:
        agency = mentions[-1]
        if agency.organisation.kind in _SPREADERS:  # "MTI Fotó: Minta Péter"
            return text.rindex(agency.text, 0, start), (of_register(agency.organisation, agency.text, 0.93),)
    return start, ()


LONGEST_OWNER = 60
"""Characters between a sign of rights and the label of a credit behind it."""

_OWNER = re.compile(r"(?:©|ⓒ|\(c\))\s?([^©ⓒ\n.]{2,58})$", re.IGNORECASE)
_SPREADERS = ("agency", "photo_agency")


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


def _has_shape(one: Named) -> bool:
    """Return whether a name is registered, an address, or has the shape of a person's or an organisation's."""
    return one.organisation is not None or one.belief >= 0.85 or "." in one.name


def _fills(named: tuple[Named, ...], stretch: str) -> bool:
    """Return whether a stretch is nothing but names of a sure shape."""
    return all(map(_has_shape, named)) and sum(len(one.as_written) for one in named) >= 0.6 * len(stretch.strip())


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
        if named and (glued or _believable(named, FORBIDDEN.sub("", stretch))):
            return [Credit(evidence=match.group().strip(), named=named)]
    last = _BRACKET_AT_END.search(text[-200:])
    if last is not None and len(text) > 25:
        named = read_credit(last.group(1), register=register, country=country, labelled=False)
        if not named and _DONORS.fullmatch(last.group(1)) is not None:
            named = read_credit(last.group(1), register=register, country=country)
            if len(named) > 1 and all(one.belief >= 0.88 for one in named) and _fills(named, last.group(1)):
                return [Credit(evidence=last.group().strip(), named=tuple(one.weaker(0.95) for one in named))]
        if (
            len(named) == 1
            and named[0].entity == "person"
            and named[0].as_written == last.group(1).strip()
            and len(named[0].name.split()) <= 3
            and len(named[0].name.split()[-1]) > 1
            and not UNSPACED.search(named[0].name)
        ):
            return [Credit(evidence=last.group().strip(), named=(named[0].weaker(0.85),))]
    return []


def _licensed(text: str, register: Register, country: str | None) -> list[Credit]:
    """The last line of a caption, where a licence shows that it names an author (`Jane Doe, CC BY 2.0`)."""
    line = text.rstrip().rpartition("\n")[2]
    licence = LICENCE.search(line) or _CC.search(line)
    if licence is None or len(line) > 100:
        return []
    stretch = line[: licence.start()].strip(" ,/|–—-(")
    named = read_credit(stretch, register=register, country=country)
    return [Credit(evidence=line.strip(), named=named)] if named and len(stretch.split()) <= 5 else []


_CC = re.compile(r",\s?CC\b")

_DONORS = re.compile(r"[^/|]{3,60}(?:[/|][^/|]{3,60}){1,2}")
"""Donors beside each other in brackets (`Harbour Museum/Tram Society`)."""


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


def _own_line(text: str, register: Register, country: str | None) -> list[Credit]:
    """A caption whose first or last line is nothing but an agency (`shutterstock`, below it what is shown)."""
    lines = [line for line in text.split("\n") if line.strip(" /|")]
    for line in (*lines[:2], *lines[-2:]) if len(lines) > 1 else ():
        line = line.strip(" /|")
        organisation = register.by_name(line, plain_only=True) if len(line) <= 40 else None
        if organisation is not None and organisation.kind in ("agency", "photo_agency"):
            return [Credit(evidence=line, named=(of_register(organisation, line, 0.93),))]
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
