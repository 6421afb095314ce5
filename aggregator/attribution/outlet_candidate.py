"""One stretch of a text that may name an outlet that no register knows, and what speaks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

OPEN, CLOSE = "\"“„«‘‚'‹<", "\"”“»«’‘'›>"
"""Quotation marks that open and close a name."""

Proof = Literal["called", "shape", "callsign", "address", "quoted", "latin", "whole"]
"""What says that a name is an outlet's: what it is called (`газета «X»`), its own shape (`Elm Street Times`), a call
sign, an address, a verb of reporting right before the quoted or Latin name; `whole`: all of the construction."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One stretch of a paragraph that may be the name of an outlet."""

    start: int
    end: int
    proof: Proof
    begins: int
    """Where what is said of it begins: the noun before it, or the name."""

    ends: int
    """Where what is said of it ends."""


def overlaps(candidate: Candidate, spans: Sequence[tuple[int, int]]) -> bool:
    """Return whether a candidate shares characters with one of `spans`."""
    return any(candidate.start < end and start < candidate.end for start, end in spans)
