"""A program of this installation as one types it from the current folder."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path


def typed(program: str = "aggregator") -> str:
    """Return what to type for `program`: its name where PATH leads to it, else the script beside our interpreter.

    Where there is no such script (a checkout on PYTHONPATH), the interpreter runs it as a module.
    """
    if shutil.which(program):
        return program
    python = Path(sys.executable)
    script = python.with_name(program)
    if script.exists():
        return shlex.quote(str(near(script)))
    return f"{shlex.quote(str(near(python)))} -m {program}"


def near(path: Path) -> Path:
    """Return a path as one would type it from the current folder."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
