"""The register of organisations: who they are, and where a text names them."""

from __future__ import annotations

import bisect
import copy
import functools
import itertools
import re
import tomllib
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Any, Literal, get_args

from aggregator.errors import UsageError

OrganisationKind = Literal[
    "agency",
    "photo_agency",
    "syndicator",
    "release_service",
    "newspaper",
    "broadcaster",
    "magazine",
    "online",
    "public_body",
    "company",
    "platform",
]

OUTLETS: frozenset[str] = frozenset({"agency", "syndicator", "newspaper", "broadcaster", "magazine", "online"})
"""Kinds that can be cited as a news outlet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """One organisation that texts or pictures come from."""

    id: str
    """Slug: `a-z`, `0-9` and single hyphens; never changed once given."""

    name: str
    """In the organisation's own usual form."""

    kind: OrganisationKind
    country: str | None = None
    """ISO 3166-1 alpha-2 of its seat."""

    domains: tuple[str, ...] = ()
    """Hosts that are its own; hosts below them are too."""

    aliases: tuple[str, ...] = ()
    """Further names, abbreviations and native-script forms that mean it wherever they stand."""

    short: tuple[str, ...] = ()
    """Names that mean it only in places that make them plain (`AP`, `Time`, `Sky`)."""

    plain: bool = True
    """Whether the name itself means it wherever it stands (`Reuters` does, `People` does not)."""

    foremost: tuple[str, ...] = ()
    """Those of its names that others share but that mean it where nothing around decides (`El País`, Madrid's)."""

    evidence: str = "knowledge"
    """What the entry rests on: `catalogue` (a source that ships with the program), `page` (credited on a page
    that was read), or `knowledge` (general knowledge: written down, not checked)."""

    @property
    def checked(self) -> bool:
        """Whether something beyond general knowledge speaks for the entry."""
        return self.evidence != "knowledge"

    @property
    def is_outlet(self) -> bool:
        """Whether it publishes news, so that it can be cited."""
        return self.kind in OUTLETS


@dataclass(frozen=True, slots=True)
class Mention:
    """One stretch of a text that is a name of the register."""

    start: int
    end: int
    text: str
    organisation: Organisation
    plain: bool
    """Whether the words mean the organisation wherever they stand; False: only if the place says so."""

    cased: bool = True
    """Whether it is written with capitals where the registered name has them (`Dr` for `DR` is not)."""

    others: tuple[Organisation, ...] = ()
    """Further organisations of the same name."""

    doubtful: bool = False
    """Whether nothing decides between `organisation` and one of `others` (`CNA`): then it says nothing."""

    def meaning(self, organisation: Organisation) -> Mention:
        """Return the mention as one of `organisation`, which is no longer in doubt."""
        return replace(self, organisation=organisation, doubtful=False)

    def settled(
        self, *, countries: Container[str | None] = (), kinds: Container[OrganisationKind] = ()
    ) -> Organisation | None:
        """Return whom the name means beside names of these `countries`, in a place for these `kinds`; None in doubt."""
        if not self.doubtful:
            return self.organisation
        sharing = (self.organisation, *self.others)
        near = [one for one in sharing if one.country in countries]
        fitting = [one for one in near or sharing if one.kind in kinds]
        found = fitting if fitting and len(fitting) < len(sharing) else near
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class _Form:
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
_CAPITAL_WORD = re.compile(r"[A-Z0-9\u00c0-\u00de\u0100-\u1fff\u2c00-\ufeff]\w*")
_SMALL_WORD = re.compile(r"[a-z]\w+")
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


class _Words:
    """The words that names begin with, as they are written in texts.

    What was found out about a word is kept, since the words of news repeat: this saves folding and stemming.
    """

    MOST = 50_000
    """Words kept before it begins anew: a few megabytes; ten thousand pages of one language have fewer."""

    def __init__(self, seconds: Mapping[str, Mapping[str, int]]) -> None:
        self._seconds = seconds
        self._articles = seconds.get("the", {})
        self._begun: dict[str, _Begun] = {}
        self._barren: set[str] = set()

    def beginning(self, words: Iterable[str]) -> dict[str, _Begun]:
        """Return those of `words` that a name may begin with, and how it goes on."""
        found: dict[str, _Begun] = {}
        for word in set(words).difference(self._barren):
            begun = self._begun.get(word)
            if begun is None and len(word) <= _LONGEST_WORD:  # longer: a sentence of a script without spaces
                begun = self._learn(word)
            if begun is not None:
                found[word] = begun
        return found

    def _learn(self, written: str) -> _Begun | None:
        word = written.casefold()
        seconds = self._seconds.get(word)
        if seconds is None and not word.isascii() and (stem := _stem(word)) is not None:
            seconds = self._seconds.get(stem)
        behind_article = self._articles.get(word, 0)
        if seconds is None and not behind_article:
            if len(self._barren) >= self.MOST:
                self._barren.clear()
            self._barren.add(written)
            return None
        seconds = seconds or {}
        begun = _Begun(
            1 if "" in seconds else 0,
            {second: most for second, most in seconds.items() if second},
            behind_article,
        )
        if len(self._begun) >= self.MOST:
            self._begun.clear()
        self._begun[written] = begun
        return begun


def _folded(text: str) -> str:
    """Return the words of `text` without case, joined by single spaces: `U.S. News` → `u s news`."""
    return " ".join(_WORD.findall(text.casefold()))


def _stem(word: str) -> str | None:
    """Return `word` (folded) without its ending; None where the script has none or too little would be left."""
    if not _INFLECTED.search(word):
        return None
    stem = _ENDING.sub("", word)
    return stem if len(stem) >= _SHORTEST_STEM else None


class Register:
    """All known organisations, found by id, host and name; immutable."""

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        self._by_id: dict[str, Organisation] = {}
        self._by_host: dict[str, Organisation] = {}
        self._forms: dict[str, list[_Form]] = {}
        self._stems: dict[str, list[_Form]] = {}
        self._seconds: dict[str, dict[str, int]] = {}
        self._small: set[str] = set()
        self._unspaced: dict[str, list[_Form]] = {}
        self._near: frozenset[str] = frozenset()
        self._country: str | None = None
        for organisation in organisations:
            self._by_id[organisation.id] = organisation
            for host in organisation.domains:
                self._by_host.setdefault(host, organisation)
            self._add(organisation.name, organisation, plain=organisation.plain)
            for text in organisation.aliases:
                self._add(text, organisation, plain=True)
            for text in organisation.short:
                self._add(text, organisation, plain=False)
        for forms in self._unspaced.values():
            forms.sort(key=lambda form: -len(form.text))
        self._namesakes = frozenset(
            one
            for forms in self._forms.values()
            if len(ids := {form.organisation.id for form in forms}) > 1
            for one in ids
        )
        self._words = _Words(self._seconds)
        self._starts = (
            re.compile("[" + "".join(map(re.escape, sorted(self._unspaced))) + "]") if self._unspaced else None
        )

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Organisation]:
        return iter(self._by_id.values())

    def _add(self, text: str, organisation: Organisation, *, plain: bool) -> None:
        form = _Form(text, organisation, plain, text in organisation.foremost)
        key = _folded(text)
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

    def beside(self, mentions: Iterable[Mention], *, country: str | None = None) -> Register:
        """Return the same register for a text with these `mentions`: a shared name means the one named there in full.

        `Central News Agency` or `Focus Taiwan` in an article settles whose `CNA` is; `country` does where a
        question names none itself.
        """
        near = frozenset(
            one.organisation.id
            for one in mentions
            if one.organisation.id in self._namesakes
            and not one.doubtful
            and one.cased
            and (one.plain or " " in one.text)
        )
        if (near, country) == (self._near, self._country):
            return self
        found = copy.copy(self)
        found._near, found._country = near, country
        return found

    def get(self, organisation_id: str) -> Organisation | None:
        """Return the organisation with this id."""
        return self._by_id.get(organisation_id)

    def by_host(self, host: str | None) -> Organisation | None:
        """Return whose site `host` is: its own host, or one above it (`edition.cnn.com` → `cnn.com`)."""
        rest = (host or "").lower().strip(".")
        if rest.startswith("hosted."):
            return None  # an agency's pages under the name of the paper that ordered them
        while "." in rest:
            if (found := self._by_host.get(rest)) is not None:
                return found
            rest = rest.partition(".")[2]
        return None

    def by_name(
        self, text: str, *, country: str | None = None, plain_only: bool = False, decided: bool = False
    ) -> Organisation | None:
        """Return the organisation that `text`, taken whole, names: the one of `country` where several share it.

        A parenthesis behind the name does not matter (`Voice of America (VOA)`). `plain_only` refuses
        names that are plain only in certain places; `decided` those that may as well mean another.
        """
        text = text.strip()[:200]
        forms = self._forms.get(_folded(text)) or self._forms.get(_folded(_PARENTHESIS.sub("", text)))
        if not forms:
            return None
        forms = [form for form in forms if form.plain] if plain_only else forms
        if not forms:
            return None
        form, doubtful = _nearest(forms, text, country or self._country, self._near)
        return None if decided and doubtful else form.organisation

    def find(self, text: str, *, country: str | None = None) -> list[Mention]:
        """Return the names that stand in `text`, from left to right, the longest at each place, none overlapping.

        Case does not keep a name from being found, but a mention is `plain` only if it is `cased`. An article
        in small letters before a name that begins with one is not part of the mention (`the Guardian`).
        """
        found = self._find_words(text, country)
        if self._starts is not None and not text.isascii() and _UNSPACED_CHARACTER.search(text):
            found = _longest_first([*found, *self._find_unspaced(text)])
        return found

    def find_each(self, texts: Sequence[str], *, country: str | None = None) -> list[list[Mention]]:
        """Return what `find` returns for each of `texts`, lines without line breaks, in less time."""
        ends = list(itertools.accumulate(len(text) + 1 for text in texts))
        found: list[list[Mention]] = [[] for _ in texts]
        for one in self.find("\n".join(texts), country=country):
            number = bisect.bisect_right(ends, one.start)
            before = ends[number - 1] if number else 0
            start, end = one.start - before, one.end - before
            found[number].append(
                Mention(start, end, one.text, one.organisation, one.plain, one.cased, one.others, one.doubtful)
            )
        return found

    def _find_words(self, text: str, country: str | None) -> list[Mention]:
        firsts = self._words.beginning(_CAPITAL_WORD.findall(text))
        if not self._small.isdisjoint(small := _SMALL_WORD.findall(text)):
            firsts |= self._words.beginning(self._small.intersection(small))
        if not firsts:
            return []
        found: list[Mention] = []
        past = 0
        for start, word in sorted(_places(text, firsts)):
            if start < past:
                continue
            begun = firsts[word]
            if begun.behind_article and text[max(0, start - 4) : start].casefold() == "the ":
                mention = self._longest(text, start - 4, begun.behind_article, country)
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
            mention = self._longest(text, start, most, country)
            if mention is not None:
                found.append(mention)
                past = mention.end
        return found

    def _longest(self, text: str, start: int, most: int, country: str | None) -> Mention | None:
        """Return the longest registered name of at most `most` words that begins at `start`."""
        words: list[tuple[str, int, int]] = []
        for match in _WORD.finditer(text, start, start + most * _LONGEST_WORD):
            words.append((match.group().casefold(), match.start(), match.end()))
            if len(words) == most:
                break
        for size in range(len(words), 0, -1):
            mention = self._mention(text, words[:size], country)
            if mention is not None:
                return mention
        return None

    def _mention(self, text: str, words: list[tuple[str, int, int]], country: str | None) -> Mention | None:
        key = " ".join(word for word, _, _ in words)
        forms = self._forms.get(key)
        if forms is None:
            last = words[-1][0]
            stem = _stem(last) if not last.isascii() else None
            if stem is None:
                return None
            forms = self._stems.get(key[: len(key) - len(last)] + stem)
            if forms is None:
                return None
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
        form, doubtful = _nearest(forms, written, country or self._country, self._near)
        if form.text[-1:] in ".+!" and text[end : end + 1] == form.text[-1]:
            end += 1
            written = text[start:end]
        others = tuple({other.organisation.id: other.organisation for other in forms if other is not form}.values())
        registered = form.text
        if written.startswith("the ") and registered.startswith("The "):
            start += 4
            written, registered = written[4:], registered[4:]
        cased = _cased(written, registered)
        return Mention(start, end, written, form.organisation, form.plain and cased, cased, others, doubtful)

    def _find_unspaced(self, text: str) -> Iterator[Mention]:
        assert self._starts is not None
        past = 0
        for match in self._starts.finditer(text):
            start = match.start()
            if start < past:
                continue
            for form in self._unspaced[match.group()]:
                if text.startswith(form.text, start) and _stands_free(text, start, start + len(form.text)):
                    past = start + len(form.text)
                    yield Mention(start, past, form.text, form.organisation, form.plain)
                    break

    def search(self, text: str) -> tuple[Organisation, ...]:
        """Return the organisations one of whose names or domains holds `text`, ignoring case; the closest first."""
        wanted = _folded(text)
        raw = text.strip().casefold()
        if not wanted and not raw:
            return ()
        ranked = []
        for organisation in self:
            names = [_folded(one) for one in (organisation.name, *organisation.aliases, *organisation.short)]
            best = min((len(one) - len(wanted) for one in names if wanted and wanted in one), default=None)
            if best is None and any(raw in host for host in organisation.domains):
                best = 50
            if best is not None:
                ranked.append((best, organisation.id, organisation))
        return tuple(organisation for _, _, organisation in sorted(ranked, key=lambda one: one[:2]))


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


def _nearest(forms: list[_Form], written: str, country: str | None, near: frozenset[str]) -> tuple[_Form, bool]:
    """Return the form that is meant, and whether another organisation's has as much for it.

    What counts, in this order: its country, whether the text names it in full (`near`), the spelling, whether
    the name is plain, whether it is the foremost of that name.
    """
    if len(forms) == 1:
        return forms[0], False
    bare = _without_article(written)

    def weight(form: _Form) -> tuple[bool, ...]:
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


_FIELDS = frozenset({"id", "name", "kind", "country", "domains", "aliases", "short", "plain", "foremost", "evidence"})
_LISTS = frozenset({"domains", "aliases", "short", "foremost"})
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_register(*files: Path, shipped: bool = True) -> Register:
    """Return the shipped register with the entries of `files` added; an entry with a known id takes its place.

    A file is TOML: `kind` and `evidence` at its top hold for every `[[organisation]]` that does not say
    otherwise. Raises `UsageError`, in one sentence, where a file cannot be used.
    """
    entries: dict[str, Organisation] = {}
    if shipped:
        folder = resources.files("aggregator.organisations")
        for file in sorted(folder.iterdir(), key=lambda one: one.name):
            if file.name.endswith(".toml"):
                for organisation in _entries(file.read_text(encoding="utf-8"), file.name):
                    entries[organisation.id] = organisation
    for path in files:
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{path}: the register of organisations cannot be read ({error})") from error
        for organisation in _entries(text, str(path)):
            entries[organisation.id] = organisation
    return Register(entries.values())


def _entries(text: str, name: str) -> Iterator[Organisation]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name}: {error}") from error
    defaults = {key: value for key, value in table.items() if key in ("kind", "evidence")}
    listed = table.get("organisation", [])
    if not isinstance(listed, list):
        raise UsageError(f'{name}: "organisation" must be a list of tables ([[organisation]])')
    for entry in listed:
        yield _organisation({**defaults, **entry} if isinstance(entry, dict) else {}, name)


def _organisation(entry: Mapping[str, Any], name: str) -> Organisation:
    where = f"{name}: organisation {entry.get('id', '?')!r}"
    if unknown := set(entry) - _FIELDS:
        raise UsageError(f"{where}: unknown key {sorted(unknown)[0]!r}")
    if not isinstance(entry.get("id"), str) or not _SLUG.fullmatch(entry["id"]):
        raise UsageError(f'{where}: "id" must be a slug of a-z, 0-9 and single hyphens')
    for key, value in entry.items():
        right = (
            isinstance(value, list) and all(isinstance(one, str) and one for one in value)
            if key in _LISTS
            else isinstance(value, bool)
            if key == "plain"
            else isinstance(value, str) and bool(value)
        )
        if not right:
            wanted = "a list of strings" if key in _LISTS else "true or false" if key == "plain" else "a string"
            raise UsageError(f'{where}: "{key}" must be {wanted}')
    if "name" not in entry or "kind" not in entry:
        raise UsageError(f'{where}: "name" and "kind" are needed')
    if entry["kind"] not in get_args(OrganisationKind):
        raise UsageError(f'{where}: "kind" must be one of {", ".join(get_args(OrganisationKind))}')
    return Organisation(
        id=entry["id"],
        name=unicodedata.normalize("NFC", entry["name"]),
        kind=entry["kind"],
        country=entry.get("country"),
        domains=tuple(entry.get("domains", ())),
        aliases=tuple(entry.get("aliases", ())),
        short=tuple(entry.get("short", ())),
        plain=entry.get("plain", True),
        foremost=tuple(entry.get("foremost", ())),
        evidence=entry.get("evidence", "knowledge"),
    )


@functools.cache
def register() -> Register:
    """Return the shipped register, read once (about a tenth of a second)."""
    return read_register()
