"""Texts made from one mould, which must stay apart."""

from __future__ import annotations

from aggregator.dedup.comparison import Likeness

NUMBERS_CHANGED = 0.34
"""Part of the numbers in common passages that differ, from which on two texts are fillings of one mould."""

SLOTS_EACH = 60.0
"""Shared words for each slot (a number or name in the place of another), below which it is a mould."""

FEWEST_SLOTS = 3
"""Fewer changed places prove nothing in a long text: a toll that rose, a town renamed, a misprint."""


def is_mould(likeness: Likeness) -> bool:
    """Return whether two texts that have much in common are fillings of one mould.

    Daily weather, markets, lottery, earthquakes, matches: the sentences stay, numbers and names are
    replaced one for one, in short intervals. A copy loses and gains whole passages instead; a report
    that grows ("UPDATE 2") changes a few numbers and keeps most.
    """
    slots = likeness.numbers_changed + likeness.names_changed
    numbers = likeness.numbers_kept + likeness.numbers_changed
    if likeness.numbers_changed >= 2 and likeness.numbers_changed >= NUMBERS_CHANGED * numbers:
        return True
    return slots >= FEWEST_SLOTS and likeness.shared < slots * SLOTS_EACH
