"""When an article that we have is fetched again, in case it was edited, moved or deleted."""

from __future__ import annotations

import datetime as dt

AGES = (dt.timedelta(hours=1), dt.timedelta(hours=6), dt.timedelta(days=1), dt.timedelta(weeks=1))
"""Ages, counted from first sight, at which an article is looked at again. Most edits come within the first hours
(corrections, developing stories), deletions and updates within days; after a week a page stays as it is."""

UNCHANGED = 3
"""Visits in a row without a change after which an article is left alone."""

_SOONER = 2
"""By how much the ages shrink where edits are known: half an hour, three hours, half a day, half a week."""


def next_revisit(
    first_seen_at: dt.datetime, visits: int, unchanged_visits: int, now: dt.datetime, *, edits: int = 0
) -> dt.datetime | None:
    """Return when an article that was just visited is to be fetched again; None: never.

    `visits` are all fetches so far, the first among them; `unchanged_visits` those at the end that
    brought no change; `edits` how often the publisher has changed this article, or articles of this
    source as a habit. Ages that are past already, because nobody harvested then, are left out: a
    late harvest makes one visit for them, not four.

    >>> noon = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
    >>> next_revisit(noon, 1, 0, noon).isoformat()
    '2026-11-20T13:00:00+00:00'
    >>> next_revisit(noon, 2, 1, noon + dt.timedelta(hours=30)).isoformat()
    '2026-11-27T12:00:00+00:00'
    """
    if unchanged_visits >= UNCHANGED or visits > len(AGES):
        return None
    ages = [age / _SOONER for age in AGES] if edits > 0 else list(AGES)
    coming = [first_seen_at + age for age in ages[max(visits - 1, 0) :] if first_seen_at + age > now]
    return min(coming, default=None)
