"""What is known beyond the page makes a credit surer or less sure, and says so."""

from __future__ import annotations

import pytest

from aggregator.attribution.support import (
    Copy,
    Custom,
    Reason,
    credit_key,
    credits_of,
    from_copies,
    from_custom,
    weighed,
)
from tests.store.making import article, attribution

UNKNOWN = attribution("wire", "Vale Press Service", confidence=0.75)
AGENCY = attribution("wire", "Reuters", organisation_id="reuters")


def copy(source: str, organisation_id: str | None = None, *wires: str) -> Copy:
    return Copy(source=source, organisation_id=organisation_id, url=f"https://{source}.example/1", wires=wires)


def test_the_same_text_on_the_agencys_own_site_speaks_for_its_credit() -> None:
    reason = from_copies(AGENCY, [copy("post"), copy("reuters", "reuters")])
    assert reason is not None and reason.times > 1
    assert "https://reuters.example/1" in reason.words


def test_an_unknown_agency_has_no_site_that_speaks_for_it() -> None:
    assert from_copies(UNKNOWN, [copy("post", None)]) is None


def test_a_copy_that_credits_the_same_one_speaks_for_it() -> None:
    reason = from_copies(UNKNOWN, [copy("post", "post", "Vale Press Service")])
    assert reason is not None and reason.times > 1 and "post" in reason.words


@pytest.mark.parametrize(("sources", "speaks"), [(2, False), (3, True)])
def test_copies_that_all_credit_others_speak_against_it_from_three_sources_on(sources: int, speaks: bool) -> None:
    copies = [copy(f"post{at}", f"post{at}", "reuters") for at in range(sources)]
    reason = from_copies(UNKNOWN, copies)
    assert (reason is not None and reason.times < 1) is speaks


def test_copies_that_credit_nobody_say_nothing() -> None:
    assert from_copies(AGENCY, [copy(f"post{at}") for at in range(5)]) is None


def test_copies_of_the_text_say_nothing_of_its_pictures() -> None:
    photo = attribution("photo", "Reuters", organisation_id="reuters")
    assert from_copies(photo, [copy("reuters", "reuters")]) is None


@pytest.mark.parametrize("one", [AGENCY, UNKNOWN, attribution("photo", "Ana Ruiz", entity="person")])
def test_a_credit_that_comes_again_and_again_is_surer(one: object) -> None:
    assert isinstance(one, type(AGENCY))
    reason = from_custom(one, Custom(credits={credit_key(one): 3.0}, weight=10.0))
    assert reason is not None and reason.times > 1 and "30%" in reason.words


def test_once_or_twice_before_is_no_custom() -> None:
    assert from_custom(AGENCY, Custom(credits={credit_key(AGENCY): 1.9}, weight=3.0)) is None


def test_an_unknown_name_under_every_picture_of_a_site_is_doubted() -> None:
    photo = attribution("photo", "Vale Images")
    reason = from_custom(photo, Custom(credits={credit_key(photo): 24.0}, weight=25.0))
    assert reason is not None and reason.times < 1


def test_an_agency_of_the_register_in_every_article_is_not() -> None:
    reason = from_custom(AGENCY, Custom(credits={credit_key(AGENCY): 24.0}, weight=25.0))
    assert reason is not None and reason.times > 1


def test_an_unknown_agency_at_a_source_that_always_names_others_is_doubted() -> None:
    reason = from_custom(
        UNKNOWN, Custom(credits={"wire reuters": 15.0, "wire agence-france-presse": 12.0}, weight=30.0)
    )
    assert reason is not None and reason.times < 1
    assert from_custom(UNKNOWN, Custom(credits={"wire reuters": 3.0}, weight=30.0)) is None


def test_how_often_an_outlet_is_cited_says_nothing_of_one_citation() -> None:
    cited = attribution("cited", "Reuters", organisation_id="reuters")
    assert from_custom(cited, Custom(credits={credit_key(cited): 20.0}, weight=30.0)) is None


def test_reasons_multiply_odds_and_never_make_certain() -> None:
    assert weighed(0.5, [Reason("copies", 3.0, "")]) == 0.75
    assert weighed(0.5, [Reason("copies", 3.0, ""), Reason("custom", 1 / 3, "")]) == 0.5
    assert weighed(0.98, [Reason("copies", 10.0, ""), Reason("custom", 3.0, "")]) == 0.99
    assert weighed(1.0, [Reason("copies", 10.0, "")]) == 1.0


def test_an_article_teaches_whom_it_credits_and_not_whom_it_cites() -> None:
    read = article(attributions=(AGENCY, AGENCY, attribution("cited", "BBC"), attribution("photo", "Ana  RUIZ")))
    assert credits_of(read) == ("wire reuters", "photo ana ruiz")
