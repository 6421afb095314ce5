"""Source files read and written, with mistakes named by file, line and key."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import tempfile
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aggregator.errors import SourceFileError
from aggregator.sources.keys import READERS, RULE_READERS, SECONDS, Mistake, source_of
from aggregator.sources.lines import KeyPath, key_lines
from aggregator.sources.source import Owner, Source

FILE_SIZE = 1_000_000
"""Bytes of one source file at most: the longest in the catalogue has 6,000."""

_TOML_PLACE = re.compile(r"^(.*?) \(at (?:line (\d+), column \d+|end of document)\)$", re.DOTALL)
_PLAIN_KEY = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """What the source files of one folder say."""

    sources: tuple[Source, ...] = ()
    """Those that can be used, by id."""

    mistakes: tuple[SourceFileError, ...] = ()
    """One for each file that cannot."""


def load_folder(folder: Path, *, shipped: bool = False) -> tuple[Source, ...]:
    """Return the sources of a folder; raise `SourceFileError` with one line for each file that has a mistake."""
    found = read_folder(folder, shipped=shipped)
    if found.mistakes:
        raise SourceFileError("\n".join(str(mistake) for mistake in found.mistakes))
    return found.sources


def read_folder(folder: Path, *, shipped: bool = False) -> Folder:
    """Read every `*.toml` of a folder; a folder that does not exist holds no source.

    A mistake in one file keeps no other from being read.
    """
    sources: list[Source] = []
    mistakes: list[SourceFileError] = []
    for path in sorted(one for one in folder.glob("*.toml") if one.is_file()):  # reading a pipe would never end
        try:
            sources.append(load(path, shipped=shipped))
        except SourceFileError as mistake:
            mistakes.append(mistake)
    return Folder(sources=tuple(sources), mistakes=tuple(mistakes))


def load(path: Path, *, shipped: bool = False) -> Source:
    """Read one source file; raise `SourceFileError` with one sentence about its first mistake."""
    try:
        size = path.stat().st_size
        if size > FILE_SIZE:
            raise SourceFileError(f"{path}: a source file has at most {FILE_SIZE:,} bytes, and this one has {size:,}")
        raw = path.read_bytes()
    except OSError as error:
        raise SourceFileError(f"{path}: cannot be read ({error.strerror or error})") from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SourceFileError(f"{path}, line {line}: a source file must be UTF-8, and this is not") from None
    return loads(text, path=path, shipped=shipped)


def loads(text: str, *, path: Path, shipped: bool = False) -> Source:
    """Read the text of a source file; `path` gives the id and stands in the sentence about a mistake."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason, line = _toml_mistake(text, str(error))
        raise SourceFileError(f"{path}, line {line}: this is not TOML: {reason}") from None
    except (RecursionError, ValueError):  # brackets in brackets; a number of thousands of digits
        raise SourceFileError(f"{path}: this is not TOML that can be read: too deep, or a number too long") from None
    try:
        return source_of(path.name.removesuffix(".toml"), table, shipped=shipped)
    except Mistake as mistake:
        raise SourceFileError(f"{path}, line {_line(text, mistake.path)}: {mistake}") from None


def save(source: Source, folder: Path) -> Path:
    """Write the file of a source into `folder`, whole or not at all; return its path."""
    path = folder / f"{source.id}.toml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=f".{source.id}-", suffix=".part")
    except OSError as error:
        raise SourceFileError(f"{path}: cannot be written ({error.strerror or error})") from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(dump(source))
        os.chmod(name, 0o644)  # mkstemp makes it private; a source file is meant to be shared
        os.replace(name, path)
    except OSError as error:
        with suppress(OSError):
            os.unlink(name)
        raise SourceFileError(f"{path}: cannot be written ({error.strerror or error})") from None
    return path


# ---------------------------------------------------------------- reading


def _line(text: str, path: KeyPath) -> int:
    """Return the line of a key; of a key that is missing, the line of the table it should stand in."""
    lines = key_lines(text)
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _toml_mistake(text: str, message: str) -> tuple[str, int]:
    """Return what `tomllib` says in a sentence's middle, and the line it means."""
    match = _TOML_PLACE.match(message)
    if not match:
        return message[:200], 1
    last = text.count("\n") + (not text.endswith("\n"))
    return match[1][:1].lower() + match[1][1:200], int(match[2]) if match[2] else max(last, 1)


# ---------------------------------------------------------------- writing


def dump(source: Source) -> str:
    """Return the text of a source's file: `loads(dump(source), …) == source`; what is not set is left out."""
    lines = [f"id = {_quoted(source.id)}"]
    for key in READERS:
        value = getattr(source, key)
        if key in ("id", "labels", "rules") or value == _DEFAULTS.get(key):
            continue
        lines.append(f"{key} = {_value(key, value)}")
    if source.labels:
        lines += ["", "[labels]", *(f"{_key(key)} = {_quoted(value)}" for key, value in source.labels.items())]
    for rule in source.rules:
        lines += ["", "[[rules]]"]
        values = ((key, getattr(rule, key)) for key in RULE_READERS)
        lines += [f"{key} = {_value(key, value)}" for key, value in values if value is not None]
    return "\n".join(lines) + "\n"


_DEFAULTS: dict[str, Any] = {
    name: field.default
    for name, field in Source.__dataclass_fields__.items()
    if name not in ("id", "name", "homepage", "labels")
}


def _value(key: str, value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.timedelta):
        return _quoted(_short_duration(value))
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(value)
    if isinstance(value, Owner):
        since = f", since = {value.since.isoformat()}" if value.since else ""
        return f"{{ name = {_quoted(value.name)}{since} }}"
    if isinstance(value, tuple):
        items = [_quoted(one) for one in value]
        line = f"[{', '.join(items)}]"
        if len(items) == 1 or len(f"{key} = {line}") <= 100:
            return line
        return "[\n" + "".join(f"    {item},\n" for item in items) + "]"
    return _quoted(str(value))


def _short_duration(value: dt.timedelta) -> str:
    seconds = int(value.total_seconds())
    unit = next(unit for unit in ("d", "h", "m", "s") if seconds % SECONDS[unit] == 0)
    return f"{seconds // SECONDS[unit]}{unit}"


def _quoted(text: str) -> str:
    """Return a TOML string: literal where backslashes would have to be doubled, as in regular expressions."""
    if "\\" in text and "'" not in text and text.isprintable():
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: str) -> str:
    return key if _PLAIN_KEY.fullmatch(key) else _quoted(key)
