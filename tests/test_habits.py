"""What repeats on the pages of a site is learnt, what only happens to repeat is not, and what ends is forgotten."""

from __future__ import annotations

from dataclasses import replace

from aggregator.habits import (
    ASKING,
    EDGE,
    KNOWN_FOR,
    LABEL,
    LISTED,
    MOST_LINES,
    SINGLE_FOR,
    Habits,
    Known,
    Observation,
    Seen,
    is_furniture,
    learn,
    line_key,
)

PROMOTION = Seen(1, 80, ASKING | EDGE)
SENTENCE = Seen(2, 120, 0)
HEADING = Seen(3, 20, LABEL | LISTED)


def own(number: int, count: int = 4) -> tuple[Seen, ...]:
    """Return lines that no other article has."""
    return tuple(Seen(1000 + 100 * number + at, 200, 0) for at in range(count))


def article(number: int, *lines: Seen, **told: object) -> Observation:
    plain = Observation(article=number, lines=(*own(number), *lines))
    return replace(plain, **told)  # type: ignore[arg-type]


def taught(*seen: Observation, by: Habits | None = None) -> Habits:
    habits = by or Habits()
    for one in seen:
        habits = learn(habits, one)
    return habits


def test_a_promotion_on_every_page_is_furniture() -> None:
    habits = taught(*(article(n, PROMOTION) for n in range(3)))
    assert habits.furniture == {PROMOTION.key: 3}
    assert habits.version > 0


def test_two_pages_are_enough_only_for_what_asks_or_labels_at_the_edge_of_the_text() -> None:
    middle = Seen(9, 60, ASKING)
    habits = taught(*(article(n, PROMOTION, SENTENCE, HEADING, middle) for n in range(2)))
    assert set(habits.furniture) == {PROMOTION.key}


def test_the_same_article_read_again_teaches_nothing() -> None:
    first = article(1, PROMOTION)
    habits = taught(first)
    assert learn(habits, first) is habits
    assert taught(first, first, first, article(2)).furniture == {}


def test_an_article_under_another_address_or_its_update_teaches_nothing() -> None:
    first = article(1, SENTENCE)
    again = [replace(first, article=n, lines=(*first.lines[:4], *own(n, 1))) for n in range(2, 9)]
    habits = taught(first, *again)
    assert habits.articles == 1 and habits.furniture == {}


def test_boxes_below_short_articles_are_learnt_and_the_tail_of_an_updated_text_is_not() -> None:
    rules = tuple(Seen(n, 260, 0) for n in (11, 12))
    boxes = (PROMOTION, *rules)
    assert set(taught(*(article(n, *boxes) for n in range(4))).furniture) == {PROMOTION.key, 11, 12}
    tail = tuple(Seen(n, 200, 0) for n in range(10, 15))
    assert taught(*(article(n, *tail) for n in range(4))).furniture == {}


def test_pages_made_from_one_template_teach_nothing() -> None:
    shared = tuple(Seen(n, 150, 0) for n in range(10, 15))
    habits = taught(*(Observation(article=n, lines=(*shared, *own(n, 2))) for n in range(12)))
    assert habits.furniture == {}


def test_the_introduction_of_a_series_that_stands_on_some_pages_is_text() -> None:
    habits = taught(*(article(n, *([SENTENCE] if n % 4 == 0 else [])) for n in range(40)))
    assert habits.furniture == {}


def test_background_that_follow_ups_repeat_is_text_again_once_others_come() -> None:
    follow_ups = [article(n, SENTENCE) for n in range(3)]
    assert SENTENCE.key in taught(*follow_ups).furniture
    assert taught(
        *follow_ups, *(article(n, SENTENCE if n == 9 else PROMOTION) for n in range(3, 12))
    ).furniture.keys() == {PROMOTION.key}


def test_a_heading_of_a_format_is_text_unless_most_pages_have_it() -> None:
    assert taught(*(article(n, *([HEADING] if n % 3 == 0 else [])) for n in range(30))).furniture == {}
    assert HEADING.key in taught(*(article(n, HEADING) for n in range(6))).furniture


def test_what_no_longer_stands_anywhere_is_forgotten() -> None:
    habits = taught(*(article(n, PROMOTION) for n in range(8)))
    assert PROMOTION.key in habits.furniture
    later = taught(*(article(n) for n in range(8, 8 + KNOWN_FOR + 20)), by=habits)
    assert PROMOTION.key not in later.lines and later.furniture == {}
    assert later.version > habits.version


def test_what_is_remembered_of_a_site_has_a_bound() -> None:
    habits = taught(*(Observation(article=n, lines=own(n, 60)) for n in range(200)))
    assert len(habits.lines) <= MOST_LINES
    assert min(one.last for one in habits.lines.values()) > 200 - SINGLE_FOR


def test_after_a_redesign_the_new_container_prevails() -> None:
    old = taught(*(article(n, container="div.old") for n in range(30)))
    assert old.container == "div.old"
    both = taught(*(article(n, container="div.new") for n in range(100, 110)), by=old)
    assert both.container == "div.old" and both.holds_text("div.new")
    new = taught(*(article(n, container="div.new") for n in range(200, 225)), by=both)
    assert new.container == "div.new"


def test_no_container_prevails_on_few_pages_or_among_many_kinds() -> None:
    assert taught(*(article(n, container="div.a") for n in range(2))).container is None
    assert taught(*(article(n, container=f"div.{n % 4}") for n in range(20))).container is None


def test_an_affix_of_most_titles_is_the_sites_and_one_of_some_is_not() -> None:
    seen = [
        article(n, affixes=("end harbour post", *(["end live"] if n % 5 == 0 else []), "inner sport"))
        for n in range(20)
    ]
    habits = taught(*seen)
    assert habits.endings == {"harbour post"}
    assert habits.inner_endings == {"sport"}
    assert not habits.beginnings


def test_a_place_that_others_contradict_is_doubted_and_trusted_again() -> None:
    name = "published_at meta date"
    habits = taught(*(article(n, failed=(name,)) for n in range(4)))
    assert habits.trust(name) < 0
    assert taught(*(article(n, held=(name,)) for n in range(10, 20)), by=habits).trust(name) >= 0
    assert Habits().trust(name) == 0


def test_a_page_is_to_be_read_again_only_where_that_may_make_a_difference() -> None:
    seen = [article(n, PROMOTION, container="div.text") for n in range(4)]
    habits = taught(*seen)
    assert habits.concerns(seen[0])
    assert not habits.concerns(article(9, container="div.text"))
    assert habits.concerns(article(9, container="div.sidebar"))


def test_beliefs_are_all_that_reading_needs() -> None:
    habits = taught(*(article(n, PROMOTION, container="div.text") for n in range(4)))
    small = habits.beliefs
    assert set(small.lines) == {PROMOTION.key} and not small.read and not small.texts
    assert (small.furniture, small.container, small.lengths) == (habits.furniture, "div.text", habits.lengths)


def test_numbers_in_counters_stand_for_each_other_and_numbers_that_tell_something_do_not() -> None:
    assert line_key("1,204 views") == line_key("7,310 views")
    assert line_key("Comments (12)") == line_key("Comments (7)")
    assert line_key("Dead: 12") != line_key("Dead: 15")
    assert line_key("Tern United 3, Quay City 0") != line_key("Tern United 1, Quay City 1")
    assert line_key("The bridge cost 12 million.") != line_key("The bridge cost 15 million.")
    assert line_key("\ud800") is not None


def test_a_line_needs_three_articles_and_a_share_that_depends_on_what_it_looks_like() -> None:
    def line(articles: int, marks: int) -> Known:
        return Known(articles=articles, first=1, last=20, marks=marks, length=50)

    def formula(articles: int) -> Known:
        return Known(articles=articles, first=1, last=20, marks=0, length=10)

    assert not is_furniture(formula(20), 20)
    assert is_furniture(line(4, LABEL), 20) and not is_furniture(line(2, LABEL | EDGE), 20)
    assert not is_furniture(line(4, 0), 20) and is_furniture(line(8, 0), 20)
    assert not is_furniture(line(8, LISTED), 20) and is_furniture(line(12, LISTED), 20)
