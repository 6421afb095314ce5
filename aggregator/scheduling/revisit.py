"""When an article that we have is fetched again, in case it was edited, moved or deleted."""

from __future__ import annotations

import datetime as dt

AGES = (dt.timedelta(hours=1), dt.timedelta(hours=6), dt.timedelta(days=1), dt.timedelta(weeks=1))
"""Ages, counted from first sight, at which an article is looked at again. Most edits come within the first hours
(corrections, developing stories), deletions and updates within days; after a week a page stays as it is."""

SOONER = (*(age / 2 for age in AGES), AGES[-1])
"""The ages where edits are known: half an hour, three hours, half a day, half a week, and the week as well."""

UNCHANGED = 3
"""Visits in a row without a change after which an article is left alone."""

OFTEN = 0.2
"""Share of a source's articles that its publisher changes, from which on all of its articles are visited sooner.
At one in five, four of the earlier visits in five are in vain, but each edit is seen in half the time; below, they
would mostly cost the host's budget that other articles need."""

ENOUGH = 20
"""Articles watched before a source's habit counts in full. Until then it is doubted: three edits among four
articles are a busy day, three hundred among four hundred are a habit."""

GONE_AGAIN = (dt.timedelta(hours=6), dt.timedelta(days=7))
"""Pauses after each answer that an article of ours is gone. The first look is past a broken deployment or a page
taken down to be corrected, the second past a dispute; what is still gone then stays so."""

NOT_YET = (dt.timedelta(minutes=20), dt.timedelta(hours=6))
"""The pauses where the page was never there: feeds and sitemaps are at times minutes ahead of their pages."""


def next_revisit(
    first_seen_at: dt.datetime,
    visits: int,
    unchanged_visits: int,
    now: dt.datetime,
    *,
    edits: int = 0,
    habit: float = 0.0,
) -> dt.datetime | None:
    """Return when an article that was just visited is to be fetched again; None: never.

    `visits` are all fetches so far, the first among them; `unchanged_visits` those at the end that
    brought no change; `edits` how often the publisher has changed this article; `habit` how often it
    changes articles, see `edit_habit`. Ages that are past already, because nobody harvested then, are
    left out: a late harvest makes one visit for them, not four.

    >>> noon = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
    >>> next_revisit(noon, 1, 0, noon).isoformat()
    '2026-11-20T13:00:00+00:00'
    >>> next_revisit(noon, 1, 0, noon, habit=0.5).isoformat()
    '2026-11-20T12:30:00+00:00'
    >>> next_revisit(noon, 2, 1, noon + dt.timedelta(hours=30)).isoformat()
    '2026-11-27T12:00:00+00:00'
    """
    ages = SOONER if edits > 0 or habit >= OFTEN else AGES
    if unchanged_visits >= UNCHANGED or visits > len(ages):
        return None
    coming = (first_seen_at + age for age in ages[max(visits - 1, 0) :])
    return next((moment for moment in coming if moment > now), None)


def edit_habit(edited: int, watched: int) -> float:
    """Return which share of a source's articles its publisher changes after publication, 0 to 1.

    `watched` are the articles of a late stretch of time (a month, say) that were visited again at
    least once, `edited` those among them with a revision of the publisher's. With few watched the
    share is lower than counted, so that it takes evidence to be visited sooner.

    >>> edit_habit(300, 400), edit_habit(3, 4), edit_habit(0, 0)
    (0.75, 0.15, 0.0)
    """
    return min(edited, watched) / max(watched, ENOUGH) if watched > 0 else 0.0


def next_look_after_gone(
    times: int, now: dt.datetime, *, had: bool = True, for_good: bool = False
) -> dt.datetime | None:
    """Return when an address that was just answered with 404 or 410 is looked at again; None: never.

    `times` are such answers in a row, this one among them; `had`: an article was read there before;
    `for_good`: the site itself says that it is gone for good (410, RFC 9110, 15.5.11), so that one look
    is enough. After a page that came back, articles follow `next_revisit` again.

    >>> noon = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
    >>> next_look_after_gone(1, noon).isoformat()
    '2026-11-20T18:00:00+00:00'
    >>> next_look_after_gone(3, noon) is None
    True
    """
    pauses: tuple[dt.timedelta, ...] = GONE_AGAIN if had else NOT_YET
    if for_good:
        pauses = pauses[-1:]
    return now + pauses[times - 1] if 1 <= times <= len(pauses) else None
