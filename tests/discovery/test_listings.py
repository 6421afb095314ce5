from __future__ import annotations

import pytest

from aggregator.discovery import Found, read_document
from aggregator.discovery.listings import MAX_LISTING_PAGES

URL = "https://paper.example/world"


def _page(body: str, *, url: str = URL, page: int = 1) -> Found:
    return read_document(f"<html><body>{body}</body></html>".encode(), url=url, kind="listing", page=page)


@pytest.mark.parametrize(
    ("links", "url", "following"),
    [
        ('<a rel="next" href="?page=2">x</a>', URL, "https://paper.example/world?page=2"),
        ('<a href="/world/page/2/">2</a><a href="/world/page/7/">7</a>', URL, "https://paper.example/world/page/2/"),
        (
            '<a href="/world?page=1">1</a><a href="/world?page=3">3</a>',
            f"{URL}?page=2",
            "https://paper.example/world?page=3",
        ),
        ('<a href="/world/older">Older posts →</a>', URL, "https://paper.example/world/older"),
        ('<a class="pager-next" href="/world/more"><svg></svg></a>', URL, "https://paper.example/world/more"),
        ('<a href="/world?start=20">다음</a>', URL, "https://paper.example/world?start=20"),
    ],
)
def test_next_page_is_found(links: str, url: str, following: str) -> None:
    assert _page(links, url=url).next_pages == (following,)


@pytest.mark.parametrize(
    ("links", "url"),
    [
        ('<a rel="next" href="https://elsewhere.example/world?page=2">Next</a>', URL),
        ('<a rel="next" href="/sport?page=2">Next</a>', URL),
        ('<a rel="next" href="/world">Next</a>', URL),
        ('<a href="/world?page=1">1</a><a href="/world?page=2">2</a>', f"{URL}?page=3"),
        ('<a href="/world/next-years-budget-in-words">The next budget</a>', URL),
        ('<a href="?page=1">Next</a>', f"{URL}?page=2"),
        ('<a rel="next" href="/world/older/older/older/">Older</a>', URL),
    ],
)
def test_link_that_is_no_next_page_is_not_followed(links: str, url: str) -> None:
    assert _page(links, url=url).next_pages == ()


def test_paging_ends_at_the_limit() -> None:
    link = '<a rel="next" href="?page=99">Next</a>'
    assert _page(link, page=MAX_LISTING_PAGES - 1).next_pages
    assert _page(link, page=MAX_LISTING_PAGES).next_pages == ()


def test_headline_is_taken_from_whichever_link_has_it() -> None:
    found = _page(
        '<a href="/a-long-slug-of-words-1"><img src="x.jpg"></a>'
        '<h2><a href="/a-long-slug-of-words-1">Ship leaves the port</a></h2>'
        '<a href="/a-long-slug-of-words-1">Read more</a>'
    )
    assert [(one.url, one.title) for one in found.candidates] == [
        ("https://paper.example/a-long-slug-of-words-1", "Ship leaves the port")
    ]


@pytest.mark.parametrize(
    "link",
    [
        '<nav><a href="/world/some-topic-with-words">Some topic with many words here</a></nav>',
        '<a href="/tag/a-tag-of-many-words-in-it">A tag of many words in it</a>',
        '<a href="/author/ann-weir-of-the-foreign-desk">Ann Weir of the foreign desk</a>',
        '<a href="/login?return=/world">Log in to read all of the articles</a>',
        '<a href="https://elsewhere.example/2026/11/20/a-long-slug-of-words-1">A long headline of many words</a>',
        '<a href="/2026/11/">All articles of November this year</a>',
        '<a href="/files/annual-report-of-the-paper-2026.pdf">Annual report of the paper for this year</a>',
        '<a href="#top">Back to the top of this long page</a>',
        '<a href="/world">World, the section you are looking at now</a>',
        '<a href="/sport">Sport</a>',
    ],
)
def test_link_that_is_no_article_is_passed_over(link: str) -> None:
    found = _page(link)
    assert found.candidates == ()
    assert found.reason == "no link on this page looks like an article"


def test_page_without_links_says_so() -> None:
    assert _page("<p>Nothing here.</p>").reason == "no link on this page looks like an article"
