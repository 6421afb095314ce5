"""Sources behind a word and a colon: `Source: …`, `Quelle: …`, `来源：…`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aggregator.attribution.chinese import joined_outlets
from aggregator.attribution.named import Named, first_of_each, of_register
from aggregator.attribution.people import kind_of
from aggregator.attribution.source_names import NAME_GOES_ON, OUTLET_KINDS, SourceLine, run, stretch
from aggregator.attribution.words import holds
from aggregator.organisations import Mention, Register
from aggregator.text import UNSPACED

_NAMES_BREAK = r"[,;|，、\n（(\[]|\s{2,}|\s[-–—]\s|\.\s|\s/\s"

# A word and a colon: what follows is the source, whether we know it or not.
_LABEL = re.compile(
    r"(?:^|(?<=[\s(\[（【|/–—\-.,;。]))(?:"
    r"(?:news |text |original |article |story )?(?<!primary )(?<!photo )(?<!image )sources?|"
    r"with information from|"
    r"(?:text|nachrichten)?quellen?|weitere quellen|fuentes?|con información de|fontes?|com informações d[aeo]s?|"
    r"sources? de l['’]article|"
    r"autres sources|additional sources|fuentes adicionales|más fuentes|altre fonti|outras fontes|"
    r"bron(?:nen)?|kilder?|källa|källor|lähde|lähteet|heimild|šaltinis|allikas|avots|"
    r"źródł[oa](?: informacji)?|źródło tekstu|zdroje?|forrás|sursa|izvor|kaynak(?:lar)?|burimi?|"
    r"mənbə|manba|манба|дереккөз|pinagmulan|iturria|foinse|ffynhonnell|աղբյուրը?|ماخذ|ذریعہ|"
    r"источники?(?: информации)?|джерел[оа]|крыніца|по материалам|по информации|за матеріалами|"
    r"πηγ(?:ή|ές|η)|με πληροφορίες από|"
    r"(?:本文|文章|稿件|新闻|新聞|消息|信息|资料|資料)?(?:来源|來源)(?:于|於)?|转自|轉自|摘自|出处|出處|稿源|"
    r"信源|出典|配信|"
    r"agency|agentur|agence|agencia|agência|agenzia|agencja|agentura|ajans|агентство|агенция|"
    r"sursă|източни(?:к|ци)|извор(?:и)?|ที่มา|წყარო|সূত্র|dzięki uprzejmości|źródło materiału|"
    r"출처|기사제공|자료|제공|nguồn|sumber|umthombo|chanzo|المصدر|المصادر|منبع|מקור|स्रोत"
    r")\s?[:：•=＝՝]\s?|^via\s(?=[A-Z])",
    re.IGNORECASE,
)

_LABEL_STEMS = (
    *("source", "information", "quelle", "fuente", "información", "fonte", "fonti", "informações", "bron", "kild"),
    *("käll", "lähde", "lähteet", "heimild", "šaltinis", "allikas", "avots", "źródł", "zdroj", "forrás", "sursa"),
    *("izvor", "kaynak", "burim", "источник", "джерел", "крыніца", "материалам", "информации", "матеріалами", "πηγ"),
    *("πληροφορίες", "来源", "來源", "转自", "轉自", "摘自", "出处", "出處", "稿源", "信源", "出典", "配信", "출처"),
    *("기사제공", "자료", "제공", "nguồn", "sumber", "umthombo", "chanzo", "المصد", "المصا", "منبع", "מקור", "स्रोत"),
    *("agenc", "agent", "agência", "agenzia", "ajans", "агент", "агенц", "sursă", "източник", "източниц", "извор"),
    *("ที่มา", "წყარო", "সূত্র", "dzięki uprz", "via ", "mənbə", "manba", "манба", "дереккөз", "pinagmulan", "iturria"),
    *("foinse", "ffynhon", "աղբյուր", "ماخذ", "ذریعہ"),
)
"""One of these, in small letters, is in all that `_LABEL` finds."""

LABEL_SIGNS = tuple(":：=＝•՝")
"""One of these a label has behind it, but for “via”."""

_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?((?:[a-z0-9\-]{1,40}\.){1,3}[a-z]{2,10})(?:/\S{0,200})?", re.IGNORECASE)


def read_labelled(text: str, mentions: list[Mention], register: Register) -> SourceLine | None:
    """Return whom `text`, a short line, names behind a label; also who is in no register, where the label is plain."""
    match = _LABEL.search(text) if _may_be_labelled(text) else None
    if match is None or match.start() > 120:
        return None
    named: list[Named] = []
    end = match.end()
    rest = text[end:].lstrip()
    unspaced = UNSPACED.search(rest[:12]) is not None
    rest = rest.lstrip(" (（[") if unspaced else rest
    behind = [one for one in mentions if one.start >= end]
    if domains := _domains(rest, register, sure=match.start() <= 2 and not behind):
        after = [one for one in behind if one.start >= text.rfind(domains[-1].as_written) + len(domains[-1].as_written)]
        named = [*domains, *(run(text, after) if after and after[0].start - end <= 40 else ())]
        return SourceLine(evidence=stretch(text, match.start(), named), named=first_of_each(named))
    whole = re.split(_UNSPACED_BREAK if unspaced else _NAMES_BREAK, rest, maxsplit=1)[0].strip(_AROUND)
    if unspaced and (joined := joined_outlets(whole, register=register)):
        return SourceLine(evidence=stretch(text, match.start(), list(joined)), named=joined)
    if behind and behind[0].start - end <= 24 and _is_whole(text, behind[0], whole):
        named = run(text, behind)
    elif not behind and (known := register.by_name(whole, decided=True)) is not None and known.kind in OUTLET_KINDS:
        named = [of_register(known, whole, 0.95)]  # in a script whose words no space parts
    if not named and (kind := _KIND_BEFORE.match(whole)) is not None:  # "ИА «Мост»", "Page Facebook de Libres"
        name = whole[kind.end() :].strip(_AROUND)
        if match.start() <= 2 and _is_name(name):
            named = [Named(name=name, as_written=name, belief=0.7)]
    if not named and match.start() <= 2 and len(text) <= 90 and _is_name(whole) and not _is_person(whole):
        named = [Named(name=whole, as_written=whole, belief=0.62 if not UNSPACED.match(whole) else 0.82)]
    if not named and UNSPACED.match(whole) and len(whole) <= 16 and _is_name(whole):
        named = [Named(name=whole, as_written=whole, belief=0.82)]
    return SourceLine(evidence=stretch(text, match.start(), named), named=tuple(named)) if named else None


def by_label(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the names in `text`; one that several share means the agency of the label's country: `Källa: TT`."""
    label = text[:12].lower()
    countries = next((near for word, near in _COUNTRIES.items() if label.startswith(word)), ())
    if not countries:
        return list(mentions)
    settled = ((one, one.settled(countries=countries)) for one in mentions)
    return [one if meant is None else one.meaning(meant) for one, meant in settled]


_COUNTRIES = {
    **dict.fromkeys(("källa", "källor"), ("SE",)),
    **dict.fromkeys(("lähde", "lähteet"), ("FI",)),
    **dict.fromkeys(("kilde",), ("DK", "NO")),
    **dict.fromkeys(("źródł",), ("PL",)),
    **dict.fromkeys(("zdroj",), ("CZ", "SK")),
    **dict.fromkeys(("forrás",), ("HU",)),
    **dict.fromkeys(("surs",), ("RO", "MD")),
    **dict.fromkeys(("kaynak",), ("TR",)),
    **dict.fromkeys(("джерел",), ("UA",)),
    **dict.fromkeys(("източни",), ("BG",)),
    **dict.fromkeys(("πηγ",), ("GR", "CY")),
    **dict.fromkeys(("出典",), ("JP",)),
    **dict.fromkeys(("출처",), ("KR",)),
    **dict.fromkeys(("nguồn",), ("VN",)),
}
"""Where a label's language is at home: there a name that several share means its own."""

_AROUND = " .。\"'“”«»„()[]（）【】《》"
MOST_DOMAINS = 3
# Who has the name behind it is a news agency, or speaks on a platform.
_KIND_BEFORE = re.compile(
    r"(?:(?:ИА|РИА|ИТА|информагентство|агентство|газета|журнал|портал|сайт|издание|телеканал)\s(?=[«\"„“])|"
    r"(?:page|compte|blog) (?:facebook|twitter|instagram) d(?:e |es |u |['’])|"
    r"(?:facebook|twitter|instagram)(?:-seite| page| account) (?:von |der |des |of )|"
    r"(?:pressemitteilung|communiqué|press release|comunicado) (?:der |des |de |of |from )?)",
    re.IGNORECASE,
)
_ORGANISATION_PART = re.compile(
    r"universit|hochschul|instit|verband|verein|gesellschaft|stiftung|akademi|university|college|society|"
    r"\b(?:tsv|sv|fc|vfl|sc|tv|hsg|ev|gmbh|ag|inc|ltd|llc|plc|news|press|media)\b",
    re.IGNORECASE,
)


def _is_person(name: str) -> bool:
    return kind_of(name) == "person" and not name.isupper() and not _ORGANISATION_PART.search(name)


def _domains(rest: str, register: Register, *, sure: bool) -> list[Named]:
    """Return the sites whose addresses `rest`, the words behind a label, begins with: `x.ru, www.y.com`.

    `sure`: the label is the line's first word, so that a site may be one that no register knows.
    """
    named: list[Named] = []
    while len(named) < MOST_DOMAINS and (match := _DOMAIN.match(rest)) is not None:
        host = match.group(1).lower()
        organisation = register.by_host(host)
        written = match.group().rstrip("/.,")
        if organisation is not None:
            named.append(of_register(organisation, written, 0.9))
        elif (sure or named) and not _is_no_site(host, rest[match.end() :]):
            named.append(Named(name=host, as_written=written, belief=0.75))
        else:
            break
        rest = rest[match.end() :].lstrip(" ,;/и")
    return named


def _is_no_site(host: str, behind: str) -> bool:
    return host.rpartition(".")[2] in _NO_DOMAIN or behind[:1].isalpha()


_NO_DOMAIN = frozenset({"jpg", "jpeg", "png", "gif", "pdf", "html", "htm", "php"})


def _may_be_labelled(text: str) -> bool:
    if not holds(text, *LABEL_SIGNS):
        return text[:4].lower() == "via "
    return holds(text.lower(), *_LABEL_STEMS)


# A bank, the police: whose figures or words they are, not whose text.
_NO_OUTLET = re.compile(
    r"\b(?:bank|police|poli[zsc]\w{1,4}|polícia|polisi?|полиция|feuerwehr|minist\w+|министерство|\w*ministerium|"
    r"government|regierung|landesregierung|verbraucherzentrale|statist\w*|eurostat|\w*amt|comune|ayuntamiento|"
    r"own sources|соцсети|интернет|агентства|وكالات|مواقع)\b|"
    r"^(?:综合|綜合|本站|本网|本報|本报|网络|網絡|網路|互联网|原创|原創|整理|新闻|新聞|作者|编辑|編輯|未知|转载|轉載|投稿|用户|网友|網友)|"
    r"(?:医师|醫師|教授|博士|医院|醫院|先生|小姐|女士|律师|律師|卫生局|衛生局|衛生署|公安局|警方|统计局|統計局)$",
    re.IGNORECASE,
)
_NOBODY_FIRST = re.compile(
    r"(?:own|eigene|privat|internet|web|staff|redaktion|autor|agentur\w*|agencies|agency|wires?|news|google|wikipedia|"
    r"twitter|facebook|youtube|instagram|x)\b.*",
    re.IGNORECASE,
)
_UNSPACED_BREAK = r"[,;|/，、\n（(\[\])）】\s;；]|编辑|編輯|作者|责任|責任|记者"


def _is_whole(text: str, mention: Mention, whole: str) -> bool:
    """Return whether the registered name is a whole name behind the label, not a part of a longer one."""
    if UNSPACED.match(mention.text):
        return (whole.startswith(mention.text) and len(whole) - len(mention.text) <= 3) or text[
            mention.start - 1 : mention.start
        ] in ("", " ", "：", ":", "/", "、", "，", "—", "－", "-")
    before = text[: mention.start].rstrip('«„“"')
    return _NAME_BEFORE.search(before) is None and NAME_GOES_ON.match(text, mention.end) is None


_NAME_BEFORE = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]+\s$")


def _is_name(words: str) -> bool:
    """Return whether `words` behind a source label may be an outlet's name: short, capitalised or in quotes."""
    if not 2 <= len(words) <= 36 or len(words.split()) > 4 or not words[:1].isalpha() or words[:1].islower():
        return False
    return _NO_OUTLET.search(words) is None and _NOBODY_FIRST.fullmatch(words) is None
