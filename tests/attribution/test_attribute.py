"""All attributions of an article together: one publisher, each name once in each role, nothing of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator.article import Article, Attribution, Image
from aggregator.attribution import attribute
from tests.attribution.making import article, container, page
from tests.bounds import no_explosion

NEWS1 = "https://www.news1.example/world/view/1206"


def of_role(found: tuple[Attribution, ...], role: str) -> list[str]:
    return [one.name for one in found if one.role == role]


def test_publisher_is_always_first_and_alone() -> None:
    found = attribute(page(), Article(url="https://x.example/"))
    assert [one.role for one in found] == ["publisher"]


def test_taker_distributor_and_cited_outlet() -> None:
    image = Image(url="https://x.example/a.jpg", caption="Pyongyang Rodong Sinmun=News1")
    text = article(
        "Trade with the neighbour has grown.",
        "Voice of America (VOA) reported on the 11th, citing customs data, that it will shrink.",
        "A professor told VOA that the deficit stays.",
        images=[image],
    )
    found = attribute(page(), text)
    assert of_role(found, "photo") == ["Rodong Sinmun", "News1"]
    assert of_role(found, "cited") == ["Voice of America"]
    assert of_role(found, "wire") == []
    (cited,) = [one for one in found if one.role == "cited"]
    assert (cited.found_in, cited.position, cited.organisation_id) == ("body", 1, "voice-of-america")
    photo = next(one for one in found if one.name == "News1")
    assert (photo.found_in, photo.position, photo.as_written) == ("caption", 0, "News1")


def test_dateline_makes_a_wire_and_the_same_agency_in_the_text_is_cited_too() -> None:
    found = attribute(page(), article("ROMA (ANSA) - Il ponte riapre.", "Lo ha detto all'ANSA il sindaco."))
    assert of_role(found, "wire") == ["ANSA"]
    (wire,) = [one for one in found if one.role == "wire"]
    assert (wire.found_in, wire.position, wire.evidence) == ("dateline", 0, "ROMA (ANSA) -")


def test_publisher_is_neither_its_own_wire_nor_cited() -> None:
    made = page(url="https://www.reuters.com/world/x")
    found = attribute(
        made, article("LONDON (Reuters) - The bridge opened.", "The mayor told Reuters it was late.", url=made.url)
    )
    assert [one.role for one in found] == ["publisher"]


def test_short_form_of_the_publisher_is_the_publisher() -> None:
    made = page(url="https://www.latimes.com/x")
    found = attribute(made, article("The mayor told The Times that the bridge was late.", url=made.url))
    assert of_role(found, "cited") == []


def test_photo_credit_alone_makes_no_wire() -> None:
    found = attribute(page(), article("The bridge opened.", images=[Image(credit="Foto: dpa")]))
    assert of_role(found, "wire") == []
    assert of_role(found, "photo") == ["Deutsche Presse-Agentur"]


def test_byline_source_line_and_caption_of_a_whole_page() -> None:
    first = "The bridge over the harbour opened on Monday after two years of work on its old stones."
    last = "The ferry will go on sailing until spring, the harbour office says, and then it will rest."
    made = page(
        f"""<html><body><main><h1>The bridge opens</h1>
        <p class="byline">By Ann Example, Associated Press</p>
        <article><figure><img src="/a.jpg"><figcaption>The bridge. <span class="credit">Jane Doe/Reuters</span></figcaption></figure>
        <p>{first}</p><p>Two ships passed.</p><p>{last}</p><p>With files from AFP</p></article></main></body></html>"""
    )
    found = attribute(made, article(first, "Two ships passed.", last), container=container(made))
    assert of_role(found, "wire") == ["Associated Press", "Agence France-Presse"]
    assert of_role(found, "photo") == ["Jane Doe", "Reuters"]
    extents = {one.name: one.extent for one in found if one.role == "wire"}
    assert extents["Agence France-Presse"] == "part"


def test_canonical_address_on_another_papers_site() -> None:
    made = page(
        '<html><head><link rel="canonical" href="https://www.morgenpost.de/a/b.html"></head></html>',
        url="https://www.waz.de/a/b.html",
    )
    found = attribute(made, article("Die Brücke öffnet.", url=made.url))
    (wire,) = [one for one in found if one.role == "wire"]
    assert (wire.name, wire.as_written, wire.found_in) == ("Berliner Morgenpost", "morgenpost.de", "meta")


@pytest.mark.parametrize("text", ["CNN " * 3000, "(" * 9000, "told the " * 1000, "\u202eABC\u202c " * 2000])
def test_hostile_texts_are_read_in_time(text: str) -> None:
    with no_explosion():
        attribute(page(), article(text, text, images=[Image(caption=text[:10_000])]))


@pytest.mark.slow
def test_long_body_full_of_outlets_is_read_in_time() -> None:
    text = article(*["The Guardian told CNN that Reuters said so. " * 120] * 300)
    with no_explosion():
        attribute(page(), text)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=120), max_size=4), st.text(max_size=120), st.text(max_size=120))
def test_nothing_raises_and_confidence_is_a_share(texts: list[str], caption: str, credit: str) -> None:
    lines = [" ".join(text.split()) for text in texts]
    found = attribute(
        page(), article(*[line for line in lines if line], images=[Image(caption=caption, credit=credit)])
    )
    assert of_role(found, "publisher") == ["harbour-post.example"]
    assert all(0 < one.confidence < 1 for one in found)
    assert all(one.as_written for one in found)


@pytest.mark.parametrize(
    ("credit", "names"),
    [
        ("Photo: Courier archive", []),
        ("Photo: Harrow Vale Courier archive", []),
        ("Courier file photo", []),
        ("Photo: Ann Example/Courier archive", ["Ann Example"]),
        ("Photo: Ann Example/AP, file photo", ["Ann Example", "Associated Press"]),
    ],
)
def test_publishers_own_archive_is_nobody(credit: str, names: list[str]) -> None:
    made = page(url="https://www.harrowvalecourier.example/a", metas={"og:site_name": ["Harrow Vale Courier"]})
    found = attribute(made, article("The bridge opened.", images=[Image(credit=credit)], url=made.url))
    assert of_role(found, "photo") == names


@pytest.mark.parametrize(
    ("picture", "wire", "photo"),
    [
        ('<img alt="Puls Biznesu" src="/icons/press.gif">', ["Puls Biznesu"], []),
        ('<img alt="Yonhap" src="/logos/yna.png">', ["Yonhap News Agency"], []),
        ('<img alt="Reuters" src="/2026/bridge.jpg">', [], ["Reuters"]),
        ('<img alt="A reader of Puls Biznesu on the bridge" src="/2026/bridge.jpg">', [], []),
        ('<img alt="YouTube" src="/icons/youtube.png">', [], []),
    ],
)
def test_logo_without_a_label_is_a_source(picture: str, wire: list[str], photo: list[str]) -> None:
    first = "The bridge over the harbour opened on Monday after two years of work on its old stones."
    last = "The ferry will go on sailing until spring, the harbour office says, and then it will rest."
    made = page(f"<main><h1>x</h1><article><div>{picture}</div><p>{first}</p><p>a</p><p>{last}</p></article></main>")
    found = attribute(made, article(first, "a", last), container=container(made))
    assert of_role(found, "wire") == wire
    assert of_role(found, "photo") == photo


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("mit dpa", ["Deutsche Presse-Agentur"]),
        ("Source: PAP", ["Polska Agencja Prasowa"]),
        ("dpa", []),
        ("Quelle: Landesamt", []),
    ],
)
def test_short_line_between_paragraphs(line: str, names: list[str]) -> None:
    first = "The bridge over the harbour opened on Monday after two years of work on its old stones."
    second = "The mayor walked over it first, and a band played for an hour in the cold wind of the bay."
    last = "The ferry will go on sailing until spring, the harbour office says, and then it will rest."
    made = page(f"<article><p>{first}</p><p>{second}</p><div>{line}</div><p>{last}</p></article>")
    found = attribute(made, article(first, second, last), container=container(made))
    assert of_role(found, "wire") == names


def test_shared_short_name_means_whom_the_text_names_in_full() -> None:
    picture = Image(url="https://x.example/a.jpg", caption="The harbour on a quiet Monday. CNA=Yonhap")
    alone = attribute(page(), article("The harbour was quiet.", images=[picture]))
    assert of_role(alone, "photo") == ["Yonhap News Agency"]
    told = attribute(page(), article("A driver told Focus Taiwan that the harbour was quiet.", images=[picture]))
    assert of_role(told, "photo") == ["Central News Agency", "Yonhap News Agency"]


@pytest.mark.parametrize(
    "credit", ["Ann Example/The Meridian", "Ann Example / Meridian", "Photo: Ann Example/The Meridian"]
)
def test_publishers_own_name_with_its_article_is_no_donor(credit: str) -> None:
    made = page(url="https://www.themeridian.example/a", metas={"og:site_name": ["The Meridian"]})
    found = attribute(made, article("The bridge opened.", images=[Image(credit=credit)], url=made.url))
    assert of_role(found, "photo") == ["Ann Example"]


@pytest.mark.parametrize(
    ("authors", "site", "names"),
    [
        (["Harbourline Press"], "Harbour Post", ["Harbourline Press"]),
        (["Post staff", "Harbourline Press"], "Harbour Post", ["Harbourline Press"]),
        (["Harbourline Press"], "Harbourline Press", []),
        (["Harbour Post News Service"], "Harbour Post", []),
        (["Press Desk"], "Harbour Post", []),
        (["Bill Press"], "Harbour Post", []),
        (["Ann Example"], "Harbour Post", []),
    ],
)
def test_agency_of_no_register_that_signs_alone(authors: list[str], site: str, names: list[str]) -> None:
    made = page(metas={"og:site_name": [site]})
    found = attribute(made, article("The bridge opened.", authors=authors))
    assert of_role(found, "wire") == names
    assert all(one.confidence < 0.8 and one.found_in == "byline" for one in found if one.role == "wire")


def test_last_line_with_an_agency_of_no_register() -> None:
    found = attribute(page(), article("The bridge opened.", "It is long.", "With reporting by Harbourline Press."))
    (wire,) = [one for one in found if one.role == "wire"]
    assert (wire.name, wire.extent, wire.found_in, wire.position) == ("Harbourline Press", "part", "footer", 2)
    assert wire.evidence == "With reporting by Harbourline Press"
    assert wire.confidence < 0.8


def test_address_or_language_of_one_country_settles_a_shared_name() -> None:
    node = {"@type": "NewsArticle", "author": "ACN"}
    text = article("El pont torna a obrir.")
    assert of_role(attribute(page(jsonld=[node]), text), "wire") == []
    catalan = attribute(page(jsonld=[node]), replace(text, language="ca"))
    assert of_role(catalan, "wire") == ["Agència Catalana de Notícies"]
    cuban = page(url="https://puerto.example.cu/a", jsonld=[node])
    assert of_role(attribute(cuban, text), "wire") == ["Agencia Cubana de Noticias"]
