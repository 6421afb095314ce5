"""Which forms of addresses give articles at a source, and which only waste requests."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from aggregator.candidate import Candidate
from aggregator.discovery.traps import branch, mould
from aggregator.store.frontier import address_key
from aggregator.store.moments import read_utc, utc_text

Worth = Literal["article", "twin", "nothing"]
"""What a page that was asked for gave.

    article  an article that was not known, or the one that we have at this address
    twin     an article that we have under another address
    nothing  no article: not there, a wall, a list, an empty page
"""

ENOUGH_WASTE = 20
"""Pages in a row without an article after which a form that never gave one is left alone. With what is under way
at that moment, and with the page a week that tries again, a trap costs fewer than fifty requests."""

LAST_WASTED = 25
"""The same for coarser keys, and for forms that did give articles: with the twenty pages of an endless list beside
them, still fewer than fifty."""

FOR_EACH_USEFUL = 10
"""Pages in a row without an article that each article a form has given makes up for: where articles and a trap
share one form, it is the list that names the trap which is left alone."""

ENOUGH_TWINS = 10
"""Pages that were all found to be known articles with another query, after which the query is believed to mean
nothing. Nothing is lost by it: an address is then passed over only where its path is known."""

AGAIN = dt.timedelta(days=7)
"""Pause after which one page of a form left alone is asked for again."""

AGAIN_SOON = dt.timedelta(days=1)
"""The same for coarser keys, and for addresses that a feed names: the publisher's own word weighs more."""

MOST_EXPLAINED = 3
"""Forms left alone of a source up to which their pages do not count against the lists that named them: a list may
name a trap beside its articles. One that names ever new forms is itself the trap."""

TRYING = dt.timedelta(hours=1)
"""How long the others of a form wait for the page that tries it again."""

MOST_ROWS = 5_000
"""Forms remembered of a source. Words at random in a path make a new form with each page: those that were seen once
and gave nothing are forgotten first."""

_LISTED = frozenset(("listing", "sitemap", "link"))
_NEVER_CLOSED = frozenset(("url", "revisit"))
"""What a person asks for, and what we have: neither is anybody's trap."""

_TWINS, _NAMED, _BELOW, _ALL = "twins: ", "named by: ", "below: ", "lists"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What one page taught: a form, or a coarser key, is left alone from now on, or worth asking again."""

    about: str
    closed: bool
    reason: str = ""


@dataclass(slots=True)
class _Source:
    """What is closed at one source, the page that tries each of these again, and what is being fetched."""

    closed: dict[str, dt.datetime]
    trying: dict[str, str] = field(default_factory=dict)
    under_way: dict[str, set[str]] = field(default_factory=dict)
    full: set[str] = field(default_factory=set)
    """Keys of which as many pages are under way as would close them, as long as none of these has been read."""

    rows: int = 0


class Moulds:
    """The table `moulds`, inside whatever transaction is open.

    Its keys are forms of addresses (`traps.mould`) and, for what lists and sitemaps name, coarser ones: the
    document that names an address, the branch of the site that it lies in, and all lists together. `asked` counts
    the pages since the last that was an article, for each key.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Work on `connection`; transactions are the caller's."""
        self._db = connection
        self._sources: dict[str, _Source] = {}

    def take(self, source_id: str, candidate: Candidate, *, now: dt.datetime) -> dt.datetime | None:
        """Take an address that was never had for fetching: return None; or until when it should be left alone.

        `now` means: only until some page of its form that is under way has been read. So many at once are asked
        for that each form is left alone in time, however many pages are under way. Of what has been left
        alone long enough, one page at a time is let through.
        """
        known = self._known(source_id)
        if candidate.via in _NEVER_CLOSED:
            return None
        keys = list(_keys(candidate))
        waits = [until for key in keys if (until := self._closed(source_id, candidate, key, now)) is not None]
        if waits:
            return max(waits)
        for key in keys:
            if key in known.full or self._is_full(source_id, candidate, key, known):
                known.full.add(key)
                return now
        for key in keys:
            known.under_way.setdefault(key, set()).add(candidate.url)
        return None

    def is_closed(self, source_id: str, candidate: Candidate, *, now: dt.datetime) -> bool:
        """Return whether an address that is not known is of a form that is left alone for now."""
        known = self._known(source_id)
        if not known.closed or candidate.via in _NEVER_CLOSED:
            return False
        return any(self._closed(source_id, candidate, key, now, try_again=False) for key in _keys(candidate))

    def put_back(self, source_id: str, candidate: Candidate) -> None:
        """Note that an address that was taken was not fetched, or no answer came."""
        known = self._known(source_id)
        known.full.clear()
        for key in _keys(candidate) if known.under_way else ():
            under_way = known.under_way.get(key)
            if under_way is not None:
                under_way.discard(candidate.url)
                if not under_way:
                    del known.under_way[key]

    def begin(self, source_id: str) -> None:
        """Begin anew at a source: nothing of it is under way."""
        self._sources.pop(source_id, None)

    def _closed(
        self, source_id: str, candidate: Candidate, key: str, now: dt.datetime, *, try_again: bool = True
    ) -> dt.datetime | None:
        known = self._known(source_id)
        since = known.closed.get(key)
        if since is None or (key in (_ALL, _below(candidate)) and self._is_useful(source_id, candidate.url)):
            return None
        if key.startswith(_TWINS):
            return now + AGAIN if self._is_known_otherwise(candidate.url) else None
        if now < (until := since + _pause(key, candidate)):
            return until
        if not try_again:
            return None
        return None if known.trying.setdefault(key, candidate.url) == candidate.url else now + TRYING

    def _is_full(self, source_id: str, candidate: Candidate, key: str, known: _Source) -> bool:
        """Return whether as many pages of a form are under way as would close it if none were an article."""
        under_way = len(known.under_way.get(key, ()))
        if not under_way or key.startswith(_TWINS):
            return False
        if key in (_ALL, _below(candidate)) and self._is_useful(source_id, candidate.url):
            return False
        row = self._db.execute(
            "SELECT asked, useful FROM moulds WHERE source_id = :source_id AND mould = :key",
            {"source_id": source_id, "key": key},
        ).fetchone()
        asked, useful = row or (0, 0)
        return int(asked) + under_way >= _limit(key, useful)

    def learn(
        self, source_id: str, candidate: Candidate, worth: Worth, *, now: dt.datetime, why: str = ""
    ) -> tuple[Lesson, ...]:
        """Count a page that was asked for; return what is to be left alone from now on, and what no longer.

        `why` is the reason why it was none.
        """
        self.put_back(source_id, candidate)
        if candidate.via in _NEVER_CLOSED:
            return ()
        known = self._known(source_id)
        lessons: list[Lesson] = []
        for key in _keys(candidate):
            counted = self._counted(key, candidate, worth)
            if counted is None:
                continue
            known.trying.pop(key, None)
            asked, useful, was_closed = self._count(source_id, key, useful=counted, known=known)
            if counted and was_closed:
                self._set_closed(source_id, key, None, None)
                known.closed.pop(key, None)
                lessons.append(Lesson(about=key, closed=False))
            elif was_closed:
                self._set_closed(source_id, key, now, why)
                known.closed[key] = now
            elif asked >= _limit(key, useful):
                reason = _sentence(key, asked, candidate.url, why)
                self._set_closed(source_id, key, now, reason)
                known.closed[key] = now
                lessons.append(Lesson(about=key, closed=True, reason=reason))
                if not _is_coarse(key) and len(known.closed) <= MOST_EXPLAINED:
                    self._explain(source_id, candidate, asked)
        return tuple(lessons)

    def unlearn(self, source_id: str, urls: Iterable[str]) -> None:
        """Take back that pages were articles: their text was found to be a wall."""
        for form, number in Counter(map(mould, urls)).items():
            self._db.execute(
                """
                UPDATE moulds SET useful = max(useful - 1, 0), asked = asked + :number
                WHERE source_id = :source_id AND mould = :form
                """,
                {"source_id": source_id, "form": form, "number": number},
            )

    def _counted(self, key: str, candidate: Candidate, worth: Worth) -> bool | None:
        """Return whether a page counts as useful for a key; None: it says nothing of it."""
        if key.startswith(_TWINS):
            if worth == "nothing" or not self._has_sibling(candidate.url, same=worth == "twin"):
                return None
            return worth == "article"
        if worth == "twin" and not key.startswith(_NAMED) and key not in (_ALL, _below(candidate)):
            return None  # a second section that shows the same articles may show one of its own tomorrow
        return worth == "article"

    def _count(self, source_id: str, key: str, *, useful: bool, known: _Source) -> tuple[int, int, bool]:
        """Count one page; return the pages since the last useful one, the useful ones, and whether it is closed."""
        row = self._db.execute(
            """
            INSERT INTO moulds (source_id, mould, asked, useful) VALUES (:source_id, :key, :waste, :useful)
            ON CONFLICT (source_id, mould) DO UPDATE SET
                asked = iif(:useful, 0, asked + 1), useful = useful + :useful
            RETURNING asked, useful, closed_at
            """,
            {"source_id": source_id, "key": key, "waste": not useful, "useful": useful},
        ).fetchone()
        if row[0] + row[1] == 1:
            known.rows += 1
            if known.rows > MOST_ROWS:
                self._forget(source_id)
                known.rows = self._rows(source_id)
        return int(row[0]), int(row[1]), row[2] is not None

    def _explain(self, source_id: str, candidate: Candidate, asked: int) -> None:
        """Take pages whose form is left alone off the coarser keys: what else those hold is not to suffer for it."""
        for key in _keys(candidate):
            if _is_coarse(key):
                self._db.execute(
                    "UPDATE moulds SET asked = max(asked - :asked, 0) WHERE source_id = :source_id AND mould = :key",
                    {"source_id": source_id, "key": key, "asked": asked},
                )

    def _set_closed(self, source_id: str, key: str, at: dt.datetime | None, reason: str | None) -> None:
        self._db.execute(
            """
            UPDATE moulds SET closed_at = :at, reason = iif(:at IS NULL, NULL, coalesce(reason, :reason))
            WHERE source_id = :source_id AND mould = :key
            """,
            {"source_id": source_id, "key": key, "at": utc_text(at) if at is not None else None, "reason": reason},
        )

    def _known(self, source_id: str) -> _Source:
        if source_id not in self._sources:
            rows = self._db.execute(
                "SELECT mould, closed_at FROM moulds WHERE source_id = :id AND closed_at IS NOT NULL",
                {"id": source_id},
            )
            closed = {key: read_utc(at) for key, at in rows}
            self._sources[source_id] = _Source(closed=closed, rows=self._rows(source_id))
        return self._sources[source_id]

    def _rows(self, source_id: str) -> int:
        (count,) = self._db.execute("SELECT count(*) FROM moulds WHERE source_id = :id", {"id": source_id}).fetchone()
        return int(count)

    def _forget(self, source_id: str) -> None:
        self._db.execute(
            "DELETE FROM moulds WHERE source_id = :id AND closed_at IS NULL AND useful = 0 AND asked <= 1",
            {"id": source_id},
        )

    def _is_useful(self, source_id: str, url: str) -> bool:
        row = self._db.execute(
            "SELECT useful FROM moulds WHERE source_id = :source_id AND mould = :key",
            {"source_id": source_id, "key": mould(url)},
        ).fetchone()
        return row is not None and row[0] > 0

    def _is_known_otherwise(self, url: str) -> bool:
        """Return whether an article is known whose address differs from this one in its query alone."""
        key = address_key(url)
        path = key.partition("?")[0]
        row = self._db.execute(
            """
            SELECT 1 FROM frontier
            WHERE (key = :path OR (key >= :path || '?' AND key < :path || '@'))
                AND key <> :key AND article_id IS NOT NULL
            LIMIT 1
            """,
            {"path": path, "key": key},
        ).fetchone()
        return row is not None

    def _has_sibling(self, url: str, *, same: bool) -> bool:
        """Return whether an address that differs in its query alone leads to the same article, or to another one."""
        key = address_key(url)
        path = key.partition("?")[0]
        row = self._db.execute(
            """
            SELECT 1 FROM frontier AS o JOIN frontier AS f ON f.key = :key
            WHERE (o.key = :path OR (o.key >= :path || '?' AND o.key < :path || '@'))
                AND o.key <> :key AND (o.article_id = f.article_id) = :same
            LIMIT 1
            """,
            {"path": path, "key": key, "same": same},
        ).fetchone()
        return row is not None


def _keys(candidate: Candidate) -> Iterator[str]:
    """Yield the keys under which a page is counted, the finest first."""
    form = mould(candidate.url)
    yield form
    if "?" in form:
        yield _TWINS + form
    if candidate.via in _LISTED:
        if candidate.found_on:
            yield _NAMED + mould(candidate.found_on)
        yield _below(candidate)
        yield _ALL


def _is_coarse(key: str) -> bool:
    return key == _ALL or key.startswith((_NAMED, _BELOW))


def _below(candidate: Candidate) -> str:
    return _BELOW + branch(candidate.url)


def _limit(key: str, useful: int) -> int:
    """Return how many pages in a row without an article close a key."""
    if key.startswith(_TWINS):
        return ENOUGH_TWINS if not useful else 1 << 62
    if _is_coarse(key):
        return LAST_WASTED
    return max(LAST_WASTED, FOR_EACH_USEFUL * useful) if useful else ENOUGH_WASTE


def _pause(key: str, candidate: Candidate) -> dt.timedelta:
    return AGAIN_SOON if _is_coarse(key) or candidate.via not in _LISTED else AGAIN


def _sentence(key: str, asked: int, url: str, why: str) -> str:
    last = f"the last was {url}" + (f" ({why.rstrip('.')})" if why else "")
    if key.startswith(_TWINS):
        return f"{asked} pages were known articles with another query; {last}"
    return f"the last {asked} pages gave no article that we had not; {last}"
