"""Exact and approximate keys of a text."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib
from collections.abc import Sequence
from heapq import nsmallest
from itertools import accumulate

from aggregator.article import Article
from aggregator.capture import Keys

SAMPLE = 24
"""Shingle hashes kept of a text, at most.

The smallest hashes of all shingles (a bottom-k sample): of a copy that keeps a third of its original,
about 8 of the original's 24 are among the copy's own, and none with a chance of (2/3)^24 = 0.00006."""

SHINGLE = 5
"""Words in a shingle. Four meet too many unrelated texts ("at the end of"), six lose too many edited ones."""

SHINGLE_UNSPACED = 9
"""Characters in a shingle of a script without spaces: about as telling as five words."""

LONGEST = 400_000
"""Characters of a body that are looked at; a novel is recognised by its first 400,000."""

# Scripts written without spaces: Thai, Lao, Tibetan, Burmese, Khmer, kana, Han (with extensions).
_UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# Between words: white space and punctuation. Not `\W`: that would break Hindi and Thai at vowel signs.
_BETWEEN = (
    r"\s\x00-\x2f:-@\[-`{-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7\u02b9-\u02df\u055a-\u055f\u0589\u05be\u05c0"
    r"\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u0f0b-\u0f14\u104a-\u104f\u1361-\u1368\u17d4-\u17da"
    r"\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u303d\u30fb"
    r"\ufe30-\ufe6f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\ufeff\ufffd"
)
WORD = f"[{_UNSPACED}]|[^{_BETWEEN}{_UNSPACED}]+"
"""A word, as a pattern: one character of an unspaced script, or what stands between white space and
punctuation."""

_WORD = re.compile(WORD)
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")


def words(text: str) -> list[str]:
    """Return the words of `text` as they are compared: case folded, without punctuation, numbers kept.

    A character of a script without spaces is a word of its own. Apostrophes, hyphens, decimal and
    thousands separators part words, so that `don’t` and `don't`, `1,200` and `1 200` come out alike;
    full-width letters and digits, ligatures and superscripts are read as plain ones (NFKC).

    >>> words("“Don’t,” he said: 1,200 tonnes.")
    ['don', 't', 'he', 'said', '1', '200', 'tonnes']
    """
    return _WORD.findall(unicodedata.normalize("NFKC", text[:LONGEST]).casefold())


def shingle_size(of: Sequence[str]) -> int:
    """Return how many of these words make a shingle: more where most are single unspaced characters."""
    sample = of[:400]
    unspaced = sum(1 for word in sample if len(word) == 1 and _IS_UNSPACED.match(word))
    return SHINGLE_UNSPACED if 2 * unspaced > len(sample) else SHINGLE


def content_hash(title: str | None, body: str) -> str:
    """Return SHA-256, hex, of title, blank line, body in UTF-8."""
    return hashlib.sha256(f"{title or ''}\n\n{body}".encode("utf-8", "surrogatepass")).hexdigest()


def shingle_hashes(of: Sequence[str], *, sample: int = SAMPLE) -> tuple[int, ...]:
    """Return the `sample` smallest hashes of the shingles of these words, ascending, signed 64-bit.

    The same in every process, on every machine, in every version: the upper half of a hash is the
    shingle's CRC-32 (quick enough to take of every shingle, and even enough to sample by), the lower
    half is cut from its BLAKE2b, taken only of the few that are kept.
    """
    text = " ".join(of).encode("utf-8", "surrogatepass")
    ends = list(accumulate(len(word) + 1 for word in text.split(b" ")))
    shingles = [text[start : end - 1] for start, end in zip([0, *ends], ends[shingle_size(of) - 1 :], strict=False)]
    by_crc = dict(zip(map(zlib.crc32, shingles), shingles, strict=True))
    return tuple(sorted(_hash(crc, by_crc[crc]) for crc in nsmallest(sample, by_crc)))


def _hash(crc: int, shingle: bytes) -> int:
    """Return the 64-bit hash whose upper half is `crc`, moved to the signed range that SQLite stores."""
    low = int.from_bytes(hashlib.blake2b(shingle, digest_size=4).digest(), "big")
    return ((crc << 32) | low) - (1 << 63)


def keys(article: Article) -> Keys:
    """Return the keys of `article`: its content hash and at most `SAMPLE` shingle hashes of its body.

    The title is no part of the shingles (copies get a new one). A body shorter than a shingle has none:
    such articles are recognised by address and content hash only.
    """
    body = article.body
    return Keys(content_hash=content_hash(article.title, body), shingles=shingle_hashes(words(body)))
