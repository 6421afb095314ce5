from __future__ import annotations

import datetime as dt

import pytest

from aggregator.article import When
from aggregator.claim import Claim
from aggregator.extraction.dates import (
    choose_dates,
    day_in_address,
    modified_belief,
    modified_claims,
    proved_offset,
    published_belief,
    published_claims,
    shown_claims,
)
from aggregator.extraction.parsed import ParsedPage
from aggregator.timestamps import day_of
from tests.extraction.making import article, made_page

DAY = dt.date(2026, 11, 20)


def published(page: ParsedPage, zone: str | None = None) -> When | None:
    return choose_dates((*published_claims(page), *shown_claims(page)), tuple(modified_claims(page)), zone)[
        0
    ].published_at


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2026/11/20/ferry", DAY),
        ("/news/2026-11-20-ferry.html", DAY),
        ("/20261120/ferry", DAY),
        ("/ferry_20-11-2026.html", DAY),
        ("/meldungen/03-04-2026", None),
        ("/article/2026112045", None),
        ("/2026/13/45/x", None),
        ("/ferry?date=2026-11-20", None),
    ],
)
def test_days_in_addresses(path: str, day: dt.date | None) -> None:
    assert day_in_address("https://courier.example" + path) == day


def test_edit_is_never_the_publication() -> None:
    page = made_page(
        jsonld=article(dateModified="2026-11-21T09:00:00Z"),
        body="<h1>Ferry stops for weeks</h1><p>Updated: 21 November 2026</p>",
    )
    assert published(page) is None


@pytest.mark.parametrize(
    "name",
    [
        "article:published_time",
        "dc.date.issued",
        "parsely-pub-date",
        "acme:published_date",
        "cxenseparse:acm-publishtime",
        "date.release",
        "createdate",
        "first_publication_date",
    ],
)
def test_meta_names_that_speak_of_publication_are_believed(name: str) -> None:
    assert published_belief(name) > 0.7
    assert modified_belief(name) == 0


@pytest.mark.parametrize(
    "name",
    ["article:publisher", "article:modified_time", "unpublish_date", "expires", "last_published_date", "viewport"],
)
def test_other_meta_names_say_nothing_of_publication(name: str) -> None:
    assert published_belief(name) == 0


def test_meta_names_that_speak_of_edits_are_believed() -> None:
    assert min(map(modified_belief, ["article:modified_time", "acme:updated_at", "last_updated_date"])) > 0.7
    assert modified_belief("article:author") == 0


def test_stated_day_comes_before_the_address_and_the_footer() -> None:
    page = made_page(
        url="https://courier.example/2020/01/01/x",
        jsonld=article(datePublished="2026-11-20"),
        body="<footer>© 1 January 2019</footer>",
    )
    assert published(page) == DAY


def test_more_precise_place_refines_the_same_day() -> None:
    head = '<meta property="article:published_time" content="2026-11-20T08:30:00+01:00">'
    found = published(made_page(head=head, jsonld=article(datePublished="2026-11-20")))
    assert isinstance(found, dt.datetime)
    assert found.isoformat() == "2026-11-20T08:30:00+01:00"


@pytest.mark.parametrize("stated", ["0000-00-00", "1970-01-01T00:00:00Z", "0001-01-01", "2026-02-30", "soon"])
def test_impossible_day_is_passed_over(stated: str) -> None:
    head = '<meta name="date" content="2026-11-20">'
    assert published(made_page(head=head, jsonld=article(datePublished=stated))) == DAY


def test_offset_is_kept_as_stated() -> None:
    found = published(made_page(jsonld=article(datePublished="2026-11-20T23:30:00-05:00")))
    assert isinstance(found, dt.datetime)
    assert found.isoformat() == "2026-11-20T23:30:00-05:00"


def test_zone_of_the_source_is_assumed_and_said_so() -> None:
    claim: Claim[When] = Claim(value=dt.datetime(2026, 7, 1, 8, 30), place="meta date", belief=0.8)  # noqa: DTZ001 - a page that states no offset
    dates, _ = choose_dates((claim,), (), "Europe/Oslo")
    assert isinstance(dates.published_at, dt.datetime)
    assert dates.published_at.isoformat() == "2026-07-01T08:30:00+02:00"
    assert dates.zone_assumed is True
    unknown, _ = choose_dates((claim,), (), None)
    assert (unknown.published_at, unknown.zone_assumed) == (claim.value, True)
    bad, _ = choose_dates((claim,), (), "Nowhere/Atall")
    assert bad.published_at == claim.value


def test_day_alone_assumes_no_zone() -> None:
    dates, _ = choose_dates((Claim(value=DAY, place="meta date", belief=0.8),), (), "Europe/Oslo")
    assert (dates.published_at, dates.zone_assumed) == (DAY, None)


def test_edit_before_the_publication_is_passed_over() -> None:
    page = made_page(jsonld=article(datePublished="2026-11-20T08:30:00Z", dateModified="2019-01-01T00:00:00Z"))
    dates, _ = choose_dates(tuple(published_claims(page)), tuple(modified_claims(page)), None)
    assert dates.modified_at is None


def test_line_by_the_headline_comes_before_dates_of_teasers() -> None:
    body = (
        '<div class="teaser-list"><time datetime="2026-11-23">yesterday</time></div><article><h1>Ferry '
        "stops for eleven weeks</h1>"
        '<p class="meta">By Ann Example | 20 November 2026</p><p>The ferry stopped on 3 March 2011 as '
        "well, and nobody minded then.</p></article>"
    )
    assert published(made_page(body=body)) == DAY


def test_dates_in_running_text_are_no_evidence() -> None:
    body = (
        "<h1>Ferry stops for eleven weeks</h1><p>On 3 March 2011 the ferry had stopped for the first "
        "time, as older islanders like Mara Quill still remember well.</p>"
    )
    assert published(made_page(body=body)) is None


def test_offset_is_proved_by_the_same_second_elsewhere() -> None:
    head = (
        '<meta property="article:published_time" content="2026-11-20T06:35:29Z"><meta '
        'name="sailthru.date" content="2026-11-19 22:35:29">'
    )
    found = published(made_page(head=head))
    assert isinstance(found, dt.datetime)
    assert found.isoformat() == "2026-11-19T22:35:29-08:00"


def test_time_without_an_offset_gets_the_one_that_utc_elsewhere_proves() -> None:
    head = '<meta property="article:published_time" content="2026-11-20T06:35:29Z">'
    found = published(made_page(head=head, jsonld=article(datePublished="2026-11-20T08:35:29")))
    assert isinstance(found, dt.datetime)
    assert found.isoformat() == "2026-11-20T08:35:29+02:00"


@pytest.mark.parametrize(
    ("local", "hours"),
    [("08:35:29", 2), ("06:35:29", None), ("08:35:30", None), ("08:50:29", None), ("22:35:29", None)],
)
def test_offset_is_proved_by_whole_half_hours_only(local: str, hours: int | None) -> None:
    utc = dt.datetime(2026, 11, 20, 6, 35, 29, tzinfo=dt.UTC)
    found = proved_offset(dt.datetime.fromisoformat(f"2026-11-20T{local}"), utc)
    assert found == (dt.timedelta(hours=hours) if hours is not None else None)


def test_utc_stays_where_the_page_shows_no_other_day() -> None:
    url = "https://courier.example.it/x"
    body = '<h1>Ferry stops for eleven weeks</h1><div class="date">19 November 2026</div>'
    found = published(made_page(url=url, jsonld=article(datePublished="2026-11-19T23:15:00Z"), body=body))
    assert isinstance(found, dt.datetime)
    assert found.isoformat() == "2026-11-19T23:15:00+00:00"


def test_edit_is_shown_only_where_none_is_stated() -> None:
    body = "<h1>Ferry stops for eleven weeks</h1><p>20 November 2026</p><p>Updated: 22 November 2026</p>"
    shown = {day_of(claim.value) for claim in modified_claims(made_page(body=body))}
    assert shown == {dt.date(2026, 11, 22)}
    stated = modified_claims(made_page(jsonld=article(dateModified="2026-11-21T09:00:00Z"), body=body))
    assert {day_of(claim.value) for claim in stated} == {dt.date(2026, 11, 21)}
