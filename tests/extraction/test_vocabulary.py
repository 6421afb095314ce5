"""What class names and ids say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.extraction.vocabulary import (
    BODY,
    CAPTION,
    COMMENTS,
    FURNITURE,
    HIDDEN,
    JUNK,
    STANDFIRST,
    WEAK,
    class_flags,
)


@pytest.mark.parametrize(
    ("names", "flag"),
    [
        ("article-body", BODY),
        ("StoryBody_text__x81", BODY),
        ("td-post-content tagdiv-type", BODY),
        ("entry-content", BODY),
        ("related-posts", JUNK),
        ("relatedArticles", JUNK),
        ("newsletter_signup", JUNK),
        ("grid-container next-prev", JUNK),
        ("commentlist", COMMENTS),
        ("site-footer", FURNITURE),
        ("cookie-consent", FURNITURE),
        ("wp-caption-text", CAPTION),
        ("sr-only", HIDDEN),
        ("article__standfirst", STANDFIRST),
        ("social-share", WEAK),
    ],
)
def test_names_are_taken_apart_into_words(names: str, flag: int) -> None:
    assert class_flags(names, None) & flag


@pytest.mark.parametrize(
    "names",
    [
        "has-comments",
        "no-sidebar",
        "js-related",
        "article--related",
        "hidden-xs",
        "hentry post-12 tag-comments category-newsletter",
        "md:hidden",
    ],
)
def test_states_modifiers_and_tags_of_a_post_say_nothing(names: str) -> None:
    assert not class_flags(names, None) & (COMMENTS | JUNK | HIDDEN | FURNITURE)


def test_the_id_counts_like_a_class() -> None:
    assert class_flags("", "comments") & COMMENTS


@given(st.text(max_size=200), st.none() | st.text(max_size=50))
def test_any_name_is_read_without_an_exception(names: str, ident: str | None) -> None:
    assert class_flags(names, ident) >= 0
