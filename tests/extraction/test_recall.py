"""A site of several pages, each read with what the others taught."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from aggregator.article import Article, Block
from aggregator.claim import Claim
from aggregator.context import Context
from aggregator.extraction import Extraction, extract_article
from aggregator.extraction.explain import explain
from aggregator.extraction.observing import observe
from aggregator.extraction.recall import Recall, signature
from aggregator.habits import LABEL, Habits, Observation, Seen, learn, line_key
from aggregator.markup import parse_html
from tests.harbour_post import PROMOTION, REPORTS, SHORT, address


def extraction(page: Path, habits: Habits | None = None) -> Extraction:
    return extract_article(page.read_bytes(), address(page), context=Context(habits=habits))


def observed(page: Path, habits: Habits | None = None) -> Observation:
    found = observe(extraction(page, habits), address(page))
    assert found is not None
    return found


def taught(pages: list[Path]) -> Habits:
    habits = Habits()
    for page in pages:
        habits = learn(habits, observed(page, habits.beliefs))
    return habits


def article(page: Path, habits: Habits | None = None) -> Article:
    return extraction(page, habits).article


@pytest.fixture(scope="module")
def habits() -> Habits:
    return taught(REPORTS)


def test_a_promotion_at_the_end_of_every_text_is_left_out_and_the_text_stays(habits: Habits) -> None:
    for page in REPORTS:
        alone, together = article(page), article(page, habits)
        assert alone.paragraphs[3].startswith(PROMOTION)
        assert together.paragraphs == alone.paragraphs[:3]
        assert "without 1 that stand on other pages" in together.provenance["body"]


def test_it_is_left_out_from_the_next_page_on(habits: Habits) -> None:
    early = taught(REPORTS[:3])
    assert article(REPORTS[3], early).paragraphs == article(REPORTS[3], habits).paragraphs


def test_a_text_is_found_where_those_of_other_pages_stand(habits: Habits) -> None:
    assert "sandbanks" in article(SHORT).body
    read = article(SHORT, habits)
    assert len(read.paragraphs) == 1 and read.paragraphs[0].startswith("The swing bridge stays shut")


def test_what_titles_of_the_site_carry_is_taken_off(habits: Habits) -> None:
    assert habits.endings == {"the quay"} and habits.inner_endings == {"from the region"}
    page = REPORTS[0].read_text(encoding="utf-8").replace("<h1>Ferry line to close in May</h1>", "")
    read = [
        extract_article(page, address(REPORTS[0]), context=Context(habits=known)).article.title
        for known in (None, habits)
    ]
    assert read == ["Ferry line to close in May - From the region - The Quay", "Ferry line to close in May"]


def test_explain_says_what_was_learnt(habits: Habits) -> None:
    told = explain(extraction(REPORTS[0], habits))["learnt"]["claims"]
    assert [one["place"] for one in told if one["value"].startswith(PROMOTION)] == ["left out: stood on 5 pages"]
    assert "learnt" not in explain(extraction(REPORTS[0]))


def test_what_is_left_out_goes_on_teaching(habits: Habits) -> None:
    seen = observed(REPORTS[0], habits)
    (left_out,) = [key for key, text in seen.left_out if text.startswith(PROMOTION)]
    assert any(one.key == left_out for one in seen.lines)


def test_a_text_of_which_most_would_be_left_out_is_left_as_it_is(habits: Habits) -> None:
    plain = article(REPORTS[0])
    recall = Recall(habits)
    assert recall.kept(plain.blocks[-1:]) == plain.blocks[-1:] and not recall.told


def test_without_habits_nothing_is_told() -> None:
    page = extraction(REPORTS[0]).page
    assert page.recall.told == () and page.recall.provenance({"body": "dom"}) == {}


def test_what_made_a_difference_is_told_whatever_else_was_learnt(habits: Habits) -> None:
    told = extraction(REPORTS[0], habits).page.recall.told
    more = replace(habits, version=habits.version + 7, containers={**habits.containers, "div.other": 0.3})
    assert told and extraction(REPORTS[0], more).page.recall.told == told


def test_a_page_that_is_no_article_tells_nothing() -> None:
    assert observe(extract_article("<p>Not found</p>", "https://post.example/x"), "https://post.example/x") is None


def test_an_observation_is_small() -> None:
    long = "".join(
        f"<p>The {n}. lorry of the day was weighed, and its driver asked for the way to port {n}.</p>"
        for n in range(3000)
    )
    seen = observe(extract_article(f"<article><h1>A long day</h1>{long}</article>", "https://post.example/1"), "x")
    assert seen is not None and len(seen.lines) <= 100


def test_a_doubted_place_is_believed_less() -> None:
    habits = Habits(articles=9, places={"published_at meta date": (0.0, 6.0)})
    (claim,) = Recall(habits).believed("published_at", (Claim(value="x", place="meta date", belief=0.78),))
    assert claim.belief < 0.5


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<div id="post-17"><p class="x">a</p></div>', "p.x < div#post-"),
        ('<div class="text wide"><span><p>a</p></span></div>', "p < div.text.wide"),
        ('<div class="css-1x7a text"><p class="lead p2">a</p></div>', "p.lead < div.text"),
        ("<div><p>a</p></div>", None),
    ],
)
def test_an_element_is_known_by_names_that_stay(markup: str, expected: str | None) -> None:
    root = parse_html(f"<html><body>{markup}</body></html>").root
    assert root is not None
    assert signature(next(root.iter("p"))) == expected


def test_what_repeats_inside_a_text_or_heads_a_part_of_it_stays() -> None:
    habits = Habits()
    lines = ("Ingredients", "Half-time break", "Share this recipe with a friend")
    for number in range(6):
        own = Seen(*line_key(f"A text of article {number}, which no other one has. " * 4), 0)
        seen = (own, *(Seen(*line_key(one), LABEL) for one in lines))
        habits = learn(habits, Observation(article=number, lines=seen))
    assert len(habits.furniture) == len(lines)
    blocks = (
        Block(kind="heading", text="Ingredients"),
        Block(text="Two onions from the northern island, and a pound of the smallest potatoes that the market has."),
        Block(text="Half-time break"),
        Block(text="The ferry takes both for free until the end of the month, as the harbour board has decided."),
        Block(text="Share this recipe with a friend"),
    )
    assert [one.text for one in Recall(habits).kept(blocks)] == [one.text for one in blocks[:4]]
