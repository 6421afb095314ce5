"""Which lines of a container belong to the article, and what each is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from aggregator.article import Block, BlockKind
from aggregator.extraction.boilerplate import ends_article, heads_comments, is_furniture
from aggregator.extraction.container import (
    BESIDE,
    NEVER,
    ends_sentence,
    size,
)
from aggregator.extraction.stated import bare_letters
from aggregator.extraction.vocabulary import ASIDE, DATELINE, EMBED, HEADLINE, LIVE, QUOTE, STANDFIRST
from aggregator.extraction.walk import Line, Node, Walk
from aggregator.markup import HEADINGS
from aggregator.text import folded


def choose_lines(
    seen: Walk, holders: Sequence[int], weights: Sequence[float], title: str | None
) -> list[tuple[int, BlockKind]]:
    """Return the lines of the article whose text stands in the nodes `holders`, by number, with what each is."""
    nodes, lines = seen.nodes, seen.lines
    headline = folded(title) if title else ""
    spans = [(nodes[number].first, nodes[number].end) for number in holders]
    total = sum(sum(weights[first:end]) for first, end in spans) or 1.0
    repeated = _repeated([line for first, end in spans for line in lines[first:end]])
    prompts = _prompts([line for first, end in spans for line in lines[first:end]])
    said: set[str] = set()
    sums = list(accumulate(weights, initial=0.0))
    passed, endings = 0.0, 0
    picked: list[tuple[int, BlockKind]] = []
    for holder, (first, end) in zip(holders, spans, strict=True):
        inner = _flags_inside(seen, holder)
        skip_to = first
        for index in range(first, end):
            line = lines[index]
            passed += weights[index]
            if index < skip_to:
                continue
            if passed > 0.1 * total and _ends(line, weights[index]):
                endings += 1
                if endings > MOST_ENDINGS:
                    continue
                share = 0.4 if heads_comments(line.text) else 0.1
                region = _region(seen, line.node, holder, picked[-1][0] if picked else first, sums, share * total)
                if region.end > index + 1:
                    skip_to = region.end
                elif (passed > 0.3 * total and _are_comments(line.text)) or (
                    passed > 0.7 * total and not _resumes(seen, index, end, picked, weights)
                ):
                    break
                continue
            if line.text in said or (line.text in repeated and not _may_repeat(seen, line)):
                continue
            if line.linked > LINKED_PROMPT * len(line.text) and line.text[:PROMPT] in prompts:
                continue
            kind = _kind(seen, line, inner[line.node], headline)
            if kind == "heading" and not picked:
                kind = _first_kind(line.text, inner[line.node], headline)
            if kind is not None:
                picked.append((index, kind))
                if len(line.text) > 40:
                    said.add(line.text)
    return _trimmed(seen, picked)


def _may_repeat(seen: Walk, line: Line) -> bool:
    """Tell whether a line may say what another one says: an item of a list, a value in a table."""
    node = seen.nodes[line.node]
    return node.tag in ("li", "td", "th") or seen.nodes[node.parent].tag in ("td", "th")


SIGNATURE: Final = 32.0
"""Letters up to which a last line without a full stop is the signature of a desk or agency (`mit dpa`, `(jsz)`)."""


def _trimmed(seen: Walk, picked: list[tuple[int, BlockKind]]) -> list[tuple[int, BlockKind]]:
    """Drop what stands before the first paragraph and behind the last one and is no text: labels, rows, signatures."""
    lines = seen.lines

    def is_label(at: int, kind: BlockKind) -> bool:
        text = lines[at].text
        if kind == "table_row":
            return True
        if lines[at].flags & LIVE:  # the heading of a live blog's newest entry
            return False
        if kind != "heading" or seen.nodes[lines[at].node].tag in HEADINGS - {"h1"}:
            return False
        return size(text) < 60 and not ends_sentence(text)

    picked = _without_orphans(seen, picked)
    start, end = 0, len(picked)
    while start < end and is_label(*picked[start]):
        start += 1
    if start == end:  # a list or a table is all there is
        return picked

    def is_short(at: int, kind: BlockKind) -> bool:
        return kind == "paragraph" and size(lines[at].text) < SIGNATURE and not ends_sentence(lines[at].text)

    signed = end - start > 3 and not all(is_short(*one) for one in picked[-3:])  # three and more are a list
    while end > start:
        at, kind = picked[end - 1]
        signature = signed and is_short(at, kind)
        loose = kind == "heading" and not lines[at].text.endswith((".", "!", "?", "。"))
        loose = loose or (
            kind == "paragraph" and lines[at].text.endswith((":", "：")) and size(lines[at].text) < LEADING
        )
        if not loose and not signature and not (kind == "table_row" and not _has_header(seen, lines[at])):
            break
        end -= 1
    return picked[start:end]


LEADING: Final = 60.0
"""Letters up to which a last line with a colon leads to what is no text: links, a video, a form."""


def _without_orphans(seen: Walk, picked: list[tuple[int, BlockKind]]) -> list[tuple[int, BlockKind]]:
    """Drop headings of boxes that hold links besides, of which nothing was picked."""
    kept = [at for at, _ in picked]
    found = []
    for number, (at, kind) in enumerate(picked):
        if kind == "heading":
            box = _box(seen, at)
            before = kept[number - 1] if number else -1
            after = kept[number + 1] if number + 1 < len(kept) else len(seen.lines)
            if box is not None and before < box.first and after >= box.end and _is_linked(seen, box):
                continue
        found.append((at, kind))
    return found


def _is_linked(seen: Walk, box: Node) -> bool:
    """Tell whether half the text in a box is links."""
    lines = seen.lines[box.first : box.end]
    return sum(line.linked for line in lines) > 0.5 * sum(len(line.text) for line in lines)


def _box(seen: Walk, at: int) -> Node | None:
    """Return the innermost node around the heading on line `at` that holds more than it."""
    for number in seen.holders(seen.lines[at].node):
        node = seen.nodes[number]
        if node.end - node.first > 1:
            return node
    return None


def _has_header(seen: Walk, line: Line) -> bool:
    """Tell whether a cell stands in a table of data: one with header cells."""
    table = next((seen.nodes[one] for one in seen.holders(line.node) if seen.nodes[one].tag == "table"), None)
    return table is not None and next(table.element.iter("th"), None) is not None


def blocks_of(seen: Walk, picked: Sequence[tuple[int, BlockKind]]) -> list[Block]:
    """Return the picked lines as blocks: the cells of a row in one, the first line of a live entry as what it is."""
    entries = _entries(seen)
    row: int | None = None
    blocks: list[Block] = []
    for at, kind in picked:
        line = seen.lines[at]
        entry = next((one for one in seen.holders(line.node) if one in entries), None) if entries else None
        if entry is not None:
            entries.discard(entry)
            kind = "live_entry"
        inside = None
        if kind == "table_row":
            inside = next((one for one in seen.holders(line.node) if seen.nodes[one].tag == "tr"), None)
        if inside is not None and inside == row:
            blocks[-1] = Block(kind=kind, text=f"{blocks[-1].text} | {line.text}")
        else:
            blocks.append(Block(kind=kind, text=line.text))
        row = inside
    return blocks


def _entries(seen: Walk) -> set[int]:
    """Return the nodes that are entries of a live blog: two and more siblings of one name that speaks of it."""
    alike: dict[tuple[int, str, str], list[int]] = {}
    for number, node in enumerate(seen.nodes):
        if node.own & LIVE:
            alike.setdefault((node.parent, node.tag, node.element.get("class") or ""), []).append(number)
    return {number for numbers in alike.values() if len(numbers) > 1 for number in numbers}


def _flags_inside(seen: Walk, best: int) -> dict[int, int]:
    """Return for each node in `best` the flags that it and the nodes between have, without those of `best`."""
    flags = {best: 0}
    for number in range(best + 1, len(seen.nodes)):
        node = seen.nodes[number]
        if node.parent not in flags:
            break
        flags[number] = flags[node.parent] | node.own
    return flags


def _are_comments(text: str) -> bool:
    """Tell whether a line says nothing but that readers' comments follow, of which there may be more than article."""
    return heads_comments(text) and ends_article(text)


def _ends(line: Line, weight: float) -> bool:
    """Tell whether a line heads what stands below articles."""
    text = line.text
    return ends_article(text) or (not weight and heads_comments(text) and not ends_sentence(text))


MOST_ENDINGS: Final = 50
"""Headings of what stands below articles that are looked behind; the most seen on a page are 14."""

PROMPT: Final = 14
"""Characters by which lines are found to begin alike: `FULL STORY | …`, `Watch now: …` in any language."""

LINKED_PROMPT: Final = 0.3
"""Share of such a line that stands in links."""


def _prompts(lines: Sequence[Line]) -> set[str]:
    """Return with what three and more mostly linked lines begin: hints at other articles in any language."""
    counts = Counter(
        line.text[:PROMPT]
        for line in lines
        if line.linked > LINKED_PROMPT * len(line.text) and PROMPT < len(line.text) < 200
    )
    return {start for start, count in counts.items() if count > 2}


def _region(seen: Walk, number: int, holder: int, last: int, sums: Sequence[float], most: float) -> Node:
    """Return the largest node around `number` inside `holder` that begins behind line `last` and holds little prose.

    `sums` are the weights of the lines, added up.
    """
    nodes = seen.nodes
    while number != holder:
        parent = nodes[number].parent
        if (
            parent == holder
            or nodes[parent].first <= last
            or sums[nodes[parent].end] - sums[nodes[parent].first] > most
        ):
            break
        number = parent
    return nodes[number]


def _resumes(
    seen: Walk, index: int, end: int, picked: Sequence[tuple[int, BlockKind]], weights: Sequence[float]
) -> bool:
    """Tell whether behind line `index` the text goes on with paragraphs beside those before it."""
    nodes, lines = seen.nodes, seen.lines
    if heads_comments(lines[index].text):
        return False
    before = next((nodes[lines[at].node] for at, _ in reversed(picked) if weights[at] >= 60), None)
    if before is None or before.tag != "p":
        return False
    return any(
        weights[at] >= 100 and nodes[lines[at].node].tag == "p" and nodes[lines[at].node].parent == before.parent
        for at in range(index + 1, end)
    )


def _repeated(lines: Sequence[Line]) -> set[str]:
    """Return the texts that stand there more than once and are no sentences: buttons, labels, polls."""
    counts = Counter(line.text for line in lines)
    return {
        text
        for text, count in counts.items()
        if (count > 1 and 15 < len(text) < 100 and (text.endswith(":") or not ends_sentence(text)))
        or (count > 2 and 40 < len(text) < 600)
    }


def _kind(seen: Walk, line: Line, flags: int, headline: str) -> BlockKind | None:
    """Return what a line of the container is; None where it is not the article's."""
    text, tag = line.text, seen.nodes[line.node].tag
    if flags & (NEVER | BESIDE) or (flags & ASIDE and not flags & STANDFIRST):
        return None
    if flags & EMBED and not flags & QUOTE:
        return None
    if tag == "h1" or _is_headline(text, headline):
        return None
    density = line.linked / len(text)
    if (density > 0.9 and len(text) < 250) or is_furniture(text) or _is_labelled_link(line):
        return None
    length = size(text)
    if tag not in HEADINGS:
        if flags & (DATELINE | HEADLINE) and length < 100:
            return None
        if tag == "li" and density >= 0.6:
            return None
    kind = named_kind(seen, line, flags)
    if kind == "paragraph" and tag not in ("p", "pre", "dt", "dd") and length < 40 and not ends_sentence(text):
        return None
    return kind


def _first_kind(text: str, flags: int, headline: str) -> BlockKind | None:
    """Return what a heading before the text is: a standfirst, or None for the kicker that the headline begins with."""
    if headline.startswith(folded(text).rstrip(":") + ":"):
        return None
    named = flags & STANDFIRST and size(text) > SIGNATURE
    return "paragraph" if named or size(text) > LONGEST_HEADING or text.endswith((".", "…", "。")) else "heading"


LONGEST_HEADING: Final = 100.0
"""Letters beyond which what is marked as a heading before the text is a standfirst."""

LONGEST_LABEL: Final = 24
"""Characters of a label before a link (`MORE: …`, `Zum Thema: …`)."""


def _is_labelled_link(line: Line) -> bool:
    """Tell whether a line is a label and a linked headline: a hint at another article, in any language."""
    text = line.text
    if line.linked < SHORTEST_HINT or line.links != 1 or len(text) > LONGEST_HINT or ends_sentence(text):
        return False
    label = text.find(":", 0, LONGEST_LABEL)
    return label > 0 and line.linked + label + 3 >= len(text) > 2 * label


SHORTEST_HINT: Final = 25
LONGEST_HINT: Final = 200
"""Characters of the headline in such a line; shorter ones are names and addresses, which are content."""

KICKER: Final = 40
"""Characters up to which a kicker stands before the headline in one element (`Heavy weatherRail line closed`)."""


LONG_HEADLINE: Final = 20
"""Characters from which on a headline is not met at the end of a sentence by chance."""


def _is_headline(text: str, headline: str) -> bool:
    """Tell whether a line repeats the `headline` (folded; "" for none)."""
    # Folding changes a length by a few signs, and is dear for a paragraph.
    if not headline or not len(headline) // 2 <= len(text) < min(
        300, max(2 * len(headline) + 8, len(headline) + KICKER)
    ):
        return False
    first, last = text[0], text[-1]
    if (last.isascii() and last.isalnum() and last.lower() != headline[-1]) and (
        first.isascii() and first.isalnum() and first.lower() != headline[0]
    ):
        return False
    line = folded(text)
    if line == headline:
        return True
    if len(headline) <= LONG_HEADLINE:
        return False
    if line.endswith(headline) or (line.startswith(headline) and not ends_sentence(text)):
        return True
    return len(line) <= len(headline) and bare_letters(line) == bare_letters(headline)


_ITEM_SIGNS: Final = frozenset("•●▪■◦‣▸►✓✔")
"""With these begin the items of lists that are set as lines of a paragraph."""


def named_kind(seen: Walk, line: Line, flags: int) -> BlockKind:
    """Return what a line is by its element."""
    node = seen.nodes[line.node]
    text, tag = line.text, node.tag
    if tag in HEADINGS:
        return "heading"
    if tag == "li" or text[0] in _ITEM_SIGNS:
        return "list_item"
    if flags & QUOTE:
        return "quotation"
    # A cell of several lines is no value of a table: old layouts hold the whole article in one.
    cell = node if tag in ("td", "th") or node.parent < 0 else seen.nodes[node.parent]
    if cell.tag in ("td", "th") and len(text) < 80 and cell.end - cell.first == 1:
        return "table_row"
    if line.bold >= 0.9 * len(text) and size(text) < 100 and not ends_sentence(text):
        return "heading"
    return "paragraph"


# ---------------------------------------------------------------- the standfirst

SEARCHED: Final = 40
"""Lines before the container in which the headline, and behind it the standfirst, is looked for."""


def standfirst(seen: Walk, best: int, picked: Sequence[tuple[int, BlockKind]], title: str | None) -> list[Block]:
    """Return the standfirst, where it stands between the headline and the container."""
    nodes, lines = seen.nodes, seen.lines
    first = nodes[best].first
    headline = folded(title) if title else ""
    have = {lines[at].text for at, _ in picked}
    found: list[Block] = []
    for index in range(first - 1, max(-1, first - SEARCHED), -1):
        line = lines[index]
        node = nodes[line.node]
        if node.tag == "h1" or _is_headline(line.text, headline):
            return found[::-1]
        if line.text in have or line.linked > 0.5 * len(line.text):
            continue
        named, flags = _standfirst_flags(seen, line.node)
        length = size(line.text)
        if flags & (NEVER | BESIDE | ASIDE) or length < (30 if named else 60) or is_furniture(line.text):
            continue
        if named or node.tag in ("p", "h2"):
            found.append(Block(text=line.text))
    return []


def _standfirst_flags(seen: Walk, number: int) -> tuple[bool, int]:
    """Tell whether a node stands in one that is called a standfirst, and return the flags up to there, or all."""
    flags = 0
    for one in seen.holders(number):
        flags |= seen.nodes[one].own
        if seen.nodes[one].own & STANDFIRST:
            return True, flags | (seen.nodes[number].flags & NEVER)
    return False, flags
