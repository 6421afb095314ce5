"""How long hostile input may take in a test: long enough for any machine, too short for an explosion."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

EXPLOSION = 20.0
"""Seconds of CPU. What these tests feed takes well under one; a quadratic pattern or walk would take minutes.
How long it takes exactly is measured by `benchmarks/`, not here: coverage and busy machines stretch it."""


@contextmanager
def no_explosion() -> Iterator[None]:
    """Fail where the block takes `EXPLOSION` seconds of CPU."""
    begun = time.process_time()
    yield
    assert time.process_time() - begun < EXPLOSION
