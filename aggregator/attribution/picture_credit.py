"""What one stretch of a page says of a picture: whom it credits, and whether it says nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aggregator.attribution.named import Named

LONGEST_CAPTION = 12_000
"""Characters of a caption that are looked at: from its end, where credits stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Whom one stretch of a caption credits."""

    evidence: str
    named: tuple[Named, ...]

    def weaker(self, factor: float) -> Credit:
        """Return the same with each belief multiplied by `factor`."""
        return replace(self, named=tuple(one.weaker(factor) for one in self.named))


def has_shape(one: Named) -> bool:
    """Return whether a name is registered, an address, or has the shape of a person's or an organisation's."""
    return one.organisation is not None or one.belief >= 0.85 or "." in one.name


def fills(named: tuple[Named, ...], stretch: str) -> bool:
    """Return whether a stretch is nothing but names of a sure shape."""
    return all(map(has_shape, named)) and sum(len(one.as_written) for one in named) >= 0.6 * len(stretch.strip())
