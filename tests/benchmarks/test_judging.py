"""What is right, what counts neither way, and what the figures are made of."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.judging import Belief, Verdict, bins, calibration_error, key, wilson


def label(name: str, role: str = "wire", **more: Any) -> dict[str, Any]:
    return {"role": role, "name": name, "found_in": "footer", **more}


def found(name: str, role: str = "wire", **more: Any) -> dict[str, Any]:
    return {"role": role, "name": name, "as_written": name, "found_in": "footer", "confidence": 0.9, **more}


def verdict(labels: list[dict[str, Any]] | None, *read: dict[str, Any]) -> Verdict:
    made = Verdict()
    page = {"id": "p", "publisher": {"name": "Harbour Post", "aliases": ["hp.example"]}, "attributions": labels}
    made.add(page, read, language="en")
    return made


def counts(made: Verdict, role: str = "wire") -> tuple[int, int, int]:
    tally = made.role(role)
    return tally.right, tally.false, tally.missed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AGENCE FRANCE-PRESSE", "Agence France Presse"),
        ("The Elmstadt Gazette", "Elmstadt Gazette"),
        ("Der Hafenbote", "Hafenbote"),
        ("L'Echo du Port", "Écho du Port"),
        ("Ｎｅｗｓ１", "News1"),
    ],
)
def test_case_accents_punctuation_and_article_do_not_part_names(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_other_names_stay_others() -> None:
    assert len({key(one) for one in ("AFP", "AP", "The", "Die Zeit", "뉴스1", "뉴시스", "")}) == 7


@pytest.mark.parametrize(
    "read",
    [
        found("Reuters"),
        found("Thomson Reuters"),
        found("Agency X", as_written="REUTERS"),
        found("reuters news agency"),
    ],
)
def test_name_alias_and_spelling_are_all_right(read: dict[str, Any]) -> None:
    told = [label("Reuters", aliases=["Thomson Reuters", "Reuters News Agency"])]
    assert counts(verdict(told, read)) == (1, 0, 0)


def test_name_in_another_role_is_both_false_and_missed() -> None:
    made = verdict([label("Reuters")], found("Reuters", "photo"))
    assert counts(made) == (0, 0, 1)
    assert counts(made, "photo") == (0, 1, 0)


def test_one_label_said_twice_is_right_once() -> None:
    assert counts(verdict([label("Reuters")], found("Reuters"), found("Reuters"))) == (1, 0, 0)


def test_optional_label_counts_neither_way() -> None:
    told = [label("Reuters", optional=True)]
    for made in (verdict(told), verdict(told, found("Reuters"))):
        assert counts(made) == (0, 0, 0)
        assert made.beliefs == []


def test_name_of_no_label_is_false_and_believed_wrongly() -> None:
    made = verdict([], found("Reuters", confidence=0.7))
    assert counts(made) == (0, 1, 0)
    assert made.beliefs == [Belief(role="wire", confidence=0.7, right=False)]


def test_page_nobody_labelled_is_passed_over() -> None:
    made = verdict(None, found("Reuters"))
    assert (made.pages, counts(made)) == (0, (0, 0, 0))


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ([found("HP.example", "publisher")], (1, 0, 0)),
        ([found("Hafenbote", "publisher", as_written="Harbour Post")], (1, 0, 0)),
        ([found("Hafenbote", "publisher")], (0, 1, 1)),
        ([], (0, 0, 1)),
    ],
)
def test_publisher_is_right_by_name_or_alias(read: list[dict[str, Any]], expected: tuple[int, int, int]) -> None:
    assert counts(verdict([], *read), "publisher") == expected


def test_figures_of_a_role_with_nothing_in_it_are_absent() -> None:
    tally = verdict([]).role("wire")
    assert (tally.precision, tally.recall, tally.f1) == (None, None, None)


def test_precision_recall_and_their_mean() -> None:
    made = verdict([label("A"), label("B"), label("C")], found("A"), found("B"), found("X"), found("Y"))
    tally = made.role("wire")
    assert (tally.precision, tally.recall) == (0.5, 2 / 3)
    assert tally.f1 == pytest.approx(4 / 7)


def test_interval_holds_the_share_and_stays_between_nothing_and_all() -> None:
    for part, whole in ((0, 3), (3, 3), (1, 2), (95, 100)):
        low, high = wilson(part, whole)
        assert 0 <= low <= part / whole <= high <= 1
        assert high - low > 0
    assert wilson(0, 0) == (0.0, 1.0)


def beliefs(*pairs: tuple[float, bool]) -> list[Belief]:
    return [Belief(role="wire", confidence=confidence, right=right) for confidence, right in pairs]


def test_bins_are_of_equal_count_the_least_believed_first() -> None:
    told = beliefs(*((number / 100, True) for number in range(25)))
    made = bins(told)
    assert sum(one.count for one in made) == 25
    assert {one.count for one in made} == {2, 3}
    assert [one.lowest for one in made] == sorted(one.lowest for one in made)


def test_fewer_entries_than_bins_have_a_bin_each() -> None:
    assert [one.count for one in bins(beliefs((0.5, True), (0.6, False)))] == [1, 1]
    assert bins([]) == []
    assert calibration_error(bins([])) is None


def test_order_of_entries_with_one_confidence_changes_nothing() -> None:
    right, wrong = [(0.8, True)] * 80, [(0.8, False)] * 20
    for told in (right + wrong, wrong + right):
        assert calibration_error(bins(beliefs(*told))) == pytest.approx(0)


def test_calibration_error_is_how_far_belief_and_truth_are_apart() -> None:
    told = beliefs(*[(0.9, True)] * 5, *[(0.9, False)] * 5)
    assert calibration_error(bins(told)) == pytest.approx(0.4)
