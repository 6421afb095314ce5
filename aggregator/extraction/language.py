"""The language of the text."""

from __future__ import annotations

import collections
import itertools
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
_SCRIPT_PATTERNS = tuple((re.compile(f"[{signs}]"), language) for signs, language in _SCRIPTS)
_OTHER_SCRIPT = re.compile(f"[{''.join(signs for signs, _ in _SCRIPTS)}]")

# The commonest short words of each language; the share of words that are among them tells it from its neighbours.
# Letters that only one language of a script has, those of fewer speakers first: "ы" is Russian where no "ў" stands.
_LETTERS: tuple[tuple[str, str | None], ...] = (
    ("ў", "be"),
    ("їє", "uk"),
    ("қғұ", "kk"),
    ("ѓќ", "mk"),
    ("ђћ", "sr"),
    ("ң", "ky"),
    ("өү", "mn"),
    ("ҷӣ", "tg"),
    ("ыэ", "ru"),
    ("ڕۆێ", "ckb"),
    ("ښړټ", "ps"),
    ("ٹڈے", "ur"),
    ("پچژگ", "fa"),
    ("łż", "pl"),
    ("őű", "hu"),
    ("ə", "az"),
    ("ığ", "tr"),
    ("ơưđ", "vi"),
)

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
        "it": "il di che la e in un una del per della con non è sono gli dei alla nel da",
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

_TOKEN = re.compile(r"[^\W\d_]+(?:[\u0900-\u0dff\u0300-\u036f’'][^\W\d_]*)*")

SAMPLE = 4000
"""Characters of the text that are looked at."""

SHORTEST = 120
"""Characters below which a text in an alphabet does not tell its language."""


def language_of(text: str) -> str | None:
    """Return the language (BCP 47 primary subtag) of `text`, by its script and its commonest words; None if unsure.

    >>> language_of("Der Hafen bleibt für die Fischer und das ganze Dorf geschlossen, wie es von der Stadt heißt. " * 2)
    'de'
    """
    sample = text[:SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if not letters:
        return None
    for pattern, language in _SCRIPT_PATTERNS if _OTHER_SCRIPT.search(sample) else ():
        found = len(pattern.findall(sample))
        if language == "ja" and found > 0.05 * letters:
            return "ja"
        if found > 0.3 * letters and language is not None and language != "ja":
            return language
    if letters < SHORTEST:
        return None
    for signs, language in () if sample.isascii() else _LETTERS:
        if sum(map(sample.count, signs)) > 0.004 * letters:
            return language
    words = _TOKEN.findall(sample.lower())
    if len(words) < 20:
        return None
    hits: collections.Counter[str] = collections.Counter()
    for word, times in collections.Counter(words).items():
        for language in _LANGUAGES_OF.get(word, ()):
            hits[language] += times
    ranked = [(count / len(words), language) for language, count in hits.most_common(2)]
    if not ranked or ranked[0][0] <= 0.1 or (len(ranked) > 1 and ranked[0][0] <= 1.08 * ranked[1][0]):
        return None
    return ranked[0][1]


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
    text = "\n".join(itertools.islice((block.text for block in blocks), 30))[:SAMPLE]
    stated = choose(claims)
    if stated is not None and _fits(text[:FIRST_LOOK], stated.value.partition("-")[0]):
        return stated
    told = language_of(text)
    if told is None:
        return stated
    for claim in sorted(claims, key=lambda one: -one.belief):
        primary = claim.value.partition("-")[0]
        if primary == told or any({primary, told} <= group for group in _ALIKE):
            return claim
    return Claim(value=told, place="text", belief=0.9)


FIRST_LOOK = 500
"""Characters of the text that suffice to see that it is in the language stated."""


def _fits(text: str, language: str) -> bool:
    """Return whether `text` plainly is in `language`, one of those with an alphabet of words that we know."""
    common = _WORDS.get(language)
    words = _TOKEN.findall(text.lower()) if common is not None else []
    return common is not None and len(words) > 30 and sum(map(common.__contains__, words)) > 0.18 * len(words)
