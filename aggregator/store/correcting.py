"""What a person says of an article, carried out: written down, and made to stand."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from aggregator.article import Article, Attribution
from aggregator.corrections import (
    ATTRIBUTIONS,
    LISTS,
    MERGED,
    PLAIN,
    STORY,
    UNDO,
    Correction,
    Saying,
    attribution_json,
    attributions_json,
    corrected,
    is_same,
    said_of,
    standing,
    story_before,
    taken_back,
    undone,
    unsaid,
    value_json,
    was_json,
    word_key,
)
from aggregator.errors import AggregatorError, UsageError
from aggregator.organisations.names import folded
from aggregator.store.articles import Articles
from aggregator.store.corrections import Corrections
from aggregator.store.crediting import named, organisation
from aggregator.store.frontier import Frontier, address_key
from aggregator.store.habits import HabitTable
from aggregator.store.merging import merge, part
from aggregator.store.moments import utc_text
from aggregator.store.references import article_at
from aggregator.store.stories import Stories
from aggregator.store.support import Support


class NotCorrectable(AggregatorError):
    """What was named is not there, or is no longer what can be corrected."""

    exit_code = 1


class Corrector:
    """Carries out what persons say, inside whatever transaction is open."""

    def __init__(self, connection: sqlite3.Connection, frontier: Frontier, habits: HabitTable) -> None:
        """Work on `connection`; transactions are the caller's."""
        self._db = connection
        self._habits = habits
        self._support = Support(connection)
        self._frontier = frontier
        self._articles = Articles(connection)
        self._stories = Stories(connection)
        self._corrections = Corrections(connection)

    def correct(
        self, reference: str, sayings: Sequence[Saying], *, reason: str, by: str | None, now: dt.datetime
    ) -> list[Correction]:
        """Make `sayings` stand over every reading of the article that `reference` names; return what was written down.

        Raises NotCorrectable where that is no article to correct, UsageError for a value that does not fit it.
        """
        article_id = self._named(reference)
        made = []
        for saying in sayings:
            if saying.field == MERGED:
                was, then = self._merge(article_id, str(saying.value), now)
            elif saying.field == STORY:
                was, then = self._place(article_id, saying.value, now)
            else:
                was, then = self._said(article_id, saying)
            made.append(self._corrections.enter(article_id, saying.field, was, then, reason=reason, by=by, at=now))
            self._mend(article_id, self._articles.stored(article_id), now)
        self._weigh(article_id)
        self._note("corrected", article_id, now)
        return made

    def undo(self, number: int, *, reason: str, by: str | None, now: dt.datetime) -> Correction:
        """Take a correction back; return the correction that says so. What stood before stands again.

        What pages say by now is not known where nobody's reading was kept: the article is visited again at the
        next harvest of its source. Raises NotCorrectable, UsageError.
        """
        one = self._corrections.get(number)
        if one is None:
            raise NotCorrectable(f"There is no correction {number}: `aggregator correct ARTICLE --list` lists them.")
        article_id = self._named(str(one.article_id))
        everything = self._corrections.of(article_id)
        if one.field == UNDO:
            raise UsageError(f"Correction {number} takes back correction {one.was}: say anew what that said.")
        if number in undone(everything):
            raise UsageError(f"Correction {number} was taken back already.")
        article = self._articles.stored(article_id)
        if one.field != STORY:
            article = taken_back(article, number, everything)
        again: Any = None
        if one.field == MERGED:
            again = self._part(article_id, one, now)
        elif one.field == STORY:
            again = self._back_to_story(article_id, one, everything, now)
        elif one.field in (*PLAIN, *LISTS):
            again = value_json(one.field, getattr(article, one.field))
        entered = self._corrections.enter(article_id, UNDO, number, again, reason=reason, by=by, at=now)
        self._mend(article_id, article, now)
        self._weigh(article_id)
        self._look_again(article_id, now)
        self._note("corrected", article_id, now)
        return entered

    # --- what is said of the article itself ------------------------------------------------------------

    def _named(self, reference: str) -> int:
        """Return the article that may be corrected; raises NotCorrectable where there is none."""
        article_id = article_at(self._db, reference)
        if article_id is None:
            raise NotCorrectable(f'No article is stored as "{reference}": `aggregator search` lists what there is.')
        status, winner = self._db.execute(
            "SELECT status, merged_into FROM articles WHERE id = :id", {"id": article_id}
        ).fetchone()
        if status == "merged":
            raise NotCorrectable(f"Article {article_id} is part of article {winner} by now: correct that one.")
        if status in ("pruned", "erased"):
            raise NotCorrectable(f"The text of article {article_id} was {status}: there is nothing left to correct.")
        return article_id

    def _mend(self, article_id: int, article: Article, now: dt.datetime) -> None:
        """Store an article with everything that was said of it."""
        self._articles.mend(article_id, corrected(article, self._corrections.in_force(article_id)), now=now)

    def _weigh(self, article_id: int) -> None:
        """Weigh anew how sure its credits are, and those of the other articles of its story."""
        (source_id,) = self._db.execute("SELECT source_id FROM articles WHERE id = :id", {"id": article_id}).fetchone()
        self._support.weigh(article_id, self._habits.of(source_id), story=True)

    def _said(self, article_id: int, saying: Saying) -> tuple[Any, Any]:
        """Return what stands there, and what is to, as `corrections` holds them."""
        article = self._articles.stored(article_id)
        if saying.field in PLAIN:
            return was_json(saying.field, article), value_json(saying.field, saying.value)
        if saying.field in LISTS:
            return self._listed(article_id, article, saying)
        said = said_of(self._corrections.in_force(article_id))
        if saying.field == ATTRIBUTIONS:
            return attributions_json(article.attributions, said), [
                attribution_json(one) for one in article.attributions
            ]
        (country,) = self._db.execute(
            "SELECT s.country FROM articles AS a JOIN sources AS s ON s.id = a.source_id WHERE a.id = :id",
            {"id": article_id},
        ).fetchone()
        of_role = [one for one in article.attributions if one.role == saying.field]
        if saying.how == "not":
            gone = [one for name in saying.value for one in _meant(article_id, name, saying, of_role, country)]
            return attributions_json(gone, said), {"removed": [attribution_json(one) for one in gone]}
        new = [_known_words(named(saying, name, article, country=country), of_role, saying) for name in saying.value]
        if saying.how == "is":
            return attributions_json(of_role, said), [attribution_json(one) for one in new]
        replaced = [one for one in of_role if any(is_same(one, other) for other in new)]
        return attributions_json(replaced, said), {"added": [attribution_json(one) for one in new]}

    def _listed(self, article_id: int, article: Article, saying: Saying) -> tuple[Any, Any]:
        words = list(getattr(article, saying.field))
        if saying.how == "is":
            return words, list(saying.value)
        named_here = [one for one in words if any(word_key(one) == word_key(name) for name in saying.value)]
        if saying.how == "also":
            return named_here, {"added": list(saying.value)}
        for name in saying.value:
            if not any(word_key(one) == word_key(name) for one in words):
                there = ", ".join(words) or "none"
                raise UsageError(f'"{name}" is not among the {saying.field} of article {article_id}: {there}.')
        return named_here, {"removed": list(saying.value)}

    # --- stories ----------------------------------------------------------------------------------------

    def _place(self, article_id: int, story_id: int | None, now: dt.datetime) -> tuple[int, int]:
        """Move an article into a story, None: into one of its own; return the story it was in and the one it is in."""
        own = self._stories.of(article_id)
        if story_id is not None:
            target = self._standing(story_id)
            if target is None:
                raise NotCorrectable(f"There is no story {story_id}: `aggregator show ARTICLE` tells an article's.")
        elif self._stories.size(own) == 1:
            target = own
        else:
            target = self._stories.make(now)
        self._move(article_id, target, now)
        return own, target

    def _back_to_story(
        self, article_id: int, one: Correction, everything: Sequence[Correction], now: dt.datetime
    ) -> int:
        """Put an article where it stood before a word of its story that holds no longer."""
        own, wanted = self._stories.of(article_id), story_before(one, everything)
        if wanted is None:
            return own
        target = None if self._went_with(wanted, everything) else self._standing(wanted)
        if target is None or (target == own and wanted != own):  # it was alone, and its story went with it
            target = self._stories.make(now)
        self._move(article_id, target, now)
        return target

    def _went_with(self, story_id: int, everything: Sequence[Correction]) -> bool:
        """Return whether a story ended when the article was taken out of it, being alone in it."""
        (into,) = self._db.execute("SELECT merged_into FROM stories WHERE id = :id", {"id": story_id}).fetchone()
        return into is not None and any(
            word.field == STORY and word.was == story_id and word.now == into for word in everything
        )

    def _move(self, article_id: int, story_id: int, now: dt.datetime) -> None:
        if story_id != self._stories.of(article_id):
            for changed in sorted(self._stories.move(article_id, story_id)):
                self._note("story", changed, now, other_id=self._stories.of(changed))

    def _standing(self, story_id: int) -> int | None:
        """Return a story that has articles, or what it was found to be; None where there is none."""
        row = self._db.execute("SELECT merged_into FROM stories WHERE id = :id", {"id": story_id}).fetchone()
        if row is not None and row[0] is not None:
            return self._standing(row[0])
        return story_id if row is not None and self._stories.size(story_id) else None

    # --- two articles that are one ------------------------------------------------------------------------

    def _merge(self, winner: int, reference: str, now: dt.datetime) -> tuple[Any, Any]:
        """Make the article that `reference` names a part of `winner`; return what it was, and what came of it."""
        loser = self._named(reference)
        if loser == winner:
            raise UsageError(f"{reference} is article {winner} itself: name the other one.")
        uid, source_id, status, story_id, source, first_seen_at = self._db.execute(
            """
            SELECT l.uid, l.source_id, l.status, l.story_id, w.source_id, w.first_seen_at
            FROM articles AS l, articles AS w WHERE l.id = :loser AND w.id = :winner
            """,
            {"loser": loser, "winner": winner},
        ).fetchone()
        if source_id != source:
            raise UsageError(
                f"Article {loser} is of {source_id}, article {winner} of {source}: the same text on two sites is one"
                f" story, not one article: say story={self._stories.of(winner)} of article {loser}."
            )
        own, other = self._articles.stored(winner), self._articles.stored(loser)
        stood = standing(own, said_of(self._corrections.in_force(winner)))
        read = unsaid(other, self._corrections.of(loser), {*LISTS, ATTRIBUTIONS})
        addresses = self._db.execute(
            "SELECT url, kind FROM article_urls WHERE article_id = :id ORDER BY url", {"id": loser}
        ).fetchall()
        keys = self._db.execute("SELECT key FROM frontier WHERE article_id = :id", {"id": loser}).fetchall()
        alone = self._stories.size(story_id) == 1
        merge(self._db, loser, winner, now)
        moved = self._corrections.go_over(loser, winner)
        self._stories.close_empty(story_id, self._stories.of(winner))
        for changed in sorted(self._stories.place(story_id)):
            self._note("story", changed, now, other_id=story_id)
        (canonical,) = self._db.execute("SELECT url FROM articles WHERE id = :id", {"id": winner}).fetchone()
        self._frontier.rest_others(winner, canonical)
        self._note("merged", loser, now, other_id=winner)
        was = {
            "article": loser,
            "status": status,
            "story_id": story_id,
            "alone": alone,
            "addresses": [list(one) for one in addresses],
            "frontier": [key for (key,) in keys],
            "corrections": moved,
            "first_seen_at": first_seen_at,
            "stood": stood,
        }
        return was, {
            "article": loser,
            "uid": uid,
            "addresses": [url for url, _ in addresses],
            "tags": [one for one in other.tags if one in read.tags],
            "authors": [one for one in other.authors if one in read.authors],
            ATTRIBUTIONS: [
                attribution_json(one, said=False)
                for one in read.attributions
                if one.role != "publisher" and any(is_same(one, there) for there in other.attributions)
            ],
        }

    def _part(self, winner: int, one: Correction, now: dt.datetime) -> dict[str, int]:
        """Make an article of its own again of one that was taken in; return it."""
        was, loser = one.was, one.was["article"]
        part(self._db, loser, was["status"], now)
        self._db.executemany(
            """
            UPDATE article_urls SET article_id = :loser, kind = :kind
            WHERE url = :url AND article_id = :winner AND url <> (SELECT url FROM articles WHERE id = :winner)
            """,
            [{"loser": loser, "winner": winner, "url": url, "kind": kind} for url, kind in was["addresses"]],
        )
        self._db.execute(
            """
            UPDATE frontier SET article_id = :loser
            WHERE article_id = :winner AND key IN (SELECT value FROM json_each(:keys))
            """,
            {"loser": loser, "winner": winner, "keys": json.dumps(was["frontier"])},
        )
        self._db.execute(
            """
            UPDATE articles SET first_seen_at = :before
            WHERE id = :winner AND first_seen_at = (SELECT first_seen_at FROM articles WHERE id = :loser)
            """,
            {"winner": winner, "loser": loser, "before": was["first_seen_at"]},
        )
        self._give_back(winner, loser, was["corrections"], now)
        target = None if was.get("alone") else self._standing(was["story_id"])  # its story ended with it
        if target is None or target == self._stories.of(winner) != was["story_id"]:
            target = self._stories.make(now)
        for changed in sorted(self._stories.move(loser, target)):
            self._note("story", changed, now, other_id=target)
        self._look_again(loser, now)
        self._note("back", loser, now)
        return {"article": loser}

    def _give_back(self, winner: int, loser: int, numbers: Sequence[int], now: dt.datetime) -> None:
        """Let an article that is parted have what was said of it again, without what was taken back since."""
        everything = self._corrections.of(winner)
        its = [one for one in everything if one.id in numbers]
        since = [one for one in everything if one.field == UNDO and one.was in numbers and one.id not in numbers]
        article = self._articles.stored(loser)
        for undo in since:
            article = taken_back(article, undo.was, its)
            its.append(undo)
        self._corrections.go_over(winner, loser, [one.id for one in its])
        self._mend(loser, article, now)

    # --- parts ------------------------------------------------------------------------------------------

    def _look_again(self, article_id: int, now: dt.datetime) -> None:
        """Have an article's page fetched and read at the next harvest, as if nothing were known of it."""
        (url,) = self._db.execute("SELECT url FROM articles WHERE id = :id", {"id": article_id}).fetchone()
        self._db.execute(
            """
            UPDATE frontier SET next_at = :now, etag = NULL, last_modified = NULL
            WHERE key = :key AND state = 'done' AND article_id = :id
            """,
            {"key": address_key(url), "id": article_id, "now": utc_text(now)},
        )

    def _note(self, kind: Any, article_id: int, now: dt.datetime, *, other_id: int | None = None) -> None:
        self._articles.note(kind, article_id, now=now, run_id=None, other_id=other_id)


def _meant(
    article_id: int, name: str, saying: Saying, of_role: Sequence[Attribution], country: str | None
) -> list[Attribution]:
    """Return the attributions that a name means that is to be taken away."""
    exact = [one for one in of_role if folded(name) in (folded(one.name), folded(one.as_written))]
    known = None if exact else organisation(name, country=country)
    found = exact or [one for one in of_role if known is not None and one.organisation_id == known.id]
    if not found:
        there = ", ".join(one.name for one in of_role) or "none"
        raise UsageError(f'No {saying.field} "{name}" is known of article {article_id}, only: {there}.')
    return found


def _known_words(said: Attribution, of_role: Sequence[Attribution], saying: Saying) -> Attribution:
    """Return what a person said with the words of the page that were read already, unless they gave others."""
    read = next((one for one in of_role if is_same(one, said)), None)
    if read is None or saying.evidence:
        return said
    return replace(
        said,
        as_written=read.as_written,
        evidence=read.evidence,
        found_in=saying.found_in or read.found_in,
        position=read.position,
        extent=saying.extent or read.extent,
        entity=read.entity if saying.person is None else said.entity,
    )
