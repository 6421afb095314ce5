"""Every folder of `fixtures/{feeds,sitemaps,listings}` is read as its `expected.json` says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.discovery.cases import FIXTURES, as_json, found, read_case

ROOMS = ("feeds", "sitemaps", "listings")
FOLDERS = sorted(path.parent for room in ROOMS for path in (FIXTURES / room).glob("*/case.toml"))


def test_there_are_fixtures_of_every_kind() -> None:
    assert {folder.parent.name for folder in FOLDERS} == set(ROOMS)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_document_is_read_as_expected(folder: Path) -> None:
    case = read_case(folder)
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    assert as_json(found(case)) == expected, case.why
