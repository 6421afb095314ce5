"""What a person said of an article, and how it stands over every reading of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
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
        gone = {folded(one) or one for one in now["removed"]}
        return tuple(one for one in words if (folded(one) or one) not in gone)
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
    return {folded(form) or form for form in (one.name, one.as_written) if form}


def said_of(words: Sequence[Correction]) -> tuple[Attribution, ...]:
    """Return the attributions that are a person's own word."""
    own = [word for word in words if word.field != MERGED]
    return corrected(Article(url=""), own).attributions


def parts_of(words: Iterable[Correction]) -> frozenset[str]:
    """Return the addresses of other articles that a person said are this one."""
    return frozenset(url for word in words if word.field == MERGED for url in word.now["addresses"])


def taken_back(article: Article, number: int, corrections: Sequence[Correction]) -> Article:
    """Return a stored article as it stands without correction `number`, which is still in force in `corrections`."""
    words = in_force(corrections)
    one = next(word for word in words if word.id == number)
    rest = tuple(word for word in words if word.id != number)
    if one.field in PLAIN:
        before = _as_it_was(article, one.field, _before(one.field, corrections))
        provenance = MappingProxyType({name: at for name, at in article.provenance.items() if name != one.field})
        return corrected(replace(before, provenance=provenance), rest)
    said = corrected(Article(url=""), words)
    changes: dict[str, Any] = {}
    if one.field in LISTS or one.field == MERGED:
        for field in LISTS if one.field == MERGED else (one.field,):
            own = tuple(name for name in getattr(article, field) if name not in getattr(said, field))
            was = one.was if one.field == field else []
            changes[field] = tuple(dict.fromkeys([*own, *was]))
    if one.field in LABELLED or one.field == MERGED:
        read = [own for own in article.attributions if not any(is_same(own, word) for word in said.attributions)]
        was = [read_attribution(own) for own in one.was if not own.get("said")] if one.field != MERGED else []
        changes["attributions"] = (*read, *(own for own in was if not any(is_same(own, other) for other in read)))
    gone = {one.field} if one.field in LISTS else set()
    provenance = MappingProxyType({name: at for name, at in article.provenance.items() if name not in gone})
    return corrected(replace(article, **changes, provenance=provenance), rest)


def _before(field: str, corrections: Iterable[Correction]) -> Any:
    """Return what stood in a plain field when nobody's word held for it."""
    base, holding = None, set[int]()
    for one in sorted(corrections, key=lambda one: one.id):
        if one.field == UNDO:
            holding.discard(one.was)
        elif one.field == field:
            base = base if holding else one.was
            holding.add(one.id)
    return base


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
