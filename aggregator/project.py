"""Where a project's files lie and what its `aggregator.toml` says."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from aggregator.errors import UsageError

MARKER = "scrapy.cfg"
"""The nearest folder upwards that holds this file is the project."""

Setting = str | int | float | bool
_SETTING_TYPES = (str, int, float, bool)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What the user set once for all commands, in `aggregator.toml`."""

    contact: str | None = None
    """Mail or web address put into the User-Agent, so that a site's owner can reach the user.

    "" where the file says so: the user was asked, and wants none. None: nothing is said."""

    organisations: tuple[Path, ...] = ()
    """Files of the user's own that add to the register of organisations."""

    settings: Mapping[str, Setting] = field(default_factory=lambda: MappingProxyType({}))
    """Scrapy settings and ours by name, as `-s NAME=VALUE` takes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The files that commands work on where no option names others."""

    root: Path
    db: Path
    sources: Path
    organisations: tuple[Path, ...]
    """Files that add to the register of organisations."""

    config: Config
    config_file: Path
    """Where `config` stands, or would stand."""

    @classmethod
    def find(cls, start: Path | None = None, environ: Mapping[str, str] = os.environ) -> Project:
        """Return the project that `start` (default: the current folder) belongs to.

        That is the nearest folder upwards with `scrapy.cfg`, else the user's data folder, so that a
        command started by cron works on the same file as one typed by hand. `AGGREGATOR_DB`,
        `AGGREGATOR_SOURCES`, `AGGREGATOR_ORGANISATIONS` and `AGGREGATOR_CONFIG` name files elsewhere.
        Nothing is created.
        """
        root = project_folder(start or Path.cwd()) or data_folder(environ)
        config = Path(environ.get("AGGREGATOR_CONFIG") or root / "aggregator.toml")
        if not config.exists() and environ.get("AGGREGATOR_CONFIG"):
            raise UsageError(f"AGGREGATOR_CONFIG names {config}, which does not exist: mend the name or unset it.")
        said = read_config(config, environ) if config.exists() else Config()
        own = tuple(Path(one) for one in environ.get("AGGREGATOR_ORGANISATIONS", "").split(os.pathsep) if one)
        return cls(
            root=root,
            db=Path(environ.get("AGGREGATOR_DB") or root / "db" / "news.db"),
            sources=Path(environ.get("AGGREGATOR_SOURCES") or root / "sources"),
            organisations=own or said.organisations,
            config=said,
            config_file=config,
        )


def project_folder(start: Path) -> Path | None:
    """Return the nearest folder from `start` upwards that holds `scrapy.cfg`."""
    here = start.absolute()
    return next((folder for folder in (here, *here.parents) if (folder / MARKER).is_file()), None)


def data_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the user's data folder for this program (XDG Base Directory Specification)."""
    base = environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "aggregator"


def read_config(path: Path, environ: Mapping[str, str] = os.environ) -> Config:
    """Read `aggregator.toml`; a value `env:NAME` is taken from the environment.

    Raises UsageError with one sentence that names the file and the key.
    """
    try:
        with path.open("rb") as file:
            said = tomllib.load(file)
    except RecursionError:
        raise UsageError(f"{path}: this is nested too deeply to be read.") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: this is not TOML ({error}).") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}).") from None
    unknown = sorted(set(said) - {"contact", "organisations", "settings"})
    if unknown:
        raise UsageError(
            f'{path}: "{unknown[0]}" is not a key of this file; it may hold contact, organisations and [settings].'
        )
    return Config(
        contact=_contact(said.get("contact"), path, environ),
        organisations=_organisations(said.get("organisations", []), path),
        settings=MappingProxyType(_settings(said.get("settings", {}), path, environ)),
    )


def _contact(value: object, path: Path, environ: Mapping[str, str]) -> str | None:
    if value is None:
        return None
    contact = _secret(value, path, environ) if isinstance(value, str) else None
    if contact is None or (contact and not is_contact(contact)):
        raise UsageError(f'{path}: "contact" must be {A_CONTACT}, in quotes, not {value!r}.')
    return contact


A_CONTACT = "a mail address or an http(s) address (ASCII, no blanks or brackets)"

# Brackets, quotation marks and backslashes would end the comment that it stands in (RFC 9110, 5.6.5).
_CONTACT = re.compile(
    r"""[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+|https?://[a-z0-9\[](?:(?![()<>"\\])[!-~])*""",
    re.ASCII | re.IGNORECASE,
)

LONGEST_CONTACT = 254
"""Characters: the longest mail address (RFC 5321, 4.5.3.1.3, less its angle brackets)."""


def is_contact(text: str) -> bool:
    """Return whether `text` is an address that the User-Agent can name.

    >>> is_contact("desk@example.org"), is_contact("https://example.org/bot"), is_contact("a@b.example\\r\\nX: y")
    (True, True, False)
    """
    return len(text) <= LONGEST_CONTACT and _CONTACT.fullmatch(text) is not None


def _organisations(value: object, path: Path) -> tuple[Path, ...]:
    """Return the files that the configuration `path` names, one or a list, against its own folder."""
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(one, str) and one for one in names):
        raise UsageError(f'{path}: "organisations" must be the path of a file, or a list of them, not {value!r}.')
    for name in names:
        if os.pathsep in name:  # files are handed on in one environment variable, separated by it
            raise UsageError(f'{path}: "organisations" names {name!r}: a path here may have no "{os.pathsep}" in it.')
    return tuple(path.absolute().parent / name for name in names)


def _settings(table: object, path: Path, environ: Mapping[str, str]) -> dict[str, Setting]:
    if not isinstance(table, dict):
        raise UsageError(f'{path}: "settings" must be a table, [settings] with NAME = value below it.')
    for name, value in table.items():
        if not name.isupper() or not isinstance(value, _SETTING_TYPES):
            raise UsageError(f'{path}: "settings.{name}" must be a NAME in capitals with a text, number or true/false.')
    return {name: _secret(value, path, environ) if isinstance(value, str) else value for name, value in table.items()}


def _secret(value: str, path: Path, environ: Mapping[str, str]) -> str:
    """Return `value`, or what the environment holds for `env:NAME`, so that no secret stands in a file."""
    if not value.startswith("env:"):
        return value
    name = value.removeprefix("env:")
    if name not in environ:
        raise UsageError(f"{path}: names the environment variable {name}, which is not set.")
    return environ[name]
