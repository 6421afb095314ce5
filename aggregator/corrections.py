"""What a person said of an article, and how it stands over every reading of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final, Literal, get_args

from aggregator.article import Article, Attribution, Extent, Place, Role, When
from aggregator.organisations.names import folded
from aggregator.row import stated

PLAIN = (
    "title",
    "summary",
    "section",
    "genre",
    "kind",
    "language",
    "dateline",
    "published_at",
    "modified_at",
    "paywalled",
    "complete",
    "licence",
    "tdm",
)
"""Fields of an article that hold one value. The text is not among them: it is the evidence for all else, and a
corrected one would hide every later edit of the publisher's."""

LISTS = ("authors", "tags")
"""Fields that hold several words."""

ROLES: tuple[Role, ...] = get_args(Role)
ATTRIBUTIONS, STORY, MERGED, UNDO = "attributions", "story", "merged", "undo"
"""Further fields of a correction: all attributions looked at; the story; another article taken in; one undone."""

LABELLED = (*ROLES, ATTRIBUTIONS)
"""Fields whose corrections make labelled data."""

PERSON: Final = "person"
"""In `attributions.reader` and as a place in `revisions.provenance`: nobody read it, somebody said it."""

_MOMENTS = ("published_at", "modified_at")

How = Literal["is", "also", "not"]
"""`FIELD=VALUE`, `FIELD+=VALUE`, `FIELD-=VALUE`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One thing that a person says of an article."""

    field: str
    """One of PLAIN, LISTS, ROLES, or `attributions` (all looked at), `story`, `merged`."""

    how: How = "is"
    value: Any = None
    """Of a plain field its value, None for none; of lists and roles the words, () for nobody; of `story` its
    number, None for one of its own; of `merged` whatever names the other article."""

    evidence: str | None = None
    """Of a role: the words of the page that prove it."""

    found_in: Place | None = None
    extent: Extent | None = None
    person: bool | None = None
    """Of a role: whether the name is a person's; None: as the register says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One row of `corrections`."""

    id: int
    article_id: int
    field: str
    was: Any
    """What stood there, as JSON holds it."""

    now: Any
    """What a person put there: a value; of lists and roles a list (nothing else), `{"added": […]}` or
    `{"removed": […]}`; of `undo` what stands there again."""

    reason: str | None
    by: str | None
    at: dt.datetime


def undone(corrections: Iterable[Correction]) -> frozenset[int]:
    """Return the numbers of the corrections that were taken back."""
    return frozenset(one.was for one in corrections if one.field == UNDO)


def in_force(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Return the corrections that hold, in the order in which they were made."""
    rows = list(corrections)
    gone = undone(rows)
    return tuple(sorted((one for one in rows if one.field != UNDO and one.id not in gone), key=lambda one: one.id))


def corrected(article: Article, words: Sequence[Correction]) -> Article:
    """Return a reading as it is to stand: `words` (see `in_force`) hold over it, the later over the earlier."""
    for word in words:
        article = _with(article, word)
    return article


def _with(article: Article, word: Correction) -> Article:
    if word.field in PLAIN:
        return _stating(article, word.field, read_value(word.field, word.now))
    if word.field in LISTS:
        return _stating(article, word.field, _listed(getattr(article, word.field), word.now))
    if word.field in ROLES:
        return replace(article, attributions=_attributed(article.attributions, word.field, word.now))
    if word.field == ATTRIBUTIONS:
        return replace(article, attributions=_refreshed(word.now, article.attributions))
    if word.field == MERGED:
        return replace(
            article,
            attributions=_and_of_other(article.attributions, word.now[ATTRIBUTIONS]),
            authors=_listed(article.authors, {"added": word.now["authors"]}),
            tags=_listed(article.tags, {"added": word.now["tags"]}),
        )
    return article


def _stating(article: Article, field: str, value: Any) -> Article:
    changes: dict[str, Any] = {field: value}
    if field in _MOMENTS and isinstance(value, dt.datetime):
        other = getattr(article, _MOMENTS[field == "published_at"])
        changes["zone_assumed"] = bool(article.zone_assumed) and isinstance(other, dt.datetime)
    provenance = MappingProxyType({**article.provenance, field: PERSON})
    return replace(article, **changes, provenance=provenance)


def _listed(words: tuple[str, ...], now: Any) -> tuple[str, ...]:
    if isinstance(now, list):
        return tuple(now)
    if "removed" in now:
        gone = {word_key(one) for one in now["removed"]}
        return tuple(one for one in words if word_key(one) not in gone)
    return tuple(dict.fromkeys([*words, *now["added"]]))


def _attributed(read: tuple[Attribution, ...], role: str, now: Any) -> tuple[Attribution, ...]:
    if isinstance(now, list):
        others = tuple(one for one in read if one.role != role)
        return others + _refreshed(now, read)
    if "removed" in now:
        gone = [read_attribution(one) for one in now["removed"]]
        return tuple(one for one in read if not any(is_same(one, other) for other in gone))
    for added in _refreshed(now["added"], read):
        at = next((at for at, one in enumerate(read) if is_same(one, added)), len(read))
        rest = tuple(one for one in read if not is_same(one, added))
        read = (*rest[:at], added, *rest[at:])
    return read


def _refreshed(said: list[dict[str, Any]], read: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """Return what a person said, with the words of the page where the reading found some and the person gave none."""
    return tuple(_with_words(read_attribution(one), read) for one in said)


def _with_words(said: Attribution, read: tuple[Attribution, ...]) -> Attribution:
    found = next((one for one in read if not said.evidence and is_same(one, said)), None)
    if found is None:
        return said
    words = {name: getattr(found, name) for name in ("as_written", "evidence", "found_in", "position")}
    return replace(said, **words, extent=said.extent or found.extent)


def _and_of_other(read: tuple[Attribution, ...], other: list[dict[str, Any]]) -> tuple[Attribution, ...]:
    further = [read_attribution(one) for one in other]
    return read + tuple(one for one in further if not any(is_same(one, own) for own in read))


def is_same(one: Attribution, other: Attribution) -> bool:
    """Return whether two attributions are of the same organisation or person, in the same role."""
    if one.role != other.role:
        return False
    if one.organisation_id is not None and other.organisation_id is not None:
        return one.organisation_id == other.organisation_id
    return not _forms(one).isdisjoint(_forms(other))


def _forms(one: Attribution) -> set[str]:
    return {word_key(form) for form in (one.name, one.as_written) if form}


def word_key(word: str) -> str:
    """Return by what a word is known again: without case and punctuation; itself where that leaves nothing."""
    return folded(word) or word


def said_of(words: Sequence[Correction]) -> tuple[Attribution, ...]:
    """Return the attributions that are a person's own word."""
    own = [word for word in words if word.field != MERGED]
    return corrected(Article(url=""), own).attributions


def parts_of(words: Iterable[Correction]) -> frozenset[str]:
    """Return the addresses of other articles that a person said are this one."""
    return frozenset(url for word in words if word.field == MERGED for url in word.now["addresses"])


def taken_back(article: Article, number: int, corrections: Sequence[Correction]) -> Article:
    """Return a stored article as it stands without correction `number`, which is still in force in `corrections`."""
    one = next(word for word in corrections if word.id == number)
    gone = {number, *_came_along(one)}
    rest = tuple(word for word in in_force(corrections) if word.id not in gone)
    fields = {word.field for word in in_force(corrections) if word.id in gone}
    for field in PLAIN:
        if field in fields:
            article = _as_it_was(article, field, _before(field, corrections))
    fields |= {*LISTS, ATTRIBUTIONS} if MERGED in fields else set()
    provenance = MappingProxyType({name: at for name, at in article.provenance.items() if name not in fields})
    return corrected(replace(unsaid(article, corrections, fields), provenance=provenance), rest)


def unsaid(article: Article, corrections: Sequence[Correction], fields: Collection[str]) -> Article:
    """Return a stored article with its lists and roles among `fields` as they were last read, without any word."""
    for field in LISTS:
        if field in fields:
            words: dict[str, Any] = {field: tuple(_last_read(field, getattr(article, field), corrections))}
            article = replace(article, **words)
    attributions: list[Attribution] = []
    for role in ROLES:
        of_role = [one for one in article.attributions if one.role == role]
        asked = ATTRIBUTIONS in fields or role in fields
        attributions += _last_read(role, of_role, corrections) if asked else of_role
    return replace(article, attributions=tuple(attributions))


@dataclass(frozen=True, slots=True)
class _Word:
    """What a correction that holds says of one list or role."""

    how: How
    names: list[Any]
    read: list[Any]
    """What was read of the same, whatever was said."""


def _last_read(field: str, now: Sequence[Any], corrections: Sequence[Correction]) -> list[Any]:
    """Return what was last read of a list or role in whose place `now` stands.

    It is told from what stood before each word and from the words that held then: a word that says all there is
    hides every reading while it holds.
    """
    last: list[Any] = []
    holding: dict[int, _Word] = {}
    moved = _moved(corrections)
    for one in _in_order(corrections):
        if one.field == UNDO:
            holding.pop(one.was, None)
            continue
        if (said := _said_in(field, one)) is None:
            continue
        how, names, stood = said
        if one.id not in moved and stood is not None and not _hidden(holding):
            seen = _without(stood, holding, field)
            if how == "is" or one.field == MERGED:
                last = seen
        else:
            seen = last
        holding[one.id] = _Word(how, names, [was for was in seen if _among(was, names, field)])
    return last if _hidden(holding) else _without(now, holding, field)


def _hidden(holding: Mapping[int, _Word]) -> bool:
    return any(word.how == "is" for word in holding.values())


def _said_in(field: str, one: Correction) -> tuple[How, list[Any], list[Any] | None] | None:
    """Return what a correction says of a list or role, and what stood there; None where it says nothing of it."""
    if one.field == MERGED:
        names, stood = one.now[field if field in LISTS else ATTRIBUTIONS], one.was.get("stood")
        was = None if stood is None else stood[field if field in LISTS else ATTRIBUTIONS]
        return "also", _things(field, names), None if was is None else _things(field, was)
    if one.field != field and not (one.field == ATTRIBUTIONS and field in ROLES):
        return None
    how: How = "is" if isinstance(one.now, list) else "also" if "added" in one.now else "not"
    names = one.now if isinstance(one.now, list) else one.now["added" if how == "also" else "removed"]
    return how, _things(field, names), _things(field, one.was)


def _things(field: str, values: list[Any]) -> list[Any]:
    """Return the words of a list, or the attributions of a role, that JSON holds."""
    return list(values) if field in LISTS else [read_attribution(one) for one in values if one["role"] == field]


def _without(stood: Iterable[Any], holding: Mapping[int, _Word], field: str) -> list[Any]:
    """Return what was read where `stood` stands by the words that hold, none of which says all there is."""
    read = list(stood)
    for word in reversed(list(holding.values())):
        if word.how == "also":
            read = [_alike(one, word.read, field) for one in read if not _only_said(one, word, field)]
        read += [one for one in word.read if not _among(one, read, field)]
    return read


def _only_said(one: Any, word: _Word, field: str) -> bool:
    return _among(one, word.names, field) and not _among(one, word.read, field)


def _alike(one: Any, read: Iterable[Any], field: str) -> Any:
    """Return the first of `read` that is the same, with the words of the page that it had; else `one` itself."""
    return next((other for other in read if _among(one, (other,), field)), one)


def _among(one: Any, others: Iterable[Any], field: str) -> bool:
    if field in LISTS:
        return any(word_key(one) == word_key(other) for other in others)
    return any(is_same(one, other) for other in others)


def _came_along(one: Correction) -> list[int]:
    """Return the corrections that were said of the other article before it was made a part of this one."""
    return list(one.was["corrections"]) if one.field == MERGED else []


def _moved(corrections: Iterable[Correction]) -> dict[int, int]:
    """Return which corrections were said of another article, and by which one they came to this."""
    merges = sorted((one for one in corrections if one.field == MERGED), key=lambda one: one.id)
    return {number: one.id for one in merges for number in _came_along(one)}


def _in_order(corrections: Sequence[Correction]) -> list[Correction]:
    """Return corrections in the order in which they came to hold for the article."""
    moved = _moved(corrections)
    return sorted(corrections, key=lambda one: (moved[one.id], one.id) if one.id in moved else (one.id, 0))


def story_before(one: Correction, corrections: Sequence[Correction]) -> int | None:
    """Return the story in which an article stands once a word of its story holds no longer; None: where it stands."""
    moved = _moved(corrections)
    if one.id in moved:
        return None
    own = [word for word in corrections if word.id not in moved]
    earlier = [word for word in in_force(own) if word.field == STORY and word.id != one.id]
    return int(earlier[-1].now if earlier else _before(STORY, own))


def _before(field: str, corrections: Sequence[Correction]) -> Any:
    """Return what stood in a field of one value when nobody's word held for it."""
    base, holding, moved = None, set[int](), _moved(corrections)
    for one in _in_order(corrections):
        if one.field == UNDO:
            holding.discard(one.was)
        elif one.field == MERGED:
            base = base if holding or one.id in moved else one.was.get("stood", {}).get(field, base)
        elif one.field == field:
            base = base if holding or one.id in moved else one.was
            holding.add(one.id)
    return base


def standing(article: Article, said: Sequence[Attribution]) -> dict[str, Any]:
    """Return what of an article stands before another one is made a part of it, as JSON holds it."""
    return {
        **{field: was_json(field, article) for field in PLAIN},
        **{field: list(getattr(article, field)) for field in LISTS},
        ATTRIBUTIONS: attributions_json(article.attributions, said),
    }


def attributions_json(attributions: Iterable[Attribution], said: Sequence[Attribution]) -> list[dict[str, Any]]:
    """Return attributions as JSON holds them; those that are `said` too are a person's word."""
    return [attribution_json(one, said=any(is_same(one, word) for word in said)) for one in attributions]


def _as_it_was(article: Article, field: str, was: Any) -> Article:
    if isinstance(was, dict):
        return replace(article, **{field: read_value(field, was["value"])}, zone_assumed=was["zone_assumed"])
    return replace(article, **{field: read_value(field, was)})


def was_json(field: str, article: Article) -> Any:
    """Return what stands in a plain field as JSON holds it; of a time in an assumed zone also that it is."""
    value = getattr(article, field)
    if field in _MOMENTS and isinstance(value, dt.datetime) and article.zone_assumed:
        return {"value": stated(value), "zone_assumed": True}
    return value_json(field, value)


def value_json(field: str, value: Any) -> Any:
    """Return the value of a plain field as JSON holds it."""
    return stated(value) if field in _MOMENTS else value


def read_value(field: str, value: Any) -> Any:
    """Return what `value_json` wrote as a value again."""
    if field not in _MOMENTS or value is None:
        return value
    moment: When = dt.date.fromisoformat(value) if len(value) == 10 else dt.datetime.fromisoformat(value)
    return moment


_ATTRIBUTION = ("role", "name", "entity", "organisation_id", "as_written", "evidence", "found_in", "position", "extent")


def attribution_json(one: Attribution, *, said: bool = True) -> dict[str, Any]:
    """Return an attribution as JSON holds it; `said`: it is a person's word."""
    fields = {name: value for name in _ATTRIBUTION if (value := getattr(one, name)) is not None}
    return fields | ({"said": True} if said else {"confidence": one.confidence})


def read_attribution(fields: dict[str, Any]) -> Attribution:
    """Return the attribution that `attribution_json` wrote; of a person's word we are sure."""
    known = {name: fields[name] for name in _ATTRIBUTION if name in fields}
    return Attribution(**known, confidence=fields.get("confidence", 1.0))
