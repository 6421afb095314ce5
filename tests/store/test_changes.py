"""The cursor by which readers follow every change."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aggregator.errors import NotADatabase
from aggregator.store.changes import AnotherFeed, feed, follow
from aggregator.store.writer import Store
from tests.store.making import Clock, capture, fetched, prose


def test_every_change_is_seen_once_and_in_order(store: Store, path: Path) -> None:
    store.keep(capture())
    store.keep(capture(paragraphs=prose("edited")))
    first = list(follow(path))
    assert [(one.seq, one.kind, one.revision) for one in first] == [(1, "new", 1), (2, "revised", 2)]
    assert first[0].uid == first[1].uid and first[0].at == store.clock()
    store.keep(fetched("gone", status=404))
    assert [one.kind for one in follow(path, 2)] == ["gone"]
    assert list(follow(path, 3)) == []


def test_more_changes_than_are_read_at_once_are_all_seen(store: Store, path: Path) -> None:
    with store.transaction():
        store.connection.executemany(
            "INSERT INTO changes (article_id, kind, at) VALUES (?, 'new', '2026-11-20T12:00:00Z')",
            [(number,) for number in range(2_500)],
        )
    assert [one.article_id for one in follow(path)] == list(range(2_500))


def test_follower_that_waits_sees_what_comes_later(store: Store, path: Path) -> None:
    store.keep(capture())
    following = follow(path, wait=0.01)
    assert next(following).kind == "new"
    store.keep(fetched("gone", status=404))
    assert next(following).kind == "gone"
    following.close()  # type: ignore[attr-defined]  # a generator


def test_reader_of_another_feed_is_told_to_start_again(store: Store, path: Path) -> None:
    known = feed(path)
    with store.transaction():
        store.connection.execute("UPDATE meta SET value = 'ffffffffffffffff' WHERE key = 'feed_id'")
    with pytest.raises(AnotherFeed, match="start again from a snapshot"):
        next(follow(path, known.last_seq, feed_id=known.feed_id))


def test_file_that_is_replaced_under_a_follower_is_noticed(store: Store, path: Path, tmp_path: Path) -> None:
    store.keep(capture())
    following = follow(path, wait=0.01)
    next(following)
    with Store(tmp_path / "restored.db", clock=store.clock) as other:
        other.keep(capture())
    for aside in ("-wal", "-shm"):  # as every restore must: they belong to the file that was there
        Path(f"{path}{aside}").unlink()
    (tmp_path / "restored.db").rename(path)
    with pytest.raises(AnotherFeed):
        next(following)


def test_follower_of_no_file_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(NotADatabase):
        next(follow(tmp_path / "none.db"))


Step = Callable[[Store, int], object]

STEPS: dict[str, Step] = {
    "keep": lambda store, n: store.keep(capture(f"https://news.example/a/{n % 5}", title=f"Story {n % 5}")),
    "edit": lambda store, n: store.keep(
        capture(f"https://news.example/a/{n % 5}", title=f"Story {n % 5}", paragraphs=prose(f"edit {n}"))
    ),
    "lose": lambda store, n: store.keep(fetched("gone", f"https://news.example/a/{n % 5}", status=404)),
    "copy": lambda store, n: store.keep(
        capture(
            f"https://post.example/x/{n % 5}",
            source_id="post",
            title=f"Copy {n % 5}",
            paragraphs=prose(f"https://news.example/a/{n % 5}"),
        )
    ),
    "fail": lambda store, n: store.keep(fetched("failed", f"https://news.example/f/{n}", status=500, final=False)),
}


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 30), st.booleans()), max_size=25))
def test_follower_knows_the_state_of_every_article(steps: list[tuple[str, int, bool]]) -> None:
    """Whatever happens, in whatever pieces it is read: the changes tell revision, status and story of each article."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        seen: dict[int, dict[str, object]] = {}
        seq = 0
        with Store(path, clock=Clock()) as store:
            for name, number, look in steps:
                STEPS[name](store, number)
                if look:
                    seq = _note(path, seq, seen)
            _note(path, seq, seen)
            told = {
                article_id: {"revision": revision, "gone": status == "gone", "story": story_id}
                for article_id, revision, status, story_id in store.connection.execute(
                    "SELECT id, revision, status, story_id FROM articles WHERE status <> 'merged'"
                )
            }
            stories = dict(store.connection.execute("SELECT id, story_id FROM articles").fetchall())
        for article_id, state in told.items():
            known = seen[article_id]
            assert known["revision"] == state["revision"]
            assert known["gone"] == state["gone"]
            assert known.get("story", stories[article_id]) == state["story"]


def _note(path: Path, seq: int, seen: dict[int, dict[str, object]]) -> int:
    for change in follow(path, seq):
        assert change.seq > seq
        seq = change.seq
        state = seen.setdefault(change.article_id, {"gone": False})
        state["revision"] = change.revision
        if change.kind in ("gone", "back"):
            state["gone"] = change.kind == "gone"
        if change.kind == "story":
            state["story"] = change.other_id
    return seq


def test_numbers_are_never_given_again(store: Store) -> None:
    store.keep(capture())
    with store.transaction():
        store.connection.execute("DELETE FROM changes")
    store.keep(fetched("gone", status=404))
    assert store.connection.execute("SELECT seq FROM changes").fetchall() == [(2,)]
    with pytest.raises(sqlite3.IntegrityError):
        store.connection.execute("INSERT INTO changes (seq, article_id, kind, at) VALUES (2, 1, 'new', '')")
