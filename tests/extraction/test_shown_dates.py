from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.claim import choose
from aggregator.extraction.dates import modified_claims
from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.shown_dates import day_first_of, label_of, shown_claims
from aggregator.timestamps import day_of, find_whens
from tests.extraction.making import made_page

DAY = dt.date(2026, 11, 20)
TEXT = "<p>The ferry will stop for eleven weeks while divers replace the chains of the northern pontoon.</p>" * 3
TITLE = "<h1>Ferry stops for eleven weeks</h1>"


def shown_day(page: ParsedPage) -> dt.date | None:
    likely = choose(shown_claims(page))
    return day_of(likely.value) if likely is not None else None


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Published: 20 November 2026", "first"),
        ("20 November 2026", None),
        ("Updated on 20 November 2026", "later"),
        ("Edited by: Bo Lind, published 20 November 2026", "first"),
        ("Member since 20 November 2026", "other"),
        ("Veröffentlicht am 20.11.2026", "first"),
        ("Zuletzt aktualisiert: 20.11.2026", "later"),
        ("Mis à jour le 20/11/2026", "later"),
        ("Publicado el 20/11/2026", "first"),
        ("Opublikowano 20.11.2026", "first"),
        ("Обновлено 20.11.2026", "later"),
        ("Дата публикации: 20.11.2026", "first"),
        ("تاريخ النشر: 20/11/2026", "first"),
        ("آخر تحديث: 20/11/2026", "later"),
        ("تاریخ انتشار: ۱۴۰۵/۰۸/۲۹", "first"),
        ("פורסם: 20.11.2026", "first"),
        ("עודכן: 20.11.2026", "later"),
        ("प्रकाशित: 20/11/2026", "first"),
        ("입력 2026.11.20", "first"),
        ("수정 2026.11.20", "later"),
        ("更新日 2026年11月20日", "later"),
        ("公開日 2026年11月20日", "first"),
        ("发布时间：2026-11-20", "first"),
        ("更新时间：2026-11-20", "later"),
        ("时间：2026-11-20", "first"),
        ("Date of last update: 20 November 2026", "later"),
        ("Last update date: 20 November 2026", "later"),
        ("Date: 20 November 2026", "first"),
        ("Cập nhật: 20/11/2026", "later"),
        ("Diterbitkan 20/11/2026", "first"),
        ("Güncelleme: 20.11.2026", "later"),
        ("Stand: 20.11.2026, 10:00 Uhr", "later"),
        ("Erstellt: 20.11.2026", "first"),
        ("Printed on 20 November 2026", "other"),
        ("Print date: 20 November 2026", "other"),
        ("Retrieved 20 November 2026", "other"),
        ("Accessed on 20 November 2026", "other"),
        ("Gedruckt am 20.11.2026", "other"),
        ("Imprimé le 20/11/2026", "other"),
        ("Consultado el 20/11/2026", "other"),
        ("Stampato il 20/11/2026", "other"),
        ("Wydrukowano 20.11.2026", "other"),
        ("打印时间：2026-11-20", "other"),
        ("Concert: 20 November 2026, 20:00", "other"),
        ("Concierto: 20/11/2026", "other"),
    ],
)
def test_label_ahead_of_a_moment_says_what_it_is(text: str, label: str | None) -> None:
    (found,) = find_whens(text, languages=["fa"] if "۱۴۰۵" in text else [], day_first=True)
    assert label_of(found) == label


@pytest.mark.parametrize(
    ("url", "lang", "first"),
    [
        ("https://courier.example/x", "en", None),
        ("https://courier.example/x", "en-US", False),
        ("https://courier.example.co.uk/x", "en-US", True),
        ("https://courier.example.gov/x", "en", False),
        ("https://courier.example.tv/x", "en", None),
        ("https://courier.example.com/x", "fr", True),
        ("https://courier.example.us/x", "de", True),
    ],
)
def test_order_of_day_and_month_follows_country_then_language(url: str, lang: str, first: bool | None) -> None:
    assert day_first_of(made_page(url=url, lang=lang)) is first


@pytest.mark.parametrize(
    "start",
    [
        "20.11.2026 The harbour board",
        "20 November 2026 – The harbour board",
        "Nordhaven, 20 November 2026 – The harbour board",
        "NORDHAVEN, Nov. 20, 2026 (HPA) -- The harbour board",
        "【Nordhaven 2026年11月20日】The harbour board",
    ],
)
def test_dateline_of_a_paragraph_is_evidence(start: str) -> None:
    body = (
        f"{TITLE}<p>{start} said that divers will replace the chains that hold the pontoon over the winter.</p>{TEXT}"
    )
    assert shown_day(made_page(body=body)) == DAY


@pytest.mark.parametrize(
    "start", ["On 20 November 2026 the harbour board", "20 November 2026 was the day when the harbour board"]
)
def test_day_in_a_sentence_is_no_dateline(start: str) -> None:
    body = (
        f"{TITLE}<p>{start} said that divers will replace the chains that hold the pontoon over the winter.</p>{TEXT}"
    )
    assert shown_day(made_page(body=body)) is None


def test_days_of_a_list_are_not_believed_before_a_line_by_the_headline() -> None:
    teasers = "".join(f'<div class="item"><time datetime="2026-12-0{n}">{n}.12.</time></div>' for n in range(1, 6))
    body = f'{TITLE}<p class="info">20 November 2026</p>{TEXT}{teasers}'
    assert shown_day(made_page(body=body)) == DAY


def test_scripts_own_attribute_counts_where_it_names_one_day() -> None:
    one = '<div data-published-at="2026-11-20T08:15:00Z"></div>'
    assert shown_day(made_page(body=f"{one}{TITLE}{TEXT}")) == DAY
    other = one.replace("20T", "21T")
    assert shown_day(made_page(body=f"{one}{other}{TITLE}{TEXT}")) is None


@given(
    st.lists(st.sampled_from(["<time>", "<p>", "20", ".11.", "2026", "</p>", "<h1>x</h1>", " – ", "【", "/", "updat"]))
)
def test_no_heap_of_dates_breaks_it(pieces: list[str]) -> None:
    for claim in shown_claims(made_page(body="".join(pieces), lang="de")):
        assert 0 < claim.belief < 1


@pytest.mark.parametrize("line", ["Friday, 20 November 2026 | Tern 4°C", "Printed on 20 November 2026"])
def test_day_of_the_visit_is_no_publication(line: str) -> None:
    assert shown_day(made_page(body=f"{TITLE}<p>{line}</p>{TEXT}")) is None


def test_day_of_an_event_does_not_come_before_the_publication() -> None:
    event = "<p>Concert: 12 December 2026, 20:00</p>"
    assert shown_day(made_page(body=f"{TITLE}{event}{TEXT}<p class=pub>Published 20 November 2026</p>")) == DAY


def test_state_of_a_german_text_is_its_edit() -> None:
    line = "<p>Stand: 21.11.2026, 10:00 Uhr | Erstellt: 20.11.2026, 08:30 Uhr</p>"
    page = made_page(body=f"<article>{TITLE}{line}{TEXT}</article>", lang="de")
    assert shown_day(page) == DAY
    assert [day_of(claim.value) for claim in modified_claims(page)] == [dt.date(2026, 11, 21)]


def test_address_that_is_none_breaks_nothing() -> None:
    page = made_page(body=f"{TITLE}<p>20/11/2026</p>{TEXT}", url="http://[x/a")
    assert shown_day(page) == DAY
