"""Pictures, captions and credits."""

from __future__ import annotations

import json

import pytest

from aggregator.article import Image
from aggregator.extraction.body import read_body
from aggregator.extraction.images import read_images
from tests.bounds import no_explosion
from tests.extraction.making import SENTENCE, page_of

TEXT = "".join(f"<p>{SENTENCE} Part {number}.</p>" for number in range(4))


def images_of(inside: str, head: str = "", outside: str = "") -> tuple[Image, ...]:
    html = f"<html><head>{head}</head><body><article><h1>Ferry</h1>{inside}{TEXT}</article>{outside}</body></html>"
    page = page_of(html, url="https://post.example/news/ferry")
    return read_images(page, read_body(page))


def test_the_largest_of_a_srcset_is_taken_and_made_absolute() -> None:
    (image,) = images_of('<img src="/s.jpg" srcset="/s.jpg 300w, /l.jpg 1200w, /m.jpg 600w">')
    assert image.url == "https://post.example/l.jpg"


@pytest.mark.parametrize(
    ("srcset", "largest"),
    [
        ("/s.jpg 300w,/l.jpg 1200w,/m.jpg 600w", "/l.jpg"),
        ("../s.jpg 300w,../l.jpg 1200w", "/l.jpg"),
        ("/s.jpg 300w 200h,/l.jpg 1200w 800h,/m.jpg 600w 400h", "/l.jpg"),
        ("/c_fill,w_300/s.jpg 300w, /c_fill,w_1200/l.jpg 1200w", "/c_fill,w_1200/l.jpg"),
        ("/s.jpg , /l.jpg 2x", "/l.jpg"),
        ("/s.jpg, /l.jpg 2x", "/l.jpg"),
        ("/a file without an address.jpg, /l.jpg 2x", "/l.jpg"),
    ],
)
def test_a_comma_ends_a_candidate_behind_its_descriptor_or_its_address(srcset: str, largest: str) -> None:
    (image,) = images_of(f'<img srcset="{srcset}">')
    assert image.url == f"https://post.example{largest}"


def test_sources_of_a_picture_element_count() -> None:
    (image,) = images_of('<picture><source srcset="//cdn.example/x-1600.webp 1600w"><img src="/x-400.jpg"></picture>')
    assert image.url == "https://cdn.example/x-1600.webp"


def test_lazy_pictures_are_read_from_their_data_attributes() -> None:
    (image,) = images_of('<img src="data:image/gif;base64,R0" data-src="/pier.jpg">')
    assert image.url == "https://post.example/pier.jpg"


@pytest.mark.parametrize(
    ("caption", "text", "credit"),
    [
        ("The old pier. Photo: Ilse Brandt", "The old pier.", "Photo: Ilse Brandt"),
        ("The old pier (Foto: Ilse Brandt/dpa)", "The old pier", "Foto: Ilse Brandt/dpa"),
        ("The old pier © Ilse Brandt", "The old pier", "© Ilse Brandt"),
        ("Photo by Li Wei / Coast Pictures", None, "Photo by Li Wei / Coast Pictures"),
        ("Westmere Harbour Gazette=Coast1", "Westmere Harbour Gazette=Coast1", None),
        ("The old pier, seen from the north.", "The old pier, seen from the north.", None),
    ],
)
def test_caption_and_credit_are_told_apart(caption: str, text: str | None, credit: str | None) -> None:
    (image,) = images_of(f'<figure><img src="/p.jpg"><figcaption>{caption}</figcaption></figure>')
    assert (image.caption, image.credit) == (text, credit)


def test_a_credit_in_an_element_of_its_own_is_the_credit() -> None:
    (image,) = images_of(
        '<figure><img src="/p.jpg"><figcaption><span>The old pier</span><span class="photo-credit">Jon Tarn</span>'
        "</figcaption></figure>"
    )
    assert (image.caption, image.credit) == ("The old pier", "Jon Tarn")


def test_a_caption_beside_the_picture_in_one_box_belongs_to_it() -> None:
    (image,) = images_of('<div class="pic"><img src="/p.jpg"><div class="caption">The old pier</div></div>')
    assert (image.url, image.caption) == ("https://post.example/p.jpg", "The old pier")


def test_icons_portraits_teasers_and_counters_are_none_of_it() -> None:
    inside = (
        '<img src="/logo.svg"><img src="/pixel.gif" width="1" height="1">'
        '<div class="author-bio"><img src="/ona.jpg"></div>'
        '<div class="related"><img src="/other.jpg"></div>'
    )
    assert images_of(inside, outside='<div><img src="/footer.jpg"></div>') == ()


def test_one_picture_in_two_sizes_is_one() -> None:
    assert len(images_of('<img src="/harbour-view-300x200.jpg"><img src="/harbour-view-1200x800.jpg">')) == 1


def test_the_stated_picture_stands_in_where_none_is_shown() -> None:
    head = '<meta property="og:image" content="/lead.jpg">'
    assert images_of("", head) == (Image(url="https://post.example/lead.jpg"),)


def test_structured_data_complete_a_shown_picture() -> None:
    node = {
        "@type": "NewsArticle",
        "headline": "Ferry",
        "image": {"@type": "ImageObject", "url": "https://post.example/pier-large.jpg", "creditText": "Jon Tarn"},
    }
    head = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    (image,) = images_of('<figure><img src="/pier-large.jpg"><figcaption>The pier</figcaption></figure>', head)
    assert image == Image(url="https://post.example/pier-large.jpg", caption="The pier", credit="Jon Tarn")


def test_placeholder_is_replaced_by_the_picture_for_readers_without_scripts() -> None:
    (image,) = images_of('<img class="lazy" src="/img/blank.gif"><noscript><img src="/pier.jpg"></noscript>')
    assert image.url == "https://post.example/pier.jpg"


def test_pattern_of_an_address_is_no_address() -> None:
    (image,) = images_of('<img data-src="/{width}/pier.jpg" src="/320/pier.jpg">')
    assert image.url == "https://post.example/320/pier.jpg"


@pytest.mark.parametrize(
    "name", ["police-badge-found.jpg", "new-logo-of-the-port.jpg", "loading-dock-burns.jpg", "7/default.jpg"]
)
def test_pictures_of_badges_logos_and_docks_are_pictures(name: str) -> None:
    (image,) = images_of(f'<img src="/2026/{name}">')
    assert image.url == f"https://post.example/2026/{name}"


@pytest.mark.parametrize("path", ["/logos/port.png", "/logo-2x.png", "/img/site_logo.png", "/avatar/ona.jpg"])
def test_logos_and_avatars_of_the_site_are_none(path: str) -> None:
    assert images_of(f'<img src="{path}">') == ()


@pytest.mark.parametrize(
    "path", ["/img/default-share.jpg", "/og-image.png", "/no-image.jpg", "/assets/placeholder.png"]
)
def test_picture_of_the_site_does_not_stand_in_for_one_of_the_article(path: str) -> None:
    assert images_of("", f'<meta property="og:image" content="{path}">') == ()


def test_caption_outside_the_element_that_holds_the_picture() -> None:
    (image,) = images_of('<div><a href="/x"><img src="/p.jpg"></a><div class="caption">The old pier</div></div>')
    assert image == Image(url="https://post.example/p.jpg", caption="The old pier")


def test_state_is_not_read_where_a_picture_is_shown() -> None:
    def never() -> None:
        raise AssertionError

    page = page_of(f"<html><body><article><h1>Ferry</h1><img src='/p.jpg'>{TEXT}</article></body></html>")
    assert len(read_images(page, read_body(page), own=never)) == 1


def test_base_elements_are_obeyed() -> None:
    (image,) = images_of('<img src="a.jpg">', '<base href="https://img.example/x/">')
    assert image.url == "https://img.example/x/a.jpg"


@pytest.mark.slow
@pytest.mark.parametrize(
    "inside",
    [
        "<div>" * 1_500 + '<img src="/a.jpg">' * 40_000,
        '<figure><img src="/a.jpg">' * 1_500,
        '<div><img src="/a.jpg"><p class="caption">x</p>' * 1_500,
        '<img srcset="' + "/a.jpg 1w," * 200_000 + '">',
        '<img srcset="' + "," * 1_000_000 + '">',
        '<img srcset="' + "a," * 500_000 + '">',
        "<figure><img src=/a.jpg><figcaption>" + "(" * 500_000 + "</figcaption></figure>",
    ],
    ids=range(7),
)
def test_hostile_pictures_cost_little(inside: str) -> None:
    with no_explosion():
        images_of(inside)
