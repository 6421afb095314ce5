"""Measure identity: copies found, look-alikes kept apart, edits seen, furniture ignored, and what it costs.

    python -m benchmarks.identity [--pairs 2000] [--seed 1]

All texts are invented by `identity_texts`; no page of anybody's is read.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from aggregator.article import Article
from aggregator.candidate import Candidate
from aggregator.capture import Capture
from aggregator.dedup.decide import Decision, Known, decide
from aggregator.dedup.fingerprint import keys
from benchmarks import identity_texts as texts

CANDIDATE_SHINGLES = 2
"""Shingle hashes in common from which on the store offers an article as a candidate."""


def capture(article: Article, *, source: str = "paper", raw: str | None = None) -> Capture:
    """Return the capture of an article, an hour after it was published."""
    published = article.published_at
    seen = published if isinstance(published, dt.datetime) else texts.FIRST_DAY
    return Capture(
        url=article.url,
        final_url=article.url,
        source_id=source,
        run_id=1,
        candidate=Candidate(url=article.url, via="feed"),
        fetched_at=seen + dt.timedelta(hours=1),
        status=200,
        outcome="article",
        raw_sha256=raw,
        article=article,
        keys=keys(article),
    )


def known(article: Article, *, number: int = 1, source: str = "agency", asked: bool = False) -> Known:
    """Return what the store knows of an article."""
    published = article.published_at
    return Known(
        article_id=number,
        source_id=source,
        story_id=number,
        article=article,
        keys=keys(article),
        first_seen_at=published if isinstance(published, dt.datetime) else texts.FIRST_DAY,
        address="asked" if asked else None,
        reader=article.reader or None,
        raw_sha256="before",
    )


def offered(new: Capture, stored: Known) -> bool:
    """Return whether the store's look-up would offer `stored` as a candidate for `new`."""
    assert new.keys is not None
    common = len(set(new.keys.shingles) & set(stored.keys.shingles))
    return common >= CANDIDATE_SHINGLES or new.keys.content_hash == stored.keys.content_hash


def judge(pair: tuple[Article, Article], *, same_source: bool = False) -> Decision:
    """Return the decision about the second article of a pair when the first is stored."""
    first, second = pair
    stored = known(first, source="agency")
    new = capture(second, source="agency" if same_source else "paper")
    return decide(new, [stored] if offered(new, stored) else [])


@dataclass
class Figures:
    """What was counted of one kind of pairs."""

    joined: int = 0
    all: int = 0


def measure_copies(dice: random.Random, pairs: int) -> Figures:
    """Count the copies that are found."""
    figures = Figures(all=pairs)
    for _ in range(pairs):
        figures.joined += bool(judge(texts.copies(dice)).copies)
    return figures


def measure_near_misses(dice: random.Random, pairs: int) -> dict[str, Figures]:
    """Count the look-alikes that are joined, by kind."""
    found: dict[str, Figures] = {}
    for number in range(pairs):
        make = texts.NEAR_MISSES[number % len(texts.NEAR_MISSES)]
        figures = found.setdefault(make.__name__, Figures())
        figures.all += 1
        figures.joined += bool(judge(make(dice)).copies)
    return found


def measure_same_site(dice: random.Random, pairs: int) -> tuple[Figures, Figures]:
    """Count the second addresses of articles that are recognised, and the moulds of one site that are joined."""
    found, wrong = Figures(all=pairs), Figures(all=pairs)
    for _ in range(pairs):
        first = texts.article(texts.headline(dice), texts.english(dice, dice.randint(3, 30)))
        again = texts.furnished(dice, first)
        decision = judge((first, again), same_source=True)
        found.joined += decision.article_id == 1 and decision.change in ("same", "updated")
        mould = dice.choice(texts.MOULDS)
        decision = judge(texts.pair(mould(dice), mould(dice)), same_source=True)
        wrong.joined += decision.change != "new" or bool(decision.copies)
    return found, wrong


def measure_edits(dice: random.Random, edits: int) -> tuple[Figures, Figures, Counter[str]]:
    """Count the edits that become revisions, the unchanged visits that do, and the classes of edits."""
    seen, spurious, classes = Figures(all=edits), Figures(all=edits), Counter[str]()
    for _ in range(edits):
        was = texts.article(texts.headline(dice), texts.english(dice, dice.randint(3, 30)))
        decision = decide(capture(texts.edited(dice, was), source="agency"), [known(was, asked=True)])
        seen.joined += decision.change == "revised"
        classes.update(decision.edit.classes if decision.edit else ())
        decision = decide(capture(texts.furnished(dice, was), source="agency"), [known(was, asked=True)])
        spurious.joined += decision.change == "revised"
    return seen, spurious, classes


def measure_cost(dice: random.Random, rounds: int = 200) -> tuple[float, float, float]:
    """Return ms for the keys of a 5 kB text, for refusing an unrelated candidate and for seeing a copy."""
    first = texts.article("A", texts.english(dice, 44))
    copy = texts.article("B", texts.english(dice, 2) + list(first.paragraphs[:-4]), url="https://paper.example/1")
    other = texts.article("C", texts.english(dice, 44), url="https://paper.example/2")
    times = []
    for run in (
        lambda: keys(first),
        lambda: decide(capture(other), [known(first)]),
        lambda: decide(capture(copy), [known(first)]),
    ):
        start = time.process_time()
        for _ in range(rounds):
            run()
        times.append((time.process_time() - start) / rounds * 1000)
    plain = times[0]
    return plain, times[1] - 2 * plain, times[2] - 2 * plain


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    dice = random.Random(options.seed)
    copies = measure_copies(dice, options.pairs)
    misses = measure_near_misses(dice, options.pairs)
    wrong = sum(one.joined for one in misses.values())
    total = sum(one.all for one in misses.values())
    found, moulds = measure_same_site(dice, max(100, options.pairs // 5))
    seen, spurious, classes = measure_edits(dice, 500)
    cost = measure_cost(dice)
    precision = copies.joined / max(1, copies.joined + wrong)
    lines = (
        ("pairs of copies, recall", f"{copies.joined / copies.all:.4f}", "≥ .95"),
        ("pairs of copies, precision (with the near misses)", f"{precision:.4f}", "≥ .995"),
        (f"near misses joined, of {total}", str(wrong), "0"),
        *((f"    {name}, of {one.all}", str(one.joined), "0") for name, one in misses.items()),
        (f"second addresses not recognised, of {found.all}", str(found.all - found.joined), "0"),
        (f"moulds of one site joined, of {moulds.all}", str(moulds.joined), "0"),
        (f"edits missed, of {seen.all}", str(seen.all - seen.joined), "0"),
        (f"spurious revisions, of {spurious.all} visits", str(spurious.joined), "0"),
        ("keys of a 5 kB article, ms CPU", f"{cost[0]:.2f}", "≤ .5"),
        ("an unrelated candidate refused, ms CPU", f"{cost[1]:.2f}", ""),
        ("a copy recognised, ms CPU", f"{cost[2]:.2f}", ""),
        ("classes of the edits", ", ".join(f"{name} {n}" for name, n in classes.most_common()), ""),
    )
    for what, figure, limit in lines:
        print(f"{what:<58} {figure:>10}   {limit}")


if __name__ == "__main__":
    main()
