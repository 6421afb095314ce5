"""News outlets that the running text names as the source of something it tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from aggregator.attribution.constructions import (
    KOREAN_RIGHT,
    LEFT_UNSPACED,
    NEVER_RIGHT,
    NOT_LEFT,
    NOT_RIGHT,
    REPUBLISHED,
    RIGHT,
    RIGHT_UNSPACED,
    SUBJECT_FOLLOWS,
)
from aggregator.attribution.introduction import introduction
from aggregator.attribution.named import Named, of_register
from aggregator.attribution.no_outlet import is_no_outlet
from aggregator.attribution.outlet_candidate import Candidate, Proof, overlaps
from aggregator.attribution.outlet_nouns import is_outlet_noun
from aggregator.attribution.reporting_verbs import reporting_verb
from aggregator.attribution.unregistered import Clues, candidates, clues_in
from aggregator.attribution.words import HAN_OR_KANA, word_set
from aggregator.organisations import Mention

BEFORE, AFTER = 110, 90
"""Characters of the text around a name in which the construction must stand."""

_SENTENCE_BREAK = re.compile(r"[.!?]\s+(?=[A-ZÀ-Þ\u0400-\u042f\"“„«])|[。！？]")
_HANGUL = re.compile("[\uac00-\ud7af]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One outlet that a paragraph uses as its source."""

    named: Named
    evidence: str


def citations_in(
    texts: Sequence[str], mentions: Sequence[Sequence[Mention]], *, country: str | None = None
) -> Iterator[tuple[int, Citation]]:
    """Yield the outlets that the paragraphs `texts` cite, each with its paragraph's number; `mentions` are of each."""
    others = _others_called_so(texts, mentions)
    clues = clues_in(texts)
    for position, (text, named_there) in enumerate(zip(texts, mentions, strict=True)):
        meant = [one for one in named_there if one.text not in others] if others else named_there
        cited: list[Mention] = []
        for mention, citation in _of_register(text, meant, country, opening=position < _OPENING) if meant else ():
            cited.append(mention)
            yield position, citation
        for citation in _unknown(text, named_there, cited, clues, callsigns=country in (None, "US")):
            yield position, citation


_OPENING = 2
"""Paragraphs that may begin with a Chinese dateline (`证券时报网讯，`): it says whose the text is."""


def _of_register(
    text: str, mentions: Sequence[Mention], country: str | None, *, opening: bool
) -> Iterator[tuple[Mention, Citation]]:
    """Yield citations of outlets that the register knows, each with the name that is cited."""
    end: int | None = None
    waiting: Mention | None = None  # "the Post and the Courier both reported": the first of them
    for mention in mentions:
        before, waiting = waiting, None
        if not _may_be_cited(mention) or (opening and _begins_dateline(text, mention)):
            continue
        citation = _read_mention(text, mention, country)
        if citation is None and mention.plain:
            waiting = mention
        elif citation is not None and before is not None and _goes_on_from(text, before, mention, citation):
            named = of_register(before.organisation, before.text, 0.88)
            yield before, Citation(named=named, evidence=f"{text[before.start : mention.start]}{citation.evidence}")
        if citation is None and end is not None and _AND.fullmatch(text, end, mention.start):
            # "according to reports from the Post and the Courier"
            named = of_register(mention.organisation, mention.text, 0.88 if mention.plain else 0.8)
            citation = Citation(named=named, evidence=text[end : mention.end].strip())
        if citation is not None:
            end = mention.end
            yield mention, citation


def _may_be_cited(mention: Mention) -> bool:
    if not mention.organisation.is_outlet or mention.doubtful or _is_word(mention):
        return False
    return mention.cased or is_outlet_noun(mention.text.partition(" ")[0])  # "la agencia Reuters"


def _begins_dateline(text: str, mention: Mention) -> bool:
    return not text[: mention.start].strip() and _CHINESE_DATELINE.match(text, mention.end) is not None


def _goes_on_from(text: str, first: Mention, second: Mention, citation: Citation) -> bool:
    """Return whether what makes `second` a source stands behind it, and says the same of `first`."""
    return (
        citation.evidence.startswith((second.text, *_OPENING_MARKS))
        and _AND.fullmatch(text, first.end, second.start) is not None
    )


_OPENING_MARKS = '"“„«»‘《「『'
_CHINESE_DATELINE = re.compile(r"[^，。,：]{0,8}(?:讯|訊|电|電|综合报道|綜合報導|报道|消息)[，,：:]")
_AND = re.compile(
    r"[\"”“»«’'》]?(?:,\s?|、|,?\s(?:and|und|et|y|e|og|och|i|и|та|και|sowie|oder|or|as well as|a|oraz|ve|és|și|en|dan|"
    r"và|ja|ainsi que|och även|а также|sowie die|sowie der|plus)\s|[和及與与])(?:the|der|die|das|"
    r"dem|la|le|les|el|il|το|η|ο|to|a|az|do|da|de|l['’])?\s?[\"“”„«»‘'《]?",
    re.IGNORECASE,
)


def _is_word(mention: Mention) -> bool:
    """Return whether the name is an everyday phrase here: `The diplomat said`, where the paper is `The Diplomat`."""
    article, _, rest = mention.text.partition(" ")
    if not rest[:1].islower() or len(article) > _LONGEST_ARTICLE:
        return False
    one = mention.organisation
    return mention.text not in (one.name, *one.aliases, *one.short)


_LONGEST_ARTICLE = 3
_ABBREVIATION = re.compile(r"[A-Z]{2,5}")


def _others_called_so(texts: Sequence[str], mentions: Sequence[Sequence[Mention]]) -> frozenset[str]:
    """Return the names that the text itself gives to somebody else: `Royal Canoe Network (RCN)`, `Klaus Stern`."""
    found = set()
    for text, named_there in zip(texts, mentions, strict=True):
        for number, mention in enumerate(named_there):
            if not mention.plain and mention.organisation.country in _NOUNS_CAPITAL:
                given = _GIVEN_NAME.search(text[max(0, mention.start - 30) : mention.start])
                if given is not None and not is_outlet_noun(given.group(1).lower()):
                    found.add(mention.text)
            if text[mention.start - 1 : mention.start] != "(" or not _ABBREVIATION.fullmatch(mention.text):
                continue
            before = named_there[number - 1] if number else None
            if before is not None and before.organisation is mention.organisation and before.end >= mention.start - 3:
                continue
            if _abbreviates(text[max(0, mention.start - 100) : mention.start - 1], mention.text):
                found.add(mention.text)
    return frozenset(found)


_NOUNS_CAPITAL = frozenset({"DE", "AT", "CH", "LI", "LU"})
"""Where every noun has a capital: without quotation marks `Zeit`, `Welt`, `Bild` are words."""

# A word of the sentence in small letters, then one with a capital: a given name, where it is no kind of outlet.
_GIVEN_NAME = re.compile(r"[a-zß-ÿ,]\s([A-ZÀ-Þ][a-zß-ÿ]+)\s$")


def _abbreviates(words: str, abbreviation: str) -> bool:
    """Return whether `abbreviation` is made of the initials of the last of `words`, or of the parts of one."""
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", words) if len(word) > 3 or word[0].isupper())
    return initials.upper().endswith(abbreviation) or (
        len(initials) > 1 and initials[-len(abbreviation) :].upper()[:1] == abbreviation[0] and len(abbreviation) == 2
    )


# --- a name of no register ----------------------------------------------------------------------------------------

_BELIEF: dict[Proof, float] = {
    "called": 0.75,
    "shape": 0.75,
    "callsign": 0.75,
    "address": 0.7,
    "quoted": 0.7,
    "latin": 0.65,
    "whole": 0.75,
}
"""Belief in an outlet of no register, by what says that it is one."""

# Who sells by an address is asked, too: "according to Example.com". Verbs of reporting are the press's.
_WEAK = re.compile(
    r"according|as per|per\b|via|laut|gem[äa]|selon|d['’]apr|con\b|de acu|de aco|conform|from|by", re.IGNORECASE
)


def _unknown(
    text: str, mentions: Sequence[Mention], cited: Sequence[Mention], clues: Clues, *, callsigns: bool
) -> Iterator[Citation]:
    """Yield citations of outlets that no register knows."""
    taken: list[tuple[int, int]] | None = None
    for candidate in candidates(text, clues):
        if taken is None:
            taken = [
                (one.start, one.end)
                for one in mentions
                if one in cited or (not one.doubtful and (one.plain or not one.organisation.is_outlet))
            ]
        if overlaps(candidate, taken) or is_no_outlet(text, candidate):
            continue
        if candidate.proof == "whole" and any(candidate.begins <= start < candidate.start for start, _ in taken):
            continue  # "据海港之声《渡轮时间》报道": a programme of an outlet that is known
        evidence = _construction_of_candidate(text, candidate, callsigns=callsigns)
        if evidence is None:
            continue
        taken.append((candidate.start, candidate.end))
        name = text[candidate.start : candidate.end].strip()
        yield Citation(
            named=Named(name=name, as_written=name, belief=_BELIEF[candidate.proof]), evidence=evidence.strip()
        )


def _construction_of_candidate(text: str, candidate: Candidate, *, callsigns: bool) -> str | None:
    """Return the words that make a candidate a source; None where it is only talked about."""
    if candidate.proof in ("quoted", "latin", "whole"):
        return text[candidate.begins : candidate.ends]
    before, _ = _around(text, candidate.start, candidate.end)
    _, after = _around(text, candidate.start, candidate.ends)
    left = introduction(before)
    right = _reporting_end(after)
    if _is_only_talked_about(before, after, left, right):
        return None
    if candidate.proof == "callsign" and (
        left is None or not (callsigns or "-" in text[candidate.start : candidate.end])
    ):
        return None
    if candidate.proof == "address":
        if left is None and (right is None or " " in after[:right].strip()):
            return None
        if right is None and left is not None and _WEAK.match(before, left):
            return None
    start = candidate.begins if left is None else candidate.start - len(before) + left
    return text[start : candidate.ends + (right or 0)]


def _reporting_end(after: str) -> int | None:
    """Return where in `after`, the words behind a name, the words end that make it a source; None without such."""
    found = RIGHT.match(after)
    return found.end() if found is not None else reporting_verb(after)


def _is_only_talked_about(before: str, after: str, left: int | None, right: int | None) -> bool:
    """Return whether nothing around a name makes it a source (from `left`, up to `right`), or something undoes it."""
    if left is None and right is None:
        return True
    if NOT_RIGHT.match(after) and (left is None or SUBJECT_FOLLOWS.match(before, left)):
        return True
    return (NOT_LEFT.search(before) or NEVER_RIGHT.match(after) or REPUBLISHED.search(before)) is not None


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the words of the same sentence before and behind a stretch, as far as a construction reaches."""
    before = _SENTENCE_BREAK.split(text[max(0, start - BEFORE) : start])[-1]
    after = text[end : end + AFTER]
    if (stop := _SENTENCE_BREAK.search(after)) is not None:
        after = after[: stop.start() + 1]
    return before, after


# --- a registered name -------------------------------------------------------------------------------------------

_QUOTED_BEFORE = re.compile(rf"[{_OPENING_MARKS}]\s?$")
_QUOTED_BEHIND = re.compile(r"\s?[\"”“»«’》」』]")


class _Place(NamedTuple):
    """A registered name with the words of its sentence."""

    mention: Mention
    before: str
    after: str
    own_kind: str
    """The kind of outlet that the name itself begins with: `agencia` of “agencia Reuters”."""

    word_before: str
    called_before: bool
    """Whether it says what kind of outlet it is."""

    called_behind: bool
    quoted: bool

    @property
    def called(self) -> bool:
        """What it is called says as much as a word before it does: “the news agency Antara reported”."""
        return self.called_before or self.called_behind or bool(self.own_kind)


def _place_of(text: str, mention: Mention) -> _Place:
    before, after = _around(text, mention.start, mention.end)
    first, _, rest = mention.text.partition(" ")
    word_before = before.rstrip().rpartition(" ")[2].lower()
    word_behind = after.lstrip().partition(" ")[0].lower().strip(",.;")
    return _Place(
        mention=mention,
        before=before,
        after=after,
        own_kind=first if rest and is_outlet_noun(first.lower()) else "",
        word_before=word_before,
        called_before=is_outlet_noun(word_before),
        called_behind=is_outlet_noun(word_behind) or after.startswith(_KOREAN_KINDS),
        quoted=_QUOTED_BEFORE.search(before) is not None and _QUOTED_BEHIND.match(after) is not None,
    )


_KOREAN_KINDS = ("통신", "방송", "신문")


def _read_mention(text: str, mention: Mention, country: str | None) -> Citation | None:
    """Return what `mention` is cited for; None where it is only talked about, or means another thing."""
    place = _place_of(text, mention)
    left, right = _construction_around(place)
    if (left is None and right is None) or not _is_meant(place, left, country) or _is_of_itself(place, left):
        return None
    before = place.before
    start = mention.start - (len(before) - left if left is not None else 0)
    if left is None and place.quoted and before.endswith(tuple(_OPENING_MARKS)):
        start -= 1
    end = mention.end + (right or 0)
    if right is None and _SOURCE_LINE.match(text[start:end]) and not (text[:start] + text[end:]).strip(_MARKS_AROUND):
        return None  # the whole paragraph is a source line: "По информации РИА Новости"
    belief = 0.95 if mention.plain else 0.87
    if left is not None and right is not None:
        belief = min(belief + 0.02, 0.97)
    return Citation(named=of_register(mention.organisation, mention.text, belief), evidence=text[start:end].strip())


_SOURCE_LINE = re.compile(
    r"(?:по|за|з|according|via|per|source|reporting|reported|report|from|laut|nach|mit|aus|quelle|selon|d['’]après|avec|"
    r"según|de acuerdo|con|secondo|fonte|segundo|com|volgens|bron|ifølge|enligt|według|podle|dle|podľa|menurut|dikutip|"
    r"szerint|potrivit|conform|σύμφωνα|με)\b",
    re.IGNORECASE,
)
_MARKS_AROUND = ' .,:;()[]"“”„«»’‘—–-'


def _construction_around(place: _Place) -> tuple[int | None, int | None]:
    """Return where the words that make the name a source begin before it, and where they end behind it."""
    name, before, after = place.mention.text, place.before, place.after
    if not name.isascii() and _LATIN_BEFORE.search(before):
        return None, None  # "BBC财经网站": the name begins earlier
    if (not name.isascii() and _HANGUL.match(name)) or _HANGUL.match(after):
        found = KOREAN_RIGHT.match(after)
        return None, found.end() if found is not None else None
    if HAN_OR_KANA.search(name) or (HAN_OR_KANA.match(after) and HAN_OR_KANA.search(before[-3:])):
        cited, found = LEFT_UNSPACED.search(before), RIGHT_UNSPACED.match(after)
        if cited is not None and cited["towards"] and not _ITS_REPORTER.match(after):
            cited = None
        return cited.start() if cited is not None else None, found.end() if found is not None else None
    return _construction_of_words(place)


_LATIN_BEFORE = re.compile(r"[A-Za-z0-9]$")
_ITS_REPORTER = re.compile(r"[》」』]?(?:记者|記者|的?采访|的?採訪)")
"""What is said to an outlet's reporter (`向新华社记者回忆`); without him, it may be about the outlet (`对路透社`)."""


def _construction_of_words(place: _Place) -> tuple[int | None, int | None]:
    """Return the same in a script that sets spaces."""
    before, after = place.before, place.after
    left = introduction(f"{before}{place.own_kind} " if place.own_kind else before)
    if left is None and not (place.mention.plain or place.called_before or place.called_behind or place.quoted):
        return None, None  # whatever stands behind it
    right = _reporting_end(after)
    if right is None and _FOR.search(before) is not None and (said := _SAID.match(after)) is not None:
        right = said.end()
    if _is_only_talked_about(before, after, left, right):
        return None, None
    if left is not None and _ON_AIR.match(before, left) and not _TAKEN_FROM.match(after):
        left = None
    return left, right


# "Pro ČTK to řekla starostka", "Za N1 je rekla …"
_FOR = re.compile(r"\b(?:pro|pre|dla|za|за)\s(?:[\w]+\s)?$", re.IGNORECASE)
_SAID = re.compile(
    r"\s(?:\w+\s){0,2}(?:řekl|uvedl|sdělil|potvrdil|povedal|uvie?d[lo]|powiedzia|mówi|wyjaśni|rekao|rekla|kaza[ol]|kaže|"
    r"izjavi|potvrdi|dejal|рекао|рекла|изјави)\w*",
    re.IGNORECASE,
)

# Somebody is on air: whether the text takes anything from it shows behind the name ("Invitée de franceinfo, elle …").
_ON_AIR = re.compile(r"invit|gost|gość|gości|ospite|zu gast|appear|gäst|gjest|гость", re.IGNORECASE)
_TAKEN_FROM = re.compile(
    r"[\"”“»«]?(?:, (?!et |and |und |e |i |y |который|которая)| (?:gdzie|where|wo|où|donde|dove|sagte|said|a "
    r"(?:dit|déclaré|affirmé|jugé|expliqué|estimé|assuré)|ha (?:detto|dichiarato|spiegato)|kde|gdje|где))"
)


def _is_meant(place: _Place, left: int | None, country: str | None) -> bool:
    """Return whether the name means the outlet there; `left`: where an introduction begins."""
    mention = place.mention
    if mention.text.casefold() in _WEEKDAYS and not (place.quoted or place.called_before):
        return False  # "told reporters on Friday"
    if _is_foreign_abbreviation(mention, country) and not (place.called or place.quoted):
        return False
    return mention.plain or place.quoted or _is_more_than_a_word(place, left, country)


def _is_more_than_a_word(place: _Place, left: int | None, country: str | None) -> bool:
    """Return whether a name that is a word, too, means the outlet without quotation marks."""
    name, home = place.mention.text, place.mention.organisation.country
    titled = name.startswith("The ")
    if (left is None and not place.called) or (name[:1].islower() and not place.own_kind):
        return False
    if not (place.called or titled or _at_home(home, country)):
        return False
    if home in _NOUNS_CAPITAL and not name.isupper() and not (place.called or _is_bare_german(place)):
        return False
    if not (place.called or place.before.strip()):  # the first word of a sentence
        return False
    return place.called_behind or titled or _CAPITAL_BEHIND.match(place.after) is None


_CAPITAL_BEHIND = re.compile(r"\s[A-ZÀ-Þ][a-zß-ÿ]")


def _is_bare_german(place: _Place) -> bool:
    """Return whether the word before a German name leaves no noun to follow: “berichtet Bild”, “die Zeit”."""
    if place.word_before == "die":
        return True
    return place.word_before in _BARE_GERMAN and not place.after.startswith((" der ", " des "))


_BARE_GERMAN = word_set("laut gegenüber berichtet berichtete meldet meldete schreibt schrieb zitiert")
"""Without an article no noun follows these: “berichtet Bild”."""

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

_WORLDWIDE = word_set(
    """
    BBC CNN AFP NBC CBS ABC NHK CCTV CGTN DPA TASS EFE ANSA RAI ARD ZDF RTL ORF SRF NPR PBS VOA RFI UPI KCNA IRNA WSJ
    NYT CNBC MSNBC RTVE RTÉ RT PTI AP AFP-Services DW ESPN ITV TMZ PAP MTI ČTK CTK ČT FAZ NDR WDR SVT NRK YLE ERT HBO
    BFM BFMTV LCI TF1 BILD Bild SCMP CBC ANI IANS
    """
)
"""Abbreviations that mean the outlet in every country; others only at home, or beside what kind of outlet it is."""

_LONGEST_ABBREVIATION = 4
_LANGUAGES = (
    frozenset(
        {"US", "GB", "CA", "AU", "IE", "NZ", "ZA", "IN", "NG", "KE", "GH", "PK", "PH", "SG", "JM", "IL", "AE", "HK"}
    ),
    frozenset({"DE", "AT", "CH", "LI", "LU"}),
    frozenset({"FR", "BE", "CH", "LU", "CA"}),
    frozenset({"RU", "BY", "KZ", "UA", "MD", "KG", "UZ"}),
    frozenset({"CN", "HK", "TW", "SG", "MO"}),
    frozenset({"NL", "BE"}),
    frozenset({"KR", "KP"}),
)
"""Countries that read each other's press."""


def _is_foreign_abbreviation(mention: Mention, country: str | None) -> bool:
    """Return whether an abbreviation is that of an outlet of another country's, unknown here: it may be anything."""
    home = mention.organisation.country
    if not (mention.text.isupper() and mention.text.isalpha() and len(mention.text) <= _LONGEST_ABBREVIATION):
        return False
    if not mention.text.isascii() or mention.text in _WORLDWIDE or None in (home, country) or home == country:
        return False
    return not any(home in group and country in group for group in _LANGUAGES)


def _is_of_itself(place: _Place, left: int | None) -> bool:
    """Return whether the text tells of the outlet's own affairs or of somebody from there, or is a dateline."""
    if left is not None:
        return _BEFORE_DATELINE.match(place.before, left) is not None and _DASH.match(place.after) is not None
    if _ITS_SPEAKER.search(place.before):
        return True
    return _ONE_OF.search(place.before) is not None and _SPEAKS.match(place.after) is not None


# "A lawyer of AFP called it a fairy tale": the outlet's own affairs. (In "sagte ein Sprecher der dpa", it is told.)
_ITS_SPEAKER = re.compile(
    r"\b(?:lawyers?|attorneys?|spokes(?:man|woman|person|people)|chief|head|boss|director|editor-in-chief|owners?|"
    r"sprecher(?:in)?|anwalt|anwältin|chef(?:in)?|geschäftsführer(?:in)?|intendant(?:in)?|porte-parole|avocate?|"
    r"directeur|directrice|patron|portavoz|abogad[oa]|director[a]?|portavoce|avvocat[oa]|direttor[e]|porta-voz|"
    r"rzecznik|prezes|mluvčí|ředitel|представител[ья]|пресс-секретарь|директор|юрист)\s"
    r"(?:of|for|at|der|des|von|vom|de|du|del|della|do|da|dell['’]|d['’])?\s?(?:the|la|l['’])?\s?[\"“„«]?$",
    re.IGNORECASE,
)
# "A New Yorker says": somebody from there.
_ONE_OF = re.compile(r"\b(?:an?|every|another|native|fellow|lifelong)\s$", re.IGNORECASE)
_SPEAKS = re.compile(r"\s(?:says|said|told|tells|claims|claimed|writes|wrote|who|revealed|explained)\b")
_BEFORE_DATELINE = re.compile(r"via\b", re.IGNORECASE)
_DASH = re.compile(r"\s?[—–-]\s")
