"""Lines that say where a text comes from: bylines, source lines, footers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from aggregator.article import Extent
from aggregator.attribution.agency import AGENCY_STEMS, AGENCY_WORD, UNKNOWN_AGENCY, names_agency
from aggregator.attribution.named import Named, of_register
from aggregator.attribution.people import kind_of
from aggregator.attribution.words import holds
from aggregator.organisations import Mention, Register
from aggregator.text import UNSPACED

LONGEST_LINE = 360
"""Characters of a line that may be a byline or a source line; longer ones are paragraphs of text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """Whom one line names as the text's source."""

    evidence: str
    named: tuple[Named, ...]
    extent: Extent | None = None


Reading = Callable[[str, list[Mention], Register], SourceLine | None]
"""One way to read a line with the names in it."""


_NAMES_BREAK = r"[,;|，、\n（(\[]|\s{2,}|\s[-–—]\s|\.\s|\s/\s"
# A word and a colon: what follows is the source, whether we know it or not.
_LABEL = re.compile(
    r"(?:^|(?<=[\s(\[（【|/–—\-.,;。]))(?:"
    r"(?:news |text |original |article |story )?sources?|with information from|additional source|"
    r"(?:text|nachrichten)?quellen?|weitere quellen|fuentes?|con información de|fontes?|com informações d[aeo]s?|"
    r"sources? de l['’]article|"
    r"autres sources|additional sources|fuentes adicionales|más fuentes|altre fonti|outras fontes|"
    r"bron(?:nen)?|kilder?|källa|källor|lähde|lähteet|heimild|šaltinis|allikas|avots|"
    r"źródł[oa](?: informacji)?|źródło tekstu|zdroje?|forrás|sursa|izvor|kaynak(?:lar)?|burimi?|"
    r"источники?(?: информации)?|джерел[оа]|крыніца|по материалам|по информации|за матеріалами|"
    r"πηγ(?:ή|ές|η)|με πληροφορίες από|"
    r"(?:本文|文章|稿件|新闻|新聞|消息|信息|资料|資料)?(?:来源|來源)(?:于|於)?|转自|轉自|摘自|出处|出處|稿源|"
    r"信源|出典|配信|"
    r"출처|기사제공|자료|제공|nguồn|sumber|umthombo|chanzo|المصدر|المصادر|منبع|מקור|स्रोत"
    r")\s?[:：•=＝]\s?|^via\s(?=[A-Z])",
    re.IGNORECASE,
)
_LABEL_STEMS = (
    *("source", "information", "quelle", "fuente", "información", "fonte", "fonti", "informações", "bron", "kild"),
    *("käll", "lähde", "lähteet", "heimild", "šaltinis", "allikas", "avots", "źródł", "zdroj", "forrás", "sursa"),
    *("izvor", "kaynak", "burim", "источник", "джерел", "крыніца", "материалам", "информации", "матеріалами", "πηγ"),
    *("πληροφορίες", "来源", "來源", "转自", "轉自", "摘自", "出处", "出處", "稿源", "信源", "出典", "配信", "출처"),
    *("기사제공", "자료", "제공", "nguồn", "sumber", "umthombo", "chanzo", "المصد", "المصا", "منبع", "מקור", "स्रोत"),
    "via ",
)
"""One of these, in small letters, is in all that `_LABEL` finds."""

_WORDS = re.compile(
    r"(?:^|(?<=[\s(\[.,;*]))(?:"
    r"με πληροφορίες από|по материалам|за матеріалами|con información de|com informações d[aeo]s?|"
    r"by arrangement with|provided by|distributed by|syndicated (?:by|from|via|content from)|material from|"
    r"(?:this|the) (?:article|story|report|piece|post|essay|interview|column|commentary|text|"
    r"content)s?(?: \w+){0,4}? (?:first |originally |initially )*(?:appeared|published|produced|republished|"
    r"reprinted|distributed|reproduced|syndicated|provided|posted|ran|shared|adapted|excerpted|co-published|"
    r"copublished|written)(?: \w+){0,5}? (?:in|on|by|from|at|with|to|for) |"
    r"(?:first|originally|previously) (?:published|appeared|posted)(?: \w+)? (?:in|on|by|at|with) |"
    r"(?:re)?published (?:with permission|under (?:a |an? )?(?:[\w\- ]{1,30} )?licen[cs]e|courtesy|"
    r"here with permission) ?(?:from|of|by)?|reprinted (?:here )?(?:with permission )?(?:from|of|by)|"
    r"republished (?:here )?(?:with permission )?(?:from|of|by)|reproduced (?:with permission )?(?:from|of)|"
    r"used (?:with|by) permission (?:from|of)|article courtesy of|story courtesy of|"
    r"(?:dieser|der) (?:artikel|text|beitrag)[^.]{0,70}?(?:erschien|erschienen|veröffentlicht|"
    r"publiziert)[^.]{0,40}? (?:auf|in|bei|im|beim|von|der|zeitung|tageszeitung)|"
    r"(?:zuerst|ursprünglich|erstmals)[^.]{0,40}?(?:erschienen|veröffentlicht|publiziert)(?: (?:auf|in|bei|im|"
    r"am))?|übernommen (?:von|aus)|übersetz[^.]{0,40}? (?:aus|von) |"
    r"(?:cet article|ce texte)[^.]{0,50}? (?:publié|paru)[^.]{0,40}? (?:dans|sur|par|en) |"
    r"(?:este artículo|esta nota|este texto|este reportaje)[^.]{0,50}? (?:publicad[oa]|"
    r"apareció)[^.]{0,40}? (?:en|por) |"
    r"(?:este artigo|esta reportagem)[^.]{0,50}? publicad[oa][^.]{0,40}? (?:em|no|na|por|pel[ao]) |"
    r"questo articolo[^.]{0,50}? (?:pubblicato|apparso)[^.]{0,40}? (?:su|da|in) |"
    r"dit artikel[^.]{0,50}? (?:verscheen|gepubliceerd)[^.]{0,30}? (?:in|op|door) "
    r")\s?[:：]?\s?",
    re.IGNORECASE,
)
_ERSCHIENEN = re.compile(
    r"\b(?:artikel|text|beitrag|reportage|interview|essay)\b.{0,160}\b(?:erschienen|veröffentlicht|publiziert)\b|"
    r"\b(?:erschienen|veröffentlicht)\b.{0,80}\b(?:übersetz|original)",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:with (?:a |additional )?(?:files?|reports?|reporting|material|information|contributions?|"
    r"assistance) (?:from|by|of)|with inputs? from|with agency inputs? from|inputs from|"
    r"additional reporting (?:by|from)|contributed to this (?:report|story)|"
    r"mit (?:agentur)?(?:material|inhalten|informationen|angaben) (?:von|der|des|vom)|"
    r"unter verwendung von(?: material| agenturmaterial)?(?: der| von)?|angereichert mit|weitere quellen:?|"
    r"mit|with|avec|con|med|met|com|including|sowie)\s?[:•]?\s?(?:the |der |die |dem |l['’]|el |la |le )?$",
    re.IGNORECASE,
)
# "With a report from CTV medical specialist Ann Example": a colleague, not the organisation.
_JOB_BEHIND = re.compile(r"\s(?:[a-z]+\s){0,3}(?:specialist|reporter|correspondent|producer|anchor|journalist)s?\b")
_ONE_WORD_PART = re.compile(
    r"\b(?:mit|with|avec|con|med|met|com|including|sowie)\s?[:•]?\s?(?:the |der |die |dem |l['’]|el |la |le )?$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^\W{0,3}(?:by|von|vom|par|por|de|di|da|door|af|av|autor(?:a|en)?|author|auteur|written by|text|texte|"
    r"redaktion|redakcja|redakce|автор|текст|автори|tekst|yazar|haber|tác giả|글|文|作者|记者|記者|tekst|oprac\.?|"
    r"opracowanie|autorstwo)\b\s?[:：|]?\s?",
    re.IGNORECASE,
)
_JOB = re.compile(
    r"^\s?(?:(?:auto|business|sports?|economics|medical|science|political|health|special|white house|national|"
    r"world|ap|legal affairs|video|technology|entertainment|foreign|staff|city|education|religion|environmental|"
    r"military|investigative|photo|media|food|music|movie|film|drama|television|tv)\s){0,3}(?:writers?|"
    r"reporters?|correspondents?|journalists?|editors?|staff|photographers?|columnists?|contributors?|critics?|"
    r"producers?)\b",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:©|ⓒ|\(c\)|\bcopyrights?\b|\bcopyrighted\b)\s?(?:©|@|ⓒ|\(c\))?\s?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|"
    r"20)?\d\d)?)?\s?[,:]?\s?(?:by )?(?:the (?=associated|canadian|new|conversation|washington|guardian|"
    r"independent))?",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"\b(?:photos?|images?|pictures?|foto|fotos|bild|bilder|video|fot|фото|snímek)\b\s?(?:[:：]|\bby\b|\bcredit|"
    r"\bcourtesy|\bvia\b|\bfrom\b)|사진|写真|图片|圖片|Φωτ",
    re.IGNORECASE,
)
_WIRE_KINDS = frozenset({"agency", "syndicator", "release_service", "newspaper", "broadcaster", "magazine", "online"})
_AGENCY_KINDS = frozenset({"agency", "syndicator", "release_service"})
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?((?:[a-z0-9\-]{1,40}\.){1,3}[a-z]{2,10})(?:/\S{0,200})?", re.IGNORECASE)
_FREE_BEFORE = re.compile(
    r"(?:^|[/|;•·,:=＝+、，(\[（\-–—©])\s?(?:the |die |der |la |l['’])?$|\b(?:and|und|et|y|of|for|,? the|e|og|och|i|"
    r"agencja|agence|agenzia|agencia|agentur|nachrichtenagentur)\s$",
    re.IGNORECASE,
)
_CLOSED_AFTER = re.compile(r"\s*(?:$|[/|;•·,)\]）.:–—\-=＝、，]|(?:and|und|et|y|e|og|och|i)\b|\d)", re.IGNORECASE)
_ENDING = re.compile(
    r"(?:^|[.!?…。”\"»“’')]\s?|\s[-–—/|]\s?|"
    r"\s{2,})[(\[（/]?\s?((?:[^\W\d_]{1,6}\s?[/,]\s?){0,4}[^\n.!?()\[\]]{2,45})[)\]）/]?\s?\.?\s*$"
)


_LABEL_SIGNS = tuple(":：=＝•@")
"""One of these a label has behind it, if it introduces a name that no register knows."""


def read_source_line(
    text: str,
    *,
    register: Register,
    country: str | None = None,
    byline: bool = False,
    marked: bool = False,
    mentions: Sequence[Mention] | None = None,
) -> SourceLine | None:
    """Return whom `text`, one short line beside or behind the article, names as the text's source.

    `byline`: the line stands above the text; `marked`: its element says that a byline or source stands
    there, so that a bare name is enough. A name that no register knows is taken only behind a word and a
    colon (`Source: …`). `mentions` are the names in it, where the caller has found them already.
    """
    if mentions is None or text[:1].isspace():
        text = text.strip()
        mentions = register.find(text, country=country) if 2 <= len(text) <= LONGEST_LINE else ()
    if not 2 <= len(text) <= LONGEST_LINE:
        return None
    doubtful = any(one.doubtful for one in mentions)
    mentions = [one for one in mentions if _may_be_meant(one, country)]
    if doubtful and not mentions:
        return None  # "Source: CNA" names one of two agencies: no unknown third
    line: SourceLine | None = None
    for reading in (_copyright, _labelled, _worded, _partly) if mentions else _readings_of_unknown(text):
        line = reading(text, mentions, register)
        if line is not None:
            break
    else:
        if mentions:
            line = _byline(text, mentions, marked=marked) if byline or marked else _bare(text, mentions)
    return line if line is not None and not _PICTURE.search(text) else None


def may_name_unknown(text: str) -> bool:
    """Return whether a line without a registered name may name a source; False for nearly all lines."""
    return holds(text, *_LABEL_SIGNS) or text[:8].lower() == "provided" or holds(text, *AGENCY_STEMS)


def _readings_of_unknown(text: str) -> Iterator[Reading]:
    """Yield what can read a line without a registered name; nothing, for nearly all lines."""
    if holds(text, *_LABEL_SIGNS):
        yield _labelled
    if text[:8].lower() == "provided":
        yield _worded
    if holds(text, *AGENCY_STEMS) and AGENCY_WORD.search(text) is not None:
        yield _partly_unknown


# Short names of agencies that are credited the world over; others only in their own country ("RSS" is a feed).
_WORLD = frozenset(
    {
        "associated-press",
        "pa-media",
        "reuters",
        "anadolu-agency",
        "agence-france-presse",
        "sport-informations-dienst",
        "agencia-efe",
        "the-canadian-press",
    }
)


def _may_be_meant(mention: Mention, country: str | None) -> bool:
    organisation = mention.organisation
    if organisation.kind not in _WIRE_KINDS or mention.doubtful:
        return False
    return (
        mention.plain
        or organisation.kind not in _AGENCY_KINDS
        or country in (None, organisation.country)
        or organisation.id in _WORLD
    )


_LOGO_KINDS = frozenset({"newspaper", "magazine", "broadcaster"})
_LOGO = re.compile(r"logo|ico(?:n|_)", re.IGNORECASE)


def read_logo(text: str, picture: str | None, *, register: Register, country: str | None = None) -> SourceLine | None:
    """Return whose logo beside the article a picture is; `text` stands for the picture where it is not shown.

    It must be nothing but a paper's name. Agencies' names are also written there as a photograph's credit: of
    them the picture's address must say that it is a logo.
    """
    if not 2 <= len(text) <= 60:
        return None
    logo = _LOGO.search(picture or "") is not None
    organisation = register.by_name(text, country=country, plain_only=not logo, decided=True)
    if organisation is None or organisation.kind not in (_LOGO_KINDS | {"agency"} if logo else _LOGO_KINDS):
        return None
    return SourceLine(evidence=text, named=(of_register(organisation, text, 0.85),))


def read_ending(text: str, *, register: Register, country: str | None = None) -> SourceLine | None:
    """Return whom the end of `text`, the last paragraph, names: `… into the US. PTI`, `(ino/dpa)`, `… (APA/dpa)`."""
    tail = text[-70:]
    match = _ENDING.search(tail)
    if match is None:
        return None
    inside = match.group(1).strip()
    mentions = [
        one
        for one in register.find(inside, country=country)
        if one.organisation.kind in _AGENCY_KINDS and _may_be_meant(one, country)
    ]
    if not mentions or not _is_bare(inside, mentions):
        return None
    if len(text) > len(tail) and not re.search(r"[)\]）/]\s?\.?\s*$|[.!?…。”\"»]\s?[^.!?]{2,45}$", tail):
        return None
    return SourceLine(evidence=match.group().strip(), named=_each_once([_named(one) for one in mentions]))


def _copyright(text: str, mentions: list[Mention], register: Register) -> SourceLine | None:
    match = _COPYRIGHT.search(text) if holds(text.lower(), "©", "ⓒ", "(c)", "copyright") else None
    if match is None:
        return None
    behind = [
        one
        for one in mentions
        if one.start <= match.end() + 2 and one.end > match.end() and one.start > match.start() and one.plain
    ]
    if not behind or match.start() > 80:
        return None
    if re.match(r"\s?&\s?Co", text[behind[0].end :]):
        return None  # a company's notice under its own site
    named = _run(text, [one for one in mentions if one.start >= behind[0].start])
    return SourceLine(evidence=_stretch(text, match.start(), named), named=tuple(named))


def _may_be_labelled(text: str) -> bool:
    if not holds(text, *":：=＝•"):
        return text[:4].lower() == "via "
    return holds(text.lower(), *_LABEL_STEMS)


def _labelled(text: str, mentions: list[Mention], register: Register) -> SourceLine | None:
    match = _LABEL.search(text) if _may_be_labelled(text) else None
    if match is None or match.start() > 120:
        return None
    named: list[Named] = []
    end = match.end()
    rest = text[end:]
    domain = _DOMAIN.match(rest)
    if domain is not None and (organisation := register.by_host(domain.group(1).lower())) is not None:
        written = domain.group().rstrip("/.,")
        named = [of_register(organisation, written, 0.9)]
        return SourceLine(evidence=_stretch(text, match.start(), named), named=tuple(named))
    behind = [one for one in mentions if one.start >= end]
    whole = re.split(_UNSPACED_BREAK if UNSPACED.search(rest.strip()[:12]) else _NAMES_BREAK, rest.strip(), maxsplit=1)[
        0
    ].strip(" .。\"'“”«»„()[]（）【】")
    if behind and behind[0].start - end <= 24 and _is_whole(text, behind[0], whole):
        named = _run(text, behind)
    if not named and match.start() <= 2 and len(text) <= 90 and _is_name(whole) and kind_of(whole) != "person":
        named = [Named(name=whole, as_written=whole, belief=0.62 if not UNSPACED.match(whole) else 0.82)]
    if not named and UNSPACED.match(whole) and len(whole) <= 16 and _is_name(whole):
        named = [Named(name=whole, as_written=whole, belief=0.82)]
    return SourceLine(evidence=_stretch(text, match.start(), named), named=tuple(named)) if named else None


_UNSPACED_BREAK = r"[,;|/，、\n（(\[\])）】\s;；]|编辑|編輯|作者|责任|責任|记者"


def _is_whole(text: str, mention: Mention, whole: str) -> bool:
    """Return whether the registered name is a whole name behind the label, not a part of a longer one."""
    if UNSPACED.match(mention.text):
        return (whole.startswith(mention.text) and len(whole) - len(mention.text) <= 3) or text[
            mention.start - 1 : mention.start
        ] in ("", " ", "：", ":", "/", "、", "，", "—", "－", "-")
    before = text[: mention.start]
    return re.search(r"[A-ZÀ-Þ][a-zß-ÿ]+\s$", before) is None and _NAME_GOES_ON.match(text, mention.end) is None


def _stretch(text: str, start: int, named: list[Named]) -> str:
    """Return the words from `start` to the last of the names."""
    end = max(
        (text.rfind(one.as_written) + len(one.as_written) for one in named if one.as_written in text), default=len(text)
    )
    return text[start : max(end, start + 1)].strip()


def _is_name(words: str) -> bool:
    """Return whether `words` behind a source label may be an outlet's name: short, capitalised or in quotes."""
    if not 2 <= len(words) <= 36 or len(words.split()) > 4 or not words[:1].isalpha() or words[:1].islower():
        return False
    return not re.fullmatch(
        r"(?:own|eigene|privat|internet|web|staff|redaktion|autor|agentur\w*|agencies|agency|wires?|news|google|"
        r"wikipedia|twitter|facebook|youtube|instagram|x)\b.*",
        words,
        re.IGNORECASE,
    )


def _worded(text: str, mentions: list[Mention], register: Register) -> SourceLine | None:
    match = _WORDS.search(text)
    if match is None:
        if not mentions or not holds(text.lower(), "erschienen", "veröffentlicht", "publiziert"):
            return None
        if not _ERSCHIENEN.search(text):
            return None
        behind = [one for one in mentions if one.plain]
        return SourceLine(evidence=text, named=(_named(behind[0]),), extent="whole") if behind else None
    end = match.end()
    behind = [one for one in mentions if one.start >= end]
    if behind and behind[0].start - end <= 60 and (behind[0].plain or behind[0].start - end <= 8):
        named = _run(text, behind)
        return SourceLine(evidence=_stretch(text, match.start(), named), named=tuple(named), extent="whole")
    if text.lower().startswith("provided by ") and _is_institution(name := text[12:].partition("(")[0].strip(" .")):
        return SourceLine(evidence=text, named=(Named(name=name, as_written=name, belief=0.8),), extent="whole")
    return None


def _is_institution(words: str) -> bool:
    return (
        4 <= len(words) <= 80
        and words[:1].isupper()
        and bool(
            re.search(
                r"\b(?:university|institute|college|school|society|academy|centre|center|laboratory|foundation|"
                r"hospital|agency|association|press|nasa|news)\b",
                words,
                re.IGNORECASE,
            )
        )
    )


_NAME_GOES_ON = re.compile(r"\s[A-ZÀ-Þ][a-zß-ÿ]")


def _partly(text: str, mentions: list[Mention], register: Register) -> SourceLine | None:
    named: list[Named] = []
    start = 0
    for one in mentions:
        before = text[: one.start]
        if not one.plain and _NAME_GOES_ON.match(text, one.end):
            continue  # "With reporting by Ann Example": no ANN
        if (part := _PART.search(before)) is not None and (
            one.organisation.kind in _AGENCY_KINDS or not _ONE_WORD_PART.search(before)
        ):
            if (_ONE_WORD_PART.search(before) and len(text) > 100) or _JOB_BEHIND.match(text, one.end):
                continue
            start = part.start()
            named.extend(_run(text, [other for other in mentions if other.start >= one.start]))
            break
    if not named:
        return None
    return SourceLine(evidence=_bracketed(text, _stretch(text, start, named)), named=_each_once(named), extent="part")


# "With reporting by Meridian Press.", as a line or as the last words of a paragraph: nothing else is meant by them.
_PART_UNKNOWN = re.compile(
    r"(?:^|(?<=[.!?…”\"] )|(?<=[(\[]))(?:with (?:additional )?(?:files?|reports?|reporting|material|information|"
    r"contributions?) (?:from|by)|additional reporting (?:by|from)|mit (?:agentur)?material (?:von|der|des|vom)|"
    r"unter verwendung von material (?:der|von)|avec|con información de|com informações d[aeo]|met informatie van)"
    r" (?:(?:the|der|die|de|la|el|a) )?([^\W\d_][^.,;:()\[\]\n]{3,40}?)\.?[)\]]?\.?$",
    re.IGNORECASE,
)


def _partly_unknown(text: str, mentions: list[Mention], register: Register) -> SourceLine | None:
    match = _PART_UNKNOWN.search(text)
    if match is None or not names_agency(match.group(1)):
        return None
    named = Named(name=match.group(1), as_written=match.group(1), belief=1.1 * UNKNOWN_AGENCY)
    return SourceLine(evidence=_bracketed(text, match.group().rstrip(".)] ")), named=(named,), extent="part")


def _bracketed(text: str, stretch: str) -> str:
    """Return a stretch of `text` with the brackets that stand right around it."""
    start = text.find(stretch)
    end = start + len(stretch)
    around = text[start - 1 : start] + text[end : end + 1] if start > 0 else ""
    return text[start - 1 : end + 1] if around in ("()", "[]", "（）") else stretch


def _run(text: str, mentions: list[Mention]) -> list[Named]:
    """Return the names that follow each other with no more than separators between them."""
    named = [_named(mentions[0])]
    end = mentions[0].end
    for one in mentions[1:]:
        between = text[end : one.start]
        if (
            len(between) > 14
            or not re.fullmatch(r"\W*(?:\w{1,5}\W+)?(?:and|und|et|y|e|i|и|the|og)?\W*", between)
            or re.search(r"\.\s|\(", between)
        ):
            break
        named.append(_named(one))
        end = one.end
    return list(_each_once(named))


def _byline(text: str, mentions: list[Mention], *, marked: bool) -> SourceLine | None:
    """`By Ana Ruiz, Associated Press`, `Von dpa`, `AFP, MANILA`, a marked `Chicago Tribune`."""
    if not mentions or len(text) > 160:
        return None
    by = _BY.match(text)
    named: list[Named] = []
    for one in mentions:
        before, after = text[: one.start], text[one.end :]
        free = _FREE_BEFORE.search(before) or (by is not None and one.start - by.end() <= 1)
        closed = _CLOSED_AFTER.match(after) or _JOB.match(after)
        if not (free and closed):
            continue
        if not one.plain and not (by is not None or len(before) > 3) and one.organisation.kind not in _AGENCY_KINDS:
            continue
        if one.organisation.kind not in _AGENCY_KINDS and not (marked and one.plain):
            continue
        if one.text.islower() and not _LOWER_AGENCY.fullmatch(one.text):
            continue
        named.append(_named(one))
    if not named:
        return None
    if (
        by is None
        and not marked
        and not _is_bare(text, mentions)
        and not _AGENCY_FIRST.fullmatch(text[mentions[0].end :])
    ):
        return None
    return SourceLine(evidence=text, named=_each_once(named))


# "AFP, MANILA", "Associated Press, Updated: January 17, 2012": an agency, then a place or a date and nothing else.
_AGENCY_FIRST = re.compile(
    r"(?:\s?[,|•·/–-]\s?(?-i:[A-ZÀ-Þ .]{3,40})|\s?[,|•·–-]?\s?(?:(?:last )?(?:updated?|published|posted|"
    r"modified)\s?[:|]?\s?)?(?:(?:on |[A-Z][a-z]{2,8},? )?[\w.,]{1,10}\s?){1,4}\d[\d\s:.,apmistguce+|/-]{0,40})",
    re.IGNORECASE,
)


_LOWER_AGENCY = re.compile(r"dpa|afp|sda|apa|epd|kna|sid|rtr|dts|ansa|dapd|ots|reuters|dpa-\w+|ctk|čtk|pap")


def _bare(text: str, mentions: list[Mention]) -> SourceLine | None:
    """A line that is hardly more than agencies' names: `PAP`, `ino/dpa`, `(dpa, AFP)`, `Wochenblatt / Última Hora`."""
    agencies = [one for one in mentions if one.organisation.kind in _AGENCY_KINDS and (one.plain or "/" in text)]
    agencies = [one for one in agencies if not one.text.islower() or _LOWER_AGENCY.fullmatch(one.text)]
    if not agencies and len(mentions) == 2 and re.fullmatch(r"\s?/\s?", text[mentions[0].end : mentions[1].start]):
        agencies = mentions  # "Wochenblatt / Última Hora": the page's own name before another's
    if (
        not agencies
        and len(mentions) == 1
        and mentions[0].plain
        and "." in text
        and mentions[0].text == text.strip(" ()[]")
    ):
        return SourceLine(evidence=text, named=(_named(mentions[0]).weaker(0.9),))  # a paper's address alone
    if not agencies or not _is_bare(text, mentions):
        return None
    return SourceLine(evidence=text, named=_each_once([_named(one) for one in agencies]))


def _is_bare(text: str, mentions: list[Mention]) -> bool:
    rest = text
    for one in reversed(mentions):
        rest = rest[: one.start] + rest[one.end :]
    letters = re.sub(r"[\W\d]", "", rest)
    return (
        len(letters) <= 3
        or (len(letters) <= 9 and "/" in text and rest.islower())
        or bool(re.fullmatch(r"\W*(?:with|mit|von|by|agencies|agenturen|and|und|\W)+\W*", rest, re.IGNORECASE))
    )


def _named(mention: Mention) -> Named:
    return of_register(mention.organisation, mention.text, 0.97 if mention.plain else 0.9)


def _each_once(named: list[Named]) -> tuple[Named, ...]:
    kept: dict[str, Named] = {}
    for one in named:
        kept.setdefault(one.organisation.id if one.organisation else one.name, one)
    return tuple(kept.values())
