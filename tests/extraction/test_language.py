from __future__ import annotations

import pytest

from aggregator.article import Block
from aggregator.claim import Claim
from aggregator.extraction.language import choose_language, language_claims, language_of
from tests.extraction.making import article, made_page

GERMAN = (
    "Die Fähre zwischen den beiden Inseln fällt elf Wochen lang aus, weil Taucher die Ketten des "
    "nördlichen Pontons ersetzen. Die Fischer baten um eine Lampe auf der Mole, denn der vorläufige "
    "Anleger liegt im Dunkeln hinter dem alten Eishaus."
)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", GERMAN),
        (
            "en",
            "The ferry between the two islands will stop for eleven weeks while divers replace the "
            "chains that hold the northern pontoon. Fishermen who use the pier at night asked for a lamp "
            "on the breakwater of the harbour.",
        ),
        (
            "fr",
            "Le bac entre les deux îles s’arrête pour onze semaines, le temps que des plongeurs "
            "remplacent les chaînes qui tiennent le ponton du nord. Les pêcheurs ont demandé une lampe "
            "sur la jetée, car le mouillage est dans le noir.",
        ),
        (
            "es",
            "El transbordador entre las dos islas se detiene durante once semanas mientras los buzos "
            "cambian las cadenas que sujetan el pontón del norte. Los pescadores pidieron una lámpara en "
            "el muelle, porque el fondeadero está a oscuras.",
        ),
        (
            "nl",
            "De veerboot tussen de twee eilanden ligt elf weken stil, omdat duikers de kettingen van het "
            "noordelijke ponton vervangen. De vissers hebben om een lamp op de pier gevraagd, want de "
            "tijdelijke steiger ligt in het donker.",
        ),
        (
            "pl",
            "Prom między dwiema wyspami stanie na jedenaście tygodni, bo nurkowie wymieniają łańcuchy, "
            "które trzymają północny ponton. Rybacy poprosili o lampę na falochronie, ponieważ "
            "tymczasowe cumowisko leży po ciemnej stronie i nie ma tam światła.",
        ),
        (
            "ru",
            "Паром между двумя островами не будет ходить одиннадцать недель, пока водолазы меняют цепи, "
            "которые держат северный понтон. Рыбаки, которые по ночам бывают на причале, просили "
            "поставить фонарь на молу, потому что там темно и никто ничего не видит.",
        ),
        (
            "uk",
            "Пором між двома островами не ходитиме одинадцять тижнів, поки водолази міняють ланцюги, що "
            "тримають північний понтон. Рибалки, які вночі бувають на причалі, просили поставити ліхтар "
            "на молу, бо там темно і ніхто нічого не бачить.",
        ),
        ("ja", "二つの島を結ぶ渡船は、鎖を潜水士が取り換えるあいだ、十一週間運航を止める。"),
        ("zh", "連接兩座島嶼的渡輪將停駛十一個星期，潛水員會更換固定北側浮橋的鐵鏈。"),
        ("ko", "두 섬을 잇는 여객선이 북쪽 부잔교의 쇠사슬을 교체하는 동안 운항을 멈춘다."),
        ("el", "Το φέρι ανάμεσα στα δύο νησιά σταματά για έντεκα εβδομάδες."),
        ("th", "เรือข้ามฟากระหว่างสองเกาะจะหยุดให้บริการสิบเอ็ดสัปดาห์"),
        ("he", "המעבורת בין שני האיים תפסיק לפעול לאחד עשר שבועות."),
    ],
)
def test_languages_are_told(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "12 34", "Ferry stops.", "zzz qqq " * 60])
def test_what_cannot_be_told_is_none(text: str) -> None:
    assert language_of(text) is None


def test_text_beats_a_template_that_lies() -> None:
    chosen = choose_language((Claim(value="en-US", place="html lang", belief=0.85),), (Block(text=GERMAN),))
    assert chosen is not None
    assert (chosen.value, chosen.place) == ("de", "text")


def test_region_stated_elsewhere_is_kept() -> None:
    claims = (
        Claim(value="en", place="html lang", belief=0.85),
        Claim(value="de-CH", place="meta og:locale", belief=0.7),
    )
    chosen = choose_language(claims, (Block(text=GERMAN),))
    assert chosen is not None
    assert chosen.value == "de-CH"


@pytest.mark.parametrize(
    ("stated", "tag"),
    [
        ("de_DE", "de-DE"),
        ("EN", "en"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("en_US.UTF-8", "en-US"),
        ("english please", None),
    ],
)
def test_tags_are_bcp_47(stated: str, tag: str | None) -> None:
    found = [claim.value for claim in language_claims(made_page(lang="", jsonld=article(inLanguage=stated)))]
    assert found == ([tag] if tag else [])


def test_a_name_does_not_make_a_text_turkish() -> None:
    assert language_of("Die Meisterin Özoğuz hat den Brief verlesen, und Özoğuz versteht ihn nicht. " * 3) == "de"


def test_quoted_japanese_words_do_not_make_a_text_japanese() -> None:
    text = "The keeper of the lamp said that it was time to go home, and the word for that is かえりましょう in her language. "
    assert language_of(text * 3) == "en"


def test_a_short_italian_note_is_no_catalan() -> None:
    text = (
        "La guardiana ha spento la lampada del molo. Ha chiesto al porto la ricevuta del petrolio, e i piloti contano le "
        "barche su un foglio. Al momento mancano due barche, attese dopo il tramonto."
    )
    assert language_of(text) == "it"


def test_a_language_with_few_little_words_is_told() -> None:
    text = "Abantu bathi kodwa ukuthi umuntu kanye nabo bonke, futhi ngoba uma kusho lapho ngo laba. "
    assert language_of(text * 3) == "zu"
