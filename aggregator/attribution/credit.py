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
BOTH = (
    r"(?:alle |all )?(?:text(?:e|o|os)?|tekste?|story|words|report|szöveg|kirjoitus|teksti|текст|testo|besedilo|"
    r"yazı|haber)"
    r"\s?(?:&|\+|/|,|and|und|et|y|e|og|och|en|a|i|и|та|és|ja|și|ve|in)\s?"
    r"(?:alle )?(?:photo(?:graph)?s?|pictures?|fotos?|bild(?:er)?|foto['’]s|fotografije?|fotografi?e|fotky|zdjęcia|"
    r"kuvat?|fotók|фото(?:графии)?|світлини|снимки|fotoğraf(?:lar)?|imagens?|imágenes|images)"
    r"(?: by| di| von| de| av| af)?"
)
"""Who wrote it and took the pictures: `Text & Fotos:`."""

LABEL = (
    r"(?:"
    r"(?:main |cover |top |lead |header |file |feature |featured |stock |handout |archive |banner |all )?"
    r"(?:photo|image|picture|photograph|pic|video|illustration|graphic|visual)s?"
    r"(?: (?:credits?|copyrights?|source|courtesy|by|from|illustration|via|file|credited to))*"
    rf"|{BOTH}"
    r"|photographs?(?: by)?|photographers?|photography(?: by)?|credits?|photocredits?|imagecredits?|copyright|"
    r"courtesy(?: of)?|screenshot(?: (?:from|by|via|of|aus|von))?|screen ?grab(?: from)?|video (?:grab|still)"
    r"|ph(?=[.:])\.?"
    # German
    r"|(?:alle )?(?:symbol|archiv|beispiel|themen|presse|titel|agentur|beitrags|cover|aufmacher|vorschau|header|stand|"
    r"luft|porträt|gruppen|teaser)?(?:foto|bild(?:er)?)s?(?:quellen?|nachweise?|credits?|rechte|autor|agentur|material)?"
    r"|(?:alle )?fotos|bilder|fotografien?|fotograf(?:in|ia|ía|o|en|er)?|quelle|grafik|karte|aufnahme|urheber(?:in)?|"
    r"(?:taken|shot|captured) by|aufgenommen von"
    # French, Spanish, Portuguese, Italian, Dutch
    r"|cr[ée]dits?(?: (?:photos?|images?|visuels?))?|cr[ée]dito(?: (?:foto|imagen|da foto|da imagem))?s?|cr[ée]ditos?|"
    r"imagen|imágenes|imagem|imagens|fotógraf[oa]|fotografías?|visuel|clichés?|"
    r"(?:photos?|images?) (?:d['’](?:illustration|archives?)|illustrati(?:ve|on)s?)|immagin[ei]|foto['’]s|"
    r"(?:beeld|pilt|slika|poz[aăe]|кадр|слика)(?=\s?[:：])|illustratie"
    # Nordic, Baltic
    r"|(?:foto|bilde?|illustrasjons?|arkiv|presse|press|genre|privat)(?:foto|bilde?)|bilde|kuva|kuvat|kuvaaja|"
    r"valokuva|kuvalähde|kuvituskuva|ljósmynd|myndir|mynd|mynd/|illustrasjon|illustration|nuotrauk(?:a|os)|nuotr\.|"
    r"foto autors|"
    # Polish, Czech, Slovak, South Slavic, Hungarian, Romanian, Albanian
    r"fot\.?|zdj\.?|zdjęci[ae]|źródło(?: (?:zdjęci[ae]|grafiki|foto))?|autor(?: (?:zdjęcia|fotografie|foto))?|"
    r"zdroj(?: (?:foto|fotografie|snímku))?|snímek|snímky|snímk[ay]|(?:ilustrační|ilustračné) (?:foto|snímek|snímka)|"
    r"foto (?:ilustrační|ilustrační)|fotografij[ae]|snimi[ol]|snimila|izvor (?:foto(?:grafij[ae])?|slike)|"
    r"fotók?|kép(?:ek)?(?: forrása)?|forrás|felvétel|illusztráció|borítókép|nyitókép|"
    r"surs[aă] (?:foto|imagine)|fotografii"
    # Russian, Ukrainian, Bulgarian, Serbian, Greek, Turkish
    r"|фото(?:граф(?:ия|ии|ія|ија)?|графије|графи)?|снимок|снимк[аи]|снимио|иллюстрация|илюстрация|ілюстрація|"
    r"источник (?:фото(?:графии)?|изображения)|(?:автор|автори) (?:фото(?:графии)?|снимка|снимки)|скриншот(?: видео)?|"
    r"скріншот|світлин[аи]|знімок|джерело (?:фото|зображення)|изображение|коллаж|"
    r"φωτογραφί(?:α|ες)|φωτο|φωτ\.|πηγή (?:φωτογραφίας|εικόνας)|φωτογράφος|εικόνα|fotoğraf(?:lar)?|görsel|"
    r"ekran görüntüsü|"
    # Vietnamese, Malay, African, Indian, Arabic, Persian, Hebrew, Thai
    r"(?:nguồn )?(?:ảnh|hình ảnh)|gambar|(?:sumber|kredit) (?:foto|gambar)|dok(?:umentasi)?\.|"
    r"tangkapan layar(?: (?:kanal |akun )?(?:youtube|instagram|facebook|tiktok|twitter))?|"
    r"isithombe|izithombe|umfanekiso|imifanekiso|picha|फोटो(?: क्रेडिट)?|फ़ोटो|तस्वीर|चित्र|ছবি|"
    r"(?:مصدر )?(?:صورة|الصورة|الصور)|تصوير|عدسة|عکس(?: از)?|عکاس|تصویر|צילום(?: מסך)?|צילומים|צלם|תמונה|תצלום|קרדיט|"
    r"ภาพ(?:จาก|โดย|ประกอบ)?|ที่มาภาพ|ขอบคุณภาพ(?:จาก)?|"
    # Korean, Chinese, Japanese
    r"(?:자료|참고|관련)?\s?사진\s?(?:제공|출처)?|영상\s?(?:제공|출처)?|그래픽|이미지\s?출처|출처|글[·/]사진|사진[·/]글"
    r"|captures? d['’]écran(?: (?:de|sur|du|d['’]))?|"
    r"captura de (?:pantalla|video|vídeo|imagen|tela)(?: (?:de|do)(?: (?:youtube|instagram|facebook))?)?|"
    r"captură (?:video|foto|ecran)|zrzut ekranu|kuvakaappaus|skjermbilde|skærmbillede|skärmbild|schermafbeelding|"
    r"取材自|翻攝自|翻拍自|图据|圖據|視頻截圖|视频截图|翻攝"
    r"|写真(?:提供|・文)?|文・写真|画像(?:提供|引用)?|撮影者?|図|出典|图片?(?:来源|提供)?|圖片?(?:來源|提供)?|"
    r"照片(?:来源|提供)?|图源|圖源|摄影|攝影|供图|供圖|图/文|文/图|圖/文|文/圖|摄|攝"
    r")"
)
_LABEL = re.compile(
    rf"^\W{{0,4}}{LABEL}\s?(?:[:：=＝/|\-–—／]{{1,2}}\s?(?:©|ⓒ|by\b)?|©|ⓒ|\.{{2,3}}|(?<=y)\s|\s(?=[^\W\d_]))\s?",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"(?:©|ⓒ|\(c\)|\bcopyright\b)\s?(?:(?:19|20)\d\d\b)?|\ball rights reserved\b\.?|\btous droits réservés\b|"
    r"\balle rechte vorbehalten\b"
    r"|\btodos los derechos reservados\b|\ball rights\b|무단\s?전재.*|재배포\s?금지.*"
    r"|\b(?:19|20)\d\d\b(?!\s(?:e\.?\s?v\.?|gmbh|ltd|inc)(?!\w))",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"\s+(?:photographer|photo|fotograf(?:in|o|a)?|fotos?|bild|фотограф|фото)\s?[:：]\s*|"
    r"\s*[/|;•·=＝／｜╱，、\n\t\\]+\s*|\s*,\s+|\s+[-–—:]\s+|\s*[()\[\]（）【】]+\s*|\s*[-–—]{2,}\s*|:\s+"
    r"|(?<!-)\s+(?:via|for|and|und|og|och|et|y|e|i|и|та|και|with|from|in partnership with|on behalf of|through|über|"
    r"für|pour|para|per|mit|by|courtesy of|und)\s+"
    r"|(?-i:(?<=[a-zäöüéèß])\.\s(?=[A-Z]))",
    re.IGNORECASE,
)
# "Dr. Faith Example. Harbour Gazette file photo": who is shown, then whose picture it is.
_FILE_PHOTO = re.compile(r"\.\s+([^.]{2,60}\s(?:file )?photo)\.?$", re.IGNORECASE)
GLUED_LABEL = re.compile("^[（(]?(?:图片来自|圖片來自|照片来自|图自|圖自|取材自|翻攝自|翻拍自|图据|圖據|截图自|截圖自)")
_GLUED_INSIDE = re.compile("[，,：:\\s](?:图片来自|圖片來自|取材自|翻攝自|翻拍自|取自|截图自|截圖自)")
_WWW = re.compile(r"(?<![\w.])www\.", re.IGNORECASE)
_SHOWN_AND_CREDIT = re.compile(r"[^/]{3,60}\s/\s([^/\s][^/]*[^/\s]/[^/\s].*)")
"""Who is shown, and behind the wider slash the credit (`Jo Muster / Jane Doe/Agency`)."""

_RESERVED_WORDS = ("réservés", "reserved", "vorbehalten", "reservados")
_RIGHTS_WORDS = ("©", "ⓒ", "(c)", "copyright", "all rights", "19", "20", *_RESERVED_WORDS, "무단", "재배포")
"""One of these, in small letters, is in all that `_RIGHTS` finds."""

_RIGHTS_RESERVED = re.compile(
    r"\btous droits réservés\b|\ball rights reserved\b|\balle rechte vorbehalten\b|\btodos los derechos reservados\b",
    re.IGNORECASE,
)
# "Foto: A. Styling: B. Haare: C": other work on the picture.
_NEXT_ROLE = re.compile(
    r"(?:[.;,/|)]\s*|\s+)(?:(?:foto)?styling|stylist(?:in)?|hair|haare|make-?up|hair & make-?up|text[eo]?|tekst|текст|"
    r"words|models?|retouch|produktion|production|set design|video|ausschnitt|bearbeitung|retusche|licen[cs]e|lizenz|"
    r"licencia|licenza|licence|лицензия|source|sujet|regie|assistenz|casting)\s?:",
    re.IGNORECASE,
)
LICENCE = re.compile(
    r"\b(?:lizenz|licen[cs]e|licencia|licenza|лицензия)?:?\s?\(?(?:creative commons|cc)"
    r"(?:[\s\-‑]?(?:(?:by|sa|nc|nd)(?![^\W\d_])|(?:attribution|share\s?alike|zero|uznanie autorstwa)\b|(?:0|[1-4]\.0)"
    r"(?!\d)))+(?:[\s\-](?:de|int|generic|unported|international)\b)?\)?|\bcc0\b|\bcreative commons\b"
    r"(?:[\s\-](?:licen[cs]e|lizenz))?(?:\s?\([^()]{1,20}\))?",
    re.IGNORECASE,
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

_STREET = re.compile(
    r"(?:avenue|av\.|avenida|rue|calle|via|viale|boulevard|blvd|bulevar|plaza|piazza|place|platz|ulica|ul\.|улица|ул\.)\s"
    r"|[^\W\d_]+(?:straße|strasse|str\.|gasse|platz)(?!\w)|.*\s(?:street|road|avenue|square|lane|drive)$",
    re.IGNORECASE,
)
"""Where a picture was taken, behind who took it: `Jane Doe, Avenue of the Harbour`."""

_CHANGED = re.compile(
    r"\(?\b(?:bearbeitet (?:durch|von)|bearbeitung|edited by|modified by|cropped by|montage|modifi[ée] par|"
    r"ausschnitt|cropped|recadré|symbolbild|symbolfoto|archivbild|archivfoto|foto|photo|screenshot)\b[^()]{0,60}\)",
    re.IGNORECASE,
)
"""What was done with a picture, in brackets behind its credit."""
# A picture that somebody in it handed in: the name beside it is who is shown.
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|mp4|pdf)\b|[_-]\d{4,}", re.IGNORECASE)
_NOBODYS = re.compile(
    r"\b(?:submitted|contributed|provided|mug ?shot|booking) (?:photo|image|picture)s?\b", re.IGNORECASE
)
_CHANGED_WORDS = ("bearbeit", "edited", "modif", "cropped", "montage", "ausschnitt", "recadr", "symbol", "archiv")
_OF_SOMEBODY = re.compile(
    r"^(?:courtesy(?: of)?|care of|provided by|supplied by|handout(?: by| from)?|(?-i:the)|from|by|via|von|vom|"
    r"aus(?: dem| der)?|de|par|di|av|af|przez|od)\s+",
    re.IGNORECASE,
)
# White space, and the signs that stand around the parts of a credit.
_EDGES = ".,;:!|/-–—" + "".join(filter(str.isspace, map(chr, range(0x3001))))
_RANK = re.compile(
    r"^(?:U\.?S\.? (?:Army|Navy|Air Force|Marine Corps|Coast Guard)\s)?(?:(?:(?:1st|2nd|3rd|First|Second|Third) Class|"
    r"Staff|Tech\.?|Technical|Master|Senior Master|"
    r"Chief Master|First|1st|Gunnery|Lance|Senior|Chief|Petty Officer|Mass Communication Specialist|Specialist|Airman|"
    r"Sgt\.?|Sergeant|Cpl\.?|Corporal|Pfc\.?|Private|Spc\.?|Lt\.?|Lieutenant|"
    r"Capt\.?|Captain|Maj\.?|Major|Col\.?|Ensign|Dr\.|Prof\.|Fotograf|Fotografin|Photographer|Reporter)\s)+(?=[^\W\d_]+\s)"
)
"""A rank or job before a person's name (`Airman 1st Class Jane Doe`)."""

_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
FORBIDDEN = re.compile(r"[.,]?\s*(?:재판매\s?및\s?DB\s?금지|무단\s?전재[^)\]]*|재배포\s?금지[^)\]]*)")
# "Harbour Dogs by Jane Doe, licensed CC BY": title, author, source, licence, as the licence asks for.
_BY_AUTHOR = re.compile(r".*\bby\s(?=[A-ZÀ-Þ])")

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
    if not text.isascii():
        text = _DIRECTION.sub(" ", text.replace("\xad", ""))
    return _read(text.strip()[:LONGEST_CREDIT], register, country, labelled)


@functools.lru_cache(maxsize=256)
def _read(text: str, register: Register, country: str | None, labelled: bool) -> tuple[Named, ...]:
    """Return whom the credit `text` names. Kept, since one credit stands in several places of a page."""
    if holds(text.lower(), *_RESERVED_WORDS):
        text = _RIGHTS_RESERVED.sub(" ", text)
    if holds(text, "금지", "전재"):
        text = FORBIDDEN.sub("", text)
    if "（" in text:
        text = text.replace("（C）", "©").replace("（c）", "©")
    text = GLUED_LABEL.sub("", text).strip()
    if not text.isascii() and (glued := _GLUED_INSIDE.search(text)) is not None:
        text = text[glued.end() :]
    if "www." in text:
        text = _WWW.sub("", text)
    if not labelled and " / " in text and (parts := _SHOWN_AND_CREDIT.fullmatch(text)) is not None:
        behind = _read(parts.group(1), register, country, False)
        if any(one.entity == "person" for one in behind) and any(one.organisation is not None for one in behind):
            return behind
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
    if holds(lower, *_CHANNEL_WORDS):
        text = _CHANNEL.sub(" ", text)
    if holds(lower, "cc", "creative"):
        licensed = LICENCE.sub(" ", text)
        if licensed != text and " by " in licensed and (author := _BY_AUTHOR.match(licensed)) is not None:
            licensed = licensed[author.end() :].partition(",")[0]
        text = licensed
    if ")" in text and holds(lower, *_CHANGED_WORDS):
        text = _CHANGED.sub(" ", text)
    if holds(lower, *_RIGHTS_WORDS):
        text = _RIGHTS.sub(" ", text)
    if ". V." in text:
        text = text.replace("e. V.", "e.V.")  # the German mark of a registered society
    if "," in text:
        text = _COMPANY.sub(" ", text)
    found: list[Named] = []
    pieces = _pieces(text, register, country, labelled=labelled)
    stock = any(isinstance(one, Mention) and one.organisation.kind == "photo_agency" for one in pieces)
    agency = any(isinstance(one, Mention) and one.organisation.kind in _WIDE for one in pieces)
    # "Image: Pixabay A court is no place for …": with a sentence in it, only what is plainly a name is one
    told = any(isinstance(one, str) and len(one.split()) > 5 and kind_of(one) == "unclear" for one in pieces)
    for piece in pieces:
        if isinstance(piece, Mention):
            if _is_surname(piece, text):
                found = [Named(name=text.strip(), as_written=text.strip(), entity="person", belief=0.92)]
                break
            found.append(of_register(piece.organisation, piece.text, 0.97 if piece.plain else 0.93))
        elif (named := _read_piece(piece, labelled)) is not None:
            if (
                stock
                and named.belief < 0.85
                and ("/" not in text or not piece.istitle())
                and _HANDLE.fullmatch(named.name)
            ):
                named = replace(named, entity="person", belief=0.88)
            if agency and named.belief < 0.85 and _SURNAME.fullmatch(piece) and _beside_slash(piece, text):
                named = replace(named, entity="person", belief=LONE_ACCOUNT if stock else LONE_SURNAME)
            if named.belief < 0.85 and (told or (found and (f", {piece}" in text or f"({piece}" in text))):
                continue  # "Jane Doe, Berlin", "Example Motors (the boss at a meeting)": where and what, not who
            found.append(named)
        elif agency and _SURNAME.fullmatch(word := _without_nobody(piece)) and _beside_slash(word, text):
            found.append(Named(name=word, as_written=word, entity="person", belief=LONE_SURNAME))  # "EFE/ Mariscal"
        elif stock and isinstance(piece, str) and kind_of(piece.strip()) == "organisation" and len(piece.split()) <= 4:
            found.append(Named(name=piece.strip(), as_written=piece.strip(), belief=0.88))
        elif stock and len(pieces) <= 4 and _is_account(piece.strip(), labelled=labelled):
            # stock libraries credit by the name of an account: "annexample - stock.adobe.com"
            found.append(Named(name=piece.strip(), as_written=piece.strip(), entity="person", belief=0.88))
    return surest_of_each(found)


_NAME_LIKE = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]+ [A-ZÀ-Þ][a-zß-ÿ]+")


def _is_surname(mention: Mention, text: str) -> bool:
    """Return whether an agency's name in small letters is half of a person's (`Jan Tass`, `Ansa Virtanen`)."""
    if mention.organisation.kind != "agency" or not mention.text.istitle() or " " in mention.text:
        return False
    known = mention.organisation
    return any(
        form.isupper() and form == mention.text.upper() for form in (known.name, *known.short, *known.aliases)
    ) and (_NAME_LIKE.fullmatch(text.strip()) is not None)


def _is_account(piece: str, *, labelled: bool) -> bool:
    """Return whether a word beside a picture library is an account rather than what is shown (`work / Library`)."""
    if _HANDLE.fullmatch(piece) is None or kind_of(piece) == "nobody":
        return False
    return labelled or len(piece) > 8 or not piece.isalpha() or not piece.islower()


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
            if (one.cased or one.organisation.kind in ("agency", "photo_agency", "platform"))
            and (one.text != "DR" or country == "DK")  # in French: rights reserved
        ]
    )
    if "." not in text:
        return mentions
    for match in _ADDRESS.finditer(text):
        host = match.group(1).lower()
        organisation = register.by_host(host)
        if organisation is None:  # "istock.com": a library under the name it is called by
            organisation = register.by_name(host.split(".")[-2], plain_only=True)
            if organisation is not None and organisation.kind != "photo_agency":
                organisation = None
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
    r"(?!['’]s\b)\s*(?:$|[/|;•·=+＝／｜，、,:.()\[\]（）【】–—©ⓒ\"'”“»«’]|-\s|(?:via|for|and|und|og|och|et|y|e|i|и|file|"
    r"files|pool|"
    r"photo|photos|foto|image|images|picture|pictures|stock|archive|archives|archiv|handout|contributor|"
    r"contributors|stringer|staff|all|copyright|nuotr|editorial|news|entertainment|sport|wire|plus|north|europe|"
    r"asiapac|inc|llc|ltd|gmbh|corp|фотограф|photographer|fotograf|/|\d+)\b)",
    re.IGNORECASE,
)
_WIDE: frozenset[OrganisationKind] = frozenset({"agency", "photo_agency"})


_UNSPACED = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def _stands_alone(before: str, after: str, mention: Mention, *, labelled: bool) -> bool:
    """Return whether the registered name is a whole part of the credit, not the beginning of another name."""
    if (labelled and _UNSPACED.match(mention.text)) or (_UNSPACED.match(before[-1:] or " ") and mention.text.isascii()):
        return True
    if mention.organisation.kind in _PRINT and _NUMBERED.match(after):
        return False  # "Bild 183-1000": the number of a picture in an archive
    free_before = _EDGE_BEFORE.search(before[-24:]) is not None
    free_after = _EDGE_AFTER.match(after[:24]) is not None
    if free_before and free_after:
        return True
    # "AFP Ann Example", "Jane Doe Reuters": agencies' names stand in no other names, but "ANNE LETA" is one.
    if mention.organisation.kind not in _WIDE or not (free_before or free_after):
        return False
    if free_after and mention.text.isupper() and _CAPITALISED_END.search(before[-40:]) is not None:
        return True  # "fot. Jan Novak AP"
    if not mention.plain:
        return False
    if mention.text.isupper() and (before[-24:] if free_after else after[:24]).isupper():
        return mention.organisation.kind == "photo_agency" and len(mention.text) > 5
    return len(mention.text) > 2


_CAPITALISED_END = re.compile(
    r"(?:^|[/,(]\s?)[^\W\d_]+\.?\s(?:[^\W\d_]+\.?\s){0,1}[^\W\d_a-z][^\W\d_]*[^\W\d_A-ZÀ-Þ]\s$"
)
"""A person's name up to the end."""

_PRINT: frozenset[OrganisationKind] = frozenset({"newspaper", "magazine", "online"})
_NUMBERED = re.compile(r"\s(?:nr\.?\s?)?[A-Z]?\d{2,}[\-/.]?\d", re.IGNORECASE)

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
    pieces = [piece for part in _SEPARATOR.split(text) if part and (piece := part.strip())]
    for number in range(len(pieces) - 1, 0, -1):
        # "Centre for Harbour Research": what an organisation is for belongs to its name
        if kind_of(pieces[number - 1]) == "organisation" and pieces[number][:1].isupper():
            for link in (" for ", " für ", " pour ", " para ", " per ", " za "):
                if (joined_name := f"{pieces[number - 1]}{link}{pieces[number]}") in text:
                    pieces[number - 1 : number + 1] = [joined_name]
                    break
    for number in range(len(pieces) - 1, 0, -1):
        # "Harbour and Moor Police", "Town & Country Council": one name with an "and" in it
        first, last = pieces[number - 1 : number + 1]
        if (
            len(first.split()) == 1
            and first[:1].isupper()
            and kind_of(last) == "organisation"
            and (joined := re.search(rf"{re.escape(first)}\s(?:and|And|&)\s{re.escape(last)}", text)) is not None
        ):
            pieces[number - 1 : number + 1] = [joined.group()]
    return pieces


def _read_piece(piece: str, labelled: bool) -> Named | None:
    words = piece.strip(_EDGES).strip(" \"'“”„«»‘’")
    for _ in range(2):
        words = _JOB.sub("", _OF_SOMEBODY.sub("", words)).strip(" \"'“”„«»")
    reporter = False
    if not words.isascii():
        shorter = _GLUED_REPORTER.sub("", _GLUED_JOB.sub("", words)).strip()
        reporter = shorter != words
        words = shorter
    words = _RANK.sub("", _without_nobody(words))
    if len(words) < 2 or _ROLE.fullmatch(words) or _FILE.search(words):
        return None
    if "@" in words[1:] or _STREET.match(words):
        return None
    if _SITE.fullmatch(words):
        words = words.removeprefix("www.")
        return Named(name=words, as_written=words, belief=0.8)
    if words.endswith(" e.V"):
        words += "."
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


_LINKS_BEHIND = frozenset({"on", "at", "auf", "bei", "su", "sur", "na", "en", "em", "på", "op", "на"})


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
