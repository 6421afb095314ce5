"""Whether two texts really differ, and what kind of edit lies between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from aggregator.dedup.alignment import gaps, runs
from aggregator.dedup.fingerprint import LONGEST, WORD
from aggregator.dedup.furniture import moves_by_itself
from aggregator.dedup.notices import has_correction, has_retraction

EditClass = Literal["headline", "body", "addition", "correction", "retraction"]
"""What an edit did.

headline    the title changed
body        words of the body changed or went
addition    words came to the body, and none went
correction  a notice of correction came
retraction  a notice came that the text is withdrawn
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """The difference of two revisions."""

    classes: tuple[EditClass, ...]
    """What it did, in the order of `EditClass`; never empty."""

    words_added: int
    """Words of title and body that the newer revision has and the older has not."""

    words_removed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One stretch of a word-level diff, as written, its white space included."""

    kind: Literal["equal", "removed", "added"]
    text: str


# Words and the signs that change what a number says; everything else is typography.
# A minus stands before a digit and after no word ("-5", not "2019-20").
_EDIT_WORD = re.compile(rf"(?<![\w-])-(?=\d)|[%‰°$€£¥₩₹₽+=]|{WORD}")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−﹣－"), "-")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"))


def real_words(text: str) -> list[str]:
    """Return the words of `text` whose change is an edit, in order.

    White space, quotation marks, dashes, commas and other punctuation, ligatures, widths, joiners and
    soft hyphens do not count (Unicode NFKC); letters' case, numbers and their signs do.

    >>> real_words("“Up 3 %” – he said,") == real_words('"Up 3%" - he said')
    True
    >>> real_words("at -5 degrees") == real_words("at 5 degrees")
    False
    """
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).translate(_INVISIBLE).translate(_DASHES)
    return _EDIT_WORD.findall(plain)


# ── comparing ────────────────────────────────────────────────────────────────────────────────────────


def edit_between(old_title: str | None, old: Sequence[str], new_title: str | None, new: Sequence[str]) -> Edit | None:
    """Return the edit that made the newer title and paragraphs of the older; None: no word really changed.

    `old` and `new` are paragraphs. Where they are cut into paragraphs does not count.

    >>> edit_between("Storm", ["It rained.", "3 views"], "Storm", ["It  rained", "5 views"]) is None
    True
    >>> edit_between("Storm", ["It rained."], "Storm", ["It rained hard."])
    Edit(classes=('addition',), words_added=1, words_removed=0)
    """
    if (old_title or "") == (new_title or "") and tuple(old) == tuple(new):
        return None
    titles = real_words(_title(old_title)), real_words(_title(new_title))
    bodies = _body_words(old), _body_words(new)
    if titles[0] == titles[1] and bodies[0] == bodies[1]:
        return None
    title_removed, title_added = _sizes(*titles)
    removed, added = _sizes(*bodies)
    classes = tuple(_classes(titles[0] != titles[1], removed, added, old, new))
    return Edit(classes=classes, words_added=added + title_added, words_removed=removed + title_removed)


def _title(title: str | None) -> str:
    """Return the title with letters' case folded: templates set headlines in capitals and back."""
    return (title or "").casefold()


def _body_words(paragraphs: Sequence[str]) -> list[str]:
    """Return the words of all paragraphs that do not move by themselves."""
    return [word for one in paragraphs if not moves_by_itself(one) for word in real_words(one)]


def _sizes(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Return how many words were removed and added."""
    kept = sum(run.length for run in runs(old, new)) if old != new else len(old)
    return len(old) - kept, len(new) - kept


def _classes(headline: bool, removed: int, added: int, old: Sequence[str], new: Sequence[str]) -> Iterator[EditClass]:
    """Yield the classes of an edit in their order."""
    if headline:
        yield "headline"
    if removed:
        yield "body"
    if added and not removed:
        yield "addition"
    before = frozenset(old)
    came = [one for one in new if one not in before]
    if has_correction(came) and not has_correction(old):
        yield "correction"
    if has_retraction(came) and not has_retraction(old):
        yield "retraction"


_DIFF_WORD = re.compile(rf"\s+|{WORD}|.", re.DOTALL)


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """Return the word-level difference of two texts, as written.

    The `equal` and `removed` pieces joined are `old`, the `equal` and `added` ones `new`; of a place
    where words were replaced, what was removed comes first.

    >>> [(one.kind, one.text) for one in word_diff("12 dead in fire", "14 dead in fire")]
    [('removed', '12'), ('added', '14'), ('equal', ' dead in fire')]
    """
    left, right = _DIFF_WORD.findall(old), _DIFF_WORD.findall(new)
    found = runs(left, right)
    pieces: list[Piece] = []
    at = 0
    for one, one_end, other, other_end in [*gaps(found, len(left), len(right)), (len(left), len(left), 0, 0)]:
        pieces += _pieces(left[at:one], left[one:one_end], right[other:other_end])
        at = one_end
    return tuple(pieces)


def _pieces(equal: Sequence[str], removed: Sequence[str], added: Sequence[str]) -> Iterator[Piece]:
    """Yield the pieces of one place of a diff, without empty ones."""
    if equal:
        yield Piece(kind="equal", text="".join(equal))
    if removed:
        yield Piece(kind="removed", text="".join(removed))
    if added:
        yield Piece(kind="added", text="".join(added))
