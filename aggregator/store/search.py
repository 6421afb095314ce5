"""Full-text search, with the user's words made safe for FTS5."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

NEWEST_MATCHES = 1_000
"""Only so many of the newest matches are ranked. bm25 over all matches of two words among a million
articles takes up to three seconds, over the newest thousand at most .1 (and news readers want the newest)."""

# Scripts that are written without spaces between words: Han, kana, Thai, Lao, Burmese, Khmer and their kin
# (Unicode line breaking classes ID of Han and kana, and SA). Hangul is written with spaces.
_UNSPACED_CLASS = (
    "\u3005\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0edf\u1000-\u109f\u1780-\u17d3"
    "\u1950-\u19df\u1a20-\u1aad\ua9e0-\ua9fe\uaa60-\uaadf"
)
UNSPACED = re.compile(f"[{_UNSPACED_CLASS}]")
_RUN = re.compile(f"[{_UNSPACED_CLASS}]+")
_WORD = re.compile(r"\w+(?:[\u0300-\u036f]+\w*)*")
_HANGUL = re.compile(r"[\uac00-\ud7a3]+")

LONGEST_QUERY = 1_000
"""Characters of a query that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One article that a search found."""

    article_id: int
    rank: float
    """bm25; the smaller (more negative), the better."""


def search_text(*texts: str | None) -> str | None:
    """Return the words of `texts` in scripts without spaces, cut into pairs; None where there are none.

    FTS5 takes a whole run of such characters for one word, so that a word inside is never found. A run is
    given as its overlapping pairs and its last character, and other letters beside it as they are:

    >>> search_text("NHK日本語放送 in English")
    'NHK 日本 本語 語放 放送 送'
    """
    pieces: list[str] = []
    for text in texts:
        if text and UNSPACED.search(text):
            for word in re.findall(r"\w+", text):
                if UNSPACED.search(word):
                    pieces.extend(_pieces(word))
    return " ".join(pieces) or None


def _pieces(word: str) -> Iterator[str]:
    """Yield the parts of one word: pairs of characters of unspaced runs, the rest as it is."""
    end = 0
    for run in _RUN.finditer(word):
        if run.start() > end:
            yield word[end : run.start()]
        characters = run[0]
        yield from (characters[at : at + 2] for at in range(len(characters)))
        end = run.end()
    if end < len(word):
        yield word[end:]


def match_expression(words: str) -> str | None:
    """Return what FTS5 is to be asked for `words`; None where they hold nothing to search for.

    All words must be found; words between double quotation marks as a phrase; a word with `*` behind it
    is the beginning of words. Everything else, FTS5's own operators included, is only a word. Korean words
    are beginnings: particles are written behind them without a space.

    >>> match_expression('storm "Han River" flood*')
    '"storm" AND "Han River" AND "flood" *'
    >>> match_expression('日本語')
    'search_text : "日本 本語"'
    """
    terms: list[str] = []
    for index, part in enumerate(words[:LONGEST_QUERY].split('"')):
        if index % 2:
            terms.extend(_phrase(part))
        else:
            for word in part.split():
                terms.extend(_term(word))
    return " AND ".join(terms) or None


def _phrase(text: str) -> Iterator[str]:
    found = re.findall(r"\w+", text)
    if any(UNSPACED.search(word) for word in found):
        for word in found:
            yield from _term(word)
    elif found:
        yield f'"{" ".join(found)}"'


def _term(word: str) -> Iterator[str]:
    prefix = word.endswith("*")
    found = re.findall(r"\w+", word)
    for at, part in enumerate(found):
        if UNSPACED.search(part):
            yield from _unspaced(part)
        else:
            begins = _HANGUL.search(part) is not None or (prefix and at == len(found) - 1)
            yield f'"{part}" *' if begins else f'"{part}"'


def _unspaced(word: str) -> Iterator[str]:
    """Yield what finds a word that holds unspaced characters."""
    end = 0
    for run in _RUN.finditer(word):
        if run.start() > end:
            yield f'"{word[end : run.start()]}"'
        characters = run[0]
        pairs = [characters[at : at + 2] for at in range(len(characters) - 1)]
        yield f'search_text : "{" ".join(pairs)}"' if pairs else f'search_text : "{characters}" *'
        end = run.end()
    if end < len(word):
        yield f'"{word[end:]}"'


def find(connection: sqlite3.Connection, words: str, *, limit: int = 20) -> list[Match]:
    """Return the articles that `words` find, the best first, among the newest `NEWEST_MATCHES`.

    Titles count four times as much as summaries and bodies. Words without anything to search for find nothing.
    """
    expression = match_expression(words)
    if expression is None:
        return []
    rows = connection.execute(
        """
        SELECT id, rank FROM (
            SELECT rowid AS id, bm25(articles_fts, 4.0, 1.0, 1.0, 1.0) AS rank
            FROM articles_fts WHERE articles_fts MATCH :expression
            ORDER BY rowid DESC LIMIT :newest
        ) ORDER BY rank, id DESC LIMIT :limit
        """,
        {"expression": expression, "newest": NEWEST_MATCHES, "limit": limit},
    )
    return [Match(article_id=article_id, rank=rank) for article_id, rank in rows]


def word_count(text: str) -> int:
    """Return the number of words in `text`: split at white space; each character in scripts without spaces."""
    if not UNSPACED.search(text):
        return len(text.split())
    return sum(len(UNSPACED.findall(word)) + bool(_RUN.sub("", word).strip()) for word in text.split())
