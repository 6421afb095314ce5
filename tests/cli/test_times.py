"""Tests of `aggregator.cli.times`."""

from __future__ import annotations

import datetime as dt

import click
import pytest

from aggregator.cli.times import Moment, Span, span


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90", 90), ("90s", 90), ("30m", 1800), ("2h", 7200), ("1d", 86_400), ("2w", 1_209_600)],
)
def test_a_span_is_a_number_and_a_unit(text: str, seconds: int) -> None:
    assert span(text) == dt.timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "0", "soon", "-5m", "3x", "9999999", "1.5h", "999999w"])
def test_what_is_no_span_is_none(text: str) -> None:
    assert span(text) is None


def test_a_wrong_span_is_refused_with_an_example() -> None:
    with pytest.raises(click.BadParameter, match="90s, 30m or 2h"):
        Span().convert("3x", None, None)


def test_a_day_is_its_midnight_in_utc() -> None:
    assert Moment(ahead=False).convert("2026-11-20", None, None) == dt.datetime(2026, 11, 20, tzinfo=dt.UTC)


def test_an_offset_is_kept_as_a_moment() -> None:
    moment = Moment(ahead=False).convert("2026-11-20T08:00+09:00", None, None)
    assert moment == dt.datetime(2026, 11, 19, 23, tzinfo=dt.UTC)


@pytest.mark.parametrize(("ahead", "sign"), [(True, 1), (False, -1)])
def test_a_span_counts_from_now(ahead: bool, sign: int) -> None:
    moment = Moment(ahead=ahead).convert("2d", None, None)
    difference = moment - dt.datetime.now(dt.UTC) - sign * dt.timedelta(days=2)
    assert abs(difference) < dt.timedelta(minutes=1)


@pytest.mark.parametrize("text", ["yesterday", "20/11/2026", "12", ""])
def test_a_wrong_moment_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(click.BadParameter, match="2026-11-20"):
        Moment(ahead=False).convert(text, None, None)
