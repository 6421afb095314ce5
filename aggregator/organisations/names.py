"""The index of names: which organisations a text mentions, and where."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from aggregator.organisations.inflection import inflected
from aggregator.organisations.organisation import Mention, Organisation


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling of one name."""

    text: str
    organisation: Organisation
    plain: bool
    foremost: bool = False


# Scripts that are written without spaces, with endings glued to names, or with signs inside of words (Devanagari):
# there the start of a name is looked for character by character, not word by word.
_UNSPACED = (
    "\u0900-\u0963\u0e00-\u0eff\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af"
)
_UNSPACED_CHARACTER = re.compile(f"[{_UNSPACED}]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_DEVANAGARI = re.compile("[\u0900-\u0963]")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]")
_WORD = re.compile(r"\w+")

# What may stand between the words of one name; anything else (a comma, a dash with spaces) ends it.
_GAPS = frozenset({"", " ", "-", "'", ".", "&", " & ", "+", "/", "\u2010", "\u2011", " - ", ". ", "\u00b7", "\uff0f"})
_RARE_GAPS = frozenset({". ", "/", " - ", "\uff0f"})
"""Only where the registered name itself has them: "… in Reuters. Press …" is no name."""

# Endings that Russian, Ukrainian, Bulgarian and Greek put on a name; longest first.
_ENDING = re.compile(
    "(?:\u0430\u043c\u0438|\u044f\u043c\u0438|\u043e\u0433\u043e|\u043e\u043c\u0443|\u0430\u0445|\u044f\u0445|"
    "\u0430\u043c|\u044f\u043c|\u043e\u043c|\u0435\u043c|\u043e\u0439|\u0435\u0439|\u043e\u0432|\u0438\u0438|\u0438\u044e|"
    "\u0438\u044f|\u0438\u0439|\u0456\u0457|\u0456\u044e|\u0456\u044f|\u044b\u0439|\u0443\u044e|\u0430|\u0435|\u0438|\u043e|"
    "\u0443|\u044b|\u044c|\u044e|\u044f|\u0456|\u044a|\u0439|\u03c2|\u03bd)$"
)
_FIRST_INFLECTED = "\u0370"
_INFLECTED = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_SHORTEST_STEM = 4
_CREDITED_SMALL = frozenset({"agency", "photo_agency", "platform"})
"""Kinds whose names are also written in small letters throughout (`unsplash`, `reuters`)."""

_LIBRARIES = frozenset({"getty", "adobe", "wikimedia", "picture"})
_LITTLE = frozenset(
    {
        "the",
        "de",
        "la",
        "le",
        "el",
        "il",
        "der",
        "die",
        "das",
        "les",
        "los",
        "i",
        "o",
        "a",
        "c",
        "d",
        "e",
        "n",
        "r",
        "t",
    }
    | {"in", "my", "us", "uk", "time", "people", "future", "heute", "news"}
)
"""Words too frequent in small letters to be tried as the beginning of a name; the capital is asked for."""

_LONGEST_WORD = 40
_LITTLE_WORD = 3
"""Letters of words (`of`, `the`, `New`) that stand in every text: it is not worth asking whether they do."""

_CAPITAL_WORD = re.compile(r"\b[A-Z0-9\u00c0-\u00de\u0100-\u1fff\u2c00-\ufeff]\w*")
_SMALL_WORD = re.compile(r"\b[a-z]\w+")
_PUNCTUATION = ".,;:!?\"'“”„’‘»«()[]…–—"
_PARENTHESIS = re.compile(r"\s*\([^()]{1,12}\)\s*$")


@dataclass(frozen=True, slots=True)
class _Begun:
    """How names go on that begin with a word."""

    alone: int
    """1 where the word is a name by itself, else 0."""

    seconds: Mapping[str, int]
    """The second word → how many words the longest such name has."""

    behind_article: int
    """Words of the longest name that has this word behind `The`; 0 without one."""

    sure: bool
    """Whether one of these names may stand in a text that has none of the longer second words."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What a word of a text, with the signs that are glued to it, says of names."""

    firsts: tuple[tuple[str, _Begun], ...]
    """The words in it that a name may begin with, as written, and how it goes on."""

    seconds: tuple[str, ...]
    """The longer words in it, folded, that stand second in a name."""

    unspaced: bool
    """Whether it has a character of a script in which names are not looked for word by word."""


class _Words:
    """The words of names, as they are written in texts.

    Of nearly every word of a text a set says at once that it is in no name. What was found out about a word is kept,
    since the words of news repeat: this saves folding and stemming.
    """

    MOST = 50_000
    """Words kept before it begins anew: a few megabytes; ten thousand pages of one language have fewer."""

    def __init__(self, seconds: Mapping[str, Mapping[str, int]], small: Container[str]) -> None:
        self._seconds = seconds
        self._small = small
        self._articles = seconds.get("the", {})
        self._behind = frozenset(word for one in seconds.values() for word in one if len(word) > _LITTLE_WORD)
        self._all = self._behind.union(seconds, self._articles)
        self._begun: dict[str, _Begun] = {}  # by folded word: no more than there are names
        self._told: dict[str, _Told] = {}
        self._silent: set[str] = set()

    def beginning(self, text: str) -> tuple[Mapping[str, _Begun], bool]:
        """Return the words in `text` that a name which stands there may begin with, and how it goes on.

        Also returned is whether `text` has a character of a script in which names are not looked for word by word.
        """
        tokens = list(itertools.filterfalse(self._silent.__contains__, text.split()))
        if not tokens:
            return {}, False
        firsts: dict[str, _Begun] = {}
        seconds: set[str] = set()
        unspaced = False
        for token in tokens:
            told = self._told.get(token) or self._tell(token)
            if told is not None:
                if told.firsts:
                    firsts.update(told.firsts)
                if told.seconds:
                    seconds.update(told.seconds)
                if told.unspaced:
                    unspaced = True
        return {
            word: begun for word, begun in firsts.items() if begun.sure or not seconds.isdisjoint(begun.seconds)
        }, unspaced

    def _tell(self, token: str) -> _Told | None:
        told = self._read(token) if self._may_tell(token) else None
        if len(token) <= _LONGEST_WORD:  # longer: a sentence of a script without spaces, or an address
            kept = self._silent if told is None else self._told
            if len(kept) >= self.MOST:
                kept.clear()
            if told is None:
                self._silent.add(token)
            else:
                self._told[token] = told
        return told

    def _may_tell(self, token: str) -> bool:
        """Return whether a token may say something: False for most, which are one Latin word that is in no name."""
        word = token.strip(_PUNCTUATION)
        latin = word.isalpha() and (word.isascii() or max(word) < _FIRST_INFLECTED)
        return not latin or word.casefold() in self._all

    def _read(self, token: str) -> _Told | None:
        words = [*_CAPITAL_WORD.findall(token), *(word for word in _SMALL_WORD.findall(token) if word in self._small)]
        firsts = tuple([(word, begun) for word in words if (begun := self._begin(word)) is not None])
        seconds = []
        for word in _WORD.findall(token.casefold()):
            if word in self._behind:
                seconds.append(word)
            elif not word.isascii() and (stem := _stem(word)) is not None and stem in self._behind:
                seconds.append(stem)
        unspaced = not token.isascii() and _UNSPACED_CHARACTER.search(token) is not None
        return _Told(firsts, tuple(seconds), unspaced) if firsts or seconds or unspaced else None

    def _begin(self, written: str) -> _Begun | None:
        """Return how names go on that begin with a word; None where none does."""
        if len(written) > _LONGEST_WORD:
            return None
        word = written.casefold()
        if (known := self._begun.get(word)) is not None:
            return known
        seconds = self._seconds.get(word)
        if seconds is None and not word.isascii() and (stem := _stem(word)) is not None:
            seconds = self._seconds.get(stem)
        behind_article = self._articles.get(word, 0)
        if seconds is None and not behind_article:
            return None
        seconds = seconds or {}
        begun = _Begun(
            1 if "" in seconds else 0,
            {second: most for second, most in seconds.items() if second},
            behind_article,
            bool(behind_article) or any(len(second) <= _LITTLE_WORD for second in seconds),
        )
        self._begun[word] = begun
        return begun


def folded(text: str) -> str:
    """Return the words of `text` without case, joined by single spaces: `U.S. News` → `u s news`."""
    return " ".join(_WORD.findall(text.casefold()))


def _stem(word: str) -> str | None:
    """Return `word` (folded) without its ending; None where the script has none or too little would be left."""
    if not _INFLECTED.search(word):
        return None
    stem = _ENDING.sub("", word)
    return stem if len(stem) >= _SHORTEST_STEM else None


class Names:
    """All names of some organisations, found whole and in texts; immutable."""

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        self._forms: dict[str, list[Form]] = {}
        self._stems: dict[str, list[Form]] = {}
        self._seconds: dict[str, dict[str, int]] = {}
        self._small: set[str] = set()
        self._unspaced: dict[str, list[Form]] = {}
        for organisation in organisations:
            self._add(organisation.name, organisation, plain=organisation.plain)
            for text in organisation.aliases:
                self._add(text, organisation, plain=True)
            for text in organisation.short:
                self._add(text, organisation, plain=False)
        for forms in self._unspaced.values():
            forms.sort(key=lambda form: -len(form.text))
        self._words = _Words(self._seconds, self._small)
        self._starts = (
            re.compile("[" + "".join(map(re.escape, sorted(self._unspaced))) + "]") if self._unspaced else None
        )

    def _add(self, text: str, organisation: Organisation, *, plain: bool) -> None:
        self._add_form(text, organisation, plain=plain)
        for form in inflected(text, organisation.country) if organisation.is_outlet else ():
            self._add_form(form, organisation, plain=plain)

    def _add_form(self, text: str, organisation: Organisation, *, plain: bool) -> None:
        form = Form(text, organisation, plain, text in organisation.foremost)
        key = folded(text)
        if len(key) < 2:  # "i", "E!": letters
            return
        if _UNSPACED_CHARACTER.match(text):
            self._unspaced.setdefault(text[0], []).append(form)
            self._forms.setdefault(key, []).append(form)
            return
        self._forms.setdefault(key, []).append(form)
        words = key.split(" ")
        small = plain and organisation.kind in _CREDITED_SMALL and (len(words) == 1 or words[0] in _LIBRARIES)
        if (small or text[:1].islower()) and words[0] not in _LITTLE:
            self._small.update((words[0], text[: len(words[0])]))
        self._start(words)
        stem = _stem(words[-1])
        if stem is not None:
            words[-1] = stem
            self._stems.setdefault(" ".join(words), []).append(form)
            if len(words) <= 2:
                self._start(words)

    def _start(self, words: list[str]) -> None:
        """Note that a name begins with these words: the first → the second or "" → how many words at most."""
        seconds = self._seconds.setdefault(words[0], {})
        second = words[1] if len(words) > 1 else ""
        seconds[second] = max(seconds.get(second, 0), len(words))

    @functools.cached_property
    def shared(self) -> frozenset[str]:
        """The ids of the organisations that share a name with another."""
        return frozenset(
            one
            for forms in self._forms.values()
            if len(ids := {form.organisation.id for form in forms}) > 1
            for one in ids
        )

    def whole(self, text: str) -> Sequence[Form]:
        """Return the forms of the name that `text`, taken whole, is; a parenthesis behind the name does not matter."""
        forms = self._forms.get(folded(text))
        if not forms and text.endswith(")"):
            forms = self._forms.get(folded(_PARENTHESIS.sub("", text)))
        return forms or ()

    def find(self, text: str, *, country: str | None = None, near: frozenset[str] = frozenset()) -> list[Mention]:
        """Return the names that stand in `text`, from left to right, the longest at each place, none overlapping.

        `country` and `near`, ids of organisations that the text names in full, say who is meant by a shared name.
        """
        firsts, unspaced = self._words.beginning(text)
        found = self._find_words(text, firsts, country, near) if firsts else []
        return _longest_first([*found, *self._find_unspaced(text)]) if unspaced else found

    def _find_words(
        self, text: str, firsts: Mapping[str, _Begun], country: str | None, near: frozenset[str]
    ) -> list[Mention]:
        found: list[Mention] = []
        past = 0
        for start, word in sorted(_places(text, firsts)):
            if start < past:
                continue
            begun = firsts[word]
            if begun.behind_article and text[max(0, start - 4) : start].casefold() == "the ":
                mention = self._longest(text, start - 4, begun.behind_article, country, near)
                if mention is not None:
                    found.append(mention)
                    past = mention.end
                    continue
            most = begun.alone
            if begun.seconds:
                following = _WORD.search(text, end := start + len(word), end + _LONGEST_WORD)
                follower = following.group().casefold() if following is not None else ""
                more = begun.seconds.get(follower, 0)
                if not more and not follower.isascii() and (stem := _stem(follower)) is not None:
                    more = begun.seconds.get(stem, 0)
                most = more or most
            if not most:
                continue
            mention = self._longest(text, start, most, country, near)
            if mention is None:
                continue
            if found and start < found[-1].end:  # within a name of several words in small letters: "diario Clarín"
                if not mention.cased:
                    continue
                found.pop()
            found.append(mention)
            past = mention.end if mention.cased or not mention.text[:1].islower() else start + 1
        return found

    def _longest(self, text: str, start: int, most: int, country: str | None, near: frozenset[str]) -> Mention | None:
        """Return the longest registered name of at most `most` words that begins at `start`."""
        words: list[tuple[str, int, int]] = []
        for match in _WORD.finditer(text, start, start + most * _LONGEST_WORD):
            words.append((match.group().casefold(), match.start(), match.end()))
            if len(words) == most:
                break
        for size in range(len(words), 0, -1):
            key = " ".join([word for word, _, _ in words[:size]])
            forms = self._forms.get(key)
            if forms is None:
                last = words[size - 1][0]
                stem = _stem(last) if not last.isascii() else None
                forms = self._stems.get(key[: len(key) - len(last)] + stem) if stem is not None else None
            if forms is not None:
                mention = self._mention(text, words[:size], forms, country, near)
                if mention is not None:
                    return mention
        return None

    def _mention(
        self,
        text: str,
        words: list[tuple[str, int, int]],
        forms: list[Form],
        country: str | None,
        near: frozenset[str],
    ) -> Mention | None:
        """Return the mention of one of `forms` that stands at `words`; None where what parts these is in no name."""
        start, end = words[0][1], words[-1][2]
        gaps = [text[one[2] : other[1]] for one, other in itertools.pairwise(words)]
        written = text[start:end]
        if gaps:
            plainer = [gap.replace("\u2019", "'").replace("\u00a0", " ").replace("\u2013", "-") for gap in gaps]
            if any(gap not in _GAPS for gap in plainer):
                return None
            if any(gap in _RARE_GAPS for gap in plainer):
                forms = [form for form in forms if any(gap in form.text for gap in plainer if gap in _RARE_GAPS)]
                if not forms:
                    return None
        form, doubtful = nearest(forms, written, country, near)
        if form.text[-1:] in ".+!" and text[end : end + 1] == form.text[-1]:
            end += 1
            written = text[start:end]
        others: tuple[Organisation, ...] = ()
        if len(forms) > 1:
            others = tuple({other.organisation.id: other.organisation for other in forms if other is not form}.values())
        registered = form.text
        if written.startswith("the ") and registered.startswith("The "):
            start += 4
            written, registered = written[4:], registered[4:]
        cased = _cased(written, registered)
        return Mention(start, end, written, form.organisation, form.plain and cased, cased, others, doubtful)

    def _find_unspaced(self, text: str) -> Iterator[Mention]:
        past = 0
        for match in self._starts.finditer(text) if self._starts is not None else ():
            start = match.start()
            if start < past:
                continue
            for form in self._unspaced[match.group()]:
                if text.startswith(form.text, start) and _stands_free(text, start, start + len(form.text)):
                    past = start + len(form.text)
                    yield Mention(start, past, form.text, form.organisation, form.plain)
                    break


def _places(text: str, words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield where `words` stand in `text` as whole words."""
    for word in words:
        if len(word) < 3:  # letters and numbers stand inside of other words a hundred times
            for match in _alone(word).finditer(text):
                if not (before := text[match.start() - 1 : match.start()]).isalnum() and before != "_":
                    yield match.start(), word
            continue
        start = text.find(word)
        while start >= 0:
            end = start + len(word)
            before, behind = text[start - 1 : start], text[end : end + 1]
            if not (before.isalnum() or before == "_" or behind.isalnum() or behind == "_"):
                yield start, word
            start = text.find(word, end)


@functools.lru_cache(maxsize=1024)
def _alone(word: str) -> re.Pattern[str]:
    """Return the pattern of `word` with no word character behind it."""
    return re.compile(re.escape(word) + r"(?!\w)")


def nearest(forms: Sequence[Form], written: str, country: str | None, near: frozenset[str]) -> tuple[Form, bool]:
    """Return the form that is meant, and whether another organisation's has as much for it.

    What counts, in this order: its country, whether the text names it in full (`near`), the spelling, whether
    the name is plain, whether it is the foremost of that name.
    """
    if len(forms) == 1:
        return forms[0], False
    bare = _without_article(written)

    def weight(form: Form) -> tuple[bool, ...]:
        organisation = form.organisation
        return (
            country is not None and organisation.country == country,
            organisation.id in near,
            _without_article(form.text) == bare,
            form.plain,
            form.foremost,
        )

    best = max(forms, key=weight)
    most = weight(best)
    return best, any(weight(form) == most for form in forms if form.organisation is not best.organisation)


def _without_article(name: str) -> str:
    return name[4:] if name[:4] in ("The ", "the ") else name


def _cased(written: str, registered: str) -> bool:
    """Return whether `written` has capitals where the registered name begins with one, or is all capitals."""
    if written == registered:
        return True
    first = registered[:1]
    if first.islower():
        return written.isupper() or written.islower()
    if registered.isupper() and len(registered) <= 5:  # "WHO", "ANSA": as a word in small letters it is another
        return False
    return written[:1].isupper() or not first.isalpha()


def _stands_free(text: str, start: int, end: int) -> bool:
    """Return whether no letter of the same alphabet stands right before (or, for katakana, behind) the stretch."""
    before = text[start - 1 : start]
    first = text[start]
    if _DEVANAGARI.match(first):  # has spaces between its words, but vowel signs that are no word characters
        return not (_DEVANAGARI.match(before) or _DEVANAGARI.match(text[end : end + 1]))
    if _HANGUL.match(first):
        return not _HANGUL.match(before)
    if _KATAKANA.match(first) and _KATAKANA.match(before):
        return False
    return not (_KATAKANA.match(text[end - 1]) and _KATAKANA.match(text[end : end + 1] or " "))


def _longest_first(mentions: list[Mention]) -> list[Mention]:
    """Return the mentions in order of place, dropping those that overlap a longer one."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: (one.start, -(one.end - one.start))):
        if kept and mention.start < kept[-1].end:
            if mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept
