"""One capture, one transaction: what becomes of it."""

from __future__ import annotations

import datetime as dt
import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from aggregator.article import Block
from aggregator.candidate import Candidate
from aggregator.row import article_row
from aggregator.run import Counts
from aggregator.sources.source import Owner, Source
from aggregator.store import writer as writers
from aggregator.store.reader import Reader
from aggregator.store.upkeep import findings
from aggregator.store.writer import Store
from tests.store.making import NOON, Clock, article, attribution, capture, fetched, moved, prose

URL = "https://news.example/a/1"


def rows(store: Store, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    return store.connection.execute(sql, values).fetchall()


def changes(store: Store) -> list[str]:
    return [kind for (kind,) in rows(store, "SELECT kind FROM changes ORDER BY seq")]


@pytest.fixture(autouse=True)
def whole(store: Store) -> Any:
    """After each test the file is as `doctor` wants it."""
    yield
    assert list(findings(store.connection)) == []


class TestNew:
    def test_new_article_is_stored_with_all_that_hangs_on_it(self, store: Store) -> None:
        kept = store.keep(capture())
        assert (kept.counted, kept.changes) == ("new", ("new",))
        assert rows(store, "SELECT title, section, status, revision FROM articles") == [
            ("Ferry line reopens", "Region", "live", 1)
        ]
        assert rows(store, "SELECT tag FROM tags_v1 ORDER BY position") == [("ferries",), ("harbour",)]
        assert rows(store, "SELECT author FROM authors_v1") == [("Ana Ruiz",)]
        assert rows(store, "SELECT caption, credit FROM images_v1") == [("The quay", "Li Wei")]
        assert rows(store, "SELECT relation, share FROM story_articles_v1") == [("origin", 1.0)]
        assert rows(store, "SELECT http_status, changed, reader FROM captures") == [(200, 1, "aggregator 1")]
        assert json.loads(rows(store, "SELECT provenance FROM revisions")[0][0])["title"] == "jsonld headline"
        assert rows(store, "SELECT state, outcome, visits FROM frontier") == [("done", "article", 1)]
        assert rows(store, "SELECT stored FROM coverage") == [(1,)]

    def test_times_are_utc_and_what_was_stated_stays_beside_them(self, store: Store) -> None:
        store.keep(capture())
        assert rows(store, "SELECT published_at, published_local, sort_at, first_seen_at FROM articles") == [
            ("2026-11-20T00:30:00Z", "2026-11-20T09:30:00+09:00", "2026-11-20T00:30:00Z", "2026-11-20T12:00:00Z")
        ]

    def test_day_without_time_stays_a_day(self, store: Store) -> None:
        store.keep(capture(fields={"published_at": dt.date(2026, 11, 19)}))
        assert rows(store, "SELECT published_at, published_local FROM articles") == [
            ("2026-11-19T00:00:00Z", "2026-11-19")
        ]

    def test_date_in_the_future_does_not_lead_the_list(self, store: Store) -> None:
        store.keep(capture(fields={"published_at": dt.datetime(2030, 1, 1, tzinfo=dt.UTC)}))
        assert rows(store, "SELECT sort_at FROM articles") == [("2026-11-20T12:00:00Z",)]

    def test_uid_is_a_uuid_of_version_7(self, store: Store) -> None:
        kept = store.keep(capture())
        assert kept.row is not None
        assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", kept.row["uid"])
        assert int(kept.row["uid"].replace("-", "")[:12], 16) == int(NOON.timestamp() * 1000)

    def test_address_of_no_source_makes_one_that_is_not_registered(self, store: Store) -> None:
        kept = store.keep(capture("https://www.village-post.example/x/7", source_id=""))
        assert kept.row is not None and kept.row["source"] == "village-post-example"
        assert rows(store, "SELECT id, name, kind, registered, homepage FROM sources") == [
            ("village-post-example", "www.village-post.example", None, 0, "https://www.village-post.example/")
        ]

    def test_half_a_surrogate_pair_does_not_cost_the_article(self, store: Store) -> None:
        kept = store.keep(capture(title="Ferry \ud83d line", fields={"tags": ("a\udc00",)}))
        assert kept.row is not None and kept.row["title"] == "Ferry \ufffd\ufffd\ufffd line"

    def test_words_of_the_text_are_found(self, store: Store) -> None:
        store.keep(capture(paragraphs=("The lighthouse keeper retired.",)))
        assert rows(store, "SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'lighthouse'") == [(1,)]


class TestRow:
    def test_row_says_of_the_article_what_the_reading_said(self, store: Store) -> None:
        read = article(
            URL,
            genre="review",
            dateline="HARBOUR, Nov. 20",
            licence="https://licence.example/by",
            tdm="reserved",
            modified_at=dt.date(2026, 11, 20),
        )
        kept = store.keep(capture(of=read))
        assert kept.row is not None
        expected = article_row(read)
        assert {key: kept.row[key] for key in expected} == expected

    def test_blocks_keep_their_kinds(self, store: Store) -> None:
        blocks = (
            Block(text="First."),
            Block(kind="heading", text="Then"),
            Block(kind="list_item", text="one"),
            Block(kind="list_item", text="two"),
            Block(text="Last."),
        )
        kept = store.keep(capture(of=article(URL, blocks=blocks)))
        assert kept.row is not None
        assert [(one["kind"], one["text"]) for one in kept.row["blocks"]] == [(one.kind, one.text) for one in blocks]

    def test_reader_gives_the_same_row(self, store: Store, path: Path) -> None:
        kept = store.keep(capture())
        with Reader(path) as reader:
            assert reader.row(URL) == kept.row

    def test_publisher_with_other_words_on_one_page_comes_back_word_for_word(self, store: Store, path: Path) -> None:
        store.keep(capture())
        other = article(
            "https://news.example/a/2",
            attributions=(
                attribution("cited", "Village Post"),
                attribution("publisher", "News Example", as_written="NEWS EXAMPLE", found_in="footer"),
            ),
        )
        kept = store.keep(capture("https://news.example/a/2", of=other))
        assert kept.row is not None and kept.row["attributions"] == article_row(other)["attributions"]
        assert rows(store, "SELECT count(*) FROM attributions WHERE role = 'publisher'") == [(0,)]

    def test_publisher_that_is_not_the_sources_own_is_stored(self, store: Store) -> None:
        store.keep(capture())
        foreign = article(
            "https://news.example/a/2", attributions=(attribution("publisher", "Another Paper", found_in="meta"),)
        )
        kept = store.keep(capture("https://news.example/a/2", of=foreign))
        assert kept.row is not None and [one["name"] for one in kept.row["attributions"]] == ["Another Paper"]
        assert rows(store, "SELECT name FROM attributions WHERE role = 'publisher'") == [("Another Paper",)]
        assert rows(store, "SELECT name FROM attributions_v1 WHERE role = 'publisher' ORDER BY article_id") == [
            ("News Example",),
            ("Another Paper",),
        ]


class TestAgain:
    def test_same_page_again_changes_nothing(self, store: Store, clock: Clock) -> None:
        store.keep(capture())
        clock.forward(hours=1)
        kept = store.keep(capture(at=clock()))
        assert (kept.counted, kept.changes) == ("same", ())
        assert changes(store) == ["new"]
        assert rows(store, "SELECT first_seen_at, last_seen_at FROM articles") == [
            ("2026-11-20T12:00:00Z", "2026-11-20T13:00:00Z")
        ]

    def test_of_visits_that_change_nothing_only_the_last_capture_stays(self, store: Store, clock: Clock) -> None:
        for _ in range(4):
            store.keep(capture(at=clock()))
            clock.forward(hours=1)
        assert rows(store, "SELECT fetched_at, changed FROM captures ORDER BY id") == [
            ("2026-11-20T12:00:00Z", 1),
            ("2026-11-20T15:00:00Z", 0),
        ]

    def test_edited_text_is_a_new_revision_and_the_old_one_stays(self, store: Store, clock: Clock) -> None:
        first, second = prose("a"), (*prose("a")[:-1], "The ferry now leaves at seven every morning.")
        store.keep(capture(paragraphs=first))
        clock.forward(hours=1)
        kept = store.keep(capture(paragraphs=second, at=clock()))
        assert (kept.counted, kept.changes) == ("revised", ("revised",))
        assert rows(store, "SELECT revision, cause, body IS NULL FROM revisions") == [(1, None, 0), (2, "publisher", 1)]
        assert rows(store, "SELECT revision, body FROM revisions_v1 ORDER BY captured_at") == [
            (1, "\n\n".join(first)),
            (2, "\n\n".join(second)),
        ]
        assert rows(store, "SELECT rowid FROM articles_fts WHERE articles_fts MATCH '\"at seven every\"'") == [(1,)]
        assert changes(store) == ["new", "revised"]

    def test_text_that_comes_back_stands_once(self, store: Store, clock: Clock) -> None:
        one, two = prose("a"), prose("b")
        for paragraphs in (one, two, one, two):
            store.keep(capture(paragraphs=paragraphs, at=clock()))
            clock.forward(hours=1)
        bodies = [body for (body,) in rows(store, "SELECT body FROM revisions WHERE body IS NOT NULL")]
        assert bodies == ["\n\n".join(one)]
        assert [body for (body,) in rows(store, "SELECT body FROM revisions_v1 ORDER BY revision")] == [
            "\n\n".join(text) for text in (one, two, one, two)
        ]

    def test_capture_that_comes_late_is_a_revision_of_the_past(self, store: Store, clock: Clock) -> None:
        newest = prose("newest")
        store.keep(capture(paragraphs=prose("first"), at=NOON))
        store.keep(capture(paragraphs=newest, at=NOON + dt.timedelta(hours=2)))
        store.keep(capture(paragraphs=prose("between"), at=NOON + dt.timedelta(hours=1)))
        assert rows(store, "SELECT body, revision FROM articles") == [("\n\n".join(newest), 2)]
        assert rows(store, "SELECT revision, body FROM revisions_v1 ORDER BY captured_at") == [
            (1, "\n\n".join(prose("first"))),
            (3, "\n\n".join(prose("between"))),
            (2, "\n\n".join(newest)),
        ]

    def test_a_credit_that_was_added_later_is_updated(self, store: Store, clock: Clock) -> None:
        store.keep(capture())
        clock.forward(hours=1)
        credited = {"attributions": (attribution("wire", "Agency", extent="whole"),)}
        assert store.keep(capture(at=clock(), fields=credited)).changes == ("updated",)
        assert rows(store, "SELECT role, name FROM attributions") == [("wire", "Agency")]

    def test_new_tags_without_new_text_are_updated_not_revised(self, store: Store, clock: Clock) -> None:
        store.keep(capture())
        kept = store.keep(capture(fields={"tags": ("harbour", "winter")}))
        assert kept.changes == ("updated",) and kept.counted == "same"
        assert rows(store, "SELECT tag FROM tags_v1 ORDER BY position") == [("harbour",), ("winter",)]
        assert rows(store, "SELECT count(*) FROM revisions") == [(1,)]

    def test_summary_that_changes_is_not_lost(self, store: Store) -> None:
        store.keep(capture())
        store.keep(capture(fields={"summary": "The line is open again."}))
        assert rows(store, "SELECT summary FROM articles") == [("The line is open again.",)]
        assert rows(store, "SELECT earlier_summaries FROM revisions") == [('["The line was closed for a year."]',)]
        assert rows(store, "SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'summary : again'") == [(1,)]

    def test_field_that_is_missing_this_time_stays(self, store: Store) -> None:
        store.keep(capture())
        kept = store.keep(capture(fields={"section": None, "tags": ()}))
        assert kept.changes == ()
        assert rows(store, "SELECT section FROM articles") == [("Region",)]

    def test_same_bytes_read_otherwise_are_no_edit_of_the_publisher(self, store: Store) -> None:
        store.keep(capture(raw_sha256="ab" * 32))
        again = article(URL, paragraphs=(*prose(URL), "A last paragraph."), reader="aggregator 2")
        kept = store.keep(capture(of=again, raw_sha256="ab" * 32))
        assert kept.changes == ("reread",) and kept.counted == "same"
        assert rows(store, "SELECT revision, cause FROM revisions") == [(1, None), (2, "reader")]

    def test_persons_correction_stands_over_a_later_reading(self, store: Store) -> None:
        store.keep(capture())
        with store.transaction():
            store.connection.execute(
                "INSERT INTO corrections (article_id, field, now, at) VALUES (1, 'section', ?, ?)",
                ('"Sea"', "2026-11-20T12:30:00Z"),
            )
        store.keep(capture(paragraphs=prose("other"), fields={"section": "Town"}))
        assert rows(store, "SELECT section FROM articles") == [("Sea",)]


class TestAddresses:
    def test_article_under_two_addresses_is_one(self, store: Store) -> None:
        text = prose("north")
        store.keep(capture("https://news.example/north-korea/view/1206", paragraphs=text))
        kept = store.keep(capture("https://news.example/world/view/1206", paragraphs=text))
        assert kept.counted == "same" and kept.article_id == 1
        assert rows(store, "SELECT url FROM article_urls ORDER BY url") == [
            ("https://news.example/north-korea/view/1206",),
            ("https://news.example/world/view/1206",),
        ]
        assert rows(store, "SELECT count(*) FROM articles") == [(1,)]

    @pytest.mark.parametrize("order", [(0, 1), (1, 0)])
    def test_which_address_stands_for_it_does_not_depend_on_the_order(
        self, store: Store, order: tuple[int, int]
    ) -> None:
        text = prose("north")
        pages = [
            capture("https://news.example/world/view/1206", paragraphs=text, fields={"section": "World"}),
            capture("https://news.example/north-korea/view/1206", paragraphs=text, fields={"section": "North"}),
        ]
        for at in order:
            store.keep(pages[at])
        assert rows(store, "SELECT url, section FROM articles") == [("https://news.example/world/view/1206", "World")]
        assert rows(store, "SELECT url FROM article_urls WHERE kind = 'canonical'") == [
            ("https://news.example/world/view/1206",)
        ]

    def test_canonical_address_that_the_page_names_stands_for_it(self, store: Store) -> None:
        asked = "https://news.example/a/1?page=amp"
        store.keep(capture(asked, of=article(asked, canonical_url=URL), aliases=("https://news.example/p/1",)))
        assert rows(store, "SELECT url, kind FROM article_urls ORDER BY url") == [
            (URL, "canonical"),
            (asked, "asked"),
            ("https://news.example/p/1", "alias"),
        ]

    def test_permanent_redirect_is_a_move(self, store: Store) -> None:
        store.keep(capture())
        to = "https://news.example/archive/2026/ferry-line-1"
        kept = store.keep(capture(**moved(URL, to), of=article(URL, paragraphs=prose(URL), canonical_url=to)))
        assert kept.changes == ("moved",) and kept.article_id == 1
        assert rows(store, "SELECT url, status FROM articles") == [(to, "live")]
        assert rows(store, "SELECT url, kind FROM article_urls ORDER BY url") == [(URL, "moved"), (to, "canonical")]

    def test_temporary_redirect_is_not(self, store: Store) -> None:
        store.keep(capture())
        to = "https://news.example/archive/2026/ferry-line-1"
        kept = store.keep(capture(**moved(URL, to, status=302), of=article(URL, paragraphs=prose(URL))))
        assert kept.changes == () and rows(store, "SELECT url FROM articles") == [(URL,)]

    def test_canonical_address_of_another_article_is_not_taken_from_it(self, store: Store) -> None:
        store.keep(capture())
        store.keep(
            capture("https://news.example/b/2", of=article("https://news.example/b/2", "Mill burns", canonical_url=URL))
        )
        assert rows(store, "SELECT id, url FROM articles") == [(1, URL), (2, "https://news.example/b/2")]


class TestWithoutArticle:
    def test_deleted_article_is_marked_gone_and_kept(self, store: Store, clock: Clock) -> None:
        store.keep(capture())
        clock.forward(hours=1)
        kept = store.keep(fetched("gone", status=410, at=clock()))
        assert (kept.counted, kept.changes, kept.row) == ("gone", ("gone",), None)
        assert rows(store, "SELECT status, status_at, body <> '', last_seen_at FROM articles_v1") == [
            ("gone", "2026-11-20T13:00:00Z", 1, "2026-11-20T12:00:00Z")
        ]
        assert store.keep(fetched("gone", status=410, at=clock())).changes == ()

    def test_article_that_is_there_again_is_back(self, store: Store, clock: Clock) -> None:
        store.keep(capture())
        store.keep(fetched("gone", status=404))
        clock.forward(hours=1)
        assert store.keep(capture(at=clock())).changes == ("back",)
        assert changes(store) == ["new", "gone", "back"]

    def test_redirect_for_good_to_the_front_page_means_gone(self, store: Store) -> None:
        store.keep(capture())
        kept = store.keep(fetched("no_article", status=200, **moved(URL, "https://news.example/")))
        assert kept.changes == ("gone",)

    def test_lost_variant_of_an_address_does_not_make_the_article_gone(self, store: Store) -> None:
        store.keep(capture())
        store.keep(capture("https://news.example/other/1/long-name", paragraphs=prose(URL)))
        assert store.keep(fetched("gone", "https://news.example/other/1/long-name", status=404)).changes == ()

    def test_not_modified_is_seen_and_the_same(self, store: Store, clock: Clock) -> None:
        store.keep(capture(etag='"1"'))
        clock.forward(hours=1)
        kept = store.keep(fetched("unchanged", status=304, at=clock()))
        assert kept.counted == "same" and kept.changes == ()
        assert rows(store, "SELECT last_seen_at FROM articles") == [("2026-11-20T13:00:00Z",)]
        assert rows(store, "SELECT etag, unchanged FROM frontier") == [('"1"', 1)]

    def test_page_without_article_is_done_with_its_reason(self, store: Store) -> None:
        kept = store.keep(fetched("no_article", status=200, reason="a list of links"))
        assert kept.counted == "no_article" and kept.row is None
        assert rows(store, "SELECT state, outcome, reason, next_at FROM frontier") == [
            ("done", "no_article", "a list of links", None)
        ]
        assert rows(store, "SELECT count(*) FROM articles") == [(0,)]

    def test_failures_are_tried_again_with_growing_pauses_and_then_given_up(self, store: Store, clock: Clock) -> None:
        pauses = []
        for _ in range(5):
            store.keep(fetched("failed", status=500, at=clock(), final=False, reason="the site answers 500"))
            state, next_at = rows(store, "SELECT state, next_at FROM frontier")[0]
            if next_at is None:
                break
            moment = dt.datetime.fromisoformat(next_at)
            pauses.append(moment - clock())
            assert state == "waiting" and store.hand_out("news-example", limit=1_000) == []
            clock.now = moment
            assert [one.candidate.url for one in store.hand_out("news-example", limit=1_000)] == [URL]
        assert pauses == [dt.timedelta(minutes=15) * 4**at for at in range(4)]
        assert rows(store, "SELECT state FROM frontier") == [("given_up",)]

    def test_refused_address_is_not_waited_for(self, store: Store) -> None:
        assert store.keep(fetched("refused", status=None, reason="robots.txt forbids it")).counted == "refused"
        assert rows(store, "SELECT state, next_at FROM frontier") == [("given_up", None)]
        assert rows(store, "SELECT refused FROM coverage") == [(1,)]


class TestStories:
    def agency(self, **rest: Any) -> Any:
        read = article(
            "https://agency.example/1",
            "Bridge closed",
            prose("wire", paragraphs=6),
            attributions=(attribution("publisher", "Agency"),),
            published_at=dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC),
        )
        return capture("https://agency.example/1", source_id="agency", of=read, **rest)

    def paper(self, name: str, *, hour: int = 9, wire: bool = True) -> Any:
        url = f"https://{name}.example/x/1"
        read = article(
            url,
            f"River bridge shut, says {name}",
            ("In our town the news was heard with concern by many.", *prose("wire", paragraphs=6)[:5]),
            attributions=(
                attribution("publisher", name),
                *((attribution("wire", "Agency", extent="whole"),) if wire else ()),
            ),
            published_at=dt.datetime(2026, 11, 20, hour, tzinfo=dt.UTC),
        )
        return capture(url, source_id=name, of=read)

    def test_copy_on_another_site_is_another_article_of_the_same_story(self, store: Store) -> None:
        store.keep(self.agency())
        kept = store.keep(self.paper("post"))
        assert kept.changes == ("new", "story") and kept.row is not None and kept.row["story_id"] == 1
        assert rows(store, "SELECT article_id, relation FROM story_articles_v1") == [(1, "origin"), (2, "copy")]
        assert rows(store, "SELECT articles, sources, origin_id FROM stories_v1") == [(2, 2, 1)]
        assert rows(store, "SELECT origin, outlet, delay FROM syndication") == [("agency", "post", 60)]
        assert 0.5 < rows(store, "SELECT share FROM story_articles WHERE article_id = 2")[0][0] < 1

    @pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (1, 2, 0)])
    def test_origin_does_not_depend_on_the_order_of_arrival(self, store: Store, order: tuple[int, ...]) -> None:
        pages = [self.agency(), self.paper("post", hour=7), self.paper("gazette", hour=6)]
        for at in order:
            store.keep(pages[at])
        assert rows(
            store,
            """
            SELECT a.source_id, m.relation FROM story_articles AS m JOIN articles AS a ON a.id = m.article_id
            ORDER BY a.source_id
            """,
        ) == [("agency", "origin"), ("gazette", "copy"), ("post", "copy")]

    def test_two_stories_that_turn_out_to_be_one_keep_the_older_number(self, store: Store, clock: Clock) -> None:
        store.keep(self.agency())
        url, late = "https://post.example/x/1", {"published_at": NOON}
        store.keep(capture(url, source_id="post", paragraphs=prose("something else"), fields=late))
        clock.forward(hours=1)
        kept = store.keep(
            capture(url, source_id="post", paragraphs=prose("wire", paragraphs=6), fields=late, at=clock())
        )
        assert kept.changes == ("revised", "story")
        assert rows(store, "SELECT id, merged_into FROM stories") == [(1, None), (2, 1)]
        assert rows(store, "SELECT kind, other_id FROM changes WHERE kind = 'story'") == [("story", 1)]

    def test_two_articles_that_turn_out_to_be_one_are_merged_and_nothing_is_lost(self, store: Store) -> None:
        """One page says at last that it is the other one: until then nothing proved it."""
        other_url = "https://news.example/b/2-long"
        store.keep(capture(URL, paragraphs=prose("one")))
        fields = {"tags": ("mill",), "attributions": (attribution("wire", "Agency"),)}
        store.keep(capture(other_url, paragraphs=("A zeppelin landed.", *prose("two")), fields=fields))
        kept = store.keep(capture(URL, paragraphs=prose("one"), aliases=(other_url,)))
        assert (kept.article_id, kept.changes) == (1, ("merged",))
        assert rows(store, "SELECT article_id, other_id FROM changes WHERE kind = 'merged'") == [(2, 1)]
        assert rows(store, "SELECT id, status, merged_into, story_id FROM articles") == [
            (1, "live", None, 1),
            (2, "merged", 1, 1),
        ]
        assert rows(store, "SELECT url, kind, article_id FROM article_urls ORDER BY url") == [
            (URL, "canonical", 1),
            (other_url, "equal", 1),
        ]
        assert rows(store, "SELECT tag FROM tags_v1 ORDER BY tag") == [("ferries",), ("harbour",), ("mill",)]
        assert rows(store, "SELECT name FROM attributions WHERE article_id = 1 AND role = 'wire'") == [("Agency",)]
        assert rows(store, "SELECT id, merged_into FROM stories") == [(1, None), (2, 1)]
        with Reader(store.path) as reader:
            assert reader.search("zeppelin") == []
            assert reader.find(2) == reader.find(other_url) == 1
            assert [one.kind for one in reader.history(2)] == ["new", "merged"]


class TestTransactions:
    def test_capture_is_stored_whole_or_not_at_all(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_: object, **__: object) -> None:
            raise RuntimeError("the last step fails")

        monkeypatch.setattr(store.frontier, "settle_others", broken)
        with pytest.raises(RuntimeError):
            store.keep(capture())
        for table in ("articles", "revisions", "captures", "article_urls", "changes", "stories", "frontier", "sources"):
            assert rows(store, f"SELECT count(*) FROM {table}") == [(0,)], table

    def test_failing_part_of_a_transaction_takes_only_itself(self, store: Store) -> None:
        with store.transaction():
            store.keep(capture())
            with pytest.raises(sqlite3.IntegrityError), store.transaction():
                store.connection.execute("INSERT INTO sources (id, name, homepage, added_at) VALUES ('x', 'X', '', '')")
                store.connection.execute("INSERT INTO article_tags VALUES (99, 99, 0)")
                store.connection.execute("INSERT INTO article_tags VALUES (99, 99, 0)")
        assert rows(store, "SELECT count(*) FROM articles") == [(1,)]
        assert rows(store, "SELECT id FROM sources") == [("news-example",)]


class TestRuns:
    def test_second_harvest_is_told_that_a_source_is_taken(self, store: Store, path: Path, clock: Clock) -> None:
        assert store.begin_run("news-example") is not None
        with Store(path, clock=clock) as other:
            assert other.begin_run("news-example") is None
            assert other.begin_run("village-post") is not None

    def test_source_is_free_again_when_its_run_has_ended(self, store: Store, path: Path, clock: Clock) -> None:
        run_id = store.begin_run("news-example")
        assert run_id is not None
        store.end_run(run_id, outcome="finished", counts=Counts(new=3, documents=1))
        with Store(path, clock=clock) as other:
            assert other.begin_run("news-example") is not None
        assert rows(store, "SELECT outcome, new, documents FROM runs ORDER BY id LIMIT 1") == [("finished", 3, 1)]

    def test_long_run_keeps_its_lease_where_others_cannot_see_whether_it_lives(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store.begin_run("news-example")
        ends = "SELECT expires_at FROM leases"
        with store.transaction():
            store.connection.execute("UPDATE leases SET expires_at = '2000-01-01T00:00:00Z'")
        store.keep(capture())
        assert rows(store, ends) == [("2000-01-01T00:00:00Z",)]
        monkeypatch.setattr(writers, "RENEWAL", 0.0)
        store.keep(capture())
        assert rows(store, ends)[0][0] > "2000-01-01T00:00:00Z"

    def test_store_that_is_closed_ends_its_runs(self, store: Store, path: Path, clock: Clock) -> None:
        with Store(path, clock=clock) as other:
            other.begin_run("news-example")
        assert rows(store, "SELECT outcome FROM runs") == [("interrupted",)]
        assert store.begin_run("news-example") is not None

    def test_finished_source_is_due_later_and_interrupted_one_at_once(self, store: Store, clock: Clock) -> None:
        for source_id, outcome in (("a", "finished"), ("b", "interrupted")):
            run_id = store.begin_run(source_id)
            assert run_id is not None
            store.end_run(run_id, outcome=outcome, counts=Counts(documents=1))  # type: ignore[arg-type]  # two of the outcomes
        assert store.due(["a", "b", "never-seen"]) == ["b", "never-seen"]
        clock.forward(days=1)
        assert store.due(["a", "b"]) == ["a", "b"]

    def test_paused_source_is_not_due_until_then(self, store: Store, clock: Clock) -> None:
        store.register([Source(id="a", name="A", homepage="https://a.example/")])
        store.pause("a", NOON + dt.timedelta(days=2), reason="being rebuilt")
        assert store.due(["a"]) == []
        store.resume("a")
        assert store.due(["a"]) == ["a"]

    def test_source_file_reaches_the_database_in_full(self, store: Store) -> None:
        source = Source(
            id="a",
            name="A",
            homepage="https://a.example/",
            country="KR",
            languages=("ko", "en"),
            kind="newspaper",
            scope="national",
            place="Seoul",
            owner=Owner(name="A Holding", since=dt.date(2001, 2, 3)),
            groups=("asia", "dailies"),
            labels={"tier": "1"},
            time_zone="Asia/Seoul",
            interval=dt.timedelta(minutes=20),
        )
        store.register([source])
        store.register([source])
        assert rows(
            store,
            "SELECT country, languages, kind, scope, place, owner, owner_since, labels, time_zone, interval_seconds,"
            " registered FROM sources",
        ) == [
            (
                "KR",
                '["ko", "en"]',
                "newspaper",
                "national",
                "Seoul",
                "A Holding",
                "2001-02-03",
                '{"tier": "1"}',
                "Asia/Seoul",
                1200,
                1,
            )
        ]
        assert rows(store, "SELECT name FROM source_groups ORDER BY name") == [("asia",), ("dailies",)]
        store.unregister("a")
        assert rows(store, "SELECT registered, removed_at FROM sources") == [(0, "2026-11-20T12:00:00Z")]


class TestOffers:
    def test_known_articles_are_not_fetched_again(self, store: Store) -> None:
        run_id = store.begin_run("news-example")
        offered = [Candidate(url=URL, via="feed"), Candidate(url="https://news.example/a/2", via="feed")]
        assert [one.candidate.url for one in store.ask("news-example", run_id, offered)] == [
            URL,
            "https://news.example/a/2",
        ]
        store.keep(capture())
        assert store.ask("news-example", None, offered[:1]) == []

    def test_run_is_handed_each_address_once(self, store: Store) -> None:
        run_id = store.begin_run("news-example")
        assert len(store.ask("news-example", run_id, [Candidate(url=URL, via="feed")])) == 1
        assert store.ask("news-example", run_id, [Candidate(url=f"{URL}?utm_source=x", via="sitemap")]) == []
        assert store.hand_out("news-example", limit=1_000) == []

    def test_next_run_goes_on_with_what_a_killed_one_left(self, store: Store, path: Path, clock: Clock) -> None:
        run_id = store.begin_run("news-example")
        told = Candidate(url=URL, via="feed", title="Ferry", published_at=dt.date(2026, 11, 20), authors=("A",))
        store.ask("news-example", run_id, [told])
        store.end_run(run_id or 0, outcome="interrupted", counts=Counts())
        store.begin_run("news-example")
        assert [one.candidate for one in store.hand_out("news-example", limit=1_000)] == [told]


def test_page_that_names_another_publishers_address_says_whose_text_it_is(store: Store) -> None:
    text = prose("wire", paragraphs=6)
    original = "https://agency.example/1"
    early = {"published_at": dt.datetime(2026, 11, 20, 1, tzinfo=dt.UTC)}
    store.keep(capture("https://post.example/1", source_id="post", paragraphs=text, fields=early, foreign=original))
    store.keep(capture(original, source_id="agency", paragraphs=text, fields={"published_at": NOON}))
    assert rows(store, "SELECT points_to FROM articles ORDER BY id") == [(original,), (None,)]
    assert rows(store, "SELECT article_id, relation FROM story_articles_v1") == [(1, "copy"), (2, "origin")]


def test_one_text_under_very_many_addresses_is_one_article_and_stays_cheap(store: Store) -> None:
    """A consent page served for every address of a site: one article with many addresses, no story of thousands."""
    notice = ("This site and its 812 partners store data on your device. Choose what you allow them to do.",)
    with store.transaction():
        for number in range(400):
            store.keep(
                capture(f"https://news.example/{number}", title="Before you go on", paragraphs=notice), row=False
            )
        steps: list[int] = []
        store.connection.set_progress_handler(lambda: steps.append(1), 1_000)
        store.keep(capture("https://news.example/one-more", title="Before you go on", paragraphs=notice), row=False)
        store.connection.set_progress_handler(None, 0)
    assert rows(store, "SELECT count(*) FROM articles") == [(1,)]
    assert rows(store, "SELECT count(*) FROM article_urls") == [(401,)]
    assert len(steps) <= 15, "the work does not grow with the addresses"


class TestRedirectsBetweenArticles:
    """The address of one stored article leads, for good, to another stored one."""

    OTHER = "https://news.example/b/2"

    def both(self, store: Store, clock: Clock) -> None:
        store.keep(capture())
        store.keep(capture(self.OTHER, title="Market hall sold", paragraphs=prose("market")))
        clock.forward(hours=2)

    def test_its_page_is_gone_and_the_other_one_was_visited(self, store: Store, clock: Clock) -> None:
        self.both(store, clock)
        to_other = moved(URL, self.OTHER)
        led = capture(at=clock(), title="Market hall sold", paragraphs=prose("market"), **to_other)
        assert store.keep(led).counted == "same"
        assert rows(store, "SELECT url, status FROM articles ORDER BY id") == [(URL, "gone"), (self.OTHER, "live")]
        assert rows(store, "SELECT article_id, kind FROM changes WHERE kind NOT IN ('new', 'story')") == [(1, "gone")]
        due = dict(rows(store, "SELECT key, next_at IS NOT NULL FROM frontier"))
        assert due == {"//news.example/a/1": 0, "//news.example/b/2": 1}
