"""Articles brought into stories and into each other, as far as no person has said otherwise."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from aggregator.capture import Capture
from aggregator.clock import Clock
from aggregator.dedup.decide import Decision
from aggregator.store.articles import Articles, ChangeKind
from aggregator.store.corrections import Corrections
from aggregator.store.merging import merge
from aggregator.store.stories import Stories


class Joining:
    """What a decision means for stories and for articles that turned out to be one."""

    def __init__(
        self, connection: sqlite3.Connection, clock: Clock, articles: Articles, stories: Stories, said: Corrections
    ) -> None:
        """Work on `connection`; transactions are the caller's."""
        self._db = connection
        self._clock = clock
        self._articles = articles
        self._stories = stories
        self._said = said

    def merge(self, losers: tuple[int, ...], winner: int, capture: Capture) -> list[ChangeKind]:
        """Make articles a part of another one that they turned out to be, save those that a person parted from it."""
        apart = self._said.apart(winner, losers) if losers else set()
        changes: list[ChangeKind] = []
        for loser in losers:
            if loser not in apart:
                changes += self._merge(loser, winner, capture)
        return changes

    def _merge(self, loser: int, winner: int, capture: Capture) -> list[ChangeKind]:
        story_id = self._stories.of(loser)
        merge(self._db, loser, winner, self._clock())
        if self._said.go_over(loser, winner):  # what was said of one of two articles that are one is said of both
            self._articles.heed(winner, now=self._clock())
        self._stories.close_empty(story_id, self._stories.of(winner))
        self._stories.place(story_id)
        self._note("merged", loser, capture, other_id=winner)
        return ["merged"]

    def join_story(self, article_id: int, capture: Capture, decision: Decision) -> list[ChangeKind]:
        """Bring the article and other stories into the one that the decision names; tell whom it concerns."""
        own = self._stories.of(article_id)
        alone = self._stories.size(own) == 1
        decision = self._heeding(decision, own, alone=alone)
        story_id = decision.story_id if decision.story_id is not None else own
        merged = set(decision.merged_stories) - {story_id}
        if story_id == own and not merged:
            if not alone and decision.change != "same":
                for changed in sorted(self._stories.place(own, [article_id])):
                    self._note("story", changed, capture, other_id=own)
            return []
        moved = self._stories.join(article_id, story_id, merged)
        told = moved | self._stories.place(story_id, moved | {article_id}) | {article_id}
        for one in sorted(told):
            self._note("story", one, capture, other_id=story_id)
        return ["story"]

    def _heeding(self, decision: Decision, own: int, *, alone: bool) -> Decision:
        """Return what is left of a decision about stories where a person has said which article is in which.

        A story in which a person placed an article, or into which one was taken out of another, is never made
        one with another story. An article that nobody spoke of may still join it, being a copy of nothing else.
        """
        found = dict.fromkeys(copy.story_id for copy in decision.copies)
        placed = self._said.placed({own, *found}) if found else set()
        if not placed:
            return decision
        free = sorted({story_id for story_id in found if story_id not in placed} | {own})
        if own in placed or (free == [own] and not alone):
            return replace(decision, story_id=own, merged_stories=())
        if free == [own]:  # copies are told nearest first
            return replace(decision, story_id=next(one for one in found if one in placed), merged_stories=())
        return replace(decision, story_id=free[0], merged_stories=tuple(free[1:]))

    def _note(self, kind: ChangeKind, article_id: int, capture: Capture, *, other_id: int) -> None:
        self._articles.note(kind, article_id, now=self._clock(), run_id=capture.run_id, other_id=other_id)
