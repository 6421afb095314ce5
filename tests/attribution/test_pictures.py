"""Credits of an article's pictures, each name once, from the best place that has it."""

from __future__ import annotations

from aggregator.article import Image
from aggregator.attribution.line import Line
from aggregator.attribution.pictures import read_pictures
from aggregator.organisations import register


def names(images: list[Image] | None = None, lines: list[Line] | None = None, **more: object) -> list[str]:
    found, _ = read_pictures(images or [], lines or [], more.pop("jsonld", ()), register=register(), **more)  # type: ignore[arg-type]
    return list(dict.fromkeys(one.name for one in found))


def test_credit_of_an_image_comes_before_its_caption() -> None:
    image = Image(url="https://x.example/a.jpg", caption="The bridge (Reuters)", credit="Foto: Jan Novak/dpa")
    assert names([image]) == ["Jan Novak", "Deutsche Presse-Agentur"]


def test_position_is_the_number_of_the_image() -> None:
    images = [Image(url="https://x.example/a.jpg"), Image(url="https://x.example/b.jpg")]
    line = Line(text="The bridge.\nAnn Example/AP", where="inside", sort="caption", picture="/pic/b.jpg?w=300")
    found, read = read_pictures(images, [line], (), register=register())
    assert {one.position for one in found} == {1}
    assert read == {line.text}


def test_wrong_cut_of_a_known_name_is_dropped() -> None:
    line = Line(text="Foto: Ann Example", where="above", sort="credit", picture="a.jpg")
    image = Image(url="https://x.example/a.jpg", credit="Foto: Ann Example Bridge")
    assert names([image], [line]) == ["Ann Example"]


def test_alternative_text_counts_only_without_another_credit() -> None:
    alt = Line(text="The bridge (AP Photo/Ann Example)", where="above", sort="alt", picture="a.jpg")
    shown = Line(text="Foto: Jan Novak/dpa", where="above", sort="credit", picture="a.jpg")
    assert names([], [alt]) == ["Associated Press", "Ann Example"]
    assert names([], [shown, alt]) == ["Jan Novak", "Deutsche Presse-Agentur"]


def test_structured_data_is_asked_last() -> None:
    node = {"@type": "NewsArticle", "image": {"@type": "ImageObject", "creditText": "Ann Example/AP"}}
    assert names(jsonld=[node]) == ["Ann Example", "Associated Press"]
    assert names([Image(credit="Reuters")], jsonld=[node]) == ["Reuters"]


def test_author_with_a_portrait_is_no_photographer() -> None:
    assert names([Image(credit="Ann Example")], authors=["Ann Example"]) == []
    assert names([Image(credit="Photo: Ann Example")], authors=["Ann Example"]) == ["Ann Example"]


def test_links_to_pictures_are_no_credits() -> None:
    assert names([], [Line(text="Photos: Europa, icy moon", where="inside")]) == []
    assert names([], [Line(text="Photo: Ann Example/AP", where="inside")]) == ["Ann Example", "Associated Press"]


def test_picture_of_an_offer_behind_the_text_is_not_the_articles() -> None:
    offer = "Subscribe to our sister title, the Harbour Weekly! (Image credit: Harbour Weekly)"
    assert names([], [Line(text=offer, where="inside", picture="a.jpg")]) == []


def test_label_alone_belongs_to_the_line_behind_it() -> None:
    lines = [Line(text="Text & Fotos:", where="above"), Line(text="337", where="above")]
    assert names([], [*lines, Line(text="Jo Muster", where="above")], authors=["Jo Muster"]) == ["Jo Muster"]
    assert names([], [*lines, Line(text="Keine Kommentare bisher", where="above")]) == []


def test_credit_below_the_article_counts_if_the_line_says_nothing_else() -> None:
    assert names([], [Line(text="Foto: Getty Images / Jo Muster", where="below")]) == ["Getty Images", "Jo Muster"]
    assert names([], [Line(text="More on this: picture by Jane Doe wins", where="below")]) == []


def test_writer_with_a_paper_beside_a_picture_is_no_photographer() -> None:
    assert names([], [Line(text="Jane Doe | The Guardian", where="above", sort="beside", picture="a.jpg")]) == []


def test_agency_that_the_markup_calls_a_source_is_no_credit_of_the_picture_above() -> None:
    beside = Line(text="PAP", where="above", sort="beside", picture="a.jpg")
    assert names([], [beside]) == ["Polska Agencja Prasowa"]
    assert names([], [beside, Line(text="PAP", where="above", sort="marked")]) == []


def test_alternative_text_adds_the_person_to_the_same_credit() -> None:
    shown = Line(text="Bild: KEYSTONE", where="inside", sort="credit", picture="a.jpg")
    assert names([], [shown, Line("The hall. (KEYSTONE/Jane Doe)", "inside", "alt", "a.jpg")]) == [
        "Keystone",
        "Jane Doe",
    ]
    assert names([], [shown, Line("The hall. (Reuters/Jane Doe)", "inside", "alt", "a.jpg")]) == ["Keystone"]


def test_gallery_link_in_capitals_is_no_credit() -> None:
    assert names([], [Line(text="PHOTOS: Cutest Harbour Dogs", where="inside")]) == []


def test_chinese_line_says_whose_picture_it_is() -> None:
    assert names([], [Line(text="圖片翻攝自港口博物館", where="above")]) == ["港口博物館"]
    assert names([], [Line(text="市民在新桥上。(王例摄)", where="inside")]) == ["王例"]


def test_sign_of_rights_before_an_agency_is_a_credit_and_a_notice_of_the_site_is_none() -> None:
    assert names([], [Line(text="© REUTERS / HARBOUR MINISTRY", where="above")]) == ["Reuters", "HARBOUR MINISTRY"]
    assert names([], [Line(text="© 2019 Reuters. All rights reserved.", where="above")]) == []
    assert names([], [Line(text="© Jane Doe", where="above")]) == []


def test_text_of_a_thumbnail_is_no_credit_of_the_article() -> None:
    credit = "The bridge (AP Photo/Ann Example)"
    assert names([], [Line(credit, "above", "alt", "/2011/05/bridge.jpg.120x70x1.jpg")]) == []
    assert names([], [Line(credit, "above", "alt", "/2011/05/bridge-1200x700.jpg")]) == [
        "Associated Press",
        "Ann Example",
    ]
