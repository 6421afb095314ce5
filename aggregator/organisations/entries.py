"""Entries of the register as a file in TOML writes them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, get_args

from aggregator.errors import UsageError
from aggregator.organisations.organisation import Organisation, OrganisationKind
from aggregator.text import clean

_FIELDS = frozenset({"id", "name", "kind", "country", "domains", "aliases", "short", "plain", "foremost", "evidence"})
_LISTS = frozenset({"domains", "aliases", "short", "foremost"})
_NAMES = frozenset({"name", "aliases", "short", "foremost"})
_DEFAULTS = frozenset({"kind", "evidence"})
"""What may stand at the top of a file, for all of its entries."""

_EVIDENCE = ("catalogue", "page", "knowledge")

LONGEST_NAME = 200
"""Characters of a name: of a longer text it is not asked whose name it is."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_HOST = re.compile(r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)+")
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*[\"']?organisation[\"']?[ \t]*\]\]", re.MULTILINE)

_NOTHING: Mapping[str, Organisation] = {}


def read_entries(text: str, name: str, known: Mapping[str, Organisation] = _NOTHING) -> Iterator[Organisation]:
    """Yield the organisations that `text`, the file `name`, lists; raises `UsageError` at a mistake.

    An entry with the id of one that is `known` extends it: its lists are added to, other fields take the place of
    the known ones.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name}: this is not TOML ({error}).") from None
    except RecursionError:
        raise UsageError(f"{name}: this is nested too deeply to be read.") from None
    if unknown := sorted(set(table) - _DEFAULTS - {"organisation"}):
        raise UsageError(f'{name}: "{unknown[0]}" is not a key of this file; it holds [[organisation]] tables.')
    listed = table.get("organisation", [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise UsageError(f'{name}: "organisation" must be a list of tables, each under [[organisation]].')
    defaults = {key: value for key, value in table.items() if key in _DEFAULTS}
    lines = [text.count("\n", 0, header.end()) + 1 for header in _HEADER.finditer(text)]
    seen: set[str] = set()
    for number, entry in enumerate(listed):
        at = f", line {lines[number]}" if len(lines) == len(listed) else ""
        where = f"{name}{at}: organisation {_shortened(entry.get('id', number + 1))}"
        before = known.get(entry["id"]) if isinstance(entry.get("id"), str) else None
        said = entry if before is not None else {**defaults, **entry}
        _check(said, where)
        if said["id"] in seen:
            raise UsageError(f"{where}: it stands in this file twice.")
        seen.add(said["id"])
        yield _new(said, where) if before is None else _extended(before, said)


def read_shipped(text: str) -> Iterator[Organisation]:
    """Yield what `read_entries` does of a file that is known to be right: nothing of it is looked at again."""
    table = tomllib.loads(text)
    defaults = {key: value for key, value in table.items() if key in _DEFAULTS}
    for entry in table["organisation"]:
        yield _new({**defaults, **entry}, "")


def _check(said: Mapping[str, Any], where: str) -> None:
    """Raise `UsageError` where a field is unknown or holds what it cannot."""
    if unknown := sorted(set(said) - _FIELDS):
        raise UsageError(f'{where}: unknown key "{unknown[0]}"; an entry may have {", ".join(sorted(_FIELDS))}.')
    if not isinstance(said.get("id"), str) or not _SLUG.fullmatch(said["id"]) or len(said["id"]) > LONGEST_NAME:
        raise UsageError(f'{where}: "id" must be a slug of a-z, 0-9 and single hyphens.')
    for key, value in said.items():
        if (wanted := _wanted(key, value)) is not None:
            raise UsageError(f'{where}: "{key}" must be {wanted}, not {_shortened(value)}.')


def _wanted(key: str, value: object) -> str | None:
    """Return what `value` ought to be; None where it is that."""
    if key == "plain":
        return None if isinstance(value, bool) else "true or false"
    if key in _LISTS and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
        return "a list of strings"
    if key not in _LISTS and not isinstance(value, str):
        return "a string"
    values = list(map(str, value)) if isinstance(value, list) else [str(value)]
    if key in _NAMES and not all(any(map(str.isalnum, one)) for one in values):
        return "made of letters"
    if key in _NAMES and not all(clean(one) == _composed(one) and len(one) <= LONGEST_NAME for one in values):
        return f"in one line of up to {LONGEST_NAME} signs that can be seen"
    if key == "domains" and not all(one == one.lower() and _HOST.fullmatch(one) for one in values):
        return 'a list of hosts in small letters, such as ["example.org"]'
    if key == "country" and not _COUNTRY.fullmatch(str(value)):
        return 'two capitals (ISO 3166-1), such as "KR"'
    if key == "evidence" and value not in _EVIDENCE:
        return f"one of {', '.join(_EVIDENCE)}"
    if key == "kind" and value not in get_args(OrganisationKind):
        return f"one of {', '.join(get_args(OrganisationKind))}"
    return None if all(values) else "a text"


def _shortened(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _new(said: Mapping[str, Any], where: str) -> Organisation:
    if "name" not in said or "kind" not in said:
        raise UsageError(f'{where}: "name" and "kind" are needed.')
    return Organisation(
        id=said["id"],
        name=_composed(said["name"]),
        kind=said["kind"],
        country=said.get("country"),
        domains=tuple(said.get("domains", ())),
        aliases=tuple(map(_composed, said.get("aliases", ()))),
        short=tuple(map(_composed, said.get("short", ()))),
        plain=said.get("plain", True),
        foremost=tuple(map(_composed, said.get("foremost", ()))),
        evidence=said.get("evidence", "knowledge"),
    )


def _extended(before: Organisation, said: Mapping[str, Any]) -> Organisation:
    """Return `before` with what an entry of its id says; a name that is said to be short is no alias any more."""
    aliases, short = tuple(map(_composed, said.get("aliases", ()))), tuple(map(_composed, said.get("short", ())))
    single = {key: value for key, value in said.items() if key not in _LISTS}
    if "name" in single:
        single["name"] = _composed(single["name"])
    return replace(
        before,
        **single,
        domains=_joined(before.domains, said.get("domains", ())),
        aliases=_joined((one for one in before.aliases if one not in short), aliases),
        short=_joined((one for one in before.short if one not in aliases), short),
        foremost=_joined(before.foremost, map(_composed, said.get("foremost", ()))),
    )


def _joined(*parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for part in parts for one in part))


def _composed(name: str) -> str:
    """Return `name` in the form in which texts are compared (Unicode NFC)."""
    return unicodedata.normalize("NFC", name)
