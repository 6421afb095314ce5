"""What a capture means for what is stored: a new article, another address, a revision, a copy, a wall."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from aggregator.attribution.support import credits_of
from aggregator.capture import Capture, Outcome
from aggregator.clock import Clock
from aggregator.corrections import Correction, corrected, parts_of
from aggregator.dedup.decide import Decision, Known, changed_fields, decide
from aggregator.dedup.fingerprint import keys as keys_of
from aggregator.dedup.walls import Shown
from aggregator.habits import Habits
from aggregator.row import Row
from aggregator.scheduling.revisit import edit_habit
from aggregator.store.addresses import Addresses
from aggregator.store.articles import Articles, ChangeKind, merged_reading
from aggregator.store.corrections import Corrections
from aggregator.store.findings import Finding, Findings
from aggregator.store.frontier import Frontier, address_key, plain_address
from aggregator.store.habits import HabitTable
from aggregator.store.history import Coverage
from aggregator.store.joining import Joining
from aggregator.store.lookup import Lookup, sort_moment
from aggregator.store.moments import utc_text
from aggregator.store.moulds import Moulds, Worth
from aggregator.store.registry import Registered
from aggregator.store.stored import stored_article, stored_row
from aggregator.store.stories import Stories
from aggregator.store.support import Support
from aggregator.store.walls import Walls
from aggregator.timestamps import to_utc_text

Counted = Literal["new", "revised", "same", "gone", "no_article", "refused", "failed"]

_COUNTED: dict[Outcome, Counted] = {
    "article": "same",  # without a text to keep: nothing has come of it
    "unchanged": "same",
    "known": "same",
    "gone": "gone",
    "no_article": "no_article",
    "refused": "refused",
    "failed": "failed",
}

PERMANENT = frozenset({301, 308})
"""Redirects that say that the address has changed for good (RFC 9110, 15.4.2 and 15.4.9)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What the store made of a capture."""

    outcome: Outcome
    counted: Counted
    """The name in `run.Counts` under which it counts."""

    article_id: int | None = None
    changes: tuple[ChangeKind, ...] = ()
    """What happened to the article, in the words of the change feed; () where nothing did."""

    row: Row | None = None
    """The article's flat row, for a page that was read as one; None otherwise."""

    why: str = ""
    """Why so, in a sentence for people."""

    other_address: bool = False
    """Whether the article was known, and not under the address that was asked for."""

    findings: tuple[Finding, ...] = ()
    """What was found to be wrong with the source by this capture: to be logged once."""

    source_id: str = ""
    """The source that it counts for."""

    habits: Habits | None = None
    """What is known of the source's pages, where they are to be read otherwise from now on; None where not."""


class Keeper:
    """Keeps captures, inside whatever transaction is open."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        clock: Clock,
        *,
        registered: Registered,
        coverage: Coverage,
        frontier: Frontier,
        moulds: Moulds,
        findings: Findings,
        habits: HabitTable,
    ) -> None:
        """Work on `connection`, with these tables of it; transactions are the caller's."""
        self._db = connection
        self._clock = clock
        self._registered = registered
        self._coverage = coverage
        self._frontier = frontier
        self._moulds = moulds
        self._findings = findings
        self._habits = habits
        self._articles = Articles(connection)
        self._stories = Stories(connection)
        self._support = Support(connection)
        self._lookup = Lookup(connection)
        self._walls = Walls(connection, self._stories)
        self._said = Corrections(connection)
        self._joining = Joining(connection, clock, self._articles, self._stories, self._said)
        self._edit_habits: dict[str, float] = {}
        """Source id → how often it revises its articles, as known when its run began."""

    def begin(self, source_id: str) -> None:
        """Begin a run of a source: what was learnt of it is asked for anew."""
        self._edit_habits.pop(source_id, None)
        self._habits.forget(source_id)
        self._moulds.begin(source_id)

    def is_other_address(self, asked: str, target: str) -> bool:
        """Return whether `target` is an address of an article that we have, and `asked` none of any."""
        return not self._lookup.article_at(asked) and bool(self._lookup.article_at(target))

    def keep(self, capture: Capture, *, row: bool) -> Kept:
        """Store what a fetch brought, decide what it is, and end its address's work.

        `row`: whether the article's flat row is wanted.
        """
        source_id = self._registered.ensure(capture.source_id, capture.url, self._clock())
        capture = replace(capture, source_id=source_id)
        if capture.outcome == "article" and capture.article is not None and capture.keys is not None:
            if self._walls.is_known(capture, now=self._clock()):
                kept = self._keep_wall(capture, "a text that stands at many addresses of its site: a wall")
            else:
                kept = self._keep_article(capture, row=row)
        else:
            kept = self._keep_no_article(capture)
        return replace(
            kept,
            findings=kept.findings + self._learn(capture, kept),
            source_id=source_id,
            habits=self._observe(capture, kept),
        )

    def _observe(self, capture: Capture, kept: Kept) -> Habits | None:
        """Learn what an article tells of the pages of its source; return all that is known where that changed."""
        if capture.observation is None or kept.article_id is None or kept.outcome != "article":
            return None
        assert capture.article is not None
        article = corrected(capture.article, self._said.in_force(kept.article_id))
        seen = replace(capture.observation, article=kept.article_id & 0xFFFFFFFF, credits=credits_of(article))
        changed = self._habits.learn(capture.source_id, seen, now=self._clock())
        return self._habits.of(capture.source_id) if changed else None

    def _learn(self, capture: Capture, kept: Kept) -> tuple[Finding, ...]:
        """Count what came of an address for its form; return what is thereby found to be a trap."""
        if kept.outcome == "failed" or (kept.outcome == "refused" and capture.status is None):
            self._moulds.put_back(capture.source_id, capture.candidate)
            return ()  # nothing was answered, or nothing asked: that says nothing of the address
        known_here = kept.article_id is not None and not kept.other_address
        worth: Worth = "nothing"
        if kept.outcome in ("article", "unchanged", "known"):  # known: it leads to an article that we have
            worth = "article" if known_here and kept.outcome != "known" else "twin"
        found: list[Finding | None] = []
        for lesson in self._moulds.learn(
            capture.source_id, capture.candidate, worth, now=capture.fetched_at, why=kept.why
        ):
            if lesson.closed:
                found.append(
                    self._findings.open(
                        capture.source_id, "trap", lesson.reason, capture.fetched_at, about=lesson.about
                    )
                )
            else:
                self._findings.end(capture.source_id, "trap", capture.fetched_at, about=lesson.about)
        return tuple(one for one in found if one is not None)

    def _keep_wall(self, capture: Capture, reason: str) -> Kept:
        """Note a page that shows a wall: no article, and not the address's fault; it is tried again."""
        walled = replace(
            capture,
            outcome="no_article",
            reason=reason,
            final=False,
            article=None,
            keys=None,
            etag=None,
            last_modified=None,
        )
        return replace(self._keep_no_article(walled), article_id=None)

    def _take_out(self, capture: Capture, shown: list[Shown]) -> Kept:
        """Take the text of a capture for a wall from now on, and out of where it passed for an article."""
        others = sum(len(one.addresses) for one in shown)
        reason = f"the same text as under {others} other addresses: a wall or an error page"
        now = self._clock()
        self._walls.remember(capture, reason, now=now)
        for one in shown:
            self._moulds.unlearn(capture.source_id, one.addresses)
            if self._walls.take_out(one.article_id, reason, now=now):
                self._note("erased", one.article_id, capture)
        kept = self._keep_wall(capture, reason)
        about = (shown[0].article.title or capture.url)[:100]
        finding = self._findings.open(
            capture.source_id, "wall", f"{reason}; the last was {capture.url}", now, about=about
        )
        return replace(kept, findings=(finding,) if finding is not None else ())

    def _keep_article(self, capture: Capture, *, row: bool) -> Kept:
        article, keys = capture.article, capture.keys
        assert article is not None and keys is not None
        asked = capture
        left_id = self._lookup.article_at(capture.url) if _is_moved(capture) else None
        if left_id is not None and self._lookup.article_at(capture.final_url) not in (None, left_id):
            # It leads to another article that we have: this is a visit of that one, under its own address.
            capture = replace(capture, url=capture.final_url, redirects=())
        addresses = Addresses.of(capture)
        matches = self._lookup.by_address(addresses.matches, addresses.keyed)
        published = to_utc_text(article.published_at) if article.published_at is not None else None
        by_text = self._lookup.by_text(keys, sort_moment(published, utc_text(capture.fetched_at)))
        candidates = [
            known
            for article_id in dict.fromkeys([*matches, *by_text])
            if (known := self._lookup.known(article_id, matches.get(article_id))) is not None
        ]
        shown = self._walls.find(capture, candidates)
        if shown is not None and not any(self._said.in_force(one.article_id) for one in shown):
            return self._take_out(capture, shown)
        for article_id in matches:
            if not parts_of(self._said.in_force(article_id)).isdisjoint((addresses.answered, addresses.asked)):
                return self._keep_part(capture, article_id, row=row)
        decision = decide(capture, candidates)
        if decision.article_id is not None and (words := self._said.in_force(decision.article_id)):
            capture = _heeding(capture, words)
            decision = _heeded(decision, decide(capture, candidates))
        if decision.article_id is None:
            article_id, changes = self._store_new(capture, decision, addresses)
        else:
            known = next(one for one in candidates if one.article_id == decision.article_id)
            article_id, changes = self._store_known(capture, known, decision, addresses)
        self._enter_addresses(article_id, capture, addresses)
        changes += self._joining.merge(decision.duplicates, article_id, capture)
        changes += self._joining.join_story(article_id, capture, decision)
        if changes:
            self._support.weigh(article_id, self._habits.of(capture.source_id), story="story" in changes)
        if left_id is not None and left_id != article_id and left_id not in decision.duplicates:
            self._leave(left_id, asked)
        canonical, revision = self._db.execute(
            "SELECT url, revision FROM articles WHERE id = :id", {"id": article_id}
        ).fetchone()
        self._frontier.settle(
            capture,
            capture.source_id,
            article_id=article_id,
            changed=bool(changes),
            canonical=canonical,
            edits=revision - 1,
            habit=self._habit(capture.source_id),
        )
        if "moved" in changes and address_key(canonical) != address_key(capture.url):
            self._frontier.hand_over(capture.url, canonical)
        self._frontier.settle_others(addresses.matches, capture.url, article_id)
        self._frontier.rest_others(article_id, canonical)
        counted: Counted = "new" if "new" in changes else "revised" if "revised" in changes else "same"
        if counted != "same":
            self._coverage.add(capture.source_id, capture.fetched_at, stored=1)
        return Kept(
            outcome=capture.outcome,
            counted=counted,
            article_id=article_id,
            changes=tuple(changes),
            row=stored_row(self._db, article_id) if row else None,
            why=decision.reason,
            other_address="new" not in changes and matches.get(article_id) != "asked",
        )

    def _keep_part(self, capture: Capture, article_id: int, *, row: bool) -> Kept:
        """Keep a visit of an address of which a person said that it is another article's: that one's text stays."""
        self._enter_capture(capture, article_id, changed=False)
        (canonical,) = self._db.execute("SELECT url FROM articles WHERE id = :id", {"id": article_id}).fetchone()
        self._frontier.settle(capture, capture.source_id, article_id=article_id, changed=False, canonical=canonical)
        return Kept(
            outcome=capture.outcome,
            counted="same",
            article_id=article_id,
            row=stored_row(self._db, article_id) if row else None,
            why=f"a person said that it is article {article_id}",
            other_address=True,
        )

    def _leave(self, article_id: int, capture: Capture) -> None:
        """Note that the address of an article leads to another one now: its own page is gone."""
        if self._articles.set_status(article_id, "gone", capture.fetched_at):
            self._note("gone", article_id, capture)
        self._frontier.settle(
            replace(capture, outcome="known", article=None, keys=None),
            capture.source_id,
            article_id=article_id,
            changed=True,
        )

    def _habit(self, source_id: str) -> float:
        """Return how often a source revises its articles; asked for once a run."""
        if source_id not in self._edit_habits:
            edited, watched = self._lookup.edited(source_id)
            self._edit_habits[source_id] = edit_habit(edited, watched)
        return self._edit_habits[source_id]

    def _store_new(self, capture: Capture, decision: Decision, addresses: Addresses) -> tuple[int, list[ChangeKind]]:
        now = self._clock()
        story_id = self._stories.make(now)
        url = self._free_address(addresses)
        article_id = self._articles.insert(capture, url=url, source_id=capture.source_id, story_id=story_id, now=now)
        capture_id = self._enter_capture(capture, article_id, changed=True)
        self._articles.insert_first_revision(article_id, capture, capture_id)
        self._stories.enter(story_id, article_id)
        self._own(url, article_id, capture)
        self._note("new", article_id, capture)
        return article_id, ["new"]

    def _store_known(
        self, capture: Capture, known: Known, decision: Decision, addresses: Addresses
    ) -> tuple[int, list[ChangeKind]]:
        article_id = known.article_id
        changes: list[ChangeKind] = []
        if self._move(article_id, capture, addresses):
            changes.append("moved")
        if self._articles.set_status(article_id, "live", capture.fetched_at):
            changes.append("back")
        chosen = self._choose_canonical(article_id, capture, addresses)
        fields = decision.fields if chosen == "its own" else ()
        if chosen == "now its own" and capture.article is not None:
            # What this page says beside the text counts from now on, as if it had come first.
            stored = stored_article(self._db, article_id)
            assert stored is not None
            known = replace(known, article=stored)
            fields = changed_fields(stored, capture.article)
        if decision.change in ("revised", "reread"):
            changes.append("revised" if decision.change == "revised" else "reread")
        elif fields:
            changes.append("updated")
        capture_id = self._enter_capture(capture, article_id, changed=bool(changes))
        if "revised" in changes or "reread" in changes:
            merged = merged_reading(capture, known, fields, text=True)
            self._articles.revise(article_id, merged, capture_id, cause=decision.cause, edit=decision.edit)
        elif "updated" in changes:
            self._articles.update(article_id, merged_reading(capture, known, fields, text=False))
        for kind in changes:
            self._note(kind, article_id, capture)
        return article_id, changes

    def _enter_redirect(self, capture: Capture) -> int | None:
        """Note that the address asked for leads to an article that we have; return that article."""
        article_id = self._lookup.article_at(capture.final_url)
        if article_id is not None:
            self._own(plain_address(capture.url), article_id, capture, kind="asked")
        return article_id

    def _keep_no_article(self, capture: Capture) -> Kept:
        """Note a fetch that brought no article to read; what it means for one that we have."""
        matches = self._lookup.by_address({plain_address(capture.url): "asked"}, {address_key(capture.url): "asked"})
        article_id = next(iter(matches), None)
        changes: list[ChangeKind] = []
        if capture.outcome == "known" and article_id is None:
            article_id = self._enter_redirect(capture)
        if article_id is not None:
            if _is_gone(capture) and self._stands_for(article_id, capture.url):
                capture = replace(capture, outcome="gone")
                if self._articles.set_status(article_id, "gone", capture.fetched_at):
                    changes.append("gone")
            elif capture.outcome == "unchanged" and self._articles.set_status(article_id, "live", capture.fetched_at):
                changes.append("back")
            if changes or capture.outcome == "unchanged":
                self._enter_capture(capture, article_id, changed=bool(changes))
            for kind in changes:
                self._note(kind, article_id, capture)
        self._frontier.settle(capture, capture.source_id, article_id=article_id, changed=bool(changes))
        if capture.leads_to is not None:
            led_from = (*capture.candidate.led_from, capture.url)
            further = replace(capture.candidate, url=capture.leads_to, via="link", led_from=led_from)
            self._frontier.note(capture.source_id, [further], now=self._clock())
        if capture.outcome == "refused":
            self._coverage.add(capture.source_id, capture.fetched_at, refused=1)
        elif capture.outcome == "failed":
            self._coverage.add(capture.source_id, capture.fetched_at, failed=1)
        counted: Counted = _COUNTED[capture.outcome]
        return Kept(
            outcome=capture.outcome,
            counted=counted,
            article_id=article_id,
            changes=tuple(changes),
            why=capture.reason or "",
        )

    # --- parts of keeping ----------------------------------------------------------------------------

    def _note(self, kind: ChangeKind, article_id: int, capture: Capture, *, other_id: int | None = None) -> None:
        self._articles.note(kind, article_id, now=self._clock(), run_id=capture.run_id, other_id=other_id)

    def _enter_capture(self, capture: Capture, article_id: int, *, changed: bool) -> int:
        """Enter a fetch; one that changed nothing takes the place of the last such one."""
        values = {
            "url": capture.url,
            "article_id": article_id,
            "run_id": capture.run_id,
            "fetched_at": utc_text(capture.fetched_at),
            "status": capture.status,
            "outcome": capture.outcome,
            "changed": changed,
            "raw_sha256": capture.raw_sha256,
            "raw_ref": capture.raw_ref,
            "raw_size": capture.raw_size or None,
            "reader": capture.article.reader if capture.article is not None else None,
            "rules_hash": capture.rules_hash,
        }
        last = self._db.execute(
            """
            SELECT c.id, c.changed, c.fetched_at FROM articles AS a JOIN captures AS c ON c.id = a.capture_id
            WHERE a.id = :id
            """,
            {"id": article_id},
        ).fetchone()
        is_last = last is None or last[2] <= values["fetched_at"]
        if not changed and last is not None and not last[1] and is_last:
            self._db.execute(
                """
                UPDATE captures SET url = :url, run_id = :run_id, fetched_at = :fetched_at, http_status = :status,
                    outcome = :outcome, raw_sha256 = :raw_sha256, raw_ref = :raw_ref, raw_size = :raw_size,
                    reader = :reader, rules_hash = :rules_hash
                WHERE id = :id
                """,
                values | {"id": last[0]},
            )
            capture_id = int(last[0])
        elif not changed and not is_last:
            return int(last[0])
        else:
            inserted = self._db.execute(
                """
                INSERT INTO captures (url, article_id, run_id, fetched_at, http_status, outcome, changed, raw_sha256,
                    raw_ref, raw_size, reader, rules_hash)
                VALUES (:url, :article_id, :run_id, :fetched_at, :status, :outcome, :changed, :raw_sha256,
                    :raw_ref, :raw_size, :reader, :rules_hash)
                """,
                values,
            ).lastrowid
            assert inserted is not None
            capture_id = inserted
            if changed and last is not None and not last[1] and is_last:
                self._db.execute("DELETE FROM captures WHERE id = :id", {"id": last[0]})
        if is_last:
            self._db.execute(
                """
                UPDATE articles SET capture_id = :capture_id,
                    last_seen_at = iif(:seen, max(last_seen_at, :fetched_at), last_seen_at)
                WHERE id = :id
                """,
                {
                    "id": article_id,
                    "capture_id": capture_id,
                    "fetched_at": values["fetched_at"],
                    "seen": capture.outcome in ("article", "unchanged"),
                },
            )
        return capture_id

    def _free_address(self, addresses: Addresses) -> str:
        """Return the address that is to stand for a new article: the best that no other one has."""
        for url in (addresses.canonical, addresses.answered, addresses.asked):
            if not self._db.execute("SELECT 1 FROM articles WHERE url = :url", {"url": url}).fetchone():
                return url
        return f"{addresses.asked}#{secrets.token_hex(8)}"

    def _own(self, url: str, article_id: int, capture: Capture, kind: str = "canonical") -> None:
        """Give an address to an article, whoever had it."""
        self._db.execute(
            """
            INSERT INTO article_urls (url, article_id, kind, via, found_at, seen_at)
            VALUES (:url, :article_id, :kind, :via, :now, :now)
            ON CONFLICT (url) DO UPDATE SET article_id = excluded.article_id, kind = excluded.kind,
                seen_at = max(seen_at, excluded.seen_at)
            """,
            {
                "url": url,
                "article_id": article_id,
                "kind": kind,
                "via": capture.candidate.via,
                "now": utc_text(capture.fetched_at),
            },
        )

    def _enter_addresses(self, article_id: int, capture: Capture, addresses: Addresses) -> None:
        """Enter all addresses of a capture; what was fetched is believed over what a page only claims."""
        for url, kind in addresses.kinds.items():
            self._db.execute(
                """
                INSERT INTO article_urls (url, article_id, kind, via, found_at, seen_at)
                VALUES (:url, :article_id, :kind, :via, :now, :now)
                ON CONFLICT (url) DO UPDATE SET
                    seen_at = max(seen_at, excluded.seen_at),
                    kind = iif(kind IN ('alias', 'variant') OR article_id <> excluded.article_id, excluded.kind, kind),
                    article_id = excluded.article_id
                WHERE article_id = excluded.article_id
                    OR (:kind IN ('asked', 'answered') AND kind <> 'canonical')
                """,
                {
                    "url": url,
                    "article_id": article_id,
                    "kind": kind,
                    "via": capture.candidate.via,
                    "now": utc_text(capture.fetched_at),
                },
            )

    def _stands_for(self, article_id: int, url: str) -> bool:
        """Return whether an address is the one that stands for the article, in whatever spelling."""
        (canonical,) = self._db.execute("SELECT url FROM articles WHERE id = :id", {"id": article_id}).fetchone()
        return address_key(canonical) == address_key(url)

    def _move(self, article_id: int, capture: Capture, addresses: Addresses) -> bool:
        """Take over the new address of an article whose own one redirects for good; return whether it does."""
        if not _is_moved(capture) or not self._stands_for(article_id, capture.url):
            return False
        old = self._db.execute("SELECT url FROM articles WHERE id = :id", {"id": article_id}).fetchone()[0]
        new = self._free_address(replace(addresses, asked=addresses.answered))
        self._own(old, article_id, capture, "moved")
        self._own(new, article_id, capture, "canonical")
        self._db.execute("UPDATE articles SET url = :url WHERE id = :id", {"id": article_id, "url": new})
        return True

    def _choose_canonical(
        self, article_id: int, capture: Capture, addresses: Addresses
    ) -> Literal["its own", "now its own", "another"]:
        """Choose between the canonical address we have and the one that this page names.

        Returns whether that of this page is the one that stands for the article, so that what it says beside
        the text (its section, its tags) counts. A page under two addresses may name each as its canonical
        one: then the better one is chosen, whichever came first.
        """
        (stored,) = self._db.execute("SELECT url FROM articles WHERE id = :id", {"id": article_id}).fetchone()
        named = addresses.canonical
        if named == stored or address_key(named) == address_key(stored):
            return "its own"
        holder = self._db.execute(
            "SELECT article_id, kind FROM article_urls WHERE url = :url", {"url": named}
        ).fetchone()
        taken = holder is not None and (holder[0] != article_id or holder[1] == "moved")
        if taken or _rank(named) >= _rank(stored):
            self._db.execute(
                """
                INSERT INTO article_urls (url, article_id, kind, via, found_at, seen_at)
                VALUES (:url, :article_id, 'equal', :via, :now, :now) ON CONFLICT (url) DO NOTHING
                """,
                {
                    "url": named,
                    "article_id": article_id,
                    "via": capture.candidate.via,
                    "now": utc_text(capture.fetched_at),
                },
            )
            return "another"
        self._own(stored, article_id, capture, "equal")
        self._own(named, article_id, capture, "canonical")
        self._db.execute("UPDATE articles SET url = :url WHERE id = :id", {"id": article_id, "url": named})
        return "now its own"


def _heeding(capture: Capture, words: Sequence[Correction]) -> Capture:
    """Return a capture as it is to be compared and stored: with what a person said of the article."""
    assert capture.article is not None and capture.keys is not None
    article = corrected(capture.article, words)
    keys = capture.keys if article.title == capture.article.title else keys_of(article)
    return replace(capture, article=article, keys=keys)


def _heeded(read: Decision, said: Decision) -> Decision:
    """Return the decision about a capture: `said` is that about it with a person's words, `read` without.

    They are no reason to take over a text that would not be taken over otherwise: a stub of a text of which a
    person said that it is complete.
    """
    if said.article_id != read.article_id:
        return read
    if said.change in ("revised", "reread") and read.change in ("same", "updated"):
        return replace(read, change="updated" if said.fields else "same", fields=said.fields)
    return said


def _is_moved(capture: Capture) -> bool:
    """Return whether the address asked for leads elsewhere for good."""
    return (
        bool(capture.redirects)
        and all(one.status in PERMANENT for one in capture.redirects)
        and address_key(capture.final_url) != address_key(capture.url)
    )


def _is_gone(capture: Capture) -> bool:
    """Return whether a fetch says that the article is no longer there.

    404 and 410; and a redirect for good to a page that is no article, as of sites that send readers of a
    deleted piece to their front page.
    """
    return capture.outcome == "gone" or (capture.outcome == "no_article" and _is_moved(capture))


def _rank(url: str) -> tuple[bool, int, str]:
    """Return how good a canonical address is, the smaller the better: https, short, then by alphabet."""
    return (not url.startswith("https:"), len(url), url)
