"""The flat JSON form of an article that batch, database and Scrapy's -o share."""

from __future__ import annotations

import datetime as dt
from typing import Any

from aggregator.article import Article, Attribution, Block, Image, When

ROW_VERSION = 1
"""Counts up when a key changes its meaning or goes; new keys may come without."""

Row = dict[str, Any]


def article_row(article: Article, *, row_id: str | None = None) -> Row:
    """Return the row of `article`, its keys in the order of the contract.

    `row_id` is the `id` of a batch's manifest; absent values are None or [].
    """
    return {
        "row_version": ROW_VERSION,
        "id": row_id,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "kind": article.kind,
        "genre": article.genre,
        "title": article.title,
        "body": article.body,
        "paragraphs": list(article.paragraphs),
        "blocks": [block_row(block) for block in article.blocks],
        "complete": article.complete,
        "summary": article.summary,
        "authors": list(article.authors),
        "published_at": stated(article.published_at),
        "modified_at": stated(article.modified_at),
        "zone_assumed": article.zone_assumed,
        "dateline": article.dateline,
        "tags": list(article.tags),
        "section": article.section,
        "language": article.language,
        "images": [image_row(image) for image in article.images],
        "attributions": [attribution_row(one) for one in article.attributions],
        "paywalled": article.paywalled,
        "licence": article.licence,
        "tdm": article.tdm,
        "reader": article.reader,
        "reason": article.reason,
        "error": None,
    }


def error_row(*, row_id: str | None, url: str | None, error: str) -> Row:
    """Return the row of a page whose reading broke down: an empty article, and why."""
    return article_row(Article(url=url or ""), row_id=row_id) | {"error": error}


def stated(when: When | None) -> str | None:
    """Return ISO 8601, no more precise than `when` is: `2026-11-20`, `2026-11-20T08:00:00+01:00`."""
    if isinstance(when, dt.datetime):
        return when.isoformat(timespec="seconds")
    return when.isoformat() if when else None


def block_row(block: Block) -> Row:
    """Return `{"kind", "text"}`."""
    return {"kind": block.kind, "text": block.text}


def image_row(image: Image) -> Row:
    """Return `{"url", "caption", "credit"}`."""
    return {"url": image.url, "caption": image.caption, "credit": image.credit}


def attribution_row(one: Attribution) -> Row:
    """Return the public fields of an attribution."""
    return {
        "role": one.role,
        "name": one.name,
        "as_written": one.as_written,
        "evidence": one.evidence,
        "found_in": one.found_in,
        "position": one.position,
        "extent": one.extent,
        "confidence": one.confidence,
    }
