"""Who is said in Chinese to have taken or given a picture (`（记者 李例摄）`, `圖片翻攝自港口博物館`)."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from aggregator.attribution.credit import read_credit
from aggregator.attribution.named import Named, of_register
from aggregator.attribution.picture_credit import LONGEST_CAPTION, Credit
from aggregator.attribution.words import holds
from aggregator.organisations import Register

MOST_TAKERS = 12
"""Credits of one text that are read."""

_HAN_NAME = "(?:[\u4e00-\u9fff] [\u4e00-\u9fff](?=\\s?(?:[摄攝)）]|撮影|$))|[\u4e00-\u9fff\ue000-\uf8ff]{2,4})"
_HAN_TAKER = re.compile(
    rf"[(（]\s?(?:[^()（）\s]{{0,6}}?(?:记者|記者|通讯员|通訊員)\s?)?({_HAN_NAME}|[^()（）\s\d]{{2,12}})\s?(?:摄|攝|撮影)\s?[)）]"
    rf"|(?:记者|記者|通讯员|通訊員)\s?({_HAN_NAME})\s?(?:摄|攝)(?![影像製制入取])"
    rf"|(?:摄影|攝影)\s?(?:记者|記者|[:：/╱／])\s?({_HAN_NAME})(?![\u4e00-\u9fff])"
    rf"|({_HAN_NAME}(?:\s{_HAN_NAME})?)\s?(?:文[/／]图|图[/／]文|文[/／]圖|圖[/／]文)$"
    rf"|(?:图|圖)[/／]([^\s/／()（）。，]{{2,12}}?)(?:滚动新闻)?(?:记者|記者)\s?({_HAN_NAME})"
)
HAN_SIGNS = ("摄", "攝", "撮影", "图", "圖")
"""One of these is in all that `takers_in` finds."""

_UNASSIGNED = re.compile("[\ue000-\uf8ff]")
"""What old code pages leave of rare signs."""


def takers_in(text: str, *, register: Register) -> tuple[Credit, ...]:
    """Return who is said in Chinese to have taken a picture, wherever in the text that stands (`（李例摄）`)."""
    if text.isascii() or not holds(text, *HAN_SIGNS):
        return ()
    found = []
    for match in itertools.islice(_HAN_TAKER.finditer(text[-LONGEST_CAPTION:]), MOST_TAKERS):
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
