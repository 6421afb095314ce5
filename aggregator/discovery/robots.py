"""What one site's robots.txt allows, by RFC 9309."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from protego import Protego

from aggregator.headers import Headers, cache_life

LARGEST = 500 * 1024
"""Bytes of a robots.txt that are read: the least that RFC 9309, 2.5 asks crawlers to read."""

LONGEST_LINE = 8 * 2083 - 1
"""Characters of a line that are read, as by Google's parser: eight times the longest address of old browsers."""

LONGEST_PAUSE = 60.0
"""Seconds of Crawl-delay that are obeyed at most. Longer ones (an hour was seen) were mistakes of milliseconds
or a wish to be left alone, which Disallow is for."""

LONGEST_LIFE = dt.timedelta(hours=24)
"""How long rules are used without asking again, at most (RFC 9309, 2.4), and where the answer says nothing."""

SHORTEST_LIFE = dt.timedelta(hours=1)
"""The same at least: sites that forbid caching altogether would be asked with every harvest."""

OUTAGE_LIFE = dt.timedelta(minutes=10)
"""How long a site that could not show its rules is left alone: two harvests in a row do not ask it twice."""

SILENCE_LIFE = dt.timedelta(minutes=2)
"""The same where no answer came: that may be our own network's fault, and whoever mends it does not want to wait."""

# ── the file ─────────────────────────────────────────────────────────────────────────────────────────

_MARK = re.compile(rb"\xef(?:\xbb\xbf?)?")
_NOT_UTF8 = re.compile(r"\\x([89a-f][0-9a-f])")


def text_of(body: bytes) -> str:
    """Return the text of a robots.txt, up to `LARGEST` bytes; no bytes make it fail.

    It is UTF-8, whatever its header says (RFC 9309, 2.3). A byte order mark, whole or broken off, is passed
    over, as by Google. Bytes that are no UTF-8 stand for themselves, percent-encoded: addresses of sites in
    older charsets have them. A line that the limit cuts is left out: of `Disallow: /private` could remain
    `Disallow: /`.

    >>> text_of(b"\\xef\\xbb\\xbfDisallow: /caf\\xe9")
    'Disallow: /caf%e9'
    """
    kept = body[:LARGEST]
    if len(body) > LARGEST:
        kept = kept[: max(kept.rfind(b"\n"), kept.rfind(b"\r")) + 1]
    if kept[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return kept.decode("utf-16", errors="replace")
    if mark := _MARK.match(kept):
        kept = kept[mark.end() :]
    return _NOT_UTF8.sub(r"%\1", kept.decode("utf-8", errors="backslashreplace"))


# As Protego reads them: "User agent" and a forgotten colon are understood, a sentence that has its colon later is not.
_AGENT_LINE = re.compile(r"\s*user(?:-|[ \t]+)?agent(?:[ \t]*:|[ \t](?=[^#:]*(?:#|$)))[ \t]*([^#]*)", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z_-]+")
_LINE_END = re.compile(r"\r\n|\r|\n")

# Python takes these for line ends, RFC 9309 does not: a path may hold them, and its rest is no line of its own.
_NO_LINE_ENDS = {
    ord(one): "".join(f"%{byte:02X}" for byte in one.encode()) for one in "\v\f\x1c\x1d\x1e\x85\u2028\u2029"
}


class RobotsTxt:
    """The rules of a robots.txt for the agents that are asked about.

    Protego reads the file and matches paths. Agents are matched here, by whole product tokens without
    regard to case (RFC 9309, 2.2.1): Protego lets `User-agent: a` speak for every agent that begins so, and
    `User-agent: Aggregator/2` for none. All other agents become one, so that a file with a group of
    thousands of them costs no more than its size.
    """

    def __init__(self, text: str, agents: Iterable[str]) -> None:
        """Read the rules for `agents`, product tokens; nothing can be asked about others."""
        self._marks = {agent.lower(): f"§{number:03}" for number, agent in enumerate(agents, start=1)}
        self._named: set[str] = set()
        self._parser = Protego.parse("\n".join(self._lines(text)))

    def names(self, agent: str) -> bool:
        """Return whether a group is meant for this agent in particular."""
        return self._marks[agent.lower()] in self._named

    def allows(self, url: str, agent: str) -> bool:
        """Return whether `agent` may fetch `url`: the longest rule that matches decides, of two the milder."""
        return self._parser.can_fetch(url, self._marks[agent.lower()])

    def delay(self, agent: str) -> float:
        """Return the seconds of Crawl-delay for `agent`; 0 where none is asked for."""
        return self._parser.crawl_delay(self._marks[agent.lower()]) or 0.0

    def _lines(self, text: str) -> Iterator[str]:
        for line in _LINE_END.split(text.replace("\x00", "").translate(_NO_LINE_ENDS)):
            found = _AGENT_LINE.match(line[:LONGEST_LINE])
            name = found[1].strip() if found else ""
            yield f"User-agent: {self._mark(name)}" if name else line[:LONGEST_LINE]

    def _mark(self, name: str) -> str:
        """Return what stands for the agents that a line names, noting those that are asked about."""
        if name.split()[0] == "*":
            return "*"
        token = _TOKEN.match(name)
        for spelling in (name, name.replace("*", ""), token[0] if token else ""):
            mark = self._marks.get(spelling.lower())
            if mark is not None:
                self._named.add(mark)
                return mark
        return "§000"


# ── the answer ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site allows one agent."""

    agent: str

    file: RobotsTxt | None
    """None: no rules could be had."""

    everything: bool
    """What holds where there are no rules: everything is allowed, or nothing."""

    reason: str
    """Why an address is refused, in a clause."""

    passing: bool = False
    """Whether asking again later may well bring rules."""

    def allow(self, url: str) -> bool:
        """Return whether `url` may be fetched."""
        return self.file.allows(url, self.agent) if self.file else self.everything

    def delay(self) -> float:
        """Return the seconds of Crawl-delay that are to be obeyed; 0 where none is asked for."""
        return min(self.file.delay(self.agent), LONGEST_PAUSE) if self.file else 0.0


def rules_of(status: int | None, body: bytes, *, agent: str) -> Rules:
    """Return what an answer to `/robots.txt` means for `agent` (RFC 9309, 2.3.1).

    `status` None: no answer came. 2xx: its rules, whatever its media type; 4xx, and redirects that lead
    nowhere: everything is allowed; anything else: nothing is, because the site may well have rules that it
    cannot show us now.
    """
    if is_outage(status):
        return unavailable(f"the site answers {status}" if status is not None else "no answer came", agent=agent)
    if status is not None and status < 300:
        return Rules(agent, RobotsTxt(text_of(body), (agent,)), True, "forbidden by robots.txt")
    return Rules(agent, None, True, "")


def unavailable(why: str, *, agent: str) -> Rules:
    """Return the rules of a site whose robots.txt could not be had: nothing is allowed for now."""
    reason = f"robots.txt could not be had ({why}), so nothing is allowed for now"
    return Rules(agent, None, False, reason, passing=True)


def is_outage(status: int | None) -> bool:
    """Return whether an answer says nothing on the rules of a site: none came, or it is no usable one."""
    return status is None or not 200 <= status < 500


def life(status: int | None, headers: Headers, *, now: dt.datetime) -> dt.timedelta:
    """Return for how long an answer to `/robots.txt` is used without asking again, from `now` on.

    >>> noon = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
    >>> life(200, {"cache-control": "max-age=7200"}, now=noon)
    datetime.timedelta(seconds=7200)
    >>> life(503, {}, now=noon)
    datetime.timedelta(seconds=600)
    """
    if is_outage(status):
        return SILENCE_LIFE if status is None else OUTAGE_LIFE
    stated = cache_life(headers, now=now)
    if stated is None:
        # "Too many requests" opens the site only because RFC 9309 says so: not for a whole day.
        stated = SHORTEST_LIFE if status == 429 else LONGEST_LIFE
    return min(max(stated, SHORTEST_LIFE), LONGEST_LIFE)
