"""Names of outlets that no register knows, in words that say of themselves that they name an outlet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from aggregator.attribution.outlet_nouns import NEWS_WORDS, OUTLET_NOUNS, SURE_NOUNS
from aggregator.attribution.words import word_set

Proof = Literal["called", "shape", "callsign", "address", "quoted", "latin", "whole"]
"""What says that a name is an outlet's: what it is called (`газета «X»`), its own shape (`Elm Street Times`), a call
sign, an address, a verb of reporting right before the quoted or Latin name; `whole`: all of the construction."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One stretch of a paragraph that may be the name of an outlet."""

    start: int
    end: int
    proof: Proof
    begins: int
    """Where what is said of it begins: the noun before it, or the name."""

    ends: int
    """Where what is said of it ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What stands anywhere in an article: what is missing need not be looked for in its paragraphs."""

    nouns: tuple[str, ...]
    """Those of `OUTLET_NOUNS` that stand in it, in small letters."""

    shapes: bool
    addresses: bool
    verbs: tuple[re.Pattern[str], ...]
    """How a name stands behind a verb in the languages of the verbs that stand in it."""

    unspaced: bool
    """Whether it has signs of Chinese, Japanese or Korean."""

    persian: bool
    """Whether it is written in the Persian alphabet, which has no capitals."""


_AROUND_WORD = "\"'“”„«»‘’‚‹›()[]{}<>《》,.:;!?…–—-"


def clues_in(texts: Sequence[str]) -> Clues:
    """Return what `texts`, the paragraphs of one article, have of the words that tell of an outlet."""
    whole = "\n".join(texts)
    small = {token.strip(_AROUND_WORD) for token in set(whole.lower().split())}
    return Clues(
        nouns=tuple(OUTLET_NOUNS & small),
        shapes=not _SMALL_SHAPE_WORDS.isdisjoint(small) or _MAY_BE_CALLSIGN.search(whole) is not None,
        addresses=_MAY_BE_ADDRESS.search(whole) is not None,
        verbs=tuple(pattern for verbs, pattern in _BEHIND_VERBS if not verbs.isdisjoint(small)),
        persian=_PERSIAN_SIGN.search(whole) is not None,
        unspaced=not whole.isascii() and _UNSPACED_SIGN.search(whole) is not None,
    )


def candidates(text: str, clues: Clues) -> Iterator[Candidate]:
    """Yield what may be names of outlets in `text`, the most certain first."""
    if clues.unspaced:
        yield from _in_han(text)
        yield from _in_hangul(text)
    if clues.persian:
        yield from _in_persian(text)
    if clues.nouns:
        yield from _called(text, clues.nouns)
    if clues.addresses:
        yield from _addresses(text)
    if clues.verbs:
        yield from _behind_verb(text, clues.verbs)
    if clues.shapes:
        yield from _shaped(text)


# --- what it is called -------------------------------------------------------------------------------------------

_OPEN, _CLOSE = "\"“„«‘‚'‹<", "\"”“»«’‘'›>"
_QUOTED = re.compile(rf"[{_OPEN}]{{1,2}}([^{_OPEN}{_CLOSE}\n]{{2,40}})[{_CLOSE}]")
_WORD = re.compile(r"[\w&][\w&'’.+\-]*")
_LINKS = word_set("of the and & de del di da do du des la le les el al van der den og och for i y e и na für am im")
_SMALL_LAST = word_set(
    "noviny listy list novine vijesti vesti novosti novice deník denník týdeník blad avis tidende lehti"
)
"""Words that end a name in small letters (`Přístavní listy`, `Večernji list`)."""

_MOST_LINKS = 2
_MOST_WORDS = 4


def _called(text: str, nouns: Iterable[str]) -> Iterator[Candidate]:
    """Yield names beside a word such as `newspaper`: quoted or, where it says enough, in capitals."""
    lowered = text.lower()
    if len(lowered) != len(text):  # "İ" grows
        lowered = text
    for noun in nouns:
        for start in _places(lowered, noun):
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
    end = start + len(noun)
    sure = noun in SURE_NOUNS or _news_before(text, start)
    sure = sure or (noun.startswith("агентств") and _TRANSMITS.search(text, max(0, start - 12), start) is not None)
    if noun in ("journal", "journals") and _FRENCH_ARTICLE.search(text, max(0, start - 4), start) is None:
        return  # an English one is of science
    sure = sure or noun == "journal" or (noun == "red" and text[max(0, start - 3) : start] == "la ")
    while (following := _NEWS_WORD.match(text, end)) is not None and following.group(1) in NEWS_WORDS:
        end = following.end()
        sure = True
    if text[end : end + 1] != " ":
        yield from _before_noun(text, start, end, noun)
        return
    if (quoted := _QUOTED.match(text, end + 1)) is not None:
        if quoted.group(1)[:1].isupper() or quoted.group(1)[:1].isdigit() or not _has_case(quoted.group(1)):
            yield Candidate(*quoted.span(1), "called", start, quoted.end())
    elif sure and noun not in _BEHIND_ONLY and (name := _capitals(text, end + 1)) is not None:
        yield Candidate(end + 1, name, "called", start, name)
    yield from _before_noun(text, start, end, noun)


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
_BEHIND = word_set(
    """
    newspaper magazine tabloid tv gazetesi gazetesine gazetesinin
    gazetesinden ajansı ajansına ajansının dergisi dergisine dergisinin kanalı kanalına kanalında televizyonu
    televizyonuna sitesi sitesine sitesinin hírportál hírügynökség napilap hetilap lap portál
    """
)
_BEHIND_ONLY = word_set(
    "gazetesi gazetesine gazetesinin gazetesinden ajansı ajansına dergisi kanalı televizyonu sitesi"
)
_BEFORE_NOUN = re.compile(
    r"(?:[A-ZÀ-ÞĀ-ſ][\w&'’\-]{1,20}\s(?:(?:of|and|&|de|del|la)\s)?){1,3}(?:(?:news|press|haber|című|nevű)\s)?$"
)
_NAME_TAIL = re.compile(r"\s(?:news|press|haber|című|nevű)?\s?$")


def _before_noun(text: str, start: int, end: int, noun: str) -> Iterator[Candidate]:
    if noun not in _BEHIND:
        agency = noun == "agency" and text[max(0, start - 5) : start].lower() in ("news ", "ress ")
        if not agency:
            return
    found = _BEFORE_NOUN.search(text[max(0, start - 70) : start])
    if found is None:
        return
    begin = start - len(found.group())
    name = _NAME_TAIL.sub("", found.group())
    begin, name = _without_opening(begin, name)
    if noun == "tv":  # a part of the name
        name = text[begin:end]
    if name and not _GENERIC.fullmatch(name):
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
_SLAVIC_VERBS = (
    r"сообща(?:ет|ют|л[аои]?)|сообщил[аои]?|пиш[еу]т|писал[аои]?|написал[аои]?|переда[её]т|передают|передал[аои]?|"
    r"отмечает|уточняет|добавляет|цитирует|рассказывает|информирует|напоминает|утверждает|узнал[аои]?|выяснил[аои]?|"
    r"повідомля(?:є|ють)|повідомил[аои]|пише|пишуть|передає|інформує|зазначає|додає|уточнює|"
    r"съобщава|съобщи|пише|предава|цитира|отбелязва|јавља|пише|преноси|наводи"
)
_OPENERS = (
    r"(?:[,–—\-\"»”“…)]\s|\b(?:как|об этом|про це|про це|як|за това|как ранее|ранее|уже|раніше|вже|как уже|както|"
    r"о томе|"
    r"како)\s(?:\w+\s){0,2})"
)
_SLAVIC = re.compile(
    rf"{_OPENERS}(?:{_SLAVIC_VERBS}|со ссылкой на|з посиланням на|ссылаясь на|посилаючись на|в интервью|"
    rf"в эфире)\s(?:в\.\s)?"
    rf"(?:(?:[«\"“„]([^«»\"“”„\n]{{2,40}})[»\"”“])|"
    rf"((?-i:[A-Z][\w&\-]+(?:\.[\w\-]+)*(?:\s[A-Z0-9][\w&\-]+(?:\.[\w\-]+)*){{0,3}})))",
    re.IGNORECASE,
)
_POLISH = re.compile(
    r"(?:[,–—\-\"”»…]\s|\b(?:jak|o tym|o sprawie|kako|a|jak również|ako|jako)\s(?:\w+\s){0,2})"
    r"(?:podaje|podał[ao]?|informuje|poinformował[ao]?|donosi|pisze|napisał[ao]?|czytamy (?:w|na łamach)|zauważa|"
    r"zaznacza|"
    r"relacjonuje|ustalił[ao]?|ujawnia|dowiedział[ao]? się|piše|javlja|prenosi|donosi|objavio je|objavila je|navodi|"
    r"uvádí|uvedl|píše|napsal)\s(?:dzisiejsz\w+\s|\w+ow[ay]\s|środow[ay]\s|w\s\w+\s)?"
    r"[„\"“»«]([^„”\"“»«\n]{2,40})[”\"“«»]",
    re.IGNORECASE,
)
_GERMAN = re.compile(
    r"\b(?:berichtete?n?|meldete?n?|schreib(?:t|en)|schrieb(?:en)?|titelt|laut|gegenüber|zitiert|"
    r"sagte(?:n)?(?: (?:er|sie))?|informationen|(?:bericht|interview|gespräch) (?:in|mit)|berichten|recherchen)\s"
    r"(?:der|die|das|dem|den|des|von)\s(?:(?-i:[a-zäöü\-]+)\s)?[„“\"»‚]([^„“”\"»«‚‘\n]{2,40})[“”\"«‘]"
    r"|\b(?:die|der|das|wie)\s(?:(?-i:[a-zäöü\-]+)\s)?[„“\"»]([^„“”\"»«\n]{2,40})[“”\"«]\s(?:[\w\-]+\s){0,4}?"
    r"(?:berichtete?n?|meldete?n?|schreibt|schrieb|zufolge)\b",
    re.IGNORECASE,
)
_ROMANCE = re.compile(
    r"(?:[,–—\-\"”»’]\s|\b(?:lo|como|come|según|secondo quanto|así lo|tal y como)\s)"
    r"(?:(?:ha )?(?:informad[oa]|informa|publicad[oa]|publica|adelanta|recoge|desvela|scrive|riporta|riporta(?:to)? da|"
    r"racconta|rivela|noticia|informou|avança|noticiou|relatează|scrie|transmite))\s(?:hoy\s|oggi\s)?"
    r"(?:el |la |il |o |a |l['’])?['‘\"“«„]([^'‘’\"“”«»„\n]{2,40})['’\"”»]",
    re.IGNORECASE,
)
_GREEK = re.compile(
    r"(?:γράφει|μεταδίδει|αποκαλύπτει|έγραψε|μετέδωσε|δημοσιεύει|δημοσίευμα)\s(?:σήμερα\s)?(?:η|το|ο|της|του)\s"
    r"(?:[«\"“]([^«»\"“”\n]{2,40})[»\"”]|((?-i:[A-Z][\w&\-]+(?:\.[\w\-]+)*(?:\s[A-Z0-9][\w&\-]+(?:\.[\w\-]+)*){0,3})))",
    re.IGNORECASE,
)
# By words of which one must stand in the article.
_BEHIND_VERBS = (
    (
        word_set(
            """
            сообщает сообщают сообщала сообщил сообщила сообщили сообщал сообщало пишет пишут писал писала писали писало
            написал написала написали передает передаёт передают передал передала отмечает уточняет добавляет цитирует
            рассказывает информирует напоминает утверждает узнал узнали узнала выяснил выяснили выяснила ссылкой
            ссылаясь
            интервью эфире повідомляє повідомляють повідомив повідомила повідомили пише пишуть передає інформує зазначає
            додає уточнює посиланням посилаючись съобщава съобщи предава цитира отбелязва јавља преноси наводи
            """
        ),
        _SLAVIC,
    ),
    (word_set("γράφει μεταδίδει αποκαλύπτει έγραψε μετέδωσε δημοσιεύει δημοσίευμα"), _GREEK),
    (
        word_set(
            """
            berichtet berichten berichtete berichteten meldet melden meldete meldeten schreibt schreiben schrieb
            schrieben
            titelt laut gegenüber zitiert sagte sagten informationen bericht interview gespräch recherchen zufolge
            """
        ),
        _GERMAN,
    ),
    (
        word_set(
            """
            podaje podał podała podało informuje poinformował poinformowała donosi pisze napisał napisała czytamy
            zauważa
            zaznacza relacjonuje ustalił ustaliła ujawnia dowiedział dowiedziała piše javlja prenosi objavio objavila
            navodi
            uvádí uvedl píše napsal
            """
        ),
        _POLISH,
    ),
    (
        word_set(
            """
            informado informada informa publicado publicada publica adelanta recoge desvela scrive riporta riportato
            racconta rivela noticia informou avança noticiou relatează scrie transmite
            """
        ),
        _ROMANCE,
    ),
)
_TRANSMITTING = re.compile(
    r"сообща|сообщи|пиш[еу]|писал|переда|цитир|ссыл|повідом|передає|съобщ|предава", re.IGNORECASE
)
_MARKS = re.compile("[„“”\"«»‘'’‚]")


def _behind_verb(text: str, patterns: Iterable[re.Pattern[str]]) -> Iterator[Candidate]:
    quoted = _MARKS.search(text) is not None
    for pattern in patterns:
        if not quoted and pattern not in (_SLAVIC, _GREEK):
            continue
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
_CAPITAL_WORD = re.compile(r"[A-Z][\w\-]+")
_CALLSIGN = re.compile(r"[KW][A-Z]{3}(?:-(?:TV|FM|AM))?|[KW][A-Z]{2}-(?:TV|FM|AM)")
_SMALL_SHAPE_WORDS = frozenset(map(str.lower, _SHAPE_WORDS))
_MAY_BE_CALLSIGN = re.compile(r"[KW][A-Z]{2}[A-Z\-]")
_K_OR_W = ("K", "W")


def _is_callsign(word: str) -> bool:
    return _CALLSIGN.fullmatch(word) is not None


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
        callsign = word[0] in _K_OR_W and _is_callsign(word)
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


# --- Chinese, Japanese, Korean -------------------------------------------------------------------------------------

_PAPER = (
    r"(?:报|報|日报|晚报|时报|時報|周报|週報|早报|早報|商报|快报|导报|導報|周刊|週刊|月刊|杂志|雜誌|新闻|新聞|网|網|"
    r"电视|電視|财经|財經|在线|線上|新聞網)"
)
_HAN = re.compile(
    # "据《港口人物》报道", "告诉《X》记者", "接受英国《X》采访"
    r"(?:据|據|告诉|告訴|接受|援引|引述|引用|根据|根據|向|对|對)(?:[^，。,《》\s]{0,8})《([^《》\n]{2,14})》"
    r"(?=(?:杂志|雜誌|周刊|週刊|网站|網站|电子版|網路版|[^，。,《》]{0,8}?)(?:\d{1,2}日)?[^，。,《》]{0,3}?"
    r"(?:报道|報導|報道|报导|记者|記者|采访|採訪|专访|專訪))"
    # "《港口日报》报道"
    rf"|《([^《》\n]{{1,12}}{_PAPER})》(?=(?:记者|記者|网站|網站)?[^，。,《》]{{0,8}}(?:报道|報導|報道|报导|援引|引述|消息|称|稱|"
    r"披露|指出|刊文))"
    # "据港口新闻网报道"
    r"|[据據](?:报道|報導)?(?:美国|英国|法国|德国|俄罗斯|日本|韩国|美國|英國|法國|德國|俄羅斯|韓國|当地|當地)?(?:的|媒体|媒體)?"
    r"([^，。,《》\s据據的]{2,8}(?:晚报|日报|早报|时报|商报|都市报|晨报|金报|导报|(?<![情举汇通简公年财预申战海捷])报|晚報|日報|時報|新闻网|新聞網|在线|网|網|卫视|衛視|电视台|"
    r"電視台|广播电台|通讯社|通訊社|新闻社|新聞社|周刊|週刊|日報))(?:记者|記者|网站|消息人士)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:独家|最新)?"
    r"(?=报道|報導|報道|报导|消息|援引)"
    # "据科技媒体 TechExample 报道"
    r"|[据據](?:[^，。,\s]{0,8}?)(?:网站|網站|媒体|媒體|报纸|報紙|杂志|雜誌|周刊|週刊|通讯社|通訊社)\s?[《「]?"
    r"([A-Za-z][\w.& ]{2,28}?)\s?[》」]?(?:网站)?(?=\d{0,2}日?(?:报道|報導|報道|报导|消息|称|稱))"
)
_KANA = re.compile(
    r"(?<![\u4e00-\u9fff\u30a0-\u30ff])([\u4e00-\u9fff\u30a0-\u30ffA-Za-z]{2,12}?(?:新聞|テレビ|放送|通信社|新報|日報|タイムズ|タイムス))"
    r"(?:社|系|の記者|（[^（）]{1,12}）)?(?=によると|によれば|が報じ|は報じ|が伝え|は伝え|の報道|の取材|のインタビュー|の記事)"
    r"|(?:紙|誌|雑誌|新聞|サイト|メディア|テレビ局|通信社)[「『]([^「」『』\n]{2,20})[」』](?=が|は|によると|によれば|の取材|に対し|の報道)"
)
_HANGUL = re.compile(
    r"(?<![가-힣A-Za-z])([가-힣A-Za-z]{2,8}?(?:일보|신문|방송|타임스|투데이|데일리|저널|경제|뉴스|통신))(?:\([^()]{1,20}\))?"
    r"(?=에 따르면|에 의하면|(?:과|와)의 (?:전화 |단독 )?(?:인터뷰|통화)|"
    r"(?:은|는|이|가) [^.\n]{0,40}?(?:보도했다|전했다|보도했습니다)|"
    r" 보도에 따르면|(?:이|가) 보도한|을 인용|를 인용)"
    r"|(?:매체|신문|일간지|주간지|통신사|방송사|언론|잡지)\s?[‘'\"“《<『]([^‘’'\"“”《》<>『』\n]{2,20})[’'\"”》>』]"
    r"(?=[은는이가에의와과]|를|을)"
)
_GENERIC_HAN = re.compile(
    r"官网|官網|政府网|政府網|本网|本網|本报|本報|本刊|外媒|媒体|媒體|有关|相关|多家|^(?:新闻|新聞|报纸|電視|电视)|公司|法$|条例|办法|規|"
    r"(?:自然|科学|细胞|柳叶刀|科學|細胞|柳葉刀|新英格兰医学|医学|學報|学报|期刊)|地元紙|現地|複数|民放|各社|国営|公共|商业网|互联网|联网|"
    r"物联网|因特网|通信網|電力|电网|電網|铁路网|官方"
)
_GENERIC_HANGUL = re.compile(
    r"^(?:현지|지역|국내|해외|외국|일부|다른|주요|중앙|지방|이날|생|공영|국영|언론|정보|이동|무선|유선|세계|한국|시장|글로벌|실물|지역|우리|국제|속보|"
    r"관련|가짜|재난|미국|중국|일본|북한|러시아)?(?:신문|방송|통신|뉴스|경제)$|정보통신|이동통신|무선통신|방송통신"
)
_HAN_SIGN, _KANA_SIGN = re.compile("[据據《]"), re.compile("[\u3040-\u309f]")
_HANGUL_SIGN = re.compile("[가-힣]")
_UNSPACED_SIGN = re.compile("[据據《\u3040-\u309f가-힣]")


def _in_han(text: str) -> Iterator[Candidate]:
    if text.isascii():
        return
    patterns = [_HAN] if _HAN_SIGN.search(text) else []
    if _KANA_SIGN.search(text):
        patterns.append(_KANA)
    for pattern in patterns:
        yield from _whole(pattern, text, _GENERIC_HAN)


def _in_hangul(text: str) -> Iterator[Candidate]:
    if not text.isascii() and _HANGUL_SIGN.search(text):
        yield from _whole(_HANGUL, text, _GENERIC_HANGUL)


_PERSIAN_SIGN = re.compile("[پچژگ]")
_PERSIAN = re.compile(
    r"(?:روزنامه|خبرگزاری|هفته‌نامه|سایت|شبکه)\s«?([^\s«»:،.]{2,20}(?:\s[^\s«»:،.]{2,20})?)»?(?=\s(?:نوشت|گزارش داد|"
    r"گزارش کرد|خبر داد|به نقل))"
)
_GENERIC_PERSIAN = re.compile(r"^(?:این|آن|یک|های|ها|محلی|رسمی|دولتی|خبری|چند)(?:\s|$)")


def _in_persian(text: str) -> Iterator[Candidate]:
    yield from _whole(_PERSIAN, text, _GENERIC_PERSIAN)


def _whole(pattern: re.Pattern[str], text: str, generic: re.Pattern[str]) -> Iterator[Candidate]:
    for match in pattern.finditer(text):
        group = next(number for number, name in enumerate(match.groups(), 1) if name is not None)
        if not generic.search(match.group(group)):
            end = match.start(group) + len(match.group(group).rstrip())
            yield Candidate(match.start(group), end, "whole", match.start(), match.end())


# --- what is none --------------------------------------------------------------------------------------------------

_GENERIC = re.compile(
    r"(?:News|Press|The|State|Local|National|Daily|Weekly|City|Public|Online|New|Free|Media|Newspaper|Magazine|Zeitung|"
    r"Agency|Radio|TV|Television|Internet|Web|Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|US|UK|EU|U\.S\.|"
    r"[Ee]ditor.*|Editor|Director|Chief|President|CEO|Founder|Manager|Publisher|Reporter|Staff|Dr|Mr|Mrs|Ms|Prof|"
    r"\w+ (?:Editor|Director|Chief|President|CEO|Founder|Manager|Publisher)|I|He|She|It|We|They|You|"
    r"(?:Iran|Irak|Iraq|Rosj|Russi|Chin|Ukrain|Turc|Turk|Izrael|Israel|Syri|Korei|Białorus|Wenezuel|Japoni|Niemiec|"
    r"Franc|"
    r"Иран|Ирак|Кита|Росси|Сири|Турци|Израил|Украин|Коре|Белорус|Казахстан|Япони|Герман|Франци|США|Грузи|"
    r"Армени)\w{0,3})"
)
_SCIENCE = re.compile(
    r"\b(?:Nature|Science|Lancet|Cell|PNAS|BMJ|JAMA|PLoS|PLOS|Proceedings|Annals|Archives|Journal (?:of|for)|Reviews?|"
    r"Letters|Medicine|Medical|Biolog\w+|Physic\w+|Chemi\w+|Psych\w+|Neuro\w+|Genet\w+|Geo(?:physical|logy|science)\w*|"
    r"Research|Transactions|Acta|Clinical|Epidemiolog\w+|Pediatrics|Oncology|Cardiology|Immunity|eLife|Frontiers|"
    r"Astronomy|Astrophysical|Ecology|Evolution|Vaccine|Diabetes|Circulation|Gut|Sleep|Obesity|Nutrition|Icarus|"
    r"Zeitschrift für|Economics|Econometrica|Quarterly)\b|Вестник|Известия РАН"
)
_OTHERS = re.compile(
    r"\b(?:Moody|Fitch|S&P|Standard (?:&|and) Poor|Эксперт РА|NASA|Europol|Frontex|Interpol|Telegram|WhatsApp|YouTube|"
    r"Facebook|Instagram|Twitter|TikTok|Google|Microsoft|Wikipedia|Википеди|ВКонтакте|Netflix|[Бб]анк|[Зз]авод|[Фф]онд|"
    r"[Пп]арт|[Кк]луб|[Сс]оюз|[Цц]ентр|[Ии]нститут|Един\w+ Росси|Газпром|Роснефт|Левад|Ростех|Росатом|Сбер|Спартак|"
    r"Аэрофлот|Ростелеком|Яндекс|Лукойл|ЛУКОЙЛ|АвтоВАЗ|Почт|Мега[фФ]он|Норникел|Северстал|Аэропорт|Динамо|Локомотив|"
    r"Stiftung|Initiative|Bündnis|Verein|Verband|Generation|Gesellschaft|Institut|Allianz|Bewegung|Partei|Zentrum|"
    r"Fridays|Studie|Fundacj|Stowarzyszeni|Solidarnoś|Instytut|Centrum|Lewic|Samsung|Huawei|Xiaomi|Statista|SpaceX)"
    r"|\b(?:ООО|ОАО|ЗАО|АО|ПАО|АКРА|НКР|РЖД|ВТБ|МТС|КАМАЗ|Камаз|Билайн|Зенит|ЦСКА|ESA|Apple|Amazon|GmbH|AG|Inc|Ltd|"
    r"S\.A|"
    r"sp\. z|Aktion|Task Force|Gruppe|Liste|Haus|Spółka|Orlen|Tesla|OpenAI|Nvidia|Sony|Toyota|Boeing|Airbus|Intel|IBM|"
    r"Meta|Gartner|IDC|Nielsen|Pfizer|Moderna|AstraZeneca|Gallup|KPMG|WIPO|WADA|WNBA|WWII)\b"
    r"|\b\w*(?:нефть|энерго|строй|пром|маш|телеком|транс|авиа|сбыт|водоканал|сети)\b",
)
"""Firms, clubs, bodies and platforms that speak for themselves; news tells often what they say."""

_LESSER = re.compile(
    r"(?:рейтингов|рекламн|кадров|туристическ|аналитическ|консалтингов|рекрутингов|модельн|космическ|охранн|"
    r"правительств|"
    r"telegram|телеграм|youtube|рейтинг|rating|space|advertising|travel|real estate|intelligence|spy|police|gas|petrol|"
    r"railway|train|metro|power|fire|space|rzecznik|ratingow|reklamow|kosmiczn|wydawnicz|calificadora|espacial|"
    r"tributaria|scientific|научн|наукow|wissenschaft|werbe|rating|company|social|crowdfunding|dating|streaming|travel|"
    r"scientifique|científic|scientific|nauk|medizin|medyczn|facebook)\w*[\s-]$",
    re.IGNORECASE,
)
_ITS_PEOPLE = re.compile(
    r"\b(?:editor|editor-in-chief|director|redaktor\w*|redakteur\w*|chefredakteur\w*|журналист\w*|редактор\w*|"
    r"главред\w*|"
    r"rédact\w+|redactor\w*|diretor\w*|direttore|redattore|korrespondent\w*|корреспондент\w*|dziennikar\w+|reporter\w*|"
    r"novinář\w*|novinar\w*|šéfredaktor\w*|главн\w+|owner|founder|publisher|spokes\w+)\s(?:(?:of|at|for|de|del|du|"
    r"della|der|"
    r"des|do|da)\s)?(?:the\s|la\s|le\s|il\s)?(?:\w+\s)?$",
    re.IGNORECASE,
)


def is_no_outlet(text: str, candidate: Candidate) -> bool:
    """Return whether a candidate names a scientific journal, a firm, a person, or nobody."""
    name = text[candidate.start : candidate.end]
    if len(name) < 2 or _SCIENCE.search(name) or _OTHERS.search(name) or _GENERIC.fullmatch(name):
        return True
    before = text[max(0, candidate.begins - 50) : candidate.begins]
    if candidate.proof == "called":
        if _LESSER.search(before):
            return True
        quoted = text[candidate.start - 1 : candidate.start] in _OPEN and candidate.start > candidate.begins
        return not quoted and candidate.begins < candidate.start and _ITS_PEOPLE.search(before) is not None
    return False


def overlaps(candidate: Candidate, spans: Sequence[tuple[int, int]]) -> bool:
    """Return whether a candidate shares characters with one of `spans`."""
    return any(candidate.start < end and start < candidate.end for start, end in spans)
