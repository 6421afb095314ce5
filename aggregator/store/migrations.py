"""Every change of the schema, in order: append, never edit.

The SQL stands in `schema/NNNN.sql`. Its comments are the data dictionary: `dictionary.py` makes
`db/README.md` and `db/schema.sql` from them. The first comment inside a statement says what the table or
view is; a comment behind a column says what the column holds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib import resources

from sqlite_utils import Database, Migrations

migrations = Migrations("aggregator")


@migrations(name="0001")
def whole_schema(db: Database) -> None:
    """Lay down every table and view."""
    carry_out(db, "0001")


@migrations(name="0002")
def what_a_harvest_learns(db: Database) -> None:
    """Add what is learnt of hosts, of requests' fates and of forms of addresses."""
    carry_out(db, "0002")


@migrations(name="0003")
def what_pages_have_in_common(db: Database) -> None:
    """Add what is learnt of the pages of a source."""
    carry_out(db, "0003")


@migrations(name="0004")
def what_supports_an_attribution(db: Database) -> None:
    """Add what is known of an attribution from beyond its page, and how much of each source's text is whose."""
    carry_out(db, "0004")


@migrations(name="0005")
def what_persons_say(db: Database) -> None:
    """Add views of corrections, of organisations, and of who is behind which article."""
    carry_out(db, "0005")


def carry_out(db: Database, name: str) -> None:
    """Execute the statements of `schema/NAME.sql` in the transaction that is open."""
    script = resources.files("aggregator.store").joinpath("schema", f"{name}.sql").read_text(encoding="utf-8")
    for statement in statements(script):
        db.execute(statement)


def statements(script: str) -> Iterator[str]:
    """Yield the SQL statements of `script` one by one, comments kept, without the final semicolon."""
    lines: list[str] = []
    for line in script.splitlines():
        if not lines and not line.strip():
            continue
        lines.append(line)
        if line.rstrip().endswith(";") and sqlite3.complete_statement("\n".join(lines)):
            yield "\n".join(lines).rstrip().removesuffix(";")
            lines = []
