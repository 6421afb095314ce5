"""Whether the words before a name introduce it as a source (`… told the German newspaper “`)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence

from aggregator.attribution.constructions import LEFT_WORDS
from aggregator.attribution.outlet_nouns import NEWS_WORDS, is_outlet_noun
from aggregator.attribution.words import word_set

_ARTICLES = word_set(
    """
    the a an its his her their our der die das dem den des ein eine einem einer eines seinem seiner le la les l
    un une au aux du el los las una al il lo gli i dal del della dell alla all allo o os as ao à do da no na
    pelo pela de het een det en et η ο το τη την της του στη στην στο στον ta to that this every auch bei beim
    im in zum zur vom d dell all dall nell sull nel nella sul sulla dal dalla dello allo dallo agli den ett os nos nas
    az egy
    """
)
_BOTH = word_set("both sowohl auch tanto sia zarówno jak både och og și atât как и так και")
"""Words before the first of two outlets (`reported by both the BBC and …`)."""

_PLATFORMS = word_set("youtube instagram facebook twitter x telegram tiktok podcast podcastu kanal channel laman")
"""Where an outlet may be heard or read, named before it (`dikutip dari YouTube Kompas TV`)."""

_BESIDE = NEWS_WORDS | _BOTH | _PLATFORMS

# Adjectives that stand between an article and a name without the word for what it is ("the German Bild").
_ADJECTIVES = re.compile(
    r"noticias|notícias|prensa|stampa|presse|us|u\.s|uk|british|german|french|israeli|russian|chinese|american|japanese|korean|ukrainian|polish|turkish|"
    r"indian|iranian|saudi|arab|italian|spanish|local|state|"
    r"state-run|state-owned|semi-official|conservative|sister|rival|pro-\w+|"
    r"(?:us-amerikanisch|britisch|deutsch|französisch|israelisch|russisch|amerikanisch|spanisch|italienisch|"
    r"österreichisch|staatlich|staatsnah|halbstaatlich|chinesisch|iranisch|ukrainisch|polnisch|türkisch|"
    r"arabisch)(?:e|en|er|es)|schweizer|"
    r"frances[ae]?|francés|español[a]?|públic[ao]|pública|palestin[ao]|israelí|británic[ao]|estadounidense|"
    r"alemán|alemana|rus[ao]|italian[ao]|chin[ao]|estatal|oficial|"
    r"français[e]?|américain[e]?|britannique|allemande?|israélien(?:ne)?|publique|russe|chinois[e]?|"
    r"espagnole?|italien(?:ne)?|"
    r"tedesc[ao]|britannic[ao]|american[ao]|statunitense|israelian[ao]|pubblic[ao]|spagnol[ao]|francese|"
    r"portugues[a]?|português|britânic[ao]|americano|norte-american[ao]|alemã|brasileir[ao]|"
    r"британск\w+|американск\w+|немецк\w+|французск\w+|польск\w+|израильск\w+|brytyjski\w*|amerykański\w*|"
    r"niemiecki\w*|rosyjsk\w+|francusk\w+|amerykańsk\w+|brytyjsk\w+|niemieck\w+|włosk\w+|ukraińsk\w+|lokaln\w+|"
    r"tureck\w+|chińsk\w+|irańsk\w+|państwow\w+|publiczn\w+|"
    r"britsk\w+|německ\w+|americk\w+|rusk\w+|francouzsk\w+|ukrajinsk\w+|slovensk\w+|čínsk\w+|"
    r"βρετανικ\w+|αμερικανικ\w+|γερμανικ\w+|γαλλικ\w+|ρωσικ\w+|τουρκικ\w+|ιταλικ\w+|κρατικ\w+|"
    r"местн\w+|государственн\w+|российск\w+|китайск\w+|итальянск\w+|турецк\w+|украинск\w+|японск\w+|"
    r"британськ\w+|американськ\w+|німецьк\w+|російськ\w+|"
    r"nemačk\w+|njemačk\w+|britansk\w+|američk\w+|"
    r"brit|amerikai|német|orosz|francia|osztrák|ukrán|"
    r"brits[ek]?|duitse?|amerikaanse?|franse?|britisk[ea]?|amerikansk[ea]?|tysk[ae]?|svensk[ae]?|norsk[ea]?|dansk[ea]?|"
    r"fransk[ae]?|rysk[ae]|brittisk[ae]|israelsk[ea]|israelisk[ae]"
)
_APPEARING = ("erscheinende", "ansässige")
"""“Die in Halle erscheinende „Mitteldeutsche Zeitung“”: its place stands before it."""

_POSSESSIVE = ("'s", "’s")
_OF = frozenset({"of", "from", "vom", "von", "der", "di"})
_OUTER = " \t\"'“”„«»‘’‚‹›《「『〈<,:([–—-"
_WORDS_BEFORE_NOUN = 4
_MOST_WORDS = 16
_LONGEST_WORD = 40


def introduction(before: str) -> int | None:
    """Return where in `before`, the words of the sentence before a name, its introduction begins; None without one.

    The introduction must reach to the name, but for an article, adjectives of nationality, what kind of
    outlet it is, a person there (`told Jane Doe of the`), and quotation marks.

    >>> introduction("Smith told the newspaper “")
    6
    """
    if _HARAKAT.search(before):  # "وذَكَرَت": vowels are written now and then
        kept = [place for place, sign in enumerate(before) if not _HARAKAT.match(sign)]
        found = introduction("".join(before[place] for place in kept))
        return kept[found] if found is not None else None
    folded = before.lower()
    if len(folded) != len(before):  # "İ" grows: then places would not agree
        folded = before
    known = _alternatives()
    starts = [match.start() for match in _WORD_START.finditer(folded)][-_MOST_WORDS:]
    beginnings = [
        (start, _pattern(letters))
        for start in starts
        for letters in (folded[start], folded[start : start + 2])
        if letters in known
    ]
    if not beginnings:
        return None
    for end in _ends(before, folded):
        for start, pattern in beginnings:  # the first of them begins leftmost
            if start < end and pattern.fullmatch(folded, start, end) is not None:
                return start
    return None


_HARAKAT = re.compile("[\u064b-\u0652]")
_WORD_START = re.compile(r"(?<!\w)\w")


@functools.lru_cache(maxsize=4096)
def _is_adjective(word: str) -> bool:
    return _ADJECTIVES.fullmatch(word) is not None


def _ends(before: str, folded: str) -> list[int]:
    """Return the places at which an introduction may end: before the article, the adjectives, the kind, the person."""
    end = _trimmed(before, len(before))
    ends = [end]
    spare = 0
    for number in range(8):
        start = _word_start(folded, end)
        word = folded[start:end].strip("’'.")
        if not word:
            break
        if word.startswith(_APPEARING) or (is_outlet_noun(word) and number < 6):
            spare = _WORDS_BEFORE_NOUN
        elif word in _ARTICLES:
            spare = 0
        elif word in _BESIDE or _is_adjective(word) or (word in _OF and _is_name(before, start)):
            pass
        elif spare:
            spare -= 1
        elif word.endswith(_POSSESSIVE) and before[start].isupper():
            pass  # "told London's"
        elif word.isalpha() and before[start].islower() and is_outlet_noun(_last_word(folded, start)):
            pass  # "el diario argentino", "le quotidien algérien"
        elif _began_with_of(folded, end) and before[start : start + 1].isupper():
            pass
        else:
            break
        end = _trimmed(before, start)
        ends.append(end)
        if not end:
            break
    return ends


def _last_word(folded: str, end: int) -> str:
    end = _trimmed(folded, end)
    return folded[_word_start(folded, end) : end]


def _is_name(before: str, start: int) -> bool:
    """Return whether a capitalised word ends right before `start`."""
    end = _trimmed(before, start)
    return before[_word_start(before, end) : end][:1].isupper()


def _began_with_of(folded: str, end: int) -> bool:
    """Return whether a word such as "of" follows within the next two words (`Jane Doe of the …`)."""
    return any(word in _OF for word in folded[end : end + 40].split()[:3])


def _trimmed(text: str, end: int) -> int:
    while end and text[end - 1] in _OUTER:
        end -= 1
    return end


def _word_start(text: str, end: int) -> int:
    start = end
    while start and end - start < _LONGEST_WORD and not text[start - 1].isspace() and text[start - 1] not in '"“„«»([':
        start -= 1
    return start


@functools.cache
def _pattern(letters: str) -> re.Pattern[str]:
    """Return the pattern of the introductions that begin with `letters`; made when first needed, as few are."""
    return re.compile("|".join(_alternatives()[letters]))


@functools.cache
def _alternatives() -> Mapping[str, Sequence[str]]:
    """Return the introductions by their first two letters, or one where only that is sure.

    So one look finds those that may begin at a word: none, at most words.
    """
    by_letters: dict[str, list[str]] = {}
    for alternative in _flat(LEFT_WORDS):
        sure = (alternative[1:2].isalnum() or alternative[1:2] == " ") and alternative[2:3] not in tuple("?*{")
        by_letters.setdefault(alternative[: 2 if sure else 1], []).append(alternative)
    return by_letters


def _flat(pattern: str) -> list[str]:
    """Return the alternatives of `pattern`, each beginning with a letter: groups at the front are multiplied out."""
    found: list[str] = []
    for alternative in _split(pattern):
        alternative = alternative.removeprefix("\\b")
        if alternative.startswith("(?:"):
            close = _closing(alternative)
            rest = alternative[close + 1 :]
            optional = rest.startswith("?")
            rest = rest.removeprefix("?")
            for inner in _split(alternative[3:close]):
                found.extend(_flat(inner + rest))
            if optional:
                found.extend(_flat(rest.removeprefix(" ")))
        elif alternative and alternative[0].isalnum():
            found.append(alternative)
    return found


def _split(pattern: str) -> list[str]:
    """Return the parts of `pattern` between the bars that stand outside all brackets."""
    parts, start = [], 0
    for position, character, depth in _outside_classes(pattern):
        if character == "|" and not depth:
            parts.append(pattern[start:position])
            start = position + 1
    return [*parts, pattern[start:]]


def _closing(pattern: str) -> int:
    """Return where the bracket closes that `pattern` begins with."""
    for position, character, depth in _outside_classes(pattern):
        if character == ")" and not depth:
            return position
    return len(pattern)


def _outside_classes(pattern: str) -> Iterator[tuple[int, str, int]]:
    """Yield each character that stands in no character class: where, what, and in how many brackets behind it."""
    depth, inside = 0, False
    for position, character in enumerate(pattern):
        if inside:
            inside = character != "]"
            continue
        inside = character == "["
        depth += (character == "(") - (character == ")")
        yield position, character, depth
