"""Finding the element that holds the text."""

from __future__ import annotations

from aggregator.extraction.container import continuations, ends_sentence, find_container, headline_at, size, weigh
from aggregator.extraction.vocabulary import ASIDE, TEASER, WEAK
from aggregator.extraction.walk import Walk, walk
from aggregator.markup import parse_html
from tests.extraction.making import SENTENCE

PARAGRAPHS = "".join(f"<p>{SENTENCE} Part {number}.</p>" for number in range(4))
CARD = (
    '<div class="c"><h3><a href="/{0}">Storm closes the coast road, part {0}</a></h3>'
    "<p>Crews cleared it by night.</p></div>"
)


def seen(html: str) -> Walk:
    root = parse_html(html).root
    assert root is not None
    return walk(root)


def found(html: str) -> str | None:
    page = seen(html)
    best = find_container(page, weigh(page))
    return None if best is None else page.nodes[best].element.get("id")


def test_signs_of_cjk_scripts_weigh_more_than_letters() -> None:
    assert size("市議会") == 7.5
    assert size("council") == 7.0


def test_the_element_with_the_paragraphs_is_found() -> None:
    assert found(f'<div id="page"><div id="menu"><a href="/">Home</a></div><div id="x">{PARAGRAPHS}</div></div>') == "x"


def test_comments_are_passed_over_however_long() -> None:
    comments = "".join(f'<div class="comment">{PARAGRAPHS}</div>' for _ in range(5))
    assert found(f'<div id="x">{PARAGRAPHS}</div><div id="comments">{comments}</div>') == "x"


def test_an_element_with_most_of_the_prose_is_not_put_aside_for_its_name() -> None:
    assert found(f'<div id="sidebar-content" class="widget"><div id="x">{PARAGRAPHS}</div></div>') == "x"


def test_what_stands_under_the_headline_is_preferred_to_as_much_elsewhere() -> None:
    links = "".join(f'<li><a href="/{number}">{number}</a></li>' for number in range(25))
    column = f'<div id="y">{PARAGRAPHS}<p>{SENTENCE}</p></div>'
    page = seen(
        f'<h1>Ferry</h1><div><div id="x">{PARAGRAPHS}</div></div><ul>{links}</ul><div><div>{column}</div></div>'
    )
    ids = [
        page.nodes[best].element.get("id")
        for headline in (None, headline_at(page))
        if (best := find_container(page, weigh(page), headline)) is not None
    ]
    assert ids == ["y", "x"]


def test_the_headline_is_the_line_that_says_the_title_and_is_no_link() -> None:
    page = seen('<h1>The Post</h1><a href="/">Ferry to close</a><h2>Ferry to close</h2>')
    assert headline_at(page, "Ferry to close") == 2
    assert headline_at(page, "Another title") == 0


def test_without_a_title_or_a_heading_there_is_no_headline() -> None:
    assert headline_at(seen("<p>Ferry to close</p>")) is None


def test_a_card_with_a_list_of_its_own_is_no_teaser() -> None:
    items = "".join(f"<li>{number} cups of flour</li>" for number in range(5))
    page = seen(
        f'<div>{PARAGRAPHS}<div class="card"><h3><a href="/r">Bread</a></h3><ul>{items}</ul><p>{SENTENCE}</p></div></div>'
    )
    weigh(page)
    assert not any(line.flags & TEASER for line in page.lines)


def test_a_page_without_running_text_has_no_container() -> None:
    page = seen('<ul><li><a href="/1">One</a></li><li><a href="/2">Two</a></li></ul>')
    assert find_container(page, weigh(page)) is None


def test_rows_of_linked_headlines_are_teasers() -> None:
    page = seen(f'<div id="x">{PARAGRAPHS}{"".join(CARD.format(number) for number in range(3))}</div>')
    weigh(page)
    assert sum(1 for node in page.nodes if node.own & TEASER) == 3


def test_two_of_them_are_no_row() -> None:
    page = seen(f'<div id="x">{PARAGRAPHS}{"".join(CARD.format(number) for number in range(2))}</div>')
    weigh(page)
    assert not any(node.own & TEASER for node in page.nodes)


def test_a_weak_name_that_all_paragraphs_share_is_overlooked() -> None:
    page = seen("<div>" + PARAGRAPHS.replace("<p>", '<p class="share-x">') + '</div><div class="share">Share it</div>')
    weigh(page)
    assert not any(node.own & WEAK for node in page.nodes if node.tag == "p")
    assert any(node.own & WEAK for node in page.nodes if node.element.get("class") == "share")


def test_pieces_of_one_name_continue_the_text() -> None:
    piece = f'<div class="part">{PARAGRAPHS}</div>'
    page = seen(f"<article><div>{piece}</div><div class='ad'>Ad</div><div>{piece}</div></article>")
    weights = weigh(page)
    best = next(number for number, node in enumerate(page.nodes) if node.element.get("class") == "part")
    assert len(continuations(page, best, weights)) == 2


def test_an_article_loaded_behind_the_first_is_no_continuation() -> None:
    one = f'<div class="part">{PARAGRAPHS}</div>'
    other = f'<div class="part"><h1>Another headline</h1>{PARAGRAPHS}</div>'
    page = seen(f"<div>{one}{other}</div>")
    best = next(number for number, node in enumerate(page.nodes) if node.element.get("class") == "part")
    assert continuations(page, best, weigh(page)) == [best]


def test_sentences_end_in_every_script() -> None:
    for text in ("Done.", "“Done.”", "完了。", "تم؟", "समाप्त।"):
        assert ends_sentence(text)
    assert not ends_sentence("More on this")
    assert not ends_sentence("")


def test_a_teaser_without_a_link_is_the_articles_own() -> None:
    page = seen(f'<div><div class="teaser-text"><p>{SENTENCE}</p></div><div class="text">{PARAGRAPHS}</div></div>')
    weigh(page)
    assert not any(node.own & TEASER for node in page.nodes)


def test_a_box_that_holds_the_text_is_not_beside_it() -> None:
    box = f'<div class="box"><div class="{{}}">{PARAGRAPHS}</div></div>'
    page = seen(f"<div>{box.format('detail-content')}{box.format('x')}</div>")
    weigh(page)
    assert [bool(node.own & ASIDE) for node in page.nodes if node.element.get("class") == "box"] == [False, True]


def test_disclaimers_weigh_nothing() -> None:
    assert sum(weigh(seen("<p>免责声明：" + "本文只代表作者本人观点，与本网无关。" * 9 + "</p>"))) == 0.0


def test_a_wrapper_with_headline_and_text_is_not_comments_by_its_name() -> None:
    assert found(f'<div class="forum comments"><h1>Ferry</h1><div id="x">{PARAGRAPHS}</div></div>') == "x"


def test_text_without_paragraphs_in_what_is_called_a_menu_is_found() -> None:
    text = "<br><br>".join([SENTENCE] * 8)
    assert found(f'<div class="nav-wrapper"><div id="x">{text}</div><a href="/">Home</a></div>') == "x"
