"""Which texts that stand at many addresses are walls, and which are articles."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from aggregator.candidate import Candidate, Via
from aggregator.capture import Capture
from aggregator.dedup.walls import MANY, Shown, is_wall, pages, signature
from tests.store.making import article, capture, prose

SITE = "https://news.example"
NOTICE = (
    "The lamp that you were looking for is burning elsewhere tonight, and the keeper has gone home with the key.",
)


def read(path: str, *, title: str | None = "Gone home", text: tuple[str, ...] = NOTICE, **fields: Any) -> Capture:
    """Return the capture of an undated page, as lists and sitemaps lead to it."""
    via: Via = fields.pop("via", "sitemap")
    told = fields.pop("told", None)
    url = f"{SITE}{path}"
    of = article(url, title, text, **{"published_at": None, "canonical_url": None, "summary": None} | fields)
    return capture(url, of=of, candidate=Candidate(url=url, via=via, title=told))


def shown(*paths: str, told: bool = False, **fields: Any) -> Shown:
    first = read(paths[0], **fields)
    assert first.article is not None
    return Shown(article_id=1, article=first.article, addresses=tuple(f"{SITE}{one}" for one in paths), told=told)


class TestWalls:
    def test_one_text_at_three_dead_addresses_is_a_wall(self) -> None:
        assert is_wall(read("/storm-nears-the-coast"), [shown("/council-raises-its-fees", "/ferry-line-to-reopen")])

    def test_two_addresses_are_not_enough(self) -> None:
        assert not is_wall(read("/storm-nears-the-coast"), [shown("/council-raises-its-fees")])

    def test_a_wall_under_real_headlines_is_one(self) -> None:
        others = [shown("/a/101", title="Council raises its fees"), shown("/a/102", title="Ferry line opens again")]
        assert is_wall(read("/a/103", title="Storm nears the western coast"), others)

    def test_an_error_page_that_counts_its_incidents_is_one(self) -> None:
        text = ("Something broke on our side of the house. Incident 4711, at 10 past 12, was written down by us.",)
        again = ("Something broke on our side of the house. Incident 4712, at 11 past 12, was written down by us.",)
        assert is_wall(read("/a/103", text=again), [shown("/a/101", "/a/102", text=text)])

    def test_a_day_of_a_calendar_on_which_nothing_is_on_is_one_however_it_is_called(self) -> None:
        days = [f"/on/what-is-on-in-town-on-day-{at}" for at in range(MANY)]
        nothing = ("Nothing is on today.",)
        assert is_wall(
            read(days[-1], title="What is on in town", text=nothing),
            [shown(*days[:-1], title="What is on in town", text=nothing)],
        )


class TestArticles:
    def test_an_article_in_three_sections_is_one(self) -> None:
        assert not is_wall(read("/asia/view/1206"), [shown("/world/view/1206", "/north-korea/view/1206")])

    def test_an_article_under_three_sessions_is_one(self) -> None:
        assert not is_wall(read("/a/the-ferry?crumb=3"), [shown("/a/the-ferry?crumb=1", "/a/the-ferry?crumb=2")])

    def test_a_piece_that_is_published_three_times_under_its_headline_is_one(self) -> None:
        again: dict[str, Any] = {"title": "Ferry line reopens", "text": prose("ferry")}
        twice = shown("/local/ferry-line-reopens-101", "/state/ferry-line-reopens-102", **again)
        assert not is_wall(read("/home/ferry-line-reopens-103", **again), [twice])

    def test_a_dated_piece_under_addresses_without_words_is_one(self) -> None:
        dated: dict[str, Any] = {"text": prose("ferry"), "published_at": article().published_at}
        assert not is_wall(read("/a/103", **dated), [shown("/a/101", "/a/102", **dated)])

    def test_what_the_list_calls_by_its_headline_is_one(self) -> None:
        again: dict[str, Any] = {"title": "Ferry line reopens", "text": prose("ferry")}
        assert not is_wall(read("/a/103", told="Ferry line reopens", **again), [shown("/a/101", "/a/102", **again)])

    def test_sections_that_show_the_newest_article_whole_do_not_make_a_wall_of_it(self) -> None:
        text = ("The ferry line reopens on Monday after a year. " * 4,)
        real = shown("/a/101", "/section/world", title="Ferry line reopens on Monday", text=text)
        assert not is_wall(read("/section/asia", title="News from Asia and the Pacific", text=text), [real])

    def test_what_one_feed_names_and_lists_repeat_is_one(self) -> None:
        assert not is_wall(read("/section/b-b-b", via="listing"), [shown("/a/101", "/section/a-a-a", told=True)])

    def test_reports_from_one_mould_are_articles(self) -> None:
        def report(price: int) -> dict[str, Any]:
            text = (f"Gold closed at {price} dollars an ounce on the exchange today, the association said.",)
            return {"title": f"Gold closes at {price}", "text": text, "published_at": article().published_at}

        known = [shown("/a/101", **report(2101)), shown("/a/102", **report(2102))]
        assert not is_wall(read("/a/103", **report(2103)), known)

    def test_videos_with_one_line_are_not_refused_for_their_headlines(self) -> None:
        known = [shown("/v/101", title="Storm", kind="video"), shown("/v/102", title="Ferry", kind="video")]
        dated: dict[str, Any] = {"kind": "video", "published_at": article().published_at}
        assert not is_wall(read("/v/103", title="Council", **dated), known)


def test_numbers_do_not_change_what_a_wall_is_known_by() -> None:
    assert signature("We are sorry. Incident 17 at 12:03.") == signature("We are sorry. Incident 99 at 7:59.")
    assert signature("We are sorry. Incident 17.") != signature("We are glad. Incident 17.")
    assert signature("Too few words") is None


@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_addresses_are_pages(paths: list[str]) -> None:
    found = pages([f"{SITE}/{one}" for one in paths])
    assert len(found) <= len(paths) and bool(found) == bool(paths)
