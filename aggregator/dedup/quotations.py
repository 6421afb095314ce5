"""Which words of an article are somebody else's: quoted speech, statutes, statements given in full."""

from __future__ import annotations

import re

from aggregator.article import Block

# Opening marks and what closes them in one newsroom or another: „…“ and „…” and, badly typed, „…".
# Single marks are left out: they are apostrophes.
_CLOSERS = {"“": '”"', "„": '“”"', "«": "»", "»": "«", "「": "」", "『": "』", '"': '"”“', "〝": "〟", "＂": "＂"}
_MARK = re.compile(r"[“”„«»「」『』\"〝〟＂]")

_UNCLOSED = 900
"""Characters after which a mark that nothing closes is taken for a misprint (or for inches)."""

# Clauses: "(a)", "§ 5", "Art. 12", "Section 3.", "제5조", "第三条", "5. (1)".
_CLAUSE = re.compile(
    r"\s{0,3}(?:\((?:[a-z]{1,2}|[ivxIVX]{1,5}|\d{1,3})\)|§{1,2}\s?\d|\d{1,3}\.\s{0,2}\(\d{1,2}\)"
    r"|(?:art(?:icle|ikel|iculo|ículo|icolo|igo)?|section|sec|clause|paragraph|amendment|chapter|schedule)\.?\s{1,2}"
    r"(?:\d{1,4}|[IVX]{1,6})\b|제\s?\d{1,4}\s?조|第[一二三四五六七八九十百\d]{1,6}[条條])",
    re.IGNORECASE,
)
# A reporter's own sentences hardly ever say "I" or "we"; a speech printed in full does all the time.
_FIRST_PERSON = re.compile(
    r"\b(?:I|we|our|ours|us|my|myself|ourselves|ich|wir|uns|unser\w{0,2}|mein\w{0,2}|je|j|nous|notre|nos|mon|ma|mes|"
    r"yo|nosotros|nuestr[oa]s?|mi|mis|noi|nostr[oaie]|nós|nosso\w?|nossa\w?|eu|мы|нас|нам|наш\w{0,3}|я|мне|меня)\b"
    r"|우리|저는|저희|私は|我々|私たち|我们|我們|我国"
)
_FIRST_PERSON_EACH = 30
"""Words a paragraph may have for each first-person word and still count as speech."""


def spans(text: str) -> list[tuple[int, int]]:
    """Return where quotations stand in one paragraph (start, end), marks included.

    One that nothing closes runs to the end of its paragraph: quotations of several paragraphs open in
    each and close in the last.

    >>> spans("He said: “No.” Then he left.")
    [(9, 14)]
    """
    found: list[tuple[int, int]] = []
    start, closers = -1, ""
    for mark in _MARK.finditer(text):
        if start < 0 and mark[0] in _CLOSERS:
            start, closers = mark.start(), _CLOSERS[mark[0]]
        elif start >= 0 and mark[0] in closers:
            found.append((start, mark.end()))
            start = -1
    if start >= 0 and len(text) - start <= _UNCLOSED:
        found.append((start, len(text)))
    return found


def is_speech(text: str) -> bool:
    """Return whether a paragraph without marks is nevertheless a speaker's or a law's own words."""
    if _CLAUSE.match(text):
        return True
    first = len(_FIRST_PERSON.findall(text))
    return first >= 2 and len(text.split()) <= first * _FIRST_PERSON_EACH


def quoted(block: Block) -> list[tuple[int, int]]:
    """Return where a block's text is quoted (start, end): all of it, where it is somebody's speech or a law."""
    if block.kind == "quotation":
        return [(0, len(block.text))]
    found = spans(block.text)
    edges = [0, *(edge for span in found for edge in span), len(block.text)]
    outside = "".join(block.text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    return [(0, len(block.text))] if is_speech(outside) else found
