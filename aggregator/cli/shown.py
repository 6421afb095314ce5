"""A stored article as lines for people."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from aggregator.corrections import ATTRIBUTIONS
from aggregator.row import Row

if TYPE_CHECKING:
    from aggregator.corrections import Correction
    from aggregator.store.reader import Reader, StoryMember

PUBLISHER = "publisher"
"""The role that every article has; the others say that something comes from elsewhere."""


def head_lines(row: Row) -> Iterator[str]:
    """Yield the headline, and in one line where, in which section and when it ran."""
    yield row["title"] or "(without a title)"
    facts = [
        row["source"],
        row["section"],
        row["published_at"] or f"first seen {row['first_seen_at']}",
        row["language"],
    ]
    if row["kind"] != "article":
        facts.append(row["kind"])
    if row["paywalled"]:
        facts.append("paywalled")
    if row["status"] != "live":
        facts.append(row["status"])
    yield " · ".join(fact for fact in facts if fact)


def attribution_lines(row: Row, *, publisher: bool = True, said: Sequence[Correction] = ()) -> Iterator[str]:
    """Yield who stands behind an article and its parts, one a line, each with the words that prove it.

    `said` is what persons said of the article: what is their word says so.
    """
    for one in row["attributions"]:
        if publisher or one["role"] != PUBLISHER:
            part = " (in part)" if one["extent"] == "part" else ""
            words = f"{one['found_in']}: {shortened(one['evidence'])}" if one["evidence"] else "not in the stored text"
            yield f"{one['role']:9} {one['name']}{part}   {words}{_whose_word(one, said)}"


def _whose_word(one: Mapping[str, Any], said: Sequence[Correction]) -> str:
    """Return that an attribution is a person's word, and by which correction; "" where it was read."""
    its = [word for word in said if any(by["name"] == one["name"] for by in _put_there(word, one["role"]))]
    return f"   · a person's word: correction {its[-1].id}, {its[-1].at:%Y-%m-%d}" if its else ""


def _put_there(word: Correction, role: str) -> list[dict[str, Any]]:
    """Return the attributions of a role that a correction put there."""
    if word.field not in (role, ATTRIBUTIONS):
        return []
    new = word.now if isinstance(word.now, list) else word.now.get("added", [])
    return [by for by in new if by["role"] == role]


def story_lines(reader: Reader, row: Row) -> Iterator[str]:
    """Yield the other articles of the same story, one a line; nothing where the article stands alone."""
    for one in story_members(reader, row):
        share = "" if one.relation == "origin" else f" ({one.share:.0%} of the origin's text)"
        yield f"{one.relation:9} {one.headline.source_id}: {one.headline.title}{share}"


def story_members(reader: Reader, row: Row) -> Iterator[StoryMember]:
    """Yield the other articles of the same story, the origin first."""
    story = reader.story(row["story_id"])
    yield from (one for one in (story.members if story else ()) if one.headline.uid != row["uid"])


def shortened(text: str, limit: int = 90) -> str:
    """Return `text` in quotation marks, cut after `limit` characters."""
    line = " ".join(text.split())
    return f'"{line if len(line) <= limit else line[: limit - 1].rstrip() + "…"}"'


def adds_to_body(summary: str | None, row: Row) -> bool:
    """Return whether a summary says what the body does not begin with, word for word.

    Many pages give their first paragraph as the summary, often cut off: `… […]`. Agencies put a date
    line before it, so it may begin anywhere in the first block.
    """
    words = _plain(_CUT.sub("", summary or ""))
    first = _plain(row["blocks"][0]["text"]) if row["blocks"] else ""
    return bool(words) and words not in first and not _plain(row["body"]).startswith(words)


_CUT = re.compile(r"\s*(?:\[\s*(?:…|\.{3}|&hellip;)\s*\]|…|\.{3})\s*$")
"""How a text that was cut ends: `[…]` (WordPress), `…`, `...`."""


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def body_lines(row: Row) -> Iterator[str]:
    """Yield the text: an empty line before each paragraph, list items and quotations marked."""
    marks = {"heading": "## ", "list_item": "- ", "quotation": "> ", "table_row": "| ", "live_entry": "* "}
    before = None
    for block in row["blocks"]:
        if not (before == block["kind"] and block["kind"] in ("list_item", "table_row")):
            yield ""
        yield marks.get(block["kind"], "") + block["text"]
        before = block["kind"]


def moment(at: dt.datetime) -> str:
    """Return a stored moment to the minute, in UTC."""
    return f"{at:%Y-%m-%d %H:%M}"
