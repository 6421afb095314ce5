"""The errors we raise, and who is meant to catch each.

    AggregatorError             the command line: prints the sentence, ends with `exit_code`
    ├── UsageError              a request that cannot be carried out as it was put (exit 2)
    │   ├── SourceFileError     a source file that says something we cannot use; names file, line and key
    │   └── UnknownSource       a source id that no file in `--sources` has
    ├── StoreError              the SQLite file cannot be used as it is (exit 2)
    │   ├── NotADatabase        the path holds something else
    │   ├── OlderSchema         the file wants `aggregator migrate` first
    │   ├── NewerSchema         the file was written by a newer version of this program
    │   ├── Locked              another program holds the file and did not let go in time
    │   └── DiskRefused         the disk is full, read-only, or not ours to write
    └── WorkerError             no worker process can be started, so nothing can be read (exit 2)

The web is not an error: a page without an article, a bad date or a broken feed is a value with a
reason, never an exception.
"""

from __future__ import annotations

from collections.abc import Mapping

DEBUG = "AGGREGATOR_DEBUG"
"""Set to 1 in the environment, it lets tracebacks of our own mistakes through, in every process of ours."""


def shows_tracebacks(environ: Mapping[str, str]) -> bool:
    """Return whether whoever runs this wants to see where our own mistakes happened."""
    return environ.get(DEBUG, "") not in ("", "0")


class AggregatorError(Exception):
    """Base of all: its text is one sentence that a person can act on."""

    exit_code = 2


class UsageError(AggregatorError):
    """What was asked for cannot be done as it was put."""


class SourceFileError(UsageError):
    """A source file holds a mistake: the text names file, line, key and what was expected."""


class UnknownSource(UsageError):
    """No registered source has this id."""


class StoreError(AggregatorError):
    """The SQLite file cannot be used as it is."""


class NotADatabase(StoreError):
    """The path leads to something that is not an SQLite file of ours."""


class OlderSchema(StoreError):
    """The file is of an older version: `aggregator migrate` brings it up to date."""


class NewerSchema(StoreError):
    """The file is of a newer version than this program knows."""


class Locked(StoreError):
    """Another program holds the file."""


class DiskRefused(StoreError):
    """The disk is full, read-only, or not ours to write."""


class WorkerError(AggregatorError):
    """No worker process could be started."""
