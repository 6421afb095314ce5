"""Lines that are none of the article, by their words."""

from __future__ import annotations

import pytest

from aggregator.extraction.boilerplate import (
    ends_article,
    heads_comments,
    is_about,
    is_disclaimer,
    is_furniture,
    is_teasing,
)


@pytest.mark.parametrize(
    "text",
    [
        "Read more: Storm closes the coast road",
        "• Also read: Storm closes the coast road",
        "Related: Ten walks along the cliffs",
        "Follow Ona Reef on Twitter for more",
        "Get the latest news in our daily newsletter",
        "Lesen Sie auch: Sturm sperrt die Straße",
        "Mehr zum Thema",
        "Lire aussi : la tempête ferme la route",
        "Te puede interesar: la tormenta",
        "Leia também: a tempestade",
        "LEGGI ANCHE > la tempesta",
        "Lees ook: storm sluit kustweg",
        "Czytaj też: sztorm zamyka drogę",
        "Читайте также: шторм закрыл дорогу",
        "Διαβάστε επίσης: η καταιγίδα",
        "相关新闻：海边公路封闭",
        "関連記事：海岸道路",
        "▶ 관련 기사 보기",
        "Advertisement",
        "اقرأ أيضا: العاصفة تغلق الطريق",
        "İLGİLİ HABER: Fırtına yolu kapattı",
        "यह भी पढ़ें: तूफान ने सड़क बंद की",
        "Підписуйтесь на наш канал",
    ],
)
def test_hints_at_other_pages_are_known_in_many_languages(text: str) -> None:
    assert is_teasing(text)
    assert is_furniture(text)


@pytest.mark.parametrize(
    "text",
    [
        "Related companies were asked for their accounts, too.",
        "More than half of the voters agreed.",
        "Comments from the mayor were not to be had on Friday.",
        "The subscription to the ferry costs 12 crowns a month.",
        "Tags on the fish say where they were caught.",
        "Newsletter writers earn less than they did.",
        "Published accounts show a loss of 14 million crowns.",
    ],
)
def test_sentences_that_begin_with_such_words_stay(text: str) -> None:
    assert not is_teasing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Published: 15 March 2025, 08:00",
        "15.03.2025, 08:00 Uhr",
        "2012年01月17日 10:36　来源：北门湾日报",
        "By Ona Reef",
        "Von Ona Reef",
        "Updated at 1:23 p.m.",
        "5 min read",
        "Opublikowano: 12 stycznia 2012",
        "Ημερομηνία δημοσίευσης: 3 Ιανουαρίου 2012",
        "Source: Harbour Office",
        "홍길동 기자 gildong@ilbo.example",
    ],
)
def test_lines_about_the_article_are_known(text: str) -> None:
    assert is_about(text)


@pytest.mark.parametrize(
    "text",
    [
        "The vote on 15 March 2025 was closer than the one before.",
        "By Tuesday the water had fallen. Nobody was hurt.",
        "Work began at 08:00 and ended before the tide came in, as the council had asked.",
    ],
)
def test_sentences_with_a_date_stay(text: str) -> None:
    assert not is_about(text)


@pytest.mark.parametrize(
    "text",
    [
        "© 2025 Westmere Post. All rights reserved.",
        "Reporting by Ona Reef; editing by Jon Tarn",
        "Alle Rechte vorbehalten",
        "저작권자 북문일보, 무단 전재 금지",
        "The post Ferry terminal to close appeared first on Westmere Post.",
    ],
)
def test_notices_of_rights_are_known(text: str) -> None:
    assert is_furniture(text)


def test_a_talk_about_rights_is_no_notice() -> None:
    assert not is_furniture("The islanders have a right to be heard, said the judge.")


@pytest.mark.parametrize(
    "text",
    [
        "Foto: Ona Reef",
        "Photo by Ona Reef for the Westmere Post",
        "(Image credit: Harbour Office)",
        "Abbildung: Die alte Mole im Winter.",
        "Фото: пресс-служба порта",
        "The old pier in January. (Photo: Ona Reef)",
        "一月的旧码头。(林静摄)",
        "Harbour Office=Westmere Post",
    ],
)
def test_captions_and_credits_are_known(text: str) -> None:
    assert is_furniture(text)


@pytest.mark.parametrize(
    "text",
    [
        "Dieser Artikel erschien zuerst im Westmere-Boten.",
        "This article was translated from the Norwegian.",
        "Cet article a été traduit par une machine.",
        "Submitted comments are subject to moderation.",
        "Ошибка в тексте? Выделите её мышью.",
    ],
)
def test_notices_about_the_text_and_its_comments_are_known(text: str) -> None:
    assert is_furniture(text)


@pytest.mark.parametrize(
    "text",
    [
        "For pictures of the storm, follow us on Facebook.",
        "Mehr davon im Newsletter: einfach anmelden.",
        "Все новости порта — наш канал в Telegram.",
        "北门湾日报Facebook專頁，歡迎按讚。",
    ],
)
def test_invitations_are_known_wherever_they_say_so(text: str) -> None:
    assert is_furniture(text)


@pytest.mark.parametrize(
    "text",
    [
        "Photographs of the pier hang in the town hall.",
        "The mayor wrote on Facebook that the pier would stay.",
        "The newsletter of the parish has had the same editor since the war.",
        "He sent the picture (the one with the gulls) to his sister.",
        "Fotos von der Mole zeigen drei Brüche.",
    ],
)
def test_sentences_about_pictures_and_networks_stay(text: str) -> None:
    assert not is_furniture(text)


def test_disclaimers_of_any_length_are_known() -> None:
    assert is_disclaimer("免责声明：" + "本文只代表作者本人观点。" * 30)
    assert not is_disclaimer("The ministry disclaimed all knowledge of the plan.")


@pytest.mark.parametrize(
    "text",
    [
        "Related articles",
        "Comments (12)",
        "| 13 Comment(s)",
        "Comments are now closed for this story",
        "Check Out Our Other Content",
        "Most Popular Articles",
        "Check Out Other Tags:",
        "Weitere Artikel aus Westmoor",
        "Wybrane komentarze",
        "Комментарии 14",
        "相关新闻",
        "관련 기사",
        "Mehr zum Thema:",
    ],
)
def test_headings_of_what_follows_articles_are_known(text: str) -> None:
    assert ends_article(text)


@pytest.mark.parametrize(
    "text", ["Comments on the budget", "Related costs", "Latest figures show a loss", "Tags and nets"]
)
def test_headings_inside_articles_are_not_taken_for_the_end(text: str) -> None:
    assert not ends_article(text)


def test_comment_headings_may_say_more() -> None:
    assert heads_comments("Comments are now closed for this story")
    assert not heads_comments("The mayor had no comment on the plan that was published by the council on Tuesday night")


def test_prompts_for_newsletters_are_known_wherever_they_say_so() -> None:
    assert is_furniture("Check out more of our reports by signing up to our free weekly newsletter")
    assert is_furniture("Hier können Sie unseren Newsletter abonnieren")
    assert not is_furniture("The party's newsletter called the plan a mistake.")
