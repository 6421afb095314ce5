"""Which files of the user's own add to the register of organisations."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

OWN_FILES = "AGGREGATOR_ORGANISATIONS"
"""Names these files in the environment, separated as in PATH.

In the environment, since every process that reads or stores pages has to know them, and those it starts get it."""


def named(files: Iterable[Path]) -> str:
    """Return `files` as `OWN_FILES` holds them: absolute, so that they are found from every folder."""
    return os.pathsep.join(str(one.absolute()) for one in files)


def own_files(environ: Mapping[str, str] = os.environ) -> tuple[Path, ...]:
    """Return the files that the environment names."""
    return tuple(Path(one) for one in environ.get(OWN_FILES, "").split(os.pathsep) if one)
