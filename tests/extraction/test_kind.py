"""Which pages are articles, and why others are not."""

from __future__ import annotations

import json

import pytest

from aggregator.extraction import notices
from aggregator.extraction.body import read_body
from aggregator.extraction.kind import NOT_THERE, page_kind
from tests.extraction.making import SENTENCE, page_of

TEXT = "".join(f"<p>{SENTENCE} Part {number}.</p>" for number in range(8))
CARDS = "".join(
    f'<div class="card"><h3><a href="/n/{number}">Storm closes the coast road, part {number}</a></h3>'
    "<p>By night.</p></div>"
    for number in range(16)
)


def kind_of(
    html: str, url: str = "https://post.example/news/ferry", title: str | None = None
) -> tuple[str | None, str | None]:
    page = page_of(html, url=url)
    return page_kind(page, read_body(page, title=title), title=title)


def jsonld(**node: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org"} | node)}</script>'


def test_running_text_is_an_article_without_any_statement() -> None:
    assert kind_of(f"<div><h1>Ferry terminal to close</h1>{TEXT}</div>") == ("article", None)


@pytest.mark.parametrize(
    "title",
    [
        "404 – Post",
        "Page not found",
        "Seite nicht gefunden",
        "Page introuvable",
        "Страница не найдена",
        "页面不存在",
        "Error 404",
    ],
)
def test_an_error_page_says_that_it_is_one(title: str) -> None:
    html = f"<title>{title}</title><h1>{title}</h1><p>The page you asked for has moved, or was never here at all.</p>"
    kind, reason = kind_of(html)
    assert kind is None
    assert reason == "The page says that what was asked for is not there."


@pytest.mark.parametrize("title", ["404 jobs lost at the ferry line", "Oops: how the council lost its keys"])
def test_an_article_about_errors_is_no_error_page(title: str) -> None:
    assert kind_of(f"<title>{title}</title><h1>{title}</h1>{TEXT}", title=title) == ("article", None)


def test_a_log_in_form_is_no_article() -> None:
    html = "<title>Sign in | Post</title><h1>Sign in</h1><p>Please enter your e-mail address and your password.</p>"
    assert kind_of(html) == (None, "The page asks the visitor to log in.")


def test_an_article_about_signing_up_stays() -> None:
    html = f"<title>Sign up now, say the islands</title><h1>Sign up now, say the islands</h1>{TEXT}"
    assert kind_of(html) == ("article", None)


def test_a_check_for_robots_is_no_article() -> None:
    html = "<title>Just a moment...</title><p>Checking that your browser is safe before you go on to the site.</p>"
    assert kind_of(html) == (None, "The page asks the visitor to prove to be human.")


def test_a_front_page_of_teasers_is_no_article() -> None:
    assert kind_of(f"<h1>Post</h1>{CARDS}", url="https://post.example/") == (None, "The page is the site's home page.")


def test_a_tag_page_is_a_list() -> None:
    html = f"<h1>Ferries</h1>{CARDS}{jsonld(**{'@type': 'CollectionPage'})}"
    assert kind_of(html, url="https://post.example/tag/ferries") == (None, "The page is a list of articles.")


TEASERS = "".join(
    f'<div class="x{number}"><a class="y" href="/n/{number}"><div>Storm closes the coast road, part {number}</div></a>'
    f"<div>{SENTENCE} It is the {number}th time.</div></div>"
    for number in range(8)
)


def test_paragraphs_behind_links_are_teasers_whatever_their_classes() -> None:
    assert kind_of(f"<h1>Ferries</h1>{TEASERS}") == (None, "The page is a list of articles.")
    stated = f'<meta property="article:published_time" content="2026-11-20"><h1>Ferries</h1>{TEASERS}'
    assert kind_of(stated)[0] == "article"


def test_chapters_of_an_article_may_be_links() -> None:
    chapters = "".join(
        f'<h2><a href="https://shop.example/{number}">The pier of harbour {number}</a></h2>'
        f"<p>{SENTENCE} It is pier {number}.</p><p>{SENTENCE} Go there by boat {number}.</p>"
        for number in range(8)
    )
    assert kind_of(f"<article><h1>Eight piers</h1>{chapters}</article>") == ("article", None)


def test_a_list_may_call_itself_an_article() -> None:
    html = (
        f'<meta property="og:type" content="article">{jsonld(**{"@type": "CollectionPage"})}<h1>Ferries</h1>{TEASERS}'
    )
    assert kind_of(html) == (None, "The page is a list of articles.")


def test_an_article_beside_a_list_in_jsonld_stays() -> None:
    nodes = jsonld(**{"@type": "ItemList"}) + jsonld(**{"@type": "NewsArticle", "headline": "Ferry terminal to close"})
    html = f"{nodes}<h1>Ferry terminal to close</h1><p>{SENTENCE}</p>{CARDS}"
    assert kind_of(html, url="https://post.example/archive/ferry") == ("article", None)


def test_an_article_among_many_teasers_stays() -> None:
    html = f"<article><h1>Ferry terminal to close</h1>{TEXT}</article><aside>{CARDS}</aside>"
    assert kind_of(html) == ("article", None)


def test_a_stated_article_at_the_root_of_a_site_stays() -> None:
    html = f'<meta property="og:type" content="article"><h1>Ferry</h1>{TEXT}{CARDS}'
    assert kind_of(html, url="https://post.example/?p=12") == ("article", None)


def test_a_live_blog_is_known_by_its_statement() -> None:
    html = jsonld(**{"@type": "LiveBlogPosting", "headline": "Ferry vote"}) + f"<h1>Ferry vote</h1>{TEXT}"
    assert kind_of(html) == ("live", None)


def test_a_video_with_a_sentence_is_a_video() -> None:
    html = jsonld(**{"@type": "VideoObject", "name": "The last ferry"}) + f"<h1>The last ferry</h1><p>{SENTENCE}</p>"
    assert kind_of(html, url="https://post.example/video/1") == ("video", None)


def test_an_article_with_a_video_in_it_is_an_article() -> None:
    article = jsonld(**{"@type": "NewsArticle", "headline": "Ferry", "video": {"@type": "VideoObject", "name": "x"}})
    assert kind_of(article + f"<h1>Ferry</h1>{TEXT}", url="https://post.example/video/1") == ("article", None)


def test_a_page_without_text_has_the_bodys_reason() -> None:
    assert kind_of("<div><a href='/'>Home</a></div>") == (None, "The page holds no article text.")


@pytest.mark.parametrize("url", ["http://[", "", "not an address", "http://a:b:c/"])
def test_no_address_breaks_it(url: str) -> None:
    assert kind_of(f"<h1>Ferry</h1>{TEXT}", url=url)[0] == "article"


LONG = f"<p>{SENTENCE} {SENTENCE}</p>"
ARTICLE_HEAD = '<meta property="og:type" content="article">'


@pytest.mark.parametrize(
    "text",
    [
        "We are sorry: we could not find the page that you asked for. It may have moved, or was never here.",
        "Strona, której szukasz, nie została znaleziona w naszym serwisie. Spróbuj wyszukać ją ponownie.",
        "Halaman yang Anda cari tidak ditemukan di situs ini. Silakan kembali ke beranda kami.",
        "요청하신 페이지를 찾을 수 없습니다. 주소를 다시 확인해 주시기 바랍니다.",
    ],
)
def test_a_page_that_says_only_in_its_text_that_nothing_is_there_is_none(text: str) -> None:
    kind, reason = kind_of(f"<title>The Paper</title><h1>Sorry</h1><p>{text}</p>")
    assert (kind, reason) == (None, "The page says that what was asked for is not there.")


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (
            f"{ARTICLE_HEAD}<h1>Ferry terminal to close</h1><article><p>Before you continue to the paper, tell us"
            " what our partners may know of you.</p><p>You may accept or reject what the vendors ask for, or choose for"
            " each of them, and take your consent back on any later day that you like.</p></article>",
            "The page asks for consent to cookies.",
        ),
        (
            f"{ARTICLE_HEAD}<h1>Ferry terminal to close</h1><p>Log in to read this story. It takes a minute.</p>",
            "The page asks the visitor to log in.",
        ),
        (
            "<h1>Members</h1><form><p>Enter your e-mail and the password that we sent to you last year.</p>"
            "<input type=text><input type=password></form>",
            "The page asks the visitor to log in.",
        ),
        (
            "<title>paper.example</title><p>Please enable JavaScript to view this site in all its beauty.</p>",
            "The page shows nothing to visitors without JavaScript.",
        ),
        (
            "<title>paper.example</title><script src='https://geo.captcha-delivery.com/c.js'></script>"
            "<p>A moment, please, while we look at who is there at the door.</p>",
            "The page asks the visitor to prove to be human.",
        ),
        ("<title>Just a moment...</title><p>Verifying.</p>", "The page asks the visitor to prove to be human."),
        (
            "<title>Access Denied</title><h1>Access Denied</h1><p>You don't have permission to access this.</p>",
            notices.DENIED,
        ),
        ("<h1>Error 1020</h1><p>You do not have access to paper.example. Ask its owner why.</p>", notices.DENIED),
        ("<h1>We'll be back soon</h1><p>Our pages get a new roof, and open again at noon.</p>", notices.OUT_OF_ORDER),
        ("<h1>¡Ups! Algo salió mal</h1><p>El diario no pudo leerse. Pruebe más tarde.</p>", notices.OUT_OF_ORDER),
        ("<p>The service is temporarily overloaded. Please try again a little later.</p>", notices.OUT_OF_ORDER),
        (
            "<h1>Sorry</h1><p>You try to access this website from a country belonging to the European Economic Area,"
            " and to such readers nothing is shown.</p>",
            notices.REGION,
        ),
        ("<h1>Ach</h1><p>Bitte schalten Sie Ihren Werbeblocker für unsere Zeitung ab.</p>", notices.AD_BLOCKER),
        ("<h1>Merci pour votre inscription</h1><p>Une lettre vous attend dans votre boîte.</p>", notices.THANKS),
        ("<h1>Cet article n'existe plus</h1><p>Il a été retiré par la rédaction hier soir.</p>", NOT_THERE),
        ("<h1>Vaya</h1><p>No hemos podido encontrar la noticia que busca en este diario.</p>", NOT_THERE),
        (f"<title>Terms of Use - The Paper</title><h1>Terms of Use</h1>{TEXT}", notices.TERMS),
        (
            f'<meta property="og:type" content="product"><h1>Blue kettle</h1>{LONG}',
            "The page offers a product.",
        ),
        (
            f'<meta property="og:type" content="profile"><h1>Mara Quill</h1>{LONG}',
            "The page is the profile of a person.",
        ),
    ],
)
def test_what_stands_in_the_place_of_a_text_is_named(html: str, reason: str) -> None:
    assert kind_of(html) == (None, reason)


@pytest.mark.parametrize(
    "html",
    [
        f"<h1>Consent law passes the upper house</h1>{LONG}",
        f"<h1>Ferry terminal to close</h1>{LONG}<form><input type=text><input type=password></form>",
        f"{ARTICLE_HEAD}<h1>Shop asks customers to enable JavaScript</h1>{LONG}",
        f"<h1>Something went wrong at the harbour</h1>{LONG}",
        "<h1>Ferry</h1><p>The ferry is down for maintenance on Monday. We are sorry for the inconvenience.</p>",
        f"<h1>Privacy policy of the harbour under fire</h1>{TEXT}",
        f'<h1>Terms of Use</h1><time datetime="2026-11-20">Friday</time>{TEXT}',
        f'{jsonld(**{"@type": "NewsArticle", "headline": "Kettles"})}<meta property="og:type" content="product">{LONG}',
        f"<h1>Readers turn off their ad blockers</h1>{TEXT}<p>You may keep your ad blocker, says the paper.</p>",
        f"<h1>Sites use too many cookies</h1><p>Many sites set cookies and ask for consent before they show"
        f" a page, and few readers ever reject them. Privacy is at stake, partners say.</p>{LONG}",
    ],
)
def test_an_article_about_walls_or_beside_a_form_is_an_article(html: str) -> None:
    assert kind_of(html) == ("article", None)
