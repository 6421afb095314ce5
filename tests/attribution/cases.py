"""The cases of `tests/fixtures/attribution`, one list a file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).parents[1] / "fixtures" / "attribution"


def cases(name: str) -> list[dict[str, Any]]:
    """Return the cases of one file, in order."""
    with (FIXTURES / f"{name}.toml").open("rb") as file:
        found: list[dict[str, Any]] = tomllib.load(file)["case"]
    return found


def label(case: dict[str, Any]) -> str:
    """Return what a failing case is called."""
    return str(case["text"])[:60]
