"""Scraps of HTML as feeds write them, cut off anywhere and escaped anyhow, as plain words."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from bs4 import BeautifulSoup
from bs4.exceptions import ParserRejectedMarkup

from aggregator.text import clean

MOST_TAGS: Final = 200
"""`<` signs up to which a scrap is parsed; a summary has ten, and the parser is slow where they never close."""

_TAG: Final = re.compile(r"<[^<>]{0,2000}>")


def plain_words(scrap: str) -> str:
    """Return the words of a title, a name or a summary that may hold markup, on one line.

    >>> plain_words('5 < 6, <img alt="a > b" src="x.png">says <b>Ann &amp; Bo</b>')
    '5 < 6, says Ann & Bo'
    """
    if "<" in scrap and scrap.count("<") <= MOST_TAGS:
        try:
            return clean(BeautifulSoup(scrap, "html.parser").get_text(" "))
        except ParserRejectedMarkup:  # `<![` and the like
            pass
    return clean(unescape(_TAG.sub(" ", scrap)))
