"""Who a dateline says the text comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aggregator.attribution.agency import names_agency
from aggregator.attribution.chinese import read_chinese_head
from aggregator.attribution.credit_mentions import settled
from aggregator.attribution.named import Named, first_of_each, of_register
from aggregator.attribution.people import NOBODY_WORDS, kind_of
from aggregator.attribution.source_names import OUTLET_KINDS, SourceLine
from aggregator.attribution.words import HAN_OR_KANA, holds
from aggregator.organisations import Mention, Register
from aggregator.text import UNSPACED

LONGEST_DATELINE = 160
"""Characters in which a dateline must close; one that does not is none."""

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
_SLASHED = re.compile(r"^[^\n]{0,60}?/\s?(?:[Кк]орр\.?\s)?([^/\n]{2,30})\s?/\s?[.,\-–—]?")
# `Washington. (AP)`, no dash behind, at the very beginning
_AGENCY_COLON = re.compile(r"^\s{0,3}([A-ZÀ-Þ][\w.]{1,20}(?:/[A-Z][\w.]{1,20}){0,3})\s?[:,–—-]\s?(?=[A-ZÀ-Þ])")

# `Mumbai, Jan 17 (PTI) A team …`, `MADRID, 5 (EUROPA PRESS) El …`, `Frankfurt/Main (epd). Die …`: nothing closes it but
# a date before, or a stop behind.
_DATE_AND_BRACKET = re.compile(
    rf"^\W{{0,3}}({_PLACE}\d{{1,2}}(?:\.?[ ,][^\W\d_]{{3,10}}|, \d{{4}})?\.?,?\s?)\(([^()]{{2,40}})\)\s"
)
_PLACE_AND_STOP = re.compile(
    r"^\W{0,3}((?:[A-ZÀ-Þ\u0400-\u042f][\w.'’\-]{1,20}[ /,]{0,2}){1,4})\(([^()]{2,40})\)[.:]?\s"
)
# `Rīga, 5. marts, LETA. `, `Bakı, 5 mart, AZƏRTAC — `, `ACCRA, March 5, GNA – `
_PLACE_DATE_AGENCY = re.compile(
    r"^\W{0,3}([^\W\d_][^()\n:;!?]{1,30}?,\s[^()\n:;!?,]{0,14}\d{1,2}[^()\n:;!?,]{0,14}),\s([^\W\d_]{2,20})\s?(?:\.\s|[-–—])"
)

# `HARBOUR POST via AP —`: whose text it is, and who hands it on.
_VIA = re.compile(r"^\W{0,3}([A-ZÀ-Þ][\w .&’'\-]{1,28}?) via ([A-ZÀ-Þ][\w .]{1,28}?)\s?(?:[-–—]{1,2})\s")

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
) -> SourceLine | None:
    """Return the dateline that `text`, a paragraph, begins with; None without one that names somebody.

    `mentions` are the names in `text`, where the caller has found them already.

    >>> from aggregator.organisations import register
    >>> [one.name for one in read_dateline("ROMA (ANSA) - Il governo …", register=register()).named]
    ['ANSA']
    """
    head = text[:LONGEST_DATELINE]
    if UNSPACED.search(head[:20]) is not None and HAN_OR_KANA.search(head[:20]) is not None:
        chinese = read_chinese_head(text, register=register, country=country)
        if chinese is not None:
            return chinese
    named_there = mentions is None or (len(mentions) > 0 and mentions[0].start < LONGEST_DATELINE)
    if not named_there and not holds(head, *_BRACKETS):  # without them only a registered name counts
        return None
    byline, break_, below = head.partition("\n")
    if break_ and len(byline) < LONGEST_BYLINE and _BY.match(byline):
        head = below  # "By ANN EXAMPLE⏎LONDON (AP) —"
    if " via " in head and (via := _VIA.match(head)) is not None:
        agency = _agencies(via.group(2), register, country, unknown=0.0)
        if agency:
            first = _agencies(via.group(1), register, country, unknown=0.6)
            return SourceLine(evidence=via.group().strip(), named=first_of_each([*first, *agency]))
    for pattern, group, unknown in _FORMS:
        match = pattern.match(head)
        if match is None:
            continue
        if unknown and not _may_hold_unknown(pattern, match):
            unknown = 0.0
        named = _agencies(match.group(group), register, country, unknown=unknown)
        if pattern is _PLACE_AND_STOP and not _closed(match, named):
            continue
        if pattern is _EQUALS:  # "(도쿄 교도=연합뉴스)", "【AFP＝時事】": an agency hands on another's
            named = first_of_each([*_agencies(match.group(1), register, country, unknown=0.0), *named])
        if named:
            return SourceLine(evidence=match.group().strip(), named=named)
    return None


LONGEST_BYLINE = 60
_BY = re.compile(r"(?:by|von|par|por|de|di|door|av|af)\s", re.IGNORECASE)
_AGENCY_KINDS = frozenset({"agency", "syndicator"})
_ACRONYM = re.compile(r"[^\W\d_]*[A-ZÀ-Þ\u0400-\u042f][^\W\d_]*[A-ZÀ-Þ\u0400-\u042f][^\W\d_]*(?:/\w+)?")


def _may_hold_unknown(pattern: re.Pattern[str], match: re.Match[str]) -> bool:
    """Return whether an unknown name may be an agency's there: `PORT-ALBA (Xyz) —`, not `Wien (Innere Stadt) –`."""
    if match.group().rstrip().endswith(":") or len(match.group(1).split()) > 7:
        return False
    if pattern is not _PLACE_AND_BRACKET:
        return True
    place, inside = match.group(1), match.group(2).strip()
    return (
        place.isupper()
        or any(letter.isdigit() for letter in place)
        or _ACRONYM.fullmatch(inside) is not None
        or names_agency(inside)
        or UNSPACED.match(inside) is not None
    )


def _closed(match: re.Match[str], named: tuple[Named, ...]) -> bool:
    """Return whether a place and a bracket with nothing but a space behind are a dateline: "Berlin (dpa) Die …"."""
    agencies = all(one.organisation is not None and one.organisation.kind in _AGENCY_KINDS for one in named)
    return agencies and (match.group().rstrip().endswith((".", ":")) or len(match.group(1).split()) == 1)


# Pattern, the group with the agencies, and how far a name that no register knows is believed there (0: not at all).
_FORMS = (
    (_EQUALS, 2, 0.6),
    (_PLACE_AND_BRACKET, 2, 0.6),
    (_DATE_AND_BRACKET, 2, 0.0),
    (_BRACKET_FIRST, 1, 0.0),
    (_JAPANESE, 1, 0.0),
    (_CHINESE, 1, 0.0),
    (_CHINESE_NAMED, 1, 0.0),
    (_PLACE_DATE_AGENCY, 2, 0.0),
    (_PLACE_DASH_AGENCY, 2, 0.0),
    (_RUSSIAN, 2, 0.0),
    (_SLASHED, 1, 0.0),
    (_AGENCY_COLON, 1, 0.0),
    (_PLACE_AND_STOP, 2, 0.0),
)
_SPLIT = re.compile(r"\s*[/,+&、・|]\s*|\s+(?:and|und|e|y|et|-|–)\s+")


def _agencies(inside: str, register: Register, country: str | None, *, unknown: float) -> tuple[Named, ...]:
    found_there = register.find(inside, country=country)
    mentions = [one for one in settled(found_there) if one.organisation.kind in OUTLET_KINDS]
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
    if kind_of(piece) == "person" and len(piece.split()) > 1 and not piece.isupper() and not names_agency(piece):
        return False  # "(AP Photo/Jane Doe)"
    return (piece[0].isupper() and len(piece.split()) <= 3) or UNSPACED.match(piece) is not None
