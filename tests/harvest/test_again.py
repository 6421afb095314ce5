"""Harvests of a site that was harvested before: only what is new is fetched, and what has changed is noticed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

import pytest

from tests.harvest.serving import Hit, Newsdesk, Press, Reply, Site, conditional, feed, listing, report, sitemap

pytestmark = pytest.mark.slow  # each harvests in processes of its own, several times

START = dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC)

NUMBERED = "/news/report-of-the-day-"


class Daily:
    """A site with numbered articles that a test changes as it likes, and a desk that harvests it."""

    def __init__(self, folder: Path, answer: Callable[[Daily, Hit], Reply | None], **documents: list[str]) -> None:
        """Answer with `answer` what is no article; `documents` are paths, in the words of source files."""
        self.desk = Newsdesk(folder=folder)
        self.numbers: list[int] = []
        self.pages: dict[str, Reply] = {}
        """What a test puts in the place of article pages, by path."""
        self.site = Site(lambda hit: self._page(hit) or answer(self, hit))
        self.home = self.site.home()
        named = {kind: [f"{self.home}{path[1:]}" for path in paths] for kind, paths in documents.items()}
        self.desk.add("daily", self.home, **({"feeds": []} | named))

    def __enter__(self) -> Self:
        """Begin to answer."""
        self.site.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.site.__exit__()

    def _page(self, hit: Hit) -> Reply | None:
        stem, _, number = hit.path.rpartition("-")
        if hit.path in self.pages:
            return conditional(hit, self.pages[hit.path])
        return conditional(hit, report(int(number), hit.host)) if f"{stem}-" == NUMBERED else None

    def urls(self, numbers: list[int] | None = None) -> list[str]:
        """Return the addresses of articles."""
        return [f"{self.home}{NUMBERED[1:]}{number}" for number in (self.numbers if numbers is None else numbers)]

    def harvest(self, hours: float, *arguments: str) -> list[Hit]:
        """Harvest so many hours after the start; return the requests that it took."""
        before = len(self.site.hits)
        moment = (START + dt.timedelta(hours=hours)).isoformat()
        ran = self.desk.harvest("daily", "-s", "POLITENESS=off", "-s", f"HARVEST_NOW={moment}", *arguments)
        assert ran.returncode == 0, ran.stderr
        return self.site.hits[before:]


def articles(hits: list[Hit]) -> list[str]:
    """Return the paths of the article pages among requests."""
    return [hit.path for hit in hits if hit.path.startswith("/news/")]


def documents(hits: list[Hit]) -> list[Hit]:
    """Return the requests for feeds, sitemaps and listings."""
    return [hit for hit in hits if not hit.path.startswith("/news/") and hit.path != "/robots.txt"]


def is_conditional(hit: Hit) -> bool:
    return "If-None-Match" in hit.headers or "If-Modified-Since" in hit.headers


def test_of_an_unchanged_site_only_documents_are_asked_for_and_on_condition(tmp_path: Path) -> None:
    with Daily(
        tmp_path,
        lambda daily, hit: press.answer(hit),
        feeds=["/feed"],
        sitemaps=["/sitemap.xml"],
        listings=["/reports"],
    ) as daily:
        press = Press(host="127.0.0.1", port=daily.site.port, articles=30)
        first = daily.harvest(0)
        assert len(articles(first)) == len(set(articles(first))) == 30
        again = daily.harvest(0.5)
        assert articles(again) == []
        # An index stays the same while its sitemaps change, so it is asked for in full.
        assert [hit.path for hit in documents(again) if not is_conditional(hit)] == ["/sitemap.xml"]
        assert {"/feed", "/reports"} <= {hit.path for hit in documents(again)} <= {hit.path for hit in documents(first)}


def test_whatever_validators_say_the_same_bytes_bring_nothing_and_other_bytes_are_read(tmp_path: Path) -> None:
    def answer(daily: Daily, hit: Hit) -> Reply | None:
        feeds = ["/without", "/new-tag", "/same-tag", "/date"]
        if hit.path not in feeds:
            return None
        own = feeds.index(hit.path)
        numbers = [number for number in daily.numbers if number % len(feeds) == own]
        reply = feed(daily.home, numbers)
        date = f"Fri, 20 Nov 2026 07:00:{len(numbers):02} GMT"
        if hit.path == "/date" and hit.headers.get("If-Modified-Since") == date:
            return Reply(status=304)
        told = {
            "/without": {},
            "/new-tag": {"ETag": f'"{len(daily.site.hits)}"'},
            "/same-tag": {"ETag": '"forever"'},
            "/date": {"Last-Modified": date},
        }
        return replace(reply, headers={**reply.headers, **told[hit.path]})

    with Daily(tmp_path, answer, feeds=["/without", "/new-tag", "/same-tag", "/date"]) as daily:
        visits = "SELECT visits, unchanged FROM documents"
        daily.numbers = list(range(8))
        assert len(articles(daily.harvest(0))) == 8
        again = daily.harvest(0.2)
        assert articles(again) == []
        assert sorted(hit.path for hit in again if is_conditional(hit)) == ["/date", "/new-tag", "/same-tag"]
        assert daily.desk.rows(visits) == [(2, 1)] * 4
        daily.numbers += range(8, 12)
        assert sorted(articles(daily.harvest(0.4))) == sorted(f"{NUMBERED}{number}" for number in range(8, 12))
        assert daily.desk.rows(visits) == [(3, 0)] * 4


@dataclass(kw_only=True)
class History:
    """What a site that edits, deletes and moves was asked for, and what the file held after each harvest."""

    daily: Daily
    hits: list[list[Hit]] = field(default_factory=list)
    articles: list[dict[str, list[object]]] = field(default_factory=list)
    """Path → status and revision."""

    def harvest(self, hours: float) -> None:
        """Harvest, and note both."""
        self.hits.append(self.daily.harvest(hours))
        rows = self.daily.desk.rows("SELECT url, status, revision FROM articles")
        self.articles.append({url.removeprefix(self.daily.home[:-1]): rest for url, *rest in rows})

    def kinds(self, path: str) -> list[str]:
        """Return what has happened to an article, in order."""
        sql = f"""SELECT c.kind FROM changes AS c JOIN article_urls AS u USING (article_id)
            WHERE u.url = '{self.daily.home[:-1]}{path}' AND c.kind <> 'story' ORDER BY c.seq"""
        return [kind for (kind,) in self.daily.desk.rows(sql)]


KEPT, EDITED, DELETED, WITHDRAWN, MOVED, LINKED = (f"{NUMBERED}{number}" for number in range(6))
NEW_PLACE = "/news/2026/report-of-the-council-4"
SHORT_LINK = "/news/short-link-to-report-5"


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[History]:
    """Six articles; then another address of one of them; after an hour an edit, deletions, a move; a week later all back."""

    def answer(daily: Daily, hit: Hit) -> Reply | None:
        return conditional(hit, feed_of([*daily.urls(), *further])) if hit.path == "/feed" else None

    further: list[str] = []
    with Daily(tmp_path_factory.mktemp("history"), answer, feeds=["/feed"]) as daily:
        history = History(daily=daily)
        daily.numbers = list(range(6))
        history.harvest(0)
        further.append(f"{daily.home[:-1]}{SHORT_LINK}")
        daily.pages[SHORT_LINK] = Reply(status=302, headers={"Location": LINKED})
        history.harvest(0.2)
        daily.pages |= {
            EDITED: report(1, "127.0.0.1", edition="late"),
            DELETED: Reply(status=404),
            WITHDRAWN: Reply(status=410),
            MOVED: Reply(status=301, headers={"Location": NEW_PLACE}),
            NEW_PLACE: report(4, "127.0.0.1"),
        }
        history.harvest(1.1)
        further.append(f"{daily.home[:-1]}{NEW_PLACE}")
        history.harvest(1.2)
        del daily.pages[DELETED], daily.pages[WITHDRAWN]
        history.harvest(24 * 8)
        yield history


def feed_of(urls: list[str]) -> Reply:
    items = "".join(f"<item><title>A report</title><link>{url}</link></item>" for url in urls)
    body = f"<rss version='2.0'><channel><title>Reports</title>{items}</channel></rss>"
    return Reply(body=body.encode(), headers={"Content-Type": "application/rss+xml"})


def test_articles_are_visited_again_when_that_is_due_and_on_condition(history: History) -> None:
    _, early, due, soon_after, _ = history.hits
    assert not {KEPT, EDITED, DELETED, WITHDRAWN, MOVED, LINKED} & set(articles(early))
    assert {KEPT, EDITED, DELETED, WITHDRAWN, MOVED, LINKED} <= set(articles(due))
    assert all(is_conditional(hit) for hit in due if hit.path in (KEPT, EDITED, DELETED))
    assert articles(soon_after) == []


def test_an_edited_article_gets_a_second_revision_and_keeps_the_first(history: History) -> None:
    assert history.articles[2][EDITED] == ["live", 2] and history.articles[2][KEPT] == ["live", 1]
    assert history.kinds(EDITED) == ["new", "revised"]
    assert history.daily.desk.rows(
        f"""SELECT r.revision, length(coalesce(r.body, a.body)) > 100 FROM revisions AS r JOIN articles AS a
        ON a.id = r.article_id WHERE a.url LIKE '%{EDITED}' ORDER BY 1"""
    ) == [(1, 1), (2, 1)]


@pytest.mark.parametrize("path", [DELETED, WITHDRAWN])
def test_a_deleted_article_is_gone_and_one_that_returns_is_back(history: History, path: str) -> None:
    assert [after[path] for after in history.articles] == [
        ["live", 1],
        ["live", 1],
        ["gone", 1],
        ["gone", 1],
        ["live", 1],
    ]
    assert history.kinds(path) == ["new", "gone", "back"]


def test_a_moved_article_stays_one_article_under_its_new_address(history: History) -> None:
    assert MOVED in history.articles[1] and NEW_PLACE not in history.articles[1]
    assert NEW_PLACE in history.articles[2] and MOVED not in history.articles[2]
    assert history.kinds(MOVED) == history.kinds(NEW_PLACE) == ["new", "moved"]
    assert len(history.articles[-1]) == 6


def test_a_redirect_to_an_article_that_we_have_is_noted_and_never_followed(history: History) -> None:
    first, early, due, soon_after, late = map(articles, history.hits)
    assert early == [SHORT_LINK]
    assert history.kinds(SHORT_LINK) == ["new"]
    # Of the addresses of one article only the one that stands for it is visited again.
    assert SHORT_LINK not in due + soon_after + late
    assert all(len(asked) == len(set(asked)) for asked in (first, early, due, soon_after, late))


def test_ten_new_articles_among_two_thousand_known_cost_ten_pages_and_four_documents(tmp_path: Path) -> None:
    def answer(daily: Daily, hit: Hit) -> Reply | None:
        path, _, query = hit.path.partition("?")
        if path == "/feed":
            return conditional(hit, feed_of(daily.urls(daily.numbers[:20])))
        if path == "/sitemap.xml":
            return conditional(hit, sitemap(daily.urls()))
        if path == "/reports":
            page = int(query.removeprefix("page=") or 1)
            shown = daily.numbers[20 * (page - 1) : 20 * page]
            return conditional(hit, listing([f"{NUMBERED}{one}" for one in shown], f"/reports?page={page + 1}"))
        return None

    with Daily(tmp_path, answer, feeds=["/feed"], sitemaps=["/sitemap.xml"], listings=["/reports"]) as daily:
        daily.numbers = list(range(2_000, 0, -1))
        daily.harvest(0, "--limit", "1")
        daily.desk.change(  # as a harvest of all of them, and the visits after it, would have left them
            "UPDATE frontier SET state = 'done', candidate = NULL, next_at = NULL, visits = 5, visited_at = seen_at"
        )
        daily.numbers = [*range(2_010, 2_000, -1), *daily.numbers]
        again = daily.harvest(1)
        assert sorted(articles(again)) == [f"{NUMBERED}{number}" for number in range(2_001, 2_011)]
        # Of the listing the page with all that is new, and at most the next, which shows nothing new.
        paths = [hit.path for hit in documents(again)]
        assert set(paths) - {"/reports?page=2"} == {"/feed", "/sitemap.xml", "/reports"} and len(paths) <= 4


def test_new_articles_are_found_behind_an_index_that_stays_the_same(tmp_path: Path) -> None:
    def answer(daily: Daily, hit: Hit) -> Reply | None:
        if hit.path == "/sitemap.xml":
            return conditional(hit, sitemap([f"{daily.home}sitemap-{half}.xml" for half in (0, 1)], kind="sitemap"))
        if hit.path in ("/sitemap-0.xml", "/sitemap-1.xml"):
            return conditional(hit, sitemap(daily.urls([one for one in daily.numbers if one % 2 == int(hit.path[9])])))
        return None

    with Daily(tmp_path, answer, sitemaps=["/sitemap.xml"]) as daily:
        daily.numbers = list(range(4))
        assert len(articles(daily.harvest(0))) == 4
        assert articles(daily.harvest(0.2)) == []
        daily.numbers.append(5)
        assert articles(daily.harvest(0.4)) == [f"{NUMBERED}5"]


def test_what_was_left_alone_of_a_flood_comes_the_next_day_though_the_index_says_that_nothing_changed(
    tmp_path: Path,
) -> None:
    def answer(daily: Daily, hit: Hit) -> Reply | None:
        if hit.path == "/sitemap.xml":
            body = sitemap([f"{daily.home}archive.xml"], kind="sitemap").body
            return Reply(body=body.replace(b"</loc>", b"</loc><lastmod>2026-11-18T00:00:00Z</lastmod>"))
        return conditional(hit, sitemap(daily.urls())) if hit.path == "/archive.xml" else None

    with Daily(tmp_path, answer, sitemaps=["/sitemap.xml"]) as daily:
        daily.numbers = list(range(5))
        assert len(articles(daily.harvest(0, "-s", "HARVEST_FLOOD=3"))) == 3
        assert len(articles(daily.harvest(0.1, "-s", "HARVEST_FLOOD=3"))) == 0
        assert len({path for path in articles(daily.harvest(24, "-s", "HARVEST_FLOOD=3")) if path[-1] in "34"}) == 2
        # Now it was read whole, and is not asked for any more until the index says that it changed.
        assert [hit.path for hit in documents(daily.harvest(24.1))] == ["/sitemap.xml"]
