"""The dateline that a text begins with: place, day and agency before the first words of the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from aggregator.article import Block

LONGEST: Final = 120
"""Characters at the beginning in which a dateline is looked for; `KYIV, Ukraine, Nov. 20 (Reuters)` has 33."""

_BEHIND: Final = r"\s{0,2}(?:--|[-–—―:|]|\.\s?[-–—]|\.(?=\s))\s{0,2}"
_PLACE: Final = r"[A-ZÀ-ÞĀ-Ž][\w.'’/-]{1,24}"
_SMALL: Final = r"(?:of|the|de|del|la|las|los|le|el|du|do|da|dos|den|der|am|an|im|bei|sur|upon|e|y|et|und|and|di|in)"

_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        # (서울=연합뉴스), 【東京＝共同】, [서울=뉴시스], （ソウル＝聯合ニュース）
        r"(?P<line>[(（【\[][^()（）【】\[\]]{1,30}[=＝][^()（）【】\[\]]{1,30}[)）】\]])",
        # 【新唐人2012年1月11日訊】, 【本报讯】
        r"(?P<line>【[^【】]{1,30}(?:訊|讯|电|電|報導|报道)】)",
        # 新华社北京1月1日电, 中新网北京12月15日电
        r"(?P<line>[\u4e00-\u9fff]{2,16}\d{1,2}月\d{1,2}日(?:电|電|讯|訊))",
        # SEOUL, Nov. 20 (Yonhap) --   Berlin (dpa) -   Madrid, 20 nov (EFE).-   KYIV, Ukraine (AP) —
        rf"(?P<line>{_PLACE}(?:[ ,]{{1,2}}(?:{_PLACE}|{_SMALL}|\w{{3,9}}\.?|\d{{1,2}}\.?)){{0,6}}"
        rf"[, ]{{0,2}}(?:[(\[]\w[^()\[\]]{{0,30}}[)\]]|/\w[^()/\[\]]{{1,30}}/)){_BEHIND}",
        # (Reuters) -
        r"(?P<line>\([A-Z][\w .&/-]{1,24}\))\s{0,2}(?:--|[-–—])\s",
        # МОСКВА, 11 января - РИА Новости.   МОСКВА, 5 декабря. /ТАСС/.
        r"(?P<line>[А-ЯЁ][А-ЯЁ -]{2,30}(?:/[^/]{2,30}/)?, \d{1,2} [а-я]{3,9}"
        r"(?:\s?[-–—]\s?[А-ЯЁ][\w «»\"-]{1,24}(?=\.)|\.? /[^/]{2,30}/)?)[.,]?\s",
        # WASHINGTON —   NEW YORK, N.Y. --   LAGOS, Nigeria –
        r"(?P<line>[A-ZÀ-ÞĀ-Ž][A-ZÀ-ÞĀ-Ž.'’/-]{2,24}(?: [A-ZÀ-ÞĀ-Ž][A-ZÀ-ÞĀ-Ž.'’/-]{1,24}){0,3}"
        r"(?:, [A-ZÀ-Þ][\w.]{1,20}(?: [A-ZÀ-Þ\d][\w.]{0,20})?){0,3})\s{0,2}(?:--|[–—―])\s{0,2}",
    )
)


def read_dateline(text: str) -> str | None:
    """Return the dateline at the beginning of `text` (a first paragraph), without the separator behind it.

    >>> read_dateline("SEOUL, Nov. 20 (Yonhap) -- The harbour was closed.")
    'SEOUL, Nov. 20 (Yonhap)'
    """
    start = text[:LONGEST]
    for form in _FORMS:
        match = form.match(start)
        if match:
            return match["line"].strip()
    return None


SEARCHED: Final = 3
"""Blocks in which a text's dateline is looked for: a standfirst and a heading may stand before it."""


def dateline_of(blocks: Sequence[Block]) -> str | None:
    """Return the dateline of a text, which stands in its first paragraph behind the standfirst."""
    lines = (read_dateline(block.text) for block in islice(blocks, SEARCHED) if block.kind == "paragraph")
    return next((line for line in lines if line is not None), None)
