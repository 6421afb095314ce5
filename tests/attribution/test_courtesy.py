"""Words of thanks are told from the donor's name, which stands as it is used alone."""

from __future__ import annotations

import pytest

from aggregator.attribution.courtesy import COURTESY, STEMS, nominative
from tests.bounds import no_explosion


@pytest.mark.parametrize(
    "formula",
    [
        "courtesy of",
        "by kind permission of the",
        "with permission from",
        "mit freundlicher Genehmigung des",
        "mit frdl. Genehmigung von der",
        "mit Genehmigung der",
        "par courtoisie de la",
        "avec l'aimable autorisation du",
        "avec l’aimable autorisation de l’",
        "gracieuseté de",
        "por cortesía de la",
        "cortesía del",
        "con permiso de",
        "gentileza de",
        "cedida por",
        "com a gentil autorização da",
        "per gentile concessione di",
        "per gentile concessione dell'",
        "met vriendelijke toestemming van de",
        "med vänligt tillstånd av",
        "dzięki uprzejmości",
        "s laskavým svolením",
        "с разрешения",
        "предоставлено",
        "ευγενική παραχώρηση του",
        "atas izin",
    ],
)
def test_formulas(formula: str) -> None:
    match = COURTESY.match(formula + " Hafenmuseum" if formula[-1].isalpha() else formula + "Hafenmuseum")
    assert match is not None
    assert match.group().strip() == formula
    assert any(stem in formula.lower() for stem in STEMS)


@pytest.mark.parametrize("text", ["Mit Hafenmuseum", "Courtney Love", "Cortes Muestra", "Dank Muster", "Anna Gentile"])
def test_names_are_no_formulas(text: str) -> None:
    assert COURTESY.search(text) is None


def test_genitive_is_taken_from_institutions_only() -> None:
    assert nominative("Stadtarchivs") == "Stadtarchiv"
    assert nominative("Hafenamtes Elmstadt") == "Hafenamt Elmstadt"
    assert nominative("Jan Jans") == "Jan Jans"
    assert nominative("Worms") == "Worms"


def test_long_texts_are_read_in_time() -> None:
    with no_explosion():
        for text in ("mit freundlicher " * 2000, "courtesy " * 3000, "avec l'aimable " * 2000):
            COURTESY.search(text)
