"""A project's own file of organisations in a harvest: read by the workers, and stored."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.harvest.conftest import Harvester

pytestmark = pytest.mark.slow  # each harvests in processes of its own

OWN = """\
[[organisation]]
id = "meridian-of-our-own"
name = "Meridian Dispatches"
kind = "agency"
country = "NZ"
aliases = ["Meridian"]
"""


def test_a_harvest_stores_the_organisations_of_the_own_file(harvester: Harvester, tmp_path: Path) -> None:
    (harvester.folder / "scrapy.cfg").touch()
    (harvester.folder / "aggregator.toml").write_text('organisations = "own.toml"\n')
    (harvester.folder / "own.toml").write_text(OWN)
    harvester.run(tmp_path / "news.db")
    with closing(sqlite3.connect(tmp_path / "news.db")) as connection:
        rows = connection.execute(
            """SELECT DISTINCT t.name, o.kind, o.country FROM attributions AS t
            JOIN organisations AS o ON o.id = t.organisation_id WHERE o.id = 'meridian-of-our-own'"""
        ).fetchall()
    assert rows == [("Meridian Dispatches", "agency", "NZ")]


def test_a_mistake_in_the_own_file_is_said_before_anything_is_fetched(harvester: Harvester, tmp_path: Path) -> None:
    (harvester.folder / "scrapy.cfg").touch()
    (harvester.folder / "aggregator.toml").write_text('organisations = "own.toml"\n')
    (harvester.folder / "own.toml").write_text(OWN.replace('"agency"', '"pigeon"'))
    before = len(harvester.web.requests)
    ran = harvester.run(tmp_path / "news.db")
    assert ran.returncode == 2
    assert "own.toml, line 1: organisation 'meridian-of-our-own': \"kind\" must be one of" in ran.stderr
    assert len(harvester.web.requests) == before
