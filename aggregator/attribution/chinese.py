"""Outlets at the head, at the end and beside the date of a Chinese text, known by the last signs of their names."""

from __future__ import annotations

import re

from aggregator.attribution.named import Named, first_of_each, of_register
from aggregator.attribution.source_names import OUTLET_KINDS, SourceLine
from aggregator.organisations import Register

LONGEST_HEAD = 80
"""Characters in which a text's dateline and its reporter's bracket stand."""

_HAN = "\u3400-\u9fff"
SHAPED_BELIEF = 0.75
"""Belief in a name that no register knows, of which only shape and place speak."""

# A paper, a site, a station, a magazine, an agency.
_SUFFIX = re.compile(
    "(?:报|報|网|網|在线|在線|周刊|週刊|杂志|雜誌|电台|電台|电视台|電視台|卫视|衛視|通讯社|通訊社|通信社|财讯|財訊)$"
)
# A report, a forecast, an annual account; a network that is no site.
_OTHER = re.compile(
    "(?:[预預通公情举舉年季月警财財海简簡申填上捷汇匯电電回播][报報]|[官联聯电電路全内內外局城渔漁球拦攔情关關蛛该該本人区區][网網])$"
)
_OTHERS_BUT = re.compile("(?:文[汇匯][报報]|人民[网網])$")
# "Our paper", "the morning paper": of them only the house itself knows which is meant.
_NOBODY = re.compile(
    "本报|本報|新报|新報|晨报|晨報|晚报|晚報|日报|日報|早报|早報|快报|快報|时报|時報|商报|商報|导报|導報|周报|週報"
)
_HOUSE = ("本", "我", "该", "該", "据", "據", "某", "各", "多家", "有", "这", "這", "一")
_NAME = rf"[{_HAN}A-Za-z0-9]{{2,14}}"
_REPORTER = (
    "(?:特约|特約|首席|实习|實習|见习|見習|驻[^记]{1,4}|駐[^記]{1,4}|本报|本報)?"
    "(?:记者|記者|通讯员|通訊員|特派员|特派員)"
)
_DAY = r"(?:(?:\d{2,4}\s?年)?\s?\d{1,2}\s?月\s?)?\d{1,2}\s?日"

# `东港网3月5日讯`, `海港日報訊 (`, `东港网临海3月5日消息`, `海港商报综合报道，`
_HEAD = re.compile(
    rf"^\s{{0,3}}[（(【\[]?([{_HAN}A-Za-z0-9]{{2,18}}?)\s?(?:{_DAY}\s?)?"
    r"(?:(?:专|專|快)?(?:讯|訊)|消息|电|電|综合报道|綜合報導)(?=[\s（(：:】\]）)，,“「]|$)"
)
# `（海湾导报记者 王小明）`, `【海港日報記者王小明東港報導】`, `【海港日報／王小明】`
_REPORTERS = re.compile(rf"[（(【\[]\s?({_NAME}?)\s?(?:{_REPORTER}|[／/╱])")
# `[东港财讯]“…`, `（海港日报东港）`: nothing but the name, and where its reporter is.
_NAME_ALONE = re.compile(rf"^\s{{0,3}}[（(【\[]\s?({_NAME})\s?[）)】\]]")
# `(據《海港晚報》)`, `（海港日报东港）`, `（本段摘自：海港早报）`, `（新华社记者王小明）`
_END = re.compile(
    rf"[（(\[【]\s?(?:据|據|(?:本文|本段)?(?:来源|來源|摘自)|原载|原載|转自|轉自|转载自|轉載自)?\s?[:：]?\s?《?({_NAME})》?"
    rf"(?:[{_HAN}]{{0,5}}电|{_REPORTER}[{_HAN}\s]{{0,12}})?\s?[）)\]】]\s?$"
)
_DATE = r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?(?:\s?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
# `2025-03-05 海港日報`, `2025年03月05日 14:25东港网【大 中 小】`
_DATE_FIRST = re.compile(rf"{_DATE}\s{{0,3}}({_NAME}(?:\s?[-－—–]\s?{_NAME})?)(?=$|[\s【\[（(|｜])")
# `海港日報 (2025-03-05 14:25)`
_DATE_LAST = re.compile(rf"(?:^|\s)({_NAME}(?:\s?[-－—–]\s?{_NAME})?)\s?[（(]\s?{_DATE}\s?[）)]$")
# `摘自东港在线-海港日报`: no colon behind the label.
_LABELLED = re.compile(
    rf"^(?:本文|文章|内容|內容)?(?:摘自|转自|轉自|转载自|轉載自|来源于|來源於|来源|來源)\s?[《「]?"
    rf"({_NAME}(?:\s?[-－—–]\s?{_NAME})?)[》」]?$"
)
_HAN_NAME = re.compile(f"(?!.*[记記]者){_NAME}")
_BETWEEN = re.compile(r"\s?[-－—–]+\s?")


def read_chinese_head(text: str, *, register: Register, country: str | None = None) -> SourceLine | None:
    """Return whom the first words of a Chinese `text` name: the outlet before the date, and its reporter's."""
    head = text[:LONGEST_HEAD]
    named: list[Named] = []
    end = 0
    for pattern in (_HEAD, _NAME_ALONE):
        if (match := pattern.match(head)) and (found := _beginning(match.group(1), register, country)):
            named.append(found)
            end = match.end()
            break
    reporters = _REPORTERS.search(head)
    if reporters is not None and reporters.start() <= end + 3:
        found = _whole(reporters.group(1), register, country)
        if found is not None:
            named.append(found)
            end = reporters.end(1)
    return SourceLine(evidence=head[:end].strip(), named=first_of_each(named)) if named else None


def read_chinese_end(text: str, *, register: Register, country: str | None = None) -> SourceLine | None:
    """Return whom the bracket at the end of a Chinese `text` names."""
    match = _END.search(text[-50:])
    named = _beginning(match.group(1), register, country) if match is not None else None
    if match is None or named is None:
        return None
    return SourceLine(evidence=match.group().strip(), named=(named,))


def read_chinese_line(
    text: str, *, register: Register, country: str | None = None, alone: bool = False
) -> SourceLine | None:
    """Return the outlets that `text`, a line above a Chinese text, names beside its date; `alone`: or without one."""
    if len(text) > 100:
        return None
    for pattern in (_LABELLED, _DATE_FIRST, _DATE_LAST):
        if (match := pattern.search(text)) and (named := _joined(match.group(1), register, country)):
            return SourceLine(evidence=match.group().strip(), named=named)
    bare = text.strip(" 【】[]／/")
    if bare != text or alone:
        named = _joined(bare.partition("／")[0], register, country)
        return SourceLine(evidence=text, named=named) if named else None
    return None


def joined_outlets(text: str, *, register: Register, country: str | None = None) -> tuple[Named, ...]:
    """Return the outlets that `text` joins by dashes (`华声在线-湖南日报`); nobody unless each part is one's name."""
    return _joined(text, register, country) if _BETWEEN.search(text) else ()


def _joined(text: str, register: Register, country: str | None) -> tuple[Named, ...]:
    parts = _BETWEEN.split(text.strip())[:3]
    named = [_whole(part, register, country, least=2 if len(parts) > 1 else 3) for part in parts]
    kept = [one for one in named if one is not None]
    return first_of_each(kept) if len(kept) == len(named) else ()


# Of the signs in outlets' names, those that mainland China writes otherwise: the register has many names in one form.
_SIMPLER = str.maketrans(
    "報網華國聞時電臺廣東導經濟聯環體證萬視訊財鳳聲線業參現慶遼寧瀟紅點龍灣門雲長陽齊魯週雜誌農軍術資學車書產樂滬漢貴蘇鄭蘭連義競際觀",
    "报网华国闻时电台广东导经济联环体证万视讯财凤声线业参现庆辽宁潇红点龙湾门云长阳齐鲁周杂志农军术资学车书产乐沪汉贵苏郑兰连义竞际观",
)


def simplified(name: str) -> str:
    """Return an outlet's name as mainland China writes it.

    >>> simplified("華商報")
    '华商报'
    """
    return name.translate(_SIMPLER)


def _whole(name: str, register: Register, country: str | None, *, least: int = 3) -> Named | None:
    """Return the outlet whose name `name` is; one of no register has `least` signs."""
    organisation = register.by_name(name, country=country, decided=True)
    if organisation is None and (simple := simplified(name)) != name:
        organisation = register.by_name(simple, country=country, decided=True)
    if organisation is not None:
        return of_register(organisation, name, 0.95) if organisation.kind in OUTLET_KINDS else None
    if (
        not least <= len(name) <= 12
        or not _HAN_NAME.fullmatch(name)
        or name.startswith(_HOUSE)
        or _NOBODY.fullmatch(name)
        or not _SUFFIX.search(name)
    ):
        return None
    if _OTHER.search(name) and not _OTHERS_BUT.search(name):
        return None
    return Named(name=name, as_written=name, belief=SHAPED_BELIEF)


def _beginning(words: str, register: Register, country: str | None) -> Named | None:
    """Return the outlet with whose name `words` begin: before it goes on, a place follows (`中广网北京`)."""
    for length in range(len(words), max(1, len(words) - 7), -1):
        named = _whole(words[:length], register, country)
        if named is not None:
            return named
    return None
