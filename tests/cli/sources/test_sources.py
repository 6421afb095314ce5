"""Tests of `aggregator.cli.sources`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aggregator.store.reader import Reader
from tests.cli.conftest import MORNING_POST, Run


def test_list_without_any_source_says_where_to_find_some(aggregator: Run, project: Path) -> None:
    ran = aggregator("sources", "list")
    assert (ran.code, ran.out) == (0, "")
    assert "aggregator sources catalogue" in ran.err
    assert not (project / "sources").exists()


def test_list_shows_what_is_registered(aggregator: Run, registered: Path) -> None:
    ran = aggregator("sources", "list")
    assert ran.code == 0
    assert ran.out.splitlines()[1].split()[:2] == ["morning-post", "The"]


def test_list_as_json_has_one_object_a_line(aggregator: Run, registered: Path) -> None:
    ran = aggregator("sources", "list", "--json", "--group", "Dailies")
    assert json.loads(ran.out)["id"] == "morning-post"


def test_list_of_an_unknown_group_names_the_groups_there_are(aggregator: Run, registered: Path) -> None:
    ran = aggregator("sources", "list", "--group", "nightlies")
    assert ran.code == 2
    assert "dailies" in ran.err


def test_a_broken_file_is_named_and_the_others_are_listed(aggregator: Run, registered: Path) -> None:
    (registered / "sources" / "broken.toml").write_text('name = "x"\nhomepage = 12\n')
    ran = aggregator("sources", "list")
    assert "broken.toml, line 2" in ran.err
    assert "morning-post" in ran.out


def test_catalogue_is_searched_by_words_and_marks_what_is_registered(aggregator: Run, project: Path) -> None:
    assert "yonhap" in aggregator("sources", "catalogue", "yonhap").out
    assert aggregator("sources", "use", "yonhap").code == 0
    line = next(line for line in aggregator("sources", "catalogue", "yonhap").out.splitlines() if "yonhap" in line)
    assert line.endswith("registered")


def test_use_writes_the_file_once_and_leaves_a_changed_one_alone(aggregator: Run, project: Path) -> None:
    path = project / "sources" / "yonhap.toml"
    assert aggregator("sources", "use", "yonhap").code == 0
    path.write_text(path.read_text() + "# mine\n")
    again = aggregator("sources", "use", "yonhap")
    assert again.code == 0 and "already registered" in again.err
    assert path.read_text().endswith("# mine\n")


def test_use_of_an_unknown_id_says_which_was_meant(aggregator: Run, project: Path) -> None:
    ran = aggregator("sources", "use", "yonhab")
    assert ran.code == 2
    assert '"yonhap"' in ran.err
    assert not (project / "sources").exists()


@pytest.mark.parametrize("source_id", ["nosuch", "x" * 500, "../etc", "", "*"])
def test_use_of_an_id_like_no_other_leads_to_the_catalogue(aggregator: Run, project: Path, source_id: str) -> None:
    ran = aggregator("sources", "use", source_id)
    assert ran.code == 2 and ran.err.count("\n") == 1
    assert "catalogue" in ran.err and "aggregator sources list" not in ran.err


def test_use_of_a_group_says_that_the_catalogue_has_none(aggregator: Run, project: Path) -> None:
    ran = aggregator("sources", "use", "--group", "agencies")
    assert ran.code == 2
    assert 'no group "agencies"' in ran.err and "its groups are: " in ran.err


def test_show_prints_the_file_as_it_stands(aggregator: Run, registered: Path) -> None:
    assert aggregator("sources", "show", "morning-post").out.startswith(MORNING_POST)


def test_show_of_a_source_in_the_catalogue_says_how_to_register_it(aggregator: Run, project: Path) -> None:
    ran = aggregator("sources", "show", "yonhap")
    assert ran.code == 0
    assert "aggregator sources use yonhap" in ran.err
    assert not (project / "sources").exists()


def test_remove_deletes_the_file(aggregator: Run, registered: Path) -> None:
    assert aggregator("sources", "remove", "morning-post").code == 0
    assert not (registered / "sources" / "morning-post.toml").exists()


def test_remove_of_an_unknown_source_removes_none(aggregator: Run, registered: Path) -> None:
    assert aggregator("sources", "remove", "morning-post", "evening-post").code == 2
    assert (registered / "sources" / "morning-post.toml").exists()


def test_check_without_id_reads_every_file_and_fetches_nothing(aggregator: Run, registered: Path) -> None:
    assert aggregator("sources", "check").code == 0
    (registered / "sources" / "broken.toml").write_text('name = "x"\nhomepage = 12\n')
    ran = aggregator("sources", "check")
    assert ran.code == 2
    assert "broken.toml, line 2" in ran.err and "1 files are right, 1 wrong" in ran.out


def test_a_named_source_with_a_broken_file_is_refused(aggregator: Run, registered: Path) -> None:
    (registered / "sources" / "broken.toml").write_text('name = "x"\nhomepage = 12\n')
    ran = aggregator("sources", "check", "broken")
    assert ran.code == 2
    assert "broken.toml, line 2" in ran.err


def test_a_paused_source_is_marked_and_resumed(aggregator: Run, registered: Path) -> None:
    assert aggregator("sources", "pause", "morning-post", "--until", "2090-01-01", "--reason", "rebuilt").code == 0
    assert aggregator("sources", "list").out.splitlines()[1].endswith("paused")
    shown = json.loads(aggregator("sources", "show", "morning-post", "--json").out)
    assert shown["harvested"]["paused_until"] == "2090-01-01T00:00:00Z"
    assert aggregator("sources", "resume", "morning-post").code == 0
    assert not aggregator("sources", "list").out.splitlines()[1].endswith("paused")


def test_pause_of_an_unknown_source_makes_no_database(aggregator: Run, registered: Path) -> None:
    assert aggregator("sources", "pause", "evening-post").code == 2
    assert not (registered / "db").exists()


def test_remove_notes_in_the_database_that_the_file_is_gone(aggregator: Run, registered: Path) -> None:
    aggregator("sources", "pause", "morning-post")
    assert aggregator("sources", "remove", "morning-post", "morning-post").code == 0
    with Reader(registered / "db" / "news.db") as reader:
        state = reader.source("morning-post")
    assert state is not None and state.removed_at is not None and not state.registered


def test_sources_are_listed_where_the_database_is_none(aggregator: Run, registered: Path) -> None:
    (registered / "db").mkdir()
    (registered / "db" / "news.db").write_text("no database" * 100)
    ran = aggregator("sources", "list")
    assert ran.code == 0
    assert "morning-post" in ran.out and "not an SQLite file" in ran.err
