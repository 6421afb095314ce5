from __future__ import annotations

import pytest

from aggregator.errors import UnknownSource
from aggregator.sources.registry import Registry
from aggregator.sources.source import Source

PAPER = Source(
    id="paper",
    name="The Paper",
    homepage="https://www.paper.example/",
    country="GB",
    languages=("en",),
    kind="newspaper",
    groups=("Europe", "dailies"),
    labels={"tier": "1"},
    place="Zürich",
)
SPORT = Source(id="paper-sport", name="Paper Sport", homepage="https://sport.paper.example/", groups=("dailies",))
LOCAL = Source(id="paper-local", name="Paper Local", homepage="https://www.paper.example/local/", labels={"tier": "2"})
KOREAN = Source(id="hanguk", name="한국신문", homepage="https://신문.example/", hosts=("m.shinmun.example",))
REGISTRY = Registry([SPORT, PAPER, KOREAN, LOCAL])


def test_sources_stand_in_the_order_of_their_ids() -> None:
    assert [one.id for one in REGISTRY] == ["hanguk", "paper", "paper-local", "paper-sport"]
    assert len(REGISTRY) == 4
    assert "paper" in REGISTRY
    assert REGISTRY.get("none") is None


def test_of_two_sources_with_one_id_the_later_wins() -> None:
    mine = Source(id="paper", name="Mine", homepage="https://mine.example/")
    assert [one.name for one in Registry([PAPER, mine])] == ["Mine"]


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("www.paper.example", "paper"),
        ("paper.example", "paper"),
        ("M.Paper.Example.", "paper"),
        ("sport.paper.example", "paper-sport"),
        ("live.sport.paper.example", "paper-sport"),
        ("m.shinmun.example", "hanguk"),
        ("xn--z92b13l.example", "hanguk"),
        ("신문.example", "hanguk"),
        ("shinmun.example", None),
        ("newspaper.example", None),
        ("example", None),
        ("", None),
    ],
)
def test_most_specific_host_decides(host: str, expected: str | None) -> None:
    found = REGISTRY.by_host(host)
    assert (found.id if found else None) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.paper.example/world/1", "paper"),
        ("https://www.paper.example/local/fair-opens", "paper-local"),
        ("https://www.paper.example/localities", "paper"),
        ("https://[::1", None),
        ("mailto:x", None),
    ],
)
def test_sources_on_one_host_are_told_apart_by_path(url: str, expected: str | None) -> None:
    found = REGISTRY.by_url(url)
    assert (found.id if found else None) == expected


def test_groups_and_labels_are_asked_by_name() -> None:
    assert [one.id for one in REGISTRY.group("DAILIES")] == ["paper", "paper-sport"]
    assert REGISTRY.group("none") == ()
    assert REGISTRY.groups() == ("Europe", "dailies")
    assert [one.id for one in REGISTRY.labelled("tier")] == ["paper", "paper-local"]
    assert [one.id for one in REGISTRY.labelled("tier", "2")] == ["paper-local"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("paper", ["paper", "paper-local", "paper-sport"]),
        ("paper SPORT", ["paper-sport"]),
        ("gb newspaper", ["paper"]),
        ("Zürich", ["paper"]),
        ("한국", ["hanguk"]),
        ("united kingdom", ["paper"]),
        ("per", []),
        ("sport.paper.example", ["paper-sport"]),
        ("신문", ["hanguk"]),
        ("nothing of it", []),
    ],
)
def test_search_finds_sources_that_have_all_words(words: str, expected: list[str]) -> None:
    assert [one.id for one in REGISTRY.search(words)] == expected


def test_unknown_source_is_a_sentence_with_a_near_one() -> None:
    assert REGISTRY.named("paper") is PAPER
    with pytest.raises(UnknownSource, match=r'no source is registered as "papr": did you mean "paper"\?'):
        REGISTRY.named("papr")
    with pytest.raises(UnknownSource, match="see `aggregator sources list`"):
        REGISTRY.named("zzzzzz")
