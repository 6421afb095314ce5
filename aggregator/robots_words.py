"""What a page asks of robots for itself: `X-Robots-Tag` and `<meta name="robots">`.

Neither has a standard; what holds is what the large search engines document and sites therefore write.
robots.txt, which says what may be fetched at all, is another matter.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from aggregator.headers import Headers, http_date, values
from aggregator.timestamps import parse_when, to_utc_text

LONGEST = 2_000
"""Characters of one header field or meta element that are looked at; the longest on 1,423 real pages has 94."""

MOST_PLACES = 20
"""Header fields, and meta elements, that are looked at: no real page has more than five."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsWord:
    """One rule that a page gives robots."""

    name: str
    """`noindex`, `noarchive`, `nosnippet`, `unavailable_after` …, lower case; `none` is told as `noindex`."""

    place: str
    """Where it stands and what it says, for people: `X-Robots-Tag: noindex`."""

    is_to_us: bool
    """Whether it names us; False for what is said to all robots."""

    until: dt.datetime | None = None
    """Of `unavailable_after`: the moment from which the page is not to be shown, aware, UTC."""


def robots_words(
    headers: Headers, metas: Iterable[tuple[str, str]], *, agent: str = "aggregator"
) -> tuple[RobotsWord, ...]:
    """Return the rules that hold for `agent`: those said to all robots, and those said to it by name.

    `metas` are names (lower case) and contents of the page's meta elements. All rules count, as with the
    search engines: where one place allows what another forbids, it is forbidden.

    >>> [word.place for word in robots_words({"x-robots-tag": "otherbot: noindex, nofollow"}, [("robots", "none")])]
    ['<meta name="robots">: none']
    """
    ours = agent.lower()
    found: list[RobotsWord] = []
    for value in values(headers, "x-robots-tag")[:MOST_PLACES]:
        found.extend(_in_header(value[:LONGEST], ours))
    for name, content in islice((one for one in metas if one[0] in ("robots", ours)), MOST_PLACES):
        found.extend(_words(content[:LONGEST], f'<meta name="{name}">', is_to_us=name == ours))
    return tuple(found)


def asks_not_to_be_indexed(words: Iterable[RobotsWord], *, now: dt.datetime, by_name: bool = False) -> str | None:
    """Return where the page asks to be left out of indexes; None where it does not.

    `unavailable_after` asks for it from its moment on. `by_name`: only what is said to us by name counts.
    """
    for word in words:
        if by_name and not word.is_to_us:
            continue
        if word.name == "noindex" or (word.until is not None and word.until <= now):
            return word.place
    return None


def asks_not_to_be_archived(words: Iterable[RobotsWord]) -> str | None:
    """Return where the page asks that no copy of it be kept; None where it does not.

    `nosnippet` asks for more than `noarchive`: not even an excerpt is to be shown.
    """
    return next((word.place for word in words if word.name in ("noarchive", "nosnippet")), None)


_WITH_ARGUMENT = frozenset({"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"})
_AGENT = re.compile(r"\s{0,9}(\*|[a-z0-9][a-z0-9_.-]{0,60})\s{0,9}:", re.IGNORECASE)


def _in_header(value: str, agent: str) -> Iterator[RobotsWord]:
    """Yield the rules of one X-Robots-Tag value that are for `agent`.

    `noindex, nofollow` is said to all, `otherbot: noindex, nofollow` to one; a further name begins the
    next one's rules, which is also how a proxy joins several fields.
    """
    pieces = [""]
    whose: list[str | None] = [None]
    for part in value.split(","):
        named = _AGENT.match(part)
        if named and named[1].lower() not in _WITH_ARGUMENT:
            whose.append(named[1].lower())
            pieces.append(part[named.end() :])
        else:
            pieces[-1] += f",{part}" if pieces[-1] else part
    for name, piece in zip(whose, pieces, strict=True):
        if name in (None, "*", agent):
            yield from _words(piece, "X-Robots-Tag", is_to_us=name == agent)


# A date of RFC 850 or RFC 822 holds a comma of its own behind the day of the week.
_WORD = re.compile(
    r"unavailable_after\s*:\s*(?P<until>(?:[a-z]{3,9}\s*,)?[^,]*)|(?P<word>[^,;\s][^,;]*)", re.IGNORECASE
)


def _words(text: str, place: str, *, is_to_us: bool) -> Iterator[RobotsWord]:
    for match in _WORD.finditer(text):
        if match["until"] is not None:
            moment = _moment(match["until"].strip())
            if moment is not None:
                said = f"{place}: unavailable_after: {match['until'].strip()[:60]}"
                yield RobotsWord(name="unavailable_after", place=said, is_to_us=is_to_us, until=moment)
            continue
        rule = match["word"].lower().partition(":")[0]  # "max-image-preview: none" has its none as an argument
        for word in rule.split():  # some sites write spaces for commas
            name = "noindex" if word == "none" else word
            yield RobotsWord(name=name[:60], place=f"{place}: {word[:60]}", is_to_us=is_to_us)


def _moment(text: str) -> dt.datetime | None:
    """Return the moment a date names: of RFC 822, RFC 850 or ISO 8601, all three being documented."""
    found = http_date(text)
    if found is not None:
        return found
    when = parse_when(text)
    return dt.datetime.fromisoformat(to_utc_text(when)) if when is not None else None
