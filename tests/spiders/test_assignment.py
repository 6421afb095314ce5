"""What a crawl is asked to harvest."""

from __future__ import annotations

import datetime as dt

import pytest
from scrapy.settings import Settings

from aggregator.errors import UnknownSource, UsageError
from aggregator.sources.registry import Registry
from aggregator.sources.source import Source
from aggregator.spiders.assignment import Assignment, since_moment, words

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
ALPHA = Source(id="alpha", name="Alpha", homepage="https://alpha.example/", groups=("coast",))
BETA = Source(id="beta", name="Beta", homepage="https://beta.example/", enabled=False)


def assignment(**asked: str) -> Assignment:
    settings = Settings()
    settings.setmodule("aggregator.settings", priority="project")
    return Assignment(asked, settings=settings, registry=Registry([ALPHA, BETA]), now=NOON)


def test_without_words_all_enabled_sources_are_meant() -> None:
    asked = assignment()
    assert asked.read() == [ALPHA]
    assert not asked.named


def test_a_source_that_is_named_is_harvested_though_it_is_disabled() -> None:
    assert assignment(source="beta, alpha").read() == [BETA, ALPHA]


def test_an_unknown_source_is_a_sentence() -> None:
    with pytest.raises(UnknownSource, match='did you mean "alpha"'):
        assignment(source="alhpa").read()


def test_a_group_stands_for_its_sources() -> None:
    assert assignment(group="coast").read() == [ALPHA]
    with pytest.raises(UsageError, match='in the group "inland"'):
        assignment(group="inland").read()


def test_single_addresses_find_their_source_or_get_one() -> None:
    asked = assignment(url="https://alpha.example/a,1 https://www.other.example/b?utm_source=x")
    sources = asked.read()
    assert [one.id for one in sources] == ["alpha", "other-example"]
    assert asked.urls["alpha"] == ["https://alpha.example/a,1"]
    assert asked.named


def test_what_is_no_address_is_a_sentence() -> None:
    with pytest.raises(UsageError, match="is not an http or https address"):
        assignment(url="ftp://alpha.example/a").read()


def test_one_bad_address_among_good_ones_is_kept_aside() -> None:
    asked = assignment(url="xhttps://alpha.example/a https://alpha.example/b")
    assert [one.id for one in asked.read()] == ["alpha"]
    assert asked.unusable == ["xhttps://alpha.example/a"]


def test_the_limit_counts_down() -> None:
    asked = assignment(limit="2")
    asked.read()
    asked.took(1)
    assert asked.left == 1
    asked.took(2)
    assert asked.left == 0


@pytest.mark.parametrize("said", ["0", "-1", "many", "1.5"])
def test_a_limit_that_is_no_number_is_a_sentence(said: str) -> None:
    with pytest.raises(UsageError, match="limit"):
        assignment(limit=said).read()


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        (None, NOON - dt.timedelta(days=7)),
        ("12h", NOON - dt.timedelta(hours=12)),
        ("2w", NOON - dt.timedelta(weeks=2)),
        ("2026-11-01", dt.datetime(2026, 11, 1, tzinfo=dt.UTC)),
        ("2026-11-01T08:00:00+09:00", dt.datetime(2026, 10, 31, 23, tzinfo=dt.UTC)),
        ("all", None),
    ],
)
def test_since_takes_spans_dates_and_all(said: str | None, moment: dt.datetime | None) -> None:
    assert since_moment(said, now=NOON, default_days=7) == moment


def test_since_that_is_none_of_these_is_a_sentence() -> None:
    with pytest.raises(UsageError, match="since"):
        since_moment("yesterday", now=NOON, default_days=7)


def test_a_comma_inside_an_address_does_not_split_it() -> None:
    assert words("https://a.example/x,1.html,https://b.example/y\nhttps://a.example/x,1.html") == [
        "https://a.example/x,1.html",
        "https://b.example/y",
    ]
