"""What stands in a credit and names nobody: labels, rights and licences, channels, other work on the picture."""

from __future__ import annotations

import re

from aggregator.attribution.credit_labels import GLUED_LABEL, LABEL
from aggregator.attribution.credit_mentions import begins_a_name
from aggregator.attribution.words import holds
from aggregator.organisations import Register

_LABEL = re.compile(
    rf"^\W{{0,4}}{LABEL}\s?(?:[:：=＝/|\-–—／]{{1,2}}\s?(?:©|ⓒ|by\b)?|©|ⓒ|\.{{2,3}}|(?<=y)\s|\s(?=[^\W\d_]))\s?",
    re.IGNORECASE,
)
_GLUED_INSIDE = re.compile("[，,：:\\s](?:图片来自|圖片來自|取材自|翻攝自|翻拍自|取自|截图自|截圖自)")
FORBIDDEN = re.compile(r"[.,]?\s*(?:재판매\s?및\s?DB\s?금지|무단\s?전재[^)\]]*|재배포\s?금지[^)\]]*)")
_RESERVED_WORDS = ("réservés", "reserved", "vorbehalten", "reservados")
_RIGHTS_RESERVED = re.compile(
    r"\btous droits réservés\b|\ball rights reserved\b|\balle rechte vorbehalten\b|\btodos los derechos reservados\b",
    re.IGNORECASE,
)
_WWW = re.compile(r"(?<![\w.])www\.", re.IGNORECASE)


def without_notices(text: str) -> str:
    """Return a credit without notices of rights that are sentences, and what stands before a glued Chinese label."""
    if holds(text.lower(), *_RESERVED_WORDS):
        text = _RIGHTS_RESERVED.sub(" ", text)
    if holds(text, "금지", "전재"):
        text = FORBIDDEN.sub("", text)
    if "（" in text:
        text = text.replace("（C）", "©").replace("（c）", "©")
    text = GLUED_LABEL.sub("", text).strip()
    if not text.isascii() and (glued := _GLUED_INSIDE.search(text)) is not None:
        text = text[glued.end() :]
    return _WWW.sub("", text) if "www." in text else text


MOST_LABELS = 3


def without_labels(text: str, register: Register) -> str:
    """Return a credit without the labels it begins with (`Photo: Courtesy of …`)."""
    for _ in range(MOST_LABELS):
        label = _LABEL.match(text)
        if label is None or begins_a_name(text, label.end(), register):
            break
        text = text[label.end() :]
    return text


# "Dr. Faith Example. Harbour Gazette file photo": who is shown, then whose picture it is.
_FILE_PHOTO = re.compile(r"\.\s+([^.]{2,60}\s(?:file )?photo)\.?$", re.IGNORECASE)
# "Foto: A. Styling: B. Haare: C": other work on the picture.
_NEXT_ROLE = re.compile(
    r"(?:[.;,/|)]\s*|\s+)(?:(?:foto)?styling|stylist(?:in)?|hair|haare|make-?up|hair & make-?up|text[eo]?|tekst|текст|"
    r"words|models?|retouch|produktion|production|set design|video|ausschnitt|bearbeitung|retusche|licen[cs]e|lizenz|"
    r"licencia|licenza|licence|лицензия|source|sujet|regie|assistenz|casting)\s?:",
    re.IGNORECASE,
)
# A picture that somebody in it handed in: the name beside it is who is shown.
_NOBODYS = re.compile(
    r"\b(?:submitted|contributed|provided|mug ?shot|booking) (?:photo|image|picture)s?\b", re.IGNORECASE
)
# "Kanal YouTube Example News", "Example News' YouTube channel": the channel's owner is the donor.
_PLATFORMS = r"(?:youtube|you tube|telegram|instagram|facebook|twitter|tiktok|vk|linkedin)"
_CHANNELS = (
    r"(?:channel|kanal\w*|kanał\w*|canal|canale|chaîne|akun|laman|halaman|page|seite|account|konto|profil\w*|perfil|"
    r"cuenta|compte|pagina|página|канал\w*|страниц\w+|аккаунт\w*|сторінк\w+)"
)
_CHANNEL = re.compile(
    rf"(?:\b{_CHANNELS}[\s\-]{_PLATFORMS}(?!\w)|\b{_PLATFORMS}[\s\-]{_CHANNELS}(?!\w))(?:\s(?:of|de|von|di|del|da|av|af|van))?",
    re.IGNORECASE,
)
_CHANNEL_WORDS = ("youtube", "you tube", "telegram", "instagram", "facebook", "twitter", "tiktok", "vk", "linkedin")
LICENCE = re.compile(
    r"\b(?:lizenz|licen[cs]e|licencia|licenza|лицензия)?:?\s?\(?(?:creative commons|cc)"
    r"(?:[\s\-‑]?(?:(?:by|sa|nc|nd)(?![^\W\d_])|(?:attribution|share\s?alike|zero|uznanie autorstwa)\b|(?:0|[1-4]\.0)"
    r"(?!\d)))+(?:[\s\-](?:de|int|generic|unported|international)\b)?\)?|\bcc0\b|\bcreative commons\b"
    r"(?:[\s\-](?:licen[cs]e|lizenz))?(?:\s?\([^()]{1,20}\))?",
    re.IGNORECASE,
)
# "Harbour Dogs by Jane Doe, licensed CC BY": title, author, source, licence, as the licence asks for.
_BY_AUTHOR = re.compile(r".*\bby\s(?=[A-ZÀ-Þ])")
_CHANGED = re.compile(
    r"\(?\b(?:bearbeitet (?:durch|von)|bearbeitung|edited by|modified by|cropped by|montage|modifi[ée] par|"
    r"ausschnitt|cropped|recadré|symbolbild|symbolfoto|archivbild|archivfoto|foto|photo|screenshot)\b[^()]{0,60}\)",
    re.IGNORECASE,
)
"""What was done with a picture, in brackets behind its credit."""

_CHANGED_WORDS = ("bearbeit", "edited", "modif", "cropped", "montage", "ausschnitt", "recadr", "symbol", "archiv")
_RIGHTS = re.compile(
    r"(?:©|ⓒ|\(c\)|\bcopyright\b)\s?(?:(?:19|20)\d\d\b)?|\ball rights reserved\b\.?|\btous droits réservés\b|"
    r"\balle rechte vorbehalten\b"
    r"|\btodos los derechos reservados\b|\ball rights\b|무단\s?전재.*|재배포\s?금지.*"
    r"|\b(?:19|20)\d\d\b(?!\s(?:e\.?\s?v\.?|gmbh|ltd|inc)(?!\w))",
    re.IGNORECASE,
)
_RIGHTS_WORDS = ("©", "ⓒ", "(c)", "copyright", "all rights", "19", "20", *_RESERVED_WORDS, "무단", "재배포")
"""One of these, in small letters, is in all that `_RIGHTS` finds."""

_COMPANY = re.compile(r",\s+(?=(?:inc|llc|ltd|corp|co|gmbh|s\.?a|plc|jr|sr)\b)", re.IGNORECASE)


def without_rest(text: str, *, labelled: bool) -> str:
    """Return a credit that has lost its labels without all else that names nobody, "" where nobody is named."""
    lower = text.lower()
    pictured = holds(lower, "photo", "image", "picture")
    if pictured and (tail := _FILE_PHOTO.search(text)) is not None:
        text = tail.group(1)
    if ":" in text and (stop := _NEXT_ROLE.search(text)) is not None:
        text = text[: stop.start()]
    if not labelled and pictured and _NOBODYS.search(text):
        return ""
    if holds(lower, *_CHANNEL_WORDS):
        text = _CHANNEL.sub(" ", text)
    if holds(lower, "cc", "creative"):
        text = _without_licence(text)
    if ")" in text and holds(lower, *_CHANGED_WORDS):
        text = _CHANGED.sub(" ", text)
    if holds(lower, *_RIGHTS_WORDS):
        text = _RIGHTS.sub(" ", text)
    if ". V." in text:
        text = text.replace("e. V.", "e.V.")  # the German mark of a registered society
    return _COMPANY.sub(" ", text) if "," in text else text


def _without_licence(text: str) -> str:
    """Return a credit without its licence: of one as licences ask for it (`Title by Author, licence`) the author."""
    licensed = LICENCE.sub(" ", text)
    if licensed != text and " by " in licensed and (author := _BY_AUTHOR.match(licensed)) is not None:
        return licensed[author.end() :].partition(",")[0]
    return licensed
