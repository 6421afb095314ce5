"""The persons and organisations that one credit line names, told apart."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from aggregator.attribution.courtesy import COURTESY, STEMS, nominative
from aggregator.attribution.named import Named, of_register, surest_of_each
from aggregator.attribution.people import NOBODY_WORDS, kind_of
from aggregator.attribution.words import holds, word_set
from aggregator.organisations import Mention, OrganisationKind, Register

LONGEST_CREDIT = 240
"""Characters of a credit that are read; longer ones are captions."""

# What introduces a credit, in the languages of the press. Read from the left of a credit, and looked for in captions
# (`caption.py`), so every word is one that cannot begin a person's name.
LABEL = (
    r"(?:"
    r"(?:main |cover |top |lead |header |file |feature |featured |stock |handout )?"
    r"(?:photo|image|picture|photograph|pic|video|illustration|graphic|visual)s?"
    r"(?: (?:credits?|copyrights?|source|courtesy|by|from|illustration|via|file|credited to))*"
    r"|photographs?(?: by)?|photographer|photography(?: by)?|credits?|photocredits?|imagecredits?|copyright|"
    r"courtesy(?: of)?|screenshot(?: (?:from|by|via|of))?"
    r"|(?:symbol|archiv|beispiel|themen|presse|titel|agentur)?(?:foto|bild)s?(?:quelle|nachweis|credits?|rechte)?"
    r"|fotos|bilder|fotografie|fotograf(?:in|ia|ía|o)?|quelle|grafik|karte|aufnahme"
    r"|cr[ée]dits?(?: photos?)?|cr[ée]dito(?: foto| imagen)?s?|cr[ée]ditos?|imagen|imágenes|fotógraf[oa]|"
    r"photos? d['’]illustration"
    r"|fot\.?|zdj\.?|zdjęci[ae]|źródło(?: zdjęcia)?|autor(?: zdjęcia| fotografie)?|zdroj|snímek|ilustrační foto|"
    r"foto ilustrační"
    r"|фото(?:граф(?:ия|ии)?)?|снимок|иллюстрация|источник фото|автор фото|світлина|джерело фото"
    r"|φωτογραφί(?:α|ες)|φωτο|πηγή φωτογραφίας|kuva|kuvat|kuvaaja|ljósmynd|mynd|mynd/|fotó|kép|forrás|fotoğraf|görsel"
    r"|ảnh|hình ảnh|gambar|nuotrauka|nuotr\.|foto autors|isithombe|izithombe|umfanekiso|imifanekiso|picha"
    r"|illustrasjon|illustration|arkivfoto|arkivbild|pressefoto|genrefoto|privatfoto"
    r"|फोटो(?: क्रेडिट)?|तस्वीर|صورة|الصورة|عکس|צילום|תמונה|קרדיט"
    r"|(?:자료|참고|관련)?\s?사진\s?(?:제공|출처)?|영상\s?(?:제공|출처)?|그래픽|이미지\s?출처|출처"
    r"|captures? d['’]écran(?: (?:de|sur|du|d['’]))?|captura de pantalla(?: de)?|取材自|翻攝自|翻拍自|图据|"
    r"圖據|視頻截圖|视频截图|翻攝"
    r"|写真(?:提供)?|画像(?:提供)?|撮影|図|出典|图片?(?:来源|提供)?|圖片?(?:來源|提供)?|照片(?:来源|提供)?|"
    r"摄影|攝影|供图|供圖|图/文|文/图|摄|攝"
    r")"
)
_LABEL = re.compile(
    rf"^\W{{0,4}}{LABEL}\s?(?:[:：=＝/|\-–—／]{{1,2}}\s?(?:©|ⓒ|by\b)?|©|ⓒ|\.{{2,3}}|(?<=y)\s|\s(?=[^\W\d_]))\s?",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"(?:©|ⓒ|\(c\)|\bcopyright\b)\s?(?:(?:19|20)\d\d\b)?|\ball rights reserved\b\.?|\btous droits réservés\b|"
    r"\balle rechte vorbehalten\b"
    r"|\btodos los derechos reservados\b|\ball rights\b|무단\s?전재.*|재배포\s?금지.*|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"\s*[/|;•·=＝／｜，、\n\t\\]+\s*|\s*,\s+|\s+[-–—:]\s+|\s*[()\[\]（）【】]+\s*|\s*[-–—]{2,}\s*|:\s+"
    r"|\s+(?:via|for|and|und|og|och|et|y|e|i|и|та|και|with|from|in partnership with|on behalf of|through|über|"
    r"für|pour|para|per|mit|by|courtesy of|und)\s+"
    r"|(?-i:(?<=[a-zäöüéèß])\.\s(?=[A-Z]))",
    re.IGNORECASE,
)
# "Dr. Faith Example. Harbour Gazette file photo": who is shown, then whose picture it is.
_FILE_PHOTO = re.compile(r"\.\s+([^.]{2,60}\s(?:file )?photo)\.?$", re.IGNORECASE)
GLUED_LABEL = re.compile(
    "^[（(]?(?:图片来自|圖片來自|照片来自|图自|圖自|取材自|翻攝自|翻拍自|图据|圖據|据|截图自|截圖自)"
)
_RESERVED_WORDS = ("réservés", "reserved", "vorbehalten", "reservados")
_RIGHTS_WORDS = ("©", "ⓒ", "(c)", "copyright", "all rights", "19", "20", *_RESERVED_WORDS, "무단", "재배포")
"""One of these, in small letters, is in all that `_RIGHTS` finds."""

_RIGHTS_RESERVED = re.compile(
    r"\btous droits réservés\b|\ball rights reserved\b|\balle rechte vorbehalten\b|\btodos los derechos reservados\b",
    re.IGNORECASE,
)
# "Foto: A. Styling: B. Haare: C": other work on the picture.
_NEXT_ROLE = re.compile(
    r"[.;,]\s+(?:styling|stylist(?:in)?|hair|haare|make-?up|hair & make-?up|text|words|model|retouch|produktion|"
    r"production|set design|video)\s?:",
    re.IGNORECASE,
)
# A picture that somebody in it handed in: the name beside it is who is shown.
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|mp4|pdf)\b|[_-]\d{4,}", re.IGNORECASE)
_NOBODYS = re.compile(
    r"\b(?:submitted|contributed|provided|mug ?shot|booking) (?:photo|image|picture)s?\b", re.IGNORECASE
)
_OF_SOMEBODY = re.compile(
    r"^(?:courtesy(?: of)?|provided by|supplied by|handout(?: by| from)?|(?-i:the)|from|by|via|von|vom|de|par|di|av|"
    r"af|przez|od)\s+",
    re.IGNORECASE,
)
# White space, and the signs that stand around the parts of a credit.
_EDGES = ".,;:!|/-–—" + "".join(filter(str.isspace, map(chr, range(0x3001))))
_JOB = re.compile(
    r"\s+(?:staff(?: photographer| writer)?|photographer|photo editor|기자|인턴기자|선임기자|객원기자|특파원|"
    r"記者|记者|摄影记者|撮影|摄|攝|提供|"
    r"供图|供圖|nuotr\.?|photo|photos|foto|file|pool|handout|contributor|제공|영상|캡처)$",
    re.IGNORECASE,
)
_GLUED_JOB = re.compile(r"(?:记者|記者|摄影|摄|攝|提供|供图|供圖|撮影|제공|資料写真|資料|通讯员)$")
_GLUED_REPORTER = re.compile(r"^(?:本报)?(?:通讯员|记者|記者)\s?")
_COMPANY = re.compile(r",\s+(?=(?:inc|llc|ltd|corp|co|gmbh|s\.?a|plc|jr|sr)\b)", re.IGNORECASE)


def read_credit(
    text: str, *, register: Register, country: str | None = None, labelled: bool = True
) -> tuple[Named, ...]:
    """Return whom the credit `text` names, in its order, each once.

    `labelled`: the place says that this is a credit, so a name of no known shape is taken too;
    without it only registered organisations and the shapes of persons beside them are.

    >>> from aggregator.organisations import register
    >>> [one.name for one in read_credit("Foto: Jan Novak/dpa", register=register())]
    ['Jan Novak', 'Deutsche Presse-Agentur']
    """
    return _read(text.replace("\xad", "").strip()[:LONGEST_CREDIT], register, country, labelled)


@functools.lru_cache(maxsize=256)
def _read(text: str, register: Register, country: str | None, labelled: bool) -> tuple[Named, ...]:
    """Return whom the credit `text` names. Kept, since one credit stands in several places of a page."""
    if holds(text.lower(), *_RESERVED_WORDS):
        text = _RIGHTS_RESERVED.sub(" ", text)
    text = GLUED_LABEL.sub("", text).strip()
    if holds(text.lower(), *STEMS) and COURTESY.search(text) is not None:
        return _with_donor(text, register, country, labelled)
    for _ in range(3):
        label = _LABEL.match(text)
        if label is None or _begins_a_name(text, label.end(), register):
            break
        text = text[label.end() :]
    lower = text.lower()
    pictured = holds(lower, "photo", "image", "picture")
    if pictured and (tail := _FILE_PHOTO.search(text)) is not None:
        text = tail.group(1)
    if ":" in text and (stop := _NEXT_ROLE.search(text)) is not None:
        text = text[: stop.start()]
    if not labelled and pictured and _NOBODYS.search(text):
        return ()
    if holds(lower, *_RIGHTS_WORDS):
        text = _RIGHTS.sub(" ", text)
    if "," in text:
        text = _COMPANY.sub(" ", text)
    found: list[Named] = []
    pieces = _pieces(text, register, country, labelled=labelled)
    stock = any(isinstance(one, Mention) and one.organisation.kind == "photo_agency" for one in pieces)
    agency = any(isinstance(one, Mention) and one.organisation.kind in _WIDE for one in pieces)
    for piece in pieces:
        if isinstance(piece, Mention):
            found.append(of_register(piece.organisation, piece.text, 0.97 if piece.plain else 0.93))
        elif (named := _read_piece(piece, labelled)) is not None:
            if agency and named.belief < 0.85 and _SURNAME.fullmatch(piece) and _beside_slash(piece, text):
                named = replace(named, entity="person", belief=LONE_ACCOUNT if stock else LONE_SURNAME)
            if named.belief < 0.85 and found and f", {piece}" in text:
                continue  # "Jane Doe, Berlin": behind a comma stands where, not who
            found.append(named)
        elif agency and _SURNAME.fullmatch(word := _without_nobody(piece)) and _beside_slash(word, text):
            found.append(Named(name=word, as_written=word, entity="person", belief=LONE_SURNAME))  # "EFE/ Mariscal"
        elif stock and isinstance(piece, str) and kind_of(piece.strip()) == "organisation" and len(piece.split()) <= 4:
            found.append(Named(name=piece.strip(), as_written=piece.strip(), belief=0.88))
        elif stock and len(pieces) <= 4 and _HANDLE.fullmatch(piece.strip()) and kind_of(piece.strip()) != "nobody":
            # stock libraries credit by the name of an account: "cristianstorto - stock.adobe.com"
            found.append(Named(name=piece.strip(), as_written=piece.strip(), entity="person", belief=0.88))
    return surest_of_each(found)


def _with_donor(text: str, register: Register, country: str | None, labelled: bool) -> tuple[Named, ...]:
    """Return whom a credit names before and behind its words of thanks: `Ann Example (courtesy of the Tram Museum)`."""
    before, *donors = COURTESY.split(text)
    found = list(_read(before.rstrip(" ([,-–—/|"), register, country, labelled))
    for donor in donors:
        for named in _read(donor.strip(" ()[]"), register, country, labelled):
            found.append(replace(named, name=nominative(named.name)))
    return surest_of_each(found)


# "courtesy of the artist", "mit freundlicher Genehmigung des Verlags": nobody by name.
_ROLE = re.compile(
    r"artists?|authors?|family|families|owners?|subjects?|publishers?|photographers?|künstler(?:s|in)?|autor(?:s|in)?|"
    r"famili[ea]n?|fotograf(?:en|in)?|verlag(?:e?s)?|veranstalters?|herstellers?|besitzers?|eigentümers?|unternehmens?|"
    r"artistes?|auteurs?|famille|éditeur|artist[ai]|famil[ií]a|autora?|famiglia|autore|editore|empresa|entrevistad[oa]",
    re.IGNORECASE,
)


def _begins_a_name(text: str, end: int, register: Register) -> bool:
    """Return whether the first `end` characters are not a label but begin a registered name (`picture alliance`)."""
    return any(mention.start < end < mention.end for mention in register.find(text[: end + 40]))


def _pieces(text: str, register: Register, country: str | None, *, labelled: bool) -> list[Mention | str]:
    """Return the parts between separators: registered names where they fill a part, else the words."""
    pieces: list[Mention | str] = []
    past = 0
    for mention in _mentions(text, register, country):
        if mention.start < past:
            continue
        before, after = text[past : mention.start], text[mention.end :]
        if not _stands_alone(before, after, mention, labelled=labelled):
            continue
        if not labelled and mention.organisation.kind == "platform":
            continue  # a button to share the page
        pieces.extend(_split(before))
        pieces.append(mention)
        past = mention.end
    pieces.extend(_split(text[past:]))
    return pieces


_ADDRESS = re.compile(
    r"(?<![\w.@\-])(?:www\.)?((?:[a-z0-9\-]{2,30}\.){1,3}(?:com|org|net|de|fr|co\.uk|ru|it|es|pl|info|eu|tv|io|"
    r"me))(?![\w\-]|\.\w)",
    re.IGNORECASE,
)


def _mentions(text: str, register: Register, country: str | None) -> list[Mention]:
    """Return the registered names in `text`; an address counts as a whole (`en.wikipedia.org`)."""
    mentions = settled(
        [
            one
            for one in register.find(text, country=country)
            if one.cased or one.organisation.kind in ("agency", "photo_agency", "platform")
        ]
    )
    if "." not in text:
        return mentions
    for match in _ADDRESS.finditer(text):
        organisation = register.by_host(match.group(1).lower())
        mentions = [one for one in mentions if one.end <= match.start() or one.start >= match.end()]
        if organisation is not None:
            mentions.append(Mention(match.start(), match.end(), match.group(), organisation, plain=True))
    return sorted(mentions, key=lambda one: one.start)


def settled(mentions: Sequence[Mention], *, countries: Iterable[str | None] = ()) -> list[Mention]:
    """Return the mentions of a credit that mean one organisation.

    A shared name (`CNA`) means the one from the country of another name in the credit, or one of the further
    `countries`, or the only agency.
    """
    countries = {*countries, *(one.organisation.country for one in mentions if not one.doubtful)} - {None}
    found = []
    for one in mentions:
        organisation = one.settled(countries=countries, kinds=_WIDE)
        if organisation is not None:
            found.append(one if organisation is one.organisation else one.meaning(organisation))
    return found


_EDGE_BEFORE = re.compile(
    r"(?:^|[/|;•·=+＝／｜，、,:.()\[\]（）【】–—©ⓒ\"'“„«»‘]|\s-|\b(?:via|for|and|und|og|och|et|y|e|i|the|by|"
    r"from|of|mit|"
    r"von|through|über|для|и|credit|photo|photos|image|images|foto|pool|file|courtesy|handout|bild|picture|"
    r"copyright|agence|agentur|агентство|reservados|reserved|arch|str|stringer|archiv))\s*$",
    re.IGNORECASE,
)
_EDGE_AFTER = re.compile(
    r"\s*(?:$|[/|;•·=+＝／｜，、,:.()\[\]（）【】–—©ⓒ\"'”“»«’]|-\s|(?:via|for|and|und|og|och|et|y|e|i|и|file|"
    r"files|pool|"
    r"photo|photos|foto|image|images|picture|pictures|stock|archive|archives|archiv|handout|contributor|"
    r"contributors|stringer|staff|all|copyright|nuotr|editorial|news|entertainment|sport|wire|plus|north|europe|"
    r"asiapac|/|\d+)\b)",
    re.IGNORECASE,
)
_WIDE: frozenset[OrganisationKind] = frozenset({"agency", "photo_agency"})


_UNSPACED = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def _stands_alone(before: str, after: str, mention: Mention, *, labelled: bool) -> bool:
    """Return whether the registered name is a whole part of the credit, not the beginning of another name."""
    if (labelled and _UNSPACED.match(mention.text)) or (_UNSPACED.match(before[-1:] or " ") and mention.text.isascii()):
        return True
    free_before = _EDGE_BEFORE.search(before[-24:]) is not None
    free_after = _EDGE_AFTER.match(after[:24]) is not None
    if free_before and free_after:
        return True
    # "AFP Peter Muhly", "Jane Doe Reuters": agencies' names do not occur inside other names.
    return (
        mention.plain and mention.organisation.kind in _WIDE and (free_before or free_after) and len(mention.text) > 2
    )


LONE_SURNAME = 0.6
"""Belief in one unknown word beside an agency's slash (`EFE/ Mariscal`): a surname, or the name of anything. No
labelled page has one; lone words elsewhere in credits (.8) were right five times of five."""

LONE_ACCOUNT = 0.7
"""The same at a picture library (`iStock/Gargonia`): of seven on all pages six were photographers' accounts."""


def _beside_slash(piece: str, text: str) -> bool:
    return holds(text, f"/{piece}", f"/ {piece}", f"{piece}/", f"{piece} /")


_SURNAME = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ'’\-]{3,20}")
_HANDLE = re.compile(r"@?[a-z][\w.\-]{2,29}", re.IGNORECASE)
_SITE = re.compile(r"(?:www\.)?(?:[a-z0-9\-]{2,30}\.){1,3}[a-z]{2,6}", re.IGNORECASE)


def _split(text: str) -> list[str]:
    return [piece for part in _SEPARATOR.split(text) if part and (piece := part.strip())]


def _read_piece(piece: str, labelled: bool) -> Named | None:
    words = piece.strip(_EDGES).strip(" \"'“”„«»‘’")
    for _ in range(2):
        words = _JOB.sub("", _OF_SOMEBODY.sub("", words)).strip(" \"'“”„«»")
    reporter = False
    if not words.isascii():
        shorter = _GLUED_REPORTER.sub("", _GLUED_JOB.sub("", words)).strip()
        reporter = shorter != words
        words = shorter
    words = _without_nobody(words)
    if len(words) < 2 or _ROLE.fullmatch(words) or _FILE.search(words):
        return None
    if "@" in words[1:]:
        return None
    if _SITE.fullmatch(words):
        return Named(name=words, as_written=words, belief=0.8)
    kind = kind_of(words)
    if kind == "person":
        return Named(name=words, as_written=words, entity="person", belief=0.95 if labelled or reporter else 0.92)
    if not labelled or kind == "nobody":
        return None
    if kind == "organisation":
        return Named(name=words, as_written=words, belief=0.9)
    if words.islower() and len(words) <= 4:
        return None  # initials of a desk
    if len(words.split()) <= 5 and len(words) <= 50:
        return Named(name=words, as_written=words, belief=0.8)
    return None


_LINKS_BEHIND = frozenset({"on", "at", "auf", "bei", "su", "sur", "na"})


# An archive belongs to the name of a donor that has one word, or an institution's adjective, beside it.
_HOUSE = word_set(
    """
    archive archives archiv archivo archivos archivio archivi arquivo archiwum arkiv arkisto архив архів
    """
)
_AGENCY = frozenset({"Press", "Agency", "Service", "Services", "Agentur"})
# An archive that is no donor: the family's, the paper's own.
_PRIVATE = word_set(
    """
    personal private family own company editorial newspaper staff our privat privates private familiar personal
    particular privado privato privata personale famiglia familial familiale personnelles privées rodzinne prywatne
    własne domowe личный семейный частный redakcji redaktion redaktions from the courtesy file photo symbolbild foto
    """
)
_INSTITUTIONAL = word_set(
    """
    municipal municipales national nationales nacional nazionale state county city town federal provincial regional
    regionale historical histórico storico historisches royal public central general départementales diocesan
    diocesano parish university stadt staatliches państwowe narodowe miejskie
    """
)


def _donor(parts: Sequence[str]) -> str | None:
    """Return the name of an archive or agency that would be cut to less than a name, "" for an archive of nobody's."""
    words = [part.strip(".,:").casefold() for part in parts]
    left = [word for word in words if word not in NOBODY_WORDS]
    if parts[-1] in _AGENCY and left and parts[0][:1].isupper():
        return " ".join(parts)
    if words[-1] not in _HOUSE and words[0] not in _HOUSE:
        return None
    if len(words) <= 3 and left and _PRIVATE.issuperset(left):
        return ""
    if parts[0][:1].isupper() and _PRIVATE.isdisjoint(words) and left:
        return " ".join(parts) if len(left) == 1 or not _INSTITUTIONAL.isdisjoint(left) else None
    return None


def _without_nobody(words: str) -> str:
    """Return `words` without the words at either end that name nobody (`Jane Doe file photo`).

    A donor's name stays whole (`Municipal archive`, `Archivo General de la Nación`).
    """
    parts = words.split()
    if len(parts) > 1 and (donor := _donor(parts)) is not None:
        return donor
    while parts and (last := parts[-1].strip(".,:").casefold()) and (last in NOBODY_WORDS or last in _LINKS_BEHIND):
        parts.pop()
    while parts and (first := parts[0].strip(".,:").casefold()) in NOBODY_WORDS and first != "all":
        if parts[0] == "The" and parts[1:] and parts[1][:1].isupper():
            break
        parts.pop(0)  # "All About Space" is a magazine; "all rights reserved" is gone by now
    return " ".join(parts)
