"""The lines around a text, each with its place and what its markup says of it."""

from __future__ import annotations

from aggregator.attribution.line import Line
from aggregator.attribution.lines import lines_around, lines_of_figures
from tests.attribution.making import container, page
from tests.bounds import no_explosion

FIRST = "The bridge over the harbour opened on Monday after two years of work on its old stones."
SECOND = "The mayor walked over it first, and a band played for an hour in the cold wind of the bay."
LAST = "The ferry will go on sailing until spring, the harbour office says, and then it will rest."


def lines(markup: str, path: str = ".//article") -> list[Line]:
    return list(lines_around(container(page(markup), path), (FIRST, SECOND, LAST)))


def texts(found: list[Line], sort: str | None = None, where: str | None = None) -> list[str]:
    return [one.text for one in found if sort in (None, one.sort) and where in (None, one.where)]


BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{LAST}</p>"


def test_byline_above_and_source_below() -> None:
    markup = f'<main><h1>x</h1><div class="byline">By Reuters</div><article>{BODY}<p>Source: PAP</p></article></main>'
    found = lines(markup)
    assert Line(text="By Reuters", where="above", sort="marked") in found
    assert "Source: PAP" in texts(found, "line", "below")


def test_source_in_a_column_beside_the_text() -> None:
    column = '<aside class="meta"><div class="article-source">Source: PAP</div></aside>'
    markup = f"<div><div><h1>x</h1><article>{BODY}<img src='a.jpg'></article></div>{column}</div>"
    assert "Source: PAP" in texts(lines(markup), "marked", "below")


def test_source_in_words_behind_a_line_break() -> None:
    assert "Source: PAP" in texts(lines(f"<article>{BODY}<div>10:55<br>Source: PAP</div></article>"))


def test_source_given_as_a_logo() -> None:
    assert "Source: PAP" in texts(lines(f'<article>{BODY}<p>Source: <img alt="PAP" src="p.png"></p></article>'))


def test_caption_and_credit_of_a_figure() -> None:
    figure = '<figure><img src="a.jpg"><figcaption>The bridge. <span class="credit">Ann Example/AP</span></figcaption></figure>'
    found = lines(f"<article>{figure}{BODY}</article>")
    assert "Ann Example/AP" in texts(found, "credit")
    assert any("The bridge." in text for text in texts(found, "caption"))
    assert all(one.picture == "a.jpg" for one in found if one.sort in ("caption", "credit"))


def test_line_right_after_a_picture() -> None:
    found = lines(
        f'<article><p>{FIRST}</p><img src="a.jpg"><div>Getty Images</div><p>{SECOND}</p><p>{LAST}</p></article>'
    )
    assert "Getty Images" in texts(found, "beside")


def test_alternative_text_of_a_picture() -> None:
    found = lines(f'<article><img src="a.jpg" alt="The bridge &amp; the bay. Photo: Ann Example">{BODY}</article>')
    assert "The bridge & the bay. Photo: Ann Example" in texts(found, "alt")


def test_header_that_is_called_after_its_picture_is_no_caption() -> None:
    header = '<header class="hero-image"><h1>The bridge opens</h1><p class="byline">By Ann Example</p></header>'
    found = lines(f"<main>{header}<article>{BODY}</article></main>")
    assert "By Ann Example" in texts(found, "marked", "above")
    assert texts(found, "caption") == []


def test_text_beside_a_sidebar_is_not_the_sidebars() -> None:
    figure = "<figure><img src='a.jpg'><figcaption>The bridge.</figcaption><cite>Ann Example/AP</cite></figure>"
    assert "Ann Example/AP" in texts(
        lines(f'<article><div class="layout-with-sidebar">{figure}{BODY}</div></article>'), "credit"
    )
    others = f'<div class="sidebar">{figure}<p>Another text.</p></div>'
    assert "Ann Example/AP" not in texts(lines(f"<article>{others}{BODY}</article>"))


def test_credit_that_a_sign_shows_to_those_who_point_at_it() -> None:
    sign = '<span class="image-copyright" title="Photo: Ann Example/AP">©</span>'
    assert "Photo: Ann Example/AP" in texts(lines(f"<article>{sign}{BODY}</article>"), "credit")


def test_credit_whose_label_and_names_stand_in_elements_of_their_own() -> None:
    parts = "<div>Photo:</div><div>Ann Example</div><div>/</div><div>AP</div>"
    found = lines(f'<article><figure><img src="a.jpg"><figcaption>{parts}</figcaption></figure>{BODY}</article>')
    assert any("Ann Example / AP" in text for text in texts(found, "caption"))


def test_teasers_and_furniture_are_left_out() -> None:
    teaser = '<div class="related-articles"><figure><img src="t.jpg"><figcaption>Reuters</figcaption></figure></div>'
    nav = "<nav><p>Source: Reuters</p></nav>"
    assert not any(
        "Reuters" in one.text for one in lines(f"<main><h1>x</h1>{nav}<article>{teaser}{BODY}{teaser}</article></main>")
    )


def test_links_inside_paragraphs_are_not_lines() -> None:
    found = lines(
        f'<article><p>{FIRST} <a href="x">Reuters</a> said so, and more of it follows here.</p>{BODY}</article>'
    )
    assert "Reuters" not in texts(found)


def test_huge_and_deep_pages_are_walked_in_time() -> None:
    markup = f"<main><h1>x</h1><article>{BODY}{'<div><p>a</p></div>' * 20_000}</article></main>"
    deep = f"<main><h1>x</h1><article>{BODY}{'<div>' * 200}x{'</div>' * 200}</article></main>"
    found = page(markup), page(deep)
    with no_explosion():
        for made in found:
            list(lines_around(container(made), (FIRST, SECOND, LAST)))


def test_labelled_caption_behind_the_last_paragraph_is_a_line() -> None:
    figure = (
        '<div class="lead-image-source"><img src="a.jpg"><span>Image Source: Ann Example / Shutterstock</span></div>'
    )
    found = lines(f"<article>{BODY}{figure}</article>")
    text = "Image Source: Ann Example / Shutterstock"
    assert Line(text=text, where="inside", sort="line", picture="a.jpg") in found
    outside = lines(f"<main><h1>x</h1><article>{BODY}</article>{figure}</main>")
    assert text not in texts(outside, where="inside")


def test_widgets_that_hold_the_articles_pictures_are_read() -> None:
    widgets = '<div class="widgets_article-widgets"><div class="image_image-widget"><img src="a.jpg"><p>Image: Ann Example</p></div></div>'
    found = lines(f"<article><p>{FIRST}</p>{widgets}<p>{SECOND}</p><p>{LAST}</p></article>")
    assert "Image: Ann Example" in texts(found, "caption")
    other = lines(f'<article><p>{FIRST}</p><div class="widget"><p>Image: Ann Example</p></div><p>{LAST}</p></article>')
    assert "Image: Ann Example" not in texts(other)


def test_text_for_subscribers_is_read_and_offers_to_subscribe_are_not() -> None:
    line = "<p><em>With reporting by Harbourline Press.</em></p>"
    found = lines(f'<article>{BODY}<div class="subscriber-only">{line}</div></article>')
    assert "With reporting by Harbourline Press." in texts(found)
    assert texts(lines(f'<article>{BODY}<div class="subscribe-box">{line}</div></article>')) == texts(
        lines(f"<article>{BODY}</article>")
    )


def test_links_of_the_last_paragraph_are_not_counted_as_lines_behind_it() -> None:
    linked = LAST + ' <a href="x">harbour</a> <em>news</em>' * 12
    source = '<p class="source">With reporting by Harbourline Press.</p>'
    found = lines(f"<article><p>{FIRST}</p><p>{SECOND}</p><p>{linked}</p>{source}</article>")
    assert "With reporting by Harbourline Press." in texts(found, "marked", "below")


def test_byline_inside_a_paragraph_is_marked() -> None:
    found = lines(
        f'<article><p>{FIRST} <span class="author">Meridian Press</span></p><p>{SECOND}</p><p>{LAST}</p></article>'
    )
    assert "Meridian Press" in texts(found, "marked")


def test_headings_found_already_lead_to_the_same_lines() -> None:
    made = page(
        f'<main><div><h1>x</h1><p class="byline">By Reuters</p></div><div><article>{BODY}</article></div></main>'
    )
    found = list(lines_around(container(made), (FIRST, SECOND, LAST), headings=made.elements["h1"]))
    assert found == list(lines_around(container(made), (FIRST, SECOND, LAST)))
    assert "By Reuters" in texts(found, "marked", "above")


def test_lead_picture_in_a_block_of_its_own_before_the_article_is_read() -> None:
    made = page(
        "<html><body><div class='wrap'><div class='hero'><img src='/a.jpg'><p class='image-caption'>© Jane Doe</p></div>"
        "<div class='page'><div class='in'><h1>The bridge opens</h1><img src='/b.jpg'><article><p>One of the bridge.</p>"
        "<p>Two of the bridge, long enough.</p></article></div></div></div></body></html>"
    )
    lines = list(lines_around(container(made), ["One of the bridge.", "Two of the bridge, long enough."]))
    assert "© Jane Doe" in [line.text for line in lines if line.sort in ("caption", "credit")]


def test_block_that_is_called_a_credit_is_one() -> None:
    made = page(
        "<html><body><article><h1>The bridge opens</h1><img src='/a.jpg'><span class='picture_credit'>Jane Doe / Forum</span>"
        "<p>One of the bridge, long enough.</p><p>Two of the bridge, long enough.</p></article></body></html>"
    )
    lines = list(lines_around(container(made), ["One of the bridge, long enough.", "Two of the bridge, long enough."]))
    assert "Jane Doe / Forum" in [line.text for line in lines if line.sort == "credit"]


def test_figures_are_read_where_the_text_comes_from_a_script() -> None:
    made = page(
        "<html><body><aside><figure><img src='/c.jpg'><figcaption>Photo: Jo Other</figcaption></figure></aside>"
        "<article><figure><img src='/a.jpg'><div class='caption'><span class='caption__credit'>Jane Doe</span></div>"
        "</figure></article></body></html>"
    )
    assert made.root is not None
    assert [line.text for line in lines_of_figures(made.root) if line.sort == "credit"] == ["Jane Doe"]


def test_block_called_a_picture_with_the_headline_in_it_is_no_caption() -> None:
    made = page(
        "<html><body><article><div class='header-small-img'><figure class='image-wrap'><img src='/a.jpg'><figcaption>© Jane Doe"
        "</figcaption></figure><h1>The bridge opens</h1><p>3 March</p></div><p>One of the bridge, long enough.</p>"
        "<p>Two of the bridge, long enough.</p></article></body></html>"
    )
    lines = list(lines_around(container(made), ["One of the bridge, long enough.", "Two of the bridge, long enough."]))
    assert [line.text for line in lines if line.sort == "caption"] == ["© Jane Doe"]
