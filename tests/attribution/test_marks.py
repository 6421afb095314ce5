"""What class names and the like say of the lines in an element."""

from __future__ import annotations

import pytest

from aggregator.attribution.marks import LONGEST_NAMES, marks_credit, marks_of


@pytest.mark.parametrize(
    "names", ["byline", "c-ArticleAuthor", "post_source", "meta source-name", "Quelle", "partner-logo"]
)
def test_names_of_bylines_and_sources(names: str) -> None:
    assert marks_of(names).source


@pytest.mark.parametrize("names", ["resource", "opensource", "text", ""])
def test_a_source_stands_at_the_beginning_of_a_word(names: str) -> None:
    assert not marks_of(names).source


@pytest.mark.parametrize(
    "names",
    [
        "related-posts",
        "NewsletterBox",
        "main_nav",
        "site-footer ",
        "author-bio",
        "read-more",
        "x-advertisement",
        "logo",
    ],
)
def test_names_of_what_is_of_others_or_of_the_site(names: str) -> None:
    assert marks_of(names).foreign


@pytest.mark.parametrize(
    "names",
    ["shared-by", "article-widget", "navigator", "story-adjacent", "unlogoed", "subscriber-only", "author-name"],
)
def test_names_that_only_look_as_if_they_were_of_others(names: str) -> None:
    assert not marks_of(names).foreign


@pytest.mark.parametrize(
    "names", ["caption", "wp-image", "hero\nwide", "photo-credit", "image_text", "LeadPicture", "legend"]
)
def test_names_of_captions(names: str) -> None:
    assert marks_of(names).captioned


@pytest.mark.parametrize("names", ["imagery", "mediation", "text"])
def test_a_picture_is_a_word_of_its_own(names: str) -> None:
    assert not marks_of(names).captioned


def test_a_teaser_is_one_however_it_is_written() -> None:
    assert marks_of("c-Teaser__body").teaser


def test_author_and_source_are_a_pictures_only_in_its_frame() -> None:
    assert marks_credit("photo-author source", framed=True)
    assert not marks_credit("author source", framed=False)
    assert marks_credit("Credit", framed=False)
    assert not marks_credit("resource", framed=True)


def test_names_beyond_the_longest_are_not_read() -> None:
    assert not marks_of("x" * LONGEST_NAMES + " byline").source
