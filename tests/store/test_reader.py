"""Read-only questions."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from aggregator.errors import NotADatabase
from aggregator.run import Counts
from aggregator.sources.source import Source
from aggregator.store.reader import Reader
from aggregator.store.writer import Store
from tests.store.making import NOON, Clock, capture, fetched, prose

URL = "https://news.example/a/1"


def test_article_is_found_by_id_uid_and_any_address(store: Store, path: Path) -> None:
    kept = store.keep(capture(aliases=("https://news.example/?p=17",)))
    assert kept.row is not None
    with Reader(path) as reader:
        for reference in (
            1,
            "1",
            kept.row["uid"],
            kept.row["uid"].upper(),
            URL,
            "https://news.example/?p=17",
            "http://www.news.example/a/1/?utm_source=x#comments",
        ):
            assert reader.find(reference) == 1, reference
            assert reader.row(reference) == kept.row
        for reference in (2, "0" * 36, "https://news.example/none", "", "some words", "9" * 40):
            assert reader.find(reference) is None
            assert reader.row(reference) is None


def test_row_stays_identical_to_what_keeping_gave(store: Store, path: Path, clock: Clock) -> None:
    with Reader(path) as reader:
        for page in (
            capture(),
            capture(paragraphs=prose("edited"), at=NOON + dt.timedelta(hours=1)),
            capture(paragraphs=prose("edited"), fields={"tags": ("x",)}, at=NOON + dt.timedelta(hours=2)),
            capture("https://post.example/9", source_id="post", paragraphs=prose("edited"), title="A copy"),
        ):
            kept = store.keep(page)
            assert kept.article_id is not None and kept.row == reader.row(kept.article_id)


def test_newest_articles_come_first_and_can_be_narrowed(store: Store, path: Path) -> None:
    store.register([Source(id="post", name="Post", homepage="https://post.example/", groups=("local",))])
    for day, source_id in ((17, "news-example"), (19, "post"), (18, "news-example")):
        store.keep(
            capture(
                f"https://{source_id}.example/{day}",
                source_id=source_id,
                title=f"Day {day}",
                fields={"published_at": dt.datetime(2026, 11, day, 8, tzinfo=dt.UTC)},
            )
        )
    with Reader(path) as reader:
        assert [one.title for one in reader.latest()] == ["Day 19", "Day 18", "Day 17"]
        assert [one.title for one in reader.latest(limit=1)] == ["Day 19"]
        assert [one.title for one in reader.latest(source_id="news-example")] == ["Day 18", "Day 17"]
        assert [one.title for one in reader.latest(group="local")] == ["Day 19"]
        assert [one.title for one in reader.latest(since=dt.datetime(2026, 11, 18, tzinfo=dt.UTC))] == [
            "Day 19",
            "Day 18",
        ]


def test_articles_and_counts_of_a_run(store: Store, path: Path) -> None:
    store.keep(capture("https://news.example/before"))
    run_id = store.begin_run("news-example")
    assert run_id is not None
    store.keep(capture("https://news.example/in", run_id=run_id))
    store.end_run(run_id, outcome="finished", counts=Counts(fetched=1, new=1))
    with Reader(path) as reader:
        assert [one.url for one in reader.latest(run_id=run_id)] == ["https://news.example/in"]
        (run,) = reader.runs()
        assert (run.id, run.outcome, run.counts.new, run.finished_at) == (run_id, "finished", 1, NOON)
        assert reader.runs(source_id="post") == []


def test_sources_show_their_state(store: Store, path: Path) -> None:
    store.register([Source(id="post", name="Post", homepage="https://post.example/", labels={"tier": "1"})])
    store.keep(capture())
    store.keep(fetched("failed", "https://news.example/2", status=503, final=False))
    with Reader(path) as reader:
        states = {one.id: one for one in reader.sources()}
        assert states["post"].registered and dict(states["post"].labels) == {"tier": "1"}
        assert not states["news-example"].registered
        assert (states["news-example"].articles, states["news-example"].waiting) == (1, 1)
        assert reader.source("none") is None
        assert reader.totals().articles == 1


def test_reason_of_an_address_that_led_to_no_article(store: Store, path: Path) -> None:
    store.keep(capture())
    store.keep(fetched("no_article", "https://news.example/tags", status=200, reason="a list of links"))
    store.keep(fetched("gone", "https://news.example/old", status=404))
    with Reader(path) as reader:
        assert reader.reason_of("https://news.example/tags?utm_source=x") == "a list of links"
        assert reader.reason_of("https://news.example/old") == "gone"
        assert reader.reason_of(URL) is None
        assert reader.reason_of("https://news.example/never") is None


def test_story_lists_its_articles_origin_first(store: Store, path: Path) -> None:
    text = prose("wire", paragraphs=6)
    late = {"published_at": NOON}
    store.keep(capture("https://post.example/1", source_id="post", paragraphs=text, fields=late))
    store.keep(capture("https://agency.example/1", source_id="agency", paragraphs=text))
    with Reader(path) as reader:
        story = reader.story(1)
        assert story is not None
        assert [(one.headline.source_id, one.relation) for one in story.members] == [
            ("agency", "origin"),
            ("post", "copy"),
        ]
        assert reader.story(99) is None


def test_revisions_and_history_of_an_article(store: Store, path: Path, clock: Clock) -> None:
    store.keep(capture())
    clock.forward(hours=1)
    store.keep(capture(title="Ferry line reopens at last", at=clock()))
    with Reader(path) as reader:
        revisions = reader.revisions(1)
        assert [(one.revision, one.title, one.is_newest) for one in revisions] == [
            (1, "Ferry line reopens", False),
            (2, "Ferry line reopens at last", True),
        ]
        assert revisions[1].edit == ("headline",) and revisions[1].cause == "publisher"
        assert [one.kind for one in reader.history(1)] == ["new", "revised"]
        assert [one.kind for one in reader.addresses(1)] == ["canonical"]


def test_reader_sees_no_half_article_while_one_is_written(store: Store, path: Path) -> None:
    with Reader(path) as reader:
        with store.transaction():
            store.keep(capture())
            assert reader.latest() == [] and reader.totals().articles == 0
        assert len(reader.latest()) == 1


def test_snapshot_does_not_move(store: Store, path: Path) -> None:
    with Reader(path) as reader:
        with reader.snapshot():
            assert reader.totals().articles == 0
            store.keep(capture())
            assert reader.totals().articles == 0
        assert reader.totals().articles == 1


def test_no_file_is_no_reader(tmp_path: Path) -> None:
    with pytest.raises(NotADatabase):
        Reader(tmp_path / "none.db")
