"""Sources behind a word and a colon: `Source: …`, `Quelle: …`, `来源：…`."""

from __future__ import annotations

import re

from aggregator.attribution.named import Named, of_register
from aggregator.attribution.people import kind_of
from aggregator.attribution.source_names import NAME_GOES_ON, SourceLine, run, stretch
from aggregator.attribution.words import holds
from aggregator.organisations import Mention, Register
from aggregator.text import UNSPACED

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

_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?((?:[a-z0-9\-]{1,40}\.){1,3}[a-z]{2,10})(?:/\S{0,200})?", re.IGNORECASE)


def read_labelled(text: str, mentions: list[Mention], register: Register) -> SourceLine | None:
    """Return whom `text`, a short line, names behind a label; also who is in no register, where the label is plain."""
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
        return SourceLine(evidence=stretch(text, match.start(), named), named=tuple(named))
    behind = [one for one in mentions if one.start >= end]
    whole = re.split(_UNSPACED_BREAK if UNSPACED.search(rest.strip()[:12]) else _NAMES_BREAK, rest.strip(), maxsplit=1)[
        0
    ].strip(" .。\"'“”«»„()[]（）【】")
    if behind and behind[0].start - end <= 24 and _is_whole(text, behind[0], whole):
        named = run(text, behind)
    if not named and match.start() <= 2 and len(text) <= 90 and _is_name(whole) and kind_of(whole) != "person":
        named = [Named(name=whole, as_written=whole, belief=0.62 if not UNSPACED.match(whole) else 0.82)]
    if not named and UNSPACED.match(whole) and len(whole) <= 16 and _is_name(whole):
        named = [Named(name=whole, as_written=whole, belief=0.82)]
    return SourceLine(evidence=stretch(text, match.start(), named), named=tuple(named)) if named else None


def _may_be_labelled(text: str) -> bool:
    if not holds(text, *":：=＝•"):
        return text[:4].lower() == "via "
    return holds(text.lower(), *_LABEL_STEMS)


_UNSPACED_BREAK = r"[,;|/，、\n（(\[\])）】\s;；]|编辑|編輯|作者|责任|責任|记者"


def _is_whole(text: str, mention: Mention, whole: str) -> bool:
    """Return whether the registered name is a whole name behind the label, not a part of a longer one."""
    if UNSPACED.match(mention.text):
        return (whole.startswith(mention.text) and len(whole) - len(mention.text) <= 3) or text[
            mention.start - 1 : mention.start
        ] in ("", " ", "：", ":", "/", "、", "，", "—", "－", "-")
    before = text[: mention.start]
    return re.search(r"[A-ZÀ-Þ][a-zß-ÿ]+\s$", before) is None and NAME_GOES_ON.match(text, mention.end) is None


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
