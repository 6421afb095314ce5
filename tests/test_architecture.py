"""Imports point down: the table of layers is the architecture, and every import of every file is held to it."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "aggregator"

LAYERS: tuple[frozenset[str], ...] = tuple(
    frozenset(rooms.split())
    for rooms in (
        "__init__ __main__",  # the doors: everything is below them, and nothing inside imports from the package root
        "cli",
        "harvest demo",
        "batch",
        "spiders pipelines downloader extensions settings",
        "workers",
        "store",
        "reading",
        "discovery extraction attribution dedup scheduling",
        "context corrections",
        "sources organisations project",
        "urls encodings scripts scraps markup headers text timestamps coding media robots_words rawpages",
        "article page claim candidate capture habits row run errors clock",
    )
)
"""Top to bottom. A room is a folder or a module of `aggregator`; it may import its own files and the layers below."""

LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}

FAMILIES = frozenset({LEVEL["urls"], LEVEL["article"], LEVEL["spiders"]})
"""Layers whose rooms may import each other: a capture holds an article, a pipeline reads the settings."""

SHELL = frozenset(room for room, level in LEVEL.items() if level <= LEVEL["spiders"])
"""The rooms that may know Scrapy: the core below is functions of values."""

OUTSIDE: dict[str, frozenset[str]] = {
    "scrapy": SHELL,
    "twisted": SHELL,
    "sqlite3": frozenset({"store"}),
    "sqlite_utils": frozenset({"store"}),
    "click": frozenset({"cli"}),
    "rich": frozenset({"cli", "extensions"}),  # extensions: the live display of a harvest
    "feedparser": frozenset({"discovery"}),
    "aiohttp": frozenset({"downloader"}),
}
"""Package from outside → the rooms that may import it; a package that is not named may be imported anywhere."""


def imported_modules(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and dotted name of every import, inside functions and `TYPE_CHECKING` too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            yield node.lineno, "." * node.level + (node.module or "")
        elif isinstance(node, ast.ImportFrom) and node.module == "aggregator":
            yield from ((node.lineno, f"aggregator.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module


@cache
def imports_of(path: Path) -> tuple[tuple[int, str], ...]:
    """Return line and name of every import of a file, which is parsed once."""
    return tuple(imported_modules(ast.parse(path.read_bytes())))


def room_of(path: Path, package: Path) -> str:
    """Return the room that a file stands in: the first folder below the package, or the module itself."""
    return path.relative_to(package).with_suffix("").parts[0]


def fault(here: str, name: str) -> str | None:
    """Return what is wrong with room `here` importing `name`, or None."""
    top, _, rest = name.partition(".")
    if not top:
        return "is relative: write the whole name"
    if top != "aggregator":
        owners = OUTSIDE.get(top)
        return f"belongs to {', '.join(sorted(owners))}" if owners is not None and here not in owners else None
    there = rest.partition(".")[0]
    if there == "__version__":  # the one value that the root itself defines
        return None
    if there not in LEVEL or there.startswith("__"):
        return "is the package root or no room of the table: import from the module that defines it"
    if here == there or LEVEL[there] > LEVEL[here] or (LEVEL[there] == LEVEL[here] and LEVEL[here] in FAMILIES):
        return None
    return f"points {'sideways' if LEVEL[there] == LEVEL[here] else 'up'}"


def violations(package: Path) -> list[str]:
    """Return one line for every file outside the table and every import that does not point down."""
    found = []
    for path in sorted(package.rglob("*.py")):
        here, place = room_of(path, package), path.relative_to(package.parent)
        if here not in LEVEL:
            found.append(f"{place}: the room {here} stands in no layer of the table")
            continue
        for line, name in imports_of(path):
            if wrong := fault(here, name):
                found.append(f"{place}, line {line}: {here} imports {name}, which {wrong}")
    return found


def test_every_import_points_down() -> None:
    assert violations(PACKAGE) == []


@pytest.mark.parametrize(
    ("file", "text", "culprit"),
    [
        ("sources/files.py", "import scrapy\n", "line 1: sources imports scrapy, which belongs to"),
        ("dedup/decide.py", "from aggregator.store.writer import Store\n", "aggregator.store.writer, which points up"),
        ("dedup/edits.py", "from aggregator.extraction import x\n", "aggregator.extraction, which points sideways"),
        ("cli/show.py", "def f():\n    import sqlite3\n", "line 2: cli imports sqlite3, which belongs to store"),
        ("pipelines/read.py", "from aggregator import Article\n", "aggregator.Article, which is the package root"),
        ("cli/show.py", "from . import other\n", "cli imports ., which is relative"),
        ("utils.py", "", "the room utils stands in no layer"),
    ],
)  # fmt: skip
def test_a_planted_mistake_is_named(tmp_path: Path, file: str, text: str, culprit: str) -> None:
    planted = tmp_path / "aggregator" / file
    planted.parent.mkdir(parents=True)
    planted.write_text(text)
    found = violations(tmp_path / "aggregator")
    assert len(found) == 1
    assert found[0].startswith(f"aggregator/{file}") and culprit in found[0]


def test_imports_that_point_down_pass(tmp_path: Path) -> None:
    good = tmp_path / "aggregator" / "store" / "writer.py"
    good.parent.mkdir(parents=True)
    good.write_text(
        "import sqlite3\nfrom aggregator.dedup.decide import decide\nfrom aggregator.store import history\n"
    )
    assert violations(tmp_path / "aggregator") == []


def test_every_room_of_the_table_exists() -> None:
    rooms = {room_of(path, PACKAGE) for path in PACKAGE.rglob("*.py")}
    assert sorted(LEVEL.keys() - rooms) == []


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("aggregator", {"twisted", "scrapy", "sqlite3", "click", "rich"}),
        ("aggregator.reading", {"twisted", "scrapy", "sqlite3"}),
        ("aggregator.cli", {"twisted", "scrapy", "sqlite3", "lxml"}),
    ],
)
def test_a_light_door_loads_nothing_heavy(module: str, unwanted: set[str]) -> None:
    script = f"import {module}, sys; print(*sorted({unwanted!r} & set(sys.modules)))"
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COV")}  # coverage loads sqlite3
    command = [sys.executable, "-c", script]
    loaded = subprocess.run(command, env=plain, capture_output=True, text=True, check=True, timeout=60)
    assert loaded.stdout.split() == []


def declared_distributions() -> set[str]:
    """Return the names of the run-time dependencies that pyproject.toml declares, normalised."""
    declared = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text())["project"]["dependencies"]
    return {distribution(re.split(r"[^\w.-]", line)[0]) for line in declared}


def distribution(name: str) -> str:
    """Return a distribution's name in its normal form (PyPA specification, "Name normalization")."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_package_that_is_imported_is_a_declared_dependency() -> None:
    imported = {name.partition(".")[0] for path in PACKAGE.rglob("*.py") for _, name in imports_of(path)}
    newer = {"compression"}  # in the standard library from Python 3.14 on
    providers = packages_distributions()
    missing = [
        name
        for name in sorted(imported - sys.stdlib_module_names - newer - {"aggregator"})
        if declared_distributions().isdisjoint(map(distribution, providers.get(name, [name])))
    ]
    assert missing == []
