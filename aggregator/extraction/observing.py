"""What one reading of one article tells of its site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final
from zlib import crc32

from aggregator.article import Block
from aggregator.claim import Claim
from aggregator.extraction import Extraction
from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.site import host_label
from aggregator.habits import ASKING, EDGE, LABEL, LISTED, SENTENCE_ENDS, Observation, Seen, line_key
from aggregator.timestamps import day_of
from aggregator.urls import host

FIRST_LINES: Final = 25
LAST_LINES: Final = 25
"""Lines of a text that are told: furniture stands before and behind a long text, or often within it."""

AHEAD: Final = 2
BEHIND: Final = 5
"""Lines at the beginning and the end of a text that are its edge: a box of promotions has up to five."""


def observe(extraction: Extraction, address: str) -> Observation | None:
    """Return what the reading of an article tells of its site; None where it is no article.

    `address` is the one that stands for the article, whatever address it was read under.
    """
    article, page = extraction.article, extraction.page
    if article.kind is None or not article.blocks:
        return None
    recall = page.recall
    return Observation(
        article=crc32(address.encode("utf-8", "surrogatepass")),
        lines=tuple(_lines(page, article.blocks)),
        left_out=tuple(recall.left_out.items()),
        container=recall.own_container,
        affixes=tuple(_affixes(one.value for one in extraction.claims["title"] if one.place in _TITLED)),
        named=tuple(_affixes([article.title] if article.title else [])),
        **_records(extraction),
    )


def _lines(page: ParsedPage, blocks: Sequence[Block]) -> Iterator[Seen]:
    """Yield the lines of the text, and those that were left out of it."""
    last = len(blocks) - BEHIND
    asking = _asking(page, [*blocks[:AHEAD], *blocks[max(AHEAD, last) :]])
    for number, block in enumerate(blocks):
        if FIRST_LINES <= number < len(blocks) - LAST_LINES or not _may_repeat(block):
            continue
        text = block.text
        key, length = line_key(text)
        marks = 0 if text[-1] in SENTENCE_ENDS else LABEL
        if number < AHEAD or number >= last:
            marks |= EDGE
            if asking and len(text) <= LONGEST_ASKING and any(map(text.lower().__contains__, asking)):
                marks |= ASKING
        if block.kind in ("heading", "list_item"):
            marks |= LISTED
        yield Seen(key, length, marks)
    recall = page.recall
    if recall.habits is not None:
        for key in recall.left_out:
            known = recall.habits.lines[key]
            yield Seen(key, known.length, known.marks)


def _may_repeat(block: Block) -> bool:
    """Tell whether a block that stands on other pages too is furniture: no row of a table is, no rule between parts."""
    return block.kind != "table_row" and any(map(str.isalpha, block.text))


LONGEST_ASKING: Final = 500
"""Characters up to which a line may be one that sends readers somewhere."""

_ASKING: Final = (
    *("http", "www.", "@", "©", "facebook", "twitter", "instagram", "whatsapp", "telegram", "youtube", "newsletter"),
)


def _asking(page: ParsedPage, blocks: Sequence[Block]) -> list[str]:
    """Return which of the words that mark a line as asking stand in any of `blocks`: mostly none do."""
    whole = "\n".join([block.text for block in blocks if len(block.text) <= LONGEST_ASKING]).lower()
    return [word for word in (*_ASKING, *_names(page)) if word in whole]


LEAST_NAME: Final = 5
"""Letters of a site's name that is looked for in its lines: shorter ones, as `news` and `post`, stand in any text."""


def _names(page: ParsedPage) -> tuple[str, ...]:
    """Return the names of the site as they may stand in its furniture, in lower case."""
    label = host_label(page.url)
    longest = max((host(page.url) or "").split(".")[:-1], key=len, default="")  # `ibnlive` of ibnlive.in.com
    found = {*page.site_names[:2], label, label.replace("-", " "), longest}
    return tuple(name.lower() for name in found if len(name) >= LEAST_NAME or not name.isascii())


# Between the parts of a title: stricter than what is taken apart for one page, since what is found here is believed.
_BETWEEN: Final = re.compile(r"\s+[-–—|•·»›:/~]+\s+|\s*[|｜»›]\s*|\s*[_＿]\s*|\s*：\s*")
_PARTING: Final = re.compile("[-–—|•·»›:/~｜_＿：]")

LONGEST_AFFIX: Final = 40
"""Characters of a site's or a section's name behind a title."""

LONGEST_START: Final = 25
"""Characters of one before it: longer ones are headlines."""


_TITLED: Final = frozenset({"dom title", "meta og:title"})
"""Places of titles that sites write their name into."""


def _affixes(titles: Iterable[str]) -> dict[str, None]:
    """Return what stands before and behind the separators of titles."""
    found: dict[str, None] = {}
    for title in set(titles):
        if _PARTING.search(title) is None:  # most: to split where nothing parts takes longer
            continue
        parts = _BETWEEN.split(title.casefold())
        if len(parts) > 1:
            around = [("start", parts[0], LONGEST_START), ("end", parts[-1], LONGEST_AFFIX)]
            if len(parts) > 2:
                around.append(("inner", parts[-2], LONGEST_AFFIX))
            found |= dict.fromkeys(f"{place} {words}" for place, words, longest in around if len(words) <= longest)
    return found


SURE: Final = 0.75
"""Belief of a claim by which others are measured."""

MOST_PLACES: Final = 8
"""Places of a field that are told."""


def _records(extraction: Extraction) -> dict[str, tuple[str, ...]]:
    """Return which places of dates and writers others on the page bear out, and which they are at odds with."""
    records: dict[str, list[str]] = {"held": [], "failed": []}
    for field, value_of in _COMPARED.items():
        chosen = extraction.article.provenance.get(field, "").partition(",")[0]
        first: dict[str, Claim[Any]] = {}
        for claim in extraction.claims.get(field, ())[: 4 * MOST_PLACES]:
            first.setdefault(claim.place, claim)
        sure = first.get(chosen)
        if sure is None or sure.belief < SURE:
            continue
        truth = value_of(sure.value)
        for place, claim in list(first.items())[:MOST_PLACES]:
            if place != chosen:
                records["held" if value_of(claim.value) == truth else "failed"].append(f"{field} {place}")
    return {name: tuple(found) for name, found in records.items()}


_COMPARED: Final[dict[str, Callable[[Any], object]]] = {
    "published_at": day_of,
    "authors": lambda signed: frozenset(one.name.casefold() for one in signed),
}
