"""Sources as rows: those with a file, and those made for an address that belongs to none."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import fields

from aggregator.article import Reservation
from aggregator.organisations import register
from aggregator.sources.lone import lone_source
from aggregator.sources.source import Owner, Rule, Source
from aggregator.store.moments import utc_text
from aggregator.urls import host


class Registered:
    """The tables `sources` and `source_groups`, inside whatever transaction is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Work on `connection`; transactions are the caller's."""
        self._db = connection

    def register(self, source: Source, now: dt.datetime) -> None:
        """Enter a source as its file describes it."""
        organisation_id = self._organisation(source)
        self._db.execute(
            """
            INSERT INTO sources (id, name, homepage, organisation_id, country, languages, kind, scope, place, owner,
                owner_since, labels, time_zone, definition, interval_seconds, registered, added_at)
            VALUES (:id, :name, :homepage, :organisation_id, :country, :languages, :kind, :scope, :place, :owner,
                :owner_since, :labels, :time_zone, :definition, :interval, 1, :now)
            ON CONFLICT (id) DO UPDATE SET
                name = excluded.name, homepage = excluded.homepage,
                organisation_id = coalesce(excluded.organisation_id, organisation_id),
                country = excluded.country, languages = excluded.languages, kind = excluded.kind,
                scope = excluded.scope, place = excluded.place, owner = excluded.owner,
                owner_since = excluded.owner_since, labels = excluded.labels, time_zone = excluded.time_zone,
                definition = excluded.definition, interval_seconds = excluded.interval_seconds,
                registered = 1, removed_at = NULL
            """,
            {
                "id": source.id,
                "name": source.name,
                "homepage": source.homepage,
                "organisation_id": organisation_id,
                "country": source.country,
                "languages": json.dumps(list(source.languages)),
                "kind": source.kind,
                "scope": source.scope,
                "place": source.place,
                "owner": source.owner.name if source.owner else None,
                "owner_since": source.owner.since.isoformat() if source.owner and source.owner.since else None,
                "labels": json.dumps(dict(source.labels), ensure_ascii=False, sort_keys=True),
                "time_zone": source.time_zone,
                "definition": definition(source),
                "interval": int(source.interval.total_seconds()) if source.interval is not None else None,
                "now": utc_text(now),
            },
        )
        self._db.execute("DELETE FROM source_groups WHERE source_id = :id", {"id": source.id})
        self._db.executemany(
            "INSERT INTO source_groups (source_id, name) VALUES (?, ?)",
            [(source.id, name) for name in dict.fromkeys(source.groups)],
        )

    def unregister(self, source_id: str, now: dt.datetime) -> None:
        """Note that the file of a source was taken away."""
        self._db.execute(
            "UPDATE sources SET registered = 0, removed_at = :now WHERE id = :id AND registered = 1",
            {"id": source_id, "now": utc_text(now)},
        )

    def due(self, source_ids: Iterable[str], now: dt.datetime) -> list[str]:
        """Return those of the sources that are due and not paused, in their order; the unknown are due."""
        waiting = {
            source_id
            for (source_id,) in self._db.execute(
                "SELECT id FROM sources WHERE next_at > :now OR paused_until > :now", {"now": utc_text(now)}
            )
        }
        return [one for one in source_ids if one not in waiting]

    def pause(self, source_id: str, until: dt.datetime | None, reason: str | None) -> None:
        """Leave a source out of harvests until then; None: take it up again."""
        self._db.execute(
            "UPDATE sources SET paused_until = :until, paused_reason = :reason WHERE id = :id",
            {"id": source_id, "until": utc_text(until) if until is not None else None, "reason": reason},
        )

    def due_at(self, source_id: str, next_at: dt.datetime | None) -> None:
        """Note when a source is due again."""
        self._db.execute(
            "UPDATE sources SET next_at = :next_at WHERE id = :id",
            {"id": source_id, "next_at": utc_text(next_at) if next_at is not None else None},
        )

    def states_tdm(self, source_id: str, tdm: Reservation | None, evidence: str | None) -> None:
        """Note what the site of a source states about text and data mining; nothing where it has no row."""
        self._db.execute(
            "UPDATE sources SET tdm = :tdm, tdm_evidence = :evidence WHERE id = :id",
            {"id": source_id, "tdm": tdm, "evidence": evidence},
        )

    def ensure(self, source_id: str, url: str | None, now: dt.datetime) -> str:
        """Return the id of a source that has a row, making one for the site of `url` where there is none."""
        source_id = source_id or lone_source(url or "").id
        if self._db.execute("SELECT 1 FROM sources WHERE id = :id", {"id": source_id}).fetchone():
            return source_id
        name = (host(url) if url else None) or source_id
        known = register().by_host(name)
        if known is not None:
            self._enter_organisation(known.id)
        self._db.execute(
            """
            INSERT INTO sources (id, name, homepage, organisation_id, registered, added_at)
            VALUES (:id, :name, :homepage, :organisation_id, 0, :now)
            """,
            {
                "id": source_id,
                "name": known.name if known is not None else name,
                "homepage": f"https://{name}/",
                "organisation_id": known.id if known is not None else None,
                "now": utc_text(now),
            },
        )
        return source_id

    def _organisation(self, source: Source) -> str | None:
        """Return the id of a source's organisation, its row made; None where the register does not know it."""
        known = register().get(source.organisation) if source.organisation else None
        known = known or register().by_host(host(source.homepage) or "")
        if known is None:
            return None
        self._enter_organisation(known.id)
        return known.id

    def _enter_organisation(self, organisation_id: str) -> None:
        known = register().get(organisation_id)
        if known is None:
            return
        self._db.execute(
            """
            INSERT INTO organisations (id, name, kind, country, wikidata)
            VALUES (:id, :name, :kind, :country, :wikidata) ON CONFLICT DO NOTHING
            """,
            {
                "id": known.id,
                "name": known.name,
                "kind": getattr(known, "kind", None),
                "country": getattr(known, "country", None),
                "wikidata": getattr(known, "wikidata", None),
            },
        )


def definition(source: Source) -> str:
    """Return as JSON all that a source's file says; what it leaves out is not there.

    >>> definition(Source(id="post", name="Post", homepage="https://post.example/", crawl_delay=2.0))
    '{"id": "post", "name": "Post", "homepage": "https://post.example/", "crawl_delay": 2.0}'
    """
    plain = Source(id="", name="", homepage="")
    said = {
        one.name: _plain(value)
        for one in fields(source)
        if (value := getattr(source, one.name)) != getattr(plain, one.name) and one.name != "shipped"
    }
    return json.dumps(said, ensure_ascii=False)


def _plain(value: object) -> object:
    """Return a value as JSON can hold it: dates as ISO 8601, spans in seconds, parts without what they leave out."""
    if isinstance(value, dt.timedelta):
        return value.total_seconds()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Rule | Owner):
        return {one.name: _plain(part) for one in fields(value) if (part := getattr(value, one.name)) is not None}
    return value
