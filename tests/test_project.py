"""Where a project's files lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from aggregator.errors import UsageError
from aggregator.project import Project


def test_the_nearest_folder_upwards_with_scrapy_cfg_is_the_project(tmp_path: Path) -> None:
    (tmp_path / "scrapy.cfg").touch()
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    project = Project.find(below, {})
    assert project.db == tmp_path / "db" / "news.db"
    assert project.sources == tmp_path / "sources"


def test_elsewhere_files_lie_in_the_users_data_folder_and_nothing_is_made(tmp_path: Path) -> None:
    project = Project.find(tmp_path, {"XDG_DATA_HOME": str(tmp_path / "data")})
    assert project.db == tmp_path / "data" / "aggregator" / "db" / "news.db"
    assert list(tmp_path.iterdir()) == []


def test_the_environment_names_other_files(tmp_path: Path) -> None:
    project = Project.find(tmp_path, {"AGGREGATOR_DB": "/x/y.db", "AGGREGATOR_SOURCES": "/x/s", "XDG_DATA_HOME": "/d"})
    assert (project.db, project.sources) == (Path("/x/y.db"), Path("/x/s"))


def configured(tmp_path: Path, text: str, **environ: str) -> Project:
    (tmp_path / "scrapy.cfg").touch()
    (tmp_path / "aggregator.toml").write_text(text)
    return Project.find(tmp_path, environ)


def test_contact_and_settings_are_read_and_secrets_come_from_the_environment(tmp_path: Path) -> None:
    config = configured(
        tmp_path, 'contact = "env:MAIL"\n[settings]\nDOWNLOAD_DELAY = 2.5\n', MAIL="desk@paper.example"
    ).config
    assert config.contact == "desk@paper.example"
    assert config.settings == {"DOWNLOAD_DELAY": 2.5}


def test_files_of_organisations_lie_beside_the_configuration_that_names_them(tmp_path: Path) -> None:
    assert configured(tmp_path, 'organisations = "own.toml"\n').organisations == (tmp_path / "own.toml",)
    several = configured(tmp_path, 'organisations = ["own.toml", "/etc/more.toml"]\n')
    assert several.organisations == (tmp_path / "own.toml", Path("/etc/more.toml"))


def test_environment_names_other_files_of_organisations(tmp_path: Path) -> None:
    project = configured(tmp_path, 'organisations = "own.toml"\n', AGGREGATOR_ORGANISATIONS="/a.toml:/b.toml")
    assert project.organisations == (Path("/a.toml"), Path("/b.toml"))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("contact =", "is not TOML"),
        ("contact = 5", '"contact" must be'),
        ("contcat = 'x'", '"contcat" is not a key'),
        ("settings = 1", '"settings" must be a table'),
        ("[settings]\ndelay = 1", '"settings.delay" must be a NAME in capitals'),
        ("organisations = 5", '"organisations" must be the path'),
        ("organisations = ['a.toml', '']", '"organisations" must be the path'),
        ("organisations = 'a:b.toml'", 'may have no ":"'),
        ("contact = 'env:NOT_SET'", "NOT_SET, which is not set"),
    ],
)
def test_mistakes_in_the_configuration_are_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        configured(tmp_path, text)


def test_a_configuration_that_is_named_must_exist(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        Project.find(tmp_path, {"AGGREGATOR_CONFIG": str(tmp_path / "none.toml")})
