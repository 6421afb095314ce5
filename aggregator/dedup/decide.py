"""New, same, revised or copy: the decision, from a capture and what the store knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from aggregator.article import Article, Attribution, When
from aggregator.capture import Capture, Keys
from aggregator.dedup.comparison import Likeness, Text, compare, prepare, shingles
from aggregator.dedup.edits import Edit, edit_between, real_words
from aggregator.dedup.templates import is_mould
from aggregator.urls import article_number, identity_key

AddressMatch = Literal["asked", "answered", "claimed"]
"""By which of the capture's addresses the store found an article.

    asked     `capture.url`
    answered  `capture.final_url`, where it is another one
    claimed   only by one of `capture.aliases` or the article's `canonical_url`: the page's own word
"""

Change = Literal["new", "same", "updated", "revised", "reread"]
"""What becomes of the article.

    new      there is no such article yet
    same     nothing that is kept has changed
    updated  the text is the same, other fields (`Decision.fields`) are not
    revised  the publisher changed title or body: a new revision
    reread   our reader or the source's rules changed and read the same page differently: a new revision,
             but never an edit of the publisher's
"""

Cause = Literal["publisher", "reader", "unclear"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One stored article that may be the one captured, or another outlet's copy of it."""

    article_id: int
    source_id: str
    story_id: int
    article: Article
    """The newest revision: title, blocks, published_at; and, where `address` is given, every field that
    the store keeps, attributions included (they are compared, see `Decision.fields`)."""

    keys: Keys
    """Of the newest revision."""

    first_seen_at: dt.datetime
    """Aware, UTC."""

    address: AddressMatch | None = None
    """Set where one of the capture's addresses is among the article's; None: found by its text only."""

    reader: str | None = None
    """`captures.reader` of the newest reading; None where unknown."""

    rules_hash: str | None = None
    raw_sha256: str | None = None
    """Of the bytes that the newest revision was read from."""

    addresses: tuple[str, ...] = ()
    """Its known addresses, the canonical one first; () means that `article` says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A stored article of another source that carries the same text, or a part of it."""

    article_id: int
    story_id: int
    share: float
    """How much of the longer text the shorter one carries, 0 to 1 (`stories.share`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a capture is, and what is to be done about it."""

    change: Change
    article_id: int | None = None
    """The stored article that the capture is; None for `new`."""

    other_address: bool = False
    """True where it was recognised by its text, under an address not known for it before."""

    duplicates: tuple[int, ...] = ()
    """Further stored articles of this source that this capture proves to be the same one, ascending."""

    cause: Cause | None = None
    """Of a new revision (`revised`, `reread`); None otherwise."""

    edit: Edit | None = None
    """Class and size of the edit, for `revised` and `reread`."""

    fields: tuple[str, ...] = ()
    """Names of the `Article` fields other than title and blocks that now differ, sorted."""

    copies: tuple[Copy, ...] = ()
    """Stored articles of other sources whose story this belongs to, nearest first."""

    story_id: int | None = None
    """The story to join: the oldest (smallest id) of the stories of `copies`, and of the article's own
    where it is stored already; None: a story of its own, or no change."""

    merged_stories: tuple[int, ...] = ()
    """Stories that are now found to be that one, ascending; `story_id` keeps its number."""

    reason: str = ""
    """Why, in a sentence for people."""


# Measured with `python -m benchmarks.identity --pairs 10000` on invented texts (copies: recall .995; near
# misses joined: none of 10,000) and looked through on some 800 real articles in six languages: the 18 pairs
# that were joined are copies, one more, with a beginning of its own, was missed, nothing else was joined.

COPY = 0.5
"""Part of the shorter text, and of its words outside of quotations, that a copy shares with the other."""

GLANCE = 0.15
"""Part of the shingles of the shorter text that must be in common to look closer; where `COPY` of the words
are in runs of five and more, that many shingles are."""

COPY_WORDS = 120
"""Words that a copy shares, at least: shorter common passages are quotations, boilerplate and chance."""

OWN_WORDS = 60
"""Of these, words outside of quotations, at least: two outlets may quote one statute at length."""

WHOLE = 0.95
"""Part of both texts in common from which on it does not matter what is quoted in them."""

BEGINS = 0.4
"""Where the common part of two texts begins (`Likeness.begins`), at most: what stands only near the end of
both is a notice about the company or the outlet. Those measured began at .41 and later."""

MOST = 0.75
"""Part of the longer text in common from which on it does not matter where that begins: nobody's notice is
three quarters of every article. Those measured were .57 at most."""

SAME = 0.9
"""Part of the longer text that two addresses of one site share, where nothing but typing errors differs."""

SAME_REPLACED = 0.01
"""Words of it, as a part, that may be other words there: a second thought of the desk. Moulds of languages
without capitals show in nothing else ("lundi", "mardi")."""

SAME_WORDS = 40
"""Words from which on near-identity of two texts on one site means anything."""

TELLING_WORDS = 25
"""Words below which the same text under two addresses proves nothing, where title or date differ:
"Watch live", a picture's caption, the notice of a consent wall."""

ANOTHER = 0.2
"""Part of the shorter text below which two texts are different articles, whatever the address says."""

CLAIMED = 0.5
"""Part of the shorter text that a page and the article it claims to be must share."""

WINDOW = dt.timedelta(days=7)
"""How far apart two articles of one story, or two addresses of one article, may be published."""

ONE_DAY = dt.timedelta(days=1)

MOST_COMPARED = 60
"""Candidates found by their text that are looked at closely, those with most shingles in common first."""

_COMPARED_FIELDS = (
    "attributions",
    "authors",
    "complete",
    "dateline",
    "genre",
    "images",
    "kind",
    "language",
    "licence",
    "modified_at",
    "paywalled",
    "published_at",
    "section",
    "summary",
    "tags",
    "tdm",
)


def decide(capture: Capture, candidates: Sequence[Known]) -> Decision:
    """Return what `capture`, whose outcome is `article`, is among `candidates`.

    `candidates` are the stored articles (of any source) that share an address, the content hash or
    at least two shingle hashes with it, in any order; too many do no harm. Pure, never raises. A capture
    without article or keys changes nothing of an article whose address it has.
    """
    ordered = sorted(candidates, key=lambda known: known.article_id)
    article = capture.article
    if article is None or capture.keys is None:
        return _without_article(ordered)
    if not ordered:
        return Decision(change="new", reason=_why_new(()))
    text = prepare(article)
    reading = _Reading(capture, article, capture.keys, text, shingles(text))
    one, by_address, duplicates = _same_article(reading, ordered)
    found = _copies(reading, [known for known in ordered if known is not one and known.article_id not in duplicates])
    if one is None:
        story, merged = _stories(found, None)
        return Decision(change="new", copies=found, story_id=story, merged_stories=merged, reason=_why_new(found))
    decision = _against(reading, one, by_address=by_address)
    if decision.change in ("same", "updated"):
        found = ()
    story, merged = _stories(found, one.story_id)
    return replace(
        decision,
        other_address=not by_address,
        duplicates=duplicates,
        copies=found,
        story_id=story,
        merged_stories=merged,
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """The capture with what is computed of it once."""

    capture: Capture
    article: Article
    keys: Keys
    text: Text
    shingles: frozenset[tuple[str, ...]]


def _without_article(ordered: Sequence[Known]) -> Decision:
    """Return the decision about a capture that brings no text."""
    found = _by_address(ordered)
    if found is None:
        return Decision(change="new", reason="no article is known at this address, and the page has none")
    return Decision(
        change="same", article_id=found.article_id, story_id=found.story_id, reason="the page brought no text"
    )


# ── the same article ─────────────────────────────────────────────────────────────────────────────────


def _by_address(ordered: Sequence[Known]) -> Known | None:
    """Return the article at the address that was asked for, else at the one that answered."""
    for match in ("asked", "answered"):
        for known in ordered:
            if known.address == match:
                return known
    return None


def _same_article(reading: _Reading, ordered: Sequence[Known]) -> tuple[Known | None, bool, tuple[int, ...]]:
    """Return the article that the capture is, whether an address says so, and further ones that it is, too."""
    at_address = _by_address([known for known in ordered if not _has_taken_over(reading, known)])
    believed = [known for known in ordered if known.address == "claimed" and _is_what_it_claims(reading, known)]
    by_text = [
        known
        for known in ordered
        if known.source_id == reading.capture.source_id
        and known.address != "claimed"
        and known is not at_address
        and is_same_text(reading, known)
    ]
    proven = [*believed, *by_text]
    if at_address is not None:
        # A consent wall at two addresses does not make one article of the two: without the page's own word,
        # what we have of this one must have been that text before.
        steady = bool(by_text) and _carries_on(reading, at_address)
        return at_address, True, _numbers_of(proven if steady else believed, at_address)
    if not proven:
        return None, False, ()
    return proven[0], bool(believed), _numbers_of(proven, proven[0])


def _numbers_of(proven: Sequence[Known], one: Known) -> tuple[int, ...]:
    """Return the ids of the other articles of the same source, ascending."""
    return tuple(sorted({known.article_id for known in proven if known.source_id == one.source_id} - {one.article_id}))


def _has_taken_over(reading: _Reading, known: Known) -> bool:
    """Return whether another article now answers at an address of `known` that is not its canonical one.

    An address may have been taken for a second one of an article by its text (while all pages showed the
    same notice), and a withdrawn article often leads to another one. At the canonical address a new text is
    a revision, however new.
    """
    if known.address not in ("asked", "answered"):
        return False
    stated = (*known.addresses, known.article.canonical_url, known.article.url)
    there, here = next((one for one in stated if one), ""), reading.capture.final_url
    number = article_number(there)
    if identity_key(there) == identity_key(here) or (number is not None and number == article_number(here)):
        return False
    if _title_words(reading.article) == _title_words(known.article):
        return False
    return compare(reading.text, prepare(known.article)).containment < ANOTHER


def _carries_on(reading: _Reading, known: Known) -> bool:
    """Return whether the captured text is the stored one, edited, cut or completed."""
    likeness = compare(reading.text, prepare(known.article))
    return likeness.containment >= CLAIMED and not is_mould(likeness)


def _title_words(article: Article) -> list[str]:
    """Return the words of the title, case folded."""
    return real_words((article.title or "").casefold())


def _is_what_it_claims(reading: _Reading, known: Known) -> bool:
    """Return whether a page that calls another's address its own carries that article."""
    if reading.keys.content_hash == known.keys.content_hash:
        return True
    ours = _title_words(reading.article)
    if ours and ours == _title_words(known.article):
        return True
    return _carries_on(reading, known)


def is_same_text(reading: _Reading, known: Known) -> bool:
    """Return whether an article of the same source carries the same text, so that it is the same article.

    Identical, or nearly so: then no number and no name may stand in the place of another, neither in the
    body nor in the title, and both must be of one week.
    """
    article, other = reading.article, known.article
    theirs = prepare(other)
    apart = _apart(reading, known)
    titles = _title_words(article), _title_words(other)
    if _numbers(titles[0]) != _numbers(titles[1]):
        return False
    size = len(reading.text.words) * reading.text.weight
    if reading.text.words == theirs.words:
        if size >= TELLING_WORDS:
            return titles[0] == titles[1] or size >= COPY_WORDS or apart is None or apart <= WINDOW
        return titles[0] == titles[1] and bool(titles[0]) and (apart is None or apart < ONE_DAY)
    if "live" in (article.kind, other.kind) or size < SAME_WORDS or (apart is not None and apart > WINDOW):
        return False
    likeness = compare(reading.text, theirs)
    if likeness.numbers_changed or likeness.names_changed or likeness.replaced > likeness.shared * SAME_REPLACED:
        return False
    return likeness.similarity >= SAME


def _numbers(words: Sequence[str]) -> list[str]:
    """Return the words that are numbers, in order."""
    return [word for word in words if word[0].isdigit()]


def _apart(reading: _Reading, known: Known) -> dt.timedelta | None:
    """Return how far apart two articles were published, as stated; None where one does not say."""
    ours, theirs = instant(reading.article.published_at), instant(known.article.published_at)
    return abs(ours - theirs) if ours is not None and theirs is not None else None


def instant(when: When | None) -> dt.datetime | None:
    """Return a stated moment as aware UTC: a day by its midnight, a time without offset as UTC."""
    if when is None:
        return None
    if not isinstance(when, dt.datetime):
        return dt.datetime(when.year, when.month, when.day, tzinfo=dt.UTC)
    try:
        return when.replace(tzinfo=dt.UTC) if when.tzinfo is None else when.astimezone(dt.UTC)
    except (OverflowError, ValueError):  # the first and the last day of the calendar, moved by their offset
        return when.replace(tzinfo=dt.UTC)


# ── what became of it ────────────────────────────────────────────────────────────────────────────────


def _against(reading: _Reading, known: Known, *, by_address: bool) -> Decision:
    """Return what has changed between the stored article and the capture."""
    article, stored = reading.article, known.article
    fields = changed_fields(stored, article) if by_address or known.address else ()
    unchanged = Decision(
        change="updated" if fields else "same",
        article_id=known.article_id,
        fields=fields,
        reason="the text is the same" if by_address else "the same text under another address of its site",
    )
    edit = edit_between(stored.title, stored.paragraphs, article.title, article.paragraphs)
    if edit is None:
        return unchanged
    if not by_address:
        return replace(unchanged, reason="nearly the same text under another address of its site")
    if _is_stub_of(article, stored):
        return replace(unchanged, reason="only the beginning of the text was shown this time")
    read_otherwise = known.reader is not None and (known.reader, known.rules_hash) != (
        article.reader or None,
        reading.capture.rules_hash,
    )
    same_bytes = known.raw_sha256 is not None and known.raw_sha256 == reading.capture.raw_sha256
    if read_otherwise or same_bytes:
        return Decision(
            change="reread",
            article_id=known.article_id,
            cause="reader" if same_bytes else "unclear",
            edit=edit,
            fields=fields,
            reason="the same page was read differently" if same_bytes else "page and reader both changed",
        )
    return Decision(
        change="revised",
        article_id=known.article_id,
        cause="publisher",
        edit=edit,
        fields=fields,
        reason=f"{edit.words_added} words came, {edit.words_removed} went",
    )


def _is_stub_of(article: Article, stored: Article) -> bool:
    """Return whether `article` is only the beginning of `stored`, cut off by a paywall."""
    if article.complete is not False or stored.complete is False:
        return False
    words, whole = real_words(article.body), real_words(stored.body)
    return len(words) < len(whole) and sum(a == b for a, b in zip(words, whole, strict=False)) >= 0.9 * len(words)


def changed_fields(stored: Article, article: Article) -> tuple[str, ...]:
    """Return the names of the fields, other than title and text, that a page now states otherwise.

    A value that is missing now was overlooked or taken off the page, which cannot be told apart: what was
    once stated stays, and is no change.
    """
    return tuple(
        name
        for name in _COMPARED_FIELDS
        if (now := getattr(article, name)) not in (None, (), "") and not _equal(now, getattr(stored, name))
    )


def _equal(now: object, stored: object) -> bool:
    """Return whether two values of a field say the same: of two moments, whether they are one second."""
    if isinstance(now, tuple) and isinstance(stored, tuple):
        return len(now) == len(stored) and all(map(_equal, now, stored))
    if isinstance(now, Attribution) and isinstance(stored, Attribution):
        return replace(now, confidence=stored.confidence) == stored  # our own belief is no news
    if isinstance(now, dt.datetime) and isinstance(stored, dt.datetime):
        return (now.tzinfo is None) == (stored.tzinfo is None) and _second(now) == _second(stored)
    return now == stored


def _second(when: dt.datetime) -> str:
    """Return the UTC second of a moment, as the store keeps it."""
    return (instant(when) or when).strftime("%Y-%m-%dT%H:%M:%S")


# ── copies ───────────────────────────────────────────────────────────────────────────────────────────


def _copies(reading: _Reading, others: Sequence[Known]) -> tuple[Copy, ...]:
    """Return the articles that carry the same story, nearest first."""
    ours = frozenset(reading.keys.shingles)
    ranked = sorted(others, key=lambda known: (-len(ours.intersection(known.keys.shingles)), known.article_id))
    found = [copy for known in ranked[:MOST_COMPARED] if (copy := _copy(reading, known)) is not None]
    return tuple(sorted(found, key=lambda copy: (-copy.share, copy.article_id)))


def _copy(reading: _Reading, known: Known) -> Copy | None:
    """Return `known` as a copy of the captured text, or its original; None where it is neither."""
    if "live" in (reading.article.kind, known.article.kind) or _too_far_apart(reading, known):
        return None
    if known.source_id == reading.capture.source_id and is_same_text(reading, known):
        return None  # the same words twice on one site are one article or a notice, never a story
    theirs = prepare(known.article)
    others = shingles(theirs)
    if len(reading.shingles & others) < GLANCE * min(len(reading.shingles), len(others)):
        return None
    likeness = compare(reading.text, theirs)
    if not is_copy(likeness):
        return None
    return Copy(article_id=known.article_id, story_id=known.story_id, share=round(likeness.similarity, 4))


def _too_far_apart(reading: _Reading, known: Known) -> bool:
    """Return whether two articles are too far apart in time to tell one story.

    By what is stated, where both state it and neither lies in the future; else by when we saw them.
    """
    seen = reading.capture.fetched_at
    ours = _moment(reading.article.published_at, seen)
    return abs(ours - _moment(known.article.published_at, known.first_seen_at)) > WINDOW


def _moment(published: When | None, seen: dt.datetime) -> dt.datetime:
    """Return when an article appeared: as stated, unless that is later than when we saw it."""
    stated, seen = instant(published), instant(seen) or seen
    return stated if stated is not None and stated <= seen + ONE_DAY else seen


def is_copy(likeness: Likeness) -> bool:
    """Return whether two texts that have this in common are one story and its copy."""
    if likeness.shared < COPY_WORDS or likeness.containment < COPY or is_mould(likeness):
        return False
    if likeness.similarity >= WHOLE:
        return True
    if likeness.own_shared < OWN_WORDS or likeness.own_containment < COPY:
        return False
    return likeness.begins <= BEGINS or likeness.similarity >= MOST


def _stories(found: Sequence[Copy], own: int | None) -> tuple[int | None, tuple[int, ...]]:
    """Return the story to join, the oldest of all, and the others that are found to be it."""
    ids = sorted({copy.story_id for copy in found} | ({own} if own is not None else set()))
    return (ids[0], tuple(ids[1:])) if ids else (None, ())


def _why_new(found: Sequence[Copy]) -> str:
    """Return in a sentence what a new article is."""
    if not found:
        return "neither its addresses nor its text are known"
    return f"{found[0].share:.0%} of the longer text is in common with article {found[0].article_id}"
