"""The cases of attribution are many, in many languages, and each says why it is here."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.attribution.cases import cases, label

FILES = ("datelines", "source_lines", "captions", "citations")
ALL = [case for name in FILES for case in cases(name)]

FLOORS = {"datelines": 120, "source_lines": 250, "captions": 235, "citations": 200}
"""Cases of each file. A form that was met stays a case for ever: raised as they grow, never lowered."""

LANGUAGES = 48
"""Languages in which some case is written, at least."""

KEYS = frozenset(
    {
        *("language", "text", "names", "why", "persons", "evidence"),
        *("country", "place", "extent", "unknown", "belief"),
    }
)


@pytest.mark.parametrize("name", FILES)
def test_cases_are_many_and_no_two_are_the_same(name: str) -> None:
    found = Counter((one["text"], one.get("country"), one.get("place")) for one in cases(name))
    assert len(found) >= FLOORS[name]
    assert [text for text, count in found.items() if count > 1] == []


def test_cases_are_in_many_languages() -> None:
    assert len({one["language"] for one in ALL}) >= LANGUAGES


@pytest.mark.parametrize("name", FILES)
def test_each_file_has_cases_that_name_nobody(name: str) -> None:
    assert sum(one["names"] == [] for one in cases(name)) * 10 >= len(cases(name))


@pytest.mark.parametrize("name", FILES)
def test_each_case_says_why_it_is_here(name: str) -> None:
    for case in cases(name):
        assert set(case) <= KEYS, label(case)
        why = str(case["why"])
        assert len(why.split()) >= 2, label(case)
        assert why.endswith("."), label(case)
