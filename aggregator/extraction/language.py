"""The language of the text."""

from __future__ import annotations

import bisect
import collections
import re
from collections.abc import Iterator, Mapping, Sequence

from aggregator.article import Block
from aggregator.claim import Claim, choose
from aggregator.extraction.jsonld import strings
from aggregator.extraction.parsed import ParsedPage

_TAG = re.compile(r"([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{4}))?(?:[-_]([a-zA-Z]{2}|\d{3}))?(?:[-_.@].{0,40})?")


def language_claims(page: ParsedPage) -> Iterator[Claim[str]]:
    """Yield every language stated."""
    for node in page.articles[:1]:
        for text in list(strings(node.get("inLanguage"), "alternateName", "name"))[:1]:
            yield from _claim(text, "jsonld inLanguage", 0.8)
    if page.stated_language:
        yield from _claim(page.stated_language, "html lang", 0.85)
    for name, belief in (
        ("og:locale", 0.7),
        ("content-language", 0.65),
        ("dc.language", 0.6),
        ("language", 0.6),
        ("og:language", 0.6),
    ):
        for text in page.metas.all(name)[:1]:
            yield from _claim(text, f"meta {name}", belief)


def _claim(text: str, place: str, belief: float) -> Iterator[Claim[str]]:
    match = _TAG.fullmatch(text.strip()[:40])
    if match is not None:
        parts = [match[1].lower()]
        if match[2]:
            parts.append(match[2].title())
        if match[3]:
            parts.append(match[3].upper())
        yield Claim(value="-".join(parts), place=place, belief=belief)


# Script → its language where nearly only one is written in it; None: several are, the words must tell.
_SCRIPTS: tuple[tuple[str, str | None], ...] = (
    ("\u3040-\u30ff", "ja"),
    ("\uac00-\ud7af", "ko"),
    ("\u4e00-\u9fff", "zh"),
    ("\u0e00-\u0e7f", "th"),
    ("\u0370-\u03ff", "el"),
    ("\u0590-\u05ff", "he"),
    ("\u10a0-\u10ff", "ka"),
    ("\u0530-\u058f", "hy"),
    ("\u0980-\u09ff", "bn"),
    ("\u0a80-\u0aff", "gu"),
    ("\u0a00-\u0a7f", "pa"),
    ("\u0b80-\u0bff", "ta"),
    ("\u0c00-\u0c7f", "te"),
    ("\u0c80-\u0cff", "kn"),
    ("\u0d00-\u0d7f", "ml"),
    ("\u0d80-\u0dff", "si"),
    ("\u1000-\u109f", "my"),
    ("\u1780-\u17ff", "km"),
    ("\u0e80-\u0eff", "lo"),
    ("\u1200-\u137f", "am"),
    ("\u0900-\u097f", None),
    ("\u0400-\u04ff", None),
    ("\u0600-\u06ff", None),
)
# First sign, last sign, language of each script, in the order of the signs.
_RANGES: tuple[tuple[int, int, str | None], ...] = tuple(
    sorted((ord(signs[0]), ord(signs[-1]), language) for signs, language in _SCRIPTS)
)
_FIRST_SIGNS = [first for first, _, _ in _RANGES]

# Letters that only one language of a script has, those of fewer speakers first: "ы" is Russian where no "ў" stands,
# "і" Ukrainian where no "ы" does.
_LETTERS: tuple[tuple[str, str], ...] = (
    ("ў", "be"),
    ("їє", "uk"),
    ("қғұ", "kk"),
    ("ѓќ", "mk"),
    ("ђћ", "sr"),
    ("ң", "ky"),
    ("өү", "mn"),
    ("ҷӣ", "tg"),
    ("ыэ", "ru"),
    ("і", "uk"),
    ("ڕۆێ", "ckb"),
    ("ښړټ", "ps"),
    ("ٹڈے", "ur"),
    ("پچژگ", "fa"),
    ("łż", "pl"),
    ("řěů", "cs"),
    ("ľĺŕ", "sk"),
    ("ðþ", "is"),
    ("ėųį", "lt"),
    ("ģķļņ", "lv"),
    ("őű", "hu"),
    ("ə", "az"),
    ("ığ", "tr"),
    ("ơưđ", "vi"),
)

# The commonest short words of each language; the share of words that are among them tells it from its neighbours.
_WORDS: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in that is was for with said on he it are as by from has have this",
        "de": "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch",
        "fr": "le la les des et en un une du dans que pour est sur qui au pas avec il plus",
        "es": "el la de que los en y las del un una por con para se su al lo como más",
        "pt": "o de que os em do da um uma para com não no na dos das por mais ao foi",
        "gl": "o de que os en do da un unha para con non no na dos das por máis ao foi",
        "ca": "el la de que els en i les del un una per amb va ha als aquest més no és",
        "it": "il di che la e in un una del per della con non è sono gli dei alla nel da ha i le al anche delle su ma",
        "nl": "de het een van en in is dat op te voor met zijn niet aan er om ook naar bij",
        "af": "die van en in is het nie wat vir met hy ’n dat sy op te om hulle aan was",
        "sv": "och att det som en är på för av med den till inte har de om ett i han var",
        "no": "og det som er på for av med den til ikke har de om et i han var å seg",
        "da": "og det som er på for af med den til ikke har de om et i han var at sig",
        "is": "og að er í á sem það við til um hann var ekki en fyrir með þess hafa eru af",
        "fi": "ja on ei että se oli hän mukaan myös ovat kun mutta ole joka tai niin kuin sekä olla sen",
        "et": "ja on ei et see oli ka mis kui oma ta aga või siis nende tema ning kes välja selle",
        "lv": "un ir ar no uz par ka tas kas gada bija lai arī pēc vai bet šo to kā nav",
        "lt": "ir kad yra su į iš tai buvo bet kaip apie jo už dėl nuo metų po taip prie ne",
        "pl": "i w na z się że do nie to jest o jak po od za przez ale był dla są",
        "cs": "a v na se že je s z do to o jako pro by jsem podle po ale jeho byl který",
        "sk": "a v na sa že je s z do to o ako pre by podľa po ale jeho bol ktorý sú",
        "sl": "in v na se je da za so pri po ki z iz bi tudi ne kot ob ga pa",
        "hr": "i u na je se da za su od s što koji bi kako ali nije biti više će iz",
        "hu": "a az és hogy nem is egy volt meg de azt szerint van már csak el még mint ez lesz",
        "ro": "și de la în a cu pe că din pentru este care nu o au un mai fi să al",
        "sq": "të e në dhe që për me një nga ka është se më i si nuk u ky do edhe",
        "tr": "ve bir bu da de için ile olarak olan çok daha gibi kadar sonra ancak ise oldu en ne var",
        "az": "və bir bu da də üçün ilə olan çox daha kimi qədər sonra isə olub ki edib azərbaycan onun məlumat",
        "id": "yang dan di untuk dengan dari pada ini itu dalam tidak akan oleh juga kepada adalah ke tersebut "
        "saat telah",
        "ms": "yang dan di untuk dengan dari pada ini itu dalam tidak akan oleh juga kepada adalah ke beliau "
        "kata boleh",
        "tl": "ang ng sa na mga ay at ni si para ito kay nang hindi din siya may niya ayon kung",
        "vi": "và của là có được trong cho các không đã với người này một những khi tại về để đến",
        "sw": "na ya wa kwa ni katika la za kuwa hiyo cha huo hii kama alisema baada watu wake lakini",
        "zu": "ukuthi futhi kanye ngoba uma abantu kodwa ngo lapho wathi kusho okuthi umuntu bonke ngokuthi "
        "yakhe nge laba",
        "eu": "eta da ez du dute zuen bat ere baina izan zen dira egin duen den hori dago dituzte behar baino",
        "ga": "agus an na ar go sa le is ag a bhí don tá ní atá leis sé air faoi ach",
        "cy": "yn y a i o ar ei yr am wedi mae bod gan ond ac oedd eu hyn fod bydd",
        "mt": "li ta u il fl tal ma ħa minn għal kien dan se biex kif qal aktar dwar kienet lill",
        "ru": "и в не на что с по это как он для его был из от но также года они было",
        "uk": "і в не на що з та це як він для його був із від але також року вони було",
        "be": "і ў не на што з та гэта як ён для яго быў ад але таксама года яны было пра",
        "bg": "и в не на че с за да се от е по са като ще но при това беше си",
        "sr": "и у на је се да за су од с што који би како али није бити више ће из",
        "mk": "и во на се да за од со е дека не ќе што по како но беше при ги тоа",
        "kk": "және бұл деп мен да үшін бір де осы ол бойынша болды бар туралы еді қазақстан жылы кейін мүмкін",
        "ar": "في من على إلى أن التي عن مع هذا الذي ما هذه بعد كان قال لا كما بين خلال قد",
        "fa": "در به از که این را با است برای آن یک تا های شد بر خود هم می بود گفت",
        "ur": "کے کی میں ہے کا اور سے کو نے پر ہیں کہ یہ نہیں ان اس کیا بھی تھا گیا",
        "ps": "د په چې او دي کې له یې سره ته دا هم شوي و نه خو هغه پر څخه به",
        "hi": "के में की है और से को का ने पर हैं कि यह नहीं भी एक इस था लिए कहा",
        "mr": "आहे आणि या त्या हे ते आहेत होते म्हणून केली आला की मध्ये तर त्यांनी झाली अशी काही होती",
        "ne": "छ र को मा लागि भएको गरेको यो छन् हो पनि भने ले गर्न थियो तथा उनले नेपाल बाट एक",
    }.items()
}
_LANGUAGES_OF: dict[str, list[str]] = {}
for _language, _common in _WORDS.items():
    for _word in _common:
        _LANGUAGES_OF.setdefault(_word, []).append(_language)

# Word → how far it speaks for the language.
_WEIGHTS: Mapping[str, Mapping[str, float]] = {
    language: {word: 1 / len(_LANGUAGES_OF[word]) for word in common} for language, common in _WORDS.items()
}

_TOKEN = re.compile(r"[^\W\d_]+(?:[\u0900-\u0dff\u0300-\u036f’'][^\W\d_]*)*")

SAMPLE = 2000
"""Characters of the text that are looked at."""

FIRST_LOOK = 500
"""Characters of the text that suffice to see that it is in the language stated, and in which script it is."""

SHORTEST = 120
"""Characters below which a text in an alphabet does not tell its language."""


def language_of(text: str) -> str | None:
    """Return the language (BCP 47 primary subtag) of `text`, by its script and its commonest words; None if unsure.

    >>> language_of("Der Hafen bleibt für die Fischer und das ganze Dorf geschlossen, wie es von der Stadt heißt. " * 2)
    'de'
    """
    sample = text[:SAMPLE]
    told = None if sample.isascii() else _by_script(sample[: 2 * FIRST_LOOK])
    if told is not None:
        return told
    if sum(map(str.isalpha, sample[: 2 * SHORTEST])) < SHORTEST and sum(map(str.isalpha, sample)) < SHORTEST:
        return None
    words = _TOKEN.findall(sample.lower())
    if len(words) < 20:
        return None
    hits: dict[str, float] = {}
    for word in words:
        sharing = _LANGUAGES_OF.get(word)
        if sharing is not None:
            for language in sharing:
                hits[language] = hits.get(language, 0) + 1 / len(sharing)
    ranked = sorted(hits.items(), key=lambda one: -one[1])
    best, most = ranked[0] if ranked else (None, 0)
    if not sample.isascii():
        for signs, lettered in _LETTERS:
            # Latin ones stand in names everywhere.
            if (signs > "\u0370" or 3 * hits.get(lettered, 0) >= most) and (
                sum(map(sample.count, signs)) > 0.004 * len(sample)
            ):
                return lettered
    second = ranked[1][1] if len(ranked) > 1 else 0
    return best if most > 0.04 * len(words) and most > 1.1 * second and most - second > CHANCE else None


CHANCE = 1.5
"""Words, or shares of words that neighbours share, by which the best language has to lead."""


def _by_script(sample: str) -> str | None:
    """Return the language of the script that `sample` is written in, where nearly only one is."""
    letters = 0
    found: dict[str | None, int] = {}
    for sign, times in collections.Counter(sample).items():
        if not sign.isalpha():
            continue
        letters += times
        code = ord(sign)
        at = bisect.bisect_right(_FIRST_SIGNS, code) - 1
        if at >= 0 and code <= _RANGES[at][1]:
            language = _RANGES[at][2]
            found[language] = found.get(language, 0) + times
    japanese, chinese = found.get("ja", 0), found.get("zh", 0)
    if japanese > 0.05 * letters and japanese + chinese > 0.3 * letters:  # kana tell Japanese from Chinese
        return "ja"
    language, times = max(found.items(), key=lambda one: one[1], default=(None, 0))
    return language if times > 0.3 * letters else None


# A stated language is right but for its region where the text is told to be one of the same group.
_ALIKE = tuple(
    frozenset(group.split())
    for group in (
        "no nb nn da",
        "id ms",
        "hr sr bs sh cnr sl",
        "tl fil",
        "es gl ca pt",
        "nl af",
        "cs sk",
        "fa prs",
        "he iw",
        "zh yue",
        "ru be uk bg mk kk ky tg tt mn sr",
        "zu xh ss nr st tn sn",
        "hi mr ne sa mai",
        "am ti",
        "bn as",
        "tr az tk uz",
    )
)


def choose_language(claims: Sequence[Claim[str]], blocks: Sequence[Block]) -> Claim[str] | None:
    """Return the language stated, unless the text is plainly another; the text's where none is stated."""
    stated = choose(claims)
    if stated is not None and _fits(_beginning(blocks, FIRST_LOOK), stated.value.partition("-")[0]):
        return stated
    told = language_of(_beginning(blocks, SAMPLE))
    if told is None:
        return stated
    for claim in sorted(claims, key=lambda one: -one.belief):
        primary = claim.value.partition("-")[0]
        if primary == told or any({primary, told} <= group for group in _ALIKE):
            return claim
    return Claim(value=told, place="text", belief=0.9)


def _beginning(blocks: Sequence[Block], length: int) -> str:
    """Return the first `length` characters of the blocks' text."""
    texts: list[str] = []
    left = length
    for block in blocks:
        texts.append(block.text[:left])
        left -= len(block.text) + 1
        if left <= 0:
            break
    return "\n".join(texts)


def _fits(text: str, language: str) -> bool:
    """Return whether `text` plainly is in `language`, one of those with an alphabet of words that we know."""
    weights = _WEIGHTS.get(language)
    if weights is None:
        return False
    words = text.lower().split()
    return len(words) > 30 and sum(filter(None, map(weights.get, words))) > PLAIN * len(words)


PLAIN = 0.06
"""Share of a language's own words, those of several languages divided among them, from which on a text is in it.

Of 756 texts in languages known otherwise 706 have more, and two have more of a language not akin to theirs.
"""
