"""Entries of the register as a file in TOML writes them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from aggregator.errors import UsageError
from aggregator.organisations.organisation import Organisation, OrganisationKind

_FIELDS = frozenset({"id", "name", "kind", "country", "domains", "aliases", "short", "plain", "foremost", "evidence"})
_LISTS = frozenset({"domains", "aliases", "short", "foremost"})
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_entries(text: str, name: str) -> Iterator[Organisation]:
    """Yield the organisations that `text`, the file `name`, lists; raises `UsageError` at a mistake."""
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
