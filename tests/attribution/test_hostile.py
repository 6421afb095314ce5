"""Bad input: endless captions, text in two directions, brackets that never close, names that are not what they look like.

Nothing raises, nothing is invented, and the work grows no faster than the text.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aggregator.article import Article, Attribution, Image
from aggregator.attribution import attribute
from aggregator.attribution.caption import credits_in
from aggregator.attribution.dateline import read_dateline
from aggregator.attribution.source_line import read_source_line
from aggregator.organisations import register
from aggregator.reading import extract
from tests.attribution.citing import citations_of
from tests.attribution.making import article, page
from tests.bounds import no_explosion

pytestmark = pytest.mark.slow

LONGEST_NAME = 160
"""Characters of the longest name that is believed: a ministry's full title, never a caption."""

LONGEST_EVIDENCE = 600
"""Characters that prove an attribution; more would be the text itself."""

TEXT = (
    "The bridge over the harbour was opened on Monday after two years of work on its old stones.",
    "Two ships passed below it before noon, and a band of the fire brigade played on the quay.",
)


def of(
    *texts: str, caption: str | None = None, credit: str | None = None, authors: tuple[str, ...] = ()
) -> tuple[Attribution, ...]:
    """Return all but the publisher of an article of these paragraphs with one picture."""
    images = [Image(url="https://x.example/a.jpg", caption=caption, credit=credit)]
    return attribute(page(), article(*texts or TEXT, images=images, authors=authors))[1:]


def names(found: tuple[Attribution, ...], role: str) -> list[str]:
    return [one.name for one in found if one.role == role]


def calls_of(job: Callable[[], Any]) -> int:
    """Return how many functions `job` calls, those of the interpreter included: what time would tell, but exactly."""
    count = 0

    def told(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(told)
    try:
        job()
    finally:
        sys.setprofile(before)
    return count


# ---------------------------------------------------------------- length

PIECES = (
    "The ferry sails. ",
    "Jane Doe/Reuters ",
    "Photo: Jane Doe/AFP. ",
    "(AP Photo/Jane Doe) ",
    "AFP, Reuters, dpa; ",
    "Foto: ",
    "© ",
    "=News1 ",
    "사진=로이터 ",
    "（写真：共同）",
    "图/视觉中国 ",
    "\u202eAFP\u202c ",
    "صورة: رويترز ",
    "((((",
    "))))",
    "a/",
    "\N{COMBINING ACUTE ACCENT}",
)


@pytest.mark.parametrize("length", [10_000, 1_000_000])
@pytest.mark.parametrize("piece", PIECES)
def test_endless_caption_invents_no_endless_name(piece: str, length: int) -> None:
    caption = (piece * (length // len(piece) + 1))[:length]
    with no_explosion():
        for credit in credits_in(caption, register=register()):
            assert len(credit.evidence) <= LONGEST_EVIDENCE
            assert all(len(one.name) <= LONGEST_NAME for one in credit.named)


@pytest.mark.parametrize("length", [10_000, 1_000_000])
def test_credit_at_the_end_of_an_endless_caption_is_found(length: int) -> None:
    caption = "The ferry sails past the quay. " * (length // 31) + "Jane Doe/Reuters"
    assert [one.name for credit in credits_in(caption, register=register()) for one in credit.named] == [
        "Jane Doe",
        "Reuters",
    ]


READERS: dict[str, Callable[[str], object]] = {
    "caption": lambda text: credits_in(text, register=register()),
    "dateline": lambda text: read_dateline(text, register=register()),
    "source line": lambda text: read_source_line(text, register=register(), byline=True),
    "citations": citations_of,
}


@pytest.mark.parametrize("piece", [*PIECES, "told Reuters that ", "SEOUL (Yonhap) - ", "Source: ", "der „Spiegel“ "])
@pytest.mark.parametrize("reader", READERS)
def test_work_grows_no_faster_than_the_text(reader: str, piece: str) -> None:
    read, short = READERS[reader], piece * (4_000 // len(piece))
    read(short)  # tables and patterns are made once
    read(short * 3)
    assert calls_of(lambda: read(short * 4)) <= 6 * calls_of(lambda: read(short)) + 1_000


def test_hundreds_of_names_in_one_paragraph_are_no_more_work_than_their_number() -> None:
    outlets = [one.name for one in register() if one.kind in ("newspaper", "broadcaster")][:400]

    def told(count: int) -> str:
        return "The plan was read by " + ", ".join(outlets[:count]) + " and others."

    assert citations_of(told(400)) == []
    few = calls_of(lambda: citations_of(told(100)))
    many = calls_of(lambda: citations_of(told(400)))
    assert many <= 8 * few + 1_000


def test_pictures_by_the_thousand_are_read_in_time() -> None:
    images = [Image(url=f"https://x.example/{n}.jpg", caption=f"Pier {n}. Jane Doe/Reuters") for n in range(3_000)]
    with no_explosion():
        found = attribute(page(), article(*TEXT, images=images))
    assert names(found, "photo") == ["Jane Doe", "Reuters"]


# ---------------------------------------------------------------- brackets

OPEN = "SEOUL, Nov. 20 (Yonhap and then this bracket does not close, whatever comes, "


@pytest.mark.parametrize("closing", ["", " -", " --", " — ", "\n) -", "]", "）"])
def test_dateline_that_never_closes_names_nobody(closing: str) -> None:
    assert names(of(OPEN + TEXT[0] + closing, TEXT[1]), "wire") == []


@pytest.mark.parametrize("depth", [2, 50, 3_000])
@pytest.mark.parametrize("pair", ["()", "[]", "（）", "【】", "«»", "“”"])
def test_nested_brackets_are_read_in_time_and_invent_nobody(pair: str, depth: int) -> None:
    nested = pair[0] * depth + "Jane Doe/Reuters" + pair[1] * depth
    with no_explosion():
        found = of(f"SEOUL {nested} - {TEXT[0]}", TEXT[1], caption=f"The quay. {nested}")
    assert {one.name for one in found} <= {"Jane Doe", "Reuters"}


# ---------------------------------------------------------------- directions and characters that do not belong

RLO, PDF, LRI, PDI = "\u202e", "\u202c", "\u2066", "\u2069"


@pytest.mark.parametrize(
    ("credit", "expected"),
    [
        ("صورة: AFP", "Agence France-Presse"),
        (f"الجسر يوم الاثنين ({LRI}AFP{PDI})", "Agence France-Presse"),
        ("צילום: Reuters", "Reuters"),
        (f"{RLO}Foto: dpa{PDF}", "Deutsche Presse-Agentur"),
    ],
)
def test_latin_agency_in_a_credit_from_right_to_left(credit: str, expected: str) -> None:
    read = extract(
        f"<html lang=ar dir=rtl><head><meta charset=utf-8><title>x</title></head><body><article><h1>Bridge opens</h1>"
        f"<figure><img src='/a.jpg' width=900 height=600><figcaption>{credit}</figcaption></figure>"
        f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p></article></body></html>",
        "https://harbour-post.example/a",
    )
    assert names(read.attributions, "photo") == [expected]


@pytest.mark.parametrize(
    "sign",
    ["\x00", "\ud800", "\udfff", "\ufffe", "\x85", "\u2028", "\u200b", "\x1b[31m", "\U000e0041"],
    ids=lambda sign: f"U+{ord(sign[0]):04X}",
)
def test_signs_that_do_not_belong_make_nobody_new(sign: str) -> None:
    inside = sign.join("Jane Doe/Reuters")
    found = of(f"SEOUL ({sign}Yonhap{sign}) - {TEXT[0]}", TEXT[1], caption=inside, credit=f"{sign}AFP{sign}")
    assert {one.name for one in found if one.organisation_id} <= {
        "Yonhap News Agency",
        "Agence France-Presse",
        "Reuters",
    }


# ---------------------------------------------------------------- names that are not what they look like

PERSONS = (
    "Jan Tass",
    "Ana Novak",
    "Will Post",
    "Paul Julius Reuters",
    "Bill Press",
    "Efe Yilmaz",
    "Lusa Silva",
    "Ansa Virtanen",
)


@pytest.mark.parametrize("person", PERSONS)
def test_person_named_like_an_agency_signs_as_a_person(person: str) -> None:
    found = attribute(
        page(jsonld=[{"@type": "NewsArticle", "author": {"@type": "Person", "name": person}}]),
        article(*TEXT, authors=[person]),
    )
    assert names(found, "wire") == []
    line = read_source_line(f"By {person}", register=register(), byline=True)
    assert line is None


@pytest.mark.parametrize("person", ["Ana Novak", "Will Post", "Bill Press", "Efe Yilmaz", "Lusa Silva"])
def test_person_named_like_an_agency_takes_pictures_as_a_person(person: str) -> None:
    found = of(caption=f"The quay. Photo: {person}")
    assert [(one.name, one.organisation_id) for one in found] == [(person, None)]


@pytest.mark.parametrize(
    "line", ["Reuters, Paul Julius", "Tass, Jan", "Julius Reuter", "Post, Will", "Jan Tass and Ana Novak"]
)
def test_surname_first_is_no_agency(line: str) -> None:
    assert names(of(*TEXT, authors=(line,)), "wire") == []


ABOUT = {
    "history": (
        "In 1850 a man tied the prices of shares to the legs of pigeons, and Reuters was born.",
        "Reuters soon had offices in all the ports of Europe, and its rivals Havas and Wolff shared the world with it.",
        "Today the agency belongs to Thomson Reuters. Its old house on the quay is a hotel.",
    ),
    "rivals": (
        "The Associated Press and Agence France-Presse have both moved to the quay, two doors from each other.",
        "AP has the larger house and AFP the better view, and PTI will follow in spring.",
        "A history of Xinhua, TASS and KCNA stands in the window of the bookshop between them.",
    ),
    "strike": (
        "At Ansa and Adnkronos the work was laid down on Monday, and at Lusa the doors stayed shut.",
        "Yonhap pays its drivers more than News1 or Newsis, a table on the wall of the union house shows.",
        "The unions of EFE and Europa Press will march with them on the day of the harbour.",
    ),
}


@pytest.mark.parametrize("subject", ABOUT)
def test_article_about_agencies_comes_from_none_of_them(subject: str) -> None:
    found = of(*ABOUT[subject])
    assert names(found, "wire") == []
    assert names(found, "cited") == []


def test_article_about_an_agency_cites_whom_it_uses() -> None:
    found = of(*ABOUT["strike"], "The strike will end on Friday, the union's speaker told Reuters.")
    assert names(found, "cited") == ["Reuters"]


# ---------------------------------------------------------------- whatever happens to a credit or a dateline

WORDS = (
    *(
        "Jane Doe",
        "Reuters",
        "AFP",
        "dpa",
        "AP Photo",
        "Getty Images",
        "News1",
        "뉴스1",
        "홍길동 기자",
        "新华社",
        "共同",
        "رويترز",
    ),
    *(
        "Foto:",
        "Photo by",
        "(",
        ")",
        "[",
        "]",
        "【",
        "】",
        "/",
        "|",
        "=",
        "＝",
        "©",
        "via",
        "and",
        ",",
        ".",
        "-",
        "—",
        "--",
    ),
    *(
        "SEOUL,",
        "Nov. 20",
        "Berlin",
        "(서울=연합뉴스)",
        "Source:",
        "Quelle:",
        "来源：",
        "By",
        "With files from",
        "Courtesy of",
    ),
    *(
        "told",
        "said",
        "according to",
        "„Spiegel“",
        "berichtet",
        "selon",
        "\u202e",
        "\u200f",
        "\x00",
        "\xad",
        "\u2028",
        "ﬁ",
        "İ",
        "ß",
    ),
)

mixed = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=24).map(" ".join)
glued = st.lists(st.sampled_from(WORDS), max_size=24).map("".join)
line = st.one_of(mixed, glued).map(lambda text: text.encode("utf-8", "ignore").decode())

_SPACE = re.compile(r"[\s\xad]+")


def folded(text: str) -> str:
    return _SPACE.sub("", text)


@settings(max_examples=300, deadline=None)
@given(line)
@example("Foto: Jane Doe/dpa")
def test_credit_names_only_what_it_holds(text: str) -> None:
    for credit in credits_in(text, register=register()):
        assert folded(credit.evidence) in folded(text)
        for one in credit.named:
            assert one.as_written and all(folded(word) in folded(credit.evidence) for word in one.as_written.split())
            assert one.name.strip() == one.name != ""
            assert len(one.name) <= LONGEST_NAME
            assert 0 < one.belief <= 1


@settings(max_examples=300, deadline=None)
@given(line)
@example("SEOUL, Nov. 20 (Yonhap) -- The ferry returns.")
def test_dateline_names_only_what_it_holds(text: str) -> None:
    dateline = read_dateline(text, register=register())
    for one in dateline.named if dateline else ():
        assert dateline is not None
        assert folded(dateline.evidence) in folded(text)
        assert folded(one.as_written) in folded(dateline.evidence)
        assert len(one.name) <= LONGEST_NAME


@settings(max_examples=300, deadline=None)
@given(line, st.booleans(), st.booleans())
@example("With files from AFP", False, False)
def test_source_line_names_only_what_it_holds(text: str, byline: bool, marked: bool) -> None:
    found = read_source_line(text, register=register(), byline=byline, marked=marked)
    for one in found.named if found else ():
        assert found is not None
        assert folded(found.evidence) in folded(text)
        assert folded(one.as_written) in folded(found.evidence)
        assert len(one.name) <= LONGEST_NAME


@settings(max_examples=300, deadline=None)
@given(line)
@example("On Friday she told the BBC so.")
def test_citation_names_only_what_it_holds(text: str) -> None:
    for one in citations_of(text):
        assert folded(one.evidence) in folded(text)
        assert folded(one.named.as_written) in folded(one.evidence)
        assert len(one.named.name) <= LONGEST_NAME


@settings(max_examples=100, deadline=None)
@given(st.lists(line, max_size=4), line, line, st.lists(line, max_size=2))
def test_article_is_attributed_to_its_own_words(
    texts: list[str], caption: str, credit: str, authors: list[str]
) -> None:
    paragraphs = [one for one in (" ".join(text.split()) for text in texts) if one]
    picture = Image(url="https://x.example/a.jpg", caption=caption, credit=credit)
    whole: Article = article(*paragraphs, images=[picture], authors=[one for one in authors if one.strip()])
    said = folded(" ".join((*paragraphs, caption, credit, *authors)))
    for one in attribute(page(), whole)[1:]:
        assert folded(one.evidence) in said
        assert all(folded(word) in folded(one.evidence) for word in one.as_written.split())
        assert len(one.name) <= LONGEST_NAME
        assert 0 < one.confidence < 1
