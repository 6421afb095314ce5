"""What a page states on text and data mining, and how far each place is believed."""

from __future__ import annotations

import pytest

from aggregator.claim import choose
from aggregator.extraction.licence import licence_claims, reservation_claims
from tests.extraction.making import made_page


def claims(head: str, headers: dict[str, str]) -> list[tuple[str, str]]:
    return [(one.place, one.value) for one in reservation_claims(made_page(head=head, headers=headers))]


@pytest.mark.parametrize(
    ("directives", "reserved"),
    [
        ("noai", True),
        ("NoAI, noindex", True),
        ("noimageai", True),
        ("noindex noai", True),
        ("max-image-preview:large; noml", True),
        ("gptbot: noai, nofollow", True),
        ("noindex, nofollow", False),
        ("noairing", False),
        ("unavailable_after: 25 Jun 2030 15:00:00 PST", False),
    ],
)
def test_directives_that_refuse_models_reserve(directives: str, reserved: bool) -> None:
    expected = [("header x-robots-tag", "reserved")] if reserved else []
    assert claims("", {"x-robots-tag": directives}) == expected
    expected = [("meta robots", "reserved")] if reserved else []
    assert claims(f'<meta name="robots" content="{directives}">', {}) == expected


@pytest.mark.parametrize("value", ["2", "", "yes", "1;0"])
def test_another_value_of_tdmrep_says_nothing(value: str) -> None:
    assert claims(f'<meta name="tdm-reservation" content="{value}">', {"tdm-reservation": value}) == []


def test_a_page_that_contradicts_itself_reserves() -> None:
    allowed = '<meta name="tdm-reservation" content="0">'
    for head, headers in (
        (allowed + '<meta name="robots" content="noai">', {}),
        (allowed, {"tdm-reservation": "1"}),
        ('<meta name="tdm-reservation" content="1">', {"tdm-reservation": "0"}),
    ):
        chosen = choose(reservation_claims(made_page(head=head, headers=headers)))
        assert chosen is not None and chosen.value == "reserved"


def test_pictures_kept_from_models_do_not_outweigh_a_text_that_is_free() -> None:
    head = '<meta name="tdm-reservation" content="0"><meta name="robots" content="noimageai">'
    chosen = choose(reservation_claims(made_page(head=head)))
    assert chosen is not None and chosen.value == "allowed"


COMMONS = "https://creativecommons.org/licenses/by/4.0/"


def licences(head: str = "", body: str = "", **headers: str) -> list[tuple[str, str]]:
    return [(one.place, one.value) for one in licence_claims(made_page(head=head, body=body, headers=headers))]


def test_licence_of_a_link_header() -> None:
    link = f'<https://post.example/a>; rel="canonical", <{COMMONS}>; rel="license"'
    assert licences(link=link) == [("header link", COMMONS)]


@pytest.mark.parametrize(
    ("rights", "expected"),
    [
        (COMMONS, COMMONS),
        ("Some words, CC BY-SA 4.0", "CC BY-SA 4.0"),
        ("© 2026 The Mole. All rights reserved.", None),
        ("CC Bytes Limited", None),
    ],
)
def test_a_statement_of_rights_counts_where_it_names_a_licence(rights: str, expected: str | None) -> None:
    found = licences(head=f'<meta name="dc.rights" content="{rights}">')
    assert found == ([("meta dc.rights", expected)] if expected else [])


def test_licence_of_a_picture_is_not_that_of_the_text() -> None:
    caption = f'<figure><figcaption>Photo <a rel="license" href="{COMMONS}">CC BY 4.0</a></figcaption></figure>'
    assert licences(body=f"<p>The lamp.</p>{caption}<p>CC BY</p>") == []
    footer = f'<p>This text: <a rel="license" href="{COMMONS}">Creative Commons</a></p>'
    assert licences(body=footer) == [("dom license", COMMONS)]
