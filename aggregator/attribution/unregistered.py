"""Names of outlets that no register knows, in words that say of themselves that they name an outlet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aggregator.attribution.no_outlet import GENERIC
from aggregator.attribution.outlet_candidate import CLOSE, OPEN, Candidate
from aggregator.attribution.outlet_nouns import NEWS_WORDS, OUTLET_NOUNS, SURE_NOUNS
from aggregator.attribution.uncased_outlets import PERSIAN_SIGNS, UNSPACED_SIGN, in_han, in_hangul, in_persian
from aggregator.attribution.words import forms_of, holds, pattern_of, word_set


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What stands anywhere in an article: what is missing need not be looked for in its paragraphs."""

    nouns: tuple[str, ...]
    """Those of `OUTLET_NOUNS` that stand in it, in small letters."""

    shapes: tuple[str, ...]
    """Those of the words that end an outlet's name which stand in it, as they are written in names (`Times`)."""

    callsigns: bool
    addresses: bool
    verbs: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]
    """The verbs that stand in it, in small letters, and how a name stands behind one, of each of their languages."""

    unspaced: bool
    """Whether it has signs of Chinese, Japanese or Korean."""

    persian: bool
    """Whether it is written in the Persian alphabet, which has no capitals."""


_AROUND_WORD = "\"'“”„«»‘’‚‹›()[]{}<>《》,.:;!?…–—-"


def clues_in(texts: Sequence[str]) -> Clues:
    """Return what `texts`, the paragraphs of one article, have of the words that tell of an outlet."""
    whole = "\n".join(texts)
    small = set(whole.lower().split())
    small.update([token.strip(_AROUND_WORD) for token in small if not token.isalpha()])
    return Clues(
        nouns=tuple(OUTLET_NOUNS & small),
        shapes=tuple([_SHAPES[word] for word in _SHAPES.keys() & small]),
        callsigns=_MAY_BE_CALLSIGN.search(whole) is not None,
        addresses=_MAY_BE_ADDRESS.search(whole) is not None,
        verbs=tuple([(tuple(verbs & small), pattern) for verbs, pattern in _BEHIND_VERBS if verbs & small]),
        persian=holds(whole, *PERSIAN_SIGNS),
        unspaced=not whole.isascii() and UNSPACED_SIGN.search(whole) is not None,
    )


def candidates(text: str, clues: Clues) -> Iterator[Candidate]:
    """Yield what may be names of outlets in `text`, the most certain first."""
    if clues.unspaced:
        yield from in_han(text)
        yield from in_hangul(text)
    if clues.persian:
        yield from in_persian(text)
    lowered = text.lower() if clues.nouns or clues.verbs else ""
    nouns = [noun for noun in clues.nouns if noun in lowered]
    if nouns:
        yield from _called(text, lowered, nouns)
    if clues.addresses:
        yield from _addresses(text)
    for verbs, pattern in clues.verbs:
        if holds(lowered, *verbs):
            yield from _behind_verb(text, pattern)
    if holds(text, *clues.shapes) or (clues.callsigns and _MAY_BE_CALLSIGN.search(text)):
        yield from _shaped(text)


# --- what it is called -------------------------------------------------------------------------------------------

_QUOTED = re.compile(rf"[{OPEN}]{{1,2}}([^{OPEN}{CLOSE}\n]{{2,40}})[{CLOSE}]")
_WORD = re.compile(r"[\w&][\w&'’.+\-]*")
_LINKS = word_set("of the and & de del di da do du des la le les el al van der den og och for i y e и na für am im")
_SMALL_LAST = word_set(
    "noviny listy list novine vijesti vesti novosti novice deník denník týdeník blad avis tidende lehti"
)
"""Words that end a name in small letters (`Přístavní listy`, `Večernji list`)."""

_MOST_LINKS = 2
_MOST_WORDS = 4


def _called(text: str, lowered: str, nouns: Iterable[str]) -> Iterator[Candidate]:
    """Yield names beside a word such as `newspaper`: quoted or, where it says enough, in capitals."""
    if len(lowered) != len(text):  # "İ" grows
        lowered = text
    places = [(start, noun) for noun in nouns for start in _places(lowered, noun)]
    for start, noun in sorted(places):
        yield from _beside_noun(text, noun, start)


def _places(text: str, word: str) -> Iterator[int]:
    """Yield where `word` stands in `text` as a word of its own."""
    place = text.find(word)
    while place >= 0:
        end = place + len(word)
        if not _of_word(text[place - 1 : place]) and not _of_word(text[end : end + 1]):
            yield place
        place = text.find(word, end)


def _of_word(sign: str) -> bool:
    return sign.isalnum() or sign in ("-", "_")


def _beside_noun(text: str, noun: str, start: int) -> Iterator[Candidate]:
    if noun in _OF_SCIENCE and _FRENCH_ARTICLE.search(text, max(0, start - 4), start) is None:
        return
    sure = _says_enough(text, noun, start)
    end = start + len(noun)
    while (following := _NEWS_WORD.match(text, end)) is not None and following.group(1) in NEWS_WORDS:
        end = following.end()
        sure = True
    if text[end : end + 1] == " ":
        if (quoted := _QUOTED.match(text, end + 1)) is not None:
            if quoted.group(1)[:1].isupper() or quoted.group(1)[:1].isdigit() or not _has_case(quoted.group(1)):
                yield Candidate(*quoted.span(1), "called", start, quoted.end())
        elif sure and noun not in _BEHIND_ONLY and (name := _capitals(text, end + 1)) is not None:
            yield Candidate(end + 1, name, "called", start, name)
    yield from _before_noun(text, start, end, noun)


def _says_enough(text: str, noun: str, start: int) -> bool:
    """Return whether `noun` there makes capitalised words behind it an outlet's name without quotation marks."""
    if noun in SURE_NOUNS or noun == "journal" or _news_before(text, start):
        return True
    if noun.startswith("агентств"):
        return _TRANSMITS.search(text, max(0, start - 12), start) is not None
    return noun == "red" and text[max(0, start - 3) : start] == "la "


_OF_SCIENCE = ("journal", "journals")
"""But for French, where it is a newspaper: the article tells."""

_TRANSMITS = re.compile(r"(?:переда[её]т|передают|сообщает|передає)\s$", re.IGNORECASE)
_FRENCH_ARTICLE = re.compile(r"\b(?:le|du|au|un)\s$", re.IGNORECASE)
_NEWS_WORD = re.compile(r"\s([^\W\d_]+)(?=\s)")
_LAST_WORD = re.compile(r"([\w\-]+)\s$")


def _news_before(text: str, start: int) -> bool:
    """Return whether a word such as `news` stands right before a noun (`the news site`, `информационное агентство`)."""
    before = _LAST_WORD.search(text[max(0, start - 30) : start])
    return before is not None and before.group(1).lower() in NEWS_WORDS - {"de", "d", "di", "da"}


def _has_case(name: str) -> bool:
    return name[:1].lower() != name[:1].upper()


def _capitals(text: str, start: int) -> int | None:
    """Return where the name ends that begins at `start` with a capital; None where none does."""
    end: int | None = None
    links = words = 0
    place = start
    while words < _MOST_WORDS and (match := _WORD.match(text, place)) is not None:
        word = match.group()
        if word[0].isupper() or (end is not None and word[0].isdigit()):
            words += 1
            links = 0
            end = match.start() + len(word.rstrip(".'’-"))
            if end != match.end():
                break
        elif end is not None and word.rstrip(".") in _SMALL_LAST:
            return match.start() + len(word.rstrip("."))
        elif end is not None and word in _LINKS and links < _MOST_LINKS:
            links += 1
        else:
            break
        if text[match.end() : match.end() + 1] != " ":
            break
        place = match.end() + 1
    return end


# In these languages the word stands behind the name: "the Quayside newspaper", "Liman gazetesi".
_BEHIND_ONLY = word_set(
    "gazetesi gazetesine gazetesinin gazetesinden ajansı ajansına dergisi kanalı televizyonu sitesi"
)
_BEHIND = _BEHIND_ONLY | word_set(
    """
    newspaper magazine tabloid tv ajansının dergisine dergisinin kanalına televizyonuna sitesine sitesinin
    hírportál hírügynökség napilap hetilap lap portál
    """
)
_BEFORE_NOUN = re.compile(
    r"(?:[A-ZÀ-ÞĀ-ſ][\w&'’\-]{1,20}\s(?:(?:of|and|&|de|del|la)\s)?){1,3}(?:(?:news|press|haber|című|nevű)\s)?$"
)
_NAME_TAIL = re.compile(r"\s(?:news|press|haber|című|nevű)?\s?$")


def _before_noun(text: str, start: int, end: int, noun: str) -> Iterator[Candidate]:
    if noun not in _BEHIND and (noun != "agency" or text[max(0, start - 5) : start].lower() not in ("news ", "ress ")):
        return
    found = _BEFORE_NOUN.search(text[max(0, start - 70) : start])
    if found is None:
        return
    begin = start - len(found.group())
    name = _NAME_TAIL.sub("", found.group())
    begin, name = _without_opening(begin, name)
    if noun == "tv":  # a part of the name
        name = text[begin:end]
    if name and not GENERIC.fullmatch(name):
        yield Candidate(begin, begin + len(name), "called", begin, end)


_OPENING = word_set(
    """
    the a an at on in and but or by to from with as is when while after before since that this these those its his her
    their our my some one both now today yesterday then later also local state national regional daily weekly monthly
    british american german french russian chinese japanese korean polish turkish indian israeli iranian ukrainian
    italian spanish european english international foreign
    die der das dem den des ein eine einer eines einem wie laut im in am auf bei nach von vom zur zum und auch so
    diese dieser deutsche deutschen britische britischen
    le la les l un une au aux du de dans selon comme el los las una según il lo gli secondo o os as um uma segundo
    w na z jak według po za i a u v ve podle pre pro
    bu o ve bir az egy
    """
)


def _without_opening(start: int, name: str) -> tuple[int, str]:
    """Return the name without words that only open a sentence (`The`, `British`) and where it begins then."""
    while " " in name:
        word, _, rest = name.partition(" ")
        if word.lower() not in _OPENING and not word.endswith(("'s", "’s")):
            break
        start += len(word) + 1
        name = rest
    return start, "" if name.lower() in _OPENING else name


# --- addresses ---------------------------------------------------------------------------------------------------

_ADDRESS = re.compile(
    r"(?<![\w@/.\-])(?:www\.)?((?:[^\W_][\w\-]{1,40}\.){1,2}"
    r"(?:com|net|org|info|news|media|press|today|online|tv|fm|eu|io|co\.uk|com\.\w\w|co\.\w\w|"
    r"ru|ру|рф|su|by|kz|kg|uz|md|am|az|ge|ua|pl|cz|sk|si|hr|rs|ba|me|mk|bg|ro|hu|gr|cy|tr|de|at|ch|fr|be|lu|es|pt|"
    r"br|ar|cl|mx|it|nl|dk|se|no|fi|ee|lv|lt|il|ir|in|pk|cn|jp|kr|tw|hk|vn|id|my|ph|th|uk|ie|au|nz|ca|za|ng|ke))"
    r"(?![\w@\-/]|\.\w)",
    re.IGNORECASE,
)
_MAY_BE_ADDRESS = re.compile(r"\.[^\W\d_]{2}")
_NO_OUTLETS_ADDRESS = re.compile(
    r"(?:^|\.)(?:hh|superjob|avito|cian|domclick|auto|drom|aviasales|ozon|wildberries|gosuslugi|mos|kremlin|government|"
    r"mchs|mvd|cbr|sledcom|genproc|duma|nalog|otodom|allegro|pracuj|olx|immobilienscout24|autoscout24|idealo|verivox|"
    r"stepstone|doctolib|leboncoin|idealista|fotocasa|infojobs|zillow|redfin|indeed|"
    r"facebook|fb|twitter|x|youtube|youtu|instagram|tiktok|telegram|t|vk|ok|linkedin|reddit|wikipedia|"
    r"wikileaks|google|amazon|ebay|apple|change|github|booking|imdb|airbnb|tripadvisor|glassdoor|realtor|cars|edmunds|"
    r"check24|ancestry|expedia|hotels|gov|gob|gouv|govt|edu|mil|ac|europa|who|un|nato)\.",
    re.IGNORECASE,
)


def _addresses(text: str) -> Iterator[Candidate]:
    if "." not in text or _MAY_BE_ADDRESS.search(text) is None:
        return
    for match in _ADDRESS.finditer(text):
        address = match.group(1)
        label, _, last = address.rpartition(".")
        if _NO_OUTLETS_ADDRESS.search(address) or len(label) < 3:
            continue
        if not (last.islower() or last.lower() in ("ru", "ру")) or label.replace(".", "").isdigit():
            continue  # "at noon.In the end"
        yield Candidate(match.start(1), match.end(1), "address", match.start(), match.end())


# --- a verb right before a name ------------------------------------------------------------------------------------

# Whose verb is this? Only the outlet's own: `сообщает пресс-служба завода «X»` is not here. A comma or dash, or "Как",
# "Об этом", stands before it: "…, пишет «X»."; without them, what is in the quotation marks may be what is said.
_SLAVIC_VERBS = """
сообща ет ют л ла ло ли
сообщил - а о и
пиш ет ут
писал - а о и
написал - а о и
перед аёт ает ают
передал - а о и
отмечает -
уточняет -
добавляет -
цитирует -
рассказывает -
информирует -
напоминает -
утверждает -
узнал - а о и
выяснил - а о и
повідомля є ють
повідомил а о и
пише -
пишуть -
передає -
інформує -
зазначає -
додає -
уточнює -
съобщава -
съобщи -
предава -
цитира -
отбелязва -
јавља -
преноси -
наводи -
"""
_SLAVIC_PHRASES = ("со ссылкой на", "з посиланням на", "ссылаясь на", "посилаючись на", "в интервью", "в эфире")
_POLISH_VERBS = """
podaje -
podał - a o
informuje -
poinformował - a o
donosi -
pisze -
napisał - a o
zauważa -
zaznacza -
relacjonuje -
ustalił - a o
ujawnia -
piše -
javlja -
prenosi -
navodi -
uvádí -
uvedl -
píše -
napsal -
"""
_POLISH_PHRASES = (
    *("czytamy w", "czytamy na łamach", "dowiedział się", "dowiedziała się", "dowiedziało się"),
    *("objavio je", "objavila je"),
)
_GERMAN_VERBS_BEHIND = """
berichtet - e en
meldet - e en
schreibt -
schrieb -
zufolge -
"""
_GERMAN_VERBS = """
berichte n t te ten
meldet - e en
schreib t en
schrieb - en
titelt -
laut -
gegenüber -
zitiert -
sagte - n
informationen -
recherchen -
"""
_GERMAN_PHRASES = (
    *("sagte er", "sagte sie", "sagten er", "sagten sie"),
    *("bericht in", "bericht mit", "interview in", "interview mit", "gespräch in", "gespräch mit"),
)
_ROMANCE_VERBS = """
informa - do da
publica - do da
adelanta -
recoge -
desvela -
scrive -
riporta -
racconta -
rivela -
noticia -
informou -
avança -
noticiou -
relatează -
scrie -
transmite -
"""
_ROMANCE_PHRASES = ("riporta da", "riportato da")
_GREEK_VERBS = """
γράφει -
μεταδίδει -
αποκαλύπτει -
έγραψε -
μετέδωσε -
δημοσιεύει -
δημοσίευμα -
"""


def _any_of(table: str, phrases: Sequence[str] = ()) -> str:
    return "|".join((pattern_of(table), *phrases))


_LATIN_NAME = r"(?-i:[A-Z][\w&\-]+(?:\.[\w\-]+)*(?:\s[A-Z0-9][\w&\-]+(?:\.[\w\-]+)*){0,3})"
_OPENERS = (
    r"(?:[,–—\-\"»”“…)]\s|\b(?:как|об этом|про це|як|за това|как ранее|ранее|уже|раніше|вже|как уже|както|о томе|"
    r"како)\s(?:\w+\s){0,2})"
)
_SLAVIC = re.compile(
    rf"{_OPENERS}(?:{_any_of(_SLAVIC_VERBS, _SLAVIC_PHRASES)})\s(?:в\.\s)?"
    rf"(?:(?:[«\"“„]([^«»\"“”„\n]{{2,40}})[»\"”“])|({_LATIN_NAME}))",
    re.IGNORECASE,
)
_POLISH = re.compile(
    r"(?:[,–—\-\"”»…]\s|\b(?:jak|o tym|o sprawie|kako|a|jak również|ako|jako)\s(?:\w+\s){0,2})"
    rf"(?:{_any_of(_POLISH_VERBS, _POLISH_PHRASES)})\s(?:dzisiejsz\w+\s|\w+ow[ay]\s|środow[ay]\s|w\s\w+\s)?"
    r"[„\"“»«]([^„”\"“»«\n]{2,40})[”\"“«»]",
    re.IGNORECASE,
)
_GERMAN = re.compile(
    rf"\b(?:{_any_of(_GERMAN_VERBS, _GERMAN_PHRASES)})\s"
    r"(?:der|die|das|dem|den|des|von)\s(?:(?-i:[a-zäöü\-]+)\s)?[„“\"»‚]([^„“”\"»«‚‘\n]{2,40})[“”\"«‘]"
    r"|\b(?:die|der|das|wie)\s(?:(?-i:[a-zäöü\-]+)\s)?[„“\"»]([^„“”\"»«\n]{2,40})[“”\"«]\s(?:[\w\-]+\s){0,4}?"
    rf"(?:{_any_of(_GERMAN_VERBS_BEHIND)})\b",
    re.IGNORECASE,
)
_ROMANCE = re.compile(
    r"(?:[,–—\-\"”»’]\s|\b(?:lo|como|come|según|secondo quanto|así lo|tal y como)\s)"
    rf"(?:ha )?(?:{_any_of(_ROMANCE_VERBS, _ROMANCE_PHRASES)})\s(?:hoy\s|oggi\s)?"
    r"(?:el |la |il |o |a |l['’])?['‘\"“«„]([^'‘’\"“”«»„\n]{2,40})['’\"”»]",
    re.IGNORECASE,
)
_GREEK = re.compile(
    rf"(?:{_any_of(_GREEK_VERBS)})\s(?:σήμερα\s)?(?:η|το|ο|της|του)\s"
    rf"(?:[«\"“]([^«»\"“”\n]{{2,40}})[»\"”]|({_LATIN_NAME}))",
    re.IGNORECASE,
)


def _words_of(table: str, phrases: Sequence[str] = ()) -> frozenset[str]:
    """Return the words of which one stands in all that the pattern of these verbs finds."""
    return forms_of(table) | {max(phrase.split(), key=len) for phrase in phrases}


_BEHIND_VERBS = (
    (_words_of(_SLAVIC_VERBS, _SLAVIC_PHRASES), _SLAVIC),
    (_words_of(_GREEK_VERBS), _GREEK),
    (_words_of(_GERMAN_VERBS + _GERMAN_VERBS_BEHIND, _GERMAN_PHRASES), _GERMAN),
    (_words_of(_POLISH_VERBS, _POLISH_PHRASES), _POLISH),
    (_words_of(_ROMANCE_VERBS, _ROMANCE_PHRASES), _ROMANCE),
)
"""What finds a name behind a verb, a language a line, with the words of which one must stand in the article."""

_TRANSMITTING = re.compile(
    r"сообща|сообщи|пиш[еу]|писал|переда|цитир|ссыл|повідом|передає|съобщ|предава", re.IGNORECASE
)
_MARKS = re.compile("[„“”\"«»‘'’‚]")


def _behind_verb(text: str, pattern: re.Pattern[str]) -> Iterator[Candidate]:
    if pattern not in (_SLAVIC, _GREEK) and _MARKS.search(text) is None:
        return
    for match in pattern.finditer(text):
        group = next(number for number, name in enumerate(match.groups(), 1) if name is not None)
        name = match.group(group).rstrip(".")
        if not _is_name(name):
            continue
        end = match.start(group) + len(name)
        latin = group == 2 and pattern in (_SLAVIC, _GREEK)
        if latin and pattern is _SLAVIC and not _TRANSMITTING.search(text, match.start(), match.start(group)):
            continue  # "утверждает Samsung"
        yield Candidate(match.start(group), end, "latin" if latin else "quoted", match.start(), match.end())


def _is_name(quoted: str) -> bool:
    """Return whether what stands in quotation marks may be a name: few words, a capital first, no sentence."""
    return (
        (quoted[:1].isupper() or quoted[:1].isdigit())
        and quoted.count(" ") < _MOST_WORDS
        and not re.search(r"[!?,;:…]|\.\s|\.$", quoted)
    )


# --- shapes --------------------------------------------------------------------------------------------------------

# Names that are an outlet's by their shape, whoever it is: "Philadelphia Magazine", "Radio Okapi", "WXYZ-TV". The last
# (or first) word is looked for, then the capitalised words beside it.
_SHAPE_WORDS = word_set(
    """
    Magazine Times Post Herald Tribune Gazette Journal Chronicle Observer Courier Sentinel Dispatch Inquirer Examiner
    Telegraph Bulletin Globe Mercury Weekly Newspaper Newspapers Radio Television TV FM News Daily Crest Register Gazeta
    Zeitung Anzeiger Tageblatt Nachrichten Rundschau Kurier Morgenpost Tagblatt Diario Corriere Televisión Télévision
    Gazzetta Tribuna Heraldo Dziennik Głos Deník Noviny Listy Harian Tribun Zeitungen Volksblatt Volksstimme
    """
)
_SHAPES = {word.lower(): word for word in _SHAPE_WORDS}

_CAPITAL_WORD = re.compile(r"[A-Z][\w\-]+")
_CALLSIGN = re.compile(r"[KW][A-Z]{3}(?:-(?:TV|FM|AM))?|[KW][A-Z]{2}-(?:TV|FM|AM)")
_MAY_BE_CALLSIGN = re.compile(r"[KW][A-Z]{2}[A-Z\-]")


_CAPITALS_BEFORE = re.compile(r"(?:[A-ZÀ-Þ][\w.&'’\-]{0,20}\s(?:(?:of|&|and|de|del|du|la)\s)?){1,4}$")
_CAPITALS_BEHIND = re.compile(r"(?:\s(?:(?:de|di|del|della|do|da|la)\s)?[A-ZÀ-Þ][\w'’\-]{2,20}){1,2}")
_NAME_FIRST = word_set(
    "Radio Diario Journal Daily Gazeta Corriere Televisión Télévision TV Gazzetta Tribuna Heraldo Dziennik Głos Deník "
    "Harian Tribun Kurier"
)
_ANOTHER_NAME = re.compile(r"\s[A-Z][a-z]")
_NOT_OUTLET = re.compile(
    r"\b(?:Medical|American Journal|European Journal|British Journal|International Journal|Association Journal|"
    r"Science|Annals|Chief|Fox|Nobel|Wall Street Journal|Medical Journal|Journal of|Law Journal|Breaking|Fake|"
    r"Washington Post|Good|Bad|Big|Times Square|Medicine|Security|Trading|Canada Post|Royal Mail|Australia Post|"
    r"Deutsche Post|Swiss Post|India Post|Live TV|Smart TV|Reality TV|Cable TV|Street TV|Apple TV|Prime Time|"
    r"Google News|Apple News|Yahoo News|Facebook|Instagram|YouTube|Twitter)\b"
)


def _shaped(text: str) -> Iterator[Candidate]:
    for match in _CAPITAL_WORD.finditer(text):
        word = match.group()
        callsign = word[0] in "KW" and _CALLSIGN.fullmatch(word) is not None
        if word not in _SHAPE_WORDS and not callsign:
            continue
        if match.start() and text[match.start() - 1].isalnum():
            continue
        start, end = match.span()
        if not callsign:
            before = _CAPITALS_BEFORE.search(text[max(0, start - 70) : start])
            if before is not None:
                start -= len(before.group())
            elif word in _NAME_FIRST and (behind := _CAPITALS_BEHIND.match(text, end)) is not None:
                end = behind.end()
            else:
                continue
        start, name = _without_opening(start, text[start:end])
        if not name or (" " not in name and not callsign) or _NOT_OUTLET.search(name):
            continue
        if not callsign and word not in _NAME_FIRST and _ANOTHER_NAME.match(text, end):
            continue  # "Harbour Weekly Meeting"
        if name.endswith("Journal") and text[end : end + 4] in (" of ", " on "):
            continue
        yield Candidate(start, end, "callsign" if callsign else "shape", start, end)
