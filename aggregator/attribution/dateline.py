"""Who a dateline says the text comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from aggregator.attribution.credit import settled
from aggregator.attribution.named import Named, first_of_each, of_register
from aggregator.attribution.people import NOBODY_WORDS
from aggregator.attribution.words import holds
from aggregator.organisations import Mention, Register
from aggregator.text import UNSPACED

LONGEST_DATELINE = 160
"""Characters in which a dateline must close; one that does not is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The beginning of a text that names where, and by whom, it was written."""

    evidence: str
    """As it stands on the page, with what closes it."""

    named: tuple[Named, ...]
    """The agencies in it."""


_PLACE = r"[^\W\d_][^()\[\]（）【】\n:;!?]{0,70}?"
_DASH = r"(?:[-–—―−]{1,3}|&mdash;|:)"
# `SEOUL, Nov. 20 (Yonhap) --`, `ROMA (ANSA) -`, `Berlin (dpa/lby) -`, `WASHINGTON (AP) —`
_PLACE_AND_BRACKET = re.compile(rf"^\W{{0,3}}({_PLACE},?\s?)[(\[]([^()\[\]]{{2,60}})[)\]]\s*(?:{_DASH}|\.\s?[-–—])")
# `(ANSA) - ROMA, 5 MAR -`, `(Reuters) - `, `[AFP] —`, `(AGI) - Roma`
_BRACKET_FIRST = re.compile(rf"^\s{{0,3}}[(\[]([^()\[\]]{{2,40}})[)\]]\s*(?:{_DASH}|(?=[A-ZÀ-Þ\u0400-\u042f]{{2}}))")
# `(서울=연합뉴스) 김기자 =`, `[서울=뉴시스]`, `【東京＝共同】`, `【ワシントン共同】`, `(서울=뉴스1)`
_EQUALS = re.compile(
    r"^\s{0,3}[(\[（【〔［]([^()\[\]（）【】〔〕［］，。,图]{1,20}?)\s?[=＝·・/]\s?([^()\[\]（）【】〔〕［］]{2,40})[)\]）】〕］]"
)
_JAPANESE = re.compile(r"^\s{0,3}[【\[（(［〔]([^【】\[\]（）()［］〔〕]{2,30})[】\]）)］〕]")
# `新华社北京11月20日电`, `中新社北京11月20日电 (记者 张三)`, `（中央社記者張三台北20日電）`, `本报讯`
_CHINESE = re.compile(
    r"^[\s（(【\[]{0,3}([^\s\d，。,:：]{2,24}?)\s?(?:(?:\d{1,4}\s?年)?\s?\d{1,2}\s?月)?\s?\d{1,2}\s?日\s?(?:（[^）]{0,20}）)?\s?(?:专?电|專?電|讯|訊|消息|报道)"
)
_CHINESE_NAMED = re.compile(r"^[\s（(【\[]{0,3}(?:据|據)?([^\s，。,:：]{2,12}?)(?:讯|訊|消息)[：:，, ]")
# `LAGOS, March 3 — AFP —`, `MANILA — Reuters`, `AFP, MANILA`, `Berlin, 3. Mai. dpa`, `PTI, New Delhi:`
_PLACE_DASH_AGENCY = re.compile(
    rf"^\W{{0,3}}([A-ZÀ-Þ][^()\n:;!?]{{1,60}}?)\s?(?:{_DASH}|/)\s?([A-Z][\w .]{{1,30}}?)\s?(?:{_DASH}|/|:|$)"
)
# `Москва. 20 ноября. ИНТЕРФАКС.RU -`, `МОСКВА, 20 ноя — РИА Новости.`, `Киев, 3 марта. /УНИАН/`
_RUSSIAN = re.compile(
    r"^\W{0,3}([А-ЯЁІЇЄ][^\n()]{1,50}?)[.,]\s?(?:\d{1,2}\s?[а-яёії]{3,9}\.?)?\s?(?:[.,]|[-–—]|"
    r"/)*\s?[/]?\s?([А-ЯЁІЇЄA-Z][^\n./()]{1,30}?)(?:\.(?:RU|ru))?\s?(?:/\.?|\.|,|[-–—])"
)
# `/ANSA/`, `/ТАСС/.`: between slashes near the beginning
_SLASHED = re.compile(r"^[^\n]{0,60}?/\s?([^/\n]{2,30})\s?/\s?[.,\-–—]?")
# `Washington. (AP)`, no dash behind, at the very beginning
_AGENCY_COLON = re.compile(r"^\s{0,3}([A-ZÀ-Þ][\w.]{1,20}(?:/[A-Z][\w.]{1,20}){0,3})\s?[:,–—-]\s?(?=[A-ZÀ-Þ])")

_BRACKETS = tuple("([（【〔［")

_NOT_AGENCY = re.compile(
    r"\d|\b(?:the|left|right|pictured|live|update|video|photo|photos|archive|file|ots|own|exclusive|sponsored|"
    r"opinion|advertisement|reader|premium|plus)\b",
    re.IGNORECASE,
)
_DESK = re.compile(r"[a-zäöü]{2,4}\d?")
_SHAPE = re.compile(r"[^\W\d_][\w.&' \-]{1,29}")


def read_dateline(
    text: str, *, register: Register, country: str | None = None, mentions: Sequence[Mention] | None = None
) -> Dateline | None:
    """Return the dateline that `text`, a paragraph, begins with; None without one that names somebody.

    `mentions` are the names in `text`, where the caller has found them already.

    >>> from aggregator.organisations import register
    >>> [one.name for one in read_dateline("ROMA (ANSA) - Il governo …", register=register()).named]
    ['ANSA']
    """
    head = text[:LONGEST_DATELINE]
    named_there = mentions is None or (len(mentions) > 0 and mentions[0].start < LONGEST_DATELINE)
    if not named_there and not holds(head, *_BRACKETS):  # without them only a registered name counts
        return None
    for pattern, group, unknown in _FORMS:
        match = pattern.match(head)
        if match is None:
            continue
        if unknown and (match.group().rstrip().endswith(":") or len(match.group(1).split()) > 7):
            unknown = 0.0
        named = _agencies(match.group(group), register, country, unknown=unknown)
        if named:
            return Dateline(evidence=match.group().strip(), named=named)
    return None


# Pattern, the group with the agencies, and how far a name that no register knows is believed there (0: not at all).
_FORMS = (
    (_EQUALS, 2, 0.6),
    (_PLACE_AND_BRACKET, 2, 0.6),
    (_BRACKET_FIRST, 1, 0.0),
    (_JAPANESE, 1, 0.0),
    (_CHINESE, 1, 0.0),
    (_CHINESE_NAMED, 1, 0.0),
    (_PLACE_DASH_AGENCY, 2, 0.0),
    (_RUSSIAN, 2, 0.0),
    (_SLASHED, 1, 0.0),
    (_AGENCY_COLON, 1, 0.0),
)
_SPLIT = re.compile(r"\s*[/,+&、・|]\s*|\s+(?:and|und|e|y|et|-|–)\s+")
_IN_PLACE_KINDS = frozenset(
    {"agency", "syndicator", "release_service", "newspaper", "broadcaster", "magazine", "online"}
)


def _agencies(inside: str, register: Register, country: str | None, *, unknown: float) -> tuple[Named, ...]:
    found_there = register.find(inside, country=country)
    mentions = [one for one in settled(found_there) if one.organisation.kind in _IN_PLACE_KINDS]
    if len(mentions) < len(found_there) and any(one.doubtful for one in found_there):
        unknown = 0.0  # a name that means one of several is no unknown one
    covered = sum(one.end - one.start for one in mentions)
    if mentions and covered * 2 < len(inside.strip()) and not UNSPACED.search(inside) and "/" not in inside:
        # "(the BBC's Moscow correspondent)": a name inside a phrase is no dateline
        return ()
    found = [of_register(one.organisation, one.text, 0.97 if one.plain else 0.93) for one in mentions]
    if not found and unknown:
        for piece in _SPLIT.split(inside.strip()):
            piece = piece.strip(" .")
            if _is_unknown_agency(piece):
                found.append(Named(name=piece, as_written=piece, belief=unknown))
    return first_of_each(found)


def _is_unknown_agency(piece: str) -> bool:
    """Return whether `piece` may be an agency nobody told us of: a short capitalised name, no word of another kind."""
    if not 3 <= len(piece) <= 30 or _NOT_AGENCY.search(piece) or not _SHAPE.fullmatch(piece):
        return False
    if _DESK.fullmatch(piece) or piece.casefold() in NOBODY_WORDS:
        return False
    return (piece[0].isupper() and len(piece.split()) <= 3) or UNSPACED.match(piece) is not None
