"""Names of one line, each once."""

from __future__ import annotations

from aggregator.attribution.named import Named, first_of_each, of_register, surest_of_each
from aggregator.organisations import register

FAINT = Named(name="Marrow Coast Press", as_written="Marrow Coast Press", belief=0.6)
SURE = Named(name="MARROW COAST PRESS", as_written="MARROW COAST PRESS", belief=0.9)


def test_a_name_counts_once_however_it_is_capitalised() -> None:
    assert first_of_each([FAINT, SURE]) == (FAINT,)
    assert surest_of_each([FAINT, SURE]) == (SURE,)


def test_of_two_as_sure_the_first_is_kept_at_its_place() -> None:
    other = Named(name="Ann Vale", as_written="Ann Vale", entity="person")
    again = Named(name="Ann Vale", as_written="ANN VALE", entity="person")
    assert surest_of_each([other, SURE, again]) == (other, SURE)


def test_an_organisation_counts_once_under_all_its_names() -> None:
    agency = register().by_name("Associated Press")
    assert agency is not None
    short, whole = of_register(agency, "AP", 0.9), of_register(agency, "Associated Press", 0.97)
    assert first_of_each([short, whole]) == (short,)
    assert surest_of_each([short, whole]) == (whole,)
