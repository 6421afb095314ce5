from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.timestamps import day_of, find_whens, jalali_day, parse_when, to_utc_text

DAY = dt.date(2026, 11, 20)


def at(hour: int, minute: int = 0, second: int = 0, *, offset: float | None = None) -> dt.datetime:
    zone = None if offset is None else dt.timezone(dt.timedelta(hours=offset))
    return dt.datetime(2026, 11, 20, hour, minute, second, tzinfo=zone)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2026-11-20", DAY),
        ("20261120", DAY),
        ("2026/11/20", DAY),
        ("2026-11-20T08:30", at(8, 30)),
        ("2026-11-20 08:30:15", at(8, 30, 15)),
        ("2026-11-20T08:30:15Z", at(8, 30, 15, offset=0)),
        ("2026-11-20T08:30:15.123456789+05:30", at(8, 30, 15, offset=5.5)),
        ("2026-11-20T08:30:15+0100", at(8, 30, 15, offset=1)),
        ("2026-11-20T08:30:15-05", at(8, 30, 15, offset=-5)),
        ("2026-11-20 08:30:15 +01:00", at(8, 30, 15, offset=1)),
        ("2026-11-20 08:30:15 UTC", at(8, 30, 15, offset=0)),
        ("2026-11-20T08-30-15Z", at(8, 30, 15, offset=0)),
        ("20261120T083015Z", at(8, 30, 15, offset=0)),
        ("Fri, 20 Nov 2026 08:30:15 GMT", at(8, 30, 15, offset=0)),
        ("Fri, 20 Nov 2026 08:30:15 -0800", at(8, 30, 15, offset=-8)),
        ("Fri Nov 20 2026 08:30:15 GMT+0100 (CET)", at(8, 30, 15, offset=1)),
        ("1795163415", dt.datetime.fromtimestamp(1795163415, dt.UTC)),
        ("1795163415000", dt.datetime.fromtimestamp(1795163415, dt.UTC)),
        ("20-Nov-2026", DAY),
        ("Fri Nov 20 08:30:15 EST 2026", at(8, 30, 15, offset=-5)),
        ("2026-11-19T24:00:00Z", at(0, offset=0)),
    ],
)
def test_formats_of_machines(text: str, when: dt.date) -> None:
    assert parse_when(text) == when
    assert type(parse_when(text)) is type(when)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Friday, November 20, 2026"),
        ("en", "20th of November 2026"),
        ("en", "Nov. 20, 2026"),
        ("de", "Freitag, den 20. November 2026"),
        ("fr", "vendredi 20 novembre 2026"),
        ("es", "viernes 20 de noviembre de 2026"),
        ("pt", "20 de novembro de 2026"),
        ("gl", "20 de novembro de 2026"),
        ("ca", "20 de novembre de 2026"),
        ("ca", "divendres 20 d’octubre de 2026"),
        ("eu", "2026ko azaroaren 20a"),
        ("it", "venerdì 20 novembre 2026"),
        ("nl", "vrijdag 20 november 2026"),
        ("sv", "20 november 2026"),
        ("no", "20. november 2026"),
        ("da", "fredag d. 20. november 2026"),
        ("is", "20. nóvember 2026"),
        ("fi", "20. marraskuuta 2026"),
        ("et", "20. november 2026"),
        ("lv", "2026. gada 20. novembrī"),
        ("lt", "2026 m. lapkričio 20 d."),
        ("pl", "20 listopada 2026"),
        ("cs", "20. listopadu 2026"),
        ("sk", "20. novembra 2026"),
        ("sl", "20. novembra 2026"),
        ("hr", "20. studenoga 2026."),
        ("sr", "20. новембра 2026."),
        ("mk", "20 ноември 2026"),
        ("bg", "20 ноември 2026 г."),
        ("ru", "20 ноября 2026 года"),
        ("uk", "20 листопада 2026 р."),
        ("be", "20 лістапада 2026"),
        ("hu", "2026. november 20."),
        ("ro", "20 noiembrie 2026"),
        ("sq", "20 nëntor 2026"),
        ("el", "20 Νοεμβρίου 2026"),
        ("tr", "20 Kasım 2026"),
        ("az", "20 noyabr 2026"),
        ("ka", "20 ნოემბერი 2026"),
        ("hy", "20 նոյեմբերի 2026"),
        ("he", "20 בנובמבר 2026"),
        ("ar", "20 نوفمبر 2026"),
        ("ar", "٢٠ تشرين الثاني ٢٠٢٦"),
        ("fa", "۲۹ آبان ۱۴۰۵"),
        ("fa", "۲۰ نوامبر ۲۰۲۶"),
        ("ur", "20 نومبر 2026"),
        ("hi", "20 नवंबर 2026"),
        ("mr", "२० नोव्हेंबर २०२६"),
        ("bn", "২০ নভেম্বর ২০২৬"),
        ("gu", "20 નવેમ્બર 2026"),
        ("pa", "20 ਨਵੰਬਰ 2026"),
        ("ta", "20 நவம்பர் 2026"),
        ("te", "20 నవంబర్ 2026"),
        ("kn", "20 ನವೆಂಬರ್ 2026"),
        ("ml", "20 നവംബർ 2026"),
        ("si", "20 නොවැම්බර් 2026"),
        ("th", "20 พฤศจิกายน 2569"),
        ("th", "20 พ.ย. 69"),
        ("lo", "20 ພະຈິກ 2026"),
        ("my", "20 နိုဝင်ဘာ 2026"),
        ("km", "20 វិច្ឆិកា 2026"),
        ("vi", "ngày 20 tháng 11 năm 2026"),
        ("id", "Jumat, 20 November 2026"),
        ("ms", "20 November 2026"),
        ("tl", "ika-20 ng Nobyembre 2026"),
        ("sw", "20 Novemba 2026"),
        ("zu", "20 Novemba 2026"),
        ("cy", "20 Tachwedd 2026"),
        ("ga", "20 Samhain 2026"),
        ("mt", "20 ta’ Novembru 2026"),
        ("eo", "la 20-a de novembro 2026"),
        ("ja", "2026年11月20日（金）"),
        ("ja", "令和8年11月20日"),
        ("zh", "2026年11月20日"),
        ("zh-TW", "民國115年11月20日"),
        ("ko", "2026년 11월 20일"),
        ("ko", "2026.11.20."),
    ],
)
def test_days_in_words(language: str, text: str) -> None:
    found = parse_when(text, languages=[language])
    assert found is not None
    assert not isinstance(found, dt.datetime)
    assert (found.day, found.year) == (20, 2026)
    assert found.month == (10 if "octubre" in text else 11)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("20. November 2026, 18:30 Uhr", at(18, 30)),
        ("20.11.2026 um 18.30 Uhr", at(18, 30)),
        ("Publié le 20 novembre 2026 à 18h30", at(18, 30)),
        ("20 de noviembre de 2026 a las 18:30 h", at(18, 30)),
        ("perjantai 20.11.2026 klo 8.30", at(8, 30)),
        ("November 20, 2026 6:30 PM", at(18, 30)),
        ("November 20, 2026 at 12:05 a.m.", at(0, 5)),
        ("12:30 p.m. Nov. 20, 2026", at(12, 30)),
        ("Nov. 20, 2026 8:05 PM ET", at(20, 5, offset=-5)),
        ("20 Nov 2026 15:30 WIB", at(15, 30, offset=7)),
        ("20/11/2026, 08:00 (GMT+7)", at(8, offset=7)),
        ("20 ноября 2026, 15:30 МСК", at(15, 30, offset=3)),
        ("2026년 11월 20일 오후 3:20", at(15, 20)),
        ("2026年11月20日 下午3:20", at(15, 20)),
        ("2026年11月20日 18時30分", at(18, 30)),
        ("20 พฤศจิกายน 2569 เวลา 10.30 น.", at(10, 30)),
        ("۲۹ آبان ۱۴۰۵ - ۱۰:۲۰", at(10, 20)),
        ("20 नवंबर 2026, 05:30 PM IST", at(17, 30, offset=5.5)),
    ],
)
def test_times_beside_days(text: str, when: dt.datetime) -> None:
    assert parse_when(text) == when


def test_zone_of_an_american_clock_follows_the_season() -> None:
    summer = parse_when("July 1, 2026 9:00 AM ET")
    assert isinstance(summer, dt.datetime)
    assert summer.utcoffset() == dt.timedelta(hours=-4)


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        ((), None),
        (("en",), None),
        (("en-US",), dt.date(2026, 3, 4)),
        (("en-GB",), dt.date(2026, 4, 3)),
        (("fr",), dt.date(2026, 4, 3)),
    ],
)
def test_day_and_month_in_figures_need_a_language(languages: tuple[str, ...], expected: dt.date | None) -> None:
    assert parse_when("03/04/2026", languages=languages) == expected


def test_figures_that_can_be_read_one_way_only_need_none() -> None:
    assert parse_when("11/20/2026") == DAY
    assert parse_when("20/11/2026") == DAY


def test_month_whose_name_means_two_months_needs_a_language() -> None:
    assert parse_when("20 listopada 2026") is None
    assert parse_when("20 listopada 2026", languages=["pl"]) == dt.date(2026, 11, 20)
    assert parse_when("20 listopada 2026", languages=["hr"]) == dt.date(2026, 10, 20)


@pytest.mark.parametrize(
    "text", ["2026-02-30", "0001-01-01T00:00:00", "20 November", "November 2026", "2026", "soon", "", "99.99.9999"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert parse_when(text) is None


def test_day_without_year_takes_the_latest_that_is_not_ahead() -> None:
    now = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
    assert parse_when("20 November", now=now) == DAY
    assert parse_when("20 December", now=now) == dt.date(2025, 12, 20)


def test_impossible_time_leaves_the_day() -> None:
    assert parse_when("2026-11-20T25:00:00Z") == DAY


def test_every_moment_of_a_line_is_found_with_its_label() -> None:
    first, second = find_whens("Published: 20 Nov 2026 08:00 | Updated: 21 Nov 2026 09:30")
    assert (first.when, second.when) == (at(8), at(9, 30) + dt.timedelta(days=1))
    assert "published" in first.before
    assert "updated" in second.before


def test_solar_hijri_leap_day() -> None:
    assert jalali_day(1403, 12, 30) == dt.date(2025, 3, 20)
    assert jalali_day(1405, 1, 1) == dt.date(2026, 3, 21)
    assert jalali_day(1405, 13, 1) is None


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (DAY, "2026-11-20T00:00:00Z"),
        (at(8, 30), "2026-11-20T08:30:00Z"),
        (at(0, 30, offset=1), "2026-11-19T23:30:00Z"),
        (dt.datetime.min.replace(tzinfo=dt.timezone(dt.timedelta(hours=5))), "0001-01-01T00:00:00Z"),
    ],
)
def test_stored_text_is_utc_of_one_width(when: dt.date, text: str) -> None:
    assert to_utc_text(when) == text


@given(st.text(max_size=400))
def test_no_text_breaks_it(text: str) -> None:
    found = parse_when(text, languages=["de"])
    assert found is None or len(to_utc_text(found)) == 20


_PIECES = [
    "20",
    "11",
    "2026",
    "nov",
    "listopada",
    ".",
    "/",
    "-",
    ":",
    " ",
    "pm",
    "年",
    "월",
    "gmt+25",
    "令和",
    "۱۴۰۵",
    "آبان",
    "พ.ย.",
    "08:3",
    "99",
    "t",
    "z",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=40))
def test_no_heap_of_pieces_of_dates_breaks_it(pieces: list[str]) -> None:
    for joined in ("".join(pieces), " ".join(pieces)):
        found = parse_when(joined)
        assert found is None or 1900 <= day_of(found).year <= 2199


@given(st.integers(min_value=0, max_value=4_000_000_000), st.integers(min_value=-14 * 4, max_value=14 * 4))
def test_iso_text_comes_back_as_it_went(seconds: int, quarters: int) -> None:
    when = dt.datetime.fromtimestamp(seconds, dt.timezone(dt.timedelta(minutes=15 * quarters)))
    assert parse_when(when.isoformat()) == when
