"""What is learnt of a source's pages stands in the file, and is never taken for an edit of the publisher's."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from pathlib import Path

import pytest

from aggregator.capture import Capture
from aggregator.habits import ASKING, EDGE, MOST_LINES, Habits, Known, Observation, Seen, is_furniture
from aggregator.run import Counts
from aggregator.store.habits import WRITTEN_EVERY, HabitTable, read_habits
from aggregator.store.keeping import Kept
from aggregator.store.reader import Reader
from aggregator.store.writer import Store
from tests.store.making import NOON, Clock, capture, prose

PROMOTION = Seen(7, 80, ASKING | EDGE)
SOURCE = "news-example"
LATER = NOON + dt.timedelta(hours=1)


def seen(number: int, *lines: Seen) -> Observation:
    own = tuple(Seen(1000 + 10 * number + at, 200, 0) for at in range(4))
    return Observation(article=number, lines=(*own, *lines), container="div.text < article")


def page(number: int, **rest: object) -> Capture:
    url = f"https://news.example/a/{number}"
    plain = capture(url, title=f"Report {number}", paragraphs=prose(number), observation=seen(number, PROMOTION))
    return replace(plain, **rest)  # type: ignore[arg-type]


def keep(store: Store, *numbers: int) -> list[Kept]:
    return [store.keep(page(number)) for number in numbers]


def rows(store: Store) -> list[tuple[int, int]]:
    return store.connection.execute("SELECT version, articles FROM habits").fetchall()


def test_what_changes_readings_is_written_at_once_and_handed_on(store: Store) -> None:
    first, second, third = keep(store, 1, 2, 3)
    assert (first.habits, store.habits_of(SOURCE).articles) == (None, 3)
    assert second.habits is not None and second.habits.furniture == {PROMOTION.key: 2}
    assert third.habits is not None and third.habits.container == "div.text < article"
    assert rows(store) == [(third.habits.version, 3)]


def test_what_changes_nothing_is_written_once_in_a_while_and_at_the_end_of_a_run(store: Store) -> None:
    run_id = store.begin_run(SOURCE, url="https://news.example/")
    assert run_id is not None
    keep(store, *range(1, 6))
    ((version, written),) = rows(store)
    assert written == 3
    keep(store, *range(6, written + WRITTEN_EVERY + 1))
    assert rows(store) == [(version, written + WRITTEN_EVERY)]
    keep(store, 99)
    store.end_run(run_id, outcome="finished", counts=Counts())
    assert rows(store) == [(version, written + WRITTEN_EVERY + 1)]


def test_the_next_program_knows_what_this_one_learnt(path: Path, clock: Clock) -> None:
    with Store(path, clock=clock) as store:
        keep(store, 1, 2, 3)
        learnt = store.habits_of(SOURCE)
    with Store(path, clock=clock) as store:
        known = store.habits_of(SOURCE)
        assert (known.lines, known.furniture, known.container) == (learnt.lines, learnt.furniture, learnt.container)
        assert store.keep(page(2)).habits is None  # it has taught already
        assert store.habits_of(SOURCE).articles == 3
    with Reader(path) as reader:
        found = reader.habits(SOURCE)
        assert found is not None and found.furniture == learnt.furniture
        assert reader.habits("unknown") is None


def test_one_article_under_two_addresses_teaches_once(store: Store) -> None:
    keep(store, 1)
    other = page(1, url="https://news.example/b/1", final_url="https://news.example/b/1")
    store.keep(replace(other, observation=seen(1, PROMOTION)))
    assert store.habits_of(SOURCE).articles == 1


def test_a_transaction_that_fails_teaches_nothing_for_ever(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction():
        keep(store, 1, 2, 3)
        raise ZeroDivisionError
    assert rows(store) == []
    assert store.habits_of(SOURCE) == Habits()


def test_a_text_that_is_read_otherwise_because_of_what_was_learnt_is_no_edit(store: Store) -> None:
    text, promotion = prose(9), prose("promotion", paragraphs=1)
    with_promotion = capture("https://news.example/a/9", title="Nine", paragraphs=(*text, *promotion))
    store.keep(with_promotion)
    later = capture("https://news.example/a/9", title="Nine", paragraphs=text, rules_hash="learnt", at=LATER)
    kept = store.keep(later)
    assert "revised" not in kept.changes and "reread" in kept.changes
    causes = store.connection.execute(
        "SELECT cause FROM revisions WHERE article_id = :id ORDER BY revision", {"id": kept.article_id}
    ).fetchall()
    assert causes[-1][0] in ("reader", "unclear")


def test_an_edit_on_a_page_that_is_read_by_the_same_habits_is_the_publishers(store: Store) -> None:
    url = "https://news.example/a/9"
    store.keep(capture(url, title="Nine", paragraphs=prose(9), rules_hash="learnt"))
    edited = (*prose(9)[:3], *prose("another end", paragraphs=1))
    kept = store.keep(capture(url, title="Nine", paragraphs=edited, rules_hash="learnt", at=LATER))
    assert "revised" in kept.changes


def full() -> Habits:
    """Return as much as is ever remembered of a site."""
    chance = random.Random(3)
    lines = {
        chance.getrandbits(32): Known(chance.randint(1, 900), chance.randint(1, 900), 990, 0, chance.randint(9, 999))
        for _ in range(MOST_LINES)
    }
    furniture = {key: one.articles for key, one in lines.items() if is_furniture(one, 1000)}
    return Habits(
        articles=1000,
        version=40,
        lines=lines,
        furniture=furniture,
        texts=dict.fromkeys(furniture, "港" * 80),
        containers={f"div.text-of-articles-{chr(97 + n % 26) * 20} < div.main-{n}": 1.0 for n in range(30)},
        affixes={f"end the section {n} of the paper": 1.0 for n in range(30)},
        places={f"published_at meta date-{n}": (1.5, 2.5) for n in range(30)},
        read=tuple(range(250)),
    )


def test_half_a_surrogate_pair_on_one_page_spoils_nothing(store: Store) -> None:
    broken = replace(seen(1, PROMOTION), affixes=("end Po\ud800st",))
    store.keep(page(1, observation=broken, etag='"\ud800"'))
    keep(store, 2, 3, 4)
    assert store.habits_of(SOURCE).articles == 4
    assert read_habits(store.connection, SOURCE) is not None


def test_a_row_is_small_and_comes_back_as_it_was(store: Store) -> None:
    store.keep(page(1))
    table = HabitTable(store.connection)
    table.of(SOURCE)
    table._held[SOURCE] = habits = full()
    with store.transaction():
        table.write(SOURCE, now=NOON)
    ((size,),) = store.connection.execute("SELECT length(CAST(learnt AS BLOB)) + length(lines) FROM habits").fetchall()
    assert size < 16_000
    back = read_habits(store.connection, SOURCE)
    assert back is not None
    assert (back.lines, back.containers, back.affixes, back.places, back.read) == (
        habits.lines,
        habits.containers,
        habits.affixes,
        habits.places,
        habits.read,
    )


@pytest.mark.parametrize("change", ["learnt = '[]'", "learnt = '{'", "lines = x'00'", "learnt = '{\"texts\": 3}'"])
def test_a_row_that_cannot_be_read_counts_for_nothing(store: Store, change: str) -> None:
    keep(store, 1, 2, 3)
    with store.transaction():
        store.connection.execute(f"UPDATE habits SET {change}")
    assert read_habits(store.connection, SOURCE) is None
