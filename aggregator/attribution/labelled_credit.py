"""Credits that a word in a caption introduces: `Photo: Jane Doe/Agency`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aggregator.attribution.credit import read_credit
from aggregator.attribution.credit_labels import LABEL, LABEL_WORDS
from aggregator.attribution.credit_mentions import SPREADERS
from aggregator.attribution.named import Named, of_register
from aggregator.attribution.picture_credit import Credit, fills
from aggregator.attribution.words import holds
from aggregator.organisations import Register


def labelled_credits_in(text: str, *, register: Register, country: str | None = None) -> tuple[Credit, ...]:
    """Return the credits in `text` that a word such as `Photo:` introduces."""
    lower = text.lower()
    for pattern, *signs in _LABEL_PATTERNS:
        if not holds(lower, *signs):
            continue
        start, end = 0, len(text)
        if pattern is _LABELLED and len(lower) == end:
            start, end = _where_labels_stand(lower, signs)
        matches = list(pattern.finditer(text, start, end))[: 4 * MOST_LABELS]
        if found := _behind(matches, pattern, text, register, country):
            return found
    return _behind_bare_label(text, register, country) if holds(lower, *_BARE_WORDS) else ()


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
_RIGHTS_SIGN = re.compile(r"(?:©|ⓒ|\(c\)|\bcopyright\b)\s?(?=\S)", re.IGNORECASE)
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

MOST_LABELS = 12
LONGEST_BEFORE = 24
"""Characters of a label before the word by which it is told (`Main `, `źródło `)."""

LONGEST_SIGN = 16
"""Characters of what stands behind a label (`courtesy of `), and of the first word behind it."""


def _where_labels_stand(lower: str, signs: Sequence[str]) -> tuple[int, int]:
    """Return the stretch in which `_LABELLED`, the slowest of all, may find something: mostly near the end."""
    places = [place for word in LABEL_WORDS if (place := lower.find(word)) >= 0]
    if not places:
        return 0, 0
    return max(0, min(places) - LONGEST_BEFORE), max(map(lower.rfind, signs)) + LONGEST_SIGN


_STOP = re.compile(r"[)\]）】\n]|(?<=[a-zäöüéè]{2})(?<!\b[Dd]ok)(?<!\b[Aa]rch)[.!?。]\s+(?=[A-Z\u0400-\u042f])|。")


def _to_stop(rest: str) -> tuple[str, bool]:
    """Return what stands before the end of a sentence or bracket, and whether there is one."""
    stop = _STOP.search(rest)
    return (rest[: stop.start()], True) if stop else (rest, False)


def _behind(
    matches: Sequence[re.Match[str]], pattern: re.Pattern[str], text: str, register: Register, country: str | None
) -> tuple[Credit, ...]:
    """Return the credits behind the labels that `pattern` found."""
    found: list[Credit] = []
    past = 0
    for number, match in enumerate(matches):
        if len(found) >= MOST_LABELS:
            break
        if match.start() < past:
            continue
        rest = text[match.end() : match.end() + 160]
        if number + 1 < len(matches):
            following = matches[number + 1]
            if _TITLES.match(match.group()) and _AUTHORS.match(following.group()):
                continue  # "Picture: the old crane. Author: Jane Doe": what is shown
            if following.start() > match.end() + 3:
                rest = rest[: following.start() - match.end()]
        stretch, stopped = _to_stop(rest)
        if len(stretch) > 120 and not stopped:
            continue
        if pattern is _RIGHTS_SIGN and (len(stretch) > 70 or (match.group()[:1] in "cC" and stretch.islower())):
            continue  # "copyright licences"
        introduced = match.group() if pattern is _THANKS else ""
        named = read_credit(introduced + stretch, register=register, country=country)
        if not named or (pattern in _ONLY_SURE and not fills(named, stretch)):
            continue
        start, before = _before(text, match.start(), register, country)
        if start < past:  # what stands before the label is a credit that was read already
            start, before = match.start(), ()
        before = tuple(one for one in before if not any(one.name in other.name for other in named))
        past = match.end() + len(stretch)
        found.append(Credit(evidence=text[start:past].strip(), named=(*before, *named)))
    return tuple(found)


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
        if agency.organisation.kind in SPREADERS:  # "MTI Fotó: Minta Péter"
            return text.rindex(agency.text, 0, start), (of_register(agency.organisation, agency.text, 0.93),)
    return start, ()


LONGEST_OWNER = 60
"""Characters between a sign of rights and the label of a credit behind it."""

_OWNER = re.compile(r"(?:©|ⓒ|\(c\))\s?([^©ⓒ\n.]{2,58})$", re.IGNORECASE)
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

_BARE_WORDS = (
    *("photo", "fot", "фото", "kuva", "mynd", "bild", "image", "picture", "φωτο", "ph.", "screenshot", "captura"),
    *("скриншот", "tangkap", "zrzut", "снимка", "courtesy", "©", "ⓒ", "(c)"),
)
"""One of these, in small letters, is in all that `_BARE_LABEL` finds."""


def _behind_bare_label(text: str, register: Register, country: str | None) -> tuple[Credit, ...]:
    """Return the credit that ends a text behind a word without a colon."""
    for match in _BARE_LABEL.finditer(text):
        stretch, stopped = _to_stop(text[match.end() : match.end() + 100])
        if match.end() + len(stretch) < len(text) - 3 and not stopped:
            continue
        if stretch.startswith(("of ", "via ")):
            continue  # "image of a bridge" says what is shown
        named = read_credit(stretch, register=register, country=country, labelled=False)
        if not named and " " in stretch and match.group()[:3].lower() in _SURE_BARE:  # "fot. Urząd Miasta Elmstadt"
            named = read_credit(stretch, register=register, country=country)
            named = named if fills(named, stretch) and all(one.belief >= 0.88 for one in named) else ()
        if named and len(stretch) <= 80:
            return (Credit(evidence=(match.group() + stretch).strip(), named=named),)
    return ()
