"""News outlets that the running text names as the source of something it tells."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aggregator.attribution.constructions import (
    KOREAN_RIGHT,
    LEFT_UNSPACED,
    NOT_LEFT,
    NOT_RIGHT,
    RIGHT,
    RIGHT_UNSPACED,
)
from aggregator.attribution.introduction import introduction, is_outlet_noun
from aggregator.attribution.named import Named, of_register
from aggregator.attribution.words import HAN_OR_KANA, holds, word_set
from aggregator.organisations import Mention, Register

BEFORE, AFTER = 110, 90
"""Characters of the text around a name in which the construction must stand."""

_SENTENCE_BREAK = re.compile(r"[.!?]\s+(?=[A-ZÀ-Þ\u0400-\u042f\"“„«])|[。！？]")
_HANGUL = re.compile("[\uac00-\ud7af]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One outlet that a paragraph uses as its source."""

    named: Named
    evidence: str


def read_citations(
    text: str, *, register: Register, country: str | None = None, mentions: Sequence[Mention] | None = None
) -> list[Citation]:
    """Return the outlets that `text`, one paragraph, cites, in their order.

    `mentions` are the names in it, where the caller has found them already.
    """
    if mentions is None:
        mentions = register.find(text, country=country)
    return [one for _, one in citations_in([text], [mentions], country=country)]


def citations_in(
    texts: Sequence[str], mentions: Sequence[Sequence[Mention]], *, country: str | None = None
) -> Iterator[tuple[int, Citation]]:
    """Yield the outlets that the paragraphs `texts` cite, each with its paragraph's number; `mentions` are of each."""
    worth = _worth_reading(texts)
    for position, (text, named_there) in enumerate(zip(texts, mentions, strict=True)):
        for citation in _of_register(text, named_there, country) if named_there else ():
            yield position, citation
        if position in worth:
            for citation in _unknown(text, named_there, callsigns=country in (None, "US")):
                yield position, citation


def _of_register(text: str, mentions: Sequence[Mention], country: str | None) -> Iterator[Citation]:
    """Yield citations of outlets that the register knows."""
    end = -1
    for mention in mentions:
        if not mention.organisation.is_outlet or not mention.cased or mention.doubtful:
            continue
        citation = _read_mention(text, mention, country)
        if (
            citation is None
            and end > 0
            and 1 <= mention.start - end <= 24
            and _AND.fullmatch(text[end : mention.start])
        ):
            # "according to reports from The Wrap and Deadline"
            belief = 0.88 if mention.plain else 0.8
            citation = Citation(
                named=of_register(mention.organisation, mention.text, belief), evidence=text[end : mention.end].strip()
            )
        if citation is not None:
            end = mention.end
            yield citation


_AND = re.compile(
    r"[\"”“»«’']?(?:,\s?|,?\s(?:and|und|et|y|e|og|och|i|и|та|και|sowie|oder|or|as well as)\s)(?:the|der|die|das|"
    r"dem|la|le|el|il|το|η|ο|to)?\s?[\"“”„«»‘']?",
    re.IGNORECASE,
)

# Names that are an outlet's by their shape, whoever it is: "Philadelphia Magazine", "Radio Okapi", "WXYZ-TV". The last
# (or first) word is looked for, then the capitalised words beside it.
_SHAPE_WORDS = word_set(
    """
    Magazine Times Post Herald Tribune Gazette Journal Chronicle Observer Courier Sentinel Dispatch Inquirer Examiner
    Telegraph Bulletin Globe Mercury Weekly Newspaper Newspapers Radio Television TV FM News Daily Crest Register Gazeta
    Zeitung Anzeiger Tageblatt Nachrichten Rundschau Kurier Morgenpost Tagblatt Diario Corriere Televisión Télévision
    """
)
_CAPITAL_WORD = re.compile(r"[A-Z][\w\-]+")
# What `_shaped` looks for. All alternatives begin with a letter: then `re` passes over other letters at once.
_MAY_BE_SHAPED = re.compile("|".join((*sorted(_SHAPE_WORDS), r"K[A-Z]{2}[A-Z\-]", r"W[A-Z]{2}[A-Z\-]")))
_BEHIND_SPACE = re.compile(" [\"“„«‘'‹]")
_LONGEST_NOUN = 30
_CALLSIGN = re.compile(r"[KW][A-Z]{3}(?:-(?:TV|FM|AM))?|[KW][A-Z]{2}-(?:TV|FM|AM)")
_CAPITALS_BEFORE = re.compile(r"(?:[A-ZÀ-Þ][\w.&'’\-]{0,20}\s(?:(?:of|&|and|de|del|du|la)\s)?){1,4}$")
_CAPITALS_BEHIND = re.compile(r"(?:\s[A-ZÀ-Þ][\w'’\-]{2,20}){1,2}")
_NAME_FIRST = frozenset({"Radio", "Diario", "Journal", "Daily", "Gazeta", "Corriere", "Televisión", "Télévision", "TV"})


def _worth_reading(texts: Sequence[str]) -> set[int]:
    """Return the numbers of the paragraphs that may name an outlet of no register, asked of all of them at once."""
    whole = "\n ".join(texts)
    places = [match.start() for match in _MAY_BE_SHAPED.finditer(whole)]
    for match in _BEHIND_SPACE.finditer(whole):
        place = match.start()
        if is_outlet_noun(whole[max(0, place - _LONGEST_NOUN) : place].rpartition(" ")[2].lower()):
            places.append(place)
    places.extend(match.start() for sign in "据據" if sign in whole for match in re.finditer(sign, whole))
    if not places:
        return set()
    ends = list(itertools.accumulate(len(text) + 2 for text in texts))
    return {bisect.bisect_right(ends, place) for place in places}


def _shaped(text: str) -> Iterator[tuple[int, int]]:
    for match in _CAPITAL_WORD.finditer(text):
        word = match.group()
        callsign = word[0] in "KW" and _CALLSIGN.fullmatch(word) is not None
        if word not in _SHAPE_WORDS and not callsign:
            continue
        if match.start() and text[match.start() - 1].isalnum():
            continue
        before = _CAPITALS_BEFORE.search(text[max(0, match.start() - 70) : match.start()]) if not callsign else None
        if before is not None:
            yield match.start() - len(before.group()), match.end()
        elif match.group() in _NAME_FIRST and (behind := _CAPITALS_BEHIND.match(text, match.end())) is not None:
            yield match.start(), behind.end()
        elif callsign:
            yield match.span()


def _called(text: str) -> Iterator[tuple[int, int]]:
    if _QUOTE.search(text):
        for match in _QUOTED.finditer(text):
            before = text[max(0, match.start() - 30) : match.start()].rstrip()
            if is_outlet_noun(before.rpartition(" ")[2].lower()):
                yield match.span(1)


_NOT_OUTLET = re.compile(
    r"\b(?:Medical|American Journal|European Journal|British Journal|International Journal|Association Journal|"
    r"Science|Annals|Chief|Fox|Nobel|Wall Street Journal|Medical Journal|Journal of|Law Journal|Breaking|Fake|"
    r"Washington Post|Good|Bad|Big|Times Square|Medicine|Security|Trading|Canada Post|Royal Mail|Australia Post|"
    r"Deutsche Post|Swiss Post|India Post)\b"
)
# "the newspaper “X”", "газета «X»": what it is called says what it is.
_QUOTED = re.compile(r"[\"“„«‘'‹]([^\"“”„«»‘’'‹›\n]{2,40})[\"”“»«’'›]")


_CHINESE_CALLED = re.compile(
    r"[据據](?:[^，。,\s]{0,8}?)(?:网站|網站|媒体|媒體|报纸|報紙|杂志|雜誌|周刊|週刊|通讯社|"
    r"通訊社)[《「]?([A-Za-z][\w.& ]{2,28}?)[》」]?(?:网站)?(?:报道|報導|報道|报导|消息|称|稱)"
)


def _unknown(text: str, mentions: Sequence[Mention], *, callsigns: bool) -> Iterator[Citation]:
    """Yield citations of outlets that no register knows: by the shape of the name, or by what it is called."""
    taken = [
        (one.start, one.end)
        for one in mentions
        if one.organisation.is_outlet and len(one.text) > 3 and not one.doubtful
    ]
    for match in _CHINESE_CALLED.finditer(text) if holds(text, "据", "據") else ():
        if not any(match.start(1) < other_end and other_start < match.end(1) for other_start, other_end in taken):
            name = match.group(1).strip()
            yield Citation(named=Named(name=name, as_written=name, belief=0.8), evidence=match.group())
    for shaped, spans in ((True, _shaped(text)), (False, _called(text))):
        for start, end in spans:
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            name = text[start:end]
            for word in ("The ", "At ", "On ", "In ", "And ", "But "):
                if shaped and name.startswith(word):
                    start += len(word)
                    name = name[len(word) :]
            if len(name) < 4 or (shaped and _NOT_OUTLET.search(name)) or not name[:1].isupper():
                continue
            taken.append((start, end))
            before, after = _around(text, start, end)
            if after.startswith((" of ", " on ")) and name.endswith("Journal"):
                continue
            left, right = introduction(before), RIGHT.match(after)
            if (left is None and right is None) or NOT_LEFT.search(before) or NOT_RIGHT.match(after):
                continue
            if shaped and " " not in name and (left is None or not (callsigns or "-" in name)):
                continue
            evidence = text[
                start - (len(before) - left if left is not None else 0) : end + (right.end() if right else 0)
            ]
            yield Citation(named=Named(name=name, as_written=name, belief=0.75), evidence=evidence.strip())


_QUOTE = re.compile(r"[\"“„«‘‹]")


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the words of the same sentence before and behind a stretch, as far as a construction reaches."""
    before = text[max(0, start - BEFORE) : start]
    after = text[end : end + AFTER]
    for cut in reversed(list(_SENTENCE_BREAK.finditer(before))):
        before = before[cut.end() :]
        break
    if (stop := _SENTENCE_BREAK.search(after)) is not None:
        after = after[: stop.start() + 1]
    return before, after


_NOUNS_CAPITAL = frozenset({"DE", "AT", "CH", "LI", "LU"})
"""Where every noun has a capital: without quotation marks `Zeit`, `Welt`, `Bild` are words."""


_ENGLISH = frozenset({"US", "GB", "CA", "AU", "IE", "NZ", "ZA", "IN", None})


def _at_home(outlet: str | None, page: str | None) -> bool:
    """Return whether an outlet with an everyday name is likely to be meant on a page of the country `page`."""
    return outlet == page or page is None or (outlet == "US" and page in _ENGLISH)


_WEEKDAYS = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag
    sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado
    domingo
    lunedì martedì mercoledì giovedì venerdì sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tisdag lördag söndag
    """
)
"""Papers are called by them (`Friday` in Japan); in a sentence they are days unless it says otherwise."""


_QUOTED_BEFORE = re.compile(r"[\"“„«»‘《「『]\s?$")
_QUOTED_BEHIND = re.compile(r"\s?[\"”“»«’》」』]")


def _read_mention(text: str, mention: Mention, country: str | None) -> Citation | None:
    before, after = _around(text, mention.start, mention.end)
    called_before = is_outlet_noun(before.rstrip().rpartition(" ")[2].lower())
    quoted = _QUOTED_BEFORE.search(before) is not None and _QUOTED_BEHIND.match(after) is not None
    left: int | None
    right: re.Match[str] | None
    if (not mention.text.isascii() and _HANGUL.match(mention.text[0])) or _HANGUL.match(after[:1] or " "):
        left, right = None, KOREAN_RIGHT.match(after)
    elif HAN_OR_KANA.search(mention.text) or (
        HAN_OR_KANA.match(after[:1] or " ") and HAN_OR_KANA.search(before[-3:] or " ")
    ):
        cited = LEFT_UNSPACED.search(before)
        left, right = cited.start() if cited is not None else None, RIGHT_UNSPACED.match(after)
    else:
        left = introduction(before)
        if left is None and not (mention.plain or called_before or quoted):
            return None  # whatever stands behind it
        right = RIGHT.match(after)
        if left is None and (right is None or NOT_RIGHT.match(after)):
            return None
        if NOT_LEFT.search(before):
            return None
    if left is None and right is None:
        return None
    belief = 0.95 if mention.plain else 0.87
    if mention.text.casefold() in _WEEKDAYS and not (quoted or called_before):
        return None  # "told reporters on Friday"
    if not mention.plain and not quoted:
        # "the news agency Antara reported": what it is called says as much as a word before it does
        if (left is None and not called_before) or (mention.text[:1].isalpha() and not mention.text[:1].isupper()):
            return None
        called = called_before or is_outlet_noun(after.lstrip().partition(" ")[0].lower().strip(",.;"))
        if not called and not mention.text.startswith("The ") and not _at_home(mention.organisation.country, country):
            return None
        if mention.organisation.country in _NOUNS_CAPITAL and not mention.text.isupper():
            kind = before.rstrip().rpartition(" ")[2].lower()
            if not is_outlet_noun(kind) and kind not in ("zeitung", "die"):
                return None
        if not before.strip() or re.match(r"\s[A-ZÀ-Þ][a-zß-ÿ]", after):
            return None
    if left is not None and right is not None:
        belief = min(belief + 0.02, 0.97)
    start = mention.start - (len(before) - left if left is not None else 0)
    end = mention.end + (right.end() if right else 0)
    return Citation(named=of_register(mention.organisation, mention.text, belief), evidence=text[start:end].strip())
