"""Names of persons and organisations in a byline, free of jobs, places and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aggregator.extraction.byline_words import (
    ATTENDANTS,
    CJK_EDITOR_LABELS,
    CJK_PICTURE_LABELS,
    CJK_WRITER_LABELS,
    COMPANIES,
    CONJUNCTIONS,
    DATE_WORDS,
    DOMAIN_ENDINGS,
    EDITOR_LABELS,
    ENDINGS,
    JOB_ADJECTIVES,
    JOBS,
    NO_NAME_STARTS,
    NO_NAMES,
    OCCUPATIONS,
    ORGANISATION_ENDINGS,
    ORGANISATIONS,
    PARTICLES,
    PICTURE_LABELS,
    PREPOSITIONS,
    SHORT_NAMES,
    SMALL_CONJUNCTIONS,
    SOURCE_LABELS,
    WEEKDAYS,
)
from aggregator.organisations import register
from aggregator.text import UNSPACED, clean

LONGEST_NAME = 60
"""Characters of one name; the longest of 100 checked ones has 26."""

LONGEST_BYLINE = 1000
"""Characters of a byline that are read."""

MOST_WORDS = 6
"""Words of one name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Somebody who signs a text."""

    name: str
    person: bool
    """False for an organisation or a desk."""


def read_byline(text: str, languages: Sequence[str] = ()) -> list[Signatory]:
    """Return the signatories that `text` (a byline, an `author` meta element) names, in order.

    `languages` are BCP 47 tags of the page, the likeliest first: "Per" is a first name, and Italian for "by".

    >>> [one.name for one in read_byline("By Ann Example and Bo Sample, Political Editor")]
    ['Ann Example', 'Bo Sample']
    """
    text = clean(text[:LONGEST_BYLINE])
    if is_full_name(text):
        return [Signatory(name=text, person=register().by_name(text) is None)]
    text = _without_addresses(text)
    if not text:
        return []
    if len(text) > 1 and register().by_name(text) is not None:
        return [Signatory(name=text, person=False)]
    writers: list[Signatory] = []
    editors: list[Signatory] = []
    for labelled, part in _labelled_parts(text):
        for role, one in _signatories(part, labelled, languages):
            if role != _OTHER:
                (writers if role == _WRITER else editors).append(one)
    found = writers or editors
    if any(looks_like_person(one.name) for one in found):  # what stands beside a full name and is none, is job or place
        found = [one for one in found if looks_like_person(one.name) or not (one.person or _is_job(one.name))]
    return found


def _is_job(name: str) -> bool:
    return not JOBS.isdisjoint(name.lower().split())


# Words that make a byline more than a name.
_MEANINGFUL = frozenset().union(
    PREPOSITIONS, ATTENDANTS, JOBS, JOB_ADJECTIVES, PICTURE_LABELS, EDITOR_LABELS, SOURCE_LABELS, ENDINGS, WEEKDAYS,
    ORGANISATIONS, COMPANIES, SHORT_NAMES, NO_NAMES, NO_NAME_STARTS, CONJUNCTIONS, SMALL_CONJUNCTIONS,
)  # fmt: skip
_PLAIN = re.compile(r"[^\W\d_][\w'’-]*+(?: [^\W\d_][\w'’-]*+){1,3}+")


def is_full_name(text: str) -> bool:
    """Return whether `text` is a full name and nothing else, as most bylines for machines are."""
    if len(text) > LONGEST_NAME or _PLAIN.fullmatch(text) is None:
        return False
    if not text.isascii() and UNSPACED.search(text) is not None:
        return False
    lower = text.lower()
    words = lower.split()
    return (
        _MEANINGFUL.isdisjoint(words)
        and not any(word.endswith(ORGANISATION_ENDINGS) for word in words)
        and all(not is_small(word) or word in PARTICLES for word in text.split())
    )


def is_small(word: str) -> bool:
    """Return whether `word` begins with a small letter of a script that writes names with capitals (not Georgian)."""
    return word[0].islower() and not "\u10d0" <= word[0] <= "\u10ff"


# ------------------------------------------------------------------------------------------------ labels

_WRITER, _EDITOR, _OTHER = range(3)

_TAG_OR_ADDRESS = re.compile(
    r"<[^<>]{0,80}>|https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w.-]{1,64}|(?<!\w)@\w{1,40}", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"\(([^()]{0,80})\)|（([^（）]{0,80})）|\[([^\[\]]{0,80})\]")
_WHOLLY_IN_BRACKETS = re.compile(r"[\[(（【〔]([^\[\](){}（）【】〔〕]+)[\])）】〕]")
# Private signs that stand in a byline while it is read: for a bracket that says "photos", for the "&" before "Co.".
_PICTURE_MARK = "\ue000"
_AND_COMPANY = "\ue001"


def _without_addresses(text: str) -> str:
    """Return `text` without markup, links, mail addresses, handles and what stands in brackets."""
    if text.startswith(("http:", "https:", "//", "/")):
        return ""
    if "@" in text or "<" in text or "www." in text or "://" in text:
        text = clean(_TAG_OR_ADDRESS.sub(" ", text))
    if "(" in text or "[" in text or "（" in text or "【" in text or "〔" in text:
        whole = _WHOLLY_IN_BRACKETS.fullmatch(text.strip(" ,;="))
        text = whole[1].replace("'", " ").replace('"', " ") if whole else text.replace("【", " ").replace("】", " ")
        text = _IN_BRACKETS.sub(_marked, text)
    return clean(text).strip(" ,;:|-–—/=、，")


def _marked(match: re.Match[str]) -> str:
    """Return what stands for a bracket: a mark where it says that a name belongs to the pictures."""
    words = (match[1] or match[2] or match[3] or "").lower().split()
    return f" {_PICTURE_MARK} " if words and PICTURE_LABELS.issuperset(words) else " "


def _labelled_parts(text: str) -> Iterator[tuple[int, str]]:
    """Yield the parts of `text` between labels ("Text:", "Photos:", "责任编辑："), each with who signs it."""
    if ":" not in text and "：" not in text:
        yield _WRITER, text
        return
    role = _WRITER
    parts = _COLON.split(text)
    for number, part in enumerate(parts):
        if number == len(parts) - 1:
            yield role, part
            break
        words = part.split()
        label = words[-1:]
        del words[-1:]
        while label and words and (word := words[-1].lower().strip(",")) and (word in _LABELS or word in _JOINING):
            label.insert(0, words.pop())
        if not number and len(words) <= 2 and not any(word[0].isupper() for word in words):
            words.clear()  # "ein Gespräch von:"
        if words:
            yield role, " ".join(words)
        role = _role_of(label)


_COLON = re.compile(r"\s*[:：]\s*(?!\d\d\b)")  # no hour
_JOINING = frozenset({"und", "and", "et", "y", "e", "&", "/", "og", "och", "en", "i", "и", "by", "von", "par", "por"})
_LABELS = PREPOSITIONS | PICTURE_LABELS | EDITOR_LABELS | SOURCE_LABELS | {"additional", "associate"}


def _role_of(label: Sequence[str]) -> int:
    """Return who signs behind `label`: the writer, where one word of it says so or none says anything."""
    words = [one for word in label for one in word.lower().strip(" .,|()[]【】").replace("/", " ").split()]
    if any(word in PREPOSITIONS and word not in _JOINING for word in words):
        return _WRITER
    if any(word in EDITOR_LABELS for word in words):
        return _EDITOR
    if any(word in PICTURE_LABELS or word in SOURCE_LABELS for word in words):
        return _OTHER
    return _WRITER


# ------------------------------------------------------------------------------------------------ lists

_SEPARATOR = re.compile(r"\s*[;|•·/&\n；／｜+]\s*|\s+[-–]+(?:\s+|$)")
_COMMA = re.compile(r"\s*[,،、，]\s*")
_AND = re.compile(
    rf"\s*,?\s+(?:(?i:{'|'.join(sorted(CONJUNCTIONS))})|(?:{'|'.join(sorted(SMALL_CONJUNCTIONS))})"
    # Between two surnames they are no conjunction: "Mercè Puig i Roca".
    r"(?=\s+(?:\S+\s+\S|[^\W\d_]+(?<=[A-ZÀ-ÞČŠŽ]{2})\b)))\s+"
)
_AND_WITHOUT_EN = re.compile(_AND.pattern.replace("|en|", "|"))
# "Ana Ejemplo en Buenos Aires", "Anne Exemple en Haute-Savoie": no conjunction there.
_EN_IS_IN = frozenset({"es", "fr", "ca", "gl"})


def _signatories(text: str, role: int, languages: Sequence[str]) -> Iterator[tuple[int, Signatory]]:
    """Yield role and name of who signs in `text`, a list in any language's way, behind a label that gives `role`."""
    if UNSPACED.search(text):
        yield from _cjk_signatories(text, role, languages)
        return
    language = languages[0][:2] if languages else ""
    conjunction = _AND_WITHOUT_EN if language in _EN_IS_IN else _AND
    if " & Co" in text:
        text = text.replace(" & Co", f" {_AND_COMPANY} Co")
    text, _, place = text.partition(" — ")  # "Ana Exemplo — Baía do Norte"
    if place and not any(True for _ in _signatories(text, role, languages)):
        text = place
    for group in _SEPARATOR.split(text):
        here = role
        found: list[tuple[int, Signatory]] = []
        first = True
        for part in conjunction.split(group):
            for pieces in _turned([piece for piece in map(_bare, _COMMA.split(part)) if piece]):
                if len(pieces) == 2:
                    found.append((here, Signatory(name=f"{pieces[1]} {pieces[0]}", person=True)))
                    continue
                here, one = _signatory(pieces[0], here, language, first=first)
                first = False
                if one is not None:
                    found.append((here, one))
        if len(found) > 1 and not any(looks_like_person(one.name) for _, one in found):
            whole = _bare(group)  # "Landesanstalt für Wald und Forstwirtschaft"
            if "," not in whole and _is_organisation(whole):
                found = [(here, Signatory(name=whole.replace(_AND_COMPANY, "&"), person=False))]
        yield from found


def _bare(piece: str) -> str:
    """Return `piece` without punctuation around it; the point of an abbreviation stays."""
    piece = piece.strip(' :;|-–—/=*"“”„«»•,@')
    if piece.endswith("."):
        last = piece.rpartition(" ")[2]
        if not (len(last) == 2 or "." in last[:-1] or last.lower() in _ABBREVIATIONS):
            piece = piece.rstrip(". ")
    return piece.lstrip(". ")


_ABBREVIATIONS = frozenset({"jr.", "sr.", "ltd.", "inc.", "co.", "dr."})


def _turned(pieces: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield `pieces` one by one, but a surname and the first names behind it (`Doe`, `Jane`) together."""
    pairs = len(pieces) == 2 or (len(pieces) % 2 == 0 and not any(" " in piece for piece in pieces))
    for number in range(0, len(pieces), 2 if pairs else 1):
        if pairs and _is_turned(pieces[number], pieces[number + 1]):
            yield pieces[number], pieces[number + 1]
        else:
            yield from ((piece,) for piece in pieces[number : number + (2 if pairs else 1)])


def _is_turned(family: str, given: str) -> bool:
    """Return whether the two are a surname and first names."""
    return (
        given.count(" ") < 2
        and (" " not in family or (family.split()[0] in PARTICLES and given.count(" ") == 0))
        and given[0].isupper()
        and family[-1].isalpha()
        and not (given.isupper() and len(given) > 2)
        and not any(word in _MEANINGFUL for word in f"{family} {given}".lower().split() if word not in PARTICLES)
    )


# ------------------------------------------------------------------------------------------------ single names

# Prepositions that are first names in other languages' bylines.
_LANGUAGES_OF = {
    "per": "it ca", "di": "it id ms", "da": "it pt", "de": "fr es pt ro ca gl", "av": "no nb nn sv tr", "af": "da is",
    "od": "cs sk pl hr sr sl bs mk", "door": "nl af", "ο": "el", "η": "el", "van": "nl af", "text": "de sv en cs et sk",
}  # fmt: skip


def _signatory(piece: str, role: int, language: str, *, first: bool) -> tuple[int, Signatory | None]:
    """Return who signs in the words of `piece` (None for nobody), and in which role what follows it stands."""
    words = piece.split()
    begin, role = _opening(words, role, language)
    pictured = _PICTURE_MARK in piece
    if role == _OTHER or pictured:
        return role, None
    words = words[begin:]
    name = " ".join(words)
    if name.lower() in NO_NAMES or words[0].lower() in NO_NAME_STARTS or not any(map(str.isalpha, name)):
        return role, None
    if _NEVER_ALONE.issuperset(name.lower().split()) or (begin and not first and is_small(words[0])):
        return role, None  # "…, Projektleiterin der Stiftung"
    behind = _BEHIND_NAMES_NORTH if language in _NORTH else _BEHIND_NAMES
    employed = next((number for number, word in enumerate(words) if number > 1 and word in behind), None)
    if employed is not None and is_full_name(" ".join(words[:employed])):
        return role, Signatory(name=" ".join(words[:employed]), person=True)
    if _is_organisation(name):
        before = _before_organisation(words)
        if before:
            return role, Signatory(name=before, person=True)
        name = " ".join(_before_date(words)).replace(_AND_COMPANY, "&")
        return role, Signatory(name=name, person=False) if len(name) <= LONGEST_NAME else None
    words = _name_words(words, first=first)
    name = _bare(" ".join(words)).replace(_AND_COMPANY, "&")
    if len(name) < 2 or len(name) > LONGEST_NAME or len(words) > MOST_WORDS or any(map(str.isdigit, name)):
        return role, None
    known = {word.lower() for word in words}
    if name.lower() in NO_NAMES or _NEVER_ALONE.issuperset(known) or not (first or _WORK.isdisjoint(known)):
        return role, None
    desk = not known.isdisjoint(JOBS) or known.issubset(_MEANINGFUL) or (name.islower() and " " not in name)
    return role, Signatory(name=name, person=not desk)


# "Ann Example for the Courier", "Bo Sample in Northhaven".
_BEHIND_NAMES = frozenset({"for", "in", "at", "from", "reporting", "aus", "à", "en", "w", "v"})
_BEHIND_NAMES_NORTH = _BEHIND_NAMES | {"i"}
_NORTH = frozenset({"da", "nb", "nn", "no", "sv"})


# Behind a name and a comma these say what somebody does: "Ann Example, Senior Partner".
_WORK = JOBS | JOB_ADJECTIVES | OCCUPATIONS
_NEVER_ALONE = ENDINGS | WEEKDAYS | ATTENDANTS


def _opening(words: Sequence[str], role: int, language: str) -> tuple[int, int]:
    """Return how many words stand before the name ("Von unserem Korrespondenten"), and in which role they put it."""
    begin = 0
    labels: list[str] = []
    for number, word in enumerate(words[:8]):
        lower = word.lower().strip(".,")
        if lower in _LANGUAGES_OF and word[0].isupper() and not number:
            if language and language not in _LANGUAGES_OF[lower]:
                break
            if len(words) - number < 3 and (not language or lower == "per"):
                break
        if lower in PREPOSITIONS or lower in JOBS or lower in PICTURE_LABELS or lower in EDITOR_LABELS:
            begin = number + 1
            labels.append(lower)
        elif lower not in ATTENDANTS and lower not in JOB_ADJECTIVES and lower not in _JOINING:
            break
    if begin == len(words):
        return 0, role
    if any(label in PREPOSITIONS and label not in _JOINING for label in labels):
        return begin, _WRITER
    if any(label in PICTURE_LABELS and label not in JOBS for label in labels):
        return begin, _OTHER
    return begin, _EDITOR if any(label in EDITOR_LABELS and label not in JOBS for label in labels) else role


def _name_words(words: list[str], *, first: bool) -> list[str]:
    """Return the words of the name that `words` begin with: what follows it is a date, a place, a job.

    Words in small letters behind capitals end a name only in the `first` part of a list; elsewhere they show that it
    is no name ("Ann Example, Northhaven university").
    """
    words = _before_date(words)
    for number, word in enumerate(words):
        if not number:
            continue
        lower = word.lower()
        if word.islower() and not is_small(words[0]) and is_small(word) and lower not in PARTICLES:
            if word not in _BEHIND_NAMES and (not first or (number == 1 and len(words) > LONGEST_CLAUSE)):
                break
            words = words[:number]
            break
        if word[-1] == "." and len(word) > 4 and word[:-1].isalpha() and lower not in _ABBREVIATIONS:
            words = words[: number + 1]  # "Ann Example. Harbour Press"
            break
        if number > 1 and lower.strip(".,") in ENDINGS:
            words = words[:number]
            break
        if word in _OPENING_NAMES and len(words) - number > 2:  # "Northhaven By Ann Example"
            words = words[number + 1 :]
            break
    end = len(words)
    while end > 1 and words[end - 1] in PARTICLES and len(words[end - 1]) > 1:
        end -= 1
    if end > 2 and words[end - 1].lower() in JOBS:
        end -= 1
        while end > 2 and (words[end - 1].lower() in JOB_ADJECTIVES or words[end - 1].lower() in JOBS):
            end -= 1
    return words[:end]


LONGEST_CLAUSE = 3
"""Words that may begin with a name of one word: more are a sentence ("This article was first published by")."""

_OPENING_NAMES = frozenset({"By", "Von", "Par", "Por", "Door", "Av", "Af"})


def _before_date(words: list[str]) -> list[str]:
    """Return `words` up to the date behind a name of two words or more, or behind a month or day."""
    for number, word in enumerate(words):
        if number and any(map(str.isdigit, word)):
            end = number
            while end > 1 and words[end - 1].lower().strip(".,") in DATE_WORDS:
                end -= 1
            if end < number or number > 1 or word[0].isdigit():
                return words[:end]
            return words
    return words


def _is_organisation(name: str) -> bool:
    """Return whether `name` is that of an organisation or a desk: by its words, or known."""
    words = name.split()
    lower = name.lower().split()
    if not ORGANISATIONS.isdisjoint(lower) or (len(words) > 1 and lower[-1] in COMPANIES) or lower[0] in COMPANIES:
        return True
    if "-" in name and not ORGANISATIONS.isdisjoint(name.lower().replace("-", " ").split()):
        return True
    if any(word.endswith(_ENDINGS_OF_ORGANISATIONS) for word in lower):
        return True
    if any(low in SHORT_NAMES and (len(words) == 1 or word.isupper()) for low, word in zip(lower, words, strict=True)):
        return True
    if len(words) == 1 and name.isupper() and len(name) <= 5 and name.isascii():
        return True
    return register().by_name(name) is not None


_ENDINGS_OF_ORGANISATIONS = ORGANISATION_ENDINGS + DOMAIN_ENDINGS


def _before_organisation(words: Sequence[str]) -> str | None:
    """Return the person's name before that of an organisation: "Ann Example Los Angeles Times"; None where is none."""
    for behind in range(len(words) - 2, 0, -1):
        rest = " ".join(words[-behind:])
        known = register().by_name(rest) is not None or (behind == 1 and rest.lower().endswith(DOMAIN_ENDINGS))
        if known and is_full_name(" ".join(words[:-behind])):
            return " ".join(words[:-behind])
    return None


_CJK_NAME = re.compile(
    r"[\u3400-\u9fff々]{2,5}|[\u3400-\u9fff々]{1,4} ?[\u3040-\u30ff\u3400-\u9fff々]{1,4}|[\uac00-\ud7af]{2,4}"
)


def looks_like_person(name: str) -> bool:
    """Return whether `name` has the form of a full name: several words with capitals, or two to five signs of CJK."""
    if not name.isascii() and _CJK_NAME.fullmatch(name):
        return True
    words = name.split()
    if not 2 <= len(words) <= 5 or any(map(str.isdigit, name)):
        return False
    return all(not is_small(word) or word in PARTICLES for word in words) and JOBS.isdisjoint(name.lower().split())


# ------------------------------------------------------------------------------------------------ CJK

LONGEST_CJK_NAME = 16
"""Signs of one name, an organisation's; longer ones are headlines."""

_KOREAN_JOB = (
    r"(?:기자|특파원|논설위원|편집위원|해설위원|앵커|아나운서|피디|칼럼니스트|평론가|교수|작가|대표|변호사|소장|위원)"
)
_KOREAN = re.compile(
    rf"(?P<name>[\uac00-\ud7af]{{2,4}})\s?(?:수습|선임|인턴|전문|객원|대학생|의학전문|산업전문)?\s?{_KOREAN_JOB}(?![\uac00-\ud7af])"
)
_CJK_SEPARATOR = re.compile(
    r"\s*[;|•/&\n,;；／｜、，，=＝+·]\s*|\s+[-–—]+\s+|(?<![\u30a0-\u30ff])・|・(?![\u30a0-\u30ff])"
)
# "本报记者王小明", "新华社记者 张三", "記者王小明": the job stands before the name, the paper before the job.
_CJK_JOB_BEFORE = re.compile(
    r"^[\u3400-\u9fff]{0,8}?(?:特[约約派]|[实實][习習]|首席|本[报報网網刊社台]|见习|見習)*"
    r"(?:记者|記者|通讯员|通訊員|作者|撰文|撰稿人?|采写|採訪|采访|执笔|執筆|取材・?文|聞き手|文|글)[\s:：]*(?=..)"
)
_CJK_JOB_BEHIND = re.compile(
    r"(?:記者|记者|编辑|編輯委員|編集委員|論説委員|記者團|特派員|支局長|氏|さん|[综綜]合[报報][道導]|(?:[\u3400-\u9fff]{2})?[报報][道導]|[\u3400-\u9fff]{2}\d*日?[电電])$"
)
_CJK_LABELS = {
    **dict.fromkeys(CJK_WRITER_LABELS, _WRITER),
    **dict.fromkeys(CJK_PICTURE_LABELS, _OTHER),
    **dict.fromkeys(CJK_EDITOR_LABELS, _EDITOR),
}


def _cjk_signatories(text: str, role: int, languages: Sequence[str]) -> Iterator[tuple[int, Signatory]]:
    """Yield role and name of who signs in `text`, which holds Chinese, Japanese or Korean."""
    language = languages[0] if languages else ""
    chinese, japanese = language.startswith("zh"), language.startswith("ja")
    text = _BOTH_LABELS.sub(r"\1 ", text)
    for part in _CJK_SEPARATOR.split(text):
        words = part.split()
        if words and words[0] in _CJK_LABELS:
            role = _CJK_LABELS[words.pop(0)]
        behind = _CJK_LABELS.get(words[-1]) if len(words) > 1 else None
        if behind is not None:
            words.pop()
        korean = _KOREAN.search(part)
        labelled = _CJK_JOB_BEFORE.sub("", " ".join(words), count=1)
        several = labelled.split()
        if korean is not None:
            several = [korean["name"]]
        elif len(several) > 1 and not (
            all(map(_CHINESE_NAME.fullmatch, several))
            and (chinese or len(labelled) < len(" ".join(words)) or (len(labelled) == 7 and not japanese))
        ):
            several = [labelled]
        for name in several:
            one = _cjk_signatory(name)
            if one is not None:
                yield role, one
        role = role if behind is None else behind


# "글·사진", "文・写真": who wrote took the pictures, too.
_BOTH_LABELS = re.compile(r"(取材|[文글])[·・/／][\u3400-\u9fff\uac00-\ud7af]{2}(?=[\s:：=＝・])")
_CHINESE_NAME = re.compile("[\u3400-\u9fff]{2,4}")


def _cjk_signatory(name: str) -> Signatory | None:
    name = _bare(_CJK_JOB_BEHIND.sub("", name)) if len(name) > 2 else name
    if not 2 <= len(name) <= LONGEST_CJK_NAME or name.lower() in NO_NAMES or any(map(str.isdigit, name)):
        return None
    return Signatory(name=name, person=not _is_organisation(name))
