"""Tests of the decision: new, same, updated, revised, reread, and whose copy."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.article import Article, Attribution, Block, Image
from aggregator.capture import Capture
from aggregator.dedup.decide import AddressMatch, Decision, Known, changed_fields, decide, instant
from aggregator.dedup.fingerprint import keys
from benchmarks import identity_texts as texts
from benchmarks.identity import capture, known

DAY = dt.timedelta(days=1)
BODY = texts.english(random.Random(21), 24)
STORED = texts.article("Bridge closed", BODY, url="https://agency.example/a/bridge-closed-101")


def stored(article: Article = STORED, *, address: AddressMatch | None = None, **fields: Any) -> Known:
    return replace(known(article, source=fields.pop("source", "agency")), address=address, **fields)


def captured(article: Article, source: str = "agency", **fields: Any) -> Capture:
    return replace(capture(article, source=source), **fields)


def moved(article: Article, url: str = "https://agency.example/b/other-address-202") -> Article:
    return replace(article, url=url, canonical_url=url)


def with_body(paragraphs: list[str], article: Article = STORED) -> Article:
    return replace(article, blocks=tuple(Block(text=one) for one in paragraphs))


def test_unknown_text_at_an_unknown_address_is_new() -> None:
    decision = decide(captured(STORED), [])
    assert (decision.change, decision.article_id, decision.story_id, decision.copies) == ("new", None, None, ())


# ── at a known address ───────────────────────────────────────────────────────────────────────────────


def test_same_page_again_is_the_same() -> None:
    decision = decide(captured(STORED), [stored(address="asked")])
    assert (decision.change, decision.article_id, decision.fields) == ("same", 1, ())
    assert not decision.other_address


def test_new_tags_and_pictures_are_an_update_and_no_revision() -> None:
    image = Image(url="https://agency.example/p.jpg", caption="The bridge")
    now = replace(STORED, tags=("bridges",), images=(image,), paywalled=True)
    decision = decide(captured(now), [stored(address="asked")])
    assert (decision.change, decision.fields) == ("updated", ("images", "paywalled", "tags"))


def test_value_that_is_not_stated_any_more_is_no_update() -> None:
    was = replace(STORED, tags=("bridges",), summary="A bridge is closed.")
    assert decide(captured(STORED), [stored(was, address="asked")]).change == "same"


def test_changed_word_is_a_revision_of_the_publisher() -> None:
    now = with_body([BODY[0].replace(" in ", " near ", 1) + " Soon.", *BODY[1:]])
    decision = decide(captured(now), [stored(address="asked")])
    assert (decision.change, decision.cause, decision.article_id) == ("revised", "publisher", 1)
    assert decision.edit is not None and decision.edit.words_added >= 1


def test_whole_new_text_at_the_address_is_a_revision_too() -> None:
    now = texts.article("Quite another", texts.english(random.Random(99), 10), url=STORED.url)
    assert decide(captured(now), [stored(address="asked")]).change == "revised"


def test_other_reading_of_the_same_bytes_is_reread_and_caused_by_the_reader() -> None:
    now = replace(with_body(BODY[:-1]), reader="r 2")
    decision = decide(captured(now, raw_sha256="x"), [stored(address="asked", reader="r 1", raw_sha256="x")])
    assert (decision.change, decision.cause) == ("reread", "reader")


def test_other_reading_of_other_bytes_is_reread_with_unclear_cause() -> None:
    now = replace(with_body(BODY[:-1]), reader="r 2")
    decision = decide(captured(now, raw_sha256="y"), [stored(address="asked", reader="r 1", raw_sha256="x")])
    assert (decision.change, decision.cause) == ("reread", "unclear")


def test_new_rules_of_the_source_are_another_reading() -> None:
    now = replace(with_body(BODY[:-1]), reader="r 1")
    before = stored(address="asked", reader="r 1", rules_hash="a")
    assert decide(captured(now, rules_hash="b"), [before]).change == "reread"
    assert decide(captured(now, rules_hash="a"), [before]).change == "revised"


def test_stub_behind_a_paywall_does_not_replace_the_whole_text() -> None:
    now = replace(with_body([*BODY[:2]]), complete=False, paywalled=True)
    decision = decide(captured(now), [stored(replace(STORED, complete=True), address="asked")])
    assert decision.change == "updated"
    assert "paywalled" in decision.fields


def test_page_without_article_changes_nothing_of_a_known_one() -> None:
    nothing = replace(captured(STORED), article=None, keys=None)
    assert decide(nothing, [stored(address="asked")]).change == "same"
    assert decide(nothing, []).change == "new"


def test_address_asked_for_goes_before_the_one_that_answered() -> None:
    asked = stored(with_body(BODY[:3]), address="asked", article_id=7)
    answered = stored(address="answered", article_id=3)
    assert decide(captured(STORED), [answered, asked]).article_id == 7
    assert decide(captured(STORED), [answered, asked]).duplicates == (3,)


def test_article_that_leads_to_another_known_one_is_that_one_and_not_merged_with_it() -> None:
    withdrawn = stored(
        texts.article("Gone", texts.english(random.Random(5), 9), url="https://agency.example/a/gone-55")
    )
    there = replace(STORED, url="https://agency.example/a/gone-55")
    decision = decide(
        captured(there, final_url=STORED.url),
        [replace(withdrawn, address="asked"), stored(article_id=9, address="answered")],
    )
    assert (decision.article_id, decision.duplicates, decision.change) == (9, (), "same")


def test_address_taken_for_a_second_one_by_a_notice_is_given_back_to_its_own_article() -> None:
    notice = texts.article("Before you go on", ["We and our partners store " * 20], url="https://agency.example/a/x-44")
    own = moved(STORED, "https://agency.example/b/y-45")
    assert decide(captured(own), [stored(notice, address="asked")]).change == "new"


def test_notice_shown_at_two_known_addresses_does_not_merge_their_articles() -> None:
    notice = ["We and our partners store information on a device. " * 8]
    shown = with_body(notice)
    first, second = stored(address="asked"), stored(moved(with_body(notice)), article_id=2)
    decision = decide(captured(shown), [first, second])
    assert (decision.article_id, decision.change, decision.duplicates) == (1, "revised", ())


# ── under another address ────────────────────────────────────────────────────────────────────────────


def test_same_text_under_another_address_of_the_site_is_the_same_article() -> None:
    decision = decide(captured(moved(STORED)), [stored()])
    assert (decision.change, decision.article_id, decision.other_address) == ("same", 1, True)


def test_nearly_the_same_text_under_another_address_is_the_same_article() -> None:
    now = moved(with_body([*BODY[:-1], BODY[-1] + " Here."]))
    assert decide(captured(now), [stored()]).article_id == 1


def test_same_text_of_another_source_is_a_copy_and_another_article() -> None:
    decision = decide(captured(moved(STORED, "https://paper.example/1"), "paper"), [stored(story_id=4)])
    assert (decision.change, decision.article_id, decision.story_id) == ("new", None, 4)
    assert [copy.article_id for copy in decision.copies] == [1]
    assert decision.copies[0].share == 1.0


@pytest.mark.parametrize("mould", texts.MOULDS)
def test_fillings_of_a_mould_on_one_site_stay_apart(mould: Any) -> None:
    dice = random.Random(12)
    for _ in range(20):
        first, second = texts.pair(mould(dice), mould(dice))
        decision = decide(captured(second), [stored(first)])
        assert (decision.change, decision.copies) == ("new", ())


def test_short_reports_that_differ_in_one_number_stay_apart() -> None:
    one = texts.article("Level of the river", ["The river stands at 212 centimetres at the northern bridge."])
    other = texts.article("Level of the river", ["The river stands at 214 centimetres at the northern bridge."])
    assert decide(captured(moved(other)), [stored(one)]).change == "new"


def test_mould_without_numbers_and_capitals_stays_apart_on_one_site() -> None:
    text = (
        "el cielo estará {} durante la mañana y {} por la tarde en casi toda la comarca, con viento flojo de"
        " componente variable en la costa y moderado en las cumbres, y no se esperan cambios hasta la noche"
        " siguiente, según el servicio"
    )
    one, other = (
        texts.article("Tiempo", [text.format(*sky)]) for sky in (("claro", "nublado"), ("turbio", "cubierto"))
    )
    assert decide(captured(moved(other)), [stored(one)]).change == "new"


def test_misprint_put_right_under_another_address_is_no_other_article() -> None:
    wrong = with_body([BODY[0].replace(" the ", " teh ", 1), *BODY[1:]])
    decision = decide(captured(moved(STORED)), [stored(wrong)])
    assert (decision.article_id, decision.other_address) == (1, True)


def test_same_words_under_two_numbered_titles_are_two_articles() -> None:
    one = texts.article("Draw of 20 November", BODY)
    assert decide(captured(moved(replace(one, title="Draw of 21 November"))), [stored(one)]).change == "new"


def test_same_few_words_on_another_day_are_another_article() -> None:
    one = texts.article("Watch live", ["Follow the session in our stream."])
    later = moved(replace(one, published_at=texts.FIRST_DAY + 3 * DAY))
    assert decide(captured(later), [stored(one)]).change == "new"
    assert decide(captured(moved(one)), [stored(one)]).article_id == 1


def test_live_blogs_are_never_joined_by_likeness() -> None:
    live = replace(STORED, kind="live")
    longer = moved(replace(with_body([*BODY, "One more entry."]), kind="live"))
    assert decide(captured(longer), [stored(live)]).change == "new"
    assert decide(captured(longer, "paper"), [stored(live)]).copies == ()


def test_claimed_address_is_believed_where_the_text_agrees() -> None:
    part = moved(with_body(BODY[:8]))
    assert decide(captured(part), [stored(address="claimed")]).article_id == 1


def test_claimed_address_is_not_believed_where_the_text_is_another() -> None:
    other = moved(texts.article("Ferry", texts.english(random.Random(77), 20)))
    assert decide(captured(other), [stored(address="claimed")]).change == "new"


def test_two_stored_articles_that_turn_out_to_be_one_are_named() -> None:
    decision = decide(captured(STORED), [stored(address="asked", article_id=5), stored(article_id=2, story_id=2)])
    assert (decision.article_id, decision.duplicates) == (5, (2,))
    assert decision.copies == ()


# ── stories ──────────────────────────────────────────────────────────────────────────────────────────


def copied(paragraphs: list[str] = BODY, when: dt.datetime = texts.FIRST_DAY) -> Article:
    return texts.article("Road blocked for weeks", paragraphs, url="https://paper.example/n/7", when=when)


def test_cut_copy_with_local_lead_joins_the_story() -> None:
    lead = texts.english(random.Random(31), 2)[:1]
    decision = decide(captured(copied(lead + BODY[: len(BODY) // 2]), "paper"), [stored(story_id=6)])
    assert decision.story_id == 6
    assert 0.3 < decision.copies[0].share < 0.8


def test_copy_far_away_in_time_is_no_copy() -> None:
    late = copied(when=texts.FIRST_DAY + 30 * DAY)
    assert decide(captured(late, "paper"), [stored()]).copies == ()


def test_less_than_120_words_in_common_are_no_copy() -> None:
    few = " ".join(" ".join(BODY).split()[:100])
    assert decide(captured(copied([few]), "paper"), [stored()]).copies == ()


def test_copy_of_two_stories_joins_the_older_and_names_the_other() -> None:
    decision = decide(
        captured(copied(), "paper"),
        [stored(article_id=8, story_id=8), stored(article_id=3, story_id=3, source="other")],
    )
    assert (decision.story_id, decision.merged_stories) == (3, (8,))
    assert [copy.article_id for copy in decision.copies] == [3, 8]


def test_own_story_counts_when_a_revision_turns_out_to_be_a_copy() -> None:
    own = stored(copied(BODY[:1]), address="asked", article_id=2, story_id=2, source="paper")
    decision = decide(captured(copied(), "paper"), [own, stored(article_id=9, story_id=9)])
    assert (decision.change, decision.story_id, decision.merged_stories) == ("revised", 2, (9,))


def test_growing_report_of_one_site_is_an_update_of_its_story_and_another_article() -> None:
    grown = moved(with_body(texts.english(random.Random(41), 14) + BODY))
    decision = decide(captured(grown), [stored(story_id=5)])
    assert (decision.change, decision.story_id) == ("new", 5)


# ── always ───────────────────────────────────────────────────────────────────────────────────────────

ARTICLES = st.builds(
    lambda title, paragraphs, kind, when, url: replace(
        texts.article(title or "", paragraphs, url=f"https://n.example/{url}", when=None),
        kind=kind,
        title=title,
        published_at=when,
    ),
    st.one_of(st.none(), st.text(max_size=12)),
    st.lists(st.sampled_from([*BODY, "", "Advertisement", "12", "a " * 30]) | st.text(max_size=40), max_size=8),
    st.sampled_from(["article", "live", "video", None]),
    st.one_of(st.none(), st.dates(), st.datetimes(), st.datetimes(timezones=st.just(dt.UTC))),
    st.integers(0, 5),
)
CANDIDATES = st.lists(
    st.tuples(ARTICLES, st.sampled_from([None, "asked", "answered", "claimed"]), st.sampled_from(["a", "b"])),
    max_size=4,
)


def candidates(drawn: list[tuple[Article, AddressMatch | None, str]]) -> list[Known]:
    return [
        stored(article, address=address, source=source, article_id=number, story_id=number // 2, keys=keys(article))
        for number, (article, address, source) in enumerate(drawn, 1)
    ]


def capture_of(article: Article) -> Capture:
    return replace(captured(STORED, "a"), article=article, keys=keys(article))


@pytest.mark.slow
@given(ARTICLES, CANDIDATES)
def test_decision_is_sound_and_does_not_depend_on_the_order_of_candidates(
    article: Article, drawn: list[tuple[Article, AddressMatch | None, str]]
) -> None:
    offered = candidates(drawn)
    decision = decide(capture_of(article), offered)
    assert decision == decide(capture_of(article), offered[::-1])
    assert (decision.article_id is None) == (decision.change == "new")
    assert (decision.cause is None) == (decision.change not in ("revised", "reread")) == (decision.edit is None)
    assert decision.article_id not in decision.duplicates
    assert not {copy.article_id for copy in decision.copies} & {decision.article_id, *decision.duplicates}
    assert decision.story_id not in decision.merged_stories
    assert decision.reason


@given(ARTICLES)
def test_article_stored_and_read_again_is_the_same(article: Article) -> None:
    again = decide(capture_of(article), [stored(article, address="asked", source="a")])
    assert (again.change, again.article_id) == ("same", 1)


@given(ARTICLES, ARTICLES)
def test_copies_are_found_from_both_sides(one: Article, other: Article) -> None:
    def copies(first: Article, second: Article) -> Decision:
        # Both are seen an hour after they say they were published: else one at the edge of the window is in it one way.
        seen = capture_of(second).fetched_at
        return decide(replace(capture_of(first), source_id="b"), [stored(second, source="c", first_seen_at=seen)])

    assert bool(copies(one, other).copies) == bool(copies(other, one).copies)


def test_changed_fields_are_compared_by_what_they_say() -> None:
    utc = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
    seoul = utc.astimezone(dt.timezone(dt.timedelta(hours=9)))
    assert changed_fields(replace(STORED, published_at=utc), replace(STORED, published_at=seoul)) == ()
    assert changed_fields(STORED, replace(STORED, published_at=utc)) == ("published_at",)
    wire = Attribution(role="wire", name="A", as_written="A", evidence="(A)", found_in="dateline", confidence=0.9)
    assert changed_fields(STORED, replace(STORED, attributions=(wire,))) == ("attributions",)


def test_moments_at_the_edge_of_the_calendar_do_not_overflow() -> None:
    east = dt.timezone(dt.timedelta(hours=14))
    assert instant(dt.datetime.min.replace(tzinfo=east)) is not None
    assert instant(dt.date.max) is not None
    assert instant(None) is None
