"""What holds of every article, whatever page it was read from."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Iterator
from typing import get_args

from aggregator.article import Article, ArticleKind, BlockKind, Place, Role
from aggregator.row import article_row

_STATED = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:[+-]\d\d:\d\d)?)?")

# Soft hyphens, controls and what turns the direction of a text round; tabs and line breaks are among them.
_UNWANTED = re.compile("[\x00-\x1f\x7f-\x9f\xad\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def assert_sound(article: Article) -> None:
    """Fail where the row of `article` breaks its contract."""
    row = article_row(article)
    json.dumps(row, ensure_ascii=False).encode()
    assert article.kind in (None, *get_args(ArticleKind))
    assert (article.kind is None) == (article.reason is not None)
    assert article.kind is not None or not article.body
    assert row["body"].split("\n\n") == (row["paragraphs"] or [""])
    assert {block.kind for block in article.blocks} <= set(get_args(BlockKind))
    for text in said(article):
        assert text == text.strip() != "", ascii(text[:200])
        assert unicodedata.is_normalized("NFC", text), ascii(text[:200])
        assert not _UNWANTED.search(text), ascii(text[:200])
    for moment in (row["published_at"], row["modified_at"]):
        assert moment is None or (_STATED.fullmatch(moment) and dt.datetime.fromisoformat(moment))
    assert len(set(article.authors)) == len(article.authors)
    assert len(set(article.tags)) == len(article.tags)
    for image in article.images:
        assert image.url is None or image.url.startswith(("http://", "https://"))
    for one in article.attributions:
        assert one.role in get_args(Role) and one.found_in in get_args(Place)
        assert 0 <= one.confidence <= 1
        assert one.name.strip() and one.as_written.strip() and one.evidence.strip()


def said(article: Article) -> Iterator[str]:
    """Yield every text of one line that `article` holds."""
    yield from (block.text for block in article.blocks)
    yield from article.authors
    yield from article.tags
    yield from (text for image in article.images for text in (image.caption, image.credit) if text is not None)
    one_each = (article.title, article.summary, article.section, article.language, article.dateline, article.genre)
    yield from (text for text in one_each if text is not None)
