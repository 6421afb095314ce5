"""The forms that a name takes within a sentence, in languages that inflect the names of papers and channels."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence

# One line for each ending of the nominative, the longest first: "ending: genitive dative accusative instrumental
# locative", alternatives between slashes, "-" for none. The table need not be true to grammar: what it makes of a word
# that has other forms is a word that nobody writes. Left out are forms that are the nominative again.
_RUSSIAN = """
ец: ца/ьца цу/ьцу ца/ьца цем/ьцем це/ьце
ия: ии/ий ии/иям ию/ия ией/иями ии/иях
ая: ой ой ую ой ой
яя: ей ей юю ей ей
ый: ого ому ый ым ом
ний: него нему ний ним нем
ий: ого ому ий им ом
ой: ого ому ой ым ом
ое: ого ому ое ым ом
ые: ых ым ые ыми ых
ие: их им ие ими их
а: ы/и е у ой е
я: и е ю ей е
ь: и/я и/ю ь ью/ем и/е
ы: ов/- ам ы ами ах
и: ей/ов/ек ям/ам и ями/ами ях/ах
о: а у о ом е
: а у - ом е
"""
_UKRAINIAN = """
ія: ії ії ію ією ії
ий: ого ому ий им ому
ка: ки/кої ці/кій ку кою ці/кій
га: ги зі гу гою зі
а: и/ої і/ій у ою і/ій
я: і і ю ею і
о: а у о ом і
е: ого ому е им ому
: а/у у/ові - ом і
"""
_POLISH = """
cja: cji cji cję cją cji
zja: zji zji zję zją zji
ka: ki/kiej ce/kiej kę/ką ką ce/kiej
ga: gi/giej dze/giej gę/gą gą dze/giej
ta: ty/tej cie/tej tę/tą tą cie/tej
da: dy/dej dzie/dej dę/dą dą dzie/dej
ra: ry/rej rze/rej rę/rą rą rze/rej
ła: ły/łej le/łej łę/łą łą le/łej
cza: czej czej czą czą czej
a: y/ej ie/ej ę/ą ą ie/ej
ski: skiego skiemu ski skim skim
cki: ckiego ckiemu cki ckim ckim
ny: nego nemu ny nym nym
wy: wego wemu wy wym wym
skie: skiego skiemu skie skim skim
we: wego wemu we wym wym
io: ia iu io iem iu
o: a u o em u/ie
k: ka/ku kowi k kiem ku
g: ga/gu gowi g giem gu
t: tu/ta towi t tem cie
d: du/da dowi d dem dzie
r: ra/ru rowi r rem rze
: u/a owi - em ie/u
"""
_CZECH = """
á: é é ou ou é
ý: ého ému ý ým ém
é: ých/ého ým/ému é ými/ým ých/ém
í: ích/ího ím/ímu í ími/ím ích/ím
ka: ky ce ku kou ce
ha: hy ze hu hou ze
ra: ry ře ru rou ře
a: y ě u ou ě
e: e i i í i
y: -/ů ám/ům y ami/y ách/ech
o: a u o em u/ě
: u/a u/ovi - em u/e/ě
"""
_GREEK = """
μα: ματος μα
ος: ου/ους ο
ός: ού ό
ής: ή ή
ης: η η
ας: α α
α: ας/ων α
ή: ής ή
η: ης η
ο: ου ο
"""
_FINNISH = """
lehti: lehden lehdelle lehdessä lehdeltä
omat: omien omille omissa omilta
: n lle ssa/ssä lta/ltä
"""
_HUNGARIAN = """
a: ának ában át ától áról ával ára
e: ének ében ét étől éről ével ére
: nak/nek ban/ben ot/et/t tól/től ról/ről on/en ra/re
"""
_GERMAN = """
presse: presse presse
ung: ung ung
en: en en
er: en/ers en/er
e: en en
: s -
"""
_GENITIVE = """
: s
"""
_TABLES = {
    "AT": (_GERMAN,),
    "BY": (_RUSSIAN,),
    "CH": (_GERMAN,),
    "CZ": (_CZECH,),
    "DE": (_GERMAN,),
    "DK": (_GENITIVE,),
    "FI": (_FINNISH,),
    "GR": (_GREEK,),
    "HU": (_HUNGARIAN,),
    "NO": (_GENITIVE,),
    "PL": (_POLISH,),
    "RU": (_RUSSIAN,),
    "SE": (_GENITIVE,),
    "SK": (_CZECH,),
    "UA": (_UKRAINIAN, _RUSSIAN),
}
"""Country of an organisation → the endings of its languages. Where an apostrophe or a hyphen parts the ending from the
name (Turkish, and initials in Finnish and Hungarian) it is found without."""

_WHOLE = frozenset({"FI", "HU", "DK", "NO", "SE"})
"""Where the last word alone bears the ending."""

_CYRILLIC = frozenset({"BY", "RU", "UA"})
_MOST_FORMS = 16
"""Forms of one name in one case: two for each of four words."""

_INFLECTED_WORD = re.compile(r"[^\W\d_]{3,}")
_CYRILLIC_NAME = re.compile("[\u0400-\u04ff]")
_GREEK_NAME = re.compile("[\u0370-\u03ff]")

Case = tuple[str, ...]
"""The endings that a case may have."""


def inflected(name: str, country: str | None) -> Sequence[str]:
    """Return the further forms of `name`, an organisation's of `country`, without the nominative.

    >>> "Gazecie Wyborczej" in inflected("Gazeta Wyborcza", "PL")
    True
    >>> inflected("Reuters", "GB")
    ()
    """
    if country not in _TABLES:
        return ()
    words = name.split(" ")
    if country in _CYRILLIC:
        if _CYRILLIC_NAME.search(name) is None or (country != "UA" and len(words) == 1):
            return ()  # of one word: found by its stem
    elif country == "GR":
        if _GREEK_NAME.search(name) is None:
            return ()
    elif not name[-1:].islower():  # initials, numbers: their endings stand behind a sign
        return ()
    still = len(words) - 1 if country in _WHOLE else 0
    found = dict.fromkeys(
        form
        for paradigms in map(_paradigms, _TABLES[country])
        for case in range(max(len(cases) for _, cases in paradigms))
        for form in itertools.islice(_forms(words, still, paradigms, case), _MOST_FORMS)
    )
    found.pop(name, None)
    return tuple(found)


def _forms(words: Sequence[str], still: int, paradigms: Sequence[tuple[str, list[Case]]], case: int) -> Iterator[str]:
    """Yield the name in one case: its first `still` words stay, and all others agree or only the first does.

    Whether they agree ("Новая газета") or those behind it stand in the genitive anyhow ("Эхо Москвы") is not asked.
    """
    options = [
        [word] if number < still else list(_word_forms(word, paradigms, case)) for number, word in enumerate(words)
    ]
    yield from map(" ".join, itertools.product(*options))
    if len(words) > 1 and not still:
        yield from (" ".join((first, *words[1:])) for first in options[0])


def _word_forms(word: str, paradigms: Sequence[tuple[str, list[Case]]], case: int) -> Iterator[str]:
    if _INFLECTED_WORD.fullmatch(word) is None or word.isupper():
        yield word
        return
    for ending, cases in paradigms:
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)]
            if not ending and word[-1] in _VOWELS:
                break
            for one in cases[case] if case < len(cases) else ():
                yield stem + one
            return
    yield word


_VOWELS = frozenset("aeiouyáéíóúýěůąęäöåаеиоуыэюяіїєαεηιουωάέήίόύώ")


@functools.cache
def _paradigms(table: str) -> list[tuple[str, list[Case]]]:
    """Return the lines of a table: an ending, and for each case what takes its place."""
    found = []
    for line in table.strip("\n").splitlines():
        ending, _, cases = line.partition(":")
        found.append((ending, [tuple(one.replace("-", "") for one in case.split("/")) for case in cases.split()]))
    return found
