"""Labelled data: the attributions of articles at which a person looked."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from aggregator.article import Article, Attribution
from aggregator.corrections import ATTRIBUTIONS, LABELLED, ROLES, Correction, in_force, is_same, said_of
from aggregator.organisations import register
from aggregator.store.corrections import read_corrections
from aggregator.store.stored import stored_article
from aggregator.urls import host

Label = dict[str, Any]
"""One line of labelled data: `id`, `url`, `publisher`, `attributions`, and which roles are `settled`."""


def read_labels(connection: sqlite3.Connection) -> Iterator[Label]:
    """Yield a label for every article whose attributions a person corrected or confirmed, by number.

    What a person said counts. What was only read, in a role that nobody has settled (`FIELD=…` or
    `attributions=confirmed`), is `optional`: careful readers have not agreed on it yet.
    """
    ids = connection.execute(
        f"""
        SELECT DISTINCT c.article_id, a.uid FROM corrections AS c JOIN articles AS a ON a.id = c.article_id
        WHERE c.field IN ({",".join("?" * len(LABELLED))}) AND a.status IN ('live', 'gone') ORDER BY c.article_id
        """,
        LABELLED,
    ).fetchall()
    for article_id, uid in ids:
        words = [one for one in in_force(read_corrections(connection, article_id)) if one.field in LABELLED]
        article = stored_article(connection, article_id)
        if words and article is not None:
            yield label(uid, article, words)


def label(uid: str, article: Article, words: list[Correction]) -> Label:
    """Return the line of one article, from what it is and what was said of it."""
    said = said_of(words)
    settled = {
        role
        for role in ROLES
        if any(word.field == ATTRIBUTIONS or (word.field == role and isinstance(word.now, list)) for word in words)
    }
    publisher = next((one for one in article.attributions if one.role == "publisher"), None)
    return {
        "id": uid,
        "url": article.canonical_url,
        "publisher": None if publisher is None else {"name": publisher.name, "aliases": _of_site(publisher, article)},
        "settled": sorted(settled),
        "attributions": [
            _entry(one, optional=one.role not in settled and not any(is_same(one, word) for word in said))
            for one in article.attributions
            if one.role != "publisher"
        ],
    }


def _entry(one: Attribution, *, optional: bool) -> dict[str, Any]:
    return {
        "role": one.role,
        "name": one.name,
        "aliases": _aliases(one),
        "kind": one.entity,
        "as_written": one.as_written,
        "evidence": one.evidence,
        "optional": optional,
        "found_in": one.found_in,
        "position": one.position,
        "extent": one.extent,
    }


def _aliases(one: Attribution) -> list[str]:
    """Return the further names by which an organisation is right as well: its aliases, its short names, its sites."""
    known = register().get(one.organisation_id) if one.organisation_id is not None else None
    return [*known.aliases, *known.short, *known.domains] if known is not None else []


def _of_site(publisher: Attribution, article: Article) -> list[str]:
    """Return the further names of a page's publisher: its site's among them."""
    site = (host(article.canonical_url or article.url) or "").removeprefix("www.")
    return list(dict.fromkeys([*_aliases(publisher), *filter(None, [site])]))


def label_line(label: Label) -> str:
    """Return a label as a line of JSON."""
    return json.dumps(label, ensure_ascii=False)
