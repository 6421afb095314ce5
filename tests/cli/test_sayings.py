"""Tests of `aggregator.cli.sayings`: `FIELD=VALUE` as people type it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.cli.sayings import read_sayings
from aggregator.corrections import Saying
from aggregator.errors import UsageError

TODAY = dt.date(2026, 11, 24)


def read(*words: str) -> tuple[Saying, ...]:
    return read_sayings(words, today=TODAY)


@pytest.mark.parametrize(
    ("word", "field", "value"),
    [
        ("section=World", "section", "World"),
        ("Section = World", "section", "World"),
        ("headline=Rates = up\n again", "title", "Rates = up again"),
        ("section=None", "section", None),
        ("published=2026-11-20", "published_at", dt.date(2026, 11, 20)),
        ("published=20261120", "published_at", dt.date(2026, 11, 20)),
        (
            "published=2026-11-20T10:00+02:00",
            "published_at",
            dt.datetime(2026, 11, 20, 10, tzinfo=dt.timezone(dt.timedelta(hours=2))),
        ),
        ("modified_at=2026-11-20 10:00Z", "modified_at", dt.datetime(2026, 11, 20, 10, tzinfo=dt.UTC)),
        ("modified=none", "modified_at", None),
        ("language=PT-br", "language", "pt-BR"),
        ("kind=Live", "kind", "live"),
        ("paywalled=yes", "paywalled", True),
        ("complete=no", "complete", False),
        ("tdm=reserved", "tdm", "reserved"),
        ("wire=none", "wire", ()),
        ("author=Jo Lund", "authors", ("Jo Lund",)),
        ("story=12", "story", 12),
        ("story=new", "story", None),
        ("merge=https://post.example/1?a=b", "merged", "https://post.example/1?a=b"),
        ("attributions=confirmed", "attributions", None),
    ],
)
def test_what_is_typed_is_what_is_said(word: str, field: str, value: Any) -> None:
    (one,) = read(word)
    assert (one.field, one.how, one.value) == (field, "is", value)


def test_plus_adds_and_minus_takes_away() -> None:
    assert [(one.field, one.how, one.value) for one in read("photo+=Jane Doe", "cited-=CNN", "photo+=Reuters")] == [
        ("photo", "also", ("Jane Doe", "Reuters")),
        ("cited", "not", ("CNN",)),
    ]


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("section", "write FIELD=VALUE"),
        ("=x", "write FIELD=VALUE"),
        ("section=", "a value is missing"),
        ("section+=World", "section has one value: write section=World"),
        ("body=Text", "the text is the evidence for all else"),
        ("publisher=none", "every page has one publisher"),
        ("publisher-=The Post", "every page has one publisher"),
        ("wire+=none", "write wire=none"),
        ("wire=()", "a name of up to 200 characters"),
        (f"photo={'x' * 201}", "a name of up to 200 characters"),
        (f"title={'x' * 2001}", "up to 2000 characters"),
        ("kind=none", "every article has a kind"),
        ("kind=podcast", "one of article, live, video, gallery"),
        ("language=english", "a language such as en"),
        ("paywalled=perhaps", "yes, no or none"),
        ("published=2026-11-20T10:00", "the time has no offset"),
        ("published=20.11.2026", "write a day"),
        ("published=2027-01-01", "that day has not come yet"),
        ("published=0001-01-01T00:00+14:00", "there were no newspapers yet"),
        ("story=last", "the number of a story, or new"),
        ("attributions=none", "write attributions=confirmed"),
        ("title=\x1b[2J", "a control character"),
        ("title=\u200b\u2060", "a value is missing"),
        ("section=\ufdd0", "a value is missing"),
        ("title=\udcff", "encoding"),
    ],
)
def test_what_says_nothing_is_refused_in_a_sentence(word: str, sentence: str) -> None:
    with pytest.raises(UsageError) as refused:
        read(word)
    assert sentence in str(refused.value)
    str(refused.value).encode()


def test_what_cannot_be_seen_is_left_out_as_from_a_page() -> None:
    (one,) = read("title=\u202eFerry\u00ad line\u200b reopens")
    assert one.value == "Ferry line reopens"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["section=A", "section=B"], "section is said twice"),
        (["wire=none", "wire=dpa"], "wire is said twice"),
        (["merge=2", "section=A"], "is said alone"),
        (["wire=none", "wire+=dpa"], "wire=… says all there is"),
        (["tags-=a", "tags=b"], "tags=… says all there is"),
        (["tags+=Ice", "tags+=snow", "tags-=ice"], "name the same"),
        (["story=new", "wire=dpa"], "is said alone"),
        (["attributions=confirmed", "wire=dpa"], "comes last"),
    ],
)
def test_words_that_do_not_go_together_are_refused(words: list[str], sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        read(*words)


@given(st.text(), st.text())
def test_whatever_is_typed_is_read_or_refused(field: str, value: str) -> None:
    for name in (field, "title", "published", "wire", "language", "story"):
        try:
            read(f"{name}={value}")
        except UsageError as error:
            assert str(error)
