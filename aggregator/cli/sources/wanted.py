"""Lists of sites to add: an address a line, CSV, or an OPML subscription list."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import urljoin

from aggregator.errors import UsageError

ADDRESS_COLUMNS = ("url", "homepage", "site", "website", "address")
"""Column names of a CSV, in lower case, that hold the site's address; the first that is there counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One site that is to be added."""

    url: str
    feed: str | None = None
    """A feed of it that is known already."""

    labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def read_list(text: str, *, name: str) -> list[Wanted]:
    """Return the sites that a list names, each once; `name` is the file's, for the sentence about a mistake."""
    if text.lstrip().startswith("<"):
        wanted = list(_opml(text, name))
    else:
        lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
        header = lines[0].lower() if lines else ""
        is_csv = "://" not in header and any(column in header for column in ADDRESS_COLUMNS)
        wanted = list(_table(lines, name)) if is_csv else [Wanted(url=line.strip()) for line in lines]
    if not wanted:
        raise UsageError(f"{name} names no site.")
    return list({one.url: one for one in wanted}.values())


def _table(lines: list[str], name: str) -> Iterator[Wanted]:
    """Yield the rows of a CSV; every column but the address becomes a label."""
    delimiter = max(",;\t", key=lines[0].count)
    reader = csv.DictReader(io.StringIO("\n".join(lines)), delimiter=delimiter)
    columns = {(column or "").strip().lower(): column for column in reader.fieldnames or ()}
    address = next((columns[one] for one in ADDRESS_COLUMNS if one in columns), None)
    if address is None:
        raise UsageError(f'{name}: a CSV of sites needs a column "url".')
    for row in reader:
        if url := (row[address] or "").strip():
            labels = {
                key.strip(): value.strip()
                for key, value in row.items()
                if key and key != address and isinstance(value, str) and value.strip()
            }
            yield Wanted(url=url, labels=MappingProxyType(labels))


def _opml(text: str, name: str) -> Iterator[Wanted]:
    """Yield the subscriptions of an OPML list (opml.org/spec2.opml): outlines with `xmlUrl`."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise UsageError(f"{name} begins like OPML and cannot be read as such: {error}.") from None
    for outline in root.iter("outline"):
        if feed := outline.get("xmlUrl", "").strip():
            yield Wanted(url=outline.get("htmlUrl", "").strip() or urljoin(feed, "/"), feed=feed)
