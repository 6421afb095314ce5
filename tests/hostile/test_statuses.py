"""Servers that answer what nobody asked."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from aggregator.candidate import Candidate
from aggregator.page import Page
from aggregator.reading import extract, read_page
from aggregator.run import Counts
from aggregator.sources.source import Source
from aggregator.store.writer import Store

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
SOURCE = Source(id="odd", name="Odd", homepage="http://odd.example/")
URL = "http://odd.example/news/flood-warning"


def test_not_modified_in_answer_to_a_first_question_is_asked_again_later(tmp_path: Path) -> None:
    candidate = Candidate(url=URL, via="feed")
    page = Page(url=URL, final_url=URL, source_id="odd", run_id=1, candidate=candidate, fetched_at=NOON, status=304)
    now = NOON
    with Store(tmp_path / "news.db", clock=lambda: now) as store:
        store.register([SOURCE])
        run = store.begin_run("odd")
        assert run is not None
        store.ask("odd", run, [candidate])
        store.keep(read_page(page, SOURCE))
        store.end_run(run, outcome="finished", counts=Counts())
        now = NOON + dt.timedelta(days=1)
        assert [one.candidate.url for one in store.hand_out("odd", limit=1_000)] == [URL]


def test_a_feed_that_answers_for_an_article_is_no_article() -> None:
    told = "<item><title>Flood warning</title><description>The river will rise until Sunday.</description></item>"
    for start in ("", "\ufeff", '<?xml version="1.0"?>\n<!-- made by hand -->\n'):
        for root in ("rss", "feed", "rdf:RDF"):
            article = extract(f"{start}<{root} a='b'><channel>{told * 30}</channel></{root}>".encode(), URL)
            assert article.kind is None and article.reason == "This is a feed."
    assert extract(b"<urlset ><url><loc>http://odd.example/</loc></url></urlset>", URL).reason == "This is a sitemap."
