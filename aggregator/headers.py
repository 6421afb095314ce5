"""The HTTP headers that steer a harvest: Retry-After, Cache-Control, Link, Content-Type, validators."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from types import MappingProxyType

from aggregator.urls import join

Headers = Mapping[str, str] | Sequence[tuple[str, str]]
"""Header fields with names in lower case: a mapping, or pairs in order of arrival."""

LONGEST = 16_384
"""Characters of one field that are looked at; servers and clients commonly stop at 8,192."""

LONGEST_DELAY = dt.timedelta(days=36_525)
"""A century: where a number of seconds is cut, so that no sum with a date can overflow."""


def values(headers: Headers, name: str) -> tuple[str, ...]:
    """Return all values of the field `name` (lower case), in order, each without white space around it."""
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    return tuple(value[:LONGEST].strip() for key, value in pairs if key == name)


def value(headers: Headers, name: str) -> str | None:
    """Return the values of the field `name` as one list (RFC 9110, 5.3); None where it is absent or empty."""
    return ", ".join(values(headers, name)) or None


# ── times ────────────────────────────────────────────────────────────────────────────────────────────


def http_date(text: str) -> dt.datetime | None:
    """Return the moment that an HTTP-date names (RFC 9110, 5.6.7), aware, UTC; None for anything else.

    The two obsolete forms are read, too, as receivers must.

    >>> http_date("Fri, 20 Nov 2026 08:00:00 GMT")
    datetime.datetime(2026, 11, 20, 8, 0, tzinfo=datetime.timezone.utc)
    >>> http_date("0") is None
    True
    """
    if not 10 <= len(text) <= 64:
        return None
    try:
        moment = parsedate_to_datetime(text)
        # "-0000": the sender does not know its zone (RFC 5322, 3.3); GMT is what HTTP means.
        return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return _asctime(text)


def _asctime(text: str) -> dt.datetime | None:
    """Return the moment that ANSI C's asctime writes: `Sun Nov  6 08:49:37 1994`."""
    try:
        return dt.datetime.strptime(" ".join(text.split()), "%a %b %d %H:%M:%S %Y").replace(tzinfo=dt.UTC)
    except ValueError:
        return None


_SECONDS = re.compile(r"[0-9]{1,20}")


def _seconds(text: str) -> dt.timedelta | None:
    """Return delta-seconds (RFC 9111, 1.2.2), at most `LONGEST_DELAY`; None for anything else."""
    if not _SECONDS.fullmatch(text):
        return None
    return dt.timedelta(seconds=min(int(text), int(LONGEST_DELAY.total_seconds())))


def retry_after(text: str, *, now: dt.datetime) -> dt.timedelta | None:
    """Return the delay that a Retry-After value asks for (RFC 9110, 10.2.3).

    `text` is delay-seconds or an HTTP-date; `now` is aware. The delay is never negative and at most
    `LONGEST_DELAY`; None means that the value is neither form. How long we are willing to wait is not
    decided here: see `scheduling.interval`.

    >>> noon = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
    >>> retry_after("120", now=noon)
    datetime.timedelta(seconds=120)
    >>> retry_after("soon", now=noon) is None
    True
    """
    plain = text.strip()
    delay = _seconds(plain)
    if delay is not None:
        return delay
    moment = http_date(plain)
    return min(max(moment - now, dt.timedelta(0)), LONGEST_DELAY) if moment is not None else None


def cache_life(headers: Headers, *, now: dt.datetime) -> dt.timedelta | None:
    """Return for how long an answer stays fresh for a private cache (RFC 9111, 4.2), from `now` on.

    `no-store`, `no-cache` and an Expires that is no date make it zero; max-age goes before Expires; what
    the answer has aged on its way (Age) is taken off. None: the server says nothing. Never negative.

    >>> cache_life({"cache-control": "public, max-age=600", "age": "100"}, now=dt.datetime.now(dt.UTC))
    datetime.timedelta(seconds=500)
    """
    directives = cache_control(value(headers, "cache-control") or "")
    if "no-store" in directives or "no-cache" in directives:
        return dt.timedelta(0)
    life = _stated_life(headers, directives, now)
    if life is None:
        return None
    age = _seconds((values(headers, "age") or ("",))[0]) or dt.timedelta(0)
    return min(max(life - age, dt.timedelta(0)), LONGEST_DELAY)


def _stated_life(headers: Headers, directives: Mapping[str, str], now: dt.datetime) -> dt.timedelta | None:
    """Return the life that max-age or Expires gives an answer, counted from when it was made."""
    if "max-age" in directives:
        return _seconds(directives["max-age"]) or dt.timedelta(0)
    expires = values(headers, "expires")
    if not expires:
        return None
    end = http_date(expires[0])
    made = http_date((values(headers, "date") or ("",))[0]) or now
    return end - made if end is not None else dt.timedelta(0)


_DIRECTIVE = re.compile(r"([!#$%&'*+\-.^_`|~0-9A-Za-z]+)(?:\s{0,3}=\s{0,3}(?:\"([^\"]*)\"|([^\s,;\"]*)))?")


def cache_control(text: str) -> Mapping[str, str]:
    """Return the directives of a Cache-Control value, names in lower case, "" without an argument.

    Of a directive that is given twice the first counts (RFC 9111, 4.2.1).
    """
    found: dict[str, str] = {}
    for directive in _DIRECTIVE.finditer(text[:LONGEST]):
        found.setdefault(directive[1].lower(), directive[2] or directive[3] or "")
    return MappingProxyType(found)


# ── conditional requests ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """By what a server recognises the version that we have (RFC 9110, 8.8)."""

    etag: str | None = None
    """As received, with its quotes and `W/`."""

    last_modified: str | None = None
    """As received: it is sent back letter by letter."""

    def request_headers(self) -> dict[str, str]:
        """Return the header fields that make a request conditional on these."""
        pairs = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: text for name, text in pairs.items() if text}


_ETAG = re.compile(r"(?:W/)?\"[\x21\x23-\x7e\x80-\xff]{0,1024}\"")


def validators(headers: Headers) -> Validators:
    """Return the validators of an answer; what is none (an unquoted tag, no date) is left out.

    >>> validators({"etag": 'W/"5f-1"', "last-modified": "yesterday"})
    Validators(etag='W/"5f-1"', last_modified=None)
    """
    etag = (values(headers, "etag") or ("",))[0]
    modified = (values(headers, "last-modified") or ("",))[0]
    return Validators(
        etag=etag if _ETAG.fullmatch(etag) else None,
        last_modified=modified if http_date(modified) is not None else None,
    )


# ── kinds of content ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentType:
    """What a Content-Type value says (RFC 9110, 8.3)."""

    essence: str | None = None
    """`text/html`, lower case; None where the value is no media type."""

    charset: str | None = None
    """The charset parameter, lower case, without quotes."""


_MEDIA_TYPE = re.compile(r"\s*([!#$%&'*+\-.^_`|~0-9A-Za-z]{1,127}/[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,127})\s*(?:[;,]|$)")
_CHARSET = re.compile(r";\s{0,20}charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([A-Za-z0-9_.:+\-]{1,64})", re.IGNORECASE)


def content_type(text: str | None) -> ContentType:
    """Return media type and charset of a Content-Type value; nothing in it need be right.

    >>> content_type('Text/HTML; Charset="EUC-KR"')
    ContentType(essence='text/html', charset='euc-kr')
    """
    plain = (text or "")[:LONGEST]
    essence, charset = _MEDIA_TYPE.match(plain), _CHARSET.search(plain)
    return ContentType(
        essence=essence[1].lower() if essence else None,
        charset=charset[1].lower() if charset else None,
    )


# ── links ────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link of a Link field (RFC 8288)."""

    target: str
    """As written: absolute or relative to the page."""

    rels: tuple[str, ...] = ()
    """Relation types, lower case."""

    parameters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The other parameters, names in lower case; of a repeated one the first."""


_TARGET = re.compile(r"\s*<([^<>]{0,4096})>")
_PARAMETER = re.compile(
    r"\s*;\s*([!#$%&'+\-.^_`|~0-9A-Za-z*]{1,64})(?:\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^\s\",;]*)))?"
)


def links(text: str | None) -> Iterator[Link]:
    """Yield the links of a Link value in order; the rest of a value that breaks the syntax is passed over.

    >>> [(one.target, one.rels) for one in links('</feed>; rel="alternate"; title="a, b", <#>; rel=next')]
    [('/feed', ('alternate',)), ('#', ('next',))]
    """
    plain = (text or "")[:LONGEST]
    at = 0
    while target := _TARGET.match(plain, at):
        at = target.end()
        parameters: dict[str, str] = {}
        while parameter := _PARAMETER.match(plain, at):
            at = parameter.end()
            quoted = re.sub(r"\\(.)", r"\1", parameter[2]) if parameter[2] is not None else parameter[3]
            parameters.setdefault(parameter[1].lower(), quoted or "")
        rels = tuple(parameters.pop("rel", "").lower().split())
        yield Link(target=target[1].strip(), rels=rels, parameters=MappingProxyType(parameters))
        at = plain.find(",", at) + 1
        if not at:
            return


def link_rel(headers: Headers, rel: str, *, base: str) -> str | None:
    """Return the first address that the answer's Link fields give the relation `rel` (lower case).

    Absolute, http or https, without fragment; `base` is the address of the answer.

    >>> link_rel({"link": '</a>; rel="canonical"'}, "canonical", base="https://news.example/b")
    'https://news.example/a'
    """
    for link in links(value(headers, "link")):
        if rel in link.rels and "anchor" not in link.parameters:
            found = join(base, link.target)
            if found is not None:
                return found
    return None
