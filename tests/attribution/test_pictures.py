"""Credits of an article's pictures, each name once, from the best place that has it."""

from __future__ import annotations

from aggregator.article import Image
from aggregator.attribution.lines import Line
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
