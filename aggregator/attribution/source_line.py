"""Lines that say where a text comes from: bylines, source lines, footers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from aggregator.attribution.agency import AGENCY_STEMS, AGENCY_WORD
from aggregator.attribution.labelled_source import LABEL_SIGNS, by_label, read_labelled
from aggregator.attribution.named import Named, first_of_each
from aggregator.attribution.part_source import read_part, read_unknown_part
from aggregator.attribution.signature import (
    LOWER_AGENCY,
    is_dated,
    is_of_a_person,
    may_sign_unknown,
    read_dated_address,
    read_signature,
    read_unknown_signature,
)
from aggregator.attribution.source_names import AGENCY_KINDS, SourceLine, is_bare, may_be_meant, named_of, run, stretch
from aggregator.attribution.words import holds
from aggregator.organisations import Mention, Register

LONGEST_LINE = 360
"""Characters of a line that may be a byline or a source line; longer ones are paragraphs of text."""

Reading = Callable[[str, list[Mention], Register], SourceLine | None]
"""One way to read a line with the names in it."""

_WORDS = re.compile(
    r"(?:^|(?<=[\s(\[.,;*]))(?:"
    r"(?:по|за) (?:матер[иі]алам[иы]?|информации|сообщениям|інформацією|повідомленням)|по материали (?:от|на)|"
    r"theo (?=[A-Z])|"
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
    r"am))?|übernommen (?:von|aus)|(?:bereitgestellt|beigesteuert) (?:von|durch)|übersetz[^.]{0,40}? (?:aus|von) |"
    r"(?:cet article|ce texte)[^.]{0,50}? (?:publié|paru|republié)[^.]{0,40}? (?:dans|sur|par|en|de) |"
    r"(?:este artículo|esta nota|este texto|este reportaje)[^.]{0,50}? (?:publicad[oa]|"
    r"apareció)[^.]{0,40}? (?:en|por) |"
    r"(?:este artigo|esta reportagem)[^.]{0,50}? publicad[oa][^.]{0,40}? (?:em|no|na|por|pel[ao]) |"
    r"questo articolo[^.]{0,50}? (?:pubblicato|apparso)[^.]{0,40}? (?:su|da|in) |"
    r"dit artikel[^.]{0,50}? (?:verscheen|gepubliceerd)[^.]{0,30}? (?:in|op|door) |"
    r"(?:artykuł|tekst|wywiad|reportaż)[^.]{0,50}? (?:ukazał|opublikowan|pochodzi)[^.]{0,40}? (?:w|we|na|z|przez) |"
    r"(?:článek|text|rozhovor|článok)[^.]{0,50}? (?:vyš[ei]l|publikov[aá]n|převzat|prevzat)[^.]{0,40}? "
    r"(?:v|na|ze?|zo) |"
    r"(?:den(?:na|ne)|den här|dette) (?:artike?ln?|artikkel|texten?|teksten?)[^.]{0,50}? (?:publicera|publisert|"
    r"publiceret|bragt|udgivet|offentliggjort)[^.]{0,40}? (?:i|på|av|af|hos) |"
    r"acest(?: articol| text)[^.]{0,50}? (?:publicat|apărut)[^.]{0,40}? (?:în|pe|de|la) |"
    r"(?:статья|материал|текст|интервью|стаття|матеріал)[^.]{0,40}? (?:опублик|выш[её]?л|впервые|вперше)[^.]{0,40}? "
    r"(?:в|на|у) |"
    r"το (?:άρθρο|κείμενο)[^.]{0,40}? δημοσιε[^.]{0,40}? (?:στ(?:ην?|ον?|ο)|από) |"
    r"artikel ini[^.]{0,50}? (?:terbit|diterbitkan|tayang)[^.]{0,40}? (?:di|dari|oleh) "
    r")\s?[:：]?\s?",
    re.IGNORECASE,
)

_ERSCHIENEN = re.compile(
    r"\b(?:artikel|text|beitrag|reportage|interview|essay)\b.{0,160}\b(?:erschienen|veröffentlicht|publiziert)\b|"
    r"\b(?:erschienen|veröffentlicht)\b.{0,80}\b(?:übersetz|original)",
    re.IGNORECASE,
)

_BY = re.compile(
    r"^\W{0,3}(?:by|von|vom|par|por|de|di|da|door|af|av|autor(?:a|en)?|author|auteur|written by|text|texte|"
    r"redaktion|redakcja|redakce|автор|текст|автори|yazar|haber|tác giả|글|文|作者|记者|記者|tekst|oprac\.?|"
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
    r"(?:(?:©|ⓒ|\(c\)|\bcopyrights?\b|\bcopyrighted\b)\s?){1,3}@?\s?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|"
    r"20)?\d\d)?)?\s?[,:]?\s?(?:by )?(?:the (?=associated|canadian|new|conversation|washington|guardian|"
    r"independent))?",
    re.IGNORECASE,
)

_PICTURE = re.compile(
    r"\b(?:photos?|images?|pictures?|foto|fotos|bild|bilder|video|fot|фото|snímek)\b\s?(?:[:：]|\bby\b|\bcredit|"
    r"\bcourtesy|\bvia\b|\bfrom\b)|사진|写真|图片|圖片|Φωτ",
    re.IGNORECASE,
)

_AND_COMPANY = re.compile(r"\s?&\s?Co")

LONGEST_NOTICE = 100
"""Characters in which a notice of copyright begins."""

_FREE_BEFORE = re.compile(
    r"(?:^|[/|;•·,:=＝+、，(\[（\-–—©])\s?(?:the |die |der |la |l['’])?$|\b(?:and|und|et|y|of|for|,? the|e|og|och|i|"
    r"agencja|agence|agenzia|agencia|agentur|nachrichtenagentur)\s$",
    re.IGNORECASE,
)

_CLOSED_AFTER = re.compile(r"\s*(?:$|[/|;•·,)\]）.:–—\-=＝、，]|(?:and|und|et|y|e|og|och|i)\b|\d)", re.IGNORECASE)

_LABEL_SIGNS = (*LABEL_SIGNS, "@")
"""One of these is in a line that introduces a name that no register knows; `@` behind “via”."""


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
    if not 2 <= len(text) <= LONGEST_LINE or text.endswith((":", "：")):  # a heading of what follows
        return None
    doubtful = any(one.doubtful for one in mentions)
    if doubtful and country is None:
        mentions = by_label(text, mentions)
    mentions = [one for one in mentions if may_be_meant(one, country)]
    if doubtful and not mentions:
        # "Source: CNA" names one of two agencies: no unknown third; "- The Harbour Express" is neither Express
        return read_unknown_signature(text)
    line: SourceLine | None = None
    for reading in (
        (_copyright, read_labelled, _worded, _worked_for, read_part) if mentions else _readings_of_unknown(text)
    ):
        line = reading(text, mentions, register)
        if line is not None:
            break
    else:
        if mentions:
            line = _byline(text, mentions, marked=marked) if byline or marked else None
            line = line if line is not None else read_signature(text, mentions, country, byline=byline)
    if line is None or _PICTURE.search(text) or (byline and _is_mark_of_picture(text)):
        return None
    return line


def _is_mark_of_picture(text: str) -> bool:
    """Return whether a line above the text has the sign of copyright and no year: `© REUTERS` is a picture's."""
    return text.startswith("©") and not any(letter.isdigit() for letter in text) and "opyright" not in text


def is_provided(text: str) -> bool:
    """Return whether `text` begins like `Provided by the University of …`."""
    return text[:8].lower() == "provided"


def may_name_unknown(text: str) -> bool:
    """Return whether a line without a registered name may name a source; False for nearly all lines."""
    return holds(text, *_LABEL_SIGNS) or is_provided(text) or may_sign_unknown(text) or holds(text, *AGENCY_STEMS)


def _readings_of_unknown(text: str) -> Iterator[Reading]:
    """Yield what can read a line without a registered name; nothing, for nearly all lines."""
    if holds(text, *_LABEL_SIGNS):
        yield read_labelled
    if is_provided(text):
        yield _worded
    if holds(text, *AGENCY_STEMS) and AGENCY_WORD.search(text) is not None:
        yield read_unknown_part
    if may_sign_unknown(text):
        yield _signed


def _signed(text: str, mentions: list[Mention], register: Register) -> SourceLine | None:
    return read_unknown_signature(text) or read_dated_address(text, register)


def _copyright(text: str, mentions: list[Mention], register: Register) -> SourceLine | None:
    if not holds(text.lower(), "©", "ⓒ", "(c)", "copyright"):
        return None
    plain = [one for one in mentions if one.plain]
    for match in _COPYRIGHT.finditer(text[:LONGEST_NOTICE]):
        behind = [one for one in plain if match.start() < one.start <= match.end() + 2 and one.end > match.end()]
        if behind:
            break
    else:
        return None
    if _AND_COMPANY.match(text, behind[0].end):
        return None  # a company's notice under its own site
    named = run(text, [one for one in mentions if one.start >= behind[0].start])
    return SourceLine(evidence=stretch(text, match.start(), named), named=tuple(named))


def _worded(text: str, mentions: list[Mention], register: Register) -> SourceLine | None:
    match = _WORDS.search(text)
    if match is None:
        if not mentions or not holds(text.lower(), "erschienen", "veröffentlicht", "publiziert"):
            return None
        if not _ERSCHIENEN.search(text):
            return None
        behind = [one for one in mentions if one.plain]
        return SourceLine(evidence=text, named=(named_of(behind[0]),), extent="whole") if behind else None
    end = match.end()
    behind = [one for one in mentions if one.start >= end]
    if behind and behind[0].start - end <= 60 and (behind[0].plain or behind[0].start - end <= 8):
        named = run(text, behind)
        return SourceLine(evidence=stretch(text, match.start(), named), named=tuple(named), extent="whole")
    if text.lower().startswith("provided by ") and _is_institution(name := text[12:].partition("(")[0].strip(" .")):
        return SourceLine(evidence=text, named=(Named(name=name, as_written=name, belief=0.8),), extent="whole")
    return None


# "(Reporting by Ann Example; Editing by Ben Sample for Reuters)"
_WORK = re.compile(r"\W{0,3}(?:additional )?(?:reporting|writing|editing|compiled|written|edited) by ", re.IGNORECASE)


def _worked_for(text: str, mentions: list[Mention], register: Register) -> SourceLine | None:
    if _WORK.match(text) is None:
        return None
    for one in mentions:
        if one.plain and one.organisation.kind in AGENCY_KINDS and text[: one.start].endswith((" for ", " for The ")):
            return SourceLine(evidence=text, named=(named_of(one),))
    return None


def _is_institution(words: str) -> bool:
    return 4 <= len(words) <= 80 and words[:1].isupper() and _INSTITUTION.search(words) is not None


_INSTITUTION = re.compile(
    r"\b(?:university|institute|college|school|society|academy|centre|center|laboratory|foundation|hospital|agency|"
    r"association|press|nasa|news|gesellschaft|universit\w+|institut\w*|hochschule|akademie)\b",
    re.IGNORECASE,
)


def _byline(text: str, mentions: list[Mention], *, marked: bool) -> SourceLine | None:
    """`By Ana Ruiz, Associated Press`, `Von dpa`, `AFP, MANILA`, a marked `Chicago Tribune`."""
    if not mentions or len(text) > 160:
        return None
    by = _BY.match(text)
    named: list[Named] = []
    for one in mentions:
        before, after = text[: one.start], text[one.end :]
        free = _FREE_BEFORE.search(before) or (by is not None and one.start - by.end() <= 1)
        job = _JOB.match(after)
        free = free or ((by is not None or marked) and job is not None and one.organisation.kind in AGENCY_KINDS)
        closed = _CLOSED_AFTER.match(after) or job
        if not (free and closed):
            continue
        if not one.plain and not (by is not None or len(before) > 3) and one.organisation.kind not in AGENCY_KINDS:
            continue
        if one.organisation.kind not in AGENCY_KINDS and not (marked and one.plain):
            continue
        if one.text.islower() and not LOWER_AGENCY.fullmatch(one.text):
            continue
        named.append(named_of(one))
    if not named:
        return None
    if (
        by is None
        and not marked
        and not is_bare(text, mentions)
        and not is_dated(text, mentions)
        and not is_of_a_person(text, mentions[0])
        and not _AGENCY_FIRST.fullmatch(text[mentions[0].end :])
    ):
        return None
    return SourceLine(evidence=text, named=first_of_each(named))


# "AFP, MANILA", "Associated Press, Updated: March 5, 2025": an agency, then a place or a date and nothing else.
_AGENCY_FIRST = re.compile(
    r"(?:\s?[,|•·/–-]\s?(?-i:[A-ZÀ-Þ .]{3,40})|\s?[,|•·–-]?\s?(?:(?:last )?(?:updated?|published|posted|"
    r"modified)\s?[:|]?\s?)?(?:(?:on |[A-Z][a-z]{2,8},? )?[\w.,]{1,10}\s?){1,4}\d[\d\s:.,apmistguce+|/-]{0,40})",
    re.IGNORECASE,
)
